// openid-client and oauth4webapi, certified and strict, against the endpoints of a pool's domain; aws-jwt-verify on what
// they are given. A person's part of it, the pages, is played by a script that fills in the forms as they are.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { CreateResourceServerCommand, CreateUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider';
import { JwtVerifier } from 'aws-jwt-verify';
import { validateCognitoJwtFields } from 'aws-jwt-verify/cognito-verifier';
import * as oauth from 'oauth4webapi';
import * as client from 'openid-client';

import { Browser } from './browser.mjs';
import { newHosted } from './hosted.mjs';
import { getJson, sdk } from './people.mjs';

const callback = 'http://localhost:3000/callback';
let pool;
let person;
let machine;
let browser;

before(async () => {
  pool = await newHosted(callback);
  ({ person } = pool);
  const server = { UserPoolId: pool.id, Identifier: 'orders', Name: 'orders' };
  const scopes = [{ ScopeName: 'read', ScopeDescription: 'r' }];
  await sdk.send(new CreateResourceServerCommand({ ...server, Scopes: scopes }));
  const { UserPoolClient } = await sdk.send(
    new CreateUserPoolClientCommand({
      UserPoolId: pool.id,
      ClientName: 'machine',
      GenerateSecret: true,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: ['orders/read'],
    }),
  );
  machine = UserPoolClient;
  browser = new Browser();
});

async function checked(token, tokenUse, clientId = pool.clientId) {
  const verifier = JwtVerifier.create({
    issuer: pool.issuer,
    jwksUri: `${pool.issuer}/.well-known/jwks.json`,
    audience: null,
    customJwtCheck: ({ payload }) => validateCognitoJwtFields(payload, { tokenUse, clientId }),
  });
  verifier.cacheJwks(await getJson(`${pool.issuer}/.well-known/jwks.json`));
  return verifier.verify(token);
}

test('openid-client discovers, signs in, refreshes, reads who it is, and signs out', async () => {
  const options = { execute: [client.allowInsecureRequests] };
  const config = await client.discovery(new URL(pool.issuer), pool.clientId, undefined, client.None(), options);
  const verifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: 'openid email',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  const back = await browser.signIn(url, person);
  assert.ok(back.href.startsWith(`${callback}?code=`), back.href);
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
  const tokens = await client.authorizationCodeGrant(config, back, checks);
  const claims = tokens.claims();
  assert.equal(claims.email, person.email);
  assert.equal((await checked(tokens.id_token, 'id')).sub, claims.sub);
  const access = await checked(tokens.access_token, 'access');
  assert.equal(access.scope, 'openid email');

  const known = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
  assert.equal(known.username, person.username);
  assert.equal(known.email_verified, 'true');

  const fresh = await client.refreshTokenGrant(config, tokens.refresh_token);
  assert.equal(fresh.refresh_token, undefined);
  assert.equal((await checked(fresh.access_token, 'access')).origin_jti, access.origin_jti);

  await client.tokenRevocation(config, tokens.refresh_token);
  await assert.rejects(client.refreshTokenGrant(config, tokens.refresh_token), { error: 'invalid_grant' });
  await assert.rejects(client.fetchUserInfo(config, fresh.access_token, claims.sub));
});

test('openid-client gets a token for a machine, in either way of proving it', async () => {
  for (const proof of [client.ClientSecretBasic, client.ClientSecretPost]) {
    const config = await client.discovery(
      new URL(pool.issuer),
      machine.ClientId,
      undefined,
      proof(machine.ClientSecret),
      { execute: [client.allowInsecureRequests] },
    );
    const tokens = await client.clientCredentialsGrant(config, { scope: 'orders/read' });
    const claims = await checked(tokens.access_token, 'access', machine.ClientId);
    assert.equal(claims.scope, 'orders/read');
    await assert.rejects(client.clientCredentialsGrant(config, { scope: 'orders/none' }), {
      error: 'invalid_scope',
    });
  }
});

test('oauth4webapi signs in too, and finds the document of OAuth alone', async () => {
  const http = { [oauth.allowInsecureRequests]: true };
  const issuer = new URL(pool.issuer);
  for (const algorithm of ['oidc', 'oauth2']) {
    const answer = await oauth.discoveryRequest(issuer, { ...http, algorithm });
    const server = await oauth.processDiscoveryResponse(issuer, answer);
    const app = { client_id: pool.clientId };
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const url = new URL(server.authorization_endpoint);
    url.search = new URLSearchParams({
      client_id: pool.clientId,
      redirect_uri: callback,
      response_type: 'code',
      scope: 'openid email',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
    });
    // The second time the browser is signed in still.
    const back = await browser.signIn(url, person);
    const params = oauth.validateAuthResponse(server, app, back, state);
    const redeemed = await oauth.authorizationCodeGrantRequest(
      server,
      app,
      oauth.None(),
      params,
      callback,
      verifier,
      http,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, app, redeemed, { requireIdToken: true });
    const { sub } = oauth.getValidatedIdTokenClaims(tokens);
    const told = await oauth.userInfoRequest(server, app, tokens.access_token, http);
    assert.equal((await oauth.processUserInfoResponse(server, app, sub, told)).email, person.email);
    const revoked = await oauth.revocationRequest(server, app, oauth.None(), tokens.refresh_token, http);
    await oauth.processRevocationResponse(revoked);
  }
});
