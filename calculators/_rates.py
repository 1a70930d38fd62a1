"""Rates of return of payments over time, by the equations of the laws that define them.

Signs: what the borrower receives is positive, what the borrower pays is negative. Rates are fractions unless a function
says per cent.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import date

from calculators._days import DayCount, year_fraction
from calculators._roots import NoRoot, bracketed

LOWEST, HIGHEST = -0.99, 1e6
STEEPEST = 600.0  # exp(600) times any amount is still a number; only rates far below any answer come near


def present_value(rate: float, flows: Iterable[tuple[float, float]]) -> float:
    """Today's worth of (time, amount) flows at `rate` per unit of time: Σ amount / (1 + rate)^time."""
    log = math.log1p(rate)
    return sum(amount * math.exp(min(-time * log, STEEPEST)) for time, amount in flows)


def balances(flows: Sequence[tuple[float, float]], rate: float) -> tuple[tuple[float, float], ...]:
    """What accrues before, and what is owed after, each of (time, amount) flows in order of time, at `rate` per unit of time.

    At the flows' own rate of return the last of them leaves nothing.
    """
    log, before, owed, found = math.log1p(rate), flows[0][0], 0.0, []
    for time, amount in flows:
        accrued = owed * math.expm1((time - before) * log)
        before, owed = time, owed + accrued + amount
        found.append((accrued, owed))
    return tuple(found)


def per_period(flows: Sequence[float]) -> float:
    """The rate per period at which equally spaced flows have a present value of zero.

    `flows[0]` is the advance at time 0. Unique when the signs change once. Raises NoRoot when there is none between
    −99 % and 1,000,000-fold. Source: general definition of the internal rate of return.
    """
    return _solve(lambda rate: _horner(flows, 1 / (1 + rate)))


def effective(flows: Sequence[tuple[float, float]]) -> float:
    """The effective annual rate of (time in years, amount) flows: Σ amount / (1 + X)^time = 0.

    Directive 2008/48/EC, Annex I, part I: the basic equation of the annual percentage rate of charge.
    """
    return _solve(lambda rate: present_value(rate, flows))


def effective_dated(flows: Sequence[tuple[date, float]], count: DayCount = DayCount.ACT_365) -> float:
    """The effective annual rate of (date, amount) flows, their time counted from the first; spreadsheets call it XIRR."""
    return effective([(year_fraction(flows[0][0], day, count), amount) for day, amount in flows])


def aprc(advances: Sequence[Sequence[float]], payments: Sequence[Sequence[float]]) -> float:
    """The effective annual rate of runs of equal amounts, one a month: [month of the first, amount, how many (1)]."""
    return effective([(month / 12, amount) for month, amount in _months(advances)]
                     + [(month / 12, -amount) for month, amount in _months(payments)])


def _months(runs: Sequence[Sequence[float]]) -> Iterable[tuple[float, float]]:
    for first, amount, *count in runs:
        for place in range(int(*count) if count else 1):
            yield first + place, amount


def unit_period_rate(flows: Sequence[tuple[int, float, float]]) -> float:
    """The rate per unit-period of (full unit-periods, fraction of one, amount) flows.

    12 CFR 1026, Appendix J (b)(8), the general equation: an amount after t full unit-periods and a fraction f of one is
    divided by (1 + f·i)(1 + i)^t.
    """
    def balance(rate: float) -> float:
        log = math.log1p(rate)
        return sum(amount * math.exp(min(-full * log, STEEPEST)) / (1 + part * rate) for full, part, amount in flows)

    return _solve(balance)


def appendix_j(advance: float, payments: Sequence[float], periods_per_year: int, *, full_periods: int = 1,
               odd_days: int = 0, days_in_period: int = 30) -> float:
    """The annual percentage rate (per cent) of the US Regulation Z, 12 CFR 1026, Appendix J, for one advance.

    `payments` are consecutive, one a unit-period; the first falls `full_periods` unit-periods and `odd_days` after the
    advance. (b)(1): the annual rate is the rate per unit-period times the unit-periods of a year.
    """
    flows = [(full, odd_days / days_in_period, -amount) for full, amount in enumerate(payments, full_periods)]
    return unit_period_rate([(0, 0.0, advance), *flows]) * periods_per_year * 100


def compounded(nominal: float, times: float) -> float:
    """The effective annual rate of a nominal one that is charged `times` a year: (1 + nominal / times)^times − 1."""
    return math.expm1(times * math.log1p(nominal / times))


def nominal(effective_rate: float, times: float) -> float:
    """The nominal annual rate, charged `times` a year, of an effective one: the inverse of `compounded`."""
    return times * math.expm1(math.log1p(effective_rate) / times)


def _horner(flows: Sequence[float], discount: float) -> float:
    total = 0.0
    for amount in reversed(flows):
        total = total * discount + amount
    return total


def _solve(balance) -> float:
    # The rate people quote is near zero; widening from there finds that root first when there are several.
    low, high = -0.5, 0.5
    while True:
        try:
            return bracketed(balance, low, high)
        except NoRoot:
            if low <= LOWEST and high >= HIGHEST:
                raise
            low, high = max(LOWEST, low * 1.4), min(HIGHEST, high * 4)
