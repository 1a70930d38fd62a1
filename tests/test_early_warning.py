"""Early warning: the scenarios as the pages tell them, run rules pattern by pattern, unequal periods, baselines, the mix."""

import math
from dataclasses import replace
from itertools import product
from statistics import NormalDist

import numpy as np
import pytest
from scipy import stats

from calculators import _monitor
from calculators._control import average_chart, rate_error
from calculators._inputs import InputError
from calculators._results import Chart, Figures, Rows, Tone
from calculators._run_rules import PATTERNS, Rules
from calculators.risk import early_warning as warning
from calculators.risk._early_warning_rows import Bin, Count, Share, Value

S04A, S04B = (warning.PRESETS[name].inputs for name in ("S-04a", "S-04b"))


def said(name: str) -> list:
    return [(v.tone, v.sentence.en) for v in warning.calculate(warning.PRESETS[name].inputs).view() if hasattr(v, "sentence")]


def rule(rules: Rules, words: str):
    return next(r for r in PATTERNS[rules] if r.name.en.startswith(words))


# The scenarios

def test_a_drift_that_no_single_day_shows_alarms_on_day_7():
    periods = warning.calculate(S04B).watched.periods
    assert [p.outside for p in periods] == [False] * 7
    assert [p.drifted for p in periods] == [False] * 6 + [True]
    last = periods[-1]
    assert (round(last.limits.upper * 100, 3), round(last.average * 100, 4), round(last.average_limits.upper * 100, 4)) == (
        2.594, 2.2117, 2.1846)
    tone, sentence = said("S-04b")[0]
    assert tone is Tone.BAD and sentence == ("No single period crossed its limits, yet the moving average did at “Day 7”: a slow move "
                                             "away from 2.000%.")


def test_stability_of_two_channels():
    result = warning.calculate(S04A)
    assert [(s.name.en, round(s.stability.total, 4)) for s in result.shifted] == [
        ("Score, channel B", 0.2090), ("Score, channel A", 0.0594)]
    assert said("S-04a")[0] == (Tone.CAUTION, "“Score, channel B”: shifted, index from 0.10 to 0.25. Find out who is new before the "
                                              "next month.")


def test_one_bad_day_is_no_drift():
    tone, sentence = said("spike")[0]
    assert tone is Tone.CAUTION and sentence.startswith("“Day 4” stood out with 2.680%, and the series is back at its baseline of 2.000%")


def test_weekends_judged_by_weekdays_alarm_every_week():
    periods = warning.calculate(warning.PRESETS["weekends"].inputs).watched.periods
    assert [n for n, p in enumerate(periods, 1) if p.alarm] == [6, 7, 13, 14]


def test_a_quiet_series_says_that_nothing_speaks_against_the_baseline():
    quiet = replace(S04B, shares=tuple(Share("", share, 5_000) for share in (2.1, 1.9, 2.0)))
    first = next(warning.calculate(quiet).view())
    assert (first.tone, first.sentence.zh) == (Tone.GOOD, "3 期内没有一条规则报警：看不出与基准 2.000% 有异。")


def test_false_alarms_are_said_whatever_the_series():
    assert "once in 370 periods and the average once in 371." in said("S-04b")[1][1]
    assert said("minutes")[1][1].endswith("the average once in 371, more with run rules.")


# The chart

def test_equal_periods_give_the_chart_of_the_closed_form():
    values = [row.share / 100 for row in S04B.shares]
    error = rate_error(0.02, 5_000)
    expected = average_chart(values, 0.02, error).points
    for ours, theirs in zip(warning.calculate(S04B).watched.periods, expected, strict=True):
        assert ours.average == pytest.approx(theirs.average, abs=1e-15)
        assert ours.average_limits.upper == pytest.approx(theirs.limits.upper, abs=1e-15)


def test_the_error_of_an_average_of_unequal_periods_is_that_of_its_weights():
    errors = [3.0, 1.0, 2.0, 5.0]
    last = _monitor.monitor([0.0] * 4, errors, 0.0, smoothing=0.3, average_width=1.0)[-1]
    weights = [0.3 * 0.7 ** (3 - place) for place in range(4)]
    assert last.average_limits.upper == pytest.approx(math.sqrt(sum((w * e) ** 2 for w, e in zip(weights, errors, strict=True))))


def test_a_small_day_has_wider_limits():
    two = replace(S04B, shares=(Share("", 2, 5_000), Share("", 2, 500)))
    large, small = warning.calculate(two).watched.periods
    assert small.limits.upper - 0.02 == pytest.approx((large.limits.upper - 0.02) * math.sqrt(10))
    assert small.limits.lower == pytest.approx(0.02 - 3 * math.sqrt(0.02 * 0.98 / 500))


