// aws-amplify, version 6. Amplify is configured once per process, so each test configures it anew.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { AdminCreateUserCommand, GetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { Amplify } from 'aws-amplify';
import {
  confirmResetPassword,
  confirmSignIn,
  confirmSignUp,
  confirmUserAttribute,
  deleteUser,
  deleteUserAttributes,
  fetchAuthSession,
  fetchDevices,
  fetchUserAttributes,
  forgetDevice,
  getCurrentUser,
  rememberDevice,
  resendSignUpCode,
  resetPassword,
  sendUserAttributeVerificationCode,
  setUpTOTP,
  signIn,
  signOut,
  signUp,
  updateMFAPreference,
  updatePassword,
  updateUserAttributes,
  verifyTOTPSetup,
} from 'aws-amplify/auth';

import {
  byApp,
  codeFor,
  endpoint,
  mailTo,
  newPassword,
  newPerson,
  newPool,
  otherCode,
  sdk,
  setMfa,
  totp,
} from './people.mjs';

async function newApp(settings) {
  const pool = await newPool(settings);
  Amplify.configure({
    Auth: {
      Cognito: { userPoolId: pool.id, userPoolClientId: pool.clientId, userPoolEndpoint: endpoint },
    },
  });
  return pool;
}

async function join(person = newPerson()) {
  await signUp({
    username: person.username,
    password: person.password,
    options: { userAttributes: { email: person.email, name: 'Ada' } },
  });
  await confirmSignUp({ username: person.username, confirmationCode: await codeFor(person.email) });
  return person;
}

async function enter(person, password = person.password) {
  const answer = await signIn({ username: person.username, password });
  assert.deepEqual(answer, { isSignedIn: true, nextStep: { signInStep: 'DONE' } });
}

test('sign up, confirm, sign in, sign out', async () => {
  await newApp();
  const person = newPerson();
  const signedUp = await signUp({
    username: person.username,
    password: person.password,
    options: { userAttributes: { email: person.email } },
  });
  assert.equal(signedUp.isSignUpComplete, false);
  assert.deepEqual(signedUp.nextStep, {
    signUpStep: 'CONFIRM_SIGN_UP',
    codeDeliveryDetails: { destination: 'p***@e***', deliveryMedium: 'EMAIL', attributeName: 'email' },
  });

  const early = await signIn({ username: person.username, password: person.password });
  assert.equal(early.nextStep.signInStep, 'CONFIRM_SIGN_UP');

  await resendSignUpCode({ username: person.username });
  const confirmationCode = await codeFor(person.email);
  await assert.rejects(
    confirmSignUp({ username: person.username, confirmationCode: otherCode(confirmationCode) }),
    { name: 'CodeMismatchException' },
  );
  const confirmed = await confirmSignUp({ username: person.username, confirmationCode });
  assert.equal(confirmed.isSignUpComplete, true);

  await assert.rejects(signIn({ username: person.username, password: 'Wrong-password-1!' }), {
    name: 'NotAuthorizedException',
    message: 'Incorrect username or password.',
  });
  await enter(person);
  const current = await getCurrentUser();
  assert.equal(current.username, person.username);
  assert.equal(current.userId, signedUp.userId);
  assert.equal(current.signInDetails.authFlowType, 'USER_SRP_AUTH');

  const { tokens } = await fetchAuthSession();
  assert.equal(tokens.idToken.payload.email, person.email);
  await signOut();
  assert.equal((await fetchAuthSession()).tokens, undefined);
  await assert.rejects(sdk.send(new GetUserCommand({ AccessToken: tokens.accessToken.toString() })), {
    name: 'NotAuthorizedException',
    message: 'Access Token has been revoked',
  });
});

test('by password instead of SRP', async () => {
  await newApp();
  const person = await join();
  const answer = await signIn({
    username: person.username,
    password: person.password,
    options: { authFlowType: 'USER_PASSWORD_AUTH' },
  });
  assert.equal(answer.isSignedIn, true);
  await signOut();
});

test('refresh', async () => {
  await newApp();
  await enter(await join());
  const before = await fetchAuthSession();
  const kept = await fetchAuthSession();
  assert.equal(String(kept.tokens.accessToken), String(before.tokens.accessToken));

  const after = await fetchAuthSession({ forceRefresh: true });
  assert.notEqual(String(after.tokens.accessToken), String(before.tokens.accessToken));
  assert.equal(after.userSub, before.userSub);
  assert.equal(after.tokens.accessToken.payload.origin_jti, before.tokens.accessToken.payload.origin_jti);
  assert.ok(await fetchUserAttributes());
  await signOut();
});

test('refresh with rotation', async () => {
  await newApp({
    client: {
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
    },
  });
  await enter(await join());
  const seen = new Set();
  for (let round = 0; round < 3; round += 1) {
    const { tokens } = await fetchAuthSession({ forceRefresh: true });
    seen.add(String(tokens.accessToken));
  }
  assert.equal(seen.size, 3);
  await signOut();
});

