"""Separation of bad from good: brute force over pairs, scikit-learn and SciPy as second witnesses, and the edges."""

from math import sqrt

import numpy
import pytest
import scipy.stats
import sklearn.metrics
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import _discrimination as d

PEOPLE = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 1)), min_size=4, max_size=40).filter(
    lambda people: 2 <= sum(bad for _, bad in people) <= len(people) - 2)
GROUPS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=2, max_size=8).filter(
    lambda groups: all(sum(group[n] for group in groups) for n in (0, 1)))


def apart(people):
    return [risk for risk, _ in people], [bad for _, bad in people]


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_area_and_its_error_are_those_of_all_pairs(people):
    risks, outcomes = apart(people)
    bads, goods = ([r for r, o in people if o == outcome] for outcome in (1, 0))
    wins = numpy.array([[(b > g) + (b == g) / 2 for g in goods] for b in bads])
    found = d.ranked(risks, outcomes)
    assert found.auc == pytest.approx(wins.mean(), abs=1e-12)
    error = sqrt(wins.mean(axis=1).var(ddof=1) / len(bads) + wins.mean(axis=0).var(ddof=1) / len(goods))
    assert (found.error or 0) == pytest.approx(error, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(PEOPLE)
def test_scikit_learn_and_scipy_agree(people):
    risks, outcomes = apart(people)
    found = d.ranked(risks, outcomes)
    goods, bads, _ = sklearn.metrics.roc_curve(outcomes, risks, drop_intermediate=False)
    assert found.goods == pytest.approx(goods) and found.bads == pytest.approx(bads)
    assert found.auc == pytest.approx(sklearn.metrics.roc_auc_score(outcomes, risks))
    bad, good = ([r for r, o in people if o == outcome] for outcome in (1, 0))
    assert found.ks == pytest.approx(scipy.stats.ks_2samp(bad, good, method="asymp").statistic)
    shares = [outcome * 0.5 + 0.25 for outcome in outcomes]
    assert d.brier(shares, outcomes) == pytest.approx(sklearn.metrics.brier_score_loss(outcomes, shares))


@given(GROUPS)
def test_groups_turned_round_give_the_rest_of_the_area(groups):
    found, turned = d.separation(groups), d.separation(groups[::-1])
    assert turned.auc == pytest.approx(1 - found.auc) and turned.gini == pytest.approx(-found.gini)
    assert turned.ks == pytest.approx(found.ks)


@given(GROUPS, st.integers(2, 5))
def test_more_people_of_the_same_kind_change_the_error_only(groups, times):
    few, many = d.separation(groups), d.separation([(good * times, bad * times) for good, bad in groups])
    assert many.auc == pytest.approx(few.auc) and many.ks == pytest.approx(few.ks)
    if few.error:
        assert many.error < few.error


def test_gap_of_two_curves_is_where_it_is_widest():
    found = d.separation([(10, 30), (20, 50), (70, 20)])
    assert (found.ks_at, found.ks) == (2, pytest.approx(0.8 - 0.3))


def test_a_perfect_order_has_no_error_and_no_limits():
    found = d.separation([(0, 5), (5, 0)])
    assert (found.auc, found.error, found.limits) == (1, None, None)
    assert d.separation([(0, 1), (3, 0)]).limits is None   # one bad says nothing about another


def test_limits_stay_between_0_and_1():
    assert d.separation([(0, 2), (1, 1), (2, 0)]).limits[1] == 1.0


@pytest.mark.parametrize("groups", [[(3, 0), (2, 0)], [(0, 3)]])
def test_goods_alone_or_bads_alone_cannot_be_separated(groups):
    with pytest.raises(ValueError, match="needs goods and bads"):
        d.separation(groups)


@settings(max_examples=40, deadline=None)
@given(PEOPLE, st.data())
def test_the_error_of_a_difference_is_delongs_covariance(people, data):
    first, outcomes = apart(people)
    second = data.draw(st.lists(st.integers(0, 6), min_size=len(first), max_size=len(first)))
    covariance = numpy.zeros((2, 2))
    for outcome in (1, 0):
        sign = 1 if outcome else -1
        sides = []
        for risks in (first, second):
            own, other = ([r for r, o in zip(risks, outcomes, strict=True) if o == side] for side in (outcome, 1 - outcome))
            sides.append([numpy.mean([(sign * (a - b) > 0) + (a == b) / 2 for b in other]) for a in own])
        covariance += numpy.cov(sides) / len(sides[0])
    found = d.compare(first, second, outcomes)
    assert found.error ** 2 == pytest.approx(covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1], abs=1e-12)


def test_one_score_against_itself_leaves_nothing_to_test():
    found = d.compare([3, 2, 2, 1], [30, 20, 20, 10], [1, 1, 0, 0])
    assert (found.difference, found.z, found.p) == (0, None, None)


def test_two_people_of_each_kind_are_the_fewest_for_a_comparison():
    with pytest.raises(ValueError, match="two goods and two bads"):
        d.compare([3, 2, 1], [1, 2, 3], [1, 0, 0])


def test_probabilities_are_held_against_what_came():
    found = d.forecast([0.5] * 100, [1] * 60 + [0] * 40)
    assert (found.expected, found.error, found.came, found.holds) == (50, 5, 60, False)   # two errors off
    assert d.forecast([0.5] * 100, [1] * 59 + [0] * 41).holds
    assert (found.brier, found.plain) == (pytest.approx(0.25), pytest.approx(0.24))
