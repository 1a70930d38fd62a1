"""What the yield calculator shows of fees over the years."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from calculators import _fees
from calculators._charts import COLOURS, FIFTH, INK, dashes, drawn, layer, number, series
from calculators._numbers import percent, points, show
from calculators._results import Block, Chart, Column, Figure, Figures, Rows, Tone, Verdict
from calculators._text import Text

if TYPE_CHECKING:
    from calculators.pricing.wealth_yield import Drag

HEAVY = 0.25   # of the growth before fees
PALETTE = (*COLOURS, INK, FIFTH)


def blocks(drag: "Drag") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (*_verdicts(drag), _figures(drag))
    yield from (_chart(drag), _table(drag), _years(drag))


def _verdicts(drag: "Drag") -> tuple[Verdict, ...]:
    best, worst = drag.costs[drag.best], drag.costs[drag.worst]
    gain = drag.free - drag.plan.paid_in
    heavy = Tone.CAUTION if gain > 0 and drag.free - worst.end > HEAVY * gain else Tone.PLAIN
    words = {"years": drag.plan.years, "dear": drag.names[drag.worst], "cheap": drag.names[drag.best],
             "taken": show(drag.free - worst.end, 0), "least": show(drag.free - best.end, 0), "free": show(drag.free, 0),
             "gap": show(best.end - worst.end, 0), "year": "year" if drag.plan.years == 1 else "years"}
    if len(drag.costs) == 1:
        out = [Verdict(heavy, Text("Over {years} {year} the fees of “{dear}” take {taken} of {free}.",
                                   "{years} 年下来，“{dear}”的费用从 {free} 里拿走 {taken}。").format(**words))]
    else:
        out = [Verdict(heavy, Text(
            "Over {years} {year} fees take {taken} with “{dear}” and {least} with “{cheap}”: a difference of {gap}.",
            "{years} 年下来，费用拿走的，“{dear}”是 {taken}，“{cheap}”是 {least}，相差 {gap}。").format(**words)),
            *_level(drag), *_switches(drag)]
    if worst.end < drag.plan.paid_in:
        out.append(Verdict(Tone.BAD, Text(
            "“{dear}” ends below what was paid in: to get the money back it must earn {even} a year before fees.",
            "“{dear}”到期不足本金：费前年收益率须达 {even} 才能保本。").format(even=percent(worst.break_even), **words)))
    return tuple(out)


def _level(drag: "Drag") -> tuple[Verdict, ...]:
    more = drag.more(drag.worst)
    if more <= 5e-5:
        return ()
    return (Verdict(Tone.PLAIN, Text("To end level, “{dear}” must earn {more} more than “{cheap}” every year.",
                                     "要打平，“{dear}”每年须比“{cheap}”多赚 {more}。").format(
                                         dear=drag.names[drag.worst], cheap=drag.names[drag.best], more=points(more))),)


def _switches(drag: "Drag") -> tuple[Verdict, ...]:
    return tuple(Verdict(Tone.PLAIN, Text("Held for {month} months or longer, “{after}” leaves more; for less, “{before}” does.",
                                          "持有满 {month} 个月，“{after}”更划算；不足，则“{before}”更划算。").format(
                                              month=first, before=drag.names[before[0]], after=drag.names[place]))
                 for before, (place, first, _) in _pairs(_fees.leaders(drag.plan, drag.terms)))


def _pairs(spans):
    return list(zip(spans, spans[1:], strict=False))[:2]


def _figures(drag: "Drag") -> Figures:
    best, worst = drag.costs[drag.best], drag.costs[drag.worst]
    share = (drag.free - worst.end) / (drag.free - drag.plan.paid_in) if drag.free - drag.plan.paid_in > 0.005 else None
    return Figures((
        Figure(Text("Most left", "最多剩下"), show(best.end, 0), drag.names[drag.best]),
        Figure(Text("Least left", "最少剩下"), show(worst.end, 0), drag.names[drag.worst]),
        Figure(Text("Without any fee", "不收任何费用"), show(drag.free, 0), Text("{paid} paid in", "投入 {paid}").format(
            paid=show(drag.plan.paid_in, 0))),
        Figure(Text("Dearest fees, of the growth", "最贵者占去收益"), percent(share, 1), Text("fees and growth missed", "费用与少赚的收益"))
        if share is not None else
        Figure(Text("Dearest fees", "最贵者的费用"), show(worst.fees, 0), Text("there was no growth to share", "没有收益可分")),
    ))


def _chart(drag: "Drag") -> Chart:
    rows = [{"who": name, "year": year, "taken": drawn(_left(drag, _fees.FREE, year) - _left(drag, terms, year))}
            for name, terms in zip(_names(drag), drag.terms, strict=True) for year in range(1, drag.plan.years + 1)]
    names = _names(drag)
    worst = drag.costs[drag.worst]
    return Chart(
        Text("What fees have taken, by the year of leaving", "费用已拿走多少，按退出的年份"),
        {"layer": [layer("line", rows, {
            "x": number("year", Text("Year", "年"), zero=False, tickMinStep=1, format="d"),
            "y": number("taken", Text("Short of the value without fees", "比不收费少的金额"), format=",.0f", tickCount=5),
            "color": series("who", names, PALETTE, columns=2),
            "strokeDash": dashes("who", names, columns=2)},
            point=drag.plan.years <= 15)]},
        Text("By year {years} “{dear}” is {taken} short of the value without fees: {fees} paid in fees, {missed} of growth "
             "missed.",
             "到第 {years} 年，“{dear}”比不收费少 {taken}：其中费用 {fees}，少赚 {missed}。").format(
                 years=drag.plan.years, dear=drag.names[drag.worst], taken=show(drag.free - worst.end, 0),
                 fees=show(worst.fees, 0),
                 missed=show(worst.missed, 0)))


def _names(drag: "Drag") -> list[Text]:
    """Names that differ, so that two products of one name stay two lines."""
    return [Text(f"{n.en} ({place})", f"{n.zh}（{place}）") if drag.names.count(n) > 1 else n
            for place, n in enumerate(drag.names, 1)]


def _left(drag: "Drag", terms: _fees.Terms, year: int) -> float:
    return _fees.value(drag.plan, terms, year * _fees.MONTHS)


def _table(drag: "Drag") -> Rows:
    heads = (Text("Product", "产品"), Text("End value", "期末"), Text("Fees paid", "已付费用"), Text("Growth missed", "少赚"),
             Text("Must earn more", "每年须多赚"), Text("Break-even", "保本收益率"))
    rows = [(name, show(cost.end, 0), show(cost.fees, 0), show(cost.missed, 0),
             percent(drag.more(place)), percent(cost.break_even))
            for place, (name, cost) in enumerate(zip(_names(drag), drag.costs, strict=True))]
    columns = tuple(Column(head, number=place > 0) for place, head in enumerate(heads))
    return Rows(Text("Where the money goes", "钱去了哪里"), columns, rows,
                file="fees.csv")


def _years(drag: "Drag") -> Rows:
    rows = [(str(year), show(_left(drag, _fees.FREE, year), 0), *(show(_left(drag, terms, year), 0) for terms in drag.terms))
            for year in range(1, drag.plan.years + 1)]
    return Rows(Text("Value when taken out after each year", "各年末退出所得"), tuple(map(Column, (
        Text("Year", "年"), Text("No fee", "不收费"), *_names(drag)))), rows, folded=True, file="values.csv")
