"""Vega-Lite specifications: one look for every chart, colours by meaning.

Colours are names of the page's CSS variables, so one drawing serves light, dark and print. Vega passes them through to
the SVG untouched.
"""

from typing import Any

ACCENT, SECOND, THIRD, FOURTH, FIFTH, SIXTH = (f"var(--chart-{n})" for n in range(1, 7))
INK, MUTED, RULE, CAUTION = "var(--ink)", "var(--muted)", "var(--rule)", "var(--caution)"
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
               "titleFontWeight": "normal", "orient": "top", "labelLimit": 300, "symbolSize": 120},
    "title": {"color": INK},
    "text": {"color": INK, "fontSize": FONT},
    "rule": {"color": MUTED},
    "line": {"color": ACCENT, "strokeWidth": 2.25},
    "point": {"color": ACCENT, "filled": True, "size": 45},
    "bar": {"color": ACCENT},
    "area": {"color": ACCENT},
    "range": {"category": [ACCENT, SECOND, THIRD, FOURTH, FIFTH, SIXTH]},
}


def themed(spec: dict[str, Any]) -> dict[str, Any]:
    """The specification with the handbook's look under its own settings."""
    return {"width": WIDTH, "height": HEIGHT, "padding": 4, **spec, "config": {**_THEME, **spec.get("config", {})}}
