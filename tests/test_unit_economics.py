"""Unit economics: the defaults by hand, a closed form, a product played month by month, and what the sentences say."""

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.special import beta as beta_function

from calculators import _customer, _html
from calculators._build_up import Terms
from calculators._customer import Driver, Product
from calculators._inputs import InputError, parse
from calculators._results import Chart, Figures, Rows, Tone, Verdict
from calculators._sbg import through
from calculators.product import unit_economics as unit

CREDIT, CAP, RANGES, WALLET, VIDEO, VOLUME = (unit.PRESETS[name].inputs for name in (
    "credit", "cap", "ranges", "S-13b", "S-13b-video", "volume"))
properties = settings(max_examples=60, deadline=None, derandomize=True)


def view(inputs, kind):
    return [block for block in unit.calculate(inputs).view() if isinstance(block, kind)]


def said(inputs, lang="en"):
    return [(block.tone, block.sentence[lang]) for block in view(inputs, Verdict)]


# The default by hand

def test_a_month_of_the_lender_by_hand():
    month = _customer.month(unit.calculate(CREDIT).product.at)
    assert (month.interest, month.fees) == (6000 * 0.18 / 12, 0)
    assert [round(-value, 10) for value in (month.funding, month.loss, month.capital, month.servicing, month.payments)] == [
        16.0, 19.5, 3.52, 11.0, 6.5]
    assert round(month.contribution, 10) == 33.48


def test_the_lender_is_the_one_of_the_stress_test():
    """S-03a: a book of 1bn at these rates, running cost of 3.5 % and 30m fixed, earns 44m a year before its capital."""
    book = 1e9
    month = _customer.month(unit.calculate(CREDIT).product.at)
    customers = book / CREDIT.balance
    assert customers * 12 * (month.contribution - month.capital) - 12 * CREDIT.fixed_cost == pytest.approx(44e6)
    assert 12 * (CREDIT.servicing + CREDIT.payments) / CREDIT.balance == pytest.approx(0.035)


def test_the_charge_for_capital_is_that_of_the_price():
    terms = Terms(0.032, 0, 0, 0.12, _customer.Capital.FLAT, 0.08)
    assert -_customer.month(unit.calculate(CREDIT).product.at).capital * 12 / 6000 == pytest.approx(terms.parts(0.06, 0.65).capital)


def test_the_worked_example_of_the_page():
    result = unit.calculate(CREDIT)
    model = through(0.92, 0.55, 12)
    assert [round(value, 4) for value in model.parameters] == [0.5501, 6.3257]
    assert [round(share * 100, 1) for share in model.survival(3)] == [100.0, 92.0, 85.6, 80.3]
    assert [round(value, 2) for value in result.brought[:3]] == [33.48, 63.98, 92.06]
    assert [round(value, 2) for value in result.brought[5:7]] == [165.46, 187.11] and result.payback == 7
    assert (round(result.ltv, 2), round(result.product.life, 2), round(result.product.surplus, 2)) == (557.36, 19.12, 460.06)
    assert (math.ceil(result.enough), math.ceil(result.intake)) == (74_672, 5_435)
    assert (round(result.product.stock), round(result.product.profit)) == (143_382, 950_428)


def test_price_loss_retention_and_cost_are_tied_together():
    product = unit.calculate(CREDIT).product
    cost = product.profit - product.moved(Driver.PD, 0.07).profit
    assert cost == pytest.approx(product.stock * 6000 * 0.65 / 100 / 12) and round(cost) == 465_991
    worth = {driver: abs(product.raised(driver, cost) - product.at[driver]) for driver in (
        Driver.RETENTION, Driver.PORTFOLIO_YIELD, Driver.FEES, Driver.SERVICING, Driver.CAC, Driver.INTAKE)}
    assert [round(value, digits) for value, digits in zip(worth.values(), (4, 4, 2, 2, 2, 0), strict=True)] == [
        0.0469, 0.0065, 3.25, 3.25, 62.13, 1013]


# The scenarios that the handbook prints

@pytest.mark.parametrize(("inputs", "ltv", "times", "month"), [(WALLET, 85.17, 4.73, 4), (VIDEO, 26.25, 0.42, None)])
def test_two_channels_of_a_wallet(inputs, ltv, times, month):
    result = unit.calculate(inputs)
    assert (round(result.ltv, 2), round(result.ltv / inputs.cac, 2), result.payback) == (ltv, times, month)


