// Keeps a page live: puts its changed parts in place without losing what was
// typed, lets clocks tick, sends wishes, knows the keys. Without it every
// page still works by plain forms.
"use strict";
const spojka = {};
(() => {
  const body = document.body;
  const screen = body.dataset.screen;
  // Where what was typed in a form is kept, in this tab and for who typed it.
  spojka.store = (form) => ["keep:", body.dataset.me, form.dataset.keep].join(" ");

  // Clocks: data-up and data-down are moments of the box's clock in ms.
  let offset = 0;
  const setClock = (up) => { offset = up - performance.now(); };
  setClock(Number(body.dataset.up));
  const clock = (ms) => {
    const s = Math.max(0, Math.floor(ms / 1000));
    return String(Math.floor(s / 60)).padStart(2, "0") + ":" + String(s % 60).padStart(2, "0");
  };
  const put = (el, text) => { if (el.textContent !== text) el.textContent = text; };
  function tick() {
    const now = performance.now() + offset;
    for (const el of document.querySelectorAll("time[data-up]")) put(el, clock(now - el.dataset.up));
    for (const el of document.querySelectorAll("time[data-down]")) put(el, String(Math.max(0, Math.ceil((el.dataset.down - now) / 1000))));
    for (const el of document.querySelectorAll("time[data-wall]")) put(el, new Date(now + Number(el.dataset.wall)).toISOString().slice(11, 19));
  }
  setInterval(tick, 250);

  // Put a fresh part in place of the old one, keeping elements that stayed:
  // focus, typed text and open menus survive.
  const keyOf = (n) => n.nodeType === 1 ? n.dataset.key || n.id || "" : "";
  const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyOf(a) === keyOf(b);
  function morphChildren(old, fresh) {
    let at = old.firstChild;
    for (const want of [...fresh.childNodes]) {
      let have = at;
      while (have && !alike(have, want)) have = have.nextSibling;
      if (!have) { old.insertBefore(want, at); continue; }
      while (at !== have) { const gone = at; at = at.nextSibling; gone.remove(); }
      at = have.nextSibling;
      morphNode(have, want);
    }
    while (at) { const gone = at; at = at.nextSibling; gone.remove(); }
  }
  function morphNode(have, want) {
    if (have.nodeType !== 1) {
      if (have.nodeValue !== want.nodeValue) have.nodeValue = want.nodeValue;
      return;
    }
    const sameClock = have.nodeName === "TIME" && have.dataset.up === want.dataset.up && have.dataset.down === want.dataset.down;
    for (const { name } of [...have.attributes]) if (!want.hasAttribute(name) && !(name === "open" && have.nodeName === "DETAILS")) have.removeAttribute(name);
    for (const { name, value } of want.attributes) if (have.getAttribute(name) !== value) have.setAttribute(name, value);
    if (sameClock && have.dataset.up + have.dataset.down !== "undefinedundefined") return;
    if (have.matches("[data-answer]") && !want.firstElementChild) return; // until the state changes
    if (have.nodeName !== "TEXTAREA") morphChildren(have, want);
  }
  spojka.morph = morphChildren;

  function place(name, html) {
    const el = document.querySelector(`[data-part="${name}"]`);
    if (!el) return;
    const mark = () => { const s = el.querySelector(".strip"); return s ? s.dataset.s + s.dataset.call : ""; };
    const before = mark();
    const t = document.createElement("template");
    t.innerHTML = html;
    morphChildren(el, t.content);
    if (before !== mark()) for (const a of el.querySelectorAll("[data-answer]")) a.replaceChildren();
  }

  // Whoever asks gets an answer or an error in time, also where the network
  // swallows everything.
  function call(address, seconds, options) {
    const over = new AbortController();
    setTimeout(() => over.abort(), seconds * 1000);
    return fetch(address, { headers: { "X-Spojka": "1" }, signal: over.signal, ...options });
  }

  // News of the box: one stream; where that is cut, asking each two seconds.
  const silence = 5000;
  let heard = performance.now(), pushed = heard, asking = false, source = null;
  const address = "/live?screen=" + encodeURIComponent(screen) + "&at=" + encodeURIComponent(location.pathname);
  function take(m) {
    heard = performance.now();
    cut(false);
    setClock(m.up);
    const parts = Object.entries(m.parts || {});
    for (const [name, html] of parts) place(name, html);
    if (parts.length) { document.dispatchEvent(new CustomEvent("spojka:placed")); tick(); }
    if (m.ring) rings(m.ring);
  }
  function cut(yes) {
    const el = document.getElementById("cut");
    if (!el || el.hidden === !yes) return;
    el.textContent = yes ? body.dataset.cut : "";
    el.hidden = !yes;
  }
  // On ringing any page of the operator turns to the call (D-42), once; but
  // not the page where a simulated phone is answered.
  function rings(offer) {
    if (screen === "centre" || screen === "phones" || sessionStorage.getItem("rang") === offer) return;
    sessionStorage.setItem("rang", offer);
    leave();
    location.assign("/centre");
  }
  const leave = () => document.dispatchEvent(new CustomEvent("spojka:leave"));
  function out() {
    leave();
    location.reload(); // leads to the sign-in, and back
  }
  function listen() {
    if (!window.EventSource) return;
    source?.close();
    asking = false;
    source = new EventSource(address);
    source.onmessage = (e) => { pushed = performance.now(); take(JSON.parse(e.data)); };
    source.addEventListener("ask", () => { source.close(); asking = true; });
    source.addEventListener("out", out);
    source.onerror = () => { if (source.readyState === EventSource.CLOSED && !asking) setTimeout(listen, 1000); };
  }
  async function ask() {
    try {
      const r = await call(address + "&once=1", 4);
      if (r.status === 401) return out();
      if (r.ok) take(await r.json());
    } catch { if (performance.now() - heard > silence) cut(true); }
  }
  spojka.ask = ask;
  if (screen) { // nobody signed in hears nothing
    listen();
    setInterval(() => { if (asking || performance.now() - pushed > silence) ask(); }, 2000);
    document.addEventListener("visibilitychange", () => { if (!document.hidden && asking) listen(); });
  }

  // Wishes: sent by themselves, answered beside their cause.
  function note(text, state) {
    const p = document.createElement("p"), span = document.createElement("span"), b = document.createElement("b");
    p.className = "note";
    p.dataset.s = state;
    p.setAttribute("role", "alert");
    b.textContent = text;
    span.append(b);
    const sign = document.getElementById("warn");
    if (sign) p.append(sign.content.cloneNode(true));
    p.append(span);
    return p;
  }
  const slot = (name) => document.querySelector(`[data-answer="${name}"]`);
  function say(name, text, confirm, insist, form) {
    const box = slot(name);
    if (!box) return;
    for (const old of document.querySelectorAll("[data-answer]")) if (old !== box) old.replaceChildren(); // only the newest counts
    const p = note(text, confirm ? "ring" : "lost"), span = p.lastChild;
    box.replaceChildren(p);
    if (!confirm) return;
    const row = document.createElement("span"), yes = document.createElement("button"), no = document.createElement("button");
    row.className = "row";
    Object.assign(yes, { type: "button", textContent: confirm });
    Object.assign(no, { type: "button", className: "quiet", textContent: body.dataset.no });
    yes.addEventListener("click", () => { box.replaceChildren(); send(form, null, { [insist]: "1" }); });
    no.addEventListener("click", () => box.replaceChildren());
    row.append(yes, no);
    span.append(row);
    yes.focus();
  }
  const wishName = (action) => new URL(action, location).pathname.split("/").pop();
  async function send(form, button, more) {
    if (form.dataset.busy) return;
    const action = button?.getAttribute("formaction") || form.getAttribute("action");
    const name = wishName(action);
    if (button?.getAttribute("aria-disabled") === "true") return say(name, button.title);
    const data = new URLSearchParams(new FormData(form, button));
    for (const [k, v] of Object.entries(more || {})) data.set(k, v);
    form.dataset.busy = "1";
    const label = button || form.querySelector(".primary");
    const slow = setTimeout(() => label?.setAttribute("data-slow", body.dataset.saving), 2000);
    try {
      const r = await call(action, 60, { method: "POST", body: data });
      if (r.status === 401) return out();
      if (!r.ok || !r.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(r.status);
      const { answer } = await r.json();
      answered(form, answer);
    } catch { say(name, body.dataset.broken); }
    finally {
      clearTimeout(slow);
      label?.removeAttribute("data-slow");
      delete form.dataset.busy;
    }
  }
  function answered(form, a) {
    for (const old of document.querySelectorAll("[data-field]")) old.hidden = true;
    for (const old of form.querySelectorAll("[aria-invalid]")) old.removeAttribute("aria-invalid");
    const field = a?.Field && document.querySelector(`[data-field="${a.Field}"]`);
    if (!a) {
      slot(wishName(form.getAttribute("action") || "/x"))?.replaceChildren();
      if (form.dataset.wish === "customer") document.getElementById("found")?.replaceChildren();
      if (form.dataset.keep) sessionStorage.removeItem(spojka.store(form));
      if (document.querySelector("[data-part]")) ask();
      return;
    }
    if (!field) return say(a.Form, a.Text, a.Confirm, a.Insist, form);
    field.querySelector("span").textContent = a.Text;
    field.hidden = false;
    const at = { reason: "code", rt: "rt", note: "note", customer: "unknown" }[a.Field];
    const control = document.querySelector(`#save [name="${at}"]`);
    if (a.Field !== "customer") control?.setAttribute("aria-invalid", "true");
    control?.focus();
  }
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.matches("[data-wish]")) { e.preventDefault(); send(form, e.submitter); return; }
    if (form.matches("[data-search]")) { e.preventDefault(); search(form); return; }
    if (form.dataset.keep) sessionStorage.removeItem(spojka.store(form));
    if (form.getAttribute("action") === "/signout") sessionStorage.clear();
  });
  async function search(form) {
    const found = document.getElementById("found");
    try {
      const r = await call(form.dataset.search + "?" + new URLSearchParams(new FormData(form)), 15);
      if (r.status === 401) return out();
      if (!r.ok) throw new Error(r.status);
      found.innerHTML = await r.text();
    } catch { found.replaceChildren(note(body.dataset.broken, "lost")); }
  }
  document.addEventListener("change", (e) => {
    if (e.target.form?.matches("[data-auto]")) e.target.form.submit();
  });
  document.addEventListener("click", (e) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(e.target)) menu.open = false;
  });

  // Keys: what [aria-keyshortcuts] names is pressed. With Alt by their place,
  // since the Czech keyboard has letters there.
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape") for (const menu of document.querySelectorAll("details.menu[open]")) { menu.open = false; menu.firstElementChild.focus(); }
    const typing = e.target.matches?.("input:not([type=radio]):not([type=checkbox]),textarea,select");
    const spot = /^(?:Digit|Numpad|Key)([1-9P])$/.exec(e.code);
    const keys = e.ctrlKey && e.key === "Enter" ? "Control+Enter"
      : e.altKey && !e.ctrlKey && spot ? "Alt+" + spot[1]
        : !typing && !e.ctrlKey && !e.altKey && !e.metaKey && (e.key === "/" || /^[kK]$/.test(e.key)) ? e.key.toUpperCase() : "";
    const hit = keys && [...document.querySelectorAll(`[aria-keyshortcuts~="${keys}"]`)].find((el) => el.offsetParent);
    if (!hit) return;
    e.preventDefault();
    hit.focus();
    if (hit.tagName === "BUTTON") hit.click();
  });

  // Pages that wait for something look again.
  const wait = document.querySelector("[data-refresh]");
  if (wait) setInterval(async () => {
    if (!document.querySelector("[data-refresh]")) return;
    try {
      const r = await call(location.href, 15);
      if (!r.ok) return;
      const fresh = new DOMParser().parseFromString(await r.text(), "text/html").querySelector("main");
      if (fresh) { morphChildren(document.querySelector("main"), fresh); document.dispatchEvent(new CustomEvent("spojka:placed")); }
    } catch { /* the next time */ }
  }, 2000);

  // The open page's name stands in sight in the menu; scrollIntoView would move the page, too.
  const here = document.querySelector(".top nav [aria-current]");
  if (here) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - (here.parentElement.clientWidth - here.offsetWidth) / 2;
  // A form that came back is where it is to be put right.
  if (document.activeElement === body) document.querySelector("main [aria-invalid=true]")?.focus();
  body.classList.add("live");
})();
