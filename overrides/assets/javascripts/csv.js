// Tables as text: of files and of the clipboard, as spreadsheets write them.

/** The text of a file, in UTF-8 or GB18030; null for what is no text. */
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

/** What parts the cells of a file, told by its first line. */
export function delimiterOf(text) {
  const [line] = text.split("\n", 1);
  return ["\t", ";", ","].find((delimiter) => line.includes(delimiter)) ?? "\t";
}

/** The rows of a text that hold something: quoted cells may hold the delimiter, line ends and doubled quotes. */
export function parse(text, delimiter = "\t") {
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
    else if (sign !== "\n" && sign !== "\r") put(sign);
    else if (sign === "\n" && (row.length > 1 || row[0])) rows.push([""]); // of blank lines there may be millions
  }
  return rows.filter((row) => row.some((cell) => cell.trim()));
}

/** Rows as `parse` reads them. */
export function write(rows) {
  const quoted = (cell) => (/["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => row.map(quoted).join("\t")).join("\n");
}
