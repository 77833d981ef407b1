// SAML providers of other makers, in a browser: their own login forms and sessions, the pool's page before them and its endpoints
// after them. What samlify says is in federated.test.mjs.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { withoutChromium } from '../chromium.mjs';
import { claimsOf, endpoint } from '../people.mjs';
import { open as openBrowser, visitor } from './browser.mjs';
import { choose, federate, open as allow } from './federated.mjs';
import { callback, newHome } from './home.mjs';
import { PySaml2, SimpleSamlPhp, withoutPhp } from './makers.mjs';

const makers = [
  { name: 'pysaml2', Maker: PySaml2, skip: withoutChromium },
  { name: 'SimpleSAMLphp', Maker: SimpleSamlPhp, skip: withoutChromium || withoutPhp },
];

let browser;
const homes = new Map();

before(async () => {
  if (withoutChromium) return;
  browser = await openBrowser();
  for (const { name, Maker, skip } of makers) {
    if (skip) continue;
    const maker = new Maker();
    homes.set(name, { maker });
    await maker.listen();
    const home = await newHome();
    await federate(home, 'SAML', maker, { name: 'Harbour', mapping: maker.mapping });
    await allow(home, ['Harbour']);
    homes.set(name, { ...home, maker });
  }
});

after(async () => {
  await browser?.close();
  for (const { maker } of homes.values()) await maker.end();
});

async function visiting(use) {
  const guest = await visitor(browser);
  try {
    await use(guest);
    assert.deepEqual(guest.complaints, []);
  } finally {
    await guest.context.close();
  }
}

const password = 'a secret of the company';

// Somebody new at the provider; `mail` is what it says of them.
async function person(home, mail) {
  const name = `ann-${crypto.randomUUID().slice(0, 8)}`;
  home.maker.people[name] = { password, mail };
  await home.maker.has(home.maker.people);
  return name;
}

// From the app to the provider, by its button where the page shows one.
async function go(home, page) {
  await page.goto(home.address('/login'));
  await choose(page, 'Harbour');
}

async function claims(home, back) {
  assert.ok(back.searchParams.get('code'), back.href);
  assert.equal(back.searchParams.get('state'), 'a state');
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: home.clientId,
    redirect_uri: callback,
    code: back.searchParams.get('code'),
    code_verifier: home.verifier,
  });
  const answer = await fetch(`${endpoint}/domain/${home.prefix}/oauth2/token`, { method: 'POST', body });
  const tokens = await answer.json();
  assert.equal(answer.status, 200, JSON.stringify(tokens));
  return claimsOf(tokens.id_token);
}

// Whether the app's people are signed in at the pool: it asks without a page.
async function isSignedIn(home, { page, back }) {
  await page.goto(home.address('/oauth2/authorize', { prompt: 'none' }));
  const told = (await back()).searchParams;
  if (told.has('code')) return true;
  assert.equal(told.get('error'), 'login_required');
  return false;
}

for (const { name, skip } of makers) {
  const home = () => homes.get(name);

  test(`${name}: somebody signs in by its form, and again with another address`, { skip }, async () => {
    const its = home();
    const who = await person(its, 'ann@corp.example');
    const come = async (mail) => {
      let told;
      its.maker.people[who].mail = mail;
      await its.maker.has(its.maker.people);
      await visiting(async ({ page, back }) => {
        await go(its, page);
        await page.waitForURL((url) => url.origin === its.maker.url);
        await its.maker.enter(page, who, 'another');
        await page.getByText(its.maker.wrong).first().waitFor();
        await its.maker.enter(page, who, password);
        told = await claims(its, await back());
      });
      assert.deepEqual([told['cognito:username'], told.email], [`Harbour_${who}`, mail]);
      assert.equal(told.identities[0].providerType, 'SAML');
      return told.sub;
    };
    assert.equal(await come('ann@corp.example'), await come('ann@new.example'));
  });

  test(`${name}: who is signed in there need not sign in again, until a sign-out has gone through it`, { skip }, async () => {
    const its = home();
    const who = await person(its, 'bo@corp.example');
    await visiting(async ({ page, back, context }) => {
      await go(its, page);
      await its.maker.enter(page, who, password);
      await back();
      // Nobody here, and still somebody there.
      await context.clearCookies({ domain: new URL(its.origin).hostname });
      await go(its, page);
      assert.equal((await claims(its, await back()))['cognito:username'], `Harbour_${who}`);
      const visited = [];
      page.on('request', (request) => request.isNavigationRequest() && visited.push(new URL(request.url())));
      await page.goto(`${its.origin}/logout?${new URLSearchParams({ client_id: its.clientId, logout_uri: callback })}`);
      await page.waitForURL(callback);
      const asked = visited.find((url) => url.searchParams.has('SAMLRequest'));
      const answered = visited.find((url) => url.searchParams.has('SAMLResponse'));
      assert.deepEqual([asked?.origin, answered?.origin], [its.maker.url, its.origin]);
      assert.equal(await isSignedIn(its, { page, back }), false);
      await go(its, page);
      await page.waitForSelector('[name=password]');
      assert.equal(new URL(page.url()).origin, its.maker.url);
    });
  });

  test(`${name}: who signs out there is signed out here`, { skip }, async () => {
    const its = home();
    const who = await person(its, 'cy@corp.example');
    await visiting(async ({ page, back }) => {
      await go(its, page);
      await its.maker.enter(page, who, password);
      await back();
      assert.equal(await isSignedIn(its, { page, back }), true);
      await page.goto(`${its.maker.url}${its.maker.leave}`);
      await page.getByText(its.maker.left).first().waitFor();
      assert.equal(new URL(page.url()).origin, its.maker.url);
      assert.equal(await isSignedIn(its, { page, back }), false);
    });
  });

  test(`${name}: a sign-in begins at it`, { skip }, async () => {
    const its = home();
    const who = await person(its, 'di@corp.example');
    await visiting(async ({ page, back }) => {
      const app = { client_id: its.clientId, redirect_uri: callback, response_type: 'code', scope: 'openid email' };
      await page.goto(its.maker.start(new URLSearchParams({ identity_provider: 'Harbour', ...app })));
      await its.maker.enter(page, who, password);
      assert.ok((await back()).searchParams.get('code'), page.url());
      assert.equal(await isSignedIn(its, { page, back }), true);
    });
  });

  test(`${name}: whom it does not let in, the app is told of`, { skip }, async () => {
    const its = home();
    const who = await person(its, 'ed@corp.example');
    await visiting(async ({ page, back, context }) => {
      await go(its, page);
      if (name === 'pysaml2') await page.click('[name=refuse]');
      else {
        // It says no to whom it knows: others it keeps on its own pages.
        await its.maker.enter(page, who, password);
        await back();
        await context.clearCookies({ domain: new URL(its.origin).hostname });
        its.maker.refuses();
        await go(its, page);
      }
      const told = (await back()).searchParams;
      assert.deepEqual([told.get('error'), told.get('state')], ['access_denied', 'a state'], String(told));
      assert.equal(told.get('error_description'), 'Not with this company.');
      assert.equal(await isSignedIn(its, { page, back }), false);
    });
  });
}
