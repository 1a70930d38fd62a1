"""The terms of the glossary, and a page's links to them."""

import re
from collections.abc import Iterator

from scripts import facts
from scripts.pages import Book, Page

TO_TERM = re.compile(r"(?:\.\./)*glossary/index\.md#(.+)")


def terms(book: Book) -> dict[str, dict]:
    """All terms by id; none as long as one of them is faulty, which facts_valid says."""
    data = book.records["term"].data
    return {} if facts.check("terms", data) else data


def links(page: Page) -> Iterator[tuple[int, str, str]]:
    """(line, id, words) of each link to a term."""
    ident, words = "", ""
    for line, child in page.inlines():
        if child.type == "link_open":
            match = TO_TERM.fullmatch(str(child.attrGet("href")))
            ident, words = match[1] if match else "", ""
        elif child.type == "link_close" and ident:
            yield line, ident, words
            ident = ""
        elif ident:
            words += " " if child.type == "softbreak" else child.content
