// How the search reads text: folded, cut into terms, marked, shortened. Part of the search worker.

const STOP = new Set(`a about after all an and any are as at be been before between by can could do does during for
  from get has have how i if in into is it its many me much my no not of on or our should so than that the their them
  then there these they this to was we were what when where which who why will with would you your`.split(/\s+/));
const FILLER = new RegExp("是?(?:为什么|什么|怎么办|怎么样|怎么|怎样|如何|多少|太多|哪些|哪个|哪里|是否|能不能|可以|应该|请问)是?"
  + "|[吗呢吧么的和与及]|了(?!解)", "g");
const DEFINING = /^(what (is|are)|define|definition of|meaning of)\b|^什么是|是什么|什么意思|定义/i;
const HAN = /\p{Script=Han}/u;
const LETTER = "[a-z\\d\u00df-\u024f\u0370-\u04ff]";
const TOKEN = new RegExp(`(?<han>\\p{Script=Han}+)|(?<number>\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)*)`
  + `(?:(?<percent> ?%)|(?!${LETTER}))|(?<word>${LETTER}+(?:['/+&.-]${LETTER}+)*)`, "gu");

/** The number of letters to change, add, leave out or swap with their neighbour to make one word of the other. */
function edits(a, b) {
  const rows = [[...Array(b.length + 1).keys()]];
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] !== b[j - 1]));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[a.length][b.length];
}

/** The functions that need the table of traditional characters. */
function searchText({ traditional, simplified }) {
  const plainer = new Map([..."–—−’"].map((c, i) => [c, "---'"[i]]));
  [...traditional].forEach((c, i) => plainer.set(c, [...simplified][i]));

  /** Case, width and script made one, every character in its place: a hit in the folded text is one in the text. */
  const fold = (text) => text.replace(/[A-Z\u0080-\uffff]/g, (c) => {
    const plain = c.normalize("NFKD")[0].toLowerCase();
    return plainer.get(plain) ?? (plain.length === 1 ? plain : c);
  });
  const singular = (word) => (/[^aious\d]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word);

  /** [[term, start, end]]: Han characters in overlapping pairs, words without plural s, compounds also as one word. */
  function tokens(text) {
    const out = [];
    for (const { 0: all, index: at, groups: { han, number, percent, word } } of fold(text).matchAll(TOKEN)) {
      if (han?.length === 1) out.push([han, at, at + 1]);
      else if (han) for (let i = 0; i < han.length - 1; i++) out.push([han.slice(i, i + 2), at + i, at + i + 2]);
      else if (number) {
        out.push([number.replaceAll(",", ""), at, at + number.length]);
        if (percent) out.push([`${out.at(-1)[0]}%`, at, at + all.length]);
      } else {
        const parts = [...word.matchAll(/[^'/+&.-]+/g)];
        for (const { 0: part, index } of parts) out.push([singular(part), at + index, at + index + part.length]);
        if (parts.length > 1) out.push([singular(parts.join("")), at, at + word.length]);
      }
    }
    return out;
  }
  const terms = (text) => tokens(text).map(([term]) => term);
  const telling = (text) => {
    const all = [...new Set(terms(text))], some = all.filter((term) => !STOP.has(term));
    return some.length ? some : all;
  };

  /** Matches a name as a whole word, with or without spaces between Chinese and Latin, in folded text. The number of a
   *  chapter is one only by itself: PS21/3 does not ask for chapter 3. */
  function named(name) {
    if (/^[\d.]+$/.test(name)) return new RegExp(`^${name.replace(".", "\\.")}$`);
    const plain = fold(name).replace(/[\\^$.*+?(){}|/-]/g, "\\$&").replace(/ ?[[\]〔〕] ?/g, " ?.? ?")
      .replace(/(?<=\p{Script=Han}) ?(?=[a-z\d])|(?<=[a-z\d%]) ?(?=\p{Script=Han})/gu, " ?");
    return new RegExp(HAN.test(name[0]) ? plain : `(?<!${LETTER})${plain}s?(?!${LETTER})`);
  }

  /** Where the terms stand in a text, neighbours joined; a pair of Han characters only where no more of a name is. */
  function spans(text, seen) {
    const out = [];
    for (const [term, start, end] of tokens(text)) {
      if (!seen.has(term)) continue;
      const last = out.at(-1);
      if (last && /^[ –-]?$/.test(text.slice(last[1], start))) last[1] = Math.max(end, last[1]);
      else out.push([start, end]);
    }
    const isPair = ([start, end]) => end - start < 3 && HAN.test(text[start]);
    return out.filter((span) => !STOP.has(fold(text.slice(...span))) && (!isPair(span) || out.every(isPair)));
  }

  /** A part of a text as HTML with its marks: the only place that makes HTML. */
  function marked(text, marks, from = 0, to = text.length) {
    const escaped = (start, end) => text.slice(start, end).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
    let out = from ? "…" : "", at = from;
    for (const [start, end] of marks.filter(([start, end]) => start >= from && end <= to)) {
      out += `${escaped(at, start)}<mark data-md-highlight>${escaped(start, end)}</mark>`;
      at = end;
    }
    return out + escaped(at, to) + (to < text.length ? "…" : "");
  }

  /** About two lines around the place with the most different marks. */
  function excerpt(text, marks) {
    const width = HAN.test(text) ? 90 : 180, short = width / 4;
    const early = marks.slice(0, 50);  // a long list of hits need not be weighed to its end
    const kinds = ([from]) => new Set(early.filter(([start, end]) => start >= from && end <= from + width - short)
      .map((mark) => fold(text.slice(...mark)))).size;
    const [first] = early.reduce((best, mark) => (kinds(mark) > kinds(best) ? mark : best), early[0] ?? [0]);
    const border = (at) => (at <= 0 ? 0 : at + text.slice(at, at + 12).search(/[\s，。；：、]/) + 1);
    const from = Math.min(border(first - short), first);
    return marked(text, marks, from, Math.min(border(first - short + width), text.length));
  }

  return { fold, terms, telling, named, spans, marked, excerpt };
}
