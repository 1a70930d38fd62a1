"""Tests that are looked at more than once: how often chance crosses a line, and lines that keep the promised rate.

After look k of K equally spaced ones the test statistic is z_k = S_k/√k, where S is a sum of independent standard normal
steps, each with mean θ; without an effect θ = 0. A look stops the test when |z_k| is beyond its line.

Sources: Armitage, McPherson and Rowe (1969), Repeated significance tests on accumulating data, Journal of the Royal Statistical
Society A 132, 235–244 (the recursion); Pocock (1977), Group sequential methods in the design and analysis of clinical trials,
Biometrika 64, 191–199; O'Brien and Fleming (1979), A multiple testing procedure for clinical trials, Biometrics 35, 549–556;
Lan and DeMets (1983), Discrete sequential boundaries for clinical trials, Biometrika 70, 659–663; Jennison and Turnbull (2000),
Group Sequential Methods with Applications to Clinical Trials, tables 2.1 to 2.4 and chapter 19.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from math import cosh, e, erfc, exp, log, pi, sqrt
from statistics import NormalDist

from calculators._progress import report
from calculators._quadrature import legendre
from calculators._roots import bracketed
from calculators._text import Text

SIMULATING = Text("simulating experiments", "正在模拟实验")
_NORMAL = NormalDist()
_NODES_PER_STEP, _FEWEST = 2.5, 16  # nine digits stay the same with twice as many, from 2 to 20 looks
_SEEN = 12.0  # beyond so many standard errors nothing is left to count


class Line(Enum):
    """How the chance of a false alarm is shared out among the looks."""

    OBRIEN_FLEMING = Text("O’Brien–Fleming", "O’Brien–Fleming")
    POCOCK = Text("Pocock", "Pocock")
    SPENDING = Text("Lan–DeMets, O’Brien–Fleming type", "Lan–DeMets，O’Brien–Fleming 型")
    SPENDING_EVENLY = Text("Lan–DeMets, Pocock type", "Lan–DeMets，Pocock 型")


@dataclass(frozen=True)
class Walk:
    """A test with a line at each look. `inside[k]` holds points (S, density × weight) for S > 0 still inside after look k + 1."""

    lines: tuple[float, ...]
    inside: tuple[tuple[tuple[float, float], ...], ...]

    def going_on(self, look: int, step: float = 0.0) -> float:
        """The chance that no look up to `look` (0: none yet) has stopped the test, when steps have this mean.

        A mean θ multiplies the density of S after k steps by exp(θS − kθ²/2), so one recursion serves every effect.
        """
        if not look:
            return 1.0
        shift = look * step * step / 2
        return 2 * sum(mass * cosh(step * s) * exp(-shift) for s, mass in self.inside[look - 1])

    def crossed(self, step: float = 0.0) -> float:
        """The chance that some look stops the test: false alarms if the mean is 0, else (nearly) its power."""
        return 1 - self.going_on(len(self.lines), step)

    def growth(self, alpha: float, power: float) -> float:
        """The most users this test may need for a power, for each user of a test with one look at the same alpha."""
        single = _NORMAL.inv_cdf(1 - alpha / 2) + _NORMAL.inv_cdf(power)
        return len(self.lines) * (self.step(power) / single) ** 2

    def step(self, power: float) -> float:
        """The mean of a step at which the test has this power."""
        return bracketed(lambda step: self.crossed(step) - power, 0.0, _SEEN / sqrt(len(self.lines)))

    def looks_taken(self, step: float = 0.0) -> float:
        """The average number of looks until the test stops."""
        return sum(self.going_on(look, step) for look in range(len(self.lines)))


def walk(lines: Sequence[float]) -> Walk:
    """The test with these lines (each > 0), by the recursion of Armitage, McPherson and Rowe (1969).

    The density of S after a look is that of the look before, inside its line, spread by one normal step. It is even in S, so
    half of it is kept, at Gauss–Legendre nodes.
    """
    inside: list[tuple[tuple[float, float], ...]] = []
    for line in lines:
        inside.append(_next(inside, line))
    return Walk(tuple(lines), tuple(inside))


def _next(inside: Sequence[tuple[tuple[float, float], ...]], line: float) -> tuple[tuple[float, float], ...]:
    looks = len(inside) + 1
    edge = min(line, _SEEN) * sqrt(looks)
    nodes = legendre(max(_FEWEST, round(_NODES_PER_STEP * edge)))
    scale = edge / 2 / sqrt(2 * pi)
    points = []
    for node, weight in nodes:
        s = edge * (1 + node) / 2
        if looks == 1:
            density = exp(-s * s / 2)
        else:
            density = sum([mass * (exp(-(s - t) ** 2 / 2) + exp(-(s + t) ** 2 / 2)) for t, mass in inside[-1]])
        points.append((s, density * weight * scale))
    return tuple(points)


def lines(kind: Line, looks: int, alpha: float) -> tuple[float, ...]:
    """The line of each of `looks` equally spaced looks, with `alpha` false alarms over all of them, two-sided."""
    if kind is Line.POCOCK:
        return _scaled([1.0] * looks, alpha)
    if kind is Line.OBRIEN_FLEMING:
        return _scaled([sqrt(looks / look) for look in range(1, looks + 1)], alpha)
    return _spent(lambda time: spent(kind, time, alpha), looks)


def constant(kind: Line, looks: int, alpha: float = 0.05) -> float:
    """Pocock's or O'Brien and Fleming's constant, which is the line of the last look: Jennison and Turnbull, tables 2.1, 2.3."""
    return lines(kind, looks, alpha)[-1]


