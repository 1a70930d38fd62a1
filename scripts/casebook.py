"""The mark `cases`: every case of docs/cases.toml, first as a table, then as cards, in the order of years."""

import re
from html import escape

from mkdocs.structure.toc import AnchorLink

from calculators._text import Text
from scripts import anchors, facts, facts_notes
from scripts.factwords import KINDS
from scripts.register import used_in

HEAD = (Text("Case", "案例"), Text("In a few words", "一句话"), Text("Kind", "类型"), Text("The check", "检查"))
COLON = re.compile(r"[:：]\s*")


def cases(page, lang, config, argument):
    """Every card's id is an address that others link."""
    known = sorted(facts.records("cases").items(), key=lambda item: (item[1]["years"], item[0]))
    anchors.add(page, (ident for ident, _ in known))
    page.toc.items[0].children += [AnchorLink(_name(record, lang)[0], ident, 2) for ident, record in known]
    head = "".join(f'<th scope="col">{title[lang]}</th>' for title in HEAD)
    rows = "".join(_row(ident, record, lang) for ident, record in known)
    table = f'<table class="prose casebook"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return (f'<div data-search-exclude class="scroll" tabindex="0">{table}</div>'
            + "".join(_card(page, ident, record, lang) for ident, record in known))


def _name(record: dict, lang: str) -> tuple[str, str]:
    """A title's name and what it says of it: “Danke” and “A year’s rent, paid up front by a loan”."""
    name, words = COLON.split(record["title"][lang], maxsplit=1)
    return name, words[0].upper() + words[1:]


def _row(ident: str, record: dict, lang: str) -> str:
    name, words = _name(record, lang)
    years = f'<span class="casebook__years">{facts.years(record["years"], lang)}</span>'
    cells = (f'<a href="#{ident}">{escape(name)}</a>{years}', facts.prose(words), KINDS[record["kind"]][0][lang],
             facts.prose(record["check"][lang]))
    return f'<tr>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _card(page, ident: str, record: dict, lang: str) -> str:
    tags = (facts.tag("state", KINDS[record["kind"]][0][lang]), facts.tag("id", ident),
            facts.tag("years", facts.years(record["years"], lang)))
    return (f'<section class="casebook__case"><h2 id="{ident}" data-search-exclude>{facts.prose(record["title"][lang])}</h2>'
            f'<div data-search-exclude class="fact fact--case"><p class="fact__head">{" ".join(tags)}</p>'
            f'{used_in(page, lang, "case", ident)}{facts_notes.case_facts(page, record, lang)}</div></section>')
