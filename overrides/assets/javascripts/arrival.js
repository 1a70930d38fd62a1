// The theme changes pages without loading them, which a screen reader would not notice: the new title is announced.
const said = Object.assign(document.createElement("p"), { className: "hide", role: "status" });
let title = document.title;
document.body.append(said);
new MutationObserver(() => {
  if (!document.title || document.title === title) return;
  title = document.title;
  said.textContent = title;
}).observe(document.head, { childList: true });
