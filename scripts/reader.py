"""Markdown as the site reads it, as tokens: tables, and boxes and tabs whose body is text; and the words in them."""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from scripts import flow_grammar, timelines
from scripts.fence_error import FenceError

CODE = "\ufffc"   # stands for code or a formula within text
BOX = re.compile(r'(?:!!!|\?\?\?\+?|===[!+]?)\s+[^"]*(?:"(?P<title>.*)")?\s*')
ATTRIBUTES = re.compile(r"\s*\{:?\s*(?P<inner>[#.][^{}]*)\}\s*$")
ID = re.compile(r"#([^\s.#]+)")
MARK = re.compile(r"<!--\s*([a-z][a-z-]*):(.*?)-->", re.DOTALL)   # `<!-- name: argument key=value … -->`


class Prose(NamedTuple):
    """Text as it is read, with the line of its first character and, in a table, the head of its column."""

    line: int
    text: str
    column: str = ""

    def line_at(self, position: int) -> int:
        return self.line + self.text.count("\n", 0, position)


@cache
def reader() -> MarkdownIt:
    # What is indented is the body of a box, of a tab or of an item: nobody here writes code in this way.
    markdown = MarkdownIt("commonmark").enable("table").disable("code")
    markdown.block.ruler.before("fence", "box", _box, {"alt": ["paragraph", "blockquote", "list"]})
    return markdown


def _box(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`!!! note "Title"`, `??? note "Title"` or `=== "Tab"`: the title is text, the body a page within the page."""
    text = state.src[state.bMarks[line] + state.tShift[line]:state.eMarks[line]]
    if not (match := BOX.fullmatch(text)):
        return False
    if silent:
        return True
    outer, last = (state.blkIndent, state.lineMax), line + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent + 4):
        last += 1
    title = state.push("inline", "", 0)
    title.content, title.map, title.children = match["title"] or "", [line, line + 1], []
    state.blkIndent, state.lineMax = state.blkIndent + 4, last
    state.md.block.tokenize(state, line + 1, last)
    state.blkIndent, state.lineMax, state.line = *outer, last
    return True


def cells(source: str) -> str:
    """The text of a notebook's Markdown cells, every line where it stands in the file."""
    out, inside = [], False
    for line in source.split("\n"):
        if line.startswith("# %%"):
            inside = "[markdown]" in line
            out.append("")
        else:
            out.append(line.removeprefix("#").removeprefix(" ") if inside and line.startswith("#") else "")
    return "\n".join(out)


def sections(tokens: list[Token]) -> Iterator[tuple[str, Prose]]:
    """Every heading, paragraph, item, table cell, chart's description, flow and timeline, with the id of the heading above it."""
    section, heads, column = "", [], 0
    held: tuple[str, Prose] | None = None   # a paragraph that may go on after a formula
    formula = False
    for before, token in pairwise([Token("", "", 0), *tokens]):
        if token.type == "thead_open":
            heads = []
        elif token.type == "tr_open":
            column = 0
        elif token.type == "inline":
            if before.type == "heading_open":
                section = attribute_id(token.content)
            text = Prose(token.map[0] + 1, plain(token))
            if before.type == "th_open":
                heads.append(text.text)
            elif before.type == "td_open":
                text, column = text._replace(column=heads[column]), column + 1
            if held and formula and before.type == "paragraph_open":
                text = joined(held[1], text)
            elif held:
                yield held
            held = section, text
        elif token.type == "fence" and (read := PICTURES.get(token.info.strip())):
            if held:
                yield held
            held = None
            yield from ((section, text) for text in read(token))
        formula = _is_formula(token) or formula and token.type == "paragraph_open"
    if held:
        yield held


def _is_formula(token: Token) -> bool:
    return token.type == "fence" and token.info.strip() == "math"


def joined(first: Prose, second: Prose) -> Prose:
    """One sentence around a formula."""
    between = second.line - first.line - first.text.count("\n")
    return Prose(first.line, f"{first.text}\n{CODE}{'\n' * (between - 1)}{second.text}")


def described(chart: Token) -> Iterator[Prose]:
    """The text alternative of a chart."""
    try:
        text = json.loads(chart.content).get("description")
    except json.JSONDecodeError:
        return   # the build says so, with the place
    if text:
        yield Prose(chart.map[0] + 2 + chart.content.partition('"description"')[0].count("\n"), text)


def drawn(fence: Token) -> Iterator[Prose]:
    """The texts of a flow or timeline, each with its line."""
    try:
        texts = DRAWN[fence.info.strip()](fence.content).texts()
    except FenceError:
        return   # fences_match says so, with the place
    yield from (Prose(fence.map[0] + 1 + line, text) for line, text in texts)


DRAWN = {"flow": flow_grammar.parse, "timeline": timelines.parse}
PICTURES = {"vega-lite": described, **dict.fromkeys(DRAWN, drawn)}


def attribute_id(text: str) -> str:
    """The id of `{ #id }` at the end of a line of Markdown, or nothing."""
    attributes = ATTRIBUTES.search(text)
    found = attributes and ID.search(attributes["inner"])
    return found[1] if found else ""


def plain(inline: Token) -> str:
    """The words of running text: no marks of Markdown, no addresses, no HTML, no attributes at its end."""
    out, address = [], False
    for child in inline.children:
        if child.type.startswith("link_"):
            address = child.type == "link_open" and child.info == "auto"
        elif child.type == "code_inline":
            out.append(CODE)
        elif child.type in {"softbreak", "hardbreak"}:
            out.append("\n")
        elif child.type in {"text", "image"} and not address:
            out.append(child.content)
    return ATTRIBUTES.sub("", "".join(out))
