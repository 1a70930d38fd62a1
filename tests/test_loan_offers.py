"""True cost of a loan beyond whole months: early ends, dates, day counts, lists, laws, and two offers side by side."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from calculators import _rates
from calculators._amortisation import Method, Rounding
from calculators._conventions import Flows, Measure, stated
from calculators._days import DayCount, add_months
from calculators._inputs import InputError, InputErrors, parse
from calculators._results import Chart, Note, Rows, Tone
from calculators._run import view
from calculators.pricing import loan_apr as loan

S08C, DAILY, EARLY, ODD, LIST, OFFERS = (loan.PRESETS[name].inputs for name in (
    "S-08c", "daily", "early", "odd-days", "list", "two-offers"))
few = settings(max_examples=60, deadline=None, derandomize=True)


def percents(inputs) -> dict[str, float]:
    """The rate by each law, per cent, to four digits."""
    return {measure.name: round(rate * 100, 4) for measure, rate in loan.calculate(inputs).rates}


def sentences(inputs, lang="en") -> list[str]:
    return [block.sentence[lang] for block in loan.calculate(inputs).view() if hasattr(block, "tone")]


def table(inputs, title: str) -> Rows:
    return next(block for block in loan.calculate(inputs).view() if isinstance(block, Rows) and block.title.en == title)


# Early ends

@pytest.mark.parametrize(("period", "rate", "last"), [(3, 28.64, 8493.08), (6, 24.18, 6015.91)])
def test_the_third_example_repaid_early(period, rate, last):
    result = loan.calculate(replace(EARLY, settled=period))
    assert round(result.real.rate * 100, 2) == rate
    assert round(-result.real.flows.amounts[-1], 2) == last
    assert round(result.agreed.rate * 100, 2) == 25.88


def test_the_first_sentence_says_at_what_rate_it_is_really_repaid():
    assert sentences(EARLY)[0] == (
        "Repaid in full with instalment 3, this loan really costs 28.64% a year, 2.76 percentage points more than kept to the end "
        "and over the line of 24.00%.")
    assert sentences(EARLY)[1] == "Kept to the end it costs 25.88% a year, 1.88 percentage points over the line of 24.00%."
    assert sentences(EARLY, "zh")[0] == (
        "第 3 期提前结清，这笔贷款实际年化 28.64%，比按期还清高 2.76 个百分点，超出 24.00% 的上限。")
    due = next(block.sentence.en for block in loan.calculate(EARLY).view() if isinstance(block, Note))
    assert due == ("On the day of the early end 8,493.08 is due: 926.19 as every month, 7,566.89 still owed, a charge of 0.00, less "
                   "0.00 given back.")


@pytest.mark.parametrize(("changes", "tone", "words"), [
    ({}, Tone.BAD, "and over the line"), ({"refund": True}, Tone.PLAIN, "7.05 percentage points less than kept to the end."),
    ({"cap": loan.Cap.US_MLA}, Tone.CAUTION, "2.76 percentage points more than kept to the end.")])
def test_an_early_end_is_judged_by_the_line_and_by_the_contract(changes, tone, words):
    first = next(loan.calculate(replace(EARLY, **changes)).view())
    assert first.tone is tone and words in first.sentence.en


def test_a_charge_on_the_rest_and_a_refund_of_day_0():
    charged = loan.calculate(replace(EARLY, prepayment_charge=3))
    assert (charged.early.owed, charged.early.penalty) == (7566.89, 227.01)  # 226.0067 would be 2.99%
    refunded = loan.calculate(replace(EARLY, refund=True)).early
    assert refunded.refund == 224.25  # 299 × 9 ÷ 12
    assert refunded.flows.amounts[-1] == pytest.approx(-(926.19 + 7566.89 - 224.25))


def test_a_refund_in_full_proportion_makes_an_early_end_cheaper_and_a_charge_dearer():
    plain, refunded, charged = (loan.calculate(replace(EARLY, **more)).real.rate for more in (
        {}, {"refund": True}, {"prepayment_charge": 1}))
    assert refunded < plain < charged


@pytest.mark.parametrize("method", [Method.EQUAL_INSTALMENT, Method.EQUAL_PRINCIPAL, Method.INTEREST_ONLY])
def test_without_charges_it_does_not_matter_when_a_loan_ends(method):
    inputs = loan.Inputs(10_000, 24, method, annual_rate=15, rounding=Rounding.NONE, end=loan.End.EARLY, settled=7)
    result = loan.calculate(inputs)
    assert result.real.rate == pytest.approx(0.15, abs=1e-7)  # what is paid on the day of the early end is rounded to the cent
    assert [rate for _, rate in result.by_end] == pytest.approx([0.15] * 24, abs=1e-6)


def test_the_curve_shows_every_end_of_a_short_loan_and_two_dozen_of_a_long_one():
    assert [period for period, _ in loan.calculate(EARLY).by_end] == list(range(1, 13))
    ends = [period for period, _ in loan.calculate(replace(S08C, periods=360, end=loan.End.EARLY, settled=100)).by_end]
    assert len(ends) < 30 and {1, 100, 360} <= set(ends)
    chart = next(block for block in loan.calculate(EARLY).view() if isinstance(block, Chart))
    assert chart.summary.en.startswith("It is dearest when it ends with instalment 1, at 51.83%; kept to instalment 12 it costs 25.88%.")


@pytest.mark.parametrize(("periods", "settled"), [(12, 12), (12, 13), (1, 1)])
def test_an_early_end_comes_before_the_last_instalment(periods, settled):
    with pytest.raises(InputError) as problem:
        loan.calculate(replace(EARLY, periods=periods, settled=settled, fees=()))
    assert problem.value.field == "settled"
    assert f"number {periods}" in problem.value.sentence.en and f"第 {periods} 期" in problem.value.sentence.zh


# Daily rates and day counts

def test_five_in_ten_thousand_a_day():
    result = loan.calculate(replace(DAILY, rounding=Rounding.NONE))
    assert result.nominal == pytest.approx(0.1825, abs=1e-12)
    assert loan.calculate(replace(DAILY, rounding=Rounding.NONE, day_count=DayCount.THIRTY_360)).nominal == pytest.approx(0.18)
    assert sentences(DAILY)[1] == (
        "Interest of 0.050% a day is 18.25% a year over 365 days, 18.00% over 360, and 20.016% if compounded daily.")


@pytest.mark.parametrize(("count", "rate"), [
    (DayCount.THIRTY_360, 12), (DayCount.ACT_365, 12), (DayCount.ACT_ACT, 12), (DayCount.ACT_360, 12 * 365 / 360)])
def test_a_year_of_360_days_makes_12_per_cent_12_17(count, rate):
    inputs = loan.Inputs(10_000, 12, Method.EQUAL_PRINCIPAL, annual_rate=12, day_count=count, rounding=Rounding.NONE)
    assert loan.calculate(inputs).nominal * 100 == pytest.approx(rate, abs=1e-9)


@pytest.mark.parametrize(("count", "interest"), [
    # 10,000 at 12% from 15 January to 1 March 2026: 46 days of 30/360, 45 real ones
    (DayCount.THIRTY_360, 153.33), (DayCount.ACT_365, 147.95), (DayCount.ACT_360, 150.00), (DayCount.ACT_ACT, 147.95)])
def test_interest_of_an_odd_first_period(count, interest):
    assert loan.calculate(replace(ODD, day_count=count)).instalments[0].interest == interest


def test_a_daily_rate_counts_real_days():
    inputs = replace(ODD, quoted=loan.Quoted.DAY, daily_rate=0.05)
    assert [row.interest for row in loan.calculate(replace(inputs, day_count=DayCount.ACT_360)).instalments] == [
        row.interest for row in loan.calculate(inputs).instalments]
    assert loan.calculate(inputs).instalments[0].interest == 225  # 10,000 × 0.05% × 45


def test_due_days_follow_the_first_and_stay_in_their_month():
    inputs = replace(ODD, payout=date(2026, 1, 10), first_due=date(2026, 1, 31), periods=3)
    assert loan.calculate(inputs).agreed.flows.days == (
        date(2026, 1, 10), date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31))
    assert [row[1] for row in table(inputs, "Month by month").rows] == ["2026-01-10", "2026-01-31", "2026-02-28", "2026-03-31"]


@given(first=st.integers(1, 365), rate=st.floats(0.1, 60), periods=st.integers(1, 48), start=st.dates(date(2000, 1, 1), date(2050, 1, 1)))
@few
def test_a_daily_accrual_without_charges_costs_its_own_compounding(first, rate, periods, start):
    """Interest only, actual/365: each period's interest is rate × days / 365, so between that and daily compounding."""
    assume(start + timedelta(first) <= add_months(start, 12))
    result = loan.calculate(loan.Inputs(
        10_000, periods, Method.INTEREST_ONLY, annual_rate=rate, day_count=DayCount.ACT_365, rounding=Rounding.NONE,
        timing=loan.Timing.DATES, payout=start, first_due=start + timedelta(first)))
    shortest, longest = min(first, 28), max(first, 31)
    ends = [(1 + rate / 100 * days / 365) ** (365 / days) - 1 for days in (longest, shortest)]
    assert ends[0] - 1e-9 <= result.effective <= ends[1] + 1e-9


