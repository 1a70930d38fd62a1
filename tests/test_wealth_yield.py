"""Yield and fees of a wealth product: the scenarios as printed, a ledger kept month by month, honest errors."""

from dataclasses import replace
from datetime import date

import numpy_financial as npf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import _fees, _yields
from calculators._fees import Basis, Load, Plan, Terms
from calculators._inputs import InputError
from calculators._results import Chart, Figures, Rows, Tone, Verdict
from calculators.pricing import wealth_yield as wealth

PRESETS = {name: preset.inputs for name, preset in wealth.PRESETS.items()}
properties = settings(max_examples=80, deadline=None, derandomize=True)


def found(name, **changes):
    return wealth.calculate(replace(PRESETS[name], **changes)).found


def verdicts(inputs, lang="en"):
    return [(v.tone, v.sentence[lang]) for v in wealth.calculate(inputs).view() if isinstance(v, Verdict)]


def per_cent(fraction, digits=4):
    return round(fraction * 100, digits)


# The scenarios

def test_seven_days_of_income():
    answer = found("S-10a")
    assert (per_cent(answer.compounded), per_cent(answer.simple)) == (1.9001, 1.8824)


def test_a_single_day():
    answer = found("S-10a-day")
    assert (per_cent(answer.simple), per_cent(answer.alone)) == (1.2775, 1.2775)


def test_a_net_value_over_182_days():
    answer = found("S-10a-value")
    assert answer.days == 182
    assert (per_cent(answer.simple), per_cent(answer.compounded)) == (5.7157, 5.7976)


def test_three_levels_of_fees():
    answer = found("S-10b")
    assert [round(cost.end) for cost in answer.costs] == [159_052, 153_376, 139_298]
    assert round(answer.free) == 162_889
    assert [per_cent(answer.more(place), 2) for place in range(3)] == [0, 0.38, 1.38]


# Income per 10,000 units

def test_only_the_last_seven_days_count():
    assert found("S-10a", incomes=wealth._days(5, 5, 0.51, 0.52, 0.50, 0.53, 0.52, 0.51, 0.52)).compounded == pytest.approx(
        found("S-10a").compounded, abs=1e-15)


@properties
@given(st.lists(st.floats(0, 5), min_size=7, max_size=7))
def test_compounding_never_yields_less(incomes):
    answer = _yields.Income(tuple(incomes))
    assert answer.compounded >= answer.simple - 1e-12


def test_a_yield_paid_for_a_year_is_the_yield():
    """Seven equal days: the money after 365 of them is what the compounded yield says."""
    money = 1.0
    for _ in range(365):
        money *= 1 + 0.52 / 10_000
    assert _yields.income_compounded([0.52] * 7) == pytest.approx(money - 1, rel=1e-12)


def test_the_seven_day_line_begins_with_day_seven():
    table = next(b for b in wealth.calculate(PRESETS["one-day-gain"]).view() if isinstance(b, Rows))
    assert [row[3] for row in table.rows][5:9] == ["–", "1.8789%", "1.8789%", "2.4542%"]


@pytest.mark.parametrize(("incomes", "expected"), [
    (None, [(Tone.PLAIN, "The 7-day annualised yield is 1.9001%: the past week, repeated for a year."),
            (Tone.PLAIN,
             "A fund that credits income once a month publishes 1.8824% for the same week: no interest on interest.")]),
    ((0.35,), [(Tone.CAUTION, "The income of 1 day comes to 1.2775% a year, simple; a 7-day yield needs seven days.")]),
    ((0.35, 0.35), [(Tone.CAUTION, "The income of 2 days comes to 1.2775% a year, simple; a 7-day yield needs seven days.")]),
])
def test_the_sentences_on_income(incomes, expected):
    inputs = PRESETS["S-10a"] if incomes is None else replace(PRESETS["S-10a"], incomes=wealth._days(*incomes))
    assert verdicts(inputs) == expected


def test_one_day_that_makes_the_week_is_named():
    said = verdicts(PRESETS["one-day-gain"])
    assert said[1] == (Tone.CAUTION,
                       "One day, at 1.6000, makes the week: with an ordinary day in its place the yield is 1.8736%. "
                                     "It falls back when that day is seven days old.")
    assert said[2][1].startswith("The last day alone comes to 1.8980% a year")
    assert "换成平常的一天，年化只有 1.8736%" in verdicts(PRESETS["one-day-gain"], "zh")[1][1]


