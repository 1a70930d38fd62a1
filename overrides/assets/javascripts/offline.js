// <offline-copy>: saves languages of the handbook for use without a network, and takes them away again. It says first how
// much it is. Its words stand in the page.

import { mb } from "./edition.js";
import { fill } from "./fill.js";
import * as store from "./offline_store.js";

// One for the page: it goes on while instant navigation shows other pages.
const saving = new class extends EventTarget {
  stop = null;
  now = { done: 0, bytes: 0 };

  async start(languages) {
    this.stop = new AbortController();
    this.#tell("begun");
    try {
      const onProgress = (now) => { this.now = now; this.#tell("progress"); };
      await store.adopt(await store.fetchEdition(languages, { signal: this.stop.signal, onProgress }));
      this.#end(null);
    } catch (why) {
      this.#end(why);
    }
  }

  #end(why) {
    this.stop = null;
    this.#tell("ended", why);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}();

class OfflineCopy extends HTMLElement {
  #gone;
  #words;

  connectedCallback() {
    this.#words = JSON.parse(this.dataset.words);
    this.#gone = new AbortController();
    const { signal } = this.#gone;
    this.addEventListener("change", () => this.#measure(), { signal });
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]");
      if (button?.dataset.do === "save") saving.start(this.#chosen());
      if (button?.dataset.do === "cancel") saving.stop?.abort(new store.Trouble("cancelled"));
      if (button?.dataset.do === "remove") this.#remove(button.value);
    }, { signal });
    store.told.addEventListener("message", () => this.#paint(), { signal });
    saving.addEventListener("begun", () => { this.#say("saving"); this.#paint(); }, { signal });
    saving.addEventListener("progress", () => this.#progress(), { signal });
    saving.addEventListener("ended", ({ detail: why }) => {
      if (why) this.#trouble(why); else this.#say("done");
      this.#refresh();
    }, { signal });
    this.#begin();
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  #say(name, values = {}) {
    this.#part("said").textContent = name && fill(this.#words[name], mb(values));
  }

  async #begin() {
    this.#say("");
    if (!store.possible()) return this.#say("impossible");
    await this.#paint();
    try {
      if ((await store.server()).offline === false) return this.#say("off");
      this.#part("choice").hidden = false;
      await this.#measure();
    } catch (why) {
      this.#trouble(why, "unreachable");
    }
  }

  // What is saved, with a button for each language, and boxes for the others.
  async #paint() {
    const edition = await store.saved();
    for (const line of this.querySelectorAll("[data-language]")) {
      const here = edition?.languages.includes(line.dataset.language) ?? false;
      const box = line.querySelector("input");
      box.disabled = here || saving.stop !== null;
      if (here) box.checked = true;
      line.querySelector("[data-do=remove]").hidden = !here;
      line.querySelector("[data-part=state]").textContent = !here ? ""
        : this.#words.saved.replace("{build}", edition.build).replace("{day}", edition.day);
    }
    this.#button("save").hidden = saving.stop !== null || !this.#chosen().length;
    this.#button("cancel").hidden = this.#part("progress").hidden = saving.stop === null;
    this.dispatchEvent(new Event("saved", { bubbles: true }));
  }

  #button(name) {
    return this.querySelector(`[data-do="${name}"]`);
  }

  #chosen() {
    return [...this.querySelectorAll("input:checked:enabled")].map(({ value }) => value);
  }

  async #measure() {
    if (saving.stop) return this.#progress();
    const chosen = this.#chosen();
    this.#button("save").hidden = !chosen.length;
    this.#part("size").textContent = "";
    if (!chosen.length) return;
    const { files, bytes, missing } = mb(await store.measure(chosen));
    if (saving.stop || this.#chosen().join() !== chosen.join()) return; // overtaken
    this.#part("size").textContent = this.#words.size.replace("{files}", files).replace("{bytes}", bytes).replace("{missing}", missing);
  }

  async #refresh() {
    await this.#paint();
    await this.#measure().catch((why) => this.#trouble(why));
  }

  #progress() {
    const { done, bytes } = saving.now;
    const bar = this.#part("progress").querySelector("progress");
    [bar.max, bar.value] = [bytes, done];
    const now = mb({ done, bytes });
    this.#part("size").textContent = this.#words.progress.replace("{done}", now.done).replace("{bytes}", now.bytes);
  }

  async #remove(language) {
    try {
      await store.remove(language);
      this.querySelector(`[data-language="${language}"] input`).checked = false;
      this.#say("removed");
    } catch (why) {
      this.#trouble(why);
    }
    await this.#refresh();
  }

  #trouble(why, name = null) {
    if (why instanceof store.Trouble) this.#say(name ?? why.message, why.values);
    else if (why instanceof DOMException) this.#say("blocked");
    else throw why;
  }
}

customElements.define("offline-copy", OfflineCopy);