# Laws

def test_whole_months_have_two_rates_and_the_british_one_decimal():
    assert percents(S08C) == {"NOMINAL": 25.8839, "EFFECTIVE": 29.1865, "REG_Z": 25.8839, "EU": 29.1865, "UK": 29.2}


def test_dates_part_the_laws():
    assert percents(ODD) == {"NOMINAL": 11.9933, "EFFECTIVE": 12.6751, "REG_Z": 11.8981, "EU": 12.5861, "UK": 12.6}
    by_law = dict(table(ODD, "The same loan by the convention of each law").rows)
    assert by_law[Measure.UK.value] == "12.6%" and by_law[Measure.REG_Z.value] == "11.8981%"


def test_appendix_j_from_dates_is_appendix_j_from_odd_days():
    """Example (c)(1)(ii): 6,000 on 10 February 1978, 36 × 200 from 1 April: 11.82%."""
    days = (date(1978, 2, 10), *(add_months(date(1978, 4, 1), n) for n in range(36)))
    flows = Flows((6000.0, *(-200.0,) * 36), days)
    assert round(flows.rate(Measure.REG_Z) * 100, 2) == 11.82
    assert flows.rate(Measure.REG_Z) * 100 == pytest.approx(_rates.appendix_j(6000, [200] * 36, 12, odd_days=19), abs=1e-9)


