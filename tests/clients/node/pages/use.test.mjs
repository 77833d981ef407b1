// The pages as people use them: with and without script, by keys, twice at once, in another language; and what they weigh.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { withoutChromium as skip } from '../chromium.mjs';
import { byEmail, codeFor, setMfa } from '../people.mjs';
import { open, visitor } from './browser.mjs';
import { isRtl, languages, newHome, newUser, onward, words } from './home.mjs';

let browser;
let home;
let person;
let strict;
let careful;

before(async () => {
  if (skip) return;
  browser = await open();
  home = await newHome();
  person = await newUser(home);
  strict = await newHome();
  await setMfa(strict, 'ON', byEmail);
  careful = await newUser(strict);
});
after(() => browser?.close());

async function visiting(options, use) {
  const guest = await visitor(browser, options);
  try {
    await use(guest.page, guest);
    assert.deepEqual(guest.complaints, []);
  } finally {
    await guest.context.close();
  }
}

async function signIn(page, { username, password }) {
  await page.fill('[name=username]', username);
  await page.fill('[name=password]', password);
  await page.click('[name=signInSubmitButton]');
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with script' : 'without script';

  test(`signing in ${how}`, { skip }, () =>
    visiting({ javaScriptEnabled }, async (page, { back }) => {
      await page.goto(home.address('/oauth2/authorize'));
      await signIn(page, { ...person, password: 'Not-the-password-1' });
      await page.waitForSelector('[role=alert]');
      assert.equal(await page.inputValue('[name=username]'), person.username);
      assert.equal(await page.inputValue('[name=password]'), '');
      await signIn(page, person);
      const at = await back();
      assert.equal(at.searchParams.get('state'), 'a state');
      assert.ok(at.searchParams.get('code'));
    }),
  );

  test(`a code, typed in groups, ${how}`, { skip }, () =>
    visiting({ javaScriptEnabled }, async (page, { back }) => {
      await page.goto(strict.address('/oauth2/authorize'));
      await signIn(page, careful);
      await page.waitForSelector('[name=code]');
      const code = await codeFor(careful.email);
      const separator = javaScriptEnabled ? ' ' : '-';
      await page.fill('[name=code]', `${code.slice(0, 3)}${separator}${code.slice(3)}`);
      await page.keyboard.press('Enter');
      assert.ok((await back()).searchParams.get('code'));
    }),
  );

  test(`another language ${how}`, { skip }, () =>
    visiting({ javaScriptEnabled }, async (page, { back }) => {
      await page.goto(home.address('/login'));
      const other = languages.find(isRtl) ?? languages.find((language) => language !== 'en') ?? 'en';
      await page.focus('#lang');
      await page.selectOption('#lang', other);
      if (!javaScriptEnabled) await page.click('.language button');
      await page.waitForURL(/lang=/);
      assert.equal(await page.getAttribute('html', 'lang'), other);
      assert.match(await page.innerText('h1'), words(other, 'sign-in-title'));
      // The request is still the same.
      await signIn(page, person);
      assert.equal((await back()).searchParams.get('state'), 'a state');
    }),
  );
}

test('how long it is until a new code is counted, and then there is a button', { skip }, () =>
  visiting({}, async (page) => {
    await page.clock.install();
    await page.goto(strict.address('/oauth2/authorize'));
    await signIn(page, careful);
    await page.waitForSelector('.wait');
    const [wait, button] = [page.locator('.wait'), page.locator('[name=resend]')];
    assert.match(await wait.innerText(), words('en', 'code-wait'));
    assert.equal(await button.isVisible(), false);
    await page.clock.runFor(10_000);
    const left = Number((await wait.innerText()).match(/\d+/)[0]);
    assert.ok(left > 10 && left <= 20, `${left} seconds`);
    await page.clock.runFor((left - 1) * 1_000);
    assert.match(await wait.innerText(), /in 1 second\./);
    await page.clock.runFor(2_000);
    assert.deepEqual([await wait.isVisible(), await button.isVisible()], [false, true]);
  }),
);

test('a language passed by keys is not taken before the button is pressed', { skip }, (context) =>
  languages.length < 2
    ? context.skip('there is one language')
    : visiting({}, async (page) => {
        await page.goto(home.address('/login'));
        const button = page.locator('.language button');
        assert.equal(await button.isVisible(), false);
        await page.focus('#lang');
        await page.keyboard.press('ArrowDown');
        await page.waitForTimeout(100);
        assert.equal(await button.isVisible(), true);
        assert.ok(!page.url().includes('lang='));
        await button.click();
        await page.waitForURL(/lang=/);
      }),
);

