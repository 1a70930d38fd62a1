"""What has ended is not written as if it went on: an authority, a price line, a guidance."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.pages import Book, Finding

SENTENCE = re.compile(r"[^。！？；;]+?(?:[。！？；;]|(?<!\bNo)[.?!](?=\s|$)|$)")


@dataclass(frozen=True)
class Stale:
    """Words that a sentence may not hold beside `near`, except beside `unless`, which says that they are past."""

    words: re.Pattern
    unless: re.Pattern
    advice: str
    near: re.Pattern = re.compile("")


PASSED = "its work passed to the NFRA (金融监管总局) on 2023-05-18; name the issuer of that day, or say “former” (原)"
FORMER = re.compile(r"\b(?:now|then|former|successor|until|replaced)\b|现为|原|前身|改组|不再|撤销|时任")
STALE = (
    # 2023 itself is left alone: its orders of spring came into force in summer.
    Stale(re.compile(r"\bCBIRC\b|银保监会"), FORMER, PASSED, near=re.compile(r"(?<!\d)20(?:2[4-9]|[3-9]\d)(?!\d)")),
    Stale(re.compile(r"\b36\s?% (?:\w+ ){0,2}(?:line|cap|ceiling|limit)\b"
                     r"|\b(?:line|cap|ceiling|limit) (?:of|at|is) 36\s?%"
                     r"|36\s?%\s?(?:的|这条)?\s?(?:红线|上限|线)|(?:红线|上限)(?:为|是|仍为)?(?:年利率)?\s?36\s?%"),
          re.compile(r"\b(?:was|were|until|former|old|no longer|ended|before|replaced|Americans?|US)\b"
                     r"|当时|曾|原|旧|不再|废止|失效|取代|历史|以前|此前|美国"),
          "the 36% line of the courts ended in 2020; say so, or name the line that applies now"),
    Stale(re.compile(r"\bSR 11-7\b"),
          re.compile(r"\b(?:rescinded|replace[sd]|former|was|until|successor)\b|废止|取代|原|接替"),
          "it was rescinded in 2026; say so, or cite its successor (rule US-05)"),
)
LAST_DAY = "2023-05-17"


def no_stale_terms(book: Book) -> Iterator[Finding]:
    for lang in ("en", "zh"):
        for file, text in book.texts(lang):
            for sentence in SENTENCE.finditer(text.text.replace("\n", " ")):
                for stale in STALE:
                    words = stale.words.search(sentence[0])
                    if words and stale.near.search(sentence[0]) and not stale.unless.search(sentence[0]):
                        line = text.line_at(sentence.start() + words.start())
                        yield Finding(file, line, f"“{words[0]}”: {stale.advice}.")
    rules = book.records["rule"]
    for ident, record in rules.data.items():
        issuer, issued = (str(record.get(key, "")) for key in ("issuer", "issued"))
        if "CBIRC" in issuer and not FORMER.search(issuer) and issued > LAST_DAY:
            yield Finding(rules.file, rules.line(ident, "issuer"), f"{ident}: “CBIRC”: {PASSED}.")
