// <term-list> narrows the glossary to the terms whose names, in either language or in pinyin, hold what is typed.

import { PageElement } from "./element.js";

/** Letters and digits only, as scripts/terms.py writes them into data-find. */
const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

class TermList extends PageElement {
  connectedCallback() {
    const field = this.querySelector(".terms__filter");
    field.hidden = false;
    this.listen(field, "input", ({ target }) => this.#narrow(fold(target.value)));
  }

  #narrow(wanted) {
    const entries = [...this.querySelectorAll("[data-find]")];
    for (const entry of entries) entry.hidden = !entry.dataset.find.split(" ").some((name) => name.includes(wanted));
    for (const part of this.querySelectorAll("section")) part.hidden = !part.querySelector("[data-find]:not([hidden])");
    const found = entries.filter((entry) => !entry.hidden).length;
    this.querySelector(".terms__count").textContent = wanted && this.sentence(found ? "some" : "none", { found, all: entries.length });
  }
}

customElements.define("term-list", TermList);
