"""Fences with the language `timeline`: a dated list, the earliest first, as HTML; every line is a date, a text and the ids of
the rules and cases that it is about, if there are any.

    2015-07-18 | Ten authorities publish guiding opinions on internet finance. | CN-03
    2016/2018 | The offices of the clean-up inspect every platform.
    2020-11 | The last platform closes. | CN-16, C-04

Dates are written YYYY, YYYY-MM, YYYY-MM-DD, or two of them as from/to.
"""

import re
from dataclasses import dataclass
from html import escape

from scripts import facts
from scripts.factwords import WORDS
from scripts.fence_error import FenceError
from scripts.prose import curly

DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
WHEN = re.compile(rf"{DAY}(?:/{DAY})?")


@dataclass(frozen=True)
class Entry:
    """What happened, and the ids of its rules and cases; the first says what kind of entry it is."""

    line: int
    when: str
    text: str
    idents: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return facts.kind(self.idents[0]) if self.idents else "event"


@dataclass(frozen=True)
class Timeline:
    entries: tuple[Entry, ...]

    def texts(self) -> list[tuple[int, str]]:
        """Every text with its line; a date is part of it."""
        return [(entry.line, f"{entry.when} {entry.text}") for entry in self.entries]

    def shape(self) -> dict[str, list]:
        """What both languages have in common."""
        return {"its dates": [entry.when for entry in self.entries],
                "its ids of rules and cases": [entry.idents for entry in self.entries]}


def parse(source: str) -> Timeline:
    """Read a fence. Raises FenceError."""
    entries: list[Entry] = []
    for number, line in enumerate(source.split("\n"), 1):
        if not line.strip():
            continue
        when, text, idents, *more = [*(part.strip() for part in line.split("|")), "", ""]
        if not WHEN.fullmatch(when) or not text or any(more):
            raise FenceError(number, f"“{line.strip()}” is not `YYYY-MM-DD | text` or `YYYY-MM-DD | text | id`.")
        if entries and earlier(when, entries[-1].when):
            raise FenceError(number, f"{when} stands after {entries[-1].when}; put the earlier first.")
        entries.append(Entry(number, when, text, tuple(ident for part in idents.split(",") if (ident := part.strip()))))
    if not entries:
        raise FenceError(1, "there is no line; write `YYYY-MM-DD | text`.")
    return Timeline(tuple(entries))


def earlier(one: str, other: str) -> bool:
    """Whether what begins at one date began before the other, as far as both are known: 2017 is not before 2017-12."""
    begin, end = one.split("/")[0], other.split("/")[0]
    known = min(len(begin), len(end))
    return begin[:known] < end[:known]


def fence(source, language, css_class, options, md, *, lang, **kwargs):
    """An ordered list whose markers tell rules, cases and other events apart; ids lead to their notes (see facts_links.reached)."""
    return f'<ol class="{css_class}">{"".join(item(entry, css_class, lang) for entry in parse(curly(source)).entries)}</ol>'


def item(entry: Entry, css_class: str, lang: str) -> str:
    links = "".join(f' <a href="#{facts.kind(ident)}-{escape(ident)}" aria-label="{WORDS[f"named-{facts.kind(ident)}"][lang]} {escape(ident)}">'
                    f"{escape(ident)}</a>" for ident in entry.idents)
    return (f'<li class="{css_class}__{entry.kind}"><span class="{css_class}__when">{facts.when(entry.when)}</span> '
            f"<span>{facts.prose(entry.text)}{links}</span></li>")
