"""What the launch simulation shows: verdicts, figures, two pictures, the log and a look back."""

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from calculators._charts import CAUTION, HALO, INK, SECOND, drawn, labels, layer, number, threshold, unit
from calculators._launch import MONTHS, Closed, Month
from calculators._numbers import compact, percent, show
from calculators._results import Block, Chart, Column, Figure, Figures, Rows, Tone, Verdict
from calculators._text import Text

if TYPE_CHECKING:
    from calculators.product.launch_simulation import Changed, Result

LEVERS = {
    "price": (Text("a price a tenth higher", "价格高一成"), Text("a price a tenth lower", "价格低一成")),
    "marketing": (Text("three tenths more marketing", "营销多投三成"), Text("three tenths less marketing", "营销少投三成")),
    "accept": (Text("a fifth more accepted", "准入放宽两成"), Text("a fifth fewer accepted", "准入收紧两成")),
    "liquid": (Text("half as much again held liquid", "备付增加一半"), Text("half as much held liquid", "备付减少一半")),
    "controls": (Text("half as much again for controls", "风控与服务多投一半"), Text("half as much for controls", "风控与服务少投一半")),
}
SHOWN = 3
NONE = "–"
MONTH = Text("Month", "月份")


def blocks(result: "Result") -> tuple[Block, ...]:
    """The answer, in the order in which a reader meets it."""
    return (_end(result), *_broken(result), *_run(result), _complaints(result), *_back(result), _figures(result), _money(result),
            _complaints_chart(result), _log(result), *_changed(result))


def _end(result: "Result") -> Verdict:
    last = result.last
    words = {"month": last.number, "months": f"{last.number} month{'s' * (last.number > 1)}", "cash": compact(last.cash), "start": compact(result.product.capital),
             "customers": show(last.customers, 0), "profit": compact(abs(last.profit)), "short": compact(last.short), "need": compact(last.need)}
    if last.closed is Closed.RUN:
        return Verdict(Tone.BAD, Text("Closed in month {month}: a run asked for {need}, and {short} of it could not be paid.",
                                      "第 {month} 个月关停：集中提款 {need}，缺口 {short}。").format(**words))
    if last.closed is Closed.MONEY:
        return Verdict(Tone.BAD, Text("Closed in month {month}: the capital of {start} is used up.",
                                      "第 {month} 个月关停：资本金 {start}，已经耗尽。").format(**words))
    first = Text("After {months} {customers} customers, and {cash} is left of {start}; ",
                 "走完 {month} 个月，有 {customers} 名客户，资本金 {start}，还剩 {cash}；").format(**words)
    if last.profit >= 0:
        return Verdict(Tone.GOOD, first + Text("the last month earned {profit}.", "最后一个月盈利 {profit}。").format(**words))
    return Verdict(Tone.CAUTION, first + Text("the last month lost {profit}.", "最后一个月亏损 {profit}。").format(**words))


def _broken(result: "Result") -> tuple[Verdict, ...]:
    found = (
        ([m for m in result.months if m.over_cap], Text("a price above the cap", "价格超过上限")),
        ([m for m in result.months if m.open_gate], Text("a suitability gate that refuses almost nobody", "适当性关口形同虚设")),
        ([m for m in result.months if m.stopped], Text("new business stopped by the supervisor", "被监管叫停新增业务")),
    )
    kinds = [Text("{what} ({when})", "{what}（{when}）").format(what=what, when=_months(months)) for months, what in found if months]
    if not kinds:
        return (Verdict(Tone.GOOD, Text("No rule of this world was broken.", "没有触犯这个世界里的任何规则。")),)
    paid = sum(month.penalties for month in result.months)
    return (Verdict(Tone.BAD, Text("Broken: {kinds}; refunds and fines of {paid}.", "违规：{kinds}；退费和罚款共 {paid}。").format(
        kinds=Text("; ".join(kind.en for kind in kinds), "；".join(kind.zh for kind in kinds)), paid=compact(paid))),)


def _run(result: "Result") -> tuple[Verdict, ...]:
    month = next((month for month in result.months if month.need), None)
    if month is None or month.closed is Closed.RUN:
        return ()
    words = {"month": month.number, "need": compact(month.need), "have": compact(month.available), "short": compact(month.short)}
    if month.short:
        return (Verdict(Tone.BAD, Text("In month {month} a run asked for {need}; {short} was missing and had to be sold for at a loss.",
                                       "第 {month} 个月集中提款 {need}，差 {short}，只能折价变现。").format(**words)),)
    return (Verdict(Tone.GOOD, Text("The run of month {month} asked for {need}; {have} was there.",
                                    "第 {month} 个月集中提款 {need}，手里有 {have}，付得出来。").format(**words)),)


