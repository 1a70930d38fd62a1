"""Rates of return of dated payments, by the conventions of the laws that define them.

Signs: what the borrower receives is positive, what the borrower pays is negative.
"""

from collections.abc import Sequence
from datetime import date

from calculators._roots import NoRoot, bracketed

LOWEST, HIGHEST = -0.99, 1e6


def per_period(flows: Sequence[float]) -> float:
    """The rate per period at which equally spaced flows have a present value of zero (fraction, not per cent).

    `flows[0]` is the advance at time 0. Unique when the signs change once. Raises NoRoot when there is none between
    −99 % and 1,000,000-fold. Source: general definition of the internal rate of return.
    """
    return _solve(lambda rate: _horner(flows, 1 / (1 + rate)))


def effective(flows: Sequence[tuple[float, float]]) -> float:
    """The effective annual rate of (time in years, amount) flows: Σ amount / (1 + X)^time = 0.

    Directive 2008/48/EC, Annex I, part I: the basic equation of the annual percentage rate of charge.
    """
    return _solve(lambda rate: sum(amount / (1 + rate) ** time for time, amount in flows))


def appendix_j(advance: float, payments: Sequence[float], periods_per_year: int, *, full_periods: int = 1,
               odd_days: int = 0, days_in_period: int = 30) -> float:
    """The annual percentage rate (per cent) of the US Regulation Z, 12 CFR 1026, Appendix J.

    `payments` are consecutive, one a unit-period; the first falls `full_periods` unit-periods and `odd_days` after the
    single advance. (b)(8): each payment is divided by (1 + f·i)(1 + i)^t, with f the odd days as a fraction of a
    unit-period; the annual rate is i times the unit-periods of a year.
    """
    odd = odd_days / days_in_period

    def balance(rate: float) -> float:
        discount = 1 / (1 + rate)
        return advance - _horner(payments, discount) * discount ** full_periods / (1 + odd * rate)

    return _solve(balance) * periods_per_year * 100


def eu_years(start: date, end: date) -> float:
    """Time between two dates in years: whole months counted back from `end`, then days over 365 (366 where the
    year before the first counted day holds 29 February).

    Directive 2008/48/EC as amended by 2011/90/EU, Annex I, part I, remark (c); Commission SWD(2012) 128, 4.1.1.
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    while months and _months_before(end, months) < start:
        months -= 1
    anchor = _months_before(end, months)
    days = (anchor - start).days
    year_before = _months_before(anchor, 12)
    return months / 12 + days / ((anchor - year_before).days)


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - date(year, month + 1, 1)).days
    return date(year, month + 1, min(day.day, last))


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
