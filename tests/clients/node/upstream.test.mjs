// oidc-provider, certified, asked again when an app refreshes (`refresh_upstream`): what it says then, and whom it forgets. It
// keeps to the letter: no refresh token without consent, each serves once.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';

import {
  CreateIdentityProviderCommand,
  CreateUserPoolClientCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { Browser } from './browser.mjs';
import { newHosted } from './hosted.mjs';
import { StandIn, atProvider, keys } from './openid-idp.mjs';
import { claimsOf, endpoint, sdk } from './people.mjs';
import { turn } from './turned.mjs';

const callback = 'http://localhost:3000/callback';
let pool;
let idp;
let apps;

before(async () => {
  pool = await newHosted(callback);
  pool.origin = `http://${pool.prefix}.auth.localhost:${new URL(endpoint).port}`;
  idp = new StandIn(`${pool.origin}/oauth2/idpresponse`);
  await idp.start(keys('first'));
  const details = { client_id: 'again', client_secret: idp.secret, oidc_issuer: idp.issuer };
  await sdk.send(
    new CreateIdentityProviderCommand({
      UserPoolId: pool.id,
      ProviderName: 'Corp',
      ProviderType: 'OIDC',
      ProviderDetails: {
        ...details,
        attributes_request_method: 'GET',
        authorize_scopes: 'openid email offline_access',
        refresh_upstream: 'at_refresh',
        refresh_upstream_interval: '60',
      },
      AttributeMapping: { email: 'email', email_verified: 'email_verified' },
    }),
  );
  apps = await Promise.all(['Tides', 'Charts'].map(newApp));
});

after(() => idp.stop());

async function newApp(ClientName) {
  const { UserPoolClient } = await sdk.send(
    new CreateUserPoolClientCommand({
      UserPoolId: pool.id,
      ClientName,
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email'],
      CallbackURLs: [callback],
      SupportedIdentityProviders: ['Corp'],
    }),
  );
  return UserPoolClient.ClientId;
}

function authorize(app, more) {
  const asked = { client_id: app, redirect_uri: callback, response_type: 'code', scope: 'openid email', ...more };
  return new URL(`${pool.origin}/oauth2/authorize?${new URLSearchParams(asked)}`);
}

async function ask(form) {
  const body = new URLSearchParams(form);
  const answer = await fetch(`${endpoint}/domain/${pool.prefix}/oauth2/token`, { method: 'POST', body });
  return { status: answer.status, ...(await answer.json()) };
}

const redeem = (app, left) =>
  ask({ grant_type: 'authorization_code', client_id: app, code: left.searchParams.get('code'), redirect_uri: callback });

const refresh = (app, token) => ask({ grant_type: 'refresh_token', client_id: app, refresh_token: token });

// Somebody who signs in to the first app: the browser, and the app's refresh token.
async function come(login) {
  const browser = new Browser();
  const { left: there } = await browser.go(authorize(apps[0], { identity_provider: 'Corp' }));
  const { left } = await browser.go(await atProvider(there, login));
  const { refresh_token: token, id_token: id } = await redeem(apps[0], left);
  const { sub, email } = claimsOf(id);
  return { browser, token, sub, email };
}

// A minute later, as to this person's sign-in.
const later = (sub) => turn(`UPDATE upstreams SET asked_at = asked_at - 61000 WHERE sub = '${sub}'`);

test('what the provider says by now arrives with a refresh', async () => {
  const login = `ann-${randomUUID()}`;
  const { token, sub, email } = await come(login);
  assert.equal(email, `${login}@corp.example`);
  const emailOf = async () => claimsOf((await refresh(apps[0], token)).id_token).email;
  idp.renewals = 0;
  idp.people.set(login, { email: 'ann@new.example' });
  // Within the interval it is not asked.
  assert.deepEqual([await emailOf(), idp.renewals], [email, 0]);
  later(sub);
  assert.deepEqual([await emailOf(), idp.renewals], ['ann@new.example', 1]);
  assert.deepEqual([await emailOf(), idp.renewals], ['ann@new.example', 1]);
  // By the operation too, and with the token that the provider gave in place of the first.
  idp.people.set(login, { email: 'ann@third.example' });
  later(sub);
  const { AuthenticationResult: tokens } = await sdk.send(
    new InitiateAuthCommand({
      ClientId: apps[0],
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: token },
    }),
  );
  const told = claimsOf(tokens.IdToken);
  assert.deepEqual([told.email, told.sub, idp.renewals], ['ann@third.example', sub, 2]);
});

test('whom the provider forgets is signed out of every app and of the browser', async () => {
  const login = `bo-${randomUUID()}`;
  const { browser, token, sub } = await come(login);
  const { left } = await browser.go(authorize(apps[1], { prompt: 'none' }));
  const other = (await redeem(apps[1], left)).refresh_token;
  await idp.forgets(login);
  // Nobody knows of it before the provider is asked.
  assert.equal((await refresh(apps[0], token)).status, 200);
  later(sub);
  for (const [app, its] of [[apps[0], token], [apps[1], other]]) {
    const { status, error } = await refresh(app, its);
    assert.deepEqual([status, error], [400, 'invalid_grant']);
  }
  const silent = await browser.go(authorize(apps[0], { prompt: 'none' }));
  assert.equal(silent.left.searchParams.get('error'), 'login_required');
  // And may come again.
  assert.equal((await come(login)).sub, sub);
});

test('a provider that is down locks nobody out, and is asked again', async () => {
  const login = `cy-${randomUUID()}`;
  const { token, sub, email } = await come(login);
  await idp.stop();
  idp.people.set(login, { email: 'cy@new.example' });
  later(sub);
  assert.equal(claimsOf((await refresh(apps[0], token)).id_token).email, email);
  await idp.start();
  later(sub);
  assert.equal(claimsOf((await refresh(apps[0], token)).id_token).email, 'cy@new.example');
});
