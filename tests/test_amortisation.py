"""Schedules: rounding rules to the cent, interest periods of any length, and what the Commission's examples print of both."""

from decimal import Decimal

import numpy_financial as npf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators._amortisation import Method, Rounding, annuity, level, schedule, to_the_cent
from calculators._rates import balances

few = settings(max_examples=80, deadline=None, derandomize=True)
ROUNDED = [rule for rule in Rounding if rule is not Rounding.NONE]


def cents(amounts) -> list[float]:
    return [round(amount, 2) for amount in amounts]


# Rounding

@pytest.mark.parametrize(("rule", "first", "last"), [
    (Rounding.CENT, 888.49, 888.47), (Rounding.CENT_UP, 888.49, 888.52), (Rounding.CENT_DOWN, 888.48, 888.52),
    (Rounding.UNIT, 888.0, 895.0), (Rounding.NONE, 888.4879, 888.4879),
])
def test_each_rule_rounds_the_instalment_and_the_last_one_balances(rule, first, last):
    """10,000 over 12 months at 12%: 888.4879 a month."""
    rows = schedule(10_000, 0.01, 12, Method.EQUAL_INSTALMENT, rule)
    assert {round(row.payment, 4) for row in rows[:-1]} == {first}
    assert round(rows[-1].payment, 4) == last


def test_half_a_cent_is_rounded_as_decimals_are():
    assert to_the_cent(1000.005) == 1000.01 and to_the_cent(2.675) == 2.68
    assert schedule(1.5, 0.03, 2, Method.INTEREST_ONLY, Rounding.CENT)[0].interest == 0.05  # 0.045


@pytest.mark.parametrize("rule", ROUNDED)
def test_fractions_of_a_cent_in_the_amount_are_not_left_for_the_last_instalment(rule):
    rows = schedule(1000.004, 0.01, 3, Method.EQUAL_INSTALMENT, rule)
    assert rows == schedule(1000, 0.01, 3, Method.EQUAL_INSTALMENT, rule)
    assert all(Decimal(str(amount)).as_tuple().exponent >= -2 for row in rows for amount in (row.interest, row.principal))


@given(principal=st.integers(100, 10 ** 9), rate=st.floats(0, 0.2), periods=st.integers(1, 120), method=st.sampled_from(Method),
       rule=st.sampled_from(ROUNDED), lengths=st.lists(st.floats(0.1, 3), min_size=120, max_size=120))
@few
def test_a_rounded_schedule_repays_exactly_what_was_lent(principal, rate, periods, method, rule, lengths):
    rows = schedule(principal / 100, rate, periods, method, rule, lengths[:periods])
    assert rows[-1].balance == 0
    assert sum(Decimal(str(row.principal)) for row in rows) == Decimal(principal) / 100
    grain = Decimal(1) if rule is Rounding.UNIT else Decimal("0.01")
    assert all(Decimal(str(row.interest)) % grain == 0 for row in rows)


# Interest periods of their own length

@given(principal=st.floats(100, 1e6), rate=st.floats(1e-4, 0.1), periods=st.integers(1, 240))
@few
def test_level_is_the_annuity_where_all_periods_are_alike(principal, rate, periods):
    assert level(principal, [rate] * periods) == pytest.approx(annuity(principal, rate, periods), rel=1e-11)
    assert level(principal, [rate] * periods) == pytest.approx(-npf.pmt(rate, periods, principal), rel=1e-9)


@given(rate=st.floats(0, 0.05), lengths=st.lists(st.floats(0, 4), min_size=1, max_size=60))
@few
def test_whatever_the_lengths_the_equal_instalment_ends_the_debt(rate, lengths):
    rows = schedule(5_000, rate, len(lengths), Method.EQUAL_INSTALMENT, lengths=lengths)
    payments = [row.payment for row in rows]
    assert payments == pytest.approx([payments[0]] * len(rows), rel=1e-8)


def test_a_flat_fee_is_owed_with_each_instalment_however_long_the_period():
    assert (schedule(1200, 0.01, 3, Method.FLAT_FEE, lengths=[1.5, 1, 1]) == schedule(1200, 0.01, 3, Method.FLAT_FEE))


