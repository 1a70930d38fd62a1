// What is pasted into a calculator's fields, and files: taken whole, or refused with a sentence under the field.

import * as csv from "./csv.js";
import { isLong } from "./inputs.js";
import { fill, MB } from "./wording.js";

const LIMIT_MB = 20; // of a file or a paste for a text field; calculators/_tables.py has the same limit
const GRID_MB = 1; // of one for a grid or a single field
const MOST_LINES = 1_000_000; // the blank ones too; as there

export class Intake {
  #inputs;
  #words;

  constructor(inputs, words) {
    this.#inputs = inputs;
    this.#words = words;
  }

  /** True when it was taken. A single value is left to the browser. Rows pasted into a grid's cell go into the grid; a long text
   *  pasted into a text field takes its place whole: the browser would insert it line by line for minutes. */
  paste(event, data) {
    const field = event.target.closest?.(".field");
    const text = data?.getData("text/plain") ?? "";
    const intoText = event.target.type === "textarea";
    const limit = intoText ? LIMIT_MB : GRID_MB;
    if (field && text.length > limit * MB) {
      event.preventDefault();
      return this.#refuse(field, "too_long", { limit });
    }
    if (field && linesIn(text) > MOST_LINES) {
      event.preventDefault();
      return this.#tooManyLines(field, text);
    }
    if (intoText && isLong(text)) {
      event.preventDefault();
      this.#inputs.setText(event.target.name, text.replaceAll("\r\n", "\n").trim(), this.#words.kept);
      return true;
    }
    const cell = event.target.closest?.("[data-column]");
    if (!cell || !/[\t\n]/.test(text.trimEnd())) return false;
    event.preventDefault();
    // What a spreadsheet copies is parted by tabs, so a comma here belongs to a number.
    return this.#takeRows(field, csv.parse(text), (grid, found) => grid.paste(found, cell));
  }

  /** What is dragged in is taken as what is pasted; a file, as one that is loaded. */
  async drop(event) {
    const [file] = event.dataTransfer.files, upload = event.target.closest(".field")?.querySelector("[type=file]");
    if (!file || event.target === upload) return this.paste(event, event.dataTransfer);
    return upload ? this.upload(upload, file) : false;
  }

  /** True when the file was taken. */
  async upload(input, file = input.files[0]) {
    input.value = "";
    if (!file) return false;
    const field = input.closest(".field");
    const isGrid = this.#inputs.gridIn(field) !== undefined;
    const limit = isGrid ? GRID_MB : LIMIT_MB;
    if (file.size > limit * MB) return this.#refuse(field, "too_big", { file: file.name, limit });
    const text = csv.decode(await file.arrayBuffer());
    if (text === null) return this.#refuse(field, "not_text", { file: file.name });
    if (linesIn(text) > MOST_LINES) return this.#tooManyLines(field, text);
    if (!/[^\s,;"]/.test(text)) return this.#refuse(field, "empty", { file: file.name });
    if (isGrid) {
      const rows = csv.parse(text, csv.delimiterOf(text.trimStart()));
      return this.#takeRows(field, rows, (grid, found) => { grid.rows = found.rows; });
    }
    this.#takeText(field, text.split(/\r?\n/).filter((line) => line.trim()), file.name);
    return true;
  }

  #takeRows(field, rows, put) {
    const grid = this.#inputs.gridIn(field);
    const found = grid.arranged(rows);
    const count = found.rows.length;
    if (count > grid.most) return this.#refuse(field, "too_many", { rows: count.toLocaleString("en"), most: grid.most });
    put(grid, found);
    return true;
  }

  #takeText(field, lines, file) {
    const text = lines.join("\n");
    const note = fill(this.#words.loaded, { rows: lines.length.toLocaleString("en"), file });
    this.#inputs.setText(field.dataset.field, text, isLong(text) ? `${note} ${this.#words.kept}` : note);
  }

  #tooManyLines(field, text) {
    const [n, most] = [linesIn(text), MOST_LINES].map((number) => number.toLocaleString("en"));
    return this.#refuse(field, "too_many_lines", { n, most });
  }

  #refuse(field, word, values) {
    this.#inputs.refuse(field, fill(this.#words[word], values));
    return false;
  }
}

// Counted before a list of them is made, which may take more memory than the text a hundred times.
function linesIn(text) {
  let lines = 1;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) === 10) lines += 1;
  return lines;
}