def test_a_british_rate_is_told_to_one_decimal():
    weekend = parse(loan.Inputs, {"timing": "list", "flows": "2012-10-10\t500\t0\n2012-10-15\t0\t510", "measure": "uk"})
    assert sentences(weekend)[0].startswith("This loan costs 324.4% a year")


@pytest.mark.parametrize(("rate", "decimals", "told"), [
    (6.434412, 1, 6.4), (6.452756, 1, 6.5), (6.961575, 1, 7.0), (7.093592, 1, 7.1), (6.041228, 1, 6.0), (10.039962, 1, 10.0),
    (3.055, 1, 3.1), (3.055, 2, 3.06), (0.05, 1, 0.1), (0, 1, 0)])
def test_rates_as_they_are_told(rate, decimals, told):
    """The Commission's examples print both; SWD(2012) 128, 4.1.2, prints 3.055."""
    assert stated(rate / 100, decimals) * 100 == pytest.approx(told, abs=1e-12)


@given(amounts=st.lists(st.floats(50, 3_000), min_size=1, max_size=12), gaps=st.lists(st.integers(1, 90), min_size=12, max_size=12))
@few
def test_each_law_balances_its_own_equation(amounts, gaps):
    days = tuple(date(2026, 1, 31) + timedelta(sum(gaps[:n])) for n in range(len(amounts) + 1))
    flows = Flows((0.93 * sum(amounts), *(-amount for amount in amounts)), days)

    def worth(rate):
        return sum(a / (1 + rate) ** ((day - days[0]).days / 365) for day, a in zip(days, flows.amounts, strict=True))

    assume(worth(50) > 0)  # a rate below 5,000%: at more, what is paid would still be worth more than what was received
    effective = flows.rate(Measure.EFFECTIVE)
    assert effective == pytest.approx(brentq(worth, 0, 60, xtol=1e-13), rel=1e-8)
    assert flows.rate(Measure.NOMINAL) == pytest.approx(12 * ((1 + effective) ** (1 / 12) - 1), rel=1e-9)
    assert flows.rate(Measure.EU) == pytest.approx(effective, rel=0.1)


