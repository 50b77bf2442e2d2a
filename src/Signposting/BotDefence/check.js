// @ts-check
// Runs in the frame of the sending page: fetches Google's script once the person agrees, has the token verified by our own server and
// puts the stamped voucher into the form around it. Whatever fails, the form can be sent without.
(function (doc, win) {
  'use strict';
  const { v3 = '', v2 = '' } = doc.documentElement.dataset;
  const result = /** @type {HTMLElement} */ (doc.getElementById('result'));
  const agree = /** @type {HTMLButtonElement} */ (doc.getElementById('agree'));
  /** @returns {any} */
  const google = () => /** @type {any} */ (win).grecaptcha;

  /** The frame is as high as what is in it. The box to tick opens pictures, which need room. @param {number} [least] */
  function fit(least) {
    if (win.frameElement) win.frameElement.setAttribute('height', String(Math.max(least || 0, doc.body.offsetHeight)));
  }

  /** @param {string} which */
  function say(which) {
    result.textContent = result.getAttribute('data-' + which);
    fit(which === 'box' ? 680 : 0);
  }

  /** The field of the form around this frame. @returns {HTMLInputElement | null} */
  const voucher = () => win.parent.document.querySelector('[name=voucher]');

  /** Google's script keeps things under our address; nothing of it stays. */
  function forget() {
    try {
      win.localStorage.clear();
      win.sessionStorage.clear();
    } catch { /* Switched off: then nothing is kept either. */ }
  }

  function none() {
    forget();
    say('none');
    agree.hidden = false;
  }

  agree.addEventListener('click', () => {
    agree.hidden = true;
    say('works');
    const script = doc.createElement('script');
    script.src = 'https://www.google.com/recaptcha/api.js?render=' + encodeURIComponent(v3 || 'explicit') + '&hl=' + doc.documentElement.lang;
    script.onerror = none;
    script.onload = () => google() ? google().ready(v3 ? score : box) : none();
    doc.head.append(script);
  });

  function score() {
    google().execute(v3, { action: 'send' }).then((/** @type {string} */ token) => verify('V3', token), none);
  }

  function box() {
    say('box');
    google().render('box', { sitekey: v2, callback: (/** @type {string} */ token) => verify('V2', token), 'error-callback': none });
  }

  /** @param {string} kind @param {string} token */
  function verify(kind, token) {
    const field = voucher();
    if (!field) return;
    // With credentials, though there are none: else the browser doesn't clear what our answer tells it to.
    fetch(win.location.href, { method: 'POST', body: new URLSearchParams({ kind, token, voucher: field.value }), cache: 'no-store' })
      .then((answer) => answer.ok ? answer.json() : Promise.reject())
      .then((answer) => {
        field.value = answer.voucher;
        forget();
        if (kind === 'V3' && v2 && answer.result === 'failed') box();
        else if (answer.result === 'none') none();
        else say(answer.result);
      })
      .catch(none);
  }

  // Shift three times leaves from here too, and typing here is a sign of life.
  ['keydown', 'keyup', 'pointerdown'].forEach((name) => doc.addEventListener(name, (/** @type {any} */ event) => {
    win.parent.document.dispatchEvent(name === 'pointerdown' ? new PointerEvent(name) : new KeyboardEvent(name, { key: event.key, repeat: event.repeat }));
  }));
  win.addEventListener('pagehide', forget);
  fit();
})(document, window);
