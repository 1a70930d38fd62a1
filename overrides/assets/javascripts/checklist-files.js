// Checklists as files. A group is {title, address, items: [{id, text, day}]}; `day` is empty where the item is open.

import { isTick, KEY } from "./checklist-store.js";
import * as spreadsheet from "./spreadsheet.js";
import { fill, MB, Trouble } from "./wording.js";

export function markdown(groups, words, today) {
  const lines = [`# ${words.heading}`, "", fill(words.date, { date: today }), ""];
  for (const { title, address, items } of groups) {
    lines.push(`## ${plain(title)}`, "", `<${address}>`, "");
    for (const { text, day } of items) {
      lines.push(`- [${day ? "x" : " "}] ${plain(text)}${day ? fill(words.ticked, { date: day }) : ""}`);
    }
    lines.push("");
  }
  return { text: lines.join("\n"), type: "text/markdown", end: "md" };
}

function plain(text) {
  return text.replace(/[\\`*_[\]<>]/g, "\\$&");
}

export function csv(groups, words) {
  const rows = [words.columns.split("|")];
  for (const { title, address, items } of groups) {
    for (const { id, text, day } of items) {
      rows.push([title, text, day ? words.yes : words.no, day, id, `${address.split("#")[0]}#${id}`]);
    }
  }
  // The byte order mark tells spreadsheets that this is UTF-8.
  return { text: `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`, type: "text/csv", end: "csv" };
}

function cell(value) {
  const safe = spreadsheet.safe(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function json(groups, words, today) {
  const done = groups.flatMap(({ items }) => items).filter(({ day }) => day);
  const backup = { format: KEY, exported: today, ticks: Object.fromEntries(done.map(({ id, day }) => [id, day])) };
  return { text: `${JSON.stringify(backup, null, 2)}\n`, type: "application/json", end: "json" };
}

/** The ticks of a backup. All of it is good, or none of it is taken. */
export async function backup(file) {
  if (file.size > MB) throw new Trouble("tooLarge");
  let data;
  try {
    data = JSON.parse(await file.text());
  } catch {
    throw new Trouble("unreadable");
  }
  if (data?.format !== KEY || typeof data.ticks !== "object" || !data.ticks || Array.isArray(data.ticks)) {
    throw new Trouble("foreign");
  }
  const bad = Object.entries(data.ticks).find(([id, day]) => !isTick(id, day));
  if (bad) throw new Trouble("damaged", { entry: bad[0].slice(0, 60) });
  return data.ticks;
}

export function save({ text, type }, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  // The browser reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
