// The search worker, put at build in the place of the theme's. The theme makes it as a classic worker and says
// 0 set up, hears 1 ready, says 2 query, hears 3 result. The rest is fetched with the first query and not before.

const PARTS = {
  MiniSearch: "minisearch", searchText: "search-text", searchEntries: "search-entries", searchUnits: "search-units",
  searchEngine: "search-engine",
};

const LONGEST = 200; // characters: every word that stands nowhere is compared with all that do

let searching;
let words;
let latest;

async function load() {
  const missing = Object.entries(PARTS).filter(([name]) => !self[name]);
  importScripts(...missing.map(([, file]) => `../${file}.js`));
  // The name stays the same from build to build, so a copy that the browser keeps is asked for its age.
  const answer = await fetch(new URL("../../../search/docs.json", location.href), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`docs.json: ${answer.status}`);
  return searchEngine(MiniSearch, await answer.json());
}

async function pages(query) {
  const said = (title) => [[{ location: "", title, text: "", score: 0, terms: {} }]];
  if (query.length > LONGEST) return said(words.long.replace("{most}", LONGEST));
  try {
    const search = await (searching ??= load());
    return query.trim() ? search(query) : [];
  } catch (error) {
    searching = undefined;  // the next query tries again
    console.warn("docs.json", error);
    return said(words.failed);
  }
}

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === 0) {
    words = data.config.words;
    postMessage({ type: 1 });
    return;
  }
  latest = data;
  if (!data && !searching) return; // the reader is not at the box yet
  const items = await pages(data);
  // What was typed while the data came must not be told that nothing matches: only the last query has an answer.
  if (data === latest) postMessage({ type: 3, data: { items } });
});
