// The demo app: signs in by code and PKCE as a browser app does, shows the tokens, refreshes them, calls what they open, and
// signs out. It keeps everything in this tab.
(() => {
  const app = document.getElementById('app');
  const { domain, client } = app.dataset;
  const back = `${location.origin}/demo`;
  const scope = 'openid email phone profile aws.cognito.signin.user.admin';
  const kept = sessionStorage;

  const base64url = (bytes) =>
    btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
  const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
  const claims = (token) =>
    JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))));

  const say = (text) => {
    document.getElementById('said').textContent = text;
  };
  const show = () => {
    const tokens = JSON.parse(kept.getItem('tokens') ?? 'null');
    document.getElementById('out').hidden = !!tokens;
    document.getElementById('in').hidden = !tokens;
    if (!tokens) return null;
    const id = claims(tokens.id_token);
    document.getElementById('who').textContent = id.email ?? id['cognito:username'];
    document.getElementById('id').textContent = JSON.stringify(id, null, 2);
    document.getElementById('access').textContent = JSON.stringify(claims(tokens.access_token), null, 2);
    const refresh = tokens.refresh_token ?? '';
    document.getElementById('refresh').textContent = `${refresh.slice(0, 48)}… (${refresh.length} characters)`;
    return tokens;
  };

  const ask = async (form) => {
    const answer = await fetch(`${domain}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
    const body = await answer.json();
    if (!answer.ok) throw new Error(`${body.error}${body.error_description ? `: ${body.error_description}` : ''}`);
    kept.setItem('tokens', JSON.stringify({ ...JSON.parse(kept.getItem('tokens') ?? '{}'), ...body }));
    show();
  };

  const does = {
    async 'sign-in'() {
      const [state, nonce, verifier] = [random(), random(), random()];
      kept.setItem('begun', JSON.stringify({ state, nonce, verifier }));
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: client,
        redirect_uri: back,
        scope,
        state,
        nonce,
        code_challenge: base64url(new Uint8Array(digest)),
        code_challenge_method: 'S256',
      });
      location.assign(`${domain}/oauth2/authorize?${query}`);
    },
    async refresh() {
      const { refresh_token } = show();
      await ask({ grant_type: 'refresh_token', client_id: client, refresh_token });
      say('The tokens are new.');
    },
    async call() {
      const { access_token } = show();
      const answer = await fetch(`${domain}/oauth2/userInfo`, { headers: { authorization: `Bearer ${access_token}` } });
      document.getElementById('answer').textContent = `${answer.status}\n${JSON.stringify(await answer.json(), null, 2)}`;
      say('/oauth2/userInfo has answered.');
    },
    'sign-out'() {
      kept.clear();
      location.assign(`${domain}/logout?${new URLSearchParams({ client_id: client, logout_uri: back })}`);
    },
  };
  for (const [name, act] of Object.entries(does)) {
    document.getElementById(`do-${name}`).addEventListener('click', async () => {
      try {
        await act();
      } catch (error) {
        say(`That did not work. ${error.message}`);
      }
    });
  }

  // Back from the sign-in: the code becomes tokens, once, in the tab that began.
  const begin = async () => {
    const given = new URLSearchParams(location.search);
    if (location.search) history.replaceState(null, '', '/demo');
    if (given.get('error')) {
      say(`The sign-in ended: ${given.get('error')} ${given.get('error_description') ?? ''}`);
    } else if (given.get('code')) {
      const begun = JSON.parse(kept.getItem('begun') ?? '{}');
      kept.removeItem('begun');
      if (!begun.state || given.get('state') !== begun.state) throw new Error('This sign-in began somewhere else.');
      const form = { grant_type: 'authorization_code', client_id: client, redirect_uri: back, code: given.get('code') };
      await ask({ ...form, code_verifier: begun.verifier });
      const { id_token } = show();
      if (claims(id_token).nonce !== begun.nonce) {
        kept.clear();
        throw new Error('The ID token is not for this sign-in.');
      }
      say('You are signed in.');
    }
  };
  begin()
    .catch((error) => say(`That did not work. ${error.message}`))
    .finally(show);
})();
