"""What `make serve` builds when files change: the pages that did, or everything."""

from pathlib import Path

import pytest
from mkdocs.config import load_config

from scripts import serve

ROOT = Path(__file__).parents[1]


@pytest.fixture
def built(monkeypatch, tmp_path):
    """Changes files and says what was built: (folder of pages, whether only what changed)."""
    calls = []
    monkeypatch.setattr(serve.build, "build", lambda config, dirty=False, **_: calls.append((Path(config.docs_dir).name, dirty)))
    builder = serve.Builder()
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path))

    def after(*changed):
        times = dict(builder.seen) | {ROOT / name: 0.0 for name in changed}
        monkeypatch.setattr(builder, "times", lambda: times)
        calls.clear()
        builder(config)
        return calls
    return after


@pytest.mark.parametrize(("changed", "expected"), [
    ((), [("en", False)]),
    (("docs/zh/risk/identify.md",), [("zh", True)]),
    (("docs/en/risk/identify.md", "docs/zh/risk/identify.md"), [("en", True), ("zh", True)]),
    (("docs/en/risk/identify.md", "docs/terms.toml"), [("en", False)]),
    (("calculators/_roots.py",), [("en", False)]),
    (("docs/en/notebooks/early_warning.py",), [("en", False)]),
    (("docs/en/risk/gone.md",), [("en", False)]),
])
def test_changed_pages_are_built_alone_and_anything_else_builds_everything(built, changed, expected):
    assert built(*changed) == expected


def test_a_quick_build_makes_the_page_anew_and_touches_no_list(tmp_path, monkeypatch):
    page = ROOT / "docs/zh/risk/identify.md"
    builder = serve.Builder()
    monkeypatch.setattr(builder, "times", lambda: builder.seen | {page: 0.0})
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path), site_url="http://127.0.0.1:8000/")
    (tmp_path / "zh").mkdir()
    for other in (ROOT / "docs/zh").rglob("*.md"):   # every other page is up to date
        made = tmp_path / "zh" / other.relative_to(ROOT / "docs/zh").with_suffix("") / "index.html"
        made = made.parent.with_name("index.html") if other.stem == "index" else made
        if other != page:
            made.parent.mkdir(parents=True, exist_ok=True)
            made.touch()
    builder(config)
    text = (tmp_path / "zh/risk/identify/index.html").read_text(encoding="utf-8")
    assert "风险识别与评估" in text and not (tmp_path / "zh/risk/manage/index.html").read_text()
    assert not (tmp_path / "assets").exists() and not (tmp_path / "zh/search/docs.json").exists()
