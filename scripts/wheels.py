"""Compare two wheels of the same package: `python -m scripts.wheels ONE OTHER` lists what one has and the other has not.

Modules are compared as code, so that one wheel may hold sources and the other the bytecode of this very Python. RECORD and
WHEEL, which describe the wheel itself, are left out.
"""

import importlib.util
import marshal
import sys
from pathlib import Path
from types import CodeType
from zipfile import ZipFile

HEADER = 16   # bytes before the code in a .pyc: the Python's magic number, flags, and two fields about the source


def contents(wheel: Path) -> dict[str, bytes | CodeType]:
    """Every file by name, a module as code under the name of its source. Raises ValueError for another Python's bytecode."""
    found: dict[str, bytes | CodeType] = {}
    with ZipFile(wheel) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith(".pyc"):
                if data[:4] != importlib.util.MAGIC_NUMBER:
                    raise ValueError(f"{wheel.name}: {name} is bytecode of another Python than this {sys.version.split()[0]}")
                found[name.removesuffix("c")] = marshal.loads(data[HEADER:])
            elif name.endswith(".py"):
                found[name] = compile(data, name, "exec", dont_inherit=True)
            elif not name.endswith((".dist-info/RECORD", ".dist-info/WHEEL", "/")):
                found[name] = data
    return found


def differences(one: Path, other: Path) -> list[str]:
    """A line for each file that only one of the wheels has, or that differs."""
    here, there = contents(one), contents(other)
    return [f"{name}: differs" if name in here and name in there else f"{name}: only in {(one if name in here else other).name}"
            for name in sorted(here | there) if here.get(name) != there.get(name)]


def main() -> None:
    one, other = map(Path, sys.argv[1:])
    if found := differences(one, other):
        sys.exit("\n".join(found))
    print(f"{one.name} and {other.name}: the same {len(contents(one))} files")


if __name__ == "__main__":
    main()
