/**
 * The switch to the other language, kept on the reader's page and at the reader's place on it.
 *
 * Instant navigation changes page and address but leaves the header as it is, so the link is set anew whenever it is
 * about to be used. Without JavaScript it leads to the same page's beginning.
 */
class LanguageLink extends HTMLElement {
  connectedCallback() {
    const { here, there } = this.dataset;
    if (here === undefined) return; // a page that is not there has no counterpart
    // Both are relative to the page that was loaded first.
    this.here = new URL(here, document.baseURI).href;
    this.there = new URL(there, document.baseURI).href;
    for (const type of ["pointerdown", "focusin", "click"]) this.addEventListener(type, this);
  }

  disconnectedCallback() {
    for (const type of ["pointerdown", "focusin", "click"]) this.removeEventListener(type, this);
  }

  handleEvent() {
    // The path below the language's root, the query and the fragment are the same in every language.
    if (location.href.startsWith(this.here)) {
      this.querySelector("a").href = this.there + location.href.slice(this.here.length);
    }
  }
}

customElements.define("language-link", LanguageLink);
