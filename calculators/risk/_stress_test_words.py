"""Values of assumptions in words."""

from calculators._lending import AMOUNTS, Driver
from calculators._numbers import compact, show
from calculators._text import Text, same


def value(driver: Driver, number: float) -> Text:
    """A value of an assumption as people say it: 0.136 -> 13.6%, 1e9 -> 1bn."""
    if driver in AMOUNTS:
        return compact(number)
    return same(show(number * 100, 2).rstrip("0").rstrip(".") + "%")


def said(driver: Driver) -> Text:
    """An assumption inside a sentence: its name in small letters, but for an abbreviation."""
    name = driver.value
    return name if name.en.isupper() else Text(name.en.lower(), name.zh)


def span(driver: Driver, start: float, end: float) -> Text:
    """Two values of an assumption: 9–4.5%, 700m–1.2bn."""
    one, other = value(driver, start), value(driver, end)
    return Text(*(f"{first.removesuffix('%')}–{second}" for first, second in ((one.en, other.en), (one.zh, other.zh))))
