// What stands in a calculator's fields as texts, and back; grids, pasted rows and files. Knows no calculator and no words.

import { fill } from "./fill.js";

const LIMIT_MB = 20; // of a file or a paste for a text field; calculators/_tables.py has the same limit
const GRID_MB = 1; // of one for a grid or a single field
const MB = 2 ** 20;
const SHOWN_LINES = 2000; // a longer text is kept aside: a text field that long would stall the page

export class Inputs {
  #form;
  #words;
  #aside = new Map(); // long texts by field name

  constructor(form, words) {
    this.#form = form;
    this.#words = words;
  }

  values() {
    const values = {};
    for (const control of this.#form.querySelectorAll("[name]")) {
      values[control.name] = this.#aside.get(control.name) ?? control.value;
    }
    for (const grid of this.#form.querySelectorAll("[data-table]")) values[grid.dataset.table] = readGrid(grid);
    return values;
  }

  // Whether tables that came as text have as many rows as their grids take.
  fit(values) {
    return Object.entries(values).every(([name, value]) => {
      const grid = this.#form.querySelector(`[data-table="${name}"]`);
      return !grid || parse(value, "\t").length <= Number(grid.dataset.most);
    });
  }

  set(values) {
    for (const [name, value] of Object.entries(values)) {
      const grid = this.#form.querySelector(`[data-table="${name}"]`);
      if (grid) writeGrid(grid, parse(value, "\t"));
      else this.#setControl(name, value);
    }
    this.relevant();
  }

  #setControl(name, value, note = "") {
    const control = this.#form.elements.namedItem(name);
    if (!control) return;
    const lines = control.type === "textarea" ? value.split("\n") : [];
    this.#aside.delete(name);
    control.readOnly = lines.length > SHOWN_LINES;
    if (control.readOnly) this.#aside.set(name, value);
    if (control.type === "date" && !isDay(value)) value = ""; // a browser complains, and then does the same
    control.value = control.readOnly ? [...lines.slice(0, 20), "…"].join("\n") : value;
    const loaded = control.closest(".field").querySelector(".field__loaded");
    if (loaded) loaded.textContent = note;
  }

  // A field that matters only for some choices is shown only then, and only while the choice itself is shown.
  relevant() {
    for (const field of this.#form.querySelectorAll("[data-only]")) field.hidden = !this.#matters(field);
  }

  #matters(field) {
    if (!field.dataset.only) return true;
    const chosen = this.#form.elements.namedItem(field.dataset.only);
    return field.dataset.values.split(" ").includes(chosen.value) && this.#matters(chosen.closest(".field"));
  }

