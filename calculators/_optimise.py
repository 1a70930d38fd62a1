"""The largest value of a smooth function of several variables inside a box."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

STEPS, HALVINGS = 200, 30
SLOPE, GAIN = 1e-8, 1e-12  # relative to the size of the value: where a slope is flat, and a gain is none
ENOUGH = 1e-4              # of what the slope promises must be gained (Armijo)

Valued = Callable[[Sequence[float]], tuple[float, list[float]]]


@dataclass(frozen=True)
class Found:
    """Where the search ended and the value there; `edge` names the variables that lie on a side of the box."""

    point: tuple[float, ...]
    value: float
    edge: tuple[int, ...]


def maximise(function: Valued, start: Sequence[float], low: Sequence[float], high: Sequence[float]) -> Found:
    """A local maximum of `function`, which gives its value and its gradient, between `low` and `high`, both included.

    BFGS with backtracking (Nocedal & Wright, Numerical Optimization, 2nd edition, 2006, algorithms 3.1 and 6.1), projected
    on the box: a variable on a side that its slope would leave is held there (Bertsekas, SIAM Journal on Control and
    Optimization 20, 1982). It ends where every free slope is below 1e-8, or a step gains less than 1e-12, of the value.
    """
    point, size = list(start), len(start)
    value, slope = function(point)
    inverse = None
    for _ in range(STEPS):
        scale = 1 + abs(value)
        free = [i for i in range(size) if not (slope[i] < 0 and point[i] <= low[i] or slope[i] > 0 and point[i] >= high[i])]
        if all(abs(slope[i]) <= SLOPE * scale for i in free):
            break
        fresh = inverse is None
        if fresh:
            steep = max(1.0, *(abs(slope[i]) for i in free))
            inverse = [[1 / steep if i == j else 0.0 for j in range(size)] for i in range(size)]
        way = [sum(inverse[i][j] * slope[j] for j in free) if i in free else 0.0 for i in range(size)]
        taken = _step(function, point, value, slope, way, low, high)
        if taken is None and fresh:
            break  # no step gains anything that a float can hold
        if taken is None:
            inverse = None
            continue
        there, gained, turned = taken
        moved = [a - b for a, b in zip(there, point, strict=True)]
        bent = [a - b for a, b in zip(slope, turned, strict=True)]
        small = gained - value <= GAIN * scale
        point, value, slope = there, gained, turned
        if small:
            break
        _learn(inverse, moved, bent, free)
    return Found(tuple(point), value, tuple(i for i in range(size) if point[i] <= low[i] or point[i] >= high[i]))


def _step(function, point, value, slope, way, low, high):
    """The first of ever shorter steps along `way` that gains enough, none beyond the first side met: where, value and slope."""
    length = min(1.0, *((most - p) / w if w > 0 else (least - p) / w for p, w, least, most in
                        zip(point, way, low, high, strict=True) if w))
    for _ in range(HALVINGS if length > 0 else 0):
        there = [min(max(p + length * w, least), most) for p, w, least, most in zip(point, way, low, high, strict=True)]
        promised = sum(s * (t - p) for s, t, p in zip(slope, there, point, strict=True))
        gained, turned = function(there)
        if gained >= value + ENOUGH * promised and gained > value:
            return there, gained, turned
        length /= 2
    return None


def _learn(inverse: list[list[float]], moved: list[float], bent: list[float], free: Sequence[int]) -> None:
    """Nocedal & Wright (6.17): the curvature met on this step goes into the inverse Hessian, unless it is none."""
    curve = sum(moved[i] * bent[i] for i in free)
    if curve <= 1e-14:
        return
    turned = {i: sum(inverse[i][j] * bent[j] for j in free) for i in free}
    whole = 1 + sum(bent[i] * turned[i] for i in free) / curve
    for i in free:
        for j in free:
            inverse[i][j] += (whole * moved[i] * moved[j] - turned[i] * moved[j] - moved[i] * turned[j]) / curve
