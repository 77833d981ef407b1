// Passkeys on the hosted pages. Forms say what they want by data-passkey: "get" with the options on the form, "find" and
// "create" with an address that gives them. Without passkeys in the browser nothing of this shows.
'use strict';
(() => {
  const has = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;
  let waiting;
  const options = async (form) => {
    if (form.dataset.options) return { publicKey: JSON.parse(form.dataset.options) };
    const body = new URLSearchParams({ _csrf: form.elements._csrf.value });
    const answer = await fetch(form.dataset.from, { method: 'POST', body });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };
  const use = async (form, mediation) => {
    const { publicKey, flow } = await options(form);
    let credential;
    if (form.dataset.passkey === 'create') {
      const asked = PublicKeyCredential.parseCreationOptionsFromJSON(publicKey);
      credential = await navigator.credentials.create({ publicKey: asked });
    } else {
      const asked = PublicKeyCredential.parseRequestOptionsFromJSON(publicKey);
      if (waiting) waiting.abort();
      waiting = new AbortController();
      const { signal } = waiting;
      credential = await navigator.credentials.get({ publicKey: asked, signal, ...(mediation && { mediation }) });
    }
    form.elements.credential.value = JSON.stringify(credential.toJSON());
    if (flow) form.elements.passkey.value = flow;
    form.submit();
  };
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    if (!has) continue;
    const button = form.querySelector('[data-passkey-use]');
    const none = form.querySelector('[data-passkey-none]');
    const cancelled = form.querySelector('[data-passkey-cancelled]');
    if (none) none.hidden = true;
    button.hidden = false;
    button.addEventListener('click', async () => {
      cancelled.hidden = true;
      button.disabled = true;
      try {
        await use(form);
      } catch {
        cancelled.hidden = false;
      }
      button.disabled = false;
    });
    if (form.dataset.passkey === 'find' && PublicKeyCredential.isConditionalMediationAvailable) {
      PublicKeyCredential.isConditionalMediationAvailable()
        .then((is) => is && use(form, 'conditional'))
        .catch(() => {});
    }
  }
  // What the server may offer afterwards.
  if (has) for (const field of document.querySelectorAll('input[name=has_passkeys]')) field.value = 'true';
})();
