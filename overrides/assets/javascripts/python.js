// One worker for all calculators of a page. It is started on the first sign of intent and told nothing but questions.

const PATIENCE = 30_000; // ms without a byte, a report or an answer before a start counts as failed

export class Python extends EventTarget {
  #worker = null;
  #waiting = new Set();
  #watch = 0;
  state = "idle";

  start(addresses) {
    if (this.#worker) return;
    this.#set("starting", { loaded: 0 });
    const query = new URLSearchParams({
      pyodide: new URL(addresses.pyodide, location.href).href, lock: new URL(addresses.lock, location.href).href,
    });
    const worker = new Worker(`${addresses.worker}?${query}`, { type: "module" });
    this.#worker = worker;
    this.#expect();
    worker.addEventListener("message", ({ data }) => {
      if (worker !== this.#worker) return;
      if ("loaded" in data) { this.#expect(); this.#set("starting", data); }
      if ("ready" in data) { clearTimeout(this.#watch); this.#set("ready", data); }
      if ("broken" in data) this.#break(data.broken);
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#break(event.message || "worker.js");
    });
  }

  // The answer to one question: {html}, {errors} or {fault}; rejects when the worker breaks or is stopped.
  ask(question, addresses, onProgress) {
    this.start(addresses);
    return new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      const end = (settle, value) => { this.#waiting.delete(refuse); port1.close(); settle(value); };
      const refuse = (why) => end(reject, why);
      this.#waiting.add(refuse);
      port1.onmessage = ({ data }) => ("progress" in data ? onProgress(data) : end(resolve, data));
      this.#worker.postMessage(question, [port2]);
    });
  }

  stop() {
    this.#end();
    this.#set("idle", {});
    this.#refuse({ stopped: true });
  }

  #break(why) {
    this.#end();
    this.#set("broken", { why });
    this.#refuse({ broken: why });
  }

  #end() {
    clearTimeout(this.#watch);
    this.#worker?.terminate();
    this.#worker = null;
  }

  #refuse(why) {
    for (const refuse of [...this.#waiting]) refuse(why);
  }

  #expect() {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#break(null), PATIENCE);
  }

  #set(state, detail) {
    this.state = state;
    this.dispatchEvent(new CustomEvent("change", { detail: { state, ...detail } }));
  }
}
