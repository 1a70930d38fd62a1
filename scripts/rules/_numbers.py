"""Numbers in English and Chinese text as values: 0.30bn and 3.0 亿 are one number.

Signs and percent signs are left out: a loss in one language may be a minus in the other. Digits that hang on a
letter are a name: C-06, PS21/3.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from scripts.reader import Prose

PLAIN = str.maketrans("０１２３４５６７８９．／＋－＝", "0123456789./+-=")
COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3})")   # any other full-width comma parts two numbers: 53，1958
DIGITS = r"(?<![A-Za-z\d.])(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
NUMBER = {
    "en": re.compile(DIGITS + r"(?:(?P<sign>bn|tn|k|m)\b|[\s-](?P<word>thousand|million|billion|trillion)\b)?"),
    "zh": re.compile(DIGITS + r"(?:\s*(?P<sign>[百千]?万亿?|[百千亿]))?(?!分)(?P<word>)"),
}
POWERS = {"": 0, "k": 3, "m": 6, "bn": 9, "tn": 12, "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
          "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12, "百万亿": 14, "千万亿": 15}
# A column's head may say in which unit its numbers are: “Profit (CNY m)”, “利润（万元）”.
UNIT = re.compile(r"[(（][^()（）]*?(?<![A-Za-z])(bn|k|m|万亿|[万亿])(?![A-Za-z])[^()（）]*[)）]")
RANGE, SUM, PRODUCT = {"–", "-", "to", "至", "到"}, {"+", "−", "-", "="}, {"×", "÷", "/"}

ONES = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen").split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
MONTHS = "january february march april may june july august september october november december".split()
ENGLISH = ({word: n for n, word in enumerate(ONES)} | {f"{word}th": n for n, word in enumerate(ONES)}
           | {word: 10 * n for n, word in enumerate(TENS, 2)} | {month: n for n, month in enumerate(MONTHS, 1)}
           | {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
           | {"once": 1, "twice": 2, "hundred": 100, "thousand": 1000, "million": 10**6})
CHINESE = {sign: n for n, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
CHINESE_POWERS = {"十": 10, "成": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


@dataclass(frozen=True)
class Number:
    digits: Decimal
    power: int   # of ten, as written after the digits or taken over from a neighbour
    start: int
    end: int
    text: str

    @property
    def value(self) -> Decimal:
        return self.digits.scaleb(self.power)


def numbers(lang: str, prose: Prose) -> list[Number]:
    """The numbers written in digits."""
    text = COMMA.sub(",", prose.text).translate(PLAIN)
    column = UNIT.search(prose.column)
    found: list[Number] = []
    for match in NUMBER[lang].finditer(text):
        power = POWERS[match["sign"] or match["word"] or ""]
        if column and not power and not text[match.end():].lstrip().startswith("%"):
            power = POWERS[column[1]]
        found.append(Number(Decimal(match["digits"].replace(",", "")), power, match.start(), match.end(), match[0]))
    for i in reversed(range(len(found) - 1)):
        if not found[i].power and takes_over(text, found[i], found[i + 1]):
            found[i] = replace(found[i], power=found[i + 1].power)
    return found


def takes_over(text: str, number: Number, after: Number) -> bool:
    """Whether a number has the unit of the one after it, as in “0.1–1m” and “3.5 + 1.3 = 4.8bn”."""
    between, before = text[number.end:after.start].strip(), text[:number.start].rstrip()[-1:]
    return between in RANGE or between in SUM and before not in PRODUCT


def readings(number: Number, others: list[Number]) -> set[Decimal]:
    """What a number may mean; without a unit also what its digits mean elsewhere in the text: “0.2m … ln(5 ÷ 0.2)”."""
    return {number.value} | {n.value for n in others if not number.power and n.digits == number.digits}


def spelled(lang: str, text: str) -> set[Decimal]:
    """The numbers written in words, in English with the names of months: they may answer a number in digits."""
    if lang == "zh":
        return {Decimal(chinese(signs)) for signs in re.findall(r"[零一二两三四五六七八九十百千万亿]+成?", text)}
    words = [ENGLISH.get(word, -1) for word in re.findall(r"[a-z]+", text.lower())]
    pairs = (ten + one for ten, one in zip(words, words[1:], strict=False) if 20 <= ten < 100 and 0 < one < 10)
    return {Decimal(n) for n in (*words, *pairs)}


def chinese(signs: str) -> int:
    """The value of Chinese numerals.

    >>> chinese("一百零五"), chinese("十二"), chinese("三万五千"), chinese("九成"), chinese("万")
    (105, 12, 35000, 90, 10000)
    """
    total = part = digit = 0
    for sign in signs:
        if sign in CHINESE:
            digit = CHINESE[sign]
        elif (power := CHINESE_POWERS[sign]) < 10**4:
            part, digit = part + (digit or 1) * power, 0
        else:
            total, part, digit = (total + part + digit or 1) * power, 0, 0
    return total + part + digit
