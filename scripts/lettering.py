"""Text in pictures: which fonts draw it, how wide it is, where its lines break.

The fonts come with the browser packages, so that a machine without Chinese fonts draws the same picture.
"""

import struct
import unicodedata
from functools import cache
from pathlib import Path

FAMILY = "Noto Sans SC"
FONTS = Path(__file__).parents[1] / "node_modules" / "@expo-google-fonts" / "noto-sans-sc"
FILES = {400: FONTS / "400Regular" / "NotoSansSC_400Regular.ttf", 700: FONTS / "700Bold" / "NotoSansSC_700Bold.ttf"}
# What may not begin a line, and what may not end one (the Chinese rules of punctuation, and their Latin kin).
NOT_FIRST = set("，。、；：？！）》〉】〕”’…—～·%％,.;:?!)]}")
NOT_LAST = set("（《〈【〔“‘([{")
CLAUSE_ENDS = set("，；：:")


@cache
def advances(weight: int) -> tuple[dict[int, int], int]:
    """Advance of every character of a font, in font units, and the units of one em.

    OpenType: `cmap` format 12 maps characters to glyphs, `hmtx` holds the advances, `hhea` their count.
    """
    data = FILES[weight].read_bytes()
    tables = {}
    for i in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * i)
        tables[tag.decode()] = offset
    count = struct.unpack_from(">H", data, tables["hhea"] + 34)[0]
    widths = [struct.unpack_from(">H", data, tables["hmtx"] + 4 * i)[0] for i in range(count)]
    cmap = tables["cmap"]
    records = (struct.unpack_from(">HHI", data, cmap + 4 + 8 * i) for i in range(struct.unpack_from(">H", data, cmap + 2)[0]))
    table = next(cmap + offset for platform, encoding, offset in records if (platform, encoding) == (3, 10))
    out = {}
    for i in range(struct.unpack_from(">I", data, table + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", data, table + 16 + 12 * i)
        for code in range(first, last + 1):
            out[code] = widths[min(glyph + code - first, count - 1)]
    return out, struct.unpack_from(">H", data, tables["head"] + 18)[0]


def width(text: str, size: float, weight: int) -> float:
    """Width of a line in pixels at a font size in pixels. Kerning is left out: it only makes a line shorter."""
    known, em = advances(weight)
    return sum(known.get(ord(c), em) for c in text) * size / em


def pieces(text: str) -> list[str]:
    """The parts of a text between which a line may break: words, and each Chinese character with its punctuation."""
    out: list[str] = []
    for character in " ".join(text.split()):
        before = out[-1] if out else ""
        in_word = not wide(character) and not wide(before[-1:]) and not before.endswith(" ")
        with_unit = wide(character) and before[-2:-1].isdigit() and before.endswith(" ")
        if before and (character in NOT_FIRST or character == " " or before[-1] in NOT_LAST or in_word or with_unit):
            out[-1] += character
        else:
            out.append(character)
    return out


def wide(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WF"


def fill(parts: list[str], size: float, weight: int, limit: float) -> list[str]:
    """As much as fits on every line, from the first to the last."""
    lines = [""]
    for part in parts:
        if lines[-1] and width((lines[-1] + part).rstrip(), size, weight) > limit:
            lines.append("")
        lines[-1] += part
    return [line.rstrip() for line in lines]


def wrap(text: str, size: float, weight: int, limit: float) -> list[str]:
    """The fewest lines that fit in a width in pixels, as even as they can be; two lines part between clauses."""
    parts = pieces(text)
    best = fill(parts, size, weight, limit)
    if len(best) == 2:
        halves = [("".join(parts[:i]).rstrip(), "".join(parts[i:])) for i in range(1, len(parts))
                  if parts[i - 1].rstrip()[-1] in CLAUSE_ENDS or parts[i][0] in "（("]
        even = [h for h in halves if max(w := [width(line, size, weight) for line in h]) <= min(limit, 2.5 * min(w))]
        if even:
            return list(min(even, key=lambda h: max(width(line, size, weight) for line in h)))
    while True:
        widest = max(width(line, size, weight) for line in best)
        narrower = fill(parts, size, weight, widest - 1)
        if len(narrower) > len(best) or max(width(line, size, weight) for line in narrower) >= widest:
            return best
        best = narrower
