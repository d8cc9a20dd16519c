// Plays a recording: its two tracks drawn, seeking, one side alone. Without
// it the browser's own player does.
"use strict";
(() => {
  const clock = (s) => String(Math.floor(s / 60)).padStart(2, "0") + ":" + String(Math.floor(s % 60)).padStart(2, "0");
  const longest = 40 * 60; // seconds that are drawn: decoding needs 64 kB a second

  function setUp() {
    for (const box of document.querySelectorAll("[data-player]:not([data-on])")) player(box);
    const period = document.querySelector("[data-period]");
    period?.addEventListener("change", () => {
      for (const el of document.querySelectorAll("[data-range]")) el.hidden = period.value !== "range";
    });
  }

  function player(box) {
    box.dataset.on = "1";
    const audio = box.querySelector("audio"), range = box.querySelector("input[type=range]");
    const at = box.querySelector("[data-at]"), play = box.querySelector("[data-play]"), word = play.querySelector("span");
    const paths = [...box.querySelectorAll(".wave g path")], line = box.querySelector(".wave .at");
    const playText = word.textContent;
    let peaks = null;
    audio.controls = false;
    audio.hidden = true;
    box.querySelector("[data-controls]").hidden = false;
    const length = () => Number.isFinite(audio.duration) ? audio.duration : box.dataset.length / 1000;

    function show() {
      const part = length() ? audio.currentTime / length() : 0;
      at.textContent = clock(audio.currentTime);
      range.value = Math.round(part * 1000);
      range.setAttribute("aria-valuetext", clock(audio.currentTime));
      line.setAttribute("d", `M${(part * 840).toFixed(1)} 0v152`);
      if (!peaks) return;
      const cut = Math.floor(part * peaks[0].length);
      paths[2].setAttribute("d", draw(peaks[0], 0, cut, 40));
      paths[3].setAttribute("d", draw(peaks[1], 0, cut, 112));
    }
    const draw = (side, from, to, middle) => {
      let d = "";
      for (let i = from; i < to; i++) { const h = Math.max(1, side[i] * 34); d += `M${i * 4} ${(middle - h).toFixed(1)}v${(2 * h).toFixed(1)}`; }
      return d;
    };
    async function look() {
      if (length() > longest) return;
      const data = await (await fetch(audio.src)).arrayBuffer();
      const sound = await new OfflineAudioContext(2, 1, 8000).decodeAudioData(data);
      const left = sound.getChannelData(0), right = sound.getChannelData(sound.numberOfChannels - 1);
      const fold = (samples) => {
        const n = 210, step = Math.max(1, Math.floor(samples.length / n)), out = [];
        for (let i = 0; i < n; i++) { let top = 0; for (let k = i * step; k < (i + 1) * step && k < samples.length; k++) top = Math.max(top, Math.abs(samples[k])); out.push(top); }
        return out;
      };
      peaks = [fold(right), fold(left)]; // above the caller, below the operator
      const top = Math.max(0.05, ...peaks[0], ...peaks[1]);
      peaks = peaks.map((side) => side.map((x) => x / top));
      paths[0].setAttribute("d", draw(peaks[0], 0, 210, 40));
      paths[1].setAttribute("d", draw(peaks[1], 0, 210, 112));
      show();
    }
    let graph = null;
    function side(which) {
      if (!graph) {
        const context = new AudioContext(), source = context.createMediaElementSource(audio), split = context.createChannelSplitter(2);
        const gains = [context.createGain(), context.createGain()], merge = context.createChannelMerger(2);
        source.connect(split);
        gains.forEach((g, i) => { split.connect(g, i); g.connect(merge, 0, 0); g.connect(merge, 0, 1); });
        merge.connect(context.destination);
        graph = { context, gains };
      }
      graph.context.resume();
      graph.gains[0].gain.value = which === "right" ? 0 : 1;
      graph.gains[1].gain.value = which === "left" ? 0 : 1;
    }

    audio.addEventListener("timeupdate", show);
    audio.addEventListener("loadedmetadata", () => { box.querySelector("[data-all]").textContent = clock(audio.duration); look().catch(() => {}); });
    if (audio.readyState > 0) audio.dispatchEvent(new Event("loadedmetadata"));
    for (const [name, text] of [["play", play.dataset.pause], ["pause", playText], ["ended", playText]]) audio.addEventListener(name, () => { word.textContent = text; });
    play.addEventListener("click", () => { if (audio.paused) audio.play(); else audio.pause(); });
    for (const b of box.querySelectorAll("[data-jump]")) b.addEventListener("click", () => { audio.currentTime = Math.max(0, audio.currentTime + Number(b.dataset.jump)); show(); });
    range.addEventListener("input", () => { audio.currentTime = range.value / 1000 * length(); show(); });
    box.querySelector("[data-side]").addEventListener("change", (e) => side(e.target.value));
  }
  document.addEventListener("spojka:placed", setUp);
  setUp();
})();
