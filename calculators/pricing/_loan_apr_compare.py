"""What the loan calculator says of two offers: which has the lower rate, which the smaller bill, and why they may differ."""

from typing import TYPE_CHECKING

from calculators._conventions import Flows, told
from calculators._numbers import show
from calculators._results import Column, Rows, Tone, Verdict
from calculators._text import Text

if TYPE_CHECKING:
    from calculators.pricing.loan_apr import Costed, Result

SAME = 5e-6  # rates that agree in the digits shown, and costs within half a cent


def verdicts(result: "Result") -> tuple[Verdict, ...]:
    """Which offer is cheaper by rate and by money, and the reason if that is not the same one."""
    a, b, measure = result.real, result.other, result.inputs.measure
    by_rate = _lower(a.rate, b.rate, SAME)
    by_cost = _lower(a.flows.cost, b.flows.cost, 0.005)
    words = {"rate_a": told(a.rate, measure), "rate_b": told(b.rate, measure), "cost_a": show(a.flows.cost), "cost_b": show(b.flows.cost)}
    if by_rate == by_cost == "":
        return (Verdict(Tone.PLAIN, Text("Both offers cost {rate_a} a year and {cost_a} in all.",
                                        "两笔贷款年化都是 {rate_a}，总成本都是 {cost_a}。").format(**words)),)
    numbers = Text("{rate_a} (A) against {rate_b} (B) a year, {cost_a} against {cost_b} in all.",
                   "年化 A {rate_a}、B {rate_b}，总成本 A {cost_a}、B {cost_b}。").format(**words)
    if "" in (by_rate, by_cost) or by_rate == by_cost:
        start = Text("Offer {offer} is cheaper: ", "{offer} 更便宜：").format(offer=by_rate or by_cost)
        return (Verdict(Tone.GOOD, start + numbers),)
    low, small = (a, b) if by_rate == "A" else (b, a)
    start = Text("Offer {rate} has the lower rate, offer {cost} the smaller bill: ", "{rate} 年化更低，{cost} 花钱更少：").format(
        rate=by_rate, cost=by_cost)
    return Verdict(Tone.CAUTION, start + numbers), Verdict(Tone.PLAIN, _why(by_rate, low, small))


def _lower(a: float, b: float, near: float) -> str:
    return "" if abs(a - b) < near else "A" if a < b else "B"


def _why(offer: str, low: "Costed", small: "Costed") -> Text:
    """Cost is rate × amount × time: the offer with the lower rate costs more because of the one or the other."""
    longer = low.flows.months_owed / small.flows.months_owed
    larger = low.flows.received / small.flows.received
    if longer >= larger:
        return Text("{offer} costs more money because it is owed for {more} months on average instead of {less}.",
                    "{offer} 花钱更多，是因为平均占用 {more} 个月，另一笔只有 {less} 个月。").format(
                        offer=offer, more=show(low.flows.months_owed, 1), less=show(small.flows.months_owed, 1))
    return Text("{offer} costs more money because it lends {more} instead of {less}.",
                "{offer} 花钱更多，是因为借得 {more}，另一笔只借 {less}。").format(
                    offer=offer, more=show(low.flows.received), less=show(small.flows.received))


def table(result: "Result") -> Rows:
    """Both offers side by side, as they are really repaid."""
    def row(head: Text, value):
        return head, value(result.real), value(result.other)

    def flows(value):
        return lambda costed: value(costed.flows)

    def hundred(of: Flows) -> str:
        return show(100 * of.cost / of.received)

    return Rows(Text("The two offers side by side", "两笔贷款并排看"),
                (Column(Text("What", "项目"), number=False), Column(Text("Offer A", "A")), Column(Text("Offer B", "B"))), (
        row(Text("Annual rate", "年化"), lambda costed: told(costed.rate, result.inputs.measure)),
        row(Text("Received", "到手"), flows(lambda of: show(of.received))),
        row(Text("Paid in all", "共支付"), flows(lambda of: show(of.paid))),
        row(Text("Cost: paid less received", "总成本：支付减到手"), flows(lambda of: show(of.cost))),
        row(Text("Cost for each 100 received", "每到手 100 的成本"), flows(hundred)),
        row(Text("Months owed on average", "平均占用月数"), flows(lambda of: show(of.months_owed, 1)))), file="offers.csv")
