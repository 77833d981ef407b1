// oidc-provider, certified, as the provider that a pool lets people in through: over sockets, by its own forms, with each way in
// which a client proves itself, keys that change, and a person who does not want to.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';

import {
  AdminGetUserCommand,
  CreateIdentityProviderCommand,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { Browser } from './browser.mjs';
import { newHosted } from './hosted.mjs';
import { StandIn, atProvider, clientKeys, keys } from './openid-idp.mjs';
import { endpoint, sdk } from './people.mjs';

const callback = 'http://localhost:3000/callback';
const port = new URL(endpoint).port;
let pool;
let back;
let idp;

const decoded = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());

async function federate(name, details) {
  const input = {
    UserPoolId: pool.id,
    ProviderName: name,
    ProviderType: 'OIDC',
    ProviderDetails: {
      authorize_scopes: 'openid email profile',
      attributes_request_method: 'GET',
      oidc_issuer: idp.issuer,
      ...details,
    },
    AttributeMapping: { email: 'email', email_verified: 'email_verified', name: 'name' },
  };
  await sdk.send(new CreateIdentityProviderCommand(input));
}

function authorize(provider) {
  const url = new URL(`http://${pool.prefix}.auth.localhost:${port}/oauth2/authorize`);
  const asked = { client_id: pool.clientId, redirect_uri: callback, response_type: 'code', scope: 'openid email' };
  url.search = new URLSearchParams({ ...asked, state: 's', identity_provider: provider });
  return url;
}

async function come(provider, login) {
  const browser = new Browser();
  const there = await browser.go(authorize(provider));
  assert.ok(there.left, there.text);
  const returned = await atProvider(there.left, login);
  return browser.go(returned);
}

async function tokens(left) {
  assert.equal(left.searchParams.get('error'), null, left.href);
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: pool.clientId,
    code: left.searchParams.get('code'),
    redirect_uri: callback,
  });
  const answer = await fetch(`${endpoint}/domain/${pool.prefix}/oauth2/token`, { method: 'POST', body });
  assert.equal(answer.status, 200);
  return answer.json();
}

before(async () => {
  pool = await newHosted(callback);
  back = `http://${pool.prefix}.auth.localhost:${port}/oauth2/idpresponse`;
  idp = new StandIn(back);
  await idp.start(keys('first'));
  await federate('Post', { client_id: 'post', client_secret: idp.secret });
  const basic = { client_id: 'basic', client_secret: idp.secret, token_endpoint_auth_method: 'client_secret_basic' };
  await federate('Basic', basic);
  const key = { client_id: 'key', token_endpoint_auth_method: 'private_key_jwt', private_key: clientKeys.pem };
  await federate('Keyed', { ...key, key_id: 'client-1' });
  const update = {
    UserPoolId: pool.id,
    ClientId: pool.clientId,
    SupportedIdentityProviders: ['COGNITO', 'Post', 'Basic', 'Keyed'],
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid', 'email', 'profile'],
    CallbackURLs: [callback],
  };
  await sdk.send(new UpdateUserPoolClientCommand(update));
});

after(() => idp.stop());

for (const name of ['Post', 'Basic', 'Keyed']) {
  test(`somebody comes through ${name} and comes again`, async () => {
    const login = `ann-${randomUUID()}`;
    const first = await come(name, login);
    const claims = decoded((await tokens(first.left)).id_token);
    assert.equal(claims['cognito:username'], `${name}_${login}`);
    assert.equal(claims.email, `${login}@corp.example`);
    assert.equal(claims.email_verified, true);
    assert.equal(claims.identities[0].providerType, 'OIDC');
    const second = decoded((await tokens((await come(name, login)).left)).id_token);
    assert.equal(second.sub, claims.sub);
    const named = { UserPoolId: pool.id, Username: `${name}_${login}` };
    const user = await sdk.send(new AdminGetUserCommand(named));
    assert.equal(user.UserStatus, 'EXTERNAL_PROVIDER');
  });
}

test('the sign-in page has a way to each provider', async () => {
  const url = authorize('Post');
  url.searchParams.delete('identity_provider');
  const { text } = await new Browser().go(url);
  for (const name of ['Post', 'Basic', 'Keyed']) assert.match(text, new RegExp(`Continue with ${name}`));
});

test('a person who does not want to is told of to the app', async () => {
  const browser = new Browser();
  const there = await browser.go(authorize('Post'));
  const away = new Browser();
  const page = await away.go(there.left);
  const abort = page.text.match(/href="([^"]*\/abort)"/);
  const returned = await away.go(new URL(abort[1], page.url));
  const { left } = await browser.go(returned.left);
  assert.equal(left.searchParams.get('error'), 'access_denied');
  assert.equal(left.searchParams.get('state'), 's');
});

test('keys that have changed are found, and a provider that is down keeps nobody else out', async () => {
  assert.ok((await come('Post', 'ben')).left.searchParams.get('code'));
  const browser = new Browser();
  const there = await browser.go(authorize('Post'));
  const returned = await atProvider(there.left, 'ben');
  await idp.stop();
  const down = await browser.go(returned);
  assert.match(down.text, /Post does not answer at the moment/);
  const values = { username: pool.person.username, password: pool.person.password };
  const entered = await browser.send(down, 'password', values);
  assert.ok(entered.left.searchParams.get('code'));
  await idp.start(keys('second'));
  const again = await come('Basic', 'ben');
  assert.ok(again.left.searchParams.get('code'), again.left.href);
});
