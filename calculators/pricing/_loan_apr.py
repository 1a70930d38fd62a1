"""What the loan calculator shows of its result: a verdict, figures, a picture and two tables."""

from typing import TYPE_CHECKING

from calculators._numbers import percent, points, show
from calculators._results import Block, Chart, Column, Figure, Figures, Rows, Tone, Verdict
from calculators._text import Text

if TYPE_CHECKING:
    from calculators.pricing.loan_apr import Result


def blocks(result: "Result") -> tuple[Block, ...]:
    """The answer, in the order in which a reader meets it."""
    return (_verdict(result), _figures(result), _chart(result), _payees(result), _schedule(result))


def _verdict(result: "Result") -> Verdict:
    words = {"rate": percent(result.compared), "cap": percent(result.cap), "gap": points(abs(result.over))}
    if result.over > 0:
        return Verdict(Tone.BAD, Text("This loan costs {rate} a year, {gap} over the line of {cap}.",
                                      "这笔贷款年化成本 {rate}，超出 {cap} 的上限 {gap}。").format(**words))
    if result.over > -0.01:
        return Verdict(Tone.CAUTION, Text(
            "This loan costs {rate} a year, only {gap} under the line of {cap}: one more charge can cross it.",
            "这笔贷款年化成本 {rate}，距 {cap} 的上限仅 {gap}，再加一项收费就可能越线。").format(**words))
    return Verdict(Tone.GOOD, Text("This loan costs {rate} a year, {gap} under the line of {cap}.",
                                   "这笔贷款年化成本 {rate}，低于 {cap} 的上限 {gap}。").format(**words))


def _figures(result: "Result") -> Figures:
    first = result.instalments[0]
    return Figures((
        Figure(Text("Nominal a year", "名义年化"), percent(result.nominal, 4), Text("monthly rate × 12", "月利率 × 12")),
        Figure(Text("Effective a year", "有效年化"), percent(result.effective, 4), Text("compounded", "按复利")),
        Figure(Text("First instalment", "首期还款"), show(first.payment), Text("before other charges", "不含其他收费")),
        Figure(Text("All charges", "息费合计"), show(result.interest + result.fees), Text(
            "{interest} interest, {fees} other", "利息 {interest}，其他 {fees}").format(
                interest=show(result.interest), fees=show(result.fees))),
    ))


def _chart(result: "Result") -> Chart:
    rows = [{"step": name, "rate": round(rate * 100, 6), "label": percent(rate)} for name, _, rate in result.steps]
    x = {"field": "rate", "type": "quantitative", "scale": {"zero": True}, "axis": {"tickCount": 6},
         "title": Text("Annual rate with everything so far, %", "累计到该项的年化成本，%")}
    y = {"field": "step", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 130}}
    name, label = {"type": "text", "align": "left", "dx": 5}, {"x": x, "y": y, "text": {"field": "label"}}
    return Chart(
        Text("What each payee adds to the annual rate", "每个收款方把年化成本推高到多少"),
        {"height": {"step": 38}, "width": 230, "layer": [
            {"data": {"values": rows}, "mark": {"type": "bar", "size": 22}, "encoding": {"x": x, "y": y}},
            {"data": {"values": [{"cap": round(result.cap * 100, 6)}]},
             "mark": {"type": "rule", "color": "var(--caution)", "strokeWidth": 2, "strokeDash": [6, 4]},
             "encoding": {"x": {"field": "cap", "type": "quantitative"}}},
            {"data": {"values": rows}, "mark": {**name, "stroke": "var(--paper)", "strokeWidth": 4}, "encoding": label},
            {"data": {"values": rows}, "mark": name, "encoding": label},
        ]},
        Text("With everything included the rate is {rate}; the dashed line is the cap of {cap}.",
             "计入全部收费后年化为 {rate}；虚线为上限 {cap}。").format(rate=percent(result.compared), cap=percent(result.cap)))


def _payees(result: "Result") -> Rows:
    return Rows(Text("Who is paid, and what it does to the rate", "付给谁，把年化推到多少"),
                (Column(Text("Payee and purpose", "收款方与名目"), number=False), Column(Text("Total", "合计")),
                 Column(Text("Annual rate so far", "累计年化"))),
                [(name, show(total), percent(rate, 4)) for name, total, rate in result.steps], file="payees.csv")


def _schedule(result: "Result") -> Rows:
    other = result.charges
    rows = [("0", "", "", show(other[0]), show(result.received), "")]
    rows += [(str(i.period), show(i.interest), show(i.principal), show(other[i.period]),
              show(i.payment + other[i.period]), show(i.balance)) for i in result.instalments]
    return Rows(Text("Month by month", "逐月明细"), tuple(Column(head) for head in (
        Text("Month", "月"), Text("Interest or fee", "利息或费"), Text("Principal", "本金"),
        Text("Other charges", "其他收费"), Text("Received (month 0) or paid", "到手（第 0 月）或支付"), Text("Still owed", "剩余本金"))),
        rows, folded=True, file="schedule.csv")
