// What the theme's search box lacks: it hears keys only, its dialog has no name, and its count is not announced.

const input = document.querySelector(".md-search__input");
const dialog = input?.closest("[role=dialog]");
const toggle = document.querySelector("[data-md-toggle=search]");

/** Make the theme read the box. */
const read = () => input.dispatchEvent(new Event("keyup"));

function opened() {
  dialog.setAttribute("aria-modal", String(toggle.checked));
  // Before the dialog opens the line only says that nothing was typed: not worth announcing on every page.
  dialog.querySelector(".md-search-result__meta").setAttribute("role", "status");
}

if (dialog && toggle) {
  dialog.setAttribute("aria-label", input.getAttribute("aria-label"));
  // Paste by mouse, dictation and handwriting make no key event.
  input.addEventListener("input", (event) => event.isComposing || read());
  input.addEventListener("compositionend", read);
  toggle.addEventListener("change", opened);
  // The worker fetches its data on the first query. A blank one, gone before anything is painted, makes that the focus.
  input.addEventListener("focus", () => {
    if (input.value) return;
    input.value = " ";
    read();
    input.value = "";
    read();
  });
}
