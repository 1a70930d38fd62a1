"""How likely each of several uncertain scores is to take each rank.

Scores are independent and lognormal: what is known of one is its middle and a factor, within which it lies nine times in
ten. The rank of a score x among the others is one more than how many of them are larger, a sum of independent trials with
unequal chances (Poisson-binomial); its distribution is averaged over x by the trapezoidal rule, which for a smooth
integrand that dies out at both ends gains all digits with a modest grid (Trefethen and Weideman, 2014, The exponentially
convergent trapezoidal rule, SIAM Review 56(3), 385–458).
"""

from collections.abc import Sequence
from itertools import pairwise
from math import erfc, exp, log, pi, sqrt
from statistics import NormalDist

NORMAL = NormalDist()
Z95 = NORMAL.inv_cdf(0.95)
ROOT2 = sqrt(2)
REACH, STEPS = 7.0, 84  # standard deviations on either side, and steps over all of them
STEP = 2 * REACH / STEPS
GRID = [(z, exp(-z * z / 2) / sqrt(2 * pi) * STEP) for z in (-REACH + index * STEP for index in range(STEPS + 1))]


def spread(*factors: float) -> float:
    """The standard deviation of ln(score) when its parts are each known to within their factor, nine times in ten.

    A factor f of 1 is certain; each adds (ln f / z₀.₉₅)² to the variance, because the parts multiply.
    """
    return sqrt(sum((log(factor) / Z95) ** 2 for factor in factors))


def rank_chances(scores: Sequence[float], sigma: float) -> tuple[tuple[float, ...], ...]:
    """For each score (above 0) the chances of rank 1, 2, …; each row and each column sums to 1.

    `sigma` is the standard deviation of every ln(score). With 0 the order is certain, and equal scores share their ranks.
    """
    logs = [log(score) for score in scores]
    if sigma == 0:
        return tuple(_certain(logs, place) for place in range(len(logs)))
    return tuple(_uncertain(logs, place, sigma) for place in range(len(logs)))


def _certain(logs: Sequence[float], place: int) -> tuple[float, ...]:
    above = sum(other > logs[place] for other in logs)
    same = sum(other == logs[place] for other in logs)
    return tuple(1 / same if above <= rank < above + same else 0.0 for rank in range(len(logs)))


def _uncertain(logs: Sequence[float], place: int, sigma: float) -> tuple[float, ...]:
    gaps = [(value - logs[place]) / sigma for other, value in enumerate(logs) if other != place]
    shares = []
    for z, weight in GRID:
        larger = [weight]
        for gap in gaps:
            chance = erfc((z - gap) / ROOT2) / 2
            less = 1 - chance
            larger = [less * larger[0], *[less * b + chance * a for a, b in pairwise(larger)], chance * larger[-1]]
        shares.append(larger)
    return tuple(map(sum, zip(*shares, strict=True)))
