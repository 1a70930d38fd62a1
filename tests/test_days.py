"""Days, months and years between dates, as contracts and laws count them: what sources print, and what must always hold."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculators._days import DayCount, add_months, eu_years, months_and_days, uk_years, whole_months, year_fraction

few = settings(max_examples=60, deadline=None, derandomize=True)
dates = st.dates(date(1950, 1, 1), date(2150, 12, 31))


def between(start: str, end: str, count: DayCount) -> float:
    return year_fraction(date.fromisoformat(start), date.fromisoformat(end), count)


# ISDA, EMU and Market Conventions: Recent Developments (1998), as QuantLib's tests quote its examples, to ten digits.

@pytest.mark.parametrize(("start", "end", "printed"), [
    ("2003-11-01", "2004-05-01", 0.4977243806), ("1999-02-01", "1999-07-01", 0.4109589041),
    ("1999-07-01", "2000-07-01", 1.0013773486), ("2002-08-15", "2003-07-15", 0.9150684932),
    ("2003-07-15", "2004-01-15", 0.5040047908), ("1999-07-30", "2000-01-30", 0.5038925069),
    ("2000-01-30", "2000-06-30", 0.4153005464),
])
def test_actual_actual_of_isda(start, end, printed):
    assert between(start, end, DayCount.ACT_ACT) == pytest.approx(printed, abs=5e-11)


# PhpSpreadsheet's test data for YEARFRAC, results from Excel: bases 0, 2 and 3. Dates at the end of February are left out:
# there Excel follows the NASD's rule, the bond basis of ISDA does not.

@pytest.mark.parametrize(("start", "end", "thirty", "act_360", "act_365"), [
    ("2007-01-01", "2007-01-10", 0.025, 0.025, 0.02465753424658),
    ("2007-01-01", "2007-12-31", 1.0, 1.01111111111111, 0.9972602739726),
    ("2007-01-01", "2008-07-01", 1.5, 1.51944444444444, 1.4986301369863),
    ("2007-01-01", "2007-01-31", 0.08333333333333, 0.08333333333333, 0.08219178082192),
    ("2007-01-31", "2007-03-01", 0.08611111111111, 0.08055555555556, 0.07945205479452),
    ("2007-01-31", "2007-03-31", 0.16666666666667, 0.16388888888889, 0.16164383561644),
    ("1960-12-19", "2008-06-28", 47.525, 48.2166666666667, 47.5561643835616),
])
def test_year_fractions_of_excel(start, end, thirty, act_360, act_365):
    found = [between(start, end, count) for count in (DayCount.THIRTY_360, DayCount.ACT_360, DayCount.ACT_365)]
    assert found == pytest.approx([thirty, act_360, act_365], abs=6e-14)


def test_interest_rate_of_a_security_by_actual_360():
    """Microsoft, DAX reference, INTRATE: 1,000,000 becomes 1,014,420 from 15 February to 15 May 2008."""
    assert 0.01442 / between("2008-02-15", "2008-05-15", DayCount.ACT_360) == pytest.approx(0.05768, abs=1e-12)


@given(dates, st.integers(0, 4_000), st.sampled_from(DayCount))
@few
def test_every_day_count_is_near_the_calendar(start, days, count):
    end = start + timedelta(days)
    assert year_fraction(start, end, count) == pytest.approx(days / 365.2425, rel=0.02, abs=4 / 360)
    assert year_fraction(start, start, count) == 0


@given(dates, st.integers(0, 3_000), st.integers(0, 3_000))
@few
def test_actual_counts_add_up(start, first, second):
    middle, end = start + timedelta(first), start + timedelta(first + second)
    for count in (DayCount.ACT_365, DayCount.ACT_360, DayCount.ACT_ACT):
        parts = year_fraction(start, middle, count) + year_fraction(middle, end, count)
        assert parts == pytest.approx(year_fraction(start, end, count), abs=1e-12)


# Months

@pytest.mark.parametrize(("day", "months", "later"), [
    ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-01-31", 2, "2026-03-31"),
    ("2026-11-15", 3, "2027-02-15"), ("2026-03-31", -1, "2026-02-28"), ("2026-12-01", 0, "2026-12-01"),
])
def test_a_month_later_is_the_same_day_or_the_last(day, months, later):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(later)


@pytest.mark.parametrize(("start", "end", "months", "days"), [
    ("2026-01-31", "2026-02-28", 1, 0), ("2026-01-30", "2026-02-28", 1, 0), ("2026-01-31", "2026-04-30", 3, 0),
    ("2024-01-31", "2024-02-28", 0, 28), ("2026-01-31", "2026-02-27", 0, 27), ("2026-02-28", "2026-03-31", 1, 0),
])
def test_the_last_day_of_a_shorter_month_ends_a_month(start, end, months, days):
    assert months_and_days(date.fromisoformat(start), date.fromisoformat(end))[:2] == (months, days)


@given(dates, st.integers(0, 480))
@few
def test_months_added_are_counted_back(start, months):
    assert whole_months(start, add_months(start, months)) == months
    assert months_and_days(start, add_months(start, months))[:2] == (months, 0)


@given(dates, st.integers(0, 9_000))
@few
def test_what_is_left_of_months_is_less_than_one(start, days):
    months, rest, anchor = months_and_days(start, start + timedelta(days))
    assert 0 <= rest <= 30 and start + timedelta(rest) == anchor
    assert months <= whole_months(start, start + timedelta(days + 1))


# The European Union and the United Kingdom

# European Commission, SWD(2012) 128, 4.1.1: the interval as printed, in months and days of a year of so many days.

@pytest.mark.parametrize(("start", "end", "months", "days", "year"), [
    ("2012-01-12", "2012-02-15", 1, 3, 365),
    ("2012-01-12", "2012-03-15", 2, 3, 365),
    ("2013-01-12", "2013-02-15", 1, 3, 366),
    ("2013-02-25", "2013-03-28", 1, 3, 366),
    ("2012-02-26", "2012-03-29", 1, 3, 366),
])
def test_intervals_that_the_commission_prints(start, end, months, days, year):
    found = eu_years(date.fromisoformat(start), date.fromisoformat(end))
    assert found == pytest.approx(months / 12 + days / year, abs=1e-12)


@pytest.mark.parametrize(("start", "end", "months", "days"), [
    ("2026-01-20", "2026-02-15", 0, 26), ("2026-01-20", "2027-02-15", 12, 26), ("2026-02-28", "2026-03-27", 0, 27)])
def test_what_is_short_of_a_month_is_counted_in_days(start, end, months, days):
    found = eu_years(date.fromisoformat(start), date.fromisoformat(end))
    assert found == pytest.approx(months / 12 + days / 365, abs=1e-12)


@given(start=st.dates(date(1990, 1, 1), date(2060, 12, 28)), months=st.integers(0, 480))
@few
def test_whole_months_are_twelfths(start, months):
    assume(start.day <= 28)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    assert eu_years(start, date(year, month + 1, start.day)) == months / 12


@given(start=st.dates(date(1990, 1, 1), date(2060, 12, 31)), count=st.integers(0, 15_000))
@few
def test_an_interval_is_never_far_from_its_days(start, count):
    assert eu_years(start, start + timedelta(count)) == pytest.approx(count / 365.2425, abs=0.012)


def test_a_year_of_yearly_payments_is_counted_in_years():
    """The Commission's 34 days of 12 January to 15 February 2012, where the regular period is a year."""
    assert eu_years(date(2012, 1, 12), date(2012, 2, 15), 12) == 34 / 365


def test_five_days_of_a_leap_year_in_britain_and_in_the_union():
    start, end = date(2012, 10, 10), date(2012, 10, 15)
    assert (uk_years(start, end), eu_years(start, end)) == (5 / 365, 5 / 366)
    assert uk_years(date(2012, 1, 12), date(2012, 2, 15)) == 1 / 12 + 3 / 365
