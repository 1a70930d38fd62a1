"""The built pages of both languages, as any reader's browser first gets them: before a script has run."""

import json
import re
from collections import Counter
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from calculators import _run, load, names
from calculators._inputs import asked
from scripts import contents, forms, moved
from scripts.languages import LANGUAGES

LOADS = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "audio": "src", "video": "src",
         "object": "data", "use": "href"}


class Page(HTMLParser):
    """Ids, links, loaded files and words of a page."""

    def __init__(self, path: Path):
        super().__init__()
        self.path, self.ids, self.links, self.loads, self.lang, self.handlers = path, [], [], [], "", []
        self.headings, self.calculators = Counter(), []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.headings[tag] += 1
        if tag == "html":
            self.lang = values.get("lang", "")
        if values.get("id"):
            self.ids.append(values["id"])
        if tag == "calculator-form":
            self.calculators.append(values["name"])
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        if tag in LOADS and values.get(LOADS[tag]) and values.get("rel", "").strip() not in {"canonical", "alternate"}:
            self.loads.append(values[LOADS[tag]])
        self.handlers += [name for name in values if name.startswith("on")]


@cache
def pages(built: Path) -> dict[str, Page]:
    """Every page by its address below the root of the site."""
    return {str(p.relative_to(built)).removesuffix("index.html"): Page(p) for p in moved.others(built)}


def language_of(address: str):
    return next(lang for lang in reversed(LANGUAGES) if address.startswith(lang.prefix))


def expected(lang: str) -> set[str]:
    written = [e for entry in contents.entries() for e in (entry, *entry.children) if e.written(lang)]
    return {"", *(e.path.removesuffix("index").rstrip("/") + "/" for e in written)}


def test_every_written_page_is_built_in_both_languages(built):
    for language in LANGUAGES:
        found = {a.removeprefix(language.prefix) for a in pages(built) if language_of(a) is language and not a.endswith(".html")}
        assert found == expected(language.code)


def test_languages_mirror_each_other():
    assert expected("en") == expected("zh")


def test_pages_say_their_language(built):
    assert {a: p.lang for a, p in pages(built).items()} == {a: language_of(a).html for a in pages(built)}


def test_ids_are_unique(built):
    twice = {a: [i for i, n in Counter(p.ids).items() if n > 1] for a, p in pages(built).items()}
    assert {a: ids for a, ids in twice.items() if ids} == {}


def test_one_main_heading(built):
    assert {a: p.headings["h1"] for a, p in pages(built).items() if p.headings["h1"] != 1} == {}


def test_nothing_is_loaded_from_another_host(built, site):
    host = urlsplit(site).netloc
    foreign = {(a, load_) for a, p in pages(built).items() for load_ in p.loads
               if urlsplit(load_).netloc not in {"", host} and not load_.startswith("data:")}
    assert foreign == set()
    styles = "".join(f.read_text(encoding="utf-8") for f in built.rglob("*.css"))
    assert re.findall(r"url\(\s*['\"]?(?:https?:)?//[^)]*", styles) == []


def test_no_inline_handlers_and_no_marks_left(built):
    assert {a: p.handlers for a, p in pages(built).items() if p.handlers} == {}
    left = {a for a, p in pages(built).items() if re.search(r"<!--\s*[a-z-]+:", p.path.read_text(encoding="utf-8"))}
    assert left == set()


def test_quotation_marks_are_curly_as_in_cards_and_calculators(built):
    for address, page in pages(built).items():
        article = re.search(r"<article.*?</article>", page.path.read_text(encoding="utf-8"), re.DOTALL)
        prose = re.sub(r"<(script|style|template|svg|pre|code)\b.*?</\1>|<[^>]+>", "", article[0], flags=re.DOTALL)
        assert not re.findall(r".{0,20}[\"']", unescape(prose)), address


def test_no_space_follows_the_full_width_mark_that_ends_a_bold_or_linked_phrase(built):
    for address, page in pages(built).items():
        assert not re.findall(r".{0,20}[。；：，！？）]</(?:strong|a)> \S", page.path.read_text(encoding="utf-8")), address


def test_every_link_inside_the_site_leads_somewhere(built, site):
    dead = []
    for address, page in pages(built).items():
        for link in page.links:
            where = urlsplit(urljoin(site + address, link))
            if not where.geturl().startswith(site):
                continue
            path = unquote(where.path.removeprefix(urlsplit(site).path))
            target = built / path / "index.html" if path.endswith("/") or not path else built / path
            fragment = unquote(where.fragment)
            if not target.exists():
                dead.append((address, link))
            elif fragment and target.suffix == ".html":
                there = pages(built)[str(target.relative_to(built)).removesuffix("index.html")]
                if fragment not in there.ids and not fragment.startswith("__") and not fits(where.fragment, there):
                    dead.append((address, link))
    assert dead == []


