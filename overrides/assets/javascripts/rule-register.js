// <rule-register> narrows the list of rules by what its form says and keeps that in the address: ?place=CN&status=in-force
// &from=2024&to=2026&words=fees. A link to an entry opens it, whatever the form says. The words stand in the page.

import { PageElement } from "./element.js";

const LONGEST = 200; // characters; the form takes no more

class RuleRegister extends PageElement {
  connectedCallback() {
    const form = this.#form;
    form.hidden = false;
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name); // not elements[name], which is also "length"
      if (field) field.value = value.slice(0, LONGEST);
    }
    this.listen(form, "input", () => this.#changed());
    this.listen(form, "submit", (event) => event.preventDefault());
    this.listen(form.querySelector("button"), "click", () => this.#clear());
    this.listen(globalThis, "hashchange", () => this.#open());
    this.#narrow();
    this.#open();
  }

  get #form() {
    return this.querySelector("form");
  }

  #changed() {
    const said = new URLSearchParams([...new FormData(this.#form)].filter(([, value]) => value));
    try {
      history.replaceState(history.state, "", `${location.pathname}${said.size ? `?${said}` : ""}${location.hash}`);
    } catch { /* a browser refuses when it is asked too often: the list is narrowed all the same */ }
    this.#narrow();
  }

  #clear() {
    for (const field of this.#form.elements) field.value = "";
    this.#changed();
  }

  #narrow() {
    const { place, status, from, to, words } = Object.fromEntries(new FormData(this.#form));
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    const entries = [...this.querySelectorAll(".entry")];
    for (const entry of entries) {
      const { place: its, status: state, year } = entry.dataset;
      const text = entry.textContent.toLowerCase();
      entry.hidden = (place && its !== place) || (status && state !== status)
        || (from && !(year >= from)) || (to && !(year && year <= to)) || !wanted.every((word) => text.includes(word));
    }
    for (const year of this.querySelectorAll(".register__year")) year.hidden = !year.querySelector(".entry:not([hidden])");
    const shown = entries.filter((entry) => !entry.hidden).length;
    const sentence = this.sentence(shown ? "shown" : "none", { shown, all: entries.length });
    const line = this.querySelector("[role=status]");
    if (line.textContent !== sentence) line.textContent = sentence;
  }

  #open() {
    const target = document.getElementById(decoded(location.hash.slice(1)));
    const entry = target?.closest(".entry");
    if (!entry || !this.contains(entry)) return;
    if (entry.hidden) this.#clear();
    entry.open = true;
    target.scrollIntoView();
  }
}

function decoded(fragment) {
  try { return decodeURIComponent(fragment); } catch { return ""; } // not written by us
}

customElements.define("rule-register", RuleRegister);
