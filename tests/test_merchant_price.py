"""Price of merchant acquiring: the scenario as printed, a ledger of single payments, break-even by substitution."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import _acquiring
from calculators._inputs import InputError
from calculators._results import Chart, Rows, Tone, Verdict
from calculators.pricing import merchant_price as merchant
from calculators.pricing.merchant_price import Band

PRESETS = {name: preset.inputs for name, preset in merchant.PRESETS.items()}
S11A = PRESETS["S-11a"]
properties = settings(max_examples=80, deadline=None, derandomize=True)


def result(**changes):
    return merchant.calculate(replace(S11A, **changes))


def verdicts(inputs, lang="en"):
    return [(v.tone, v.sentence[lang]) for v in merchant.calculate(inputs).view() if isinstance(v, Verdict)]


# The scenario

def test_a_wallet_at_0_60_per_cent():
    month = result()
    assert (month.payments, month.volume, month.ticket) == (12_000, 960_000, 80)
    assert [round(value, 6) for value in (month.revenue, month.cost, month.margin)] == [5_760, 4_620, 1_140]
    assert month.margin / month.volume == pytest.approx(0.0011875)   # printed as 0.1187 %


def test_the_mix_does_not_matter_while_count_and_volume_stay():
    assert result(bands=(Band("", 12_000, 80.0),)).margin == pytest.approx(1_140)


def test_the_waterfall_adds_up():
    assert [(title.en, round(amount, 6)) for title, amount in result().parts] == [
        ("Interchange", 3_360), ("Scheme", 672), ("Own cost", 240), ("Fraud", 288), ("Chargebacks", 0), ("Fixed", 60)]


def test_the_sentences_of_the_scenario():
    assert verdicts(S11A) == [
        (Tone.GOOD, "You keep 1,140.00 a month of 5,760.00 in fees: 0.1187% of volume."),
        (Tone.CAUTION, "Payments under 13.33 lose money: “Small” costs you 10.00 a month before fixed cost."),
        (Tone.PLAIN, "At this mix you break even at a volume of 48,000 a month; yours is 960,000."),
        (Tone.PLAIN, "If 10% of payments were “Small” instead of “Large”, the margin would go from 1,140.00 to 621.60.")]
    assert verdicts(S11A, "zh")[1][1] == "单笔低于 13.33 就亏：“小额”每月亏 10.00（未计固定成本）。"


# A ledger of single payments

bands = st.lists(st.builds(Band, st.just(""), st.integers(1, 40), st.floats(0.5, 900)), min_size=1, max_size=4).map(tuple)
rates, items = st.floats(0, 5), st.floats(0, 2)
months = st.builds(merchant.Inputs, bands, *[rates, items] * 4, rates, st.floats(0, 10), st.floats(0, 30), st.floats(0, 100),
                   st.floats(0, 900))


@properties
@given(months)
def test_the_margin_is_that_of_every_payment_added_up(inputs):
    margin = -inputs.fixed
    for band in inputs.bands:
        for _ in range(band.payments):
            paid = band.ticket / 100
            margin += inputs.price_rate * paid + inputs.price_item
            margin -= (inputs.interchange_rate + inputs.scheme_rate + inputs.own_rate + inputs.fraud_rate) * paid
            margin -= inputs.interchange_item + inputs.scheme_item + inputs.own_item
            margin -= inputs.disputed / 100 * (inputs.dispute_cost + inputs.dispute_lost * paid)
    answer = merchant.calculate(inputs)
    assert answer.margin == pytest.approx(margin, rel=1e-9, abs=1e-6)
    assert answer.contribution - inputs.fixed == pytest.approx(margin, rel=1e-9, abs=1e-6)


@properties
@given(months)
def test_the_needed_rate_leaves_the_target(inputs):
    answer = merchant.calculate(inputs)
    again = merchant.calculate(replace(inputs, price_rate=100 * answer.needed))
    assert again.margin / again.volume == pytest.approx(inputs.target / 100, abs=1e-9)


@properties
@given(months)
def test_at_break_even_nothing_is_left(inputs):
    answer = merchant.calculate(inputs)
    if (ticket := answer.break_even_ticket) and ticket > 0.01:
        same = merchant.calculate(replace(inputs, bands=(Band("", answer.payments, ticket),)))
        assert same.margin == pytest.approx(0, abs=1e-6 * (1 + same.revenue))
    if (volume := answer.break_even_volume) is not None:
        part = volume / answer.volume
        assert part * answer.contribution == pytest.approx(inputs.fixed, abs=1e-9)


@properties
@given(st.floats(0.01, 1e6), st.floats(0, 0.2), st.floats(0, 10))
def test_the_gross_up_nets_what_was_wished(net, rate, item):
    charge = _acquiring.gross_up(net, rate, item)
    assert charge - _acquiring.fee(charge, rate, item) == pytest.approx(net, rel=1e-12, abs=1e-9)


# What the sentences say

@pytest.mark.parametrize(("changes", "place", "tone", "begins"), [
    ({"price_rate": 0.40}, 0, Tone.BAD, "You lose 780.00 a month, 0.0813% of volume, on 3,840.00 of fees."),
    ({"target": 0.12}, 0, Tone.CAUTION,
     "You keep 1,140.00 a month of 5,760.00 in fees: 0.1187% of volume, under the 0.12% you want."),
    ({"price_rate": 0.40}, 1, Tone.BAD, "Every payment loses money, whatever its size: more volume loses more."),
    ({"price_rate": 0.45, "own_item": 0.0}, 1, Tone.CAUTION, "No payment leaves anything, whatever its size."),
    ({"price_rate": 0.40, "price_item": 0.12}, 1, Tone.CAUTION,
     "Payments over 200.00 lose money: “Large” costs you 100.00 a month"),
    ({"price_rate": 0.44, "price_item": 0.12}, 1, Tone.PLAIN, "Payments over 1,000.00 would lose money; yours are smaller."),
    ({"price_rate": 0.65}, 1, Tone.PLAIN, "Payments under 10.00 would lose money; yours are larger."),
    ({"price_rate": 0.50}, 1, Tone.CAUTION, "Payments under 40.00 lose money: “Small” costs you 70.00 a month"),
    ({"price_item": 0.02, "fixed": 0.0}, 1, Tone.PLAIN, "If 10% of payments were"),
])
def test_the_sentences(changes, place, tone, begins):
    said = verdicts(replace(S11A, **changes))[place]
    assert said[0] is tone and said[1].startswith(begins)


def test_a_small_band_moves_no_more_than_it_holds():
    inputs = replace(S11A, bands=(Band("a", 900, 10.0), Band("b", 100, 500.0), Band("c", 1_000, 50.0)))
    assert verdicts(inputs)[-1][1].startswith("If 5.0% of payments were “a” instead of “b”")


def test_the_same_volume_in_smaller_payments_loses_money():
    assert merchant.calculate(PRESETS["small-tickets"]).margin == pytest.approx(-220)
    assert result().at(12) == pytest.approx(-220)
    table = [b for b in result().view() if isinstance(b, Rows)][-1]
    assert [(row[0].en, row[2]) for row in table.rows][2:5] == [("20.00", "420.00"), ("40.00", "900.00"), ("80.00", "1,140.00")]


def test_regulated_debit_costs_what_the_ceiling_says():
    inputs = PRESETS["regulated-debit"]
    assert (inputs.interchange_rate / 100, inputs.interchange_item) == pytest.approx((0.0005, 0.21 + 0.01))
    assert _acquiring.reg_ii_ceiling(6.5, 0.01) == pytest.approx(0.22325)
    assert verdicts(inputs)[1][1] == (
        "Payments under 9.47 lose money: “Micro”, “Coffee” cost you 1,107.15 a month before fixed cost.")
    assert verdicts(inputs)[3][0] is Tone.CAUTION   # the move makes the margin negative


def test_a_chargeback_costs_its_handling_and_what_is_not_recovered():
    parts = dict((title.en, amount) for title, amount in merchant.calculate(PRESETS["chargebacks"]).parts)
    assert parts["Chargebacks"] == pytest.approx(8_000 * 0.009 * (15 + 0.4 * 40))


def test_no_ticket_breaks_even_where_the_rate_does_not_pay():
    assert result(price_rate=0.40).break_even_ticket is None and result(price_rate=0.40).break_even_volume is None


def test_charts_say_what_they_show():
    charts = [b for b in result().view() if isinstance(b, Chart)]
    assert charts[0].summary.en == (
        "Of 5,760.00 in fees, 4,620.00 goes to cost, most of it to “Interchange” (3,360.00); 1,140.00 is left.")
    assert charts[1].summary.en == (
        "A payment of 12.00 leaves −0.017% of itself, one of 300.00 leaves 0.143%. It crosses zero at 13.33.")


def test_a_month_without_payments_is_an_error():
    with pytest.raises(InputError) as error:
        result(bands=(Band("", 0, 10.0),))
    assert error.value.field == "bands"
