// samlify as a company's SAML provider: what it is made of, and what it says of people.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import samlify from 'samlify';

// What comes in is ours; its form is judged by the provider's own rules.
samlify.setSchemaValidator({ validate: async () => 'not judged' });

const { binding } = samlify.Constants.namespace;
export const ENC = 'http://www.w3.org/2001/04/xmlenc#';

export function newKey() {
  const folder = mkdtempSync(join(tmpdir(), 'idp-'));
  try {
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    const subject = ['-subj', '/CN=idp.example', '-days', '365'];
    const files = ['-keyout', key, '-out', certificate];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...files, ...subject], { stdio: 'ignore' });
    return { privateKey: readFileSync(key, 'utf8'), signingCert: readFileSync(certificate, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// A provider at an address, by its key; `more` is laid over its settings.
export function provider(url, key, more = {}) {
  return samlify.IdentityProvider({
    entityID: `${url}/saml`,
    ...key,
    wantAuthnRequestsSigned: true,
    nameIDFormat: ['urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'],
    requestSignatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    dataEncryptionAlgorithm: `${ENC}aes256-cbc`,
    keyEncryptionAlgorithm: `${ENC}rsa-oaep-mgf1p`,
    singleSignOnService: [{ Binding: binding.redirect, Location: `${url}/sso` }],
    singleLogoutService: [{ Binding: binding.redirect, Location: `${url}/slo` }],
    loginResponseTemplate: {
      context: samlify.SamlLib.defaultLoginResponseTemplate.context.replace(
        '{AuthnStatement}',
        '<saml:AuthnStatement AuthnInstant="{IssueInstant}" SessionIndex="{SessionIndex}"><saml:AuthnContext>' +
          '<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>' +
          '</saml:AuthnContext></saml:AuthnStatement>',
      ),
      attributes: [{ name: 'mail', valueTag: 'mail', nameFormat: 'urn:x', valueXsiType: 'xs:string' }],
    },
    ...more,
  });
}

// The pool, as its metadata tells.
export const service = (metadata) => samlify.ServiceProvider({ metadata, wantLogoutResponseSigned: true });

// What the provider says of somebody, as a form carries it.
export async function says(idp, sp, { name, mail, answers = '', session = '_session' }) {
  const fill = (template) => {
    const now = new Date();
    const end = new Date(now.getTime() + 300_000).toISOString();
    const place = sp.entityMeta.getAssertionConsumerService('post');
    const id = `_${crypto.randomUUID()}`;
    const values = {
      ID: id,
      AssertionID: `_${crypto.randomUUID()}`,
      Destination: place,
      Audience: sp.entityMeta.getEntityID(),
      SubjectRecipient: place,
      AssertionConsumerServiceURL: place,
      EntityID: sp.entityMeta.getEntityID(),
      Issuer: idp.entityMeta.getEntityID(),
      IssueInstant: now.toISOString(),
      StatusCode: 'urn:oasis:names:tc:SAML:2.0:status:Success',
      ConditionsNotBefore: now.toISOString(),
      ConditionsNotOnOrAfter: end,
      SubjectConfirmationDataNotOnOrAfter: end,
      NameIDFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      NameID: name,
      InResponseTo: answers,
      SessionIndex: session,
      attrMail: mail,
    };
    const filled = samlify.SamlLib.replaceTagsByValue(template, values);
    // Nobody is answered where nobody has asked.
    return { id, context: filled.replaceAll(' InResponseTo=""', '') };
  };
  const { context } = await idp.createLoginResponse(sp, { extract: {} }, 'post', {}, fill);
  return context;
}

// A query as the provider reads it, its signature over what was sent.
export const signedQuery = (url) => ({
  query: Object.fromEntries(url.searchParams),
  octetString: url.search.slice(1).split('&Signature=')[0],
});
