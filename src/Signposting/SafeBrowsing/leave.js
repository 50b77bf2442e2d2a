// @ts-check
// What every page carries so that a visit leaves little behind and can end at once. It stands inline in <head>, so that leaving works
// before the first paint, and listens on the document, so that it outlives the elements of a page. Without it, everything still works.
(function (doc, win) {
  'use strict';
  const root = doc.documentElement;
  root.classList.add('js');

  /** @param {string} name @param {(event: any) => void} listener */
  const on = (name, listener) => doc.addEventListener(name, listener, true);
  /** @param {string} selector */
  const find = (selector) => /** @type {HTMLElement | null} */ (doc.querySelector(selector));

  // ---- Leaving ----

  let gone = false;
  /** The everyday sites of this page's language, the second for when the first is down. @returns {string[]} */
  const sites = () => (root.dataset.leave || '').split(' ');

  /** Screen, title and icon go blank in the task of the press: nothing is seen while the other site answers. */
  function blank() {
    gone = true;
    root.style.display = 'none';
    doc.title = '\u00a0';
    doc.querySelectorAll('link[rel=icon]').forEach((icon) => icon.setAttribute('href', 'data:,'));
    if (doc.body) doc.body.remove();
  }

  function leave() {
    if (gone) return; // A second press neither cancels nor reveals.
    const [first, second] = sites();
    blank();
    win.stop(); // What was still loading must not fill the page again.
    let on_the_way = '';
    /** @param {string} site */
    const go_to = (site) => {
      if (on_the_way !== site) win.location.replace(on_the_way = site);
    };
    // A browser's own error page couldn't be left again, so ask first whether anybody answers there; but don't wait long for it.
    fetch(first, { method: 'HEAD', mode: 'no-cors', credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' })
      .then(() => go_to(on_the_way || first), () => go_to(second));
    setTimeout(() => go_to(on_the_way || first), 700);
    setTimeout(() => go_to(second), 8000);
  }

  // Back from another site shows an everyday site, never this page out of the browser's memory.
  win.addEventListener('pagehide', blank);
  win.addEventListener('pageshow', (event) => {
    if (event.persisted) win.location.replace(sites()[0]);
  });

  // Shift three times, each pressed and let go alone: not while capitals are typed, not with the mouse, not held down.
  let presses = /** @type {number[]} */ ([]);
  let alone = false;
  on('keydown', (event) => {
    alone = event.key === 'Shift' && !event.repeat;
    if (!alone) presses = [];
  });
  on('pointerdown', () => { alone = false; presses = []; });
  on('keyup', (event) => {
    if (gone || event.key !== 'Shift' || !alone) return;
    presses = presses.filter((at) => event.timeStamp - at < 3000).concat(event.timeStamp);
    if (presses.length > 2) leave();
    else say(presses.length > 1 ? 'one' : 'two');
  });

  /** Says something to a screen reader. @param {string} which */
  function say(which) {
    const status = find('#say');
    if (status) status.textContent = status.getAttribute('data-' + which);
  }

  // ---- Covering ----

  // Another tab or app: the switcher and a glance show nothing; coming back shows the page again at once.
  on('visibilitychange', () => { if (doc.hidden || !asking()) root.classList.toggle('covered', doc.hidden); });

  // Some minutes without a sign of life: ask. Nothing is thrown away.
  let idle = 0;
  const asking = () => { const box = find('#idle'); return box && !box.hidden; };
  function awake() {
    clearTimeout(idle);
    idle = win.setTimeout(() => {
      const box = find('#idle');
      if (!box || gone) return;
      box.hidden = false;
      root.classList.add('covered');
      const go_on = find('#idle button');
      if (go_on) go_on.focus();
    }, 300000);
  }
  ['keydown', 'pointerdown', 'scroll'].forEach((name) => on(name, awake));
  awake();

  // ---- One entry in the tab's history: pages are fetched and put in the place of the one before ----

  /** Pages to go back to, by our own Back link only; gone with the tab. @type {(() => void)[]} */
  let trail = [];
  let busy = false;
  /** The button that sends a form, where the browser doesn't say it. @type {HTMLElement | null} */
  let pressed = null;
  const types = /** @type {any} */ (win).trustedTypes;
  /** @type {{ createHTML: (html: string) => any }} */
  const policy = types ? types.createPolicy('page', { createHTML: (/** @type {string} */ html) => html }) : { createHTML: (html) => html };

  on('click', (event) => {
    const target = event.target.closest && event.target.closest('a[href],button');
    if (!target || gone) return;
    if (target.matches('[data-leaves]')) {
      event.preventDefault();
      leave();
    } else if (target.matches('button')) {
      pressed = target;
      if (target.matches('#idle button')) {
        target.parentElement.hidden = true;
        root.classList.remove('covered');
      } else if (target.matches('[data-prints]')) win.print();
    } else if (/^http/.test(target.protocol) && !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)) {
      event.preventDefault();
      const href = target.getAttribute('href');
      if (href[0] === '#') focus(find(href));
      else if (target.host !== win.location.host) win.location.replace(target.href);
      else if (target.matches('[data-back]') && trail.length) /** @type {() => void} */ (trail.pop())();
      else visit(target.href);
    }
  });

  on('submit', (event) => {
    const form = event.target;
    const button = event.submitter || pressed;
    const fields = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    if (button && button.name) fields.set(button.name, button.value);
    event.preventDefault();
    visit((button && button.getAttribute('formaction')) || form.getAttribute('action'), fields);
  });

  /** @param {string} address @param {URLSearchParams} [fields] */
  function visit(address, fields) {
    if (busy) return;
    busy = true;
    say('wait');
    solve(fields).catch(() => {})
      .then(() => gone ? undefined : fetch(address, { method: fields ? 'POST' : 'GET', body: fields, credentials: 'omit', cache: 'no-store', headers: { Accept: 'text/html' } })
        .then((response) => response.text().then((html) => take(response, html))))
      .catch(() => trouble(''))
      .then(() => { busy = false; });
  }

  /**
   * Work that is asked for before "send" while the site is flooded: numbers whose hashes with the riddle begin with zeros. In
   * slices, so that leaving goes on working. A browser that can't sends without. @param {URLSearchParams} [fields]
   */
  async function solve(fields) {
    const riddle = find('[data-bits]');
    if (!fields || fields.get('go') !== 'send' || !riddle) return;
    riddle.textContent = riddle.getAttribute('data-words');
    const found = [], free = 32 - Number(riddle.getAttribute('data-bits'));
    for (let n = 0; found.length < 16 && !gone; n++) {
      const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${fields.get('riddle')}${found.length}.${n}`));
      if (!(new DataView(hash).getUint32(0) >>> free)) found.push(n);
      // Awaiting a hash gives nobody else a turn; a message does, and unlike a timer it isn't held up in a hidden page.
      if (!(n % 256)) await new Promise((turn) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = turn;
        channel.port2.postMessage(0);
      });
    }
    fields.set('solved', found.join(' '));
  }

  /** @param {Response} response @param {string} html */
  function take(response, html) {
    if (gone) return;
    const page = new DOMParser().parseFromString(policy.createHTML(html), 'text/html');
    const ours = page.documentElement.dataset.leave;
    const status = response.status;
    // These pages have lost what was typed; this one still has it. So it stays, and says what they would have said.
    if (!ours || status === 410 || status === 413 || (status >= 500 && status !== 503)) {
      const lead = page.querySelector('h1 + p');
      trouble(ours && lead ? lead.textContent || '' : '');
      return;
    }
    const was = { body: doc.body, title: doc.title, lang: root.lang, dir: root.dir, leave: root.dataset.leave, address: win.location.href, top: win.scrollY };
    if (!find('#form')) trail = trail.slice(-19).concat(() => put(was.body, was.title, was.lang, was.dir, was.leave || '', was.address, was.top));
    put(page.body, page.title, page.documentElement.lang, page.documentElement.dir, ours, response.url, 0);
  }

  /**
   * @param {HTMLElement} body @param {string} title @param {string} lang @param {string} dir
   * @param {string} leaves @param {string} address @param {number} top
   */
  function put(body, title, lang, dir, leaves, address, top) {
    root.lang = lang;
    root.dir = dir;
    root.dataset.leave = leaves;
    doc.body.replaceWith(body);
    doc.title = title;
    win.history.replaceState(null, '', address);
    focus(find('#errors') || find('h1'));
    win.scrollTo(0, top);
  }

  /** Focus moves to what is new, so that a screen reader reads it. @param {HTMLElement | null} element */
  function focus(element) {
    if (!element) return;
    if (!element.matches('a,button,input,select,textarea')) element.tabIndex = -1;
    element.focus();
  }

  /** The page stays as it is, and says so. @param {string} words */
  function trouble(words) {
    const box = find('#trouble');
    if (!box) return;
    box.textContent = words || box.getAttribute('data-words');
    box.hidden = false;
    focus(box);
  }
})(document, window);
