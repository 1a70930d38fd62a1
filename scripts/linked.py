"""Below a section: the pages of the handbook whose text leads here, found in the text itself."""

from html import escape

from calculators._text import Text
from scripts import facts_here, uses

WORDS = Text("Linked from", "哪些页面引到这里")


def below(page, lang: str) -> str:
    """The list for a section; nothing for other pages, whose readers come from lists, or where nothing leads here."""
    if "section" not in page.meta:
        return ""
    here = page.file.src_uri.rpartition(".")[0]
    items = "".join(f'<li><a href="{place.seen_from(page)}">{escape(place.label)}</a></li>'
                    for place, targets in uses.links(lang).items() if place.path != here and any(path == here for path, _ in targets))
    return facts_here.listed("linked-from", WORDS[lang], items, "here here--from") if items else ""
