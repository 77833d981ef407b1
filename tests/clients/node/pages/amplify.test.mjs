// Amplify's hosted sign-in in a browser, over TLS: a server of its own, a custom domain with its own certificate, an app on
// localhost. Amplify sends people to https and nowhere else.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { X509Certificate, createHash } from 'node:crypto';
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { connect } from 'node:tls';
import { promisify } from 'node:util';

import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { build } from 'esbuild';
import { chromium as playwright } from 'playwright-core';

import { chromium, withoutChromium as skip } from '../chromium.mjs';
import { newPerson } from '../people.mjs';

const run = promisify(execFile);
const cenote = process.env.CENOTE_BINARY;
const login = 'login.tide-tables.example';
let folder;
let server;
let app;
let browser;
let home;

// A certificate for these names, and the digest of its key by which a browser is told to believe it.
async function certify(name, names) {
  const [key, cert] = ['key', 'crt'].map((end) => join(folder, `${name}.${end}`));
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-days', '60', '-subj', `/CN=${name}`, '-addext', `subjectAltName=${names}`];
  await run('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, ...subject]);
  const pem = await readFile(cert, 'utf8');
  const spki = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
  return { key, cert, pem, spki: createHash('sha256').update(spki).digest('base64') };
}

// Starts the server; its ready line says where it is, and gives its first key.
async function serve(own) {
  const place = ['--listen', '127.0.0.1:0', '--public-url', 'https://127.0.0.1:0', '--data', join(folder, 'data')];
  const tls = ['--tls-cert', own.cert, '--tls-key', own.key, '--log', 'warn'];
  server = spawn(cenote, ['serve', '--json', ...place, ...tls], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).once('line', (line) => resolve([line]));
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return JSON.parse(line);
}

// The certificate that a new connection is shown.
const shown = (port) =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', servername: login, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerX509Certificate().subject);
      socket.destroy();
    });
    socket.once('error', reject);
  });

// The app, as somebody would write it.
const source = `
  import { Amplify } from 'aws-amplify';
  import { fetchAuthSession, fetchUserAttributes, getCurrentUser, signInWithRedirect, signOut } from 'aws-amplify/auth';
  import 'aws-amplify/auth/enable-oauth-listener';
  import { Hub } from 'aws-amplify/utils';

  const { endpoint, ...settings } = await (await fetch('/settings')).json();
  window.events = [];
  Hub.listen('auth', ({ payload }) => window.events.push(payload.event));
  Amplify.configure({ Auth: { Cognito: settings } });
  Object.assign(window, { fetchAuthSession, fetchUserAttributes, getCurrentUser, signInWithRedirect, signOut });
  document.title = 'ready';
`;

