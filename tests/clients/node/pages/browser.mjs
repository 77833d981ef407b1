// The browser of the page suite: each visitor has cookies, a screen and a complaint book of their own.

import { chromium as playwright } from 'playwright-core';

import { chromium } from '../chromium.mjs';
import { callback } from './home.mjs';

export const open = () =>
  playwright.launch({
    executablePath: chromium,
    // The sandbox needs rights that a container has not; the pages are the suite's own.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });

// Somebody with a browser. `complaints` holds what the browser found wrong: errors on the console, forbidden by policy,
// asked of others. `back` resolves to the address with which the app gets them back.
export async function visitor(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en', ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => {
    // A form that is to be mended is answered with 400, which the console notes as failed; a provider that is down with 502.
    const isAnswer = /Failed to load resource.* (400|401|403|404|405|502) /.test(message.text());
    if (message.type() === 'error' && !isAnswer) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await context.route(
    (url) => url.href.startsWith(callback),
    async (route) => {
      left.push(route.request().url());
      await route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>app</title><p>Back in the app' });
    },
  );
  const back = async () => {
    await page.waitForURL((url) => url.href.startsWith(callback));
    return new URL(page.url());
  };
  return { context, page, complaints, back };
}