test('attributes', async () => {
  await newApp();
  const person = await join();
  await enter(person);
  const attributes = await fetchUserAttributes();
  assert.equal(attributes.email, person.email);
  assert.equal(attributes.email_verified, 'true');
  assert.equal(attributes.name, 'Ada');

  const { email } = newPerson();
  const updated = await updateUserAttributes({ userAttributes: { name: 'Ada Lovelace', email } });
  assert.equal(updated.name.isUpdated, true);
  assert.equal(updated.email.isUpdated, false);
  assert.equal(updated.email.nextStep.updateAttributeStep, 'CONFIRM_ATTRIBUTE_WITH_CODE');
  await sendUserAttributeVerificationCode({ userAttributeKey: 'email' });
  assert.equal((await mailTo(email)).length, 2);
  await confirmUserAttribute({ userAttributeKey: 'email', confirmationCode: await codeFor(email) });
  await deleteUserAttributes({ userAttributeKeys: ['name'] });

  const changed = await fetchUserAttributes();
  assert.equal(changed.email, email);
  assert.equal(changed.email_verified, 'true');
  assert.equal(changed.name, undefined);
  await signOut();
});

test('passwords', async () => {
  await newApp();
  const person = await join();
  await enter(person);
  const changed = newPassword();
  await updatePassword({ oldPassword: person.password, newPassword: changed });
  await signOut();
  await enter(person, changed);
  await signOut();

  const { nextStep } = await resetPassword({ username: person.username });
  assert.equal(nextStep.resetPasswordStep, 'CONFIRM_RESET_PASSWORD_WITH_CODE');
  assert.equal(nextStep.codeDeliveryDetails.deliveryMedium, 'EMAIL');
  const recovered = newPassword();
  await confirmResetPassword({
    username: person.username,
    newPassword: recovered,
    confirmationCode: await codeFor(person.email),
  });
  await enter(person, recovered);
  await signOut();
});

test('an invited user chooses a password', async () => {
  const pool = await newApp({ pool: { Schema: [{ Name: 'name', Required: true }] } });
  const person = newPerson();
  await sdk.send(
    new AdminCreateUserCommand({
      UserPoolId: pool.id,
      Username: person.username,
      TemporaryPassword: person.password,
      MessageAction: 'SUPPRESS',
      UserAttributes: [{ Name: 'email', Value: person.email }],
    }),
  );
  const first = await signIn({ username: person.username, password: person.password });
  assert.equal(first.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED');
  assert.deepEqual(first.nextStep.missingAttributes, ['name']);

  const done = await confirmSignIn({
    challengeResponse: newPassword(),
    options: { userAttributes: { name: 'Ada' } },
  });
  assert.deepEqual(done, { isSignedIn: true, nextStep: { signInStep: 'DONE' } });
  assert.equal((await fetchUserAttributes()).name, 'Ada');
  await signOut();
});

test('signing out everywhere', async () => {
  await newApp();
  const person = await join();
  await enter(person);
  const elsewhere = String((await fetchAuthSession()).tokens.accessToken);
  await signOut();
  await enter(person);
  const here = String((await fetchAuthSession()).tokens.accessToken);
  await signOut({ global: true });
  for (const AccessToken of [elsewhere, here]) {
    await assert.rejects(sdk.send(new GetUserCommand({ AccessToken })), {
      name: 'NotAuthorizedException',
      message: 'Access Token has been revoked',
    });
  }
  await enter(person);
  assert.equal((await fetchUserAttributes()).email, person.email);
  await signOut();
});

test('a user who leaves', async () => {
  await newApp();
  const person = await join();
  await enter(person);
  await deleteUser();
  assert.equal((await fetchAuthSession()).tokens, undefined);
  await assert.rejects(signIn({ username: person.username, password: person.password }), {
    name: 'UserNotFoundException',
  });
});

test('a remembered device signs in without the app, and a forgotten one does not', async () => {
  // Amplify names the device after the browser, and tracks none where there is no navigator to ask.
  globalThis.navigator ??= { userAgent: 'suite' };
  const DeviceConfiguration = { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true };
  const pool = await newApp({ pool: { DeviceConfiguration } });
  await setMfa({ id: pool.id }, 'OPTIONAL', byApp);
  const person = await join();
  await enter(person);
  const { sharedSecret } = await setUpTOTP();
  await verifyTOTPSetup({ code: await totp(sharedSecret, -1) });
  await updateMFAPreference({ totp: 'PREFERRED' });
  await signOut();

  const { username, password } = person;
  const asked = await signIn({ username, password });
  assert.equal(asked.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
  const entered = await confirmSignIn({ challengeResponse: await totp(sharedSecret) });
  assert.equal(entered.isSignedIn, true);
  await rememberDevice();
  assert.equal((await fetchDevices()).length, 1);
  // It refreshes, and comes back without a code.
  await fetchAuthSession({ forceRefresh: true });
  await signOut();
  await enter(person);
  assert.equal((await fetchDevices()).length, 1);

  await forgetDevice();
  assert.deepEqual(await fetchDevices(), []);
  await signOut();
  const again = await signIn({ username, password });
  assert.equal(again.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
  await signOut();
});
