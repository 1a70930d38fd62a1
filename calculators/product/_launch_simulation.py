"""What the launch simulation shows: verdicts and figures, then two pictures, the log and a look back."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from calculators._launch import Closed, Month
from calculators._numbers import compact, show
from calculators._results import Block, Figure, Figures, Tone, Verdict
from calculators._text import Text
from calculators.product import _launch_simulation_back as back
from calculators.product import _launch_simulation_charts as charts
from calculators.product import _launch_simulation_rows as rows

if TYPE_CHECKING:
    from calculators.product.launch_simulation import Result


def blocks(result: "Result") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (_end(result), *_broken(result), *_run(result), *_complaints(result), *back.verdicts(result), _figures(result))
    yield from (charts.money(result), charts.complaints(result))
    yield from (rows.log(result), *rows.changed(result), *rows.spared(result))


def _end(result: "Result") -> Verdict:
    last, start = result.last, result.product.capital
    words = {"month": last.number, "months": f"{last.number} month{'s' * (last.number > 1)}", "cash": compact(last.cash),
             "start": compact(start), "customers": show(last.customers, 0), "profit": compact(abs(last.profit)),
             "short": compact(last.short), "need": compact(last.need), "score": compact(last.worth), "ahead": compact(last.ahead)}
    if last.closed is Closed.RUN:
        return Verdict(Tone.BAD, Text("Closed in month {month}: a run asked for {need}, and {short} of it could not be paid.",
                                      "第 {month} 个月关停：集中提款 {need}，缺口 {short}。").format(**words))
    if last.closed is Closed.MONEY:
        spent = {name: compact(sum(getattr(month, name) for month in result.months))
                 for name in ("income", "losses", "costs", "penalties")}
        return Verdict(Tone.BAD, Text(
            "Closed in month {month}: the capital of {start} is used up. Income {income}; losses {losses}, costs {costs}, "
            "refunds and fines {penalties}.",
            "第 {month} 个月关停：资本金 {start}，已经耗尽。累计收入 {income}，损失 {losses}，成本 {costs}，退费和罚款 {penalties}。")
            .format(**words, **spent))
    if result.over:
        held = Text("{cash} is left, and {customers} customers would bring {ahead} in the year to come.",
                    "账上剩 {cash}，{customers} 名客户未来一年还能带来 {ahead}。").format(**words)
        if last.worth >= start:
            return Verdict(Tone.GOOD, Text("Score {score}, more than the {start} put in: ",
                                           "得分 {score}，高于投入的资本金 {start}：").format(**words) + held)
        return Verdict(Tone.CAUTION, Text("Score {score}, less than the {start} put in: ",
                                          "得分 {score}，低于投入的资本金 {start}：").format(**words) + held)
    struck = Text("{what} this month. ", "本月遇到{what}。").format(what=last.shock.value) if last.shock else Text("", "")
    tone = Tone.CAUTION if last.shock else Tone.PLAIN
    first = struck + Text("After {months}: {customers} customers, and {cash} left of {start}. ",
                          "走完第 {month} 个月：客户 {customers} 名，资本金 {start}，还剩 {cash}。").format(**words)
    if last.profit >= 0:
        return Verdict(tone, first + Text("This month earned {profit}.", "本月盈利 {profit}。").format(**words))
    return Verdict(tone, first + Text("This month lost {profit}.", "本月亏损 {profit}。").format(**words))


def _broken(result: "Result") -> tuple[Verdict, ...]:
    found = (
        ([m for m in result.months if m.over_cap], Text("a price above the cap", "价格超过上限")),
        ([m for m in result.months if m.open_gate], Text("a suitability gate that refuses almost nobody", "适当性关口形同虚设")),
        ([m for m in result.months if m.stopped], Text("new business stopped by the supervisor", "被监管叫停新增业务")),
    )
    kinds = [Text("{what} ({when})", "{what}（{when}）").format(what=what, when=_months(months)) for months, what in found if months]
    if not kinds:
        return (Verdict(Tone.GOOD, Text("No rule was broken.", "没有违规。")),)
    paid = sum(month.penalties for month in result.months)
    cost = Text("; refunds and fines of {paid}", "；退费和罚款共 {paid}").format(paid=compact(paid)) if paid else Text("", "")
    return (Verdict(Tone.BAD, Text("Rules broken: {kinds}{cost}.", "违规：{kinds}{cost}。").format(
        kinds=Text("; ".join(kind.en for kind in kinds), "；".join(kind.zh for kind in kinds)), cost=cost)),)


def _run(result: "Result") -> tuple[Verdict, ...]:
    """The run that came nearest to not being paid; one that closed the product is in the headline."""
    month = min((month for month in result.months if month.need), key=lambda month: month.available - month.need, default=None)
    if month is None or month.closed is Closed.RUN:
        return ()
    words = {"month": month.number, "need": compact(month.need), "have": compact(month.available), "short": compact(month.short)}
    if month.short:
        return (Verdict(Tone.BAD, Text("In month {month} a run asked for {need}; {short} was missing and had to be sold for at a loss.",
                                       "第 {month} 个月集中提款 {need}，差 {short}，只能折价变现。").format(**words)),)
    return (Verdict(Tone.GOOD, Text("The run of month {month} asked for {need}; {have} was there.",
                                    "第 {month} 个月集中提款 {need}，可用 {have}，付得出来。").format(**words)),)


def _complaints(result: "Result") -> tuple[Verdict, ...]:
    limit = result.product.tolerated
    above = [month for month in result.months if month.complaints > limit]
    if not above:
        return ()
    words = {"limit": show(limit, 1), "when": _months(above), "worst": show(max(month.complaints for month in above), 1)}
    told = Text("Complaints were above {limit} per 1,000 customers in {when}, at most {worst}",
                "{when}投诉超过每千户 {limit} 件，最高 {worst} 件").format(**words)
    last = [month.complaints > limit for month in result.months[-2:]]
    if result.over or not last[-1]:
        return (Verdict(Tone.CAUTION, told + Text(".", "。")),)
    if last == [True, True]:
        return (Verdict(Tone.BAD, told + Text("; the last two months both, so new business stops next month.", "；最近两个月都超线，下个月不准新增。")),)
    return (Verdict(Tone.CAUTION, told + Text("; one more month above it, and new business stops.", "；下个月再超线，就会被叫停新增。")),)


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
    last, first = result.last, next((month.number for month in result.months if month.profit >= 0), None)
    lowest = min(result.months, key=lambda month: month.cash)
    return Figures((
        Figure(Text("Score", "得分"), compact(last.worth), Text("a closed product scores nothing", "关停不得分") if last.closed else
               Text("money, and {ahead} from customers", "现金，加客户带来的 {ahead}").format(ahead=compact(last.ahead))),
        Figure(Text("Money left", "剩余资金"), compact(last.cash), Text("of {start}", "起始 {start}").format(start=compact(result.product.capital))),
        Figure(Text("Customers", "客户数"), show(last.customers, 0), Text("balance {book}", "余额 {book}").format(book=compact(last.book))),
        Figure(Text("First month in profit", "首个盈利月"), rows.NONE if first is None else str(first),
               Text(f"least money in month {lowest.number}", f"第 {lowest.number} 个月资金最少")),
        Figure(Text("Code of this game", "本局编号"), result.code, Text(f"seed {result.inputs.seed}", f"种子 {result.inputs.seed}")),
    ))
