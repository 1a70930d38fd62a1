"""Pictures of a stress test: the tornado of single moves, and the profit of each scenario."""

from typing import TYPE_CHECKING

from calculators import _tornado
from calculators._charts import ACCENT, HALO, SECOND, labels, layer, name, series, threshold
from calculators._numbers import compact
from calculators._results import Chart
from calculators._text import Text

if TYPE_CHECKING:
    from calculators.risk.stress_test import Result

GAIN, LOSS = Text("profit", "盈利"), Text("loss", "亏损")
BASE = Text("Base", "基准")
PROFIT = Text("Profit a year; the dashed line is zero", "一年利润；虚线为零")


def tornado(result: "Result") -> Chart:
    """A bar for each range, the widest on top."""
    return _tornado.chart(result.profit, result.swings, Text("Tornado: one assumption at a time", "龙卷风图：每次只动一项"), PROFIT)


def scenarios(result: "Result") -> tuple[Chart, ...]:
    """Profit of the base and of every scenario; a loss is named to the right of zero, where there is room."""
    if not result.outcomes:
        return ()
    rows = [_tornado.bar(label, LOSS if amount < 0 else GAIN, 0, amount) for label, amount in (
        (BASE, result.profit), *((o.name, o.profit) for o in result.outcomes))]
    at = {"x": _tornado.scale([row["to"] for row in rows], PROFIT), "y": name("range", wide=170)}
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