def _scaled(shape: Sequence[float], alpha: float) -> tuple[float, ...]:
    """Lines of this shape, as high as alpha asks: not below a single look's, not above those of Bonferroni."""
    low, high = (_NORMAL.inv_cdf(1 - alpha / 2 / share) for share in (1, len(shape)))
    factor = bracketed(lambda factor: alpha - walk([factor * s for s in shape]).crossed(), low - 1e-9, high + 1e-9)
    return tuple(factor * s for s in shape)


def spent(kind: Line, time: float, alpha: float) -> float:
    """The false alarms allowed up to a share of the information, 0 ≤ time ≤ 1, both directions together. Lan and DeMets (1983).

    Each direction spends a = alpha/2. O'Brien–Fleming type: 2 − 2Φ(z/√t) with z of a/2; Pocock type: a ln(1 + (e − 1)t).
    """
    if kind is Line.SPENDING:
        return 2 * erfc(_NORMAL.inv_cdf(1 - alpha / 4) / sqrt(2 * time)) if time else 0.0
    return alpha * log(1 + (e - 1) * time)


def _spent(allowed: Callable[[float], float], looks: int) -> tuple[float, ...]:
    found, inside = [], []
    for look in range(1, looks + 1):
        stop = allowed(look / looks) - allowed((look - 1) / looks)
        line = _SEEN if _beyond(inside, _SEEN) >= stop else bracketed(
            lambda line, stop=stop: stop - _beyond(inside, line), 0.0, _SEEN)
        found.append(line)
        inside.append(_next(inside, line))
    return tuple(found)


def _beyond(inside: Sequence[tuple[tuple[float, float], ...]], line: float) -> float:
    """The chance that the look after these is the first beyond its line."""
    edge = line * sqrt(len(inside) + 1)
    if not inside:
        return erfc(edge / sqrt(2))
    return sum(mass * (erfc((edge - t) / sqrt(2)) + erfc((edge + t) / sqrt(2))) for t, mass in inside[-1])


def simulate(looks: int, line: float, runs: int, seed: int) -> float:
    """The share of `runs` simulated experiments without any effect in which some look goes beyond one and the same line."""
    draw = random.Random(seed).gauss
    squared, alarms = line * line, 0
    for run in range(runs):
        if run % 2_000 == 0:
            report(run, runs, SIMULATING)
        total = 0.0
        for look in range(1, looks + 1):
            total += draw(0.0, 1.0)
            if total * total > squared * look:
                alarms += 1
                break
    return alarms / runs
