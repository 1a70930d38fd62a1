// Runs what reads and writes addresses and spreadsheets outside a browser: questions in as JSON, answers out.
import { readFileSync } from "node:fs";
import * as address from "../overrides/assets/javascripts/address.js";
import { safe } from "../overrides/assets/javascripts/spreadsheet.js";

const { fragments, tables, cells, fields, presets } = JSON.parse(readFileSync(0, "utf8"));
const read = (fragment) => address.read(fragment, "funnel", "v1", fields, presets);
process.stdout.write(JSON.stringify({
  most: address.MOST,
  read: fragments.map(read),
  back: tables.map((text) => {
    const { fragment, short } = address.write("funnel", "v1", { steps: "" }, { steps: text });
    return { fragment, short, text: fragment ? read(fragment).values?.steps : "" };
  }),
  many: address.write("funnel", "v1", {}, Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`f${i}`, "x".repeat(3999)]))),
  safe: cells.map(safe),
}));
