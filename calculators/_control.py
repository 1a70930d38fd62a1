"""Control charts of a rate or a mean, and the population stability index.

Sources, named where they are used:
Montgomery, D. C. Introduction to Statistical Quality Control, sections 7.2.1 (fraction nonconforming) and 9.2 (EWMA);
Roberts, S. W. (1959). Control chart tests based on geometric moving averages. Technometrics 1(3), 239–250;
Lucas, J. M. and Saccucci, M. S. (1990). Exponentially weighted moving average control schemes. Technometrics 32(1),
1–12;
NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.4 (EWMA) and 6.3.3.2 (proportions).

Rates are fractions (0.02, not 2 %); a width is a number of standard errors; steps count from 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, isfinite, log, sqrt


@dataclass(frozen=True)
class Limits:
    """Control limits around a centre, in the unit of what is charted."""

    lower: float
    centre: float
    upper: float

    def crossed(self, value: float) -> bool:
        """Whether a value lies strictly outside."""
        return not self.lower <= value <= self.upper


@dataclass(frozen=True)
class Point:
    """One period of an EWMA chart: what was seen, the average after it, and the limits the average is held against."""

    step: int
    value: float
    average: float
    limits: Limits

    @property
    def alarm(self) -> bool:
        return self.limits.crossed(self.average)


@dataclass(frozen=True)
class Chart:
    """An EWMA chart: a point per period, and the first step whose average is outside its limits (None: no alarm)."""

    points: tuple[Point, ...]
    steady: Limits

    @property
    def first_alarm(self) -> int | None:
        return next((point.step for point in self.points if point.alarm), None)


@dataclass(frozen=True)
class Bin:
    """One bin of a comparison: the two shares (fractions) and what they add to the index."""

    expected: float
    actual: float
    index: float


@dataclass(frozen=True)
class Stability:
    """A population stability index, by bin and in total (dimensionless, never negative)."""

    bins: tuple[Bin, ...]
    total: float


def rate_error(rate: float, n: int) -> float:
    """Standard error of a share of n independent events (fraction). Montgomery, 7.2.1: sqrt(p(1 − p)/n).

    Raises ValueError unless 0 < rate < 1 and n ≥ 1.
    """
    if not 0 < rate < 1:
        raise ValueError(f"a rate lies between 0 and 1, not {rate!r}")
    if n < 1:
        raise ValueError(f"a rate needs at least one event, not {n!r}")
    return sqrt(rate * (1 - rate) / n)


def shewhart_limits(centre: float, error: float, width: float = 3.0) -> Limits:
    """Shewhart's limits: centre ± width · error, in the unit of centre. NIST, 6.3.1.

    Raises ValueError unless error and width are positive and finite.
    """
    _positive("standard error", error)
    _positive("width", width)
    return Limits(centre - width * error, centre, centre + width * error)


def rate_limits(rate: float, n: int, width: float = 3.0) -> Limits:
    """Limits of a p chart with a known rate and n events a period (fractions). Montgomery, 7.2.1; NIST, 6.3.3.2.

    A limit below 0 or above 1 is set to that bound: no rate can cross it.
    """
    free = shewhart_limits(rate, rate_error(rate, n), width)
    return Limits(max(0.0, free.lower), rate, min(1.0, free.upper))


def moving_average(values: Sequence[float], start: float, smoothing: float) -> tuple[float, ...]:
    """Roberts' average z_t = λ·x_t + (1 − λ)·z_(t−1) after each value, with z_0 = start; one number per value.

    Smoothing is λ, the weight of the newest value. Raises ValueError unless 0 < λ ≤ 1 and all numbers are finite.
    """
    _weight(smoothing)
    if not all(map(isfinite, (start, *values))):
        raise ValueError("every value must be a finite number")
    averages = []
    average = start
    for value in values:
        average = smoothing * value + (1 - smoothing) * average
        averages.append(average)
    return tuple(averages)


def average_error(error: float, smoothing: float, step: int | None = None) -> float:
    """Standard error of Roberts' average after `step` values, or in the long run when step is None.

    Lucas and Saccucci (1990): error · sqrt(λ/(2 − λ) · (1 − (1 − λ)^(2·step))); without the last factor in
    the long run. Raises ValueError unless error > 0, 0 < λ ≤ 1 and step ≥ 1.
    """
    _positive("standard error", error)
    _weight(smoothing)
    if step is not None and step < 1:
        raise ValueError(f"steps count from 1, not {step!r}")
    grown = 1.0 if step is None else 1 - (1 - smoothing) ** (2 * step)
    return error * sqrt(smoothing / (2 - smoothing) * grown)


def average_limits(
    centre: float, error: float, smoothing: float = 0.2, width: float = 2.86, step: int | None = None
) -> Limits:
    """Limits of the average: after `step` values (they widen from λ·width·error), or steady when step is None."""
    return shewhart_limits(centre, average_error(error, smoothing, step), width)


def average_chart(
    values: Sequence[float], centre: float, error: float, smoothing: float = 0.2, width: float = 2.86
) -> Chart:
    """The EWMA chart of a series that starts in control at its centre, with limits that widen step by step.

    The defaults give about one false alarm in 370 periods, as often as three-sigma limits on single values.
    """
    averages = moving_average(values, centre, smoothing)
    return Chart(
        points=tuple(
            Point(step, value, average, average_limits(centre, error, smoothing, width, step))
            for step, (value, average) in enumerate(zip(values, averages, strict=True), start=1)
        ),
        steady=average_limits(centre, error, smoothing, width),
    )


def population_stability(expected: Sequence[float], actual: Sequence[float]) -> Stability:
    """Population stability index of two distributions over the same bins, as counts, shares or per cent.

    Each is first divided by its own sum; a bin then adds (actual − expected) · ln(actual / expected), which is
    Jeffreys' divergence (Siddiqi, Credit Risk Scorecards, chapter on scorecard reports). Raises ValueError for fewer
    than two bins, bins that do not match, or an empty bin: its logarithm has no value, so bins must be merged first.
    """
    if len(expected) != len(actual) or len(expected) < 2:
        raise ValueError(f"two lists of the same bins are needed, not {len(expected)} and {len(actual)}")
    for share in (*expected, *actual):
        _positive("bin", share)
    before, after = fsum(expected), fsum(actual)
    bins = tuple(
        Bin(e / before, a / after, (a / after - e / before) * log((a / after) / (e / before)))
        for e, a in zip(expected, actual, strict=True)
    )
    return Stability(bins, fsum(item.index for item in bins))


def stability_noise(bins: int, n_expected: int, n_actual: int) -> float:
    """What the index is on average when nothing has changed: (bins − 1) · (1/n_expected + 1/n_actual).

    The index is then about that factor times a chi-square with bins − 1 degrees of freedom: Yurdakul, B. and Naranjo,
    J. (2020). Statistical properties of the population stability index. Journal of Risk Model Validation 14(4).
    Raises ValueError for fewer than two bins or an empty sample.
    """
    if bins < 2 or n_expected < 1 or n_actual < 1:
        raise ValueError("at least two bins and one observation on each side are needed")
    return (bins - 1) * (1 / n_expected + 1 / n_actual)


def _positive(name: str, number: float) -> None:
    if not (isfinite(number) and number > 0):
        raise ValueError(f"{name} must be a positive number, not {number!r}")


def _weight(smoothing: float) -> None:
    if not 0 < smoothing <= 1:
        raise ValueError(f"the smoothing weight lies above 0 and up to 1, not {smoothing!r}")
