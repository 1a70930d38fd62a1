"""The README holds: what it names exists, its commands run, its example computes what it says."""

import json
import os
import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest
from markdown_it import MarkdownIt

from calculators import _html, _run
from calculators._inputs import InputError, asked, parse, typed
from scripts import published
from scripts.languages import LANGUAGES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TOKENS = MarkdownIt("commonmark").enable("table").parse(README)
INLINE = [child for token in TOKENS for child in token.children or ()]
CODE = [child.content for child in INLINE if child.type == "code_inline"]
FENCES = [(token.info.strip(), token.content) for token in TOKENS if token.type == "fence"]
SHELL = [line for info, text in FENCES if info == "sh" for line in text.splitlines()]
EXAMPLE = "deposit_apy"   # the calculator that the README adds: its files are not there
COMMANDS = {match[1] for text in (*CODE, *SHELL) if (match := re.match(r"(?:[A-Z]+=\S+ )*make ([a-z-]+)", text))}
TARGETS = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
MADE = {"site/", "build.json"}   # by a build


def fence(info: str) -> str:
    return next(text for language, text in FENCES if language == info)


def paths() -> list[str]:
    """What the README names as files and folders, in code and in its trees; commands and marks are not paths."""
    words = [word for code in CODE if not code.startswith(("<!--", "make ", "BROWSER=")) for word in code.split()]
    words += [word for info, text in FENCES if not info for word in text.split()]
    looks = re.compile(r"\.?[\w.-]+/[\w./-]*|[\w-]+\.(md|toml|json|yml|py|js|mjs)|Makefile|LICENSE\S*|\.ci/run")
    found = (word.rstrip(",;:") for word in words)
    return sorted({word for word in found if looks.fullmatch(word) and EXAMPLE not in word and not word.startswith("127.")})


def exists(path: str) -> bool:
    """A path from the root of the project; a bare file name may also be a script of the browser's."""
    return (ROOT / path).exists() or "/" not in path and (ROOT / "overrides/assets/javascripts" / path).exists()


@pytest.mark.parametrize("path", [path for path in paths() if path not in MADE])
def test_a_path_that_it_names_exists(path):
    assert exists(path) or path == "pyodide-lock.json"   # made by the build, named in the text only


def test_it_names_enough_paths_for_the_test_above_to_mean_something():
    assert {"docs/contents.toml", "scripts/runtime.py", ".ci/run", "worker.js", "docs/zh/", "LICENSE"} <= set(paths())
    assert not exists("scripts/none.py") and not exists("none.js")


def test_it_names_the_make_targets_and_no_other():
    assert COMMANDS == TARGETS


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\b([A-Z]{4,}(?:_URL)?)=", "\n".join((*CODE, *SHELL))))))
def test_a_variable_that_it_names_is_read(name):
    files = [ROOT / "mkdocs.yml", *(ROOT / "scripts").glob("*.py")]
    assert any(re.search(rf"(environ\S*\(?|!ENV \[)\W*{name}\b", file.read_text(encoding="utf-8")) for file in files)


@pytest.mark.parametrize("address", sorted({str(child.attrGet("src") or child.attrGet("href")) for child in INLINE
                                            if child.type in {"image", "link_open"}}))
def test_a_link_leads_somewhere(address):
    assert address.startswith("https://") or (ROOT / address).is_file()


def test_the_picture_is_small():
    assert (ROOT / ".github/home.png").stat().st_size < 300_000


@pytest.mark.parametrize("module", sorted(set(re.findall(r"python -m ([\w.]+)", README))))
def test_a_module_that_it_runs_exists(module):
    assert find_spec(module)


@pytest.mark.parametrize("line", [line for line in SHELL if line.startswith("python -m calculators")])
def test_a_command_for_the_calculators_answers(line):
    done = subprocess.run([sys.executable, *shlex.split(line)[1:]], cwd=ROOT, capture_output=True, encoding="utf-8",
                          env={**os.environ, "PYTHONIOENCODING": "utf-8"})
    assert done.returncode == 0, done.stderr
    if "--json" in line:
        result = json.loads(done.stdout)
        principal = float(re.search(r"principal=(\d+)", line)[1])
        assert result["inputs"]["principal"] == principal and result["nominal"] > 0
    else:
        assert "loan_apr" in done.stdout


@pytest.fixture
def example(monkeypatch, tmp_path):
    """The README's calculator, as if it stood in the package."""
    module = ModuleType(f"calculators.product.{EXAMPLE}")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(fence("python"), "README.md", "exec"), module.__dict__)
    (tmp_path / f"{EXAMPLE}.toml").write_text(fence("toml"), encoding="utf-8")
    monkeypatch.setattr(published, "FOLDER", tmp_path)
    return module


def test_its_example_gives_the_published_number(example):
    checks = published.checks.__wrapped__(EXAMPLE)
    assert [(check.printed, check.agrees) for check in checks] == [("6.18", True)]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_its_example_has_a_form_and_an_answer(example, language):
    assert all(field.kind.label[language.code] for field in asked(example.Inputs))
    values = typed(example.PRESETS["half-year"].inputs, language.code)
    assert "6.18%" in _html.answer(_run.view(example, values), language.code)


def test_its_example_refuses_what_has_no_answer(example):
    inputs = parse(example.Inputs, {"principal": "100", "interest": "101"})
    with pytest.raises(InputError, match="deposited"):
        example.calculate(inputs)
