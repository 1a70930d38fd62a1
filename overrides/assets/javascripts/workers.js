// Workers: how one that runs Python is made (worker.js says what it answers), and what one comes to.

/** The runtime's addresses, which a page has relative to `base`, wherever the reader goes from there. */
export function absolute(addresses, base) {
  return Object.fromEntries(Object.entries(addresses).map(([name, address]) => [name, new URL(address, base).href]));
}

/** A worker that loads these calculators. */
export function pythonWorker({ worker, pyodide, lock, library }, calculators, purpose) {
  const query = new URLSearchParams({
    pyodide, lock, library, calculators: calculators.join(" "), ...(purpose && { snapshot: purpose }),
  });
  return new Worker(`${worker}?${query}`, { type: "module" });
}

/** What a worker comes to: the first value that `read` makes of its messages. Whatever comes, it is ended then. Rejects when it
 *  fails, when `read` throws, when `limit` milliseconds have passed, or on the signal. */
export function outcome(worker, limit, read, signal) {
  return new Promise((resolve, reject) => {
    const end = (act, value) => { clearTimeout(watch); worker.terminate(); act(value); };
    const watch = setTimeout(() => end(reject, new Error()), limit);
    signal?.addEventListener("abort", () => end(reject, new Error()));
    worker.onmessage = ({ data }) => {
      try {
        const value = read(data);
        if (value !== undefined) end(resolve, value);
      } catch (why) {
        end(reject, why);
      }
    };
    worker.onerror = (event) => { event.preventDefault(); end(reject, new Error(event.message)); };
  });
}
