// Every page of a hosted domain, in each state that it is seen in, and how to get there. A new page is a new entry:
//
//   name     of the state, and of its picture
//   heading  the key of its heading
//   action   the key of its main button or link, if it has one
//   error    whether something is to be mended there
//   reach    opens it: (page, home, language) => …; `home.visit(path, more)` is an address that keeps the language
//   home     what the pool has beside the usual; states with the same `home` share one pool
//
// All entries are looked at in light and dark, in English, German and Arabic, on a desk and on a phone.

import { byApp, byEmail, setMfa } from '../people.mjs';
import { newUser } from './home.mjs';

const signIn = async (page, person, password = person.password) => {
  await page.fill('[name=username]', person.username);
  await page.fill('[name=password]', password);
  await page.click('[name=signInSubmitButton]');
};

// Pools by name: how each is made, and what it has.
export const homes = {
  plain: { options: {}, furnish: async (home) => ({ person: await newUser(home) }) },
  email: {
    options: { pool: { UsernameAttributes: ['email'], UsernameConfiguration: { CaseSensitive: false } } },
  },
  code: {
    options: {},
    furnish: async (home) => {
      await setMfa(home, 'ON', { ...byEmail, ...byApp });
      return { person: await newUser(home) };
    },
  },
};

export const states = [
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
    reach: async (page, home) => {
      await page.goto(home.visit('/login'));
      await signIn(page, home.person, 'Not-the-password-1');
    },
  },
  {
    name: 'sign-in-known',
    heading: 'sign-in-title',
    action: 'sign-in',
    reach: async (page, home) => {
      await page.goto(home.visit('/login'));
      await signIn(page, home.person);
      await page.waitForURL(/\/callback/);
      await page.goto(home.visit('/login'));
      await page.waitForSelector('[name=continue_as]');
    },
  },
  {
    name: 'code-by-email',
    heading: 'code-title',
    action: 'verify',
    home: 'code',
    reach: async (page, home) => {
      await page.goto(home.visit('/login'));
      await signIn(page, home.person);
    },
  },
  {
    name: 'code-wrong',
    heading: 'code-title',
    action: 'verify',
    home: 'code',
    error: true,
    reach: async (page, home) => {
      await page.goto(home.visit('/login'));
      await signIn(page, home.person);
      await page.fill('[name=code]', '000 000');
      await page.click('main button.wide');
      await page.waitForSelector('#wrong');
    },
  },
  {
    name: 'expired',
    heading: 'expired-title',
    action: 'expired-restart',
    reach: (page, home) => page.goto(home.visit('/challenge', { flow: 'gone' })),
  },
  {
    name: 'trouble-redirect',
    heading: 'trouble-title',
    reach: (page, home) => page.goto(home.visit('/oauth2/authorize', { redirect_uri: 'https://example.org/' })),
  },
  {
    name: 'not-found',
    heading: 'not-found-title',
    reach: (page, home) => page.goto(`${home.origin}/nowhere?lang=${home.language}`),
  },
];
