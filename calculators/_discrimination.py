"""How well a score separates bad from good: ROC curve, AUC, Gini, KS, and how sure one can be of them.

Sources, named where they are used:
Hanley, J. A. and McNeil, B. J. (1982). The meaning and use of the area under a ROC curve. Radiology 143(1), 29–36;
DeLong, E. R., DeLong, D. M. and Clarke-Pearson, D. L. (1988). Comparing the areas under two or more correlated receiver
operating characteristic curves: a nonparametric approach. Biometrics 44(3), 837–845;
Sun, X. and Xu, W. (2014). Fast implementation of DeLong's algorithm. IEEE Signal Processing Letters 21(11), 1389–1393;
Brier, G. W. (1950). Verification of forecasts expressed in terms of probability. Monthly Weather Review 78(1), 1–3.

A group is (goods, bads): people whom the score does not tell apart. Groups always run from the riskiest to the safest.
An outcome is 1 for bad and 0 for good; a risk is any number that is higher for whoever is thought riskier.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import fsum, sqrt
from statistics import NormalDist

from calculators._proportions import quantile

Group = tuple[int, int]

NORMAL = NormalDist()
Z95 = quantile(0.95)


@dataclass(frozen=True)
class Separation:
    """A ROC curve and its measures. `goods` and `bads` are the shares of each in the riskiest 0, 1, 2, … groups.

    `ks_at` is how many of the riskiest groups lie below the widest gap between the two. `error` is DeLong's standard error
    of the AUC; None with fewer than two goods or two bads, or where it comes to nothing. `places` are DeLong's placements of a
    good and of a bad of each group, see `_placements`.
    """

    goods: tuple[float, ...]
    bads: tuple[float, ...]
    auc: float
    ks_at: int
    error: float | None
    places: tuple[tuple[int, int], ...] = field(repr=False)

    @property
    def gini(self) -> float:
        """2 · AUC − 1: 1 for a perfect order, 0 for none, below 0 for an order that stands on its head."""
        return 2 * self.auc - 1

    @property
    def ks(self) -> float:
        """The widest gap between the share of bads and the share of goods: the Kolmogorov–Smirnov statistic."""
        return abs(self.bads[self.ks_at] - self.goods[self.ks_at])

    @property
    def limits(self) -> tuple[float, float] | None:
        """DeLong's 95 % interval of the AUC, cut at 0 and 1; None where there is no standard error."""
        if self.error is None:
            return None
        return max(0.0, self.auc - Z95 * self.error), min(1.0, self.auc + Z95 * self.error)


@dataclass(frozen=True)
class Comparison:
    """Two scores of the same people: difference of the AUCs (second − first), its standard error, z and two-sided p.

    `z` and `p` are None where the error is 0: the two orders are the same, or the sample cannot tell.
    """

    first: Separation
    second: Separation
    error: float

    @property
    def difference(self) -> float:
        return self.second.auc - self.first.auc

    @property
    def z(self) -> float | None:
        return self.difference / self.error if self.error else None

    @property
    def p(self) -> float | None:
        return None if self.z is None else 2 * NORMAL.cdf(-abs(self.z))


def separation(groups: Sequence[Group]) -> Separation:
    """The ROC curve of groups with at least one good and one bad among them. Hanley and McNeil (1982).

    The AUC is the probability that a bad, drawn at random, is ranked riskier than a good; a tie counts half.
    Raises ValueError where there are no goods or no bads.

    >>> separation([(0, 1), (1, 0), (0, 1), (1, 0)]).auc
    0.75
    """
    goods, bads = (sum([group[outcome] for group in groups]) for outcome in (0, 1))
    if not goods or not bads:
        raise ValueError("a ROC curve needs goods and bads")
    riskier, caught = (list(accumulate(side, initial=0)) for side in zip(*groups, strict=True))
    places = _placements(groups, goods)
    pairs = sum([bad * behind for (_, bad), (_, behind) in zip(groups, places, strict=True)])
    gaps = [abs(b * goods - g * bads) for g, b in zip(riskier, caught, strict=True)]
    return Separation(tuple([g / goods for g in riskier]), tuple([b / bads for b in caught]), pairs / (2 * goods * bads),
                      gaps.index(max(gaps)), _error(groups, places, goods, bads), tuple(places))


@dataclass(frozen=True)
class Tally:
    """People counted by risk: the distinct `risks` from the riskiest to the safest, the group of each, and for every person,
    in the order given, which of them is that person's."""

    risks: tuple[float, ...]
    groups: tuple[Group, ...]
    stands: tuple[int, ...]


