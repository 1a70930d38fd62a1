"""The shifted beta-geometric model: closed forms, a second optimiser, limits where it is one churn for all, intervals."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import betaln, hyp2f1
from scipy.stats import chi2

from calculators._roots import NoRoot
from calculators._sbg import WIDEST, Sbg, constant, through
from calculators._sbg_fit import DROP, fit

properties = settings(max_examples=60, deadline=None, derandomize=True)
parameters = st.floats(0.05, 60)
REGULAR = (1000, 631, 468, 382, 326, 289, 262, 241)
HIGH_END = (1000, 869, 743, 653, 593, 551, 517, 491)


def fitted(counts):
    return fit(counts[:-1], [before - after for before, after in zip(counts, counts[1:], strict=False)])


@st.composite
def survivors(draw):
    counts = [draw(st.sampled_from([20, 300, 10_000, 1_000_000_000]))]
    for _ in range(draw(st.integers(2, 12))):
        counts.append(int(counts[-1] * draw(st.floats(0, 1))))
    while len(counts) > 3 and not counts[-2]:
        counts.pop()
    assume(counts[1] and counts[-1] < counts[0])
    return counts


# The model

@properties
@given(parameters, parameters)
def test_survival_is_the_quotient_of_two_betas(alpha, beta):
    ours = Sbg.of(alpha, beta).survival(30)
    assert ours == pytest.approx([math.exp(betaln(alpha, beta + t) - betaln(alpha, beta)) for t in range(31)], rel=1e-9)


@properties
@given(parameters, parameters, st.floats(0.003, 1))
def test_a_lifetime_is_gauss_function_and_the_sum_of_survival(alpha, beta, discount):
    model = Sbg.of(alpha, beta)
    assert model.lifetime(discount) == pytest.approx(hyp2f1(1, beta, alpha + beta, 1 / (1 + discount)), rel=1e-9)
    periods = math.ceil(40 / math.log1p(discount))
    assert model.lifetime(discount) == pytest.approx(
        sum(share / (1 + discount) ** t for t, share in enumerate(model.survival(periods))), rel=1e-9)


@properties
@given(st.floats(0, 1), st.sampled_from([0, 1e-12, 1e-9, 1e-6, 0.5, 1 - 1e-6, WIDEST]), st.floats(0.05, 1))
def test_a_lifetime_holds_at_the_ends_of_the_range(churn, polarisation, discount):
    model, periods = Sbg(churn, polarisation), math.ceil(40 / math.log1p(discount))
    direct = sum(share / (1 + discount) ** t for t, share in enumerate(model.survival(periods)))
    assert model.lifetime(discount) == pytest.approx(direct, rel=1e-9)


def test_with_one_churn_for_all_a_lifetime_is_the_geometric_sum():
    assert constant(0.369).lifetime(0.1) == pytest.approx(1.1 / (1.1 - 0.631), rel=1e-14)
    assert Sbg(0.369, 1e-13).lifetime(0.1) == pytest.approx(1.1 / (1.1 - 0.631), rel=1e-9)


def test_without_a_discount_there_may_be_no_end():
    with pytest.raises(ValueError):
        Sbg.of(0.5, 1).lifetime(0)


@properties
@given(parameters, parameters, st.integers(0, 20))
def test_who_has_stayed_is_a_customer_with_more_beta(alpha, beta, stayed):
    model = Sbg.of(alpha, beta)
    assert model.aged(stayed).parameters == pytest.approx((alpha, beta + stayed), rel=1e-9)
    whole = model.survival(stayed + 40)
    rest = sum(whole[stayed + 1 + t] / whole[stayed] / 1.5 ** t for t in range(40))
    assert model.residual(0.5, stayed) == pytest.approx(rest, rel=1e-6)


def test_del_over_seventy_years_as_eclv_prints_it():
    shares = Sbg.of(0.6677123, 3.8024773).survival(70)
    assert sum(share / 1.1 ** t for t, share in enumerate(shares)) == pytest.approx(5.920551, abs=5e-7)


# The fit

@pytest.mark.parametrize(("counts", "alpha", "beta"), [
    (REGULAR[:5], 0.7637, 1.2958), (REGULAR, 0.7041, 1.1820), (HIGH_END, 0.6681, 3.8061)])
def test_the_scenario(counts, alpha, beta):
    assert fitted(counts).model.parameters == pytest.approx((alpha, beta), abs=5e-5)


@settings(properties, max_examples=25)
@given(survivors())
def test_no_other_optimiser_finds_a_likelier_model(counts):
    found = fitted(counts)

    def loss(point):
        with np.errstate(over="ignore"):
            churn, psi = 1 / (1 + np.exp(-np.asarray(point)))
        return -found.likelihood.at(Sbg(min(max(churn, 1e-12), 1 - 1e-12), min(psi, WIDEST))) / counts[0]

    other = min(minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-13}).fun
                 for start in ([0, 0], [-2, 3], [1, -4]))
    assert found.loglik / counts[0] >= -other - 1e-9


def test_cohorts_of_different_age_are_added_period_by_period():
    old, young = (1000, 500, 400, 350), (1000, 500)
    together = fit([2000, 500, 400], [1000, 100, 50])
    apart = fitted(old).likelihood.at(together.model) + 500 * math.log(together.model.churn) + 500 * math.log(
        1 - together.model.churn)
    assert together.loglik == pytest.approx(apart)
    assert young[1] + old[1] == together.likelihood.there[0] - together.likelihood.left[0]


@pytest.mark.parametrize("counts", [(1000, 800, 640, 512), (1000, 900, 700, 400), (100, 100, 50, 0)])
def test_where_retention_does_not_rise_one_churn_is_all_that_is_left(counts):
    found = fitted(counts)
    assert found.model.parameters is None or found.model.polarisation < 1e-3
    assert found.p_alike > 0.4


def test_where_nobody_leaves_after_the_first_period_all_is_polarised():
    found = fitted((1000, 600, 600, 600))
    assert found.model.polarisation == WIDEST
    assert found.model.survival(50)[-1] == pytest.approx(0.6, abs=1e-3)


def test_the_chance_that_all_are_alike_is_half_a_tail():
    found = fitted((100, 78, 63, 52))
    assert found.p_alike == pytest.approx(chi2.sf(2 * (found.loglik - found.loglik_alike), 1) / 2)
    assert 0.01 < found.p_alike < 0.5


@pytest.mark.parametrize(("there", "left"), [((100,), (50,)), ((100, 0), (100, 0)), ((100, 100), (0, 0)), ((100, 50), (100, 0))])
def test_counts_that_no_curve_goes_through(there, left):
    with pytest.raises(ValueError):
        fit(there, left)


# Intervals

@properties
@given(survivors())
def test_every_model_of_the_rim_is_as_unlikely_as_it_may_be(counts):
    found = fitted(counts)
    slack = 1e-3 + 1e-9 * abs(found.loglik)
    for model in found.rim:
        assert found.loglik - DROP - slack <= found.likelihood.at(model) <= found.loglik + slack
    assert 0 <= found.interval(lambda model: model.survival(60)[-1])[0] <= found.model.survival(60)[-1]


def test_an_interval_is_what_no_model_near_enough_lies_outside_of():
    found = fitted(REGULAR)
    low, high = found.interval(lambda model: model.survival(12)[-1])
    assert (round(low, 3), round(high, 3)) == (0.145, 0.197)
    near = [Sbg(churn, psi) for churn in np.linspace(0.3, 0.45, 160) for psi in np.linspace(0.2, 0.5, 160)]
    inside = [m.survival(12)[-1] for m in near if found.likelihood.at(m) >= found.loglik - DROP]
    assert low - 1e-3 < min(inside) < low + 2e-3 and high - 2e-3 < max(inside) < high + 1e-3


def test_ten_times_the_customers_give_a_third_of_the_width():
    one, ten = (fitted([n * k for n in REGULAR]).interval(lambda m: m.survival(12)[-1]) for k in (1, 10))
    assert (one[1] - one[0]) / (ten[1] - ten[0]) == pytest.approx(math.sqrt(10), rel=0.05)


# Two shares

@properties
@given(parameters, parameters)
def test_two_shares_give_the_model_back(alpha, beta):
    shares = Sbg.of(alpha, beta).survival(12)
    found = through(shares[1], shares[12], 12)
    assert found.survival(24) == pytest.approx(Sbg.of(alpha, beta).survival(24), rel=1e-6)


@pytest.mark.parametrize(("first", "later"), [(0.5, 0.5 ** 12 * 0.99), (0.5, 0.6)])
def test_shares_that_no_model_joins(first, later):
    with pytest.raises(NoRoot):
        through(first, later, 12)
