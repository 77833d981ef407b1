// Passkeys on the hosted pages in Chromium, with an authenticator of its own making: made after a sign-in, found by the
// browser without a name, by itself and by the button; and a person who turns away.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';

import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CreateUserPoolDomainCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { openPage, withoutChromium as skip } from './chromium.mjs';
import { endpoint, newPerson, newPool, sdk } from './people.mjs';

async function newHome(back) {
  const home = await newPool({
    pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } } },
    client: {
      ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      CallbackURLs: [back],
      SupportedIdentityProviders: ['COGNITO'],
    },
  });
  const prefix = `pk-${randomBytes(5).toString('hex')}`;
  await sdk.send(new CreateUserPoolDomainCommand({ UserPoolId: home.id, Domain: prefix }));
  const person = newPerson();
  const { username, password } = person;
  const of = { UserPoolId: home.id, Username: username };
  await sdk.send(new AdminCreateUserCommand({ ...of, MessageAction: 'SUPPRESS' }));
  await sdk.send(new AdminSetUserPasswordCommand({ ...of, Password: password, Permanent: true }));
  const { port } = new URL(endpoint);
  const query = new URLSearchParams({ response_type: 'code', client_id: home.clientId, redirect_uri: back, scope: 'openid' });
  return { ...home, person, login: `http://${prefix}.auth.localhost:${port}/oauth2/authorize?${query}` };
}

// A page that has come to rest where `is` holds.
async function until(page, is) {
  for (let tries = 0; tries < 200; tries += 1) {
    const seen = await page.run(is).catch(() => undefined);
    if (seen) {
      return seen;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it stays at ${await page.run('() => location.href + document.body?.innerText')}`);
}

const go = (page, url) => page.send('Page.navigate', { url });
const left = async (page) => {
  const query = await until(page, '() => location.pathname === "/back" && location.search');
  return new URLSearchParams(query);
};
const shown = (selector) => `() => { const it = document.querySelector('${selector}'); return it && !it.hidden; }`;
const forget = (page) => page.send('Network.clearBrowserCookies');

test('a passkey is made on the pages, then found by button and by the browser itself', { skip }, async () => {
  const page = await openPage();
  try {
    const home = await newHome(await page.run('() => `${location.origin}/back`'));
    await page.send('WebAuthn.enable');
    const { authenticatorId } = await page.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: false,
      },
    });
    const isPresent = (enabled) =>
      page.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
    await go(page, home.login);
    await until(page, shown('[data-passkey-use]'));
    const { username, password } = home.person;
    await page.run(`(name) => {
      document.querySelector('#username').value = name;
      document.querySelector('#username').form.requestSubmit();
    }`, username);
    await until(page, '() => document.querySelector("#password")');
    await page.run(`(password) => {
      document.querySelector('#password').value = password;
      document.querySelector('#password').form.requestSubmit();
    }`, password);
    await until(page, '() => document.querySelector("[data-passkey=create]")');
    await isPresent(true);
    await page.run('() => document.querySelector("[data-passkey-use]").click()');
    await until(page, '() => document.querySelector("[name=continue]")');
    const { credentials } = await page.send('WebAuthn.getCredentials', { authenticatorId });
    assert.equal(credentials.length, 1);
    assert.equal(credentials[0].rpId, new URL(home.login).hostname);
    await page.run('() => document.querySelector("[name=continue]").click()');
    assert.ok((await left(page)).get('code'));

    // By itself: with somebody present, the browser needs no click.
    await forget(page);
    await go(page, home.login);
    assert.ok((await left(page)).get('code'));

    // By the button; whoever turns away first finds the form as it was.
    await isPresent(false);
    await forget(page);
    await go(page, home.login);
    await until(page, shown('[data-passkey-use]'));
    await page.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await page.run(`() => {
      window.realGet = navigator.credentials.get.bind(navigator.credentials);
      navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      document.querySelector('[data-passkey-use]').click();
    }`);
    await until(page, shown('[data-passkey-cancelled]'));
    assert.equal(await page.run('() => document.querySelector("#username").disabled'), false);
    await page.run('() => { navigator.credentials.get = window.realGet; }');
    await page.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
    await isPresent(true);
    await page.run('() => document.querySelector("[data-passkey-use]").click()');
    assert.ok((await left(page)).get('code'));
  } finally {
    await page.close();
  }
});