# Lists

def test_a_list_of_payouts_and_payments():
    result = loan.calculate(LIST)
    assert (result.received, result.paid, result.interest) == (29_600, 33_000, 3_400)
    assert round(result.effective * 100, 2) == 17.54
    rows = table(LIST, "Payment by payment, at the effective rate").rows
    assert rows[0] == ("2026-01-15", "19,600.00", "0.00", "0.00", "19,600.00")
    assert rows[-1][0] == "2026-12-31" and rows[-1][-1] == "0.00"


def test_a_list_says_what_a_schedule_says():
    """The rows of S-08b on the first of each month are its loan: the same APR in the United States and in the Union."""
    rows = ["2026-01-01\t9500\t0", *(f"{add_months(date(2026, 1, 1), n)}\t0\t{888.49 if n < 12 else 888.47}" for n in range(1, 13))]
    listed = percents(parse(loan.Inputs, {"timing": "list", "flows": "\n".join(rows)}))
    assert (listed["REG_Z"], listed["EU"]) == (21.856, 24.184)


def test_rows_of_one_day_are_one_and_their_order_does_not_matter():
    listed = parse(loan.Inputs, {"timing": "list", "flows": "2026-07-01\t0\t600\n2026-01-01\t1000\t20\n2026-07-01\t0\t500"})
    assert loan.calculate(listed).agreed.flows == Flows((980.0, -1100.0), (date(2026, 1, 1), date(2026, 7, 1)))


@pytest.mark.parametrize(("rows", "field", "en"), [
    ("", "flows", "A loan begins with money received on its first day and has payments after it."),
    ("2026-01-01\t100\t0", "flows", "A loan begins with money received on its first day and has payments after it."),
    ("2026-01-01\t0\t10\n2026-02-01\t100\t0\n2026-03-01\t0\t95", "flows",
     "A loan begins with money received on its first day and has payments after it."),
    ("2026-01-01\t100\t0\n\n2026-02-01\t0\t0", "flows.2.payment", "Row 3: give what is received or paid."),
    ("2026-01-01\t100\t0\n1850-02-01\t0\t5", "flows.1.day", "Row 2: give a day from 1950 to 2150."),
    ("1960-01-01\t100\t0\n2026-02-01\t0\t5", "flows", "The list may span 60 years."),
    ("2026-01-01\t100\t0\n2026-01-02\t0\t200", "flows",
     "There is no annual rate at which what is received and what is paid balance."),
])
def test_a_list_that_is_no_loan_is_said(rows, field, en):
    with pytest.raises(InputErrors) as problem:
        view(loan, {"timing": "list", "flows": rows})
    assert [(error.field, error.sentence.en) for error in problem.value.errors] == [(field, en)]


@pytest.mark.parametrize(("payout", "first", "field"), [
    ("2026-01-15", "2026-01-15", "first_due"), ("2026-01-15", "2026-01-01", "first_due"), ("2026-01-15", "2027-01-16", "first_due"),
    ("1949-12-31", "2026-01-15", "payout"), ("2111-01-01", "2111-02-01", "payout")])
def test_dates_that_cannot_be_are_said(payout, first, field):
    with pytest.raises(InputErrors) as problem:
        view(loan, {"timing": "dates", "payout": payout, "first_due": first})
    assert [error.field for error in problem.value.errors] == [field]


# Two offers

def test_the_lower_rate_and_the_smaller_bill():
    assert sentences(OFFERS)[0] == (
        "Offer B has the lower rate, offer A the smaller bill: 21.86% (A) against 18.00% (B) a year, 1,161.86 against 1,981.78 in "
        "all.")
    assert sentences(OFFERS)[1] == "B costs more money because it is owed for 12.5 months on average instead of 6.5."
    assert dict((name.en, (a, b)) for name, a, b in table(OFFERS, "The two offers side by side").rows) == {
        "Annual rate": ("21.86%", "18.00%"), "Received": ("9,500.00", "10,000.00"), "Paid in all": ("10,661.86", "11,981.78"),
        "Cost: paid less received": ("1,161.86", "1,981.78"), "Cost for each 100 received": ("12.23", "19.82"),
        "Months owed on average": ("6.5", "12.5")}


