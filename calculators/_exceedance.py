"""Losses of whole years by simulation: how often a year costs more than an amount.

Each risk strikes as a Poisson process and costs a lognormal amount each time; a year's loss is the sum over all risks,
which are taken to be independent (the collective risk model: Klugman, Panjer and Willmot, Loss Models).
Controls either thin the events, each of which is then kept with the share that they leave (a thinned Poisson process is
a Poisson process), or shrink each loss. One run therefore gives the years with and without controls, on the same luck.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, sqrt
from random import Random

from calculators._losses import Severity
from calculators._progress import report
from calculators._text import Text

SIMULATING = Text("simulating risks", "正在模拟各项风险")
Z975 = 1.959963984540054


@dataclass(frozen=True)
class Peril:
    """One risk: events a year, the loss of one, the share that controls leave, and whether they leave events or loss."""

    rate: float
    severity: Severity
    left: float
    thins: bool


@dataclass(frozen=True)
class Years:
    """The losses of simulated years, from the smallest to the largest, in the currency of the losses."""

    losses: tuple[float, ...]

    @property
    def mean(self) -> float:
        return sum(self.losses) / len(self.losses)

    def share_over(self, amount: float) -> float:
        """The share of years that cost more than `amount` (fraction)."""
        return sum(loss > amount for loss in self.losses) / len(self.losses)

    def exceeded(self, chance: float) -> float:
        """The loss that a year exceeds with this chance: the smallest simulated one with no more than that share above."""
        return self.losses[max(0, len(self.losses) - 1 - int(chance * len(self.losses) + 1e-9))]

    def exceeded_between(self, chance: float) -> tuple[float, float]:
        """95 % limits of `exceeded`, free of any distribution: order statistics n(1 − p) ± 1.96 √(n p (1 − p)).

        Conover, Practical Nonparametric Statistics, 3rd edition, 1999.
        """
        n = len(self.losses)
        place, spread = n * (1 - chance), Z975 * sqrt(n * chance * (1 - chance))
        return self.losses[max(0, int(place - spread))], self.losses[min(n - 1, int(place + spread))]


def simulate(perils: Sequence[Peril], years: int, seed: int) -> tuple[Years, Years]:
    """So many years without and with controls. The same seed gives the same years.

    The time to the next event is exponential, so no count has to be drawn.
    """
    random = Random(seed)
    before, after = [0.0] * years, [0.0] * years
    for place, peril in enumerate(perils):
        report(place, len(perils), SIMULATING)
        _strike(peril, random, before, after)
    return Years(tuple(sorted(before))), Years(tuple(sorted(after)))


def _strike(peril: Peril, random: Random, before: list[float], after: list[float]) -> None:
    if not peril.rate:
        return
    years, rate, left, thins = len(before), peril.rate, peril.left, peril.thins
    mu, sigma = peril.severity.mu, peril.severity.sigma
    wait, gauss, chance = random.expovariate, random.gauss, random.random
    time = wait(rate)
    while time < years:
        year, loss = int(time), exp(gauss(mu, sigma))
        before[year] += loss
        if not thins:
            after[year] += loss * left
        elif chance() < left:
            after[year] += loss
        time += wait(rate)
