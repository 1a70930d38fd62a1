"""Kinds of input: what a form field is, how typed text becomes a value, and what is said when it cannot."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import lru_cache

from calculators import _numbers
from calculators._inputs import NONE, Kind
from calculators._text import Text, as_text, excerpt, same


@dataclass(frozen=True)
class Words(Kind):
    """A line of text. An example's words may be a Text; what a reader typed is a str."""

    longest: int = field(default=80, kw_only=True)

    def read(self, typed: str) -> str:
        words = " ".join(typed.split())
        if len(words) > self.longest:
            raise ValueError(Text("Shorten it to {n} characters.", "请缩短到 {n} 个字符以内。").format(n=self.longest))
        return words

    def empty(self) -> str:
        return ""

    def write(self, value: str | Text, lang: str) -> str:
        return as_text(value)[lang]


@dataclass(frozen=True)
class Number(Kind):
    """A number between `low` and `high`, both included."""

    low: float = field(kw_only=True)
    high: float = field(kw_only=True)

    def read(self, typed: str) -> float:
        return self._bounded(_numbers.read(typed))

    def _bounded(self, value: float) -> float:
        if not self.low <= value <= self.high:
            raise ValueError(Text("Give a value from {low} to {high}{unit}.", "请填数值，范围 {low} 至 {high}{unit}。").format(
                low=self._shown(self.low), high=self._shown(self.high), unit=self._suffix()))
        return value

    @staticmethod
    def _shown(value: float) -> str:
        return _numbers.show(value, 0) if value == int(value) else _numbers.write(value)

    def _suffix(self) -> Text:
        return Text(f" {self.unit.en}", f" {self.unit.zh}") if self.unit != NONE else NONE

    def write(self, value: float | None, lang: str) -> str:
        return "" if value is None else _numbers.write(value)


@dataclass(frozen=True)
class Amount(Number):
    """An amount of money, in whichever currency the reader thinks in."""

    low: float = field(default=0, kw_only=True)
    high: float = field(default=1e12, kw_only=True)


@dataclass(frozen=True)
class Percent(Number):
    """A percentage as people say it: 12 means 12 %. The calculator divides by 100 on its first line."""

    low: float = field(default=0, kw_only=True)
    high: float = field(default=100, kw_only=True)
    unit: Text = field(default=same("%"), kw_only=True)

    def read(self, typed: str) -> float:
        return self._bounded(_numbers.read(unicodedata.normalize("NFKC", typed).strip().removesuffix("%")))

    def _suffix(self) -> Text:
        return self.unit


@dataclass(frozen=True)
class Integer(Number):
    """A whole number."""

    def read(self, typed: str) -> int:
        value = _numbers.read(typed)
        if value != int(value):
            raise ValueError(Text("Give a whole number.", "请填整数。"))
        return int(self._bounded(value))


@lru_cache(maxsize=4096)  # long tables repeat their days
def _date(typed: str) -> date:
    words = unicodedata.normalize("NFKC", typed).strip()
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", words) or re.match(
        r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日)?(?:[T\s].*)?$", words)
    try:
        return date(*(int(part) for part in match.groups()))
    except (AttributeError, ValueError):
        raise ValueError(Text("“{typed}” is not a date. Write year-month-day, for example 2026-01-31.",
                              "“{typed}”不是日期。请按年-月-日填写，例如 2026-01-31。").format(typed=excerpt(typed))) from None


@dataclass(frozen=True)
class Day(Kind):
    """A calendar day. 2026-01-31, 2026/1/31, 20260131 and 2026年1月31日 are all read; a time of day is ignored."""

    def read(self, typed: str) -> date:
        return _date(typed)


@dataclass(frozen=True)
class Choice(Kind):
    """One of an Enum whose values are Texts; what is sent is the member's name in small letters."""

    options: type[Enum] = field(kw_only=True)

    def read(self, typed: str) -> Enum:
        wanted = typed.strip().casefold()
        for option in self.options:
            if wanted in (option.name.casefold(), *(w.casefold() for w in (option.value.en, option.value.zh))):
                return option
        raise ValueError(Text("Choose one of: {names}.", "请从以下选项中选择：{names}。").format(names=Text(
            ", ".join(o.value.en for o in self.options), "、".join(o.value.zh for o in self.options))))

    def write(self, value: Enum, lang: str) -> str:
        return value.name.lower()


@dataclass(frozen=True)
class YesNo(Kind):
    """Yes or no."""

    def read(self, typed: str) -> bool:
        words = typed.strip().casefold()
        if words in {"yes", "true", "1", "y", "on", "是", "有"}:
            return True
        if words in {"no", "false", "0", "n", "off", "否", "无"}:
            return False
        raise ValueError(Text("Write yes or no.", "请填“是”或“否”。"))

    def empty(self) -> bool:
        return False

    def write(self, value: bool, lang: str) -> str:
        return "yes" if value else "no"
