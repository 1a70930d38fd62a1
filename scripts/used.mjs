// Print, as JSON, the files of the standard library that a browser needs: all that Pyodide has imported once it has loaded
// the calculators its own way and each has answered its own example.
// usage: node used.mjs <folder of wheels with its pyodide-lock.json>
import { loadPyodide } from "pyodide";

const folder = process.argv[2];
try {
  const python = await loadPyodide({
    lockFileURL: `${folder}/pyodide-lock.json`, packageBaseUrl: `${folder}/`, packageCacheDir: folder, stdout: () => {},
  });
  const { packages } = python.lockfile;
  await python.loadPackage(Object.keys(packages));
  console.log(python.runPython(`
import json
import sys
from calculators import _browser, names
for name in names():
    for lang in ("en", "zh"):
        _browser.answer(name, "{}", lang, lambda fraction, words: None, lambda html: None)
library = next(path for path in sys.path if path.endswith(".zip")) + "/"
places = (getattr(module, "__file__", None) or "" for module in list(sys.modules.values()))
json.dumps(sorted({place.removeprefix(library) for place in places if place.startswith(library)}))
`));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
