// What sentences are made of.

export const MB = 2 ** 20;

/** A sentence with its {gaps} filled. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** Bytes as megabytes. */
export const megabytes = (bytes) => (bytes / MB).toFixed(bytes < 100 * MB ? 1 : 0);

/** The reader's own day, as 2026-11-22. */
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

/** What stands in the way: the name of the sentence that says so, and what stands in it. */
export class Trouble extends Error {
  constructor(name, values = {}) {
    super(name);
    this.values = values;
  }
}
