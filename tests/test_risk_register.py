"""Risk register: scores and places by hand, money against brute force, the two rankings, and what a range of loss is not."""

import math
from dataclasses import replace
from fractions import Fraction
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import _losses, _scales
from calculators._inputs import InputError, InputErrors, parse
from calculators._results import Figures, Heat, Rows, Tone
from calculators._text import LANGUAGES, resolve
from calculators.risk import risk_register as register

S01 = register.PRESETS["S-01"].inputs
DEFAULT = register.calculate(S01)
IMPACT = register.Lowers.IMPACT
properties = settings(max_examples=80, deadline=None, derandomize=True)


def risk(likelihood=3, impact=3, control=0, frequency=1, low=100, high=1000, name="a risk"):
    return register.Risk(name, likelihood, impact, control, frequency, low, high)


def assessed(*risks, **inputs):
    return register.calculate(register.Inputs(risks, **inputs))


# Scores, by hand

def test_scores_of_the_fourteen_lines():
    assert [r.inherent for r in DEFAULT.risks] == [16, 9, 10, 12, 10, 8, 15, 12, 9, 9, 8, 10, 8, 12]
    assert [round(r.residual, 9) for r in DEFAULT.risks] == [
        8, 5.4, 4, 6, 5, 3.2, 4.5, 4.8, 5.4, 5.4, 5.6, 3, 4, 9.6]


@pytest.mark.parametrize(("lowers", "places"), [
    (register.Lowers.LIKELIHOOD, [(2, 4), (2, 3), (1, 5), (2, 4), (1, 5), (2, 2), (2, 3), (1, 4), (2, 3), (2, 3), (1, 4),
                                  (1, 5), (1, 4), (2, 4)]),
    (IMPACT, [(4, 2), (3, 2), (2, 2), (3, 2), (2, 3), (4, 1), (5, 1), (3, 2), (3, 2), (3, 2), (2, 3), (2, 2), (2, 2), (3, 3)]),
])
def test_places_on_the_map_after_controls(lowers, places):
    result = register.calculate(replace(S01, lowers=lowers))
    assert [(r.likelihood, r.impact) for r in result.risks] == places