def test_limits_stop_where_no_value_can_be():
    """Montgomery, 7.2.1 and 7.3: no share and no count lies below 0. A single value may."""
    (share,) = warning.calculate(replace(S04B, shares=(Share("", 2, 100),))).watched.periods
    (high,) = warning.calculate(replace(S04B, share=98.0, shares=(Share("", 98, 100),))).watched.periods
    (count,) = warning.calculate(warning.Inputs(kind=warning.Kind.COUNT, counts=(Count("", 4, 1),), rate=4.0)).watched.periods
    (value,) = warning.calculate(warning.Inputs(
        kind=warning.Kind.VALUE, values=(Value("", 4),), mean=4.0, deviation=2.0)).watched.periods
    assert (share.limits.lower, high.limits.upper, count.limits.lower, value.limits.lower) == (0, 1, 0, -2)


def test_limits_of_counts_and_of_single_values_by_hand():
    counts = warning.Inputs(kind=warning.Kind.COUNT, counts=(Count("", 30, 10),), rate=4.0)
    (period,) = warning.calculate(counts).watched.periods
    assert (period.value, period.limits.upper) == (3.0, pytest.approx(4 + 3 * math.sqrt(4 / 10)))
    values = warning.Inputs(kind=warning.Kind.VALUE, values=tuple(Value("", v) for v in (10, 12, 11, 13, 12, 30)), first=5)
    (judged,) = warning.calculate(values).watched.periods
    assert judged.limits.upper == pytest.approx(11.6 + 3 * (2 + 1 + 2 + 1) / 4 / 1.128)


def test_a_baseline_is_taken_from_the_first_periods_weighted_and_these_are_not_judged():
    shares = (Share("", 1, 1_000), Share("", 3, 3_000), *(Share("", 2.5, 1_000),) * 3, Share("later", 2.4, 1_000))
    result = warning.calculate(replace(S04B, shares=shares, share=None, first=5)).watched
    assert result.centre == pytest.approx((10 + 90 + 75) / 7_000)
    assert [name.en for name in result.names] == ["later"]
    rarer = replace(S04B, shares=(*shares[:5], Share("later", 2.4, 250)), share=None, first=5)
    assert warning.calculate(rarer).watched.periods[0].limits.upper == pytest.approx(0.025 + 3 * rate_error(0.025, 250))


def test_a_standard_deviation_that_is_known_is_not_taken_from_the_first_periods():
    known = warning.Inputs(kind=warning.Kind.VALUE, values=tuple(Value("", v) for v in (10, 12, 11, 13, 12, 30)), first=5, deviation=4.0)
    (judged,) = warning.calculate(known).watched.periods
    assert judged.limits.upper == pytest.approx(11.6 + 3 * 4)


# Run rules

def test_eight_on_one_side_alarm_at_the_eighth():
    one_side = rule(Rules.WESTERN_ELECTRIC, "8 in a row")
    assert one_side.alarms([-0.1] + [0.1] * 9) == [8, 9]
    assert one_side.alarms([0.1] * 7 + [-0.1]) == []
    assert one_side.alarms([0.1] * 7 + [0.0]) == []   # on the centre is on neither side
    assert rule(Rules.NELSON, "9 in a row").alarms([0.1] * 9) == [8]


def test_two_of_three_count_one_side_only_and_alarm_at_the_second():
    two = rule(Rules.WESTERN_ELECTRIC, "2 of 3")
    assert two.alarms([2.1, 0, 2.2, 0, 0]) == [2]
    assert two.alarms([2.1, 0, -2.2]) == [] and two.alarms([2.1, 0, 0, 2.1]) == []
    assert two.alarms([0, -2.1, -2.1]) == [2] and two.alarms([2.1, 2.1]) == [1]
    assert two.alarms([2.1, 2.1, 2.0]) == [1]   # on the line is not beyond it


def test_four_of_five_beyond_one():
    four = rule(Rules.NELSON, "4 of 5")
    assert four.alarms([1.1, 1.1, 0, 1.1, 1.1]) == [4]
    assert four.alarms([1.1, 1.1, -1.1, 1.1, 0.9]) == []


def test_trends_turns_and_quiet_or_split_values():
    assert rule(Rules.NELSON, "6 in a row").alarms([1, 2, 3, 4, 5, 6]) == [5]
    assert rule(Rules.NELSON, "6 in a row").alarms([6, 5, 4, 4, 2, 1]) == []
    assert rule(Rules.NELSON, "14 in a row").alarms([1, -1] * 7) == [13]
    assert rule(Rules.NELSON, "14 in a row").alarms([1, -1] * 6 + [1, 1]) == []
    assert rule(Rules.NELSON, "14 in a row").alarms([1, -1] * 3 + [-1, 1] * 4) == []   # two alike end it
    assert rule(Rules.NELSON, "15 in a row").alarms([0.9] * 14 + [-0.9]) == [14]
    assert rule(Rules.NELSON, "15 in a row").alarms([0.9] * 14 + [1.1]) == []
    assert rule(Rules.NELSON, "8 in a row").alarms([1.1, -1.1] * 4) == [7]
    assert rule(Rules.NELSON, "8 in a row").alarms([1.1, -0.9] * 4) == []


