// The server, its mail, and what every test starts from: a pool, an app client, a person.
// tests/clients/run.py starts the server and says in the environment where it is.

import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';

export const endpoint = process.env.CENOTE_ENDPOINT;
export const mode = process.env.CENOTE_MODE;
assert.ok(endpoint, 'start this suite with tests/clients/run.py, which starts a server first');

// Told where the server is, and with which key to sign, by the environment alone.
export const sdk = new CognitoIdentityProviderClient();

export function newPerson() {
  const username = `person-${randomUUID().slice(0, 13)}`;
  return { username, email: `${username}@example.com`, password: newPassword() };
}

export function newPassword() {
  return `Aa1!${randomBytes(9).toString('base64url')}`;
}

// A pool that confirms e-mail addresses, with one app client.
export async function newPool({ pool = {}, client = {} } = {}) {
  const { UserPool } = await sdk.send(
    new CreateUserPoolCommand({ PoolName: 'suite', AutoVerifiedAttributes: ['email'], ...pool }),
  );
  const { UserPoolClient } = await sdk.send(
    new CreateUserPoolClientCommand({
      UserPoolId: UserPool.Id,
      ClientName: 'app',
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      ...client,
    }),
  );
  return {
    id: UserPool.Id,
    clientId: UserPoolClient.ClientId,
    clientSecret: UserPoolClient.ClientSecret,
    issuer: `${endpoint}/${UserPool.Id}`,
  };
}

// The messages to an address, newest first: from the mailbox of `dev` or the delivery file of `serve`.
export async function mailTo(address) {
  if (mode === 'dev') {
    return getJson(`${endpoint}/mailbox/messages?to=${encodeURIComponent(address)}`);
  }
  const file = process.env.CENOTE_MAIL_FILE;
  // The first message makes the file.
  const lines = existsSync(file) ? (await readFile(file, 'utf8')).split('\n').filter(Boolean) : [];
  return lines
    .map((line) => JSON.parse(line))
    .filter((message) => message.to === address)
    .reverse();
}

export async function codeFor(address) {
  const [message] = await mailTo(address);
  assert.ok(message, `nothing was sent to ${address}`);
  assert.match(message.code, /^[0-9]{6}$/);
  return message.code;
}

// A code of the same form that is not this one.
export function otherCode(code) {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}

export async function getJson(url) {
  const answer = await fetch(url);
  assert.equal(answer.status, 200, url);
  return answer.json();
}

export function claimsOf(token) {
  return JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
}
