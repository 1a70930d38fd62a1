"""Yields as funds publish them: income per 10,000 units, the 7-day figure, and a change of net value made annual.

Sources: CSRC, Rules for the Preparation of Fund Disclosure No. 5, Special Provisions on Money-Market Funds (2005),
Article 3: the notice gives the income per 10,000 units and the 7-day annualised yield, and says whether income becomes
units daily (then the figure compounds) or monthly (then it is simple). SEC, Form N-1A, Item 26: the 7-day current
yield is simple and the effective yield compounds; both multiply by 365/7, in leap years too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from statistics import median

UNITS = 10_000
YEAR = 365
WINDOW = 7


def simple(growth: float, days: int) -> float:
    """A growth of `days` days as a yearly rate without interest on interest: growth × 365 / days."""
    return growth * YEAR / days


def compound(growth: float, days: int) -> float:
    """A growth of `days` days repeated for a year: (1 + growth)^(365/days) − 1, for growth > −1."""
    return (1 + growth) ** (YEAR / days) - 1


def income_simple(incomes: Sequence[float]) -> float:
    """The n-day yield of incomes per 10,000 units that become units at the month's end. CSRC No. 5, Article 3.

    >>> round(income_simple([0.51, 0.52, 0.50, 0.53, 0.52, 0.51, 0.52]), 6)
    0.018824
    """
    return simple(sum(incomes) / UNITS, len(incomes))


def income_compounded(incomes: Sequence[float]) -> float:
    """The n-day yield of incomes per 10,000 units that become units every day. CSRC No. 5, Article 3.

    >>> round(income_compounded([0.51, 0.52, 0.50, 0.53, 0.52, 0.51, 0.52]), 6)
    0.019001
    """
    return compound(prod(1 + income / UNITS for income in incomes) - 1, len(incomes))


@dataclass(frozen=True)
class Income:
    """Incomes per 10,000 units by day, oldest first. Rates are fractions a year."""

    incomes: tuple[float, ...]

    def window(self, day: int) -> tuple[float, ...]:
        """The seven incomes up to day `day` (1 is the first); fewer where there are not seven yet."""
        return self.incomes[max(0, day - WINDOW):day]

    @property
    def last(self) -> tuple[float, ...]:
        return self.window(len(self.incomes))

    @property
    def simple(self) -> float:
        return income_simple(self.last)

    @property
    def compounded(self) -> float:
        return income_compounded(self.last)

    @property
    def alone(self) -> float:
        """The last day by itself, × 365."""
        return income_simple(self.last[-1:])

    @property
    def ordinary(self) -> float:
        """The compounded yield if the highest of the days had been the median of the others."""
        days = sorted(self.last)
        return income_compounded([*days[:-1], median(days[:-1])]) if len(days) > 1 else self.compounded


@dataclass(frozen=True)
class Growth:
    """A net value that became another, with what was paid out in between (not reinvested), in `days` days."""

    start: float
    end: float
    paid_out: float
    days: int

    @property
    def growth(self) -> float:
        return (self.end + self.paid_out) / self.start - 1

    @property
    def simple(self) -> float:
        return simple(self.growth, self.days)

    @property
    def compounded(self) -> float:
        return compound(self.growth, self.days)

    @property
    def swing(self) -> float:
        """By how much the compounded rate falls if the last net value is a thousandth lower."""
        lower = Growth(self.start, self.end * 0.999, self.paid_out, self.days)
        return self.compounded - lower.compounded
