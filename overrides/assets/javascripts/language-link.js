/**
 * The switch to the other language, kept on the reader's page and at the reader's place on it.
 *
 * Instant navigation changes page and address but leaves the header as it is, so the link is set anew whenever it is
 * about to be used. Without JavaScript it leads to the same page's beginning.
 */

const PLACE = "handbook.place"; // in the session's storage, from a click to the page that it opens

/** [id, distance from the top of the window] of the page's headings, and of its end. */
const headings = () => [...document.querySelectorAll(".md-content :is(h1, h2, h3)[id], .md-footer")]
  .map((one) => [one.id, one.getBoundingClientRect().top]);

/** The heading that the reader is under, and the share of the way to the next one; headings have the same ids in all languages. */
function place() {
  const all = headings(), at = all.findLastIndex(([, top]) => top <= 0);
  return at < 0 ? null : { id: all[at][0], share: all[at][1] / (all[at][1] - (all[at + 1]?.[1] ?? 0)) };
}

function goTo({ id, share }) {
  const all = headings(), at = all.findIndex(([one]) => one === id);
  if (at >= 0) scrollBy({ top: all[at][1] + share * ((all[at + 1] ?? all[at])[1] - all[at][1]), behavior: "instant" });
}

function keep(where) {
  try { sessionStorage.setItem(PLACE, JSON.stringify(where)); } catch { /* the page opens at its beginning */ }
}

function taken() {
  try {
    const where = JSON.parse(sessionStorage.getItem(PLACE));
    sessionStorage.removeItem(PLACE);
    return where;
  } catch { return null; }
}

class LanguageLink extends HTMLElement {
  connectedCallback() {
    const { here, there } = this.dataset;
    if (here === undefined) return; // a page that is not there has no counterpart
    // Both are relative to the page that was loaded first.
    this.here = new URL(here, document.baseURI).href;
    this.there = new URL(there, document.baseURI).href;
    for (const type of ["pointerdown", "focusin", "click"]) this.addEventListener(type, this);
    const { to, ...where } = taken() ?? {};
    if (to !== location.href) return;
    goTo(where);
    // A browser goes to the place that the address names until all is loaded.
    if (location.hash) addEventListener("load", () => setTimeout(goTo, 0, where), { once: true });
  }

  disconnectedCallback() {
    for (const type of ["pointerdown", "focusin", "click"]) this.removeEventListener(type, this);
  }

  handleEvent({ type }) {
    // The path below the language's root, the query and the fragment are the same in every language.
    if (!location.href.startsWith(this.here)) return;
    const link = this.querySelector("a"), here = place();
    link.href = this.there + location.href.slice(this.here.length);
    if (type === "click" && here) keep({ to: link.href, ...here });
  }
}

customElements.define("language-link", LanguageLink);
