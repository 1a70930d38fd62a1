"""What stands at an address that leads elsewhere now (docs/addresses.txt): on the same page an anchor where its text stands, on
another page a link that is followed at once, and for a page that has moved a small one that leads on."""

import re
from functools import cache
from html import escape
from pathlib import Path

from mkdocs.utils import get_relative_url

from calculators._text import Text
from scripts import addresses, contents, facts_here, languages, uses

WORDS = {"here": Text("What stood here is now on", "原来在这里的内容，移到了"), "page": Text("This page has moved:", "本页已移到：")}


@cache
def listed() -> tuple[addresses.Address, ...]:
    return tuple(address for address in addresses.listed(contents.DOCS) if address.to)


def anchored(html: str, page) -> str:
    """The old ids of a page's own places, each at its new place: no script is needed to arrive there."""
    for old in _ids_of(page):
        where, _, ident = old.to.partition("#")
        if where == old.page and ident and not _is_preset(old):
            html = re.sub(rf'<\w+\b[^>]*\bid="{re.escape(ident)}"[^>]*>', rf'\g<0><span id="{escape(old.id)}"></span>', html, count=1)
    return html


def below(page, lang: str) -> str:
    """Links for the old ids whose text stands on other pages; shown to whom one of them has brought here."""
    items = "".join(f"<li>{_link(old, page.url, lang)}</li>" for old in _ids_of(page)
                    if _is_preset(old) or old.to.partition("#")[0] != old.page)
    return facts_here.listed("moved-from-here", WORDS["here"][lang], items, "here here--moved") if items else ""


def write(config, policy: str | None) -> None:
    """A page for each that has moved, in every language, once the others have their policy: it holds none of their scripts."""
    template = config.theme.get_env().get_template("moved.html")
    for old in (address for address in listed() if not address.id):
        for language in languages.LANGUAGES:
            place, anchor = _place(old.to, language.code)
            here = uses.address(old.page)
            file = Path(config.site_dir) / language.prefix / here / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(template.render(
                language=language, policy=policy, words=WORDS["page"][language.code], title=place.label,
                to=get_relative_url(place.url, here) + anchor, canonical=config.site_url + language.prefix + place.url.removeprefix("./"),
                script=get_relative_url("assets/javascripts/moved.js", here),
                links=[_link(each, here, language.code) for each in listed() if each.id and each.page == old.page]), encoding="utf-8")


def others(site: Path) -> list[Path]:
    """The pages of a built site but those that only lead on."""
    leading = {site / language.prefix / uses.address(old.page) / "index.html"
               for old in listed() if not old.id for language in languages.LANGUAGES}
    return sorted(set(site.rglob("*.html")) - leading)


def _ids_of(page) -> list[addresses.Address]:
    path = page.file.src_uri.rpartition(".")[0]
    return [address for address in listed() if address.id and address.page == path]


def _is_preset(old: addresses.Address) -> bool:
    return ":" in old.id   # no place on a page: the calculator reads it


def _place(name: str, lang: str) -> tuple[uses.Place, str]:
    path, hash_, ident = name.partition("#")
    return uses.places(lang)[path], hash_ + ident


def _link(old: addresses.Address, here: str, lang: str) -> str:
    place, anchor = _place(old.to, lang)
    address = escape(get_relative_url(place.url, here) + anchor)
    return f'<moved-link id="{escape(old.id)}"><a href="{address}">{escape(place.label)}</a></moved-link>'
