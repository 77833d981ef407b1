// A client of the Model Context Protocol, by the functions of its own SDK: it finds the authorization server by the protected
// resource's metadata, registers itself, is let in by a person, and gets tokens for that resource alone.
// RFC: 9728 (the resource's part, which the test plays), 8414, 7591, 7636, 8707.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import { CreateResourceServerCommand, DescribeUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider';
import { auth } from '@modelcontextprotocol/sdk/client/auth.js';

import { Browser } from './browser.mjs';
import { newHosted } from './hosted.mjs';
import { claimsOf, sdk } from './people.mjs';

const callback = 'http://127.0.0.1:33418/callback';
let pool;
let resource;
let server;

before(async () => {
  const dcr = { EnableStatus: 'Enabled', OpenDcrEnabled: true };
  server = createServer((request, answer) => {
    const isMetadata = request.url.startsWith('/.well-known/oauth-protected-resource');
    answer.writeHead(isMetadata ? 200 : 404, { 'content-type': 'application/json' });
    answer.end(JSON.stringify(isMetadata ? metadata() : {}));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  // AWS: http for this machine alone, by this name.
  resource = `http://localhost:${server.address().port}/mcp`;
  dcr.AllowedScopes = [`${resource}/tools`];
  pool = await newHosted(callback, { pool: { DcrConfiguration: dcr } });
  const tools = [{ ScopeName: 'tools', ScopeDescription: 'Use the tools' }];
  await sdk.send(
    new CreateResourceServerCommand({ UserPoolId: pool.id, Identifier: resource, Name: 'Tools', Scopes: tools }),
  );
});
after(() => server?.close());

const metadata = () => ({
  resource,
  authorization_servers: [pool.issuer],
  scopes_supported: ['openid', `${resource}/tools`],
  bearer_methods_supported: ['header'],
});

// What a client program keeps, and how it sends people to the browser.
class Client {
  redirectUrl = callback;
  clientMetadata = {
    client_name: 'Desk agent',
    redirect_uris: [callback],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
  };
  state = () => 'a state';
  clientInformation = () => this.registered;
  saveClientInformation = (registered) => {
    this.registered = registered;
  };
  tokens = () => this.kept;
  saveTokens = (tokens) => {
    this.kept = tokens;
  };
  redirectToAuthorization = (url) => {
    this.url = url;
  };
  saveCodeVerifier = (verifier) => {
    this.verifier = verifier;
  };
  codeVerifier = () => this.verifier;
}

test('an MCP client registers itself and gets tokens for its resource', async () => {
  const client = new Client();
  assert.equal(await auth(client, { serverUrl: resource }), 'REDIRECT');
  const described = await sdk.send(
    new DescribeUserPoolClientCommand({ UserPoolId: pool.id, ClientId: client.registered.client_id }),
  );
  assert.equal(described.UserPoolClient.ClientName, 'Desk agent');
  assert.equal(client.url.searchParams.get('resource'), resource);
  assert.equal(client.url.searchParams.get('code_challenge_method'), 'S256');

  const browser = new Browser();
  const { username, password } = pool.person;
  const login = await browser.go(client.url);
  assert.ok(!login.left, login.left?.href);
  const asked = await browser.send(login, 'password', { username, password });
  assert.ok(asked.text?.includes('Desk agent'), asked.text);
  const { left } = await browser.send(asked, '_csrf', { answer: 'allow' });
  assert.equal(left.searchParams.get('state'), 'a state');

  const authorizationCode = left.searchParams.get('code');
  assert.equal(await auth(client, { serverUrl: resource, authorizationCode }), 'AUTHORIZED');
  const claims = claimsOf(client.kept.access_token);
  assert.deepEqual([claims.aud, claims.client_id], [resource, client.registered.client_id]);
  assert.deepEqual(claims.scope.split(' ').sort(), [`${resource}/tools`, 'openid'].sort());

  // It stays signed in by its refresh token, which rotates, and the resource stays the same.
  const first = client.kept;
  assert.equal(await auth(client, { serverUrl: resource }), 'AUTHORIZED');
  assert.notEqual(client.kept.access_token, first.access_token);
  assert.notEqual(client.kept.refresh_token, first.refresh_token);
  assert.equal(claimsOf(client.kept.access_token).aud, resource);
});
