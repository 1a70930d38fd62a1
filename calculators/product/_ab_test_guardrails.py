"""Guardrails of an experiment: does each hold, is it breached, or is that still open?"""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from calculators._charts import CAUTION, INK, drawn, labels, layer, name, number, threshold
from calculators._numbers import percent, show
from calculators._proportions import Count, Interval, newcombe
from calculators._results import Chart, Column, Rows
from calculators._tables import row_error
from calculators._text import Text, as_text
from calculators.product._ab_test_choices import Guardrail, Worse

if TYPE_CHECKING:
    from calculators.product.ab_test import Inputs


class State(Enum):
    """What the interval of the worsening says about the margin."""

    HELD = Text("Holds", "守住")
    OPEN = Text("Open", "未定")
    BREACH = Text("Breached", "失守")


@dataclass(frozen=True)
class Checked:
    """A guardrail with its worsening (positive: B is worse) and the interval of that, as fractions."""

    name: Text
    a: Count
    b: Count
    margin: float
    worsening: float
    interval: Interval

    @property
    def state(self) -> State:
        """Held: worse by less than the margin. Breached: worse beyond chance, and not surely by less than the margin."""
        if self.interval.high < self.margin:
            return State.HELD
        return State.BREACH if self.interval.low > 0 else State.OPEN


def check(inputs: "Inputs", confidence: float) -> tuple[Checked, ...]:
    """Every guardrail of the table, checked. Raises InputError for more events than users."""
    return tuple(_checked(inputs, row, line, confidence) for row, line in enumerate(inputs.guardrails))


def _checked(inputs: "Inputs", row: int, line: Guardrail, confidence: float) -> Checked:
    a, b = (line.a_hits, line.a_size or inputs.a_size), (line.b_hits, line.b_size or inputs.b_size)
    for arm, (hits, size) in (("a", a), ("b", b)):
        if hits > size:
            raise row_error("guardrails", inputs.guardrails, row, f"{arm}_hits", Text(
                "{hits} events are more than the {size} users of {arm}.",
                "{arm} 组有 {hits} 次，多于人数 {size}。").format(
                    hits=show(hits, 0), size=show(size, 0), arm=arm.upper()))
    first, second = (a, b) if line.worse is Worse.HIGHER else (b, a)
    label = as_text(line.name) if line.name else Text(f"Guardrail {row + 1}", f"护栏 {row + 1}")
    return Checked(label, a, b, line.margin / 100, second[0] / second[1] - first[0] / first[1],
                   newcombe(first, second, confidence))


def table(checked: tuple[Checked, ...], level: str) -> Rows:
    """The guardrails, one a line."""
    heads = (Text("Guardrail", "护栏指标"), Text("A", "A"), Text("B", "B"), Text("Worse by, points", "恶化（百分点）"),
             Text(f"{level} interval", f"{level} 区间"), Text("Margin", "容许"), Text("State", "结论"))
    return Rows(Text("Guardrails in numbers", "各项护栏的数字"), tuple(Column(head, number=0 < n < 6) for n, head in enumerate(heads)), [
        (one.name, _rate(one.a), _rate(one.b), show(one.worsening * 100, 3), span(one.interval), show(one.margin * 100, 3),
         one.state.value) for one in checked], file="guardrails.csv")


def chart(checked: tuple[Checked, ...]) -> Chart:
    """Each guardrail's worsening as a share of its margin: what reaches 1 is not proven to hold."""
    rows = [{"name": one.name, "middle": drawn(one.worsening / one.margin), "low": drawn(one.interval.low / one.margin),
             "high": drawn(one.interval.high / one.margin), "state": one.state.value} for one in checked]
    title, y = Text("Worsening as a share of the margin", "恶化幅度占容许幅度的比例"), name("name", wide=165)
    x, middle, end = (number(field, title, tickCount=5) for field in ("low", "middle", "high"))
    spec = {"height": {"step": 38}, "width": 200, "layer": [
        layer("rule", rows, {"x": x, "x2": {"field": "high"}, "y": y}, strokeWidth=3),
        layer("point", rows, {"x": middle, "y": y}, size=90, opacity=1),
        labels(rows, {"x": end, "y": y}, field="state", dx=0, dy=-10, align="right"),
        threshold(1, "x", color=CAUTION), threshold(0, "x", color=INK, strokeDash=[1, 0], strokeWidth=1)]}
    worst = max(checked, key=lambda one: one.interval.high / one.margin)
    return Chart(Text("Guardrails against their margins", "护栏与容许幅度"), spec, Text(
        "0 is no change, the dashed line at 1 is the margin; an interval that reaches it is not proven to hold. Nearest to it, or "
        "furthest over, is “{name}”: up to {share} of its margin.",
        "0 表示没有变化，1 处的虚线是容许幅度；区间碰到虚线，就不能证明守得住。最靠近或越过最多的是“{name}”：最多达容许幅度的 {share}。").format(
            name=worst.name, share=percent(worst.interval.high / worst.margin, 0)))


def span(interval: Interval, digits: int = 3) -> Text:
    """An interval of differences, in points."""
    low, high = (show(limit * 100, digits) for limit in (interval.low, interval.high))
    return Text(f"{low} to {high}", f"{low} 至 {high}")


def _rate(count: Count) -> str:
    return percent(count[0] / count[1], 3)
