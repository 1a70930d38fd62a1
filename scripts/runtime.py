"""What the browser loads: Pyodide, the calculators as a wheel in a lock file, Vega. Each in a folder named by its
version or content, so that it may be cached for ever.

The wheel is built by `build` (PEP 517), compiled to the browser's bytecode by pyodide-build's `py-compile` running inside
Pyodide itself, and listed with its hash by `pyodide lockfile add-wheels`, so that Pyodide's own loader checks it.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from functools import cache
from pathlib import Path

from mkdocs.exceptions import PluginError

from scripts import languages, node

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".cache" / "runtime"
SOURCES = ("calculators", "pyproject.toml", "LICENSE", "scripts/compile.mjs", "scripts/runtime.py",
           "overrides/assets/javascripts/worker.js")
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
CHARTS = {"vega": "vega.min.js", "vega-lite": "vega-lite.min.js", "vega-interpreter": "vega-interpreter.js"}
BARE_IMPORT = "import { ascending, isString, DisallowedObjectProperties } from 'vega-util';"


@cache
def addresses() -> dict[str, str]:
    """Where each part stands below the root of the site."""
    own = f"assets/calculators-{_fingerprint()}/"
    pyodide = f"assets/pyodide-{node.version('pyodide')}/"
    return {"worker": own + "worker.js", "lock": own + "pyodide-lock.json", "pyodide": pyodide,
            "charts": f"assets/charts-{node.version('vega')}-{node.version('vega-lite')}/"}


@cache
def weight() -> int:
    """Bytes that the worker fetches before the first result, unpacked."""
    folder = _build()
    files = [folder / addresses()["pyodide"] / name for name in PYODIDE if name.endswith((".wasm", ".zip"))]
    return sum(f.stat().st_size for f in [*files, *(folder / addresses()["lock"]).parent.glob("*[nl]")])


def copy(config) -> None:
    """Put the runtime under the root of the site; files that are there already stay."""
    if languages.of(config) is languages.LANGUAGES[0]:
        for source in _build().rglob("*"):
            target = Path(config.site_dir) / source.relative_to(_build())
            if source.is_file() and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                _link(source, target)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)


def _fingerprint() -> str:
    digest = hashlib.sha256(node.version("pyodide").encode())
    for name in SOURCES:
        path = ROOT / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:12]


@cache
def _build() -> Path:
    """The folder to lay over the site; made when it is not there for this content yet."""
    done = CACHE / _fingerprint()
    if done.exists():
        return done
    CACHE.mkdir(parents=True, exist_ok=True)
    work = CACHE / f"making-{os.getpid()}"
    shutil.rmtree(work, ignore_errors=True)
    for part in (_pyodide, _calculators, _charts):
        part(work)
    for old in CACHE.iterdir():
        if old != work and not old.name.startswith(("making", "stdlib")):
            shutil.rmtree(old)
    work.rename(done)
    return done


def _pyodide(work: Path) -> None:
    folder = work / addresses()["pyodide"]
    folder.mkdir(parents=True)
    for name in PYODIDE:
        shutil.copy2(node.MODULES / "pyodide" / name, folder / name)
    compiled = CACHE / f"stdlib-{node.version('pyodide')}.zip"
    if not compiled.exists():
        _compile(folder / "python_stdlib.zip")
        shutil.copy2(folder / "python_stdlib.zip", compiled)
    shutil.copy2(compiled, folder / "python_stdlib.zip")


def _calculators(work: Path) -> None:
    folder = (work / addresses()["lock"]).parent
    folder.mkdir(parents=True)
    _run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT))
    wheel = next(folder.glob("*.whl"))
    stock = json.loads((node.MODULES / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8"))
    lock = folder / "pyodide-lock.json"
    lock.write_text(json.dumps({**stock, "packages": {}}), encoding="utf-8")
    _run("-m", "pyodide_cli", "lockfile", "add-wheels", "--input", str(lock), "--output", str(lock),
         "--base-path", str(folder), str(wheel))
    _compile(folder)
    for file in folder.iterdir():
        file.chmod(0o644)  # the wheel's builder keeps it private; a web server must read it
    shutil.copy2(ROOT / "overrides/assets/javascripts/worker.js", folder)


def _charts(work: Path) -> None:
    folder = work / addresses()["charts"]
    folder.mkdir(parents=True)
    for package, name in CHARTS.items():
        text = (node.MODULES / package / "build" / name).read_text(encoding="utf-8")
        if package == "vega-interpreter":
            if text.count(BARE_IMPORT) != 1:
                raise PluginError("vega-interpreter no longer begins with the import that runtime.py replaces")
            # A browser cannot resolve a bare module name; Vega's own bundle exports the same three.
            text = text.replace(BARE_IMPORT, "const { ascending, isString, DisallowedObjectProperties } = globalThis.vega;")
        lines = [line for line in text.splitlines() if not line.startswith("//# sourceMappingURL")]
        (folder / name).write_text("\n".join(lines), encoding="utf-8")


def _compile(path: Path) -> None:
    node.run("scripts/compile.mjs", str(path), sysconfig.get_path("purelib"))


def _run(*arguments: str) -> None:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise PluginError(f"{' '.join(arguments[:3])} failed:\n{done.stderr[-3000:]}{done.stdout[-2000:]}")
