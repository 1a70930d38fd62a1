"""Control charts, run lengths and the stability index: edges, inverses, identities, a second witness."""

import math
import random
from fractions import Fraction

import numpy as np
import pytest

from calculators import _control as control
from calculators import _run_length as run

DRIFT = (0.0205, 0.0212, 0.0218, 0.0224, 0.0229, 0.0233, 0.0236)  # seven days of a fraud rate, base 2 %, 5,000 a day
EXPECTED, MILD, STRONG = (10, 15, 20, 25, 20, 10), (7, 11, 17, 25, 25, 15), (5, 8, 14, 24, 28, 21)


def chart():
    return control.average_chart(DRIFT, 0.02, control.rate_error(0.02, 5000))


# What a reader would check by hand

def test_no_single_day_crosses_the_shewhart_limit():
    limits = control.rate_limits(0.02, 5000)
    assert round(limits.upper * 100, 3) == 2.594
    assert not any(limits.crossed(day) for day in DRIFT)


def test_the_average_alarms_on_the_seventh_day_and_not_before():
    last = chart().points[-1]
    assert chart().first_alarm == 7
    assert (round(last.average * 100, 4), round(last.limits.upper * 100, 4)) == (2.2117, 2.1846)


def test_steady_limits_of_the_drift():
    steady = chart().steady
    assert (round(steady.lower * 100, 3), round(steady.upper * 100, 3)) == (1.811, 2.189)


def test_a_quiet_series_has_no_alarm():
    assert control.average_chart([0.02] * 30, 0.02, 0.002).first_alarm is None


@pytest.mark.parametrize(("actual", "index"), [(MILD, 0.0594), (STRONG, 0.2090)])
def test_stability_of_a_score(actual, index):
    assert control.population_stability(EXPECTED, actual).total == pytest.approx(index, abs=5e-5)


# Identities

def test_weight_one_is_the_shewhart_chart():
    assert control.moving_average(DRIFT, 0.02, 1.0) == DRIFT
    assert control.average_limits(5.0, 2.0, 1.0, 3.0, step=4) == control.shewhart_limits(5.0, 2.0, 3.0)
    assert run.average_run_length(1.0, 3.0, 0.7).average == pytest.approx(run.shewhart_run_length(3.0, 0.7).average)


def test_the_average_is_the_weighted_sum_of_all_days():
    weight = Fraction(1, 5)
    days = [Fraction(str(day)) for day in DRIFT]
    exact = sum((weight * (1 - weight) ** age * day for age, day in enumerate(reversed(days))), Fraction(0))
    exact += (1 - weight) ** len(days) * Fraction(1, 50)
    assert control.moving_average(DRIFT, 0.02, 0.2)[-1] == pytest.approx(float(exact), rel=1e-14)


@pytest.mark.parametrize("step", [1, 2, 7, 60])
def test_the_error_of_the_average_is_that_of_its_weights(step):
    weights = 0.2 * 0.8 ** np.arange(step)
    assert control.average_error(3.0, 0.2, step) == pytest.approx(3.0 * np.sqrt((weights**2).sum()))


def test_limits_widen_to_the_steady_ones():
    uppers = [point.limits.upper for point in control.average_chart([0.0] * 80, 0.0, 1.0).points]
    assert uppers == sorted(uppers)
    assert uppers[0] == pytest.approx(0.2 * 2.86)
    assert uppers[-1] == pytest.approx(control.average_limits(0.0, 1.0).upper)


def test_a_p_chart_stays_between_nought_and_one():
    assert control.rate_limits(0.02, 100).lower == 0.0
    assert control.rate_limits(0.98, 100).upper == 1.0
    assert control.rate_limits(0.5, 100) == control.Limits(0.35, 0.5, 0.65)


def test_a_value_on_the_limit_is_no_alarm():
    limits = control.Limits(-1.0, 0.0, 1.0)
    assert not limits.crossed(1.0) and not limits.crossed(-1.0)
    assert limits.crossed(math.nextafter(1.0, 2.0)) and limits.crossed(math.nextafter(-1.0, -2.0))


def test_stability_is_symmetric_and_blind_to_scale():
    there = control.population_stability(EXPECTED, STRONG)
    assert control.population_stability(STRONG, EXPECTED).total == pytest.approx(there.total)
    assert control.population_stability([7 * e for e in EXPECTED], STRONG).total == pytest.approx(there.total)


def test_stability_of_the_same_shares_is_nought():
    assert control.population_stability([1, 2, 3], [10, 20, 30]).total == pytest.approx(0, abs=1e-16)


def test_every_bin_adds_and_the_total_is_their_sum():
    found = control.population_stability(EXPECTED, STRONG)
    assert all(item.index >= 0 for item in found.bins)
    assert found.total == pytest.approx(sum(item.index for item in found.bins))
    assert [item.expected for item in found.bins] == pytest.approx([0.10, 0.15, 0.20, 0.25, 0.20, 0.10])
    assert [item.actual for item in found.bins] == pytest.approx([0.05, 0.08, 0.14, 0.24, 0.28, 0.21])


def test_two_bins_and_one_observation_on_each_side_are_enough():
    assert control.stability_noise(2, 1, 1) == 2


