// The edition of the handbook that this browser keeps, for service-worker.js to answer from; edition-fetch.js brings a new one.
// An edition is a cache of its own: its files, and edition.json, written last. The state says which is the current one.

import { intact, lacking } from "./edition-whole.js";
import { Trouble } from "./wording.js";

export const ROOT = new URL(document.querySelector("newer-edition").dataset.root, document.baseURI).href;
const SITE = `offline ${ROOT} `; // as in service-worker.js
const STATE = "state";

/** Tells this page's other tabs that another edition is the current one. */
export const told = globalThis.BroadcastChannel ? new BroadcastChannel(SITE) : new EventTarget();

export const possible = () => isSecureContext && "serviceWorker" in navigator && "caches" in globalThis;

/** Bytes of files, each [path, [bytes, hash]]. */
export const total = (files) => files.reduce((sum, [, [bytes]]) => sum + bytes, 0);

/** A file of an edition, if it is still what it was. */
export const file = async (build, path, hash) => intact(await caches.open(SITE + build), ROOT + path, hash);
const recall = async (build, path) => (await caches.match(ROOT + path, { cacheName: SITE + build }))?.json();
const keepState = async (facts) => put(await caches.open(SITE + STATE), "current", Response.json(facts));

/** The saved edition: {build, day, languages, lists, files: {path: [bytes, hash]}}; null where nothing is saved. */
export async function saved() {
  if (!possible()) return null;
  try {
    const now = await recall(STATE, "current");
    return (now?.build && await recall(now.build, "edition.json")) || null;
  } catch {
    return null; // storage is blocked
  }
}

/** The paths that the saved edition has lost here. Without its service worker nothing answers from it. */
export async function lost({ build, files }) {
  return [...await lacking(await caches.open(SITE + build), ROOT, files), ...(await answers() ? [] : ["service-worker.js"])];
}

/** Whether the service worker that answers from the saved edition is there. */
export const answers = async () => (await navigator.serviceWorker.getRegistration(ROOT))?.scope === ROOT;

/** The addresses of the files that are here of an edition, whole or not. */
export const addresses = async ({ build }) => new Set((await (await caches.open(SITE + build)).keys()).map(({ url }) => url));

/** One tab saves at a time. */
export function alone(act) {
  return navigator.locks.request(SITE, { ifAvailable: true }, (lock) => {
    if (!lock) throw new Trouble("busy");
    return act();
  });
}

/** The cache for an edition that is coming; one that was never finished goes. What is current stays so. */
export async function begin(build) {
  const now = await recall(STATE, "current") ?? {};
  if (now.coming && ![now.build, build].includes(now.coming)) await caches.delete(SITE + now.coming);
  await keepState({ ...now, coming: build });
  return caches.open(SITE + build);
}

export async function put(cache, path, response) {
  try {
    await cache.put(ROOT + path, response);
  } catch (why) {
    throw why.name === "QuotaExceededError" ? new Trouble("no_room") : why;
  }
}

/** Take away what has come of an edition, but for what an older one of the same build holds. */
export async function undo({ build, files }, old) {
  if (old?.build !== build) return caches.delete(SITE + build);
  await drop(build, Object.keys(files).filter((path) => !Object.hasOwn(old.files, path)));
}

async function drop(build, paths) {
  const cache = await caches.open(SITE + build);
  for (const path of paths) await cache.delete(ROOT + path);
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
    const { files, lists, ...edition } = await saved();
    const languages = edition.languages.filter((each) => each !== language);
    if (!languages.length) return end();
    const stays = new Set(languages.flatMap((each) => lists[each]));
    const left = Object.entries(files).filter(([path]) => stays.has(path));
    const { [language]: _, ...others } = lists;
    const cache = await caches.open(SITE + edition.build);
    await put(cache, "edition.json", Response.json({ ...edition, languages, lists: others, files: Object.fromEntries(left) }));
    await drop(edition.build, Object.keys(files).filter((path) => !stays.has(path)));
  });
}

async function end() {
  for (const name of await caches.keys()) if (name.startsWith(SITE)) await caches.delete(name);
  await (await navigator.serviceWorker.getRegistration(ROOT))?.unregister();
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
