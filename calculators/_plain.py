"""A result as plain text, for a terminal: the same blocks as the page, without pictures."""

import unicodedata
from collections.abc import Iterable

from calculators._results import Block, Chart, Figures, Heat, Note, Rows, Verdict
from calculators._text import resolve


def answer(blocks: Iterable[Block], lang: str) -> str:
    """The whole answer in one language, a paragraph for each block."""
    return "\n\n".join("\n".join(_lines(block, lang)) for block in blocks)


def _lines(block: Block, lang: str) -> list[str]:
    match block:
        case Verdict(tone, sentence):
            return [f"{tone.value[lang]}: {sentence[lang]}"]
        case Figures(figures):
            return [f"{f.label[lang]}: {resolve(f.value, lang)}" + (f" ({f.note[lang]})" if f.note else "") for f in figures]
        case Note(sentence):
            return [sentence[lang]]
        case Chart():
            return [f"{block.title[lang]}: {block.summary[lang]}"]
        case Rows():
            return [block.title[lang], *_table([[c.head for c in block.columns], *block.rows], lang)]
        case Heat():
            rows = [[name, *(c.words for c in cells)] for name, cells in block.rows]
            return [block.title[lang], *_table([[block.corner, *block.columns], *rows], lang)]
    raise TypeError(f"no such kind of result: {block!r}")


def _table(rows, lang: str) -> list[str]:
    texts = [[resolve(cell, lang) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*texts, strict=True)]
    return ["  ".join(" " * (width - _width(cell)) + cell for cell, width in zip(row, widths, strict=True)) for row in texts]


def _width(words: str) -> int:
    """Columns in a terminal: a Han character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in words)
