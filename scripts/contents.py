"""The table of contents (docs/contents.toml) and which of its pages are written."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"


@dataclass(frozen=True)
class Entry:
    """A page: its address below the language's root, its title by language, and what the list says of it."""

    path: str
    title: dict[str, str]
    number: str = ""
    question: dict[str, str] | None = None
    children: tuple["Entry", ...] = ()

    def written(self, lang: str) -> bool:
        return any((DOCS / lang / f"{self.path}{end}").exists() for end in (".md", ".py"))

    def file(self, lang: str) -> str:
        return next(f"{self.path}{end}" for end in (".md", ".py") if (DOCS / lang / f"{self.path}{end}").exists())

    @property
    def url(self) -> str:
        return self.path.removesuffix("index")


@cache
def entries() -> tuple[Entry, ...]:
    """All chapters, then the parts outside them; each with its pages."""
    data = tomllib.loads((DOCS / "contents.toml").read_text(encoding="utf-8"))

    def group(item, pages):
        children = tuple(Entry(f"{item['path']}/{p['path']}", p["title"], p.get("number", ""), p.get("question")) for p in pages)
        number = str(item.get("number", ""))
        return Entry(f"{item['path']}/index", item["title"], number, item.get("question"), children)

    return (*(group(c, c["sections"]) for c in data["chapter"]), *(group(p, p["pages"]) for p in data["part"]))


def nav(lang: str) -> list:
    """The navigation of one language: only pages whose file exists."""
    out: list = [{HOME[lang]: "index.md"}]
    for entry in entries():
        pages = [{label(e, lang): e.file(lang)} for e in entry.children if e.written(lang)]
        if entry.written(lang):
            out.append({label(entry, lang): [entry.file(lang), *pages]})
        elif pages:
            out.append({label(entry, lang): pages})
    return out


def label(entry: Entry, lang: str) -> str:
    return f"{entry.number} {entry.title[lang]}".strip()


HOME = {"en": "Home", "zh": "首页"}
