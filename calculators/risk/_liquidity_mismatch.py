"""Customers financed a year ahead, suppliers paid by the month: when cash runs out, and who is left owing for what."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from calculators._charts import ACCENT, SECOND, drawn, layer, number, series, threshold, unit
from calculators._numbers import amount, percent, show
from calculators._prepayment import Merchant, Month, months, runs_out
from calculators._results import Block, Chart, Column, Figure, Figures, Rows, Tone, Verdict
from calculators._text import Text

if TYPE_CHECKING:
    from calculators.risk.liquidity import Inputs

AHEAD, DELIVERED = Text("Paid ahead", "一次性预付"), Text("As delivered", "按交付放款")
STEPS = 5  # occupancies between the first and the last, in the table


@dataclass(frozen=True)
class Mismatch:
    """The same merchant under both ways of release; `chosen` is the one asked about."""

    inputs: "Inputs"
    merchant: Merchant
    ahead: tuple[Month, ...]
    delivered: tuple[Month, ...]

    @property
    def chosen(self) -> tuple[Month, ...]:
        return self.ahead if self.inputs.release.name == "AHEAD" else self.delivered

    @property
    def break_even(self) -> float:
        """The occupancy at which a month’s service pays for itself; above 1 it never does."""
        return self.merchant.cost / self.merchant.price

    def ends_at(self, occupancy: float, ahead: bool) -> Month | None:
        """When cash runs out if occupancy ends there instead."""
        return runs_out(months(replace(self.merchant, end=occupancy), self.inputs.months, ahead))


def solve(inputs: "Inputs") -> Mismatch:
    """The merchant of these inputs, under both ways of release."""
    merchant = Merchant(inputs.units, inputs.price, inputs.cost, inputs.financed / 100, inputs.term, inputs.start / 100,
                        inputs.end / 100, inputs.fall, inputs.opening)
    return Mismatch(inputs, merchant, months(merchant, inputs.months, True), months(merchant, inputs.months, False))


def blocks(r: Mismatch) -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (_verdict(r), _compared(r), _figures(r))
    yield from (_chart(r), _sensitivity(r), _table(r))


def _verdict(r: Mismatch) -> Verdict:
    out = runs_out(r.chosen)
    if out is None:
        low = min(r.chosen, key=lambda month: month.cash)
        return Verdict(Tone.GOOD, Text("Cash lasts all {n} months; it is lowest in month {m}, at {low}.",
                                       "现金撑满 {n} 个月，最低在第 {m} 个月，为 {low}。").format(
                                           n=len(r.chosen), m=low.number, low=amount(low.cash)))
    words = {"m": out.number, "owed": amount(out.undelivered), "at": percent(out.occupancy, 1)}
    if out.undelivered > 0.005:
        return Verdict(Tone.BAD, Text(
            "Cash runs out in month {m}, at an occupancy of {at}; customers then owe {owed} for months not delivered.",
            "第 {m} 个月现金用尽，此时出租率 {at}；客户还欠着 {owed}，买的是还没交付的月份。").format(**words))
    return Verdict(Tone.BAD, Text("Cash runs out in month {m}, at an occupancy of {at}; nobody owes for months not delivered.",
                                  "第 {m} 个月现金用尽，此时出租率 {at}；没有客户为未交付的月份欠款。").format(**words))


def _compared(r: Mismatch) -> Verdict:
    ahead, delivered = runs_out(r.ahead), runs_out(r.delivered)
    below = (Text("at any occupancy", "无论出租率多高都") if r.break_even > 1 else
             Text("below an occupancy of {even}", "出租率低于 {even} 就").format(even=percent(r.break_even, 1)))
    if ahead and not delivered:
        return Verdict(Tone.GOOD, Text(
            "Released as delivered, the same business lasts all {n} months: the gap is the mismatch, not the margin.",
            "改为按交付放款，同样的生意撑满 {n} 个月：缺口来自期限错配，不是来自毛利。").format(n=len(r.ahead)))
    if ahead and delivered:
        return Verdict(Tone.CAUTION, Text(
            "Released as delivered, cash ends as well, in month {m}: the service loses money {below}. But the loss is the "
            "merchant’s, and customers owe nothing for months not delivered.",
            "按交付放款，第 {m} 个月现金同样用尽：{below}亏钱。但亏的是商户，客户不为未交付的月份欠款。").format(m=delivered.number, below=below))
    if delivered:
        return Verdict(Tone.CAUTION, Text(
            "The money paid ahead hides a loss: released as delivered, cash would end in month {m}. The service loses money {below}.",
            "预付的钱掩盖了亏损：按交付放款，第 {m} 个月现金就用尽，{below}亏钱。").format(m=delivered.number, below=below))
    return Verdict(Tone.PLAIN, Text("Both ways of release last; paid ahead, customers owe up to {most} for months not delivered.",
                                    "两种放款方式都撑得住；一次性预付时，客户为未交付月份欠款最多 {most}。").format(
                                        most=amount(max(month.undelivered for month in r.ahead))))


def _figures(r: Mismatch) -> Figures:
    def when(path: tuple[Month, ...]) -> Text:
        out = runs_out(path)
        return Text("month {n}", "第 {n} 个月").format(n=out.number) if out else Text("not in {n} months", "{n} 个月内不会").format(n=len(path))

    last = runs_out(r.ahead) or r.ahead[-1]
    return Figures((
        Figure(Text("Cash runs out, paid ahead", "一次性预付，现金用尽"), when(r.ahead)),
        Figure(Text("Cash runs out, as delivered", "按交付放款，现金用尽"), when(r.delivered)),
        Figure(Text("Owed for months not delivered", "客户为未交付月份欠款"), amount(last.undelivered),
               Text("paid ahead, end of month {n}", "一次性预付，第 {n} 个月末").format(n=last.number)),
        Figure(Text("The service pays for itself at", "保本出租率"),
               Text("no occupancy", "不存在") if r.break_even > 1 else percent(r.break_even, 1),
               Text("share of units that must be let", "至少要租出的比例")),
    ))


def _chart(r: Mismatch) -> Chart:
    size, words = unit(max(abs(month.cash) for path in (r.ahead, r.delivered) for month in path))
    rows = [{"month": m.number, "cash": drawn(m.cash / size), "release": name}
            for name, path in ((AHEAD, r.ahead), (DELIVERED, r.delivered)) for m in path]
    x = number("month", Text("Month", "月"), zero=False, tickMinStep=1, format="d", grid=False)
    y = number("cash", Text("Cash at the end of the month", "月末现金") + words, tickCount=6)
    dash = {"field": "release", "type": "nominal", "scale": {"domain": [AHEAD, DELIVERED], "range": [[1, 0], [6, 4]]}}
    colour = series("release", (AHEAD, DELIVERED), (SECOND, ACCENT))
    return Chart(Text("The same business, two ways of release", "同一门生意，两种放款方式"), {"layer": [
        layer("line", rows, {"x": x, "y": y, "color": colour, "strokeDash": dash}), threshold(0, "y")]},
        Text("Paid ahead, cash is lowest at {low}; released as delivered, at {other}. Below the dashed line nobody is paid.",
             "一次性预付，现金最低 {low}；按交付放款，最低 {other}。虚线以下，谁也付不出。").format(
                 low=amount(min(m.cash for m in r.ahead)), other=amount(min(m.cash for m in r.delivered))))


def _sensitivity(r: Mismatch) -> Rows:
    def when(occupancy: float, ahead: bool) -> Text:
        out = r.ends_at(occupancy, ahead)
        return Text("month {n}", "第 {n} 个月").format(n=out.number) if out else Text("lasts", "撑得住")

    first, last = r.merchant.start, r.merchant.end
    ends = [first + (last - first) * step / (STEPS - 1) for step in range(STEPS)] if first != last else [last]
    rows = [(percent(end, 1), when(end, True), when(end, False)) for end in ends]
    return Rows(Text("When cash runs out, by the occupancy that is reached", "出租率降到多少，现金何时用尽"), (
        Column(Text("Occupancy reached", "降到的出租率"), number=False), Column(AHEAD, number=False), Column(DELIVERED, number=False)), rows,
        file="occupancy.csv")


def _table(r: Mismatch) -> Rows:
    size, words = unit(max(abs(v) for m in (*r.ahead, *r.delivered) for v in (m.received, m.spent, m.cash, m.undelivered)))
    rows = [(str(a.number), percent(a.occupancy, 1), *(show(v / size) for v in (
        a.received, d.received, a.spent, a.cash, d.cash, a.undelivered))) for a, d in zip(r.ahead, r.delivered, strict=True)]
    return Rows(Text("Month by month", "逐月明细") + words, tuple(Column(head) for head in (
        Text("Month", "月"), Text("Occupancy", "出租率"), Text("Received, ahead", "收入（预付）"), Text("Received, delivered", "收入（按交付）"),
        Text("Paid out", "支出"), Text("Cash, ahead", "现金（预付）"), Text("Cash, delivered", "现金（按交付）"),
        Text("Owed, not delivered", "未交付欠款"))), rows, folded=True, file="mismatch.csv")
