"""Unit-periods of the US Regulation Z, 12 CFR 1026, Appendix J (b): in what units a loan's time is counted.

Two payments a month are not recognised as semimonths: such a loan is counted in the days that recur most often.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from calculators._days import months_and_days

WEEK, MONTH, LONGEST = 7, 30, 365  # days; 30 stand for a month
YEAR = 12  # months


@dataclass(frozen=True)
class UnitPeriod:
    """So many months, or so many days, and how many of them make a year."""

    months: int
    days: int
    per_year: float

    def between(self, start: date, end: date) -> tuple[int, float]:
        """Full unit-periods counted back from `end`, and the fraction of one that is left. (b)(5)(ii) to (v)."""
        if not self.months:
            full, days = divmod((end - start).days, self.days)
            return full, days / self.days
        months, days, _ = months_and_days(start, end)
        if self.months == YEAR:
            full, rest = divmod(months, YEAR)
            return full, rest / YEAR if not days else (rest * MONTH + days) / LONGEST
        full, rest = divmod(months * MONTH + days, self.months * MONTH)
        return full, rest / (self.months * MONTH)


def _months(count: int) -> UnitPeriod:
    return UnitPeriod(count, 0, 12 / count)


def _days(count: int) -> UnitPeriod:
    """(b)(5)(iv): 365 days a year, or 52 weeks divided by the weeks of a unit-period."""
    return UnitPeriod(0, count, 365 / count if count % WEEK else 52 * WEEK / count)


def unit_period(advances: Sequence[date], payments: Sequence[date]) -> UnitPeriod:
    """The unit-period of a loan with these dates, each list in order. (b)(4); for one payment (b)(5)(vi) and (vii).

    It is the interval that occurs most often between advances or between payments, the shorter of two that occur equally
    often; where none occurs twice, their average to the nearest day, week or month or multiple of these. At most a year.
    """
    if len(advances) == len(payments) == 1:
        return _single(advances[0], payments[0])
    found = Counter(_interval(start, end) for dates in (advances, payments) for start, end in pairwise(dates))
    within = [unit for unit in found if _length(unit) <= LONGEST]
    if not within:
        return _months(YEAR)
    often = max(found[unit] for unit in within)
    if often > 1:
        return min((unit for unit in within if found[unit] == often), key=_length)
    return _nearest(sum(map(_length, found)) / len(found))


def _single(start: date, end: date) -> UnitPeriod:
    months, days, _ = months_and_days(start, end)
    if months >= YEAR:
        return _months(YEAR)
    if months and not days:
        return _months(months)
    days = (end - start).days
    return UnitPeriod(0, days, LONGEST / days)


def _interval(start: date, end: date) -> UnitPeriod:
    months, days, _ = months_and_days(start, end)
    if months and not days:
        return _months(months)
    return _days((end - start).days)


def _length(unit: UnitPeriod) -> float:
    return unit.days or (LONGEST if unit.months == YEAR else unit.months * MONTH)


def _nearest(days: float) -> UnitPeriod:
    standard = [_days(1), *(_days(WEEK * n) for n in range(1, 53)), *map(_months, range(1, YEAR + 1))]
    return min(standard, key=lambda unit: (abs(_length(unit) - days), _length(unit)))
