// Runs Pyodide, whose files downloads.js fetches. A message {name, values, lang} with a port is answered on that port with any
// number of {progress, words}, at most one {opening}, the HTML up to the first figures, then exactly one of {html}, {errors} or
// {fault}, with the milliseconds that it took as {ms}.
// About itself it tells whoever made it: {loaded: bytes}, {restoring: true} when it begins with a snapshot, then one of
// {ready: milliseconds, names: calculators in the snapshot, barred: whether none may be made}, {doubt: why} about the
// snapshot, or {broken: why}, which can also come later. `?snapshot=make` makes one of the calculators and answers nothing
// but {made: their names}; `?snapshot=bar` does without, now and later.

import { fail, library, lock, locked, modules, pyodide } from "./downloads.js";
import * as snapshot from "./snapshot.js";

const started = performance.now();
const at = new URLSearchParams(location.search);
const names = at.get("calculators").split(" ");
const purpose = at.get("snapshot");
const WHOLE = `${pyodide}python_stdlib.zip`;
const PRACTICE = 500; // ms of it for each calculator
const REST = 200; // ms without a question before it begins, or goes on
const part = (name) => `calculators-${name.replaceAll("_", "-")}`;

class Python {
  #python;
  #there; // calculators that have been loaded
  #whole = false; // whether the whole standard library is there

  static async start(wanted, memory = null) {
    const [{ loadPyodide }] = await Promise.all(modules);
    const python = new Python();
    python.#python = await loadPyodide({
      indexURL: pyodide, stdLibURL: library, lockFileContents: locked(), packageBaseUrl: new URL(".", lock).href, checkIntegrity: true,
      packages: memory ? [] : wanted.map(part), _makeSnapshot: purpose === "make", ...(memory && { _loadSnapshot: memory }),
    });
    python.#there = new Set(wanted);
    python.answer = python.#python.pyimport("calculators._browser").answer;
    return python;
  }

  restored() {
    this.#python.pyimport("calculators._browser").restored();
  }

  // Nothing of JavaScript may be left in a memory that is kept: Python is told all in one string, and the list of packages
  // that have been loaded, which Python holds, must be as empty as it is when the memory is read back.
  memory() {
    this.#python.runPython(`from calculators import _browser\n_browser.rehearse(${JSON.stringify(names)})`);
    for (const name of Object.keys(this.#python.loadedPackages)) delete this.#python.loadedPackages[name];
    return this.#python.makeMemorySnapshot();
  }

  async handle({ name, values, lang }, send) {
    try {
      await this.#load(name);
      const progress = (fraction, words) => send({ progress: fraction, words });
      return JSON.parse(this.answer(name, JSON.stringify(values), lang, progress, (html) => send({ opening: html })));
    } catch (error) {
      if (error.type === "ModuleNotFoundError" && !this.#whole) {
        await this.#loadWhole();
        return this.handle({ name, values, lang }, send);
      }
      return { fault: String(error.message).trim().split("\n").pop() };
    }
  }

  async #load(name) {
    if (this.#there.has(name)) return;
    await this.#python.loadPackage(part(name), {
      checkIntegrity: true, messageCallback: () => {}, errorCallback: fail,
    });
    this.#there.add(name);
  }

  async #loadWhole() {
    const file = "/lib/whole.zip";
    this.#python.FS.writeFile(file, new Uint8Array(await (await fetch(WHOLE)).arrayBuffer()));
    this.#python.runPython(`import importlib, sys\nsys.path.append("${file}")\nimportlib.invalidate_caches()`);
    this.#whole = true;
  }
}

async function begin() {
  if (purpose === "bar") await snapshot.bar().catch(() => {});
  const kept = purpose ? { memory: null, names: [], barred: purpose === "bar" } : await snapshot.find();
  if (!kept.memory) return [await Python.start(names), kept];
  postMessage({ restoring: true });
  try {
    const python = await Python.start(kept.names, kept.memory);
    python.restored();
    return [python, kept];
  } catch (error) {
    postMessage({ doubt: error.message });
    throw error;
  }
}

const beginning = begin();
beginning.then(async ([python, kept]) => {
  if (purpose !== "make") return postMessage({ ready: performance.now() - started, names: kept.names, barred: kept.barred });
  let memory = null;
  try { memory = python.memory(); } catch { /* these options of Pyodide are its own affair: without them, then */ }
  await (memory ? snapshot.keep(memory, names) : snapshot.bar());
  postMessage({ made: names });
}).catch((error) => fail(error.message));

// A browser compiles WebAssembly well only once it has seen it at work. So while nobody asks, Python answers its own example to
// itself, one answer at a time; later answers take about a quarter less.
const practised = {};
let resting = 0;

function rest(python, { name, lang }, wait = REST) {
  clearTimeout(resting); // also that of a calculator that rested while this one was loaded
  practised[name] ??= 0;
  if (practised[name] < PRACTICE) resting = setTimeout(async () => {
    const began = performance.now();
    await python.handle({ name, values: {}, lang }, () => {});
    practised[name] += performance.now() - began;
    rest(python, { name, lang }, 0);
  }, wait);
}

addEventListener("message", async ({ data, ports: [port] }) => {
  const [python] = await beginning.catch(() => []);
  if (!python) return; // whoever asked has been told why
  clearTimeout(resting);
  const asked = performance.now();
  const found = await python.handle(data, (told) => port.postMessage(told));
  port.postMessage({ ...found, ms: performance.now() - asked });
  rest(python, data);
});
