"""Every page exists in every language, at the same path."""

from collections.abc import Iterator

from scripts.languages import LANGUAGES
from scripts.pages import Book, Finding


def mirror_trees(book: Book) -> Iterator[Finding]:
    known = {page.file for page in book.pages}
    for page in book.pages:
        for other in LANGUAGES:
            if (twin := f"docs/{other.code}/{page.path}") not in known:
                yield page.finding(1, f"there is no {twin}; write it, or take this page out until both are ready.")
