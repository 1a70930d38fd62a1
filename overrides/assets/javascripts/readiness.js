// <readiness-check>: what a classroom's machine can do, measured here and sent nowhere. Each line ends as yes, no or unknown,
// with advice. Its words stand in the page.

import { mb } from "./edition.js";
import { fill } from "./fill.js";
import * as store from "./offline_store.js";

const ENOUGH = 4; // GB of memory
const ROOM = 120 * 2 ** 20; // bytes: both languages, twice while an edition changes, and a snapshot
const SLOW = 10_000; // ms for a first start
const PROBE = 5_000; // ms
const LIMIT = 60_000; // ms for a start or a snapshot

class ReadinessCheck extends HTMLElement {
  #gone;
  #words;

  connectedCallback() {
    this.#words = JSON.parse(this.dataset.words);
    this.#gone = new AbortController();
    const { signal } = this.#gone;
    this.addEventListener("click", ({ target }) => target.closest("[data-do=start]") && this.#start(), { signal });
    document.addEventListener("saved", () => this.#saved(), { signal });
    this.querySelector("[data-do=start]").hidden = false;
    const [date, time] = new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "short" }).format().split(" ");
    this.querySelector("[data-part=when]").textContent = fill(this.#words.when, { date, time, browser: navigator.userAgent });
    this.#set("start", "open");
    this.#look();
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  // The sentence of a line is named by the line and its state, or by `name`.
  #set(line, state, values = {}, name = `${line}_${state}`) {
    const item = this.querySelector(`[data-line="${line}"]`);
    item.dataset.state = state;
    item.querySelector("[data-part=state]").textContent = this.#words[state];
    item.querySelector("[data-part=found]").textContent = fill(this.#words[name], mb(values));
  }

  #look() {
    this.#set("secure", store.possible() ? "yes" : "no");
    const gb = navigator.deviceMemory;
    this.#set("memory", gb === undefined ? "unknown" : gb >= ENOUGH ? "yes" : "no", { gb });
    return Promise.all([this.#calculators(), this.#storage(), this.#saved()]);
  }

  async #calculators() {
    const able = await new Promise((resolve) => {
      const probe = new Worker(new URL("readiness_probe.js", import.meta.url), { type: "module" });
      const end = (found) => { clearTimeout(watch); probe.terminate(); resolve(found); };
      const watch = setTimeout(end, PROBE, false);
      probe.onmessage = ({ data }) => end(data);
      probe.onerror = (event) => { event.preventDefault(); end(false); };
    });
    this.#set("calculators", able ? "yes" : "no");
  }

  async #storage() {
    try {
      await caches.has("x");
      const { quota, usage } = await navigator.storage.estimate();
      this.#set("storage", quota - usage >= ROOM ? "yes" : "no", { free: quota - usage, needed: ROOM });
    } catch {
      this.#set("storage", "no", {}, "storage_blocked");
    }
  }

  async #saved() {
    const edition = await store.saved();
    if (!edition) return this.#set("saved", "no");
    const { build, day, languages, files } = edition;
    const names = languages.map((each) => this.#words[`language_${each}`]).join(this.#words.and);
    this.#set("saved", "yes", { build, day, names, bytes: store.total(files) });
  }

  // A start without the snapshot that this browser may keep, then one from it; if there is none yet, it is made in between.
  async #start() {
    const button = this.querySelector("[data-do=start]");
    button.disabled = true;
    this.#set("start", "unknown", {}, "starting");
    try {
      const first = await this.#run("none");
      const state = first.ms > SLOW ? "no" : "yes";
      this.#set("start", state, { first: Math.round(first.ms) }, "start_first");
      const again = await this.#again().catch(() => null); // without a snapshot, then
      if (again?.restored) this.#set("start", state, { first: Math.round(first.ms), again: Math.round(again.ms) });
    } catch (why) {
      this.#set("start", "no", { why: why.message || this.#words.timeout }, "start_broken");
    } finally {
      button.disabled = false;
    }
  }

  async #again() {
    const again = await this.#run();
    if (again.restored) return again;
    await this.#run("make");
    return this.#run();
  }

  // worker.js by its own protocol. A purpose that it does not know is a start without a snapshot that leaves none.
  #run(purpose) {
    const runtime = JSON.parse(this.dataset.runtime);
    const address = (key) => new URL(runtime[key], store.ROOT).href;
    const query = new URLSearchParams({
      pyodide: address("pyodide"), lock: address("lock"), library: address("library"), calculators: this.dataset.calculator,
      ...(purpose && { snapshot: purpose }),
    });
    return new Promise((resolve, reject) => {
      const begun = performance.now();
      let restored = false;
      const worker = new Worker(`${address("worker")}?${query}`, { type: "module" });
      const end = (act, value) => { clearTimeout(watch); worker.terminate(); act(value); };
      const watch = setTimeout(() => end(reject, new Error()), LIMIT);
      this.#gone.signal.addEventListener("abort", () => end(reject, new Error()));
      worker.onmessage = ({ data }) => {
        if ("restoring" in data) restored = true;
        if ("ready" in data || "made" in data) end(resolve, { ms: performance.now() - begun, restored });
        if ("doubt" in data || "broken" in data) end(reject, new Error(data.doubt ?? data.broken));
      };
      worker.onerror = (event) => { event.preventDefault(); end(reject, new Error(event.message)); };
    });
  }
}

customElements.define("readiness-check", ReadinessCheck);
