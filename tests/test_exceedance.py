"""Simulated years: against the Poisson distribution, against the mean, with controls that thin and controls that shrink."""

import pytest
from scipy import stats

from calculators._exceedance import Peril, Years, simulate
from calculators._losses import from_range

COUNT = 20_000
CERTAIN = from_range(1, 1)   # each event costs 1, so a year costs as many as it has events


def poisson_limits(rate: float) -> tuple[float, float]:
    """Where the mean of so many Poisson counts lies, all but once in a million."""
    spread = 4.9 * (rate / COUNT) ** 0.5
    return rate - spread, rate + spread


@pytest.mark.parametrize("rate", [0.04, 0.5, 3, 18])
def test_events_of_a_year_are_poisson(rate):
    years, _ = simulate([Peril(rate, CERTAIN, 1, True)], COUNT, 7)
    low, high = poisson_limits(rate)
    assert low < years.mean < high
    for count in range(int(rate) + 3):
        assert years.share_over(count + 0.5) == pytest.approx(stats.poisson(rate).sf(count), abs=0.015)


def test_controls_that_thin_leave_a_poisson_process_and_controls_that_shrink_leave_every_event():
    before, thinned = simulate([Peril(10, CERTAIN, 0.3, True)], COUNT, 7)
    _, shrunk = simulate([Peril(10, CERTAIN, 0.3, False)], COUNT, 7)
    low, high = poisson_limits(3)
    assert low < thinned.mean < high
    assert thinned.exceeded(0.01) == stats.poisson(3).ppf(0.99)
    assert shrunk.mean == pytest.approx(0.3 * simulate([Peril(10, CERTAIN, 1, True)], COUNT, 7)[0].mean, rel=0.02)
    assert shrunk.exceeded(0.01) == pytest.approx(0.3 * stats.poisson(10).ppf(0.99), abs=0.31)
    assert before.mean > thinned.mean


def test_sizes_are_the_lognormal_of_the_range():
    severity = from_range(100, 1000)
    years, _ = simulate([Peril(5, severity, 1, True)], COUNT, 3)
    assert years.mean == pytest.approx(5 * severity.mean, rel=0.03)


def test_the_same_seed_gives_the_same_years_and_another_does_not():
    perils = [Peril(2, from_range(10, 90), 0.5, True)]
    assert simulate(perils, 500, 1) == simulate(perils, 500, 1) != simulate(perils, 500, 2)


def test_what_never_strikes_or_is_wholly_controlled_costs_nothing():
    before, after = simulate([Peril(0, CERTAIN, 1, True)], 100, 1)
    assert set(before.losses) == set(after.losses) == {0}
    assert set(simulate([Peril(5, CERTAIN, 0, True)], 100, 1)[1].losses) == {0}


def test_the_loss_exceeded_with_a_chance_by_counting():
    years = Years(tuple(float(loss) for loss in range(1, 101)))
    for percent in (1, 5, 10, 50):
        loss = years.exceeded(percent / 100)
        assert loss == 100 - percent and years.share_over(loss) == percent / 100
    assert years.exceeded_between(0.5) == (41.0, 60.0)