# Second witnesses

@given(first=st.floats(0.3, 0.999), horizon=st.integers(1, 120), discount=st.floats(0, 0.1))
@properties
def test_constant_churn_has_a_closed_form(first, horizon, discount):
    at = {**unit.calculate(CREDIT).product.at, Driver.RETENTION: first ** 12}
    product = Product.of(at, first, horizon)
    ratio = first / (1 + discount)
    assert product.life == pytest.approx((1 - first ** horizon) / (1 - first))
    assert product.brought(discount)[-1] == pytest.approx(33.48 * (1 - ratio ** horizon) / (1 - ratio))


@pytest.mark.parametrize("name", unit.PRESETS)
def test_the_steady_state_is_where_a_product_played_month_by_month_ends(name):
    """Cohorts of new customers shrink by the beta integrals; after the horizon the oldest goes as a new one comes."""
    inputs = unit.PRESETS[name].inputs
    product = unit.calculate(inputs).product
    alpha, beta = through(inputs.first / 100, inputs.retention / 100, 12).parameters
    sizes, profit = [], []
    for _ in range(inputs.horizon + 3):
        sizes = [inputs.intake, *sizes][:inputs.horizon]
        there = sum(size * beta_function(alpha, beta + age) / beta_function(alpha, beta) for age, size in enumerate(sizes))
        profit.append(there * product.contribution - inputs.intake * inputs.cac - inputs.fixed_cost)
    assert there == pytest.approx(product.stock, rel=1e-9)
    assert profit[-1] == pytest.approx(product.profit, rel=1e-8) and profit[-1] == profit[-2] != profit[inputs.horizon - 2]


def test_what_breaks_even_breaks_even():
    result = unit.calculate(CREDIT)
    assert result.enough * result.product.contribution == pytest.approx(CREDIT.fixed_cost)
    assert result.product.moved(Driver.INTAKE, result.intake).profit == pytest.approx(0, abs=1e-6)


states = st.fixed_dictionaries({
    Driver.BALANCE: st.floats(10, 1e6), Driver.PORTFOLIO_YIELD: st.floats(0, 1), Driver.FEES: st.floats(0, 100),
    Driver.FUNDING: st.floats(0, 0.1), Driver.PD: st.floats(0, 0.5), Driver.LGD: st.floats(0, 1), Driver.CAPITAL: st.floats(0, 0.3),
    Driver.HURDLE: st.floats(0.1, 0.3), Driver.SERVICING: st.floats(0, 100), Driver.PAYMENTS: st.floats(0, 100),
    Driver.CAC: st.floats(1, 1000), Driver.INTAKE: st.floats(10, 1e5), Driver.FIXED_COST: st.floats(1, 1e7)})


@given(at=states, first=st.floats(0.5, 0.99), place=st.floats(0.05, 0.95), driver=st.sampled_from(Driver), gain=st.floats(-1e6, 1e6))
@properties
def test_a_value_put_back_raises_profit_by_what_was_asked(at, first, place, driver, gain):
    year = first ** 12 + place * (first - first ** 12)
    product = Product.of({**at, Driver.RETENTION: year}, first, 36)
    there = product.raised(driver, gain)
    assume(there is not None)
    scale = product.stock * sum(map(abs, vars(_customer.month({**product.at, driver: there})).values())) + abs(gain) + 1
    assert product.possible(driver, there) == pytest.approx(there, rel=1e-6)
    assert product.moved(driver, there).profit - product.profit == pytest.approx(gain, abs=1e-7 * scale)


@given(first=st.floats(0.3, 0.99), places=st.tuples(st.floats(0, 1), st.floats(0, 1)))
@properties
def test_more_left_after_a_year_is_more_at_every_age(first, places):
    low, high = (first ** 12 + place * (first * (1 - 1e-6) - first ** 12) for place in sorted(places))
    less, more = (_customer.kept(first, year, 60) for year in (low, high))
    assert all(a <= b + 1e-12 for a, b in zip(less, more, strict=True))
    assert all(a >= b for a, b in pairwise(more))


# Sensitivity

