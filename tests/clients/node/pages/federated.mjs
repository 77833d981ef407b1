// Providers of a home, of each kind, at stand-ins: what is made in the pool for them.

import {
  CreateIdentityProviderCommand,
  DescribeUserPoolClientCommand,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { sdk } from '../people.mjs';
import { secret } from './stand-ins.mjs';

const app = { client_id: 'pool', client_secret: secret };
const verified = { email: 'email', email_verified: 'email_verified' };

// The details and the mapping of each type.
const usual = {
  OIDC: ({ url }) => [
    { ...app, authorize_scopes: 'openid email profile', attributes_request_method: 'GET', oidc_issuer: url, IDPSignout: 'true' },
    { ...verified, name: 'name' },
  ],
  Google: () => [{ ...app, authorize_scopes: 'openid email profile' }, { ...verified, name: 'name' }],
  SignInWithApple: ({ privateKey }) => [
    { client_id: 'pool', team_id: 'TEAM', key_id: 'KEY1', private_key: privateKey, authorize_scopes: 'email name' },
    { ...verified, name: 'name' },
  ],
  Facebook: () => [{ ...app, authorize_scopes: 'public_profile,email', api_version: 'v17.0' }, { email: 'email', name: 'name' }],
  LoginWithAmazon: () => [{ ...app, authorize_scopes: 'profile' }, { email: 'email', name: 'name' }],
  SAML: ({ idp }) => [
    { MetadataFile: idp.getMetadata(), RequestSigningAlgorithm: 'rsa-sha256', IDPInit: 'true', IDPSignout: 'true' },
    { email: 'mail' },
  ],
};

// Makes a provider of a type at a stand-in; `more` is laid over its input.
export async function federate(home, type, standIn, { name = type, details = {}, mapping, ...more } = {}) {
  await standIn.knows?.(home);
  const [own, mapped] = usual[type](standIn);
  const input = { UserPoolId: home.id, ProviderName: name, ProviderType: type };
  await sdk.send(
    new CreateIdentityProviderCommand({
      ...input,
      ProviderDetails: { ...own, ...details },
      AttributeMapping: mapping ?? mapped,
      ...more,
    }),
  );
}

// Lets people in to the home's client through these and no others.
export async function open(home, names) {
  const of = { UserPoolId: home.id, ClientId: home.clientId };
  const { UserPoolClient } = await sdk.send(new DescribeUserPoolClientCommand(of));
  const { CreationDate, LastModifiedDate, ClientSecret, ...kept } = UserPoolClient;
  await sdk.send(new UpdateUserPoolClientCommand({ ...kept, SupportedIdentityProviders: names }));
}

// By the button of a provider, on the sign-in page.
export async function choose(page, name) {
  await page.click(`.ways a[href*="identity_provider=${name}"]`);
}

// At the provider: somebody signs in, or does not want to.
export async function enter(page, login) {
  await page.fill('[name=login]', login);
  await page.click('[name=enter]');
}
