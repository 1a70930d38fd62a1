"""How a group of subscribers shrinks: the shifted beta-geometric model. Standard library only.

Every customer leaves in each period with a chance θ of their own that never changes; over customers θ is beta (α, β). The
group's retention rises with age because those likely to leave leave first. Fader and Hardie (2007), How to Project Customer
Retention, Journal of Interactive Marketing 21(1), 76–90: survival and retention, equations (5) to (7); values: Fader and
Hardie (2010), Customer-Base Valuation in a Contractual Setting, Marketing Science 29(1), 85–93.

The model is held by its mean churn μ = α/(α + β) and its polarisation ψ = 1/(α + β + 1), so that one churn for all (ψ = 0)
is an ordinary case and not a limit.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from calculators._roots import bracketed

WIDEST = 1 - 1e-9  # polarisation: at 1, everybody either leaves at once or stays for ever
DROP = 3.841458820694124 / 2  # the 95th percentile of chi-square with one degree of freedom, as a fall of log-likelihood
STEPS, NEAR = 60, 1e-11  # of Newton's method, and what it leaves of the churn
ROUND = 40  # points of ψ on the rim of the likely region: an extreme between two of them is missed by 0.1 % of its width


@dataclass(frozen=True)
class Sbg:
    """Mean churn of the first period, a share of 1, and polarisation from 0 (all alike) up to 1."""

    churn: float
    polarisation: float

    @classmethod
    def of(cls, alpha: float, beta: float) -> "Sbg":
        """The model with the parameters of the beta distribution, both positive."""
        return cls(alpha / (alpha + beta), 1 / (alpha + beta + 1))

    @property
    def parameters(self) -> tuple[float, float] | None:
        """α and β; None where all customers are alike and they would be infinite."""
        if not self.polarisation:
            return None
        both = (1 - self.polarisation) / self.polarisation
        return self.churn * both, (1 - self.churn) * both

    def hazard(self, period: int) -> float:
        """The share of those there at its start that leaves in a period; 1 is the first. α/(α + β + t − 1)."""
        return self.churn * _fading(self.polarisation, period)

    def retention(self, period: int) -> float:
        """The share of those there at its start that stays for a period: (β + t − 1)/(α + β + t − 1), equation (5)."""
        return 1 - self.hazard(period)

    def survival(self, periods: int) -> list[float]:
        """The share still there at ages 0 to `periods`."""
        shares = [1.0]
        for period in range(1, periods + 1):
            shares.append(shares[-1] * self.retention(period))
        return shares

    def aged(self, periods: int) -> "Sbg":
        """The model of those who have stayed so many periods: β has grown by that."""
        return Sbg(self.hazard(periods + 1), self.polarisation / (1 + periods * self.polarisation))

    def lifetime(self, discount: float) -> float:
        """DEL: payments expected of a new customer without end, the first now, each later one discounted by 1 + `discount`.

        Σ S(t)/(1 + d)^t = ₂F₁(1, β; α + β; 1/(1 + d)), by Gauss's continued fraction (DLMF 15.7.5), whose terms are all
        positive and whose length grows with 1/√d. Raises ValueError for a discount that is not positive.
        """
        if not discount > 0:
            raise ValueError("without a discount the sum may have no end")
        z, psi, rest = 1 / (1 + discount), self.polarisation, 1 - self.polarisation
        leave, stay = self.churn * rest, (1 - self.churn) * rest
        near = 2 * math.sqrt(discount * z)  # 1 − z = d/(1 + d): a pair of terms shrinks the error by about e^(−2·near)
        value = 1.0
        for k in range(math.ceil(40 / near), 0, -1):
            odd = (stay + k * psi) * (rest + (k - 1) * psi) / ((rest + (2 * k - 1) * psi) * (rest + 2 * k * psi))
            even = k * psi * (leave + (k - 1) * psi) / ((rest + (2 * k - 2) * psi) * (rest + (2 * k - 1) * psi))
            value = 1 - even * z / (1 - odd * z / value)
        return 1 / (1 - (1 - self.churn) * z / value)

    def residual(self, discount: float, renewed: int) -> float:
        """DERL: payments expected of a customer who has renewed so often and is about to decide again, as of that day."""
        return self.retention(renewed + 1) * self.aged(renewed + 1).lifetime(discount)


def constant(churn: float) -> Sbg:
    """The model in which everybody leaves with one and the same chance: the geometric."""
    return Sbg(churn, 0.0)


def through(first: float, later: float, age: int) -> Sbg:
    """The model with these shares still there after one period and at an age. Raises NoRoot where there is none: the later
    share lies from first^age, one churn for all, to less than the first, where nobody else leaves."""
    def misses(psi: float) -> float:
        return Sbg(1 - first, psi).survival(age)[-1] - later

    return Sbg(1 - first, bracketed(misses, 0.0, WIDEST))


def _fading(psi: float, period: int) -> float:
    """What the first period's churn is multiplied by: (α + β)/(α + β + t − 1)."""
    return (1 - psi) / (1 - psi + psi * (period - 1))


