"""Intervals, tests and sizes of shares against scipy and statsmodels, brute force and their own inverses."""

from itertools import product
from math import comb

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import special, stats
from statsmodels.stats import power as sm_power
from statsmodels.stats import proportion as sm

from calculators import _power, _proportions
from calculators._numbers import p_value
from calculators._special import beta_cdf

properties = settings(max_examples=80, deadline=None, derandomize=True)
COUNTS = st.integers(1, 10_000_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
RATES = st.floats(0.001, 0.999)


@properties
@given(st.floats(1e-6, 1 - 1e-6), st.floats(0.5, 1e5), st.floats(0.5, 1e5))
def test_the_incomplete_beta_function_is_scipys(x, a, b):
    assert beta_cdf(x, a, b) == pytest.approx(special.betainc(a, b, x), rel=1e-8, abs=1e-13)


@pytest.mark.parametrize(("hits", "size"), [(0, 1), (1, 1), (0, 20), (20, 20), (3, 10), (1_020, 25_000), (40_000_000, 1_000_000_000)])
@pytest.mark.parametrize("confidence", [0.5, 0.95, 0.998])
@pytest.mark.parametrize(("ours", "method"), [
    (_proportions.wilson, "wilson"), (_proportions.clopper_pearson, "beta"), (_proportions.agresti_coull, "agresti_coull"),
    (_proportions.wald, "normal")])
def test_intervals_of_a_share_are_those_of_statsmodels(hits, size, confidence, ours, method):
    found = ours(hits, size, confidence)
    assert (found.low, found.high) == pytest.approx(sm.proportion_confint(hits, size, 1 - confidence, method), rel=1e-8, abs=1e-12)


def test_the_exact_interval_leaves_half_of_the_rest_in_each_tail():
    hits, size = 3, 12
    found = _proportions.clopper_pearson(hits, size, 0.9)
    above = sum(comb(size, k) * found.low ** k * (1 - found.low) ** (size - k) for k in range(hits, size + 1))
    below = sum(comb(size, k) * found.high ** k * (1 - found.high) ** (size - k) for k in range(hits + 1))
    assert (above, below) == pytest.approx((0.05, 0.05))


def test_the_score_interval_ends_where_the_score_test_just_rejects():
    found = _proportions.wilson(7, 34, 0.95)
    for limit in (found.low, found.high):
        assert abs(7 / 34 - limit) / (limit * (1 - limit) / 34) ** 0.5 == pytest.approx(1.959963984540054)


@properties
@given(COUNTS, st.floats(0.5, 0.999))
def test_every_interval_holds_its_share_and_stays_between_0_and_1(count, confidence):
    for interval in (_proportions.wilson, _proportions.clopper_pearson):
        found = interval(*count, confidence)
        assert 0 <= found.low <= count[0] / count[1] <= found.high <= 1


@pytest.mark.parametrize(("a", "b"), [((1_020, 25_000), (1_135, 25_000)), ((1, 34), (7, 34)), ((0, 10), (10, 10)), ((3, 7), (900, 2_000))])
def test_comparisons_are_those_of_statsmodels(a, b):
    test, found = _proportions.compare(a, b), _proportions.newcombe(a, b)
    assert (test.z, test.p) == pytest.approx(sm.proportions_ztest([b[0], a[0]], [b[1], a[1]]))
    assert test.one_sided(rising=True) == pytest.approx(sm.proportions_ztest([b[0], a[0]], [b[1], a[1]], alternative="larger")[1])
    assert test.one_sided(rising=False) == pytest.approx(1 - test.one_sided(rising=True))
    assert (found.low, found.high) == pytest.approx(sm.confint_proportions_2indep(b[0], b[1], a[0], a[1], method="newcomb"))


def test_the_interval_of_the_difference_turns_with_the_arms():
    there, back = _proportions.newcombe((5, 40), (9, 60)), _proportions.newcombe((9, 60), (5, 40))
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))


