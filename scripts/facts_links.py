"""Where a text names a rule or a case: its id leads to the entry in the register or the casebook, and does not break."""

import re

from mkdocs.utils import get_relative_url

from scripts import facts, prose

MENTION = re.compile(r"(?<![\w-])(?:[A-Z]{2}|C)-\d\d(?![\w-])")
ID_LINK = re.compile(r'<a href="[^"]*"(?=>(?:[A-Z]{2}|C)-\d\d</a>)')
TO_NOTE = re.compile(r'<a href="#(?P<kind>rule|case)-(?P<ident>[A-Z]{1,2}-\d\d)"')
WHOLE = re.compile(r"<(?P<end>/)?(?:a|code|pre|svg|template|script|style|time|h[1-6])(?=[\s>])")


def mentions_linked(page, html: str) -> str:
    """Where a record or a page names a rule or a case, as in “(CN-31, Art. 29)”, the id leads to its entry."""
    def link(mention):
        ident = mention[0]
        kind = facts.kind(ident)
        known = ident in facts.records(f"{kind}s")
        return f'<a href="{entry(page, kind, ident)}" class="unbroken">{ident}</a>' if known else ident

    return outside_links(html, lambda text: MENTION.sub(link, text))


def unbroken(html: str) -> str:
    """A page's own days, and its links that read “CN-31”, marked: a narrow column does not break them at their hyphens."""
    html = outside_links(html, lambda text: facts.DAY.sub(r'<span class="unbroken">\g<0></span>', text))
    return ID_LINK.sub(r'\g<0> class="unbroken"', html)


def reached(page, html: str) -> str:
    """Links of timelines to notes: to the note where the page has it, else to the entry in the register or casebook."""
    def link(match):
        kind, ident = match["kind"], match["ident"]
        known = (kind, ident) in getattr(page, "facts_shown", [])
        return match[0] if known else f'<a href="{entry(page, kind, ident)}"'

    return TO_NOTE.sub(link, html)


def entry(page, kind: str, ident: str) -> str:
    """The address of a rule in the register, or of a case in the casebook, seen from a page."""
    return get_relative_url({"rule": "rules/", "case": "casebook/"}[kind], page.url) + f"#{ident}"


def outside_links(html: str, change) -> str:
    """HTML with its text changed, except inside a link, heading, code, date or drawing."""
    return prose.outside(WHOLE, html, change)
