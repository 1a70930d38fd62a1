"""A section opens with its gist, works an example and a counter-example, and ends with its closing parts in one order."""

from collections.abc import Iterator

from scripts.pages import Book, Finding, Page, kind_of
from scripts.rules.checklist_ids_match import tasks

GIST = {"en": "In 30 seconds", "zh": "30 秒读懂"}
WORDS = {"en": ("Worked example", "Counter-example"), "zh": ("算例", "反例")}
CLOSING = ("mistakes", "checklist", "reading", "next")
ITEMS = range(8, 13)


def section_parts(book: Book) -> Iterator[Finding]:
    for page in book.pages:
        if kind_of(page)[0] == "section":
            yield from faults(page)


def faults(page: Page) -> Iterator[Finding]:
    gist, text = GIST[page.lang], "\n".join(prose.text for _, prose in page.sections)
    if [prose.text for _, prose in page.sections][1:2] != [gist]:
        yield page.finding(1, f'under the title the page opens with the box !!! abstract "{gist}"; begin with it.')
    if not any(mark.name == "calculator" for mark in page.marks) and not any(":preset=" in target for target in targets(page)):
        yield page.finding(1, "no calculator with an example is shown or linked; a reader must be able to compute what is said.")
    yield from (page.finding(1, f"“{word}” stands nowhere; give the page one and call it so.")
                for word in WORDS[page.lang] if word not in text)
    last = [heading for heading in page.headings if heading.level == 2][-len(CLOSING):]
    if tuple(heading.id for heading in last) != CLOSING:
        yield page.finding(last[0].line if last else 1,
                           "the last headings of the second level must have these ids in this order: " + ", ".join(CLOSING) + ".")
    if (count := len(list(tasks(page)))) not in ITEMS:
        yield page.finding(1, f"the checklist has {count} items; a section has {ITEMS[0]} to {ITEMS[-1]}.")


def targets(page: Page) -> Iterator[str]:
    return (str(child.attrGet("href")) for _, child in page.inlines() if child.type == "link_open")
