"""Every term of docs/terms.toml is linked from at least one page in each language."""

from collections.abc import Iterator

from scripts.languages import LANGUAGES
from scripts.pages import Book, Finding, kind_of
from scripts.rules._terms import links, terms


def terms_used(book: Book) -> Iterator[Finding]:
    known, of = terms(book), book.records["term"]
    for lang in (language.code for language in LANGUAGES):
        pages = [page for page in book.pages if page.lang == lang]
        if any(kind_of(page)[0] == "section" for page in pages):   # without a section there is no text that could use a term
            used = {ident for page in pages for _, ident, _ in links(page)}
            for ident in known.keys() - used:
                yield Finding(of.file, of.line(ident, ""), f"{ident}: no page of docs/{lang} links this term; link it where a reader "
                                                           "first needs it.")
