"""Fences as MkDocs builds them: what cannot be drawn stops the build instead of showing its source as code."""

from types import SimpleNamespace

import markdown
import pytest
from pymdownx.inlinehilite import InlineHiliteException
from pymdownx.superfences import SuperFencesException

from scripts import fences, prose


def html(source: str) -> str:
    config = SimpleNamespace(docs_dir="docs/zh", mdx_configs={})
    fences.register(config)
    return markdown.markdown(source, extensions=["pymdownx.superfences", "pymdownx.inlinehilite"], extension_configs=config.mdx_configs)


@pytest.mark.parametrize(("source", "part"), [
    ("```math\nx\n```", '<div class="math"><math '), ("`#!math x`", "<math "),
    ('```vega-lite\n{"description": "D", "mark": "bar", "data": {"values": []}}\n```', '<figure class="chart">'),
    ("```flow\ndescription: D\nA => B\n```", "A → B（资金）"), ("```timeline\n2017 | X | C-01\n```", "案例 C-01"),
])
def test_a_fence_is_drawn_in_the_language_of_the_build(source, part):
    assert part in html(source)


@pytest.mark.parametrize(("source", "kind", "sentence"), [
    ("```vega-lite\n{\n```", SuperFencesException, "JSONDecodeError: "), ("```math\n\\frac{\n```", SuperFencesException, "Error: "),
    ("`#!math \\frac{`", InlineHiliteException, "Error: "),
    ("```flow\nA => B\n```", SuperFencesException, "FenceError: line 1 of the fence: say in a line `description: …`"),
    ("```timeline\nX\n```", SuperFencesException, "FenceError: line 1 of the fence: “X” is not "),
])
def test_what_cannot_be_drawn_stops_the_build(source, kind, sentence):
    with pytest.raises(kind, match=sentence):
        html(source)


@pytest.mark.parametrize(("source", "part"), [
    (r"\ln 2", '<mi>ln</mi><mspace width="0.1667em"/><mn>2</mn>'), (r"x\ln(2)", '<mi>x</mi><mspace width="0.1667em"/><mi>ln</mi><mo '),
    (r"\max(1, 2)", "<mi>max</mi><mo "),
])
def test_the_name_of_a_function_has_the_gaps_of_print(source, part):
    assert part in html(f"`#!math {source}`")


def test_no_line_begins_with_the_mark_after_a_formula():
    one, two, three = (prose.formulas(html(f"{before}`#!math x`{after}")) for before, after in (("", ", y"), ("（", "）中"), ("a ", " b")))
    assert one.endswith("</math>,</span> y</p>") and "<span class=\"unbroken\">（<math" in two and "</math>）</span>中" in two
    assert "span" not in three
