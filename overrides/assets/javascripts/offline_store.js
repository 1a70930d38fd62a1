// Saves editions of the handbook in this browser, for service-worker.js to answer from, and takes them away again.
// An edition is fetched into a cache of its own, every file checked against the size and hash in the server's list, and
// becomes the current one only when it is whole.

import { sha256 } from "./sha256.js";

export const ROOT = new URL(document.querySelector("newer-edition").dataset.root, document.baseURI).href;
const SITE = `offline ${ROOT} `; // as in service-worker.js
const STATE = `${SITE}state`;
const AT_ONCE = 6; // files
const PATIENCE = 30_000; // ms without a byte
const NOT_KEPT = ["content-encoding", "content-length", "set-cookie", "transfer-encoding", "vary"]; // of a file's headers

/** Tells this page's other tabs that another edition is the current one. */
export const told = globalThis.BroadcastChannel ? new BroadcastChannel(SITE) : new EventTarget();

/** What stands in the way: the name of the sentence that says so, and what stands in it. */
export class Trouble extends Error {
  constructor(name, values = {}) {
    super(name);
    this.values = values;
  }
}

export const possible = () => isSecureContext && "serviceWorker" in navigator && "caches" in globalThis;

const recall = async (name, cacheName) => (await caches.match(ROOT + name, { cacheName }))?.json();
const state = async () => await recall("current", STATE) ?? {};
const keepState = async (facts) => (await caches.open(STATE)).put(`${ROOT}current`, Response.json(facts));

/** The saved edition: {build, day, languages, files: {path: [bytes, hash]}}; null where nothing is saved. */
export async function saved() {
  if (!possible()) return null;
  try {
    const { build } = await state();
    return (build && await recall("edition.json", SITE + build)) || null;
  } catch {
    return null; // storage is blocked
  }
}

/** build.json of the server. */
export const server = async () => (await get("build.json")).json();

/** What these languages take with those that are saved: files, bytes, and the bytes that are not here yet in the same form. */
export async function measure(languages) {
  const here = await saved();
  const { files } = await listed(union(here, languages));
  const wanted = Object.entries(files).filter(([path, [, hash]]) => here?.files[path]?.[1] !== hash);
  return { files: Object.keys(files).length, bytes: total(files), missing: wanted.reduce((sum, [, [bytes]]) => sum + bytes, 0) };
}

export const total = (files) => Object.values(files).reduce((sum, [bytes]) => sum + bytes, 0);

/** Fetch the server's edition of these languages and of those that are saved, whole; what is current stays so. Resolves to its
 *  build. Whoever aborts the signal gives a Trouble as the reason. */
export function fetchEdition(languages, { signal, onProgress }) {
  return alone(async () => {
    const [old, now] = [await saved(), await state()];
    const list = await listed(union(old, languages), signal);
    const cache = await caches.open(SITE + list.build);
    for (const name of await caches.keys()) { // an edition that was never finished
      if (now.coming && name === SITE + now.coming && ![now.build, list.build].includes(now.coming)) await caches.delete(name);
    }
    await keepState({ ...now, coming: list.build });
    const here = new Set((await cache.keys()).map(({ url }) => url));
    const wanted = Object.entries(list.files).filter(([path]) => !here.has(ROOT + path));
    await room(wanted);
    const stop = new AbortController();
    const cancel = () => stop.abort(signal.reason);
    signal?.addEventListener("abort", cancel);
    let done = total(list.files) - total(Object.fromEntries(wanted)), watch;
    const count = (bytes) => {
      if (stop.signal.aborted) return;
      clearTimeout(watch);
      watch = setTimeout(() => stop.abort(new Trouble("cut")), PATIENCE);
      onProgress?.({ done: done += bytes, bytes: total(list.files) });
    };
    const work = async () => {
      for (let next; !stop.signal.aborted && (next = wanted.pop());) {
        const [path, [bytes, hash]] = next;
        const same = old?.files[path]?.[1] === hash && await caches.match(ROOT + path, { cacheName: SITE + old.build });
        await put(cache, path, same || await checked(path, bytes, hash, stop.signal, count));
        if (same) count(bytes);
      }
    };
    try {
      if (signal?.aborted) cancel();
      count(0);
      await Promise.all(Array.from({ length: AT_ONCE }, () => work().catch((why) => stop.abort(why))));
    } finally {
      clearTimeout(watch);
      signal?.removeEventListener("abort", cancel);
    }
    if (signal?.aborted) await undo(list, old); // what a cut has left is there when it is tried again
    stop.signal.throwIfAborted();
    const day = new Intl.DateTimeFormat("sv").format(); // the reader's own, as year-month-day
    await put(cache, "edition.json", Response.json({ ...list, day }));
    return list.build;
  });
}