def test_the_published_week_with_a_double_eleven():
    assert len(verdicts(replace(PRESETS["S-10a"],
                                incomes=wealth._days(1.2938, 1.2917, 1.2935, 1.292, 1.2891, 1.2889, 1.4962)))) == 3


def test_what_was_earned_in_money():
    figures = next(b for b in wealth.calculate(replace(PRESETS["S-10a"], held=50_000)).view() if isinstance(b, Figures))
    assert figures.figures[3].value == "18.05"   # 3.61 on 10,000


# Net values

def test_a_year_is_its_own_annual_rate():
    year = found("S-10a-value", end=date(2027, 1, 5))
    assert (year.days, year.simple, year.compounded) == (365, pytest.approx(0.0285), pytest.approx(0.0285))


def test_what_was_paid_out_counts():
    assert found("S-10a-value", end_value=1.0, paid_out=0.0285).growth == pytest.approx(0.0285, abs=1e-15)


@pytest.mark.parametrize(("changes", "tone", "begins"), [
    ({}, Tone.CAUTION, "What happened is 2.85% in 182 days; a year at that pace would be 5.7976% compounded, 5.7157% simple."),
    ({"end": date(2026, 1, 19)}, Tone.BAD, "Show 2.85% in 14 days and no yearly rate"),
    ({"end": date(2026, 2, 4)}, Tone.CAUTION, "What happened is 2.85% in 30 days"),
    ({"end": date(2027, 1, 5)}, Tone.PLAIN, "2.85% in 365 days is 2.8500% a year, compounded."),
    ({"end": date(2027, 1, 4)}, Tone.CAUTION, "What happened is 2.85% in 364 days"),
    ({"end_value": 0.98}, Tone.BAD, "What happened is −2.00% in 182 days"),
    ({"end_value": 0.98, "end": date(2028, 1, 5)}, Tone.BAD, "−2.00% in 730 days"),
])
def test_the_sentences_on_net_values(changes, tone, begins):
    first = verdicts(replace(PRESETS["S-10a-value"], **changes))[0]
    assert first[0] is tone and first[1].startswith(begins)


def test_a_short_period_hangs_on_its_last_day():
    assert per_cent(found("short-period").compounded) == 16.8781
    assert per_cent(found("short-period").swing, 2) == 3.01
    assert per_cent(found("S-10a-value").swing, 2) == 0.21


@pytest.mark.parametrize(("changes", "field"), [
    ({"end": date(2026, 1, 5)}, "end"), ({"end": date(2025, 1, 5)}, "end"),
    ({"end_value": 1.03, "end": date(2026, 1, 6)}, "end_value"), ({"paid_out": 1e6}, "end_value"),
])
def test_dates_and_values_that_cannot_be(changes, field):
    with pytest.raises(InputError) as error:
        wealth.calculate(replace(PRESETS["S-10a-value"], **changes))
    assert error.value.field == field


# Fees

def ledger(plan: Plan, terms: Terms) -> float:
    """The end value kept month by month, without a formula for annuities."""
    part = 1 - terms.front if plan.load is Load.WITHIN else 1 / (1 + terms.front)
    month = _fees.net_growth(plan.gross, terms.annual, plan.basis) ** (1 / 12)
    balance = plan.first * part
    for _ in range(plan.years * 12):
        balance = balance * month + plan.monthly * part
    return balance * (1 - terms.back)


plans = st.builds(Plan, st.floats(1, 1e6), st.floats(0, 1e4), st.integers(1, 30), st.floats(-0.2, 0.3), st.sampled_from(Basis),
                  st.sampled_from(Load))
offers = st.builds(Terms, *[st.floats(0, 0.1)] * 3)


@properties
@given(plans, offers)
def test_the_end_value_is_what_a_ledger_ends_with(plan, terms):
    assert _fees.value(plan, terms, plan.years * 12) == pytest.approx(ledger(plan, terms), rel=1e-9)


