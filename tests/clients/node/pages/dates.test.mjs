// Moments on the account pages: as readers of the language write them, in UTC from the server, and in the reader's own zone
// where the script runs.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { withoutChromium as skip } from '../chromium.mjs';
import { open, visitor } from './browser.mjs';
import { newHome, newUser } from './home.mjs';

let browser;
let home;

before(async () => {
  if (skip) return;
  browser = await open();
  home = await newHome();
});
after(() => browser?.close());

// The moments on the page of sessions, to somebody who signs in with such a browser.
async function moments(options, lang) {
  const guest = await visitor(browser, options);
  try {
    const { page } = guest;
    const { username, password } = await newUser(home);
    await page.goto(home.address('/account/sessions', { lang }));
    await page.fill('[name=username]', username);
    await page.fill('[name=password]', password);
    await page.click('[name=signInSubmitButton]');
    await page.waitForURL(/\/(account|passkeys\/add)/);
    if (await page.locator('[name=skip]').count()) await page.click('[name=skip]');
    await page.waitForURL(/\/account/);
    const shown = await page.locator('main time').evaluateAll((all) =>
      all.map((one) => ({ text: one.textContent, title: one.title, machine: one.dateTime })),
    );
    assert.ok(shown.length > 0, 'no moment is shown');
    assert.deepEqual(guest.complaints, []);
    return shown;
  } finally {
    await guest.context.close();
  }
}

// How a language begins or goes on around the year and the time.
const forms = {
  en: /^[A-Z][a-z]+ \d{1,2}, \d{4} at \d{1,2}:\d\d\s[AP]M/,
  de: /^\d{1,2}\. \p{L}+ \d{4} um \d\d:\d\d/u,
  ar: /^\d{1,2} \p{Script=Arabic}+ \d{4} في \d{1,2}:\d\d\s[صم]/u,
  ja: /^\d{4}年\d{1,2}月\d{1,2}日 \d{1,2}:\d\d/,
};

const isExact = ({ machine, title }) => {
  assert.match(machine, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.equal(title, machine.replace('T', ' ').replace('Z', ' UTC'));
};

for (const [lang, form] of Object.entries(forms)) {
  test(`moments in ${lang}, without script`, { skip }, async () => {
    for (const moment of await moments({ javaScriptEnabled: false, locale: lang, timezoneId: 'Asia/Tokyo' }, lang)) {
      isExact(moment);
      assert.match(moment.text, form);
      assert.match(moment.text, /\sUTC$/);
    }
  });

  test(`moments in ${lang}, in the reader's zone`, { skip }, async () => {
    for (const moment of await moments({ locale: lang, timezoneId: 'Asia/Kathmandu' }, lang)) {
      isExact(moment);
      assert.match(moment.text, form);
      assert.doesNotMatch(moment.text, /UTC/);
      // Kathmandu is 5:45 ahead.
      const there = (Number(moment.machine.slice(14, 16)) + 45) % 60;
      assert.ok(moment.text.includes(`:${String(there).padStart(2, '0')}`), `${moment.text} for ${moment.machine}`);
    }
  });
}

test('who lives elsewhere reads dates as they are written there', { skip }, async () => {
  for (const { text } of await moments({ locale: 'en-GB', timezoneId: 'Europe/London' }, 'en')) {
    assert.match(text, /^\d{1,2} [A-Z][a-z]+ \d{4} at \d\d:\d\d$/);
  }
});
