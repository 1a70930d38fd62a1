// What stands in a calculator's fields as texts, and back; which fields show, and what is wrong with them. Knows no words.

import * as csv from "./csv.js";
import { Grid } from "./grid.js";

const SHOWN_LINES = 2000; // a longer text is kept aside: a text field that long would stall the page

export class Inputs {
  #form;
  #grids; // by field name
  #aside = new Map(); // long texts by field name
  #refused = {}; // what was not taken, by field name: said until something changes, whatever is answered meanwhile

  constructor(form) {
    this.#form = form;
    this.#grids = new Map([...form.querySelectorAll("[data-table]")].map((table) => [table.dataset.table, new Grid(table)]));
  }

  values() {
    const values = {};
    for (const control of this.#form.querySelectorAll("[name]")) {
      values[control.name] = this.#aside.get(control.name) ?? control.value;
    }
    for (const [name, grid] of this.#grids) values[name] = grid.text;
    return values;
  }

  /** Whether tables that came as text have as many rows as their grids take. */
  fit(values) {
    return [...this.#grids].every(([name, grid]) => csv.parse(values[name] ?? "").length <= grid.most);
  }

  set(values) {
    for (const [name, value] of Object.entries(values)) {
      const grid = this.#grids.get(name);
      if (grid) grid.rows = csv.parse(value);
      else this.setText(name, value);
    }
    this.relevant();
  }

  /** A single field or a text, with a note under it. */
  setText(name, value, note = "") {
    const control = this.#form.elements.namedItem(name);
    if (!control) return;
    this.#aside.delete(name);
    control.readOnly = control.type === "textarea" && isLong(value);
    if (control.readOnly) this.#aside.set(name, value);
    if (control.type === "date" && !isDay(value)) value = ""; // a browser complains, and then does the same
    control.value = control.readOnly ? [...value.split("\n", 20), "…"].join("\n") : value;
    const loaded = control.closest(".field").querySelector(".field__loaded");
    if (loaded) loaded.textContent = note;
  }

  /** The grid of a field, if it has one. */
  gridIn(field) {
    return this.#grids.get(field?.dataset.field);
  }

  /** A field that matters only for some choices is shown only then, and only while the choice itself is shown. */
  relevant() {
    this.#refused = {};
    for (const field of this.#form.querySelectorAll("[data-only]")) field.hidden = !this.#matters(field);
  }

  #matters(field) {
    if (!field.dataset.only) return true;
    const chosen = this.#form.elements.namedItem(field.dataset.only);
    return field.dataset.values.split(" ").includes(chosen.value) && this.#matters(chosen.closest(".field"));
  }

  /** Sentences by field; of a grid also by cell, as `name.row.column`. */
  showErrors(errors) {
    for (const mark of this.#form.querySelectorAll("[aria-invalid]")) mark.removeAttribute("aria-invalid");
    for (const line of this.#form.querySelectorAll(".field__error:not([hidden])")) { line.hidden = true; line.textContent = ""; }
    for (const [path, sentence] of Object.entries({ ...errors, ...this.#refused })) {
      const [name, row, column] = path.split(".");
      const field = this.#form.querySelector(`[data-field="${CSS.escape(name)}"]`);
      if (!field) continue;
      const line = field.querySelector(".field__error");
      line.hidden = false;
      line.append(Object.assign(document.createElement("span"), { textContent: sentence }));
      const control = this.#grids.get(name)?.at(row, column) ?? field.querySelector("[name]");
      control?.setAttribute("aria-invalid", "true");
    }
  }

  /** Say under a field why something was not taken. */
  refuse(field, sentence) {
    this.#refused = { [field.dataset.field]: sentence };
    this.showErrors({});
  }
}

/** Whether a text has too many lines to be shown whole. */
export const isLong = (text) => text.split("\n", SHOWN_LINES + 1).length > SHOWN_LINES;

function isDay(text) {
  const day = /^(?!0000)\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00Z`) : NaN;
  return !Number.isNaN(Number(day)) && day.toISOString().startsWith(text);
}
