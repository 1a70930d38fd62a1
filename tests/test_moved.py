"""An address that leads elsewhere now: the reader arrives where the text is, on the same page without a script."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.config import load_config
from playwright.sync_api import expect

from scripts import addresses, moved

ROOT = Path(__file__).parents[1]
LIST = """\
risk/before -> risk/manage
  checklist
  opening -> risk/identify#sentence
risk/identify
  words -> #sentence
  rules -> risk/manage#checklist
  risk_register:v1:preset=old -> calculators/risk_register#risk_register:v1:preset=S-01
"""


@pytest.fixture(autouse=True)
def listed(tmp_path, monkeypatch):
    (tmp_path / addresses.FILE).write_text(LIST, encoding="utf-8")
    found = tuple(address for address in addresses.listed(tmp_path) if address.to)
    monkeypatch.setattr(moved, "listed", lambda: found)


def of(path: str):
    return SimpleNamespace(file=SimpleNamespace(src_uri=f"{path}.md"), url=f"{path}/")


def test_an_old_id_stands_where_its_text_is_and_only_there():
    html = '<h2 id="limits">Limits</h2><h2 id="sentence">Write it<a class="headerlink" href="#sentence">#</a></h2>'
    assert moved.anchored(html, of("risk/identify")) == html.replace('"sentence">', '"sentence"><span id="words"></span>', 1)
    assert moved.anchored(html, of("risk/manage")) == html


def test_an_id_on_another_page_leaves_a_link_there():
    html = moved.below(of("risk/identify"), "zh")
    assert re.findall(r'<moved-link id="([^"]+)"><a href="([^"]+)">([^<]+)</a>', html) == [
        ("rules", "../manage/#checklist", "5.2 风险管理制度与措施"),
        ("risk_register:v1:preset=old", "../../calculators/risk_register/#risk_register:v1:preset=S-01", "风险登记册")]
    assert moved.below(of("risk/manage"), "zh") == ""


@pytest.fixture
def before(tmp_path):
    """The pages that stand at the old address, in both languages."""
    moved.write(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path), site_url="https://example.org/book/"), "default-src 'self'")
    return [(tmp_path / prefix / "risk/before/index.html").read_text(encoding="utf-8") for prefix in ("", "zh")]


def test_a_page_that_has_moved_leads_on_in_its_language_with_and_without_a_script(before):
    for html, prefix, title in zip(before, ("", "zh/"), ("5.2 Rules and measures", "5.2 风险管理制度与措施"), strict=True):
        assert '<noscript><meta http-equiv="refresh" content="0; url=../manage/"></noscript>' in html
        assert f'<moved-link><a href="../manage/">{title}</a></moved-link>' in html
        assert '<moved-link id="opening"><a href="../identify/#sentence">' in html
        assert f'<link rel="canonical" href="https://example.org/book/{prefix}risk/manage/">' in html
        assert 'content="default-src &#39;self&#39;"' in html


@pytest.mark.parametrize(("asked", "there"), [
    ("risk/before/", "risk/manage/"), ("risk/before/#checklist", "risk/manage/#checklist"),
    ("risk/before/#opening", "risk/identify/#sentence")])
def test_the_script_takes_the_place_on_the_page_along(asked, there, before, built, site, page):
    file = built / "risk/before/index.html"
    policy = re.search(r'<meta http-equiv="Content-Security-Policy"[^>]*>', (built / "index.html").read_text(encoding="utf-8"))
    file.parent.mkdir()
    try:
        file.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', lambda _: policy[0], before[0]), encoding="utf-8")
        page.goto(site + asked)
        page.wait_for_url(site + there)
        expect(page.locator("h1")).to_be_visible()
    finally:
        file.unlink()
        file.parent.rmdir()
