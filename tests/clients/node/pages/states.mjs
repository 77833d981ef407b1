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

import {
  CreateManagedLoginBrandingCommand,
  SetUICustomizationCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { byApp, byEmail, newPerson, sdk, setMfa } from '../people.mjs';
import { newGuest, newUser } from './home.mjs';

const signIn = async (page, person, password = person.password) => {
  await page.fill('[name=username]', person.username);
  await page.fill('[name=password]', password);
  await page.click('[name=signInSubmitButton]');
};

const logo = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 40" width="160" height="40"><rect width="160" height="40" rx="8" fill="#7a2e8f"/><circle cx="20" cy="20" r="10" fill="#fff"/></svg>',
);

// A branding style of the home's client.
const brand = async (home, Settings, Assets = []) => {
  await sdk.send(new CreateManagedLoginBrandingCommand({ UserPoolId: home.id, ClientId: home.clientId, Settings, Assets }));
  return { person: await newUser(home) };
};

const button = (backgroundColor, textColor, hover) => ({
  defaults: { backgroundColor, textColor },
  hover: { backgroundColor: hover, textColor },
});

// Pools by name: how each is made, and what it has.
export const homes = {
  // Three looks of others: a warm one in light and dark, one that is always dark, and a classic one.
  warm: {
    options: { isStyled: false },
    furnish: (home) =>
      brand(
        home,
        {
          categories: {
            global: { colorSchemeMode: 'DYNAMIC', spacingDensity: 'COMPACT' },
            form: { location: { horizontal: 'START', vertical: 'CENTER' } },
          },
          componentClasses: {
            buttons: { borderRadius: 22 },
            link: { lightMode: { defaults: { textColor: '7a2e8fff' } }, darkMode: { defaults: { textColor: 'e0b0eeff' } } },
            focusState: { lightMode: { borderColor: '7a2e8fff' }, darkMode: { borderColor: 'e0b0eeff' } },
          },
          components: {
            form: { borderRadius: 0, logo: { enabled: true, location: 'START' } },
            pageBackground: { lightMode: { color: 'fbe9d7ff' }, darkMode: { color: '24161fff' } },
            primaryButton: {
              lightMode: button('7a2e8fff', 'ffffffff', '561f66ff'),
              darkMode: button('e0b0eeff', '1c0d22ff', 'f0d4f7ff'),
            },
          },
        },
        [{ Category: 'FORM_LOGO', ColorMode: 'DYNAMIC', Extension: 'SVG', Bytes: logo }],
      ),
  },
  night: {
    options: { isStyled: false },
    furnish: (home) => brand(home, { categories: { global: { colorSchemeMode: 'DARK' } } }),
  },
  classic: {
    options: { domain: { ManagedLoginVersion: 1 } },
    furnish: async (home) => {
      const CSS =
        '.submitButton-customizable { background-color: #7a2e8f; border-color: #7a2e8f; border-radius: 2px }' +
        '.background-customizable { background-color: #fff8ef; } .label-customizable { font-weight: 400; }';
      await sdk.send(new SetUICustomizationCommand({ UserPoolId: home.id, CSS }));
      return { person: await newUser(home) };
    },
  },
  choice: {
    options: {
      pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } },
      client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
    },
    furnish: async (home) => ({ person: await newUser(home) }),
  },
  apps: {
    options: {},
    furnish: async (home) => {
      await setMfa(home, 'ON', byApp);
      return { person: await newUser(home) };
    },
  },
  chosen: {
    options: {
      pool: {
        UsernameAttributes: ['email'],
        Schema: ['given_name', 'birthdate'].map((Name) => ({ Name, Required: true, Mutable: true })),
      },
    },
  },
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
  ...['warm', 'night', 'classic'].map((home) => ({
    name: `sign-in-${home}`,
    heading: 'sign-in-title',
    action: 'sign-in',
    error: true,
    home,
    reach: async (page, own) => {
      await page.goto(own.visit('/login'));
      await signIn(page, own.person, 'Not-the-password-1');
    },
  })),
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
      // The browser would not even send it.
      await page.evaluate(() => [...document.forms].forEach((form) => form.setAttribute('novalidate', '')));
      await page.click('[name=signUpButton]');
      await page.waitForSelector('#wrong');
    },
  },
  {
    name: 'confirm',
    heading: 'confirm-title',
    action: 'confirm',
    home: 'email',
    reach: async (page, home) => {
      const person = newPerson();
      await page.goto(home.visit('/signup'));
      await page.fill('[name=username]', person.email);
      await page.fill('[name=password]', person.password);
      await page.click('[name=signUpButton]');
      await page.waitForSelector('[name=code]');
    },
  },
  {
    name: 'sign-out',
    heading: 'sign-out-question-title',
    action: 'sign-out',
    reach: async (page, home) => {
      await page.goto(home.visit('/login'));
      await signIn(page, home.person);
      await page.waitForURL(/\/callback/);
      await page.goto(`${home.origin}/logout?lang=${home.language}`);
    },
  },
  {
    name: 'signed-out',
    heading: 'signed-out-title',
    reach: async (page, home) => {
      await page.goto(home.visit('/login'));
      await signIn(page, home.person);
      await page.waitForURL(/\/callback/);
      await page.goto(`${home.origin}/logout?lang=${home.language}`);
      await page.click('main button');
      await page.waitForURL(/signed-out/);
    },
  },
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
      await page.fill('[name=username]', home.person.username);
      await page.click('[name=signInSubmitButton]');
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
      await page.fill('[name=username]', home.person.username);
      await page.click('[name=signInSubmitButton]');
      await page.click('[name=way][value^=PASSWORD]');
      await page.fill('[name=password]', 'Not-the-password-1');
      await page.click('main button.wide');
      await page.waitForSelector('#wrong');
    },
  },
  {
    name: 'set-up-app',
    heading: 'totp-title',
    action: 'verify',
    home: 'apps',
    reach: async (page, home) => {
      await page.goto(home.visit('/login'));
      await signIn(page, home.person);
      await page.waitForSelector('[name=way], [name=code]');
      if (await page.locator('[name=way]').count()) await page.click('[name=way]');
      await page.waitForSelector('[name=code]');
    },
  },
  {
    name: 'new-password',
    heading: 'new-password-title',
    action: 'continue',
    reach: async (page, home) => {
      const guest = await newGuest(home);
      await page.goto(home.visit('/login'));
      await signIn(page, guest);
      await page.waitForSelector('[name=new_password]');
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
