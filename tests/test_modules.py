"""The browser's modules: a page does not wait long for the last of them, and none is left over."""

import re
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "overrides/assets/javascripts"
IMPORT = re.compile(r'^import (?:[^"]+ from )?"\./([\w-]+\.js)";$', re.MULTILINE)
ALONE = {"worker.js", "readiness-probe.js", "search.js"}   # workers


def levels(*first: str) -> list[set[str]]:
    """The modules that a browser asks for at once, then those that it learns of from these, and so on."""
    found = [set(first)]
    while imported := {name for module in found[-1] for name in IMPORT.findall((FOLDER / module).read_text(encoding="utf-8"))}:
        found.append(imported - set().union(*found))
    return found[:-1] if not found[-1] else found


def test_a_page_asks_for_its_modules_in_four_rounds_at_the_most():
    assert 2 < len(levels("handbook.js")) <= 4


def test_each_module_is_asked_for():
    search = {f"{name}.js" for name in re.findall(r'"(search-[\w-]+)"', (FOLDER / "search.js").read_text(encoding="utf-8"))}
    assert len(search) > 2
    assert set().union(*levels("handbook.js", *ALONE)) | search == {file.name for file in FOLDER.glob("*.js")}
