"""Repayment schedules: what each instalment pays, and what is left."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from calculators._text import Text


class Method(Enum):
    """How principal and interest are spread, by the trade's names."""

    EQUAL_INSTALMENT = Text("Equal instalments (annuity)", "等额本息")
    EQUAL_PRINCIPAL = Text("Equal principal", "等额本金")
    INTEREST_ONLY = Text("Interest only, principal at the end", "先息后本")
    FLAT_FEE = Text("Flat monthly fee on the original amount", "等本等费：月费率，按原始本金计")


class Rounding(Enum):
    """What the contract does with fractions of a cent."""

    CENT = Text("To the cent; the last instalment balances", "精确到分，末期轧平")
    NONE = Text("Not rounded", "不取整")


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


def annuity(principal: float, rate: float, periods: int) -> float:
    """The equal instalment, unrounded: principal · rate / (1 − (1 + rate)^−periods); rate per period as a fraction.

    Summed instead of in closed form, which divides by nothing when the rate is 0 or too small to be felt.
    """
    return principal / sum((1 + rate) ** -period for period in range(1, periods + 1))


def schedule(principal: float, rate: float, periods: int, method: Method,
             rounding: Rounding = Rounding.NONE) -> tuple[Instalment, ...]:
    """The instalments 1 … periods. `rate` is a fraction per period; for FLAT_FEE it is charged on `principal` throughout.

    With Rounding.CENT interest and instalment are rounded half up each period, in decimal arithmetic, and the last
    instalment pays whatever is left, so that the balance ends at exactly 0.
    """
    if rounding is Rounding.NONE:
        return _lines(principal, rate, periods, method, lambda amount: amount)
    cent = Decimal("0.01")
    rows = _lines(Decimal(str(principal)), Decimal(str(rate)), periods, method,
                  lambda amount: amount.quantize(cent, ROUND_HALF_UP))
    return tuple(Instalment(r.period, float(r.interest), float(r.principal), float(r.balance)) for r in rows)


def _lines(principal, rate, periods, method, rounded):
    level = rounded(annuity(principal, rate, periods))
    share = rounded(principal / periods)
    balance, rows = principal, []
    for period in range(1, periods + 1):
        interest = rounded((principal if method is Method.FLAT_FEE else balance) * rate)
        if period == periods:
            part = balance
        elif method is Method.EQUAL_INSTALMENT:
            part = level - interest
        elif method is Method.INTEREST_ONLY:
            part = balance * 0
        else:
            part = share
        part = min(part, balance)  # cents rounded up over many periods may add to more than is owed
        balance -= part
        rows.append(Instalment(period, interest, part, balance))
    return tuple(rows)