def _complaints(result: "Result") -> Verdict:
    worst = max(result.months, key=lambda month: month.complaints)
    above = [month for month in result.months if month.complaints > result.product.tolerated]
    words = {"worst": show(worst.complaints, 1), "month": worst.number, "limit": show(result.product.tolerated, 1), "when": _months(above)}
    if above:
        return Verdict(Tone.CAUTION, Text(
            "Complaints peaked at {worst} per 1,000 customers in month {month}, and were above {limit} in {when}; two months running "
            "stop new business.", "投诉最高为每千户 {worst} 件（第 {month} 个月），{when}高于 {limit} 件；连续两个月就会被叫停新增。").format(**words))
    return Verdict(Tone.GOOD, Text("Complaints peaked at {worst} per 1,000 customers, within {limit}.",
                                   "投诉最高为每千户 {worst} 件，没有超过 {limit} 件。").format(**words))


def _back(result: "Result") -> tuple[Verdict, ...]:
    """Up to three decisions that were better taken the other way, the best first."""
    better = _better(result)[:SHOWN]
    if not result.over:
        return ()
    if not better:
        return (Verdict(Tone.PLAIN, Text("Looking back, no single decision, changed in every month, would have ended better.",
                                         "回头看，只改其中一项决策，没有哪一项能有更好的结局。")),)
    named = [Text("{lever} ({gain})", "{lever}（{gain}）").format(lever=_lever(change), gain=_gain(result, change)) for change in better]
    return (Verdict(Tone.PLAIN, Text("Decisions to reverse, one at a time, in every month: {named}.",
                                     "应当改掉的决策（逐项、每月都改）：{named}。").format(
        named=Text("; ".join(words.en for words in named), "；".join(words.zh for words in named)))),)


def _better(result: "Result") -> list["Changed"]:
    gains = sorted(result.changed, key=lambda change: change.gain(result.last), reverse=True)
    return [change for change in gains if change.gain(result.last) > (0, 0.5)]


def _lever(change: "Changed") -> Text:
    return LEVERS[change.lever][0 if change.up else 1]


def _gain(result: "Result", change: "Changed") -> Text:
    """How a change would have ended, told where it differs."""
    later, more = change.gain(result.last)
    if result.last.closed and not change.end.closed:
        return Text("survives with {cash}", "撑过全年，剩 {cash}").format(cash=compact(change.end.cash))
    if change.end.closed and later > 0:
        return Text("closes {later} later", "晚{later}关停").format(later=Text(f"{later} month{'s' * (later > 1)}", f" {later} 个月"))
    if change.end.closed and not result.last.closed:
        return Text(f"closes in month {change.end.number}", f"第 {change.end.number} 个月关停")
    return Text("{sign}{more}", "{sign}{more}").format(sign="+" if more >= 0 else "", more=compact(more))


def _months(months: Iterable[Month]) -> Text:
    """Months as people say them: months 3 and 5–8."""
    numbers = [month.number for month in months]
    if not numbers:
        return Text("", "")
    spans = [[numbers[0]]]
    for before, after in pairwise(numbers):
        if after == before + 1:
            spans[-1].append(after)
        else:
            spans.append([after])
    said = [str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans]
    return Text(f"month{'s' * (len(numbers) > 1)} {', '.join(said)}", f"第 {'、'.join(said)} 个月")


def _figures(result: "Result") -> Figures:
    first = next((month.number for month in result.months if month.profit >= 0), None)
    lowest = min(result.months, key=lambda month: month.cash)
    return Figures((
        Figure(Text("Money left", "剩余资金"), compact(result.last.cash), Text("of {start}", "起始 {start}").format(start=compact(result.product.capital))),
        Figure(Text("Customers", "客户数"), show(result.last.customers, 0), Text("balance {book}", "余额 {book}").format(book=compact(result.last.book))),
        Figure(Text("First month in profit", "首个盈利月"), NONE if first is None else str(first),
               Text(f"least money in month {lowest.number}", f"资金最少在第 {lowest.number} 个月")),
        Figure(Text("Code of this run", "本局编号"), result.code, Text(f"seed {result.inputs.seed}", f"种子 {result.inputs.seed}")),
    ))


