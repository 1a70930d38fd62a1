"""Credit risk of one loan and of many: expected loss, the Vasicek distribution of losses, Basel's IRB capital.

Sources: Vasicek, O. (2002), The distribution of loan portfolio value, Risk 15(12), 160–162; Basel Committee on Banking
Supervision, International Convergence of Capital Measurement and Capital Standards (BCBS 128, June 2006), paragraphs 272
(corporate, with the maturity adjustment), 273 (small and medium-sized firms), 328 (residential mortgages), 329 (qualifying
revolving retail) and 330 (other retail); the same functions stand in the Basel Framework, CRE31, in force since
1 January 2023 (CRE31.5, 31.8, 31.14, 31.15 and 31.16). The scaling factor of 1.06 of 2006 is left out, as CRE31 leaves it
out. The input floors are those of CRE32.4, 32.16 and 32.58, in force since the same day.

Probabilities, losses and correlations are fractions of 1; turnover is in millions of euros, maturity in years.
"""

from enum import Enum
from math import exp, log, sqrt
from statistics import NormalDist

from calculators._text import Text

NORMAL = NormalDist()
CONFIDENCE = 0.999


class Exposure(Enum):
    """Asset classes with a risk-weight function of their own."""

    CORPORATE = Text("Corporate", "一般公司")
    SME = Text("SME (corporate)", "中小企业（公司类）")
    MORTGAGE = Text("Residential mortgage", "个人住房抵押")
    QRRE = Text("Qualifying revolving", "合格循环零售")
    OTHER_RETAIL = Text("Other retail", "其他零售")


_WHOLESALE = {Exposure.CORPORATE, Exposure.SME}
_FIXED = {Exposure.MORTGAGE: 0.15, Exposure.QRRE: 0.04}
# Lowest PD and lowest LGD; unsecured but for mortgages, and for revolvers, who carry a balance, in the case of QRRE.
_FLOORS = {Exposure.CORPORATE: (0.0005, 0.25), Exposure.SME: (0.0005, 0.25), Exposure.MORTGAGE: (0.0005, 0.05),
           Exposure.QRRE: (0.001, 0.5), Exposure.OTHER_RETAIL: (0.0005, 0.3)}


def expected_loss(pd: float, lgd: float, ead: float) -> float:
    """PD · LGD · EAD, in the unit of `ead`: the loss of one year that a price has to carry."""
    return pd * lgd * ead


def conditional_pd(pd: float, correlation: float, confidence: float) -> float:
    """The default rate of a large, even pool that is exceeded with probability 1 − confidence. Vasicek (2002).

    N((N⁻¹(PD) + √ρ · N⁻¹(confidence)) / √(1 − ρ)), for 0 < PD < 1, 0 ≤ ρ < 1, 0 < confidence < 1.

    >>> round(conditional_pd(0.02, 0.1, 0.999), 3)  # Hull, Risk Management and Financial Institutions
    0.128
    """
    return NORMAL.cdf((NORMAL.inv_cdf(pd) + sqrt(correlation) * NORMAL.inv_cdf(confidence)) / sqrt(1 - correlation))


def probability_within(rate: float, pd: float, correlation: float) -> float:
    """The probability that the default rate of a large, even pool stays at or below `rate`. Vasicek (2002).

    N((√(1 − ρ) · N⁻¹(rate) − N⁻¹(PD)) / √ρ), for 0 < PD < 1 and 0 < ρ < 1; a rate of 1 or more is certain, of 0 impossible.
    """
    if rate <= 0:
        return 0.0
    if rate >= 1:
        return 1.0
    return NORMAL.cdf((sqrt(1 - correlation) * NORMAL.inv_cdf(rate) - NORMAL.inv_cdf(pd)) / sqrt(correlation))


def floored(exposure: Exposure, pd: float, lgd: float) -> tuple[float, float]:
    """PD and LGD, neither under Basel's input floor for unsecured lending (mortgages: secured). CRE32.4, 32.16, 32.58."""
    lowest_pd, lowest_lgd = _FLOORS[exposure]
    return max(pd, lowest_pd), max(lgd, lowest_lgd)


def correlation(exposure: Exposure, pd: float, turnover: float = 50.0) -> float:
    """Basel's asset correlation R. BCBS 128, paragraphs 272, 273 and 328 to 330.

    `turnover` matters for SME only and counts as 5 below 5 and as 50 above 50.
    """
    if exposure in _FIXED:
        return _FIXED[exposure]
    low, high, speed = (0.12, 0.24, 50) if exposure in _WHOLESALE else (0.03, 0.16, 35)
    weight = (1 - exp(-speed * pd)) / (1 - exp(-speed))
    smaller = 0.04 * (1 - (min(max(turnover, 5), 50) - 5) / 45) if exposure is Exposure.SME else 0.0
    return low * weight + high * (1 - weight) - smaller


def maturity_factor(exposure: Exposure, pd: float, maturity: float = 2.5) -> float:
    """(1 + (M − 2.5) · b) / (1 − 1.5 · b) with b = (0.11852 − 0.05478 · ln PD)²; 1 for retail. BCBS 128, paragraph 272."""
    if exposure not in _WHOLESALE:
        return 1.0
    b = (0.11852 - 0.05478 * log(pd)) ** 2
    return (1 + (maturity - 2.5) * b) / (1 - 1.5 * b)


def capital(exposure: Exposure, pd: float, lgd: float, *, turnover: float = 50.0, maturity: float = 2.5,
            confidence: float = CONFIDENCE) -> float:
    """Capital K for unexpected loss, per unit of exposure at default. BCBS 128, paragraphs 272 and 328 to 330.

    LGD · (conditional PD − PD) · maturity factor, for 0 < PD < 1; never below 0.

    >>> round(12.5 * capital(Exposure.CORPORATE, 0.01, 0.45), 4)  # BCBS 128, Annex 5
    0.9232
    """
    bad_year = conditional_pd(pd, correlation(exposure, pd, turnover), confidence)
    return max(0.0, lgd * (bad_year - pd) * maturity_factor(exposure, pd, maturity))


def risk_weight(k: float) -> float:
    """Risk-weighted assets per unit of exposure: 12.5 · K, the inverse of the 8 % ratio. BCBS 128, paragraph 272."""
    return 12.5 * k
