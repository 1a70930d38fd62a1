"""Vega-Lite specifications drawn to SVG at build, so that a page has its pictures before any script runs."""

import json
from html import escape

import vl_convert

from calculators import _charts


def svg(spec: dict) -> str:
    """An SVG whose colours are the page's CSS variables: one picture for light, dark and print."""
    return vl_convert.vegalite_to_svg(json.dumps(_charts.themed(spec)))


def fence(source, language, css_class, options, md, **kwargs):
    """A fence with the language `vega-lite` holds a specification as JSON; its `description` is the text alternative."""
    spec = json.loads(source)
    words = escape(spec["description"])
    return (f'<figure class="{css_class}"><div class="chart__picture" role="img" aria-label="{words}">{svg(spec)}</div>'
            f'<figcaption>{words}</figcaption></figure>')
