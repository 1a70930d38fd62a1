"""True cost of a loan: the scenarios as the pages print them, schedules to the cent, second witnesses, honest errors."""

import math
from dataclasses import replace

import numpy_financial as npf
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculators import _rates
from calculators._amortisation import Method, Rounding, annuity, schedule
from calculators._days import DayCount
from calculators._inputs import InputError, parse
from calculators._results import Tone
from calculators._roots import bracketed
from calculators._text import LANGUAGES, resolve
from calculators.pricing import loan_apr as loan

S08A, S08B, S08C = (loan.PRESETS[name].inputs for name in ("S-08a", "S-08b", "S-08c"))
GUARANTEE, MEMBERSHIP = S08C.fees
properties = settings(max_examples=80, deadline=None, derandomize=True)


def exact(inputs):
    """The same loan with instalments that are not rounded."""
    return replace(inputs, rounding=Rounding.NONE)


def rates(inputs) -> tuple[float, float]:
    """Nominal and effective, per cent, to the four digits that the scenarios print."""
    result = loan.calculate(inputs)
    return round(result.nominal * 100, 4), round(result.effective * 100, 4)


def guarantee(amount, *fees):
    return replace(S08C, fees=(replace(GUARANTEE, amount=amount), *fees))


# The scenarios

def test_flat_fee_of_0_75_a_month():
    result = loan.calculate(S08A)
    assert {i.payment for i in result.instalments} == {1090}
    assert round(result.monthly * 100, 6) == 1.351374
    assert rates(S08A) == (16.2165, 17.4778)


def test_flat_fee_of_0_60_a_month():
    assert rates(replace(S08A, monthly_fee=0.60)) == (13.0342, 13.8418)


def test_the_flat_fee_that_equals_24_per_cent():
    fee = bracketed(lambda m: loan.calculate(exact(replace(S08A, monthly_fee=m))).nominal - 0.24, 0.5, 2)
    assert round(fee, 4) == 1.1226


def test_500_deducted_on_day_0():
    result = loan.calculate(S08B)
    assert (result.instalments[0].payment, result.received) == (888.49, 9500)
    assert rates(exact(S08B)) == (21.8559, 24.1838)
    assert rates(S08B)[0] == 21.8560  # what the page says of cents


def test_facilitated_loan_step_by_step():
    result = loan.calculate(exact(S08C))
    assert [round(rate * 100, 4) for *_, rate in result.steps] == [7.2, 19.9675, 25.8839]
    assert [total for _, total, _ in result.steps[1:]] == [720, 299]
    to_the_cent = loan.calculate(S08C)
    assert (to_the_cent.received, round(to_the_cent.paid, 2)) == (9701, 11114.28)
    assert round(to_the_cent.instalments[0].payment, 2) == 866.19
    for (*_, ours), (*_, printed) in zip(to_the_cent.steps, result.steps, strict=True):
        assert ours == pytest.approx(printed, abs=1e-6)  # 0.0001 points
    assert rates(S08C)[1] == 29.1865


def test_a_guarantee_fee_of_80():
    assert rates(exact(guarantee(80)))[0] == 24.1227
    assert rates(exact(guarantee(80, MEMBERSHIP)))[0] == 30.0979


@pytest.mark.parametrize("measure", loan.Measure)
def test_membership_decides_on_either_measure(measure):
    assert loan.calculate(replace(S08C, measure=measure)).over > 0
    assert loan.calculate(replace(guarantee(60), measure=measure)).over < 0


# What the calculator's page says besides

def test_the_measure_decides_between_60_and_80():
    assert [round(rate, 2) for rate in rates(guarantee(70))] == [22.05, 24.42]
    tones = {measure: next(loan.calculate(replace(guarantee(70), measure=measure)).view()).tone for measure in loan.Measure}
    assert tones == {loan.Measure.NOMINAL: Tone.GOOD, loan.Measure.REG_Z: Tone.GOOD,
                     loan.Measure.EFFECTIVE: Tone.BAD, loan.Measure.EU: Tone.BAD, loan.Measure.UK: Tone.BAD}


