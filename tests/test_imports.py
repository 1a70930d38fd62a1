"""Who may import whom, read from the source: the arrows of the README; and no name without a sentence about it."""

import ast
import importlib.util
import sys
from pathlib import Path

import pytest

from calculators import GROUPS

ROOT = Path(__file__).parents[1]
FILES = [path for folder in ("calculators", "scripts", "tests", "docs") for path in sorted((ROOT / folder).rglob("*.py"))]
OURS = {"calculators", "scripts", "tests"}


def module(path: str) -> str:
    """The dotted name of a file, given from the root of the project."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def nodes(tree: ast.AST):
    """Everything that runs: what only a type checker imports is an annotation, not an arrow."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            yield node
            yield from nodes(node)


def imported(source: str, known: set[str]) -> set[str]:
    """Every module that a source imports, anywhere in it; `known` tells modules of a package from its other names."""
    found = set()
    for node in nodes(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "relative imports hide who imports whom"
            whole = {f"{node.module}.{name.name}" for name in node.names}
            found |= {node.module} if whole - known else set()
            found |= whole & known
    return found


KNOWN = {module(path.relative_to(ROOT).as_posix()) for path in FILES}


def kind(name: str) -> str:
    """What a module is for the arrows."""
    first, *others = name.split(".")
    if first not in OURS:
        return "standard library" if first in sys.stdlib_module_names else "another package"
    if first != "calculators":
        return "hooks" if name == "scripts.hooks" else first
    return "calculator" if len(others) == 2 and others[0] in GROUPS and not others[1].startswith("_") else "shared"


ALLOWED = {
    "calculator": {"shared", "standard library"},
    "shared": {"shared", "standard library"},
    "scripts": {"calculator", "shared", "scripts", "standard library", "another package"},
    "tests": {"calculator", "shared", "scripts", "standard library", "another package"},
    "docs": {"calculator", "shared", "scripts", "standard library", "another package"},
}
ALLOWED["hooks"] = ALLOWED["scripts"]


def wrong(path: str, source: str) -> list[str]:
    """What a file imports though it may not."""
    here = "docs" if path.startswith("docs/") else kind(module(path))
    return sorted(f"{path} imports {name} ({kind(name)})" for name in imported(source, KNOWN) if kind(name) not in ALLOWED[here])


def silent(path: str, source: str) -> list[str]:
    """Public functions, classes and modules of a source that say nothing about themselves."""
    tree = ast.parse(source)
    named = [(path, tree)] if tree.body else []
    named += [(f"{path}: {node.name}", node) for node in tree.body
              if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
              # The fields of a calculator's inputs say all: each has a label, a unit and a line of help.
              and not (node.name == "Inputs" and kind(module(path)) == "calculator")]
    return [name for name, node in named if not ast.get_docstring(node)]


def ids(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_imports_only_what_the_arrows_allow(path):
    assert wrong(ids(path), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", [path for path in FILES if "calculators" in path.relative_to(ROOT).parts[:1]], ids=ids)
def test_everything_public_in_the_package_says_what_it_is(path):
    assert silent(ids(path), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(("path", "source", "name"), [
    ("calculators/pricing/new.py", "from calculators.pricing import loan_apr", "calculators.pricing.loan_apr"),
    ("calculators/pricing/new.py", "from calculators.pricing.loan_apr import calculate", "calculators.pricing.loan_apr"),
    ("calculators/pricing/new.py", "import numpy", "numpy"),
    ("calculators/_new.py", "from calculators.risk import risk_register", "calculators.risk.risk_register"),
    ("calculators/_new.py", "def f():\n    from scripts import charts", "scripts.charts"),
    ("calculators/_new.py", "if True:\n    import numpy", "numpy"),
    ("scripts/new.py", "from scripts import hooks", "scripts.hooks"),
    ("scripts/new.py", "import scripts.hooks as h", "scripts.hooks"),
    ("tests/test_new.py", "from scripts.hooks import on_config", "scripts.hooks"),
    ("scripts/new.py", "from tests.conftest import Handler", "tests.conftest"),
    ("tests/test_new.py", "from tests import conftest", "tests.conftest"),
    ("docs/en/notebooks/new.py", "import tests.conftest", "tests.conftest"),
])
def test_a_forbidden_import_is_found(path, source, name):
    assert [line.split()[2] for line in wrong(path, source)] == [name]


@pytest.mark.parametrize(("path", "source"), [
    ("calculators/pricing/new.py", "from calculators import _rates\nfrom calculators._text import Text\nimport math"),
    ("calculators/_new.py", "from calculators import load, _html"),
    ("calculators/_new.py", "if TYPE_CHECKING:\n    from calculators.pricing.loan_apr import Result"),
    ("scripts/new.py", "from calculators.pricing import loan_apr\nimport mkdocs\nfrom scripts import node"),
])
def test_an_allowed_import_is_not(path, source):
    assert wrong(path, source) == []


def test_a_public_name_without_a_sentence_is_found():
    source = '"""Says."""\ndef said():\n    """Says."""\ndef unsaid(): ...\ndef _own(): ...\nclass Unsaid: ...\n'
    assert silent("calculators/_new.py", source) == ["calculators/_new.py: unsaid", "calculators/_new.py: Unsaid"]
    assert silent("calculators/_new.py", "X = 1") == ["calculators/_new.py"]


def lacking(source: str) -> list[str]:
    """Names that a source takes from a module of `scripts` or `calculators` and that are not there."""
    tree = ast.parse(source)
    modules = {alias.asname or alias.name: f"{node.module}.{alias.name}" for node in ast.walk(tree)
               if isinstance(node, ast.ImportFrom) and node.module in ("scripts", "calculators") for alias in node.names
               if importlib.util.find_spec(f"{node.module}.{alias.name}")}
    taken = {(node.value.id, node.attr) for node in ast.walk(tree)
             if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules}
    return sorted(f"{modules[name]}.{attribute}" for name, attribute in taken
                  if not hasattr(importlib.import_module(modules[name]), attribute))


@pytest.mark.parametrize("path", [p for p in FILES if p.parts[-2] != "docs"], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_what_a_module_takes_from_another_is_there(path):
    """Also in those that no test runs: the benchmarks, the hosted workflow's checks."""
    assert lacking(path.read_text(encoding="utf-8")) == []


def test_a_name_that_is_not_there_is_found():
    assert lacking("from scripts import bench, node\nnode.run\nclass Handler(bench.Handler): ...") == ["scripts.bench.Handler"]
