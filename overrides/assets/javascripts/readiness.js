// <readiness-check>: what a classroom's machine can do, measured here and sent nowhere. Each line ends as yes, no or unknown,
// with advice. Its words stand in the page.

import { PageElement } from "./element.js";
import * as store from "./edition-store.js";
import { MB, megabytes, today } from "./wording.js";
import { absolute, outcome, pythonWorker } from "./workers.js";

const ENOUGH = 4; // GB of memory
const ROOM = 120 * MB; // both languages, twice while an edition changes, and a snapshot
const SLOW = 10_000; // ms for a first start
const PROBE = 5_000; // ms
const LIMIT = 60_000; // ms for a start or a snapshot

class ReadinessCheck extends PageElement {
  connectedCallback() {
    this.listen(this.button("start"), "click", () => this.#start());
    this.listen(document, "saved", () => this.#saved());
    this.button("start").hidden = false;
    const time = new Intl.DateTimeFormat("sv", { timeStyle: "short" }).format();
    this.partNamed("when").textContent = this.sentence("when", { date: today(), time, browser: navigator.userAgent });
    this.#set("start", "open");
    this.#look();
  }

  // The sentence of a line is named by the line and its state, or by `name`.
  #set(line, state, values, name = `${line}_${state}`) {
    const item = this.querySelector(`[data-line="${line}"]`);
    item.dataset.state = state;
    item.querySelector("[data-part=state]").textContent = this.words[state];
    item.querySelector("[data-part=found]").textContent = this.sentence(name, values);
  }

  #look() {
    this.#set("secure", store.possible() ? "yes" : "no");
    const gb = navigator.deviceMemory;
    this.#set("memory", gb === undefined ? "unknown" : gb >= ENOUGH ? "yes" : "no", { gb });
    return Promise.all([this.#calculators(), this.#storage(), this.#saved()]);
  }

  async #calculators() {
    const probe = new Worker(new URL("readiness-probe.js", import.meta.url), { type: "module" });
    const able = await outcome(probe, PROBE, (found) => found).catch(() => false);
    this.#set("calculators", able ? "yes" : "no");
  }

  async #storage() {
    try {
      await caches.has("x");
      const { quota, usage } = await navigator.storage.estimate();
      const free = quota - usage;
      if (free >= ROOM) this.#set("storage", "yes", { free: (free / MB / 1024).toFixed(1) });
      else this.#set("storage", "no", { free: megabytes(free), needed: megabytes(ROOM) });
    } catch {
      this.#set("storage", "no", {}, "storage_blocked");
    }
  }

  async #saved() {
    const edition = await store.saved();
    if (!edition) return this.#set("saved", "no");
    const { build, day, languages, files } = edition, lost = (await store.lost(edition)).length;
    if (lost) return this.#set("saved", "no", { build, lost }, "saved_lost");
    const names = languages.map((each) => this.words[`language_${each}`]).join(this.words.and);
    this.#set("saved", "yes", { build, day, names, bytes: megabytes(store.total(Object.entries(files))) });
  }

  // A start without the snapshot that this browser may keep, then one from it; if there is none yet, it is made in between.
  async #start() {
    const button = this.button("start");
    button.disabled = true;
    this.#set("start", "unknown", {}, "starting");
    try {
      const first = await this.#run("none");
      const state = first.ms > SLOW ? "no" : "yes";
      this.#set("start", state, { first: Math.round(first.ms) }, "start_first");
      const again = await this.#again().catch(() => null); // without a snapshot, then
      if (again?.restored) this.#set("start", state, { first: Math.round(first.ms), again: Math.round(again.ms) });
    } catch (why) {
      this.#set("start", "no", { why: why.message || this.words.timeout }, "start_broken");
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
  async #run(purpose) {
    const begun = performance.now();
    let restored = false;
    const worker = pythonWorker(absolute(JSON.parse(this.dataset.runtime), store.ROOT), [this.dataset.calculator], purpose);
    await outcome(worker, LIMIT, (told) => {
      if ("restoring" in told) restored = true;
      if ("doubt" in told || "broken" in told) throw new Error(told.doubt ?? told.broken);
      return "ready" in told || "made" in told || undefined;
    }, this.gone);
    return { ms: performance.now() - begun, restored };
  }
}

customElements.define("readiness-check", ReadinessCheck);
