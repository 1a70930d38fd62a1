"""Repayment schedules: what each instalment pays, and what is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from enum import Enum

from calculators._text import Text


class Method(Enum):
    """How principal and interest are spread, by the trade's names."""

    EQUAL_INSTALMENT = Text("Equal instalments (annuity)", "等额本息")
    EQUAL_PRINCIPAL = Text("Equal principal", "等额本金")
    INTEREST_ONLY = Text("Interest only, principal at the end", "先息后本")
    FLAT_FEE = Text("Flat monthly fee on the original amount", "等本等费：月费率，按原始本金计")


class Rounding(Enum):
    """What the contract does with fractions of interest and instalment; the last instalment balances."""

    CENT = Text("Half up to the cent", "四舍五入到分")
    CENT_UP = Text("Up to the next cent", "见厘进分")
    CENT_DOWN = Text("Down to the cent", "舍去分以下")
    UNIT = Text("Half up to the whole unit", "四舍五入到元")
    NONE = Text("Not rounded", "不取整")


CENT, UNIT = Decimal("0.01"), Decimal(1)
_RULES = {Rounding.CENT: (CENT, ROUND_HALF_UP), Rounding.CENT_UP: (CENT, ROUND_UP), Rounding.CENT_DOWN: (CENT, ROUND_DOWN),
          Rounding.UNIT: (UNIT, ROUND_HALF_UP)}


@dataclass(frozen=True)
class Instalment:
    """One line of a schedule. Amounts in the loan's currency; `balance` is what is owed afterwards."""

    period: int
    interest: float
    principal: float
    balance: float

    @property
    def payment(self) -> float:
        return self.interest + self.principal


def to_the_cent(amount: float) -> float:
    """Half up, in decimal arithmetic: 1000.005 is 1000.01, which no binary rounding gives."""
    return float(Decimal(str(amount)).quantize(CENT, ROUND_HALF_UP))


def annuity(principal: float, rate: float, periods: int) -> float:
    """The equal instalment, unrounded: principal · rate / (1 − (1 + rate)^−periods); rate per period as a fraction.

    Summed instead of in closed form, which divides by nothing when the rate is 0 or too small to be felt.
    """
    return principal / sum((1 + rate) ** -period for period in range(1, periods + 1))


def level(principal: float, rates: Sequence[float]) -> float:
    """The equal instalment, unrounded, where each period has a rate of its own: with equal rates it is `annuity`.

    A payment is worth today what it is divided by the growth of all periods up to it.
    """
    growth, worth = principal * 0 + 1, principal * 0
    for rate in rates:
        growth *= 1 + rate
        worth += 1 / growth
    return principal / worth


def schedule(principal: float, rate: float, periods: int, method: Method, rounding: Rounding = Rounding.NONE,
             lengths: Sequence[float] | None = None) -> tuple[Instalment, ...]:
    """The instalments 1 … periods. `rate` is a fraction per period; for FLAT_FEE it is charged on `principal` throughout.

    `lengths` gives each period in regular ones (1.5 for a first period of a month and a half): its interest is `rate` times
    its length; a flat fee is owed with each instalment, however long the period. Unless rounding is NONE, principal counts
    to the cent, interest and instalment are rounded by the rule each period in decimal arithmetic, and the last instalment
    pays whatever is left, so that the balance ends at exactly 0.
    """
    if rounding is Rounding.NONE:
        return _lines(principal, rate, periods, method, lambda amount: amount, lengths)
    grain, rule = _RULES[rounding]
    exact = lengths and [Decimal(str(length)) for length in lengths]
    rows = _lines(Decimal(str(to_the_cent(principal))), Decimal(str(rate)), periods, method,
                  lambda amount: amount.quantize(grain, rule), exact)
    return tuple(Instalment(r.period, float(r.interest), float(r.principal), float(r.balance)) for r in rows)


def _lines(principal, rate, periods, method, rounded, lengths):
    rates = [rate * length for length in lengths] if lengths and method is not Method.FLAT_FEE else [rate] * periods
    equal = rounded(level(principal, rates) if lengths else annuity(principal, rate, periods))
    share = rounded(principal / periods)
    balance, rows = principal, []
    for period, rate_here in enumerate(rates, 1):
        interest = rounded((principal if method is Method.FLAT_FEE else balance) * rate_here)
        if period == periods:
            part = balance
        elif method is Method.EQUAL_INSTALMENT:
            part = equal - interest
        elif method is Method.INTEREST_ONLY:
            part = balance * 0
        else:
            part = share
        part = min(part, balance)  # amounts rounded up over many periods may add to more than is owed
        balance -= part
        rows.append(Instalment(period, interest, part, balance))
    return tuple(rows)
