"""Insurance premium: the scenario as printed, scipy as second witness of the gamma function, honest sentences."""

from dataclasses import replace
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats

from calculators import _gamma, _ratemaking
from calculators._inputs import InputError
from calculators._ratemaking import Credibility, Loadings
from calculators._results import Chart, Figures, Rows, Tone, Verdict
from calculators.pricing import insurance_premium as premium

PRESETS = {name: preset.inputs for name, preset in premium.PRESETS.items()}
S11B = PRESETS["S-11b"]
properties = settings(max_examples=80, deadline=None, derandomize=True)


def result(**changes):
    return premium.calculate(replace(S11B, **changes))


def verdicts(inputs, lang="en"):
    return [(v.tone, v.sentence[lang]) for v in premium.calculate(inputs).view() if isinstance(v, Verdict)]


# The scenario

def test_frequency_times_severity_and_loadings():
    answer = result()
    assert (answer.frequency, round(answer.pure, 2), round(answer.gross, 2)) == (0.012, 102.00, 156.92)


def test_the_sentences_of_the_scenario():
    assert verdicts(S11B) == [
        (Tone.CAUTION, "These claims need a premium of 156.92, 102.00 of it for claims; you charge 150.00."),
        (Tone.CAUTION,
         "At 150.00 the combined ratio is 98.00%, but it turns into a loss at a frequency of 1.235%, and up to 1.435% fits "
                       "your claims."),
        (Tone.CAUTION,
         "120 claims deserve a weight of 23.5%: full trust takes 2,164. The true frequency may lie anywhere from 0.995% to "
                       "1.435%.")]
    assert verdicts(S11B, "zh")[0][1] == "这样的赔付，保费要收 156.92，其中赔款 102.00；你收的是 150.00。"


def test_the_ratios_of_the_premium_charged():
    answer = result()
    assert [round(r, 6) for r in (answer.loss_ratio, answer.expense_ratio, answer.combined)] == [0.68, 0.30, 0.98]


# The equation

@properties
@given(st.floats(1, 1e4), st.floats(0, 50), st.floats(0, 0.6), st.floats(-0.2, 0.3))
def test_the_premium_pays_claims_expenses_and_profit(pure, fixed, variable, profit):
    gross = _ratemaking.gross_premium(pure, Loadings(fixed, variable, profit))
    assert gross == pytest.approx(pure + fixed + variable * gross + profit * gross, rel=1e-12)
    assert _ratemaking.profit_provision(gross, pure + fixed, variable) == pytest.approx(profit, abs=1e-12)


@properties
@given(st.integers(1, 5_000), st.floats(0, 20), st.floats(0, 60), st.floats(20, 500))
def test_at_the_break_even_frequency_the_combined_ratio_is_one(claims, fixed, variable, charged):
    inputs = replace(S11B, claims=claims, exposure=1e6, fixed=fixed, variable=variable, charged=charged)
    even = premium.calculate(inputs).break_even
    if even > 0:
        again = premium.calculate(replace(inputs, claims=1, exposure=1 / even)) if even <= 1 else None
        assert again is None or again.combined == pytest.approx(1, rel=1e-9)


def test_the_needed_premium_earns_the_profit():
    answer = result(charged=round(result().gross, 10))
    assert answer.combined == pytest.approx(0.95)


@pytest.mark.parametrize("changes", [{"variable": 95.0, "profit": 5.0}, {"variable": 60.0, "profit": 40.0}])
def test_expenses_that_eat_the_premium(changes):
    with pytest.raises(InputError) as error:
        result(**changes)
    assert error.value.field == "profit"


def test_more_claims_than_can_be():
    with pytest.raises(InputError) as error:
        result(exposure=1.0, claims=1_001)
    assert error.value.field == "claims"


# The gamma function, against scipy and against sums

@pytest.mark.parametrize("a", [0.5, 1, 2, 25, 120, 1_000, 1e5, 1e6])
@pytest.mark.parametrize("part", [0.3, 0.9, 1, 1.01, 1.1, 3])
def test_the_incomplete_gamma_function(a, part):
    assert _gamma.lower(a, a * part) == pytest.approx(special.gammainc(a, a * part), abs=1e-9)


@pytest.mark.parametrize("count", [0, 1, 2, 5, 120, 1_000, 100_000, 1_000_000])
@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.95, 0.999])
def test_the_limits_of_a_poisson_mean(count, confidence):
    low, high = _gamma.poisson_limits(count, confidence)
    tail = (1 - confidence) / 2
    assert low == pytest.approx(stats.chi2.ppf(tail, 2 * count) / 2 if count else 0, rel=1e-10)
    assert high == pytest.approx(stats.chi2.ppf(1 - tail, 2 * count + 2) / 2, rel=1e-10)


def test_the_limits_leave_two_and_a_half_per_cent_on_each_side():
    low, high = _gamma.poisson_limits(7, 0.95)
    assert 1 - stats.poisson.cdf(6, low) == pytest.approx(0.025) and stats.poisson.cdf(7, high) == pytest.approx(0.025)


