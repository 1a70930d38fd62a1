"""What other machines read of a page, and the ways between the languages."""

import gzip
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import jupytext
import pytest
from mkdocs.utils import meta
from playwright.sync_api import expect

from scripts import contents, moved
from scripts.languages import LANGUAGES

DOCS = Path(__file__).parents[1] / "docs"
CODES = {language.code: language for language in LANGUAGES}
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


class Read(HTMLParser):
    """The tags of a page that these tests ask about: (name, attributes), and the text inside links and headings."""

    def __init__(self, file: Path):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {key: value or "" for key, value in attrs}))
        self.words.append("")

    def handle_data(self, data):
        if self.words:
            self.words[-1] += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [given for name, given in self.tags
                if name == tag and all(given.get(key) == value for key, value in wanted.items())]

    def meta(self, name: str) -> str:
        """The content of the one meta of this name or property."""
        found = [*self.all("meta", name=name), *self.all("meta", property=name)]
        assert len(found) == 1, f"{len(found)} times {name}"
        return found[0]["content"]

    def hreflangs(self) -> dict[str, str]:
        return {given["hreflang"]: given["href"] for given in self.all("link")
                if "alternate" in given["rel"].split() and "hreflang" in given}


@pytest.fixture(scope="module")
def root(built) -> str:
    """The address that the site was built for."""
    return Read(built / "index.html").all("link", rel="canonical")[0]["href"]


@pytest.fixture(scope="module")
def pages(built) -> dict[tuple[str, str], Read]:
    """Every page but the error pages by language and address below the language's root."""
    out = {}
    for file in (file for file in moved.others(built) if file.name == "index.html"):
        parts = file.relative_to(built).parent.parts
        code = "zh" if parts[:1] == ("zh",) else "en"
        path = "".join(f"{part}/" for part in parts[code == "zh":])
        out[code, path] = Read(file)
    assert {code for code, _ in out} == set(CODES)
    return out


def front_matter(code: str, path: str) -> dict:
    for name in (f"{path}index.md", f"{path.rstrip('/')}.md"):
        if (file := DOCS / code / name).is_file():
            return meta.get_data(file.read_text(encoding="utf-8"))[1]
    return meta.get_data(jupytext.read(DOCS / code / f"{path.rstrip('/')}.py").cells[0].source)[1]


def test_each_language_has_the_same_pages(pages):
    assert len({frozenset(path for code, path in pages if code == each) for each in CODES}) == 1


def test_title_and_description_arrive_whole(pages):
    for (code, path), page in pages.items():
        given, language = front_matter(code, path), CODES[code]
        description = given.get("description", page.meta("og:description"))
        # The theme prints a description as it is: a straight quotation mark would end it.
        assert page.meta("description") == description, f"{code}/{path}"
        assert page.meta("og:description") == description
        assert page.meta("og:title") == (given.get("title", page.meta("og:title")) if path else language.site_name)
        assert page.meta("og:site_name") == language.site_name
        assert page.meta("og:type") == ("article" if path else "website")
        assert page.meta("twitter:card") == "summary_large_image"


def test_a_page_says_where_it_stands_and_in_which_language(pages, root):
    territory = {"en": "en_US", "zh": "zh_CN"}
    html = {"en": "en", "zh": "zh-Hans"}
    for (code, path), page in pages.items():
        here = root + ("zh/" if code == "zh" else "") + path
        assert [given["href"] for given in page.all("link", rel="canonical")] == [here]
        assert page.meta("og:url") == here
        assert page.all("html")[0]["lang"] == html[code]
        assert page.meta("og:locale") == territory[code]
        assert page.meta("og:locale:alternate") == territory["en" if code == "zh" else "zh"]
        assert page.hreflangs() == {"en": root + path, "zh-Hans": f"{root}zh/{path}", "x-default": root + path}


def test_the_theme_does_not_take_a_page_for_another_site(pages):
    """Its script looks for `rel=alternate` to the letter, and asks for a sitemap below the address of each."""
    for where, page in pages.items():
        assert not page.all("link", rel="alternate"), where


def test_the_switch_leads_to_the_same_page(pages, root):
    label = {"en": ("English", "en"), "zh": ("中文", "zh-Hans")}
    for (code, path), page in pages.items():
        other = "en" if code == "zh" else "zh"
        here = root + ("zh/" if code == "zh" else "") + path
        position = next(i for i, (tag, _) in enumerate(page.tags) if tag == "language-link")
        element, (tag, link) = page.tags[position][1], page.tags[position + 1]
        assert tag == "a"
        assert (page.words[position + 1].strip(), link["lang"]) == label[other]
        assert link["hreflang"] == link["lang"]
        assert urljoin(here, link["href"]) == root + ("zh/" if other == "zh" else "") + path
        assert urljoin(here, element["data-here"]) == root + ("zh/" if code == "zh" else "")
        assert urljoin(here, element["data-there"]) == root + ("zh/" if other == "zh" else "")


def test_no_page_makes_a_browser_fetch_the_next_one(pages):
    assert [name for name, page in pages.items() if page.all("link", rel="next") or page.all("link", rel="prefetch")] == []