def test_assumptions_move_alike_and_only_as_far_as_they_can():
    swings = {swing.driver: swing for swing in unit.calculate(CREDIT).swings}
    assert swings[Driver.PD].ends == pytest.approx((0.054, 0.066)) and Driver.FEES not in swings
    assert [driver for driver in swings][:4] == [Driver.PORTFOLIO_YIELD, Driver.BALANCE, Driver.RETENTION, Driver.INTAKE]
    tight = {swing.driver: swing for swing in unit.calculate(replace(CREDIT, retention=90.0, lgd=95.0)).swings}
    assert tight[Driver.RETENTION].ends == pytest.approx((0.81, 0.92)) and tight[Driver.RETENTION].ends[1] < 0.92
    assert tight[Driver.LGD].ends == pytest.approx((0.855, 1.0))


def test_every_assumption_over_a_range_of_its_own():
    swings = unit.calculate(RANGES).swings
    assert [(s.driver, round(s.swing / 1e6, 3)) for s in swings[:3]] == [
        (Driver.PORTFOLIO_YIELD, 3.585), (Driver.PD, 2.097), (Driver.RETENTION, 1.5)]
    assert {s.driver for s in swings} == {row.driver for row in RANGES.ranges}


def test_what_moves_nothing_draws_no_tornado():
    still = replace(RANGES, ranges=(unit.Range(Driver.PD, 6.0, 6.0),))
    assert unit.calculate(still).swings == () and len(view(still, Chart)) == 2
    wallet = {swing.driver for swing in unit.calculate(replace(WALLET, moves=unit.Moves.RANGES)).swings}
    assert wallet == {Driver.RETENTION, Driver.CAC, Driver.SERVICING}


# Sentences, figures and tables

def test_a_lender_that_pays():
    assert said(CREDIT) == [
        (Tone.GOOD, "A customer earns 33.48 a month; 74,672 pay the fixed cost, and you have 150,000."),
        (Tone.GOOD, "Over 36 months a customer brings 557.36, 3.10 times its acquisition cost of 180.00, which is back in month 7."),
        (Tone.GOOD, "It takes 5,435 new customers a month to pay for acquisition and fixed cost. Your 7,500 settle at 143,382 "
                    "customers and a profit of 950,428 a month."),
        (Tone.PLAIN, "One point more PD costs 465,991 a month in the steady state, as much as 4.69 percentage points of month-12 "
                     "retention, 0.65 percentage points of yield or 3.25 of fees.")]
    assert [sentence for _, sentence in said(CREDIT, "zh")][1:] == [
        "每名客户 36 个月带来 557.36，是获客成本 180.00 的 3.10 倍，第 7 个月回本。",
        "每月新增 5,435 名客户，才付得起获客和固定成本。按现在的 7,500 名，稳定后有 143,382 名客户，每月盈利 95.04 万。",
        "PD 多一个百分点，稳定后每月少赚 46.6 万，抵得上第 12 月留存率 4.69 个百分点，或收益率 0.65 个百分点，或手续费收入 3.25。"]


def test_what_is_bad_comes_first():
    assert said(VIDEO)[:3] == [
        (Tone.BAD, "Over 36 months a customer brings 26.25; winning it costs 62.00, which never comes back."),
        (Tone.BAD, "A new customer loses 33.42 over 36 months, acquisition included. 5,000 a month settle at a loss of 407,106 a month; "
                   "twice as many at 574,211."),
        (Tone.GOOD, "A customer earns 5.00 a month; 48,000 pay the fixed cost, and you have 60,000.")]
    assert said(CAP)[0][1].endswith("294,812 pay the fixed cost, and you are 144,812 short.")


def test_more_customers_more_loss():
    sentences = said(VOLUME)
    assert sentences[0] == (Tone.BAD, "Each customer loses 11.02 a month before any fixed cost: more customers, more loss.")
    assert sentences[1][1].endswith("20,000 a month settle at a loss of 11.38m a month; twice as many at 20.26m.")
    assert sentences[2:] == [(Tone.PLAIN, "The loss ends with yield at 19.75%, PD at 7.22% or fees at 23.75, the rest as it is.")]
    result, doubled = unit.calculate(VOLUME), unit.calculate(replace(VOLUME, intake=2 * VOLUME.intake))
    assert doubled.product.profit < result.product.profit < 0 and result.enough is None and result.intake is None
    assert [getattr(f.value, "en", f.value) for f in view(VOLUME, Figures)[0].figures] == ["−11.02", "–", "–", "–", "−11.38m"]


def test_a_profit_that_is_too_small_for_its_customers():
    few = replace(CREDIT, intake=5_434)
    assert said(few)[0][1].startswith("It takes 5,435 new customers a month") and said(few)[0][1].endswith("a loss of 50.07 a month.")
    assert said(replace(CREDIT, intake=5_435))[2][0] is Tone.GOOD


