"""A pool of loans in the one-factor model: defaults of a few equal loans, and how far a large pool passes a rate.

Given the common factor, the loans of a pool default independently of each other: a binomial count mixed by Vasicek's
distribution. The chance of at most k defaults of n at a rate p is that of a Beta(k + 1, n − k) variable lying above p
(NIST Digital Library of Mathematical Functions, 8.17.5), so mixed over all years it is the average of Vasicek's own
distribution function over that Beta: one smooth integral, without factorials or cancellation. It is taken by the
trapezoidal rule on the logit scale, where it converges exponentially (Trefethen and Weideman, “The exponentially
convergent trapezoidal rule”, SIAM Review 56(3), 2014).

Probabilities, rates and correlations are fractions of 1.
"""

from functools import lru_cache
from math import exp, expm1, log1p, sqrt

from calculators._credit import NORMAL, probability_within

STEP = 0.3           # of the narrower of the two scales: leaves an error of about 1e-12
NEGLIGIBLE = -34.0   # logarithm of a weight that no longer counts
WORST = 9.0          # standard deviations of the common factor; beyond lies 1e-19
PANELS = 256         # of Simpson's rule, even


@lru_cache(maxsize=4096)  # a curve over sizes of reserve asks for the same few counts again and again
def probability_at_most(defaults: int, loans: int, pd: float, correlation: float) -> float:
    """The chance that at most `defaults` of so many equal loans default within the year; 0 < pd < 1, 0 < correlation < 1."""
    if defaults >= loans:
        return 1.0
    if defaults < 0:
        return 0.0
    a, b = defaults + 1, loans - defaults
    scale = min(sqrt(1 / a + 1 / b), sqrt(correlation / (1 - correlation)))
    middle = a / (a + b)
    top = _log_weight(0.0, a, b, middle)
    total = weighted = 0.0
    for direction in (1, -1):
        place = min(direction, 0)  # the top itself is counted once
        while (weight := _log_weight(place * STEP * scale, a, b, middle) - top) > NEGLIGIBLE:
            rate = _moved(middle, place * STEP * scale)
            total += exp(weight)
            weighted += exp(weight) * probability_within(rate, pd, correlation)
            place += direction
    return weighted / total


def defaults_within(confidence: float, loans: int, pd: float, correlation: float) -> int:
    """The fewest defaults that are not exceeded with this probability, by halving."""
    low, high = -1, loans
    while high - low > 1:
        middle = (low + high) // 2
        if probability_at_most(middle, loans, pd, correlation) >= confidence:
            high = middle
        else:
            low = middle
    return high


def mean_excess(rate: float, pd: float, correlation: float) -> float:
    """How far the default rate of a large, even pool lies above `rate` on average, over the years in which it does.

    The integral of the conditional rate over the bad years, by Simpson's rule; 0 where no year is that bad.
    """
    within = probability_within(rate, pd, correlation)
    if within >= 1:
        return 0.0
    start = max(-WORST, NORMAL.inv_cdf(within)) if within > 0 else -WORST
    width = (WORST - start) / PANELS
    chance = above = 0.0
    for panel in range(PANELS + 1):
        factor = start + panel * width
        weight = exp((start ** 2 - factor ** 2) / 2) * (1 if panel in (0, PANELS) else 4 if panel % 2 else 2)
        defaulting = NORMAL.cdf((NORMAL.inv_cdf(pd) + sqrt(correlation) * factor) / sqrt(1 - correlation))
        chance += weight
        above += weight * max(0.0, defaulting - rate)
    return above / chance


def _moved(rate: float, step: float) -> float:
    """The rate whose logit is greater by `step`."""
    odds = exp(step) * rate
    return odds / (odds + 1 - rate)


def _log_weight(step: float, a: int, b: int, middle: float) -> float:
    """Logarithm of the Beta(a, b) density on the logit scale, but for a constant, `step` away from its top."""
    return a * step - (a + b) * log1p(middle * expm1(step))
