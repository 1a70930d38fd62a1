// What scripts/bench.py asks of a page: milliseconds, measured where a reader would see them.
globalThis.bench = {
  // From one change, as the form hears of it: to the figures in the page, to the frame that shows them, to the whole answer, and
  // to its last new picture. The last digit of a number goes up by one, or back. The page is at rest, and no hand waits for a
  // frame to begin: the change comes at any moment between two.
  change: () => new Promise((resolve, reject) => requestIdleCallback(async () => {
    await new Promise((then) => setTimeout(then, Math.random() * 50));
    const calculator = document.querySelector("calculator-form");
    for (const svg of document.querySelectorAll(".chart__picture svg")) svg.dataset.old = "";
    const began = performance.now(), since = () => performance.now() - began;
    const times = {};
    const seen = async () => {
      if ("figures" in times) return;
      times.figures = since();
      await bench.painted();
      times.painted = since();
    };
    let first = Promise.resolve();
    const opening = new MutationObserver(() => { opening.disconnect(); first = seen(); });
    for (const part of calculator.querySelectorAll(".verdict, .figures")) opening.observe(part, { subtree: true, childList: true, characterData: true });
    new MutationObserver(async (_, whole) => {
      const { state } = calculator.dataset;
      if (state !== "ready" && state !== "broken") return;
      for (const observer of [opening, whole]) observer.disconnect();
      const wrong = state === "broken" ? ".calc__state" : calculator.querySelector("[aria-invalid]") && ".field__error:not([hidden])";
      if (wrong) return reject(new Error(calculator.querySelector(wrong).textContent));
      times.answer = since();
      await Promise.all([first, seen()]);   // an answer whose figures are as they were is seen when it is whole
      while (document.querySelector(".chart__picture svg[data-old]")) await bench.painted();
      resolve({ ...times, drawn: since() });
    }).observe(calculator, { attributeFilter: ["data-state"] });
    bench.type(calculator);
  })),

  numbers: (calculator) => [...calculator.querySelectorAll(".calc__inputs input.is-number")].filter((input) => input.checkVisibility()),

  // Type from now on into the first number that changes the verdict or the figures, where one does: of others nothing shows when
  // they were answered.
  choose: async () => {
    const calculator = document.querySelector("calculator-form");
    const words = () => [...calculator.querySelectorAll(".verdict, .figures")].map((part) => part.textContent).join();
    for (const number of bench.numbers(calculator)) {
      bench.field = number;
      const before = words();
      const taken = await bench.change().then(() => words() !== before, () => false);
      if (taken) return;
      number.value = number.defaultValue;
    }
    bench.field = null;
  },

  // Into the first number that can be seen, if none has been chosen; a form without one hears of a change that is none.
  type: (calculator) => {
    const field = bench.field ?? bench.numbers(calculator)[0] ?? calculator.querySelector(".calc__inputs :is(input, select, textarea)");
    const { value, defaultValue } = field;
    if (field.matches(".is-number")) field.value = value === defaultValue ? value.replace(/\d(?=\D*$)/, (digit) => (digit === "9" ? 8 : Number(digit) + 1)) : defaultValue;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  },

  // The next frame has been handed over.
  painted: () => new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  })),

  stop: () => document.querySelector("[data-do=stop]").click(),

  stock: () => new Promise((resolve, reject) => {
    const began = performance.now();
    const worker = new Worker("worker.mjs", { type: "module" });
    worker.onmessage = () => resolve({ answer: performance.now() - began });
    worker.onerror = (event) => reject(new Error(event.message));
  }),
};
