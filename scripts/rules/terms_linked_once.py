"""A page links a term once, where it first needs it."""

from collections.abc import Iterator

from scripts.pages import Book, Finding
from scripts.rules._terms import links


def terms_linked_once(book: Book) -> Iterator[Finding]:
    for page in book.pages:
        first: dict[str, int] = {}
        for line, ident, words in links(page):
            if ident in first:
                yield page.finding(line, f"“{words}” is linked to the glossary on line {first[ident]} already; leave this one plain.")
            first.setdefault(ident, line)
