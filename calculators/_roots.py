"""Roots of functions of one variable."""

import math
from collections.abc import Callable

TOLERANCE = 1e-14


class NoRoot(ValueError):
    """The function does not change sign between the two ends."""


def bracketed(function: Callable[[float], float], low: float, high: float) -> float:
    """A root of `function` between `low` and `high`, where its signs differ, to 1e-14 relative to the bracket's scale.

    Brent's method without its inverse quadratic step is bisection with secant trials (Dekker); here the secant point
    is taken whenever it falls well inside the bracket, so the bracket halves at least every second step.
    Raises NoRoot when the signs at the ends are equal.
    """
    at_low, at_high = function(low), function(high)
    if at_low == 0:
        return low
    if at_high == 0:
        return high
    if math.copysign(1, at_low) == math.copysign(1, at_high):
        raise NoRoot(f"no change of sign between {low} and {high}")
    for step in range(400):
        middle = (low + high) / 2
        if abs(high - low) <= TOLERANCE * max(1.0, abs(middle)):
            break
        trial = high - at_high * (high - low) / (at_high - at_low) if step % 2 else middle
        if not min(low, high) < trial < max(low, high):
            trial = middle
        value = function(trial)
        if value == 0:
            return trial
        if math.copysign(1, value) == math.copysign(1, at_low):
            low, at_low = trial, value
        else:
            high, at_high = trial, value
    return (low + high) / 2
