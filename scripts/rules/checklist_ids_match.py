"""Every checklist item has an id of its own that begins with its section; both languages have the same, in one order."""

from collections.abc import Iterator

from scripts import checklist_items
from scripts.pages import Book, Finding, Page
from scripts.rules._mirror import unlike


def checklist_ids_match(book: Book) -> Iterator[Finding]:
    homes: dict[tuple[str, str], str] = {}
    items: dict[Page, list[tuple[int, str]]] = {page: [] for page in book.pages}
    for page in book.pages:
        section = str(page.front.get("section", ""))
        start = f"c-{section.replace('.', '-')}-" if section else "c-"
        for line, text in tasks(page):
            item = checklist_items.ITEM.fullmatch(text)
            if not item or not checklist_items.ID.fullmatch(item["id"]) or not item["id"].startswith(start):
                yield page.finding(
                    line, f"this checklist item has no id of the right form; end it with {{ #{start}name }}, in small letters.")
            elif home := homes.get((page.lang, item["id"])):
                yield page.finding(line, f"the item id {item['id']} stands at {home} already; give this item its own.")
            else:
                homes[page.lang, item["id"]] = f"{page.file}:{line}"
                items[page].append((line, item["id"]))
    for en, zh in book.pairs:
        yield from unlike((en, zh), (items[en], items[zh]), "the checklist item")


def tasks(page: Page) -> Iterator[tuple[int, str]]:
    """(line, text) of each item that has a box."""
    for token in page.tokens:
        if token.type == "inline" and token.content[:3] in {"[ ]", "[x]", "[X]"} and token.content[3:4].isspace():
            yield token.map[0] + 1, token.content
