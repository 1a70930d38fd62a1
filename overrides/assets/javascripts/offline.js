// <offline-copy>: saves languages of the handbook for use without a network, and takes them away again. It says first how
// much it is. Its words stand in the page.

import { PageElement } from "./element.js";
import * as server from "./edition-fetch.js";
import * as store from "./edition-store.js";
import { megabytes, Trouble } from "./wording.js";

// One for the page: it goes on while instant navigation shows other pages.
const saving = new class extends EventTarget {
  stop = null;
  now = { done: 0, bytes: 0 };

  async start(languages) {
    this.stop = new AbortController();
    this.#tell("begun");
    try {
      const onProgress = (now) => { this.now = now; this.#tell("progress"); };
      await store.adopt(await server.fetchEdition(languages, { signal: this.stop.signal, onProgress }));
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

class OfflineCopy extends PageElement {
  connectedCallback() {
    this.listen(this, "change", () => this.#measure());
    this.listen(this, "click", ({ target }) => {
      const button = target.closest("[data-do]");
      if (button?.dataset.do === "save") saving.start(this.#chosen());
      if (button?.dataset.do === "cancel") saving.stop?.abort(new Trouble("cancelled"));
      if (button?.dataset.do === "remove") this.#remove(button.value);
    });
    this.listen(store.told, "message", () => this.#paint());
    this.listen(saving, "begun", () => { this.#say("saving"); this.#paint(); });
    this.listen(saving, "progress", () => this.#progress());
    this.listen(saving, "ended", ({ detail: why }) => {
      if (why) this.#trouble(why); else this.#say("done");
      this.#refresh();
    });
    this.#begin();
  }

  #say(name, values) {
    this.partNamed("said").textContent = name && this.sentence(name, values);
  }

  async #begin() {
    this.#say("");
    if (!store.possible()) return this.#say("impossible");
    await this.#paint();
    try {
      if ((await server.build()).offline === false) return this.#say("off");
      this.partNamed("choice").hidden = false;
      await this.#measure();
    } catch (why) {
      this.#trouble(why, "unreachable");
    }
  }

  // What is saved, with a button for each language, and boxes for the others.
  async #paint() {
    const edition = await store.saved();
    const lost = edition && !saving.stop ? (await store.lost(edition)).length : 0; // what is being saved is looked at afterwards
    for (const line of this.querySelectorAll("[data-language]")) {
      const here = edition?.languages.includes(line.dataset.language) ?? false;
      const box = line.querySelector("input");
      box.disabled = here && !lost || saving.stop !== null;
      if (here) box.checked = true;
      line.querySelector("[data-do=remove]").hidden = !here;
      if (!saving.stop) line.querySelector("[data-part=state]").textContent = here ? this.sentence(lost ? "lost" : "saved", { ...edition, lost }) : "";
    }
    this.button("save").hidden = saving.stop !== null || !this.#chosen().length;
    this.button("cancel").hidden = this.partNamed("progress").hidden = saving.stop === null;
    this.dispatchEvent(new Event("saved", { bubbles: true }));
  }

  #chosen() {
    return [...this.querySelectorAll("input:checked:enabled")].map(({ value }) => value);
  }

  async #measure() {
    if (saving.stop) return this.#progress();
    const chosen = this.#chosen();
    this.button("save").hidden = !chosen.length;
    this.partNamed("size").textContent = "";
    if (!chosen.length) return;
    const { files, bytes, missing } = await server.measure(chosen);
    if (saving.stop || this.#chosen().join() !== chosen.join()) return; // overtaken
    this.partNamed("size").textContent = this.sentence("size", { files, bytes: megabytes(bytes), missing: megabytes(missing) });
  }

  async #refresh() {
    await this.#paint();
    await this.#measure().catch((why) => this.#trouble(why));
  }

  #progress() {
    const { done, bytes } = saving.now;
    const bar = this.partNamed("progress").querySelector("progress");
    [bar.max, bar.value] = [bytes, done];
    this.partNamed("size").textContent = this.sentence("progress", { done: megabytes(done), bytes: megabytes(bytes) });
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
    if (why instanceof Trouble) this.#say(name ?? why.message, why.values);
    else if (why instanceof DOMException) this.#say("blocked");
    else throw why;
  }
}

customElements.define("offline-copy", OfflineCopy);
