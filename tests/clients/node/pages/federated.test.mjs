// People who come through a provider, in a browser: providers are another site there, with what that means for cookies and forms.
// Google, Apple, Facebook and Amazon are stood for by others, which needs a server that is told so.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import {
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminUserGlobalSignOutCommand,
  DeleteIdentityProviderCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { withoutChromium as skip } from '../chromium.mjs';
import { Apple, OpenId, Plain, Saml, google } from './stand-ins.mjs';
import { serve } from './server.mjs';

const at = {};
let end;
let tools;
let browser;
let home;
let person;

before(async () => {
  if (skip) return;
  const made = { Corp: new OpenId(), Google: google(), SignInWithApple: new Apple(), Plain: new Plain(), Harbour: new Saml() };
  for (const [name, standIn] of Object.entries(made)) at[name] = await standIn.listen();
  at.Facebook = at.Plain;
  at.LoginWithAmazon = at.Plain;
  const places = {
    'accounts.google.com': at.Google,
    'www.googleapis.com': at.Google,
    'appleid.apple.com': at.SignInWithApple,
    'www.facebook.com': at.Plain,
    'graph.facebook.com': at.Plain,
    'www.amazon.com': at.Plain,
    'api.amazon.com': at.Plain,
  };
  const addresses = Object.entries(places).map(([host, { url }]) => `${host}=${url}`);
  end = await serve(`outbound_private_addresses = ["127.0.0.0/8"]\nlogin_addresses = ${JSON.stringify(addresses)}\n`);
  const modules = ['../people.mjs', './home.mjs', './browser.mjs', './federated.mjs'];
  tools = Object.assign({}, ...(await Promise.all(modules.map((name) => import(name)))));
  tools.openBrowser = (await import('./browser.mjs')).open;
  tools.allow = (await import('./federated.mjs')).open;
  browser = await tools.openBrowser();
  home = await tools.newHome();
  person = await tools.newUser(home);
  await tools.federate(home, 'OIDC', at.Corp, { name: 'Corp', IdpIdentifiers: ['corp.example'] });
  for (const name of ['Google', 'SignInWithApple', 'Facebook', 'LoginWithAmazon']) await tools.federate(home, name, at[name]);
  await tools.federate(home, 'SAML', at.Harbour, { name: 'Harbour' });
  await tools.allow(home, ['COGNITO', 'Corp', 'Google', 'SignInWithApple', 'Facebook', 'LoginWithAmazon', 'Harbour']);
});

after(async () => {
  await browser?.close();
  await end?.();
});

async function visiting(use, options) {
  const guest = await tools.visitor(browser, options);
  try {
    await use(guest.page, guest);
    assert.deepEqual(guest.complaints, []);
  } finally {
    await guest.context.close();
  }
}

// What the app's tokens say, for the address that it gets its people back at.
async function claims(of, back) {
  assert.ok(back.searchParams.get('code'), back.href);
  assert.equal(back.searchParams.get('state'), 'a state');
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: of.clientId,
    code: back.searchParams.get('code'),
    redirect_uri: tools.callback,
    code_verifier: of.verifier,
  });
  const answer = await fetch(`${tools.endpoint}/domain/${of.prefix}/oauth2/token`, { method: 'POST', body });
  const tokens = await answer.json();
  assert.equal(answer.status, 200, JSON.stringify(tokens));
  return tools.claimsOf(tokens.id_token);
}

const heads = async (page, key) => assert.match(await page.innerText('h1'), tools.words('en', key));
const says = async (page, key) => {
  const lines = (await page.innerText('main')).split('\n');
  assert.ok(lines.some((line) => tools.words('en', key).test(line)), `${key} is not said: ${lines}`);
};
const attributes = async (of, Username) => {
  const { UserAttributes } = await tools.sdk.send(new AdminGetUserCommand({ UserPoolId: of.id, Username }));
  return Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
};

// A home of its own with one OpenID provider, `Corp`.
async function own(options = {}, { details = {}, ...more } = {}) {
  const its = await tools.newHome(options);
  const corp = await new OpenId().listen();
  await tools.federate(its, 'OIDC', corp, { name: 'Corp', details, ...more });
  await tools.allow(its, ['COGNITO', 'Corp']);
  return { ...its, corp };
}

