"""Special functions of statistics with the standard library only.

Sources: NIST Digital Library of Mathematical Functions, section 8.17; Press, Teukolsky, Vetterling and Flannery, Numerical
Recipes, 3rd edition, sections 5.2 (Lentz's way to evaluate a continued fraction) and 6.4 (incomplete beta function).
"""

from math import exp, lgamma, log, log1p

_LONGEST = 100_000  # terms; a chance near the middle of a distribution needs a few square roots of its size
_TINY = 1e-300


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), for a, b > 0: the chance that a beta variable is at most x.

    The continued fraction DLMF 8.17.22, on the side of the mean where it converges fast (8.17.4 gives the other).
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_cdf(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front / _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    """1 + d₁/(1 + d₂/(1 + …)) of DLMF 8.17.22 by Lentz's method, to the last bits."""
    value = numerator = 1.0
    denominator = 0.0
    for n in range(1, _LONGEST):
        m = n // 2
        if n % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        denominator = 1 / ((1 + term * denominator) or _TINY)
        numerator = (1 + term / numerator) or _TINY
        value *= numerator * denominator
        if abs(numerator * denominator - 1) < 1e-15:
            break
    return value
