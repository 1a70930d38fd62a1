// Where the reader is on a page, kept in the session from a click to the same page in the other language.

const KEPT = "handbook.place";

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

/** Keep this page's place for the one at an address. */
export function keep(address) {
  const here = place();
  try { if (here) sessionStorage.setItem(KEPT, JSON.stringify({ address, ...here })); } catch { /* it opens at its beginning */ }
}

/** Go to the place that was kept for this page, once. */
export function resume() {
  let kept;
  try {
    kept = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
  } catch { /* blocked: nothing was kept */ }
  if (kept?.address !== location.href) return;
  goTo(kept);
  // A browser goes to the place that the address names until all is loaded.
  if (location.hash) addEventListener("load", () => setTimeout(goTo, 0, kept), { once: true });
}
