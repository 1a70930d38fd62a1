"""Fees of card and wallet acceptance: a rate on the amount and an amount per payment, forwards and backwards.

Sources: the two-part tariff is how processors print prices (“2.9% + 0.30”); the US ceiling is 12 CFR 235 (Regulation II),
235.3(b) with 235.4(a). Rates are fractions, money in one currency.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tariff:
    """A charge of `rate` × amount + `item` per payment."""

    rate: float
    item: float

    def __add__(self, other: "Tariff") -> "Tariff":
        return Tariff(self.rate + other.rate, self.item + other.item)

    def __sub__(self, other: "Tariff") -> "Tariff":
        return Tariff(self.rate - other.rate, self.item - other.item)

    def on(self, volume: float, payments: float = 1) -> float:
        """The charge on a volume that comes in so many payments."""
        return self.rate * volume + self.item * payments


def fee(charge: float, rate: float, item: float) -> float:
    """What a charge costs the merchant.

    >>> round(fee(99.70, 0.029, 0.30), 2)
    3.19
    """
    return Tariff(rate, item).on(charge)


def gross_up(net: float, rate: float, item: float) -> float:
    """What to charge so that `net` is left: (net + item) / (1 − rate), for rate < 1.

    >>> round(gross_up(100, 0.029, 0.30), 2)
    103.3
    """
    return (net + item) / (1 - rate)


def reg_ii_ceiling(amount: float, fraud_prevention: float = 0.0) -> float:
    """The most a covered US issuer may receive on a debit payment, in dollars: 0.21 + 5 basis points, 12 CFR 235.3(b),
    and up to 0.01 for fraud prevention, 235.4(a).

    >>> round(reg_ii_ceiling(39), 4)  # Official Board Commentary, 235.3(b), 3
    0.2295
    """
    return Tariff(0.0005, 0.21 + fraud_prevention).on(amount)
