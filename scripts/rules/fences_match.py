"""Every flow and timeline can be read, and both languages have the same ones, which differ in nothing but words."""

from collections.abc import Iterator

from scripts import facts
from scripts.fence_error import FenceError
from scripts.pages import Book, Finding, Page
from scripts.reader import DRAWN


def fences_match(book: Book) -> Iterator[Finding]:
    for page in book.pages:
        for line, _, drawn in fences(page):
            if isinstance(drawn, FenceError):
                yield page.finding(line + drawn.line, drawn.sentence)
        yield from unknown(book, page)
    for en, zh in book.pairs:
        mine, theirs = list(fences(en)), list(fences(zh))
        if [name for _, name, _ in mine] != [name for _, name, _ in theirs]:
            yield zh.finding(1, f"this page has {len(theirs)} flows and timelines, {en.file} has {len(mine)}, or in another order; "
                                "give both the same.")
            continue
        for (there, _, one), (line, name, other) in zip(mine, theirs, strict=True):
            if not isinstance(one, FenceError) and not isinstance(other, FenceError):
                for what, value in one.shape().items():
                    if other.shape()[what] != value:
                        yield zh.finding(line, f"this {name} differs from {en.file}:{there} in {what}; make them equal.")


def fences(page: Page) -> Iterator[tuple[int, str, object]]:
    """Line, language and content of every flow and timeline, or the error that stands in its place."""
    for token in page.tokens:
        if token.type == "fence" and (name := token.info.strip()) in DRAWN:
            try:
                yield token.map[0] + 1, name, DRAWN[name](token.content)
            except FenceError as error:
                yield token.map[0] + 1, name, error


def unknown(book: Book, page: Page) -> Iterator[Finding]:
    """Ids in a timeline that no record has."""
    for line, name, drawn in fences(page):
        for entry in drawn.entries if name == "timeline" and not isinstance(drawn, FenceError) else ():
            for ident in entry.idents:
                records = book.records[facts.kind(ident)]
                if not records.fault and ident not in records.data:
                    yield page.finding(line + entry.line, f"there is no {facts.kind(ident)} “{ident}”; correct the id or leave it out.")