const kinds = [
  { name: 'Corp', said: { name: 'Ann', email: 'ann@corp.example', email_verified: true } },
  { name: 'Google', said: { name: 'Ann', email: 'ann@gmail.example', email_verified: true } },
  { name: 'SignInWithApple', said: { email: 'ann@privaterelay.example', email_verified: true }, user: { name: { firstName: 'Ann', lastName: 'Lee' } }, shown: 'Ann Lee' },
  { name: 'Facebook', said: { name: 'Ann', email: 'ann@facebook.example' } },
  { name: 'LoginWithAmazon', said: { name: 'Ann', email: 'ann@amazon.example' } },
  { name: 'Harbour', said: { mail: 'ann@harbour.example' } },
];

for (const { name, said, user, shown } of kinds) {
  test(`somebody comes through ${name}, and comes again with another address`, { skip }, async () => {
    const login = `ann-${name.toLowerCase()}`;
    at[name].people.set(login, said);
    at[name].user = user;
    const username = `${name}_${login}`;
    const come = async (address) => {
      let sub;
      await visiting(async (page, { back }) => {
        await page.goto(home.address('/oauth2/authorize'));
        await tools.choose(page, name);
        await tools.enter(page, login);
        const told = await claims(home, await back());
        assert.equal(told['cognito:username'], username);
        assert.equal(told.email, address);
        assert.equal(told.identities[0].providerName, name);
        sub = told.sub;
      });
      return sub;
    };
    const first = await come(said.email ?? said.mail);
    const newer = `new@${name.toLowerCase()}.example`;
    at[name].people.set(login, { ...said, email: newer, mail: newer });
    assert.equal(await come(newer), first);
    const has = await attributes(home, username);
    assert.equal(has.email, newer);
    // Apple says a name once, and it stays.
    if (shown ?? said.name) assert.equal(has.name, shown ?? said.name);
  });
}

for (const name of ['SignInWithApple', 'Harbour']) {
  test(`${name} answers by a form of another site, which brings no cookies, and only this browser goes on`, { skip }, () =>
    visiting(async (page, { back, context }) => {
      const asked = [];
      page.on('request', (request) => {
        if (request.isNavigationRequest() && request.url().includes('/idpresponse')) asked.push(request);
      });
      await page.goto(home.address('/oauth2/authorize'));
      await tools.choose(page, name);
      await tools.enter(page, 'form');
      await back();
      const [post, get] = asked;
      assert.deepEqual([post.method(), get.method()], ['POST', 'GET']);
      assert.equal((await post.allHeaders()).cookie, undefined);
      assert.match((await get.allHeaders()).cookie, /XSRF-TOKEN=/);
      const kept = (await context.cookies(home.origin)).map(({ name, sameSite, httpOnly }) => [name, sameSite, httpOnly]);
      assert.ok(kept.length >= 2 && kept.every(([, sameSite, httpOnly]) => sameSite === 'Lax' && httpOnly), JSON.stringify(kept));
      // What was said once is said; in this browser and in any other.
      await page.goto(get.url());
      await heads(page, 'expired-title');
      await visiting(async (other) => {
        await other.goto(get.url());
        await heads(other, 'expired-title');
      });
    }),
  );
}

test('somebody who does not want to is told of to the app', { skip }, async () => {
  for (const name of ['Corp', 'Google', 'SignInWithApple', 'Facebook', 'LoginWithAmazon']) {
    await visiting(async (page, { back }) => {
      await page.goto(home.address('/oauth2/authorize', { identity_provider: name }));
      await page.click('[name=refuse]');
      const told = (await back()).searchParams;
      assert.deepEqual([told.get('error'), told.get('state')], ['access_denied', 'a state'], name);
    });
  }
});

test('what the pool requires and the provider does not say is asked for, once', { skip }, async () => {
  const Schema = ['name', 'phone_number'].map((Name) => ({ Name, Required: true, Mutable: true }));
  const its = await own({ pool: { Schema } });
  its.corp.people.set('bo', { email: 'bo@corp.example' });
  await visiting(async (page, { back }) => {
    await page.goto(its.address('/oauth2/authorize'));
    await tools.choose(page, 'Corp');
    await tools.enter(page, 'bo');
    await heads(page, 'federated-more-title');
    await page.fill('[name="requiredAttributes[name]"]', 'Bo');
    await page.fill('[name="requiredAttributes[phone_number]"]', '12');
    await page.click('main button.wide');
    await page.waitForSelector('#wrong');
    assert.equal(await page.inputValue('[name="requiredAttributes[name]"]'), 'Bo');
    await page.fill('[name="requiredAttributes[phone_number]"]', '+4930123456');
    await page.click('main button.wide');
    await claims(its, await back());
    const has = await attributes(its, 'Corp_bo');
    assert.deepEqual([has.name, has.phone_number, has.phone_number_verified], ['Bo', '+4930123456', 'false']);
  });
  await visiting(async (page, { back }) => {
    await page.goto(its.address('/oauth2/authorize'));
    await tools.choose(page, 'Corp');
    await tools.enter(page, 'bo');
    await claims(its, await back());
  });
});

