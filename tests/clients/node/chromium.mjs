// A Chromium without a window, spoken to by its DevTools protocol over a pipe: no driver and no port.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Where Debian puts it, unless the environment knows better.
export const chromium = process.env.CENOTE_TEST_CHROMIUM ?? '/usr/bin/chromium';
export const hasChromium = existsSync(chromium);

// A page on localhost that nothing is on, in a browser that ends with it.
export async function openPage() {
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html');
    answer.end('<!doctype html><title>app</title>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = await mkdtemp(join(tmpdir(), 'cenote-chromium-'));
  // The sandbox needs rights that a container has not; the page is the suite's own.
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe', `--user-data-dir=${folder}`];
  const browser = spawn(chromium, [...flags, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const waiting = new Map();
  let rest = '';
  browser.stdio[4].on('data', (data) => {
    const parts = (rest + data).split('\0');
    rest = parts.pop();
    for (const message of parts.map((part) => JSON.parse(part))) {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    }
  });
  let count = 0;
  const send = (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      count += 1;
      waiting.set(count, ({ result, error }) => (error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result)));
      browser.stdio[3].write(`${JSON.stringify({ id: count, method, params, sessionId })}\0`);
    });

  const url = `http://localhost:${server.address().port}/`;
  const { targetId } = await send('Target.createTarget', { url });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const page = {
    send: (method, params) => send(method, params, sessionId),
    // Runs a function in the page and gives what it resolves to.
    async run(body, ...given) {
      const expression = `(${body})(...${JSON.stringify(given)})`;
      const { result, exceptionDetails } = await page.send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
        userGesture: true,
      });
      if (exceptionDetails) {
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      }
      return result.value;
    },
    async close() {
      const ended = new Promise((resolve) => browser.once('exit', resolve));
      await send('Browser.close').catch(() => browser.kill());
      await ended;
      server.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  while (!(await page.run(`() => location.href === ${JSON.stringify(url)} && document.readyState === 'complete'`))) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return page;
}
