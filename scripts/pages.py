"""The pages of docs/ as they are written, each with the lines of what stands in it, for the content rules."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from markdown_it.token import Token
from mkdocs.utils.meta import get_data

from scripts import contents
from scripts.languages import LANGUAGES
from scripts.reader import MARK, Prose, attribute_id, cells, plain, reader, sections
from scripts.records import Records


class Finding(NamedTuple):
    """A sentence about a line of a file: what is wrong there, and how to mend it."""

    file: str
    line: int
    sentence: str


class Heading(NamedTuple):
    line: int
    level: int
    id: str
    text: str


class Mark(NamedTuple):
    """`<!-- name: words -->`: the words are an argument and options."""

    line: int
    name: str
    words: list[str]


class Change(NamedTuple):
    """What has changed on a page for its readers: a day, and a sentence."""

    day: date
    text: str


def changes(front: dict) -> list[Change]:
    """The changes that front matter tells, the newest first. What is no list of `- day: sentence` is front_matter's to find."""
    told = front.get("changes")
    items = [item for item in told if isinstance(item, dict)] if isinstance(told, list) else []
    return [Change(day, str(text)) for item in items for day, text in item.items() if isinstance(day, date)]


@dataclass(frozen=True)
class Page:
    """One page of one language. `path` is the same in every language: risk/identify.md."""

    lang: str
    path: str
    source: str = field(repr=False)

    @property
    def file(self) -> str:
        return f"docs/{self.lang}/{self.path}"

    @property
    def name(self) -> str:
        """The path as docs/contents.toml has it."""
        return self.path.rpartition(".")[0]

    def finding(self, line: int, sentence: str) -> Finding:
        return Finding(self.file, line, sentence)

    @cached_property
    def _parts(self) -> tuple[dict, str]:
        text = cells(self.source) if self.path.endswith(".py") else self.source
        body, front = get_data(text.lstrip("\n"))
        return front, "\n" * (text.count("\n") - body.count("\n")) + body   # so that lines keep their numbers

    @property
    def front(self) -> dict:
        return self._parts[0]

    def front_line(self, key: str) -> int:
        """The line of a key of the front matter; the first when it is not there."""
        lines = enumerate(self.source.split("\n"), 1)
        return next((n for n, line in lines if re.match(rf"(?:# )?{key}:", line)), 1)

    @cached_property
    def tokens(self) -> list[Token]:
        return reader().parse(self._parts[1])

    @cached_property
    def sections(self) -> tuple[tuple[str, Prose], ...]:
        return tuple(sections(self.tokens))

    @property
    def told(self) -> list[Prose]:
        """The sentences about what has changed, each on a line of its own."""
        return [Prose(line, change.text) for line, change in enumerate(changes(self.front), self.front_line("changes") + 1)]

    def prose(self) -> Iterator[Prose]:
        """Title, description and what has changed, then all text of the page."""
        for key in ("title", "description"):
            if isinstance(text := self.front.get(key), str):
                yield Prose(self.front_line(key), text)
        yield from self.told
        for _, text in self.sections:
            yield text

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        return tuple(Heading(opening.map[0] + 1, int(opening.tag[1]), attribute_id(inline.content), plain(inline))
                     for opening, inline in pairwise(self.tokens) if opening.type == "heading_open")

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(Mark(line + html.count("\n", 0, match.start()), match[1], words(match[2]))
                     for line, html in self.html() for match in MARK.finditer(html))

    def html(self) -> Iterator[tuple[int, str]]:
        """Every piece of HTML, comments included, with its line."""
        yield from ((token.map[0] + 1, token.content) for token in self.tokens if token.type == "html_block")
        yield from ((line, child.content) for line, child in self.inlines() if child.type == "html_inline")

    def inlines(self) -> Iterator[tuple[int, Token]]:
        """Every piece of running text (a link, a word, a comment) with its line."""
        for token in self.tokens:
            if token.type == "inline":
                line = token.map[0] + 1
                for child in token.children:
                    yield line, child
                    line += 1 if child.type in {"softbreak", "hardbreak"} else child.content.count("\n")


def kind_of(page: Page) -> tuple[str, str]:
    """The kind of a page and its number, from the table of contents."""
    path = page.name
    for entry in contents.entries():
        if path == entry.path and entry.number:
            return "chapter", entry.number
        for child in entry.children:
            if path == child.path:
                kind = entry.path.split("/")[0].removesuffix("s")
                return "section" if child.number else kind if kind in {"calculator", "notebook"} else "plain", child.number
    return "plain", ""


def words(text: str) -> list[str]:
    """The argument and options of a mark; where a quotation mark has no partner, as they stand."""
    try:
        return shlex.split(text)
    except ValueError:
        return text.split()


@dataclass(frozen=True)
class Book:
    """All pages of a docs folder, and the records that they show or name."""

    docs: Path
    pages: tuple[Page, ...]

    @cached_property
    def records(self) -> dict[str, Records]:
        """The files of records by what one of them is called: a rule and a case are shown by a mark of that name."""
        return {mark: Records(f"docs/{name}.toml", (self.docs / f"{name}.toml").read_text(encoding="utf-8"))
                for mark, name in (("rule", "rules"), ("case", "cases"), ("term", "terms"))}

    def texts(self, lang: str) -> Iterator[tuple[str, Prose]]:
        """(file, text) of everything that readers of a language see."""
        for page in self.pages:
            if page.lang == lang:
                yield from ((page.file, text) for text in page.prose())
        for records in self.records.values():
            yield from ((records.file, text) for text in records.texts(lang))

    @cached_property
    def pairs(self) -> tuple[tuple[Page, Page], ...]:
        """(English, Chinese) of every page that exists in both."""
        by_path = {(page.lang, page.path): page for page in self.pages}
        return tuple((page, by_path["zh", page.path]) for page in self.pages
                     if page.lang == "en" and ("zh", page.path) in by_path)


def book(docs: Path) -> Book:
    """Read the pages of every language: Markdown, and notebooks written as Python."""
    return Book(docs, tuple(
        Page(lang.code, path.relative_to(docs / lang.code).as_posix(), path.read_text(encoding="utf-8"))
        for lang in LANGUAGES for path in sorted((docs / lang.code).rglob("*")) if path.suffix in {".md", ".py"}))
