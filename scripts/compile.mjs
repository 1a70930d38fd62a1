// Compile modules to bytecode with the very Python that will run them: Pyodide, in Node. pyodide-build's py-compile writes
// the bytecode of the Python it runs under, so it is run inside Pyodide. No column of any line is kept, which only a
// traceback would show; with a zip, which is the standard library, no docstring either. The same sources give the same bytes on any
// day: what a reader has fetched stays good when only a page has changed.
// usage: node compile.mjs <zip, or folder of wheels with its pyodide-lock.json> <site-packages that hold pyodide_build>
import { dirname, basename } from "node:path";
import { loadPyodide } from "pyodide";

const [path, packages] = process.argv.slice(2);
process.env.TZ = "UTC";
const python = await loadPyodide({
  env: { PYTHONNODEBUGRANGES: "1", SOURCE_DATE_EPOCH: "315532800", ...(path.endsWith(".zip") && { PYTHONOPTIMIZE: "2" }) },
});
python.mountNodeFS("/packages", packages);
python.mountNodeFS("/work", dirname(path));
python.globals.set("name", basename(path));
try {
  python.runPython(`
import sys
sys.path.append("/packages")
from pathlib import Path
from pyodide_build._py_compile import _py_compile_archive, _py_compile_archive_dir
path = Path("/work", name)
compile = _py_compile_archive_dir if path.is_dir() else _py_compile_archive
compile(path, keep=False, verbose=False, compression_level=9)
`);
} catch (error) {
  console.error(error.message); // not the stack: it would quote a megabyte of minified source
  process.exit(1);
}