@pytest.mark.parametrize("code", CODES)
def test_a_sitemap_lists_its_own_language_and_names_the_others(built, pages, root, code):
    file = built / CODES[code].prefix / "sitemap.xml"
    assert gzip.decompress(file.with_suffix(".xml.gz").read_bytes()) == file.read_bytes()
    listed = {}
    for url in ElementTree.parse(file).getroot().findall("s:url", NAMES):
        links = url.findall("x:link", NAMES)
        assert {link.get("rel") for link in links} == {"alternate"}
        listed[url.findtext("s:loc", namespaces=NAMES)] = {link.get("hreflang"): link.get("href") for link in links}
    assert listed == {root + CODES[code].prefix + path: page.hreflangs()
                      for (language, path), page in pages.items() if language == code and not contents.apart(path.rstrip("/"))}


def test_a_sitemap_says_when_a_page_changed(built, root):
    dated = 0
    for code, language in CODES.items():
        for url in ElementTree.parse(built / language.prefix / "sitemap.xml").getroot().findall("s:url", NAMES):
            path = url.findtext("s:loc", namespaces=NAMES).removeprefix(root + language.prefix)
            updated = front_matter(code, path).get("updated")
            assert url.findtext("s:lastmod", namespaces=NAMES) == (str(updated) if updated else None)
            dated += bool(updated)
    assert dated


def test_robots_are_told_of_every_sitemap(built, root):
    lines = (built / "robots.txt").read_text(encoding="utf-8").splitlines()
    named = [line.removeprefix("Sitemap: ") for line in lines if line.startswith("Sitemap: ")]
    assert named == [f"{root}sitemap.xml", f"{root}zh/sitemap.xml"]
    assert all((built / address.removeprefix(root)).is_file() for address in named)


def test_icons_are_there_and_are_ours(built, pages):
    for (code, path), page in pages.items():
        folder = built / CODES[code].prefix / path
        for rel, end in (("icon", ".svg"), ("apple-touch-icon", ".png")):
            (link,) = page.all("link", rel=rel)
            assert link["href"].endswith(end)
            assert (folder / link["href"]).is_file()
    assert "#0f6b6b" in (built / "assets/images/favicon.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_the_error_page_leads_on_in_every_language(built, root, code):
    page = Read(built / CODES[code].prefix / "404.html")
    assert page.meta("robots") == "noindex"
    assert not page.hreflangs()
    # It stands at any address, so its switch leads to the other language's home and nowhere below.
    position = next(i for i, (tag, _) in enumerate(page.tags) if tag == "language-link")
    (other,) = (language for language in LANGUAGES if language.code != code)
    assert page.tags[position][1] == {}
    assert page.tags[position + 1][1]["href"] == urlsplit(root).path + other.prefix
    assert next(section["lang"] for section in page.all("section") if "lang" in section) == CODES[code].html
    base = urlsplit(root).path
    start = next(i for i, (tag, _) in enumerate(page.tags) if tag == "article")
    links = [given["href"] for tag, given in page.tags[start:] if tag == "a" and given["href"].startswith(base)]
    for language in LANGUAGES:
        assert {"", "calculators/", "risk/"} <= {link.removeprefix(base + language.prefix) for link in links}
    # The host serves this page at any depth: only addresses from its root lead anywhere.
    for tag, given in page.tags:
        address = given.get("href" if tag in ("a", "link") else "src", "")
        if address and not address.startswith("#") and not urlsplit(address).scheme:
            assert address.startswith(base), address
            if tag != "a":
                assert (built / address.removeprefix(base)).is_file(), address
    for link in links:
        assert (built / link.removeprefix(base) / "index.html").is_file(), link


def test_the_switch_keeps_the_readers_place(site, page):
    page.goto(f"{site}risk/identify/#checklist")
    page.get_by_role("link", name="中文", exact=True).click()
    expect(page).to_have_url(f"{site}zh/risk/identify/#checklist")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator("#checklist")).to_be_in_viewport()
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(f"{site}risk/identify/#checklist")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_switch_follows_instant_navigation(site, page):
    """The theme then leaves the header, and the link in it, as they were on the page before."""
    page.goto(f"{site}risk/")
    page.wait_for_load_state("networkidle")   # the theme navigates by its sitemap, once that has come
    page.evaluate("document.documentElement.dataset.loaded = 'once'")
    page.locator("a.md-footer__link--next").click()
    expect(page).to_have_url(f"{site}risk/identify/")
    expect(page.locator("h1#identify")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-loaded", "once")
    page.evaluate("location.hash = 'checklist'")
    page.get_by_role("link", name="中文", exact=True).click()
    expect(page).to_have_url(f"{site}zh/risk/identify/#checklist")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_a_shared_place_in_the_address_goes_along_as_it_was_typed(site, page):
    """A calculator keeps its inputs in the fragment; the switch neither reads nor re-encodes them."""
    for fragment in ("#loan_apr:v1:preset=S-08c", "#loan_apr:v1:principal=12%2C000&name=%E8%B4%B7"):
        page.goto("about:blank")
        page.goto(f"{site}risk/{fragment}")
        link = page.get_by_role("link", name="中文", exact=True)
        link.focus()
        assert link.evaluate("link => link.href") == f"{site}zh/risk/{fragment}"
