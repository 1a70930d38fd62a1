// <calculator-form>: a form that is complete without this file, and answers every change with it.
// It knows the protocol of python.js; labels, sentences and results all come from the page.

import * as address from "./address.js";
import { draw } from "./charts.js";
import { fill } from "./fill.js";
import { Inputs } from "./inputs.js";
import { Python } from "./python.js";
import { safe } from "./spreadsheet.js";

const python = new Python();
const MB = 2 ** 20;
const SLOW = 300; // ms after which a calculation may be stopped
const LATER = 5000; // ms after which an address that the browser refused to change is written again
const STOPS = "summary, a[href], [tabindex]"; // where keys stop in an answer
const AFTER = 20; // ms from the digits to their pictures, which whoever types on need not wait for
const SILENCE = 1000; // ms without a change after which a screen reader is told the outcome

class CalculatorForm extends HTMLElement {
  #data;
  #inputs;
  #preset;
  #writing;
  #saying;
  #running = false;
  #again = false;
  #listening;
  #near;

  connectedCallback() {
    this.#data = JSON.parse(this.querySelector(".calc__data").content.textContent);
    const form = this.querySelector("form");
    this.#preset = this.#data.preset;
    this.#inputs = new Inputs(form, this.#data.words);
    this.#listening = new AbortController();
    const on = (target, type, act) => target.addEventListener(type, act, { signal: this.#listening.signal });
    on(form, "submit", (event) => event.preventDefault());
    on(form, "input", (event) => { if (event.target.type !== "file") this.#changed(); });
    on(form, "paste", (event) => { if (this.#inputs.paste(event)) this.#changed(); else if (event.defaultPrevented) this.#refused(); });
    on(form, "change", async (event) => {
      if (event.target.dataset.do !== "upload") return;
      if (await this.#inputs.upload(event.target)) this.#changed();
      else this.#refused();
    });
    on(form, "click", (event) => { const button = event.target.closest("button"); if (button) this.#press(button); });
    // Not pointerenter: a finger that only scrolls past would load Python.
    for (const sign of ["mouseenter", "focusin"]) on(form, sign, () => this.#warm());
    if (python.used) this.#near = near(this, () => this.#warm());
    on(python, "change", ({ detail }) => this.#report(detail));
    on(python, "kept", () => this.toggleAttribute("data-kept", python.kept.includes(this.#name)));
    on(globalThis, "hashchange", () => {
      if (location.hash) this.#open();
      else this.#choose(this.#data.preset, this.#data.shown); // back at the page as it was first opened
    });
    on(globalThis, "beforeprint", () => {
      const today = new Intl.DateTimeFormat("sv").format(); // the reader's own day, as year-month-day
      this.querySelector(".calc__printed").textContent = `${today} · ${location.href}`;
    });
    this.#inputs.relevant();
    this.#open();
  }

  disconnectedCallback() {
    this.#listening.abort();
    this.#near?.disconnect();
    clearTimeout(this.#writing);
    clearTimeout(this.#saying);
  }

  get #name() { return this.getAttribute("name"); }

  #warm() {
    if (python.state === "idle") python.start(this.#name, this.#data.runtime);
  }

  #open() {
    const { version, defaults, presets, shown } = this.#data;
    let found = address.read(location.hash, this.#name, version, Object.keys(defaults), presets);
    if (found?.values && !this.#inputs.fit(found.values)) found = { error: "bad" };
    const note = this.querySelector(".calc__linknote");
    note.hidden = !found?.error;
    if (!found) return;
    if (found.error) note.textContent = this.#fill(`${found.error}_link`, { most: address.MOST.toLocaleString("en") });
    const values = found.error ? shown : { ...(presets[found.preset] ?? defaults), ...found.values };
    this.#preset = found.preset ?? this.#data.preset;
    this.#inputs.set(values);
    this.#mark();
    this.#inputs.showErrors({});
    this.scrollIntoView({ block: "start" });
    this.#compute();
  }

  #changed() {
    this.#inputs.relevant();
    this.#mark();
    this.#write();
    this.#compute();
  }

  #write() {
    const { version, defaults, presets } = this.#data;
    const { fragment, short } = address.write(this.#name, version, presets[this.#preset] ?? defaults, this.#inputs.values(), this.#preset);
    clearTimeout(this.#writing);
    try {
      history.replaceState(history.state, "", fragment || location.pathname + location.search);
    } catch { // Safari lets a page do this a hundred times in half a minute, and somebody who types fast does it oftener
      this.#writing = setTimeout(() => this.#write(), LATER);
    }
    return short;
  }

  #press(button) {
    const { preset, presets, shown } = this.#data;
    if (button.dataset.preset !== undefined) return this.#choose(button.dataset.preset, presets[button.dataset.preset]);
    switch (button.dataset.do) {
      case "reset": return this.#choose(preset, shown);
      case "link": return this.#copyLink();
      case "result": return this.#copy(this.#asText());
      case "print": return this.#print();
      case "stop": return python.stop();
      case "retry": return this.#compute();
      default: if (this.#inputs.press(button)) this.#changed();
    }
  }

  #choose(preset, values) {
    this.#preset = preset;
    this.#inputs.set(values);
    this.#changed();
  }

  // An example is marked as long as its figures stand in the form, however they came there.
  #mark() {
    const values = Object.entries(this.#inputs.values());
    for (const chip of this.querySelectorAll("[data-preset]")) {
      const example = this.#data.presets[chip.dataset.preset];
      chip.setAttribute("aria-pressed", String(values.every(([name, text]) => text === example[name])));
    }
  }

  // One question at a time; what is typed meanwhile is asked when it is answered, and what was overtaken is not shown.
  async #compute() {
    this.#again = this.#running;
    if (this.#running) return;
    this.#running = true;
    const slow = setTimeout(() => this.#offer("stop", python.state === "ready"), SLOW);
    try {
      if (python.state !== "starting") this.#state("running", this.#data.words.running);  // or what is being loaded stays said
      const question = { name: this.#name, values: this.#inputs.values(), lang: this.dataset.lang };
      const answer = await python.ask(question, this.#data.runtime, ({ progress, words }) => {
        this.#offer("stop", true);
        this.#state("running", this.#fill("progress", { words, percent: Math.floor(progress * 100) }));
      });
      if (!this.#again) this.#show(answer);
    } catch (why) {
      this.#again = false;
      if (why.stopped) this.#tell("idle", this.#data.words.stopped);
      else if (!("broken" in why)) throw why;
    } finally {
      clearTimeout(slow);
      this.#offer("stop", false);
      this.#running = false;
    }
    if (this.#again && this.isConnected) this.#compute();
  }

  #show({ html, errors, fault, ms }) {
    this.#inputs.showErrors(errors ?? {});
    if (errors) {
      this.#state("ready", this.#data.words.mend);
      this.#say(Object.values(errors).join(" "));
    } else if (fault) this.#tell("broken", this.#fill("fault", { why: fault }));
    else {
      const output = this.querySelector(".calc__output");
      const old = [...output.querySelectorAll(".chart__picture")];
      const open = [...output.querySelectorAll("details")].map((details) => details.open);
      const fresh = document.createElement("template");
      fresh.innerHTML = html;
      // The last picture stays until the new one is drawn, so that nothing jumps.
      fresh.content.querySelectorAll(".chart__picture").forEach((picture, i) => picture.replaceChildren(...(old[i]?.childNodes ?? [])));
      fresh.content.querySelectorAll("details").forEach((details, i) => { details.open = open[i] ?? false; });
      const focused = [...output.querySelectorAll(STOPS)].indexOf(document.activeElement);
      output.replaceChildren(fresh.content);
      if (focused >= 0) ([...output.querySelectorAll(STOPS)][focused] ?? this.querySelector(".calc__state")).focus({ preventScroll: true });
      this.#state("ready", this.#fill("done", { ms: Math.max(1, Math.round(ms)) }));
      this.#say(output.querySelector(".verdict__words").textContent);
      const figures = [...output.querySelectorAll(".chart")];
      requestAnimationFrame(() => setTimeout(() => this.#draw(figures), AFTER)); // once the digits are on the screen
    }
  }

  #draw(figures) {
    for (const figure of figures) { // those of an answer that has been overtaken are gone
      if (figure.isConnected) draw(figure, this.#data.runtime.charts).catch(() => figure.classList.add("chart--stale"));
    }
  }

  #report({ state, loaded = 0, why }) {
    const { words, bytes } = this.#data;
    if (state === "starting") {
      const mb = (n) => (n / MB).toFixed(1);
      this.#state("starting", loaded < bytes ? this.#fill("starting", { done: mb(loaded), total: mb(bytes) }) : words.preparing);
    } else if (state === "ready") this.#state(this.#running ? "running" : "ready", this.#running ? words.running : words.ready);
    else if (state === "idle" && !this.#running) this.#state("idle", "");
    else if (state === "broken") this.#tell("broken", this.#fill("broken", { why: why ?? words.timeout }));
  }

  #state(state, sentence) {
    this.dataset.state = state;
    this.querySelector(".calc__state").textContent = sentence;
    this.#offer("retry", state === "broken");
  }

  // A button that goes while it has the focus leaves it to the words beside it.
  #offer(name, offered) {
    const button = this.querySelector(`[data-do=${name}]`);
    if (!offered && button === document.activeElement) this.querySelector(".calc__state").focus();
    button.hidden = !offered;
  }

  // A file or pasted rows that were not taken: nothing is computed that would be heard.
  #refused() {
    const sentence = this.querySelector(".field__error:not([hidden])")?.textContent;
    if (sentence) this.#say(sentence);
  }

  #tell(state, sentence) {
    this.#state(state, sentence);
    this.#say(sentence);
  }

  // A screen reader hears one sentence once the reader pauses, not every state, digit and table on the way.
  #say(sentence) {
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => { this.querySelector(".calc__said").textContent = sentence; }, SILENCE);
  }

  #fill(key, values) {
    return fill(this.#data.words[key], values);
  }

  #asText() {
    const output = this.querySelector(".calc__output");
    const lines = [...output.querySelectorAll(".verdict__words")].map((words) => words.textContent);
    for (const item of output.querySelectorAll(".figures > div")) {
      lines.push([...item.children].map((part) => part.textContent).join(" · "));
    }
    return safe([...lines, location.href].join("\n"));
  }

  #copyLink() {
    const short = this.#write();
    return this.#copy(location.href, short ? this.#data.words.copied_short : this.#data.words.copied);
  }

  // The button prints this calculator alone; the browser's own command prints the page.
  #print() {
    this.dataset.printing = "";
    print();
    delete this.dataset.printing;
  }

  async #copy(text, done = this.#data.words.copied) {
    const note = this.querySelector(".calc__copied");
    note.hidden = false;
    try {
      await navigator.clipboard.writeText(text);
      note.textContent = done;
    } catch {
      const field = Object.assign(document.createElement("textarea"), { value: text, readOnly: true, rows: 3 });
      note.textContent = this.#data.words.not_copied;
      note.append(field);
      field.select();
    }
  }
}

// Act once an element is within half a screen of being seen and the page has nothing better to do.
function near(element, act) {
  const idle = globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 200)); // Safari has none
  const observer = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) { observer.disconnect(); idle(act); }
  }, { rootMargin: "50%" });
  observer.observe(element);
  return observer;
}

customElements.define("calculator-form", CalculatorForm);
