"""The launch simulation: a month by hand, the same seed the same year, the books balance, and rules that cost what they say."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import _launch
from calculators._inputs import InputError
from calculators._launch import DRAWN, MONTHS, Closed, Shock
from calculators.product.launch_simulation import PRESETS, PRODUCTS, Inputs, Kind, Turn, _decision, calculate

SEEDS = st.integers(1, 999_999)


def everywhere(inputs: Inputs, **changed) -> Inputs:
    return replace(inputs, turns=tuple(replace(turn, **changed) for turn in inputs.turns))


def test_the_first_month_by_hand():
    month, product = calculate(Inputs(played=1)).last, PRODUCTS[Kind.ASSISTANT]
    applicants = 40_000 * (1 - math.exp(-1.2e6 / (40_000 * 50)))
    customers, left = applicants * 0.8, math.exp(-0.2 / 0.15)
    book, rate = customers * 40_000, 0.0025 * 0.8**3
    losses = book * rate / 12 * (1 - 0.5 * (1 - left))
    costs = book * 0.10 * 0.004 / 12 + 1.2e6 + 0.2e6 + customers * 2 + 0.8e6
    assert month.customers == pytest.approx(customers) and month.loss_rate == pytest.approx(rate)
    assert month.profit == pytest.approx(book * 0.008 / 12 - losses - costs)
    assert month.cash == pytest.approx(product.capital + month.profit)
    assert month.complaints == pytest.approx(3 * (0.3 + 0.7 * left))


@given(SEEDS)
def test_a_seed_draws_four_different_shocks_none_in_the_first_month(seed):
    drawn = _launch.shocks(seed)
    assert len(drawn) == len(set(drawn.values())) == DRAWN and min(drawn) > 1 and max(drawn) <= MONTHS
    assert drawn == _launch.shocks(seed)


def test_every_shock_is_drawn_by_some_seed():
    assert {shock for seed in range(1, 40) for shock in _launch.shocks(seed).values()} == set(Shock)


@pytest.mark.parametrize("name", PRESETS)
def test_money_is_capital_and_all_profits_and_profit_is_income_less_all_that_is_paid(name):
    result = calculate(PRESETS[name].inputs)
    assert result.last.cash == pytest.approx(result.product.capital + sum(month.profit for month in result.months))
    for month in result.months:
        assert month.profit == pytest.approx(month.income - month.losses - month.costs - month.penalties)


@given(SEEDS, st.integers(1, MONTHS))
def test_what_comes_later_changes_nothing_that_was_played(seed, played):
    whole = calculate(replace(Inputs(), seed=seed)).months
    assert calculate(replace(Inputs(), seed=seed, played=played)).months == whole[:played]


@given(SEEDS)
def test_the_same_seed_and_decisions_give_the_same_code_and_other_decisions_another(seed):
    inputs = replace(Inputs(), seed=seed)
    assert calculate(inputs).code == calculate(inputs).code != calculate(everywhere(inputs, marketing=1.3e6)).code


def test_a_price_over_the_cap_is_paid_back_and_fined_as_much_again():
    result = calculate(PRESETS["S-17B"].inputs)
    fifth = result.months[4]
    assert [month.over_cap for month in result.months[:5]] == [False] * 4 + [True]
    assert fifth.penalties == pytest.approx(2 * fifth.book * (0.24 - 0.20) / 12)


def test_following_the_cap_breaks_nothing_and_outlives_keeping_the_price():
    kept, followed = calculate(PRESETS["S-17B"].inputs), calculate(PRESETS["S-17B-path"].inputs)
    assert kept.last.closed is Closed.MONEY
    assert followed.last.closed is None and sum(month.penalties for month in followed.months) == 0


def test_a_run_that_cannot_be_paid_closes_a_product_that_held_little():
    thin = calculate(PRESETS["S-17A-thin"].inputs)
    assert thin.last.closed is Closed.RUN and thin.last.shock is Shock.RUN
    assert thin.last.short == pytest.approx(thin.last.need - thin.last.book * 0.03 - thin.months[-2].cash)
    assert calculate(PRESETS["S-17A"].inputs).last.closed is None


def test_two_months_of_complaints_stop_new_business_and_two_good_ones_open_it():
    product, base = PRODUCTS[Kind.ASSISTANT], _decision(Inputs().turns[0])
    months = _launch.play(product, [replace(base, controls=0.0)] * 2 + [base] * 2, {})
    assert [month.complaints > product.tolerated for month in months] == [True, True, False, False]
    assert [month.stopped for month in months] == [False, False, True, False]
    assert months[2].accepted == 0 and months[3].accepted > 0


def test_accepting_everybody_is_no_gate_and_costs_a_fine():
    assert [month.open_gate for month in calculate(everywhere(Inputs(played=2), accept=86.0)).months] == [True, True]
    assert not calculate(everywhere(Inputs(played=1), accept=85.0)).last.open_gate


@pytest.mark.parametrize("shock, field, worse", [
    (Shock.FRAUD, "losses", True), (Shock.DOWNTURN, "losses", True), (Shock.LEAK, "costs", True), (Shock.RUN, "need", True),
    (Shock.OUTAGE, "complaints", True), (Shock.RIVAL, "accepted", False),
])
def test_each_shock_shows_where_it_strikes(shock, field, worse):
    product, decisions = PRODUCTS[Kind.CREDIT], [_decision(Turn(20, 2.5e6, 40, 8, 0.3e6))] * 4
    calm, struck = (getattr(_launch.play(product, decisions, drawn)[2], field) for drawn in ({}, {3: shock}))
    assert (struck > calm) is worse and struck != calm


def test_a_downturn_stays_and_a_rival_goes_after_three_months():
    product, decisions = PRODUCTS[Kind.WALLET], [_decision(Turn(0.6, 0.3e6, 90, 6, 0.08e6))] * 8
    calm, down, rival = (_launch.play(product, decisions, drawn) for drawn in ({}, {3: Shock.DOWNTURN}, {3: Shock.RIVAL}))
    assert all(a.losses > b.losses for a, b in zip(down[2:], calm[2:], strict=True))
    assert [a.accepted < b.accepted for a, b in zip(rival, calm, strict=True)] == [False, False, True, True, True, False, False, False]


def test_looking_back_waits_until_the_year_is_over():
    assert calculate(Inputs(played=11)).changed == ()
    assert len(calculate(Inputs()).changed) == 10


def test_a_price_of_another_product_is_refused_in_its_row():
    with pytest.raises(InputError) as refused:
        calculate(replace(Inputs(), kind=Kind.CREDIT))
    assert refused.value.field == "turns.0.price"