@pytest.mark.parametrize(("changes", "tone", "words"), [
    ({"b_annual_rate": 30.0}, Tone.GOOD, "Offer A is cheaper: "),
    ({"b_periods": 12, "b_annual_rate": 12.0}, Tone.GOOD, "Offer B is cheaper: "),
    ({"b_principal": 40_000.0, "b_periods": 12}, Tone.CAUTION, "Offer B has the lower rate, offer A the smaller bill: "),
    ({"b_periods": 12, "b_annual_rate": 12.0, "fees": ()}, Tone.PLAIN, "Both offers cost 12.00% a year and 661.86 in all."),
])
def test_which_offer_is_cheaper_and_why(changes, tone, words):
    first = next(loan.calculate(replace(OFFERS, **changes)).view())
    assert first.tone is tone and words in first.sentence.en


def test_a_larger_loan_costs_more_money_at_a_lower_rate():
    assert sentences(replace(OFFERS, b_principal=40_000.0, b_periods=12))[1] == (
        "B costs more money because it lends 40,000.00 instead of 9,500.00.")


def test_both_offers_end_early_together():
    """Fees of day 0 weigh more the sooner a loan ends, so the cheaper offer can change."""
    dear = replace(OFFERS, b_periods=12, b_annual_rate=23.0)
    assert sentences(dear)[0].startswith("Offer A is cheaper")
    assert sentences(replace(dear, end=loan.End.EARLY, settled=3))[0].startswith("Offer B is cheaper")
    long = loan.calculate(replace(OFFERS, end=loan.End.EARLY, settled=3))
    assert len(long.other.flows.amounts) == 4
    assert len(loan.calculate(replace(OFFERS, b_periods=2, end=loan.End.EARLY, settled=3)).other.flows.amounts) == 3


@pytest.mark.parametrize(("fees", "field", "en"), [
    ("a\t10\t0\t25", "b_fees.0.last", "Row 1: the charge must end between its first month and month 24."),
    ("a\t10000\t0\t0", "b_fees", "The charges on day 0 leave nothing of the loan, so it has no rate.")])
def test_charges_of_offer_b_that_cannot_be_are_said_there(fees, field, en):
    with pytest.raises(InputErrors) as problem:
        view(loan, {"compare": "other", "b_fees": fees})
    assert [(error.field, error.sentence.en) for error in problem.value.errors] == [(field, en)]


# Tables and rows

def test_a_blank_row_does_not_shift_the_number_of_the_next():
    with pytest.raises(InputErrors) as problem:
        view(loan, {"fees": "a\t10\t0\t0\n\t\t\t\nb\t10\t5\t4"})
    assert [(error.field, error.sentence.zh) for error in problem.value.errors] == [
        ("fees.2.last", "第 3 行：截止月须不早于起始月，且不晚于第 12 月。")]


def test_long_loans_are_summed_up_by_year():
    assert [block.title.en for block in loan.calculate(S08C).view() if isinstance(block, Rows)] == [
        "Who is paid, and what it does to the rate", "The same loan by the convention of each law", "Month by month"]
    long = replace(S08C, periods=30)
    result = loan.calculate(long)
    assert [year.number for year in result.years] == [1, 2, 3]
    assert sum(year.paid for year in result.years) == pytest.approx(result.paid + 299)
    assert result.years[-1].balance == 0 and table(long, "Year by year").rows[0][3] == "1,019.00"


def test_old_links_still_mean_what_they_meant():
    typed = {"measure": "effective", "rounding": "none", "cap": "own", "own_cap": "20", "method": "equal_instalment", "annual_rate": "12"}
    result = loan.calculate(parse(loan.Inputs, typed))
    assert result.compared == result.effective == pytest.approx(1.01 ** 12 - 1)
