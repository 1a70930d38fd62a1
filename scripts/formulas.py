"""Formulas as MathML at build: they need no script and no font, print, and can be read aloud.

In a page: a fence with the language `math`, or inline code that starts with `#!math `; both hold LaTeX.
"""

from latex2mathml.converter import convert


def block(source, language, css_class, options, md, **kwargs):
    return f'<div class="{css_class}">{convert(source, display="block")}</div>'


def inline(source, language, css_class, md):
    return convert(source)
