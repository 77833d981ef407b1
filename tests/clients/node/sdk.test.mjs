// @aws-sdk/client-cognito-identity-provider, version 3.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';

import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  CodeMismatchException,
  CognitoIdentityProviderClient,
  CognitoIdentityProviderServiceException,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolCommand,
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  ListUserPoolsCommand,
  NotAuthorizedException,
  ResourceNotFoundException,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  SignUpCommand,
  paginateListUsers,
} from '@aws-sdk/client-cognito-identity-provider';

import { claimsOf, codeFor, mode, newPassword, newPerson, newPool, otherCode, sdk } from './people.mjs';

const signUp = (pool, person, more = {}) =>
  sdk.send(
    new SignUpCommand({
      ClientId: pool.clientId,
      Username: person.username,
      Password: person.password,
      UserAttributes: [{ Name: 'email', Value: person.email }],
      ...more,
    }),
  );

const confirm = (pool, person, code, more = {}) =>
  sdk.send(
    new ConfirmSignUpCommand({
      ClientId: pool.clientId,
      Username: person.username,
      ConfirmationCode: code,
      ...more,
    }),
  );

async function join(pool) {
  const person = newPerson();
  await signUp(pool, person);
  await confirm(pool, person, await codeFor(person.email));
  return person;
}

const auth = (pool, flow, parameters) =>
  sdk.send(new InitiateAuthCommand({ ClientId: pool.clientId, AuthFlow: flow, AuthParameters: parameters }));

async function signIn(pool, person, password = person.password) {
  const answer = await auth(pool, 'USER_PASSWORD_AUTH', { USERNAME: person.username, PASSWORD: password });
  return answer.AuthenticationResult;
}

