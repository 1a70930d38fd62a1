"""What uses what: the pages on which a mark stands, and the places of the handbook to which a page links."""

import posixpath
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from mkdocs.utils import get_relative_url

from scripts import contents, facts_links, pages, timelines

ENTRIES = {"rules/index", "casebook/index"}   # where every rule and every case has its entry


@dataclass(frozen=True)
class Place:
    """A page of one language: its path without the ending, what lists call it, its address below the language's root."""

    path: str
    label: str
    url: str

    def seen_from(self, page, anchor: str = "") -> str:
        return get_relative_url(self.url, page.url) + (f"#{anchor}" if anchor else "")


@cache
def places(lang: str) -> dict[str, Place]:
    """The written pages of a language by their path, in the order of the table of contents; the home page is the first."""
    found = [Place("index", contents.HOME[lang], "./"),
             *(Place(page.path, contents.label(page, lang), address(page.path)) for page in contents.pages(lang))]
    return {place.path: place for place in found}


def address(path: str) -> str:
    """The address of a page below the language's root."""
    return f"{path.removesuffix('index')}/".replace("//", "/") if path != "index" else "./"


@cache
def marks(lang: str) -> dict[tuple[str, str], tuple[Place, ...]]:
    """The pages that carry a mark, by the mark's name and argument: ("rule", "CN-19")."""
    found: dict[tuple[str, str], list[Place]] = {}
    for place, page in read(lang):
        for name, argument in dict.fromkeys((mark.name, "".join(mark.words[:1])) for mark in page.marks):
            found.setdefault((name, argument), []).append(place)
    return {key: tuple(value) for key, value in found.items()}


@cache
def mentions(lang: str) -> dict[str, tuple[Place, ...]]:
    """The pages that name a rule or a case by its id: in their text, in a link to its entry, or in a timeline."""
    found: dict[str, dict[Place, None]] = {}
    for place, page in read(lang):
        timed = [ident for token in page.tokens if token.type == "fence" and token.info.strip() == "timeline"
                 for entry in timelines.parse(token.content).entries for ident in entry.idents]
        linked = [ident for path, ident in _targets(page) if path in ENTRIES]
        for ident in (*timed, *linked, *(ident for _, text in page.sections for ident in facts_links.MENTION.findall(text.text))):
            found.setdefault(ident, {})[place] = None
    return {ident: tuple(places) for ident, places in found.items()}


@cache
def links(lang: str) -> dict[Place, tuple[tuple[str, str], ...]]:
    """The places of the handbook to which a page's text links, each once: (path of the page there, anchor or nothing)."""
    return {place: tuple(dict.fromkeys(_targets(page))) for place, page in read(lang)}


def _targets(page: pages.Page):
    for _, child in page.inlines():
        where = urlsplit(str(child.attrGet("href"))) if child.type == "link_open" else None
        if where and not where.scheme and not where.netloc:
            file = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), where.path)) if where.path else page.path
            yield file.rpartition(".")[0], where.fragment


@cache
def read(lang: str) -> list[tuple[Place, pages.Page]]:
    """The pages whose text is looked through; what stands on one apart is told nowhere else."""
    written = {page.name: page for page in pages.book(contents.DOCS).pages if page.lang == lang}
    return [(place, written[path]) for path, place in places(lang).items() if not contents.apart(path)]
