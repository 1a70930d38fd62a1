"""The page of a chapter has a slide, then its map, goals, ways through it, and the checklists of its sections."""

from collections.abc import Iterator

from scripts.pages import Book, Finding, kind_of

SLIDE = {"en": "On one slide", "zh": "一页讲完"}
PARTS = ("sections", "goals", "paths", "checklists")


def chapter_parts(book: Book) -> Iterator[Finding]:
    for page in book.pages:
        if kind_of(page)[0] != "chapter":
            continue
        if SLIDE[page.lang] not in [prose.text for _, prose in page.sections]:
            yield page.finding(1, f'the slide is missing; put five lines into a box !!! slide "{SLIDE[page.lang]}".')
        if tuple(heading.id for heading in page.headings if heading.level == 2) != PARTS:
            yield page.finding(1, "the headings of the second level must have these ids in this order: " + ", ".join(PARTS) + ".")
        if not any(mark.name == "checklists" for mark in page.marks):
            yield page.finding(1, "the checklists of the chapter are missing; end with <!-- checklists: folder -->.")
