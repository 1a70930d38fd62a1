"""One assumption at a time: what it moves, in words, as a tornado, and as a table.

An assumption is a member of an Enum whose value is its name and whose `amount` says that it is money or a count; the others
are fractions, shown in per cent.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from calculators._charts import ACCENT, HALO, INK, SECOND, drawn, labels, layer, name, number, series, threshold
from calculators._numbers import compact, show
from calculators._results import Chart, Column, Rows
from calculators._tables import row_error
from calculators._text import Text, same

WORSE, BETTER = Text("worse than base", "差于基准"), Text("better than base", "好于基准")
WIDE, LETTER = 230, 6.5  # pixels
HEADS = (Text("Assumption", "假设"), Text("Worse end", "差的一端"), Text("Profit there", "此时利润"), Text("Better end", "好的一端"),
         Text("Profit there", "此时利润"), Text("Swing", "摆幅"))


class Assumption(Protocol):
    """A member of such an Enum."""

    value: Text
    amount: bool


class Span(Protocol):
    """A row of a table of ranges, as typed."""

    driver: Enum
    low: float
    high: float


@dataclass(frozen=True)
class Swing[Driver: Assumption]:
    """One assumption over its range: its two ends, and the profit at each."""

    driver: Driver
    ends: tuple[float, float]
    profits: tuple[float, float]

    @property
    def swing(self) -> float:
        return abs(self.profits[1] - self.profits[0])

    @property
    def worse(self) -> tuple[float, float]:
        """The end with the lower profit, and that profit."""
        return min(zip(self.ends, self.profits, strict=True), key=lambda end: end[1])

    @property
    def better(self) -> tuple[float, float]:
        """The end with the higher profit, and that profit."""
        return max(zip(self.ends[::-1], self.profits[::-1], strict=True), key=lambda end: end[1])


def checked[Row: Span](rows: Sequence[Row], most: Callable[[Enum], float]) -> Iterator[Row]:
    """The rows of a field `ranges`, one by one. Raises InputError for one that is double, upside down or beyond `most`."""
    seen = set()
    for place, this in enumerate(rows):
        words = {"name": this.driver.value, "most": f"{most(this.driver):,.0f}"}
        if this.driver in seen:
            raise row_error("ranges", rows, place, "driver", Text(
                "{name} already has a range.", "{name}已经有一个区间了。").format(**words))
        if this.low > this.high:
            raise row_error("ranges", rows, place, "high", Text(
                "a range runs from the smaller to the larger value.", "区间须从小到大。").format(**words))
        if this.high > most(this.driver):
            raise row_error("ranges", rows, place, "high", Text(
                "{name} goes up to {most}; give rates in per cent.", "{name}最高 {most}，比率请填百分数。").format(**words))
        seen.add(this.driver)
        yield this


def value(driver: Assumption, number: float) -> Text:
    """A value of an assumption as people say it: 0.136 -> 13.6%, 1e9 -> 1bn."""
    return compact(number) if driver.amount else same(show(number * 100, 2).rstrip("0").rstrip(".") + "%")


def said(driver: Assumption) -> Text:
    """An assumption inside a sentence: its name in small letters, but for an abbreviation."""
    words = driver.value
    return words if words.en.isupper() else Text(words.en[0].lower() + words.en[1:], words.zh)


def span(driver: Assumption, start: float, end: float) -> Text:
    """Two values of an assumption: 9–4.5%, 700m–1.2bn."""
    one, other = value(driver, start), value(driver, end)
    return Text(*(f"{first.removesuffix('%')}–{second}" for first, second in ((one.en, other.en), (one.zh, other.zh))))


def chart(base: float, swings: Sequence[Swing], title: Text, axis: Text) -> Chart:
    """A bar for each range, the widest first: from the base to the worse and to the better end."""
    worse, better = [], []
    for swing in swings:
        label = Text(swing.driver.value.en + "\n", swing.driver.value.zh + "\n") + span(swing.driver, swing.worse[0], swing.better[0])
        worse.append(bar(label, WORSE, base, swing.worse[1]))
        better.append(bar(label, BETTER, base, swing.better[1]))
    words = LETTER * max(len(row["label"].en) for row in worse + better) + 8
    x = scale([base, *(end for swing in swings for end in swing.profits)], axis, words / (WIDE - 2 * words))
    y = name("range")
    y["axis"] |= {"labelExpr": "split(datum.label, '\\n')", "minExtent": 120}
    at = {"x": x, "x2": {"field": "from"}, "y": y, "color": series("side", (WORSE, BETTER), (SECOND, ACCENT), symbolType="square")}
    top = swings[0]
    return Chart(
        title,
        {"height": {"step": 34}, "width": WIDE, "layer": [
            layer("bar", worse + better, at, size=18), threshold(0, "x"), _rule(base),
            *(labels(rows, {"x": x, "y": y}, align=align, dx=dx, **halo) for rows, align, dx in (
                (worse, "right", -5), (better, "left", 5)) for halo in (HALO, {}))]},
        Text("The widest swing is that of {name}: {swing}, from {worse} to {better}; then {rest}. The solid line is the base of {base}.",
             "{name}让利润摆动最大，达 {swing}，从 {worse}到 {better}；其后是{rest}。实线为基准 {base}。").format(
                 name=top.driver.value, swing=compact(top.swing), worse=compact(top.worse[1]), better=compact(top.better[1]),
                 base=compact(base), rest=_list(swings[1:])))


def table(swings: Sequence[Swing]) -> Rows:
    """The tornado in numbers, folded."""
    rows = [(s.driver.value, value(s.driver, s.worse[0]), show(s.worse[1], 0), value(s.driver, s.better[0]),
             show(s.better[1], 0), show(s.swing, 0)) for s in swings]
    return Rows(Text("The tornado in numbers", "龙卷风图明细"),
                tuple(Column(head, number=bool(place)) for place, head in enumerate(HEADS)), rows, folded=True, file="tornado.csv")


def bar(label: Text, side: Text, start: float, end: float) -> dict:
    """A bar between two profits, named by the second."""
    return {"range": label, "side": side, "from": drawn(start), "to": drawn(end), "label": compact(end)}


def scale(ends: Sequence[float], title: Text, room: float = 0.28) -> dict:
    """An axis of profits that holds zero, with that share of it as room for words at both ends."""
    low, high = min(0.0, *ends), max(0.0, *ends)
    more = room * (high - low or 1)
    return number("to", title, domain=(drawn(low - more), drawn(high + more)), labels=False, ticks=False, grid=False)


def _rule(base: float) -> dict:
    return layer("rule", [{"value": drawn(base)}], {"x": {"field": "value", "type": "quantitative"}}, color=INK, strokeWidth=1.5)


def _list(swings: Sequence[Swing]) -> Text:
    none = Text("nothing else", "没有别的")
    return Text(", ".join(f"{s.driver.value.en} {compact(s.swing).en}" for s in swings),
                "、".join(f"{s.driver.value.zh} {compact(s.swing).zh}" for s in swings)) if swings else none
