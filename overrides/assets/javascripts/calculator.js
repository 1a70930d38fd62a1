// <calculator-form>: a form that is complete without this file, and answers every change with it.
// Labels, sentences and results all come from the page or from Python.

import { AddressBar } from "./address-bar.js";
import { MOST } from "./address.js";
import { Answer } from "./answer.js";
import { Computation } from "./computation.js";
import { copy } from "./copy.js";
import { PageElement } from "./element.js";
import { Inputs } from "./inputs.js";
import { Intake } from "./intake.js";
import { Status } from "./status.js";
import { today } from "./wording.js";

class CalculatorForm extends PageElement {
  #data;
  #inputs;
  #intake;
  #address;
  #answer;
  #status;
  #computation;
  #preset;

  connectedCallback() {
    const form = this.querySelector("form");
    const data = this.#data = JSON.parse(this.querySelector(".calc__data").content.textContent);
    const inputs = this.#inputs = new Inputs(form);
    const answer = this.#answer = new Answer(this, data.runtime.charts);
    const status = this.#status = new Status(this);
    this.#intake = new Intake(inputs, this.words);
    this.#address = new AddressBar(this.name, data);
    this.#computation = new Computation(this, { data, inputs, answer, status });
    this.#preset = data.preset;
    this.#hearForm(form);
    this.#hearPage();
    this.#inputs.relevant();
    this.#open();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#address.end();
  }

  get words() { return this.#data.words; }

  get name() { return this.getAttribute("name"); }

  #hearForm(form) {
    this.listen(form, "submit", (event) => event.preventDefault());
    this.listen(form, "input", (event) => { if (event.target.type !== "file") this.#changed(); });
    const took = (taken, event) => {
      if (taken) this.#changed();
      else if (event.defaultPrevented) this.#refused();
    };
    this.listen(form, "paste", (event) => took(this.#intake.paste(event, event.clipboardData), event));
    this.listen(form, "drop", async (event) => took(await this.#intake.drop(event), event));
    this.listen(form, "change", async (event) => {
      if (event.target.dataset.do !== "upload") return;
      if (await this.#intake.upload(event.target)) this.#changed();
      else this.#refused();
    });
    this.listen(form, "click", (event) => { const button = event.target.closest("button"); if (button) this.#press(button); });
    // Not pointerenter: a finger that only scrolls past would load Python.
    for (const sign of ["mouseenter", "focusin"]) this.listen(form, sign, () => this.#computation.warm());
  }

  #hearPage() {
    this.listen(globalThis, "hashchange", () => {
      if (location.hash) this.#open();
      else this.#choose(this.#data.preset, this.#data.shown); // back at the page as it was first opened
    });
    this.listen(globalThis, "beforeprint", () => {
      this.#address.settle();
      // The foot of the page names the page; this, where it says more, also the inputs.
      this.querySelector(".calc__printed").textContent = location.hash ? `${today()} · ${location.href}` : "";
    });
  }

  #open() {
    let found = this.#address.read();
    if (found?.values && !this.#inputs.fit(found.values)) found = { error: "bad" };
    const note = this.querySelector(".calc__linknote");
    note.hidden = !found?.error;
    if (!found) return;
    if (found.error) note.textContent = this.sentence(`${found.error}_link`, { most: MOST.toLocaleString("en") });
    this.#preset = found.preset ?? this.#data.preset;
    this.#inputs.set(found.values ?? this.#data.shown);
    this.#mark();
    this.#inputs.showErrors({});
    this.scrollIntoView({ block: "start" });
    this.#computation.start();
  }

  // The question first: Python works on it while the page does the rest.
  #changed() {
    this.#inputs.relevant();
    this.#computation.start();
    this.#mark();
    if (this.#computation.ready) this.#address.follow(this.#preset, () => this.#inputs.values());
    else this.#write();
  }

  #write() {
    return this.#address.write(this.#preset, this.#inputs.values());
  }

  #press(button) {
    const { preset, presets, shown } = this.#data;
    if (button.dataset.preset !== undefined) return this.#choose(button.dataset.preset, presets[button.dataset.preset]);
    switch (button.dataset.do) {
      case "reset": return this.#choose(preset, shown);
      case "link": return this.#copyLink();
      case "result": return this.#copyResult();
      case "print": return this.#print();
      case "stop": return this.#computation.stop();
      case "retry": return this.#computation.start();
      default: if (this.#inputs.gridIn(button.closest(".field"))?.press(button)) this.#changed();
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
      const pressed = String(values.every(([name, text]) => text === example[name]));
      if (chip.getAttribute("aria-pressed") !== pressed) chip.setAttribute("aria-pressed", pressed);
    }
  }

  // A file or pasted rows that were not taken: nothing is computed that would be heard.
  #refused() {
    const sentence = this.querySelector(".field__error:not([hidden])")?.textContent;
    if (sentence) this.#status.say(sentence);
  }

  #copyLink() {
    const short = this.#write();
    return this.#copy(location.href, short ? "copied_short" : "copied");
  }

  #copyResult() {
    this.#address.settle(); // which it names
    return this.#copy(this.#answer.asText(), "copied");
  }

  #copy(text, done) {
    return copy(text, this.querySelector(".calc__copied"), this.words[done], this.words.not_copied);
  }

  // The button prints this calculator alone; the browser's own command prints the page.
  #print() {
    this.dataset.printing = "";
    print();
    delete this.dataset.printing;
  }
}

customElements.define("calculator-form", CalculatorForm);
