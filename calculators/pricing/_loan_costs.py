"""What a loan costs as it really ends, and what another offer costs beside it."""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from calculators._conventions import Flows, Measure
from calculators._inputs import InputError
from calculators._roots import NoRoot
from calculators._text import Text
from calculators.pricing import _loan_terms
from calculators.pricing._loan_offer import Early, Priced, priced
from calculators.pricing._loan_terms import Timing

if TYPE_CHECKING:
    from calculators.pricing.loan_apr import Inputs

POINTS = 24  # a curve of this many ends shows its shape


class End(Enum):
    """When the loan ends."""

    AGREED = Text("As agreed", "按期还清")
    EARLY = Text("In full, with an earlier instalment", "提前结清")


class Compared(Enum):
    """Whether a second offer stands beside the first."""

    ALONE = Text("This offer alone", "只看这一笔")
    OTHER = Text("With another offer, B", "与另一笔（B）对比")


@dataclass(frozen=True)
class Costed:
    """What is received and paid, and its annual rate by the convention chosen."""

    flows: Flows
    rate: float


def costed(flows: Flows, measure: Measure, field: str) -> Costed:
    """The rate of flows; where there is none, an InputError beside `field`."""
    try:
        return Costed(flows, flows.rate(measure))
    except NoRoot:
        raise no_rate(field) from None


def no_rate(field: str) -> InputError:
    """Says why there is no rate: too many charges at the start, or sums that cannot balance."""
    if field in ("fees", "b_fees"):
        return InputError(field, Text("The charges on day 0 leave nothing of the loan, so it has no rate.",
                                      "放款日收费已超过或接近本金，算不出利率。"))
    return InputError(field, Text("There is no annual rate at which what is received and what is paid balance.",
                                  "没有一个年化利率能使收到的与付出的款项相等。"))


def early(inputs: "Inputs", offer: Priced) -> Early:
    """The form's loan as it ends early. Raises InputError when the instalment is not before the last."""
    if inputs.settled >= offer.offer.periods:
        raise InputError("settled", Text(
            "Give an instalment before the last, which is number {n}, or choose “{agreed}”.",
            "请填最后一期（第 {n} 期）之前的期数，或选择“{agreed}”。").format(n=offer.offer.periods, agreed=End.AGREED.value))
    return _ended(inputs, offer, inputs.settled)


def _ended(inputs: "Inputs", offer: Priced, period: int) -> Early:
    return offer.early(period, inputs.prepayment_charge / 100, inputs.refund)


def by_end(inputs: "Inputs", offer: Priced, agreed: float) -> tuple[tuple[int, float], ...]:
    """The rate by the instalment with which the loan ends: of long loans about two dozen, the last as agreed."""
    last = offer.offer.periods
    found = []
    for period in sorted({*range(1, last, -(-last // POINTS)), inputs.settled}):
        try:
            found.append((period, _ended(inputs, offer, period).flows.rate(inputs.measure)))
        except NoRoot:
            continue  # a refund larger than what is owed
    return (*found, (last, agreed))


def other(inputs: "Inputs") -> Costed | None:
    """Offer B, ended with the same instalment as the form's loan if it lasts that long; nothing if none is asked for."""
    if inputs.compare is Compared.ALONE:
        return None
    offer = priced(_loan_terms.other_offer(inputs))
    ends = inputs.end is End.EARLY and inputs.timing is not Timing.LIST and inputs.settled < inputs.b_periods
    return costed(_ended(inputs, offer, inputs.settled).flows if ends else offer.flows, inputs.measure, "b_fees")
