"""The addresses that others link. docs/addresses.txt keeps those that have been published: a page, and below it its ids, which
are the same in every language. An arrow says where one leads now: `limits -> #bounds`, `limits -> risk/manage#limits`, or for
a page `risk/old -> risk/manage`, which its ids then follow.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from calculators import names
from scripts import checklist_items, contents, forms, languages, pages

FILE = "addresses.txt"
RECORDS = {"rules": "rule", "cases": "case", "glossary": "term"}   # a mark, and the records whose ids it puts on its page
HEAD = """\
# Published addresses, which others link: a page, and below it the ids on it. `make addresses` adds new ones. None is taken away:
# if one has to go, write where it leads now, `old -> #id`, `old -> page#id` or for a page `old -> page`.
"""


@dataclass(frozen=True)
class Address:
    """A page, by its path, or an id on it; `to` is the address to which it has moved. `line` is where the list has it."""

    page: str
    id: str = ""
    to: str = ""
    line: int = 0

    @property
    def name(self) -> str:
        return f"{self.page}#{self.id}" if self.id else self.page


def listed(docs: Path) -> Iterator[Address]:
    """The addresses of the list, each page before its ids."""
    file, page = docs / FILE, ""
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n") if file.exists() else (), 1):
        old, _, new = line.strip().partition(" -> ")
        if not old or line.startswith("#"):
            continue
        if line.startswith(" "):
            yield Address(page, old, page + new if new.startswith("#") else new, number)
        else:
            page = old
            yield Address(page, "", new, number)


def standing(book: pages.Book) -> set[str]:
    """The names of all addresses that the pages have: of themselves, headings, checklist items, records and presets."""
    found = set()
    for page in book.pages:
        if page.lang == languages.LANGUAGES[0].code:   # the others have the same
            found |= {page.name, *(f"{page.name}#{ident}" for ident in _ids(page, book))}
    return found


def _ids(page: pages.Page, book: pages.Book) -> Iterator[str]:
    yield from (heading.id for heading in page.headings if heading.id)
    items = (checklist_items.ITEM.fullmatch(token.content) for token in page.tokens if token.type == "inline")
    yield from (item["id"] for item in items if item)
    for mark in page.marks:
        if mark.name in RECORDS:
            yield from book.records[RECORDS[mark.name]].data
    name = page.name.removeprefix("calculators/")
    yield from forms.fragments(name) if page.name != name in names() else ()


def new(book: pages.Book) -> set[str]:
    """What stands on the pages and not yet in the list."""
    return standing(book) - {address.name for address in listed(book.docs)}


def write(book: pages.Book) -> None:
    """Add what is new to the list; what is there stays, with its arrows."""
    found = [*listed(book.docs), *(Address(*name.partition("#")[::2]) for name in new(book))]
    lines = []
    for address in sorted(found, key=lambda each: (each.page, each.id)):
        to = address.to.removeprefix(address.page) if address.to.startswith(f"{address.page}#") else address.to
        lines.append(f"{'  ' if address.id else ''}{address.id or address.page}{f' -> {to}' if to else ''}\n")
    (book.docs / FILE).write_text(HEAD + "\n" + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    write(pages.book(contents.DOCS))
