"""What annual fees and loads take from money that is invested once and monthly, over years.

The fee of a year is a share of the balance, of which there are three conventions; the growth that the fee would have
earned is missed in all later years. SEC, Office of Investor Education and Advocacy, How Fees and Expenses Affect Your
Investment Portfolio (2014), splits the cost the same way. Rates are fractions a year, money in one currency.
"""

from dataclasses import dataclass
from enum import Enum
from math import expm1, log

from calculators._roots import bracketed
from calculators._text import Text

DAYS, MONTHS = 365, 12
LOWEST, HIGHEST = -0.88, 10.0   # gross returns between which break-even is sought


class Basis(Enum):
    """On which balance the annual fee is taken."""

    OPENING = Text("Balance at the start of the year", "年初余额")
    CLOSING = Text("Balance at the end of the year", "年末余额")
    DAILY = Text("Balance of each day", "每日余额（按日计提）")


class Load(Enum):
    """How a front-end load is counted."""

    WITHIN = Text("Out of the amount paid", "占付款金额（内扣法）")
    ON_TOP = Text("On the net amount: paid ÷ (1 + load)", "占净申购金额（外扣法）")


@dataclass(frozen=True)
class Terms:
    """One offer: the annual fee and both loads."""

    annual: float
    front: float
    back: float


@dataclass(frozen=True)
class Plan:
    """Who pays in what: a first amount, a saving at each month's end, for whole years, at a return before fees."""

    first: float
    monthly: float
    years: int
    gross: float
    basis: Basis
    load: Load

    @property
    def paid_in(self) -> float:
        return self.first + self.monthly * MONTHS * self.years


@dataclass(frozen=True)
class Cost:
    """What a plan comes to under one offer. fees + missed = end without any fee − end."""

    end: float
    fees: float
    missed: float
    break_even: float


def net_growth(gross: float, annual: float, basis: Basis) -> float:
    """One plus the return of a year after the annual fee.

    >>> round(net_growth(0.05, 0.0163, Basis.OPENING), 4)
    1.0337
    """
    if basis is Basis.OPENING:
        return 1 + gross - annual
    if basis is Basis.CLOSING:
        return (1 + gross) * (1 - annual)
    return (1 + gross) * (1 - annual / DAYS) ** DAYS


def kept(front: float, load: Load) -> float:
    """The part of a payment that is invested after a front-end load."""
    return 1 - front if load is Load.WITHIN else 1 / (1 + front)


def value(plan: Plan, terms: Terms, months: int) -> float:
    """What could be taken out after so many months, when the back-end load is charged."""
    growth = net_growth(plan.gross, terms.annual, plan.basis)
    invested = plan.first * growth ** (months / MONTHS) + plan.monthly * _annuity(growth, months)
    return kept(terms.front, plan.load) * invested * (1 - terms.back)


def cost(plan: Plan, terms: Terms) -> Cost:
    """The end value, the fees paid, the growth missed, and the gross return at which one only gets one's money back."""
    end = value(plan, terms, plan.years * MONTHS)
    fees = plan.paid_in * (1 - kept(terms.front, plan.load)) + _annual_fees(plan, terms)
    fees += end / (1 - terms.back) * terms.back
    free = value(plan, FREE, plan.years * MONTHS)
    return Cost(end, fees, free - end - fees, needed(plan, terms, plan.paid_in))


def needed(plan: Plan, terms: Terms, target: float) -> float:
    """The return before fees at which the plan ends at `target` under these terms (bracketed, 1e-14)."""
    def short(gross: float) -> float:
        changed = Plan(plan.first, plan.monthly, plan.years, gross, plan.basis, plan.load)
        return value(changed, terms, plan.years * MONTHS) - target
    return bracketed(short, LOWEST, HIGHEST)


def leaders(plan: Plan, offers: tuple[Terms, ...]) -> list[tuple[int, int, int]]:
    """Which offer is worth most when taken out after each month: (place, first month, last month), in order of time."""
    spans: list[tuple[int, int, int]] = []
    for month in range(1, plan.years * MONTHS + 1):
        best = _best([value(plan, terms, month) for terms in offers])
        if spans and spans[-1][0] == best:
            spans[-1] = (best, spans[-1][1], month)
        else:
            spans.append((best, month, month))
    return spans


FREE = Terms(0.0, 0.0, 0.0)


def _best(values: list[float]) -> int:
    # Offers that differ in the last bits only are equal: the first of them leads.
    top = max(values)
    return next(place for place, v in enumerate(values) if v >= top * (1 - 1e-12))


def _annual_fees(plan: Plan, terms: Terms) -> float:
    part = kept(terms.front, plan.load)
    gross, net = 1 + plan.gross, net_growth(plan.gross, terms.annual, plan.basis)

    def saved(growth: float) -> float:
        return part * plan.monthly * _annuity(growth, MONTHS)

    balance, fees = part * plan.first, 0.0
    for _ in range(plan.years):
        fees += balance * (gross - net) + saved(gross) - saved(net)
        balance = balance * net + saved(net)
    return fees


def _annuity(growth: float, months: int) -> float:
    """What 1 at each month's end comes to: ((1 + m)^n − 1) / m with the month's rate m, by logarithms near 0."""
    month = log(growth) / MONTHS
    return expm1(months * month) / expm1(month) if month else float(months)
