"""Compare a wheel with the parts that another was cut into: `python -m scripts.wheels WHOLE PART...` lists what one side has
and the other has not.

Modules are compared as code, so that one side may hold sources and the other the bytecode of this very Python; where its lines
begin and end is left out, and what describes the wheels themselves.
"""

import importlib.util
import marshal
import sys
from pathlib import Path
from types import CodeType
from zipfile import ZipFile

HEADER = 16   # bytes before the code in a .pyc: the Python's magic number, flags, and two fields about the source


def contents(*wheels: Path) -> dict[str, bytes | CodeType]:
    """Every file by name, a module as code under the name of its source. Raises ValueError for another Python's bytecode."""
    found: dict[str, bytes | CodeType] = {}
    for wheel in wheels:
        with ZipFile(wheel) as archive:
            for name in archive.namelist():
                data = archive.read(name)
                if name.endswith(".pyc"):
                    if data[:4] != importlib.util.MAGIC_NUMBER:
                        raise ValueError(f"{wheel.name}: {name} is bytecode of another Python than this {sys.version.split()[0]}")
                    found[name.removesuffix("c")] = _bare(marshal.loads(data[HEADER:]))
                elif name.endswith(".py"):
                    found[name] = _bare(compile(data, name, "exec", dont_inherit=True))
                elif ".dist-info/" not in name and not name.endswith("/"):
                    found[name] = data
    return found


def differences(whole: Path, parts: list[Path]) -> list[str]:
    """A line for each file that only one side has, or that differs."""
    here, there = contents(whole), contents(*parts)
    return [f"{name}: differs" if name in here and name in there else
            f"{name}: only in the {'whole' if name in here else 'parts'}"
            for name in sorted(here | there) if here.get(name) != there.get(name)]


def _bare(code: CodeType) -> CodeType:
    inner = tuple(_bare(constant) if isinstance(constant, CodeType) else constant for constant in code.co_consts)
    return code.replace(co_consts=inner, co_linetable=b"")


def main() -> None:
    whole, *parts = map(Path, sys.argv[1:])
    if found := differences(whole, parts):
        sys.exit("\n".join(found))
    print(f"{whole.name} and its {len(parts)} parts: the same {len(contents(whole))} files")


if __name__ == "__main__":
    main()
