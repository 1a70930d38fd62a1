// The only file that knows Pyodide. A message {name, values, lang} with a port is answered on that port with any number
// of {progress, words}, then exactly one of {html}, {errors} or {fault}, with the milliseconds that it took as {ms}.
// About its own start it tells whoever made it: {loaded: bytes}, then {ready: milliseconds} or {broken: why}.

const at = new URLSearchParams(location.search);
const here = (name) => new URL(at.get(name), location.href).href;
const started = performance.now();
const plainFetch = globalThis.fetch;
let loaded = 0;
let fail;
const failure = new Promise((resolve, reject) => { fail = reject; });

// Pyodide never settles when one of its files is missing, so every response is checked and counted here. A request that
// failed stays open: whoever made this worker has been told and ends it, and Pyodide has nobody to hand an error to.
globalThis.fetch = async (...request) => {
  const name = String(request[0].url ?? request[0]).split("/").pop();
  const response = await plainFetch(...request).catch(() => null);
  if (!response?.ok) {
    fail(new Error(response ? `${name}: ${response.status}` : name));
    return new Promise(() => {});
  }
  if (!response.body) return response;
  const counter = new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.byteLength;
      postMessage({ loaded });
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counter), { headers: response.headers, status: response.status });
};

async function start() {
  const { loadPyodide } = await import(`${here("pyodide")}pyodide.mjs`);
  const python = await loadPyodide({
    indexURL: here("pyodide"), lockFileURL: here("lock"), packageBaseUrl: new URL(".", here("lock")).href,
    packages: ["calculators"], checkIntegrity: true,
  });
  const { answer } = python.pyimport("calculators._browser");
  return answer;
}

export async function handle(answer, { name, values, lang }, send) {
  try {
    return JSON.parse(answer(name, JSON.stringify(values), lang, send));
  } catch (error) {
    return { fault: String(error.message).trim().split("\n").pop() };
  }
}

const answering = Promise.race([start(), failure]);
answering.then(
  () => postMessage({ ready: performance.now() - started }),
  (error) => postMessage({ broken: error.message }),
);

addEventListener("message", async ({ data, ports: [port] }) => {
  const answer = await answering.catch(() => null);
  if (!answer) return; // whoever asked has been told why
  const asked = performance.now();
  const found = await handle(answer, data, (progress, words) => port.postMessage({ progress, words }));
  port.postMessage({ ...found, ms: performance.now() - asked });
});