  showErrors(errors) {
    for (const mark of this.#form.querySelectorAll("[aria-invalid]")) mark.removeAttribute("aria-invalid");
    for (const line of this.#form.querySelectorAll(".field__error")) { line.hidden = true; line.textContent = ""; }
    for (const [path, sentence] of Object.entries(errors)) {
      const [name, row, column] = path.split(".");
      const field = this.#form.querySelector(`[data-field="${CSS.escape(name)}"]`);
      if (!field) continue;
      const line = field.querySelector(".field__error");
      line.hidden = false;
      line.append(Object.assign(document.createElement("span"), { textContent: sentence }));
      const control = row === undefined
        ? field.querySelector("[name]")
        : field.querySelectorAll("tbody tr")[row]?.querySelector(`[data-column="${column}"]`) ?? field.querySelector("[name]");
      control?.setAttribute("aria-invalid", "true");
    }
  }

  // Row tools; true when something changed.
  press(button) {
    const field = button.closest(".field");
    const row = button.closest("tr");
    switch (button.dataset.do) {
      case "add": addRow(field, []).querySelector("[data-column]").focus(); return true;
      case "remove": {
        const next = row.nextElementSibling ?? row.previousElementSibling;
        row.remove();
        number(field);
        (next?.querySelector("[data-do=remove]") ?? field.querySelector("[data-do=add]")).focus();
        return true;
      }
      case "up": row.previousElementSibling?.before(row); number(field); button.focus(); return true;
      case "down": row.nextElementSibling?.after(row); number(field); button.focus(); return true;
      default: return false;
    }
  }

  // A long text pasted into a text field takes its place whole: the browser would insert it line by line for minutes.
  // Rows pasted into a grid's cell replace and extend the rows from there; a single value is left to the browser. What a
  // spreadsheet copies is parted by tabs, so a comma here belongs to a number.
  paste(event) {
    const cell = event.target.closest?.("[data-column]");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const limit = event.target.type === "textarea" ? LIMIT_MB : GRID_MB;
    const into = event.target.closest?.(".field");
    if (into && text.length > limit * MB) {
      event.preventDefault();
      this.showErrors({ [into.dataset.field]: fill(this.#words.too_long, { limit }) });
      return false;
    }
    if (event.target.type === "textarea" && text.split("\n", SHOWN_LINES + 1).length > SHOWN_LINES) {
      event.preventDefault();
      this.#setControl(event.target.name, text.replaceAll("\r\n", "\n").trim(), this.#words.kept);
      return true;
    }
    if (!cell || !/[\t\n]/.test(text.trimEnd())) return false;
    event.preventDefault();
    const field = cell.closest(".field");
    const { rows, headed } = arrange(field.querySelector("[data-table]"), parse(text, "\t"));
    if (!this.#fits(field, rows)) return false;
    const place = headed ? 0 : [...cell.closest("tr").querySelectorAll("[data-column]")].indexOf(cell);
    let row = cell.closest("tr");
    for (const values of rows) {
      row ??= addRow(field, []);
      const cells = [...row.querySelectorAll("[data-column]")];
      values.forEach((value, offset) => setCell(cells[place + offset], value));
      row = row.nextElementSibling;
    }
    return true;
  }

  // A grid of thousands of fields would stall the page before anybody could say that they are too many.
  #fits(field, rows) {
    const { most } = field.querySelector("[data-table]").dataset;
    if (rows.length <= Number(most)) return true;
    const words = fill(this.#words.too_many, { rows: rows.length.toLocaleString("en"), most });
    this.showErrors({ [field.dataset.field]: words });
    return false;
  }

  async upload(input) {
    const [file] = input.files;
    input.value = "";
    if (!file) return false;
    const field = input.closest(".field");
    const name = field.dataset.field;
    const grid = field.querySelector("[data-table]");
    const limit = grid ? GRID_MB : LIMIT_MB;
    const refuse = (words) => this.showErrors({ [name]: fill(words, { file: file.name, limit }) });
    if (file.size > limit * MB) return refuse(this.#words.too_big);
    const text = decode(await file.arrayBuffer());
    if (text === null) return refuse(this.#words.not_text);
    if (!text.trim()) return refuse(this.#words.empty);
    if (grid) {
      const { rows } = arrange(grid, parse(text, delimiterOf(text.trimStart())));
      if (!this.#fits(field, rows)) return false;
      writeGrid(grid, rows);
    } else {
      const lines = text.split(/\r?\n/).filter((line) => line.trim());
      const note = fill(this.#words.loaded, { rows: lines.length.toLocaleString("en"), file: file.name });
      this.#setControl(name, lines.join("\n"), lines.length > SHOWN_LINES ? `${note} ${this.#words.kept}` : note);
    }
    return true;
  }
}

function isDay(text) {
  const day = /^(?!0000)\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00Z`) : NaN;
  return !Number.isNaN(Number(day)) && day.toISOString().startsWith(text);
}


export function decode(buffer) {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(buffer);
      if (!text.includes("\0")) return text;
    } catch {
      continue;
    }
  }
  return null;
}

function readGrid(grid) {
  const lines = [];
  for (const row of grid.querySelectorAll("tbody tr")) {
    const cells = [...row.querySelectorAll("[data-column]")].map((cell) => cell.value);
    lines.push(cells.map((cell) => (/["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join("\t"));
  }
  return lines.join("\n");
}

function writeGrid(grid, rows) {
  grid.tBodies[0].replaceChildren();
  for (const cells of rows) addRow(grid.closest(".field"), cells);
}

function addRow(field, cells) {
  const row = field.querySelector("template[data-row]").content.firstElementChild.cloneNode(true);
  field.querySelector("tbody").append(row);
  [...row.querySelectorAll("[data-column]")].forEach((cell, place) => setCell(cell, cells[place]));
  row.querySelector(".cells__number").textContent = row.sectionRowIndex + 1;
  return row;
}

function number(field) {
  field.querySelectorAll("tbody .cells__number").forEach((cell, place) => { cell.textContent = place + 1; });
}

function setCell(cell, value) {
  if (!cell || value === undefined) return;
  const typed = value.trim().replace(/\s*\n\s*/g, " ");
  if (cell.tagName !== "SELECT") { cell.value = typed; return; }
  const option = [...cell.options].find((o) => [o.value, o.text].some((word) => word.toLowerCase() === typed.toLowerCase()));
  if (option) cell.value = option.value;
}

// Rows in the order of the grid's columns: a first row that names columns, in any language and order, says which is which.
function arrange(grid, rows) {
  const columns = [...grid.querySelectorAll("th[data-names]")].map((th) => th.dataset.names.toLowerCase().split("|"));
  const order = rows[0].map((cell) => columns.findIndex((names) => names.includes(cell.trim().toLowerCase())));
  const filled = rows[0].filter((cell) => cell.trim()).length;
  const headed = order.filter((place) => place >= 0).length * 2 > filled; // most, not any: a payee may be called "last"
  if (!headed) return { rows, headed };
  return { headed, rows: rows.slice(1).map((cells) => columns.map((_, place) => cells[order.indexOf(place)])) };
}

function delimiterOf(text) {
  const [line] = text.split("\n", 1);
  return ["\t", ";", ","].find((delimiter) => line.includes(delimiter)) ?? "\t";
}

// The rows of a CSV text that hold something: quoted cells may hold the delimiter, line ends and doubled quotes.
function parse(text, delimiter) {
  const rows = [[""]];
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i];
    const row = rows.at(-1);
    const put = (more) => { row[row.length - 1] += more; };
    if (quoted) {
      if (sign !== '"') put(sign);
      else if (text[i + 1] === '"') { put(sign); i += 1; } else quoted = false;
    } else if (sign === '"' && row.at(-1) === "") quoted = true;
    else if (sign === delimiter) row.push("");
    else if (sign === "\n") rows.push([""]);
    else if (sign !== "\r") put(sign);
  }
  return rows.filter((row) => row.some((cell) => cell.trim()));
}
