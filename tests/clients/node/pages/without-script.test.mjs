// Every flow but passkeys in a browser that runs no script: forms, links and what the pages say are enough.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { withoutChromium as skip } from '../chromium.mjs';
import { byApp, byEmail, codeFor, newPerson, setMfa, totp } from '../people.mjs';
import { open, visitor } from './browser.mjs';
import { newGuest, newHome, newUser, words } from './home.mjs';
import { enter } from './states/ways.mjs';
import { device } from './states/apps.mjs';

let browser;

before(async () => {
  if (!skip) browser = await open();
});
after(() => browser?.close());

// Somebody without script at a home of their own; nothing may be complained of.
function flow(name, options, use) {
  test(`${name}, without script`, { skip }, async () => {
    const home = await newHome(options);
    const guest = await visitor(browser, { javaScriptEnabled: false });
    try {
      await use(guest.page, home, guest);
      assert.deepEqual(guest.complaints, []);
    } finally {
      await guest.context.close();
    }
  });
}

const heads = async (page, key) => assert.match(await page.innerText('h1'), words('en', key));
const says = async (page, key) => {
  const lines = (await page.innerText('main')).split('\n');
  assert.ok(lines.some((line) => words('en', key).test(line)), `${key} is not said: ${lines}`);
};
const isBack = async (back) => assert.ok((await back()).searchParams.get('code'));

flow('signing up and confirming', { pool: { UsernameAttributes: ['email'] } }, async (page, home, { back }) => {
  const person = newPerson();
  await page.goto(home.address('/oauth2/authorize'));
  await page.click('a[href*="/signup"]');
  await page.fill('[name=username]', person.email);
  await page.fill('[name=password]', person.password);
  await page.click('[name=signUpButton]');
  await heads(page, 'confirm-title');
  // The countdown stands still, and the button says how long it is.
  await says(page, 'code-wait');
  await page.click('[name=resend]');
  await page.waitForSelector('[role=alert]');
  await page.fill('[name=code]', await codeFor(person.email));
  await page.keyboard.press('Enter');
  await isBack(back);
});

flow('a forgotten password', {}, async (page, home, { back }) => {
  const person = await newUser(home);
  await page.goto(home.address('/oauth2/authorize'));
  await page.click('a[href*="/forgotPassword"]');
  await page.fill('[name=username]', person.username);
  await page.click('[name=reset_my_password]');
  await heads(page, 'reset-title');
  const password = 'Another-pass-1';
  await page.fill('[name=code]', await codeFor(person.email));
  await page.fill('[name=password]', password);
  await page.click('[name=reset]');
  await says(page, 'reset-done-text');
  assert.equal(await page.inputValue('[name=username]'), person.username);
  await enter(page, { ...person, password });
  await isBack(back);
});

flow('an authenticator app, set up and asked for', {}, async (page, home, { back, context }) => {
  await setMfa(home, 'ON', byApp);
  const person = await newUser(home);
  await page.goto(home.address('/oauth2/authorize'));
  await enter(page, person);
  await page.waitForSelector('[name=way], [name=code]');
  if (await page.locator('[name=way]').count()) await page.click('[name=way]');
  await heads(page, 'totp-title');
  const secret = (await page.innerText('.secret')).replaceAll(' ', '');
  await page.fill('[name=code]', await totp(secret));
  await page.fill('[name=device_name]', 'Phone');
  await page.keyboard.press('Enter');
  await isBack(back);
  await context.clearCookies();
  await page.goto(home.address('/oauth2/authorize'));
  await enter(page, person);
  await says(page, 'code-from-app-named');
  // A step serves once.
  await page.fill('[name=code]', await totp(secret, 1));
  await page.keyboard.press('Enter');
  await isBack(back);
});

flow('a second factor instead of another', {}, async (page, home, { back }) => {
  await setMfa(home, 'ON', { ...byEmail, ...byApp });
  const person = await newUser(home);
  await page.goto(home.address('/oauth2/authorize'));
  await enter(page, person);
  await heads(page, 'code-title');
  await page.fill('[name=code]', await codeFor(person.email));
  await page.keyboard.press('Enter');
  await isBack(back);
});

flow('a new password for a temporary one', {}, async (page, home, { back }) => {
  const guest = await newGuest(home);
  await page.goto(home.address('/oauth2/authorize'));
  await enter(page, guest);
  await heads(page, 'new-password-title');
  await page.fill('[name=new_password]', 'A-lasting-pass-1');
  await page.keyboard.press('Enter');
  await isBack(back);
});

flow('consent, given and refused', {}, async (page, home, { back }) => {
  const person = await newUser(home);
  await page.goto(home.address('/oauth2/authorize', { prompt: 'consent' }));
  await enter(page, person);
  await heads(page, 'consent-title');
  await page.click('[name=answer][value=deny]');
  assert.equal((await back()).searchParams.get('error'), 'access_denied');
  await page.goto(home.address('/oauth2/authorize', { prompt: 'consent' }));
  await page.click('[name=answer][value=allow]');
  await isBack(back);
});

flow('a device, allowed and refused', {}, async (page, home) => {
  const person = await newUser(home);
  for (const [answer, key] of [['allow', 'device-done-title'], ['deny', 'device-denied-title']]) {
    await page.goto(`${home.origin}/device`);
    await page.fill('[name=user_code]', await device(home));
    await page.keyboard.press('Enter');
    await page.waitForSelector('[name=answer], [name=signInSubmitButton], [name=continue_as]');
    if (await page.locator('[name=continue_as]').count()) await page.click('[name=continue_as]');
    else if (await page.locator('[name=password]').count()) await enter(page, person);
    await page.click(`[name=answer][value=${answer}]`);
    await heads(page, key);
  }
  await says(page, 'device-denied-text');
});

flow('several accounts, and signing them out', {}, async (page, home, { back }) => {
  const [one, other] = [await newUser(home), await newUser(home)];
  for (const person of [one, other]) {
    await page.goto(home.address('/login', { prompt: 'login' }));
    await enter(page, person);
    await isBack(back);
  }
  await page.goto(home.address('/oauth2/authorize', { prompt: 'select_account' }));
  await heads(page, 'choose-account-title');
  await page.locator('[name=account]').filter({ hasText: one.email }).click();
  await isBack(back);
  await page.goto(`${home.origin}/logout`);
  await page.locator('[name=account]').filter({ hasText: other.email }).click();
  await heads(page, 'signed-out-title');
  assert.ok((await page.innerText('main')).includes(one.email));
  await page.click('main a[href*="/logout"]');
  await page.click('[name=account]');
  await heads(page, 'signed-out-title');
  await page.goto(home.address('/oauth2/authorize'));
  await page.waitForSelector('[name=password]');
});

flow('another language, on the way', {}, async (page, home) => {
  const person = await newUser(home);
  await setMfa(home, 'ON', byEmail);
  await page.goto(home.address('/oauth2/authorize'));
  await enter(page, person);
  await heads(page, 'code-title');
  await page.selectOption('#lang', 'he');
  await page.click('.language button');
  await page.waitForURL(/lang=he/);
  assert.equal(await page.getAttribute('html', 'dir'), 'rtl');
  assert.match(await page.innerText('h1'), words('he', 'code-title'));
});
