"""Roots of functions of one variable."""

import math
from collections.abc import Callable

TOLERANCE = 1e-14


class NoRoot(ValueError):
    """The function does not change sign between the two ends."""


def bracketed(function: Callable[[float], float], low: float, high: float) -> float:
    """A root of `function` between `low` and `high`, where its signs differ, to 1e-14 relative to the bracket's scale.

    Inverse quadratic interpolation where the last three points promise that it falls well, else bisection: Chandrupatla
    (1997), Advances in Engineering Software 28(3), 145–149. Raises NoRoot when the signs at the ends are equal.
    """
    new, at_new, other, at_other = low, function(low), high, function(high)
    if at_new == 0:
        return low
    if at_other == 0:
        return high
    if _sign(at_new) == _sign(at_other):
        raise NoRoot(f"no change of sign between {low} and {high}")
    share = 0.5
    while True:
        trial = new + share * (other - new)
        at_trial = function(trial)
        if _sign(at_trial) == _sign(at_new):
            old, at_old = new, at_new
        else:
            old, at_old, other, at_other = other, at_other, new, at_new
        new, at_new = trial, at_trial
        root, at_root = (new, at_new) if abs(at_new) < abs(at_other) else (other, at_other)
        least = TOLERANCE * max(1.0, abs(root)) / abs(other - new)
        if at_root == 0 or least >= 1:
            return root
        share = min(max(_share(new, at_new, other, at_other, old, at_old), least / 2), 1 - least / 2)


def _sign(value: float) -> float:
    return math.copysign(1, value)


def _share(new: float, at_new: float, other: float, at_other: float, old: float, at_old: float) -> float:
    """How much of the way from the new point to the other one, between which the root lies, to try next."""
    place, level = (new - other) / (old - other), (at_new - at_other) / (at_old - at_other)
    if not (level ** 2 < place and (1 - level) ** 2 < 1 - place):
        return 0.5
    return (at_new / (at_other - at_new) * at_old / (at_other - at_old)
            + (old - new) / (other - new) * at_new / (at_old - at_new) * at_other / (at_old - at_other))
