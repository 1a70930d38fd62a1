// The theme's drawer and folds are check boxes and labels; scripts/furniture.py has put a button into each label. Here the
// buttons hear keys and say whether they are open, and an open drawer has the focus. The theme closes it for a chosen page.

const drawer = document.getElementById("__drawer");
const opener = document.querySelector("label[for=__drawer] > .fold");
const SEEN = { visibilityProperty: true };

function tell(box) {
  for (const fold of document.querySelectorAll(`label[for="${box.id}"] > .fold[role]`)) fold.ariaExpanded = String(box.checked);
}

function focusIn(part) {
  const stops = [...part.querySelectorAll("a[href], .fold[role]")].filter((one) => one.checkVisibility(SEEN));
  (stops.find((one) => one.closest(".md-nav__link--active")) ?? stops[0])?.focus();
}

function drawn() {
  const side = document.querySelector(".md-sidebar--primary");
  for (const fold of drawer.checked ? side.querySelectorAll(".fold") : []) {   // the page may be new, and with it the labels
    fold.tabIndex = 0;
    fold.role = "button";
    tell(fold.parentNode.control);
  }
  for (const part of document.querySelectorAll(".md-header, .md-content, .md-footer, .md-top")) part.inert = drawer.checked;
  if (drawer.checked) focusIn(side);
  else if (side.contains(document.activeElement)) opener.focus();
}

if (drawer && opener) {
  document.addEventListener("change", ({ target }) => {
    if (!target.matches(".md-toggle")) return;
    tell(target);
    if (target === drawer) drawn();
    // In the drawer a fold covers what it was opened from, and closing it shows that again.
    else if (drawer.checked) focusIn(target.checked ? target.parentNode.querySelector("nav") : target.parentNode);
  });
  document.addEventListener("keydown", (event) => {
    if ([" ", "Enter"].includes(event.key) && event.target.matches(".fold")) { event.preventDefault(); event.target.click(); }
    if (event.key === "Escape" && drawer.checked) drawer.click();
  });
}
