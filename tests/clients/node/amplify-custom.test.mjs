// aws-amplify, version 6, without passwords: the pool's function of tests/clients/functions asks, and judges the answers.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import {
  AdminConfirmSignUpCommand,
  AdminGetUserCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { Amplify } from 'aws-amplify';
import {
  confirmSignIn,
  fetchAuthSession,
  fetchUserAttributes,
  getCurrentUser,
  resetPassword,
  confirmResetPassword,
  signIn,
  signOut,
  signUp,
} from 'aws-amplify/auth';

import { codeFor, endpoint, newPassword, newPerson, newPool, sdk } from './people.mjs';

const arn = process.env.CENOTE_FUNCTION;
const CUSTOM = ['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'];
const refused = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };

async function newApp(...triggers) {
  const pool = await newPool({
    pool: { LambdaConfig: Object.fromEntries(triggers.map((trigger) => [trigger, arn])) },
    client: {
      ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    },
  });
  Amplify.configure({
    Auth: {
      Cognito: { userPoolId: pool.id, userPoolClientId: pool.clientId, userPoolEndpoint: endpoint },
    },
  });
  return pool;
}

async function join(pool, username) {
  const person = newPerson();
  person.username = username ?? person.username;
  await signUp({
    username: person.username,
    password: person.password,
    options: { userAttributes: { email: person.email } },
  });
  await sdk.send(new AdminConfirmSignUpCommand({ UserPoolId: pool.id, Username: person.username }));
  return person;
}

function begin(username, authFlowType = 'CUSTOM_WITHOUT_SRP') {
  return signIn({ username, options: { authFlowType } });
}

