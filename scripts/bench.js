// What scripts/bench.py asks of a page: milliseconds, measured where a reader would see them.
globalThis.bench = {
  // From one change, as the form hears of it, to the answer in the page. The value stays the same: a form computes on every
  // change, and so the plain Python beside it has the same work. Pictures are marked, so that `drawn` knows new ones.
  change: () => new Promise((resolve, reject) => requestIdleCallback(() => {
    const calculator = document.querySelector("calculator-form");
    for (const svg of document.querySelectorAll(".chart__picture svg")) svg.dataset.old = "";
    const began = performance.now();
    new MutationObserver((_, observer) => {
      const { state } = calculator.dataset;
      if (state !== "ready" && state !== "broken") return;
      observer.disconnect();
      if (state === "ready") resolve(performance.now() - began);
      else reject(new Error(calculator.querySelector(".calc__state").textContent));
    }).observe(calculator, { attributeFilter: ["data-state"] });
    const field = calculator.querySelector(".calc__inputs :is(input, select, textarea)");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  })),

  drawn: () => !document.querySelector(".chart__picture svg[data-old]"),

  stop: () => document.querySelector("[data-do=stop]").click(),

  stock: () => new Promise((resolve, reject) => {
    const began = performance.now();
    const worker = new Worker("worker.mjs", { type: "module" });
    worker.onmessage = () => resolve(performance.now() - began);
    worker.onerror = (event) => reject(new Error(event.message));
  }),
};
