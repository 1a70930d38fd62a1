"""The checklist items of every page, read from the Markdown: a list of them may be drawn before their own page is."""

import html
import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from mkdocs.exceptions import PluginError

from scripts import contents, formulas

# The body of an admonition is indented, and would otherwise be read as a code block. Quotes become curly, as on the pages.
MARKDOWN = MarkdownIt("commonmark", {"typographer": True}).disable("code").enable("smartquotes")
ITEM = re.compile(r"\[[ xX]\]\s+(?P<text>.*?)\s*\{:?\s*#(?P<id>[^\s{}]+)\s*\}\s*", re.DOTALL)
ID = re.compile(r"c-[a-z0-9]+(-[a-z0-9]+)*")
HEADING = re.compile(r"\{:?\s*#checklist\s*\}\s*$")


@dataclass(frozen=True)
class Item:
    id: str
    html: str    # the sentence, without links: they would be relative to another page


@dataclass(frozen=True)
class Checklist:
    chapter: contents.Entry
    page: contents.Entry
    items: tuple[Item, ...]


@cache
def checklists(lang: str) -> tuple[Checklist, ...]:
    """Every checklist of a language, in the order of the contents. An id stands on one page only."""
    out, home = [], {}
    for chapter in contents.entries():
        for page in (chapter, *chapter.children):
            path = contents.DOCS / lang / f"{page.path}.md"
            items = tuple(read(path.read_text(encoding="utf-8"))) if path.exists() else ()
            for item in items:
                if home.setdefault(item.id, page.path) != page.path:
                    raise PluginError(
                        f"{lang}/{page.path}.md: checklist item “{item.id}” stands on {home[item.id]}.md too; "
                        "give it an id of its own.")
            if items:
                out.append(Checklist(chapter, page, items))
    return tuple(out)


def read(text: str):
    """The items under the heading `{ #checklist }`, up to the next heading of its level or above."""
    tokens, inside = MARKDOWN.parse(text), False
    for before, token in pairwise(tokens):
        if before.type == "heading_open" and before.tag in {"h1", "h2"}:
            inside = bool(HEADING.search(token.content))
        elif inside and token.type == "inline" and (match := ITEM.fullmatch(token.content)):
            yield Item(match["id"], sentence(match["text"]))


def sentence(text: str) -> str:
    """One line of Markdown as HTML, its links reduced to their words."""
    tokens = MARKDOWN.parseInline(text)[0].children
    return "".join(
        formulas.inline(t.content.removeprefix("#!math "), "math", "math", None)
        if t.type == "code_inline" and t.content.startswith("#!math ")
        else MARKDOWN.renderer.render([t], MARKDOWN.options, {}) if t.type != "text" else html.escape(t.content, quote=False)
        for t in tokens if t.type not in {"link_open", "link_close"}
    )