async function events() {
  const text = await readFile(process.env.CENOTE_EVENTS_FILE, 'utf8');
  return text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

// The codes that the function has sent to somebody.
async function codesTo(email) {
  return (await events()).filter((event) => event.to === email).map((event) => event.code);
}

test('a code instead of a password may be mistyped twice', async () => {
  const pool = await newApp(...CUSTOM);
  const { username, email } = await join(pool);
  const asked = await begin(username);
  assert.equal(asked.isSignedIn, false);
  assert.equal(asked.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE');
  assert.equal(asked.nextStep.additionalInfo.email, email);
  const clientMetadata = { attempt: 'of the suite' };
  for (let wrong = 0; wrong < 2; wrong += 1) {
    const again = await confirmSignIn({ challengeResponse: 'no code', options: { clientMetadata } });
    assert.equal(again.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE');
  }
  // One code went out, for all three tries.
  const [code, ...more] = await codesTo(email);
  assert.deepEqual(more, []);
  const entered = await confirmSignIn({ challengeResponse: code, options: { clientMetadata } });
  assert.deepEqual(entered, { isSignedIn: true, nextStep: { signInStep: 'DONE' } });
  const current = await getCurrentUser();
  assert.equal(current.username, username);
  assert.equal(current.signInDetails.authFlowType, 'CUSTOM_WITHOUT_SRP');
  const told = (await events()).filter((event) => event.userPoolId === pool.id);
  const round = CUSTOM.map((trigger) => `${trigger}_Authentication`);
  assert.deepEqual(
    told.map((event) => event.triggerSource),
    [...round, ...round, ...round, round[0]],
  );
  assert.deepEqual(told.at(-1).request.clientMetadata, clientMetadata);
  assert.deepEqual(
    told.at(-1).request.session.map((one) => one.challengeResult),
    [false, false, true],
  );
  await fetchAuthSession({ forceRefresh: true });
  assert.equal((await fetchUserAttributes()).email, email);
  await signOut();
});

test('a code after a password', async () => {
  const pool = await newApp(...CUSTOM);
  const { username, password, email } = await join(pool);
  const options = { authFlowType: 'CUSTOM_WITH_SRP' };
  await assert.rejects(signIn({ username, password: newPassword(), options }), refused);
  assert.deepEqual(await codesTo(email), []);
  const asked = await signIn({ username, password, options });
  assert.equal(asked.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE');
  const again = await confirmSignIn({ challengeResponse: 'no code' });
  assert.equal(again.isSignedIn, false);
  const [code] = await codesTo(email);
  assert.equal((await confirmSignIn({ challengeResponse: code })).isSignedIn, true);
  assert.equal((await getCurrentUser()).signInDetails.authFlowType, 'CUSTOM_WITH_SRP');
  await signOut();
});

test('three wrong codes end it, and a new beginning has a new code', async () => {
  const pool = await newApp(...CUSTOM);
  const { username, email } = await join(pool);
  await begin(username);
  await confirmSignIn({ challengeResponse: 'no code' });
  await confirmSignIn({ challengeResponse: 'no code' });
  await assert.rejects(confirmSignIn({ challengeResponse: 'no code' }), refused);
  const [old] = await codesTo(email);
  await assert.rejects(confirmSignIn({ challengeResponse: old }), { name: 'NotAuthorizedException' });
  assert.equal((await fetchAuthSession()).tokens, undefined);
  await begin(username);
  const codes = await codesTo(email);
  assert.equal(codes.length, 2);
  assert.equal((await confirmSignIn({ challengeResponse: codes[1] })).isSignedIn, true);
  await signOut();
});

test('three rounds, each of which has to be right', async () => {
  const pool = await newApp(...CUSTOM);
  const { username } = await join(pool, `riddle-${newPerson().username}`);
  const answers = { '6 x 7': '42', '6 + 7': '13', '7 - 6': '1' };
  const questions = [];
  let step = await begin(username);
  while (!step.isSignedIn) {
    assert.equal(step.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE');
    const { question } = step.nextStep.additionalInfo;
    questions.push(question);
    step = await confirmSignIn({ challengeResponse: answers[question] });
  }
  assert.deepEqual(questions, Object.keys(answers));
  assert.equal((await getCurrentUser()).username, username);
  await signOut();

  for (const right of [['42', '13'], ['42'], []]) {
    await begin(username);
    for (const challengeResponse of right) {
      await confirmSignIn({ challengeResponse });
    }
    await assert.rejects(confirmSignIn({ challengeResponse: 'wrong' }), refused);
    assert.equal((await fetchAuthSession()).tokens, undefined);
  }
});

test('people of an old directory come with their password, or with a new one', async () => {
  const pool = await newApp('UserMigration');
  const { id: UserPoolId } = pool;
  const byPassword = { options: { authFlowType: 'USER_PASSWORD_AUTH' } };
  const unknown = { name: 'UserNotFoundException' };
  // SRP has no password to show to the old directory.
  await assert.rejects(signIn({ username: 'olga', password: 'old' }), unknown);
  await assert.rejects(signIn({ username: 'olga', password: 'guess', ...byPassword }), unknown);
  const moved = await signIn({ username: 'olga', password: 'old', ...byPassword });
  assert.deepEqual(moved, { isSignedIn: true, nextStep: { signInStep: 'DONE' } });
  assert.equal((await fetchUserAttributes()).nickname, 'moved');
  await signOut();
  assert.equal((await signIn({ username: 'olga', password: 'old' })).isSignedIn, true);
  await signOut();

  const { nextStep } = await resetPassword({ username: 'otto' });
  assert.equal(nextStep.resetPasswordStep, 'CONFIRM_RESET_PASSWORD_WITH_CODE');
  const recovered = { username: 'otto', newPassword: newPassword() };
  await confirmResetPassword({ ...recovered, confirmationCode: await codeFor('otto@example.com') });
  const otto = await sdk.send(new AdminGetUserCommand({ UserPoolId, Username: 'otto' }));
  assert.equal(otto.UserStatus, 'CONFIRMED');
  assert.equal((await signIn({ username: 'otto', password: recovered.newPassword })).isSignedIn, true);
  await signOut();
});
