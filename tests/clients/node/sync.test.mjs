// amazon-cognito-js, the sync manager of Cognito's own apps: two devices of one person, offline edits, conflicts, a deletion,
// and datasets that are merged when a guest turns out to be somebody.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { before, test } from 'node:test';

import { AdminConfirmSignUpCommand, InitiateAuthCommand, SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  SetIdentityPoolRolesCommand,
} from '@aws-sdk/client-cognito-identity';

import { endpoint, newPerson, newPool, sdk } from './people.mjs';

// The manager hangs itself upon the SDK's second version, of which there is one in a process.
const require = createRequire(import.meta.url);
process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1';
const AWS = require('aws-sdk');
require('amazon-cognito-js');
// Release 1.1.0 goes on after a merge by a function that it does not have: its own, under its public name.
const { Dataset } = AWS.CognitoSyncManager;
assert.equal(Dataset.prototype._synchronizeInternal, undefined);
Dataset.prototype._synchronizeInternal = Dataset.prototype.synchronize;

const region = 'us-east-1';
let identityPoolId, pool, login;

before(async () => {
  AWS.config.update({ region, endpoint });
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
  const name = `sync-${pool.id.slice(-8)}`;
  const iam = new AWS.IAM(administrator());
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': identityPoolId } },
      },
    ],
  };
  const role = await iam
    .createRole({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) })
    .promise();
  const own =
    'arn:aws:cognito-sync:*:*:identitypool/${cognito-identity.amazonaws.com:aud}' +
    '/identity/${cognito-identity.amazonaws.com:sub}/*';
  const policy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'cognito-sync:*', Resource: own }],
  };
  await iam
    .putRolePolicy({ RoleName: name, PolicyName: 'own', PolicyDocument: JSON.stringify(policy) })
    .promise();
  const Arn = role.Role.Arn;
  const Roles = { authenticated: Arn, unauthenticated: Arn };
  await identity.send(new SetIdentityPoolRolesCommand({ IdentityPoolId: identityPoolId, Roles }));
});

function administrator() {
  return {
    region,
    endpoint,
    credentials: new AWS.Credentials(process.env.AWS_ACCESS_KEY_ID, process.env.AWS_SECRET_ACCESS_KEY),
  };
}

// Credentials of the pool: of a guest, or with logins.
async function enter(more = {}) {
  const credentials = new AWS.CognitoIdentityCredentials({ IdentityPoolId: identityPoolId, ...more }, { region, endpoint });
  await credentials.getPromise();
  return credentials;
}

// A device: a sync manager with a store of its own.
function device(credentials) {
  AWS.config.credentials = credentials;
  const manager = new AWS.CognitoSyncManager({ DataStore: AWS.CognitoSyncManager.StoreInMemory });
  return { open: (name) => promised((done) => manager.openOrCreateDataset(name, done)) };
}

function promised(call) {
  return new Promise((resolve, reject) => call((error, value) => (error ? reject(error) : resolve(value))));
}

const put = (dataset, key, value) => promised((done) => dataset.put(key, value, done));
const get = (dataset, key) => promised((done) => dataset.get(key, done));
const remove = (dataset, key) => promised((done) => dataset.remove(key, done));

// Synchronises; what is not expected to happen fails it.
function synchronize(dataset, callbacks = {}) {
  return new Promise((resolve, reject) => {
    const unexpected = (what) => () => reject(new Error(`an unexpected ${what}`));
    dataset.synchronize({
      onSuccess: resolve,
      onFailure: reject,
      onConflict: unexpected('conflict'),
      onDatasetDeleted: unexpected('deletion'),
      onDatasetsMerged: unexpected('merge'),
      ...callbacks,
    });
  });
}

