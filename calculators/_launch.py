"""The first year of a financial product, month by month: five decisions a month, shocks, and a supervisor that looks on.

An invented world with round numbers: it teaches which decision moves what, and forecasts nothing. calculators._launch_play
plays its months.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from calculators._text import Text

MONTHS = 12
DRAWN = 4            # shocks in a year, in different months, none in the first; a kind may come twice


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
    caps: tuple[tuple[int, float], ...]   # from which month on, the highest price; in order
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


@lru_cache(256)   # every answer looks at the same two hundred years
def shocks(seed: int) -> Mapping[int, Shock]:
    """Which month brings what: the same seed, the same year."""
    draw = random.Random(seed)
    kinds, months = draw.choices(KINDS, k=DRAWN), draw.sample(range(2, MONTHS + 1), DRAWN)
    return MappingProxyType(dict(zip(months, kinds, strict=True)))


def cap_of(product: Product, number: int) -> float | None:
    """The highest price that a month allows, if any."""
    return next((cap for first, cap in reversed(product.caps) if first <= number), None)
