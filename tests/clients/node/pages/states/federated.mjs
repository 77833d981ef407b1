// Providers: the ways to them, what is asked of whoever comes back, and what goes wrong there.

import assert from 'node:assert/strict';

import { newUser } from '../home.mjs';
import { choose, enter as atProvider } from '../federated.mjs';
import { enter, mended } from './ways.mjs';

// Somebody who has just come back from `Corp`, as it says of them.
async function came(page, home, said) {
  const login = `person-${crypto.randomUUID().slice(0, 8)}`;
  home.corp.people.set(login, said);
  await page.goto(home.visit('/oauth2/authorize'));
  await choose(page, 'Corp');
  await atProvider(page, login);
}

// Somebody whose address an account here has already.
async function known(page, home) {
  const person = await newUser(home);
  await came(page, home, { email: person.email, email_verified: true });
  await page.waitForSelector('[name=linking]');
}

const fills = async (page) => {
  const field = (name) => `[name="requiredAttributes[${name}]"]`;
  await page.fill(field('name'), 'Ann');
  await page.fill(field('phone_number'), '12');
};

export const federated = [
  {
    name: 'sign-in-providers',
    heading: 'sign-in-title',
    action: 'sign-in-with',
    home: 'providers',
    reach: (page, home) => page.goto(home.visit('/oauth2/authorize')),
    check: async (page) => {
      const ways = await page.locator('.ways a').evaluateAll((all) =>
        all.map((way) => [way.dataset.provider, way.querySelectorAll('svg, img').length, way.querySelector('svg').getBoundingClientRect().width]),
      );
      const names = ['Google', 'SignInWithApple', 'Facebook', 'LoginWithAmazon', 'Corp', 'Harbour'];
      assert.deepEqual(ways, names.map((name) => [name, 1, 20]));
    },
  },
  {
    name: 'sign-in-providers-styled',
    heading: 'sign-in-title',
    action: 'sign-in-with',
    home: 'branded',
    reach: (page, home) => page.goto(home.visit('/login')),
    check: async (page) => {
      const [google, corp, first] = await page.evaluate(() => [
        getComputedStyle(document.querySelector('[data-provider=Google]')).backgroundColor,
        document.querySelector('[data-provider=Corp] img').naturalWidth,
        document.querySelector('.ways').compareDocumentPosition(document.querySelector('#username')) & Node.DOCUMENT_POSITION_FOLLOWING,
      ]);
      assert.equal(google, 'rgb(122, 46, 143)');
      assert.ok(corp > 0, 'the icon of its own is drawn');
      assert.ok(first, 'providers stand first');
    },
  },
  {
    name: 'sign-in-organisation',
    heading: 'sign-in-title',
    action: 'organisation-search',
    home: 'harbours',
    reach: (page, home) => page.goto(home.visit('/oauth2/authorize')),
  },
  {
    name: 'sign-in-organisation-unknown',
    heading: 'sign-in-title',
    action: 'organisation-search',
    error: true,
    says: ['wrong-organisation'],
    home: 'harbours',
    reach: async (page, home) => {
      await page.goto(home.visit('/oauth2/authorize'));
      await page.fill('[name=address]', 'ann@nowhere.example');
      await mended(page, '[name=organisation]');
    },
  },
  {
    name: 'provider-down',
    heading: 'sign-in-title',
    action: 'sign-in',
    error: true,
    says: ['wrong-provider-down'],
    home: 'down',
    reach: async (page, home) => {
      await came(page, home, {});
      await page.waitForSelector('#wrong');
    },
  },
  {
    name: 'provider-gone',
    heading: 'sign-in-title',
    action: 'sign-in',
    error: true,
    says: ['wrong-provider'],
    home: 'providers',
    reach: async (page, home) => {
      await page.goto(home.visit('/oauth2/authorize', { identity_provider: 'Nobody' }));
      await page.waitForSelector('#wrong');
    },
  },
  {
    name: 'federated-more',
    heading: 'federated-more-title',
    action: 'continue',
    says: ['federated-more-text', 'attribute-name', 'attribute-phone_number'],
    home: 'required',
    reach: async (page, home) => {
      await came(page, home, { email: 'ann@corp.example' });
      await page.waitForSelector('main form input[name^=required]');
    },
  },
  {
    name: 'federated-more-wrong',
    heading: 'federated-more-title',
    action: 'continue',
    error: true,
    says: ['wrong-phone'],
    home: 'required',
    reach: async (page, home) => {
      await came(page, home, { email: 'ann@corp.example' });
      await fills(page);
      await mended(page);
    },
  },
  {
    name: 'federated-known',
    heading: 'federated-link-title',
    action: 'federated-link-prove',
    says: ['federated-link-text', 'federated-link-apart'],
    home: 'proving',
    reach: known,
  },
  {
    name: 'federated-known-other',
    heading: 'federated-link-title',
    action: 'federated-link-prove',
    error: true,
    says: ['wrong-account'],
    home: 'proving',
    reach: async (page, home) => {
      await known(page, home);
      await page.click('[name=linking][value=prove]');
      await page.waitForSelector('[name=password]');
      await enter(page, await newUser(home));
      await page.waitForSelector('#wrong');
    },
  },
  {
    name: 'saml-form',
    heading: 'continue',
    action: 'continue',
    home: 'formal',
    reach: async (page, home) => {
      // It is what those see who have no script: others are sent on at once.
      await page.route('**/assets/hosted.js*', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
      await page.goto(home.visit('/oauth2/authorize', { identity_provider: 'Harbour' }));
    },
  },
];
