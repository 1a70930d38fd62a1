// Draws a Vega-Lite specification to SVG with the site's own copy of Vega, loaded when the first chart changes.
// Expressions are interpreted, not compiled, so that no page needs 'unsafe-eval'.

let loading;
let failed = 0; // times: a browser never reads a module again at an address where it could not read it once

function load(folder) {
  const from = (name) => import(new URL(folder + name + (failed ? `?again=${failed}` : ""), location.href).href);
  loading ??= from("vega.min.js").then(() => Promise.all([from("vega-lite.min.js"), from("vega-interpreter.js")]))
    .then(([, { expressionInterpreter }]) => ({ vega: globalThis.vega, lite: globalThis.vegaLite, expr: expressionInterpreter }))
    .catch((error) => { loading = undefined; failed += 1; throw error; });
  return loading;
}

/** `wanted` tells whether it still is: a figure may have got another specification meanwhile. */
export async function draw(figure, folder, wanted) {
  const { vega, lite, expr } = await load(folder);
  if (!wanted()) return;
  const spec = JSON.parse(figure.querySelector("template").content.textContent);
  const view = new vega.View(vega.parse(lite.compile(spec).spec, null, { ast: true }), { expr, renderer: "none" });
  const svg = new DOMParser().parseFromString(await view.toSVG(), "image/svg+xml").documentElement;
  view.finalize();
  if (svg.localName !== "svg") throw new Error(svg.textContent); // what the reader of XML says about a broken drawing
  if (wanted()) figure.querySelector(".chart__picture").replaceChildren(document.importNode(svg, true));
}
