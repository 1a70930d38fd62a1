"""Repeated looks: exact against simulated, one look against the textbook, two looks against scipy's bivariate normal."""

from itertools import pairwise
from statistics import NormalDist

import pytest
from scipy import stats

from calculators import _progress, _sequential
from calculators._sequential import Line, constant, lines, simulate, spent, walk

Z = NormalDist().inv_cdf(0.975)


def test_one_look_is_a_single_test():
    single = walk([Z])
    assert single.crossed() == pytest.approx(0.05, abs=1e-12)
    assert single.growth(0.05, 0.8) == pytest.approx(1, abs=1e-4)
    assert all(lines(kind, 1, 0.05) == pytest.approx((Z,)) for kind in Line)


def test_two_looks_are_a_bivariate_normal():
    square = stats.multivariate_normal(cov=[[1, 0.5 ** 0.5], [0.5 ** 0.5, 1]])
    inside = square.cdf([2.2, 2.0], lower_limit=[-2.2, -2.0])
    assert walk([2.2, 2.0]).crossed() == pytest.approx(1 - inside, abs=1e-6)


def test_an_effect_moves_the_bivariate_normal():
    step = 1.4
    moved = stats.multivariate_normal(mean=[step, step * 2 ** 0.5], cov=[[1, 0.5 ** 0.5], [0.5 ** 0.5, 1]])
    assert walk([2.2, 2.0]).crossed(step) == pytest.approx(1 - moved.cdf([2.2, 2.0], lower_limit=[-2.2, -2.0]), abs=1e-6)


@pytest.mark.parametrize("looks", [2, 5, 20])
@pytest.mark.parametrize("alpha", [0.001, 0.05, 0.2])
@pytest.mark.parametrize("kind", Line)
def test_every_line_keeps_the_promised_rate(kind, looks, alpha):
    assert walk(lines(kind, looks, alpha)).crossed() == pytest.approx(alpha, abs=1e-9)


def test_twice_the_nodes_change_nothing(monkeypatch):
    before = [constant(kind, 20) for kind in (Line.POCOCK, Line.OBRIEN_FLEMING)], walk([Z] * 20).crossed()
    monkeypatch.setattr(_sequential, "_NODES_PER_STEP", 2 * _sequential._NODES_PER_STEP)
    monkeypatch.setattr(_sequential, "_FEWEST", 2 * _sequential._FEWEST)
    after = [constant(kind, 20) for kind in (Line.POCOCK, Line.OBRIEN_FLEMING)], walk([Z] * 20).crossed()
    assert before[0] == pytest.approx(after[0], abs=1e-9) and before[1] == pytest.approx(after[1], abs=1e-9)


def test_shapes_of_the_lines():
    assert len({round(line, 12) for line in lines(Line.POCOCK, 5, 0.05)}) == 1
    strict = lines(Line.OBRIEN_FLEMING, 4, 0.05)
    assert [line / strict[-1] for line in strict] == pytest.approx([2, 2 ** 0.5, (4 / 3) ** 0.5, 1])
    for kind in (Line.SPENDING, Line.SPENDING_EVENLY):
        assert all(early > late for early, late in pairwise(lines(kind, 6, 0.05)))


@pytest.mark.parametrize("kind", [Line.SPENDING, Line.SPENDING_EVENLY])
def test_spending_starts_at_nothing_and_ends_at_alpha(kind):
    assert spent(kind, 0.0, 0.05) == 0
    assert spent(kind, 1.0, 0.05) == pytest.approx(0.05)
    test = walk(lines(kind, 4, 0.05))
    assert [1 - test.going_on(look) for look in range(1, 5)] == pytest.approx([spent(kind, look / 4, 0.05) for look in range(1, 5)])


def test_the_simulation_agrees_with_the_integral_and_with_the_handbook():
    five, ten = (simulate(looks, Z, 40_000, seed=1) for looks in (5, 10))
    assert five == pytest.approx(walk([Z] * 5).crossed(), abs=3 * (0.14 * 0.86 / 40_000) ** 0.5)
    # A simulation of 400,000 runs gave 14.15 % and 19.37 %: three of its own standard errors.
    assert walk([Z] * 5).crossed() == pytest.approx(0.1415, abs=0.0017)
    assert walk([Z] * 10).crossed() == pytest.approx(0.1937, abs=0.0019)
    assert ten > five


def test_the_simulation_is_the_same_for_the_same_seed_and_says_how_far_it_is():
    heard = []
    _progress.listen(lambda done, words: heard.append(done))
    try:
        first = simulate(3, Z, 10_000, seed=7)
    finally:
        _progress.listen(None)
    assert first == simulate(3, Z, 10_000, seed=7) != simulate(3, Z, 10_000, seed=8)
    assert len(heard) >= 4 and heard == sorted(heard)


def test_an_effect_as_planned_stops_most_tests_early_and_saves_users():
    test = walk(lines(Line.OBRIEN_FLEMING, 5, 0.05))
    step = test.step(0.8)
    assert test.crossed(step) == pytest.approx(0.8)
    assert test.growth(0.05, 0.8) * test.looks_taken(step) / 5 == pytest.approx(0.818, abs=5e-4)
    assert test.looks_taken() == pytest.approx(5, abs=0.05)
