// A server of a file's own, with settings that the suite's server has not. What it says of itself stands in the environment
// afterwards, where people.mjs looks: import that, and all that imports it, only then.

import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

// Starts one; `settings` are lines of its settings file. Gives what ends it.
export async function serve(settings) {
  const folder = await mkdtemp(join(tmpdir(), 'cenote-pages-'));
  const mail = join(folder, 'mail.jsonl');
  const config = join(folder, 'cenote.toml');
  const delivery = `[delivery]\nkind = "file"\npath = ${JSON.stringify(mail)}\n`;
  await writeFile(config, `${settings}\n${delivery}`, { mode: 0o600 });
  const place = ['--listen', '127.0.0.1:0', '--public-url', 'http://127.0.0.1:0', '--data', join(folder, 'data')];
  const started = ['serve', '--json', '--config', config, '--log', 'error', ...place];
  const server = spawn(process.env.CENOTE_BINARY, started, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ready = await new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).once('line', (line) => resolve(JSON.parse(line)));
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  Object.assign(process.env, {
    CENOTE_ENDPOINT: ready.endpoint.replace(/\/$/, ''),
    CENOTE_MODE: 'serve',
    CENOTE_MAIL_FILE: mail,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: ready.endpoint,
    AWS_ACCESS_KEY_ID: ready.root_access_key.access_key_id,
    AWS_SECRET_ACCESS_KEY: ready.root_access_key.secret_access_key,
  });
  return async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill();
    await ended;
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
}
