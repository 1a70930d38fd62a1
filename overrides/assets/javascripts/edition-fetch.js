// Brings an edition from the server into edition-store.js: every file is checked against the size and hash in the server's
// list, and the edition is there only when it is whole.

import * as store from "./edition-store.js";
import { lacking } from "./edition-whole.js";
import { sha256 } from "./sha256.js";
import { megabytes, today, Trouble } from "./wording.js";

const AT_ONCE = 6; // files
const PATIENCE = 30_000; // ms without a byte
const NOT_KEPT = ["content-encoding", "content-length", "set-cookie", "transfer-encoding", "vary"]; // of a file's headers

/** build.json of the server. */
export const build = async () => (await get("build.json")).json();

/** What these languages take with those that are saved: files, bytes, and the bytes that are not here yet in the same form. */
export async function measure(languages) {
  const here = await store.saved();
  const files = Object.entries((await listed(here, languages)).files);
  const there = here && await store.addresses(here);
  const missing = files.filter(([path, [, hash]]) => here?.files[path]?.[1] !== hash || !there.has(store.ROOT + path));
  return { files: files.length, bytes: store.total(files), missing: store.total(missing) };
}

/** Fetch the server's edition of these languages and of those that are saved, whole; what is current stays so. Resolves to its
 *  build. Whoever aborts the signal gives a Trouble as the reason. */
export function fetchEdition(languages, { signal, onProgress }) {
  return store.alone(async () => {
    const old = await store.saved();
    const list = await listed(old, languages, signal);
    const cache = await store.begin(list.build);
    const missing = new Set(await lacking(cache, store.ROOT, list.files));
    const files = Object.entries(list.files);
    const wanted = files.filter(([path]) => missing.has(path));
    await room(store.total(wanted));
    const transfer = new Transfer(store.total(files), store.total(wanted), signal, onProgress);
    await transfer.run(wanted, async ([path, [bytes, hash]]) => {
      const same = old?.files[path]?.[1] === hash && await store.file(old.build, path, hash);
      await store.put(cache, path, same || await checked(path, bytes, hash, transfer));
      if (same) transfer.count(bytes);
    });
    if (signal.aborted) await store.undo(list, old); // what a cut has left is there when it is tried again
    transfer.signal.throwIfAborted();
    await store.put(cache, "edition.json", Response.json({ ...list, day: today() }));
    return list.build;
  });
}

// Files on their way: counts their bytes, and stops when the reader says so, when one fails, or when none come any more.
class Transfer {
  #stop = new AbortController();
  #bytes;
  #done;
  #onProgress;
  #watch;

  constructor(bytes, missing, signal, onProgress) {
    this.#bytes = bytes;
    this.#done = bytes - missing;
    this.#onProgress = onProgress;
    signal.addEventListener("abort", () => this.#stop.abort(signal.reason));
    if (signal.aborted) this.#stop.abort(signal.reason);
  }

  get signal() { return this.#stop.signal; }

  async run(files, act) {
    const waiting = [...files];
    const work = async () => { for (let next; !this.signal.aborted && (next = waiting.pop());) await act(next); };
    this.count(0);
    await Promise.all(Array.from({ length: AT_ONCE }, () => work().catch((why) => this.#stop.abort(why))));
    clearTimeout(this.#watch);
  }

  count(bytes) {
    if (this.signal.aborted) return;
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#stop.abort(new Trouble("cut")), PATIENCE);
    this.#done += bytes;
    this.#onProgress({ done: this.#done, bytes: this.#bytes });
  }
}

// The lists of the saved languages and of others as one, if they are of one build. `lists` keeps which language needs which file.
async function listed(edition, others, signal) {
  const languages = [...new Set([...edition?.languages ?? [], ...others])];
  const all = await Promise.all(languages.map(async (each) => (await get(`offline-${each}.json`, signal)).json()));
  if (new Set(all.map(({ build: name }) => name)).size !== 1) throw new Trouble("changed", { file: "build.json" });
  return {
    build: all[0].build, prefixes: all[0].prefixes, languages, files: Object.assign({}, ...all.map(({ files }) => files)),
    lists: Object.fromEntries(all.map(({ files }, i) => [languages[i], Object.keys(files)])),
  };
}

async function room(needed) {
  const { quota = Infinity, usage = 0 } = await navigator.storage?.estimate?.() ?? {};
  const free = Math.max(0, quota - usage);
  if (free < needed) throw new Trouble("full", { needed: megabytes(needed), free: megabytes(free) });
  await navigator.storage?.persist?.();
}

// The service worker lets through what says that it must come from the server.
async function get(path, signal, cache = "no-cache") {
  const address = store.ROOT + path.replace(/(^|\/)index\.html$/, "$1"); // as readers ask for it: some hosts redirect the longer one
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
async function checked(path, size, hash, transfer) {
  for (const cache of ["no-cache", "reload"]) {
    const answer = await get(path, transfer.signal, cache);
    const bytes = await received(answer, transfer);
    if (bytes.byteLength === size && await sha256(bytes) === hash) {
      const headers = new Headers(answer.headers);
      for (const name of NOT_KEPT) headers.delete(name);
      return new Response(bytes, { headers });
    }
    transfer.count(-bytes.byteLength);
  }
  throw new Trouble("changed", { file: path });
}

async function received(answer, transfer) {
  const parts = [];
  try {
    for (const reader = answer.body.getReader(); ;) {
      const { value, done } = await reader.read();
      if (done) break;
      parts.push(value);
      transfer.count(value.byteLength);
    }
  } catch {
    throw transfer.signal.reason ?? new Trouble("cut");
  }
  return new Blob(parts).arrayBuffer();
}