def test_one_that_earns_exactly_nothing():
    zero = replace(WALLET, fees=3.0)
    assert said(zero)[0][1] == "A customer earns nothing after losses and cost: no number of them pays the fixed cost."
    assert said(replace(zero, cac=62.0, intake=1, fixed_cost=1e12, first=99.0, retention=0.99 ** 12 * 100))[-1][1].startswith("The loss ends with")


def test_a_loss_that_no_single_assumption_ends():
    assert said(replace(CREDIT, intake=1, fixed_cost=1e12, earns=unit.Earns.FEES, fees=0.0))[-1][1].startswith("The loss ends with fees at")
    assert ("No single assumption ends the loss." not in str(said(VOLUME)))


def test_one_assumption_against_another():
    table = view(CREDIT, Rows)[0]
    assert [column.head.en for column in table.columns] == ["Assumption", "Now", "Profit is zero at", "One point more PD is made up for at"]
    rows = {row[0].en: [getattr(cell, "en", cell) for cell in row[1:]] for row in table.rows}
    assert rows["Month-12 retention"] == ["55%", "45.53%", "59.69%"] and rows["CAC"] == ["180.00", "306.72", "117.87"]
    assert rows["Fees"] == ["0.00", "no value", "3.25"] and rows["PD"] == ["6%", "8.04%", "5%"]
    wallet = view(WALLET, Rows)[0]
    assert wallet.columns[3].head.en == "One point less month-12 retention is made up for at"
    assert [row[0].en for row in wallet.rows] == ["Fees", "Servicing", "Payments", "Month-12 retention", "CAC", "New customers", "Fixed cost"]


def test_the_months():
    months = view(CREDIT, Rows)[-1]
    assert len(months.rows) == 36 and months.rows[6] == ("7", "68.6%", "187.11", "7.11") and months.rows[5][3] == "−14.54"


# Errors and extremes

@pytest.mark.parametrize(("typed", "field", "en"), [
    ({"retention": "92"}, "retention", "12 months leave fewer than 1 does; give a smaller share."),
    ({"retention": "30"}, "retention", "92.0% after 1 month and one churn for ever would leave 36.767% after 12; less means that "
                                       "churn rises with age, which this model does not know."),
    ({"hurdle": "3"}, "hurdle", "Capital carries the risk, so it asks for no less than funding costs. Raise the hurdle."),
    ({"moves": "ranges", "ranges": "PD\t4\t9\nPD\t5\t6"}, "ranges.1.driver", "Row 2: PD already has a range.")])
def test_what_cannot_be_is_said(typed, field, en):
    with pytest.raises(InputError) as problem:
        unit.calculate(parse(unit.Inputs, typed))
    assert (problem.value.field, problem.value.sentence.en) == (field, en)


def test_fees_alone_ask_for_no_lending():
    typed = {"earns": "fees", "fees": "9", "hurdle": "0", "pd": "x"}
    assert _customer.month(unit.calculate(parse(unit.Inputs, typed)).product.at).contribution == 9 - 17.5


def test_the_ends_of_what_may_be_typed():
    for changes in ({"retention": 91.9999}, {"first": 95.0, "retention": 0.95 ** 12 * 100}, {"horizon": 12},
                    {"discount": 20.0, "horizon": 120}, {"cac": 0.01, "fixed_cost": 1.0}):
        html = _html.answer(unit.calculate(replace(CREDIT, **changes)).view(), "zh")
        assert "nan" not in html and ">inf" not in html


def test_a_bar_that_takes_off_begins_where_the_one_before_ended():
    month = view(VOLUME, Chart)[0].spec["layer"]
    bars = {row["part"].en: (row["from"], row["to"], row["label"]) for layer in month[:3] for row in layer["data"]["values"]}
    assert bars == {"Interest": (0, 75, "+75.00"), "Funding": (75, 59, "−16.00"), "Expected loss": (59, 10, "−49.00"),
                    "Capital": (10, 6.48, "−3.52"), "Servicing": (6.48, -4.52, "−11.00"), "Payments": (-4.52, -11.02, "−6.50"),
                    "Contribution": (0, -11.02, "−11.02")}
    low, high = month[0]["encoding"]["x"]["scale"]["domain"]
    assert low < -11.02 and high > 75
