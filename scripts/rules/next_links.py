"""A section ends with four to seven links, each of which says what kind of step it is and why a reader would take it."""

from collections.abc import Iterator
from itertools import pairwise

from scripts.pages import Book, Finding, Page, kind_of

KINDS = {   # in the order in which the two languages answer each other
    "en": ("Comes before", "Comes next", "In depth", "Contrast", "Case", "Practice", "Calculator", "Notebook"),
    "zh": ("先读", "接着读", "深入读", "对照读", "案例", "演练", "计算器", "演算笔记"),
}
COUNT = range(4, 8)
SHORTEST = {"en": 50, "zh": 20}   # characters: what is shorter says where, but not why


def next_links(book: Book) -> Iterator[Finding]:
    for page in book.pages:
        if kind_of(page)[0] == "section":
            yield from faults(page)
    for pair in book.pairs:
        if kind_of(pair[0])[0] == "section":
            first, second = ([kind_number(page.lang, text) for _, text in steps(page)] for page in pair)
            if first != second:
                yield pair[1].finding(heading(pair[1]), f"{pair[0].file}:{heading(pair[0])} has other kinds of links, or another "
                                                        "order; make both agree.")


def faults(page: Page) -> Iterator[Finding]:
    found = list(steps(page))
    if len(found) not in COUNT:
        yield page.finding(heading(page), f"there are {len(found)} links under #next; a section has {COUNT[0]} to {COUNT[-1]}.")
    for line, text in found:
        if kind_number(page.lang, text) is None:
            yield page.finding(line, f"“{text[:20]}” does not begin with its kind; begin with one of: {', '.join(KINDS[page.lang])}.")
        elif len(text) < SHORTEST[page.lang]:
            yield page.finding(line, "say after the link why a reader would follow it.")


def steps(page: Page) -> Iterator[tuple[int, str]]:
    """(line, text) of each item under #next."""
    inside = False
    for before, token in pairwise(page.tokens):
        if before.type == "heading_open":
            inside = "#next" in token.content
        elif inside and token.type == "inline" and before.type == "paragraph_open" and before.level > 0:
            yield token.map[0] + 1, token.content.replace("**", "")


def kind_number(lang: str, text: str) -> int | None:
    return next((n for n, kind in enumerate(KINDS[lang]) if text.startswith(kind)), None)


def heading(page: Page) -> int:
    return next((heading.line for heading in page.headings if heading.id == "next"), 1)