def test_interest_of_payments_in_advance():
    """Microsoft, DAX reference, CUMIPMT: 125,000 at 9% over 360 months, paid at the start of each; interest of 13 to 24."""
    rows = schedule(125_000, 0.0075, 360, Method.EQUAL_INSTALMENT, lengths=[0.0] + [1.0] * 359)
    assert sum(row.interest for row in rows[12:24]) == pytest.approx(11052.3395838718, abs=1e-8)


# European Commission, Examples for the calculation of the APRC, January 2015: what takes more than one call. Interest is
# printed by year.

def by_year(amounts) -> list[float]:
    return cents(sum(amounts[start:start + 12]) for start in range(0, len(amounts), 12))


def test_example_2_case_2_a_first_period_of_a_month_and_three_days():
    rows = schedule(200_000, 0.005, 240, Method.EQUAL_INSTALMENT, lengths=[1 + 12 * 3 / 366] + [1.0] * 239)
    assert round(rows[0].payment, 2) == 1433.56
    assert cents((rows[0].interest, rows[0].principal, rows[0].balance)) == [1098.36, 335.20, 199664.80]
    assert cents((rows[11].interest, rows[11].principal, rows[11].balance)) == [976.07, 457.50, 194755.66]
    assert by_year([row.interest for row in rows])[:3] == [11958.42, 11531.05, 11181.23]
    assert round(sum(row.interest for row in rows), 2) == 144055.19
    assert round(sum(row.payment for row in rows), 2) == 344055.19


def test_example_2_case_3_yearly_payments_of_which_the_first_falls_after_34_days():
    assert round(level(200_000, [0.06 * 34 / 365] + [0.06] * 19), 2) == 16541.86


def test_example_9_an_instalment_that_grows_by_3_per_cent_a_year():
    # The first instalment, unrounded, is what the example's 1130.33 stands for.
    payments = [1130.3326672729563 * 1.03 ** (month // 12) for month in range(240)]
    lines = balances([(0, 200_000), *((month, -payment) for month, payment in enumerate(payments, 1))], 0.005)[1:]
    assert by_year([interest for interest, _ in lines]) == [
        11956.27, 11845.73, 11702.93, 11525.12, 11309.36, 11052.49, 10751.15, 10401.73, 10000.38, 9542.99, 9025.16, 8442.21,
        7789.11, 7060.51, 6250.70, 5353.59, 4362.67, 3271.00, 2071.17, 755.29]
    assert cents(owed for _, owed in (lines[0], lines[1], lines[11], lines[12], lines[13])) == [
        199869.67, 199738.68, 198392.27, 198219.99, 198046.85]
    assert round(sum(interest for interest, _ in lines), 2) == 164469.54


@pytest.mark.parametrize(("change", "rate", "before", "after"), [
    (24, 0.06, 1319.91, 1423.41), (9, 0.055, 1319.91, 1374.06), (9, 0.073, 1319.91, 1578.43)],
    ids=["example_20", "example_21_550", "example_21_730"])
def test_a_rate_that_changes_makes_a_new_instalment_on_what_is_owed(change, rate, before, after):
    first = schedule(200_000, 0.05 / 12, 240, Method.EQUAL_INSTALMENT)
    second = schedule(first[change - 1].balance, rate / 12, 240 - change, Method.EQUAL_INSTALMENT)
    assert [round(rows[0].payment, 2) for rows in (first, second)] == [before, after]


def test_example_20_interest_by_year():
    first = schedule(200_000, 0.05 / 12, 240, Method.EQUAL_INSTALMENT)
    second = schedule(first[23].balance, 0.06 / 12, 216, Method.EQUAL_INSTALMENT)
    interest = [row.interest for row in (*first[:24], *second)]
    assert by_year(interest) == [
        9864.32, 9558.64, 11102.06, 10733.30, 10341.79, 9926.13, 9484.84, 9016.33, 8518.92, 7990.83, 7430.17, 6834.93, 6202.98,
        5532.05, 4819.74, 4063.50, 3260.61, 2408.20, 1503.22, 542.42]
    assert round(sum(interest), 2) == 139134.97
