"""A law that is named has its year beside it, or its record with all dates in the same section."""

import re
from collections.abc import Iterator

from scripts.pages import Book, Finding, Page

NAMED = {   # a title in marks of its own; in English, capitals that end with the kind of document
    "zh": re.compile(r"《[^》]*(?:法|条例|办法|规定|通知|意见|指引|细则|规则|公告|解释)(?:（[^）]*）)?》"),
    "en": re.compile(r"\b(?!(?:The|A|An|This)\b)(?:[A-Z][\w’-]+ (?:(?:and|of|on|for|the) )*)+"
                     r"(?:Act|Law|Directive|Measures|Provisions|Regulation|Notice|Guideline)\b"),
}
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def laws_dated(book: Book) -> Iterator[Finding]:
    for page in book.pages:
        spans = list(sections(page))
        for number, (start, texts) in enumerate(spans):
            end = spans[number + 1][0] if number + 1 < len(spans) else float("inf")
            if any(mark.name == "rule" and start <= mark.line < end for mark in page.marks):
                continue
            for text in texts:
                if (law := NAMED[page.lang].search(text.text)) and not YEAR.search(text.text):
                    yield page.finding(text.line_at(law.start()), f"“{law[0]}” has no year; give it, or show its record "
                                                                  "with <!-- rule: … --> in this section.")


def sections(page: Page) -> Iterator[tuple[int, list]]:
    """(line of the heading, texts under it) of each section."""
    starts = [1, *(heading.line for heading in page.headings)]
    texts = [text for _, text in page.sections]
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else float("inf")
        yield start, [text for text in texts if start <= text.line < end]
