// <newer-edition>: a line under the header for those who read a saved edition. It says that a newer one is on the server,
// fetches it when asked to, and changes to it when asked to; nothing happens by itself. Its words stand in the page.

import { PageElement } from "./element.js";
import { fetchEdition } from "./edition-fetch.js";
import * as store from "./edition-store.js";
import { megabytes, Trouble } from "./wording.js";

// One for all lines: instant navigation makes a new element with each page, and a fetch goes on meanwhile.
const model = new class extends EventTarget {
  state = "none"; // none | newer | loading | complete | failed | replaced | ended | lost
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
    port1.onmessage = async ({ data: { newest, build, current, lost } }) => {
      this.#build = build;
      if (newest?.offline === false) this.set("ended");
      else if (build && current && build !== current) this.set("replaced");
      else if (lost && ["none", "newer"].includes(this.state) && await store.answers()) this.set("lost"); // not taken away by the reader
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
      this.#next = await fetchEdition([], {
        signal: this.#stop.signal, onProgress: (values) => this.set("loading", values),
      });
      this.set("complete");
    } catch (why) {
      if (why instanceof DOMException) why = new Trouble("blocked");
      if (!(why instanceof Trouble)) throw why;
      this.set(why.message === "cancelled" ? "newer" : "failed", { why });
    }
  }

  cancel() {
    this.#stop.abort(new Trouble("cancelled"));
  }

  async change() {
    await store.adopt(this.#next);
    location.reload();
  }
}();

const ACTS = { load: () => model.load(), cancel: () => model.cancel(), change: () => model.change(), reload: () => location.reload() };
const OFFERED = { newer: ["load"], loading: ["cancel"], complete: ["change"], failed: ["load"], replaced: ["reload"], ended: ["reload"], lost: ["save"] };

class NewerEdition extends PageElement {
  connectedCallback() {
    this.listen(model, "change", () => this.#paint());
    this.listen(this, "click", ({ target }) => ACTS[target.closest("[data-do]")?.dataset.do]?.());
    this.#paint();
  }

  #paint() {
    const { state, values: { why, done, bytes } } = model;
    this.hidden = state === "none";
    const said = this.partNamed("said");
    const sentence = state === "failed" ? `${this.sentence(why.message, why.values)} ${this.words.kept}` : this.words[state] ?? "";
    if (said.textContent !== sentence) said.textContent = sentence; // heard once, not with every megabyte
    this.partNamed("counted").textContent = state === "loading"
      ? this.sentence("progress", { done: megabytes(done), bytes: megabytes(bytes) }) : "";
    for (const button of this.querySelectorAll("[data-do]")) button.hidden = !OFFERED[state]?.includes(button.dataset.do);
  }
}

customElements.define("newer-edition", NewerEdition);

store.told.addEventListener("message", ({ data }) => model.adopted(data.adopted));
// Instant navigation would put a page of the current edition among the scripts and styles of the one before.
addEventListener("click", (event) => {
  if (["replaced", "ended"].includes(model.state) && event.target.closest?.("a[href]")) event.stopPropagation();
}, { capture: true });
document.addEventListener("visibilitychange", () => { if (!document.hidden) model.look(true); });
model.look(false);
