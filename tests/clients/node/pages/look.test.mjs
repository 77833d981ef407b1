// Every page in each of its states, in light and dark, in three languages, on a desk and on a phone: what it says of itself,
// axe-core, sizes, zoom, forced colours, weight. `CENOTE_SHOTS` names a folder for pictures,
// `CENOTE_TEST_STATES` the states that are looked at, where it is not all of them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { withoutChromium as skip } from '../chromium.mjs';
import { open, visitor } from './browser.mjs';
import { isRtl, languages, newHome, words } from './home.mjs';
import { homes, states } from './states.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = process.env.CENOTE_SHOTS;
// Japanese is one more to look at: its lines break between any two characters.
const spoken = ['en', 'de', 'ar', ...(shots ? ['ja'] : [])].filter((language) => languages.includes(language));
const desk = { width: 1280, height: 900 };

let browser;
const made = new Map();

before(async () => {
  if (!skip) browser = await open();
});
after(() => browser?.close());

async function homeOf({ home: name = 'plain' }, language) {
  if (!made.has(name)) {
    const { options, furnish } = homes[name];
    const home = await newHome(options);
    made.set(name, { ...home, ...(await furnish?.(home)) });
  }
  const home = made.get(name);
  const visit = (path, more = {}) => home.address(path, { lang: language, ...more });
  return { ...home, language, visit };
}

// Somebody at a state; what came over the network on the last way there.
async function at(state, language, options = {}) {
  const guest = await visitor(browser, { locale: language, reducedMotion: 'reduce', ...options });
  await state.reach(guest.page, await homeOf(state, language), language);
  await guest.page.waitForLoadState();
  return guest;
}

const focusable = 'a[href], button, summary, input:not([type=hidden]), select, textarea, [tabindex="0"]';

const only = process.env.CENOTE_TEST_STATES?.split(',');
for (const state of states.filter(({ name }) => only?.includes(name) ?? true)) {
  test(`the page ${state.name}`, { skip }, async (suite) => {
    for (const language of spoken) {
      await suite.test(language, async () => {
        const guest = await at(state, language);
        const { page } = guest;
        try {
          await looksRight(page, state, language);
          await state.check?.(page, await homeOf(state, language));
          for (const colorScheme of ['light', 'dark']) {
            await page.emulateMedia({ colorScheme });
            await passesAxe(page);
            await picture(page, `${state.name}.${language}.${colorScheme}`);
          }
          await page.emulateMedia({ colorScheme: 'light' });
          await fits(page);
          if (language === 'en') {
            await isOperable(page);
            await keepsShapeInForcedColors(page);
          }
          assert.deepEqual(guest.complaints, []);
        } finally {
          await guest.context.close();
        }
      });
    }
  });
}

// What it is called, in which language, what to do, and that fields say what they are for.
async function looksRight(page, state, language) {
  const heading = page.locator('h1');
  assert.equal(await heading.count(), 1, 'one h1');
  assert.match(await heading.innerText(), words(language, state.heading));
  assert.equal(await page.locator('main').count(), 1, 'one main');
  const lines = (await page.innerText('main')).split('\n');
  for (const key of state.says ?? []) {
    assert.ok(lines.some((line) => words(language, key).test(line)), `${key} is not said: ${lines}`);
  }
  const { lang, dir, title, ids, styled, levels } = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    title: document.title,
    ids: [...document.querySelectorAll('[id]')].map((one) => one.id),
    styled: document.querySelectorAll('[style], style, script:not([src]), [onclick], [onsubmit], [onload]').length,
    levels: [...document.querySelectorAll('h1, h2, h3, h4')].map((one) => Number(one.tagName[1])),
  }));
  assert.deepEqual([lang, dir], [language, isRtl(language) ? 'rtl' : 'ltr']);
  assert.equal(new Set(ids).size, ids.length, `ids twice: ${ids}`);
  assert.equal(styled, 0, 'nothing inline');
  levels.forEach((level, index) => assert.ok(level <= (levels[index - 1] ?? 0) + 1, `levels of headings: ${levels}`));
  const [, step] = /^(.*) – (.*)$/.exec(title);
  assert.ok(title.endsWith(' – Blue Cave'), title);
  if (state.error) {
    assert.match(step, words(language, 'error-title'));
    await tellsWhatIsWrong(page);
  } else {
    assert.match(step, words(language, state.heading));
  }
  if (state.action) {
    const action = page.locator('main :is(button, a)').filter({ hasText: words(language, state.action) });
    assert.ok((await action.count()) > 0, `no ${state.action}`);
    assert.ok((await action.last().boundingBox()).height >= 44, 'the main action is 44 pixels high');
  }
  const unlabelled = await page.evaluate(() =>
    [...document.querySelectorAll('input:not([type=hidden], [hidden]), select, textarea')]
      .filter((input) => ![...input.labels].some((label) => label.innerText.trim() && label.offsetHeight > 1))
      .map((input) => input.outerHTML),
  );
  assert.deepEqual(unlabelled, [], 'every field has a label that is seen');
  await hasRightFields(page);
}

