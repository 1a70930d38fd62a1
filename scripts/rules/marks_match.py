"""Both languages have the same marks, arguments and options, in the same order; every mark's name is known."""

from collections.abc import Iterator

from scripts import marks
from scripts.pages import Book, Finding, Page
from scripts.rules._mirror import unlike


def marks_match(book: Book) -> Iterator[Finding]:
    for page in book.pages:
        for line, name, _ in page.marks:
            if name not in marks.HANDLERS:
                known = ", ".join(sorted(marks.HANDLERS))
                yield page.finding(line, f"there is no mark “{name}”; write one of these: {known}.")
    for pair in book.pairs:
        yield from unlike(pair, tuple(map(written, pair)), "the mark")


def written(page: Page) -> list[tuple[int, str]]:
    """The marks as they should be written: options in the order of their names."""
    return [(mark.line, f"<!-- {mark.name}: {' '.join([*mark.words[:1], *sorted(mark.words[1:])])} -->")
            for mark in page.marks if mark.name in marks.HANDLERS]