test('a password is shown on demand, and sent as a password', { skip }, async () => {
  await visiting({}, async (page) => {
    await page.goto(home.address('/login'));
    const [show, hide] = ['show-password', 'hide-password'].map((key) => words('en', key));
    const button = page.locator('button.peek');
    const look = async () => [
      await page.getAttribute('#password', 'type'),
      await button.getAttribute('aria-pressed'),
      await button.getAttribute('type'),
    ];
    assert.deepEqual(await look(), ['password', 'false', 'button']);
    assert.match(await button.innerText(), show);
    await button.click();
    assert.deepEqual(await look(), ['text', 'true', 'button']);
    assert.match(await button.innerText(), hide);
    const sent = page.evaluate(
      () =>
        new Promise((resolve) => {
          document.querySelector('#password').form.addEventListener('submit', (event) => {
            event.preventDefault();
            resolve(document.querySelector('#password').type);
          });
        }),
    );
    await page.fill('#username', 'someone');
    await page.fill('#password', 'something');
    await page.keyboard.press('Enter');
    assert.equal(await sent, 'password');
  });
  await visiting({ javaScriptEnabled: false }, async (page) => {
    await page.goto(home.address('/login'));
    assert.equal(await page.locator('button.peek').isVisible(), false);
  });
});

test('a form is sent once, however often it is pressed', { skip }, () =>
  visiting({}, async (page, { back }) => {
    await page.goto(home.address('/login'));
    let sent = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST') sent += 1;
    });
    await page.fill('[name=username]', person.username);
    await page.fill('[name=password]', person.password);
    await page.dblclick('[name=signInSubmitButton]');
    await back();
    assert.equal(sent, 1);
  }),
);

test('Enter sends from every field, and what is pasted is taken', { skip }, async () => {
  for (const field of ['#username', '#password']) {
    await visiting({}, async (page, { back }) => {
      await page.goto(home.address('/login'));
      await page.fill('#password', person.password);
      await page.evaluate((name) => {
        const input = document.querySelector('#username');
        input.focus();
        document.execCommand('insertText', false, name);
      }, person.username);
      await page.focus(field);
      await page.keyboard.press('Enter');
      await back();
    });
  }
});

test('the policy lets people go wherever the app sends them', { skip }, async () => {
  await visiting({}, async (page) => {
    await page.goto(home.address('/login', { redirect_uri: onward }));
    await signIn(page, person);
    await page.waitForURL(/127\.0\.0\.1/);
  });
  await visiting({}, async (page) => {
    await page.goto(home.address('/login', { redirect_uri: 'tides://back' }));
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const asked = new Promise((resolve) => {
      session.on('Network.requestWillBeSent', ({ request }) => request.url.startsWith('tides:') && resolve(request.url));
    });
    await signIn(page, person);
    assert.match(await asked, /^tides:\/\/back\?code=/);
  });
});

test('every page has its headers, and cookies that scripts and other sites cannot read', { skip }, async () => {
  await visiting({}, async (page, { context }) => {
    for (const path of ['/nowhere', '/challenge', '/login']) {
      const answer = await page.goto(home.address(path));
      checkHeaders(new Map(Object.entries(await answer.allHeaders())));
    }
    const cookies = await context.cookies();
    assert.deepEqual(
      cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite]),
      [['XSRF-TOKEN', true, 'Lax']],
    );
    await signIn(page, person);
    await page.waitForURL(/\/callback/);
    for (const { httpOnly, sameSite } of await context.cookies()) assert.deepEqual([httpOnly, sameSite], [true, 'Lax']);
  });
});

function checkHeaders(headers) {
  const policy = headers.get('content-security-policy');
  for (const part of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]) {
    assert.ok(policy.includes(part), policy);
  }
  assert.ok(!/unsafe|form-action/.test(policy), policy);
  assert.match(headers.get('cache-control'), /no-store/);
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.equal(headers.get('x-frame-options'), 'DENY');
  assert.ok(['no-referrer', 'same-origin'].includes(headers.get('referrer-policy')));
}

const hostile = [
  '"><script>globalThis.hit = 1</script>',
  '</title><img src=x onerror="globalThis.hit=1">',
  "' autofocus onfocus='globalThis.hit=1",
  'javascript:globalThis.hit=1',
  '{{7*7}}{% raw %}',
  '\u202Eevil',
];

test('what an address says is shown as it is, and never run', { skip }, () =>
  visiting({}, async (page) => {
    for (const text of hostile) {
      await page.goto(home.address('/login', { state: text, login_hint: text, error_description: text, nonce: text }));
      assert.equal(await page.inputValue('#username'), text);
      const { hit, scripts, images } = await page.evaluate(() => ({
        hit: globalThis.hit ?? null,
        scripts: document.scripts.length,
        images: document.images.length,
      }));
      assert.deepEqual([hit, scripts, images], [null, 1, 0]);
    }
  }),
);

