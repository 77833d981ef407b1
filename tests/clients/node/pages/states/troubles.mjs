// What goes wrong, and where it goes on from there.

import assert from 'node:assert/strict';

import { enter, signedIn } from './ways.mjs';

// The number to tell: that of the request, as the answer's header has it.
const tellsTheRequest = async (page) => assert.match(await page.innerText('main code'), /^[0-9a-f-]{36}$/);

export const troubles = [
  {
    name: 'expired',
    heading: 'expired-title',
    action: 'expired-restart',
    says: ['expired-text'],
    reach: (page, home) => page.goto(home.visit('/challenge', { flow: 'gone' })),
    check: async (page, home) => {
      // What the app asked for is kept.
      const restart = new URL(await page.getAttribute('main a.button', 'href'), home.origin);
      assert.equal(restart.searchParams.get('state'), 'a state');
      await tellsTheRequest(page);
    },
  },
  {
    name: 'other-tab',
    heading: 'already-title',
    action: 'continue',
    says: ['already-text'],
    reach: async (page, home) => {
      await signedIn(page, home);
      await page.goto(home.visit('/challenge', { flow: 'gone' }));
    },
  },
  {
    name: 'forged',
    heading: 'forbidden-title',
    action: 'expired-restart',
    says: ['forbidden-text'],
    reach: async (page, home) => {
      await page.goto(home.visit('/login'));
      await page.context().clearCookies();
      await enter(page, home.person);
      await page.waitForSelector('main a.button');
    },
  },
  {
    name: 'trouble-redirect',
    heading: 'trouble-title',
    says: ['trouble-redirect', 'trouble-parameter'],
    reach: (page, home) => page.goto(home.visit('/oauth2/authorize', { redirect_uri: 'https://example.org/' })),
    check: async (page) => {
      const text = await page.innerText('main');
      assert.ok(text.includes('redirect_uri') && !text.includes('example.org'), text);
      await tellsTheRequest(page);
    },
  },
  {
    name: 'trouble-client',
    heading: 'trouble-title',
    says: ['trouble-client'],
    reach: (page, home) => page.goto(home.visit('/oauth2/authorize', { client_id: 'nobody' })),
    check: tellsTheRequest,
  },
  {
    name: 'trouble-no-style',
    heading: 'trouble-title',
    says: ['trouble-unavailable'],
    home: 'bare',
    reach: (page, home) => page.goto(home.visit('/login')),
  },
  {
    name: 'not-allowed',
    heading: 'not-allowed-title',
    action: 'sign-in',
    says: ['not-allowed-text'],
    home: 'closed',
    reach: (page, home) => page.goto(home.visit('/signup')),
  },
  {
    name: 'not-found',
    heading: 'not-found-title',
    reach: (page, home) => page.goto(`${home.origin}/nowhere?lang=${home.language}`),
  },
];
