// aws-amplify, version 6: choice-based sign-in and sign-up without a password.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Amplify } from 'aws-amplify';
import { autoSignIn, confirmSignIn, confirmSignUp, fetchAuthSession, signIn, signOut, signUp } from 'aws-amplify/auth';

import { endpoint, mailTo, newPerson, newPool } from './people.mjs';

async function newApp() {
  const pool = await newPool({
    pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } },
    client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
  });
  Amplify.configure({
    Auth: {
      Cognito: { userPoolId: pool.id, userPoolClientId: pool.clientId, userPoolEndpoint: endpoint },
    },
  });
  return pool;
}

async function join(person = newPerson()) {
  const userAttributes = { email: person.email };
  await signUp({ username: person.username, password: person.password, options: { userAttributes } });
  const [{ code }] = await mailTo(person.email);
  await confirmSignUp({ username: person.username, confirmationCode: code });
  return person;
}

async function begin(person, options, password) {
  return signIn({ username: person.username, password, options: { authFlowType: 'USER_AUTH', ...options } });
}

const done = { isSignedIn: true, nextStep: { signInStep: 'DONE' } };

test('the first factor is chosen', async () => {
  await newApp();
  const person = await join();
  const asked = await begin(person);
  assert.equal(asked.nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION');
  assert.deepEqual([...asked.nextStep.availableChallenges].sort(), ['EMAIL_OTP', 'PASSWORD', 'PASSWORD_SRP']);
  const sent = await confirmSignIn({ challengeResponse: 'EMAIL_OTP' });
  assert.equal(sent.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
  assert.equal(sent.nextStep.codeDeliveryDetails.destination, 'p***@e***');
  const [{ code }] = await mailTo(person.email);
  assert.match(code, /^[0-9]{8}$/);
  const wrong = code.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  await assert.rejects(confirmSignIn({ challengeResponse: wrong }), { name: 'CodeMismatchException' });
  assert.deepEqual(await confirmSignIn({ challengeResponse: code }), done);
  assert.ok((await fetchAuthSession()).tokens.accessToken);
  await signOut();

  for (const choice of ['PASSWORD', 'PASSWORD_SRP']) {
    await begin(person);
    const password = await confirmSignIn({ challengeResponse: choice });
    assert.equal(password.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_PASSWORD', choice);
    // By SRP the first leg has used the Session up, and Amplify would send the same again.
    if (choice === 'PASSWORD') {
      await assert.rejects(confirmSignIn({ challengeResponse: 'Wrong-pass-1' }), { name: 'NotAuthorizedException' });
    }
    assert.deepEqual(await confirmSignIn({ challengeResponse: person.password }), done, choice);
    await signOut();
  }
});

test('the first factor is preferred', async () => {
  await newApp();
  const person = await join();
  for (const preferredChallenge of ['PASSWORD', 'PASSWORD_SRP']) {
    assert.deepEqual(await begin(person, { preferredChallenge }, person.password), done, preferredChallenge);
    await signOut();
  }
  const sent = await begin(person, { preferredChallenge: 'EMAIL_OTP' });
  assert.equal(sent.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
  const [{ code }] = await mailTo(person.email);
  assert.deepEqual(await confirmSignIn({ challengeResponse: code }), done);
  await signOut();
});

test('sign up without a password and go straight in', async () => {
  await newApp();
  const person = newPerson();
  const options = { userAttributes: { email: person.email }, autoSignIn: { authFlowType: 'USER_AUTH' } };
  await signUp({ username: person.username, options });
  const [{ code }] = await mailTo(person.email);
  const confirmed = await confirmSignUp({ username: person.username, confirmationCode: code });
  assert.equal(confirmed.nextStep.signUpStep, 'COMPLETE_AUTO_SIGN_IN');
  assert.deepEqual(await autoSignIn(), done);
  assert.ok((await fetchAuthSession()).tokens.idToken);
  await signOut();
});
