"""The shifted beta-geometric model fitted to counted survivors, with intervals for whatever it says. Standard library only.

The likelihood is that of Fader and Hardie (2007), written period by period: of those there at its start, so many left
with the chance of that period. So cohorts of any age add up, and a cohort still watched is censored by itself.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from calculators._roots import bracketed
from calculators._sbg import WIDEST, Sbg, fading

DROP = 3.841458820694124 / 2  # the 95th percentile of chi-square with one degree of freedom, as a fall of log-likelihood
STEPS, NEAR = 60, 1e-11  # of Newton's method, and what it leaves of the churn and of what is left of it to 1
ROUND = 40  # points of ψ on the rim of the likely region: an extreme between two of them is missed by 0.1 % of its width


@dataclass(frozen=True)
class Likelihood:
    """What counts of one or several cohorts say: by period from 1, how many were there at its start and how many left."""

    there: tuple[int, ...]
    left: tuple[int, ...]

    def along(self, psi: float) -> "Line":
        """The models of one polarisation."""
        rows = [(n - gone, gone, fading(psi, period)) for period, (n, gone) in enumerate(zip(self.there, self.left, strict=True), 1)]
        return Line(psi, [(stay, f) for stay, _, f in rows], sum(self.left), sum(gone * math.log(f) for _, gone, f in rows if gone))

    def at(self, model: Sbg) -> float:
        """The log-likelihood of a model whose churn lies between 0 and 1."""
        return self.along(model.polarisation).at(model.churn)

    def slope(self, psi: float) -> float:
        """How the log-likelihood of the best model rises with the polarisation."""
        churn, total = self.along(psi).best, 0.0
        for period, (n, gone) in enumerate(zip(self.there, self.left, strict=True), 1):
            faded = fading(psi, period)
            bend = -(period - 1) / (1 - psi + psi * (period - 1)) ** 2
            total += bend * (gone / faded - (n - gone) * churn / (1 - churn * faded))
        return total


@dataclass(frozen=True)
class Line:
    """What the counts say of the churns μ of one polarisation: Σ gone · log(μ · f) + Σ stay · log(1 − μ · f) over the periods.

    `rows` has, by period, how many stayed and f, what the first period's churn is multiplied by; `gone` is how many left in
    all, and `constant` the part that does not depend on μ.
    """

    psi: float
    rows: list[tuple[int, float]]
    gone: int
    constant: float

    def at(self, churn: float) -> float:
        """The log-likelihood."""
        return self.constant + self.gone * math.log(churn) + sum([stay * math.log1p(-churn * f) for stay, f in self.rows])

    @cached_property
    def best(self) -> float:
        """The most likely churn, by Newton's method: μ times the slope is concave in μ, and the first period's own churn, or all
        who left against who stayed in it, lies beyond the root."""
        gone, churn = self.gone, self.gone / (self.gone + self.rows[0][0])
        for _ in range(STEPS):
            odds = [(stay * f, 1 - churn * f) for stay, f in self.rows]
            step = (gone - churn * sum([a / b for a, b in odds])) / sum([a / b ** 2 for a, b in odds])
            churn += step
            if _settled(step, churn):
                break
        return churn

    def rim(self, side: int, floor: float) -> Sbg:
        """The model with less (side −1) or more (1) churn than the best whose log-likelihood is `floor`.

        Newton's method: the log-likelihood is concave in the churn, so a step from within leads out, and from there to the rim.
        """
        gone, churn = self.gone, self.best
        room = self.at(churn) - floor
        if room > DROP / 1e5:  # or at a tip of the region, where its two rims meet
            bend = gone / churn ** 2 + sum([stay * (f / (1 - churn * f)) ** 2 for stay, f in self.rows])
            step = side * math.sqrt(2 * room / bend)
            for _ in range(STEPS):
                churn = min(max(churn + step, churn / 4), 1 - (1 - churn) / 4)
                slope = gone / churn - sum([stay * f / (1 - churn * f) for stay, f in self.rows])
                step = (floor - self.at(churn)) / slope if slope * side < 0 else 0.0
                if _settled(step, churn):
                    break
        return Sbg(churn, self.psi)


def _settled(step: float, churn: float) -> bool:
    # Where nearly all leave, the likelihood hangs on 1 − churn; below the last bit of a churn near 1 no step is felt.
    return abs(step) <= max(NEAR * min(churn, 1 - churn), 2e-16)


@dataclass(frozen=True)
class Fit:
    """The most likely model, its log-likelihood, and that of one churn for all."""

    likelihood: Likelihood
    model: Sbg
    loglik: float
    alike: Sbg
    loglik_alike: float

    @property
    def p_alike(self) -> float:
        """How often chance alone would favour unequal customers as much, were they alike: half of the chi-square tail,
        because equality lies on the edge (Self and Liang, Journal of the American Statistical Association 82, 1987)."""
        return 0.5 * math.erfc(math.sqrt(max(0.0, self.loglik - self.loglik_alike)))

    @cached_property
    def rim(self) -> tuple[Sbg, ...]:
        """Models around the region whose likelihood is near enough to the best for 95 %.

        What any quantity takes on it, from least to most, is that quantity's profile-likelihood interval (Venzon and
        Moolgavkar, Applied Statistics 37, 1988).
        """
        floor, data = self.loglik - DROP, self.likelihood
        low, high = (self._side(end, floor) for end in (0.0, WIDEST))
        models = []
        for step in range(ROUND + 1):
            psi = (low + high) / 2 - (high - low) / 2 * math.cos(math.pi * step / ROUND)
            line = data.along(min(max(psi, 0.0), WIDEST))
            models += [line.rim(side, floor) for side in (-1, 1)]
        return tuple(models)

    def _side(self, end: float, floor: float) -> float:
        def room(psi: float) -> float:
            line = self.likelihood.along(psi)
            return line.at(line.best) - floor

        return end if room(end) >= 0 else bracketed(room, self.model.polarisation, end)

    def interval(self, quantity: Callable[[Sbg], float]) -> tuple[float, float]:
        """The 95 % interval of anything that a model says."""
        values = [quantity(model) for model in (self.model, *self.rim)]
        return min(values), max(values)


def fit(there: Sequence[int], left: Sequence[int]) -> Fit:
    """Maximum likelihood from counts by period, cohorts of any age added together: each is one trial of leaving.

    The best churn of every polarisation is a root, and so is the best polarisation. Raises ValueError for fewer than two
    periods, when nobody left, and when nobody stayed.
    """
    data = Likelihood(tuple(there), tuple(left))
    if len(there) < 2 or not there[1] or not sum(left) or there[0] == left[0]:
        raise ValueError("counts of two periods are needed, in which some leave and some stay")
    return _fit(data)


@lru_cache(8)   # another horizon, margin or discount asks for the same
def _fit(data: Likelihood) -> Fit:
    if data.slope(0.0) <= 0:
        psi = 0.0
    elif data.slope(WIDEST) >= 0:
        psi = WIDEST
    else:
        psi = bracketed(data.slope, 0.0, WIDEST)
    model, alike = (Sbg(data.along(at).best, at) for at in (psi, 0.0))
    return Fit(data, model, data.at(model), alike, data.at(alike))
