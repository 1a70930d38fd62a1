"""Makes what the browser loads, once for each state of its sources; kept in .cache/runtime.

The wheel is built by `build` (PEP 517), cut into parts, compiled to the browser's bytecode by pyodide-build's `py-compile`
running inside Pyodide itself, and listed with its hash by `pyodide lockfile add-wheels`, so that Pyodide's own loader checks
it. Of the standard library the browser gets what the calculators have been seen to import, as bytecode; the whole, which is
three times as large, is there for whatever else they may ask for.
"""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from functools import cache, partial
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import brotli
from mkdocs.exceptions import PluginError

from scripts import node, parts

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".cache" / "runtime"
PACKED = ROOT / ".cache" / "packed"
WORKER = ("worker.js", "downloads.js", "snapshot.js", "sha256.js")
SOURCES = ("calculators", "pyproject.toml", "LICENSE", "scripts/compile.mjs", "scripts/used.mjs", "scripts/parts.py",
           "scripts/runtime_build.py", *(f"overrides/assets/javascripts/{name}" for name in WORKER))
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
WHOLE = "python_stdlib.zip"
PACKABLE = {".wasm", ".mjs", ".js", ".json"}  # wheels and zips are packed as they are
CHARTS = {"vega": "vega.min.js", "vega-lite": "vega-lite.min.js", "vega-interpreter": "vega-interpreter.js"}
BARE_IMPORT = "import { ascending, isString, DisallowedObjectProperties } from 'vega-util';"


@cache
def made() -> Path:
    """The folder to lay over the site; made when it is not there for this content yet."""
    done = CACHE / _fingerprint()
    if done.exists():
        return done
    CACHE.mkdir(parents=True, exist_ok=True)
    work = CACHE / f"making-{os.getpid()}"
    shutil.rmtree(work, ignore_errors=True)
    assets = work / "assets"
    _pyodide(assets / f"pyodide-{node.version('pyodide')}")
    _calculators(assets / "calculators")
    _library(assets)
    _charts(assets / f"charts-{node.version('vega')}-{node.version('vega-lite')}")
    _pack(assets)
    for old in CACHE.iterdir():
        if old != work and not old.name.startswith("making") and old.suffix != ".zip":
            shutil.rmtree(old)
    work.rename(done)
    return done


def _fingerprint() -> str:
    digest = hashlib.sha256(node.version("pyodide").encode())
    for name in SOURCES:
        path = ROOT / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def _pyodide(folder: Path) -> None:
    folder.mkdir(parents=True)
    for name in PYODIDE:
        shutil.copy2(node.MODULES / "pyodide" / name, folder / name)
    shutil.copy2(_whole(), folder / WHOLE)


def _calculators(folder: Path) -> None:
    """The parts of the wheel with their lock file and the worker, in a folder named by what is in it."""
    folder.mkdir(parents=True)
    _run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT))
    wheels = parts.split(next(folder.glob("*.whl")))
    stock = json.loads((node.MODULES / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8"))
    lock = folder / "pyodide-lock.json"
    lock.write_text(json.dumps({**stock, "packages": {}}), encoding="utf-8")
    _run("-m", "pyodide_cli", "lockfile", "add-wheels", "--input", str(lock), "--output", str(lock),
         "--base-path", str(folder), *map(str, wheels))
    _compile(folder)
    for name in WORKER:
        shutil.copy2(ROOT / "overrides/assets/javascripts" / name, folder)
    for file in folder.iterdir():
        file.chmod(0o644)  # the wheel's builder keeps it private; a web server must read it
    _name(folder, *(folder / name for name in ("pyodide-lock.json", *WORKER)))  # the lock file holds the wheels' hashes


def _library(assets: Path) -> None:
    """The modules of the standard library that the calculators have been seen to import."""
    wanted = hashlib.sha256(json.dumps([node.version("pyodide"), parts.standard_imports()]).encode()).hexdigest()[:12]
    kept = CACHE / f"library-{wanted}.zip"
    if not kept.exists():
        used = set(json.loads(node.run("scripts/used.mjs", str(next(assets.glob("calculators-*"))))))
        with ZipFile(node.MODULES / "pyodide" / WHOLE) as whole, ZipFile(kept, "w") as trimmed:
            for name in sorted(used & set(whole.namelist())):
                trimmed.writestr(ZipInfo(name), whole.read(name))
        _compile(kept)
    folder = assets / "library"
    folder.mkdir()
    shutil.copy2(kept, folder / "library.zip")
    _name(folder, folder / "library.zip")


def _whole() -> Path:
    """The whole standard library as bytecode."""
    compiled = CACHE / f"stdlib-{node.version('pyodide')}.zip"
    if not compiled.exists():
        shutil.copy2(node.MODULES / "pyodide" / WHOLE, compiled)
        _compile(compiled)
    return compiled


def _pack(assets: Path) -> None:
    """Put a .gz and a .br beside each file that shrinks, for servers that send such a one instead."""
    PACKED.mkdir(parents=True, exist_ok=True)
    for file in [f for f in assets.rglob("*") if f.suffix in PACKABLE]:
        data = file.read_bytes()
        for end, pack in (".gz", partial(gzip.compress, mtime=0)), (".br", brotli.compress):
            kept = PACKED / (hashlib.sha256(data).hexdigest() + end)
            if not kept.exists():
                kept.write_bytes(pack(data))
            shutil.copy2(kept, file.with_name(file.name + end))


def _name(folder: Path, *files: Path) -> None:
    """Add to a folder's name the hash of files in it."""
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
    folder.rename(folder.with_name(f"{folder.name}-{digest}"))


def _charts(folder: Path) -> None:
    folder.mkdir(parents=True)
    for package, name in CHARTS.items():
        text = (node.MODULES / package / "build" / name).read_text(encoding="utf-8")
        if package == "vega-interpreter":
            if text.count(BARE_IMPORT) != 1:
                raise PluginError("vega-interpreter no longer begins with the import that runtime_build.py replaces")
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
