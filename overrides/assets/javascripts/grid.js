// A table of inputs: rows of fields, one template row, buttons that move and remove rows, and rows pasted into it.

import * as csv from "./csv.js";

export class Grid {
  #table;

  constructor(table) {
    this.#table = table;
  }

  /** How many rows it takes: thousands of fields would stall the page before anybody could say that they are too many. */
  get most() { return Number(this.#table.dataset.most); }

  get #field() { return this.#table.closest(".field"); }

  get text() {
    return csv.write([...this.#table.tBodies[0].rows].map((row) => cellsOf(row).map((cell) => cell.value)));
  }

  set rows(rows) {
    this.#table.tBodies[0].replaceChildren();
    for (const cells of rows) this.#add(cells);
  }

  /** The field in a row and a column, by number and name. */
  at(row, column) {
    return this.#table.tBodies[0].rows[row]?.querySelector(`[data-column="${column}"]`);
  }

  /** The row buttons; true when something changed. */
  press(button) {
    const row = button.closest("tr");
    switch (button.dataset.do) {
      case "add": this.#add([]).querySelector("[data-column]").focus(); return true;
      case "remove": this.#remove(row); return true;
      case "up": row.previousElementSibling?.before(row); this.#number(); button.focus(); return true;
      case "down": row.nextElementSibling?.after(row); this.#number(); button.focus(); return true;
      default: return false;
    }
  }

  #remove(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    this.#number();
    (next?.querySelector("[data-do=remove]") ?? this.#field.querySelector("[data-do=add]")).focus();
  }

  #add(cells) {
    const row = this.#field.querySelector("template[data-row]").content.firstElementChild.cloneNode(true);
    this.#table.tBodies[0].append(row);
    cellsOf(row).forEach((cell, place) => setCell(cell, cells[place]));
    row.querySelector(".cells__number").textContent = row.sectionRowIndex + 1;
    return row;
  }

  #number() {
    for (const row of this.#table.tBodies[0].rows) row.querySelector(".cells__number").textContent = row.sectionRowIndex + 1;
  }

  /** Rows in the order of the columns: a first row that names columns, in any language and order, says which is which. */
  arranged(rows) {
    if (!rows.length) return { rows, headed: false };
    const columns = [...this.#table.querySelectorAll("th[data-names]")].map((th) => th.dataset.names.toLowerCase().split("|"));
    const order = rows[0].map((cell) => columns.findIndex((names) => names.includes(cell.trim().toLowerCase())));
    const filled = rows[0].filter((cell) => cell.trim()).length;
    const headed = order.filter((place) => place >= 0).length * 2 > filled; // most, not any: a payee may be called "last"
    if (!headed) return { rows, headed };
    return { headed, rows: rows.slice(1).map((cells) => columns.map((_, place) => cells[order.indexOf(place)])) };
  }

  /** Arranged rows replace and extend the rows from a cell's on, and from its column unless they were headed. */
  paste({ rows, headed }, cell) {
    let row = cell.closest("tr");
    const place = headed ? 0 : cellsOf(row).indexOf(cell);
    for (const values of rows) {
      row ??= this.#add([]);
      const cells = cellsOf(row);
      values.forEach((value, offset) => setCell(cells[place + offset], value));
      row = row.nextElementSibling;
    }
  }
}

const cellsOf = (row) => [...row.querySelectorAll("[data-column]")];

function setCell(cell, value) {
  if (!cell || value === undefined) return;
  const typed = value.trim().replace(/\s*\n\s*/g, " ");
  if (cell.tagName !== "SELECT") { cell.value = typed; return; }
  const option = [...cell.options].find((o) => [o.value, o.text].some((word) => word.toLowerCase() === typed.toLowerCase()));
  if (option) cell.value = option.value;
}
