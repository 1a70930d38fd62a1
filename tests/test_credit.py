"""Credit mathematics: scipy as the second witness, limits, directions, and Basel's floors."""

import math
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from calculators import _credit
from calculators._credit import Exposure

properties = settings(max_examples=80, deadline=None, derandomize=True)
chance = st.floats(0.0003, 0.9)
dependence = st.floats(0.01, 0.6)
RETAIL = (Exposure.MORTGAGE, Exposure.QRRE, Exposure.OTHER_RETAIL)


# Vasicek's distribution

@given(chance, dependence, st.floats(0.01, 0.9999))
@properties
def test_the_bad_years_default_rate_is_scipys(pd, rho, confidence):
    theirs = stats.norm.cdf((stats.norm.ppf(pd) + math.sqrt(rho) * stats.norm.ppf(confidence)) / math.sqrt(1 - rho))
    assert _credit.conditional_pd(pd, rho, confidence) == pytest.approx(theirs, rel=1e-9)


@given(chance, dependence, st.floats(0.01, 0.999))
@properties
def test_the_probability_undoes_the_default_rate(pd, rho, confidence):
    rate = _credit.conditional_pd(pd, rho, confidence)
    if 1e-12 < rate < 1 - 1e-9:
        assert _credit.probability_within(rate, pd, rho) == pytest.approx(confidence, abs=1e-7)


@pytest.mark.parametrize(("pd", "rho"), [(0.03, 0.07549), (0.06, 0.1), (0.2, 0.3)])
def test_default_rates_average_to_pd_over_all_years(pd, rho):
    mean, _ = integrate.quad(lambda u: _credit.conditional_pd(pd, rho, u), 0, 1)
    assert mean == pytest.approx(pd, rel=1e-6)


def test_a_pool_of_independent_loans_has_no_bad_year():
    assert _credit.conditional_pd(0.03, 0.0, 0.999) == pytest.approx(0.03)


def test_rates_beyond_the_ends_are_impossible_or_certain():
    assert [_credit.probability_within(rate, 0.06, 0.1) for rate in (-0.1, 0.0, 1.0, 1.2)] == [0, 0, 1, 1]


@given(chance, chance, dependence, st.floats(0.5, 0.999), st.floats(0.5, 0.999))
@properties
def test_a_worse_borrower_and_a_worse_year_both_default_more(pd, other, rho, confidence, later):
    low, high = sorted((pd, other))
    assert _credit.conditional_pd(low, rho, confidence) <= _credit.conditional_pd(high, rho, confidence)
    first, last = sorted((confidence, later))
    assert _credit.conditional_pd(pd, rho, first) <= _credit.conditional_pd(pd, rho, last)


# Basel's correlations

@pytest.mark.parametrize(("exposure", "low", "high"), [(Exposure.CORPORATE, 0.12, 0.24), (Exposure.OTHER_RETAIL, 0.03, 0.16),
                                                       (Exposure.MORTGAGE, 0.15, 0.15), (Exposure.QRRE, 0.04, 0.04)])
def test_correlation_runs_from_its_upper_to_its_lower_end(exposure, low, high):
    assert _credit.correlation(exposure, 1e-9) == pytest.approx(high, abs=1e-6)
    assert _credit.correlation(exposure, 0.999) == pytest.approx(low, abs=1e-6)


@pytest.mark.parametrize(("turnover", "relief"), [(0, 0.04), (5, 0.04), (27.5, 0.02), (50, 0), (80, 0)])
def test_turnover_counts_between_5_and_50(turnover, relief):
    firm = _credit.correlation(Exposure.SME, 0.01, turnover)
    assert _credit.correlation(Exposure.CORPORATE, 0.01) - firm == pytest.approx(relief)


# Capital

@given(st.sampled_from(Exposure), chance, st.floats(0.01, 1), st.floats(1, 5))
@properties
def test_capital_is_the_bad_year_less_the_average_one(exposure, pd, lgd, maturity):
    norm, r = stats.norm, _credit.correlation(exposure, pd, 20)
    bad = norm.cdf((norm.ppf(pd) + math.sqrt(r) * norm.ppf(0.999)) / math.sqrt(1 - r))
    b = (0.11852 - 0.05478 * math.log(pd)) ** 2
    longer = 1 if exposure in RETAIL else (1 + (maturity - 2.5) * b) / (1 - 1.5 * b)
    assert _credit.capital(exposure, pd, lgd, turnover=20, maturity=maturity) == pytest.approx(lgd * (bad - pd) * longer, rel=1e-7)


@given(st.sampled_from(Exposure), st.floats(1e-4, 0.99), st.floats(0.01, 1), st.floats(1, 5))
@properties
def test_capital_lies_between_nothing_and_everything(exposure, pd, lgd, maturity):
    k = _credit.capital(exposure, pd, lgd, maturity=maturity)
    assert 0 < k < 1.2 * lgd
    assert _credit.risk_weight(k) == 12.5 * k


def test_capital_is_in_proportion_to_loss_given_default():
    assert _credit.capital(Exposure.QRRE, 0.03, 0.6) == pytest.approx(3 * _credit.capital(Exposure.QRRE, 0.03, 0.2))


def test_capital_falls_again_where_default_is_nearly_certain():
    middle, end = (_credit.capital(Exposure.MORTGAGE, pd, 0.5) for pd in (0.3, 0.95))
    assert end < middle / 3


def test_a_year_of_maturity_has_no_adjustment_and_longer_loans_need_more():
    assert _credit.maturity_factor(Exposure.CORPORATE, 0.01, 1.0) == pytest.approx(1.0)
    assert _credit.maturity_factor(Exposure.CORPORATE, 0.01, 5.0) > _credit.maturity_factor(Exposure.CORPORATE, 0.01, 2.5) > 1
    assert {_credit.maturity_factor(exposure, 0.01, 5.0) for exposure in RETAIL} == {1.0}


def test_the_confidence_is_basels_unless_another_is_given():
    assert NormalDist().inv_cdf(_credit.CONFIDENCE) == pytest.approx(3.0902, abs=1e-4)
    assert _credit.capital(Exposure.QRRE, 0.03, 0.6, confidence=0.99) < _credit.capital(Exposure.QRRE, 0.03, 0.6)


# Input floors (CRE32.4, 32.16, 32.58)

@pytest.mark.parametrize(("exposure", "pd", "lgd"), [
    (Exposure.CORPORATE, 0.0005, 0.25), (Exposure.SME, 0.0005, 0.25), (Exposure.MORTGAGE, 0.0005, 0.05),
    (Exposure.QRRE, 0.001, 0.50), (Exposure.OTHER_RETAIL, 0.0005, 0.30)])
def test_floors_are_those_of_the_framework(exposure, pd, lgd):
    assert _credit.floored(exposure, 0.0001, 0.01) == (pd, lgd)
    assert _credit.floored(exposure, 0.2, 0.9) == (0.2, 0.9)
