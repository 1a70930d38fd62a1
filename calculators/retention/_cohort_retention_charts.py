"""The two charts of the retention calculator: curves by cohort, and the product-limit curve with its band."""

from collections.abc import Sequence
from typing import Any

from calculators._charts import ACCENT, FIFTH, FOURTH, INK, MUTED, SECOND, THIRD
from calculators._cohorts import Cohort, Period
from calculators._survival import Survival
from calculators._text import Text
from calculators._triangle import total

COLOURS = (ACCENT, SECOND, THIRD, FOURTH, FIFTH)
AVERAGE = Text("Weighted average", "加权平均")


def curves(cohorts: Sequence[Cohort], period: Period) -> dict[str, Any]:
    """A line for each cohort: the five newest in colour, older ones muted, the weighted average thick and dashed."""
    watched = [c for c in cohorts if c.age]
    last = max(c.age for c in watched)
    newest = watched[-len(COLOURS):]
    if len(watched) == 1:
        return {"data": {"values": _lines(watched)}, "mark": {"type": "line", "point": True}, "encoding": _axes(period)}
    colour = {"field": "cohort", "type": "nominal",
              "scale": {"domain": [*(c.name for c in newest), AVERAGE], "range": [*COLOURS[:len(newest)], INK]},
              "legend": {"title": None, "columns": 3, "symbolType": "stroke", "symbolStrokeWidth": 3}}
    average = [{"cohort": AVERAGE, "age": age, "share": points(total(watched, age).share)} for age in range(last + 1)]
    older = _lines(watched[:-len(COLOURS)])
    return {"layer": [
        {"data": {"values": older}, "mark": {"type": "line", "color": MUTED, "strokeWidth": 1},
         "encoding": {**_axes(period), "detail": {"field": "cohort", "type": "nominal"}}},
        {"data": {"values": _lines(newest)}, "mark": {"type": "line", "point": True},
         "encoding": {**_axes(period), "color": colour}},
        {"data": {"values": average}, "mark": {"type": "line", "strokeWidth": 3.5, "strokeDash": [7, 3]},
         "encoding": {**_axes(period), "color": colour}},
    ]}


def survival(curve: Survival, last: int, period: Period) -> dict[str, Any]:
    """Steps at every age up to the last, with the band behind them as far as it is defined.

    The last step is drawn half a period long, so that it can be seen.
    """
    rows, band = [], []
    for age in [*range(last + 1), last + 0.5]:
        share, low, high = curve.at(age)
        rows.append({"age": age, "share": points(share)})
        if low is not None:
            band.append({"age": age, "share": points(low), "high": points(high)})
    return {"layer": [
        {"data": {"values": band}, "mark": {"type": "area", "interpolate": "step-after", "opacity": 0.22},
         "encoding": {**_axes(period), "y2": {"field": "high"}}},
        {"data": {"values": rows}, "mark": {"type": "line", "interpolate": "step-after"}, "encoding": _axes(period)},
    ]}


def points(share: float) -> float:
    """A share in per cent, rounded so that the last bit of a float is not drawn."""
    return round(share * 100, 6)


def _lines(cohorts: Sequence[Cohort]) -> list[dict[str, Any]]:
    return [{"cohort": c.name, "age": age, "share": points(count / c.size)}
            for c in cohorts for age, count in enumerate(c.counts)]


def _axes(period: Period) -> dict[str, Any]:
    unit = period.value
    return {
        "x": {"field": "age", "type": "quantitative", "axis": {"tickMinStep": 1, "format": "d", "grid": False},
              "title": Text(f"Age in {unit.en.lower()}s", f"期龄（{unit.zh}）")},
        "y": {"field": "share", "type": "quantitative", "scale": {"domain": [0, 100]},
              "title": Text("Still there, %", "仍在，%")},
    }
