"""What the payback calculator shows of its result: advice, figures, payback curves and two tables."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from calculators import _charts
from calculators._numbers import percent, show
from calculators._results import Block, Cell, Chart, Column, Figure, Figures, Rows, Tone, Verdict
from calculators._text import Text, quoted

if TYPE_CHECKING:
    from calculators.retention.channel_payback import Assessed, Result

NEVER, NONE = Text("never", "不回本"), "–"
DRAWN = 6  # channels in the picture
DASHES = ([1, 0], [7, 3], [2, 3], [10, 3, 2, 3], [4, 2], [1, 5])
VERBS = {"GROW": (Text("grow {names}", "加投{names}"), Tone.GOOD), "HOLD": (Text("hold {names}", "维持{names}"), Tone.GOOD),
         "CUT": (Text("cut {names}", "减投{names}"), Tone.CAUTION), "STOP": (Text("stop {names}", "停投{names}"), Tone.BAD)}


def blocks(result: "Result") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (_advice(result), _effect(result), *_margins(result))
    if result.inputs.budget is not None:
        yield _budget(result)
    yield _figures(result)
    yield from (_chart(result), _customers(result), _spends(result))


def _advice(result: "Result") -> Verdict:
    parts, tone = [], Tone.GOOD
    for kind, (verb, meant) in VERBS.items():
        names = [c.name for c in result.channels if c.advice.name == kind]
        if names:
            parts.append(verb.format(names=quoted(names)))
            tone = meant
    return Verdict(tone, Text(_upper("; ".join(p.en for p in parts)) + ".", "；".join(p.zh for p in parts) + "。"))


def _effect(result: "Result") -> Verdict:
    now, then = result.surplus(False), result.surplus(True)
    words = {"plan": show(result.plan, 0), "spend": show(result.spend, 0), "now": show(now, 0), "then": show(then, 0),
             "horizon": result.inputs.horizon}
    return Verdict(Tone.PLAIN if then >= now else Tone.CAUTION, Text(
        "The plan spends {plan} a month instead of {spend}; the customers of a month then bring {then} over {horizon} months "
        "after their cost, instead of {now}.",
        "按此安排，月投放从 {spend} 变为 {plan}；一个月的新客户在 {horizon} 个月内扣除获客成本后带来 {then}，原为 {now}。").format(
            **words))


def _margins(result: "Result") -> list[Verdict]:
    """A caution for channels whose average customer pays back while the next one does not."""
    found = [c for c in result.channels if c.ltv >= c.response.cost and c.ltv < c.response.next_at(c.response.spend)]
    return [Verdict(Tone.CAUTION, Text(
        "{name} looks fine on average, {ltv} for {cost}, but its next customer costs {next}: the last ones lose money.",
        "{name}平均看划算（{cost} 换来 {ltv}），但再多一名客户要花 {next}：最后那批客户在亏钱。").format(
            name=quoted([c.name]), ltv=show(c.ltv), cost=show(c.response.cost), next=show(c.response.next_at(c.response.spend))))
        for c in found]


def _budget(result: "Result") -> Verdict:
    budget = result.inputs.budget
    words = {"budget": show(budget, 0), "limit": result.inputs.limit, "left": show(budget - result.plan, 0),
             "returned": show(result.returned)}
    if result.returned > 1:
        return Verdict(Tone.PLAIN, Text(
            "The budget of {budget} is the limit: one more unit would return {returned} within {limit} months.",
            "预算 {budget} 是约束：再多投 1，{limit} 个月内能收回 {returned}。").format(**words))
    return Verdict(Tone.PLAIN, Text(
        "{left} of the budget of {budget} stays unspent: no channel could pay it back within {limit} months in this step.",
        "预算 {budget} 中有 {left} 不投：这一轮没有渠道能在 {limit} 个月内收回。").format(**words))


def _figures(result: "Result") -> Figures:
    before = sum(c.customers(c.response.spend) for c in result.channels)
    after = sum(c.customers(c.plan) for c in result.channels)
    was = Text("now {now}", "现为 {now}")
    return Figures((
        Figure(Text("Planned spend a month", "计划月投放"), show(result.plan, 0), was.format(now=show(result.spend, 0))),
        Figure(Text("New customers a month", "每月新客户"), show(after, 0), was.format(now=show(before, 0))),
        Figure(Text("CAC, all channels", "综合获客成本"), show(result.plan / after) if after else NONE,
               was.format(now=show(result.spend / before))),
        Figure(Text("Value less cost", "价值减成本"), show(result.surplus(True), 0), was.format(now=show(result.surplus(False), 0))),
    ))


def _chart(result: "Result") -> Chart:
    shown = result.channels[:DRAWN]
    rows = [{"month": month, "margin": _charts.drawn(margin - c.response.cost), "channel": c.name}
            for c in shown for month, margin in enumerate((0.0, *c.brought))]
    names = [c.name for c in shown]
    colour = _charts.series("channel", names)
    dash = {"field": "channel", "type": "nominal", "scale": {"domain": names, "range": list(DASHES[:len(names)])},
            "legend": colour["legend"]}
    months = (0, result.inputs.horizon)
    encoding = {"x": _charts.number("month", Text("Months paid", "已付月数"), domain=months, tickMinStep=1, format="d", grid=False),
                "y": _charts.number("margin", Text("Brought less CAC, per customer", "每客户累计毛利减获客成本")),
                "color": colour, "strokeDash": dash}
    words = [Text("{name} month {month}", "{name}第 {month} 个月").format(name=c.name, month=month)
             if (month := c.payback(c.response.cost)) else Text("{name} never", "{name}不回本").format(name=c.name) for c in shown]
    return Chart(
        Text("When an average customer has paid back", "平均每名客户何时回本"),
        {"layer": [_charts.layer("line", rows, encoding), _charts.threshold(0, "y", color=_charts.INK, strokeWidth=1),
                   _charts.threshold(result.inputs.limit, "x")]},
        Text("A line that crosses zero has paid back: {words}. The vertical line is the limit of {limit} months.",
             "曲线越过零即回本：{words}。竖线为 {limit} 个月的期限。").format(
                 words=Text(", ".join(w.en for w in words), "，".join(w.zh for w in words)), limit=result.inputs.limit))


def _customers(result: "Result") -> Rows:
    heads = (Text("Channel", "渠道"), Text("LTV", "LTV"), Text("CAC", "获客成本"), Text("LTV:CAC", "LTV:CAC"),
             Text("Payback month", "回本月份"), Text("Left after 12 months", "12 个月后仍在"))
    rows = [(c.name, show(c.ltv), show(c.response.cost), show(c.ltv / c.response.cost), _month(c, c.response.cost),
             percent(round(c.kept, 10), 1)) for c in result.channels]
    return Rows(Text("An average customer", "平均每名客户"), _columns(heads), rows, file="channels.csv")


def _spends(result: "Result") -> Rows:
    heads = (Text("Channel", "渠道"), Text("Next customer costs", "再多一名客户的成本"),
             Text("Brings within {n} months", "{n} 个月内带来").format(n=result.inputs.limit), Text("Pays back in month", "回本月份"),
             Text("Spend now", "现投放"), Text("Plan", "计划"), Text("Next customer then", "届时再多一名"), Text("Advice", "建议"))
    rows = []
    for c in result.channels:
        now = c.response.next_at(c.response.spend)
        rows.append((c.name, show(now), show(c.response.worth), _month(c, now), show(c.response.spend, 0), show(c.plan, 0),
                     show(c.response.next_at(c.plan)) if c.plan else NONE, c.advice.value))
    return Rows(Text("The next unit of budget", "下一笔预算"), _columns(heads, (7,)), rows, file="plan.csv")


def _columns(heads: Sequence[Text], words: Sequence[int] = ()) -> tuple[Column, ...]:
    return tuple(Column(head, number=bool(place) and place not in words) for place, head in enumerate(heads))


def _month(channel: "Assessed", cost: float) -> Cell:
    month = channel.payback(cost)
    return NEVER if month is None else str(month)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
