"""Points and odds, weights of evidence, bands of a score, and what each cut-off approves and earns.

Sources, named where they are used:
Siddiqi, N. (2006). Credit Risk Scorecards, Wiley (weight of evidence, information value, scaling);
Thomas, L. C., Edelman, D. B. and Crook, J. N. (2002). Credit Scoring and Its Applications, SIAM (the cut-off that costs
least).

Odds are goods for each bad. A group is (goods, bads); groups run from the riskiest to the safest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import fsum, log

from calculators._discrimination import Group, Tally
from calculators._text import Text

ROUNDING = 1e-12  # a share typed as a limit is not missed by the last bit of a division


@dataclass(frozen=True)
class Scale:
    """Points at which the odds are `odds`, and the points that double the odds (`pdo`). Siddiqi (2006).

    >>> scale = Scale(600, 50, 20)
    >>> round(scale.factor, 4), round(scale.offset, 4), round(scale.points(30), 2)
    (28.8539, 487.1229, 585.26)
    """

    base: float
    odds: float
    pdo: float

    @property
    def factor(self) -> float:
        """Points for each unit of ln(odds): PDO / ln 2."""
        return self.pdo / log(2)

    @property
    def offset(self) -> float:
        """Points at odds of 1:1."""
        return self.points(1.0)

    def points(self, odds: float) -> float:
        """The score at which the odds are these: offset + factor · ln(odds)."""
        return self.base + self.factor * (log(odds) - log(self.odds))

    def log_odds(self, points: float) -> float:
        """ln(odds) at a score: the inverse of `points`."""
        return log(self.odds) + (points - self.base) / self.factor


def bad_rate(odds: float) -> float:
    """The share of bads where there are `odds` goods for each bad: 1 / (1 + odds).

    >>> round(bad_rate(8), 4)
    0.1111
    """
    return 1 / (1 + odds)


@dataclass(frozen=True)
class Evidence:
    """Weight of evidence and share of the information value by group, and their total.

    All are None for a group without goods or without bads, where the logarithm has no value, and then so is the total.
    """

    woe: tuple[float | None, ...]
    iv: tuple[float | None, ...]
    total: float | None


def evidence(groups: Sequence[Group]) -> Evidence:
    """WOE = ln(share of all goods / share of all bads), IV = Σ (share of goods − share of bads) · WOE. Siddiqi (2006).

    Positive where there are more goods than on average. Needs at least one good and one bad in all.
    """
    goods, bads = sum(good for good, _ in groups), sum(bad for _, bad in groups)
    woe = tuple(log(good * bads / (bad * goods)) if good and bad else None for good, bad in groups)
    iv = tuple(None if w is None else (good / goods - bad / bads) * w for (good, bad), w in zip(groups, woe, strict=True))
    return Evidence(woe, iv, None if None in iv else fsum(iv))


@dataclass(frozen=True)
class Cutoff:
    """Refusing the riskiest `refused` groups: who is approved, their share of everybody, and what they earn."""

    refused: int
    goods: int
    bads: int
    approved: float
    profit: float

    @property
    def bad_rate(self) -> float | None:
        """The share of bads among those approved; None where nobody is."""
        return self.bads / (self.goods + self.bads) if self.goods + self.bads else None


def cutoffs(groups: Sequence[Group], margin: float, loss: float) -> tuple[Cutoff, ...]:
    """Every cut-off, from approving everybody to approving nobody; a good earns `margin`, a bad costs `loss`."""
    goods, bads = sum(good for good, _ in groups), sum(bad for _, bad in groups)
    people, found = goods + bads, []
    for refused in range(len(groups) + 1):
        found.append(Cutoff(refused, goods, bads, (goods + bads) / people, goods * margin - bads * loss))
        if refused < len(groups):
            goods, bads = goods - groups[refused][0], bads - groups[refused][1]
    return tuple(found)


def allowed(choices: Sequence[Cutoff], highest_bad_rate: float, least_approved: float) -> tuple[Cutoff, ...]:
    """The cut-offs within the limits (fractions); approving nobody has no bad rate, and so keeps any."""
    return tuple(c for c in choices
                 if (c.bad_rate or 0.0) <= highest_bad_rate + ROUNDING and c.approved >= least_approved - ROUNDING)


def best(choices: Sequence[Cutoff]) -> Cutoff | None:
    """The cut-off that earns most, the strictest of equals; None of none."""
    return max(choices, key=lambda c: (c.profit, c.refused), default=None)


def break_even(margin: float, loss: float) -> float:
    """The bad rate at which a loan earns nothing: margin / (margin + loss). Thomas et al. (2002): odds = loss / margin."""
    return margin / (margin + loss)


class Cutting(Enum):
    """How single scores are gathered into bands."""

    PEOPLE = Text("Equal numbers of people", "等频：每段人数相近")
    WIDTH = Text("Equal steps of the score", "等距：每段分差相同")


def gather(counts: Tally, bands: int, cutting: Cutting) -> tuple[tuple[float, float, int, int], ...]:
    """Up to `bands` bands of (first risk, last risk, goods, bads), riskiest first. A risk is never split, no band is empty."""
    people, high, low = len(counts.stands), counts.risks[0], counts.risks[-1]
    found: list[list] = []
    before, last = 0, -1
    for risk, (good, bad) in zip(counts.risks, counts.groups, strict=True):
        middle = (before + (good + bad) / 2) / people if cutting is Cutting.PEOPLE else (high - risk) / ((high - low) or 1.0)
        before += good + bad
        if (band := min(int(bands * middle), bands - 1)) != last:
            found.append([risk, risk, 0, 0])
            last = band
        found[-1][1:] = risk, found[-1][2] + good, found[-1][3] + bad
    return tuple(map(tuple, found))
