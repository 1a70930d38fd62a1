"""How a group of subscribers shrinks: the shifted beta-geometric model. Standard library only.

Every customer leaves in each period with a chance θ of their own that never changes; over customers θ is beta (α, β). The
group's retention rises with age because those likely to leave leave first. Fader and Hardie (2007), How to Project Customer
Retention, Journal of Interactive Marketing 21(1), 76–90: survival and retention; values: Fader and
Hardie (2010), Customer-Base Valuation in a Contractual Setting, Marketing Science 29(1), 85–93.

The model is held by its mean churn μ = α/(α + β) and its polarisation ψ = 1/(α + β + 1), so that one churn for all (ψ = 0)
is an ordinary case and not a limit.
"""

import math
from dataclasses import dataclass

from calculators._roots import bracketed

WIDEST = 1 - 1e-9  # polarisation: at 1, everybody either leaves at once or stays for ever


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
        return self.churn * fading(self.polarisation, period)

    def retention(self, period: int) -> float:
        """The share of those there at its start that stays for a period: (β + t − 1)/(α + β + t − 1)."""
        return 1 - self.hazard(period)

    def survival(self, periods: int) -> list[float]:
        """The share still there at ages 0 to `periods`."""
        psi, rest, share, shares = self.polarisation, 1 - self.polarisation, 1.0, [1.0]
        for past in range(periods):
            share *= 1 - self.churn * (rest / (rest + psi * past))  # retention, without a call for each of many thousands
            shares.append(share)
        return shares

    def aged(self, periods: int) -> "Sbg":
        """The model of those who have stayed so many periods: β has grown by that."""
        return Sbg(self.hazard(periods + 1), self.polarisation / (1 + periods * self.polarisation))

    def lifetime(self, discount: float) -> float:
        """DEL: payments expected of a new customer without end, the first now, each later one discounted by 1 + `discount`.

        Σ S(t)/(1 + d)^t = ₂F₁(1, β; α + β; 1/(1 + d)), by Gauss's continued fraction (DLMF, section 15.7), whose terms are all
        positive and whose length grows with 1/√d. Raises ValueError for a discount that is not positive.
        """
        if not discount > 0:
            raise ValueError("without a discount the sum may have no end")
        z, psi, rest = 1 / (1 + discount), self.polarisation, 1 - self.polarisation
        leave, stay = self.churn * rest, (1 - self.churn) * rest
        near = 2 * math.sqrt(discount * z)  # 1 − z = d/(1 + d): a pair of terms shrinks the error by e^(−2·near), here below the last bit
        value = 1.0
        for k in range(math.ceil(20 / near), 0, -1):
            up, past = k * psi, (k - 1) * psi
            middle = rest + up + past
            odd = (stay + up) * (rest + past) / (middle * (middle + psi))
            even = up * (leave + past) / ((middle - psi) * middle)
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


def fading(psi: float, period: int) -> float:
    """What the first period's churn is multiplied by: (α + β)/(α + β + t − 1)."""
    return (1 - psi) / (1 - psi + psi * (period - 1))
