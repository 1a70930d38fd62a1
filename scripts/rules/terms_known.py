"""Every link to the glossary leads to one of its terms."""

from collections.abc import Iterator
from difflib import get_close_matches

from scripts.pages import Book, Finding
from scripts.rules._terms import links, terms


def terms_known(book: Book) -> Iterator[Finding]:
    if known := terms(book):
        for page in book.pages:
            for line, ident, _ in links(page):
                if ident not in known:
                    near = ", ".join(get_close_matches(ident, known, cutoff=0.4)) or "none"
                    yield page.finding(line, f"the glossary has no term “{ident}”; nearest: {near}. Or add it to docs/terms.toml.")
