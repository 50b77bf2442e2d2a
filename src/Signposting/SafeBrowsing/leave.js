// Leaving. Stands in <head>, so that it is armed before the first paint; listens on the document, so that it outlives any element.
(function (doc, win) {
  'use strict';
  var root = doc.documentElement;
  var gone = false;

  // The page goes blank in the same task as the press: nothing of it is seen while the other site answers.
  function blank() {
    gone = true;
    root.textContent = '';
    doc.title = '\u00a0';
  }

  function leave() {
    if (gone) return; // A second press neither cancels nor reveals.
    var sites = (root.getAttribute('data-leave') || '').split(' ');
    blank();
    win.location.replace(sites[0]);
    // If that site doesn't answer, another does.
    setTimeout(function () { win.location.replace(sites[1]); }, 5000);
  }

  doc.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('[data-leaves]');
    if (!link) return;
    event.preventDefault();
    leave();
  }, true);

  // Shift three times, alone and within a second and a half: not while capitals are typed.
  var presses = [];
  var alone = false;
  doc.addEventListener('keydown', function (event) { alone = event.key === 'Shift' && !event.repeat; if (!alone) presses = []; }, true);
  doc.addEventListener('keyup', function (event) {
    if (event.key !== 'Shift' || !alone) return;
    presses.push(event.timeStamp);
    presses = presses.slice(-3);
    if (presses.length === 3 && presses[2] - presses[0] < 1500) leave();
  }, true);

  // Back from the other site shows the other site, never this page out of the browser's memory.
  win.addEventListener('pageshow', function (event) { if (event.persisted && gone) win.location.replace((root.getAttribute('data-leave') || '').split(' ')[0]); });
})(document, window);
