// samlify as a company's SAML provider: it reads our metadata and requests, verifies their signatures, and what it signs
// and encrypts lets people in. A browser carries everything, as between two sites.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import {
  CreateIdentityProviderCommand,
  UpdateIdentityProviderCommand,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { Browser } from './browser.mjs';
import { newHosted } from './hosted.mjs';
import { sdk } from './people.mjs';
import { ENC, newKey, provider as atAddress, says, service as read, signedQuery } from './saml-idp.mjs';

const callback = 'http://localhost:3000/callback';
const idpUrl = 'https://idp.example';

let pool;
let origin;

const provider = (key, more) => atAddress(idpUrl, key, more);

async function service(browser) {
  const { text } = await browser.go(new URL(`${origin}/saml2/metadata?identity_provider=Corp`));
  return read(text);
}

// The browser goes to the provider; what it was asked there, verified by samlify where it is signed.
async function asked(browser, idp, sp) {
  const query = { response_type: 'code', client_id: pool.clientId, redirect_uri: callback, identity_provider: 'Corp' };
  const url = new URL(`${origin}/oauth2/authorize?${new URLSearchParams(query)}`);
  const { left } = await browser.go(url);
  assert.ok(left?.href.startsWith(`${idpUrl}/sso?SAMLRequest=`), left?.href);
  const { extract } = await idp.parseLoginRequest(sp, 'redirect', signedQuery(left));
  return { id: extract.request.id, state: left.searchParams.get('RelayState') };
}

// A form of the provider's page: another site's, and so without cookies.
async function carry(browser, path, fields) {
  const bare = new Browser();
  const body = new URLSearchParams(fields).toString();
  const first = await bare.step(new URL(`${origin}${path}`), { method: 'POST', body });
  for (const [name, value] of bare.cookies) browser.cookies.set(name, value);
  if (!first.to) return first;
  return first.to.origin === origin ? browser.go(first.to) : { left: first.to };
}

async function signIn(idp, person) {
  const browser = new Browser();
  const sp = await service(browser);
  const { id, state } = await asked(browser, idp, sp);
  const response = await says(idp, sp, { ...person, answers: id });
  const { left, text } = await carry(browser, '/saml2/idpresponse', { SAMLResponse: response, RelayState: state });
  return { browser, sp, left, text };
}

async function claims(left) {
  assert.ok(left?.searchParams.has('code'), left?.href);
  const form = { grant_type: 'authorization_code', client_id: pool.clientId, redirect_uri: callback };
  const body = new URLSearchParams({ ...form, code: left.searchParams.get('code') }).toString();
  const { text } = await new Browser().go(new URL(`${origin}/oauth2/token`), { method: 'POST', body });
  const [, payload] = JSON.parse(text).id_token.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString());
}

const key = newKey();
const idp = provider(key);
const ann = { name: 'ann@corp.example', mail: 'ann@corp.example' };
const details = { RequestSigningAlgorithm: 'rsa-sha256', IDPInit: 'true', IDPSignout: 'true' };

function change(more) {
  const provider = { UserPoolId: pool.id, ProviderName: 'Corp' };
  return sdk.send(new UpdateIdentityProviderCommand({ ...provider, ProviderDetails: { ...details, ...more } }));
}

before(async () => {
  pool = await newHosted(callback);
  origin = `http://${pool.prefix}.auth.localhost:${new URL(pool.issuer).port}`;
  await sdk.send(
    new CreateIdentityProviderCommand({
      UserPoolId: pool.id,
      ProviderName: 'Corp',
      ProviderType: 'SAML',
      ProviderDetails: { ...details, MetadataFile: idp.getMetadata() },
      AttributeMapping: { email: 'mail' },
    }),
  );
  await sdk.send(
    new UpdateUserPoolClientCommand({
      UserPoolId: pool.id,
      ClientId: pool.clientId,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email'],
      CallbackURLs: [callback],
      LogoutURLs: ['http://localhost:3000/bye'],
      SupportedIdentityProviders: ['Corp'],
    }),
  );
});

test('a person signs in, and again with another address', async () => {
  const first = await claims((await signIn(idp, ann)).left);
  assert.equal(first['cognito:username'], 'Corp_ann@corp.example');
  assert.equal(first.email, 'ann@corp.example');
  const second = await claims((await signIn(idp, { ...ann, mail: 'ann@new.example' })).left);
  assert.equal(second.sub, first.sub);
  assert.equal(second.email, 'ann@new.example');
});

test('an encrypted assertion is opened, and an open one refused where it must be', async () => {
  await change({ MetadataFile: idp.getMetadata(), EncryptedResponses: 'true' });
  const refused = await signIn(idp, ann);
  assert.match(refused.left.searchParams.get('error_description'), /not encrypted/);
  for (const cipher of [`${ENC}aes256-cbc`, `${ENC}aes128-cbc`, 'http://www.w3.org/2009/xmlenc11#aes256-gcm']) {
    const encrypting = provider(key, { isAssertionEncrypted: true, dataEncryptionAlgorithm: cipher });
    assert.equal((await claims((await signIn(encrypting, ann)).left)).email, 'ann@corp.example');
  }
  await change({ MetadataFile: idp.getMetadata() });
});

test('a sign-in begins at the provider', async () => {
  const browser = new Browser();
  const relay = { identity_provider: 'Corp', client_id: pool.clientId, redirect_uri: callback, response_type: 'code' };
  const response = await says(idp, await service(browser), ann);
  const fields = { SAMLResponse: response, RelayState: new URLSearchParams({ ...relay, scope: 'openid email' }) };
  const { left } = await carry(browser, '/saml2/idpresponse', fields);
  assert.equal((await claims(left)).email, 'ann@corp.example');
  const again = await carry(browser, '/saml2/idpresponse', fields);
  assert.match(again.left.searchParams.get('error_description'), /used before/);
});

test('a logout goes to the provider, which reads it', async () => {
  const { browser, sp } = await signIn(idp, ann);
  const query = new URLSearchParams({ client_id: pool.clientId, logout_uri: 'http://localhost:3000/bye' });
  const { left } = await browser.go(new URL(`${origin}/logout?${query}`));
  assert.ok(left?.href.startsWith(`${idpUrl}/slo?SAMLRequest=`), left?.href);
  const parsed = await idp.parseLogoutRequest(sp, 'redirect', signedQuery(left));
  assert.equal(parsed.extract.nameID, 'ann@corp.example');
  assert.equal(parsed.extract.sessionIndex, '_session');
});

test('a provider changes its key without a gap', async () => {
  const next = newKey();
  const both = provider({ privateKey: key.privateKey, signingCert: [key.signingCert, next.signingCert] });
  await change({ MetadataFile: both.getMetadata() });
  for (const each of [key, next]) {
    assert.equal((await claims((await signIn(provider(each), ann)).left)).email, 'ann@corp.example');
  }
  await change({ MetadataFile: provider(next).getMetadata() });
  const old = await signIn(provider(key), ann);
  assert.match(old.left.searchParams.get('error_description'), /signature is invalid/);
  await change({ MetadataFile: idp.getMetadata() });
});
