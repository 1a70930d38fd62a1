"""Pictures of a stress test: the tornado of single moves, and the profit of each scenario."""

from typing import TYPE_CHECKING

from calculators._charts import ACCENT, INK, SECOND, drawn, labels, layer, name, number, series, threshold
from calculators._numbers import compact
from calculators._results import Chart
from calculators._text import Text
from calculators.risk._stress_test_words import span

if TYPE_CHECKING:
    from calculators.risk.stress_test import Result

GAIN, LOSS = Text("profit", "盈利"), Text("loss", "亏损")
WORSE, BETTER = Text("worse than base", "差于基准"), Text("better than base", "好于基准")
BASE = Text("Base", "基准")
PROFIT = Text("Profit a year; the dashed line is zero", "一年利润；虚线为零")
HALO = {"stroke": "var(--paper)", "strokeWidth": 4}


def tornado(result: "Result") -> Chart:
    """A bar for each range, the widest on top: from the base to the worse and to the better end."""
    base = result.profit
    worse, better = [], []
    for swing in result.swings:
        label = Text(swing.driver.value.en + " ", swing.driver.value.zh + " ") + span(swing.driver, swing.worse[0], swing.better[0])
        worse.append(_bar(label, WORSE, base, swing.worse[1]))
        better.append(_bar(label, BETTER, base, swing.better[1]))
    x, y = _axis([base, *(end for swing in result.swings for end in swing.profits)]), name("range", wide=150)
    bar = {"x": x, "x2": {"field": "from"}, "y": y, "color": series("side", (WORSE, BETTER), (SECOND, ACCENT), symbolType="square")}
    top = result.swings[0]
    return Chart(
        Text("Tornado: one assumption at a time", "龙卷风图：每次只动一项"),
        {"height": {"step": 30}, "width": 200, "layer": [
            layer("bar", worse + better, bar, size=18), threshold(0, "x"), _rule(base),
            *(labels(rows, {"x": x, "y": y}, align=align, dx=dx, **halo) for rows, align, dx in (
                (worse, "right", -5), (better, "left", 5)) for halo in (HALO, {}))]},
        Text("{name} swings profit most, by {swing}, from {worse} to {better}; then {rest}. The solid line is the base of {base}.",
             "{name}让利润摆动最大，达 {swing}，从 {worse}到 {better}；其后是{rest}。实线为基准 {base}。").format(
                 name=top.driver.value, swing=compact(top.swing), worse=compact(top.worse[1]), better=compact(top.better[1]),
                 base=compact(base), rest=_list(result.swings[1:])))


def scenarios(result: "Result") -> tuple[Chart, ...]:
    """Profit of the base and of every scenario; a loss is named to the right of zero, where there is room."""
    if not result.outcomes:
        return ()
    rows = [_bar(label, LOSS if amount < 0 else GAIN, 0, amount) for label, amount in (
        (BASE, result.profit), *((o.name, o.profit) for o in result.outcomes))]
    at = {"x": _axis([row["to"] for row in rows]), "y": name("range", wide=170)}
    colour = series("side", (GAIN, LOSS), (ACCENT, SECOND), symbolType="square")
    return (Chart(
        Text("Scenarios: what moves together", "情景：一起变动"),
        {"height": {"step": 30}, "width": 190, "layer": [
            layer("bar", rows, {**at, "x2": {"field": "from"}, "color": colour}, size=18), threshold(0, "x"),
            *(labels([row for row in rows if row["side"] is side], {**at, "x": {**at["x"], "field": edge}}, **halo)
              for side, edge in ((GAIN, "to"), (LOSS, "from")) for halo in (HALO, {}))]},
        Text("Base: {base}; {rest}.", "基准：{base}；{rest}。").format(base=compact(result.profit), rest=Text(
            *("; ".join(f"{o.name.en}: {compact(o.profit).en}" for o in result.outcomes),
              "；".join(f"{o.name.zh}：{compact(o.profit).zh}" for o in result.outcomes))))),)


def _bar(label: Text, side: Text, start: float, end: float) -> dict:
    return {"range": label, "side": side, "from": drawn(start), "to": drawn(end), "label": compact(end)}


def _axis(ends: list[float]) -> dict:
    """An axis that holds zero and leaves room for words at both ends."""
    low, high = min(0.0, *ends), max(0.0, *ends)
    room = 0.28 * (high - low or 1)
    return number("to", PROFIT, domain=(drawn(low - room), drawn(high + room)), labels=False, ticks=False, grid=False)


def _rule(base: float) -> dict:
    return layer("rule", [{"value": drawn(base)}], {"x": {"field": "value", "type": "quantitative"}}, color=INK, strokeWidth=1.5)


def _list(swings) -> Text:
    none = Text("nothing else", "没有别的")
    return Text(", ".join(f"{s.driver.value.en} {compact(s.swing).en}" for s in swings),
                "、".join(f"{s.driver.value.zh} {compact(s.swing).zh}" for s in swings)) if swings else none
