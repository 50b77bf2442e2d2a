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
    trail = [];
    root.style.display = 'none';
    doc.title = '\u00a0';
    doc.querySelectorAll('link[rel=icon]').forEach((icon) => icon.setAttribute('href', 'data:,'));
    if (doc.body) doc.body.remove();
  }

  function leave() {
    if (gone) return; // A second press neither cancels nor reveals.
    blank();
    win.stop(); // What was still loading must not fill the page again.
    depart();
  }

  function depart() {
    const [first, second] = sites();
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
    if (event.persisted) depart();
  });

  // Shift three times, each pressed and let go alone: not while capitals are typed, not with the mouse, not held down, not with Alt or
  // Ctrl, which change the keyboard's language.
  let presses = /** @type {number[]} */ ([]);
  let alone = false;
  on('keydown', (event) => {
    alone = event.key === 'Shift' && !(event.repeat || event.altKey || event.ctrlKey || event.metaKey);
    if (!alone) presses = [];
  });
  on('pointerdown', () => { alone = false; presses = []; });
  on('keyup', (event) => {
    if (gone || event.key !== 'Shift' || !alone) return;
    presses = presses.filter((at) => event.timeStamp - at < 3000).concat(event.timeStamp);
    if (presses.length > 2) leave();
    else say(presses.length > 1 ? 'one' : 'two');
  });

  /** Says something to a screen reader, or nothing more. @param {string} [which] */
  function say(which) {
    const status = find('#say');
    if (status) status.textContent = which ? status.getAttribute('data-' + which) : '';
  }

  // ---- Covering ----

  const patience = 300000;
  // What a form holds can't be sent any more after two hours: then it isn't left for whoever finds the screen.
  const stays = 7200000;
  let last = Date.now();
  let asks = false;
  let timer = 0;
  /** What has the focus again once the cover is lifted, so that whoever was writing can write on. @type {any} */
  let held = null;
  const covered = () => root.classList.contains('covered');

  function cover() {
    const covers = doc.hidden || asks;
    if (covers && !covered()) held = doc.activeElement;
    root.classList.toggle('covered', covers);
    const box = find('#idle');
    const go_on = find('#idle button');
    if (box) box.hidden = !asks;
    if (asks && go_on) go_on.focus();
    else if (!covers && held) {
      held.focus({ preventScroll: true });
      held = null;
    }
  }

  // Another tab or app: the switcher and a glance show nothing; coming back shows the page again at once, unless it took too long. Not
  // when only the window loses the focus: a telephone's address bar and dialogs take it too, and not all give it back.
  on('visibilitychange', () => {
    const away = Date.now() - last;
    if (away > stays) leave();
    asks = asks || away > patience;
    cover();
  });

  // Some minutes without a sign of life: ask. Nothing is thrown away.
  function awake() {
    if (asks) return;
    last = Date.now();
    clearTimeout(timer);
    timer = win.setTimeout(() => {
      asks = true;
      cover();
      timer = win.setTimeout(leave, stays - patience);
    }, patience);
  }
  ['keydown', 'pointerdown', 'scroll'].forEach((name) => on(name, awake));
  awake();
  cover(); // Opened in a tab behind another.

  // ---- One entry in the tab's history: pages are fetched and put in the place of the one before ----

  /** Pages to go back to, by our own Back link only; gone with the tab. @type {(() => void)[]} */
  let trail = [];
  /** What is being fetched. @type {{ stop: AbortController, form: boolean } | null} */
  let busy = null;
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
        asks = false;
        awake();
        cover();
      } else if (target.matches('[data-prints]')) win.print();
    } else {
      // A link inside a drawing knows neither its protocol nor its host.
      const href = target.getAttribute('href'), to = new URL(href, win.location.href);
      if (!/^http/.test(to.protocol) || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (href[0] === '#') focus(find(href));
      else if (to.host !== win.location.host) win.location.replace(to.href);
      else if (target.matches('[data-back]') && trail.length) /** @type {() => void} */ (trail.pop())();
      else visit(to.href);
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
    // A form that is on its way isn't sent anew by an impatient tap; otherwise the latest wish counts.
    if (busy && busy.form && fields) return;
    if (busy) busy.stop.abort();
    const mine = busy = { stop: new AbortController(), form: !!fields };
    let limit = 0;
    root.classList.add('busy');
    say('wait');
    solve(fields).catch(() => {})
      .then(() => {
        if (gone || mine !== busy) return;
        limit = win.setTimeout(() => mine.stop.abort(), 30000);
        return fetch(address, { method: fields ? 'POST' : 'GET', body: fields, credentials: 'omit', cache: 'no-store', headers: { Accept: 'text/html' }, signal: mine.stop.signal })
          .then((response) => response.text().then((html) => { if (mine === busy) take(response, html, !!fields); }));
      })
      .catch(() => { if (mine === busy) trouble(); })
      .then(() => {
        clearTimeout(limit);
        if (mine !== busy) return;
        busy = null;
        root.classList.remove('busy');
        say();
      });
  }

  /**
   * Work that is asked for before "send" while the site is flooded: numbers whose hashes with the riddle begin with zeros. In
   * slices, so that leaving goes on working. A browser that can't sends without. @param {URLSearchParams} [fields]
   */
  async function solve(fields) {
    const mine = busy;
    const riddle = find('[data-bits]');
    if (!fields || fields.get('go') !== 'send' || !riddle) return;
    riddle.textContent = riddle.getAttribute('data-words');
    const found = [], free = 32 - Number(riddle.getAttribute('data-bits'));
    for (let n = 0; found.length < 16 && !gone && mine === busy; n++) {
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

  /** @param {Response} response @param {string} html @param {boolean} sent */
  function take(response, html, sent) {
    if (gone) return;
    const page = new DOMParser().parseFromString(policy.createHTML(html), 'text/html');
    const ours = page.documentElement.dataset.leave;
    // A page of ours that says what went wrong may have lost what was typed; this one still has it. So it stays, and says the same.
    if (!ours || !(response.ok || [404, 409, 422].includes(response.status) || page.querySelector('#form'))) {
      const words = ours && Array.from(page.querySelectorAll('h1,h1+p'), (part) => part.textContent).join('\n');
      trouble(words, ours && page.querySelector('main form'));
      return;
    }
    // The form's own buttons lead back in it; whoever looks something up in the middle of it comes back to what they typed.
    const was = { body: doc.body, title: doc.title, lang: root.lang, dir: root.dir, leave: root.dataset.leave, address: win.location.href, top: win.scrollY };
    if (!sent || !find('#form')) trail = trail.slice(-19).concat(() => put(was.body, was.title, was.lang, was.dir, was.leave || '', was.address, was.top));
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
    cover();
    focus(find('#errors') || find('h1'));
    win.scrollTo(0, top);
  }

  /** Focus moves to what is new, so that a screen reader reads it. @param {HTMLElement | null} element */
  function focus(element) {
    if (!element) return;
    if (!element.matches('a,button,input,select,textarea')) element.tabIndex = -1;
    if (covered()) held = element;
    else element.focus();
  }

  /** The page stays as it is, and says why. @param {string} [words] @param {Element | null | ''} [way] a form that leads on */
  function trouble(words, way) {
    const box = find('#trouble');
    if (!box) return;
    box.textContent = words || box.getAttribute('data-words');
    if (way) box.appendChild(way);
    box.hidden = false;
    focus(box);
  }
})(document, window);
