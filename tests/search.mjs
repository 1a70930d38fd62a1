// Runs the site's own search outside a browser: addresses of the site's files and queries in, for each query the
// addresses found, best first.
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

const { scripts, docs, queries } = JSON.parse(readFileSync(0, "utf8"));
const context = createContext({});
for (const script of scripts) runInContext(script, context);
const search = runInContext("(docs) => searchEngine(MiniSearch, JSON.parse(docs))", context)(docs);
process.stdout.write(JSON.stringify(Object.fromEntries(queries.map((query) => [query, search(query)]))));
