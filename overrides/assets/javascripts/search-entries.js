// The glossary in the search: a term is found by its names alone, and stands behind a page that says it. Part of the
// search worker.

/** From the terms, each [address, name, text, all its names]: the function that puts those wanted among the pages found. */
function searchEntries(entries, { telling, marked, spans }) {
  const known = entries.map(([location, title, text, names]) => (
    { location, title, text, names: names.map(telling) }));

  const holds = (words, wanted) => words.includes(wanted)
    || (/^[a-z]{3,}$/.test(wanted) && words.some((word) => word.startsWith(wanted)));
  /** The share of a name that a unit of the query asks for, by a hair less if in another form than was typed; 0 when
   *  something of the unit is not in it. */
  const share = ({ ways }, words) => Math.max(...ways.map(({ wanted, guess, weight }) => (
    !guess && wanted.every((one) => holds(words, one)) ? (weight < 1 ? 0.99 : 1) * wanted.length / words.length : 0)));
  /** How fully a term is named: by all units of the query in one of its names, or not at all. */
  const fullness = (units, { names }) => Math.max(...names.map((words) => {
    const shares = units.map((unit) => share(unit, words));
    return shares.includes(0) ? 0 : shares.reduce((sum, one) => sum + one, 0);
  }));

  function shown({ location, title, text }, score, units) {
    const marks = spans(title, new Set(units.flatMap(({ ways }) => ways.flatMap(({ wanted }) => wanted))));
    return [{ location, score, title: marked(title, marks), text: `<p>${marked(text, [])}</p>`, terms: {} }];
  }

  /** The pages found, with up to three terms after the first, or before it where it does not hold all that is wanted. */
  return (units, pages, whole) => {
    const found = known.map((entry) => ({ entry, full: units.length ? fullness(units, entry) : 0 }))
      .filter(({ full }) => full).sort((a, b) => b.full - a.full);
    const best = found.filter(({ full }) => full > found[0].full / 2).slice(0, 3);
    const first = best.length && best[0].full >= 0.99 && !whole;
    const score = first ? (pages[0]?.[0].score ?? 0) + 1 : 0;
    return pages.toSpliced(first ? 0 : 1, 0, ...best.map(({ entry }, i) => shown(entry, i ? 0 : score, units)));
  };
}
