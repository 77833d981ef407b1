// What a sign-in asks for after its beginning: codes, second factors, passkeys, the pool's own questions.

import { newUser } from '../home.mjs';
import { authenticator, enter, mended, name } from './ways.mjs';

// Somebody in a browser with an authenticator, who has just signed in and is offered a passkey.
async function offered(page, home) {
  const own = await authenticator(page);
  const person = await newUser(home);
  await page.goto(home.visit('/login'));
  await page.waitForSelector('[data-passkey-use]:not([hidden])');
  await name(page, person);
  await page.fill('[name=password]', person.password);
  await page.click('main button.wide');
  await page.waitForSelector('[data-passkey=create] [data-passkey-use]:not([hidden])');
  return { own, person };
}

// The same, who has made one since.
async function made(page, home) {
  const { own, person } = await offered(page, home);
  await own.present(true);
  await page.click('[data-passkey-use]');
  await page.waitForSelector('[name=continue]');
  await own.present(false);
  return person;
}

// Somebody with a passkey who is asked for it.
async function asked(page, home) {
  const person = await made(page, home);
  await page.context().clearCookies();
  await page.goto(home.visit('/login'));
  await name(page, person);
  await page.click('[name=way][value=WEB_AUTHN]');
  await page.waitForSelector('[data-passkey=get] [data-passkey-use]:not([hidden])');
}

export const factors = [
  {
    name: 'code-by-email',
    heading: 'code-title',
    action: 'verify',
    home: 'code',
    says: ['code-sent-email', 'code-wait'],
    reach: async (page, home) => {
      await page.goto(home.visit('/login'));
      await enter(page, home.person);
    },
  },
  {
    name: 'code-wrong',
    heading: 'code-title',
    action: 'verify',
    home: 'code',
    error: true,
    says: ['wrong-code'],
    reach: async (page, home) => {
      await page.goto(home.visit('/login'));
      await enter(page, home.person);
      await page.fill('[name=code]', '000 000');
      await mended(page);
    },
  },
  {
    name: 'choose-second',
    heading: 'mfa-choose-title',
    home: 'several',
    reach: async (page, home) => {
      await page.goto(home.visit('/login'));
      await enter(page, home.person);
      await page.waitForSelector('[name=way]');
    },
  },
  {
    name: 'code-by-sms',
    heading: 'code-title',
    action: 'verify',
    home: 'several',
    says: ['code-sent-sms', 'other-method'],
    reach: async (page, home) => {
      await page.goto(home.visit('/login'));
      await enter(page, home.person);
      await page.click('[name=way][value=SMS_MFA]');
      await page.waitForSelector('[name=code]');
    },
  },
  {
    name: 'set-up-second',
    heading: 'mfa-setup-title',
    says: ['mfa-setup-text'],
    home: 'several',
    reach: async (page, home) => {
      await page.goto(home.visit('/login'));
      await enter(page, home.newcomer);
      await page.waitForSelector('[name=way]');
    },
  },
  {
    name: 'set-up-phone',
    heading: 'mfa-setup-title',
    action: 'continue',
    home: 'several',
    error: true,
    says: ['mfa-setup-sms-text', 'wrong-phone'],
    reach: async (page, home) => {
      await page.goto(home.visit('/login'));
      await enter(page, home.newcomer);
      await page.click('[name=way][value=SMS_MFA]');
      await page.fill('[name=address]', '12');
      await mended(page);
    },
  },
  {
    name: 'set-up-app',
    heading: 'totp-title',
    action: 'verify',
    home: 'apps',
    reach: async (page, home) => {
      await page.goto(home.visit('/login'));
      await enter(page, home.person);
      await page.waitForSelector('[name=way], [name=code]');
      if (await page.locator('[name=way]').count()) await page.click('[name=way]');
      await page.waitForSelector('[name=code]');
    },
  },
  {
    name: 'passkey-offer',
    heading: 'passkey-add-title',
    action: 'passkey-add',
    says: ['passkey-add-text', 'skip'],
    home: 'passkeys',
    reach: offered,
  },
  { name: 'passkey-made', heading: 'passkey-added', action: 'continue', home: 'passkeys', reach: made },
  {
    name: 'passkey',
    heading: 'passkey-title',
    action: 'passkey-button',
    says: ['passkey-text', 'other-method'],
    home: 'passkeys',
    reach: asked,
  },
  {
    name: 'passkey-cancelled',
    heading: 'passkey-title',
    action: 'passkey-button',
    says: ['passkey-cancelled'],
    home: 'passkeys',
    reach: async (page, home) => {
      await asked(page, home);
      await page.evaluate(() => {
        navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      });
      await page.click('[data-passkey-use]');
      await page.waitForSelector('[data-passkey-cancelled]:not([hidden])');
    },
  },
  {
    name: 'challenge',
    heading: 'challenge-title',
    action: 'continue',
    home: 'riddles',
    says: ['challenge-answer'],
    reach: async (page, home) => {
      await page.goto(home.visit('/login'));
      await name(page, home.person);
      await page.waitForSelector('[name=answer]');
    },
  },
];
