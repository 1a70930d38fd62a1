"""Chinese names in Latin letters: in which order they stand, and how they are typed."""

import re

from pypinyin import lazy_pinyin


def order(name: str) -> list[str]:
    """Its syllables, to sort by: 存款 before 存量, and Latin letters among them."""
    return [syllable.casefold() for syllable in lazy_pinyin(name)]


def sounds(names: list[str]) -> list[str]:
    """Pinyin as it is typed, whole and by initials: 留存率 is liucunlv and lcl."""
    syllables = [lazy_pinyin(name) for name in names if re.fullmatch(r"[一-鿿]{2,}", name)]
    return [*("".join(s) for s in syllables), *("".join(x[0] for x in s) for s in syllables if len(s) > 2)]