test('two devices edit offline, and settle a conflict', async () => {
  const credentials = await enter();
  const [phone, tablet] = [device(credentials), device(credentials)];
  const here = await phone.open('prefs');
  await put(here, 'theme', 'dark');
  await put(here, 'size', '7');
  await synchronize(here);
  const there = await tablet.open('prefs');
  await synchronize(there);
  assert.deepEqual([await get(there, 'theme'), await get(there, 'size')], ['dark', '7']);

  // Each edits another record without the other: both edits stay.
  await put(here, 'theme', 'light');
  await put(there, 'colour', 'blue');
  await remove(there, 'size');
  await synchronize(there);
  await synchronize(here);
  await synchronize(there);
  for (const dataset of [here, there]) {
    assert.deepEqual(await Promise.all(['theme', 'colour'].map((key) => get(dataset, key))), ['light', 'blue']);
    assert.ok(!(await get(dataset, 'size')));
  }

  // Both edit one record: who comes second is asked.
  await put(here, 'theme', 'from here');
  await put(there, 'theme', 'from there');
  await synchronize(here);
  let asked = 0;
  await synchronize(there, {
    onConflict(dataset, conflicts, done) {
      asked += 1;
      const settled = conflicts.map((conflict) => {
        assert.equal(conflict.getRemoteRecord().getValue(), 'from here');
        return conflict.resolveWithValue('from both');
      });
      dataset.resolve(settled, () => done(true));
    },
  });
  await synchronize(here);
  assert.equal(asked, 1);
  assert.deepEqual([await get(here, 'theme'), await get(there, 'theme')], ['from both', 'from both']);
});

test('a dataset that one device deletes is deleted on the other', async () => {
  const credentials = await enter();
  const [phone, tablet] = [device(credentials), device(credentials)];
  const here = await phone.open('game');
  await put(here, 'level', '7');
  await synchronize(here);
  const there = await tablet.open('game');
  await synchronize(there);
  const sync = new AWS.CognitoSync({ region, endpoint, credentials });
  const named = { IdentityPoolId: identityPoolId, IdentityId: credentials.identityId, DatasetName: 'game' };
  await sync.deleteDataset(named).promise();
  let told;
  // Who agrees has the manager purge what it has and then stumble over that; who does not begins anew.
  const stays = synchronize(there, {
    onDatasetDeleted(dataset, name, done) {
      told = name;
      done(false);
    },
  });
  await assert.rejects(stays, /Cancelled due to .onDatasetDeleted result/);
  assert.equal(told, 'game');
  const anew = await device(credentials).open('game');
  await synchronize(anew);
  assert.equal(await get(anew, 'level'), undefined);
  await put(anew, 'level', '1');
  await synchronize(anew);
  assert.equal(await get(anew, 'level'), '1');
});

test("a guest's dataset is merged into that of who they turn out to be", async () => {
  const person = newPerson();
  await sdk.send(
    new SignUpCommand({
      ClientId: pool.clientId,
      Username: person.username,
      Password: person.password,
      UserAttributes: [{ Name: 'email', Value: person.email }],
    }),
  );
  await sdk.send(new AdminConfirmSignUpCommand({ UserPoolId: pool.id, Username: person.username }));
  const { AuthenticationResult } = await sdk.send(
    new InitiateAuthCommand({
      ClientId: pool.clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: person.username, PASSWORD: person.password },
    }),
  );
  const Logins = { [login]: AuthenticationResult.IdToken };
  const known = await enter({ Logins });
  const own = await device(known).open('prefs');
  await put(own, 'theme', 'dark');
  await synchronize(own);

  const guest = await enter();
  assert.notEqual(guest.identityId, known.identityId);
  const theirs = await device(guest).open('prefs');
  await put(theirs, 'theme', 'light');
  await put(theirs, 'size', '7');
  await synchronize(theirs);

  // The guest signs in: with the guest's id and the login the credentials are of who they are.
  const merged = await enter({ IdentityId: guest.identityId, Logins });
  assert.equal(merged.identityId, known.identityId);
  const sync = new AWS.CognitoSync({ region, endpoint, credentials: merged });
  let names;
  await synchronize(own, {
    async onDatasetsMerged(dataset, found, done) {
      names = found;
      const where = { IdentityPoolId: identityPoolId, IdentityId: merged.identityId, DatasetName: found[0] };
      const { Records } = await sync.listRecords(where).promise();
      const size = Records.find((record) => record.Key === 'size');
      await put(dataset, 'size', size.Value);
      await sync.deleteDataset(where).promise();
      done(true);
    },
  });
  assert.deepEqual(names, [`prefs.${guest.identityId}`]);
  const again = await device(merged).open('prefs');
  await synchronize(again);
  assert.deepEqual([await get(again, 'theme'), await get(again, 'size')], ['dark', '7']);
});