def test_western_electrics_rules_cry_wolf_once_in_91_75_periods():
    """Champ, C. W. and Woodall, W. H. (1987), Technometrics 29(4), 393–399, as NIST, 6.3.2, cites them: an exact Markov chain.

    A state is the zones of the last four values and how long the last have been on one side; six zones stand for all values.
    """
    normal = NormalDist()
    zones = {-2.5: (-3, -2), -1.5: (-2, -1), -0.5: (-1, 0), 0.5: (0, 1), 1.5: (1, 2), 2.5: (2, 3)}
    chance = {zone: normal.cdf(high) - normal.cdf(low) for zone, (low, high) in zones.items()}
    rules = PATTERNS[Rules.WESTERN_ELECTRIC]

    def after(state, zone):
        last, run = state
        run = run + 1 if last and last[-1] * zone > 0 else 1
        last = (*last, zone)[-5:]
        history = [math.copysign(0.5, zone)] * (run - len(last)) + list(last)
        if any(r.alarms(history)[-1:] == [len(history) - 1] for r in rules):
            return None
        return last[-4:], min(run, 8)

    states, place = [((), 0)], 0
    while place < len(states):
        for zone in zones:
            following = after(states[place], zone)
            if following and following not in states:
                states.append(following)
        place += 1
    matrix = np.eye(len(states))
    for row, zone in product(range(len(states)), zones):
        if following := after(states[row], zone):
            matrix[row, states.index(following)] -= chance[zone]
    assert round(np.linalg.solve(matrix, np.ones(len(states)))[0], 2) == 91.75


def test_run_rules_show_in_the_table_and_make_an_alarm():
    result = warning.calculate(replace(S04B, rules=Rules.WESTERN_ELECTRIC, shares=tuple(Share("", 2.2, 5_000) for _ in range(8))))
    table = next(block for block in result.view() if isinstance(block, Rows))
    assert "8 in a row on one side of the centre" in table.rows[-1][-1].en
    assert result.watched.periods[-1].alarm


# The mix

def test_noise_is_the_quantile_of_chi_square():
    view = [*warning.calculate(S04A).view()]
    figures = next(block for block in view if isinstance(block, Figures))
    assert figures.figures[2].value == f"{(1 / 20_000 + 1 / 5_000) * stats.chi2(5).ppf(0.95):.4f}"


def test_an_unchanged_mix_stays_under_the_noise_in_95_of_100_samples():
    random = np.random.default_rng(4)
    shares = np.array([0.1, 0.15, 0.2, 0.25, 0.2, 0.1])
    before, now = (random.multinomial(n, shares, 20_000) / n for n in (20_000, 5_000))
    index = ((now - before) * np.log(now / before)).sum(axis=1)
    assert np.mean(index < 0.0028) == pytest.approx(0.95, abs=0.012)


@pytest.mark.parametrize(("actual", "tone"), [((10, 10.5), Tone.GOOD), ((10, 20), Tone.CAUTION), ((10, 40), Tone.BAD)])
def test_bands_decide_the_tone(actual, tone):
    bins = tuple(Bin("income", str(n), 10, a) for n, a in enumerate(actual))
    assert next(warning.calculate(replace(S04A, bins=bins)).view()).tone is tone


def test_few_people_are_said_to_be_chance():
    few = replace(S04A, people_expected=100, people_actual=40)
    assert any("chance alone makes an index as large" in v.sentence.en for v in warning.calculate(few).view() if hasattr(v, "sentence"))


# Errors

@pytest.mark.parametrize(("inputs", "field", "words"), [
    (replace(S04B, share=None), "first", "takes the first 10 of 7 periods"),
    (replace(S04B, share=None, first=7), "first", "takes the first 7 of 7 periods, which leaves none to judge"),
    (replace(S04B, share=None, first=5, shares=tuple(Share("", 0, 100) for _ in range(6))), "shares", "are all alike"),
    (warning.Inputs(kind=warning.Kind.VALUE, first=5, values=tuple(Value("", 4) for _ in range(6))), "values", "are all alike"),
    (replace(S04A, bins=(Bin("x", "a", 1, 1), Bin("x", "b", 0, 2))), "bins.1.expected", "Row 2: an empty bin has no logarithm"),
    (replace(S04A, bins=(Bin("x", "a", 1, 1), Bin("x", "b", 1, 2), Bin("y", "a", 1, 2))), "bins.2.bin", "“y” needs at least two bins"),
])
def test_what_cannot_be_judged_is_said(inputs, field, words):
    with pytest.raises(InputError) as problem:
        warning.calculate(inputs)
    assert problem.value.field == field and words in problem.value.sentence.en


def test_the_picture_marks_every_alarm():
    chart = next(block for block in warning.calculate(warning.PRESETS["weekends"].inputs).view() if isinstance(block, Chart))
    assert [row["n"] for row in chart.spec["layer"][-1]["data"]["values"]] == [6, 7, 13, 14]
    assert "Diamonds mark the alarms: “Sat, week 1”, “Sun, week 1”, “Sat, week 2”, “Sun, week 2”." in chart.summary.en