def test_a_charge_weighs_by_its_month():
    def at(month):
        return round(rates(guarantee(60, replace(MEMBERSHIP, first=month, last=month)))[0], 2)

    assert (at(0), at(1), at(12)) == (25.88, 25.76, 24.58)


@pytest.mark.parametrize(("month", "rate"), [(3, 28.64), (6, 24.18)])
def test_repaid_early(month, rate):
    owed = loan.calculate(S08C).instalments[month - 1].balance
    flows = [9701, *[-926.19] * (month - 1), -926.19 - owed]
    assert round(_rates.per_period(flows) * 1200, 2) == rate


def test_a_loan_of_one_month():
    short = loan.Inputs(1000, 1, Method.INTEREST_ONLY, annual_rate=12, fees=(loan.Fee("", 50, 0, 0),))
    assert [round(rate, 2) for rate in rates(short)] == [75.79, 108.53]


def test_the_order_of_payees_moves_the_steps_and_not_the_end():
    turned = loan.calculate(replace(S08C, fees=(MEMBERSHIP, GUARANTEE)))
    straight = loan.calculate(S08C)
    assert turned.nominal == pytest.approx(straight.nominal, abs=1e-12)
    added = [(result.steps[place][2] - result.steps[place - 1][2]) * 100 for result, place in ((straight, 2), (turned, 1))]
    assert [round(points, 2) for points in added] == [5.92, 5.74]


def test_the_guess_by_eye_and_the_two_trials():
    assert round(1080 / 6500 * 100, 1) == 16.6
    trials = [1090 * (1 - (1 + i) ** -12) / i for i in (0.013, 0.014)]
    assert [round(value, 2) for value in trials] == [12038.65, 11963.58]


def test_each_payee_is_named_and_one_without_a_name_by_its_place():
    nameless = replace(S08C, fees=(GUARANTEE, loan.Fee("", 10, 1, 1), loan.Fee("Surveyor", 10, 0, 0)))
    names = [name for name, *_ in loan.calculate(nameless).steps]
    assert [name.en for name in names] == ["Interest", "Guarantor: guarantee fee", "Charge 2", "Surveyor"]
    assert [name.zh for name in names] == ["利息", "担保公司：担保费", "收费 2", "Surveyor"]
    assert loan.calculate(S08A).steps[0][0] == loan.Text("Fee on the amount", "按本金计收的费用")


# Lines to compare with

@pytest.mark.parametrize(("cap", "line"), [(loan.Cap.CN_24, 0.24), (loan.Cap.CN_LPR, 0.12), (loan.Cap.US_MLA, 0.36),
                                           (loan.Cap.OWN, 0.20)])
def test_each_line_is_its_own(cap, line):
    assert loan.calculate(replace(S08A, cap=cap)).cap == pytest.approx(line, abs=1e-15)


def test_four_times_the_lpr_of_the_contract():
    assert loan.calculate(replace(S08A, cap=loan.Cap.CN_LPR, lpr=3.85)).cap == pytest.approx(0.154)


@pytest.mark.parametrize(("inputs", "tone", "en", "zh"), [
    (S08C, Tone.BAD, "This loan costs 25.88% a year, 1.88 percentage points over the line of 24.00%.",
     "这笔贷款年化成本 25.88%，超出 24.00% 的上限 1.88 个百分点。"),
    (replace(S08A, cap=loan.Cap.OWN, own_cap=17.0), Tone.CAUTION,
     "This loan costs 16.22% a year, only 0.78 percentage points under the line of 17.00%: one more charge can cross it.",
     "这笔贷款年化成本 16.22%，距 17.00% 的上限仅 0.78 个百分点，再加一项收费就可能越线。"),
    (S08A, Tone.GOOD, "This loan costs 16.22% a year, 7.78 percentage points under the line of 24.00%.",
     "这笔贷款年化成本 16.22%，低于 24.00% 的上限 7.78 个百分点。"),
])
def test_the_sentence_says_over_near_or_under(inputs, tone, en, zh):
    verdict = next(loan.calculate(inputs).view())
    assert (verdict.tone, verdict.sentence.en, verdict.sentence.zh) == (tone, en, zh)


