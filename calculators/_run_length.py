"""How long a control chart runs before it alarms, and how wide its limits must be for a given budget of false alarms.

Values are independent and normal, in standard errors from the centre; limits are two-sided and steady. A shift is the
distance of the true mean from the centre, in standard errors: 0 means that every alarm is a false one.

Sources: Crowder, S. V. (1987). A simple method for studying run-length distributions of exponentially weighted moving
average charts. Technometrics 29(4), 401–407; Lucas and Saccucci (1990), Technometrics 32(1), 1–12, table 3;
Montgomery, Introduction to Statistical Quality Control, sections 5.3.3 (average run length) and 9.2.2.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import exp, isfinite, pi, sqrt
from statistics import NormalDist

from calculators._quadrature import legendre

_NORMAL = NormalDist()
_NODES = 40  # eleven digits agree with the SAS/QC manual from 30 nodes on, for weights from 0.03 to 1


@dataclass(frozen=True)
class RunLength:
    """The mean number of periods up to and including the first alarm."""

    average: float

    def alarms(self, periods: float) -> float:
        """Alarms to expect in so many periods, when the chart starts afresh after each."""
        return periods / self.average


def shewhart_run_length(width: float = 3.0, shift: float = 0.0) -> RunLength:
    """Run length of single values against ± width. Montgomery, 5.3.3: one over the chance of a value outside.

    Raises ValueError unless width is positive and both are finite.
    """
    _check(1.0, width, shift)
    outside = _NORMAL.cdf(-width - shift) + _NORMAL.cdf(shift - width)
    return RunLength(1 / outside)


@cache
def average_run_length(smoothing: float = 0.2, width: float = 2.86, shift: float = 0.0) -> RunLength:
    """Run length of Roberts' average that starts at the centre, against its steady limits.

    Crowder (1987): L(z) = 1 + 1/λ ∫ L(y) φ((y − (1 − λ)z)/λ − shift) dy over the band, solved at
    Gauss–Legendre nodes. Raises ValueError unless 0 < λ ≤ 1, width > 0, and all three are finite.
    """
    _check(smoothing, width, shift)
    edge = width * sqrt(smoothing / (2 - smoothing))
    nodes = [(edge * node, edge * weight) for node, weight in legendre(_NODES)]

    def kernel(start: float) -> list[float]:
        deviations = [(y - (1 - smoothing) * start) / smoothing - shift for y, _ in nodes]
        return [
            weight * exp(-d * d / 2) / (smoothing * sqrt(2 * pi))
            for d, (_, weight) in zip(deviations, nodes, strict=True)
        ]

    matrix = [[float(i == j) - k for j, k in enumerate(kernel(z))] for i, (z, _) in enumerate(nodes)]
    lengths = _solve(matrix, [1.0] * _NODES)
    return RunLength(1 + sum(k * length for k, length in zip(kernel(0.0), lengths, strict=True)))


def shewhart_width(periods: float) -> float:
    """The width that gives one false alarm in so many periods on average: the inverse of shewhart_run_length.

    Raises ValueError unless periods > 1.
    """
    _check_periods(periods)
    return _NORMAL.inv_cdf(1 - 1 / (2 * periods))


def average_width(periods: float, smoothing: float = 0.2) -> float:
    """The width that gives one false alarm in so many periods on average: the inverse of average_run_length.

    To eight decimals, by bisection. Raises ValueError unless 1 < periods ≤ 100,000 and 0 < λ ≤ 1.
    """
    _check(smoothing, 1.0, 0.0)
    _check_periods(periods)
    return _increasing(lambda width: average_run_length(smoothing, width).average, periods, 0.0, 6.0)


def _increasing(function: Callable[[float], float], value: float, low: float, high: float) -> float:
    while high - low > 1e-8:
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) < value else (low, middle)
    return (low + high) / 2


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination with row exchange."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for below in rows[i + 1:]:
            factor = below[i] / rows[i][i]
            for j in range(i, size + 1):
                below[j] -= factor * rows[i][j]
    solution = [0.0] * size
    for i in reversed(range(size)):
        known = sum(rows[i][j] * solution[j] for j in range(i + 1, size))
        solution[i] = (rows[i][size] - known) / rows[i][i]
    return solution


def _check(smoothing: float, width: float, shift: float) -> None:
    if not 0 < smoothing <= 1:
        raise ValueError(f"the smoothing weight lies above 0 and up to 1, not {smoothing!r}")
    if not (isfinite(width) and width > 0 and isfinite(shift)):
        raise ValueError(f"width must be positive and shift a number, not {width!r} and {shift!r}")


def _check_periods(periods: float) -> None:
    if not 1 < periods <= 100_000:
        raise ValueError(f"one alarm in more than 1 and up to 100,000 periods can be asked for, not {periods!r}")