// Focus is on the summary; a field that is wrong says so, and points to a sentence that is seen.
async function tellsWhatIsWrong(page) {
  const said = await page.evaluate(() => ({
    role: document.activeElement.getAttribute('role'),
    text: document.activeElement.innerText,
    pointers: [...document.querySelectorAll('[aria-invalid=true]')].map((field) =>
      (field.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.innerText ?? ''),
    ),
    astray: [...document.querySelectorAll('#wrong a')]
      .map((link) => link.getAttribute('href'))
      .filter((href) => !document.getElementById(href.slice(1))),
  }));
  assert.equal(said.role, 'alert', 'focus is on what is wrong');
  assert.ok(said.text.length > 10);
  for (const pointer of said.pointers) {
    assert.ok(pointer.length > 0 && pointer.every(Boolean), 'what describes a field is seen');
  }
  assert.deepEqual(said.astray, [], 'each sentence leads to its field');
}

async function hasRightFields(page) {
  const fields = await page.evaluate(() =>
    [...document.querySelectorAll('main input:not([type=hidden], [hidden])')].map((input) => ({
      name: input.name,
      type: input.type,
      complete: input.autocomplete,
      mode: input.inputMode,
      form: [...document.forms].indexOf(input.form),
      spell: input.spellcheck,
      capital: input.autocapitalize,
    })),
  );
  for (const field of fields) {
    if (field.type === 'password') assert.match(field.complete, /^(current|new)-password$/, field.name);
    if (field.complete === 'one-time-code') assert.equal(field.mode, 'numeric');
    if (field.name === 'username') {
      assert.equal(field.spell, false);
      assert.equal(field.capital, 'none');
      assert.match(field.complete, /^username/);
    }
  }
  if (fields.some((field) => field.complete === 'one-time-code') && (await page.locator('.qr').count())) {
    const [secret, link] = await page.evaluate(() => [
      document.querySelector('.secret').innerText,
      document.querySelector('a[href^="otpauth:"]').href,
    ]);
    assert.match(secret.replaceAll(' ', ''), /^[A-Z2-7]{16,}$/);
    assert.ok(link.includes(secret.replaceAll(' ', '')), 'the same to scan, to copy and to open');
  }
  const codes = fields.filter((field) => field.complete === 'one-time-code');
  assert.ok(codes.length <= 1, 'a code has one field');
  const current = fields.find((field) => field.complete === 'current-password');
  if (current) {
    const beside = fields.find((field) => field.form === current.form && field.complete.startsWith('username'));
    const hidden = await page.locator('input[autocomplete~=username]').count();
    assert.ok(beside || hidden > 0, 'password managers find the name beside the password');
  }
}

