"""Every heading has an id of its own on its page, and both languages have the same ids, levels and order."""

from collections.abc import Iterator

from scripts.pages import Book, Finding, Heading, Page
from scripts.rules._mirror import unlike


def heading_ids_match(book: Book) -> Iterator[Finding]:
    named: dict[Page, dict[str, Heading]] = {}
    for page in book.pages:
        first = named[page] = {}
        for heading in page.headings:
            if not heading.id:
                yield page.finding(heading.line, f"the heading “{heading.text}” has no id; end it with one such as "
                                                 "{ #what-a-risk-is }, the same in both languages.")
            elif heading.id in first:
                yield page.finding(heading.line, f"the id {heading.id} stands on line {first[heading.id].line} already; "
                                                 "give this heading its own.")
            else:
                first[heading.id] = heading
    for pair in book.pairs:
        items = tuple([(h.line, f"{'#' * h.level} {{ #{h.id} }}") for h in named[page].values()] for page in pair)
        yield from unlike(pair, items, "the heading")
