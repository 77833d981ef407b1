// Apps and devices: what they may do, and leaving them.

import assert from 'node:assert/strict';

import { newUser } from '../home.mjs';
import { enter, mended, signedIn } from './ways.mjs';

// What a device shows its person.
export async function device(home) {
  const body = new URLSearchParams({ client_id: home.clientId, scope: 'openid email' });
  const address = new URL(`/domain/${home.prefix}/oauth2/device_authorization`, process.env.CENOTE_ENDPOINT);
  const answer = await fetch(address, { method: 'POST', body });
  assert.equal(answer.status, 200);
  return (await answer.json()).user_code;
}

// A device whose code was typed, and its person, who has signed in.
async function typed(page, home) {
  const code = await device(home);
  await page.goto(`${home.origin}/device?lang=${home.language}`);
  await page.fill('[name=user_code]', code.toLowerCase());
  await page.click('main button.wide');
  await enter(page, home.person);
  await page.waitForSelector('[name=answer]');
}

async function answered(page, home, answer) {
  await typed(page, home);
  await page.click(`[name=answer][value=${answer}]`);
  await page.waitForURL(/done=/);
}

const leave = async (page, home) => {
  await page.goto(`${home.origin}/logout?lang=${home.language}`);
  await page.waitForSelector('[name=account]');
};

export const apps = [
  {
    name: 'consent',
    heading: 'consent-title',
    action: 'consent-allow',
    says: ['consent-text', 'consent-openid', 'consent-account', 'consent-goes', 'consent-deny'],
    reach: async (page, home) => {
      const scope = 'openid email phone profile aws.cognito.signin.user.admin';
      await page.goto(home.visit('/oauth2/authorize', { prompt: 'consent', scope }));
      await enter(page, home.person);
      await page.waitForSelector('[name=answer]');
    },
  },
  {
    name: 'device',
    heading: 'device-title',
    action: 'continue',
    says: ['device-text'],
    reach: (page, home) => page.goto(`${home.origin}/device?lang=${home.language}`),
  },
  {
    name: 'device-wrong',
    heading: 'device-title',
    action: 'continue',
    error: true,
    says: ['device-unknown'],
    reach: async (page, home) => {
      await page.goto(`${home.origin}/device?lang=${home.language}`);
      await page.fill('[name=user_code]', 'BCDF-GHJK');
      await mended(page);
    },
  },
  {
    name: 'device-question',
    heading: 'device-confirm-title',
    action: 'consent-allow',
    says: ['device-confirm-text', 'consent-deny'],
    reach: typed,
  },
  {
    name: 'device-done',
    heading: 'device-done-title',
    says: ['device-done-text'],
    reach: (page, home) => answered(page, home, 'allow'),
  },
  { name: 'device-denied', heading: 'device-denied-title', reach: (page, home) => answered(page, home, 'deny') },
  {
    name: 'sign-out',
    heading: 'sign-out-question-title',
    action: 'sign-out',
    reach: async (page, home) => {
      await signedIn(page, home);
      await leave(page, home);
    },
  },
  {
    name: 'sign-out-several',
    heading: 'sign-out-question-title',
    action: 'sign-out-all',
    reach: async (page, home) => {
      await signedIn(page, home);
      await signedIn(page, home, await newUser(home));
      await leave(page, home);
    },
  },
  {
    name: 'signed-out',
    heading: 'signed-out-title',
    reach: async (page, home) => {
      await signedIn(page, home);
      await leave(page, home);
      await page.click('main button');
      await page.waitForURL(/signed-out/);
    },
  },
  {
    name: 'signed-out-of-one',
    heading: 'signed-out-title',
    says: ['signed-out-others'],
    reach: async (page, home) => {
      await signedIn(page, home);
      await signedIn(page, home, await newUser(home));
      await leave(page, home);
      await page.click('[name=account]:not([value=all])');
      await page.waitForURL(/signed-out/);
    },
  },
];