test('an address leads to the provider of its domain', { skip }, async () => {
  const its = await tools.newHome();
  const harbours = [];
  for (const name of ['North', 'South']) {
    const saml = await new Saml().listen();
    harbours.push(saml);
    await tools.federate(its, 'SAML', saml, { name, IdpIdentifiers: [`${name.toLowerCase()}.example`] });
  }
  await tools.allow(its, ['COGNITO', 'North', 'South']);
  await visiting(async (page, { back }) => {
    await page.goto(its.address('/oauth2/authorize'));
    assert.equal(await page.locator('.ways').count(), 0);
    await page.fill('[name=address]', 'ann@east.example');
    await page.click('[name=organisation]');
    await page.waitForSelector('#wrong');
    await says(page, 'wrong-organisation');
    await page.fill('[name=address]', 'Ann@SOUTH.example');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.origin === harbours[1].url);
    await tools.enter(page, 'ann');
    assert.equal((await claims(its, await back()))['cognito:username'], 'South_ann');
  });
});

const linking = (policy) => ({ pool: { UserPoolTags: { 'cenote:linking': policy } } });

test('an account with the same address is proved, and then there is one', { skip }, async () => {
  const its = await own(linking('prove'));
  const known = await tools.newUser(its);
  its.corp.people.set('cy', { email: known.email, email_verified: true });
  const subs = [];
  for (const isFirst of [true, false]) {
    await visiting(async (page, { back }) => {
      await page.goto(its.address('/oauth2/authorize'));
      await tools.choose(page, 'Corp');
      await tools.enter(page, 'cy');
      if (isFirst) {
        await heads(page, 'federated-link-title');
        await page.click('[name=linking][value=prove]');
        await page.fill('[name=username]', known.username);
        await page.fill('[name=password]', known.password);
        await page.click('[name=signInSubmitButton]');
      }
      const told = await claims(its, await back());
      assert.equal(told['cognito:username'], known.username);
      assert.equal(told.identities[0].userId, 'cy');
      subs.push(told.sub);
    });
  }
  assert.equal(subs[0], subs[1]);
});

test('the proof of another account is none', { skip }, async () => {
  const its = await own(linking('prove'));
  const [known, other] = [await tools.newUser(its), await tools.newUser(its)];
  its.corp.people.set('di', { email: known.email, email_verified: true });
  await visiting(async (page, { back }) => {
    await page.goto(its.address('/oauth2/authorize'));
    await tools.choose(page, 'Corp');
    await tools.enter(page, 'di');
    await page.click('[name=linking][value=prove]');
    await page.fill('[name=username]', other.username);
    await page.fill('[name=password]', other.password);
    await page.click('[name=signInSubmitButton]');
    await page.waitForSelector('#wrong');
    await says(page, 'wrong-account');
    await page.click('[name=linking][value=apart]');
    const told = await claims(its, await back());
    assert.equal(told['cognito:username'], 'Corp_di');
  });
  assert.equal((await attributes(its, other.username)).identities, undefined);
  assert.equal((await attributes(its, known.username)).identities, undefined);
});

test('accounts are kept apart where the person wants that, and are one by themselves where the pool does', { skip }, async () => {
  for (const policy of ['prove', 'verified']) {
    const its = await own(linking(policy));
    const known = await tools.newUser(its);
    its.corp.people.set('ed', { email: known.email, email_verified: true });
    await visiting(async (page, { back }) => {
      await page.goto(its.address('/oauth2/authorize'));
      await tools.choose(page, 'Corp');
      await tools.enter(page, 'ed');
      if (policy === 'prove') await page.click('[name=linking][value=apart]');
      const told = await claims(its, await back());
      assert.equal(told['cognito:username'], policy === 'prove' ? 'Corp_ed' : known.username);
    });
  }
});

