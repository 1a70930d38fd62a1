// What the search finds, and in which order: a page is judged by all units of the query. Part of the search worker; knows nothing
// of the theme but the shape of a result.

// Places that speak of every subject: the home page, the sections of index pages, and those that most pages have.
const ASIDE = /^(#|$|[a-z]+\/#[^A-Z])|#(classic|checklist|mistakes|reading|sources|used|next)$/;

// Pages that begin with a tool or a derivation; others begin with a summary of their sections.
const TOOL = /^$|^(calculators|notebooks)\/|^[a-z]+\/$/;

// The derivation of what a page says, and the same once more in examples and exceptions.
const DEEPER = /^notebooks\/|^calculators\/.*#(example|presets|limits|published)$/;

// The entries of the register and the casebook. Who does not call one by its name looks for a page that explains it.
const RECORD = /^[a-z]+\/#[A-Z]/;

/** From MiniSearch and docs.json: the function that answers a query with pages, each a list of sections, best first. */
function searchEngine(MiniSearch, { docs, names, entries, traditional, simplified }) {
  const reading = searchText({ traditional, simplified }), { fold, terms, telling, spans, marked, excerpt } = reading;
  const defined = searchEntries(entries, reading);

  // A section is also found by its id, whose words are English on every page, and by the titles above it; a page by its
  // address and description. What a page opens with, a summary or a form, weighs less: it mentions what its sections treat.
  // So does the text of the rules and cases that a section shows: the same stands in others. A case it tells by name.
  const page = docs.map(([location]) => location.split("#")[0]);
  const place = new Map(docs.map(([location], id) => [location, id]));
  const around = (id) => [page[id], `${page[id].split("/")[0]}/`].filter((at) => place.get(at) !== id)
    .map((at) => docs[place.get(at)]?.[1]).join("\n");
  const fields = ["title", "subjects", "text", "description", "opening", "address", "around", "told", "cards"];
  const records = new Map(docs.filter(([location]) => RECORD.test(location))
    .map(([location, title, text]) => [location.split("#")[1], { title, text }]));
  const told = (id) => docs[id][4].filter((card) => card.startsWith("C-")).map((card) => records.get(card).title).join("\n");
  const shownBy = (id) => docs[id][4].map((card) => `${records.get(card).title} ${records.get(card).text}`);
  const index = new MiniSearch({ fields, tokenize: terms, processTerm: (term) => term });
  index.addAll(docs.map(([location, title, text, about], id) => ({
    id, title, ...(location === page[id] ? { opening: text, description: about } : { text, subjects: about }),
    address: location.replace(/^.*#/, "").replace(/[/_-]/g, " "), around: around(id),
    told: told(id), cards: shownBy(id).join("\n") })));
  const weights = { title: 3, address: 2.5, told: 4, subjects: 0.7, description: 0.7, around: 0.5, cards: 0.25, opening: 0.15 };
  const headings = ["title", "address"], setOff = [...headings, "subjects", "description", "around"];

  const texts = docs.map(([, title, text, about], id) => fold([title, text, about, ...shownBy(id)].join("\n")));
  const units = searchUnits(names, texts, fields, reading);

  const isAside = (id) => ASIDE.test(docs[id][0]);
  const standing = (id) => (isAside(id) ? 0.15 : DEEPER.test(docs[id][0]) ? 0.7 : 1);

  /** One unit's hits: section -> its value, the share of the unit found, the section's terms by which it was found, and
   *  whether the section says the unit, sets it off, or has it in its heading. */
  function find(unit) {
    const hits = new Map(), typed = telling(unit.text).length;
    for (const { wanted, weight, all, fields, exact, own } of unit.ways) {
      const worth = weight * Math.min(1, typed / wanted.length);  // a longer name for the same is worth no more
      for (const { id, score, queryTerms, terms: seen, match } of index.search(wanted.join(" "), { fields,
        tokenize: (text) => text.split(" "), combineWith: all ? "AND" : "OR", weights: { prefix: 0.5 },
        boost: weights, boostDocument: standing,
        prefix: (term) => !all && (HAN.test(term) ? term.length === 1 : /^\D{3,}$/.test(term)),
      })) {
        if (exact && !exact.test(texts[id])) continue;
        const share = new Set(queryTerms).size / wanted.length;
        const within = (some) => (term) => match[term]?.some((field) => some.includes(field));
        const said = share === 1 && !isAside(id)
          && Object.values(match).every((where) => where.some((field) => field !== "cards"));
        const old = hits.get(id) ?? { value: 0, share: 0, seen: [] };
        hits.set(id, { value: Math.max(old.value, score * worth * share), share: Math.max(old.share, share),
          own: old.own || own, said: old.said || said,
          setOff: old.setOff || wanted.every(within(setOff)) || wanted.some(within(headings)),
          headed: old.headed || wanted.every(within(headings)), seen: [...old.seen, ...seen] });
      }
    }
    for (const [id, hit] of hits) {
      if (RECORD.test(docs[id][0])) hit.value *= hit.own ? 2 : 0.2;
      else if (hit.own) hit.value *= 2.5;
    }
    return hits;
  }

  /** A section as the theme shows it. `terms` says what is marked on the page itself, and what was not found. */
  function shown(id, score, wanted, parts) {
    const [location, title, text] = docs[id], seen = new Set(parts.flatMap((part) => part.get(id)?.seen ?? []));
    const inTitle = spans(title, seen);
    // Where the section's own text has nothing to mark, a card that it shows has.
    const body = [text, ...shownBy(id)].find((one) => spans(one, seen).length) ?? text;
    const inText = spans(body, seen);
    const found = new Set([...inTitle.map((at) => title.slice(...at)), ...inText.map((at) => body.slice(...at))]);
    const missing = wanted.filter((_, i) => score && !parts[i].has(id)).map((unit) => [unit.text, false]);
    return { location, score, title: marked(title, inTitle), text: body && `<p>${excerpt(body, inText)}</p>`,
      terms: Object.fromEntries([...[...found].slice(0, 5).map((term) => [term, true]), ...missing]) };
  }

  return (query) => {
    const wanted = units(query), parts = wanted.map(find), groups = new Map();
    // Two words found well are worth more than one found very well; what lacks half of the query is worth a quarter.
    const total = (hits) => hits.reduce((sum, hit) => sum + Math.sqrt(hit?.value ?? 0), 0) ** 2
      * (hits.reduce((sum, hit) => sum + (hit?.share ?? 0), 0) / hits.length) ** 2;
    const computes = query.search(CALCULATOR) >= 0;  // a calculator then comes before whatever else holds the words
    // Of a summary, and less of a tool's page, something else is looked for, unless it is what the heading says.
    const beginning = (id, hits) => {
      if (docs[id][0] !== page[id]) return 1;
      if (computes && page[id].startsWith("calculators/")) return 100;
      if (hits.every((hit) => hit?.headed)) return 1;
      return TOOL.test(page[id]) ? 0.9 : 0.6;
    };
    const better = (a, b) => ((a?.value ?? 0) < (b?.value ?? 0) ? b : a);
    for (const id of new Set(parts.flatMap((part) => [...part.keys()]))) {
      const hits = parts.map((part) => part.get(id)), group = groups.get(page[id]) ?? { sections: [], best: [] };
      group.sections.push([id, total(hits) * beginning(id, hits)]);
      group.best = hits.map((hit, i) => better(group.best[i], hit));
      groups.set(page[id], group);
    }
    // A page is as good as its best section, and a little better by what all its sections hold together.
    const ranked = [...groups.values()].map(({ sections, best }) => {
      sections.sort(([, a], [, b]) => b - a);
      return { sections: sections.slice(0, 6), score: sections[0][1] + 0.15 * total(best) };
    }).sort((a, b) => b.score - a.score);
    const pages = ranked.filter(({ score }, i) => i < 20 && score > ranked[0].score / 10).map(({ sections, score }) => {
      const scale = score / sections[0][1], top = place.get(page[sections[0][0]]);  // Enter opens the highest score
      const rows = sections.some(([id]) => id === top) ? sections : [...sections, [top, 0]];
      return rows.map(([id, value]) => shown(id, value * scale, wanted, parts));
    });
    // Who asks what a word means is sent to a page only if that sets the word off.
    const first = parts.map((part) => part.get(ranked[0]?.sections[0][0]));
    return defined(wanted, pages, first.every((hit) => (DEFINING.test(query) ? hit?.setOff : hit?.said)));
  };
}