def test_the_months_stand_in_a_table_with_what_is_received_paid_and_owed():
    months = [*loan.calculate(S08C).view()][-1]
    assert len(months.rows) == 13
    assert months.rows[0] == ("0", "", "", "299.00", "9,701.00", "")
    # 7.2 % ÷ 12 of 10,000 is 60; 866.19 less 60 is repaid; the guarantor's 60 comes on top
    assert months.rows[1] == ("1", "60.00", "806.19", "60.00", "926.19", "9,193.81")
    assert months.rows[-1][-1] == "0.00"


# Any loan that the form accepts

@st.composite
def loans(draw, most=360):
    periods = draw(st.integers(1, most))
    cents = st.integers(0, 1_200_000).map(lambda n: n / 100)
    months = st.one_of(st.integers(0, periods), st.integers(0, most), st.just(0))
    fees = draw(st.lists(st.builds(loan.Fee, st.just("fee"), cents, months, months), max_size=3))
    return loan.Inputs(
        draw(st.integers(100, 10 ** 11).map(lambda n: n / 100)), periods, draw(st.sampled_from(Method)),
        annual_rate=draw(st.floats(0, 200)), monthly_fee=draw(st.floats(0, 20)), rounding=draw(st.sampled_from(Rounding)),
        fees=tuple(fees), cap=draw(st.sampled_from(loan.Cap)), measure=draw(st.sampled_from(loan.Measure)),
        lpr=draw(st.floats(0, 20)), own_cap=draw(st.floats(0.01, 1000)), day_count=draw(st.sampled_from(DayCount)))


@given(loans())
@properties
def test_a_result_is_finite_or_an_error_is_said(inputs):
    try:
        result = loan.calculate(inputs)
    except InputError as error:
        assert error.field.startswith("fees") and error.sentence.en and error.sentence.zh
        return
    numbers = (result.monthly, result.nominal, result.effective, result.paid, result.interest, result.fees, result.cap)
    assert all(map(math.isfinite, numbers))
    for lang in LANGUAGES:
        words = str([resolve(vars(block), lang) for block in result.view()]).lower()
        assert "nan" not in words.replace("finance", "") and "inf" not in words


@given(loans())
@properties
def test_a_schedule_balances_to_nothing(inputs):
    rate = inputs.monthly_fee / 100 if inputs.method is Method.FLAT_FEE else inputs.annual_rate / 1200
    rows = schedule(inputs.principal, rate, inputs.periods, inputs.method, inputs.rounding)
    assert [row.period for row in rows] == list(range(1, inputs.periods + 1))
    assert rows[-1].balance == 0
    assert sum(row.principal for row in rows) == pytest.approx(inputs.principal, rel=1e-9)
    # Without rounding an error of the last bit grows with the interest; a rounded schedule has none to the cent.
    grain = inputs.principal * min(1, 1e-14 * (1 + rate) ** inputs.periods)
    assert all(-grain <= row.balance <= inputs.principal + grain and row.payment >= -grain for row in rows)
    if inputs.rounding is Rounding.CENT:
        for amount in (amount for row in rows for amount in (row.interest, row.principal, row.balance)):
            assert amount == round(amount, 2)


@given(loans(most=120))
@properties
def test_at_the_rate_the_loan_is_worth_nothing(inputs):
    assume(all(fee.first <= fee.last <= inputs.periods for fee in inputs.fees))
    try:
        result = loan.calculate(inputs)
    except InputError:
        return
    charges = [sum(f.amount for f in inputs.fees if f.first <= k <= f.last) for k in range(inputs.periods + 1)]
    out = [(row.payment + charges[row.period]) / (1 + result.monthly) ** row.period for row in result.instalments]
    assert math.fsum(out) == pytest.approx(inputs.principal - charges[0], rel=1e-9, abs=1e-9 * inputs.principal)
    assert result.received == pytest.approx(inputs.principal - charges[0])
    assert result.paid == pytest.approx(sum(row.payment for row in result.instalments) + sum(charges[1:]))


