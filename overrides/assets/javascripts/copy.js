/** Copy a text and say so in a note: that it is `done`; or, where the browser has `refused`, with the text to copy by hand. */
export async function copy(text, note, done, refused) {
  note.hidden = false;
  try {
    await navigator.clipboard.writeText(text);
    note.textContent = done;
  } catch {
    const field = Object.assign(document.createElement("textarea"), { value: text, readOnly: true, rows: 3 });
    note.textContent = refused;
    note.append(field);
    field.select();
  }
}
