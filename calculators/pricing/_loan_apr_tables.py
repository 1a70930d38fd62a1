"""Tables of the loan calculator: payees, the rate by each law, years, months, and a list of payments with what is owed."""

from typing import TYPE_CHECKING

from calculators import _rates
from calculators._charts import drawn, layer, number
from calculators._conventions import told
from calculators._numbers import percent, show
from calculators._results import Chart, Column, Rows
from calculators._text import Text

if TYPE_CHECKING:
    from calculators.pricing.loan_apr import Result

YEAR = 12
_OWED = Text("Still owed", "剩余本金")


def tables(result: "Result") -> tuple[Rows, ...]:
    """All tables of a result; long ones are folded."""
    if not result.instalments:
        return _conventions(result), _listed(result)
    years = (_years(result),) if len(result.instalments) > YEAR else ()
    return (_payees(result), _conventions(result), *years, _schedule(result))


def _payees(result: "Result") -> Rows:
    return Rows(Text("Who is paid, and what it does to the rate", "付给谁，把年化推到多少"),
                (Column(Text("Payee and purpose", "收款方与名目"), number=False), Column(Text("Total", "合计")),
                 Column(Text("Annual rate so far", "累计年化"))),
                [(name, show(total), percent(rate, 4)) for name, total, rate in result.steps], file="payees.csv")


def _conventions(result: "Result") -> Rows:
    return Rows(Text("The same loan by the convention of each law", "同一笔贷款，各国口径的年化"),
                (Column(Text("Convention", "口径"), number=False), Column(Text("Annual rate", "年化"))),
                [(measure.value, told(rate, measure, 4)) for measure, rate in result.rates],
                folded=not result.agreed.flows.days, file="conventions.csv")


def _years(result: "Result") -> Rows:
    rows = [(str(year.number), show(year.interest), show(year.principal), show(year.other), show(year.paid), show(year.balance))
            for year in result.years]
    return Rows(Text("Year by year", "逐年合计"), tuple(Column(head) for head in (
        Text("Year", "年"), Text("Interest or fee", "利息或费"), Text("Principal", "本金"), Text("Other charges", "其他收费"),
        Text("Paid", "支付"), _OWED)), rows, folded=True, file="years.csv")


def _schedule(result: "Result") -> Rows:
    other, days = result.charges, result.agreed.flows.days
    rows = [("0", "", "", show(other[0]), show(result.received), "")]
    rows += [(str(i.period), show(i.interest), show(i.principal), show(other[i.period]),
              show(i.payment + other[i.period]), show(i.balance)) for i in result.instalments]
    heads = (Text("Month", "月"), Text("Interest or fee", "利息或费"), Text("Principal", "本金"),
             Text("Other charges", "其他收费"), Text("Received (month 0) or paid", "到手（第 0 月）或支付"), _OWED)
    if days:
        rows = [(month, day.isoformat(), *cells) for day, (month, *cells) in zip(days, rows, strict=True)]
        heads = (heads[0], Text("Due", "日期"), *heads[1:])
    return Rows(Text("Month by month", "逐月明细"), tuple(map(Column, heads)), rows, folded=True, file="schedule.csv")


def _listed(result: "Result") -> Rows:
    flows = result.agreed.flows
    rows = [(day.isoformat(), show(max(amount, 0)), show(max(-amount, 0)), show(interest), show(owed))
            for day, amount, (interest, owed) in zip(flows.days, flows.amounts, _owed(result), strict=True)]
    return Rows(Text("Payment by payment, at the effective rate", "逐笔明细，按有效年化计息"), tuple(Column(head) for head in (
        Text("Date", "日期"), Text("Received", "收到"), Text("Paid", "支付"), Text("Accrued", "期间成本"),
        Text("Owed after it", "之后尚欠"))), rows, file="payments.csv")


def _owed(result: "Result") -> tuple[tuple[float, float], ...]:
    flows = result.agreed.flows
    return _rates.balances(list(zip(flows.years, flows.amounts, strict=True)), result.effective)


def owed_chart(result: "Result") -> Chart:
    """What is owed from payout to the last payment: it grows at the effective rate and falls with each payment."""
    flows, rows = result.agreed.flows, []
    for day, amount, (_, owed) in zip(flows.days, flows.amounts, _owed(result), strict=True):
        rows += [{"day": day.isoformat(), "owed": drawn(round(value, 2)), "order": len(rows) + place}
                 for place, value in enumerate((owed - amount, owed))]
    places = {"x": {"field": "day", "type": "temporal", "title": None, "axis": {"format": "%Y-%m", "tickCount": 5}},
              "y": number("owed", Text("Owed", "尚欠金额"), tickCount=5), "order": {"field": "order", "type": "quantitative"}}
    most = max(row["owed"] for row in rows)
    return Chart(Text("What is owed, from the first payout to the last payment", "从首次放款到最后一笔还款，尚欠多少"),
                 {"layer": [layer("line", rows, places)]},
                 Text("At an effective rate of {rate} the debt rises to {most} and the last payment of {last} ends it.",
                      "按有效年化 {rate} 计，欠款最高 {most}，最后一笔还款 {last} 恰好还清。").format(
                          rate=percent(result.effective), most=show(most), last=show(-flows.amounts[-1])))