test('the main job', async () => {
  const pool = await newPool();
  const person = newPerson();

  const signedUp = await signUp(pool, person);
  assert.equal(signedUp.UserConfirmed, false);
  assert.equal(signedUp.CodeDeliveryDetails.DeliveryMedium, 'EMAIL');
  const code = await codeFor(person.email);

  await assert.rejects(confirm(pool, person, otherCode(code)), (error) => {
    assert.ok(error instanceof CodeMismatchException);
    assert.ok(error instanceof CognitoIdentityProviderServiceException);
    assert.equal(error.message, 'Invalid verification code provided, please try again.');
    assert.equal(error.$fault, 'client');
    assert.equal(error.$metadata.httpStatusCode, 400);
    assert.match(error.$metadata.requestId, /^[0-9a-f-]{36}$/);
    return true;
  });
  await confirm(pool, person, code);

  const tokens = await signIn(pool, person);
  assert.equal(tokens.TokenType, 'Bearer');
  assert.equal(tokens.ExpiresIn, 3600);
  assert.equal(claimsOf(tokens.AccessToken).iss, pool.issuer);

  const user = await sdk.send(new GetUserCommand({ AccessToken: tokens.AccessToken }));
  assert.equal(user.Username, person.username);
  assert.equal(user.UserAttributes.find(({ Name }) => Name === 'email').Value, person.email);

  const { AuthenticationResult: refreshed } = await auth(pool, 'REFRESH_TOKEN_AUTH', {
    REFRESH_TOKEN: tokens.RefreshToken,
  });
  assert.equal(refreshed.RefreshToken, undefined);
  assert.notEqual(refreshed.AccessToken, tokens.AccessToken);
  const exchanged = await sdk.send(
    new GetTokensFromRefreshTokenCommand({ ClientId: pool.clientId, RefreshToken: tokens.RefreshToken }),
  );
  assert.equal(claimsOf(exchanged.AuthenticationResult.IdToken).sub, signedUp.UserSub);

  await sdk.send(new RevokeTokenCommand({ ClientId: pool.clientId, Token: tokens.RefreshToken }));
  await assert.rejects(
    sdk.send(new GetUserCommand({ AccessToken: refreshed.AccessToken })),
    (error) => error instanceof NotAuthorizedException && error.message === 'Access Token has been revoked',
  );
  await assert.rejects(
    auth(pool, 'REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: tokens.RefreshToken }),
    NotAuthorizedException,
  );

  const again = await signIn(pool, person);
  await sdk.send(new GlobalSignOutCommand({ AccessToken: again.AccessToken }));
  await assert.rejects(
    sdk.send(new GetUserCommand({ AccessToken: again.AccessToken })),
    NotAuthorizedException,
  );
});

test('a client with a secret', async () => {
  const pool = await newPool({ client: { GenerateSecret: true } });
  const person = newPerson();
  const hash = createHmac('sha256', pool.clientSecret)
    .update(person.username + pool.clientId)
    .digest('base64');

  await assert.rejects(signUp(pool, person), NotAuthorizedException);
  await signUp(pool, person, { SecretHash: hash });
  await confirm(pool, person, await codeFor(person.email), { SecretHash: hash });
  const parameters = { USERNAME: person.username, PASSWORD: person.password };
  await assert.rejects(auth(pool, 'USER_PASSWORD_AUTH', parameters), NotAuthorizedException);
  const { AuthenticationResult } = await auth(pool, 'USER_PASSWORD_AUTH', { ...parameters, SECRET_HASH: hash });
  assert.equal(claimsOf(AuthenticationResult.IdToken).aud, pool.clientId);
});

test('an invited user chooses a password', async () => {
  const pool = await newPool();
  const person = newPerson();
  const { User } = await sdk.send(
    new AdminCreateUserCommand({
      UserPoolId: pool.id,
      Username: person.username,
      TemporaryPassword: person.password,
      MessageAction: 'SUPPRESS',
      UserAttributes: [{ Name: 'email', Value: person.email }],
    }),
  );
  assert.equal(User.UserStatus, 'FORCE_CHANGE_PASSWORD');
  assert.ok(User.UserCreateDate instanceof Date);
  assert.ok(Math.abs(User.UserCreateDate - Date.now()) < 60_000);

  const challenge = await auth(pool, 'USER_PASSWORD_AUTH', {
    USERNAME: person.username,
    PASSWORD: person.password,
  });
  assert.equal(challenge.ChallengeName, 'NEW_PASSWORD_REQUIRED');
  const { AuthenticationResult } = await sdk.send(
    new RespondToAuthChallengeCommand({
      ClientId: pool.clientId,
      ChallengeName: challenge.ChallengeName,
      Session: challenge.Session,
      ChallengeResponses: { USERNAME: person.username, NEW_PASSWORD: newPassword() },
    }),
  );
  assert.equal(claimsOf(AuthenticationResult.AccessToken).username, person.username);
  const user = await sdk.send(new AdminGetUserCommand({ UserPoolId: pool.id, Username: person.username }));
  assert.equal(user.UserStatus, 'CONFIRMED');
});

test('a forgotten password', async () => {
  const pool = await newPool();
  const person = await join(pool);
  const named = { ClientId: pool.clientId, Username: person.username };
  const { CodeDeliveryDetails } = await sdk.send(new ForgotPasswordCommand(named));
  assert.equal(CodeDeliveryDetails.AttributeName, 'email');

  const chosen = newPassword();
  const ConfirmationCode = await codeFor(person.email);
  await sdk.send(new ConfirmForgotPasswordCommand({ ...named, ConfirmationCode, Password: chosen }));
  await assert.rejects(signIn(pool, person), NotAuthorizedException);
  assert.ok((await signIn(pool, person, chosen)).AccessToken);
});

test('pages of users', async () => {
  const pool = await newPool();
  const names = Array.from({ length: 5 }, () => newPerson().username);
  for (const Username of names) {
    await sdk.send(new AdminCreateUserCommand({ UserPoolId: pool.id, Username, MessageAction: 'SUPPRESS' }));
  }
  const seen = [];
  for await (const page of paginateListUsers({ client: sdk, pageSize: 2 }, { UserPoolId: pool.id })) {
    seen.push(...page.Users.map((user) => user.Username));
  }
  assert.deepEqual(seen.sort(), names.sort());
});

test('a pool that is gone', async () => {
  const pool = await newPool();
  await sdk.send(new DeleteUserPoolCommand({ UserPoolId: pool.id }));
  await assert.rejects(
    sdk.send(new DescribeUserPoolCommand({ UserPoolId: pool.id })),
    (error) =>
      error instanceof ResourceNotFoundException && error.message === `User pool ${pool.id} does not exist.`,
  );
});

test(`credentials that are made up, against ${mode}`, async () => {
  const strange = (credentials) =>
    new CognitoIdentityProviderClient({ credentials }).send(new ListUserPoolsCommand({ MaxResults: 1 }));
  const made_up = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'made up' };
  if (mode === 'dev') {
    assert.ok(Array.isArray((await strange(made_up)).UserPools));
    return;
  }
  await assert.rejects(strange(made_up), { name: 'UnrecognizedClientException' });
  const known = { accessKeyId: process.env.AWS_ACCESS_KEY_ID, secretAccessKey: 'made up' };
  await assert.rejects(strange(known), { name: 'InvalidSignatureException' });
});
