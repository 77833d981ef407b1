// Passkeys as a browser makes and uses them: Chromium with an authenticator of its own making, on a page on localhost that
// speaks to the server itself.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  AdminGetUserAuthFactorsCommand,
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  ListWebAuthnCredentialsCommand,
  SetUserPoolMfaConfigCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { chromium, hasChromium, openPage } from './chromium.mjs';
import { codeFor, endpoint, newPerson, newPool, sdk } from './people.mjs';

const why = hasChromium ? false : `there is no browser at ${chromium}: set CENOTE_TEST_CHROMIUM`;

async function newHome(webAuthn = {}) {
  const home = await newPool({
    pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] } } },
    client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH'] },
  });
  await sdk.send(
    new SetUserPoolMfaConfigCommand({
      UserPoolId: home.id,
      WebAuthnConfiguration: { RelyingPartyId: 'localhost', ...webAuthn },
    }),
  );
  const person = newPerson();
  await sdk.send(
    new SignUpCommand({
      ClientId: home.clientId,
      Username: person.username,
      Password: person.password,
      UserAttributes: [{ Name: 'email', Value: person.email }],
    }),
  );
  const ConfirmationCode = await codeFor(person.email);
  await sdk.send(new ConfirmSignUpCommand({ ClientId: home.clientId, Username: person.username, ConfirmationCode }));
  const { AuthenticationResult } = await sdk.send(
    new InitiateAuthCommand({
      ClientId: home.clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: person.username, PASSWORD: person.password },
    }),
  );
  return { ...home, person, access: AuthenticationResult.AccessToken };
}

async function withAuthenticator(options, use) {
  const page = await openPage();
  try {
    await page.send('WebAuthn.enable');
    await page.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', hasResidentKey: true, hasUserVerification: true, ...options },
    });
    await use(page);
  } finally {
    await page.close();
  }
}

// What runs in the page.
const register = `async (endpoint, AccessToken) => {
  const call = async (operation, input) => {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.' + operation,
      },
      body: JSON.stringify(input),
    });
    const body = await answer.json();
    if (!answer.ok) throw new Error(body.__type + ': ' + body.message);
    return body;
  };
  const { CredentialCreationOptions } = await call('StartWebAuthnRegistration', { AccessToken });
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(CredentialCreationOptions);
  const made = await navigator.credentials.create({ publicKey });
  await call('CompleteWebAuthnRegistration', { AccessToken, Credential: made.toJSON() });
  return made.id;
}`;
const signIn = `async (endpoint, ClientId, USERNAME) => {
  const call = async (operation, input) => {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.' + operation,
      },
      body: JSON.stringify(input),
    });
    const body = await answer.json();
    if (!answer.ok) throw new Error(body.__type + ': ' + body.message);
    return body;
  };
  const AuthParameters = { USERNAME, PREFERRED_CHALLENGE: 'WEB_AUTHN' };
  const challenge = await call('InitiateAuth', { ClientId, AuthFlow: 'USER_AUTH', AuthParameters });
  const options = JSON.parse(challenge.ChallengeParameters.CREDENTIAL_REQUEST_OPTIONS);
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const used = await navigator.credentials.get({ publicKey });
  const answer = await call('RespondToAuthChallenge', {
    ClientId,
    ChallengeName: 'WEB_AUTHN',
    Session: challenge.Session,
    ChallengeResponses: { USERNAME, CREDENTIAL: JSON.stringify(used.toJSON()) },
  });
  return answer.AuthenticationResult.AccessToken;
}`;

test('a passkey of the machine, made and used in a browser', { skip: why }, async () => {
  const home = await newHome({ UserVerification: 'required' });
  await withAuthenticator({ transport: 'internal', isUserVerified: true }, async (page) => {
    const id = await page.run(register, endpoint, home.access);
    const { Credentials } = await sdk.send(new ListWebAuthnCredentialsCommand({ AccessToken: home.access }));
    assert.equal(Credentials.length, 1);
    assert.equal(Credentials[0].CredentialId, id);
    assert.equal(Credentials[0].RelyingPartyId, 'localhost');
    assert.equal(Credentials[0].AuthenticatorAttachment, 'platform');
    assert.deepEqual(Credentials[0].AuthenticatorTransports, ['internal']);
    const factors = await sdk.send(
      new AdminGetUserAuthFactorsCommand({ UserPoolId: home.id, Username: home.person.username }),
    );
    assert.deepEqual(factors.ConfiguredUserAuthFactors, ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN']);
    for (let round = 0; round < 3; round += 1) {
      assert.match(await page.run(signIn, endpoint, home.clientId, home.person.username), /^ey/);
    }
    // The browser itself knows that the machine has this passkey already.
    await assert.rejects(page.run(register, endpoint, home.access), /InvalidStateError/);
  });
});

test('a security key, whose counter rises', { skip: why }, async () => {
  const home = await newHome();
  await withAuthenticator({ transport: 'usb', isUserVerified: true }, async (page) => {
    await page.run(register, endpoint, home.access);
    const { Credentials } = await sdk.send(new ListWebAuthnCredentialsCommand({ AccessToken: home.access }));
    assert.equal(Credentials[0].AuthenticatorAttachment, 'cross-platform');
    for (let round = 0; round < 3; round += 1) {
      assert.match(await page.run(signIn, endpoint, home.clientId, home.person.username), /^ey/);
    }
  });
});

test('a passkey for another domain is not made', { skip: why }, async () => {
  const home = await newHome({ RelyingPartyId: 'example.com' });
  await withAuthenticator({ transport: 'internal', isUserVerified: true }, async (page) => {
    await assert.rejects(page.run(register, endpoint, home.access), /SecurityError/);
  });
});
