"""The package's wheel cut into parts, so that a browser fetches one calculator and what it needs, not all of them.

`calculators` keeps what the browser's entry point imports, and what no calculator does; `calculators_<name>` holds what that
calculator imports besides. A module that several calculators share is in the part of each: the same file twice does no harm.
"""

import ast
from functools import cache
from pathlib import Path
from zipfile import ZipFile

from wheel.wheelfile import WheelFile

from calculators import modules

ROOT = Path(__file__).parents[1]
PACKAGE = "calculators"
ENTRY = f"{PACKAGE}._browser"


def part(name: str) -> str:
    """The name of the wheel that holds a calculator."""
    return f"{PACKAGE}_{name}"


def split(whole: Path) -> list[Path]:
    """Put the parts of a wheel beside it, in its place."""
    version = whole.name.split("-")[1]
    core = _needs(ENTRY)
    cut = {part(name): _needs(module) - core for name, module in modules().items()}
    cut[PACKAGE] = set(_everything()).difference(*cut.values())
    with ZipFile(whole) as source:
        kept = {name: source.read(name) for name in source.namelist()}
    whole.unlink()
    made = []
    for name, members in cut.items():
        made.append(whole.with_name(f"{name}-{version}-py3-none-any.whl"))
        info = f"{name}-{version}.dist-info"
        needs = "" if name == PACKAGE else f"Requires-Dist: {PACKAGE}\n"
        with WheelFile(made[-1], "w") as target:
            for path in sorted(_file(member) for member in members):
                target.writestr(path, kept[path])
            target.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needs}")
            target.writestr(f"{info}/WHEEL", kept[f"{PACKAGE}-{version}.dist-info/WHEEL"])
    return made


def standard_imports(name: str = "") -> list[str]:
    """What the package, or one calculator with all that it needs, imports from outside: as it stands in the statements."""
    looked = _needs(ENTRY) | _needs(modules()[name]) if name else _everything()
    return sorted({found for module in looked for found in _imported(module) if found.split(".")[0] != PACKAGE})


def _everything() -> list[str]:
    files = sorted((ROOT / PACKAGE).rglob("*.py"))
    return [".".join(f.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for f in files]


def _needs(module: str) -> set[str]:
    """A module with all of the package that its import brings with it."""
    found, waiting = set(), [module]
    while waiting:
        name = waiting.pop()
        if name not in found and _path(name):
            found.add(name)
            waiting += [name.rpartition(".")[0], *_imported(name)]
    return found


@cache
def _imported(module: str) -> tuple[str, ...]:
    """The names that a module's import statements could mean: a module, or something in one."""
    names = []
    for node in ast.walk(ast.parse(_path(module).read_bytes())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names if node.module.split(".")[0] == PACKAGE)]
    return tuple(names)


@cache
def _path(module: str) -> Path | None:
    """The file of a module of the package; None for anything else."""
    stem = ROOT.joinpath(*module.split("."))
    return next((f for f in (stem.with_suffix(".py"), stem / "__init__.py") if module.split(".")[0] == PACKAGE and f.is_file()), None)


def _file(module: str) -> str:
    return _path(module).relative_to(ROOT).as_posix()
