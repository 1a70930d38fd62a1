// Answers from the edition of the handbook that a reader has saved, and from nothing else; edition-store.js saves. It is
// registered with the first saved edition and unregistered with the last.
//
// An edition is a cache of its own: its files, and edition.json, written last, which lists them. The state says which edition
// is the current one, and from which edition each open page came: a page that is open while the edition changes keeps its own.

const scope = registration.scope;
const SITE = `offline ${scope} `; // other sites may live on the same host
const STATE = `${SITE}state`;
const SORRY = {}; // scripts/offline.py puts the words in: {prefix of a language: {html, title, lost, again, save}}
const editions = new Map(); // what has been read of them, by build
const pages = new Map(); // the build that each client came from
let writing = Promise.resolve(); // the last that was said to the state
let ended = false; // by the server
let latest; // what the server said of itself, once for each page that is opened

addEventListener("install", () => skipWaiting());

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope) || request.headers.has("X-From-Server")) return;
  if (request.mode === "navigate") event.waitUntil(newest(true));
  event.respondWith(answer(event));
});

addEventListener("message", (event) => {
  const { data: { again }, ports: [port], source } = event;
  const told = async () => {
    const [server, build, state] = [await newest(again), await buildFrom(source.id), await recall("current")];
    const lost = state?.lost || !state?.build || !await kept(state.build, "edition.json");
    port.postMessage({ newest: server, build: build ?? null, current: state?.build ?? null, lost });
    await tidy();
  };
  event.waitUntil(told());
});

async function answer(event) {
  const { request, resultingClientId } = event;
  const opens = request.mode === "navigate";
  const build = (!opens && await buildFrom(event.clientId)) || (await recall("current"))?.build;
  const edition = build && await open(build, opens);
  const path = new URL(request.url).pathname.slice(new URL(scope).pathname.length);
  if (!edition) return fetch(request).catch(() => gone(opens, path)); // this worker is here, so there was one
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  if (Object.hasOwn(edition.files, file)) {
    const found = await kept(build, file);
    if (resultingClientId) event.waitUntil(remember(resultingClientId, build));
    if (found) return found;
    const again = await open(build, true); // its language may have been taken away meanwhile
    if (again && Object.hasOwn(again.files, file)) return mended(request, build, file, again.files[file]).catch(() => gone(opens, path));
  } else if (opens && Object.hasOwn(edition.files, `${path}/index.html`)) {
    return Response.redirect(`${scope}${path}/`, 301);
  } else if (opens) return missing(request, path, edition);
  return fetch(request);
}

// A file that this browser has thrown away. The server's takes its place if it is the same; if it is another, the edition is
// given up: rather none than a mixture. Rejects where there is no server; then readers are told.
async function mended(request, build, file, [, hash]) {
  await change(build, { lost: true });
  const answer = await fetch(request);
  const bytes = await answer.clone().arrayBuffer();
  const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (digest === hash) await (await caches.open(SITE + build)).put(scope + file, answer.clone());
  else if (answer.ok) await change(build, { build: null });
  return answer;
}

// Where neither this browser nor the server has what was asked for. A page is this worker's own; all else fails as without it.
function gone(opens, path) {
  if (!opens) return Response.error();
  const [prefix, words] = Object.entries(SORRY).find(([start]) => path.startsWith(start));
  const html = `<!doctype html><html lang="${words.html}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${words.title}</title><body><main><h1>${words.title}</h1><p>${words.lost}</p>
<p><a href="">${words.again}</a> · <a href="${scope}${prefix}readiness/">${words.save}</a></p></main>`;
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'; img-src 'self'" };
  return new Response(html, { status: 503, headers });
}

// A page that the edition lacks: one of a newer edition is not shown among files of this one, and one of another site on
// this host is none of our business.
async function missing(request, path, { build, languages, prefixes }) {
  const [language, prefix] = Object.entries(prefixes).filter(([, start]) => path.startsWith(start))
    .sort(([, one], [, other]) => other.length - one.length)[0];
  if (!languages.includes(language)) return fetch(request);
  const sorry = async () => {
    const page = await kept(build, `${prefix}404.html`);
    return page ? new Response(page.body, { headers: page.headers, status: 404 }) : gone(true, path);
  };
  try {
    const { files } = await (await fetch(`${scope}offline-${language}.json`, { cache: "no-cache" })).json();
    return [path, `${path}index.html`, `${path}/index.html`].some((name) => Object.hasOwn(files, name)) ? await sorry() : await fetch(request);
  } catch {
    return sorry();
  }
}

const kept = (build, file) => caches.match(scope + file, { cacheName: SITE + build });

async function open(build, anew) {
  if (anew || !editions.has(build)) editions.set(build, await (await kept(build, "edition.json"))?.json());
  return editions.get(build);
}

// caches.match makes no cache where there is none; caches.open does.
const recall = async (name) => (await caches.match(scope + name, { cacheName: STATE }))?.json();

async function buildFrom(client) {
  if (client && !pages.has(client)) pages.set(client, await recall(`client/${client}`)); // this worker may have slept since
  return pages.get(client);
}

function remember(client, build) {
  pages.set(client, build);
  return write((state) => state.put(`${scope}client/${client}`, Response.json(build)));
}

// Add to what is said of an edition as long as it is the current one.
const change = (build, facts) => write(async (state) => {
  const now = await recall("current");
  if (now?.build === build) await state.put(`${scope}current`, Response.json({ ...now, ...facts }));
});

function write(act) {
  if (!ended) writing = writing.catch(() => {}).then(async () => act(await caches.open(STATE)));
  return writing;
}

// {build, offline} of the server; null where it cannot be asked. `"offline": false` ends all this.
function newest(again) {
  if (again || !latest) latest = ask();
  return latest;
}

async function ask() {
  try {
    const said = await (await fetch(`${scope}build.json`, { cache: "no-cache" })).json();
    if (said.offline === false) await end();
    return said;
  } catch {
    return null;
  }
}

async function end() {
  ended = true; // or a cache that is deleted below would be made again
  await writing;
  for (const name of await caches.keys()) if (name.startsWith(SITE)) await caches.delete(name);
  editions.clear();
  pages.clear();
  await registration.unregister();
}

// Editions that are neither current nor being fetched nor under an open page are deleted.
async function tidy() {
  const state = await recall("current");
  if (!state) return;
  const open = new Set((await clients.matchAll({ includeUncontrolled: true, type: "all" })).map(({ id }) => id));
  const used = new Set([state.build, state.coming]);
  const cache = await caches.open(STATE);
  for (const { url } of await cache.keys()) {
    const [, client] = url.split(`${scope}client/`);
    if (client && open.has(client)) used.add(await buildFrom(client));
    else if (client) await cache.delete(url);
  }
  for (const name of await caches.keys()) {
    if (name.startsWith(SITE) && name !== STATE && !used.has(name.slice(SITE.length))) await caches.delete(name);
  }
}