@properties
@given(st.floats(0.5, 1e4), st.floats(0.001, 0.999))
def test_the_quantile_inverts(a, probability):
    assert _gamma.lower(a, _gamma.quantile(probability, a)) == pytest.approx(probability, rel=1e-9)


def test_nothing_lies_below_nothing():
    assert _gamma.lower(3, 0) == 0


# Credibility

def test_full_credibility_means_what_it_says():
    """At the standard, 90 % of Poisson samples lie within 5 % of the truth (the normal approximation, to a point)."""
    standard = _ratemaking.full_credibility(0.90, 0.05)
    inside = stats.poisson.cdf(standard * 1.05, standard) - stats.poisson.cdf(standard * 0.95 - 1e-9, standard)
    assert inside == pytest.approx(0.90, abs=0.01)
    assert standard == pytest.approx((NormalDist().inv_cdf(0.95) / 0.05) ** 2)


def test_spread_doubles_the_standard():
    assert _ratemaking.full_credibility(0.9, 0.05, 1.0) == pytest.approx(2 * _ratemaking.full_credibility(0.9, 0.05))
    assert [round(result(variation=cv).standard) for cv in (0, 1, 3)] == [1_082, 2_164, 10_822]


def test_a_quarter_of_the_standard_weighs_half():
    assert _ratemaking.partial_credibility(25, 100) == 0.5
    assert _ratemaking.partial_credibility(400, 100) == 1


def test_a_weight_between_the_sample_and_the_larger_book():
    answer = premium.calculate(PRESETS["small-sample"])
    assert answer.blended == pytest.approx(answer.weight * 127.5 + (1 - answer.weight) * 102)
    assert round(answer.premium(answer.blended), 2) == 158.38
    even = result(method=Credibility.BUHLMANN, constant=10_000.0, complement=90.0)
    assert (even.weight, even.blended) == (0.5, pytest.approx(96))


# What the sentences say

@pytest.mark.parametrize(("changes", "place", "tone", "begins"), [
    ({"charged": 140.0}, 0, Tone.BAD, "These claims need a premium of 156.92, 102.00 of it for claims; you charge 140.00."),
    ({"charged": 156.92}, 0, Tone.GOOD, "These claims need a premium of 156.92"),
    ({"charged": 156.91}, 0, Tone.CAUTION, "These claims need a premium of 156.92"),
    ({"charged": None}, 0, Tone.PLAIN, "These claims need a premium of 156.92: 102.00 for claims, the rest for expenses and profit."),
    ({"charged": 140.0}, 1, Tone.BAD, "At 140.00 the combined ratio is 102.86%: each policy loses 4.00."),
    ({"charged": 180.0}, 1, Tone.GOOD,
     "At 180.00 the combined ratio is 86.67%, and it stays under 100% up to a frequency of 1.482%"),
    ({"fixed": 110.0}, 1, Tone.BAD, "Expenses alone exceed 150.00"),
    ({"charged": None}, 1, Tone.CAUTION, "120 claims deserve a weight of 23.5%"),
    ({"charged": None, "claims": 1}, 1, Tone.CAUTION, "1 claim deserves a weight of 2.1%"),
    ({"charged": None, "claims": 2_150}, 1, Tone.CAUTION, "2,150 claims deserve a weight of 99.7%"),
    ({"charged": None, "claims": 2_164}, 1, Tone.GOOD, "2,164 claims are enough to stand alone: the standard is 2,164."),
    ({"charged": None, "claims": 0}, 0, Tone.CAUTION,
     "No claim in 10,000 policy-years says little: a frequency up to 0.037% fits it"),
    ({"charged": None, "complement": 90.0}, 2, Tone.PLAIN,
     "With 23.5% on your claims and the rest on the larger book the pure premium is"),
])
def test_the_sentences(changes, place, tone, begins):
    said = verdicts(replace(S11B, **changes))[place]
    assert said[0] is tone and said[1].startswith(begins)


def test_return_freight_at_the_price_it_sells_for():
    assert verdicts(PRESETS["return-freight"])[1] == (Tone.BAD, "At 1.20 the combined ratio is 109.17%: each policy loses 0.11.")
    answer = premium.calculate(PRESETS["return-freight"])
    assert (round(answer.gross, 4), round(answer.break_even, 5)) == (1.3780, 0.10778)


def test_without_a_price_the_weight_is_the_third_figure():
    figures = next(b for b in result(charged=None).view() if isinstance(b, Figures)).figures
    assert [f.value for f in figures] == ["102.00", "156.92", "23.5%"]
    table = next(b for b in result(charged=None).view() if isinstance(b, Rows))
    assert len(table.columns) == 4 and all(len(row) == 4 for row in table.rows)


def test_charts_say_what_they_show():
    charts = [b.summary.en for b in result().view() if isinstance(b, Chart)]
    assert charts == ["Of 150.00, 102.00 goes to claims and 45.00 to expenses; 3.00 is left.",
                      "The point is 1.200%; 95% limits run from 0.995% to 1.435%. The dashed line is the break-even of the "
                      "premium charged, 1.235%."]
