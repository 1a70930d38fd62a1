"""The first year of a financial product, month by month: five decisions a month, shocks, and a supervisor that looks on.

    applicants = market · (1 − e^(−marketing ÷ (market · CAC))) · (usual price ÷ price)^sensitivity
    loss rate of those accepted = riskiest · accepted share^steepness, and the book's is the mean over its customers
    controls leave e^(−spending ÷ scale) of what can be prevented
    profit = income − money − losses − shocks − refunds and fines − marketing − controls − servicing − fixed cost
    worth = money left + what the customers bring in the next twelve months, before marketing, controls and fixed cost

An invented world with round numbers: it teaches which decision moves what, and forecasts nothing.
"""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import NamedTuple

from calculators._text import Text

MONTHS = 12
DRAWN = 4            # shocks in a year, in different months, none in the first; a kind may come twice
RIVAL_MONTHS, RIVAL_COST = 3, 1.3
DOWNTURN = 1.6       # losses from that month on
OUTAGE_LEAVES, OUTAGE_COMPLAINTS = 0.01, 4.0
LEAK_EACH, LEAK_COMPLAINTS = 30.0, 3.0
PRICE_LEAVES, PRICE_COMPLAINTS = 0.02, 2.0   # for each time the usual price that is asked on top of it
RISE_LEAVES = 1.0    # raise the price by a tenth and a tenth of the customers leave at once
COMPLAINT_LEAVES = 0.004                     # for each complaint per 1,000 customers of the month before
SHORT_COMPLAINTS, SHORT_COST = 5.0, 0.10
UNPAID = 0.25        # a run that leaves more of its need unpaid closes the product
GATE_FINE = 1_500_000.0
KEPT = 0.3           # of complaints, which no spending on controls prevents


class Shock(Enum):
    """What a month may bring."""

    OUTAGE = Text("Outage", "系统中断")
    LEAK = Text("Data leak", "数据泄露")
    FRAUD = Text("Fraud wave", "欺诈高发")
    DOWNTURN = Text("Downturn", "经济下行")
    RIVAL = Text("Rival campaign", "对手抢量")
    RUN = Text("Run", "集中提款")


KINDS = tuple(Shock)   # a class of constants is slow to go through, and two hundred years draw from it


class Closed(Enum):
    """Why a product ended before its year did."""

    MONEY = Text("its capital was used up", "资本金耗尽")
    RUN = Text("a run could not be paid", "集中提款付不出来")


@dataclass(frozen=True)
class Product:
    """What cannot be decided. Rates are a year where `period` is 12, and a share of the month's volume where it is 1."""

    market: float        # applicants a month at most
    cac: float           # marketing for the first applicant
    usual: float
    sensitivity: float
    balance: float       # a customer's loan, assets, or volume a month
    period: int
    riskiest: float      # loss rate if everybody is accepted
    steepness: float
    preventable: float   # share of losses that controls can prevent
    fraud: float         # share of the book that a fraud wave takes without controls
    funding: float
    idle: float          # what money held liquid costs a year
    run: float           # share of the book that a run asks for
    servicing: float
    fixed: float
    controls: float      # scale of spending on controls
    churn: float
    complaints: float    # per 1,000 customers and month, without controls
    tolerated: float     # above this two months running, the supervisor stops new business for the next
    gate: float          # accepted share above which nobody is really being refused
    caps: Mapping[int, float]   # first month -> highest price
    capital: float


@dataclass(frozen=True)
class Decision:
    """A month's five decisions; shares are fractions, money is a month."""

    price: float
    marketing: float
    accept: float
    liquid: float
    controls: float


class Month(NamedTuple):   # quicker to make than a dataclass, and an answer makes thousands
    """What a month brought. `complaints` are per 1,000 customers; `cash` is what is left at its end, and `ahead` what its
    customers would bring in the next twelve months without marketing, controls and fixed cost."""

    number: int
    shock: Shock | None
    price: float
    stopped: bool
    accepted: float
    customers: float
    book: float
    loss_rate: float
    income: float
    losses: float
    costs: float
    penalties: float
    need: float
    available: float
    complaints: float
    cap: float | None
    over_cap: bool
    open_gate: bool
    profit: float
    cash: float
    ahead: float
    closed: Closed | None

    @property
    def worth(self) -> float:
        """The score: money left and what the customers still bring; nothing for a product that is closed."""
        return 0.0 if self.closed else self.cash + self.ahead

    @property
    def short(self) -> float:
        """What a run asks for and nobody has."""
        return max(0.0, self.need - self.available)


