// Put before all scripts of every page under test. It keeps what a console would show, which WebKitGTK tells no driver, and
// what workers are made for. `recorded.spoil` changes the address of the next worker, as if its files were not there.
globalThis.recorded = { made: [], told: [], spoil: (address) => address };
{
  const KEY = "complaints";
  const complain = (...words) => {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "[]"); // outlives the page
    sessionStorage.setItem(KEY, JSON.stringify([...kept, words.map(String).join(" ")]));
  };
  for (const kind of ["error", "warn"]) {
    const write = console[kind];
    console[kind] = (...words) => { complain(`console.${kind}:`, ...words); write.apply(console, words); };
  }
  // In the capture phase the file that an element could not load is heard of too.
  addEventListener("error", (event) => complain("error:", event.message ?? event.target.outerHTML, event.filename ?? ""), true);
  addEventListener("unhandledrejection", ({ reason }) => complain("rejected:", reason));
  addEventListener("securitypolicyviolation", (event) => complain("policy:", event.violatedDirective, event.blockedURI));

  globalThis.Worker = class extends Worker {
    constructor(address, options) {
      super(recorded.spoil(String(address)), options);
      recorded.made.push(String(address));
      this.addEventListener("message", ({ data }) => recorded.told.push(...Object.keys(data ?? {})));
    }
  };
}
