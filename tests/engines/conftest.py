"""Each test runs in Firefox and in WebKitGTK, in one window of each, and fails on any complaint of the page."""

from pathlib import Path
from shutil import copy2

import pytest

from scripts import engines

RECORDER = Path(__file__).with_name("recorder.js")
FORGET = """() => {
    const complaints = JSON.parse(sessionStorage.getItem("complaints") ?? "[]");
    localStorage.clear();
    sessionStorage.clear();
    return complaints;
}"""


@pytest.fixture(scope="session")
def recorded(built, site) -> str:
    """The address of the site, each page of which begins with the recorder."""
    copy2(RECORDER, built)
    address = "/" + site.split("/", 3)[3] + RECORDER.name
    for file in built.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        assert html.count("<head>") == 1, file
        file.write_text(html.replace("<head>", f'<head><script src="{address}"></script>'), encoding="utf-8")
    return site


@pytest.fixture(scope="session", params=engines.ENGINES)
def engine(request):
    assert not engines.missing(), f"not installed: {engines.missing()}"
    window = engines.ENGINES[request.param]()
    yield window
    window.close()


@pytest.fixture
def page(engine, recorded):
    """The window at the home page. It has forgotten what was typed and ticked; the files and Python it keeps, as a reader's does."""
    engine.open(recorded)
    engine.run(FORGET)
    yield engine
    complaints = engine.run(FORGET)
    engine.open("about:blank")
    assert complaints == []
