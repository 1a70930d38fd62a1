"""Vega-Lite specifications drawn to SVG at build, so that a page has its pictures before any script runs."""

import json
import re
from html import escape
from typing import Any

import vl_convert

from calculators import _charts

WIDER = 1.15   # the widest fonts in use (DejaVu, Verdana) against those that measure here
SIZES = ("fontSize", "labelFontSize", "titleFontSize", "labelLimit", "titleLimit")
DRAWN_SIZE = re.compile(r'font-size="([\d.]+)px"')


def svg(spec: dict) -> str:
    """An SVG whose colours are the page's CSS variables: one picture for light, dark and print.

    It is laid out for words that are wider than ours, because the reader's font may be: words would run over the edge
    of the picture, into each other and into the axis.
    """
    picture = vl_convert.vegalite_to_svg(json.dumps(_roomy(_charts.themed(spec))))
    return DRAWN_SIZE.sub(lambda size: f'font-size="{float(size[1]) / WIDER:g}px"', picture)


def _roomy(part: Any) -> Any:
    """A specification whose words are larger by `WIDER`."""
    if isinstance(part, dict):
        return {key: value * WIDER if key in SIZES and isinstance(value, (int, float)) else _roomy(value)
                for key, value in part.items()}
    return [_roomy(item) for item in part] if isinstance(part, (list, tuple)) else part


def fence(source, language, css_class, options, md, **kwargs):
    """A fence with the language `vega-lite` holds a specification as JSON; its `description` is the text alternative."""
    spec = json.loads(source)
    words = escape(spec["description"])
    return (f'<figure class="{css_class}"><div class="chart__picture" role="img" aria-label="{words}">{svg(spec)}</div>'
            f'<figcaption>{words}</figcaption></figure>')
