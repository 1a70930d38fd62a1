"""A link to a term bears one of its names, and a name that docs/terms.toml sets aside stands on no page but in quotation marks."""

import re
from collections.abc import Iterator

from scripts.pages import Book, Finding
from scripts.rules._terms import links, terms
from scripts.terms import names

SAME = str.maketrans("–’", "-'")
# Plural or possessive, of any word: probabilities of default, a fund's float.
ENDINGS = ((re.compile(r"'s?$"), ""), (re.compile(r"ies$"), "y"), (re.compile(r"(?<=ss|sh|ch|.x)es$"), ""), (re.compile(r"(?<=[^s])s$"), ""))
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|《[^》]*》")


def terms_worded(book: Book) -> Iterator[Finding]:
    known = terms(book)
    set_aside = {lang: [(re.compile(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", re.IGNORECASE), term["name"][lang])
                        for term in known.values() for name in names(term, lang, keys=("avoid",))] for lang in ("en", "zh")}
    for page in book.pages:
        for line, ident, words in links(page):
            if ident in known and folded(words) not in map(folded, called := names(known[ident], page.lang)):
                yield page.finding(line, f"“{words}” is no name of the term {ident}; write one of these: {', '.join(called)}.")
        for text in page.prose():
            bare = QUOTED.sub(lambda match: " " * len(match[0]), text.text)
            for pattern, right in set_aside[page.lang]:
                for match in pattern.finditer(bare):
                    yield page.finding(text.line_at(match.start()), f"“{match[0]}” is not used here; write “{right}”.")


def folded(words: str) -> str:
    """Words without what may differ from a name: case, kind of dash, plural and possessive endings."""
    return " ".join(map(singular, words.casefold().translate(SAME).split()))


def singular(word: str) -> str:
    """A word without its ending, if it has one.

    >>> [singular(word) for word in ("probabilities", "losses", "fund's", "aprs", "loss")]
    ['probability', 'loss', 'fund', 'apr', 'loss']
    """
    return next((pattern.sub(instead, word) for pattern, instead in ENDINGS if pattern.search(word)), word)