def shocks(seed: int) -> dict[int, Shock]:
    """Which month brings what: the same seed, the same year."""
    draw = random.Random(seed)
    kinds, months = draw.choices(KINDS, k=DRAWN), draw.sample(range(2, MONTHS + 1), DRAWN)
    return dict(zip(months, kinds, strict=True))


def cap_of(product: Product, number: int) -> float | None:
    """The highest price that a month allows, if any."""
    return next((product.caps[first] for first in sorted(product.caps, reverse=True) if first <= number), None)


def play(product: Product, decisions: Sequence[Decision], drawn: Mapping[int, Shock]) -> tuple[Month, ...]:
    """The months until the last decision, or until the product closes."""
    played: list[Month] = []
    for number, decision in enumerate(decisions, 1):
        played.append(_month(product, number, decision, drawn, played))
        if played[-1].closed:
            break
    return tuple(played)


def _month(product: Product, number: int, decision: Decision, drawn: Mapping[int, Shock], before: Sequence[Month]) -> Month:
    shock = drawn.get(number)
    last = before[-1] if before else None
    left = math.exp(-decision.controls / product.controls)
    stopped = len(before) > 1 and all(month.complaints > product.tolerated for month in before[-2:])
    accepted = 0.0 if stopped else _applicants(product, number, decision, drawn) * decision.accept
    dear = max(0.0, decision.price / product.usual - 1)
    rise = max(0.0, decision.price / last.price - 1) if last else 0.0
    leaving = min(1.0, product.churn + PRICE_LEAVES * dear + RISE_LEAVES * rise + OUTAGE_LEAVES * (shock is Shock.OUTAGE)
                  + COMPLAINT_LEAVES * (last.complaints if last else 0.0))
    stay = last.customers * (1 - leaving) if last else 0.0
    customers = stay + accepted
    rate = ((stay * (last.loss_rate if last else 0.0) + accepted * product.riskiest * decision.accept ** product.steepness) / customers
            if customers else 0.0)
    book = customers * product.balance
    income = book * decision.price / product.period
    worse = DOWNTURN if any(kind is Shock.DOWNTURN and month <= number for month, kind in drawn.items()) else 1.0
    usual_losses = book * rate / product.period * worse * (1 - product.preventable * (1 - left))
    losses = usual_losses + book * product.fraud * left * (shock is Shock.FRAUD)
    need, cash = book * product.run * (shock is Shock.RUN), last.cash if last else product.capital
    available = book * decision.liquid + max(0.0, cash)
    short = max(0.0, need - available)
    cap = cap_of(product, number)
    over = 0.0 if cap is None else max(0.0, decision.price - cap)
    open_gate = decision.accept > product.gate
    penalties = 2 * book * over / product.period + GATE_FINE * open_gate   # paid back, and as much again as a fine
    served = book * product.funding / product.period + book * decision.liquid * product.idle / 12 + customers * product.servicing
    costs = (served + decision.marketing + decision.controls + product.fixed + SHORT_COST * short
             + LEAK_EACH * customers * left * (shock is Shock.LEAK))
    complaints = (product.complaints * (KEPT + (1 - KEPT) * left) + PRICE_COMPLAINTS * dear + OUTAGE_COMPLAINTS * (shock is Shock.OUTAGE)
                  + LEAK_COMPLAINTS * left * (shock is Shock.LEAK) + SHORT_COMPLAINTS * (short > 0))
    profit = income - losses - costs - penalties
    ahead = max(0.0, income - book * over / product.period - usual_losses - served) * _months_stayed(product.churn)
    closed = Closed.RUN if short > UNPAID * need else Closed.MONEY if cash + profit < 0 else None
    return Month(number, shock, decision.price, stopped, accepted, customers, book, rate, income, losses, costs, penalties, need, available,
                 complaints, cap, over > 0, open_gate, profit, cash + profit, ahead, closed)


@cache
def _months_stayed(churn: float) -> float:
    """Of the next twelve months, how many a customer of today stays."""
    return sum((1 - churn) ** month for month in range(1, MONTHS + 1))


def _applicants(product: Product, number: int, decision: Decision, drawn: Mapping[int, Shock]) -> float:
    rival = any(kind is Shock.RIVAL and month <= number < month + RIVAL_MONTHS for month, kind in drawn.items())
    reach = product.market * product.cac * (RIVAL_COST if rival else 1.0)
    return product.market * -math.expm1(-decision.marketing / reach) * (product.usual / decision.price) ** product.sensitivity
