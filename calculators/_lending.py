"""The year of a lending product as seven assumptions, and its profit as a function of them.

profit = book · (yield − funding − PD · LGD − operating cost) − fixed cost. It is linear in each assumption alone, so the
value at which it is zero has a closed form; along a mixture of several it is a polynomial, solved by a bracketed root.
"""

import math
from collections.abc import Mapping
from enum import Enum

from calculators import _credit
from calculators._roots import bracketed
from calculators._text import Text

STEPS = 64


class Driver(Enum):
    """An assumption. BOOK and FIXED_COST are amounts; the others are a year, of the book, and PD and LGD are shares."""

    BOOK = Text("Book", "余额")
    PORTFOLIO_YIELD = Text("Yield", "收益率")
    FUNDING = Text("Funding", "资金成本")
    PD = Text("PD", "违约概率")
    LGD = Text("LGD", "违约损失率")
    OPEX = Text("Operating cost", "运营成本")
    FIXED_COST = Text("Fixed cost", "固定成本")

    __hash__ = object.__hash__  # the one of an Enum is slow, and its members are one of a kind

    @property
    def amount(self) -> bool:
        """Money, and not a fraction."""
        return self in AMOUNTS


AMOUNTS = frozenset({Driver.BOOK, Driver.FIXED_COST})
SHARES = frozenset({Driver.PD, Driver.LGD})
State = Mapping[Driver, float]


def state(typed: Mapping[Driver, float]) -> State:
    """The assumptions with per cent made fractions."""
    return {driver: value if driver in AMOUNTS else value / 100 for driver, value in typed.items()}


def loss(at: State) -> float:
    """Expected loss a year."""
    return _credit.expected_loss(at[Driver.PD], at[Driver.LGD], at[Driver.BOOK])


def margin(at: State) -> float:
    """What a unit of book earns a year before fixed cost."""
    return at[Driver.PORTFOLIO_YIELD] - at[Driver.FUNDING] - at[Driver.PD] * at[Driver.LGD] - at[Driver.OPEX]


def profit(at: State) -> float:
    """Profit a year before tax and before the cost of capital."""
    return at[Driver.BOOK] * margin(at) - at[Driver.FIXED_COST]


def break_even(at: State, driver: Driver) -> float | None:
    """The value of one assumption at which profit is zero; None where no value that it can have does it."""
    book = at[Driver.BOOK]
    slope = {Driver.BOOK: margin(at), Driver.PORTFOLIO_YIELD: book, Driver.FUNDING: -book, Driver.OPEX: -book,
             Driver.PD: -book * at[Driver.LGD], Driver.LGD: -book * at[Driver.PD], Driver.FIXED_COST: -1.0}[driver]
    if slope == 0:
        return None
    value = at[driver] - profit(at) / slope
    return value if math.isfinite(value) and 0 <= value <= (1 if driver in SHARES else math.inf) else None


def way_to_zero(start: State, end: State) -> float | None:
    """The share of the straight way from `start` to `end` after which a profit is first gone; None where it never is.

    Looked for in 64 steps, then by bracketed root; between two steps a profit could dip and recover unseen.
    """
    def along(share: float) -> float:
        return profit({driver: value + share * (end[driver] - value) for driver, value in start.items()})

    if along(0) <= 0:
        return None
    gone = next((step for step in range(1, STEPS + 1) if along(step / STEPS) <= 0), None)
    return None if gone is None else bracketed(along, (gone - 1) / STEPS, gone / STEPS)