before(async () => {
  if (skip) return;
  folder = await mkdtemp(join(tmpdir(), 'cenote-tls-'));
  const own = await certify('own', 'IP:127.0.0.1');
  const custom = await certify(login, `DNS:${login}`);
  const ready = await serve(own);
  const { port } = new URL(ready.endpoint);
  const sdk = new CognitoIdentityProviderClient({
    endpoint: ready.endpoint,
    credentials: {
      accessKeyId: ready.root_access_key.access_key_id,
      secretAccessKey: ready.root_access_key.secret_access_key,
    },
    requestHandler: { httpsAgent: new Agent({ ca: own.pem }) },
  });

  const script = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname ?? process.cwd() },
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
  });
  const settings = {};
  app = createServer((request, answer) => {
    const [type, body] = {
      '/app.js': ['text/javascript', script.outputFiles[0].text],
      '/settings': ['application/json', JSON.stringify(settings)],
    }[request.url] ?? ['text/html', '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/app.js"></script>'];
    answer.setHeader('content-type', type);
    answer.end(body);
  });
  await new Promise((resolve) => app.listen(0, '127.0.0.1', resolve));
  const back = `http://localhost:${app.address().port}/`;

  const { UserPool } = await sdk.send(new CreateUserPoolCommand({ PoolName: 'Tides' }));
  const { UserPoolClient } = await sdk.send(
    new CreateUserPoolClientCommand({
      UserPoolId: UserPool.Id,
      ClientName: 'Tide Tables',
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'aws.cognito.signin.user.admin'],
      CallbackURLs: [back],
      LogoutURLs: [back],
      SupportedIdentityProviders: ['COGNITO'],
    }),
  );
  const person = newPerson();
  const of = { UserPoolId: UserPool.Id, Username: person.username };
  const attributes = [{ Name: 'email', Value: person.email }];
  await sdk.send(new AdminCreateUserCommand({ ...of, UserAttributes: attributes, MessageAction: 'SUPPRESS' }));
  await sdk.send(new AdminSetUserPasswordCommand({ ...of, Password: person.password, Permanent: true }));

  const files = ['--cert', custom.cert, '--key', custom.key];
  await run(cenote, ['domain', 'add', login, '--pool', UserPool.Id, ...files, '--data', join(folder, 'data')]);
  // Within seconds, by itself.
  const deadline = Date.now() + 30_000;
  while ((await shown(Number(port))) !== `CN=${login}`) {
    assert.ok(Date.now() < deadline, 'the certificate is not served');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const oauth = {
    domain: `${login}:${port}`,
    scopes: ['openid', 'email', 'aws.cognito.signin.user.admin'],
    redirectSignIn: [back],
    redirectSignOut: [back],
    responseType: 'code',
  };
  Object.assign(settings, {
    userPoolId: UserPool.Id,
    userPoolClientId: UserPoolClient.ClientId,
    userPoolEndpoint: ready.endpoint,
    loginWith: { oauth },
  });
  browser = await playwright.launch({
    executablePath: chromium,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--ignore-certificate-errors-spki-list=${own.spki},${custom.spki}`,
      `--host-resolver-rules=MAP ${login} 127.0.0.1`,
    ],
  });
  home = { ...settings, endpoint: ready.endpoint, origin: `https://${login}:${port}`, back, person };
});

after(async () => {
  await browser?.close();
  app?.close();
  server?.kill();
  if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

test('Amplify signs in on a custom domain with its own certificate, and out', { skip }, async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  const documents = [];
  page.on('response', (answer) => {
    if (answer.request().isNavigationRequest() && answer.url().startsWith(home.origin)) documents.push(answer);
  });
  const opened = () => page.waitForFunction(() => document.title === 'ready');
  const enter = async () => {
    await page.evaluate(() => void window.signInWithRedirect());
    await page.waitForURL((url) => url.origin === home.origin && url.pathname === '/login');
    await page.fill('[name=username]', home.person.username);
    await page.fill('[name=password]', home.person.password);
    await page.click('[name=signInSubmitButton]');
    await page.waitForURL((url) => url.href.startsWith(home.back));
    await opened();
    await page.waitForFunction(() => window.events.includes('signedIn') || window.events.includes('signInWithRedirect_failure'));
    assert.ok(!(await page.evaluate(() => window.events)).includes('signInWithRedirect_failure'));
  };

  await page.goto(home.back);
  await opened();
  await enter();
  const tokens = await page.evaluate(async () => {
    const { tokens } = await window.fetchAuthSession();
    return { id: tokens.idToken.payload, access: tokens.accessToken.payload };
  });
  assert.equal(tokens.id.iss, `${home.endpoint}/${home.userPoolId}`);
  assert.equal(tokens.id.email, home.person.email);
  assert.equal(tokens.access.client_id, home.userPoolClientId);
  assert.equal((await page.evaluate(() => window.getCurrentUser())).username, home.person.username);
  // The access token opens the API too, at the server's own address and certificate.
  assert.equal((await page.evaluate(() => window.fetchUserAttributes())).email, home.person.email);
  const first = tokens.access.jti;
  const fresh = await page.evaluate(async () => {
    const { tokens } = await window.fetchAuthSession({ forceRefresh: true });
    return tokens.accessToken.payload.jti;
  });
  assert.notEqual(fresh, first);

  // What the browser saw of the domain: its own certificate, cookies for it alone, and TLS from now on.
  const form = documents.find((answer) => new URL(answer.url()).pathname === '/login' && answer.status() === 200);
  assert.equal((await form.securityDetails()).subjectName, login);
  assert.match(form.headers()['strict-transport-security'], /max-age=31536000/);
  const cookies = await context.cookies(home.origin);
  assert.ok(cookies.every(({ secure, httpOnly }) => secure && httpOnly), JSON.stringify(cookies));
  assert.ok(cookies.some(({ name }) => name === `__Host-cognito.${home.userPoolId}`), JSON.stringify(cookies));

  await page.evaluate(() => void window.signOut());
  await page.waitForFunction(() => document.title === 'ready' && !performance.getEntriesByType('resource').some(({ name }) => name.includes('/oauth2/')));
  assert.equal(page.url(), home.back);
  assert.equal(await page.evaluate(async () => (await window.fetchAuthSession()).tokens), undefined);
  // The pages have forgotten too: they ask again.
  await enter();
  assert.deepEqual(complaints, []);
  await context.close();
});