test('a sign-in begins at the provider', { skip }, async () => {
  const its = await tools.newHome();
  const saml = await new Saml().listen();
  await tools.federate(its, 'SAML', saml, { name: 'Harbour' });
  await tools.allow(its, ['Harbour']);
  await visiting(async (page, { back }) => {
    const asked = { client_id: its.clientId, redirect_uri: tools.callback, response_type: 'code', scope: 'openid email' };
    const relay = new URLSearchParams({ identity_provider: 'Harbour', ...asked });
    await page.goto(`${saml.url}/start?${new URLSearchParams({ RelayState: relay })}`);
    await tools.enter(page, 'flo');
    const code = (await back()).searchParams.get('code');
    assert.ok(code, page.url());
    // Who came this way is signed in here: the app need not ask again.
    await page.goto(its.address('/login'));
    await page.waitForSelector('[name=continue_as]');
  });
});

test('a sign-out goes through the provider and comes back', { skip }, async () => {
  for (const name of ['Corp', 'Harbour']) {
    await visiting(async (page, { back }) => {
      await page.goto(home.address('/oauth2/authorize', { identity_provider: name }));
      await tools.enter(page, `gus-${name}`);
      await back();
      const visited = [];
      page.on('request', (request) => request.isNavigationRequest() && visited.push(new URL(request.url())));
      const query = new URLSearchParams({ client_id: home.clientId, logout_uri: tools.callback });
      await page.goto(`${home.origin}/logout?${query}`);
      if (name === 'Corp') await page.click('[name=logout]');
      await page.waitForURL(tools.callback);
      const places = visited.map(({ origin, pathname }) => (origin === at[name].url ? 'provider' : pathname));
      assert.ok(places.includes('provider'), places.join());
      assert.ok(places.some((place) => ['/oauth2/idplogout', '/saml2/logout'].includes(place)), places.join());
      if (name === 'Harbour') assert.equal(at.Harbour.left, 'gus-Harbour');
      // Nobody is signed in here, nor there.
      await page.goto(home.address('/login'));
      assert.equal(await page.locator('[name=continue_as]').count(), 0);
      await page.goto(home.address('/oauth2/authorize', { identity_provider: name }));
      await page.waitForSelector('[name=login]');
    });
  }
});

test('a provider that does not answer is said, and whoever has an account here signs in on the same page', { skip }, async () => {
  const its = await own();
  const known = await tools.newUser(its);
  await visiting(async (page, { back }) => {
    await page.goto(its.address('/oauth2/authorize'));
    await tools.choose(page, 'Corp');
    await page.waitForSelector('[name=login]');
    // Its pages are there, and what it tells us is not.
    its.corp.callback = ((real) => (request, answer) => {
      if (request.url.startsWith('/token')) return request.socket.destroy();
      return real(request, answer);
    })(its.corp.callback);
    await tools.enter(page, 'hal');
    await page.waitForSelector('#wrong');
    await says(page, 'wrong-provider-down');
    await page.fill('[name=username]', known.username);
    await page.fill('[name=password]', known.password);
    await page.click('[name=signInSubmitButton]');
    assert.equal((await claims(its, await back()))['cognito:username'], known.username);
  });
  await its.corp.stop();
});

test('what is gone meanwhile lets nobody in', { skip }, async () => {
  const gone = {
    'the provider': (its) => tools.sdk.send(new DeleteIdentityProviderCommand({ UserPoolId: its.id, ProviderName: 'Corp' })),
    'the way for the client': (its) => tools.allow(its, ['COGNITO']),
    'the user': (its) => tools.sdk.send(new AdminDisableUserCommand({ UserPoolId: its.id, Username: 'Corp_ida' })),
  };
  for (const [what, takeAway] of Object.entries(gone)) {
    const its = await own();
    its.corp.people.set('ida', { email: 'ida@corp.example' });
    const come = (meanwhile) =>
      visiting(async (page, { back }) => {
        await page.goto(its.address('/oauth2/authorize'));
        await tools.choose(page, 'Corp');
        await page.fill('[name=login]', 'ida');
        await meanwhile?.();
        await page.click('[name=enter]');
        const told = (await back()).searchParams;
        assert.equal(told.has('code'), !meanwhile, `${what}: ${told}`);
        assert.equal(told.get('error'), meanwhile ? 'invalid_request' : null, `${what}: ${told}`);
        assert.equal(told.get('state'), 'a state');
      });
    await come();
    await come(() => takeAway(its));
  }
});

