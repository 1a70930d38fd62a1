// The memory of a Python that has started and imported its calculators, kept in this browser for the build that made it.
// One entry for each build: its bytes with their size, their hash and the calculators in it; or no bytes, which says that this
// build must do without. Where there is no storage, or it is full, every start is a plain one.

import { sha256 } from "./sha256.js";

const BUILD = new URL(".", import.meta.url).href;
const SITE = `python ${new URL("..", import.meta.url).href}`; // other sites may live on the same host
const NAME = `${SITE} ${BUILD}`;
const MOST = 160 * 2 ** 20; // bytes; a larger memory would take longer to read than Python to start

// {memory, names}; memory is null where there is none, and `barred` says that none may be made.
export async function find() {
  try {
    const found = await (await caches.open(NAME)).match(BUILD);
    if (!found) return { memory: null, names: [], barred: false };
    const memory = await found.arrayBuffer();
    const facts = JSON.parse(found.headers.get("X-Snapshot")), { size, names } = facts;
    if (size && memory.byteLength === size && await sha256(memory) === facts.sha256) return { memory, names, barred: false };
    await bar();
  } catch { /* no storage here, or not for this page */ }
  return { memory: null, names: [], barred: true };
}

export async function keep(memory, names) {
  if (memory.byteLength > MOST) return bar();
  for (const name of await caches.keys()) if (name.startsWith(SITE) && name !== NAME) await caches.delete(name);
  return put(memory, { size: memory.byteLength, sha256: await sha256(memory), names });
}

// Nothing is tried again with this build.
export const bar = () => put("", { size: 0 });

async function put(body, facts) {
  const cache = await caches.open(NAME);
  await cache.put(BUILD, new Response(body, { headers: { "X-Snapshot": JSON.stringify(facts) } }));
}
