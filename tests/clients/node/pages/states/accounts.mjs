// Accounts and their passwords: signing up, confirming, invitations, forgotten passwords.

import { AdminResetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';

import { newPerson, sdk } from '../../people.mjs';
import { turn } from '../../turned.mjs';
import { newGuest, newUser } from '../home.mjs';
import { enter, mended } from './ways.mjs';

// The browser would not even send what is plainly wrong.
const unchecked = (page) =>
  page.evaluate(() => [...document.forms].forEach((form) => form.setAttribute('novalidate', '')));

// A sign-up by an address, up to the page that follows it.
async function signedUp(page, home) {
  const person = newPerson();
  await page.goto(home.visit('/signup'));
  await page.fill('[name=username]', person.email);
  await page.fill('[name=password]', person.password);
  await page.click('[name=signUpButton]');
  await page.waitForURL(/\/confirm\?/);
}

// A forgotten password, up to the page that takes the code.
async function forgotten(page, home, person = home.person) {
  await page.goto(home.visit('/forgotPassword'));
  await page.fill('[name=username]', person.username);
  await page.click('[name=reset_my_password]');
  await page.waitForSelector('[name=code]');
}

// The week of an invitation is over.
function tooLate(guest) {
  turn(`UPDATE users SET temporary_until = 1 WHERE username = '${guest.username}'`);
}

export const accounts = [
  {
    name: 'sign-up',
    heading: 'sign-up-title',
    action: 'sign-up',
    home: 'chosen',
    reach: async (page, home) => {
      await page.goto(home.visit('/signup'));
      await page.fill('[name=password]', 'Abc');
    },
  },
  {
    name: 'sign-up-wrong',
    heading: 'sign-up-title',
    action: 'sign-up',
    error: true,
    reach: async (page, home) => {
      await page.goto(home.visit('/signup'));
      await page.fill('[name=password]', 'short');
      await unchecked(page);
      await mended(page, '[name=signUpButton]');
    },
  },
  {
    name: 'sign-up-terms',
    heading: 'sign-up-title',
    action: 'sign-up',
    home: 'terms',
    reach: (page, home) => page.goto(home.visit('/signup')),
    check: async (page) => {
      const all = await page.locator('main a[target=_blank]').evaluateAll((links) => links.map((link) => link.rel));
      if (all.join() !== 'noopener noreferrer,noopener noreferrer') throw new Error(`links: ${all}`);
    },
  },
  {
    name: 'sign-up-long',
    heading: 'sign-up-title',
    action: 'sign-up',
    home: 'long',
    error: true,
    reach: async (page, home) => {
      await page.goto(home.visit('/signup'));
      await page.fill('[name=password]', 'short');
      await unchecked(page);
      await mended(page, '[name=signUpButton]');
    },
  },
  { name: 'confirm', heading: 'confirm-title', action: 'confirm', home: 'email', reach: signedUp },
  {
    name: 'confirm-wrong',
    heading: 'confirm-title',
    action: 'confirm',
    home: 'email',
    error: true,
    says: ['wrong-code'],
    reach: async (page, home) => {
      await signedUp(page, home);
      await page.fill('[name=code]', '000000');
      await mended(page);
    },
  },
  { name: 'confirm-link', heading: 'confirm-title', says: ['confirm-link-text'], home: 'links', reach: signedUp },
  {
    name: 'confirm-by-others',
    heading: 'confirm-no-code-title',
    says: ['confirm-no-code-text'],
    home: 'unverified',
    reach: signedUp,
  },
  {
    name: 'link-question',
    heading: 'confirm-question-title',
    action: 'confirm',
    says: ['confirm-question-text'],
    reach: (page, home) =>
      page.goto(home.visit('/confirmUser', { user_name: home.person.username, confirmation_code: '123456' })),
  },
  {
    name: 'link-spent',
    heading: 'confirm-spent-title',
    says: ['confirm-spent-text'],
    reach: async (page, home) => {
      await page.goto(home.visit('/confirmUser', { user_name: home.person.username, confirmation_code: '123456' }));
      await page.click('main button.wide');
      await page.waitForSelector('h1');
    },
  },
  {
    name: 'link-incomplete',
    heading: 'confirm-incomplete-title',
    says: ['confirm-incomplete-text'],
    reach: (page, home) => page.goto(home.visit('/confirmUser')),
  },
  {
    name: 'undo-address',
    heading: 'undo-title',
    action: 'undo-title',
    says: ['undo-text'],
    reach: (page, home) => page.goto(home.visit('/undo-address', { undo_token: 'of-a-message' })),
  },
  {
    name: 'undo-address-spent',
    heading: 'confirm-spent-title',
    says: ['undo-spent-text'],
    reach: async (page, home) => {
      await page.goto(home.visit('/undo-address', { undo_token: 'of-a-message' }));
      await page.click('main button.wide');
      await page.waitForSelector('h1');
    },
  },
  {
    name: 'invitation-expired',
    heading: 'invitation-expired-title',
    action: 'invitation-resend',
    says: ['invitation-expired-text'],
    reach: async (page, home) => {
      const guest = await newGuest(home);
      tooLate(guest);
      await page.goto(home.visit('/login'));
      await enter(page, guest);
      await page.waitForSelector('[name=invite]');
    },
  },
  {
    name: 'new-password',
    heading: 'new-password-title',
    action: 'continue',
    reach: async (page, home) => {
      const guest = await newGuest(home);
      await page.goto(home.visit('/login'));
      await enter(page, guest);
      await page.waitForSelector('[name=new_password]');
    },
  },
  {
    name: 'missing-details',
    heading: 'new-password-title',
    action: 'continue',
    home: 'details',
    error: true,
    says: ['missing-attributes-title', 'missing-attributes-text', 'wrong-phone'],
    reach: async (page, home) => {
      const guest = await newGuest(home);
      await page.goto(home.visit('/login'));
      await enter(page, guest);
      await page.fill('[name=new_password]', 'short');
      await page.fill('[name="userAttributes.name"]', 'Ana Ortega');
      await page.fill('[name="userAttributes.phone_number"]', '12');
      await unchecked(page);
      await mended(page);
    },
  },
  {
    name: 'forgot',
    heading: 'forgot-title',
    action: 'forgot-send',
    says: ['forgot-text'],
    reach: (page, home) => page.goto(home.visit('/forgotPassword')),
  },
  {
    name: 'forgot-wrong',
    heading: 'forgot-title',
    action: 'forgot-send',
    error: true,
    says: ['wrong-unknown-user'],
    reach: async (page, home) => {
      await page.goto(home.visit('/forgotPassword'));
      await page.fill('[name=username]', 'nobody');
      await mended(page);
    },
  },
  {
    name: 'reset',
    heading: 'reset-title',
    action: 'reset',
    says: ['reset-text', 'password-rules'],
    reach: async (page, home) => forgotten(page, home, await newUser(home)),
  },
  {
    name: 'reset-wrong',
    heading: 'reset-title',
    action: 'reset',
    error: true,
    says: ['wrong-code'],
    reach: async (page, home) => {
      await forgotten(page, home, await newUser(home));
      await page.fill('[name=code]', '000000');
      await page.fill('[name=password]', 'Another-pass-1');
      await mended(page);
    },
  },
  {
    name: 'reset-demanded',
    heading: 'reset-title',
    action: 'reset',
    says: ['wrong-reset-required'],
    reach: async (page, home) => {
      const person = await newUser(home);
      await sdk.send(new AdminResetUserPasswordCommand({ UserPoolId: home.id, Username: person.username }));
      await page.goto(home.visit('/login'));
      await enter(page, person);
      await page.waitForSelector('[name=code]');
    },
  },
];
