"""An offer of a loan with instalments: its schedule, its charges, the payments they make, and an early end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from calculators._amortisation import Instalment, Method, Rounding, schedule, to_the_cent
from calculators._conventions import Flows, Measure
from calculators._inputs import ask
from calculators._kinds import Amount, Integer, Words
from calculators._text import Text, as_text


@dataclass(frozen=True)
class Fee:
    """A charge besides interest, to one payee, in every month from `first` to `last`; month 0 is the payout day."""

    payee: str | Text = ask(Words(Text("Payee and purpose", "收款方与名目")))
    amount: float = ask(Amount(Text("Amount each time", "每次金额")))
    first: int = ask(Integer(Text("From month", "起始月"), low=0, high=360), 0)
    last: int = ask(Integer(Text("To month", "截止月"), low=0, high=360), 0)


@dataclass(frozen=True)
class Offer:
    """The terms. `rate` is a fraction per regular month; `lengths` are the interest periods in regular months, none when
    all are; `days` are the payout day and every due day, none when they are whole months apart."""

    principal: float
    periods: int
    method: Method
    rate: float
    fees: tuple[Fee, ...]
    rounding: Rounding
    lengths: tuple[float, ...] = ()
    days: tuple[date, ...] = ()


@dataclass(frozen=True)
class Early:
    """An offer that is repaid in full with instalment `period`: what is `owed` then besides it, the `penalty` on that, and
    the `refund` of charges of the payout day."""

    period: int
    owed: float
    penalty: float
    refund: float
    flows: Flows


@dataclass(frozen=True)
class Priced:
    """An offer with its instalments and its other charges by month from 0."""

    offer: Offer
    instalments: tuple[Instalment, ...]
    charges: tuple[float, ...]

    @property
    def principal(self) -> float:
        """What is lent, as the contract counts it."""
        return self.offer.principal if self.offer.rounding is Rounding.NONE else to_the_cent(self.offer.principal)

    @property
    def interest(self) -> float:
        return sum(row.interest for row in self.instalments)

    @property
    def flows(self) -> Flows:
        return self._flows(self.charges)

    def _flows(self, charges: Sequence[float]) -> Flows:
        return Flows((self.principal - charges[0], *(-row.payment - charges[row.period] for row in self.instalments)),
                     self.offer.days)

    def steps(self, measure: Measure) -> tuple[tuple[Text, float, float], ...]:
        """Each payee with its total, and the annual rate with it and all before it. Raises NoRoot."""
        flat = self.offer.method is Method.FLAT_FEE
        name = Text("Fee on the amount", "按本金计收的费用") if flat else Text("Interest", "利息")
        steps = [(name, self.interest, self._flows([0.0] * len(self.charges)).rate(measure))]
        for count, fee in enumerate(self.offer.fees, 1):
            label = as_text(fee.payee) if fee.payee else Text(f"Charge {count}", f"收费 {count}")
            rate = self._flows(by_month(self.offer.fees[:count], self.offer.periods)).rate(measure)
            steps.append((label, fee.amount * (fee.last - fee.first + 1), rate))
        return tuple(steps)

    def early(self, period: int, charge: float, refunded: bool) -> Early:
        """Repaid in full with instalment `period`: `charge` is a fraction of what is owed after it, and charges of the payout
        day are given back for the months that fall away, if `refunded`. Later charges fall away."""
        owed = self.instalments[period - 1].balance
        penalty = to_the_cent(owed * charge)
        left = (self.offer.periods - period) / self.offer.periods
        refund = to_the_cent(self.charges[0] * left) if refunded else 0.0
        *amounts, last = self.flows.amounts[:period + 1]
        return Early(period, owed, penalty, refund, Flows((*amounts, last - owed - penalty + refund), self.offer.days[:period + 1]))


@dataclass(frozen=True)
class Year:
    """Twelve instalments, or what is left of them; `balance` is owed at the end of the year. Charges of day 0 are in year 1."""

    number: int
    interest: float
    principal: float
    other: float
    balance: float

    @property
    def paid(self) -> float:
        return self.interest + self.principal + self.other


def by_year(instalments: Sequence[Instalment], charges: Sequence[float]) -> tuple[Year, ...]:
    """A schedule summed up by years."""
    years = []
    for start in range(0, len(instalments), 12):
        rows = instalments[start:start + 12]
        other = sum(charges[row.period] for row in rows) + (0.0 if start else charges[0])
        years.append(Year(start // 12 + 1, sum(row.interest for row in rows), sum(row.principal for row in rows), other,
                          rows[-1].balance))
    return tuple(years)


def priced(offer: Offer) -> Priced:
    """The schedule and charges of an offer whose charges all end by its last instalment."""
    rows = schedule(offer.principal, offer.rate, offer.periods, offer.method, offer.rounding, offer.lengths or None)
    return Priced(offer, rows, tuple(by_month(offer.fees, offer.periods)))


def by_month(fees: Sequence[Fee], periods: int) -> list[float]:
    """What fees come to in each month, 0 … periods."""
    months = [0.0] * (periods + 1)
    for fee in fees:
        for month in range(fee.first, fee.last + 1):
            months[month] += fee.amount
    return months
