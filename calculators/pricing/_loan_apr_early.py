"""What the loan calculator says of a loan that is repaid early: the real rate, and what is due."""

from typing import TYPE_CHECKING

from calculators._charts import SECOND, drawn, layer, number, threshold
from calculators._conventions import told
from calculators._numbers import percent, points, show
from calculators._results import Chart, Note, Tone, Verdict
from calculators._text import Text

if TYPE_CHECKING:
    from calculators.pricing.loan_apr import Result


def verdict(result: "Result") -> Verdict:
    """The real rate against the agreed one and the line."""
    measure = result.inputs.measure
    real, agreed = result.real.rate, result.agreed.rate
    start = Text("Repaid in full with instalment {period}, this loan really costs {real} a year, ",
                 "第 {period} 期提前结清，这笔贷款实际年化 {real}，")
    more = (Text("{gap} more than kept to the end", "比按期还清高 {gap}") if real > agreed else
            Text("{gap} less than kept to the end", "比按期还清低 {gap}"))
    over = Text(" and over the line of {cap}.", "，超出 {cap} 的上限。") if real > result.cap else Text(".", "。")
    tone = Tone.BAD if real > result.cap else Tone.CAUTION if real > agreed else Tone.PLAIN
    return Verdict(tone, (start + more + over).format(
        period=result.early.period, real=told(real, measure), gap=points(abs(real - agreed)), cap=percent(result.cap)))


def due(result: "Result") -> Note:
    """What is paid on the day of the early end, and what it is made of."""
    early = result.early
    last = -early.flows.amounts[-1]
    return Note(Text(
        "On the day of the early end {last} is due: {usual} as every month, {owed} still owed, a charge of {penalty}, less "
        "{refund} given back.", "结清当日共付 {last}：当期 {usual}，剩余本金 {owed}，违约金 {penalty}，减去退费 {refund}。").format(
            last=show(last), usual=show(last - early.owed - early.penalty + early.refund), owed=show(early.owed),
            penalty=show(early.penalty), refund=show(early.refund)))


def chart(result: "Result") -> Chart:
    """The real rate by the instalment with which the loan ends."""
    measure = result.inputs.measure
    rows = [{"end": period, "rate": drawn(rate * 100)} for period, rate in result.by_end]
    here = [row for row in rows if row["end"] == result.early.period]
    places = {"x": number("end", Text("Repaid in full with instalment", "在第几期结清"), zero=False, format="d", tickMinStep=1),
              "y": number("rate", Text("Real annual rate, %", "实际年化，%"))}
    worst, last = max(result.by_end, key=lambda pair: pair[1]), result.by_end[-1]
    return Chart(
        Text("What the loan really costs, by the instalment with which it ends", "在第几期结清，实际年化各是多少"),
        {"layer": [layer("line", rows, places), layer("point", rows, places, size=22), threshold(result.cap * 100, "y"),
                   layer("point", here, places, size=170, shape="diamond", color=SECOND, opacity=1)]},
        Text("It is dearest when it ends with instalment {worst}, at {rate}; kept to instalment {last} it costs {agreed}. "
             "The diamond is your case, the dashed line the cap of {cap}.",
             "第 {worst} 期结清时最贵，为 {rate}；还到第 {last} 期为 {agreed}。菱形为当前情形，虚线为上限 {cap}。").format(
                 worst=worst[0], rate=told(worst[1], measure), last=last[0], agreed=told(last[1], measure), cap=percent(result.cap)))
