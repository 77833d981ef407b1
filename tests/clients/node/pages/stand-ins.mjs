// Identity providers for a browser: at an address of their own, and so another site than the pages'. Each shows a form with
// the fields `login` and the buttons `enter` and `refuse`, and knows whoever it is told of: `people` has what it says of each.

import assert from 'node:assert/strict';
import { generateKeyPairSync, verify } from 'node:crypto';
import { createServer } from 'node:http';

import Provider from 'oidc-provider';

import { Browser } from '../browser.mjs';
import { newKey, provider as saml, says, service, signedQuery } from '../saml-idp.mjs';

const escaped = (text) => String(text).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

const html = (answer, body, status = 200) => {
  answer.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  answer.end(`<!doctype html><html lang="en"><title>provider</title><link rel="icon" href="data:,">${body}`);
};

const form = (action, hidden = {}) => {
  const inputs = Object.entries(hidden).map(([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`);
  return (
    `<form method="post" action="${escaped(action)}">${inputs.join('')}<label>Name <input name="login"></label>` +
    '<button name="enter" value="yes">Sign in</button><button name="refuse" value="yes">No</button></form>'
  );
};

// A form that the browser sends on at once.
const posted = (answer, action, fields) => {
  const inputs = Object.entries(fields).map(([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`);
  html(answer, `<form method="post" action="${escaped(action)}">${inputs.join('')}<button>Go on</button></form><script>document.forms[0].submit()</script>`);
};

const bodyOf = async (request) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return new URLSearchParams(Buffer.concat(pieces).toString());
};

// What all of them are: a server that ends with its file at the latest.
class StandIn {
  people = new Map();

  async listen() {
    this.server = createServer((request, answer) => {
      this.handle(request, answer, new URL(request.url, this.url)).catch((error) => {
        if (!answer.headersSent) html(answer, escaped(error.stack), 500);
      });
    });
    await new Promise((resolve) => this.server.listen(this.port ?? 0, '127.0.0.1', resolve));
    this.server.unref();
    this.port = this.server.address().port;
    this.url = `http://127.0.0.1:${this.port}`;
    return this;
  }

  // Nobody answers any more, until it listens again at the same address.
  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const jwk = (kid) => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' };
};

export const secret = 'a secret of at least thirty-two characters';

// oidc-provider, certified. `routes` and `issuer` make it look like another; `speaks` is laid over its settings.
export class OpenId extends StandIn {
  constructor({ issuer, routes = {}, speaks = {} } = {}) {
    super();
    Object.assign(this, { issuer, routes, speaks });
  }

  // Lets a pool's domain in, as the client `pool`.
  knows({ origin }) {
    const people = this.people;
    const provider = new Provider(this.issuer ?? this.url, {
      clients: [
        {
          client_id: 'pool',
          client_secret: secret,
          token_endpoint_auth_method: 'client_secret_post',
          redirect_uris: [`${origin}/oauth2/idpresponse`],
          post_logout_redirect_uris: [`${origin}/oauth2/idplogout`],
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], phone: ['phone_number'] },
      cookies: { keys: [`a key of ${this.port}`] },
      features: {
        devInteractions: { enabled: false },
        rpInitiatedLogout: {
          enabled: true,
          logoutSource: (context, form) => {
            context.type = 'html';
            context.body = `<!doctype html><html lang="en"><title>provider</title>${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`;
          },
        },
      },
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
      interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
      jwks: { keys: [(this.key ??= jwk('first'))] },
      // Whoever signs in here has agreed to everything.
      loadExistingGrant: async ({ oidc }) => {
        const grant = new provider.Grant({ accountId: oidc.session.accountId, clientId: oidc.client.clientId });
        grant.addOIDCScope('openid email profile phone');
        await grant.save();
        return grant;
      },
      routes: this.routes,
      ...this.speaks,
    });
    this.provider = provider;
    this.callback = provider.callback();
  }

  async handle(request, answer, url) {
    if (!url.pathname.startsWith('/interaction/')) return this.callback(request, answer);
    if (request.method === 'GET') return html(answer, form(url.pathname));
    const said = await bodyOf(request);
    const result = said.has('refuse')
      ? { error: 'access_denied', error_description: 'The person did not want to.' }
      : { login: { accountId: said.get('login') } };
    return this.provider.interactionFinished(request, answer, result, { mergeWithLastSubmission: false });
  }
}

// The issuers and paths of Google and Apple, whose ID tokens say everything.
export const google = () =>
  new OpenId({
    issuer: 'https://accounts.google.com',
    routes: { authorization: '/o/oauth2/v2/auth', token: '/oauth2/v4/token' },
    speaks: { conformIdTokenClaims: false },
  });

// Apple's form: a signed token for a secret, an answer by POST, and the name in the browser's hands, once.
export class Apple extends OpenId {
  constructor() {
    super({
      issuer: 'https://appleid.apple.com',
      routes: { authorization: '/auth/authorize', token: '/auth/token' },
      speaks: { conformIdTokenClaims: false },
    });
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.publicKey = publicKey;
    this.privateKey = privateKey.export({ type: 'pkcs8', format: 'pem' });
  }

  // Whether a secret is a token of the team's.
  isSigned(text) {
    const [head, claims, signature] = text.split('.');
    const said = JSON.parse(Buffer.from(claims, 'base64url'));
    const key = { key: this.publicKey, dsaEncoding: 'ieee-p1363' };
    return said.sub === 'pool' && said.aud === this.issuer && verify('sha256', `${head}.${claims}`, key, Buffer.from(signature, 'base64url'));
  }

  async handle(request, answer, url) {
    if (url.pathname === '/auth/authorize') {
      assert.equal(url.searchParams.get('response_mode'), 'form_post');
      url.searchParams.set('scope', `openid ${url.searchParams.get('scope')}`);
      request.url = url.pathname + url.search;
    }
    if (url.pathname === '/auth/token') {
      const said = await bodyOf(request);
      assert.ok(this.isSigned(said.get('client_secret')));
      request.body = { ...Object.fromEntries(said), client_secret: secret };
    }
    const end = answer.end.bind(answer);
    answer.end = (body, ...rest) => {
      const page = body?.toString() ?? '';
      if (!page.includes('Submitting Callback') || !this.user) return end(body, ...rest);
      const whole = page.replace('</form>', `<input type="hidden" name="user" value="${escaped(JSON.stringify(this.user))}"></form>`);
      this.user = undefined;
      answer.setHeader('content-length', Buffer.byteLength(whole));
      return end(whole);
    };
    return super.handle(request, answer, url);
  }
}

// Facebook's and Amazon's endpoints, which speak OAuth alone.
export class Plain extends StandIn {
  codes = new Map();

  async handle(request, answer, url) {
    const json = (status, body) => {
      answer.writeHead(status, { 'content-type': 'application/json' });
      answer.end(JSON.stringify(body));
    };
    if (/^\/(v[\d.]+\/dialog\/oauth|ap\/oa)$/.test(url.pathname)) {
      const said = url.searchParams;
      return html(answer, form('/agreed', { state: said.get('state'), to: said.get('redirect_uri') }));
    }
    if (url.pathname === '/agreed') {
      const said = await bodyOf(request);
      const code = crypto.randomUUID();
      this.codes.set(code, said.get('login'));
      const to = new URL(said.get('to'));
      const told = said.has('refuse') ? { error: 'access_denied' } : { code };
      to.search = new URLSearchParams({ ...told, state: said.get('state') });
      answer.writeHead(302, { location: to.href });
      return answer.end();
    }
    if (/\/access_token$|\/o2\/token$/.test(url.pathname)) {
      const said = request.method === 'GET' ? url.searchParams : await bodyOf(request);
      const login = this.codes.get(said.get('code'));
      this.codes.delete(said.get('code'));
      if (!login || said.get('client_secret') !== secret) return json(400, { error: { message: 'No such code.' } });
      return json(200, { access_token: login, token_type: 'bearer', expires_in: 3600 });
    }
    const login = request.headers.authorization?.replace(/^Bearer /, '');
    const all = { id: login, user_id: login, ...this.people.get(login) };
    const fields = url.searchParams.get('fields')?.split(',') ?? Object.keys(all);
    return json(200, Object.fromEntries(fields.filter((field) => field in all).map((field) => [field, all[field]])));
  }
}

// A company's SAML provider. `people` has what it says of each: `mail`.
export class Saml extends StandIn {
  constructor({ takesForms = false } = {}) {
    super();
    this.way = takesForms ? 'post' : 'redirect';
  }

  async listen() {
    await super.listen();
    this.key ??= newKey();
    const Binding = `urn:oasis:names:tc:SAML:2.0:bindings:HTTP-${this.way === 'post' ? 'POST' : 'Redirect'}`;
    this.idp = saml(this.url, this.key, { singleSignOnService: [{ Binding, Location: `${this.url}/sso` }] });
    return this;
  }

  async knows({ origin }) {
    const { text } = await new Browser().go(new URL(`${origin}/saml2/metadata`));
    this.sp = service(text);
  }

  async handle(request, answer, url) {
    if (url.pathname === '/sso' && request.method === 'GET') {
      const { extract } = await this.idp.parseLoginRequest(this.sp, 'redirect', signedQuery(url));
      return html(answer, form('/sso', { answers: extract.request.id, state: url.searchParams.get('RelayState') }));
    }
    if (url.pathname === '/start') return html(answer, form('/sso', { answers: '', state: url.searchParams.get('RelayState') }));
    if (url.pathname === '/sso') {
      const said = await bodyOf(request);
      if (said.has('SAMLRequest')) {
        const { extract } = await this.idp.parseLoginRequest(this.sp, 'post', { body: Object.fromEntries(said) });
        return html(answer, form('/sso', { answers: extract.request.id, state: said.get('RelayState') }));
      }
      const name = said.get('login');
      const person = { name, mail: `${name}@corp.example`, ...this.people.get(name), answers: said.get('answers') };
      const place = this.sp.entityMeta.getAssertionConsumerService('post');
      const SAMLResponse = await says(this.idp, this.sp, person);
      return posted(answer, place, { SAMLResponse, RelayState: said.get('state') });
    }
    if (url.pathname === '/slo') {
      const asked = await this.idp.parseLogoutRequest(this.sp, 'redirect', signedQuery(url));
      this.left = asked.extract.nameID;
      const { context } = this.idp.createLogoutResponse(this.sp, asked, 'redirect', url.searchParams.get('RelayState'));
      answer.writeHead(302, { location: context });
      return answer.end();
    }
    return html(answer, 'nothing', 404);
  }
}
