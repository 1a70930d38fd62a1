"""Checklists: `- [ ]` items with ids become ticks that the reader's browser remembers.

`transform` dresses the list that stands on a page. The mark `<!-- checklists: risk -->` lists a chapter's checklists with
their progress, `<!-- checklists: all -->` every checklist with its items. All show the same state, which hangs on the ids.
"""

import re
from html import escape

from mkdocs.exceptions import PluginError
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import get_relative_url

from scripts import anchors, attributes, checklist_items, contents
from scripts.checklist_tasks import Tasks
from scripts.checklist_words import SAID, SHOWN
from scripts.phrases import said

# Python-Markdown gives an id at the end of a list item's line to nobody and leaves it in the text.
WRITTEN_ID = re.compile(r"\s*\{:?\s*#([^\s{}]+)\s*\}\s*$")


def transform(html: str, page, lang: str) -> str:
    """The page's HTML with its checklist made tickable."""
    found = Tasks(html)
    for stray in found.strays:
        raise error(page, stray.sentence(html), "stands outside the heading with the id “checklist”; move it there")
    if not found.tasks:
        return html
    ids, edits = [], []
    for task in found.tasks:
        text = task.sentence(html)
        written = WRITTEN_ID.search(text)
        item, text = task.id or (written and written[1]), WRITTEN_ID.sub("", text).strip()
        if not item or not checklist_items.ID.fullmatch(item):
            raise error(page, text, "has no id; end it with one such as { #c-5-1-taxonomy }")
        if item in ids:
            raise error(page, text, f"has the id “{item}” of another item of this page; give it its own")
        ids.append(item)
        edits += [(*task.tag, f'<li class="check-item" id="{item}">'), (task.box[0], task.end, tick(item, text))]
    title = f"{page.meta.get('section', '')} {page.title}".strip()
    name = page.file.src_uri.rpartition(".")[0]
    start, end = found.lists[0][0], found.lists[-1][1]
    edits += [(start, start, opening(name, lang) + group(title, "#checklist") + progress(ids, lang)),
              (end, end, "</div>" + closing(lang))]
    anchors.add(page, ids)
    for start, end, text in sorted(edits, reverse=True):
        html = html[:start] + text + html[end:]
    return html


def error(page, text: str, sentence: str) -> PluginError:
    plain = re.sub(r"<[^>]*>", "", text).strip()
    return PluginError(f"{page.file.src_uri}: checklist item “{plain}” {sentence}.")


def checklists(page, lang, config, argument):
    """The progress of a chapter's checklists, by the chapter's folder; or, for `all`, every list with its items."""
    found = checklist_items.checklists(lang)
    if argument == "all":
        return every(page, lang, found)
    chosen = [c for c in found if c.chapter.path == f"{argument}/index"]
    if not chosen:
        known = sorted({c.chapter.path.removesuffix("/index") for c in found})
        raise PluginError(f"{page.file.src_uri}: no checklist in “{argument}”. Known: all, {', '.join(known)}.")
    rows = "".join(
        f'<li><a href="{address(page, c)}">{title_of(c, lang)}</a>{progress(ids_of(c), lang)}</li>' for c in chosen)
    total = progress([i for c in chosen for i in ids_of(c)], lang, "chapter")
    return f'<div class="check-index">{total}<ul>{rows}</ul></div>'


def every(page, lang, found) -> str:
    """All checklists under the headings of their chapters and sections, which join the page's table of contents."""
    out, chapter = [progress([i for c in found for i in ids_of(c)], lang, "chapter")], None
    links = page.toc.items[0].children
    for c in found:
        anchor = c.page.path.replace("/", "-")
        if c.chapter is not chapter:
            chapter, top = c.chapter, c.chapter.path.removesuffix("/index")
            name = contents.label(chapter, lang)
            out.append(f'<h2 id="{top}" data-search-exclude>{escape(name)}</h2>')
            links.append(AnchorLink(name, top, 2))
        links[-1].children.append(AnchorLink(contents.label(c.page, lang), anchor, 3))
        items = "".join(f'<li class="check-item">{tick(i.id, i.html)}</li>' for i in c.items)
        out.append(
            f'{group(contents.label(c.page, lang), address(page, c))}'
            f'<h3 id="{anchor}" data-search-exclude><a href="{address(page, c)}">{title_of(c, lang)}</a></h3>'
            f'{progress(ids_of(c), lang)}<ul data-search-exclude>{items}</ul></div>')
    return f'{opening("all", lang)}{"".join(out)}{closing(lang)}'


def ids_of(checklist) -> list[str]:
    return [item.id for item in checklist.items]


def title_of(checklist, lang) -> str:
    return escape(contents.label(checklist.page, lang))


def address(page, checklist) -> str:
    return get_relative_url(checklist.page.url, page.url) + "#checklist"


def opening(name: str, lang: str) -> str:
    """`data-page` names the exported file; `data-words` are the sentences that the browser may have to say."""
    return f'<check-list class="check-list" data-page="{name}" data-words="{attributes.data(said(lang, SAID))}">'


def group(title: str, href: str) -> str:
    return f'<div class="check-group" data-title="{escape(title)}" data-href="{escape(href)}">'


def tick(item: str, text: str) -> str:
    return f'<label class="check-label"><input type="checkbox" data-item="{item}" autocomplete="off"><span>{text}</span></label>'


def progress(ids: list[str], lang: str, kind: str = "list") -> str:
    line = SHOWN["progress"][lang].format(done='<span data-part="done">0</span>', all=len(ids))
    return (
        f'<check-progress class="check-progress" data-kind="{kind}" data-items="{" ".join(ids)}" data-search-exclude>'
        f'<span class="check-count">{line}</span><progress value="0" max="{len(ids)}" aria-hidden="true"></progress>'
        f'</check-progress>')


def closing(lang: str) -> str:
    """What only works with the script is hidden until it is there."""
    def button(name, hidden=""):
        return f'<button type="button" data-do="{name}"{hidden}>{SHOWN[name][lang]}</button>'

    return f"""<noscript><p class="check-note">{SHOWN["no_script"][lang]}</p></noscript>
<div class="check-tools" data-part="tools" role="group" aria-label="{SHOWN["tools"][lang]}"
 data-search-exclude hidden>
<p class="check-buttons">{"".join(map(button, ["markdown", "csv", "json", "import", "clear"]))}</p>
<p class="check-buttons check-confirm" data-part="confirm" hidden>
<span data-part="question"></span>{button("confirm")}{button("keep")}</p>
<p class="check-message" data-part="forgotten" role="status" hidden>{SHOWN["forgotten"][lang]}</p>
<p class="check-message"><span data-part="message" role="status"></span>{button("undo", " hidden")}</p>
<p class="check-note">{SHOWN["private"][lang]}</p>
<p class="check-unseen" data-part="heard" role="status"></p>
<input type="file" accept=".json,application/json" aria-label="{SHOWN["file"][lang]}" data-part="file" hidden>
</div></check-list>"""