def _money(result: "Result") -> Chart:
    size, words = unit(result.product.capital)
    rows = [{"month": 0, "cash": drawn(result.product.capital / size)},
            *({"month": month.number, "cash": drawn(month.cash / size), "label": month.shock.value if month.shock else Text("", "")}
              for month in result.months)]
    struck = [row for row, month in zip(rows[1:], result.months, strict=True) if month.shock]
    at = {"x": number("month", MONTH, domain=(0, MONTHS), tickMinStep=1, format="d", grid=False),
          "y": number("cash", Text("Money left", "剩余资金") + words)}
    told = [Text("{what} in month {month}", "第 {month} 个月{what}").format(what=month.shock.value, month=month.number)
            for month in result.months if month.shock]
    return Chart(
        Text("What is left of the money", "资金还剩多少"),
        {"layer": [layer("line", rows, at), threshold(0, "y", color=INK, strokeWidth=1),
                   layer("point", struck, at, shape="diamond", size=90, filled=True, opacity=1, color=SECOND),
                   labels(struck, at, dy=-12, **HALO), labels(struck, at, dy=-12)]},
        Text("From {start} the money goes to {end} in month {month}. {shocks}", "起始资金 {start}，第 {month} 个月末 {end}。{shocks}").format(
            start=compact(result.product.capital), end=compact(result.last.cash), month=result.last.number,
            shocks=Text("Shocks: {told}.", "冲击：{told}。").format(told=Text(", ".join(words.en for words in told), "，".join(words.zh for words in told)))
            if told else Text("No shock so far.", "还没有遇到冲击。")))


def _complaints_chart(result: "Result") -> Chart:
    limit = result.product.tolerated
    rows = [{"month": month.number, "complaints": drawn(month.complaints)} for month in result.months]
    at = {"x": number("month", MONTH, domain=(0, MONTHS), tickMinStep=1, format="d", grid=False),
          "y": number("complaints", Text("Complaints per 1,000 customers", "每千户投诉"))}
    above = [row for row, month in zip(rows, result.months, strict=True) if month.complaints > limit]
    return Chart(
        Text("Complaints and what is tolerated", "投诉与容忍线"),
        {"layer": [layer("line", rows, at), layer("point", rows, at), threshold(limit, "y", color=CAUTION, strokeDash=[6, 4]),
                   layer("point", above, at, shape="diamond", size=90, filled=True, opacity=1, color=SECOND)]},
        Text("Between {low} and {high} per 1,000 customers; the dashed line is {limit}.", "每千户 {low} 到 {high} 件，虚线为 {limit} 件。").format(
            low=show(min(m.complaints for m in result.months), 1), high=show(max(m.complaints for m in result.months), 1), limit=show(limit, 1)))


def _log(result: "Result") -> Rows:
    heads = (MONTH, Text("Shock", "冲击"), Text("New", "新增"), Text("Customers", "客户"), Text("Loss rate", "损失率"), Text("Income", "收入"),
             Text("Losses", "损失"), Text("Costs", "成本"), Text("Refunds, fines", "退费与罚款"), Text("Complaints per 1,000", "每千户投诉"),
             Text("Profit", "利润"), Text("Money left", "剩余资金"))
    rows = [(str(m.number), m.shock.value if m.shock else NONE, show(m.accepted, 0), show(m.customers, 0), percent(m.loss_rate), *(
        show(value, 0) for value in (m.income, m.losses, m.costs, m.penalties)), show(m.complaints, 1), show(m.profit, 0), show(m.cash, 0))
        for m in result.months]
    return Rows(Text("Log", "流水"), tuple(Column(head, number=head is not heads[1]) for head in heads), rows, file="launch_log")


def _changed(result: "Result") -> tuple[Rows, ...]:
    """Every decision changed on its own, in every month, against the same shocks."""
    if not result.over:
        return ()
    rows = [(_lever(change), str(change.end.number) if change.end.closed else NONE, show(change.end.customers, 0), show(change.end.cash, 0))
            for change in result.changed]
    return (Rows(Text("The same year with one decision changed", "同一年，只改一项决策"),
                 (Column(Text("Changed", "改动"), number=False), Column(Text("Closed in month", "关停月份")),
                  Column(Text("Customers at the end", "期末客户")), Column(Text("Money left", "剩余资金"))), rows, folded=True, file="launch_changes"),)