def test_newcombes_interval_covers_about_as_often_as_it_says():
    sizes, rates = (30, 30), (0.2, 0.4)
    covered = sum(
        stats.binom.pmf(a, sizes[0], rates[0]) * stats.binom.pmf(b, sizes[1], rates[1])
        for a, b in product(range(31), repeat=2)
        if (i := _proportions.newcombe((a, 30), (b, 30))).low <= 0.2 <= i.high)
    assert covered == pytest.approx(0.95, abs=0.01)


def test_shares_that_no_test_can_tell_apart_are_refused():
    for count in ((0, 5), (5, 5)):
        with pytest.raises(ValueError):
            _proportions.compare(count, count)


@pytest.mark.parametrize(("a", "b", "share"), [(25_000, 24_300, 0.5), (900, 140, 0.1), (5, 5, 0.5)])
def test_the_split_is_tested_by_chi_squared(a, b, share):
    expected = [(a + b) * (1 - share), (a + b) * share]
    assert _proportions.split(a, b, share).p == pytest.approx(stats.chisquare([a, b], expected).pvalue)


@pytest.mark.parametrize(("rates", "sides", "ratio"), [((0.04, 0.045), 2, 1), ((0.2, 0.1), 1, 3), ((0.5, 0.9), 2, 0.25)])
def test_a_size_has_the_power_it_was_made_for(rates, sides, ratio):
    users = _power.size(*rates, 0.05, 0.8, sides, ratio)
    assert _power.power(*rates, users, 0.05, sides, ratio) == pytest.approx(0.8, abs=1e-6)


def test_sizes_are_those_of_statsmodels():
    assert _power.size(0.04, 0.045) == pytest.approx(sm.samplesize_proportions_2indep_onetail(0.005, 0.04, 0.8), rel=1e-6)
    arcsine = sm_power.NormalIndPower().solve_power(_power.effect_h(0.045, 0.04), alpha=0.05, power=0.8, ratio=2)
    assert _power.size_h(0.04, 0.045, ratio=2) == pytest.approx(arcsine, rel=1e-5)


@properties
@given(RATES, st.floats(50, 1e8), st.floats(0.1, 10), st.booleans())
def test_the_smallest_effect_is_the_inverse_of_the_size(rate, users, ratio, rising):
    effect = _power.smallest_effect(rate, users, ratio=ratio, rising=rising)
    assume(effect is not None)
    assert (effect > 0) is rising
    assert _power.size(rate, rate + effect, ratio=ratio) == pytest.approx(users, rel=1e-4)


def test_no_effect_is_large_enough_for_a_handful():
    assert _power.smallest_effect(0.5, 2) is None


def test_with_continuity_correction_a_size_is_larger_by_about_two_over_the_effect():
    assert _power.size_corrected(0.04, 0.045) - _power.size(0.04, 0.045) == pytest.approx(2 / 0.005, rel=0.02)


def test_a_margin_is_shown_with_the_power_asked_for():
    rate, margin = 0.2, 0.05
    users = round(_power.size_margin(rate, margin))
    deviation = (2 * rate * (1 - rate) / users) ** 0.5
    assert stats.norm.cdf(margin / deviation - 1.959964) == pytest.approx(0.8, abs=1e-3)


def test_a_survey_of_everybody_needs_no_more_than_everybody():
    assert _power.survey(0.5, 0.05) == pytest.approx(384.1459)
    assert _power.survey(0.5, 0.05, population=1_000) == pytest.approx(277.7, abs=0.1)
    assert _power.survey(0.5, 0.001, population=50) < 50


@pytest.mark.parametrize(("p", "words"), [(0.01132684, "p = 0.01133"), (1.0, "p = 1.00000"), (0.0000099, "p < 0.00001")])
def test_a_p_value_is_never_printed_as_nothing(p, words):
    assert p_value(p) == words
