// oidc-provider, certified, as somebody's OpenID provider: the clients that it knows, and what it says of people.

import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';

import Provider from 'oidc-provider';

import { Browser } from './browser.mjs';

// A pair for signatures, in all its forms.
export function keys(kid) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const as = (key) => ({ ...key.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' });
  return { private: as(privateKey), public: as(publicKey), pem: privateKey.export({ type: 'pkcs8', format: 'pem' }) };
}

export const clientKeys = keys('client-1');

// A provider whose people are whoever they say. It can be stopped, and begun anew with other keys at the same address.
export class StandIn {
  // What it says of some of them, by name.
  people = new Map();

  // The grants of refresh tokens, by the person's name.
  grants = new Map();

  // How often it was asked again.
  renewals = 0;

  // `back` is where it leads people back to.
  constructor(back) {
    this.back = back;
  }

  // Without a key it goes on as it was.
  async start(signing) {
    this.server = createServer((request, response) => this.callback(request, response));
    await new Promise((resolve) => this.server.listen(this.port ?? 0, '127.0.0.1', resolve));
    this.port = this.server.address().port;
    this.issuer = `http://127.0.0.1:${this.port}`;
    if (signing) this.make(signing);
  }

  make(signing) {
    const common = { redirect_uris: [this.back], grant_types: ['authorization_code'], response_types: ['code'] };
    const secret = 'a secret of at least thirty-two characters';
    const provider = new Provider(this.issuer, {
      clients: [
        { ...common, client_id: 'post', client_secret: secret, token_endpoint_auth_method: 'client_secret_post' },
        { ...common, client_id: 'basic', client_secret: secret, token_endpoint_auth_method: 'client_secret_basic' },
        {
          ...common,
          client_id: 'again',
          client_secret: secret,
          token_endpoint_auth_method: 'client_secret_post',
          grant_types: ['authorization_code', 'refresh_token'],
        },
        {
          ...common,
          client_id: 'key',
          token_endpoint_auth_method: 'private_key_jwt',
          jwks: { keys: [clientKeys.public] },
        },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      cookies: { keys: ['a key of the stand-in'] },
      findAccount: (_, id) => ({
        accountId: id,
        claims: () => ({
          sub: id,
          email: `${id}@corp.example`,
          email_verified: true,
          name: `Name of ${id}`,
          ...this.people.get(id),
        }),
      }),
      jwks: { keys: [signing.private] },
      // Each refresh token serves once, and its second use ends the grant.
      rotateRefreshToken: true,
    });
    provider.on('refresh_token.saved', ({ accountId, grantId }) => this.grants.set(accountId, grantId));
    provider.on('grant.success', ({ oidc }) => {
      if (oidc.params.grant_type === 'refresh_token') this.renewals += 1;
    });
    this.provider = provider;
    this.secret = secret;
    this.callback = provider.callback();
  }

  // It lets somebody's apps go on no longer.
  async forgets(login) {
    await this.provider.RefreshToken.revokeByGrantId(this.grants.get(login));
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

// Goes to the provider, signs in there with its forms, and gives where that leads back to.
export async function atProvider(address, login) {
  const browser = new Browser();
  let page = await browser.go(address);
  page = await browser.send(page, 'login', { login, password: 'anything' });
  if (!page.left) page = await browser.send(page, 'prompt', {});
  assert.ok(page.left, page.text);
  return page.left;
}
