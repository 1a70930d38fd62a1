// What a query asks for, as units: each the text as typed, and the ways in which a page may write it. Part of the search worker.

// Who adds this word to others asks for a page that computes, and says no more of it.
const CALCULATOR = /\bcalculators?\b|计算器|計算器/gi;

/** From all names, the folded texts of all sections and the index's fields: the function that cuts a query into units. */
function searchUnits(names, texts, fields, { fold, terms, telling, named }) {
  const pairs = new Set(texts.flatMap(terms));

  // Names are met as whole words, or in Chinese with one character wrong. Longest first.
  const known = names.flatMap(({ id, forms, sounds }) => {
    const written = forms.map((form) => ({ name: fold(form), wanted: telling(form), exact: named(form) }));
    const near = (name) => [...name].map((_, i) => `${name.slice(0, i)}\\p{Script=Han}${name.slice(i + 1)}`).join("|");
    const headings = /^[A-Z]/.test(id) ? written : [];
    return written.map(({ name, exact }) => ({ id, begin: name, sounds, written, headings, exact, length: name.length,
      near: /^\p{Script=Han}{4,}$/u.test(name) && new RegExp(near(name), "u") }));
  }).sort((a, b) => b.length - a.length);
  // A page may write a name in any of its forms, and a section or page that bears its id in the address is the name's own;
  // so is one that bears the name of a rule or case in its heading.
  const ways = (name, weight) => [
    ...(name.id ? [{ wanted: telling(name.id), weight, all: true, own: true, fields: ["address"] }] : []),
    ...name.written.map(({ wanted, exact }) => ({ wanted, weight, all: true, fields, exact })),
    ...name.headings.map(({ wanted, exact }) => ({ wanted, weight, all: true, own: true, fields: ["title"], exact })),
  ];
  const literally = (text) => ({ wanted: telling(text), weight: 1, all: false, fields });

  // The names' words come first: of two equally near to a wrong word, a name's is the likelier.
  const latin = (text) => fold(text).match(/[a-z]{4,}/g) ?? [];
  const words = [...new Set([...names.flatMap(({ forms }) => forms), ...texts].flatMap(latin))];
  const begins = (part) => words.some((word) => word.startsWith(part));
  /** A word that stands nowhere, as the nearest one that does: one letter off, two in long words. */
  function mended(word) {
    const wrong = fold(word);
    if (wrong.length < 4 || begins(wrong) || words.includes(wrong.replace(/s$/, ""))) return word;
    let best = word, least = wrong.length < 7 ? 2 : 3;
    for (const right of words) {
      const distance = Math.abs(right.length - wrong.length) < least ? edits(wrong, right) : least;
      if (distance < least) [best, least] = [right, distance];
    }
    return best;
  }

  /** The names that sound like what was typed: wholly or by initials, or beginning so, or in part. */
  function heard(typed) {
    const sound = fold(typed).replace(/[\s']/g, "");
    if (!/^[a-z]{3,}$/.test(sound) || begins(sound)) return [];
    const exactly = known.filter(({ sounds }) => sounds.includes(sound));
    if (exactly.length || sound.length < 5) return exactly;
    const start = known.filter(({ sounds }) => sounds.some((one) => one.startsWith(sound)));
    return (start.length ? start : known.filter(({ sounds }) => sounds.some((one) => one.includes(sound)))).slice(-4);
  }

  /** The ways to write the names that begin so, in Chinese; a Latin word's beginning is found by prefix. */
  const begun = (text) => (/^\p{Script=Han}{2,}$/u.test(text)
    ? known.filter(({ begin }) => begin.startsWith(fold(text))).slice(-4).flatMap((name) => ways(name, 0.5))
      .map((way) => ({ ...way, own: false, guess: true })) : []);

  return (typed) => {
    const sounding = heard(typed);
    if (sounding.length) return [{ text: typed, ways: sounding.flatMap((name) => ways(name, 1)) }];
    const about = typed.replace(CALCULATOR, (word) => " ".repeat(word.length));
    const query = (about.trim() ? about : typed).replace(/(?<![\w-])[a-z]+(?![\w-])/gi, mended), out = [];
    let rest = fold(query);
    const take = (name, pattern, weight, accept) => {
      const at = pattern && rest.match(pattern);
      if (!at || !accept(at[0])) return;
      const text = query.slice(at.index, at.index + at[0].length);
      out.push({ text, ways: [{ ...literally(text), all: true, exact: name.exact }, { ...literally(text), weight: 0.2 },
        ...known.filter(({ begin }) => begin === name.begin).flatMap((same) => ways(same, weight))] });
      rest = rest.slice(0, at.index) + " ".repeat(text.length) + rest.slice(at.index + text.length);
    };
    const isWrong = (text) => !known.some(({ begin }) => begin === text) && terms(text).some((pair) => !pairs.has(pair));
    for (const name of known) {
      take(name, name.exact, 0.6, () => true);
      take(name, name.near, 0.9, isWrong);
    }
    const cut = (text) => [...text.matchAll(TOKEN)].map(({ 0: word, index: i }) => query.slice(i, i + word.length));
    const wanted = cut(rest.replace(FILLER, (filler) => " ".repeat(filler.length)))
      .filter((word) => !STOP.has(fold(word)) && (word.length > 1 || /\d/.test(word)));
    const left = out.length || wanted.length ? wanted : cut(rest);
    return [...out, ...left.map((text) => ({ text, ways: [literally(text), ...begun(text)] }))];
  };
}
