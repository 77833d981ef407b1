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

// In CI what needs a browser fails without one; elsewhere it is skipped, and says so.
const isNeeded = hasChromium || process.env.CI === 'true';
export const withoutChromium = isNeeded ? false : `there is no browser at ${chromium}: set CENOTE_TEST_CHROMIUM`;

// A page on localhost that nothing is on but this script, in a browser that ends with it.
export async function openPage(script = '') {
  if (!hasChromium) {
    throw new Error(`there is no browser at ${chromium}: set CENOTE_TEST_CHROMIUM`);
  }
  const server = createServer((request, answer) => {
    const isScript = request.url === '/app.js';
    answer.setHeader('content-type', `${isScript ? 'text/javascript' : 'text/html'}; charset=utf-8`);
    answer.end(isScript ? script : '<!doctype html><title>app</title><script src="/app.js"></script>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = await mkdtemp(join(tmpdir(), 'cenote-chromium-'));
  // The sandbox needs rights that a container has not; the page is the suite's own.
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe', `--user-data-dir=${folder}`];
  // Nothing is asked of anybody but this page and the server.
  flags.push('--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync');
  const browser = spawn(chromium, [...flags, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const waiting = new Map();
  let rest = '';
  browser.stdio[4].setEncoding('utf8');
  browser.stdio[4].on('data', (data) => {
    const parts = (rest + data).split('\0');
    rest = parts.pop();
    for (const message of parts.map((part) => JSON.parse(part))) {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    }
  });
  // Whoever waits for a browser that is gone is told so.
  let isGone = false;
  const leave = () => {
    isGone = true;
    for (const [id, answer] of waiting) {
      waiting.delete(id);
      answer({ error: { message: 'the browser has ended' } });
    }
  };
  browser.once('exit', leave);
  browser.once('error', leave);
  browser.stdio[3].on('error', leave);
  let count = 0;
  const send = (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      count += 1;
      waiting.set(count, ({ result, error }) => (error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result)));
      if (isGone) {
        leave();
        return;
      }
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
      const ended = isGone || new Promise((resolve) => browser.once('exit', resolve));
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
