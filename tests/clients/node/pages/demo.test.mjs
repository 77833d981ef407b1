// The demo app of `cenote dev`: what somebody sees in the first minute.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { withoutChromium } from '../chromium.mjs';
import { claimsOf, endpoint, mode } from '../people.mjs';
import { open, visitor } from './browser.mjs';

const skip = mode === 'dev' ? withoutChromium : false;
let browser;

before(async () => {
  if (!skip) browser = await open();
});
after(() => browser?.close());

test('the demo app signs in, refreshes, calls and signs out', { skip }, async (context) => {
  if (mode !== 'dev') {
    assert.equal((await fetch(`${endpoint}/demo`)).status, 404);
    return;
  }
  const { page, complaints, context: own } = await visitor(browser);
  try {
    await page.goto(endpoint);
    await page.click('text=Open the demo app');
    await page.click('#do-sign-in');
    assert.match(page.url(), /^http:\/\/demo\.auth\.localhost:\d+\/login\?/);
    const [name, password] = (await (await fetch(`${endpoint}/demo`)).text()).match(/<code>(alice|Cenote-demo-1)<\/code>/g).map((one) => one.slice(6, -7));
    await page.fill('[name=username]', name);
    await page.fill('[name=password]', password);
    await page.click('[name=signInSubmitButton]');
    await page.waitForSelector('#in:not([hidden])');
    assert.equal(page.url(), `${endpoint}/demo`);
    assert.equal(await page.innerText('#who'), 'alice@example.com');
    const seen = async (id) => JSON.parse(await page.textContent(`#${id}`));
    assert.equal((await seen('id')).token_use, 'id');
    const first = await seen('access');
    assert.equal(first.token_use, 'access');
    assert.match(await page.innerText('#refresh'), /characters/);
    if (process.env.CENOTE_SHOTS) {
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: join(process.env.CENOTE_SHOTS, `demo.en.${colorScheme}.desk.png`), fullPage: true });
        // The README's picture, docs/demo-light.png and docs/demo-dark.png.
        await page.setViewportSize({ width: 800, height: 640 });
        await page.screenshot({ path: join(process.env.CENOTE_SHOTS, `demo-${colorScheme}.png`) });
        await page.setViewportSize({ width: 1280, height: 900 });
      }
      await page.emulateMedia({ colorScheme: null });
    }
    const kept = async () => JSON.parse(await page.evaluate(() => sessionStorage.getItem('tokens')));
    assert.equal(claimsOf((await kept()).access_token).jti, first.jti);

    // A domain that does not answer there has nothing to show.
    if ((await fetch(`${endpoint}/domain/demo/oauth2/userInfo`)).status !== 404) {
      await context.test('refreshing', async () => {
        await page.click('#do-refresh');
        await page.waitForFunction(() => document.getElementById('said').textContent.includes('new'));
        assert.notEqual((await seen('access')).jti, first.jti);
      });
      await context.test('calling what the token opens', async () => {
        await page.click('#do-call');
        await page.waitForFunction(() => document.getElementById('answer').textContent);
        assert.match(await page.textContent('#answer'), /^200\n[^]*alice@example\.com/);
      });
    }
    await page.click('#do-sign-out');
    await page.waitForSelector('#out:not([hidden])');
    assert.equal(await kept(), null);
    // The pages have forgotten too.
    await page.click('#do-sign-in');
    await page.waitForSelector('[name=password]');
    assert.deepEqual(complaints, []);
  } finally {
    await own.close();
  }
});
