// The theme's keys for the next page, n and the full stop, follow a link in the head. Firefox fetches what that names, which
// the policy forbids, so scripts/furniture.py takes it away, and the keys follow the link at the page's end.

addEventListener("keydown", (event) => {
  if (!["n", "."].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  const { activeElement } = document;
  if (activeElement.isContentEditable || activeElement.matches("input, select, textarea")) return;
  if (!document.querySelector("[data-md-toggle=search]:checked")) document.querySelector(".md-footer__link--next")?.click();
});
