"""Both languages have the same numbers in the same place: paragraph by paragraph, item by item, cell by cell."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from scripts.pages import Book, Finding, Page
from scripts.reader import Prose
from scripts.rules._numbers import numbers, readings, spelled


class Side(NamedTuple):
    """What stands in one language."""

    lang: str
    file: str
    texts: list[Prose]


def numbers_match(book: Book) -> Iterator[Finding]:
    for en, zh in (*pages(book), *records(book)):
        yield from unanswered(en, zh)
        yield from unanswered(zh, en)


def pages(book: Book) -> Iterator[tuple[Side, Side]]:
    """Texts of pages that say the same. A section of unlike build is compared as a whole; ids are another rule's."""
    for en, zh in book.pairs:
        mine, theirs = by_section(en), by_section(zh)
        for section in mine:
            if section in theirs and len(mine[section]) == len(theirs[section]):
                yield from ((Side("en", en.file, [one]), Side("zh", zh.file, [other]))
                            for one, other in zip(mine[section], theirs[section], strict=True))
            elif section in theirs:
                yield Side("en", en.file, mine[section]), Side("zh", zh.file, theirs[section])


def by_section(page: Page) -> dict[str, list[Prose]]:
    out = {"front matter": [Prose(page.front_line("description"), str(page.front.get("description", ""))), *page.told]}
    for section, text in page.sections:
        out.setdefault(section, []).append(text)
    return out


def records(book: Book) -> Iterator[tuple[Side, Side]]:
    for of in book.records.values():
        for en, zh in zip(of.texts("en"), of.texts("zh"), strict=True):
            yield Side("en", of.file, [en]), Side("zh", of.file, [zh])


def unanswered(side: Side, other: Side) -> Iterator[Finding]:
    known = {Decimal(0)}   # “on day 0” has no number in Chinese
    for text in other.texts:
        known |= {number.value for number in numbers(other.lang, text)} | spelled(other.lang, text.text)
    for text in side.texts:
        found = numbers(side.lang, text)
        for number in found:
            if not readings(number, found) & known:
                known.add(number.value)   # once is enough
                full = f", which is {number.value:,f}," if number.power else ""
                yield Finding(side.file, text.line_at(number.start),
                              f"the number {number.text}{full} is not in {other.file}:{other.texts[0].line}; "
                              "write the same number in both languages.")
