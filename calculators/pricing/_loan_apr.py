"""What the loan calculator shows of its result: verdicts, figures, pictures and tables, in the order of reading."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from calculators._charts import HALO, drawn, labels, layer, name, number, threshold
from calculators._conventions import told
from calculators._numbers import percent, points, show
from calculators._results import Block, Chart, Figure, Figures, Tone, Verdict
from calculators._text import Text
from calculators.pricing import _loan_apr_compare, _loan_apr_early, _loan_apr_tables

if TYPE_CHECKING:
    from calculators.pricing.loan_apr import Result


def blocks(result: "Result") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it: first what the choices of the form ask for."""
    if result.other:
        yield from _loan_apr_compare.verdicts(result)
    if result.early:
        yield _loan_apr_early.verdict(result)
    yield _verdict(result)
    if result.early:
        yield _loan_apr_early.due(result)
    if result.daily:
        yield _daily(result)
    yield _figures(result)
    if result.other:
        yield _loan_apr_compare.table(result)
    if result.early:
        yield _loan_apr_early.chart(result)
    yield _chart(result) if result.instalments else _loan_apr_tables.owed_chart(result)
    yield from _loan_apr_tables.tables(result)


def _verdict(result: "Result") -> Verdict:
    measure = result.inputs.measure
    subject = (Text("Kept to the end it costs", "按期还清，年化成本") if result.early else
               Text("This loan costs", "这笔贷款年化成本"))
    words = {"it": subject, "rate": told(result.compared, measure), "cap": percent(result.cap), "gap": points(abs(result.over))}
    if result.over > 0:
        return Verdict(Tone.BAD, Text("{it} {rate} a year, {gap} over the line of {cap}.",
                                      "{it} {rate}，超出 {cap} 的上限 {gap}。").format(**words))
    if result.over > -0.01:
        return Verdict(Tone.CAUTION, Text(
            "{it} {rate} a year, only {gap} under the line of {cap}: one more charge can cross it.",
            "{it} {rate}，距 {cap} 的上限仅 {gap}，再加一项收费就可能越线。").format(**words))
    return Verdict(Tone.GOOD, Text("{it} {rate} a year, {gap} under the line of {cap}.",
                                   "{it} {rate}，低于 {cap} 的上限 {gap}。").format(**words))


def _daily(result: "Result") -> Verdict:
    """What a rate quoted by the day comes to, by the three ways in which people annualise it."""
    rate = result.inputs.daily_rate / 100
    return Verdict(Tone.PLAIN, Text(
        "Interest of {day} a day is {long} a year over 365 days, {short} over 360, and {compound} if compounded daily.",
        "日利率 {day}，按 365 天年化为 {long}，按 360 天为 {short}，逐日复利为 {compound}。").format(
            day=percent(rate, 3), long=percent(rate * 365), short=percent(rate * 360),
            compound=percent((1 + rate) ** 365 - 1, 3)))


def _figures(result: "Result") -> Figures:
    if result.instalments:
        third = Figure(Text("First instalment", "首期还款"), show(result.instalments[0].payment),
                       Text("before other charges", "不含其他收费"))
        cost = Text("{interest} interest, {fees} other", "利息 {interest}，其他 {fees}").format(
            interest=show(result.interest), fees=show(result.fees))
    else:
        third = Figure(Text("Received in all", "收到合计"), show(result.received))
        cost = Text("paid less received", "支付减收到")
    days = bool(result.agreed.flows.days)
    return Figures((
        Figure(Text("Nominal a year", "名义年化"), percent(result.nominal, 4), Text("monthly rate × 12", "月利率 × 12")),
        Figure(Text("Effective a year", "有效年化"), percent(result.effective, 4),
               Text("compounded, actual days / 365", "按复利，实际天数/365") if days else Text("compounded", "按复利")),
        third,
        Figure(Text("All charges", "息费合计"), show(result.interest + result.fees), cost),
    ))


def _chart(result: "Result") -> Chart:
    rows = [{"step": step, "rate": drawn(rate * 100), "label": told(rate, result.inputs.measure)}
            for step, _, rate in result.steps]
    x = number("rate", Text("Annual rate with everything so far, %", "累计到该项的年化成本，%"), tickCount=6)
    places = {"x": x, "y": name("step", wide=165)}
    return Chart(
        Text("What each payee adds to the annual rate", "每个收款方把年化成本推高到多少"),
        {"height": {"step": 38}, "width": 230, "layer": [
            layer("bar", rows, places, size=22), threshold(result.cap * 100, "x"),
            labels(rows, places, **HALO), labels(rows, places)]},
        Text("With everything included the rate is {rate}; the dashed line is the cap of {cap}.",
             "计入全部收费后年化为 {rate}；虚线为上限 {cap}。").format(
                 rate=told(result.compared, result.inputs.measure), cap=percent(result.cap)))