def test_every_control_leaves_the_exact_score_on_the_right_side_of_the_line():
    for score in {a * b for a in range(1, 6) for b in range(1, 6)}:
        likelihood = next(a for a in range(1, 6) if score % a == 0 and score // a <= 5)
        risks = tuple(risk(likelihood, score // likelihood, control) for control in range(0, 101, 5))
        for appetite in range(1, 26):
            over = [r.number for r in assessed(*risks, appetite=appetite).over]
            left = [max(Fraction(1), Fraction(score * (100 - r.control), 100)) for r in risks]
            assert over == [number for number, value in enumerate(left, 1) if value > appetite]


@pytest.mark.parametrize("lowers", register.Lowers)
def test_a_map_has_whole_steps_rounded_half_up_and_never_none(lowers):
    for step in range(1, 6):
        for control in range(101):
            exact = math.floor(Fraction(step * (100 - control), 100) + Fraction(1, 2))
            only = assessed(risk(step, step, control), lowers=lowers).risks[0]
            moved, kept = (only.impact, only.likelihood) if lowers is IMPACT else (only.likelihood, only.impact)
            assert (moved, kept) == (max(1, exact), step)


def maps():
    before, after = (block for block in DEFAULT.view() if isinstance(block, Heat))
    return before, after


def test_every_line_stands_once_on_each_map():
    for heat in maps():
        words = [shade.words for _, cells in heat.rows for shade in cells]
        assert sorted(int(n) for w in words if w != "·" for n in w.split(", ")) == list(range(1, 15))


def test_the_map_shows_likelihood_down_and_impact_across():
    before, after = ({(int(row), int(column)): shade for row, shades in heat.rows
                      for column, shade in zip(heat.columns, shades, strict=True)} for heat in maps())
    assert before[2, 5].words == "3, 5, 12" and before[5, 3].words == "7"
    assert after[2, 4].words == "1, 4, 14" and after[5, 3].words == "·"
    assert before[5, 5].level == after[5, 5].level == 9 and before[1, 1].level == 0


def test_the_maps_say_which_is_which():
    assert [(heat.title.en, heat.title.zh) for heat in maps()] == [
        ("Before controls", "控制之前"), ("After controls", "控制之后")]


def test_levels_of_nist_only_rise():
    for fixed in range(1, 6):
        for grid in ([_scales.nist_level(fixed, i) for i in range(1, 6)], [_scales.nist_level(i, fixed) for i in range(1, 6)]):
            assert grid == sorted(grid)
    assert (_scales.nist_level(5, 1), _scales.nist_level(1, 5)) == (_scales.Level.VERY_LOW, _scales.Level.LOW)


# Money

@pytest.mark.parametrize(("low", "high"), [(100, 1000), (5e6, 3e8), (20_000, 400_000), (0.01, 10)])
def test_the_mean_of_a_range_by_brute_force(low, high):
    """The distribution that the words describe is found here by search, and its mean by adding up thin slices."""
    middle, wide, narrow = (math.log(low) + math.log(high)) / 2, 20.0, 0.0
    while wide - narrow > 1e-13:
        sigma = (wide + narrow) / 2
        wide, narrow = (sigma, narrow) if NormalDist(middle, sigma).cdf(math.log(low)) > 0.05 else (wide, sigma)
    slices = np.linspace(-12, 12, 100_001)
    weights = np.exp(-slices ** 2 / 2)
    mean = (np.exp(middle + sigma * slices) * weights).sum() / weights.sum()
    assert _losses.from_range(low, high).mean == pytest.approx(mean, rel=1e-9)


def test_nine_losses_in_ten_fall_inside_the_range():
    severity = _losses.from_range(100, 1000)
    losses = np.exp(np.random.default_rng(7).normal(severity.mu, severity.sigma, 400_000))
    assert np.mean(losses < 100) == pytest.approx(0.05, abs=0.0015)
    assert np.mean(losses > 1000) == pytest.approx(0.05, abs=0.0015)


def test_the_cap_line_step_by_step():
    line = DEFAULT.risks[13]
    severity = _losses.from_range(5e6, 40e6)
    assert (round(math.exp(severity.mu)), round(severity.sigma, 4)) == (14_142_136, 0.6321)
    assert round(severity.mean / 1e6, 3) == 17.269
    assert round(line.expected) == 4_144_661
    assert 1e6 * 0.3 * 0.8 * math.sqrt(5 * 40) * math.exp((math.log(8) / 3.2897) ** 2 / 2) == pytest.approx(line.expected, rel=1e-5)


def test_totals_of_the_register():
    assert (round(DEFAULT.expected), round(sum(r.expected_inherent for r in DEFAULT.risks))) == (23_559_001, 45_725_351)
    figures = next(block for block in DEFAULT.view() if isinstance(block, Figures))
    assert [f.value for f in figures.figures] == ["23,559,001", "45,725,351", "22,166,350"]


def test_a_range_of_one_amount_is_that_amount():
    only = assessed(risk(frequency=2, low=500, high=500, control=25)).risks[0]
    assert (only.expected_inherent, only.expected) == (pytest.approx(1000), pytest.approx(750))
    assert only.expected_low == only.expected_high == pytest.approx(750)


def test_what_never_happens_and_what_is_wholly_controlled_cost_nothing():
    never, controlled = assessed(risk(frequency=0), risk(5, 5, control=100)).risks
    assert never.expected == 0 and controlled.expected == 0
    assert controlled.residual == 1


@given(st.lists(st.builds(register.Risk, st.just("x"), st.integers(1, 5), st.integers(1, 5), st.floats(0, 100),
                          st.floats(0, 10_000), st.floats(0.01, 1e12), st.floats(0.01, 1e12)), min_size=1, max_size=8),
       st.sampled_from(register.Lowers), st.integers(1, 25))
@properties
def test_a_result_is_finite_or_an_error_is_said(risks, lowers, appetite):
    inputs = register.Inputs(tuple(risks), lowers=lowers, appetite=appetite)
    if any(r.low > r.high or r.high > r.low * register.WIDEST for r in risks):
        with pytest.raises(InputError):
            register.calculate(inputs)
        return
    result = register.calculate(inputs)
    assert math.isfinite(result.expected)
    assert result.expected == pytest.approx(sum(r.expected for r in result.risks))
    assert all(1 <= r.residual <= r.inherent and 0 <= r.expected <= r.expected_inherent for r in result.risks)
    for lang in LANGUAGES:
        assert "nan" not in str([resolve(vars(block), lang) for block in result.view()]).replace("finance", "")


# Two rankings

def test_scores_and_money_disagree_about_redemptions():
    third = DEFAULT.risks[2]
    assert (DEFAULT.by_grade().index(third) + 1, DEFAULT.by_money().index(third) + 1) == (11, 3)
    assert round(third.expected) == 3_361_003


def test_one_level_holds_losses_25_times_apart():
    assert {r.level for r in DEFAULT.risks} == {_scales.Level.LOW}
    costs = [r.expected for r in DEFAULT.risks]
    assert (round(min(costs) / 1e6, 2), round(max(costs) / 1e6, 2)) == (0.16, 4.14)
    assert int(max(costs) / min(costs)) == 25


def test_equal_scores_rank_by_what_they_were_before_controls():
    """20 × 20% and 10 × 40% leave 4 each; whoever relies on more control stands first, wherever the line stands."""
    result = assessed(risk(2, 5, control=60), risk(4, 5, control=80))
    assert [(r.number, r.residual) for r in result.by_grade()] == [(2, 4), (1, 4)]


def test_agreement_and_the_line_over_the_appetite_are_said():
    over, agree = [*DEFAULT.view()][:2]
    assert (over.tone, over.sentence.en) == (Tone.BAD, "1 of 14 risks stays above the appetite of 8 after controls.")
    assert over.sentence.zh == "14 项风险中有 1 项在控制之后仍高于偏好线 8。"
    assert agree.sentence.en == "Scores and money agree on the worst: “Strategic: the price cap falls”, 4,144,661 a year expected."
    assert agree.sentence.zh == "评分与金额都把“战略：利率上限下调”排在第一，预期每年损失 4,144,661。"


def test_disagreement_is_said_with_the_place():
    nuisance = risk(5, 2, frequency=12, low=150_000, high=150_000, name="a fee is posted wrongly")
    partner = risk(2, 4, frequency=0.08, low=90_000_000, high=90_000_000, name="the partner leaves")
    within, place = [*assessed(nuisance, partner, appetite=10).view()][:2]
    assert (within.tone, within.sentence.en) == (Tone.GOOD, "All 2 risks are within the appetite of 10 after controls.")
    assert within.sentence.zh == "2 项风险在控制之后都在偏好线 10 以内。"
    assert place.tone is Tone.CAUTION
    assert place.sentence.en == ("The scores rank “the partner leaves” number 2; "
                                 "in money it comes first, 7,200,000 a year expected.")
    assert place.sentence.zh == "按评分，“the partner leaves”排第 2；按金额它排第一，预期每年损失 7,200,000。"


def test_the_table_is_sorted_by_grade_and_marks_what_is_above():
    table = next(block for block in DEFAULT.view() if isinstance(block, Rows))
    assert [row[0] for row in table.rows[:3]] == ["14", "1", "4"]
    assert [row[8].en for row in table.rows] == ["✕ above"] + ["✓ within"] * 13
    assert table.rows[0][2:6] == ("12", "9.6", register.Text("Low", "低"), "4,144,661")
    assert [row[6] for row in table.rows] == [str(place) for place in range(1, 15)]
    assert {row[0]: row[6:8] for row in table.rows}["3"] == ("11", "3")


def test_a_nameless_line_is_called_by_its_number():
    assert assessed(risk(name="")).risks[0].name == register.Text("Risk 1", "风险 1")


# Graded by NIST's table

def test_the_table_of_nist_grades_and_draws_the_line():
    nist = register.calculate(register.PRESETS["nist"].inputs)
    first, second = [*nist.view()][:2]
    assert (first.tone, first.sentence.en) == (Tone.GOOD, "All 14 risks are within the appetite of “Low” after controls.")
    assert second.sentence.en == ("In money “Strategic: the price cap falls” comes first, 4,144,661 a year expected; NIST’s table "
                                  "puts it at “Low”, with 13 more.")
    stricter = register.calculate(replace(nist.inputs, accepted=register.Accepted.VERY_LOW))
    assert len(stricter.over) == 14 and next(stricter.view()).tone is Tone.BAD


def test_levels_rank_before_scores():
    frequent, severe = risk(5, 2), risk(2, 5)   # one score, two levels
    result = assessed(frequent, severe, scale=register.Scale.NIST, accepted=register.Accepted.LOW)
    assert [(r.number, r.level.name, r.residual) for r in result.by_grade()] == [(2, "MODERATE", 10), (1, "LOW", 10)]
    assert [r.number for r in result.over] == [2]
    table = next(block for block in result.view() if isinstance(block, Rows))
    assert [cell if isinstance(cell, str) else cell.en for cell in table.rows[0][2:5]] == ["Moderate", "Moderate", "10.0"]


# Whole years

YEARS = register.calculate(register.PRESETS["years"].inputs)


def test_simulated_years_agree_with_another_simulation_of_the_same_lines():
    total = sum(simulated_years(r, 200_000) for r in DEFAULT.risks)
    for chance in (0.5, 0.2, 0.1, 0.05, 0.01):
        low, high = YEARS.after.exceeded_between(chance)
        assert low < np.quantile(total, 1 - chance) < high
    assert YEARS.after.share_over(100e6) == pytest.approx(np.mean(total > 100e6), abs=0.006)


@pytest.mark.parametrize(("bearable", "tone"), [(20_000_000, Tone.BAD), (100_000_000, Tone.CAUTION), (400_000_000, Tone.GOOD)])
def test_a_year_is_held_against_what_can_be_borne(bearable, tone):
    verdict = [*register.calculate(replace(YEARS.inputs, bearable=bearable)).view()][2]
    assert verdict.tone is tone
    assert f"% of years cost more than the {bearable:,} you can bear; " in verdict.sentence.en


def test_too_many_events_are_refused_with_their_number():
    often = register.Inputs((risk(frequency=10_000),), simulation=register.Simulation.YEARS, years=100)
    with pytest.raises(InputError) as refused:
        register.calculate(often)
    assert refused.value.field == "years"
    assert "about 1,000,000 events in 100 years; 500,000 fit." in refused.value.sentence.en
    assert "100 年约有 1,000,000 次事件，上限为 500,000 次" in refused.value.sentence.zh


def test_as_many_events_as_are_said_to_fit_are_simulated():
    full = register.Inputs((risk(frequency=5_000),), simulation=register.Simulation.YEARS, years=100)
    assert len(register.calculate(full).after.losses) == 100


# What the thin line and the sum of its ends are not

def test_a_rare_line_ends_short_of_its_bad_year_and_a_frequent_one_beyond_it():
    rare, frequent = DEFAULT.risks[2], DEFAULT.risks[6]
    assert rare.expected_high == pytest.approx(12_000_000) and frequent.expected_high == pytest.approx(1_800_000)
    assert math.exp(-0.04) == pytest.approx(0.961, abs=5e-4)
    years = {r.number: simulated_years(r, 200_000) for r in (rare, frequent)}
    assert np.quantile(years[3], 0.95) == 0
    assert np.quantile(years[3], 0.99) > rare.expected_high
    assert np.quantile(years[7], 0.95) == pytest.approx(1.0e6, rel=0.05)


def test_the_ends_of_all_lines_are_no_percentile_of_a_year():
    assert sum(r.expected_high for r in DEFAULT.risks) == pytest.approx(70.4e6, rel=1e-3)
    total = sum(simulated_years(r, 200_000) for r in DEFAULT.risks)
    assert np.mean(total) == pytest.approx(DEFAULT.expected, rel=0.02)
    assert np.quantile(total, 0.95) == pytest.approx(72e6, rel=0.03)
    assert np.quantile(total, 0.99) == pytest.approx(166e6, rel=0.04)


def test_from_about_50_000_times_on_the_mean_passes_the_high_end():
    assert _losses.from_range(1, 49_000).mean < 49_000
    assert _losses.from_range(1, 51_000).mean > 51_000


def simulated_years(line, count):
    """Losses of so many years after controls: a random number of events, each of a random size."""
    rng = np.random.default_rng([line.number, 20261122])
    severity = _losses.from_range(line.risk.low, line.risk.high)
    events = rng.poisson(line.risk.frequency * (1 - line.risk.control / 100), count)
    losses = np.exp(rng.normal(severity.mu, severity.sigma, events.sum()))
    return np.bincount(np.repeat(np.arange(count), events), weights=losses, minlength=count)


# Errors

@pytest.mark.parametrize(("row", "number"), [(0, 1), (1, 2)])
def test_a_range_upside_down_is_said(row, number):
    lines = ["a\t3\t3\t0\t1\t100\t1000"] * 2
    lines[row] = "b\t3\t3\t0\t1\t1000\t100"
    with pytest.raises(InputError) as problem:
        register.calculate(parse(register.Inputs, {"risks": "\n".join(lines)}))
    error = problem.value
    assert error.field == f"risks.{row}.high"
    assert error.sentence.en == f"Row {number}: the loss must run from the smaller to the larger amount."
    assert error.sentence.zh == f"第 {number} 行：损失区间须从小到大。"


@pytest.mark.parametrize("appetite", ["0", "26"])
def test_an_appetite_off_the_scale_of_scores_is_refused(appetite):
    with pytest.raises(InputErrors, match="Give a value from 1 to 25"):
        parse(register.Inputs, {"appetite": appetite})


def test_a_range_of_1_to_50_000_is_not_too_wide():
    assert assessed(risk(low=1, high=50_000)).risks[0].expected > 0


def test_a_range_too_wide_for_one_lognormal_is_refused():
    inputs = register.Inputs(risks=(register.Risk("x", 1, 1, 0.0, 1.0, 1.0, 50_001.0),))
    with pytest.raises(InputError) as refused:
        register.calculate(inputs)
    assert refused.value.field == "risks.0.high"
    assert refused.value.sentence.en.startswith("Row 1: the loss runs over more than 1 to 50,000.")
