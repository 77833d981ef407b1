// The server, its mail, and what every test starts from: a pool, an app client, a person.
// tests/clients/run.py starts the server and says in the environment where it is.

import './timers.mjs';

import assert from 'node:assert/strict';
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  SetUserPoolMfaConfigCommand,
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

// Offers second factors in a pool; text messages go by a role that nothing asks for.
export async function setMfa(pool, demand, settings) {
  await sdk.send(new SetUserPoolMfaConfigCommand({ UserPoolId: pool.id, MfaConfiguration: demand, ...settings }));
}

export const byApp = { SoftwareTokenMfaConfiguration: { Enabled: true } };
export const byEmail = { EmailMfaConfiguration: {} };
export const bySms = {
  SmsMfaConfiguration: {
    SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::000000000000:role/sms', ExternalId: 'x' },
  },
};

// What an authenticator app shows so many steps from now. Near the end of a step it waits for the next one, so that
// the step that a test means is the one that the server sees.
export async function totp(secret, steps = 0) {
  const left = 30_000 - (Date.now() % 30_000);
  if (left < 2_000) {
    await new Promise((resolve) => {
      setTimeout(resolve, left);
    });
  }
  const bits = [...secret].map((one) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0'));
  const key = Buffer.from(bits.join('').match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac('sha1', key).update(counter).digest();
  const number = (mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000;
  return String(number).padStart(6, '0');
}

export async function getJson(url) {
  const answer = await fetch(url);
  assert.equal(answer.status, 200, url);
  return answer.json();
}

export function claimsOf(token) {
  return JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
}
