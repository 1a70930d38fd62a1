"""Sizes of losses from a range that somebody can say: “nineteen times in twenty between this and that” is ± 2 σ;
here the two ends are the 5th and the 95th percentile of a lognormal."""

import math
from dataclasses import dataclass
from statistics import NormalDist

Z95 = NormalDist().inv_cdf(0.95)


@dataclass(frozen=True)
class Severity:
    """A lognormal loss per event: ln X is normal with mean `mu` and standard deviation `sigma`."""

    mu: float
    sigma: float

    @property
    def mean(self) -> float:
        """E[X] = exp(μ + σ²/2)."""
        return math.exp(self.mu + self.sigma ** 2 / 2)


def from_range(low: float, high: float) -> Severity:
    """The lognormal with 5 % of losses below `low` and 5 % above `high` (0 < low ≤ high).

    μ = (ln low + ln high)/2, σ = (ln high − ln low)/(2 z₀.₉₅): Hubbard & Seiersen, How to Measure Anything in
    Cybersecurity Risk (2016), which uses the same two percentiles.
    """
    logs = math.log(low), math.log(high)
    return Severity(sum(logs) / 2, (logs[1] - logs[0]) / (2 * Z95))
