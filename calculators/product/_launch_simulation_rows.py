"""Tables of the launch simulation: the log of months, and the same year with one decision changed or one shock less."""

from typing import TYPE_CHECKING

from calculators._launch import Month
from calculators._numbers import percent, show
from calculators._results import Column, Rows
from calculators._text import Text
from calculators.product._launch_simulation_charts import MONTH, spoken

if TYPE_CHECKING:
    from calculators.product.launch_simulation import Changed, Result, Spared

NONE = "–"
LEVERS = {
    "cap": (Text("a price never above the cap", "价格始终不超上限"),) * 2,
    "price": (Text("a price a tenth higher", "价格高一成"), Text("a price a tenth lower", "价格低一成")),
    "marketing": (Text("three tenths more marketing", "营销多投三成"), Text("three tenths less marketing", "营销少投三成")),
    "accept": (Text("a fifth more accepted", "准入放宽两成"), Text("a fifth fewer accepted", "准入收紧两成")),
    "liquid": (Text("half as much again held liquid", "备付增加一半"), Text("half as much held liquid", "备付减少一半")),
    "controls": (Text("half as much again for controls", "风控与服务多投一半"), Text("half as much for controls", "风控与服务少投一半")),
}


def lever(change: "Changed") -> Text:
    """What was changed, as people say it."""
    return LEVERS[change.lever][0 if change.up else 1]


def shock(spared: "Spared") -> Text:
    """Which shock was spared, as people say it."""
    return Text("the {what} of month {month}", "第 {month} 个月的{what}").format(what=spoken(spared.shock), month=spared.month)


def log(result: "Result") -> Rows:
    """Every month that was played."""
    heads = (MONTH, Text("Shock", "冲击"), Text("Profit", "利润"), Text("Money left", "剩余资金"), Text("New", "新增"),
             Text("Customers", "客户"), Text("Complaints", "每千户投诉"), Text("Loss rate", "损失率"), Text("Income", "收入"),
             Text("Losses", "损失"), Text("Costs", "成本"), Text("Refunds, fines", "退费罚款"))
    rows = [(str(m.number), m.shock.value if m.shock else NONE, _thousands(m.profit), _thousands(m.cash), show(m.accepted, 0),
             show(m.customers, 0), show(m.complaints, 1), percent(m.loss_rate),
             *map(_thousands, (m.income, m.losses, m.costs, m.penalties))) for m in result.months]
    return Rows(Text("Log, money in thousands", "流水，金额以千计"), tuple(Column(head, number=head is not heads[1]) for head in heads), rows,
                file="launch_log")


def _thousands(amount: float) -> str:
    return show(amount / 1000, 0)


def changed(result: "Result") -> tuple[Rows, ...]:
    """Every decision changed on its own, in every month, against the same shocks."""
    return _ends(Text("The same year with one decision changed, money in thousands", "同一年，只改一项决策（金额以千计）"), Text("Changed", "改动"),
                 [(lever(change), change.end) for change in result.changed], "launch_changes")


def spared(result: "Result") -> tuple[Rows, ...]:
    """The same decisions with each shock taken out on its own."""
    return _ends(Text("The same decisions with one shock less, money in thousands", "决策不变，少一次冲击（金额以千计）"), Text("Left out", "去掉的冲击"),
                 [(shock(spared), spared.end) for spared in result.spared], "launch_shocks")


def _ends(title: Text, head: Text, years: list[tuple[Text, Month]], file: str) -> tuple[Rows, ...]:
    rows = [(what, str(end.number) if end.closed else NONE, show(end.customers, 0), _thousands(end.cash), _thousands(end.worth))
            for what, end in years]
    columns = (Column(head, number=False), Column(Text("Closed in month", "关停月份")), Column(Text("Customers at the end", "期末客户")),
               Column(Text("Money left", "剩余资金")), Column(Text("Score", "得分")))
    return (Rows(title, columns, rows, folded=True, file=file),) if rows else ()
