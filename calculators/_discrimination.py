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

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import NormalDist

from calculators._progress import report
from calculators._proportions import quantile
from calculators._text import Text

Group = tuple[int, int]

NORMAL = NormalDist()
Z95 = quantile(0.95)
COUNTING = Text("counting scores", "正在统计评分")
STEP = 20_000  # rows between two reports of progress


@dataclass(frozen=True)
class Separation:
    """A ROC curve and its measures. `goods` and `bads` are the shares of each in the riskiest 0, 1, 2, … groups.

    `ks_at` is how many of the riskiest groups lie below the widest gap between the two. `error` is DeLong's standard error
    of the AUC; None with fewer than two goods or two bads, or where it comes to nothing.
    """

    goods: tuple[float, ...]
    bads: tuple[float, ...]
    auc: float
    ks_at: int
    error: float | None

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
    goods, bads = sum(good for good, _ in groups), sum(bad for _, bad in groups)
    if not goods or not bads:
        raise ValueError("a ROC curve needs goods and bads")
    curve, twice = [(0, 0)], 0
    for good, bad in groups:
        riskier, caught = curve[-1]
        twice += bad * (2 * (goods - riskier) - good)
        curve.append((riskier + good, caught + bad))
    ks_at = max(range(len(curve)), key=lambda k: abs(curve[k][1] * goods - curve[k][0] * bads))
    return Separation(tuple(g / goods for g, _ in curve), tuple(b / bads for _, b in curve), twice / (2 * goods * bads), ks_at,
                      _error(groups, goods, bads))


def tally(risks: Sequence[float], outcomes: Sequence[int]) -> dict[float, Group]:
    """The group of every distinct risk, from the riskiest to the safest."""
    counts: dict[float, list[int]] = {}
    for row, (risk, outcome) in enumerate(zip(risks, outcomes, strict=True)):
        if row % STEP == STEP - 1:
            report(row, len(risks), COUNTING)
        counts.setdefault(risk, [0, 0])[outcome] += 1
    return {risk: tuple(counts[risk]) for risk in sorted(counts, reverse=True)}


def ranked(risks: Sequence[float], outcomes: Sequence[int]) -> Separation:
    """The ROC curve of single people; ties are exact."""
    return separation(tuple(tally(risks, outcomes).values()))


def compare(first: Sequence[float], second: Sequence[float], outcomes: Sequence[int]) -> Comparison:
    """Two risks of the same people. DeLong (1988), with the two placements of each person subtracted first.

    Needs two goods and two bads. Raises ValueError otherwise.
    """
    tallies = tally(first, outcomes), tally(second, outcomes)
    places = [_placements(counts) for counts in tallies]
    apart: tuple[list[float], list[float]] = ([], [])
    for one, other, outcome in zip(first, second, outcomes, strict=True):
        apart[outcome].append(places[1][other][outcome] - places[0][one][outcome])
    variance = sum(_variance(values) / len(values) for values in apart)
    return Comparison(*(separation(tuple(counts.values())) for counts in tallies), sqrt(variance))


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


def _placements(counts: Mapping[float, Group]) -> dict[float, tuple[float, float]]:
    """For every risk: the share of bads that a good of it is safer than, and of goods that a bad of it is riskier than.

    These are DeLong's structural components (1988), from ranks as in Sun and Xu (2014).
    """
    goods, bads = (sum(group[outcome] for group in counts.values()) for outcome in (0, 1))
    places, riskier, caught = {}, 0, 0
    for risk, (good, bad) in counts.items():
        places[risk] = ((caught + bad / 2) / bads, (goods - riskier - good / 2) / goods)
        riskier, caught = riskier + good, caught + bad
    return places


def _error(groups: Sequence[Group], goods: int, bads: int) -> float | None:
    """DeLong's standard error of the AUC; None where it is not defined or 0."""
    if goods < 2 or bads < 2:
        return None
    places = _placements(dict(enumerate(groups))).values()
    variance = 0.0
    for outcome, size in ((0, goods), (1, bads)):
        pairs = [(place[outcome], group[outcome]) for place, group in zip(places, groups, strict=True)]
        mean = fsum(value * count for value, count in pairs) / size
        variance += fsum(count * (value - mean) ** 2 for value, count in pairs) / (size - 1) / size
    return sqrt(variance) or None


def _variance(values: Sequence[float]) -> float:
    """The sample variance; raises ValueError for fewer than two values."""
    if len(values) < 2:
        raise ValueError("a variance needs two values")
    mean = fsum(values) / len(values)
    return fsum((value - mean) ** 2 for value in values) / (len(values) - 1)
