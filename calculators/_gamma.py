"""The regularised incomplete gamma function, its inverse, and with them exact limits of a Poisson mean.

Sources: NIST Digital Library of Mathematical Functions (DLMF), 8.11.4 for the series and 8.9.2 for the continued
fraction; Lentz's method as in Press et al., Numerical Recipes, 3rd edition, section 6.2; Abramowitz & Stegun 26.4.17
(Wilson and Hilferty) for the place where the inverse begins. Garwood, F. (1936), Fiducial limits for the Poisson
distribution, Biometrika 28, 437–442.
"""

from math import exp, lgamma, log, sqrt
from statistics import NormalDist

from calculators._roots import bracketed

NORMAL = NormalDist()
SMALLEST, PRECISION = 1e-300, 1e-16
MOST_TERMS = 100_000   # about 30 √a are needed near x = a: enough for a of ten million


def lower(a: float, x: float) -> float:
    """P(a, x), the probability that a gamma variable of shape a > 0 is at most x ≥ 0, to about 1e-16 √a relative.

    The series is used below x = a + 1 and 1 − the continued fraction above, where each converges fast.

    >>> round(lower(1, 1), 6)  # 1 − 1/e
    0.632121
    """
    if x <= 0:
        return 0.0
    return _series(a, x) if x < a + 1 else 1 - _fraction(a, x)


def quantile(probability: float, a: float) -> float:
    """The x with P(a, x) = probability, for 0 < probability < 1 and a ≥ 0.5."""
    z = NORMAL.inv_cdf(probability)
    centre = a * max(1e-3, 1 - 1 / (9 * a) + z / (3 * sqrt(a))) ** 3
    low, high = centre * 0.9, centre * 1.1 + 0.1
    while lower(a, low) > probability:
        low *= 0.5
    while lower(a, high) < probability:
        high *= 1.5
    return bracketed(lambda x: lower(a, x) - probability, low, high)


def poisson_limits(count: int, confidence: float) -> tuple[float, float]:
    """Exact two-sided limits of a Poisson mean after `count` events. Garwood (1936): half of χ²'s quantiles with
    2 · count and 2 · count + 2 degrees of freedom, which are gamma quantiles of shapes count and count + 1.

    >>> [round(limit, 2) for limit in poisson_limits(25, 0.95)]
    [16.18, 36.9]
    """
    tail = (1 - confidence) / 2
    return quantile(tail, count) if count else 0.0, quantile(1 - tail, count + 1)


def _front(a: float, x: float) -> float:
    # x^a e^−x / Γ(a), by logarithms.
    return exp(a * log(x) - x - lgamma(a))


def _series(a: float, x: float) -> float:
    term = total = 1 / a
    for n in range(1, MOST_TERMS):
        term *= x / (a + n)
        total += term
        if term < total * PRECISION:
            break
    return total * _front(a, x)


def _fraction(a: float, x: float) -> float:
    b = x + 1 - a
    c, d = 1 / SMALLEST, 1 / b
    value = d
    for n in range(1, MOST_TERMS):
        numerator = -n * (n - a)
        b += 2
        d = numerator * d + b
        d = 1 / (d if abs(d) > SMALLEST else SMALLEST)
        c = b + numerator / c
        c = c if abs(c) > SMALLEST else SMALLEST
        value *= c * d
        if abs(c * d - 1) < PRECISION * 10:
            break
    return value * _front(a, x)
