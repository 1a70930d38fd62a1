"""BG/NBD and its optimiser: closed forms by another library, identities, simulation, a second optimiser, bounds."""

import math
import random
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import check_grad, minimize
from scipy.special import betaln, gammaln, hyp2f1

from calculators._bgnbd import Bgnbd, History, _likelihood, fit
from calculators._optimise import maximise
from calculators.retention import _cdnow

properties = settings(max_examples=60, deadline=None, derandomize=True)
positive = st.floats(0.05, 20)
CDNOW = [History(*row) for row in _cdnow.rows()]
EASY = Bgnbd(0.2426, 4.414, 0.793, 2.426)


def simulated(model: Bgnbd, watched: float, seed: int, customers: int = 20_000) -> list[list[float]]:
    """Times of the repeats of so many customers, drawn as the model tells its story."""
    draw, found = random.Random(seed), []
    for _ in range(customers):
        rate, leaves = draw.gammavariate(model.r, 1 / model.alpha), draw.betavariate(model.a, model.b)
        times, now = [], draw.expovariate(rate) if rate else math.inf
        while now <= watched:
            times.append(now)
            if draw.random() < leaves:
                break
            now += draw.expovariate(rate)
        found.append(times)
    return found


# The model

@properties
@given(positive, positive, positive, positive, st.floats(0.01, 200))
def test_the_mean_is_the_printed_formula(r, alpha, a, b, time):
    assume(abs(a - 1) > 1e-3)
    share = time / (alpha + time)
    printed = (a + b - 1) / (a - 1) * (1 - (alpha / (alpha + time)) ** r * hyp2f1(r, b, a + b - 1, share))
    assert Bgnbd(r, alpha, a, b).mean(time) == pytest.approx(printed, rel=1e-6, abs=1e-9)


def test_the_mean_holds_where_the_printed_formula_is_zero_by_zero():
    below, at, above = (Bgnbd(0.5, 5, a, 2).mean(50) for a in (1 - 1e-6, 1, 1 + 1e-6))
    assert below == pytest.approx(at, rel=1e-5) and above == pytest.approx(at, rel=1e-5)


@pytest.mark.parametrize("model", [Bgnbd(1e-3, 1e-3, 1e-3, 1e-3), Bgnbd(5, 0.01, 0.002, 8), Bgnbd(3, 900, 1e-4, 1e4),
                                   Bgnbd(0.3, 900, 700, 70)])
def test_the_mean_at_the_ends_of_the_range_is_the_printed_formula(model):
    r, alpha, a, b = model.r, model.alpha, model.a, model.b
    tail = (alpha / (alpha + 30)) ** r * hyp2f1(r, b, a + b - 1, 30 / (alpha + 30))
    assert model.mean(30) == pytest.approx((a + b - 1) / (a - 1) * (1 - tail), rel=1e-7)


@pytest.mark.parametrize("model", [Bgnbd(900, 0.01, 900, 0.5), Bgnbd(50, 0.001, 3, 0.001), Bgnbd(0.3, 0.01, 9000, 9000)])
def test_the_mean_where_the_printed_formula_fails_is_the_integral(model):
    def at(u):  # u = ln(p / (1 - p))
        p, q = 1 / (1 + math.exp(-u)), 1 / (1 + math.exp(u))
        weight = math.exp(model.a * math.log(p) + model.b * math.log(q) - betaln(model.a, model.b))
        return weight * (-math.expm1(-model.r * math.log1p(30 * p / model.alpha)) / p - 1)

    centre = math.log(model.a / model.b)
    edges = [centre + step for step in (-30, -6, -1, -0.1, 0, 0.1, 1, 6, 30)]
    integral = 1 + sum(quad(at, low, high, limit=200)[0] for low, high in pairwise(edges))
    assert model.mean(30) == pytest.approx(integral, rel=1e-7)


@properties
@given(positive, positive, positive, positive, st.floats(0.1, 5))
def test_chances_add_up_to_one_and_their_mean_is_the_mean(r, alpha, a, b, time):
    model = Bgnbd(r, alpha + 5, a, b)
    chances = model.chances(time, 400)
    assert sum(chances) == pytest.approx(1, abs=1e-9)
    assert sum(n * chance for n, chance in enumerate(chances)) == pytest.approx(model.mean(time), rel=1e-7)


def test_chances_and_forecasts_are_those_of_a_simulation():
    found, people = simulated(EASY, 59, seed=1), 20_000
    for repeats, chance in enumerate(EASY.chances(59, 3)):
        share = sum(len(times) == repeats for times in found) / people
        assert share == pytest.approx(chance, abs=3 * math.sqrt(chance / people))
    ahead = came = 0.0
    for times in found:
        seen = [time for time in times if time <= 39]
        ahead += EASY.expected(20, len(seen), seen[-1] if seen else 0, 39)
        came += len(times) - len(seen)
    assert ahead == pytest.approx(came, rel=0.08)
    assert ahead / people == pytest.approx(EASY.mean(59) - EASY.mean(39), rel=0.05)


