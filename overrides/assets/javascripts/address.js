// A calculator's inputs in the page's fragment: #name:version:preset=S-08c&field=text. Only what differs from the base
// is written. Rows of a table are separated by ";", cells by ","; both are escaped inside a cell.

const LONGEST = 4000; // characters of one field
export const MOST = 20_000; // characters of a whole fragment, which chat programs and logs have to carry

export function write(name, version, base, values, preset = "") {
  const parts = preset ? [`preset=${preset}`] : [];
  let short = false;
  let room = MOST - `#${name}:${version}:${parts}`.length;
  for (const [field, text] of Object.entries(values)) {
    if (text === base[field]) continue;
    const part = text.length > LONGEST ? "" : `${field}=${encode(text)}`; // encoding never shortens, and a log takes long
    if (!part || part.length > Math.min(LONGEST, room - 1)) short = true;
    else { parts.push(part); room -= part.length + 1; }
  }
  return { fragment: parts.length ? `#${name}:${version}:${parts.join("&")}` : "", short };
}

// {preset, values} for a fragment of this calculator, {error: "bad" | "old" | "long"} for one that does not fit, null for another's.
export function read(fragment, name, version, fields, presets) {
  if (fragment.length > MOST) return fragment.startsWith(`#${name}:`) ? { error: "long" } : null;
  const match = /^#([a-z0-9_]+):(v\d+):(.*)$/.exec(fragment);
  if (!match || match[1] !== name) return null;
  if (match[2] !== version) return { error: "old" };
  const found = { preset: "", values: {} };
  for (const part of match[3].split("&").filter(Boolean)) {
    const [, field, text] = /^([^=]*)=(.*)$/.exec(part) ?? [];
    let value;
    try { value = decode(text ?? ""); } catch { return { error: "bad" }; }
    if (field === "preset" && Object.hasOwn(presets, value)) found.preset = value;
    else if (fields.includes(field)) found.values[field] = value;
    else return { error: "bad" };
  }
  return found;
}

const escapeCell = (cell) => encodeURIComponent(cell.toWellFormed()).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);

function encode(text) {
  return text.split("\n").map((line) => line.split("\t").map(escapeCell).join(",")).join(";");
}

function decode(text) {
  return text.split(";").map((line) => line.split(",").map(decodeURIComponent).join("\t")).join("\n");
}
