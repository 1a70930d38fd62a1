"""Premiums from claims, and how much a small sample of claims may be trusted.

Sources: Werner & Modlin, Basic Ratemaking (Casualty Actuarial Society), for the fundamental insurance equation and the
pure premium method; Mahler & Dean, Credibility, chapter 8 of Foundations of Casualty Actuarial Science (4th edition,
2001), for classical (limited-fluctuation) and Bühlmann credibility. Ratios are fractions of premium, money per policy.
"""

from dataclasses import dataclass
from enum import Enum
from math import sqrt
from statistics import NormalDist

from calculators._text import Text

NORMAL = NormalDist()


class Credibility(Enum):
    """How much weight the own sample gets."""

    CLASSICAL = Text("Classical: limited fluctuation", "经典：有限波动")
    BUHLMANN = Text("Bühlmann: N ÷ (N + K)", "Bühlmann：N ÷（N + K）")


@dataclass(frozen=True)
class Loadings:
    """What a premium carries besides claims: `fixed` money per policy, `variable` and `profit` shares of premium."""

    fixed: float
    variable: float
    profit: float


def frequency(claims: float, exposure: float) -> float:
    """Claims per policy-year."""
    return claims / exposure


def pure_premium(claims: float, exposure: float, severity: float) -> float:
    """Frequency × severity: the expected claims of a policy-year."""
    return frequency(claims, exposure) * severity


def gross_premium(pure: float, loadings: Loadings) -> float:
    """(pure premium + fixed) / (1 − variable − profit). Basic Ratemaking, pure premium method.

    >>> round(gross_premium(102, Loadings(0, 0.30, 0.05)), 2)
    156.92
    """
    return (pure + loadings.fixed) / (1 - loadings.variable - loadings.profit)


def profit_provision(premium: float, claims_and_fixed: float, variable: float) -> float:
    """The share of a premium left as profit: the same equation solved for it."""
    return 1 - variable - claims_and_fixed / premium


def full_credibility(probability: float, within: float, variation: float = 0.0) -> float:
    """Claims needed so that with `probability` the sample lies `within` a share of the truth: (z / k)² (1 + CV²).

    Mahler & Dean: for a frequency with CV = 0, for a pure premium with the coefficient of variation of
    claim sizes. Claims are Poisson.

    >>> round(full_credibility(0.90, 0.05))
    1082
    """
    return (NORMAL.inv_cdf((1 + probability) / 2) / within) ** 2 * (1 + variation ** 2)


def partial_credibility(claims: float, standard: float) -> float:
    """√(claims / standard), at most 1: the square-root rule. Mahler & Dean."""
    return min(1.0, sqrt(claims / standard))


def buhlmann(exposure: float, constant: float) -> float:
    """N / (N + K), with K the expected process variance over the variance of hypothetical means. Mahler & Dean.

    >>> buhlmann(5, 25_000 / 5_000)
    0.5
    """
    return exposure / (exposure + constant)
