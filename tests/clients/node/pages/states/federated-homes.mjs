// The pools of the states with identity providers: a stand-in each, on this machine.

import { CreateManagedLoginBrandingCommand } from '@aws-sdk/client-cognito-identity-provider';

import { sdk } from '../../people.mjs';
import { newKey, provider as saml } from '../../saml-idp.mjs';
import { federate, open } from '../federated.mjs';
import { newUser } from '../home.mjs';
import { Apple, OpenId } from '../stand-ins.mjs';

const key = newKey();

// A SAML provider that nobody goes to; one that takes forms alone has no other way.
const harbour = (takesForms = false) => {
  const way = takesForms ? 'post' : 'redirect';
  const Binding = `urn:oasis:names:tc:SAML:2.0:bindings:HTTP-${way === 'post' ? 'POST' : 'Redirect'}`;
  const singleSignOnService = [{ Binding, Location: 'https://idp.example/sso' }];
  return { idp: saml('https://idp.example', key, { singleSignOnService, singleLogoutService: undefined }) };
};

// `Corp` beside the pool's own way; its pages are there.
async function corp(home, { details } = {}) {
  const standIn = await new OpenId().listen();
  await federate(home, 'OIDC', standIn, { name: 'Corp', details });
  await open(home, ['COGNITO', 'Corp']);
  return { corp: standIn, person: await newUser(home) };
}

async function everybody(home) {
  for (const type of ['Google', 'Facebook', 'LoginWithAmazon']) await federate(home, type, {});
  await federate(home, 'SignInWithApple', { privateKey: new Apple().privateKey });
  await corp(home);
  await federate(home, 'SAML', harbour(), { name: 'Harbour', details: { IDPInit: 'false', IDPSignout: 'false' } });
  const names = ['Google', 'SignInWithApple', 'Facebook', 'LoginWithAmazon', 'Corp', 'Harbour'];
  await open(home, ['COGNITO', ...names]);
}

const icon = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" height="20"><path d="M3 17V3h14v14Z" fill="#7a2e8f"/></svg>',
);
const colours = (backgroundColor) => ({ defaults: { backgroundColor, textColor: 'ffffffff', borderColor: backgroundColor } });

export const federatedHomes = {
  providers: { options: {}, furnish: everybody },
  // A style that orders them first, has an icon for one, and colours for another.
  branded: {
    options: { isStyled: false },
    furnish: async (home) => {
      await everybody(home);
      const Settings = {
        categories: {
          global: { colorSchemeMode: 'LIGHT' },
          auth: {
            authMethodOrder: [[{ display: 'BUTTON', type: 'FEDERATED' }, { display: 'INPUT', type: 'USERNAME_PASSWORD' }]],
            federation: { interfaceStyle: 'BUTTON_LIST', order: ['Corp', 'Google'] },
          },
        },
        components: { idpButton: { custom: { Google: { lightMode: { ...colours('7a2e8fff'), hover: { backgroundColor: '561f66ff' } } } } } },
      };
      const Assets = [{ Category: 'IDP_BUTTON_ICON', ColorMode: 'LIGHT', Extension: 'SVG', Bytes: icon, ResourceId: 'Corp' }];
      const style = { UserPoolId: home.id, ClientId: home.clientId, Settings, Assets };
      await sdk.send(new CreateManagedLoginBrandingCommand(style));
    },
  },
  // Two companies, found by the domain of an address.
  harbours: {
    options: {},
    furnish: async (home) => {
      const names = ['North', 'South'];
      const details = { IDPInit: 'false', IDPSignout: 'false' };
      for (const name of names) {
        await federate(home, 'SAML', harbour(), { name, details, IdpIdentifiers: [`${name.toLowerCase()}.example`] });
      }
      await open(home, ['COGNITO', ...names]);
    },
  },
  formal: {
    options: {},
    furnish: async (home) => {
      await federate(home, 'SAML', harbour(true), { name: 'Harbour', details: { IDPInit: 'false', IDPSignout: 'false' } });
      await open(home, ['COGNITO', 'Harbour']);
    },
  },
  // Nothing answers where tokens are asked for.
  down: {
    options: {},
    furnish: async (home) => {
      const made = await corp(home);
      const { callback } = made.corp;
      made.corp.callback = (request, answer) => (request.url.startsWith('/token') ? request.socket.destroy() : callback(request, answer));
      return made;
    },
  },
  required: {
    options: { pool: { Schema: ['name', 'phone_number'].map((Name) => ({ Name, Required: true, Mutable: true })) } },
    furnish: corp,
  },
  proving: { options: { pool: { UserPoolTags: { 'cenote:linking': 'prove' } } }, furnish: corp },
};