@dataclass(frozen=True)
class Likelihood:
    """What counts of one or several cohorts say: by period from 1, how many were there at its start and how many left."""

    there: tuple[int, ...]
    left: tuple[int, ...]

    def at(self, model: Sbg) -> float:
        """The log-likelihood of a model whose churn lies between 0 and 1."""
        total = 0.0
        for period, (n, gone) in enumerate(zip(self.there, self.left, strict=True), 1):
            hazard = model.hazard(period)
            total += (gone * math.log(hazard) if gone else 0) + (n - gone) * math.log1p(-hazard)
        return total

    def best(self, psi: float) -> Sbg:
        """The most likely model of one polarisation, by Newton's method: μ times the slope is concave in the churn μ, and the
        first period's own churn, or all who left against who stayed in it, lies beyond the root."""
        rows, gone = self._rows(psi), sum(self.left)
        churn = gone / (gone + rows[0][0])
        for _ in range(STEPS):
            excess = gone - churn * sum(stay * f / (1 - churn * f) for stay, f in rows)
            step = excess / sum(stay * f / (1 - churn * f) ** 2 for stay, f in rows)
            churn += step
            if abs(step) <= NEAR * churn:
                break
        return Sbg(churn, psi)

    def rim(self, best: Sbg, side: int, floor: float) -> Sbg:
        """The model of the same polarisation with less (side −1) or more (1) churn whose log-likelihood is `floor`.

        Newton's method: the log-likelihood is concave in the churn, so a step from within leads out, and from there to the rim.
        """
        rows, gone, churn = self._rows(best.polarisation), sum(self.left), best.churn
        room = self.at(best) - floor
        if room <= DROP / 1e5:  # at a tip of the region, where its two rims meet
            return best
        bend = gone / churn ** 2 + sum(stay * (f / (1 - churn * f)) ** 2 for stay, f in rows)
        step = side * math.sqrt(2 * room / bend)
        for _ in range(STEPS):
            churn = min(max(churn + step, churn / 4), 1 - (1 - churn) / 4)
            slope = gone / churn - sum(stay * f / (1 - churn * f) for stay, f in rows)
            step = (floor - self.at(Sbg(churn, best.polarisation))) / slope if slope * side < 0 else 0.0
            if abs(step) <= NEAR * churn:
                break
        return Sbg(churn, best.polarisation)

    def _rows(self, psi: float) -> list[tuple[int, float]]:
        """By period, how many stayed and what the first churn is multiplied by."""
        return [(n - gone, _fading(psi, period)) for period, (n, gone) in enumerate(zip(self.there, self.left, strict=True), 1)]

    def slope(self, psi: float) -> float:
        """How the log-likelihood of the best model rises with the polarisation."""
        churn, total = self.best(psi).churn, 0.0
        for period, (n, gone) in enumerate(zip(self.there, self.left, strict=True), 1):
            fading = _fading(psi, period)
            bend = -(period - 1) / (1 - psi + psi * (period - 1)) ** 2
            total += bend * (gone / fading - (n - gone) * churn / (1 - churn * fading))
        return total


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
            best = data.best(min(max(psi, 0.0), WIDEST))
            models += [data.rim(best, side, floor) for side in (-1, 1)]
        return tuple(models)

    def _side(self, end: float, floor: float) -> float:
        data = self.likelihood
        if data.at(data.best(end)) >= floor:
            return end
        return bracketed(lambda psi: data.at(data.best(psi)) - floor, self.model.polarisation, end)

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
    alike = data.best(0.0)
    if data.slope(0.0) <= 0:
        model = alike
    elif data.slope(WIDEST) >= 0:
        model = data.best(WIDEST)
    else:
        model = data.best(bracketed(data.slope, 0.0, WIDEST))
    return Fit(data, model, data.at(model), alike, data.at(alike))
