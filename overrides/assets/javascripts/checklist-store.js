// The ticks: {item id: day it was ticked}, one entry in this browser's local storage and nowhere else.
// An item keeps its id in both languages and wherever it stands on a page, so its tick follows it.

export const KEY = "handbook.checklists.v1";
const ID = /^c-[a-z0-9]+(-[a-z0-9]+)*$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Fires "change" whenever the ticks may be others than before, in this tab or in another one. */
export const ticks = new EventTarget();

// Ticks that storage would not take. They hold until the page is left, and nothing is read from storage meanwhile.
let unsaved = null;
let known = {}; // as this page last read or wrote them: a browser may throw the entry away meanwhile, and a box that is ticked stays so

export function isTick(id, day) {
  return ID.test(id) && typeof day === "string" && DAY.test(day) && !Number.isNaN(Date.parse(day));
}

export function read() {
  if (unsaved) return unsaved;
  let text;
  try {
    text = localStorage.getItem(KEY);
  } catch {
    unsaved = {};
    return unsaved;
  }
  if (text !== null) known = parse(text);
  return known;
}

function parse(text) {
  try {
    return Object.fromEntries(Object.entries(JSON.parse(text) ?? {}).filter(([id, day]) => isTick(id, day)));
  } catch {
    return {};
  }
}

/** `edit` gets the ticks as they are now, in whichever tab they were made, and returns what they shall be. */
export function change(edit) {
  const next = known = edit(read());
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
    unsaved = null;
  } catch {
    unsaved = next;
  }
  tell();
}

export function remembers() {
  read();
  return unsaved === null;
}

function tell() {
  ticks.dispatchEvent(new Event("change"));
}

addEventListener("storage", ({ key }) => (key === KEY || key === null) && tell());
// A page that the Back button brings back as it was has missed the storage events.
addEventListener("pageshow", ({ persisted }) => persisted && tell());