def tally(risks: Sequence[float], outcomes: Sequence[int]) -> Tally:
    """Counts people by risk; equal ones are one group. Sorted, not hashed: a hundred thousand different floats hash slowly."""
    found, people, bads, stands, last = [], [], [], [0] * len(risks), None
    for person in sorted(range(len(risks)), key=risks.__getitem__, reverse=True):
        if (risk := risks[person]) != last:
            found.append(risk)
            people.append(0)
            bads.append(0)
            last = risk
        people[-1] += 1
        bads[-1] += outcomes[person]
        stands[person] = len(found) - 1
    return Tally(tuple(found), tuple([(n - bad, bad) for n, bad in zip(people, bads, strict=True)]), tuple(stands))


def ranked(risks: Sequence[float], outcomes: Sequence[int]) -> Separation:
    """The ROC curve of single people; ties are exact."""
    return separation(tally(risks, outcomes).groups)


def compare(first: Sequence[float], second: Sequence[float], outcomes: Sequence[int]) -> Comparison:
    """Two risks of the same people, see `contrast`."""
    return contrast(tally(first, outcomes), tally(second, outcomes), outcomes)


def contrast(first: Tally, second: Tally, outcomes: Sequence[int]) -> Comparison:
    """Two tallies of the same people. DeLong (1988), with the two placements of each person subtracted first.

    Needs two goods and two bads. Raises ValueError otherwise.
    """
    found = separation(first.groups), separation(second.groups)
    sizes = len(outcomes) - sum(outcomes), sum(outcomes)
    if min(sizes) < 2:
        raise ValueError("a comparison needs two goods and two bads")
    apart: tuple[list[int], list[int]] = ([], [])
    for here, there, outcome in zip(first.stands, second.stands, outcomes, strict=True):
        apart[outcome].append(found[1].places[there][outcome] - found[0].places[here][outcome])
    variance = sum(_variance(size, sum(side), sum([place * place for place in side])) / size / (2 * others) ** 2
                   for side, size, others in zip(apart, sizes, sizes[::-1], strict=True))
    return Comparison(*found, sqrt(variance))


def brier(risks: Sequence[float], outcomes: Sequence[int]) -> float:
    """The mean squared distance of a probability of going bad from what came, 0 to 1, smaller is better. Brier (1950)."""
    return fsum((risk - outcome) ** 2 for risk, outcome in zip(risks, outcomes, strict=True)) / len(risks)


@dataclass(frozen=True)
class Forecast:
    """Probabilities of going bad against what came: bads promised, their standard error, bads that came, two Brier scores.

    `plain` is the Brier score of telling everybody the average.
    """

    expected: float
    error: float
    came: int
    brier: float
    plain: float

    @property
    def holds(self) -> bool:
        """Whether as many came as the probabilities allow for, 95 times in 100."""
        return abs(self.came - self.expected) <= Z95 * self.error + 1e-9


def forecast(risks: Sequence[float], outcomes: Sequence[int]) -> Forecast:
    """Probabilities (0 to 1) of people who go bad independently of each other, against their outcomes."""
    rate = sum(outcomes) / len(outcomes)
    return Forecast(fsum(risks), sqrt(fsum(p * (1 - p) for p in risks)), sum(outcomes), brier(risks, outcomes),
                    rate * (1 - rate))


def _placements(groups: Sequence[Group], goods: int) -> list[tuple[int, int]]:
    """For every group: the bads that a good of it is safer than, and the goods that a bad of it is riskier than, both twice.

    As shares of all bads and all goods these are DeLong's structural components (1988), from ranks as in Sun and Xu (2014).
    A tie counts half, so twice as many are whole numbers, and their sums are exact.
    """
    ahead, behind, places = 0, 2 * goods, []
    for good, bad in groups:
        places.append((ahead + bad, behind - good))
        ahead, behind = ahead + 2 * bad, behind - 2 * good
    return places


def _error(groups: Sequence[Group], places: Sequence[tuple[int, int]], goods: int, bads: int) -> float | None:
    """DeLong's standard error of the AUC; None where it is not defined or 0."""
    if goods < 2 or bads < 2:
        return None
    pairs = of_goods = of_bads = 0
    for (good, bad), (ahead, behind) in zip(groups, places, strict=True):
        pairs += good * ahead  # as many as the bads have behind them: a pair has two ends
        of_goods += good * ahead * ahead
        of_bads += bad * behind * behind
    return sqrt(_variance(goods, pairs, of_goods) / goods / (2 * bads) ** 2
                + _variance(bads, pairs, of_bads) / bads / (2 * goods) ** 2) or None


def _variance(size: int, total: int, squares: int) -> float:
    """The sample variance of two or more whole numbers, from their sum and the sum of their squares."""
    return (size * squares - total * total) / (size * (size - 1))