def test_who_bought_often_and_stopped_is_gone_and_who_never_bought_again_is_there():
    assert EASY.alive(25, 20, 39) < 0.001 < 0.5 < EASY.alive(2, 38, 39)
    assert EASY.alive(0, 0, 39) == 1
    assert EASY.alive(500, 0.01, 10_000) == 0


# The likelihood

@properties
@given(positive, positive, positive, positive, st.integers(1, 30), st.floats(0.5, 30), st.floats(0, 30))
def test_the_likelihood_is_equation_6(r, alpha, a, b, repeats, last, more):
    watched, power = last + more, r + repeats
    start = gammaln(power) + r * math.log(alpha) - gammaln(r) + gammaln(a + b) + gammaln(b + repeats) - gammaln(b) - gammaln(
        a + b + repeats)
    both = (alpha + watched) ** -power + a / (b + repeats - 1) * (alpha + last) ** -power
    ours, _ = _likelihood({(repeats, last, watched): 1} | _Counted(), [math.log(v) for v in (r, alpha, a, b)])
    assert ours == pytest.approx(start + math.log(both), rel=1e-7, abs=1e-7)


class _Counted(dict):
    """A counter of one customer, as the likelihood reads it."""

    def __ror__(self, rows):
        return _Counted(rows)

    def total(self):
        return sum(self.values())


def test_the_slopes_are_those_of_the_likelihood():
    rows = _Counted({(who.repeats, who.last, who.watched): who.count for who in CDNOW})
    for point in ([0.1, 1.2, -0.3, 0.4], [-1.4, 1.5, -0.2, 0.9]):
        assert check_grad(lambda p: _likelihood(rows, p)[0], lambda p: _likelihood(rows, p)[1], point) < 0.05


def test_no_other_optimiser_finds_likelier_parameters():
    rows = _Counted({(who.repeats, who.last, who.watched): who.count for who in CDNOW})
    other = minimize(lambda p: -_likelihood(rows, p)[0], [-1, 1, 0, 1], method="Nelder-Mead",
                     options={"xatol": 1e-4, "fatol": 1e-5})
    assert fit(CDNOW).loglik == pytest.approx(-other.fun, abs=1e-4)


def test_rows_with_a_count_are_rows_repeated():
    few = [History(1, 5.0, 20.0, 3), History(0, 0.0, 20.0, 4), History(4, 19.0, 20.0, 2)]
    long = [History(who.repeats, who.last, who.watched) for who in few for _ in range(who.count)]
    assert fit(few) == fit(long)


def test_the_unit_of_time_scales_alpha_and_nothing_else():
    days = [History(who.repeats, who.last * 7, who.watched * 7, who.count) for who in CDNOW]
    weekly, daily = fit(CDNOW).model, fit(days).model
    assert (daily.r, daily.alpha / 7, daily.a, daily.b) == pytest.approx(
        (weekly.r, weekly.alpha, weekly.a, weekly.b), rel=1e-3)


def test_customers_who_never_leave_put_a_on_its_bound():
    found = fit([History(12, 51.0, 52.0, 50), History(3, 50.0, 52.0, 50), History(0, 0.0, 52.0, 50)])
    assert "a" in found.edge


def test_without_a_repeat_nothing_can_be_fitted():
    with pytest.raises(ValueError):
        fit([History(0, 0.0, 10.0, 100)])


def test_the_sample_is_the_published_one():
    assert sum(who.count for who in CDNOW) == 2357
    assert sum(who.count for who in CDNOW if not who.repeats) == 1411
    assert (2, 30.43, 38.86, 1) in set(_cdnow.rows())


# The optimiser

def bowl(point):
    x, y = point
    return -(x - 1) ** 2 - 50 * (y - x * x) ** 2, [-2 * (x - 1) + 200 * x * (y - x * x), -100 * (y - x * x)]


def test_a_curved_valley_is_followed_to_its_end():
    found = maximise(bowl, [-1.5, 2.0], [-5, -5], [5, 5])
    assert found.point == pytest.approx((1, 1), abs=1e-4)
    assert found.edge == ()


def test_on_the_side_of_the_box_the_search_goes_on_along_it():
    found = maximise(bowl, [-1.5, 0.2], [-5, -5], [5, 0.25])
    other = minimize(lambda p: -bowl(p)[0], [0.4, 0.2], bounds=[(-5, 5), (-5, 0.25)])
    assert found.value == pytest.approx(-other.fun, abs=1e-6)
    assert found.edge == (1,)


def test_a_start_at_the_top_stays_there():
    assert maximise(bowl, [1.0, 1.0], [-5, -5], [5, 5]).point == (1.0, 1.0)


def test_a_ridge_that_ends_on_a_side_is_followed_in_few_steps():
    calls = []

    def ridge(point):
        x, y = point
        calls.append(point)
        return x - 100 * (x - y) ** 2, [1 - 200 * (x - y), 200 * (x - y)]

    found = maximise(ridge, [0.0, 0.0], [-5, -5], [5, 50])
    assert found.point == pytest.approx((5, 5), abs=1e-2)
    assert found.edge == (0,) and len(calls) < 60
