"""Both languages link the same pages and places of the handbook, anchors included."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from scripts.pages import Book, Finding, Page


def links_match(book: Book) -> Iterator[Finding]:
    for pair in book.pairs:
        targets = [links(page) for page in pair]
        for here, there in ((0, 1), (1, 0)):
            for target, line in targets[here].items():
                if target not in targets[there]:
                    yield pair[here].finding(
                        line, f"{pair[there].file} has no link to {target}; link it there, or correct the link here.")


def links(page: Page) -> dict[str, int]:
    """The targets inside the handbook with the line of the first link to each."""
    found: dict[str, int] = {}
    for line, child in page.inlines():
        if child.type == "link_open" and not urlsplit(target := str(child.attrGet("href"))).scheme:
            found.setdefault(target, line)
    return found
