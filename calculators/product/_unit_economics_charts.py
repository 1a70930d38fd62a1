"""Pictures of unit economics: a customer's month, its payback, and what moves the steady profit."""

from dataclasses import astuple
from typing import TYPE_CHECKING

from calculators import _customer, _tornado, _waterfall
from calculators._charts import HALO, INK, SECOND, drawn, labels, layer, number, threshold
from calculators._numbers import show
from calculators._results import Chart
from calculators._text import Text

if TYPE_CHECKING:
    from calculators.product.unit_economics import Result

PARTS = (Text("Interest", "利息"), Text("Fees", "手续费"), Text("Funding", "资金成本"), Text("Expected loss", "预期损失"),
         Text("Capital", "资本成本"), Text("Servicing", "服务成本"), Text("Payments", "支付成本"))
LEFT = Text("Contribution", "贡献")
SHOWN = 10  # assumptions in the tornado; its table has all


def month(result: "Result") -> Chart:
    """A waterfall of one customer's month; what is zero has no bar."""
    parts = [(part, value) for part, value in zip(PARTS, astuple(_customer.month(result.product.at)), strict=True) if value]
    total = result.product.contribution
    said = [Text(*(f"{name} {'+' if value > 0 else ''}{show(value)}" for name in (part.en, part.zh))) for part, value in parts]
    return Chart(
        Text("A customer’s month", "一名客户的一个月"),
        _waterfall.spec(parts, [(LEFT, total)], Text("Per customer and month", "每名客户每月"), show, width=230),
        Text("{parts}; what is left is {total}.", "{parts}；剩下 {total}。").format(
            parts=Text(", ".join(words.en for words in said), "，".join(words.zh for words in said)), total=show(total)))


def payback(result: "Result") -> Chart:
    """What a customer has brought less what winning it cost, by month."""
    cac = result.inputs.cac
    rows = [{"month": age, "left": drawn(sum_ - cac)} for age, sum_ in enumerate((0.0, *result.brought))]
    at = {"x": number("month", Text("Months paid", "已付月数"), domain=(0, result.inputs.horizon), tickMinStep=1, format="d", grid=False),
          "y": number("left", Text("Brought less CAC, discounted", "累计贡献减获客成本（折现）"))}
    back = result.payback
    point = [] if back is None else [{**rows[back], "label": Text(f"month {back}", f"第 {back} 个月")}]
    end = Text("After {horizon} months {left} is left.", "{horizon} 个月后累计 {left}。").format(
        horizon=result.inputs.horizon, left=show(result.ltv - cac))
    never = Text("The acquisition cost of {cac} never comes back.", "获客成本 {cac} 收不回来。")
    found = Text("The acquisition cost of {cac} is back in month {month}, where the line crosses zero.", "曲线在第 {month} 个月越过零，获客成本 {cac} 收回。")
    return Chart(
        Text("When a customer has paid back", "一名客户何时回本"),
        {"layer": [layer("line", rows, at), threshold(0, "y", color=INK, strokeWidth=1),
                   layer("point", point, at, shape="diamond", size=90, filled=True, opacity=1, color=SECOND),
                   labels(point, at, dx=7, dy=13, **HALO), labels(point, at, dx=7, dy=13)]},
        Text("{first} {second}", "{first}{second}").format(
            first=(never if back is None else found).format(cac=show(cac), month=back), second=end))


def tornado(result: "Result") -> Chart:
    """The widest assumptions on the steady profit."""
    return _tornado.chart(result.product.profit, result.swings[:SHOWN], Text("What moves the steady profit", "什么最牵动稳定后的利润"),
                          Text("Profit a month; the dashed line is zero", "月利润；虚线为零"))
