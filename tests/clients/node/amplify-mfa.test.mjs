// aws-amplify, version 6: second factors. Amplify is configured once per process, so each test configures it anew.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { AdminDeleteUserAttributesCommand } from '@aws-sdk/client-cognito-identity-provider';
import { Amplify } from 'aws-amplify';
import {
  confirmSignIn,
  confirmSignUp,
  fetchMFAPreference,
  fetchUserAttributes,
  getCurrentUser,
  setUpTOTP,
  signIn,
  signOut,
  signUp,
  updateMFAPreference,
  verifyTOTPSetup,
} from 'aws-amplify/auth';

import { byApp, byEmail, bySms, codeFor, endpoint, newPerson, newPool, otherCode, sdk, setMfa, totp } from './people.mjs';

async function newApp(demand, settings) {
  const pool = await newPool();
  Amplify.configure({
    Auth: {
      Cognito: { userPoolId: pool.id, userPoolClientId: pool.clientId, userPoolEndpoint: endpoint },
    },
  });
  await setMfa(pool, demand, settings);
  return pool;
}

async function join(person = newPerson()) {
  await signUp({
    username: person.username,
    password: person.password,
    options: { userAttributes: { email: person.email } },
  });
  await confirmSignUp({ username: person.username, confirmationCode: await codeFor(person.email) });
  return person;
}

const begin = ({ username, password }) => signIn({ username, password });
const NONE = { enabled: undefined, preferred: undefined };
const DONE = { isSignedIn: true, nextStep: { signInStep: 'DONE' } };

test('an authenticator app, set up when signed in', async () => {
  await newApp('OPTIONAL', byApp);
  const person = await join();
  assert.deepEqual(await begin(person), DONE);
  assert.deepEqual(await fetchMFAPreference(), NONE);
  const setup = await setUpTOTP();
  assert.match(setup.getSetupUri('Cenote').href, /^otpauth:\/\/totp\//);
  await assert.rejects(verifyTOTPSetup({ code: otherCode(await totp(setup.sharedSecret)) }), {
    name: 'EnableSoftwareTokenMFAException',
  });
  await verifyTOTPSetup({ code: await totp(setup.sharedSecret, -1) });
  await updateMFAPreference({ totp: 'PREFERRED' });
  assert.deepEqual(await fetchMFAPreference(), { enabled: ['TOTP'], preferred: 'TOTP' });
  await signOut();

  const asked = await begin(person);
  assert.equal(asked.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
  const code = await totp(setup.sharedSecret);
  await assert.rejects(confirmSignIn({ challengeResponse: otherCode(code) }), { name: 'CodeMismatchException' });
  assert.deepEqual(await confirmSignIn({ challengeResponse: code }), DONE);
  assert.equal((await getCurrentUser()).username, person.username);
  await updateMFAPreference({ totp: 'DISABLED' });
  assert.deepEqual(await fetchMFAPreference(), NONE);
  await signOut();
});

test('an authenticator app, set up because it must be', async () => {
  await newApp('ON', byApp);
  const person = await join();
  const asked = await begin(person);
  assert.equal(asked.nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP');
  const { sharedSecret } = asked.nextStep.totpSetupDetails;
  await assert.rejects(confirmSignIn({ challengeResponse: otherCode(await totp(sharedSecret)) }), {
    name: 'EnableSoftwareTokenMFAException',
  });
  assert.deepEqual(await confirmSignIn({ challengeResponse: await totp(sharedSecret, -1) }), DONE);
  assert.deepEqual(await fetchMFAPreference(), { enabled: ['TOTP'], preferred: 'TOTP' });
  await signOut();
  assert.equal((await begin(person)).nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
  assert.deepEqual(await confirmSignIn({ challengeResponse: await totp(sharedSecret) }), DONE);
  await signOut();
});

test('a code by e-mail', async () => {
  await newApp('OPTIONAL', byEmail);
  const person = await join();
  await begin(person);
  await updateMFAPreference({ email: 'PREFERRED' });
  assert.deepEqual(await fetchMFAPreference(), { enabled: ['EMAIL'], preferred: 'EMAIL' });
  await signOut();
  const asked = await begin(person);
  assert.equal(asked.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
  assert.deepEqual(asked.nextStep.codeDeliveryDetails, { deliveryMedium: 'EMAIL', destination: 'p***@e***' });
  const code = await codeFor(person.email);
  await assert.rejects(confirmSignIn({ challengeResponse: otherCode(code) }), { name: 'CodeMismatchException' });
  assert.deepEqual(await confirmSignIn({ challengeResponse: code }), DONE);
  await signOut();
});

test('a choice between two', async () => {
  await newApp('OPTIONAL', { ...byApp, ...byEmail });
  const person = await join();
  await begin(person);
  const { sharedSecret } = await setUpTOTP();
  await verifyTOTPSetup({ code: await totp(sharedSecret, -1) });
  await updateMFAPreference({ totp: 'ENABLED', email: 'ENABLED' });
  await signOut();
  for (const [chosen, step] of [
    ['EMAIL', 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE'],
    ['TOTP', 'CONFIRM_SIGN_IN_WITH_TOTP_CODE'],
  ]) {
    const asked = await begin(person);
    assert.equal(asked.nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_MFA_SELECTION');
    assert.deepEqual(asked.nextStep.allowedMFATypes, ['TOTP', 'EMAIL']);
    const next = await confirmSignIn({ challengeResponse: chosen });
    assert.equal(next.nextStep.signInStep, step);
    const code = chosen === 'EMAIL' ? await codeFor(person.email) : await totp(sharedSecret);
    assert.deepEqual(await confirmSignIn({ challengeResponse: code }), DONE);
    await signOut();
  }
});

test('an address, set up because it must be', async () => {
  const pool = await newApp('ON', { ...byApp, ...byEmail, ...bySms });
  const person = await join();
  await sdk.send(
    new AdminDeleteUserAttributesCommand({
      UserPoolId: pool.id,
      Username: person.username,
      UserAttributeNames: ['email'],
    }),
  );
  const asked = await begin(person);
  assert.equal(asked.nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_MFA_SETUP_SELECTION');
  assert.deepEqual(asked.nextStep.allowedMFATypes, ['TOTP', 'EMAIL']);
  const chosen = await confirmSignIn({ challengeResponse: 'EMAIL' });
  assert.equal(chosen.nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_EMAIL_SETUP');
  const { email } = newPerson();
  const sent = await confirmSignIn({ challengeResponse: email });
  assert.equal(sent.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
  assert.deepEqual(await confirmSignIn({ challengeResponse: await codeFor(email) }), DONE);
  const attributes = await fetchUserAttributes();
  assert.equal(attributes.email, email);
  assert.equal(attributes.email_verified, 'true');
  assert.deepEqual(await fetchMFAPreference(), { enabled: ['EMAIL'], preferred: 'EMAIL' });
  await signOut();
});