@given(loans(most=60), st.integers(1, 50_000).map(lambda n: n / 100), st.integers(0, 60))
@properties
def test_one_more_charge_never_makes_a_loan_cheaper(inputs, amount, month):
    plain = replace(inputs, fees=())
    assume(month <= plain.periods and (month or amount < plain.principal * 0.9))
    dearer = loan.calculate(replace(plain, fees=(loan.Fee("", amount, month, month),)))
    assert dearer.nominal > loan.calculate(plain).nominal - 1e-12


# Second witnesses

@given(rate=st.floats(0.0005, 0.1), periods=st.integers(1, 360))
@properties
def test_instalments_of_numpy_financial(rate, periods):
    rows = schedule(10_000, rate, periods, Method.EQUAL_INSTALMENT)
    assert annuity(10_000, rate, periods) == pytest.approx(-npf.pmt(rate, periods, 10_000), rel=1e-10)
    middle = (periods + 1) // 2
    assert rows[middle - 1].interest == pytest.approx(-float(npf.ipmt(rate, middle, periods, 10_000)), rel=1e-6)


@pytest.mark.parametrize("inputs", [S08A, S08B, S08C, exact(S08C), guarantee(80, MEMBERSHIP),
                                    replace(S08B, periods=36, method=Method.EQUAL_PRINCIPAL),
                                    replace(S08B, periods=24, method=Method.INTEREST_ONLY)])
def test_rates_of_numpy_financial(inputs):
    result = loan.calculate(inputs)
    charges = [sum(f.amount for f in inputs.fees if f.first <= k <= f.last) for k in range(inputs.periods + 1)]
    flows = [result.received, *(-row.payment - charges[row.period] for row in result.instalments)]
    assert result.monthly == pytest.approx(npf.irr(flows), abs=1e-10)


def test_a_loan_without_charges_costs_its_rate():
    for method in (Method.EQUAL_INSTALMENT, Method.EQUAL_PRINCIPAL, Method.INTEREST_ONLY):
        result = loan.calculate(loan.Inputs(50_000, 30, method, annual_rate=11.5, rounding=Rounding.NONE))
        assert result.nominal == pytest.approx(0.115, abs=1e-12)


def test_many_small_cents_do_not_pay_back_more_than_was_lent():
    result = loan.calculate(loan.Inputs(2, 360, Method.EQUAL_PRINCIPAL, annual_rate=0))  # 2 ÷ 360 is rounded up to 0.01
    assert result.paid == pytest.approx(2) and result.nominal == pytest.approx(0, abs=1e-9)


# Errors

@pytest.mark.parametrize(("fees", "field", "en", "zh"), [
    ("a\t10\t1\t13", "fees.0.last", "Row 1: the charge must end between its first month and month 12.",
     "第 1 行：截止月须不早于起始月，且不晚于第 12 月。"),
    ("a\t10\t0\t0\nb\t10\t5\t4", "fees.1.last", "Row 2: the charge must end between its first month and month 12.",
     "第 2 行：截止月须不早于起始月，且不晚于第 12 月。"),
    ("a\t12000\t0\t0", "fees", "The charges on day 0 leave nothing of the loan, so it has no rate.",
     "放款日收费已超过或接近本金，算不出利率。"),
])
def test_what_cannot_be_computed_is_said(fees, field, en, zh):
    with pytest.raises(InputError) as problem:
        loan.calculate(parse(loan.Inputs, {"fees": fees}))
    error = problem.value
    assert (error.field, error.sentence.en, error.sentence.zh) == (field, en, zh)
