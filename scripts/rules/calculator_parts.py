"""The page of a calculator holds the calculator, then its parts in order, from how to read it to where it is used."""

from collections.abc import Iterator

from calculators import names
from scripts.pages import Book, Finding

FOLDER = "calculators/"
PARTS = ("read", "formula", "example", "presets", "limits", "sources", "published", "used")


def calculator_parts(book: Book) -> Iterator[Finding]:
    for page in book.pages:
        name = page.name.removeprefix(FOLDER)
        if not page.name.startswith(FOLDER) or name not in names():
            continue
        if not any(mark.name == "calculator" and mark.words == [name] for mark in page.marks):
            yield page.finding(1, f"the calculator itself is missing; write <!-- calculator: {name} --> under the question.")
        found = [heading for heading in page.headings if heading.level == 2 and heading.id in PARTS]
        if tuple(heading.id for heading in found) != PARTS:
            place = next((h.line for h, part in zip(found, PARTS, strict=False) if h.id != part), 1)
            yield page.finding(place, "the headings of the second level must have these ids in this order: " + ", ".join(PARTS) + ".")
