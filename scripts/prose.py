"""What Python-Markdown leaves to mend in a page's HTML."""

import re

from markdown_it import MarkdownIt

from calculators._text import Text

QUOTES = MarkdownIt("zero", {"typographer": True}).enable("smartquotes")
TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
SLIDE = re.compile(r'<div class="admonition slide">.*?</div>', re.DOTALL)   # its lines are a list: no box within it
SHOW = Text("Full screen", "全屏")
FORMULA = re.compile(r'([(（“]*)(<math [^>]*display="inline".*?</math>)([,.;:?!)，。、；：？！）”]*)', re.DOTALL)
AFTER_WIDE_MARK = re.compile(r"(?<=[。；：，！？）])(</strong>|</a>) +(?=\S)")
AMOUNT_OF_CELL = re.compile(r"(?<=\d) (?=[万亿]元?(?:</strong>)?</td>)")
EMPTY_HEAD = re.compile(r"<th( align=\"[^\"]*\")?></th>")
HEAD = re.compile(r"<th(?=[ >])")
TAG = re.compile(r"(<[^>]+>)")


def tables(html: str) -> str:
    """Tables scroll inside themselves, by keyboard too. The theme's script would wrap them later, and without a tab stop.

    An empty corner is a cell, not a heading of nothing; the others head their columns. In a narrow cell an amount keeps its
    万 or 亿.
    """
    html = AMOUNT_OF_CELL.sub("\u00a0", html)
    html = HEAD.sub('<th scope="col"', EMPTY_HEAD.sub(r"<td\1></td>", html))
    return TABLE.sub(r'<div class="scroll" tabindex="0"><table class="prose">\1</table></div>', html)


def closed_up(html: str) -> str:
    """A full-width mark has its own white, so no space follows the bold words that end with it."""
    return AFTER_WIDE_MARK.sub(r"\1", html)


def slides(html: str, lang: str) -> str:
    """A slide with the button that shows it to a room; the button needs a script and is hidden until there is one."""
    button = f'<button type="button" class="slide-button" data-search-exclude hidden>{SHOW[lang]}</button>'
    return SLIDE.sub(lambda slide: f"<slide-show>{slide[0]}{button}</slide-show>", html)


def formulas(html: str) -> str:
    """No line begins with the mark that follows a formula, or ends with the bracket before it."""
    return FORMULA.sub(lambda found: f'<span class="unbroken">{found[0]}</span>' if found[1] or found[3] else found[0], html)


def curly(text: str) -> str:
    """Text of a fence with the quotation marks and apostrophes that Python-Markdown gives to all other text."""
    return "\n".join("".join(token.content for token in QUOTES.parseInline(line)[0].children) for line in text.split("\n"))


def outside(whole: re.Pattern, html: str, change) -> str:
    """HTML with its text changed, except inside the elements whose tags `whole` matches."""
    parts, within = [], 0
    for part in TAG.split(html):
        if tag_ := whole.match(part):
            within += -1 if tag_["end"] else 1
        parts.append(part if within or part.startswith("<") else change(part))
    return "".join(parts)
