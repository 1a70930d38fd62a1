"""Payback of channels: the scenario, average against next customer, budgets against brute force, honest errors."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from calculators._inputs import InputError
from calculators._results import Rows, Tone, Verdict
from calculators._spending import Response, TooLittle, allocate
from calculators.retention import channel_payback as payback
from calculators.retention.channel_payback import Advice, Channel, Fitted, Inputs, Known

S13B, FITTED, BUDGET, STEEP = (preset.inputs for preset in payback.PRESETS.values())
properties = settings(max_examples=60, deadline=None, derandomize=True)
responses = st.builds(Response, st.floats(10, 1e6), st.floats(1, 200), st.floats(0.05, 0.95), st.floats(1, 500))


def verdicts(inputs):
    return [b for b in payback.calculate(inputs).view() if isinstance(b, Verdict)]


def one(**changed):
    return Inputs(channels=(replace(S13B.channels[0], **changed),))


def refused(inputs) -> InputError:
    with pytest.raises(InputError) as problem:
        payback.calculate(inputs)
    assert problem.value.sentence.zh != problem.value.sentence.en
    return problem.value


# The scenario

@pytest.mark.parametrize("inputs", [S13B, FITTED])
def test_the_scenario(inputs):
    channels = payback.calculate(inputs).channels
    assert [round(c.ltv, 2) for c in channels] == [85.17, 48.36, 26.25]
    assert [round(c.ltv / c.response.cost, 2) for c in channels] == [4.73, 1.05, 0.42]
    assert [c.payback(c.response.cost) for c in channels] == [4, 32, None]
    assert [round(c.kept * 100, 2) for c in channels] == [45.59, 25.29, 12.25]   # as typed, and as fitted
    assert [c.advice for c in channels] == [Advice.GROW, Advice.CUT, Advice.STOP]


def test_the_sentences_of_the_scenario():
    advice, effect, margin = verdicts(S13B)
    assert (advice.tone, advice.sentence.en) == (Tone.BAD, "Grow “Search”; cut “App store”; stop “Short video”.")
    assert advice.sentence.zh == "加投“搜索”；减投“应用商店”；停投“短视频”。"
    assert effect.sentence.en.startswith("The plan spends 249,000 a month instead of 290,000; ")
    assert margin.sentence.en.startswith("“App store” looks fine on average, 48.36 for 46.00, but its next customer costs 66.68")


def test_the_default_of_the_form_is_the_scenario():
    assert S13B == Inputs()


def test_the_first_payment_is_at_once_and_whole():
    channel = payback.calculate(one(margin=18, cost=18)).channels[0]
    assert channel.brought[0] == 18
    assert channel.payback(18) == 1
    assert channel.payback(18.01) == 2


def test_customers_and_value_of_the_plan_by_hand():
    result = payback.calculate(S13B)
    search, store, _ = result.channels
    e = math.log(1.03) / math.log(1.1)
    cost = 18 * 2 ** e
    assert (search.plan, store.plan) == pytest.approx((180_000, 69_000))
    assert search.customers(search.plan) == pytest.approx(180_000 / cost)
    by_hand = 180_000 / cost * search.ltv + 69_000 / (46 * 0.5 ** e) * store.ltv - 249_000
    assert result.surplus(True) == pytest.approx(by_hand)


def test_good_on_average_and_bad_at_the_margin():
    result = payback.calculate(STEEP)
    assert result.channels[0].ltv / result.channels[0].response.cost > 3
    assert result.channels[0].advice is Advice.CUT


def test_a_channel_at_its_best_spend_is_held():
    channel = payback.calculate(one()).channels[0].response
    best = channel.best(1, 1e6)
    inputs = one(spend=best, cost=channel.cost_at(best))
    assert payback.calculate(inputs).channels[0].advice is Advice.HOLD
    assert payback.calculate(inputs).channels[0].plan == pytest.approx(best)
    assert verdicts(inputs)[0].sentence.en == "Hold “Search”."


def test_a_longer_limit_never_spends_less():
    plans = [payback.calculate(replace(one(), limit=limit, step=10.0)).plan for limit in range(1, 37)]
    assert plans == sorted(plans)


def test_a_channel_that_pays_back_at_less_spend_is_cut_and_not_stopped():
    channel = payback.calculate(one(cost=95)).channels[0]
    assert channel.ltv < 95
    assert (channel.advice, channel.plan) == (Advice.CUT, pytest.approx(45_000))
    assert channel.ltv > channel.response.cost_at(channel.plan)


def test_without_a_change_allowed_everything_is_held_or_stopped():
    assert [c.advice for c in payback.calculate(replace(S13B, step=1.0)).channels] == [Advice.HOLD, Advice.HOLD, Advice.STOP]


def test_nothing_is_left_when_every_channel_stops():
    result = payback.calculate(one(cost=5_000))
    assert (result.plan, result.channels[0].advice) == (0, Advice.STOP)
    table = [b for b in result.view() if isinstance(b, Rows)][1].rows
    assert table[0][5:7] == ("0", "–")


# Budgets

def test_a_short_budget_is_spent_to_the_last_unit():
    result = payback.calculate(BUDGET)
    assert result.plan == pytest.approx(240_000)
    assert verdicts(BUDGET)[-1].sentence.en == ("The budget of 240,000 is the limit: one more unit would return 1.42 within 12 "
                                                "months.")
    search = result.channels[0].response
    assert search.worth / search.next_at(result.channels[0].plan) == pytest.approx(result.returned)


def test_what_no_channel_pays_back_stays_unspent():
    assert verdicts(replace(S13B, budget=500_000.0))[-1].sentence.en.startswith("251,000 of the budget of 500,000 stays unspent")


@properties
@given(st.lists(responses, min_size=2, max_size=4), st.floats(1.2, 8), st.floats(0, 1))
def test_the_last_unit_of_every_channel_returns_the_same(channels, step, part):
    least = sum(channel.spend / step for channel in channels)
    free = allocate(channels, step)
    budget = least + part * (sum(free.spends) - least)
    found = allocate(channels, step, budget)
    assert sum(found.spends) == pytest.approx(min(budget, sum(free.spends)), rel=1e-6)
    for channel, spend in zip(channels, found.spends, strict=True):
        returns = channel.worth / channel.next_at(spend)
        assert channel.spend / step * 0.999999 <= spend <= channel.spend * step * 1.000001
        if channel.spend / step * 1.001 < spend < channel.spend * step * 0.999:
            assert returns == pytest.approx(found.returned, rel=1e-5)


def test_no_other_spread_of_a_budget_brings_more():
    channels = [Response(100, 20, 0.3, 60), Response(200, 30, 0.5, 70), Response(50, 10, 0.2, 25)]

    def brought(spends):
        return sum(c.worth * s / c.cost_at(s) for c, s in zip(channels, spends, strict=True))

    ours = allocate(channels, 3, 400).spends
    other = minimize(lambda s: -brought(s), [100, 200, 100], bounds=[(c.spend / 3, c.spend * 3) for c in channels],
                     constraints={"type": "eq", "fun": lambda s: sum(s) - 400})
    assert brought(ours) == pytest.approx(-other.fun, rel=1e-6)
    assert ours == pytest.approx(other.x, rel=1e-2)


@properties
@given(responses, st.floats(0.5, 2))
def test_the_next_customer_costs_what_spend_and_customers_say(channel, part):
    spend = channel.spend * part

    def customers(s):
        return s / channel.cost_at(s)

    small = spend * 1e-6
    assert small * 2 / (customers(spend + small) - customers(spend - small)) == pytest.approx(channel.next_at(spend), rel=1e-3)


def test_a_budget_below_what_the_channels_take_is_refused():
    with pytest.raises(TooLittle) as problem:
        allocate([Response(100, 10, 0.5, 50)], 2, 49)
    assert problem.value.args == pytest.approx((50,))


# Errors

@pytest.mark.parametrize(("inputs", "field", "en"), [
    (replace(S13B, limit=37), "limit", "Give at most the 36 months over which value is counted."),
    (replace(S13B, budget=50_000.0), "budget", "Even with every channel cut by the factor, 114,000 is spent. Give that or more, "
     "or raise the factor."),
    (one(year=95.0), "channels.0.year", "Row 1: 12 months leave fewer than 1 does; give a smaller share."),
    (one(first=50.0, year=0.01), "channels.0.year", "Row 1: 50.0% after 1 month and one churn for ever would leave 0.024% after "
     "12; less means that churn rises with age, which this model does not know."),
])
def test_what_cannot_be_gets_a_sentence(inputs, field, en):
    problem = refused(inputs)
    assert (problem.field, problem.sentence.en) == (field, en)


def test_one_churn_for_ever_is_a_curve_too():
    inputs = one(first=50.0, year=100 * 0.5 ** 12)
    assert payback.calculate(inputs).channels[0].ltv == pytest.approx(6 * 1.01 / (1.01 - 0.5), rel=1e-6)


def test_a_channel_without_a_name_gets_one():
    assert payback.calculate(one(name="")).channels[0].name.zh == "渠道 1"
    assert isinstance(FITTED.fitted[0], Fitted) and isinstance(S13B.channels[0], Channel) and FITTED.known is Known.PARAMETERS
