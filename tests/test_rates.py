"""Rates of return: what sources print, a rate from its own flows, no answer where there is none."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from calculators import _rates as rates
from calculators._days import DayCount, year_fraction
from calculators._roots import NoRoot, bracketed

few = settings(max_examples=60, deadline=None, derandomize=True)


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


@given(nominal=st.floats(-0.5, 5), times=st.sampled_from([1, 2, 4, 12, 52, 365]))
@few
def test_nominal_and_effective_are_inverses(nominal, times):
    assert rates.nominal(rates.compounded(nominal, times), times) == pytest.approx(nominal, rel=1e-12, abs=1e-12)


@given(rate=st.floats(0.001, 2), amounts=st.lists(st.floats(1, 1000), min_size=1, max_size=12))
@few
def test_at_its_own_rate_a_debt_ends_at_nothing(rate, amounts):
    flows = [(0.4 * place, -amount) for place, amount in enumerate(amounts, 1)]
    flows = [(0.0, -rates.present_value(rate, flows)), *flows]
    assert rates.balances(flows, rate)[-1][1] == pytest.approx(0, abs=1e-7 * sum(amounts))


def test_a_debt_grows_by_its_rate_and_falls_by_payments():
    lines = rates.balances([(0, 1000), (1, -500), (3, -605)], 0.1)
    assert [accrued for accrued, _ in lines] == pytest.approx([0, 100, 126])
    assert [owed for _, owed in lines] == pytest.approx([1000, 600, 121])


def test_dated_payments_by_a_year_of_360_days():
    """MathWorks, xirr, as pyxirr's tests quote it: the same flows by actual/365 and by actual/360."""
    flows = [(date(2007, 1, 12), -10_000), (date(2008, 2, 14), 2_500), (date(2008, 3, 3), 2_000), (date(2008, 6, 14), 3_000),
             (date(2008, 12, 1), 4_000)]
    assert rates.effective_dated(flows, DayCount.ACT_360) == pytest.approx(0.0991988898057063, abs=1e-9)


def test_present_value_of_dated_payments():
    """PhpSpreadsheet's test data from Excel, XNPV."""
    start, last = date(2018, 6, 30), [date(year, 12, 31) for year in range(2018, 2028)]
    flows = [(year_fraction(start, day, DayCount.ACT_365), 120_000) for day in last]
    assert rates.present_value(0.1, flows) == pytest.approx(772830.734, abs=5.1e-4)


@given(amounts=st.lists(st.floats(10, 5_000), min_size=1, max_size=20), gaps=st.lists(st.integers(1, 400), min_size=20, max_size=20))
@few
def test_dated_rates_of_scipy(amounts, gaps):
    days = [date(2020, 1, 31) + timedelta(sum(gaps[:n])) for n in range(len(amounts) + 1)]
    flows = list(zip(days, [0.9 * sum(amounts), *(-amount for amount in amounts)], strict=True))

    def worth(rate):
        return sum(amount / (1 + rate) ** ((day - days[0]).days / 365) for day, amount in flows)

    low, high = -0.4, 1.0
    assume(worth(low) * worth(high) < 0)
    assert rates.effective_dated(flows) == pytest.approx(brentq(worth, low, high, xtol=1e-14), rel=1e-9, abs=1e-11)


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
