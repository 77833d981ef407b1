// aws-jwt-verify. It fetches key sets over https only, so over http it is handed ours.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import {
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { JwtVerifier } from 'aws-jwt-verify';
import { validateCognitoJwtFields } from 'aws-jwt-verify/cognito-verifier';
import {
  CognitoJwtInvalidClientIdError,
  CognitoJwtInvalidTokenUseError,
  JwtInvalidIssuerError,
  JwtInvalidSignatureError,
  KidNotFoundInJwksError,
} from 'aws-jwt-verify/error';

import { codeFor, getJson, newPerson, newPool, sdk } from './people.mjs';

let pool;
let other;
let person;
let tokens;

before(async () => {
  [pool, other] = [await newPool(), await newPool()];
  person = newPerson();
  const named = { ClientId: pool.clientId, Username: person.username };
  await sdk.send(
    new SignUpCommand({
      ...named,
      Password: person.password,
      UserAttributes: [{ Name: 'email', Value: person.email }],
    }),
  );
  await sdk.send(new ConfirmSignUpCommand({ ...named, ConfirmationCode: await codeFor(person.email) }));
  const answer = await sdk.send(
    new InitiateAuthCommand({
      ClientId: pool.clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: person.username, PASSWORD: person.password },
    }),
  );
  tokens = answer.AuthenticationResult;
});

async function verifier(tokenUse, { of = pool, issuer = of.issuer, clientId = of.clientId } = {}) {
  const made = JwtVerifier.create({
    issuer,
    jwksUri: `${issuer}/.well-known/jwks.json`,
    audience: null,
    customJwtCheck: ({ payload }) => validateCognitoJwtFields(payload, { tokenUse, clientId }),
  });
  made.cacheJwks(await getJson(`${of.issuer}/.well-known/jwks.json`));
  return made;
}

test('both tokens hold', async () => {
  const identity = await (await verifier('id')).verify(tokens.IdToken);
  assert.equal(identity.email, person.email);
  assert.equal(identity.email_verified, true);
  const access = await (await verifier('access')).verify(tokens.AccessToken);
  assert.equal(access.username, person.username);
  assert.equal(access.sub, identity.sub);
  assert.equal(access.scope, 'aws.cognito.signin.user.admin');
});

test('a scope can be asked for', async () => {
  const made = await verifier('access');
  await made.verify(tokens.AccessToken, { scope: 'aws.cognito.signin.user.admin' });
  await assert.rejects(made.verify(tokens.AccessToken, { scope: 'openid' }));
});

test('one token is not the other', async () => {
  await assert.rejects((await verifier('access')).verify(tokens.IdToken), CognitoJwtInvalidTokenUseError);
  await assert.rejects((await verifier('id')).verify(tokens.AccessToken), CognitoJwtInvalidTokenUseError);
});

test('another client is refused', async () => {
  const made = await verifier('access', { clientId: other.clientId });
  await assert.rejects(made.verify(tokens.AccessToken), CognitoJwtInvalidClientIdError);
});

test('another issuer is refused, and another pool has other keys', async () => {
  const renamed = await verifier('access', { issuer: other.issuer });
  await assert.rejects(renamed.verify(tokens.AccessToken), JwtInvalidIssuerError);

  const strange = await verifier('access', { of: other });
  assert.throws(() => strange.verifySync(tokens.AccessToken), KidNotFoundInJwksError);
});

test('a changed token is refused', async () => {
  const [head, , signature] = tokens.AccessToken.split('.');
  const payload = JSON.parse(Buffer.from(tokens.AccessToken.split('.')[1], 'base64url'));
  const forged = Buffer.from(JSON.stringify({ ...payload, username: 'root' })).toString('base64url');
  const made = await verifier('access');
  await assert.rejects(made.verify(`${head}.${forged}.${signature}`), JwtInvalidSignatureError);
});
