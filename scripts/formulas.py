"""Formulas as MathML at build: they need no script and no font, print, and can be read aloud.

In a page: a fence with the language `math`, or inline code that starts with `#!math `; both hold LaTeX.
"""

import re

from latex2mathml.converter import convert

GAP = '<mspace width="0.1667em"/>'   # what TeX puts round the name of a function, and MathML does not
FUNCTION = re.compile(r"<mo>(max|min)</mo>")
LOGARITHM = re.compile(r"(</m(?:i|n|sub|sup|frac)>|&#x00029;</mo>)?<mi>ln</mi>(<mo)?")


def spaced(mathml: str) -> str:
    """A name of a function is set like one: no wide gap before its bracket, thin ones beside it where it has none."""
    return LOGARITHM.sub(lambda found: f"{found[1] + GAP if found[1] else ''}<mi>ln</mi>{found[2] or GAP}",
                         FUNCTION.sub(r"<mi>\1</mi>", mathml))


def block(source, language, css_class, options, md, **kwargs):
    return f'<div class="{css_class}">{spaced(convert(source, display="block"))}</div>'


def inline(source, language, css_class, md):
    return spaced(convert(source))
