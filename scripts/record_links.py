"""Beside an entry that is made of a record: the entry's own address, and the record's lines in the repository, to correct them."""

from functools import cache
from html import escape

from calculators._text import Text
from scripts import contents, languages
from scripts.records import Records

CORRECT, CORRECT_NAMED = Text("Correct this entry", "修改本条"), Text("Correct this entry: {}", "修改本条：{}")


def permalink(ident: str, lang: str) -> str:
    """The sign that the theme puts beside a heading."""
    return f'<a class="headerlink" href="#{ident}" title="{languages.coded(lang).permalink}">#</a>'


def correct(page, lang: str, file: str, ident: str, name: str = "") -> str:
    """A link to the record in docs/<file>.toml, where the site knows its repository. The pencil of the page only opens a mark."""
    if not page.edit_url:
        return ""
    line = _records(file, (contents.DOCS / f"{file}.toml").read_text(encoding="utf-8")).line(ident, "")
    address = f'{page.edit_url.partition("/edit/")[0]}/blob/main/docs/{file}.toml#L{line}'
    label = CORRECT_NAMED[lang].format(escape(name or ident))
    return f'<a class="correct" href="{escape(address)}" aria-label="{label}">{CORRECT[lang]}</a>'


@cache
def _records(file: str, source: str) -> Records:
    return Records(f"docs/{file}.toml", source)
