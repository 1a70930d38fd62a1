"""A series held against its baseline: single values within limits, their moving average within its own, and run rules.

Each period has a standard error of its own, because a share of 5,000 cases is surer than one of 500. Sources: Montgomery,
Introduction to Statistical Quality Control, 7.2 (p chart), 7.3 (u chart), 6.4 (individuals) and 9.1 (EWMA); NIST/SEMATECH
e-Handbook of Statistical Methods, 6.3.2.2 (moving range), 6.3.3.1 (counts) and 6.3.3.2 (proportions).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from calculators._control import Limits, shewhart_limits
from calculators._run_rules import Rule

D2 = 1.128  # mean range of two normal values in standard deviations (Montgomery, appendix VI)


@dataclass(frozen=True)
class Period:
    """One period: its value and limits, the moving average and its limits, and what alarmed there."""

    value: float
    limits: Limits
    average: float
    average_limits: Limits
    patterns: tuple[Rule, ...]

    @property
    def outside(self) -> bool:
        return self.limits.crossed(self.value)

    @property
    def drifted(self) -> bool:
        return self.average_limits.crossed(self.average)

    @property
    def alarm(self) -> bool:
        return self.outside or self.drifted or bool(self.patterns)


def count_error(rate: float, units: float) -> float:
    """Standard error of events per unit over so many units: √(u/n). Montgomery, 7.3.2; both above 0."""
    return sqrt(rate / units)


def moving_range_error(values: Sequence[float]) -> float:
    """Standard deviation of single values from their mean moving range: R̄/1.128. NIST, 6.3.2.2; at least two values."""
    ranges = [abs(later - earlier) for earlier, later in zip(values, values[1:], strict=False)]
    return sum(ranges) / len(ranges) / D2


def monitor(values: Sequence[float], errors: Sequence[float], centre: float, *, width: float = 3.0, smoothing: float = 0.2,
            average_width: float = 2.86, rules: Sequence[Rule] = (), lowest: float | None = None,
            highest: float | None = None) -> tuple[Period, ...]:
    """The chart of a series that starts in control. `errors` are standard errors of the single values, all above 0.

    The variance of the average of unequal values follows its own recursion, λ²σ² + (1 − λ)² times the variance before
    (Montgomery, 9.1, whose closed form it has for equal errors). Limits stop at `lowest` and `highest`, where they exist.
    """
    standard = [(value - centre) / error for value, error in zip(values, errors, strict=True)]
    found = [(place, rule) for rule in rules for place in rule.alarms(standard)]
    average, variance, periods = centre, 0.0, []
    for place, (value, error) in enumerate(zip(values, errors, strict=True)):
        average = smoothing * value + (1 - smoothing) * average
        variance = smoothing ** 2 * error ** 2 + (1 - smoothing) ** 2 * variance
        periods.append(Period(
            value, _stop(shewhart_limits(centre, error, width), lowest, highest), average,
            _stop(shewhart_limits(centre, sqrt(variance), average_width), lowest, highest),
            tuple(rule for at, rule in found if at == place)))
    return tuple(periods)


def _stop(limits: Limits, lowest: float | None, highest: float | None) -> Limits:
    lower = limits.lower if lowest is None else max(lowest, limits.lower)
    return Limits(lower, limits.centre, limits.upper if highest is None else min(highest, limits.upper))
