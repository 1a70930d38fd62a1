"""Pools of few loans against scipy's mixed binomial, their limits, and the average excess of a large pool."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from calculators import _pool
from calculators._credit import conditional_pd, probability_within

properties = settings(max_examples=40, deadline=None, derandomize=True)


def given_factor(factor, pd, rho):
    return stats.norm.cdf((stats.norm.ppf(pd) + math.sqrt(rho) * factor) / math.sqrt(1 - rho))


def mixed(defaults, loans, pd, rho):
    """The same probability the long way: the binomial of each year, over all years."""
    def year(y):
        return stats.binom.cdf(defaults, loans, given_factor(y, pd, rho)) * stats.norm.pdf(y)

    return integrate.quad(year, -9, 9, limit=500, epsabs=1e-12)[0]


@pytest.mark.parametrize(("defaults", "loans", "pd", "rho"), [
    (12, 200, 0.06, 0.1), (0, 200, 0.06, 0.1), (0, 2, 0.5, 0.5), (1, 2, 0.01, 0.005), (600, 10_000, 0.06, 0.1),
    (40, 50, 0.2, 0.45), (10, 200, 0.06, 0.005), (5, 1_000, 0.0001, 0.3), (2, 3, 0.8, 0.005), (6_000, 100_000, 0.06, 0.1)])
def test_few_loans_are_a_binomial_mixed_over_the_years(defaults, loans, pd, rho):
    assert _pool.probability_at_most(defaults, loans, pd, rho) == pytest.approx(mixed(defaults, loans, pd, rho), abs=1e-10)


@given(st.integers(2, 60), st.integers(0, 60), st.floats(0.0001, 0.8), st.floats(0.005, 0.45))
@properties
def test_one_default_more_is_never_less_likely_to_be_enough(loans, defaults, pd, rho):
    first, second = (_pool.probability_at_most(k, loans, pd, rho) for k in (defaults, defaults + 1))
    assert 0 <= first <= second + 1e-12 <= 1 + 2e-12


def test_all_loans_may_default_and_fewer_than_none_cannot():
    assert (_pool.probability_at_most(7, 7, 0.5, 0.2), _pool.probability_at_most(-1, 7, 0.5, 0.2)) == (1, 0)


def test_two_loans_default_together_as_often_as_two_normals_fall_together():
    pd, rho = 0.06, 0.1
    both = stats.multivariate_normal(cov=[[1, rho], [rho, 1]]).cdf([stats.norm.ppf(pd)] * 2)
    assert 1 - _pool.probability_at_most(1, 2, pd, rho) == pytest.approx(both, abs=1e-6)


def test_hardly_dependent_loans_are_an_ordinary_binomial():
    assert _pool.probability_at_most(8, 100, 0.06, 1e-5) == pytest.approx(stats.binom.cdf(8, 100, 0.06), abs=1e-4)


def test_a_growing_pool_comes_to_the_large_one():
    gaps = [abs(_pool.probability_at_most(int(0.1 * n), n, 0.06, 0.1) - probability_within(0.1, 0.06, 0.1))
            for n in (100, 1_000, 10_000, 100_000)]
    assert all(later < earlier / 3 for earlier, later in zip(gaps, gaps[1:], strict=False))
    assert gaps[-1] < 2e-5


@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.95, 0.999])
def test_the_fewest_defaults_that_are_enough(confidence):
    enough = _pool.defaults_within(confidence, 200, 0.06, 0.1)
    assert _pool.probability_at_most(enough, 200, 0.06, 0.1) >= confidence
    assert _pool.probability_at_most(enough - 1, 200, 0.06, 0.1) < confidence
    assert _pool.defaults_within(confidence, 100_000, 0.06, 0.1) / 1e5 == pytest.approx(conditional_pd(0.06, 0.1, confidence), abs=1e-3)


@pytest.mark.parametrize(("rate", "pd", "rho"), [(0.06, 0.06, 0.1), (0.2, 0.06, 0.1), (0.5, 0.06, 0.1), (0.99, 0.5, 0.4),
                                                 (0.001, 0.8, 0.005)])
def test_the_average_excess_is_that_of_the_bad_years(rate, pd, rho):
    start = max(-9, stats.norm.ppf(probability_within(rate, pd, rho)))
    above, _ = integrate.quad(lambda y: (given_factor(y, pd, rho) - rate) * stats.norm.pdf(y), start, 9, epsabs=1e-14)
    assert _pool.mean_excess(rate, pd, rho) == pytest.approx(above / stats.norm.sf(start), rel=1e-5)


def test_without_a_reserve_the_average_excess_is_pd_and_beyond_all_loans_nothing():
    assert _pool.mean_excess(0.0, 0.06, 0.1) == pytest.approx(0.06, rel=1e-6)
    assert _pool.mean_excess(1.0, 0.06, 0.1) == 0
