// SAML providers as their makers have them, for a browser: pysaml2, and SimpleSAMLphp as Debian has it. Each is a program on this
// machine with its own login form, keys and sessions; `./check` puts both into .env-tests.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { Browser } from '../browser.mjs';
import { newKey } from '../saml-idp.mjs';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const python = join(root, '.env-tests/venv/bin/python');
const www = join(root, '.env-tests/simplesamlphp/usr/share/simplesamlphp/www');

const isThere = existsSync(www) && spawnSync('php', ['-v']).status === 0;
// As with the browser: in CI what is missing fails.
export const withoutPhp = isThere || process.env.CI === 'true' ? false : 'SimpleSAMLphp is not installed';

// What both are: a program with a folder of its own, whose people `people` has by name, with `password` and `mail`.
class Maker {
  people = {};

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'maker-'));
  }

  // Starts the program; gives the first line of what it says that is as it should be.
  async started(command, args, { env = {}, stream = 'stdout', pattern }) {
    const stdio = ['ignore', 'pipe', 'pipe'];
    this.program = spawn(command, args, { cwd: this.folder, env: { PATH: process.env.PATH, ...env }, stdio });
    const other = stream === 'stdout' ? 'stderr' : 'stdout';
    this.program[other].resume();
    const lines = createInterface({ input: this.program[stream] });
    for await (const line of lines) {
      if (!pattern.test(line)) continue;
      this.program[stream].resume();
      return line;
    }
    throw new Error(`${command} ended before it was ready`);
  }

  // `federate` asks for it as it asks samlify.
  get idp() {
    return { getMetadata: () => this.metadata };
  }

  async knows({ origin }) {
    this.metadata = await (await fetch(this.metadataUrl)).text();
    const { text } = await new Browser().go(new URL(`${origin}/saml2/metadata`));
    await this.learn(text);
  }

  async end() {
    if (this.program?.exitCode === null) {
      const ended = once(this.program, 'exit');
      this.program.kill();
      await ended;
    }
    rmSync(this.folder, { recursive: true });
  }
}

export class PySaml2 extends Maker {
  // It calls attributes by their OIDs.
  mapping = { email: 'urn:oid:0.9.2342.19200300.100.1.3' };

  async listen() {
    const program = join(root, 'tests/clients/python/saml_provider.py');
    this.url = await this.started(python, [program, this.folder], { pattern: /^http:/ });
    this.metadataUrl = `${this.url}/metadata`;
    return this;
  }

  learn(text) {
    return fetch(`${this.url}/service`, { method: 'PUT', body: text });
  }

  has(people) {
    return fetch(`${this.url}/people`, { method: 'PUT', body: JSON.stringify(people) });
  }

  async enter(page, username, password) {
    await page.fill('[name=username]', username);
    await page.fill('[name=password]', password);
    await page.click('[name=enter]');
  }

  start(state) {
    return `${this.url}/sso?${new URLSearchParams({ RelayState: state })}`;
  }

  wrong = /Wrong name or password/;
  leave = '/leave';
  left = /Signed out: True/;
}

// A list or table of PHP.
const php = (value) => {
  if (typeof value !== 'object') return typeof value === 'boolean' ? String(value) : `'${String(value).replaceAll(/[\\']/g, '\\$&')}'`;
  const items = Object.entries(value).map(([name, one]) => (Array.isArray(value) ? php(one) : `${php(name)} => ${php(one)}`));
  return `[${items.join(', ')}]`;
};

export class SimpleSamlPhp extends Maker {
  mapping = { email: 'mail' };

  write(name, text) {
    writeFileSync(join(this.folder, name), `<?php\n${text};\n`);
  }

  async listen() {
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    this.metadataUrl = `${this.url}/saml2/idp/metadata.php?output=xml`;
    for (const name of ['cert', 'log', 'data', 'temp', 'metadata', 'config']) mkdirSync(join(this.folder, name));
    const key = newKey();
    writeFileSync(join(this.folder, 'cert/idp.key'), key.privateKey);
    writeFileSync(join(this.folder, 'cert/idp.pem'), key.signingCert);
    this.configure();
    this.has({});
    this.host();
    // What is written is read at once: without the cache that looks at files every two seconds.
    const env = { SIMPLESAMLPHP_CONFIG_DIR: join(this.folder, 'config') };
    const args = ['-d', 'opcache.enable=0', '-S', `127.0.0.1:${port}`, '-t', www];
    await this.started('php', args, { env, stream: 'stderr', pattern: /started/ });
    return this;
  }

  // `known` names the file with the pool's metadata, which it reads as it is.
  configure(known = []) {
    const places = { cert: 'certdir', log: 'loggingdir', data: 'datadir', temp: 'tempdir', metadata: 'metadatadir' };
    const own = Object.fromEntries(Object.entries(places).map(([name, key]) => [key, `${join(this.folder, name)}/`]));
    const config = {
      ...own,
      baseurlpath: `${this.url}/`,
      secretsalt: 'not much of a secret',
      'auth.adminpassword': 'nobody',
      timezone: 'UTC',
      technicalcontact_email: 'nobody@idp.example',
      'enable.saml20-idp': true,
      'module.enable': { exampleauth: true, core: true, saml: true },
      'store.type': 'phpsession',
      'session.cookie.secure': false,
      'session.phpsession.savepath': join(this.folder, 'temp'),
      'session.phpsession.httponly': true,
      'logging.handler': 'file',
      'metadata.sources': [{ type: 'flatfile' }, ...known.map((file) => ({ type: 'xml', file }))],
    };
    this.write('config/config.php', `$config = ${php(config)}`);
  }

  // The provider itself; `authproc` are filters that every sign-in goes through.
  host(authproc = {}) {
    const hosted = {
      host: '__DEFAULT__',
      privatekey: 'idp.key',
      certificate: 'idp.pem',
      auth: 'users',
      'signature.algorithm': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      'redirect.sign': true,
      'redirect.validate': true,
      'simplesaml.nameidattribute': 'uid',
      NameIDFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
      authproc,
    };
    this.write('metadata/saml20-idp-hosted.php', `$metadata['__DYNAMIC:1__'] = ${php(hosted)}`);
  }

  learn(text) {
    const file = join(this.folder, 'metadata/pool.xml');
    writeFileSync(file, text);
    this.configure([file]);
    this.service = /entityID="([^"]*)"/.exec(text)[1];
  }

  has(people) {
    const all = Object.entries(people).map(([name, { password, mail }]) => [`${name}:${password}`, { uid: [name], mail: [mail] }]);
    this.write('config/authsources.php', `$config = ${php({ users: { 0: 'exampleauth:UserPass', ...Object.fromEntries(all) } })}`);
  }

  // From now on whoever signs in may not go on.
  refuses() {
    const no = "throw new \\SimpleSAML\\Module\\saml\\Error(\\SAML2\\Constants::STATUS_RESPONDER, \\SAML2\\Constants::STATUS_REQUEST_DENIED, 'Not with this company.');";
    this.host({ 50: { class: 'core:PHP', code: no } });
  }

  async enter(page, username, password) {
    await page.fill('[name=username]', username);
    await page.fill('[name=password]', password);
    await page.click('button[type=submit], input[type=submit], #submit_button');
  }

  start(state) {
    return `${this.url}/saml2/idp/SSOService.php?${new URLSearchParams({ spentityid: this.service, RelayState: state })}`;
  }

  wrong = /Incorrect username or password/;

  get leave() {
    return `/saml2/idp/initSLO.php?${new URLSearchParams({ RelayState: `${this.url}/logout.php` })}`;
  }

  left = /logged out/i;
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
