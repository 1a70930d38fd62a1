// What the page's own elements share. Instant navigation takes an element away and leaves the page's scripts: what it listens
// to must let go of it then. Its words, parts and buttons stand in the page.

import { fill } from "./wording.js";

export class PageElement extends HTMLElement {
  #gone;
  #words;

  disconnectedCallback() {
    this.#gone?.abort();
    this.#gone = undefined;
  }

  /** Aborted when the element leaves the page. */
  get gone() {
    this.#gone ??= new AbortController();
    return this.#gone.signal;
  }

  /** Listen for as long as the element stands in the page. */
  listen(target, type, act) {
    target.addEventListener(type, act, { signal: this.gone });
  }

  get words() {
    this.#words ??= JSON.parse(this.dataset.words);
    return this.#words;
  }

  /** One of the words, its {gaps} filled. */
  sentence(name, values) {
    return fill(this.words[name], values);
  }

  partNamed(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  button(name) {
    return this.querySelector(`[data-do="${name}"]`);
  }
}
