// amazon-cognito-identity-js: callbacks, and a storage like a browser's.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promisify } from 'node:util';

import {
  AdminCreateUserCommand,
  AdminForgetDeviceCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import identity from 'amazon-cognito-identity-js';

import {
  byApp,
  bySms,
  codeFor,
  endpoint,
  newPassword,
  newPerson,
  newPool,
  otherCode,
  sdk,
  setMfa,
  totp,
} from './people.mjs';

const { AuthenticationDetails, CognitoUser, CognitoUserAttribute, CognitoUserPool } = identity;

// As localStorage does, and the library's own fall-back does not, this answers null for what it has not:
// the library then sends the null on.
class BrowserStorage {
  #items = new Map();

  setItem(key, value) {
    this.#items.set(key, String(value));
  }

  getItem(key) {
    return this.#items.get(key) ?? null;
  }

  removeItem(key) {
    this.#items.delete(key);
  }
}

async function newApp(settings) {
  const { id, clientId } = await newPool(settings);
  return new CognitoUserPool({
    UserPoolId: id,
    ClientId: clientId,
    endpoint,
    Storage: new BrowserStorage(),
  });
}

function userOf(app, person) {
  return new CognitoUser({ Username: person.username, Pool: app, Storage: app.storage });
}

const attribute = (Name, Value) => new CognitoUserAttribute({ Name, Value });

// A method that takes its callback last, or before optional arguments, as a promise.
const call = (object, method, ...args) => promisify(object[method]).call(object, ...args);

async function join(app, person = newPerson()) {
  await call(app, 'signUp', person.username, person.password, [attribute('email', person.email)], []);
  await call(userOf(app, person), 'confirmRegistration', await codeFor(person.email), false);
  return person;
}

// What authenticateUser ends with: ['onSuccess', session] or another of its callbacks.
function authenticate(user, person, password = person.password) {
  const details = new AuthenticationDetails({ Username: person.username, Password: password });
  return outcome((callbacks) => user.authenticateUser(details, callbacks));
}

function outcome(start) {
  return new Promise((resolve, reject) => {
    start({
      onSuccess: (session) => resolve(['onSuccess', session]),
      onFailure: reject,
      newPasswordRequired: (...args) => resolve(['newPasswordRequired', ...args]),
      mfaRequired: (...args) => resolve(['mfaRequired', ...args]),
      totpRequired: (...args) => resolve(['totpRequired', ...args]),
      selectMFAType: (...args) => resolve(['selectMFAType', ...args]),
      mfaSetup: (...args) => resolve(['mfaSetup', ...args]),
      associateSecretCode: (...args) => resolve(['associateSecretCode', ...args]),
      inputVerificationCode: (data) => resolve(['inputVerificationCode', data]),
    });
  });
}

async function enter(app, person, password) {
  const user = userOf(app, person);
  const [name, session] = await authenticate(user, person, password);
  assert.equal(name, 'onSuccess');
  assert.ok(session.isValid());
  return user;
}

test('sign up, confirm, sign in, refresh', async () => {
  const app = await newApp();
  const person = newPerson();
  const signedUp = await call(
    app,
    'signUp',
    person.username,
    person.password,
    [attribute('email', person.email)],
    [],
  );
  assert.equal(signedUp.userConfirmed, false);
  assert.equal(signedUp.codeDeliveryDetails.DeliveryMedium, 'EMAIL');

  const user = userOf(app, person);
  await assert.rejects(authenticate(user, person), { code: 'UserNotConfirmedException' });
  const code = await codeFor(person.email);
  await assert.rejects(call(user, 'confirmRegistration', otherCode(code), false), {
    code: 'CodeMismatchException',
    message: 'Invalid verification code provided, please try again.',
  });
  assert.equal(await call(user, 'confirmRegistration', code, false), 'SUCCESS');
  await assert.rejects(authenticate(userOf(app, person), person, 'Wrong-password-1!'), {
    code: 'NotAuthorizedException',
    message: 'Incorrect username or password.',
  });

  const entered = await enter(app, person);
  const session = entered.getSignInUserSession();
  assert.equal(session.getIdToken().payload.email, person.email);
  assert.equal(session.getIdToken().payload.sub, signedUp.userSub);

  const refreshed = await call(entered, 'refreshSession', session.getRefreshToken());
  assert.notEqual(refreshed.getAccessToken().getJwtToken(), session.getAccessToken().getJwtToken());
  assert.equal(refreshed.getRefreshToken().getToken(), session.getRefreshToken().getToken());

  // A page that is loaded again finds the session in its storage.
  const reloaded = app.getCurrentUser();
  assert.equal(reloaded.getUsername(), person.username);
  assert.ok((await call(reloaded, 'getSession')).isValid());
});

test('by password instead of SRP', async () => {
  const app = await newApp();
  const person = await join(app);
  const user = userOf(app, person);
  user.setAuthenticationFlowType('USER_PASSWORD_AUTH');
  const [name] = await authenticate(user, person);
  assert.equal(name, 'onSuccess');
});

test('SRP numbers of every length', async () => {
  const app = await newApp();
  const person = await join(app);
  for (let round = 0; round < 12; round += 1) {
    await enter(app, person);
  }
});

test('an address as the user name', async () => {
  const app = await newApp({ pool: { UsernameAttributes: ['email'] } });
  const { email, password } = newPerson();
  const person = await join(app, { username: email, email, password });
  const user = await enter(app, person);
  const { sub } = user.getSignInUserSession().getIdToken().payload;
  assert.equal(user.getUsername(), sub);
  const refreshed = await call(user, 'refreshSession', user.getSignInUserSession().getRefreshToken());
  assert.ok(refreshed.isValid());
});

test('what the user is told to be', async () => {
  const app = await newApp();
  const person = await join(app);
  const user = await enter(app, person);

  await call(user, 'updateAttributes', [attribute('name', 'Ada')]);
  const attributes = await call(user, 'getUserAttributes');
  assert.equal(attributes.find((one) => one.getName() === 'name').getValue(), 'Ada');
  const data = await promisify(user.getUserData).call(user);
  assert.equal(data.Username, person.username);

  const { email } = newPerson();
  await call(user, 'updateAttributes', [attribute('email', email)]);
  const [asked] = await outcome((callbacks) => user.getAttributeVerificationCode('email', callbacks));
  assert.equal(asked, 'inputVerificationCode');
  const code = await codeFor(email);
  await outcome((callbacks) => user.verifyAttribute('email', code, callbacks));
  await call(user, 'deleteAttributes', ['name']);

  const seen = Object.fromEntries(
    (await call(user, 'getUserAttributes')).map((one) => [one.getName(), one.getValue()]),
  );
  assert.equal(seen.email, email);
  assert.equal(seen.email_verified, 'true');
  assert.equal(seen.name, undefined);
});

test('passwords', async () => {
  const app = await newApp();
  const person = await join(app);
  const user = await enter(app, person);
  const changed = newPassword();
  assert.equal(await call(user, 'changePassword', person.password, changed), 'SUCCESS');
  await assert.rejects(enter(app, person), { code: 'NotAuthorizedException' });
  await enter(app, person, changed);

  const forgetful = userOf(app, person);
  const [asked] = await outcome((callbacks) => forgetful.forgotPassword(callbacks));
  assert.equal(asked, 'inputVerificationCode');
  const code = await codeFor(person.email);
  const recovered = newPassword();
  await outcome((callbacks) => forgetful.confirmPassword(code, recovered, callbacks));
  await enter(app, person, recovered);
});

test('an invited user chooses a password', async () => {
  const app = await newApp({ pool: { Schema: [{ Name: 'name', Required: true }] } });
  const person = newPerson();
  await sdk.send(
    new AdminCreateUserCommand({
      UserPoolId: app.getUserPoolId(),
      Username: person.username,
      TemporaryPassword: person.password,
      MessageAction: 'SUPPRESS',
      UserAttributes: [{ Name: 'email', Value: person.email }],
    }),
  );
  const user = userOf(app, person);
  const [name, userAttributes, requiredAttributes] = await authenticate(user, person);
  assert.equal(name, 'newPasswordRequired');
  assert.equal(userAttributes.email, person.email);
  assert.deepEqual(requiredAttributes, ['name']);

  const chosen = newPassword();
  const [done] = await outcome((callbacks) =>
    user.completeNewPasswordChallenge(chosen, { name: 'Ada' }, callbacks),
  );
  assert.equal(done, 'onSuccess');
  await enter(app, person, chosen);
});

test('signing out everywhere, and leaving', async () => {
  const app = await newApp();
  const person = await join(app);
  const [phone, laptop] = [await enter(app, person), await enter(app, person)];
  await outcome((callbacks) => phone.globalSignOut(callbacks));
  assert.equal(phone.pool.getCurrentUser(), null);
  await assert.rejects(call(laptop, 'getUserAttributes'), {
    code: 'NotAuthorizedException',
    message: 'Access Token has been revoked',
  });

  const again = await enter(app, person);
  assert.equal(await call(again, 'deleteUser'), 'SUCCESS');
  await assert.rejects(enter(app, person), { code: 'UserNotFoundException' });
});

test('signing out of one device', async () => {
  const app = await newApp();
  const person = await join(app);
  const user = await enter(app, person);
  const session = user.getSignInUserSession();
  await promisify((done) => user.signOut(done))();
  const again = await enter(app, person);
  again.setSignInUserSession(session);
  await assert.rejects(call(again, 'getUserAttributes'), {
    code: 'NotAuthorizedException',
    message: 'Access Token has been revoked',
  });
});

test('an authenticator app, set up when signed in', async () => {
  const app = await newApp();
  await setMfa({ id: app.getUserPoolId() }, 'OPTIONAL', { ...byApp, ...bySms });
  const person = await join(app);
  const user = await enter(app, person);
  const [, secret] = await outcome((callbacks) => user.associateSoftwareToken(callbacks));
  const verify = async (code) => outcome((callbacks) => user.verifySoftwareToken(code, 'Phone', callbacks));
  await assert.rejects(verify(otherCode(await totp(secret))), { code: 'EnableSoftwareTokenMFAException' });
  await verify(await totp(secret, -1));
  await call(user, 'setUserMfaPreference', null, { PreferredMfa: true, Enabled: true });

  const again = userOf(app, person);
  const [asked, name, parameters] = await authenticate(again, person);
  assert.deepEqual([asked, name, parameters.FRIENDLY_DEVICE_NAME], ['totpRequired', 'SOFTWARE_TOKEN_MFA', 'Phone']);
  const code = await totp(secret);
  const send = (typed) => outcome((callbacks) => again.sendMFACode(typed, callbacks, 'SOFTWARE_TOKEN_MFA'));
  await assert.rejects(send(otherCode(code)), {
    code: 'CodeMismatchException',
    message: 'Invalid code received for user',
  });
  assert.equal((await send(code))[0], 'onSuccess');

  // Two, and none preferred.
  const phone = `+1555${String(Date.now()).slice(-7)}`;
  await call(again, 'updateAttributes', [attribute('phone_number', phone)]);
  const both = [{ Enabled: true, PreferredMfa: false }, { Enabled: true, PreferredMfa: false }];
  await call(again, 'setUserMfaPreference', ...both);
  const chooser = userOf(app, person);
  const [selected, , choices] = await authenticate(chooser, person);
  assert.equal(selected, 'selectMFAType');
  assert.deepEqual(JSON.parse(choices.MFAS_CAN_CHOOSE), ['SMS_MFA', 'SOFTWARE_TOKEN_MFA']);
  const [sent] = await outcome((callbacks) => chooser.sendMFASelectionAnswer('SMS_MFA', callbacks));
  assert.equal(sent, 'mfaRequired');
  const text = await codeFor(phone);
  assert.equal((await outcome((callbacks) => chooser.sendMFACode(text, callbacks)))[0], 'onSuccess');
});

test('an authenticator app, set up because it must be', async () => {
  const app = await newApp();
  await setMfa({ id: app.getUserPoolId() }, 'ON', byApp);
  const person = await join(app);
  const user = userOf(app, person);
  const [asked] = await authenticate(user, person);
  assert.equal(asked, 'mfaSetup');
  const [, secret] = await outcome((callbacks) => user.associateSoftwareToken(callbacks));
  const code = await totp(secret, -1);
  const [ended, session] = await outcome((callbacks) => user.verifySoftwareToken(code, 'Phone', callbacks));
  assert.equal(ended, 'onSuccess');
  assert.ok(session.isValid());
  assert.equal((await authenticate(userOf(app, person), person))[0], 'totpRequired');
});

test('a remembered device signs in without the app, and one that an administrator forgets does not', async () => {
  const DeviceConfiguration = { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true };
  const app = await newApp({ pool: { DeviceConfiguration } });
  await setMfa({ id: app.getUserPoolId() }, 'OPTIONAL', byApp);
  const person = await join(app);
  const user = await enter(app, person);
  const secret = await new Promise((resolve, reject) => {
    user.associateSoftwareToken({ associateSecretCode: resolve, onFailure: reject });
  });
  const code = await totp(secret, -1);
  await new Promise((onSuccess, onFailure) => {
    user.verifySoftwareToken(code, 'phone', { onSuccess, onFailure });
  });
  await call(user, 'setUserMfaPreference', null, { PreferredMfa: true, Enabled: true });

  // Asked for a code, which is given unless there is none to give.
  const signIn = (code) => {
    const again = userOf(app, person);
    const details = new AuthenticationDetails({ Username: person.username, Password: person.password });
    return new Promise((resolve, reject) => {
      const callbacks = {
        onSuccess: (session, needsPrompt) => resolve({ user: again, session, needsPrompt }),
        onFailure: reject,
        totpRequired: () => {
          if (code) again.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA');
          else resolve({ asked: true });
        },
      };
      again.authenticateUser(details, callbacks);
    });
  };
  const first = await signIn(await totp(secret));
  const status = await new Promise((onSuccess, onFailure) => {
    first.user.setDeviceStatusRemembered({ onSuccess, onFailure });
  });
  assert.equal(status, 'SUCCESS');
  const second = await signIn();
  assert.ok(second.session.isValid());
  const { Devices } = await new Promise((onSuccess, onFailure) => {
    second.user.listDevices(10, null, { onSuccess, onFailure });
  });
  const remembered = Devices.find((device) => device.DeviceKey === second.user.deviceKey);
  assert.ok(remembered.DeviceLastAuthenticatedDate);
  await call(second.user, 'refreshSession', second.session.getRefreshToken());

  await sdk.send(
    new AdminForgetDeviceCommand({
      UserPoolId: app.getUserPoolId(),
      Username: person.username,
      DeviceKey: second.user.deviceKey,
    }),
  );
  assert.deepEqual(await signIn(), { asked: true });
});
