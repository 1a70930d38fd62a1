"""Marks `rule` and `case`: a rule of law, or a case with figures, from docs/rules.toml and docs/cases.toml as a note."""

import re
import tomllib
from difflib import get_close_matches
from functools import cache
from html import escape

from mkdocs.exceptions import PluginError
from mkdocs.utils import get_relative_url

from scripts import factschema
from scripts.contents import DOCS
from scripts.factwords import CONFIDENCE, EVENT, JURISDICTIONS, KINDS, STATUSES, WORDS

DAY = re.compile(r"(?<![\d-])\d{4}-\d\d-\d\d(?!\d)")
MENTION = re.compile(r"(?<![\w-])(?:[A-Z]{2}|C)-\d\d(?![\w-])")
ID_LINK = re.compile(r'<a href="[^"]*"(?=>(?:[A-Z]{2}|C)-\d\d</a>)')
TO_NOTE = re.compile(r'<a href="#(?P<kind>rule|case)-(?P<ident>[A-Z]{1,2}-\d\d)"')
TAG = re.compile(r"(<[^>]+>)")
WHOLE = re.compile(r"<(?P<end>/)?(?:a|code|pre|svg|template|script|style|time|h[1-6])(?=[\s>])")
CURRENCY = re.compile(r"(?<=CNY|USD|EUR|GBP|HKD|KES) (?=\d)")


@cache
def records(name: str) -> dict[str, dict]:
    """All records of docs/<name>.toml ("rules", "cases" or "terms") by id; a record that breaks the schema stops the build."""
    path = DOCS / f"{name}.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    if wrong := check(name, data):
        raise PluginError("\n".join(wrong))
    return data


def check(name: str, data: dict) -> list[str]:
    """What is wrong with the records of docs/<name>.toml, one sentence each, with the place."""
    allowed = {"jurisdiction": JURISDICTIONS, "status": STATUSES, "confidence": CONFIDENCE, "kind": KINDS}
    return [f"docs/{name}.toml: {fault}" for fault in factschema.faults(name, data, allowed)]


def find(name: str, page, ident: str) -> dict:
    known = records(name)
    if ident not in known:
        near = get_close_matches(ident.upper(), known, n=3, cutoff=0.3) or sorted(known)
        raise PluginError(f"{page.file.src_uri}: no {name[:-1]} '{ident}' in docs/{name}.toml. Nearest: {', '.join(near)}.")
    return known[ident]


def rule(page, lang, config, argument):
    """A rule as a note: what binds whom stands open; the rest, with dates and source, behind a line."""
    record = find("rules", page, argument)
    tags = (tag("place", JURISDICTIONS[record["jurisdiction"]][lang]), tag("id", argument),
            tag("state", STATUSES[record["status"]][lang]))
    facts, labels = rule_facts(record, lang), rule_labels(record, lang)
    first = {"bound", "rule", "issuer", *(first_date(record) or ())[:1]}
    open_, folded = ({key: text for key, text in facts.items() if (key in first) is shown} for shown in (True, False))
    return note(page, lang, "rule", argument, record["status"], tags, prose(record["title"][lang]), mentions_linked(
        page, f'{listed(open_, labels)}<details class="fact__more"><summary>{WORDS["rule-more"][lang]}</summary>'
              f'{listed(folded, labels)}<p class="fact__advice">{WORDS["advice"][lang]}</p></details>'))


def case(page, lang, config, argument):
    record = find("cases", page, argument)
    tags = (tag("state", KINDS[record["kind"]][lang][0]), tag("id", argument), tag("years", years(record["years"], lang)))
    return note(page, lang, "case", argument, record["kind"], tags, prose(record["title"][lang]), case_facts(page, record, lang))


def rule_facts(record: dict, lang: str) -> dict[str, str]:
    """All that a record says of a rule but its title; who is bound comes first."""
    say = {key: prose(record[key][lang]) for key in ("bound", "rule", "issuer", "number", "note") if key in record}
    dates = {key: date(record[key]) for key in ("issued", "published", "effective", "as_of") if key in record}
    facts = {key: say[key] for key in ("bound", "rule", "issuer", "number") if key in say} | dates
    return facts | {key: say[key] for key in ("note",) if key in say} | trust(record, lang)


def rule_entry(page, record: dict, lang: str) -> str:
    """The same as the register shows it: everything, in one list."""
    return mentions_linked(page, listed(rule_facts(record, lang), rule_labels(record, lang)))


def rule_labels(record: dict, lang: str) -> dict[str, str]:
    words = WORDS | EVENT if record["status"] == "event" else WORDS
    return {key: word[lang] for key, word in words.items()}


def case_facts(page, record: dict, lang: str) -> str:
    """The story of a case, then its figures and sources behind a line."""
    _, outcome, lesson = KINDS[record["kind"]][lang]
    labels = {"promise": WORDS["promise"][lang], "design": WORDS["design"][lang], "outcome": outcome, "check": lesson}
    story = listed({key: prose(record[key][lang]) for key in labels}, labels)
    figures = "".join(f'<li><span class="fact__when">{when(figure["when"])}</span> {prose(figure[lang])}</li>'
                      for figure in record["figures"])
    facts = {"figures": f'<ul class="fact__figures">{figures}</ul>', "as_of": date(record["as_of"])} | trust(record, lang)
    rest = listed(facts, {key: WORDS[key][lang] for key in facts})
    return mentions_linked(
        page, f'{story}<details class="fact__more"><summary>{WORDS["more"][lang]}</summary>{rest}</details>')


