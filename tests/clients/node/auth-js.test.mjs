// Auth.js with its own provider for Cognito: the library behind next-auth, asked by requests as a framework's handler does.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { Auth } from '@auth/core';
import Cognito from '@auth/core/providers/cognito';

import { Browser } from './browser.mjs';
import { newHosted } from './hosted.mjs';
import { claimsOf } from './people.mjs';

const app = 'http://localhost:3000';
let pool;

before(async () => {
  pool = await newHosted(`${app}/auth/callback/cognito`, { client: { GenerateSecret: true } });
});

// The app: Auth.js behind a jar of one person's cookies.
class App {
  cookies = new Map();
  seen;

  async ask(path, form) {
    const { issuer, clientId, clientSecret } = pool;
    const headers = { cookie: [...this.cookies].map((pair) => pair.join('=')).join('; ') };
    if (form) headers['content-type'] = 'application/x-www-form-urlencoded';
    const body = form && new URLSearchParams(form).toString();
    const request = new Request(new URL(path, app), { method: form ? 'POST' : 'GET', headers, body });
    const answer = await Auth(request, {
      providers: [Cognito({ clientId, clientSecret, issuer })],
      secret: 'a secret of this suite alone, long enough',
      trustHost: true,
      basePath: '/auth',
      // What is refused below is told by its answer.
      logger: { error() {} },
      callbacks: {
        jwt: ({ token, account }) => {
          this.seen ??= account;
          return token;
        },
      },
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return answer;
  }

  async signIn() {
    const { csrfToken } = await (await this.ask('/auth/csrf')).json();
    const sent = await this.ask('/auth/signin/cognito', { csrfToken, callbackUrl: `${app}/home` });
    assert.equal(sent.status, 302);
    return new URL(sent.headers.get('location'));
  }
}

test('Auth.js signs in by its provider for Cognito', async () => {
  const person = new App();
  const url = await person.signIn();
  assert.equal(url.pathname, '/oauth2/authorize');
  assert.equal(url.searchParams.get('code_challenge_method'), 'S256');
  const back = await new Browser().signIn(url, pool.person);
  const home = await person.ask(back.pathname + back.search);
  assert.equal(home.headers.get('location'), `${app}/home`, home.headers.get('location'));
  const session = await (await person.ask('/auth/session')).json();
  assert.equal(session.user.email, pool.person.email);
  assert.equal(claimsOf(person.seen.id_token).aud, pool.clientId);
  assert.equal(person.seen.providerAccountId, claimsOf(person.seen.id_token).sub);

  // The same answer is nothing to somebody else's browser, nor a second time.
  for (const other of [new App(), person]) {
    const refused = await other.ask(back.pathname + back.search);
    assert.match(refused.headers.get('location'), /error/);
  }
});
