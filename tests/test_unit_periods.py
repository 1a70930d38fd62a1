"""Unit-periods of Appendix J: those of its own examples from their dates, and its rules for what is irregular."""

from datetime import date

import pytest

from calculators._days import add_months
from calculators._unit_periods import unit_period


def monthly(first: str, count: int, months: int = 1) -> list[date]:
    return [add_months(date.fromisoformat(first), months * n) for n in range(count)]


def fortnightly(first: str, count: int) -> list[date]:
    start = date.fromisoformat(first)
    return [date.fromordinal(start.toordinal() + 14 * n) for n in range(count)]


# 12 CFR 1026, Appendix J (c): advance, payments; the unit-periods of a year, full ones and odd days to the first payment

@pytest.mark.parametrize(("advance", "payments", "per_year", "full", "odd"), [
    ("1978-01-10", monthly("1978-02-10", 24), 12, 1, 0),
    ("1978-02-10", monthly("1978-04-01", 36), 12, 1, 19 / 30),
    ("1978-05-23", monthly("1978-10-01", 40, 3), 4, 1, 39 / 90),
    ("1978-04-03", fortnightly("1978-04-11", 20), 26, 0, 8 / 14),
    ("1978-01-10", monthly("1978-03-01", 20, 2), 6, 0, 52 / 60),
], ids=["c_1_i", "c_1_ii", "c_1_iv", "c_3_ii", "c_4_ii"])
def test_unit_periods_of_the_regulations_examples(advance, payments, per_year, full, odd):
    start = date.fromisoformat(advance)
    unit = unit_period([start], payments)
    assert (unit.per_year, *unit.between(start, payments[0])) == pytest.approx((per_year, full, odd))
    for later, day in enumerate(payments):
        assert unit.between(start, day) == pytest.approx((full + later, odd))


# (b)(4) and (b)(5): what the examples do not show

@pytest.mark.parametrize(("advances", "payments", "per_year", "between"), [
    (["2026-01-15"], ["2026-05-15"], 3, (1, 0)),           # (b)(5)(vi): one payment after whole months
    (["2026-01-15"], ["2026-05-25"], 365 / 130, (1, 0)),   # (b)(5)(vii): one payment after days
    (["2026-01-15"], ["2027-07-15"], 1, (1, 6 / 12)),      # (b)(5)(v)(A): years, and months of a year
    (["2026-01-15"], ["2027-07-20"], 1, (1, 185 / 365)),   # (b)(5)(v)(B): years, and days of a year
    (["2026-01-15"], ["2026-02-15", "2026-03-15", "2026-05-15", "2026-07-15"], 6, (3, 0)),   # two months, twice
    (["2026-01-15"], ["2026-02-15", "2026-03-15", "2026-04-15", "2026-06-15", "2026-08-15"], 12, (7, 0)),  # tie: the shorter
    (["2026-01-01", "2026-02-01", "2026-03-01"], ["2026-06-01"], 12, (5, 0)),               # advances count as well
    (["2026-01-01"], ["2026-01-11", "2026-01-21", "2026-01-31"], 36.5, (3, 0)),             # every ten days
    (["2026-01-01"], ["2026-02-01", "2026-02-20", "2026-04-01"], 12, (3, 0)),  # nothing twice: 19 and 40 days, on average a month
    (["2026-01-31"], ["2026-02-28", "2026-03-31", "2026-04-30"], 12, (3, 0)),               # (b)(3)(iv): last days of months
    (["2026-01-01"], ["2029-01-01", "2032-01-01"], 1, (6, 0)),                              # at most a year
])
def test_unit_periods_of_what_is_irregular(advances, payments, per_year, between):
    advances, payments = ([date.fromisoformat(day) for day in days] for days in (advances, payments))
    unit = unit_period(advances, payments)
    assert (unit.per_year, *unit.between(advances[0], payments[-1])) == pytest.approx((per_year, *between))