def note(page, lang: str, kind: str, ident: str, state: str, tags, title: str, body: str) -> str:
    """The frame of both notes. Only the first of an id on a page gets an id of its own: ids are unique."""
    shown = vars(page).setdefault("facts_shown", [])   # scripts/facts_here.py lists them below the article
    own = "" if (kind, ident) in shown else f' id="{kind}-{ident}"'
    if own:
        shown.append((kind, ident))
    label = f"{WORDS[f'named-{kind}'][lang]} {ident}"
    uses = (f'<a data-search-exclude class="fact__uses" href="{entry(page, kind, ident)}" aria-label="{WORDS["uses-of"][lang].format(id=ident)}">'
            f'{WORDS["uses"][lang]}</a>')
    return (f'<aside class="fact fact--{kind}"{own} role="note" aria-label="{label}" data-status="{state.replace(" ", "-")}">'
            f'<p class="fact__head">{" ".join((*tags, uses))}</p><p class="fact__title">{title}</p>{body}</aside>')


def mentions_linked(page, html: str) -> str:
    """Where a record or a page names a rule or a case, as in “(CN-31, Art. 29)”, the id leads to its entry."""
    def link(mention):
        ident = mention[0]
        known = ident in records(f"{kind(ident)}s")
        return f'<a href="{entry(page, kind(ident), ident)}" class="unbroken">{ident}</a>' if known else ident

    return outside_links(html, lambda text: MENTION.sub(link, text))


def unbroken(html: str) -> str:
    """A page's own days, and its links that read “CN-31”, marked: a narrow column does not break them at their hyphens."""
    html = outside_links(html, lambda text: DAY.sub(r'<span class="unbroken">\g<0></span>', text))
    return ID_LINK.sub(r'\g<0> class="unbroken"', html)


def outside_links(html: str, change) -> str:
    """HTML with its text changed, except inside a link, heading, code, date or drawing."""
    return outside(WHOLE, html, change)


def outside(whole: re.Pattern, html: str, change) -> str:
    """HTML with its text changed, except inside the elements whose tags `whole` matches."""
    parts, within = [], 0
    for part in TAG.split(html):
        if tag_ := whole.match(part):
            within += -1 if tag_["end"] else 1
        parts.append(part if within or part.startswith("<") else change(part))
    return "".join(parts)


def kind(ident: str) -> str:
    """Whether an id is that of a "rule" or of a "case", by its form: the schema holds ids to it."""
    return "case" if ident.startswith("C-") else "rule"


def entry(page, kind: str, ident: str) -> str:
    """The address of a rule in the register, or of a case in the casebook, seen from a page."""
    return get_relative_url({"rule": "rules/", "case": "casebook/"}[kind], page.url) + f"#{ident}"


def reached(page, html: str) -> str:
    """Links of timelines to notes: to the note where the page has it, else to the entry in the register or casebook."""
    def link(match):
        kind, ident = match["kind"], match["ident"]
        known = (kind, ident) in getattr(page, "facts_shown", [])
        return match[0] if known else f'<a href="{entry(page, kind, ident)}"'

    return TO_NOTE.sub(link, html)


def trust(record: dict, lang: str) -> dict[str, str]:
    """How far it was checked, in words with what the words mean, and where it stands."""
    word, meaning = CONFIDENCE[record["confidence"]][lang]
    caveat = f"<p>{prose(record['caveat'][lang])}</p>" if "caveat" in record else ""
    source = prose(record["source"][lang])
    told = {
        "confidence": f'<details class="fact__mark"><summary>{word}</summary><p>{meaning}</p>{caveat}</details>',
        "source": f'<a href="{escape(record["link"])}">{source}</a>' if "link" in record else source,
    }
    return told | ({"seen": " · ".join(map(prose, record["seen"]))} if "seen" in record else {})


def tag(kind: str, text: str) -> str:
    return f'<span class="fact__{kind}">{escape(text)}</span>'


def listed(facts: dict[str, str], labels: dict[str, str]) -> str:
    return f'<dl class="fact__list">{"".join(row(labels[key], text, key) for key, text in facts.items())}</dl>'


def row(label: str, text: str, kind: str) -> str:
    return f'<div class="fact__row fact__row--{kind.replace("_", "-")}"><dt>{label}</dt><dd>{text}</dd></div>'


def prose(text: str) -> str:
    """A text as HTML; a date does not break at its hyphens, nor a number from its percent sign or currency."""
    text = CURRENCY.sub("\u00a0", escape(text, quote=False)).replace(" %", "\u00a0%")
    return DAY.sub(lambda day: date(day[0]), text)


def years(text: str, lang: str) -> str:
    """Years of a case; "2013–" goes on to this day."""
    first = text.removesuffix("–")
    return text if first == text else {"en": f"since {first}", "zh": f"{first} 年起"}[lang]


def date(text: str) -> str:
    return f'<time datetime="{text}">{text}</time>'


def when(text: str) -> str:
    """A date, or two with a slash between them: from one to the other."""
    return " – ".join(date(part) for part in text.split("/"))


def first_date(record: dict) -> tuple[str, str] | None:
    """What dates a rule, and when: the day it came into force, else that of its publication or issue."""
    return next(((key, record[key]) for key in ("effective", "published", "issued") if key in record), None)
