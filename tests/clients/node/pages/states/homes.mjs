// The pools of the pages' states: how each is made, and what it has. States with the same home share one pool.

import {
  CreateManagedLoginBrandingCommand,
  CreateTermsCommand,
  SetUICustomizationCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { byApp, byEmail, bySms, sdk, setMfa } from '../../people.mjs';
import { newUser, sentences } from '../home.mjs';

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

const custom = ['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'];
const choosing = ['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];

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
  // Layouts and words of Cenote's own.
  split: {
    options: { isStyled: false },
    furnish: (home) =>
      brand(home, {
        categories: { global: { colorSchemeMode: 'DYNAMIC' } },
        cenote: {
          layout: 'SPLIT',
          links: {
            default: { help: 'mailto:help@example.com', terms: 'https://example.com/terms', privacy: 'https://example.com/privacy' },
          },
          words: {
            en: { 'sign-in-to': 'Tides, currents and depths: { $app }' },
            de: { 'sign-in-to': 'Gezeiten, Strömungen und Tiefen: { $app }' },
          },
        },
      }),
  },
  plainly: {
    options: { isStyled: false },
    furnish: (home) => brand(home, { categories: { global: { colorSchemeMode: 'DYNAMIC' } }, cenote: { layout: 'PLAIN' } }),
  },
  // Every sentence but headings and what buttons say is two fifths longer than ours, as in a language that needs more room.
  long: {
    options: { isStyled: false },
    furnish: (home) => {
      const kept = /^(mail-|.*-title$|sign-up$|language$)/;
      const ours = [...sentences('en')].filter(([key, forms]) => forms.length === 1 && !kept.test(key));
      const longer = ours.map(([key, [text]]) => [key, `${text} ${'Wörter '.repeat(Math.ceil(text.length / 17))}`.trim()]);
      const more = { categories: { global: { colorSchemeMode: 'DYNAMIC' } } };
      return brand(home, { ...more, cenote: { words: { en: Object.fromEntries(longer) } } });
    },
  },
  // Managed login without a style.
  bare: { options: { isStyled: false } },

  // Whoever looks after an account: with all that a pool can have for that.
  account: {
    options: {
      pool: {
        Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
        DeviceConfiguration: { ChallengeRequiredOnNewDevice: true },
        UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
        Schema: [{ Name: 'boat', AttributeDataType: 'String', Mutable: true }],
      },
      client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
    },
    furnish: (home) => setMfa(home, 'OPTIONAL', byApp),
  },
  plain: { options: {}, furnish: async (home) => ({ person: await newUser(home) }) },
  email: {
    options: { pool: { UsernameAttributes: ['email'], UsernameConfiguration: { CaseSensitive: false } } },
  },
  chosen: {
    options: {
      pool: {
        UsernameAttributes: ['email'],
        Schema: ['given_name', 'birthdate'].map((Name) => ({ Name, Required: true, Mutable: true })),
      },
    },
  },
  // Details that invited people lack.
  details: {
    options: { pool: { Schema: ['name', 'phone_number'].map((Name) => ({ Name, Required: true, Mutable: true })) } },
  },
  terms: {
    options: {},
    furnish: async (home) => {
      for (const TermsName of ['terms-of-use', 'privacy-policy']) {
        await sdk.send(
          new CreateTermsCommand({
            UserPoolId: home.id,
            ClientId: home.clientId,
            TermsName,
            TermsSource: 'LINK',
            Enforcement: 'NONE',
            Links: { 'cognito:default': `https://example.com/${TermsName}` },
          }),
        );
      }
    },
  },
  // Accounts that only administrators make; that nobody can confirm by a code; that a link confirms.
  closed: { options: { pool: { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } } } },
  unverified: { options: { pool: { AutoVerifiedAttributes: [] } } },
  links: {
    options: {
      pool: {
        UsernameAttributes: ['email'],
        VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_LINK' },
      },
    },
  },

  choice: {
    options: {
      pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } },
      client: { ExplicitAuthFlows: choosing },
    },
    furnish: async (home) => ({ person: await newUser(home) }),
  },
  passkeys: {
    options: {
      pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } } },
      client: { ExplicitAuthFlows: choosing },
    },
  },
  riddles: {
    options: {
      pool: { LambdaConfig: Object.fromEntries(custom.map((trigger) => [trigger, process.env.CENOTE_FUNCTION])) },
      client: { ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
    },
    furnish: async (home) => ({ person: await newUser(home, { username: `riddle-${home.prefix}` }) }),
  },
  apps: {
    options: {},
    furnish: async (home) => {
      await setMfa(home, 'ON', byApp);
      return { person: await newUser(home) };
    },
  },
  code: {
    options: {},
    furnish: async (home) => {
      await setMfa(home, 'ON', { ...byEmail, ...byApp });
      return { person: await newUser(home) };
    },
  },
  // Two second factors to choose from, or to set up.
  several: {
    options: {
      pool: { AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] } },
    },
    furnish: async (home) => {
      await setMfa(home, 'ON', { ...byEmail, ...bySms });
      const phone = { phone_number: '+4930123456', phone_number_verified: 'true' };
      return { person: await newUser(home, phone), newcomer: await newUser(home, { email: undefined }) };
    },
  },
};
