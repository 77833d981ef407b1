// A pool with a domain, an app client for it and somebody who can sign in: where tests of the OAuth endpoints start.

import { randomUUID } from 'node:crypto';

import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CreateUserPoolDomainCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { newPerson, newPool, sdk } from './people.mjs';

// `client` is laid over an app that gets codes at `callback`.
export async function newHosted(callback, { pool = {}, client = {} } = {}) {
  const made = await newPool({
    pool,
    client: {
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      CallbackURLs: [callback],
      SupportedIdentityProviders: ['COGNITO'],
      ...client,
    },
  });
  const prefix = `suite-${randomUUID().slice(0, 13)}`;
  await sdk.send(new CreateUserPoolDomainCommand({ UserPoolId: made.id, Domain: prefix }));
  return { ...made, prefix, person: await newUser(made.id) };
}

async function newUser(id) {
  const person = newPerson();
  const named = { UserPoolId: id, Username: person.username };
  const attributes = [
    { Name: 'email', Value: person.email },
    { Name: 'email_verified', Value: 'true' },
  ];
  await sdk.send(new AdminCreateUserCommand({ ...named, UserAttributes: attributes, MessageAction: 'SUPPRESS' }));
  await sdk.send(new AdminSetUserPasswordCommand({ ...named, Password: person.password, Permanent: true }));
  return person;
}
