// Signing in: the first page, choosing how, and the password.

import assert from 'node:assert/strict';

import { AdminDisableUserCommand, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';

import { sdk } from '../../people.mjs';
import { newUser } from '../home.mjs';
import { enter, mended, name, signedIn } from './ways.mjs';

// Wrong passwords until the account is locked: a second after the fifth, more after each further one.
async function lock(home, person) {
  const AuthParameters = { USERNAME: person.username, PASSWORD: 'Not-the-password-1' };
  const asked = { ClientId: home.clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters };
  for (let tries = 0; tries < 5; tries += 1) await sdk.send(new InitiateAuthCommand(asked)).catch(() => {});
}

export const signIn = [
  {
    name: 'sign-in',
    heading: 'sign-in-title',
    action: 'sign-in',
    reach: (page, home) => page.goto(home.visit('/oauth2/authorize')),
  },
  {
    name: 'sign-in-by-email',
    heading: 'sign-in-title',
    action: 'sign-in',
    home: 'email',
    reach: (page, home) => page.goto(home.visit('/login', { login_hint: 'ana@example.com' })),
  },
  {
    name: 'sign-in-wrong',
    heading: 'sign-in-title',
    action: 'sign-in',
    error: true,
    says: ['wrong-credentials'],
    reach: async (page, home) => {
      await page.goto(home.visit('/login'));
      await enter(page, home.person, 'Not-the-password-1');
    },
  },
  {
    name: 'sign-in-disabled',
    heading: 'sign-in-title',
    action: 'sign-in',
    error: true,
    says: ['wrong-disabled'],
    reach: async (page, home) => {
      const person = await newUser(home);
      await sdk.send(new AdminDisableUserCommand({ UserPoolId: home.id, Username: person.username }));
      await page.goto(home.visit('/login'));
      await enter(page, person);
    },
  },
  {
    name: 'sign-in-locked',
    heading: 'sign-in-title',
    action: 'sign-in',
    error: true,
    says: ['wrong-locked-seconds'],
    reach: async (page, home) => {
      const person = await newUser(home);
      await page.goto(home.visit('/login'));
      await page.fill('[name=username]', person.username);
      await page.fill('[name=password]', person.password);
      await lock(home, person);
      await page.click('[name=signInSubmitButton]');
    },
  },
  {
    name: 'sign-in-known',
    heading: 'sign-in-title',
    action: 'sign-in',
    reach: async (page, home) => {
      await signedIn(page, home);
      await page.goto(home.visit('/login'));
      await page.waitForSelector('[name=continue_as]');
    },
  },
  {
    name: 'sign-in-split',
    heading: 'sign-in-title',
    action: 'sign-in',
    home: 'split',
    reach: (page, home) => page.goto(home.visit('/login')),
    check: async (page, home) => {
      const own = { en: 'Tides, currents and depths: Tide Tables', de: 'Gezeiten, Strömungen und Tiefen: Tide Tables' };
      const text = await page.innerText('main');
      assert.ok(!own[home.language] || text.includes(own[home.language]), text);
      // The same links in the same place, whatever the page.
      const links = () => page.locator('footer ul a').evaluateAll((all) => all.map((link) => link.href));
      const here = await links();
      assert.deepEqual(here, ['mailto:help@example.com', 'https://example.com/terms', 'https://example.com/privacy']);
      for (const path of ['/signup', '/forgotPassword', '/challenge']) {
        await page.goto(home.visit(path));
        assert.deepEqual(await links(), here);
      }
      await page.goto(home.visit('/login'));
    },
  },
  {
    name: 'sign-in-plain',
    heading: 'sign-in-title',
    action: 'sign-in',
    home: 'plainly',
    reach: (page, home) => page.goto(home.visit('/login')),
  },
  ...['warm', 'night', 'classic'].map((home) => ({
    name: `sign-in-${home}`,
    heading: 'sign-in-title',
    action: 'sign-in',
    error: true,
    home,
    reach: async (page, own) => {
      await page.goto(own.visit('/login'));
      await enter(page, own.person, 'Not-the-password-1');
    },
  })),
  {
    name: 'name-first',
    heading: 'sign-in-title',
    action: 'continue',
    home: 'choice',
    reach: (page, home) => page.goto(home.visit('/login')),
  },
  {
    name: 'choose-method',
    heading: 'choose-method-title',
    home: 'choice',
    reach: async (page, home) => {
      await page.goto(home.visit('/login'));
      await name(page, home.person);
      await page.waitForSelector('[name=way]');
    },
  },
  {
    name: 'password',
    heading: 'password-title',
    action: 'sign-in',
    home: 'choice',
    error: true,
    reach: async (page, home) => {
      await page.goto(home.visit('/login'));
      await name(page, home.person);
      await page.click('[name=way][value^=PASSWORD]');
      await page.fill('[name=password]', 'Not-the-password-1');
      await mended(page);
    },
  },
  {
    name: 'choose-account',
    heading: 'choose-account-title',
    reach: async (page, home) => {
      await signedIn(page, home);
      await signedIn(page, home, await newUser(home));
      await page.goto(home.visit('/oauth2/authorize', { prompt: 'select_account' }));
      await page.waitForSelector('[name=account]');
    },
  },
];
