"""The table of contents (docs/contents.toml) and which of its pages are written."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from calculators._text import Text

DOCS = Path(__file__).parents[1] / "docs"


@dataclass(frozen=True)
class Entry:
    """A page: its address below the language's root, its title by language, and what the list says of it."""

    path: str
    title: dict[str, str]
    number: str = ""
    question: dict[str, str] | None = None
    children: tuple["Entry", ...] = ()
    group: dict[str, str] | None = None   # the heading under which a part lists it
    points: tuple[str, ...] = ()          # what a section has to treat
    tab: dict[str, str] | None = None     # the tab of the navigation in which it stands with others
    apart: bool = False                   # in no list, navigation, search or sitemap: only a link leads there

    def written(self, lang: str) -> bool:
        return any((DOCS / lang / f"{self.path}{end}").exists() for end in (".md", ".py"))

    def listed(self, lang: str) -> bool:
        return self.written(lang) and not self.apart

    def file(self, lang: str) -> str:
        return next(f"{self.path}{end}" for end in (".md", ".py") if (DOCS / lang / f"{self.path}{end}").exists())

    @property
    def url(self) -> str:
        """The address below the language's root; ends with a slash."""
        return f"{self.path}/".removesuffix("index/")


@cache
def entries() -> tuple[Entry, ...]:
    """All chapters, then the parts outside them; each with its pages."""
    data = tomllib.loads((DOCS / "contents.toml").read_text(encoding="utf-8"))

    def entry(item, groups, tab=None):
        children = tuple(Entry(f"{item['path']}/{p['path']}", p["title"], p.get("number", ""), p.get("question"),
                               group=title, points=tuple(p.get("points", ())), apart=p.get("apart", False))
                         for title, pages in groups for p in pages)
        number = str(item.get("number", ""))
        return Entry(f"{item['path']}/index", item["title"], number, item.get("question"), children, tab=tab)

    return (*(entry(c, [(None, c["sections"])], CHAPTERS) for c in data["chapter"]),
            *(entry(p, [(g.get("title"), g["pages"]) for g in p.get("group") or [{"pages": p["pages"]}]], p.get("tab"))
              for p in data["part"]))


def apart(path: str) -> bool:
    return any(page.apart for entry in entries() for page in entry.children if page.path == path)


def grouped(pages: Iterable[Entry]) -> list[tuple[dict[str, str] | None, list[Entry]]]:
    """Pages under their headings, in order; None heads those that have none."""
    return [(heading, list(under)) for heading, under in groupby(pages, key=lambda page: page.group)]


def pages(lang: str) -> list[Entry]:
    """The pages that are written in a language, in order."""
    return [page for entry in entries() for page in (entry, *entry.children) if page.written(lang)]


def nav(lang: str) -> list:
    """The navigation of one language: only pages whose file exists. An entry is a tab, or stands with others under one."""
    tabs: dict[str, list] = {}
    for entry in entries():
        pages: list = [entry.file(lang)] if entry.written(lang) else []
        for heading, under in grouped(e for e in entry.children if e.listed(lang)):
            links = [{label(e, lang): e.file(lang)} for e in under]
            pages += [{heading[lang]: links}] if heading else links
        if pages and entry.tab:
            tabs.setdefault(entry.tab[lang], []).append({label(entry, lang): pages})
        elif pages:
            tabs[label(entry, lang)] = pages
    return [{HOME[lang]: "index.md"}, *({title: pages} for title, pages in tabs.items())]


def label(entry: Entry, lang: str) -> str:
    return f"{entry.number} {entry.title[lang]}".strip()


HOME = Text("Home", "首页")
CHAPTERS = {"en": "Handbook", "zh": "手册"}
