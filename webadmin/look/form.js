// The operator's form: the reason tree, what was typed, where the focus goes,
// and the sentence that says what next.
"use strict";
(() => {
  const fold = (s) => s.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\u00a0/g, " ");

  // What was typed outlives updates and reloads: kept per call in this tab.
  const store = spojka.store;
  const tick = (el) => el.type === "radio" || el.type === "checkbox";
  function* kept(form) {
    const nth = {};
    for (const el of form.elements) {
      if (!el.name || ["password", "hidden", "file", "submit"].includes(el.type)) continue;
      nth[el.name] = (nth[el.name] || 0) + 1;
      yield [el, el.name + (tick(el) ? "=" + el.value : "#" + nth[el.name])];
    }
  }
  function keep(form) {
    const values = {};
    for (const [el, key] of kept(form)) values[key] = tick(el) ? el.checked : el.value;
    sessionStorage.setItem(store(form), JSON.stringify(values));
  }
  function restore(form) {
    if (form.dataset.restored === form.dataset.keep) return;
    form.dataset.restored = form.dataset.keep;
    const values = JSON.parse(sessionStorage.getItem(store(form)) || "{}");
    for (const [el, key] of kept(form)) if (key in values) el[tick(el) ? "checked" : "value"] = values[key];
  }

  // Where the page goes by itself (a call rings, the sign-in ended) every form
  // that was written in is kept, for who wrote it, until its page is back.
  const written = (el) => el.options ? el.value !== ([...el.options].find((o) => o.defaultSelected) || el.options[0])?.value
    : tick(el) ? el.checked !== el.defaultChecked : el.value !== el.defaultValue;
  const others = () => document.querySelectorAll("main form[method=post]:not([data-keep]):not([data-wish])");
  const left = (form) => ["left", location.pathname, form.getAttribute("action")].join(" ");
  document.addEventListener("spojka:leave", () => {
    for (const form of others()) {
      if (![...kept(form)].some(([el]) => written(el))) continue;
      form.dataset.keep = left(form);
      keep(form);
    }
  });
  for (const form of others()) {
    form.dataset.keep = left(form);
    restore(form);
    sessionStorage.removeItem(store(form));
    delete form.dataset.keep;
  }

  // The tree shows the levels on the chosen way; a change drops what follows.
  const radios = (tree) => [...tree.querySelectorAll("input")];
  function choose(tree, radio) {
    const way = [];
    for (let r = radio; r;) {
      way.unshift(r);
      const parent = r.closest("fieldset").dataset.parent;
      r = parent && radios(tree).find((x) => x.value === parent);
    }
    for (const r of radios(tree)) r.checked = false;
    for (const r of way) { r.closest("fieldset").disabled = false; r.checked = true; }
    sync(tree.closest("form"));
  }
  function sync(form) {
    const tree = form?.querySelector(".tree");
    if (!tree) return next(form, true);
    let open = "", leaf = false;
    for (const level of tree.querySelectorAll("fieldset")) {
      const shown = level.dataset.parent === "" || level.dataset.parent === open;
      level.hidden = level.disabled = !shown;
      const chosen = shown ? level.querySelector("input:checked") : null;
      if (chosen) { open = chosen.value; leaf = !chosen.hasAttribute("data-inner"); }
      for (const label of level.querySelectorAll("label")) label.classList.toggle("on", label.contains(chosen));
    }
    tree.classList.add("ready");
    next(form, leaf);
  }
  function next(form, reasoned) {
    const known = !document.querySelector('[data-next="customer"]') || form?.elements.unknown?.checked;
    const now = !known ? "customer" : !reasoned ? "reason" : "save";
    for (const el of document.querySelectorAll("[data-next]")) el.hidden = el.dataset.next !== now;
  }

  // A number or a word chooses, too.
  function typed(input) {
    const form = input.form, tree = form.querySelector(".tree"), hits = form.querySelector(".hits");
    const word = input.value.trim();
    hits.replaceChildren();
    hits.hidden = true;
    const exact = radios(tree).find((r) => r.value === word);
    if (exact) return choose(tree, exact);
    if (word.length < 2 || /^\d+$/.test(word)) return;
    const found = radios(tree).filter((r) => !r.hasAttribute("data-inner") && fold(r.closest("label").textContent).includes(fold(word)));
    if (found.length === 1) choose(tree, found[0]);
    for (const r of found.slice(0, 8)) {
      const li = document.createElement("li"), b = document.createElement("button");
      b.type = "button";
      b.textContent = r.value + " " + r.closest("label").querySelector("span").textContent;
      b.addEventListener("click", () => { choose(tree, r); hits.hidden = true; input.value = r.value; keep(form); form.querySelector(".primary").focus(); });
      li.append(b);
      hits.append(li);
    }
    hits.hidden = found.length < 2;
  }

  // What was wrong with a field goes while it is put right, not when it is left:
  // leaving it by the mouse would move the button away under the press.
  function putRight(e) {
    const field = { rt: "rt", note: "note", unknown: "customer" }[e.target.name] || (e.target.matches(".tree input") ? "reason" : "");
    const form = e.target.form, wrong = field && form?.querySelector(`[data-field="${field}"]`);
    if (wrong && !wrong.hidden) { wrong.hidden = true; form.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid"); }
  }
  document.addEventListener("input", (e) => {
    putRight(e);
    if (e.target.matches('#save [name="code"]')) typed(e.target);
    if (e.target.form?.dataset.keep) keep(e.target.form);
  });
  document.addEventListener("change", (e) => {
    const form = e.target.form;
    if (e.target.matches(".tree input")) {
      const tree = e.target.closest(".tree");
      choose(tree, e.target);
      form.elements.code.value = "";
    } else if (e.target.matches('#save [name="unknown"]')) setUp();
    if (form?.dataset.keep) keep(form);
  });
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Enter" || e.ctrlKey || !e.target.matches('#save [name="code"]')) return;
    e.preventDefault();
    const first = e.target.form.querySelector(".hits:not([hidden]) button");
    (first || e.target.form.querySelector("textarea")).focus();
  });

  // Focus goes with the call: search, reason, Save; never away from typing.
  let last = "";
  function focusWithCall() {
    const strip = document.querySelector(".strip"), now = strip ? strip.dataset.s + (strip.dataset.call || "") : "";
    if (!strip || now === last) return;
    last = now;
    document.title = strip.querySelector(".now b").textContent + " · Spojka";
    const busy = document.activeElement?.matches("input,textarea,select") && document.activeElement.value;
    if (busy || !["talk", "wrap"].includes(strip.dataset.s)) return;
    const known = !document.querySelector('[data-next="customer"]');
    const step = !known ? "search" : document.querySelector('[data-next="save"]:not([hidden])') ? "save" : "reason";
    const to = document.querySelector(`[data-focus="${step}"]`) || document.querySelector('[data-focus="save"]');
    to?.focus({ focusVisible: true, preventScroll: true });
  }

  function setUp() {
    for (const form of document.querySelectorAll("form[data-keep]")) restore(form);
    sync(document.getElementById("save"));
    focusWithCall();
    document.querySelector(".who h2.name")?.classList.add("seen");
  }
  document.addEventListener("spojka:placed", setUp);
  setUp();
})();
