"""Shares of a count: their intervals, the difference of two, and whether chance explains it.

A count is a pair (hits, size) with 0 ≤ hits ≤ size and size ≥ 1; shares, differences and chances are fractions of 1; a
difference is always b − a. Intervals are two-sided.

Sources: Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22, 209–212; Clopper and
Pearson (1934), The use of confidence or fiducial limits illustrated in the case of the binomial, Biometrika 26, 404–413;
Agresti and Coull (1998), Approximate is better than “exact” for interval estimation of binomial proportions, The American
Statistician 52, 119–126; Newcombe (1998), Interval estimation for the difference between independent proportions: comparison
of eleven methods, Statistics in Medicine 17, 873–890; Agresti and Caffo (2000), Simple and effective confidence intervals
for proportions and differences of proportions, The American Statistician 54, 280–288.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import erfc, sqrt
from statistics import NormalDist

from calculators._roots import bracketed
from calculators._special import beta_cdf

Count = tuple[int, int]
_NORMAL = NormalDist()


@dataclass(frozen=True)
class Interval:
    """Two limits, both included."""

    low: float
    high: float


@dataclass(frozen=True)
class Compared:
    """Two shares compared: how far b lies above a, and that in standard errors of chance."""

    difference: float
    z: float

    @property
    def p(self) -> float:
        """How often chance alone goes as far, in either direction."""
        return erfc(abs(self.z) / sqrt(2))

    def one_sided(self, *, rising: bool) -> float:
        """How often chance alone takes b as far up, or as far down."""
        return erfc((self.z if rising else -self.z) / sqrt(2)) / 2


def quantile(confidence: float) -> float:
    """How many standard errors a two-sided interval of this confidence reaches: 1.96 for 0.95."""
    return _NORMAL.inv_cdf((1 + confidence) / 2)


def wilson(hits: int, size: int, confidence: float = 0.95) -> Interval:
    """The score interval of a share: the shares that a z test at their own standard error would not reject. Wilson (1927)."""
    z = quantile(confidence)
    share, spread = hits / size, z * z / size
    centre = (share + spread / 2) / (1 + spread)
    half = sqrt(share * (1 - share) * spread + spread * spread / 4) / (1 + spread)
    return Interval(0.0 if not hits else centre - half, 1.0 if hits == size else centre + half)


def clopper_pearson(hits: int, size: int, confidence: float = 0.95) -> Interval:
    """The exact interval of a share: each limit leaves half of 1 − confidence in its binomial tail. Clopper and Pearson (1934).

    Limits are quantiles of beta distributions, found in a bracket to 1e-14.
    """
    tail, around = (1 - confidence) / 2, wilson(hits, size, confidence)
    low = 0.0 if not hits else _crossing(lambda x: beta_cdf(x, hits, size - hits + 1) - tail, around.low)
    high = 1.0 if hits == size else _crossing(lambda x: tail - beta_cdf(1 - x, size - hits, hits + 1), around.high)
    return Interval(low, high)


def _crossing(function: Callable[[float], float], guess: float) -> float:
    """The zero of an increasing function between 0 and 1, looked for around a guess first."""
    low, high, step = guess, guess, guess * (1 - guess) / 64
    while low > 0 and function(low) > 0:
        high, low, step = low, max(0.0, low - step), step * 4
    while high < 1 and function(high) < 0:
        low, high, step = high, min(1.0, high + step), step * 4
    return bracketed(function, low, high)


def agresti_coull(hits: int, size: int, confidence: float = 0.95) -> Interval:
    """The Wald interval around Wilson's centre, as if z²/2 hits and as many misses had been added. Agresti and Coull (1998)."""
    z = quantile(confidence)
    grown = size + z * z
    centre = (hits + z * z / 2) / grown
    return _around(centre, z * sqrt(centre * (1 - centre) / grown), 0.0)


def wald(hits: int, size: int, confidence: float = 0.95) -> Interval:
    """The textbook interval p ± z √(p(1 − p)/n): too short for rare events, and empty at 0 and at 1."""
    share = hits / size
    return _around(share, quantile(confidence) * sqrt(share * (1 - share) / size), 0.0)


def compare(a: Count, b: Count) -> Compared:
    """The z test of two shares with their pooled standard error.

    Raises ValueError where nobody or everybody hits in both: then no test can tell them apart.
    """
    (hits_a, size_a), (hits_b, size_b) = a, b
    pooled = (hits_a + hits_b) / (size_a + size_b)
    if pooled in (0, 1):
        raise ValueError("both shares are 0, or both are 1")
    difference = hits_b / size_b - hits_a / size_a
    return Compared(difference, difference / sqrt(pooled * (1 - pooled) * (1 / size_a + 1 / size_b)))


def split(size_a: int, size_b: int, share_b: float) -> Compared:
    """Whether the arms are as large as planned: `share_b` of all in b. The chi-squared test of one degree of freedom."""
    size = size_a + size_b
    difference = size_b / size - share_b
    return Compared(difference, difference / sqrt(share_b * (1 - share_b) / size))


def newcombe(a: Count, b: Count, confidence: float = 0.95) -> Interval:
    """The interval of b − a made of both score intervals: method 10 of Newcombe (1998)."""
    shares, limits = (a[0] / a[1], b[0] / b[1]), (wilson(*a, confidence), wilson(*b, confidence))
    down = sqrt((limits[0].high - shares[0]) ** 2 + (shares[1] - limits[1].low) ** 2)
    up = sqrt((shares[0] - limits[0].low) ** 2 + (limits[1].high - shares[1]) ** 2)
    return Interval(shares[1] - shares[0] - down, shares[1] - shares[0] + up)


def agresti_caffo(a: Count, b: Count, confidence: float = 0.95) -> Interval:
    """Wald's interval of b − a after one hit and one miss were added to each. Agresti and Caffo (2000)."""
    return wald_difference((a[0] + 1, a[1] + 2), (b[0] + 1, b[1] + 2), confidence)


def wald_difference(a: Count, b: Count, confidence: float = 0.95) -> Interval:
    """The textbook interval of b − a, with the standard error of two separate shares."""
    shares = a[0] / a[1], b[0] / b[1]
    error = sqrt(sum(share * (1 - share) / size for share, (_, size) in zip(shares, (a, b), strict=True)))
    return _around(shares[1] - shares[0], quantile(confidence) * error, -1.0)


def _around(centre: float, half: float, lowest: float) -> Interval:
    return Interval(max(lowest, centre - half), min(1.0, centre + half))
