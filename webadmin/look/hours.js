// The week of opening hours: bars follow what is typed, stretches are added,
// days are copied. Without it the fields alone do, several after commas.
"use strict";
(() => {
  const minute = (text) => {
    const m = /^(\d{1,2})(?::(\d\d))?$/.exec(text.trim());
    const at = m ? m[1] * 60 + Number(m[2] || 0) : NaN;
    return at <= 1440 && !(m[2] > 59) ? at : NaN;
  };
  function stretches(row) {
    const all = [];
    for (const input of row.querySelectorAll("input")) {
      for (const part of input.value.split(",")) {
        const [a, b, more] = part.replaceAll("–", "-").split("-");
        const from = minute(a || ""), till = minute(b || "");
        if (!isNaN(from) && !isNaN(till) && more === undefined) all.push([from, till <= from ? 1440 : till]);
      }
    }
    return all;
  }
  function draw(row) {
    const svg = row.querySelector("svg");
    for (const old of svg.querySelectorAll("rect + rect")) old.remove();
    for (const [from, till] of stretches(row)) {
      const r = svg.firstElementChild.cloneNode();
      r.setAttribute("x", from);
      r.setAttribute("width", till - from);
      svg.insertBefore(r, svg.querySelector("path"));
    }
  }
  function add(row, value) {
    const last = [...row.querySelectorAll("input")].pop();
    const fresh = last.cloneNode();
    const n = row.querySelectorAll("input").length + 1;
    fresh.value = value || "";
    fresh.setAttribute("aria-label", last.getAttribute("aria-label").replace(/\d+/, n));
    fresh.removeAttribute("aria-invalid");
    last.after(fresh);
    return fresh;
  }
  function put(row, values) {
    const inputs = [...row.querySelectorAll("input")];
    while (inputs.length > Math.max(1, values.length)) inputs.pop().remove();
    values.forEach((v, i) => { if (inputs[i]) inputs[i].value = v; else add(row, v); });
    if (!values.length) inputs[0].value = "";
    draw(row);
  }
  document.addEventListener("input", (e) => { const row = e.target.closest?.(".week li"); if (row) draw(row); });
  document.addEventListener("click", (e) => {
    const plus = e.target.closest?.("[data-add]");
    if (plus) return add(plus.closest("li")).focus();
    const copy = e.target.closest?.("[data-copy-day]");
    if (!copy) return;
    const box = copy.closest("[data-week]"), rows = [...box.querySelectorAll(".week li[data-day]")];
    const [from, to] = box.querySelectorAll("select");
    const values = [...rows[from.value].querySelectorAll("input")].map((i) => i.value).filter((v) => v.trim());
    const [first, last] = to.value.split("-").map(Number);
    rows.forEach((row, i) => { if (i >= first && i <= last && i !== Number(from.value)) put(row, values); });
  });
})();
