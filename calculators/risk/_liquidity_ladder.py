"""The maturity ladder: in which bucket cash runs out, what could be turned into cash by then, and what stress does to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculators._charts import ACCENT, SECOND, drawn, layer, number, threshold, unit
from calculators._maturity import Rung, first_below, ladder, lowest
from calculators._numbers import amount, show
from calculators._results import Block, Chart, Column, Figure, Figures, Rows, Tone, Verdict
from calculators._text import Text, as_text

if TYPE_CHECKING:
    from calculators.risk.liquidity import Inputs


@dataclass(frozen=True)
class Ladder:
    """`capacity` is the counterbalancing capacity: securities after the haircut, and committed lines."""

    inputs: "Inputs"
    rungs: tuple[Rung, ...]
    capacity: float

    @property
    def negative(self) -> Rung | None:
        """The first bucket that ends without cash of its own."""
        return first_below(self.rungs, 0.0)

    @property
    def broken(self) -> Rung | None:
        """The first bucket that ends with the capacity used up as well."""
        return first_below(self.rungs, -self.capacity)

    @property
    def lowest(self) -> Rung:
        return lowest(self.rungs)

    def name(self, rung: Rung) -> Text:
        given = self.inputs.buckets[rung.number - 1].name
        return as_text(given) if given else Text(f"Bucket {rung.number}", f"第 {rung.number} 档")


def solve(inputs: "Inputs") -> Ladder:
    """The ladder of these inputs, stressed as they say."""
    less, more = 1 - inputs.inflow_short / 100, 1 + inputs.outflow_over / 100
    rungs = ladder(inputs.cash, [(row.inflow * less, row.outflow * more) for row in inputs.buckets])
    return Ladder(inputs, rungs, inputs.securities * (1 - inputs.haircut / 100) + inputs.lines)


def blocks(r: Ladder) -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (_verdict(r), *_covered(r), _figures(r))
    yield from (_chart(r), _table(r))


def _verdict(r: Ladder) -> Verdict:
    words = {"low": amount(r.lowest.cash), "where": r.name(r.lowest)}
    if r.broken:
        return Verdict(Tone.BAD, Text(
            "In “{where}” cash runs out even with everything that can be turned into cash: {gap} is missing.",
            "到“{where}”，能变现的都变现，现金仍然用尽，缺 {gap}。").format(
                where=r.name(r.broken), gap=amount(-r.broken.cash - r.capacity)))
    if r.negative:
        return Verdict(Tone.CAUTION, Text(
            "Cash turns negative in “{first}” and is lowest in “{where}”, at {low}.",
            "现金在“{first}”转负，最低在“{where}”，为 {low}。").format(first=r.name(r.negative), **words))
    return Verdict(Tone.GOOD, Text("Cash stays positive; it is lowest in “{where}”, at {low}.",
                                   "现金始终为正，最低在“{where}”，为 {low}。").format(**words))


def _covered(r: Ladder) -> tuple[Verdict, ...]:
    if not r.negative:
        return ()
    if r.broken:
        return (Verdict(Tone.PLAIN, Text("Without that capacity cash would end in “{first}” already.",
                                         "若没有这些变现能力，现金在“{first}”就用尽了。").format(first=r.name(r.negative))),)
    return (Verdict(Tone.PLAIN, Text("The counterbalancing capacity of {capacity} covers it and leaves {left}.",
                                     "可补充的流动性有 {capacity}，补得上，还剩 {left}。").format(
                                         capacity=amount(r.capacity), left=amount(r.capacity + r.lowest.cash))),)


def _figures(r: Ladder) -> Figures:
    return Figures((
        Figure(Text("First bucket without cash", "现金首次转负"), r.name(r.negative) if r.negative else Text("in no bucket", "不会转负"),
               Text("opening cash and flows alone", "只算期初现金与收支")),
        Figure(Text("Lowest cash", "现金最低点"), amount(r.lowest.cash), r.name(r.lowest)),
        Figure(Text("Can be turned into cash", "可补充的流动性"), amount(r.capacity),
               Text("securities after haircut, and lines", "折扣后证券与授信额度")),
        Figure(Text("Cash and capacity at the lowest", "最低点连同可补充部分"), amount(r.capacity + r.lowest.cash),
               Text("what stands between you and default", "离违约还有多远")),
    ))


def _chart(r: Ladder) -> Chart:
    size, words = unit(max(abs(v) for rung in r.rungs for v in (rung.net, rung.cash, r.capacity)))
    rows = [{"number": g.number, "name": r.name(g), "net": drawn(g.net / size), "cash": drawn(g.cash / size)} for g in r.rungs]
    x = {"field": "number", "type": "ordinal", "title": Text("Bucket, in order", "档，依次"), "axis": {"labelAngle": 0}}
    y = number("net", Text("Money", "金额") + words, tickCount=6)
    low = [threshold(-r.capacity / size, "y")] if r.capacity else []
    return Chart(Text("Net flow and cash by bucket", "各档净流量与现金"), {"layer": [
        layer("bar", rows, {"x": x, "y": y}, color=ACCENT, opacity=0.55),
        layer("line", rows, {"x": x, "y": y | {"field": "cash"}}, color=SECOND, point={"color": SECOND}),
        *low,
    ]}, Text("Bars are each bucket’s net flow, the line is cash at its end, lowest at {low} in “{where}”. The dashed line is where "
             "the capacity of {capacity} is used up too.",
             "柱为各档净流量，折线为档末现金，最低为“{where}”的 {low}。到虚线处，可补充的流动性 {capacity}，也已用尽。").format(
                 low=amount(r.lowest.cash), where=r.name(r.lowest), capacity=amount(r.capacity)))


def _table(r: Ladder) -> Rows:
    digits = 0 if max(abs(g.cash) for g in r.rungs) >= 1e5 else 2  # cents of millions only take room
    rows = [(r.name(g), *(show(value, digits) for value in (g.net, g.gap, g.cash, g.cash + r.capacity))) for g in r.rungs]
    return Rows(Text("The ladder", "期限阶梯"), (Column(Text("Bucket", "期限档"), number=False), *map(Column, (
        Text("Net flow", "净流量"), Text("Cumulative gap", "累计缺口"), Text("Cash", "现金"),
        Text("Cash and capacity", "现金加可补充")))), rows, file="ladder.csv")
