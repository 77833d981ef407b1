// The function of a pool that every trigger asks. What it is told it keeps, a line an event, in the file EVENTS.

const { randomInt } = require('node:crypto');
const { appendFileSync } = require('node:fs');

// The directory that people come from.
const OLD = {
  olga: { password: 'old', email: 'olga@example.com' },
  otto: { password: 'older', email: 'otto@example.com' },
};
// How SAML calls an e-mail address.
const MAIL = 'urn:oid:0.9.2342.19200300.100.1.3';
const ROLE = 'arn:aws:iam::000000000000:role/gold';
const SUMS = [
  ['6 x 7', '42'],
  ['6 + 7', '13'],
  ['7 - 6', '1'],
];

exports.handler = async (event) => {
  keep(event);
  const [trigger, suffix] = event.triggerSource.split('_');
  await handlers[trigger](event.request, event.response, event, suffix);
  return event;
};

function keep(event) {
  appendFileSync(process.env.EVENTS, `${JSON.stringify(event)}\n`);
}

// The rounds, without the password before them.
function askedBefore(session) {
  return session.filter((one) => one.challengeName === 'CUSTOM_CHALLENGE');
}

function isRiddle(event) {
  return event.userName.startsWith('riddle-');
}

const handlers = {
  PreSignUp(request, response) {
    if (request.userAttributes.email?.endsWith('@refused.example.com')) {
      throw new Error('Nobody comes from there');
    }
    if (request.validationData?.invitation === 'yes') {
      response.autoConfirmUser = true;
      response.autoVerifyEmail = true;
    }
  },

  PostConfirmation(request) {
    if (request.clientMetadata?.welcome === 'no') {
      throw new Error('No welcome');
    }
  },

  PreAuthentication(request) {
    if (request.validationData?.from === 'elsewhere') {
      throw new Error('Not from elsewhere');
    }
  },

  PostAuthentication(request) {
    if (request.userAttributes.nickname === 'late') {
      throw new Error('Too late');
    }
  },

  TokenGeneration(request, response, event, suffix) {
    const groupOverrideDetails = { groupsToOverride: ['gold'], iamRolesToOverride: [ROLE], preferredRole: ROLE };
    if (event.version === '1') {
      response.claimsOverrideDetails = {
        claimsToAddOrOverride: { tier: 'gold', source: suffix },
        claimsToSuppress: ['email'],
        groupOverrideDetails,
      };
      return;
    }
    const claimsToAddOrOverride = { tier: 'gold', source: suffix, limits: { calls: [5, 50] } };
    response.claimsAndScopeOverrideDetails = {
      idTokenGeneration: { claimsToAddOrOverride, claimsToSuppress: ['email'] },
      accessTokenGeneration: {
        claimsToAddOrOverride,
        claimsToSuppress: ['username'],
        scopesToAdd: ['orders:read'],
        scopesToSuppress: ['aws.cognito.signin.user.admin'],
      },
      groupOverrideDetails,
    };
  },

  CustomMessage(request, response, event, suffix) {
    const colour = request.clientMetadata?.colour ?? 'no colour';
    const who = request.usernameParameter ?? event.userName;
    response.emailSubject = `${suffix} of ${event.userName}`;
    response.emailMessage = `<p>${who}, in ${colour}: ${request.codeParameter}</p>`;
  },

  // A sender has nothing to answer.
  CustomEmailSender() {},
  CustomSMSSender() {},

  // AWS's sample, of three tries at one code, after a password by SRP where the sign-in begins so; who is called
  // riddle-… solves three sums.
  DefineAuthChallenge(request, response, event) {
    if (request.session.at(-1)?.challengeName === 'SRP_A') {
      Object.assign(response, { issueTokens: false, failAuthentication: false, challengeName: 'PASSWORD_VERIFIER' });
      return;
    }
    const session = askedBefore(request.session);
    const rounds = isRiddle(event) ? 3 : 1;
    const right = session.filter((one) => one.challengeResult).length;
    const isDone = right === rounds;
    response.issueTokens = isDone;
    response.failAuthentication = !isDone && (session.length >= 3 || (rounds === 3 && right < session.length));
    if (!isDone && !response.failAuthentication) {
      response.challengeName = 'CUSTOM_CHALLENGE';
    }
  },

  CreateAuthChallenge(request, response, event) {
    const session = askedBefore(request.session);
    if (isRiddle(event)) {
      const [question, answer] = SUMS[session.length];
      response.publicChallengeParameters = { question };
      response.privateChallengeParameters = { answer };
      response.challengeMetadata = `SUM-${session.length}`;
      return;
    }
    const { email } = request.userAttributes;
    let code = session.at(-1)?.challengeMetadata.replace('CODE-', '');
    if (!code) {
      code = String(randomInt(1_000_000)).padStart(6, '0');
      keep({ to: email, code });
    }
    response.publicChallengeParameters = { email };
    response.privateChallengeParameters = { answer: code };
    response.challengeMetadata = `CODE-${code}`;
  },

  VerifyAuthChallengeResponse(request, response) {
    response.answerCorrect = request.challengeAnswer === request.privateChallengeParameters.answer;
  },

  UserMigration(request, response, event, suffix) {
    const person = OLD[event.userName];
    if (!person) {
      throw new Error('The old directory has nobody of this name');
    }
    if (suffix === 'Authentication') {
      if (request.password !== person.password) {
        throw new Error('The old directory has another password');
      }
      response.finalUserStatus = 'CONFIRMED';
    }
    response.userAttributes = { email: person.email, email_verified: 'true', nickname: 'moved' };
    response.messageAction = 'SUPPRESS';
  },

  // Whose address at the provider begins with "as-is" is taken as the provider says; the others get one of ours.
  async InboundFederation(request, response) {
    const said = request.attributes;
    const [name, domain] = (said.samlResponse ? said.samlResponse[MAIL] : said.userInfo.email).split('@');
    if (domain === 'refused.example.com') {
      throw new Error('Nobody comes from there');
    }
    if (domain === 'slow.example.com') {
      await new Promise((resolve) => setTimeout(resolve, 600_000));
    }
    if (name !== 'as-is') {
      response.userAttributesToMap = { email: `${name}@ours.example.com`, name: `${name} of ${request.providerName}` };
    }
  },
};