def test_stability_noise_is_the_mean_of_unchanged_samples():
    draw = np.random.default_rng(5)
    shares = np.array(EXPECTED) / 100
    seen = [
        control.population_stability(draw.multinomial(2000, shares), draw.multinomial(1000, shares)).total
        for _ in range(2000)
    ]
    expected = control.stability_noise(6, 2000, 1000)
    assert expected == pytest.approx(0.0075)
    assert abs(np.mean(seen) - expected) < 4 * np.std(seen) / np.sqrt(len(seen))


# Run lengths

def test_three_sigma_alarms_once_in_370_days():
    assert run.shewhart_run_length().average == pytest.approx(370.4, abs=0.05)
    assert run.shewhart_run_length().alarms(365) == pytest.approx(0.985, abs=5e-4)


@pytest.mark.parametrize("periods", [2, 30, 370.398, 1000, 100_000])
def test_shewhart_width_is_the_inverse(periods):
    assert run.shewhart_run_length(run.shewhart_width(periods)).average == pytest.approx(periods)


@pytest.mark.parametrize(("periods", "smoothing"), [(20, 0.2), (370.398, 0.2), (500, 0.1), (10_000, 0.4)])
def test_average_width_is_the_inverse(periods, smoothing):
    width = run.average_width(periods, smoothing)
    assert run.average_run_length(smoothing, width).average == pytest.approx(periods, rel=1e-6)


def test_the_usual_width_is_the_one_for_370_days():
    assert round(run.average_width(run.shewhart_run_length().average), 2) == 2.86


def test_a_shift_up_is_found_as_fast_as_a_shift_down():
    assert run.average_run_length(shift=0.8).average == pytest.approx(run.average_run_length(shift=-0.8).average)


def markov(smoothing: float, width: float, shift: float, states: int = 401) -> float:
    """The band cut into equal slices, each step a move from slice to slice (Lucas and Saccucci, appendix)."""
    edge = width * np.sqrt(smoothing / (2 - smoothing))
    half = edge / states
    middles = -edge + half * (2 * np.arange(states) + 1)
    normal = np.vectorize(lambda z: 0.5 * math.erfc(-z / math.sqrt(2)))
    reach = (middles[None, :] - (1 - smoothing) * middles[:, None]) / smoothing - shift
    moves = normal(reach + half / smoothing) - normal(reach - half / smoothing)
    return float(np.linalg.solve(np.eye(states) - moves, np.ones(states))[states // 2])


@pytest.mark.parametrize("smoothing", [0.05, 0.2, 0.6])
@pytest.mark.parametrize("shift", [0.0, 0.5, 2.0])
def test_a_markov_chain_finds_the_same_run_length(smoothing, shift):
    assert run.average_run_length(smoothing, 2.86, shift).average == pytest.approx(
        markov(smoothing, 2.86, shift), rel=2e-3)


def test_simulated_run_lengths_agree():
    draw = random.Random(20261122)
    limit = control.average_limits(0.0, 1.0).upper
    lengths = []
    for _ in range(2000):
        average, days = 0.0, 0
        while abs(average) <= limit:
            average = 0.2 * draw.gauss(0.5, 1) + 0.8 * average
            days += 1
        lengths.append(days)
    theory = run.average_run_length(0.2, 2.86, 0.5).average
    assert abs(np.mean(lengths) - theory) < 4 * np.std(lengths) / np.sqrt(len(lengths))


# Edges

@pytest.mark.parametrize("call", [
    lambda: control.rate_error(0.0, 10),
    lambda: control.rate_error(1.0, 10),
    lambda: control.rate_error(math.nan, 10),
    lambda: control.rate_error(0.5, 0),
    lambda: control.shewhart_limits(1.0, 0.0),
    lambda: control.shewhart_limits(1.0, 1.0, -3.0),
    lambda: control.shewhart_limits(1.0, math.inf),
    lambda: control.moving_average([1.0], 0.0, 0.0),
    lambda: control.moving_average([1.0], 0.0, 1.01),
    lambda: control.moving_average([math.nan], 0.0, 0.2),
    lambda: control.moving_average([1.0], math.inf, 0.2),
    lambda: control.average_error(1.0, 0.2, 0),
    lambda: control.population_stability([1, 2], [1, 2, 3]),
    lambda: control.population_stability([1], [1]),
    lambda: control.population_stability([1, 0], [1, 1]),
    lambda: control.population_stability([1, 1], [1, -1]),
    lambda: control.population_stability([1, 1], [1, math.nan]),
    lambda: control.stability_noise(1, 10, 10),
    lambda: control.stability_noise(5, 10, 0),
    lambda: run.shewhart_run_length(0.0),
    lambda: run.shewhart_run_length(3.0, math.nan),
    lambda: run.average_run_length(0.0),
    lambda: run.average_run_length(0.2, math.inf),
    lambda: run.shewhart_width(1.0),
    lambda: run.average_width(math.nan),
    lambda: run.average_width(370.0, 1.5),
    lambda: run.average_width(1e6),
])
def test_what_has_no_answer_raises(call):
    with pytest.raises(ValueError, match="not|needed|must|at least"):
        call()


def test_an_empty_series_is_a_chart_without_points():
    empty = control.average_chart([], 0.02, 0.002)
    assert empty.points == () and empty.first_alarm is None
