// <newer-edition>: a line under the header for those who read a saved edition. It says that a newer one is on the server,
// fetches it when asked to, and changes to it when asked to; nothing happens by itself. Its words stand in the page.

import { fill } from "./fill.js";
import * as store from "./offline_store.js";

const MB = 2 ** 20;

// One for all lines: instant navigation makes a new element with each page, and a fetch goes on meanwhile.
const model = new class extends EventTarget {
  state = "none"; // none | newer | loading | complete | failed | replaced | ended
  values = {};
  #build = null; // that this page came from
  #next;
  #stop;

  set(state, values = {}) {
    Object.assign(this, { state, values });
    this.dispatchEvent(new Event("change"));
  }

  // Only a page that is under the service worker asks, so nothing is fetched for anybody else.
  look(again) {
    const worker = navigator.serviceWorker?.controller;
    if (!worker || this.state === "loading") return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data: { newest, build, current } }) => {
      this.#build = build;
      if (newest?.offline === false) this.set("ended");
      else if (build && current && build !== current) this.set("replaced");
      else if (current && newest?.build && newest.build !== current && this.state === "none") this.set("newer");
    };
    worker.postMessage({ again }, [port2]);
  }

  adopted(build) {
    if (this.#build && build !== this.#build) this.set("replaced");
  }

  async load() {
    this.#stop = new AbortController();
    this.set("loading", { done: 0, bytes: 0 });
    try {
      this.#next = await store.fetchEdition([], {
        signal: this.#stop.signal, onProgress: (values) => this.set("loading", values),
      });
      this.set("complete");
    } catch (why) {
      if (!(why instanceof store.Trouble)) throw why;
      this.set(why.message === "cancelled" ? "newer" : "failed", { why });
    }
  }

  cancel() {
    this.#stop.abort(new store.Trouble("cancelled"));
  }

  async change() {
    await store.adopt(this.#next);
    location.reload();
  }
}();

const ACTS = { load: () => model.load(), cancel: () => model.cancel(), change: () => model.change(), reload: () => location.reload() };
const OFFERED = { newer: ["load"], loading: ["cancel"], complete: ["change"], failed: ["load"], replaced: ["reload"], ended: ["reload"] };

class NewerEdition extends HTMLElement {
  #gone;

  connectedCallback() {
    this.#gone = new AbortController();
    const { signal } = this.#gone;
    model.addEventListener("change", () => this.#paint(), { signal });
    this.addEventListener("click", ({ target }) => ACTS[target.closest("[data-do]")?.dataset.do]?.(), { signal });
    this.#paint();
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  #paint() {
    const words = JSON.parse(this.dataset.words);
    const { state, values: { why, done = 0, bytes = 0 } } = model;
    this.hidden = state === "none";
    const [said, counted] = ["said", "counted"].map((part) => this.querySelector(`[data-part="${part}"]`));
    const sentence = why && state === "failed" ? `${fill(words[why.message], mb(why.values))} ${words.kept}` : words[state] ?? "";
    if (said.textContent !== sentence) said.textContent = sentence; // heard once, not with every megabyte
    counted.textContent = state === "loading" ? fill(words.progress, mb({ done, bytes })) : "";
    for (const button of this.querySelectorAll("[data-do]")) button.hidden = !OFFERED[state]?.includes(button.dataset.do);
  }
}

/** Bytes as megabytes, in a sentence's values. */
export function mb(values) {
  return Object.fromEntries(Object.entries(values)
    .map(([name, value]) => [name, ["done", "bytes", "missing", "needed", "free"].includes(name) ? (value / MB).toFixed(value < 100 * MB ? 1 : 0) : value]));
}

customElements.define("newer-edition", NewerEdition);

store.told.addEventListener("message", ({ data }) => model.adopted(data.adopted));
// Instant navigation would put a page of the current edition among the scripts and styles of the one before.
addEventListener("click", (event) => {
  if (["replaced", "ended"].includes(model.state) && event.target.closest?.("a[href]")) event.stopPropagation();
}, { capture: true });
document.addEventListener("visibilitychange", () => { if (!document.hidden) model.look(true); });
model.look(false);
