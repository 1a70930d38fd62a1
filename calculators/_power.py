"""How many users a comparison of two shares needs, and what a given number can find.

Shares, chances and effects are fractions of 1. Sizes are those of arm a, as a float to be rounded up; arm b has `ratio`
times as many. `alpha` is the chance of a false alarm, of both directions together when `sides` is 2.

Sources: Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, 3rd edition, chapter 4 (sizes, with and
without continuity correction; unequal arms); Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd edition,
section 6.2 (the effect h); Cochran (1977), Sampling Techniques, 3rd edition, section 4.4 (surveys); Kohavi, Tang and Xu (2020),
Trustworthy Online Controlled Experiments, chapter 17 (rule of thumb); Chow, Shao and Wang (2008), Sample Size Calculations in
Clinical Research, 2nd edition, section 4.2 (non-inferiority).
"""

from math import asin, sqrt
from statistics import NormalDist

from calculators._proportions import quantile
from calculators._roots import NoRoot, bracketed

_NORMAL = NormalDist()


def size(p1: float, p2: float, alpha: float = 0.05, power: float = 0.8, sides: int = 2, ratio: float = 1.0) -> float:
    """Users in arm a for the pooled z test: Fleiss, Levin and Paik, chapter 4.

    The chance to reject in the wrong direction is not counted as power.
    """
    null, alternative = _spreads(p1, p2, ratio)
    return ((_z(alpha, sides) * null + _NORMAL.inv_cdf(power) * alternative) / (p2 - p1)) ** 2


def power(p1: float, p2: float, users: float, alpha: float = 0.05, sides: int = 2, ratio: float = 1.0) -> float:
    """The chance that the pooled z test finds p2 ≠ p1 (in the direction of p2 if one-sided) with `users` in arm a."""
    null, alternative = _spreads(p1, p2, ratio)
    reach, effect = _z(alpha, sides) * null, abs(p2 - p1) * sqrt(users)
    wrong_way = _NORMAL.cdf(-(effect + reach) / alternative) if sides == 2 else 0.0
    return _NORMAL.cdf((effect - reach) / alternative) + wrong_way


def smallest_effect(p1: float, users: float, alpha: float = 0.05, target: float = 0.8, sides: int = 2, ratio: float = 1.0, *,
                    rising: bool = True) -> float | None:
    """The smallest difference from p1 that `users` in arm a find with this power; None where even the largest is missed."""
    furthest = 1 - p1 if rising else -p1
    reach, sure = _z(alpha, sides), _NORMAL.inv_cdf(target)

    def found(part: float) -> float:  # the root of the size, asked so that it is nearly a line
        null, alternative = _spreads(p1, p1 + furthest * part, ratio)
        return abs(furthest) * part * sqrt(users) - reach * null - sure * alternative

    try:
        return furthest * bracketed(found, 1e-9, 1 - 1e-12)
    except NoRoot:
        return None


def size_unpooled(p1: float, p2: float, alpha: float = 0.05, power: float = 0.8, sides: int = 2, ratio: float = 1.0) -> float:
    """The size when the test, too, takes both shares' own variances."""
    return ((_z(alpha, sides) + _NORMAL.inv_cdf(power)) * _spreads(p1, p2, ratio)[1] / (p2 - p1)) ** 2


def size_corrected(p1: float, p2: float, alpha: float = 0.05, power: float = 0.8, sides: int = 2, ratio: float = 1.0) -> float:
    """The size for the test with continuity correction, close to Fisher's exact one: Fleiss, Levin and Paik."""
    plain = size(p1, p2, alpha, power, sides, ratio)
    return plain / 4 * (1 + sqrt(1 + 2 * (ratio + 1) / (plain * ratio * abs(p2 - p1)))) ** 2


def effect_h(p1: float, p2: float) -> float:
    """Cohen's h: the difference of two shares on the arcsine scale, where its standard error does not depend on them."""
    return 2 * asin(sqrt(p1)) - 2 * asin(sqrt(p2))


def size_h(p1: float, p2: float, alpha: float = 0.05, power: float = 0.8, sides: int = 2, ratio: float = 1.0) -> float:
    """The size on the arcsine scale, as R's pwr.2p.test has it."""
    return (1 + 1 / ratio) * ((_z(alpha, sides) + _NORMAL.inv_cdf(power)) / effect_h(p1, p2)) ** 2


def rule_of_thumb(deviation: float, effect: float) -> float:
    """16 σ²/δ² in each arm: 5 % two-sided and 80 %, since 2 × (1.96 + 0.84)² is nearly 16. Kohavi, Tang and Xu (2020)."""
    return 16 * (deviation / effect) ** 2


def size_margin(p: float, margin: float, alpha: float = 0.05, power: float = 0.8, sides: int = 2, ratio: float = 1.0) -> float:
    """Users in arm a to show that b is not worse by `margin`, when both shares are p: Chow, Shao and Wang (2008), 4.2.

    With two sides the limit judged is that of the two-sided interval, so half of alpha stands on it.
    """
    return (1 + 1 / ratio) * p * (1 - p) * ((_z(alpha, sides) + _NORMAL.inv_cdf(power)) / margin) ** 2


def survey(share: float, margin: float, confidence: float = 0.95, population: int | None = None) -> float:
    """Answers for an interval share ± margin; from a finite population fewer: Cochran (1977), section 4.4."""
    endless = share * (1 - share) * (quantile(confidence) / margin) ** 2
    return endless if population is None else endless / (1 + (endless - 1) / population)


def _z(alpha: float, sides: int) -> float:
    return _NORMAL.inv_cdf(1 - alpha / sides)


def _spreads(p1: float, p2: float, ratio: float) -> tuple[float, float]:
    """Standard errors of the difference for one user in arm a: if the shares were equal, and as they are."""
    pooled = (p1 + ratio * p2) / (1 + ratio)
    return sqrt(pooled * (1 - pooled) * (1 + 1 / ratio)), sqrt(p1 * (1 - p1) + p2 * (1 - p2) / ratio)
