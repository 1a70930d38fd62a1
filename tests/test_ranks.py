"""The chances of ranks: against two scores in closed form, against a simulation, and the sums that must hold."""

from math import log
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators._ranks import rank_chances, spread

properties = settings(max_examples=60, deadline=None, derandomize=True)


def test_two_scores_in_closed_form():
    sigma = spread(1.5, 2, 1.5)
    (first, second), other = rank_chances((16_875, 13_333), sigma)
    expected = NormalDist().cdf(log(16_875 / 13_333) / (sigma * 2 ** 0.5))
    assert first == pytest.approx(expected, abs=1e-11)
    assert (second, *other) == pytest.approx((1 - expected, 1 - expected, expected), abs=1e-11)


def test_nine_in_ten_lie_within_the_factor():
    sigma = spread(3)
    assert NormalDist(0, sigma).cdf(log(3)) - NormalDist(0, sigma).cdf(-log(3)) == pytest.approx(0.9)
    assert spread(1, 1, 1) == 0
    assert spread(2, 3) == pytest.approx((spread(2) ** 2 + spread(3) ** 2) ** 0.5)


def test_a_simulation_gives_the_same_chances():
    scores, sigma = (54_000, 16_875, 13_333, 12_800), spread(1.5, 2, 1.5)
    draws = np.log(scores) + sigma * np.random.default_rng(5).normal(size=(400_000, len(scores)))
    ranks = (-draws).argsort(axis=1).argsort(axis=1)
    for place, chances in enumerate(rank_chances(scores, sigma)):
        for rank, chance in enumerate(chances):
            assert chance == pytest.approx(np.mean(ranks[:, place] == rank), abs=0.004)


@given(st.lists(st.floats(1e-6, 1e12), min_size=1, max_size=8), st.floats(1e-6, 6))
@properties
def test_every_feature_has_one_rank_and_every_rank_one_feature(scores, sigma):
    chances = rank_chances(scores, sigma)
    assert all(-1e-12 <= chance <= 1 + 1e-9 for row in chances for chance in row)
    for sums in (map(sum, chances), map(sum, zip(*chances, strict=True))):
        assert list(sums) == pytest.approx([1] * len(scores), abs=1e-6)


def test_without_doubt_the_order_is_certain_and_equals_share():
    assert rank_chances((1, 3, 2), 0) == ((0, 0, 1), (1, 0, 0), (0, 1, 0))
    assert rank_chances((5, 5, 1), 0) == ((0.5, 0.5, 0), (0.5, 0.5, 0), (0, 0, 1))
