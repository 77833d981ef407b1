// What people do on their way to a page.

// Name and password, on the first page.
export async function enter(page, person, password = person.password) {
  await page.fill('[name=username]', person.username);
  await page.fill('[name=password]', password);
  await page.click('[name=signInSubmitButton]');
}

// The name alone, where the first page asks for no more.
export async function name(page, person) {
  await page.fill('[name=username]', person.username);
  await page.click('[name=signInSubmitButton]');
}

// A whole sign-in, up to the app.
export async function signedIn(page, home, person = home.person) {
  await page.goto(home.visit('/login', { prompt: 'login' }));
  await enter(page, person);
  await page.waitForURL(/\/callback/);
}

// The main button of a form that is to be shown again.
export async function mended(page, selector = 'main button.wide') {
  await page.click(selector);
  await page.waitForSelector('#wrong');
}

// An authenticator of the browser's own. It does nothing before it is told that somebody is there.
export async function authenticator(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: false,
    },
  });
  return {
    present: (enabled) => session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
    credentials: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
  };
}
