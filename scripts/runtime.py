"""What the browser loads: Pyodide, its standard library, the calculators as wheels in a lock file, Vega. Each in a folder
named by its version or content, so that it may be cached for ever; scripts/runtime_build.py makes them.
"""

import json
import os
import shutil
from functools import cache
from pathlib import Path

from scripts import languages, parts
from scripts.runtime_build import made


@cache
def addresses() -> dict[str, str]:
    """Where each part stands below the root of the site."""
    found = {path.name: path.relative_to(made()).as_posix() for path in made().rglob("*")}
    folders = {name.partition("-")[0]: place + "/" for name, place in found.items() if place.count("/") == 1}
    return {"worker": found["worker.js"], "lock": found["pyodide-lock.json"], "pyodide": folders["pyodide"],
            "library": found["library.zip"], "charts": folders["charts"]}


def locked() -> dict[str, dict]:
    """The packages of the lock file by name."""
    return json.loads((made() / addresses()["lock"]).read_text(encoding="utf-8"))["packages"]


@cache
def weight(name: str) -> int:
    """Bytes that the worker fetches before the first result of a calculator, unpacked."""
    lock = made() / addresses()["lock"]
    wheels = [lock.with_name(package["file_name"]) for package in locked().values()
              if package["name"] in (parts.PACKAGE, parts.part(name).replace("_", "-"))]
    files = [made() / addresses()["pyodide"] / "pyodide.asm.wasm", made() / addresses()["library"], lock, *wheels]
    return sum(f.stat().st_size for f in files)


def copy(config) -> None:
    """Put the runtime under the root of the site; files that are there already stay."""
    if languages.of(config) is languages.LANGUAGES[0]:
        for source in made().rglob("*"):
            target = Path(config.site_dir) / source.relative_to(made())
            if source.is_file() and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                _link(source, target)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)