async function passesAxe(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('; ')}`);
  assert.deepEqual(told, []);
}

// On a small phone, at 400 %, and with the reader's own spacing nothing is cut off or runs out of the window.
async function fits(page) {
  const overflow = () =>
    page.evaluate(() => {
      const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
      const cut = [...document.querySelectorAll('main *, header *, footer *')].filter(
        (one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === 'hidden' && !one.classList.contains('hush'),
      );
      return [wide, cut.map((one) => one.outerHTML)];
    });
  await page.setViewportSize({ width: 320, height: 480 });
  assert.deepEqual(await overflow(), [0, []], 'at 320 pixels');
  const covered = await page.evaluate(async (selector) => {
    const bad = [];
    for (const one of document.querySelectorAll(selector)) {
      if (one.checkVisibility({ visibilityProperty: true })) {
        one.focus();
        one.scrollIntoView({ block: 'nearest' });
        // The first of its lines: between two there is nothing of it.
        const { x, y, width, height } = one.getClientRects()[0];
        const top = document.elementFromPoint(x + width / 2, y + height / 2);
        if (!one.contains(top)) bad.push(one.outerHTML);
      }
    }
    return bad;
  }, focusable);
  assert.deepEqual(covered, [], 'what has focus is not covered');
  await spacing(page);
  assert.deepEqual(await overflow(), [0, []], 'with the spacing of WCAG 1.4.12');
  await page.setViewportSize(desk);
}

// The reader's own styles, as an extension lays them over the page: the page's policy is asked nothing.
async function spacing(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { frameTree } = await session.send('Page.getFrameTree');
  const { styleSheetId } = await session.send('CSS.createStyleSheet', { frameId: frameTree.frame.id });
  const text = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }';
  await session.send('CSS.setStyleSheetText', { styleSheetId, text });
}

// By keys alone: each control in turn, each with a ring that is seen; each large enough for a finger.
async function isOperable(page) {
  const small = await page.evaluate((selector) => {
    const all = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility({ visibilityProperty: true }));
    // A link within a sentence is as high as its line.
    const isInSentence = (one) => one.matches('p a') && getComputedStyle(one).display === 'inline';
    return all.filter((one) => !isInSentence(one) && (one.offsetWidth < 24 || one.offsetHeight < 24)).map((one) => one.outerHTML);
  }, focusable);
  assert.deepEqual(small, [], 'controls are 24 pixels wide and high');
  await page.evaluate(() => {
    document.activeElement.blur();
    scrollTo(0, 0);
  });
  const expected = await page.evaluate((selector) => {
    const all = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility({ visibilityProperty: true }));
    all.forEach((one, index) => (one.dataset.turn = index));
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    return all.length;
  }, focusable);
  const look = () =>
    page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return [Number(document.activeElement.dataset.turn), style.outlineStyle, parseFloat(style.outlineWidth)];
    });
  for (let turn = 0; turn < expected; turn += 1) {
    await page.keyboard.press('Tab');
    let seen = await look();
    // A date is several stops within one field.
    for (let stop = 0; stop < 4 && seen[0] === turn - 1; stop += 1) {
      await page.keyboard.press('Tab');
      seen = await look();
    }
    assert.equal(seen[0], turn, 'in the order of the document');
    assert.ok(seen[1] !== 'none' && seen[2] >= 2, `a ring around ${turn}: ${seen}`);
  }
}

async function keepsShapeInForcedColors(page) {
  await page.emulateMedia({ forcedColors: 'active' });
  const bare = await page.evaluate(() =>
    [...document.querySelectorAll('main button, main .button, main input:not([type=hidden]), main select')]
      .filter((one) => one.checkVisibility() && !one.matches('.peek, .text-button'))
      .filter((one) => getComputedStyle(one).borderTopWidth === '0px')
      .map((one) => one.outerHTML),
  );
  assert.deepEqual(bare, [], 'controls keep a border');
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')].filter((one) => {
      const { transitionDuration, animationDuration } = getComputedStyle(one);
      return [transitionDuration, animationDuration].some((time) => time.split(',').some((part) => parseFloat(part) > 0.001));
    }).length,
  );
  assert.equal(moving, 0, 'nothing moves for those who want it still');
  await page.emulateMedia({ forcedColors: 'none' });
}

async function picture(page, name) {
  if (!shots) return;
  for (const [where, size] of [['desk', desk], ['phone', { width: 375, height: 740 }]]) {
    await page.setViewportSize(size);
    await page.screenshot({ path: join(shots, `${name}.${where}.png`), fullPage: true });
  }
  await page.setViewportSize(desk);
}
