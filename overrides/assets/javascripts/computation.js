// What a calculator asks Python, and what becomes of it: an answer, words at the fields, or words in the line below.
// It knows the protocol of python.js.

import { Python } from "./python.js";
import { megabytes } from "./wording.js";

const python = new Python();
const SLOW = 300; // ms after which a calculation is spoken of, and may be stopped

export class Computation {
  #calculator;
  #data;
  #inputs;
  #answer;
  #status;
  #running = false;
  #again = false;

  constructor(calculator, { data, inputs, answer, status }) {
    this.#calculator = calculator;
    this.#data = data;
    this.#inputs = inputs;
    this.#answer = answer;
    this.#status = status;
    calculator.listen(python, "change", ({ detail }) => this.#report(detail));
    calculator.listen(python, "kept", () => calculator.toggleAttribute("data-kept", python.kept.includes(calculator.name)));
    if (python.used) near(calculator, () => this.warm());
  }

  /** Start Python, which will be wanted. */
  warm() {
    if (python.state === "idle") python.start(this.#calculator.name, this.#data.runtime);
  }

  /** Whether an answer takes no more than its calculation. */
  get ready() { return python.state === "ready"; }

  /** One question at a time: what is typed meanwhile is asked when it is answered, and what was overtaken is not shown. */
  async start() {
    this.#again = this.#running;
    if (this.#running) return;
    this.#running = true;
    const slow = setTimeout(() => { if (this.ready) this.#tellSlow(this.#calculator.words.running); }, SLOW);
    try {
      const answer = await this.#ask();
      await this.#answer.seen;
      if (!this.#again) this.#show(answer);
    } catch (why) {
      this.#again = false;
      this.#answer.takeBack();
      if (why.stopped) this.#status.tell("idle", this.#calculator.words.stopped);
      else if (!("broken" in why)) throw why;
    } finally {
      clearTimeout(slow);
      this.#status.slow(false);
      this.#running = false;
    }
    if (this.#again && this.#calculator.isConnected) this.start();
  }

  stop() {
    python.stop();
  }

  #ask() {
    const { name, dataset: { lang } } = this.#calculator;
    if (python.state !== "starting") this.#status.set("running"); // or what is being loaded stays said
    return python.ask({ name, values: this.#inputs.values(), lang }, this.#data.runtime, ({ opening, progress, words }) => {
      if (!opening) this.#tellSlow(this.#calculator.sentence("progress", { words, percent: Math.floor(progress * 100) }));
      else if (!this.#again) { this.#inputs.showErrors({}); this.#answer.open(opening); }
    });
  }

  #tellSlow(sentence) {
    this.#status.set("running", sentence);
    this.#status.slow(true);
  }

  #show({ html, errors, fault, ms }) {
    this.#inputs.showErrors(errors ?? {});
    if (!html) this.#answer.takeBack();
    if (errors) {
      this.#status.set("ready", this.#calculator.words.mend);
      this.#status.say(Object.values(errors).join(" "));
    } else if (fault) this.#status.tell("broken", this.#calculator.sentence("fault", { why: fault }));
    else {
      this.#answer.show(html);
      this.#status.set("ready", this.#calculator.sentence("done", { ms: Math.max(1, Math.round(ms)) }));
      this.#status.say(this.#answer.verdict);
    }
  }

  // What Python does, which is one for all calculators of a page.
  #report({ state, loaded = 0, why }) {
    const { words } = this.#calculator;
    const { bytes } = this.#data;
    if (state === "starting") {
      const sentence = this.#calculator.sentence("starting", { done: megabytes(loaded), total: megabytes(bytes) });
      this.#status.set("starting", loaded < bytes ? sentence : words.preparing);
    } else if (state === "ready") this.#status.set(this.#running ? "running" : "ready", this.#running ? words.running : words.ready);
    else if (state === "idle" && !this.#running) this.#status.set("idle", "");
    else if (state === "broken") this.#status.tell("broken", this.#calculator.sentence("broken", { why: why ?? words.timeout }));
  }
}

// Act once an element is within half a screen of being seen and the page has nothing better to do.
function near(element, act) {
  const idle = globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 200)); // Safari has none
  const observer = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) { observer.disconnect(); idle(act); }
  }, { rootMargin: "50%" });
  observer.observe(element);
  element.gone.addEventListener("abort", () => observer.disconnect());
}
