"""Below an article that shows rules or cases: a short list of them, which leads to each."""

from scripts import facts
from scripts.factwords import JURISDICTIONS, KINDS, STATUSES, WORDS


def below(page, lang: str) -> str:
    """The list for what the marks of a page have shown; nothing where there is none."""
    shown = sorted(getattr(page, "facts_shown", []), key=lambda fact: ("rule", "case").index(fact[0]))
    if not shown:
        return ""
    items = "".join(f'<li><a href="#{kind}-{ident}"><span class="here__id">{ident}</span> {_line(kind, ident, lang)}</a></li>'
                    for kind, ident in shown)
    return listed("facts-here", WORDS["here"][lang], items)


def listed(name: str, title: str, items: str, css: str = "here") -> str:
    """The frame of a list below an article; the search leaves it out."""
    return (f'<nav data-search-exclude class="{css}" aria-labelledby="{name}"><p class="here__title" id="{name}">{title}</p>'
            f"<ul>{items}</ul></nav>")


def _line(kind: str, ident: str, lang: str) -> str:
    record = facts.records(f"{kind}s")[ident]
    if kind == "case":
        rest = (KINDS[record["kind"]][0][lang], facts.years(record["years"], lang))
    else:
        day = facts.first_date(record)
        rest = (JURISDICTIONS[record["jurisdiction"]][lang], *([facts.date(day[1])] if day else []),
                STATUSES[record["status"]][lang])
    return f'{facts.prose(record["title"][lang])} <span class="here__rest">{" · ".join(rest)}</span>'