def fits(fragment: str, page: Page) -> bool:
    """Whether a link gives a calculator of the page a preset, or fields, that it has: loan_apr:v1:preset=S-08c&lpr=3.5."""
    match = re.fullmatch(rf"({'|'.join(page.calculators) or '(?!)'}):{forms.VERSION}:(.+)", fragment)
    return bool(match) and all(
        value in load(match[1]).PRESETS if key == "preset" else key in {asked_.name for asked_ in asked(load(match[1]).Inputs)}
        for key, _, value in (part.partition("=") for part in match[2].split("&")))


@pytest.mark.parametrize(("fragment", "there"), [
    ("loan_apr:v1:preset=S-08c", True), ("loan_apr:v1:preset=S-08c&fees=a,1,0,0", True), ("loan_apr:v1:preset=S-99", False),
    ("loan_apr:v1:colour=red", False), ("loan_apr:v9:preset=S-08c", False), ("risk_register:v1:preset=S-01", False)])
def test_a_link_with_inputs_fits_the_calculator_of_its_page(built, fragment, there):
    assert fits(fragment, pages(built)["calculators/loan_apr/"]) == there
    assert not fits(fragment, pages(built)["risk/"])


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_calculator_pages_hold_the_answer_and_its_picture(built, name, language):
    html = (built / language.prefix / "calculators" / name / "index.html").read_text(encoding="utf-8")
    plain = re.sub(r'<svg .*?</svg>', "", html, flags=re.DOTALL)
    assert _run.answer(name, {}, language.code)["html"] in plain
    pictures = re.findall(r'class="chart__picture"[^>]*><svg ', html)
    assert len(pictures) == html.count('class="chart__picture"') > 0
    assert load(name).TITLE[language.code] in html


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_flow_is_drawn_across_and_down_and_said_once_to_reader_and_search(built, language):
    root = built / language.prefix
    html = (root / "risk/identify/index.html").read_text(encoding="utf-8")
    figures = re.findall(r'<figure class="flow">.*?</figure>', html, re.DOTALL)
    found = json.loads((root / "search/docs.json").read_text(encoding="utf-8"))["docs"]
    assert len(figures) == 2
    for figure in figures:
        assert re.findall(r'<svg class="(\w+)" aria-hidden="true"', figure) == ["flow__wide", "flow__narrow"]
        for words in re.findall(r"<li>(.*?)</li>|<figcaption>(.*?)</figcaption>", figure):
            indexed = [text for _, _, text, *_ in found if unescape("".join(words)) in text]
            assert len(indexed) == 1 and indexed[0].count(unescape("".join(words))) == 1


def test_chinese_and_english_pages_carry_the_same_ids(built):
    """Headings, checklist items and rule notes are linked by id; the two languages must not drift apart."""
    for address, page in pages(built).items():
        if language_of(address) is not LANGUAGES[0] or address.endswith(".html"):
            continue
        other = pages(built)["zh/" + address]
        assert stable(page.ids) == stable(other.ids), address


def stable(ids: list[str]) -> list[str]:
    """Without the numbers that the notebook's converter gives its cells anew at each run."""
    return sorted(i for i in ids if not i.startswith("cell-id="))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_section_names_pages_that_lead_to_it(built, language):
    def article(address: str) -> tuple[str, str]:
        """The text of a page and the list below it."""
        html = (built / address / "index.html").read_text(encoding="utf-8")
        inner = html[html.index("<article"):html.index("</article>")]
        text, _, below = inner.partition('<nav data-search-exclude class="here here--from"')
        return text, below.partition("</nav>")[0]

    def targets(address: str, html: str) -> set[str]:
        return {urljoin(f"/{address}", href).partition("#")[0].removeprefix("/") for href in re.findall(r'<a [^>]*href="([^"]+)"', html)}

    written = [language.prefix + url for url in expected(language.code)]
    sections = [f"{language.prefix}{child.path}/" for entry in contents.entries() for child in entry.children
                if child.number and child.written(language.code)]
    for section in sections:
        named = targets(section, article(section)[1])
        assert named <= set(written) - {section}
        assert all(section in targets(address, article(address)[0]) for address in named)
    risk = f"{language.prefix}risk/"
    assert {language.prefix, risk, f"{risk}manage/", f"{risk}respond/"} <= targets(f"{risk}identify/", article(f"{risk}identify/")[1])


def test_every_page_waits_for_one_stylesheet_which_both_languages_share(built):
    [sheet] = built.rglob("*.css")
    for page in moved.others(built):
        links = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.read_text(encoding="utf-8"))
        assert len(links) == 1 and links[0].endswith(f"assets/stylesheets/{sheet.name}"), page
    text = sheet.read_text(encoding="utf-8")
    assert text.index(".md-typeset") < text.index(".verdict") and "sourceMappingURL" not in text
