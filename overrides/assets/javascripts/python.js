// One worker for all calculators of a page. It is started on the first sign of intent and told nothing but questions. Once
// the reader pauses, a second one, which has seen nothing that was typed, keeps the memory of a fresh Python for the next start.

import { absolute, outcome, pythonWorker } from "./workers.js";

const PATIENCE = 30_000; // ms without a byte, a report or an answer before Python counts as lost
const RESTORE = 15_000; // ms for a start from memory, which takes WebKitGTK six on a busy machine; then it counts as hung
const MAKING = 60_000; // ms for making a snapshot
const PAUSE = 3_000; // ms after an answer before one is made
const HIDDEN = 5 * 60_000; // ms out of sight after which the worker gives its memory back
const SLEPT = 5_000; // ms by which a watch is late when the page or the machine has slept, and Python with it
const USED = "handbook.python"; // says that this device has computed before

export class Python extends EventTarget {
  #worker = null;
  #addresses;
  #questions = new Set(); // not answered yet
  #asked = new Set(); // names of calculators
  #kept = null; // names of the calculators in the snapshot; null while unknown or when there can be none
  #making = false;
  #watch = 0;
  #pause = 0;
  #hidden = 0;
  #asleep = false;
  state = "idle";

  constructor() {
    super();
    document.addEventListener("visibilitychange", () => this.#seen(!document.hidden));
  }

  // Calculators that the next start will find imported.
  get kept() { return this.#kept ?? []; }

  // Whether this device has computed before: then the files are here, and a start costs nothing but time.
  get used() {
    try { return localStorage.getItem(USED) === "yes"; } catch { return false; }
  }

  start(name, addresses) {
    this.#asked.add(name);
    if (this.#worker) return;
    this.#addresses = absolute(addresses, location.href);
    this.#start();
  }

  // The answer to one question: {html}, {errors} or {fault}; rejects when the worker breaks or is stopped. `hear` is told of
  // {progress, words} and of {opening} on the way.
  ask(question, addresses, hear) {
    return new Promise((resolve, reject) => {
      const asked = { question, hear, resolve, reject };
      this.#questions.add(asked);
      this.start(question.name, addresses);
      this.#send(asked);
    });
  }

  stop() {
    this.#end();
    this.#set("idle", {});
    this.#refuse({ stopped: true });
  }

  #start(purpose) {
    this.#asleep = false;
    this.#set("starting", { loaded: 0 });
    const worker = this.#worker = pythonWorker(this.#addresses, [...this.#asked], purpose);
    this.#expect(PATIENCE);
    worker.addEventListener("message", ({ data }) => {
      if (worker !== this.#worker) return;
      if ("loaded" in data) { this.#expect(PATIENCE); this.#set("starting", data); }
      if ("restoring" in data) this.#expect(RESTORE, () => this.#doubt());
      if ("doubt" in data) this.#doubt();
      if ("ready" in data) {
        if (this.#questions.size) this.#expect(PATIENCE); else clearTimeout(this.#watch);
        this.#keeps(data.barred ? null : data.names);
        this.#set("ready", data);
      }
      if ("broken" in data) this.#break(data.broken);
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#break(event.message || "worker.js");
    });
  }

  #send(asked) {
    const { port1, port2 } = new MessageChannel();
    asked.port = port1;
    port1.onmessage = ({ data }) => {
      this.#expect(PATIENCE);
      if ("progress" in data || "opening" in data) return asked.hear(data);
      this.#settle(asked);
      if (!this.#questions.size) clearTimeout(this.#watch);
      asked.resolve(data);
      this.#answered();
    };
    this.#worker.postMessage(asked.question, [port2]);
    if (this.state === "ready") this.#expect(PATIENCE);
  }

  #settle(asked) {
    asked.port?.close();
    this.#questions.delete(asked);
  }

  // A snapshot that cannot be trusted: a plain start, for this build from now on, and what was asked is asked again.
  #doubt() {
    this.#end();
    this.#start("bar");
    for (const asked of this.#questions) { asked.port?.close(); this.#send(asked); }
  }

  #answered() {
    try { localStorage.setItem(USED, "yes"); } catch { /* the next visit starts on intent again */ }
    clearTimeout(this.#pause);
    if (this.#kept && ![...this.#asked].every((name) => this.#kept.includes(name))) {
      this.#pause = setTimeout(() => this.#keep(), PAUSE);
    }
  }

  async #keep() {
    if (this.#making || this.#questions.size || document.hidden || navigator.connection?.saveData) return;
    const names = [...new Set([...this.#kept, ...this.#asked])];
    this.#making = true;
    const made = (told) => ("loaded" in told ? undefined : told.made ?? null);
    this.#keeps(await outcome(pythonWorker(this.#addresses, names, "make"), MAKING, made).catch(() => null));
    this.#making = false;
  }

  #keeps(names) {
    this.#kept = names;
    this.dispatchEvent(new Event("kept"));
  }

  #seen(now) {
    clearTimeout(this.#hidden);
    if (!now) this.#hidden = setTimeout(() => this.#sleep(), HIDDEN);
    else if (this.#asleep) this.#start();
  }

  #sleep() {
    if (this.state !== "ready" || this.#questions.size) return;
    this.#end();
    this.#asleep = true;
    this.#set("idle", {});
  }

  #break(why) {
    this.#end();
    this.#set("broken", { why });
    this.#refuse({ broken: why });
  }

  #end() {
    for (const timer of [this.#watch, this.#pause]) clearTimeout(timer);
    this.#worker?.terminate();
    this.#worker = null;
  }

  #refuse(why) {
    for (const asked of this.#questions) { this.#settle(asked); asked.reject(why); }
  }

  #expect(time, otherwise = () => this.#break(null)) {
    clearTimeout(this.#watch);
    const due = performance.now() + time;
    this.#watch = setTimeout(() => (performance.now() > due + SLEPT ? this.#expect(time, otherwise) : otherwise()), time);
  }

  #set(state, detail) {
    this.state = state;
    this.dispatchEvent(new CustomEvent("change", { detail: { state, ...detail } }));
  }
}
