// A pool with a hosted domain, an app client and a person: where every test of the pages starts.

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';

import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CreateManagedLoginBrandingCommand,
  CreateUserPoolDomainCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { endpoint, newPassword, newPerson, newPool, sdk } from '../people.mjs';

// The app: people come back to it. Below /onward it sends them on to another origin, as apps do.
const app = createServer((request, answer) => {
  if (request.url.startsWith('/onward')) {
    answer.writeHead(302, { location: `http://127.0.0.1:${app.address().port}/callback` });
    answer.end();
    return;
  }
  answer.setHeader('content-type', 'text/html; charset=utf-8');
  answer.end('<!doctype html><html lang="en"><title>app</title><link rel="icon" href="data:,"><p>Back in the app</p></html>');
});
await new Promise((resolve) => app.listen(0, '127.0.0.1', resolve));
app.unref();
export const callback = `http://localhost:${app.address().port}/callback`;
export const onward = callback.replace('/callback', '/onward');

// A home; `pool`, `client` and `domain` are laid over what each has anyway. Managed login shows nothing before its client has
// a style: it gets the given one, where it is not to have one of its own.
export async function newHome({ pool = {}, client = {}, domain = {}, isStyled = true } = {}) {
  const made = await newPool({
    pool: { PoolName: 'Blue Cave', ...pool },
    client: {
      ClientName: 'Tide Tables',
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'],
      CallbackURLs: [callback, onward, 'tides://back'],
      LogoutURLs: [callback],
      SupportedIdentityProviders: ['COGNITO'],
      ...client,
    },
  });
  const prefix = `pages-${randomUUID().slice(0, 13)}`;
  await sdk.send(
    new CreateUserPoolDomainCommand({ UserPoolId: made.id, Domain: prefix, ManagedLoginVersion: 2, ...domain }),
  );
  if (isStyled && domain.ManagedLoginVersion !== 1) {
    const style = { UserPoolId: made.id, ClientId: made.clientId, UseCognitoProvidedValues: true };
    await sdk.send(new CreateManagedLoginBrandingCommand(style));
  }
  const origin = `http://${prefix}.auth.localhost:${new URL(endpoint).port}`;
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const address = (path, more = {}) => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: made.clientId,
      redirect_uri: callback,
      scope: 'openid email',
      state: 'a state',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...more,
    });
    return `${origin}${path}?${query}`;
  };
  return { ...made, origin, prefix, verifier, address };
}

// Somebody who can sign in; `attributes` beside a proved address, which is left out with an `email` of undefined.
export async function newUser(home, { username, ...attributes } = {}) {
  const person = { ...newPerson(), ...(username && { username }) };
  const all = { email: person.email, email_verified: 'true', ...attributes };
  if (!all.email) delete all.email_verified;
  await sdk.send(
    new AdminCreateUserCommand({
      UserPoolId: home.id,
      Username: person.username,
      MessageAction: 'SUPPRESS',
      UserAttributes: Object.entries(all)
        .filter(([, Value]) => Value)
        .map(([Name, Value]) => ({ Name, Value })),
    }),
  );
  await sdk.send(
    new AdminSetUserPasswordCommand({
      UserPoolId: home.id,
      Username: person.username,
      Password: person.password,
      Permanent: true,
    }),
  );
  return person;
}

// Somebody who was invited and has to choose a password.
export async function newGuest(home) {
  const person = { ...newPerson(), password: newPassword() };
  await sdk.send(
    new AdminCreateUserCommand({
      UserPoolId: home.id,
      Username: person.username,
      TemporaryPassword: person.password,
      MessageAction: 'SUPPRESS',
      UserAttributes: [
        { Name: 'email', Value: person.email },
        { Name: 'email_verified', Value: 'true' },
      ],
    }),
  );
  return person;
}

// What the pages say, out of the files that the server is built with.
const locales = new URL('../../../../crates/words/locales/', import.meta.url);
const read = (name) => {
  const words = new Map();
  let last;
  for (const line of readFileSync(new URL(name, locales), 'utf8').split('\n')) {
    const [, key, text] = /^([a-z][\w-]*) = (.*)$/.exec(line) ?? [];
    // A sentence with a number has a form of it a line.
    const [, form] = /^ +\*?\[\w+\] (.*)$/.exec(line) ?? [];
    if (key) words.set(key, (last = text.endsWith('->') ? [] : [text]));
    else if (form) last.push(form);
  }
  return words;
};
const all = new Map(
  readdirSync(locales)
    .filter((name) => name.endsWith('.ftl'))
    .map((name) => [name.slice(0, -4), read(name)]),
);

// The languages that there are.
export const languages = [...all.keys()];
export const isRtl = (language) => ['ar', 'fa', 'he', 'ur'].includes(language);

// What the pages say in a language, by key: one text, or one for each form that a number takes.
export const sentences = (language) => all.get(language);

// A sentence as a pattern: what is filled in may be anything.
export function words(language, key) {
  const forms = all.get(language)?.get(key) ?? all.get('en').get(key);
  if (forms === undefined) throw new Error(`no words for ${key}`);
  const pattern = (text) => {
    const parts = text.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return parts.join('.*');
  };
  return new RegExp(`^\\s*(?:${forms.map(pattern).join('|')})\\s*$`, 'u');
}