async function undo({ build, files }, old) {
  if (old?.build !== build) return caches.delete(SITE + build);
  const cache = await caches.open(SITE + build);
  for (const path of Object.keys(files)) if (!Object.hasOwn(old.files, path)) await cache.delete(ROOT + path);
}

/** Make a fetched edition the current one. Pages that are open keep theirs until they are loaded again. */
export async function adopt(build) {
  await register();
  await keepState({ build });
  told.postMessage?.({ adopted: build });
}

/** Take a language away, and all of it with the last. */
export function remove(language) {
  return alone(async () => {
    const { files, ...edition } = await saved();
    const languages = edition.languages.filter((each) => each !== language);
    if (!languages.length) {
      for (const name of await caches.keys()) if (name.startsWith(SITE)) await caches.delete(name);
      return (await navigator.serviceWorker.getRegistration(ROOT))?.unregister();
    }
    const cache = await caches.open(SITE + edition.build);
    const stays = Object.fromEntries(Object.entries(files).filter(([path]) => languages.some((each) => edition.lists[each].includes(path))));
    const { [language]: _, ...lists } = edition.lists;
    await put(cache, "edition.json", Response.json({ ...edition, languages, lists, files: stays }));
    for (const path of Object.keys(files)) if (!Object.hasOwn(stays, path)) await cache.delete(ROOT + path);
  });
}

async function register() {
  let made;
  try {
    made = await navigator.serviceWorker.register(`${ROOT}service-worker.js`, { scope: ROOT, updateViaCache: "none" });
  } catch {
    throw new Trouble("unregistered");
  }
  const worker = made.active ?? made.waiting ?? made.installing;
  await new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === "activated") resolve();
      if (worker.state === "redundant") reject(new Trouble("unregistered"));
    };
    worker.addEventListener("statechange", look);
    look();
  });
}

const union = (edition, languages) => [...new Set([...edition?.languages ?? [], ...languages])];

// One tab saves at a time.
function alone(act) {
  return navigator.locks.request(SITE, { ifAvailable: true }, (lock) => {
    if (!lock) throw new Trouble("busy");
    return act();
  });
}

// The lists of several languages as one, if they are of one build. `lists` keeps which language needs which file.
async function listed(languages, signal) {
  const all = await Promise.all(languages.map(async (each) => (await get(`offline-${each}.json`, signal)).json()));
  if (new Set(all.map(({ build }) => build)).size !== 1) throw new Trouble("changed", { file: "build.json" });
  const [{ build, prefixes }] = all;
  return {
    build, prefixes, languages, files: Object.assign({}, ...all.map(({ files }) => files)),
    lists: Object.fromEntries(all.map(({ files }, i) => [languages[i], Object.keys(files)])),
  };
}

async function room(wanted) {
  const { quota = Infinity, usage = 0 } = await navigator.storage?.estimate?.() ?? {};
  const needed = total(Object.fromEntries(wanted));
  if (quota - usage < needed) throw new Trouble("full", { needed, free: Math.max(0, quota - usage) });
  await navigator.storage?.persist?.();
}

// The service worker lets through what says that it must come from the server.
async function get(path, signal, cache = "no-cache") {
  const address = ROOT + path.replace(/(^|\/)index\.html$/, "$1"); // as readers ask for it: some hosts redirect the longer one
  let answer;
  try {
    answer = await fetch(address, { signal, cache, headers: { "X-From-Server": "yes" } });
  } catch {
    throw signal?.reason ?? new Trouble("cut");
  }
  if (!answer.ok) throw new Trouble("refused", { file: path, status: answer.status });
  return answer;
}

// A file as the list has it. What does not fit may be an old copy in the browser's own cache, so it is asked for once more.
async function checked(path, size, hash, signal, count) {
  for (const cache of ["no-cache", "reload"]) {
    const answer = await get(path, signal, cache);
    const parts = [];
    let read = 0;
    try {
      for (const reader = answer.body.getReader(); ;) {
        const { value, done } = await reader.read();
        if (done) break;
        parts.push(value);
        read += value.byteLength;
        count(value.byteLength);
      }
    } catch {
      throw signal.reason ?? new Trouble("cut");
    }
    const bytes = await new Blob(parts).arrayBuffer();
    if (read === size && await sha256(bytes) === hash) {
      const headers = new Headers(answer.headers);
      for (const name of NOT_KEPT) headers.delete(name);
      return new Response(bytes, { headers });
    }
    count(-read);
  }
  throw new Trouble("changed", { file: path });
}

async function put(cache, path, response) {
  try {
    await cache.put(ROOT + path, response);
  } catch (why) {
    throw why.name === "QuotaExceededError" ? new Trouble("full", { needed: 0, free: 0 }) : why;
  }
}
