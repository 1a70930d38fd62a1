"""What has changed: each page tells its own at its end, the page of changes those of all, by day, each to its page."""

import re
from html import unescape

import pytest

from scripts import contents, pages, uses
from scripts.languages import LANGUAGES

TITLES = {"en": "What changed", "zh": "本页更新"}
codes = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)


@pytest.fixture(scope="module")
def book():
    return pages.book(contents.DOCS)


def words(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def told(language, book) -> dict[str, list[pages.Change]]:
    """By the address of the page, below the language's root."""
    return {uses.address(page.name): pages.changes(page.front) for page in book.pages
            if page.lang == language.code and pages.changes(page.front)}


@codes
def test_a_page_tells_its_changes_at_its_end_and_no_other_page_does(built, language, book):
    wanted = told(language, book)
    assert {"risk/identify/", "calculators/loan_apr/", "teaching/"} <= set(wanted)
    for address in map(uses.address, uses.places(language.code)):
        html = (built / language.prefix / address / "index.html").read_text(encoding="utf-8")
        lists = re.findall(r'<section[^>]* class="here here--changes".*?</section>', html, re.DOTALL)
        assert len(lists) == (address in wanted), address
        if lists:
            assert html.index(lists[0]) > html.rfind("<h2 id=") and words(lists[0]).startswith(TITLES[language.code])
            items = [words(item) for item in re.findall(r"<li>(.*?)</li>", lists[0])]
            assert [item.replace("\u00a0", " ") for item in items] == [f"{change.day} {change.text}" for change in wanted[address]]


@codes
def test_the_day_of_a_section_leads_to_its_changes(built, language):
    section, without = ((built / language.prefix / path / "index.html").read_text(encoding="utf-8")
                        for path in ("risk/identify", "outlook/trends"))
    assert re.search(r'<a href="#what-changed">2026-\d\d-\d\d</a></span>\s*</p>', section) and 'id="what-changed"' in section
    assert "what-changed" not in without


@codes
def test_all_changes_stand_under_their_days_the_newest_first(built, language, book):
    html = (built / language.prefix / "changes/index.html").read_text(encoding="utf-8")
    parts = re.split(r'<h2 id="d-([\d-]+)"[^>]*>', html)[1:]
    days = parts[::2]
    assert days == sorted(days, reverse=True) and len(days) == len(set(days)) > 1
    found = [(day, link, words(item)) for day, part in zip(days, parts[1::2], strict=True)
             for link, item in re.findall(r'<li><a href="\.\./([^"#]*)#what-changed">[^<]*</a>(.*?)</li>', part)]
    wanted = [(str(change.day), address, change.text) for address, changes in told(language, book).items() for change in changes]
    assert sorted((day, link, text.replace("\u00a0", " ").lstrip(": ：")) for day, link, text in found) == sorted(wanted)
    menu = re.findall(r'<a href="#d-([\d-]+)" class="md-nav__link">', html)
    assert list(dict.fromkeys(menu)) == days
