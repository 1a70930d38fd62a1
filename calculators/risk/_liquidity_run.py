"""A run on a fund: the first day in full, the days after it, and the levers that would close the gap."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculators._charts import ACCENT, SECOND, drawn, labels, layer, number, series, threshold, unit
from calculators._inputs import InputError
from calculators._numbers import amount, percent, show
from calculators._redemptions import CENT, Cash, Day, run, survived
from calculators._results import Block, Chart, Column, Figure, Figures, Note, Rows, Tone, Verdict
from calculators._text import Text, same

if TYPE_CHECKING:
    from calculators.risk.liquidity import Inputs

TIGHT = 0.1  # less than a tenth of the cash left over is no comfort
ASKED, RAISED = Text("Asked for so far", "累计赎回"), Text("Raised so far", "累计可付")


@dataclass(frozen=True)
class Run:
    """`takes` is what one holder gets on a day, under the cap; `leaving` is how many ask on day one."""

    inputs: "Inputs"
    cash: Cash
    takes: float
    leaving: float
    days: tuple[Day, ...]

    @property
    def need(self) -> float:
        return self.days[0].asked

    @property
    def available(self) -> float:
        return self.days[0].raised

    @property
    def gap(self) -> float:
        """What is missing on day one; negative is what is left over."""
        return self.need - self.available

    @property
    def break_even(self) -> float:
        """The share of holders whom the cash of day one can just pay; beyond 1 it pays everybody."""
        return self.available / (self.inputs.holders * self.takes)

    @property
    def most(self) -> float:
        """The share of holders who could take as much before the fund is empty."""
        return min(1.0, self.cash.size / (self.inputs.holders * self.takes))

    @property
    def survived(self) -> int:
        return survived(self.days)


def solve(inputs: "Inputs") -> Run:
    """The run of these inputs. Raises InputError for holders who ask for more than the fund holds."""
    size, takes = inputs.size, min(inputs.takes, inputs.cap)
    leaving = inputs.holders * inputs.share / 100
    if leaving * takes > size + CENT:
        raise InputError("share", Text(
            "These holders would take {need}, more than the {size} in the fund. Lower their share or what each takes.",
            "这些持有人要取 {need}，超过基金规模 {size}。请调低人数占比或人均金额。").format(
                need=amount(leaving * takes), size=amount(size)))
    cash = Cash(size, size * inputs.ready / 100, inputs.line, size * inputs.sold / 100)
    return Run(inputs, cash, takes, leaving, run(cash, min(leaving * takes, size), inputs.again / 100, inputs.days))


def blocks(r: Run) -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    lasting = len(r.days) > 1
    if lasting and r.survived > 0:
        yield _endurance(r)
    yield _verdict(r)
    if lasting and r.survived == 0:
        yield _endurance(r)
    yield from (_concentration(r), _figures(r))
    yield from _capped(r)
    if lasting:
        yield _path(r)
    yield from (_shares(r), _levers(r))
    if lasting:
        yield _table(r)


def _verdict(r: Run) -> Verdict:
    beside = max(r.need, r.available)
    words = {"need": amount(r.need), "have": amount(r.available, beside), "gap": amount(abs(r.gap), beside)}
    if r.gap > CENT:
        return Verdict(Tone.BAD, Text("On day one {need} is asked for and {have} is there: {gap} is missing.",
                                      "第 1 天要付 {need}，能付 {have}，缺口 {gap}。").format(**words))
    tone = Tone.CAUTION if -r.gap < TIGHT * r.available else Tone.GOOD
    return Verdict(tone, Text("On day one {need} is asked for and {have} is there: {gap} is left.",
                              "第 1 天要付 {need}，能付 {have}，还剩 {gap}。").format(**words))


def _endurance(r: Run) -> Verdict:
    total, short = len(r.days), next((day for day in r.days if not day.paid), None)
    if short is None:
        return Verdict(Tone.GOOD, Text("The cash lasts all {n} days of this run.", "这场挤兑的 {n} 天，现金都撑得住。").format(n=total))
    return Verdict(Tone.BAD, Text(
        "The cash lasts {whole} of {n} days: on day {day} it is short by {gap} in all.",
        "{n} 天里现金能撑 {whole} 天：到第 {day} 天累计缺 {gap}。").format(
            whole=short.number - 1, n=total, day=short.number, gap=amount(short.missing)))


def _concentration(r: Run) -> Verdict:
    average = r.cash.size / r.inputs.holders
    return Verdict(Tone.PLAIN, Text(
        "{share} of holders take {money} of the fund: the average holding is {average}, each of them takes {takes}.",
        "{share} 的持有人取走基金的 {money}：人均持有 {average}，这些人每人取 {takes}。").format(
            share=percent(r.inputs.share / 100), money=percent(r.need / r.cash.size), average=amount(average), takes=amount(r.takes)))


def _figures(r: Run) -> Figures:
    beside = max(r.need, r.available)
    pays_all = r.break_even >= r.most
    lasts = Figure(Text("Days the cash lasts", "可支撑天数"), Text("all {n}", "全部 {n} 天").format(n=len(r.days))
                   if r.survived == len(r.days) else str(r.survived), Text("of this run", "在这场挤兑中"))
    return Figures((
        Figure(Text("Needed on day one", "第 1 天要付"), amount(r.need, beside),
               Text("{n} holders × {takes}", "{n} 人 × {takes}").format(n=show(r.leaving, 0), takes=amount(r.takes))),
        Figure(Text("Available on day one", "第 1 天能付"), amount(r.available, beside),
               Text("assets {ready} + line {line}", "资产 {ready} + 授信 {line}").format(
                   ready=amount(min(r.cash.size, r.cash.ready)), line=amount(r.cash.line))),
        Figure(Text("Break-even", "平衡点"), Text("at no share", "不存在") if pays_all else percent(r.break_even),
               Text("the whole fund could be paid out", "整只基金都付得出") if pays_all
               else Text("of holders, on day one", "持有人占比，按第 1 天算")),
        *((lasts,) if len(r.days) > 1 else ()),
    ))


def _capped(r: Run) -> tuple[Note, ...]:
    held = (r.inputs.takes - r.takes) * r.leaving
    return () if held <= CENT else (Note(Text(
        "The cap holds back {held} today. It comes back as ordinary redemption, which has no such cap.",
        "上限当天挡下 {held}，这笔钱会改走普通赎回，那里没有这道上限。").format(held=amount(held))),)


def _shares(r: Run) -> Chart:
    most = min(r.most, 2 * max(r.inputs.share / 100, min(r.break_even, r.most)))
    size, words = unit(max(most * r.inputs.holders * r.takes, r.available))
    x = number("share", Text("Holders who redeem on day one, %", "第 1 天赎回的持有人，%"), domain=(0, drawn(most * 100)), tickCount=6)
    y = number("money", Text("Money", "金额") + words, tickCount=5)

    def at(share: float) -> dict:
        return {"share": drawn(share * 100), "money": drawn(share * r.inputs.holders * r.takes / size)}

    here = at(r.inputs.share / 100) | {"label": percent(r.inputs.share / 100)}
    side = {"align": "right", "dx": -9, "dy": -7}
    spec = {"layer": [layer("line", [at(0), at(most)], {"x": x, "y": y}), threshold(r.available / size, "y"),
                      layer("point", [here], {"x": x, "y": y}, color=SECOND, size=90), labels([here], {"x": x, "y": y}, **side)]}
    summary = Text("The line is what is asked for, the dashed line the {have} that is there.",
                   "斜线为要付的钱，虚线为能付的 {have}。").format(have=amount(r.available))
    if r.break_even < r.most:
        summary += Text(" They meet at {even} of holders; the dot is the {share} of this run.",
                        "两线在 {even} 处相交；圆点是这次的 {share}。").format(
                            even=percent(r.break_even), share=percent(r.inputs.share / 100))
    return Chart(Text("At which share of holders the cash ends", "多少持有人赎回，现金就见底"), spec, summary)


def _path(r: Run) -> Chart:
    size, words = unit(max(r.days[-1].total, r.days[-1].raised))
    rows = [{"day": day.number, "money": drawn(value / size), "what": name}
            for name, values in ((ASKED, [d.total for d in r.days]), (RAISED, [d.raised for d in r.days]))
            for day, value in zip(r.days, values, strict=True)]
    x = number("day", Text("Day of the run", "挤兑第几天"), zero=False, tickMinStep=1, format="d", grid=False)
    y = number("money", Text("Money", "金额") + words, tickCount=5)
    dash = {"field": "what", "type": "nominal", "scale": {"domain": [ASKED, RAISED], "range": [[1, 0], [6, 4]]}}
    spec = {"layer": [layer("line", rows, {"x": x, "y": y, "color": series("what", (ASKED, RAISED), (SECOND, ACCENT)),
                                           "strokeDash": dash}, point=True)]}
    return Chart(Text("Day by day", "逐日累计"), spec, Text(
        "By day {n}, {asked} has been asked for and {raised} raised; days that the cash lasts: {whole}.",
        "到第 {n} 天，累计要付 {asked}，累计能付 {raised}；可支撑天数 {whole}。").format(
            n=len(r.days), asked=amount(r.days[-1].total), raised=amount(r.days[-1].raised), whole=r.survived))


def _levers(r: Run) -> Rows:
    ready = min(r.cash.size, r.cash.ready)
    rows = (
        (Text("Committed credit line", "承诺的授信"), amount(r.cash.line), amount(max(0.0, r.need - ready))),
        (Text("Taken by each, or your own cap", "人均取走，或自定上限"), amount(r.takes), same(show(r.available / r.leaving))),
        (Text("Same-day assets, share of the fund", "当日可变现资产占比"), percent(r.inputs.ready / 100),
         percent(max(0.0, r.need - r.cash.line) / r.cash.size)),
        (Text("Holders who redeem", "赎回的持有人"), percent(r.inputs.share / 100), percent(min(r.break_even, r.most))),
    )
    return Rows(Text("Where each lever just suffices on day one, the others as they are", "其余不变，每一项做到多少，第 1 天刚好够"), (
        Column(Text("Lever", "办法"), number=False), Column(Text("Now", "现在")), Column(Text("Just enough", "刚好够"))), rows,
        file="levers.csv")


def _table(r: Run) -> Rows:
    size, words = unit(max(r.days[-1].total, r.days[-1].raised))
    rows = [(str(d.number), *(show(value / size) for value in (d.asked, d.total, d.raised, d.missing))) for d in r.days]
    return Rows(Text("Day by day", "逐日明细") + words, tuple(Column(head) for head in (
        Text("Day", "天"), Text("Asked for", "当日赎回"), ASKED, RAISED, Text("Missing", "缺口"))), rows, folded=True, file="run.csv")
