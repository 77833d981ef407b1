// The account pages, each by somebody new.

import { InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';

import { newPerson, sdk } from '../../people.mjs';
import { newUser } from '../home.mjs';
import { authenticator } from './ways.mjs';

// Somebody new at a page of the account.
const atAccount = async (page, home, path, attributes = {}) => {
  const person = await newUser(home, { name: 'Ana Blue', phone_number: '+4930123456', ...attributes });
  await page.goto(home.visit(path));
  await page.fill('[name=username]', person.username);
  await page.click('[name=signInSubmitButton]');
  await page.fill('[name=password]', person.password);
  await page.click('main button.wide');
  await page.waitForURL(/\/(account|passkeys\/add)/);
  // The browser can make passkeys, and is offered one first.
  if (await page.locator('[name=skip]').count()) await page.click('[name=skip]');
  await page.waitForURL(/\/account/);
  return person;
};

export const accountPages = [
  {
    name: 'account-profile',
    heading: 'account-profile',
    action: 'save',
    home: 'account',
    reach: async (page, home) => {
      await atAccount(page, home, '/account');
      await page.click('summary');
    },
  },
  {
    name: 'account-profile-wrong',
    heading: 'account-profile',
    action: 'save',
    error: true,
    home: 'account',
    reach: async (page, home) => {
      await atAccount(page, home, '/account');
      await page.click('summary');
      await page.evaluate(() => {
        document.querySelector('[name=birthdate]').type = 'text';
        [...document.forms].forEach((form) => form.setAttribute('novalidate', ''));
      });
      await page.fill('[name=birthdate]', 'long ago');
      await page.click('[name=save]');
      await page.waitForSelector('#wrong');
    },
  },
  {
    name: 'account-verify',
    heading: 'address-change-title',
    action: 'confirm',
    home: 'account',
    reach: async (page, home) => {
      await atAccount(page, home, '/account');
      await page.fill('[name=email]', newPerson().email);
      await page.locator('form:has([name=email]) button').click();
      await page.waitForSelector('[name=code]');
    },
  },
  {
    name: 'account-security',
    heading: 'account-security',
    action: 'totp-title',
    home: 'account',
    reach: (page, home) => atAccount(page, home, '/account/security'),
  },
  {
    name: 'account-security-passkey',
    heading: 'account-security',
    home: 'account',
    reach: async (page, home) => {
      await atAccount(page, home, '/account/security');
      const { present } = await authenticator(page);
      await present(true);
      await page.click('form[data-passkey=create] button');
      await page.waitForSelector('[name=remove_passkey]');
    },
  },
  {
    name: 'account-app',
    heading: 'totp-title',
    action: 'verify',
    home: 'account',
    reach: async (page, home) => {
      await atAccount(page, home, '/account/security');
      await page.click('[name=begin]');
      await page.waitForSelector('[name=code]');
    },
  },
  {
    name: 'account-password',
    heading: 'new-password-title',
    action: 'save',
    home: 'account',
    reach: (page, home) => atAccount(page, home, '/account/password'),
  },
  {
    name: 'account-password-wrong',
    heading: 'new-password-title',
    action: 'save',
    error: true,
    home: 'account',
    reach: async (page, home) => {
      await atAccount(page, home, '/account/password');
      await page.fill('[name=current_password]', 'Not-the-password-1');
      await page.fill('[name=new_password]', 'Another-good-one-1');
      await page.click('[name=save]');
      await page.waitForSelector('#wrong');
    },
  },
  {
    name: 'account-sessions',
    heading: 'account-sessions',
    action: 'account-sessions-end-all',
    home: 'account',
    reach: async (page, home) => {
      const person = await atAccount(page, home, '/account/sessions');
      await sdk.send(
        new InitiateAuthCommand({
          ClientId: home.clientId,
          AuthFlow: 'USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: person.username, PASSWORD: person.password },
        }),
      );
      await page.reload();
    },
  },
  {
    name: 'account-apps',
    heading: 'account-apps',
    home: 'account',
    reach: (page, home) => atAccount(page, home, '/account/apps'),
  },
  {
    name: 'account-apps-allowed',
    heading: 'account-apps',
    home: 'account',
    reach: async (page, home) => {
      await atAccount(page, home, '/account/apps');
      const scope = 'openid email phone profile aws.cognito.signin.user.admin';
      await page.goto(home.visit('/oauth2/authorize', { prompt: 'consent', scope }));
      await page.click('[name=answer][value=allow]');
      await page.waitForURL(/code=/);
      await page.goto(home.visit('/account/apps'));
      await page.waitForSelector('[name=remove]');
    },
  },
  {
    name: 'account-data',
    heading: 'account-data',
    action: 'account-download',
    home: 'account',
    reach: (page, home) => atAccount(page, home, '/account/data'),
  },
  {
    name: 'account-delete',
    heading: 'account-delete',
    action: 'account-delete-confirm',
    home: 'account',
    reach: (page, home) => atAccount(page, home, '/account/delete'),
  },
  {
    name: 'account-deleted',
    heading: 'account-deleted-title',
    home: 'account',
    reach: async (page, home) => {
      await atAccount(page, home, '/account/delete');
      await page.click('[name=delete]');
      await page.waitForURL(/deleted/);
    },
  },
];