@properties
@given(plans, offers)
def test_fees_and_growth_missed_add_up_to_the_gap(plan, terms):
    cost = _fees.cost(plan, terms)
    free = _fees.value(plan, _fees.FREE, plan.years * 12)
    assert cost.end + cost.fees + cost.missed == pytest.approx(free, rel=1e-9)
    assert cost.fees >= -1e-9 * free
    if plan.gross >= 0:
        assert cost.missed >= -1e-9 * free


@properties
@given(plans, offers)
def test_break_even_returns_exactly_the_money(plan, terms):
    even = _fees.cost(plan, terms).break_even
    assert ledger(replace(plan, gross=even), terms) == pytest.approx(plan.paid_in, rel=1e-8)


def test_savings_against_a_financial_library():
    plan = Plan(0.0, 500.0, 10, 0.05, Basis.OPENING, Load.WITHIN)
    printed = npf.fv(1.05 ** (1 / 12) - 1, 120, -500, 0)
    assert _fees.value(plan, _fees.FREE, 120) == pytest.approx(printed, rel=1e-12)


def test_three_ways_to_take_one_per_cent():
    ends = {basis: found("S-10b", basis=basis, offers=(wealth.Offer("a", 1.0),)).costs[0].end for basis in Basis}
    assert {basis: round(end) for basis, end in ends.items()} == {
        Basis.OPENING: 148_024, Basis.CLOSING: 147_314, Basis.DAILY: 147_388}


def test_two_ways_to_count_a_front_end_load():
    ends = [round(found("S-10b", load=load, offers=(wealth.Offer("a", 0.0, 1.5),)).costs[0].end) for load in Load]
    assert ends == [160_446, 160_482]   # 98,500 and 100,000 ÷ 1.015 at work


def test_a_load_is_cheaper_from_month_30():
    answer = found("load-or-fee")
    spans = _fees.leaders(answer.plan, answer.terms)
    assert spans == [(1, 1, 29), (0, 30, 60)]
    assert (Tone.PLAIN, "Held for 30 months or longer, “Load on entry” leaves more; for less, “Higher fee a year” does."
            ) in verdicts(PRESETS["load-or-fee"])
    years = [answer.plan.first * _fees.kept(0.01, Load.ON_TOP) * _fees.net_growth(0.05, 0.006, Basis.DAILY) ** t
             - answer.plan.first * _fees.net_growth(0.05, 0.01, Basis.DAILY) ** t for t in (29 / 12, 30 / 12)]
    assert years[0] < 0 < years[1]


def test_equal_offers_have_one_leader():
    twin = wealth.Offer("a", 1.0)
    answer = found("S-10b", offers=(twin, twin))
    assert _fees.leaders(answer.plan, answer.terms) == [(0, 1, 120)]
    chart = next(b for b in wealth.calculate(replace(PRESETS["S-10b"], offers=(twin, twin))).view() if isinstance(b, Chart))
    assert [n.en for n in chart.spec["layer"][0]["encoding"]["color"]["scale"]["domain"]] == ["a (1)", "a (2)"]


def test_the_sentences_on_fees():
    said = verdicts(PRESETS["S-10b"])
    assert said == [(Tone.CAUTION,
                     "Over 10 years fees take 23,591 with “High fees” and 3,837 with “Low fees”: a difference of 19,754."),
                    (Tone.PLAIN, "To end level, “High fees” must earn 1.38 percentage points more than “Low fees” every year.")]
    one = verdicts(replace(PRESETS["S-10b"], years=1, offers=(wealth.Offer("", 0.25),)))
    assert one == [(Tone.PLAIN, "Over 1 year the fees of “Product 1” take 250 of 105,000.")]


def test_an_offer_that_does_not_return_the_money_says_so():
    said = verdicts(replace(PRESETS["S-10b"], years=1, offers=(wealth.Offer("a", 2.0, 3.0, 2.0),)))
    assert said[-1][0] is Tone.BAD and "it must earn 7.20% a year before fees" in said[-1][1]
    assert ledger(Plan(1, 0, 1, 0.0720, Basis.OPENING, Load.WITHIN), Terms(0.02, 0.03, 0.02)) == pytest.approx(1, abs=1e-4)


def test_no_money_is_an_error():
    with pytest.raises(InputError) as error:
        wealth.calculate(replace(PRESETS["S-10b"], first=0))
    assert error.value.field == "first"
