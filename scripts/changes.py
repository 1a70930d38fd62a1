"""What has changed for readers, as the front matter of pages tells it: below a page its own changes, and by the mark `changes`
those of all pages by day."""

from html import escape
from itertools import groupby

from mkdocs.structure.toc import AnchorLink

from calculators._text import Text
from scripts import facts, pages, uses

LIST = "changes/index"   # the page with all of them
WORDS = {"here": Text("What changed", "本页更新"), "all": Text("Changes on all pages", "全部更新记录"), "colon": Text(": ", "：")}


def below(page, lang: str) -> str:
    """A page's own changes, the newest first; nothing where none is told."""
    items = "".join(f'<li><span class="here__rest">{facts.date(str(change.day))}</span> {facts.prose(change.text)}</li>'
                    for change in pages.changes(page.meta))
    if not items:
        return ""
    every = f'<a href="{uses.places(lang)[LIST].seen_from(page)}">{WORDS["all"][lang]}</a>'
    return (f'<section data-search-exclude class="here here--changes" aria-labelledby="what-changed"><p class="here__title" '
            f'id="what-changed">{WORDS["here"][lang]}</p><ul>{items}</ul><p>{every}</p></section>')


def changes(page, lang, config, argument):
    """The changes of each day, in the order of the contents; a day is a place of the page."""
    told = [(str(change.day), place, change.text) for place, written in uses.read(lang) for change in pages.changes(written.front)]
    days = [(day, list(items)) for day, items in groupby(sorted(told, key=lambda each: each[0], reverse=True), lambda each: each[0])]
    page.present_anchor_ids = (page.present_anchor_ids or set()) | {f"d-{day}" for day, _ in days}
    page.toc.items[0].children += [AnchorLink(day, f"d-{day}", 2) for day, _ in days]
    return "".join(f'<h2 id="d-{day}" data-search-exclude>{facts.date(day)}</h2><ul data-search-exclude>'
                   f'{"".join(_item(page, lang, place, text) for _, place, text in items)}</ul>' for day, items in days)


def _item(page, lang: str, place: uses.Place, text: str) -> str:
    link = f'<a href="{place.seen_from(page, "what-changed")}">{escape(place.label)}</a>'
    return f'<li>{link}{WORDS["colon"][lang]}{facts.prose(text)}</li>'
