// <term-list> narrows the glossary to the terms whose names, in either language or in pinyin, hold what is typed.

/** Letters and digits only, as scripts/terms.py writes them into data-find. */
const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

class TermList extends HTMLElement {
  #gone;

  connectedCallback() {
    this.#gone = new AbortController();
    const field = this.querySelector(".terms__filter");
    field.hidden = false;
    field.addEventListener("input", ({ target }) => this.#narrow(fold(target.value)), { signal: this.#gone.signal });
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  #narrow(wanted) {
    const entries = [...this.querySelectorAll("[data-find]")];
    for (const entry of entries) entry.hidden = !entry.dataset.find.split(" ").some((name) => name.includes(wanted));
    for (const part of this.querySelectorAll("section")) part.hidden = !part.querySelector("[data-find]:not([hidden])");
    const found = entries.filter((entry) => !entry.hidden).length;
    const { some, none } = JSON.parse(this.dataset.words);
    this.querySelector(".terms__count").textContent = !wanted ? ""
      : found ? some.replace("{found}", found).replace("{all}", entries.length) : none;
  }
}

customElements.define("term-list", TermList);