test('back and forth: a state serves once, and two tabs do not disturb each other', { skip }, () =>
  visiting(async (page, { back, context }) => {
    const other = await context.newPage();
    for (const tab of [page, other]) {
      await tab.goto(home.address('/oauth2/authorize'));
      await tools.choose(tab, 'Harbour');
      await tab.fill('[name=login]', 'jo');
    }
    await page.click('[name=enter]');
    await claims(home, await back());
    await other.click('[name=enter]');
    await other.waitForURL((url) => url.href.startsWith(tools.callback));
    await claims(home, new URL(other.url()));
    // Back to the provider's page, and the same form once more.
    await other.goBack();
    if (!(await other.locator('[name=enter]').count())) await other.goBack();
    await other.waitForSelector('[name=enter]');
    await other.fill('[name=login]', 'jo');
    await other.click('[name=enter]');
    await other.waitForSelector('h1');
    assert.ok(other.url().startsWith(home.origin), other.url());
    await heads(other, 'expired-title');
  }),
);

test('a state is of the browser that was sent', { skip }, () =>
  visiting(async (page) => {
    await page.goto(home.address('/oauth2/authorize', { identity_provider: 'Facebook' }));
    const stopped = page.waitForRequest((request) => request.url().includes('/oauth2/idpresponse'));
    await page.route('**/oauth2/idpresponse**', (route) => route.fulfill({ status: 204 }));
    await tools.enter(page, 'kim');
    const address = (await stopped).url();
    await visiting(async (thief, { context }) => {
      await thief.goto(home.address('/login'));
      await thief.goto(address);
      await heads(thief, 'expired-title');
      const names = (await context.cookies()).map(({ name }) => name);
      assert.ok(names.every((name) => !name.includes('cognito.')), names.join());
    });
  }),
);

test('somebody signed in here who is signed out everywhere comes again through the provider', { skip }, () =>
  visiting(async (page, { back }) => {
    await page.goto(home.address('/oauth2/authorize', { identity_provider: 'Google' }));
    await tools.enter(page, 'lou');
    await back();
    await tools.sdk.send(new AdminUserGlobalSignOutCommand({ UserPoolId: home.id, Username: 'Google_lou' }));
    await page.goto(home.address('/oauth2/authorize', { identity_provider: 'Google' }));
    // The provider still knows them.
    await claims(home, await back());
  }),
);

test('a way in without script', { skip }, () =>
  visiting(
    async (page, { back }) => {
      await page.goto(home.address('/oauth2/authorize'));
      await tools.choose(page, 'Corp');
      await tools.enter(page, 'mo');
      assert.equal((await claims(home, await back()))['cognito:username'], 'Corp_mo');
    },
    { javaScriptEnabled: false },
  ),
);

test('a page with every provider is light too, and asks nobody else', { skip }, (context) =>
  visiting(async (page) => {
    const answers = [];
    page.on('response', (answer) => answers.push(answer));
    await page.goto(home.address('/login'), { waitUntil: 'networkidle' });
    assert.equal(await page.locator('.ways svg').count(), 6);
    let bytes = 0;
    for (const answer of answers) {
      assert.equal(new URL(answer.url()).origin, home.origin);
      const { responseHeadersSize, responseBodySize } = await answer.request().sizes();
      bytes += responseHeadersSize + responseBodySize;
    }
    context.diagnostic(`${answers.length} requests, ${bytes} bytes`);
    assert.ok(answers.length <= 4 && bytes <= 25 * 1024, `${answers.length} requests, ${bytes} bytes`);
  }),
);

test('a provider that takes forms alone is sent one', { skip }, async () => {
  const its = await tools.newHome();
  const saml = await new Saml({ takesForms: true }).listen();
  await tools.federate(its, 'SAML', saml, { name: 'Harbour' });
  await tools.allow(its, ['COGNITO', 'Harbour']);
  for (const javaScriptEnabled of [true, false]) {
    await visiting(
      async (page, { back }) => {
        await page.goto(its.address('/oauth2/authorize', { identity_provider: 'Harbour' }));
        if (!javaScriptEnabled) await page.click('main button.wide');
        await page.waitForURL(`${saml.url}/sso`);
        await tools.enter(page, 'nan');
        // Its own page has a button too.
        if (!javaScriptEnabled) await page.click('button');
        await claims(its, await back());
      },
      { javaScriptEnabled },
    );
  }
});
