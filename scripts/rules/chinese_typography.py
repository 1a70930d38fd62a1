"""Chinese has full-width punctuation, “ ” as quotation marks, simplified characters, a space before and after Latin."""

import re
from collections.abc import Iterator
from functools import cache

from opencc import OpenCC

from scripts.pages import Book, Finding
from scripts.reader import CODE, Prose

HAN = r"[\u3400-\u9fff]"
LATIN = rf"[A-Za-z0-9%‰{CODE}]"
FULL = dict(zip(",;:?!().", "，；：？！（）。", strict=True))
# Document numbers and titles in 《》 are given as issued, the items of a law as it numbers them: (b)(5).
AS_ISSUED = re.compile(r"《[^《》]*》|(?:〔\d+〕|令)(?:\d{4}年)?第?\d+号|\([A-Za-z0-9]{1,3}\)")
FAULTS = (
    # A bracket of a formula may stand in Chinese: √(20 万 × 500 万) 是中位数.
    (re.compile(rf"(?<={HAN})\s?[,;:?!(.]|[,;:?!]\s?(?={HAN})|[()](?={HAN})"),
     lambda match: f"“{match[0].strip()}” is half-width beside Chinese; write {FULL[match[0].strip()]}"),
    (re.compile(rf"(?<={HAN})[\"']|[\"'](?={HAN})"),
     lambda match: "a straight quotation mark beside Chinese; write “ or ”"),
    (re.compile(r"[「」『』]"), lambda match: f"{match[0]} is not used here; write “ or ”"),
    (re.compile(rf"{HAN}{LATIN}|{LATIN}{HAN}"),
     lambda match: f"no space in “{match[0].replace(CODE, '…')}”; put one between Chinese and Latin, digits or code"),
    (re.compile(r"\S  +(?=\S)"), lambda match: "two spaces; leave one"),
    (re.compile(rf"{HAN}\n+(?={HAN})"),
     lambda match: "a new line between two characters is shown as a space; join the lines"),
)


def chinese_typography(book: Book) -> Iterator[Finding]:
    for file, text in book.texts("zh"):
        bare = AS_ISSUED.sub(lambda match: "　" * len(match[0]), text.text)
        for pattern, sentence in FAULTS:
            for match in pattern.finditer(bare):
                yield Finding(file, text.line_at(match.start()), f"{sentence(match)}.")
        yield from (Finding(file, line, sentence) for line, sentence in traditional(text))


def traditional(text: Prose) -> Iterator[tuple[int, str]]:
    """Traditional characters. A word is asked for as a whole only when one of its characters may be traditional."""
    if any(simplified(character) != character for character in set(text.text)):
        for position, (old, new) in enumerate(zip(text.text, simplified(text.text), strict=False)):
            if old != new:
                yield text.line_at(position), f"{old} is a traditional character; write {new}."


@cache
def converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def simplified(text: str) -> str:
    return converter().convert(text)
