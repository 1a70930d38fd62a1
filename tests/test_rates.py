"""Rates of return and day counts: what sources print, a rate from its own flows, no answer where there is none."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculators import _rates as rates
from calculators._roots import NoRoot, bracketed

few = settings(max_examples=60, deadline=None, derandomize=True)


# European Commission, SWD(2012) 128, 4.1.1: the interval as printed, in months and days of a year of so many days.

@pytest.mark.parametrize(("start", "end", "months", "days", "year"), [
    ("2012-01-12", "2012-02-15", 1, 3, 365),
    ("2012-01-12", "2012-03-15", 2, 3, 365),
    ("2013-01-12", "2013-02-15", 1, 3, 366),
    ("2013-02-25", "2013-03-28", 1, 3, 366),
    ("2012-02-26", "2012-03-29", 1, 3, 366),
])
def test_intervals_that_the_commission_prints(start, end, months, days, year):
    found = rates.eu_years(date.fromisoformat(start), date.fromisoformat(end))
    assert found == pytest.approx(months / 12 + days / year, abs=1e-12)


@pytest.mark.parametrize(("start", "end", "months", "days"), [
    ("2026-01-20", "2026-02-15", 0, 26), ("2026-01-20", "2027-02-15", 12, 26), ("2026-02-28", "2026-03-27", 0, 27)])
def test_what_is_short_of_a_month_is_counted_in_days(start, end, months, days):
    found = rates.eu_years(date.fromisoformat(start), date.fromisoformat(end))
    assert found == pytest.approx(months / 12 + days / 365, abs=1e-12)


@given(start=st.dates(date(1990, 1, 1), date(2060, 12, 28)), months=st.integers(0, 480))
@few
def test_whole_months_are_twelfths(start, months):
    assume(start.day <= 28)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    assert rates.eu_years(start, date(year, month + 1, start.day)) == months / 12


@given(start=st.dates(date(1990, 1, 1), date(2060, 12, 31)), days=st.integers(0, 15_000))
@few
def test_an_interval_is_never_far_from_its_days(start, days):
    assert rates.eu_years(start, start + timedelta(days)) == pytest.approx(days / 365.2425, abs=0.012)


# European Commission, Examples for the calculation of the APRC, January 2015: 200,000 lent, a fee of 4,000 on day 0.

EXAMPLES = {
    "1: 240 months": ([(k / 12, -1432.86) for k in range(1, 241)], 6.434412),
    "2: first payment after 1 month and 3 days": (
        [(1 / 12 + 3 / 365 + k / 12, -1433.57) for k in range(240)], 6.434185),
    "7: balloon": ([*((k / 12, -1199.10) for k in range(1, 181)), (15, -142097.69)], 6.409523),
    "40: six months, one payment": ([(0.5, -207618.17)], 12.206644),
    "42: interest for a year, then all": ([*((k / 12, -1250.0) for k in range(1, 13)), (1, -200000.0)], 10.039962),
}


@pytest.mark.parametrize(("payments", "printed"), EXAMPLES.values(), ids=EXAMPLES)
def test_effective_rates_that_the_commission_prints(payments, printed):
    assert rates.effective([(0, 200_000 - 4_000), *payments]) * 100 == pytest.approx(printed, abs=5.1e-7)


def test_a_week_end_loan_of_the_british_supervisor():
    assert rates.effective([(0, 500), (5 / 365, -510)]) * 100 == pytest.approx(324.436, abs=5e-4)


# A rate comes back from the flows that were made with it.

rate = st.floats(-0.02, 0.6)


@given(rate=rate, count=st.integers(1, 360), first=st.floats(0, 5_000), step=st.floats(0.5, 2_000))
@few
def test_a_monthly_rate_comes_back(rate, count, first, step):
    payments = [first + step * (k % 7) + 1 for k in range(count)]
    advance = sum(p / (1 + rate) ** k for k, p in enumerate(payments, 1))
    assert rates.per_period([advance, *(-p for p in payments)]) == pytest.approx(rate, abs=1e-9)


@given(rate=st.floats(-0.3, 20), times=st.lists(st.floats(0.02, 20), min_size=1, max_size=30))
@few
def test_an_effective_rate_comes_back(rate, times):
    advance = sum(100 / (1 + rate) ** t for t in times)
    assert rates.effective([(0, advance), *((t, -100) for t in times)]) == pytest.approx(rate, rel=1e-7, abs=1e-9)


@given(rate=st.floats(0.0, 0.1), odd=st.integers(0, 29), full=st.integers(0, 3), count=st.integers(1, 120))
@few
def test_an_american_rate_comes_back(rate, odd, full, count):
    paid = sum(200 / (1 + rate) ** (full + k) for k in range(count)) / (1 + odd / 30 * rate)
    assume(full or odd)
    found = rates.appendix_j(paid, [200] * count, 12, full_periods=full, odd_days=odd)
    assert found == pytest.approx(rate * 1200, abs=1e-6)


@given(monthly=st.floats(0.0001, 0.5), count=st.integers(1, 60))
@few
def test_the_three_conventions_agree_on_months(monthly, count):
    advance = sum(100 / (1 + monthly) ** k for k in range(1, count + 1))
    assert rates.per_period([advance] + [-100] * count) == pytest.approx(monthly, rel=1e-9)
    assert rates.appendix_j(advance, [100] * count, 12) == pytest.approx(monthly * 1200, rel=1e-8)
    yearly = rates.effective([(0, advance), *((k / 12, -100) for k in range(1, count + 1))])
    assert yearly == pytest.approx((1 + monthly) ** 12 - 1, rel=1e-7)


def test_free_money_costs_nothing():
    assert rates.per_period([1200] + [-100] * 12) == pytest.approx(0, abs=1e-12)


def test_of_several_rates_the_one_near_zero_is_found():
    assert rates.per_period([-100, 510, -440]) == pytest.approx(0.1, abs=1e-12)  # 10 % and 300 %


# No answer is said, not made up.

@pytest.mark.parametrize("flows", [[100, 10], [-100, -10], [100, 0, 0], [100, 50, 50]])
def test_flows_that_never_turn_have_no_rate(flows):
    with pytest.raises(NoRoot):
        rates.per_period(flows)
    with pytest.raises(NoRoot):
        rates.effective(list(enumerate(flows)))


def test_a_function_without_a_change_of_sign_has_no_root():
    with pytest.raises(NoRoot):
        bracketed(lambda x: x * x + 1, -3, 3)


@given(root=st.floats(-0.9, 900), power=st.sampled_from([1, 3, 5]))
@few
def test_a_root_is_found_however_flat_the_function(root, power):
    found = bracketed(lambda x: (x - root) ** power, -1, 1000)
    assert found == pytest.approx(root, rel=1e-6, abs=1e-6)


def test_a_smooth_function_is_asked_half_as_often_as_by_halving():
    asked = []
    found = bracketed(lambda x: asked.append(x) or x ** 3 - 2, 0, 4)
    assert found == pytest.approx(2 ** (1 / 3), abs=1e-14)
    assert len(asked) < math.log2(4 / 1e-14) / 2


def test_a_function_that_overflows_at_an_end_has_its_root():
    assert bracketed(lambda x: math.inf if x > 3 else x - 0.7, -1, 4) == pytest.approx(0.7, abs=1e-13)


def test_a_root_at_an_end_is_found():
    assert bracketed(lambda x: x - 2, 2, 5) == 2
    assert bracketed(lambda x: x - 5, 2, 5) == 5


def test_long_loans_without_a_rate_are_refused_not_a_crash():
    with pytest.raises(NoRoot):
        rates.appendix_j(-1.0, [1.0] * 360, 12)
