/**
 * The switch to the other language, kept on the reader's page and at the reader's place on it.
 *
 * Instant navigation changes page and address but leaves the header as it is, so the link is set anew whenever it is
 * about to be used. Without JavaScript it leads to the same page's beginning.
 */

import { PageElement } from "./element.js";
import { keep, resume } from "./reading-place.js";

class LanguageLink extends PageElement {
  #here;
  #there;

  connectedCallback() {
    const { here, there } = this.dataset;
    if (here === undefined) return; // a page that is not there has no counterpart
    // Both are relative to the page that was loaded first.
    this.#here = new URL(here, document.baseURI).href;
    this.#there = new URL(there, document.baseURI).href;
    for (const type of ["pointerdown", "focusin", "click"]) this.listen(this, type, () => this.#follow(type));
    resume();
  }

  #follow(type) {
    // The path below the language's root, the query and the fragment are the same in every language.
    if (!location.href.startsWith(this.#here)) return;
    const link = this.querySelector("a");
    link.href = this.#there + location.href.slice(this.#here.length);
    if (type === "click") keep(link.href);
  }
}

customElements.define("language-link", LanguageLink);
