"""A section's minutes are its English words divided by 150, to the minute; its chapter's table says the same, and their sum."""

from collections.abc import Iterator

from scripts import contents
from scripts.pages import Book, Finding, Page, kind_of
from scripts.reader import CODE

WORDS_A_MINUTE = 150   # prose with arithmetic to follow
COLUMN = {"en": "Minutes", "zh": "分钟"}


def minutes_true(book: Book) -> Iterator[Finding]:
    minutes: dict[str, int] = {}
    for page in book.pages:
        if kind_of(page)[0] == "section" and page.lang == "en" and isinstance(page.front.get("minutes"), int):
            minutes[page.name] = page.front["minutes"]
            exact = words(page) / WORDS_A_MINUTE
            if abs(exact - minutes[page.name]) >= 1:
                yield page.finding(page.front_line("minutes"), f"the page has {words(page):,} words: write minutes: {round(exact)} in both "
                                                               "languages, and in the table of its chapter.")
    for chapter in (entry for entry in contents.entries() if entry.number):
        sections = [minutes[child.path] for child in chapter.children if child.path in minutes]
        for page in (page for page in book.pages if page.name == chapter.path and sections):
            found = [(text.line, text.text.strip()) for _, text in page.sections if text.column == COLUMN[page.lang]]
            wanted = [*map(str, sections), str(sum(sections))]
            if [said for _, said in found] != wanted:
                yield page.finding(found[0][0] if found else 1, f"the column “{COLUMN[page.lang]}” must say {', '.join(wanted)}: the minutes of "
                                                                "each section, then their sum.")


def words(page: Page) -> int:
    return sum(len(text.text.replace(CODE, " ").split()) for _, text in page.sections)
