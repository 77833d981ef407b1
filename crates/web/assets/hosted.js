// Conveniences of the hosted pages. Everything works without them.
(() => {
  const each = (selector, use) => document.querySelectorAll(selector).forEach(use);

  // A password can be shown while it is typed. What is sent is a password field again.
  each('button.peek', (button) => {
    const input = document.getElementById(button.getAttribute('aria-controls'));
    const turn = (isShown) => {
      input.type = isShown ? 'text' : 'password';
      button.setAttribute('aria-pressed', isShown);
      button.textContent = isShown ? button.dataset.hide : button.dataset.show;
    };
    button.hidden = false;
    button.addEventListener('click', () => turn(input.type === 'password'));
    input.form?.addEventListener('submit', () => turn(false));
  });

  // Moments in the reader's zone and form.
  each('time', (time) => {
    const { lang } = document.documentElement;
    const own = navigator.languages.find((one) => one.startsWith(`${lang}-`)) ?? lang;
    const form = { dateStyle: 'long', timeStyle: 'short', calendar: 'gregory' };
    time.textContent = new Date(time.dateTime).toLocaleString(own, form);
  });

  // A form is sent once. Its buttons rest after the browser has read them, until it comes back or nothing came of it.
  each('form[method=post]', (form) => {
    let isSent = false;
    const rest = (isResting) => {
      isSent = isResting;
      form.querySelectorAll('button').forEach((button) => {
        button.disabled = isResting;
      });
    };
    form.addEventListener('submit', (event) => {
      if (isSent) {
        event.preventDefault();
      } else if (!event.defaultPrevented) {
        isSent = true;
        setTimeout(rest, 0, true);
        setTimeout(rest, 8000, false);
      }
    });
    addEventListener('pageshow', (event) => event.persisted && rest(false));
  });

  // What a password needs is marked while it is typed.
  const tests = {
    lowercase: /[a-z]/,
    uppercase: /[A-Z]/,
    number: /[0-9]/,
    symbol: /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]|\S \S/,
  };
  each('ul.rules', (list) => {
    const input = document.getElementById(list.dataset.of);
    const mark = () =>
      list.querySelectorAll('li').forEach((item) => {
        const { rule, count } = item.dataset;
        const isMet = rule === 'length' ? [...input.value].length >= count : tests[rule]?.test(input.value);
        item.classList.toggle('met', !!isMet);
        item.lastElementChild.textContent = isMet ? list.dataset.met : list.dataset.unmet;
      });
    input?.addEventListener('input', mark);
  });

  // How long it is until a code can be asked for again, second by second; then the button. Its forms stand
  // beside it, each with the first number that takes it.
  each('.wait', (wait) => {
    const until = Date.now() + wait.dataset.seconds * 1000;
    const button = wait.nextElementSibling;
    const forms = [...wait.querySelectorAll('li')];
    button.hidden = true;
    const count = () => {
      const left = Math.ceil((until - Date.now()) / 1000);
      wait.hidden = left <= 0;
      button.hidden = left > 0;
      if (left <= 0) return;
      const form = forms.findLast((one) => one.dataset.from <= left);
      wait.firstElementChild.textContent = form.textContent.replace('#', left);
      setTimeout(count, 1000);
    };
    count();
  });

  // A language chosen by pointer is taken at once. By keys one passes others: there the button stays.
  each('form.language select', (menu) => {
    const button = menu.form.querySelector('button');
    let isByKeys = false;
    button.classList.add('later');
    menu.addEventListener('keydown', ({ key }) => {
      if (key === 'Tab' || key === 'Shift') return;
      isByKeys = true;
      button.classList.remove('later');
    });
    menu.addEventListener('pointerdown', () => {
      isByKeys = false;
    });
    menu.addEventListener('change', () => isByKeys || menu.form.requestSubmit());
  });

  // A form that only carries something on is sent at once.
  each('form[data-now]', (form) => form.requestSubmit());

  document.getElementById('wrong')?.focus();
})();
