"""Numbers as readers type them and as pages show them."""

import math
import re
import unicodedata

from calculators._text import Text, excerpt

_GROUPED = re.compile(r"[+-]?\d{1,3}([,' _]\d{3})+(\.\d+)?", re.ASCII)
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_DIGITS = "+-.0123456789"
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_MULTIPLES = {"万": 1e4, "亿": 1e8, "千": 1e3, "百万": 1e6}
_UNITS = {"en": ((1e12, "tn"), (1e9, "bn"), (1e6, "m")), "zh": ((1e12, " 万亿"), (1e8, " 亿"), (1e4, " 万"))}
_CURRENCY = re.compile(r"^(CNY|RMB|USD|EUR|GBP|HKD|SGD|¥|\$|€|£)|(CNY|RMB|USD|EUR|GBP|HKD|SGD|元|人民币)$", re.IGNORECASE)

NOT_A_NUMBER = Text("“{typed}” is not a number. Write digits, for example 1200 or 1,200.50.",
                    "“{typed}”不是数字。请输入数字，例如 1200 或 1,200.50。")
DECIMAL_COMMA = Text("“{typed}” can be read in two ways. Write 1,500 for a thousand and a half, 1.5 for one and a half.",
                     "“{typed}”有歧义：一千五百请写 1,500，一点五请写 1.5。")


def read(typed: str) -> float:
    """The number somebody typed: full-width digits, thousands marked by comma, space or apostrophe, 万 and 亿.

    Raises ValueError with a Text as its argument when it is none, or when a comma could mean a decimal point.
    """
    words, multiple = typed.strip(), 1.0
    if words.strip(_DIGITS):  # rare, and slow where a table has a hundred thousand numbers
        words, multiple = _unmarked(words)
    try:
        number = float(words) * multiple
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(NOT_A_NUMBER.format(typed=excerpt(typed)))
    return number


def _unmarked(typed: str) -> tuple[str, float]:
    """A number without the marks of currency and thousands, empty for what is none, and the multiple that its unit means."""
    words = unicodedata.normalize("NFKC", typed).replace("−", "-").replace("’", "'").strip()
    words = _CURRENCY.sub("", words).strip()
    multiple = next((m for m in sorted(_MULTIPLES, key=len, reverse=True) if words.endswith(m)), "")
    words = _SPACES.sub(" ", words.removesuffix(multiple).strip())
    if _GROUPED.fullmatch(words):
        words = re.sub(r"[,' _]", "", words)
    elif re.fullmatch(r"[+-]?\d+(,\d*)+", words, re.ASCII):
        raise ValueError(DECIMAL_COMMA.format(typed=excerpt(typed)))
    return words if _PLAIN.fullmatch(words) else "", _MULTIPLES.get(multiple, 1.0)


def write(number: float) -> str:
    """The shortest text that reads back as the same number, without an exponent: 12000, 0.75."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    text = repr(float(number))
    return text if "e" not in text else f"{number:.12f}".rstrip("0")


def show(number: float, digits: int = 2) -> str:
    """A number with thousands separators and a fixed count of decimals; minus as a true minus sign, never −0."""
    text = f"{number:,.{digits}f}"
    if not text.startswith("-"):
        return text
    return "−" + text[1:] if text.strip("-0.,") else text[1:]


def percent(fraction: float, digits: int = 2) -> str:
    """A fraction as per cent: 0.162 -> 16.20%."""
    return show(fraction * 100, digits) + "%"


def points(fraction: float, digits: int = 2) -> Text:
    """A difference of two rates, in percentage points: 0.0188 -> 1.88 points."""
    value = show(fraction * 100, digits)
    return Text(f"{value} percentage points", f"{value} 个百分点")


def compact(amount: float) -> Text:
    """Money as people say it, to four digits: 44000000 -> 44m, 4,400 万. For sentences and pictures; tables show it all."""
    def words(units: tuple[tuple[float, str], ...]) -> str:
        size, unit = _unit(amount, units)
        value = amount / size
        digits = max(0, 3 - math.floor(math.log10(abs(value)))) if abs(value) >= 1 else 2
        text = show(value, digits)
        return (text.rstrip("0").rstrip(".") if "." in text else text) + unit

    return Text(*map(words, _UNITS.values()))


def amount(money: float, beside: float | None = None) -> Text:
    """The same to two decimals, 4.80bn and 48.00 亿, where amounts are added up: in the unit of the one it stands beside."""
    def words(units: tuple[tuple[float, str], ...]) -> str:
        size, unit = _unit(money if beside is None else beside, units)
        return show(money / size, 2 if unit or money != int(money) else 0) + unit

    return Text(*map(words, _UNITS.values()))


def _unit(amount: float, units: tuple[tuple[float, str], ...]) -> tuple[float, str]:
    return next((unit for unit in units if abs(amount) >= unit[0]), (1.0, ""))


def chance(p: float) -> str:
    """A small probability to five decimals, or that it is smaller: 0.01133, < 0.00001."""
    return show(p, 5) if p >= 0.00001 else "< 0.00001"


def p_value(p: float) -> str:
    """The same as a p-value: p = 0.01133, p < 0.00001."""
    return f"p = {chance(p)}".replace("= <", "<")