// Whatever a request can say, on every page: it may be shown, and nothing of it runs.
const paths = [
  '/login', '/signup', '/confirm', '/resendcode', '/forgotPassword', '/confirmforgotPassword', '/challenge', '/invitation',
  '/select-account', '/consent', '/device', '/device/confirm', '/passkeys/add', '/confirmUser', '/logout', '/signed-out',
  '/error', '/oauth2/authorize', '/account', '/nowhere',
];
const parameters = [
  'acr_values', 'apps', 'aws_client_metadata', 'client_metadata', 'code', 'confirmation_code', 'consent', 'device', 'done',
  'error', 'error_description', 'errorMessage', 'flow', 'id_token_hint', 'identity_provider', 'idp_identifier', 'lang',
  'login_hint', 'logout_uri', 'nonce', 'parameter', 'passkey', 'post_logout_redirect_uri', 'prompt', 'request_uri',
  'resent', 'resource', 'state', 'ui_locales', 'user_code', 'user_name', 'username',
];

test('nothing that a request says runs on any page', { skip }, () =>
  visiting({}, async (page) => {
    const look = async (address) => {
      await page.goto(address);
      const found = await page.evaluate(() => ({
        hit: globalThis.hit ?? null,
        foreign: [...document.scripts].filter((one) => !one.src.startsWith(`${location.origin}/assets/`)).length,
        elements: document.querySelectorAll('[style], [onfocus], [onerror], iframe, object, embed, base, img').length,
        links: [...document.links].filter((one) => one.protocol === 'javascript:').length,
      }));
      assert.deepEqual(found, { hit: null, foreign: 0, elements: 0, links: 0 }, address);
    };
    for (const path of paths) {
      for (const text of hostile) {
        const said = Object.fromEntries(parameters.map((name) => [name, text]));
        // With a request that is right but for these, and with one that is nothing but these.
        const { acr_values, prompt, resource, request_uri, lang, ...passed } = said;
        await look(home.address(path, passed));
        const all = { ...said, client_id: text, redirect_uri: text, response_type: text, scope: text };
        await look(`${home.origin}${path}?${new URLSearchParams(all)}`);
      }
    }
  }),
);

test('a name that looks like a page of its own is a name', { skip }, () =>
  visiting({}, async (page, { back }) => {
    const strange = await newUser(home, { username: '"><img/src=x/onerror="globalThis.hit=1">', email: undefined });
    const shows = async (selector) => {
      assert.ok((await page.innerText(selector)).includes(strange.username), selector);
      assert.deepEqual(await page.evaluate(() => [globalThis.hit ?? null, document.images.length]), [null, 0]);
    };
    await page.goto(home.address('/login'));
    await signIn(page, { ...strange, password: 'Not-the-password-1' });
    await page.waitForSelector('[role=alert]');
    assert.equal(await page.inputValue('#username'), strange.username);
    await signIn(page, strange);
    await back();
    await page.goto(home.address('/login'));
    await shows('[name=continue_as]');
    await page.goto(home.address('/oauth2/authorize', { prompt: 'consent' }));
    await shows('main');
    await page.goto(home.address('/oauth2/authorize', { prompt: 'select_account' }));
    await shows('[name=account]');
    await page.goto(`${home.origin}/logout`);
    await shows('main');
  }),
);

test('a page is light, asks nobody else, and does not jump', { skip }, (context) =>
  visiting({}, async (page) => {
    const answers = [];
    page.on('response', (answer) => answers.push(answer));
    await page.goto(home.address('/login'));
    await page.waitForLoadState('networkidle');
    const jumps = await page.evaluate(
      () =>
        new Promise((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += entry.value;
          }).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
        }),
    );
    assert.equal(jumps, 0);
    assert.ok(answers.length <= 4, `${answers.length} requests`);
    let bytes = 0;
    for (const answer of answers) {
      assert.equal(new URL(answer.url()).origin, home.origin);
      // What is the same for everybody is packed; a page, which shows parts of its address beside secrets, never is.
      const isPage = answer.headers()['content-type'].startsWith('text/html');
      assert.equal(answer.headers()['content-encoding'], isPage ? undefined : 'gzip', answer.url());
      const { responseHeadersSize, responseBodySize } = await answer.request().sizes();
      bytes += responseHeadersSize + responseBodySize;
    }
    // As it comes over the network, headers among it.
    context.diagnostic(`${answers.length} requests, ${bytes} bytes`);
    assert.ok(bytes <= 25 * 1024, `${bytes} bytes`);
  }),
);
