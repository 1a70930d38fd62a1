"""Vega-Lite specifications: one look for every chart, colours by meaning, and the layers that charts are made of.

Colours are names of the page's CSS variables, so one drawing serves light, dark and print. Vega passes them through to
the SVG untouched.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from calculators._text import Text, same

ACCENT, SECOND, THIRD, FOURTH, FIFTH, SIXTH = COLOURS = tuple(f"var(--chart-{n})" for n in range(1, 7))
INK, MUTED, RULE, CAUTION = "var(--ink)", "var(--muted)", "var(--rule)", "var(--caution)"
HALO = {"stroke": "var(--paper)", "strokeWidth": 4}  # under words that lie on a picture
WIDTH, HEIGHT, FONT = 330, 190, 11.5  # readable on a phone, where the picture shrinks, and on a desk, where it grows

_AXIS = {
    "domainColor": MUTED, "tickColor": MUTED, "gridColor": RULE, "labelColor": INK, "titleColor": INK,
    "labelFontSize": FONT, "titleFontSize": FONT, "titleFontWeight": "normal", "labelLimit": 200, "titleLimit": 400,
}
_THEME = {
    "background": None,
    "font": "Inter, 'Segoe UI', system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', sans-serif",
    "view": {"stroke": None},
    "axis": _AXIS,
    "legend": {"labelColor": INK, "titleColor": INK, "labelFontSize": FONT, "titleFontSize": FONT,
               "titleFontWeight": "normal", "orient": "top", "labelLimit": 300, "symbolSize": 120,
               "columnPadding": 18},  # a reader's font may be wider than the one measured at build
    "title": {"color": INK},
    "text": {"color": INK, "fontSize": FONT},
    "rule": {"color": MUTED},
    "line": {"color": ACCENT, "strokeWidth": 2.25},
    "point": {"color": ACCENT, "filled": True, "size": 45},
    "bar": {"color": ACCENT},
    "area": {"color": ACCENT},
    "range": {"category": list(COLOURS)},
}

_UNITS = ((1e9, Text(", billions", "（十亿）")), (1e6, Text(", millions", "（百万）")), (1e3, Text(", thousands", "（千）")))
_STROKES = {"title": None, "symbolType": "stroke", "symbolStrokeWidth": 3, "columns": 3}
DASHES = ((1, 0), (8, 4), (2, 3), (8, 3, 2, 3), (12, 3), (4, 2), (1, 4), (6, 6))

Encoding = Mapping[str, Any]


def themed(spec: dict[str, Any]) -> dict[str, Any]:
    """The specification with the handbook's look under its own settings."""
    return {"width": WIDTH, "height": HEIGHT, "padding": 4, **spec, "config": {**_THEME, **spec.get("config", {})}}


def drawn(value: float) -> float:
    """A number for a chart, to nine digits: the last bits, which differ between Pythons, are not drawn."""
    return float(f"{value:.9g}")


def unit(largest: float) -> tuple[float, Text]:
    """What to divide amounts up to `largest` by so that an axis can be read, and what to call it after a title."""
    for size, words in _UNITS:
        if largest >= size:
            return size, words
    return 1.0, same("")


def number(field: str, title: Text | None = None, *, domain: Sequence[float] | None = None, zero: bool = True,
           **axis: Any) -> dict[str, Any]:
    """An axis of numbers from 0, or over a domain; other keywords are Vega-Lite's own for axes (`format`, `tickCount`)."""
    scale = {"domain": list(domain)} if domain else {"zero": zero}
    return {"field": field, "type": "quantitative", "title": title, "scale": scale, "axis": axis}


def name(field: str, title: Text | None = None, *, wide: int = 130) -> dict[str, Any]:
    """An axis of names in the order given, of which up to `wide` pixels are shown."""
    return {"field": field, "type": "nominal", "sort": None, "title": title, "axis": {"labelLimit": wide}}


def series(field: str, names: Sequence[Text | str], colours: Sequence[str] = COLOURS, **legend: Any) -> dict[str, Any]:
    """Colours for named series, in this order, with their legend above the picture."""
    return {"field": field, "type": "nominal", "scale": {"domain": list(names), "range": list(colours[:len(names)])},
            "legend": {**_STROKES, **legend}}


def dashes(field: str, names: Sequence[Text | str], **legend: Any) -> dict[str, Any]:
    """Patterns for the lines of the same series, so that colour is never alone; in the legend of `series`, which has to be
    given the same words."""
    return {"field": field, "type": "nominal", "scale": {"domain": list(names), "range": list(map(list, DASHES[:len(names)]))},
            "legend": {**_STROKES, **legend}}


def layer(kind: str, rows: Sequence[Mapping[str, Any]], encoding: Encoding, **mark: Any) -> dict[str, Any]:
    """One mark (`line`, `bar`, `area`, `point`, `rule`) over rows of its own."""
    return {"data": {"values": list(rows)}, "mark": {"type": kind, **mark}, "encoding": dict(encoding)}


def labels(rows: Sequence[Mapping[str, Any]], encoding: Encoding, field: str = "label", **mark: Any) -> dict[str, Any]:
    """Words at each row's place, to the right of it unless `mark` says otherwise."""
    return layer("text", rows, {**encoding, "text": {"field": field}}, **{"align": "left", "dx": 5, **mark})


def threshold(value: float, along: str, **mark: Any) -> dict[str, Any]:
    """A dashed line across the picture where the axis `along` ("x" or "y") has this value."""
    return layer("rule", [{"value": drawn(value)}], {along: {"field": "value", "type": "quantitative"}},
                 **{"color": CAUTION, "strokeWidth": 2, "strokeDash": [6, 4], **mark})
