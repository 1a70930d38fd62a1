// The files of which Python is made, fetched in worker.js; their addresses stand in the worker's own. Pyodide never settles when
// one of them is missing, so each is checked and counted here. What fails is told as {broken: why} and then stays open: whoever
// made the worker ends it, and Pyodide has nobody to hand an error to.

import { sha256 } from "./sha256.js";

const at = new URLSearchParams(location.search);
export const [pyodide, lock, library] = ["pyodide", "lock", "library"].map((name) => at.get(name));

const plainFetch = globalThis.fetch;
let loaded = 0;
let told = performance.now(); // when that was last told: ten times a second is enough for a reader

export const fail = (why) => postMessage({ broken: why });

function stuck(why) {
  fail(why);
  return new Promise(() => {});
}

// What Pyodide will ask for one after the other is on its way at once.
const early = new Map([`${pyodide}pyodide.asm.wasm`, library, lock].map((url) => [url, counted(url)]));
/** Pyodide's own modules. */
export const modules = [import(`${pyodide}pyodide.mjs`), import(`${pyodide}pyodide.asm.mjs`)];
for (const coming of [...early.values(), ...modules]) coming.catch(() => {}); // a failure is told when it is asked for

globalThis.fetch = async (...request) => {
  const url = String(request[0].url ?? request[0]), name = url.split("/").pop();
  const sent = early.get(url) ?? counted(...request);
  early.delete(url);
  const response = await sent.catch(() => null);
  if (!response?.ok) return stuck(response ? `${name}: ${response.status}` : name);
  if (!response.body) return response;
  const headers = new Headers(response.headers);
  if (name.endsWith(".wasm")) headers.set("Content-Type", "application/wasm"); // whatever the host calls it
  const whole = new Response(response.body, { headers, status: response.status });
  return url !== library || await intact(whole.clone()) ? whole : stuck(`${name}: damaged`);
};

// A response whose bytes are counted as they come, not only when somebody reads them.
async function counted(...request) {
  const response = await plainFetch(...request);
  if (!response.ok || !response.body) return response;
  const counter = new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.byteLength;
      if (performance.now() - told > 100) { told = performance.now(); postMessage({ loaded }); }
      controller.enqueue(chunk);
    },
    flush() { postMessage({ loaded }); },
  }, undefined, { highWaterMark: Infinity });
  return new Response(response.body.pipeThrough(counter), { headers: response.headers, status: response.status });
}

// Python ends in the middle of a sentence when its library is damaged. The folder's name tells its hash; where there is no
// secure context nothing can be hashed.
async function intact(response) {
  if (!globalThis.crypto?.subtle) return true;
  return (await sha256(await response.arrayBuffer())).startsWith(new URL(".", library).pathname.match(/-(\w+)\/$/)[1]);
}

// Pyodide only warns when its machine code cannot be compiled, and goes on waiting.
const compile = WebAssembly.instantiateStreaming;
WebAssembly.instantiateStreaming = (...given) => compile(...given).catch((error) => stuck(`pyodide.asm.wasm: ${error.message}`));

/** The lock file, read here: what Pyodide cannot read of it, it tells nobody. */
export async function locked() {
  try {
    return JSON.parse(await (await fetch(lock)).text());
  } catch (error) {
    return stuck(`pyodide-lock.json: ${error.message}`);
  }
}
