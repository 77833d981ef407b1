// Identity pools from apps: fromCognitoIdentityPool of the SDK, and Amplify's fetchAuthSession.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import {
  AdminConfirmSignUpCommand,
  InitiateAuthCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  SetIdentityPoolRolesCommand,
} from '@aws-sdk/client-cognito-identity';
import { fromCognitoIdentityPool } from '@aws-sdk/credential-providers';
import { Amplify } from 'aws-amplify';
import { fetchAuthSession, signIn, signOut } from 'aws-amplify/auth';

import { endpoint, newPerson, newPool, sdk } from './people.mjs';

const region = 'us-east-1';
const role = (name) => `arn:aws:iam::000000000000:role/${name}`;
let pool, person, identityPoolId, login;

before(async () => {
  pool = await newPool();
  login = `cognito-idp.${region}.amazonaws.com/${pool.id}`;
  const identity = new CognitoIdentityClient();
  const made = await identity.send(
    new CreateIdentityPoolCommand({
      IdentityPoolName: 'app',
      AllowUnauthenticatedIdentities: true,
      CognitoIdentityProviders: [{ ProviderName: login, ClientId: pool.clientId }],
    }),
  );
  identityPoolId = made.IdentityPoolId;
  const Roles = { authenticated: role('user'), unauthenticated: role('guest') };
  await identity.send(new SetIdentityPoolRolesCommand({ IdentityPoolId: identityPoolId, Roles }));
  person = newPerson();
  await sdk.send(
    new SignUpCommand({
      ClientId: pool.clientId,
      Username: person.username,
      Password: person.password,
      UserAttributes: [{ Name: 'email', Value: person.email }],
    }),
  );
  await sdk.send(new AdminConfirmSignUpCommand({ UserPoolId: pool.id, Username: person.username }));
});

function check(credentials) {
  assert.match(credentials.accessKeyId, /^ASIA[A-Z2-7]{16}$/);
  assert.equal(credentials.secretAccessKey.length, 40);
  assert.ok(credentials.sessionToken.length > 300);
  assert.ok(credentials.expiration > new Date());
}

test('fromCognitoIdentityPool gives a guest and a user their credentials', async () => {
  const clientConfig = { region, endpoint };
  const guest = await fromCognitoIdentityPool({ clientConfig, identityPoolId })();
  check(guest);
  const parameters = { USERNAME: person.username, PASSWORD: person.password };
  const { AuthenticationResult } = await sdk.send(
    new InitiateAuthCommand({
      ClientId: pool.clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: parameters,
    }),
  );
  const logins = { [login]: AuthenticationResult.IdToken };
  const options = { clientConfig, identityPoolId, logins, userIdentifier: person.username };
  const user = await fromCognitoIdentityPool(options)();
  check(user);
  assert.notEqual(user.identityId, guest.identityId);
  const bad = { ...options, logins: { [login]: AuthenticationResult.AccessToken } };
  await assert.rejects(fromCognitoIdentityPool(bad)(), { name: 'NotAuthorizedException' });
});

test('Amplify has the credentials of a guest, and after signing in those of the user', async () => {
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId: pool.id,
        userPoolClientId: pool.clientId,
        userPoolEndpoint: endpoint,
        identityPoolId,
        identityPoolEndpoint: endpoint,
        allowGuestAccess: true,
      },
    },
  });
  const guest = await fetchAuthSession();
  check(guest.credentials);
  assert.equal(guest.tokens, undefined);
  await signIn({ username: person.username, password: person.password });
  const user = await fetchAuthSession({ forceRefresh: true });
  check(user.credentials);
  assert.ok(user.tokens.idToken);
  assert.match(user.identityId, /^us-east-1:/);
  await signOut();
});
