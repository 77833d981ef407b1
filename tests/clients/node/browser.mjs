// A browser of the simplest kind: it keeps cookies, follows redirects, and fills in the form of a page.
// Names below `localhost` lead to this machine, as in every browser; Node asks the system, which may not know them.

import assert from 'node:assert/strict';
import { request } from 'node:http';

function ask(url, { method = 'GET', headers = {}, body } = {}) {
  const host = url.hostname.endsWith('.localhost') ? '127.0.0.1' : url.hostname;
  const options = { host, port: url.port, path: url.pathname + url.search, method };
  return new Promise((resolve, reject) => {
    const asked = request({ ...options, headers: { Host: url.host, ...headers } }, (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('error', reject);
      answer.on('end', () => resolve({ answer, text: Buffer.concat(pieces).toString() }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const unescaped = (text) =>
  text
    .replaceAll('&#x2f;', '/')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const attribute = (tag, name) => {
  const found = tag.match(new RegExp(`\\s${name}="([^"]*)"`));
  return found && unescaped(found[1]);
};

export class Browser {
  cookies = new Map();

  // Goes to an address, signs in where a page asks, and gives the address of the app that it was sent to.
  async signIn(url, person) {
    let page = await this.go(url);
    if (!page.left) {
      page = await this.send(page, 'password', { username: person.username, password: person.password });
    }
    assert.ok(page.left, `still at ${page.url}: ${page.text}`);
    return page.left;
  }

  async send({ url, text }, field, values) {
    const forms = text.split('<form ').slice(1).map((form) => form.split('</form>')[0]);
    const form = forms.find((form) => form.includes(`name="${field}"`));
    assert.ok(form, `no form has ${field}: ${text}`);
    const sent = new URLSearchParams();
    for (const [input] of form.matchAll(/<input [^>]*>/g)) {
      if (attribute(input, 'type') === 'hidden') sent.set(attribute(input, 'name'), attribute(input, 'value'));
    }
    for (const [name, value] of Object.entries(values)) sent.set(name, value);
    const action = new URL(attribute(` ${form.split('>')[0]}`, 'action'), url);
    return this.go(action, { method: 'POST', body: sent.toString() });
  }

  async go(url, { method = 'GET', body } = {}) {
    for (let hops = 0; hops < 10; hops += 1) {
      const { to, text } = await this.step(url, { method, body });
      if (!to) return { url, text };
      if (to.host !== url.host) return { left: to };
      [url, method, body] = [to, 'GET', undefined];
    }
    throw new Error('it leads nowhere');
  }

  // One request, and where its answer leads.
  async step(url, { method = 'GET', body } = {}) {
    const headers = {};
    if (this.cookies.size) headers.Cookie = [...this.cookies].map((pair) => pair.join('=')).join('; ');
    if (body) {
      headers['Content-Type'] = 'application/x-www-form-urlencoded';
      headers['Content-Length'] = Buffer.byteLength(body);
      headers.Origin = url.origin;
    }
    const { answer, text } = await ask(url, { method, headers, body });
    for (const cookie of answer.headers['set-cookie'] ?? []) {
      const [pair, ...attributes] = cookie.split(';');
      const [name, ...value] = pair.split('=');
      if (attributes.some((one) => one.trim() === 'Max-Age=0')) this.cookies.delete(name);
      else this.cookies.set(name, value.join('='));
    }
    return { url, text, to: answer.headers.location && new URL(answer.headers.location, url) };
  }
}
