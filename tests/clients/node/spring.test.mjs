// What a Spring Boot resource server demands with `spring.security.oauth2.resourceserver.jwt.issuer-uri` and nothing else, and
// an app with `spring.security.oauth2.client.provider.*.issuer-uri`, applied here rule by rule.
//
// Source: the Spring Security reference, "OAuth 2.0 Resource Server JWT" (Specifying the Authorization Server, Startup and
// Runtime Expectations, Validation) and "Core Interfaces / Classes" of the OAuth 2.0 client; the API documentation of
// JwtDecoders.fromIssuerLocation, NimbusJwtDecoder, JwtTimestampValidator, JwtIssuerValidator, JwtTypeValidator and
// MappedJwtClaimSetConverter; OpenID Connect Discovery 1.0 section 3, which its parser holds documents against.

import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { before, test } from 'node:test';

import * as client from 'openid-client';

import { Browser } from './browser.mjs';
import { newHosted } from './hosted.mjs';

const callback = 'http://localhost:3000/login/oauth2/code/cognito';
let pool;
let tokens;

before(async () => {
  pool = await newHosted(callback);
  const options = { execute: [client.allowInsecureRequests] };
  const config = await client.discovery(new URL(pool.issuer), pool.clientId, undefined, client.None(), options);
  const verifier = client.randomPKCECodeVerifier();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: 'openid email',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const back = await new Browser().signIn(url, pool.person);
  tokens = await client.authorizationCodeGrant(config, back, { pkceCodeVerifier: verifier, idTokenExpected: true });
});

// Startup: three addresses, asked in this order; a 4xx leads to the next, and the first document is the one.
function places(issuer) {
  const { origin, pathname } = new URL(issuer);
  return [
    `${issuer}/.well-known/openid-configuration`,
    `${origin}/.well-known/openid-configuration${pathname}`,
    `${origin}/.well-known/oauth-authorization-server${pathname}`,
  ];
}

async function found(place, issuer) {
  const answer = await fetch(place, { headers: { accept: 'application/json, application/*+json' } });
  assert.equal(answer.status, 200, place);
  assert.match(answer.headers.get('content-type'), /^application\/json/);
  const document = await answer.json();
  // "The Issuer provided in the configuration did not match the requested issuer."
  assert.equal(document.issuer, issuer);
  assert.ok(document.jwks_uri, 'The public JWK set URI must not be null');
  return document;
}

async function keys(document) {
  const { keys } = await (await fetch(document.jwks_uri)).json();
  return keys;
}

// Startup: the algorithms that are trusted are those of the signing keys.
const algorithms = (set) => new Set(set.filter(({ use }) => use === undefined || use === 'sig').map(({ alg }) => alg));

// Runtime: type, algorithm, key, signature, then the claims. Throws the first thing that is wrong.
function decoded(token, issuer, set, now = Date.now() / 1000) {
  const parts = token.split('.');
  assert.equal(parts.length, 3, 'not a signed JWT');
  const [header, claims] = parts.slice(0, 2).map((part) => JSON.parse(Buffer.from(part, 'base64url')));
  assert.ok([undefined, 'JWT'].includes(header.typ), `typ ${header.typ}`);
  assert.ok(algorithms(set).has(header.alg), `alg ${header.alg}`);
  const matching = set.filter(({ kid, kty }) => kid === header.kid && kty === 'RSA');
  const isRight = matching.some((jwk) => {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    return verify('sha256', Buffer.from(parts.slice(0, 2).join('.')), key, Buffer.from(parts[2], 'base64url'));
  });
  assert.ok(isRight, 'signature');
  assert.equal(claims.iss, issuer, 'iss');
  // A minute of clock skew either way.
  for (const name of ['exp', 'iat']) assert.equal(typeof claims[name], 'number', name);
  assert.ok(claims.exp > claims.iat, 'expiresAt must be after issuedAt');
  assert.ok(claims.exp + 60 > now, 'exp');
  assert.ok(claims.nbf === undefined || claims.nbf - 60 <= now, 'nbf');
  // Only a token that is bound to a certificate is held against one.
  assert.equal(claims.cnf?.['x5t#S256'], undefined);
  // What its converter takes: an issuer that is an address, texts, and an audience that is one or many.
  assert.ok(URL.canParse(claims.iss));
  for (const name of ['sub', 'jti']) assert.equal(typeof claims[name], 'string', name);
  assert.ok(claims.aud === undefined || [claims.aud].flat().every((one) => typeof one === 'string'), 'aud');
  return claims;
}

// Each scope is an authority.
const authorities = ({ scope, scp }) => (scope ?? scp ?? '').split(' ').filter(Boolean).map((one) => `SCOPE_${one}`);

test('a resource server starts with the issuer alone, at each of the three addresses', async () => {
  for (const place of places(pool.issuer)) {
    const document = await found(place, pool.issuer);
    const set = await keys(document);
    assert.ok(set.length > 0);
    for (const key of set) assert.ok(key.kid && key.kty && key.n && key.e, JSON.stringify(key));
    assert.deepEqual([...algorithms(set)], ['RS256'], 'Failed to find any algorithms from the JWK set');
  }
});

test('an app starts with the issuer alone', async () => {
  const document = await found(places(pool.issuer)[0], pool.issuer);
  for (const name of ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'end_session_endpoint']) {
    assert.ok(URL.canParse(document[name]), name);
  }
  assert.ok(document.subject_types_supported.every((one) => ['public', 'pairwise'].includes(one)));
  assert.ok(document.response_types_supported.includes('code'));
  assert.ok(document.id_token_signing_alg_values_supported.includes('RS256'));
  assert.ok(document.grant_types_supported.includes('authorization_code'));
  assert.ok(document.scopes_supported.includes('openid'));
  for (const method of ['client_secret_basic', 'client_secret_post', 'none']) {
    assert.ok(document.token_endpoint_auth_methods_supported.includes(method), method);
  }
});

test('tokens of the pages are taken, by their rules and no others', async () => {
  const set = await keys(await found(places(pool.issuer)[0], pool.issuer));
  const claims = decoded(tokens.access_token, pool.issuer, set);
  assert.deepEqual(authorities(claims).sort(), ['SCOPE_email', 'SCOPE_openid']);
  // An app's decoder of ID tokens demands its client too.
  const known = decoded(tokens.id_token, pool.issuer, set);
  assert.deepEqual([known.aud].flat(), [pool.clientId]);
  assert.equal(known.sub, claims.sub);

  const day = Date.now() / 1000 + 86_400;
  assert.throws(() => decoded(tokens.access_token, pool.issuer, set, day), /exp/);
  assert.throws(() => decoded(tokens.access_token, `${pool.issuer}x`, set), /iss/);
  const stranger = await newHosted(callback);
  const others = await keys(await found(places(stranger.issuer)[0], stranger.issuer));
  assert.throws(() => decoded(tokens.access_token, pool.issuer, others), /signature/);
  const [head, , signature] = tokens.access_token.split('.');
  const bent = Buffer.from(JSON.stringify({ ...claims, scope: 'admin' })).toString('base64url');
  assert.throws(() => decoded([head, bent, signature].join('.'), pool.issuer, set), /signature/);
});
