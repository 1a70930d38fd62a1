"""A customer month by month, and the steady state of a product that wins as many customers every month.

contribution = balance · (yield − funding − PD · LGD − K · (hurdle − funding)) / 12 + fees − servicing − payments
value        = Σ contribution · S(t) / (1 + d)^t over the months t = 0, 1, … of a horizon: the first is paid at once
steady state: intake · Σ S(t) customers are there, and profit = intake · (contribution · Σ S(t) − CAC) − fixed cost

S is the shifted beta-geometric survival (calculators._sbg). A customer counts for the horizon and not longer, so the sum is
finite where that of the curve is not. Profit is linear in each assumption alone, but for the share left after 12 months.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import accumulate

from calculators._build_up import Capital, Terms
from calculators._roots import NoRoot, bracketed
from calculators._sbg import WIDEST, Sbg
from calculators._text import Text
from calculators._two_shares import YEAR, curve

SURE = 1e-8  # how near the share left after 12 months comes to that after 1: nearer, nobody else would ever leave


class Driver(Enum):
    """An assumption that profit depends on. Money and counts are a month; rates are fractions a year of the balance."""

    BALANCE = Text("Balance", "余额")
    PORTFOLIO_YIELD = Text("Yield", "收益率")
    FEES = Text("Fees", "手续费收入")
    FUNDING = Text("Funding", "资金成本")
    PD = Text("PD", "违约概率")
    LGD = Text("LGD", "违约损失率")
    CAPITAL = Text("Capital", "资本")
    HURDLE = Text("Hurdle", "资本回报门槛")
    SERVICING = Text("Servicing", "服务成本")
    PAYMENTS = Text("Payments", "支付成本")
    RETENTION = Text("Month-12 retention", "第 12 月留存率")
    CAC = Text("CAC", "获客成本")
    INTAKE = Text("New customers", "每月新客户")
    FIXED_COST = Text("Fixed cost", "固定成本")

    __hash__ = object.__hash__  # the one of an Enum is slow, and its members are one of a kind

    @property
    def amount(self) -> bool:
        """Money or a count, and not a fraction."""
        return self in AMOUNTS


AMOUNTS = frozenset({Driver.BALANCE, Driver.FEES, Driver.SERVICING, Driver.PAYMENTS, Driver.CAC, Driver.INTAKE, Driver.FIXED_COST})
SHARES = frozenset({Driver.PD, Driver.LGD, Driver.CAPITAL})
State = Mapping[Driver, float]


@dataclass(frozen=True)
class Month:
    """What one customer brings and costs in a month, costs below zero."""

    interest: float
    fees: float
    funding: float
    loss: float
    capital: float
    servicing: float
    payments: float

    @property
    def contribution(self) -> float:
        """All of it together: what is left for acquisition and fixed cost."""
        return math.fsum((self.interest, self.fees, self.funding, self.loss, self.capital, self.servicing, self.payments))


def month(at: State) -> Month:
    """An average month; capital costs what its owners ask beyond the funding that it replaces."""
    balance = at[Driver.BALANCE] / 12
    parts = Terms(at[Driver.FUNDING], 0.0, 0.0, at[Driver.HURDLE], Capital.FLAT, at[Driver.CAPITAL]).parts(at[Driver.PD], at[Driver.LGD])
    return Month(balance * at[Driver.PORTFOLIO_YIELD], at[Driver.FEES], -balance * parts.funding, -balance * parts.loss,
                 -balance * parts.capital, -at[Driver.SERVICING], -at[Driver.PAYMENTS])


def kept(first: float, year: float, horizon: int) -> tuple[float, ...]:
    """The shares still there at ages 0 to `horizon` − 1, with these left after 1 and 12 months. Raises NoRoot for none."""
    return tuple(curve(first, year).survival(horizon - 1))


@dataclass(frozen=True)
class Product:
    """A product with its assumptions; `first` is the share left after one month, `kept` the shares there by age."""

    at: State
    first: float
    kept: tuple[float, ...]

    @classmethod
    def of(cls, at: State, first: float, horizon: int) -> "Product":
        """Raises NoRoot where no curve goes through both shares."""
        return cls(at, first, kept(first, at[Driver.RETENTION], horizon))

    @cached_property
    def contribution(self) -> float:
        return month(self.at).contribution

    @cached_property
    def life(self) -> float:
        """Months that a customer is there within the horizon, on average."""
        return math.fsum(self.kept)

    @property
    def stock(self) -> float:
        """Customers there in the steady state."""
        return self.at[Driver.INTAKE] * self.life

    @property
    def surplus(self) -> float:
        """What one new customer brings within the horizon after acquisition, not discounted."""
        return self.life * self.contribution - self.at[Driver.CAC]

    @property
    def profit(self) -> float:
        """Profit a month in the steady state."""
        return self.at[Driver.INTAKE] * self.surplus - self.at[Driver.FIXED_COST]

    def brought(self, discount: float) -> tuple[float, ...]:
        """What a customer has brought after 1, 2, … months, discounted by 1 + `discount` a month, before acquisition."""
        each = self.contribution
        return tuple(accumulate(each * share / (1 + discount) ** age for age, share in enumerate(self.kept)))

    def possible(self, driver: Driver, value: float) -> float:
        """The value, or the nearest that the assumption can have."""
        if driver is Driver.RETENTION:
            return min(max(value, self.first ** YEAR), self.first * (1 - SURE))
        return min(max(value, 0.0), 1.0 if driver in SHARES else math.inf)

    def moved(self, driver: Driver, value: float) -> "Product":
        """The same with one assumption at another value that it can have."""
        at = {**self.at, driver: value}
        return Product.of(at, self.first, len(self.kept)) if driver is Driver.RETENTION else Product(at, self.first, self.kept)

    def raised(self, driver: Driver, gain: float) -> float | None:
        """The value of one assumption at which profit is higher by `gain`; None where no value that it can have does it."""
        if driver is Driver.RETENTION:
            return self._retention(gain)
        slope = self._slopes[driver]
        value = self.at[driver] + gain / slope if slope else math.inf
        return value if math.isfinite(value) and value == self.possible(driver, value) else None

    @cached_property
    def _slopes(self) -> dict[Driver, float]:
        at, stock = self.at, self.stock
        book = stock * at[Driver.BALANCE] / 12
        parts = month({**at, Driver.BALANCE: 12.0, Driver.FEES: 0.0, Driver.SERVICING: 0.0, Driver.PAYMENTS: 0.0})
        return {Driver.BALANCE: stock * parts.contribution / 12, Driver.PORTFOLIO_YIELD: book, Driver.FEES: stock,
                Driver.FUNDING: -book * (1 - at[Driver.CAPITAL]), Driver.PD: -book * at[Driver.LGD],
                Driver.LGD: -book * at[Driver.PD], Driver.CAPITAL: -book * (at[Driver.HURDLE] - at[Driver.FUNDING]),
                Driver.HURDLE: -book * at[Driver.CAPITAL], Driver.SERVICING: -stock, Driver.PAYMENTS: -stock,
                Driver.CAC: -at[Driver.INTAKE], Driver.INTAKE: self.surplus, Driver.FIXED_COST: -1.0}

    def _retention(self, gain: float) -> float | None:
        """By bracketed root in the curve's polarisation: with the first month held, more of it leaves more at every age."""
        each = self.at[Driver.INTAKE] * self.contribution
        needed = self.life + gain / each if each else math.inf
        try:
            spread = bracketed(lambda psi: math.fsum(Sbg(1 - self.first, psi).survival(len(self.kept) - 1)) - needed, 0.0, WIDEST)
        except NoRoot:
            return None
        return Sbg(1 - self.first, spread).survival(YEAR)[-1]
