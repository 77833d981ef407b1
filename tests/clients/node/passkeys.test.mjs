// Passkeys as a browser makes and uses them: Chromium with an authenticator of its own making, on a page on localhost that
// speaks to the server itself, or has aws-amplify do it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import {
  AdminGetUserAuthFactorsCommand,
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  ListWebAuthnCredentialsCommand,
  SetUserPoolMfaConfigCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { build } from 'esbuild';

import { openPage, withoutChromium as skip } from './chromium.mjs';
import { codeFor, endpoint, newPerson, newPool, sdk } from './people.mjs';

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

async function withAuthenticator(options, use, script) {
  const page = await openPage(script);
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

test('a passkey of the machine, made and used in a browser', { skip }, async () => {
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

test('a security key, whose counter rises', { skip }, async () => {
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

test('a passkey for another domain is not made', { skip }, async () => {
  const home = await newHome({ RelyingPartyId: 'example.com' });
  await withAuthenticator({ transport: 'internal', isUserVerified: true }, async (page) => {
    await assert.rejects(page.run(register, endpoint, home.access), /SecurityError/);
  });
});

// aws-amplify as an app's own build gives it to a browser.
async function bundled() {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { Amplify } from 'aws-amplify';
        import * as auth from 'aws-amplify/auth';
        globalThis.amplify = { Amplify, ...auth };`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    format: 'iife',
    platform: 'browser',
    write: false,
  });
  return outputFiles[0].text;
}

// What runs in the page.
const configure = `(userPoolId, userPoolClientId, userPoolEndpoint) =>
  amplify.Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint } } })`;
const enter = `async (username, password, preferredChallenge) => {
  const options = { authFlowType: 'USER_AUTH', preferredChallenge };
  const { isSignedIn, nextStep } = await amplify.signIn({ username, password: password ?? undefined, options });
  return [isSignedIn, nextStep.signInStep, nextStep.availableChallenges ?? []];
}`;
const associate = `async () => {
  await amplify.associateWebAuthnCredential();
  return (await amplify.listWebAuthnCredentials()).credentials;
}`;

test('a passkey by Amplify, associated, used, chosen and deleted', { skip }, async () => {
  const home = await newHome({ UserVerification: 'required' });
  const { username, password } = home.person;
  const done = [true, 'DONE', []];
  const use = async (page) => {
    await page.run(configure, home.id, home.clientId, endpoint);
    assert.deepEqual(await page.run(enter, username, password, 'PASSWORD'), done);
    const [credential, ...more] = await page.run(associate);
    assert.deepEqual(more, []);
    assert.equal(credential.relyingPartyId, 'localhost');
    assert.equal(credential.authenticatorAttachment, 'platform');
    const { Credentials } = await sdk.send(new ListWebAuthnCredentialsCommand({ AccessToken: home.access }));
    assert.deepEqual(
      Credentials.map((one) => one.CredentialId),
      [credential.credentialId],
    );
    await assert.rejects(page.run(associate), /PasskeyAlreadyExists|already/);
    await page.run('() => amplify.signOut()');

    assert.deepEqual(await page.run(enter, username, undefined, 'WEB_AUTHN'), done);
    const token = await page.run('async () => String((await amplify.fetchAuthSession()).tokens.accessToken)');
    assert.match(token, /^ey/);
    await page.run('() => amplify.signOut()');

    const [, step, challenges] = await page.run(enter, username);
    assert.equal(step, 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION');
    assert.deepEqual(challenges.sort(), ['EMAIL_OTP', 'PASSWORD', 'PASSWORD_SRP', 'WEB_AUTHN']);
    const chosen = await page.run(`() => amplify.confirmSignIn({ challengeResponse: 'WEB_AUTHN' })`);
    assert.equal(chosen.isSignedIn, true);

    const left = await page.run(
      `async (credentialId) => {
        await amplify.deleteWebAuthnCredential({ credentialId });
        return (await amplify.listWebAuthnCredentials()).credentials;
      }`,
      credential.credentialId,
    );
    assert.deepEqual(left, []);
    await page.run('() => amplify.signOut()');
    const [isSignedIn, , offered] = await page.run(enter, username, undefined, 'WEB_AUTHN');
    assert.equal(isSignedIn, false);
    assert.deepEqual(offered.sort(), ['EMAIL_OTP', 'PASSWORD', 'PASSWORD_SRP']);
  };
  await withAuthenticator({ transport: 'internal', isUserVerified: true }, use, await bundled());
});
