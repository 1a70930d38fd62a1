"""Marks `rule` and `case`: a rule of law, or a case with figures, as a note."""

from scripts.facts import date, find, first_date, listed, prose, tag, trust, when, years
from scripts.facts_links import entry, mentions_linked
from scripts.factwords import EVENT, JURISDICTIONS, KINDS, STATUSES, WORDS


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
    tags = (tag("state", KINDS[record["kind"]][0][lang]), tag("id", argument), tag("years", years(record["years"], lang)))
    return note(page, lang, "case", argument, record["kind"], tags, prose(record["title"][lang]), case_facts(page, record, lang))


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
    _, outcome, lesson = KINDS[record["kind"]]
    labels = {"promise": WORDS["promise"][lang], "design": WORDS["design"][lang], "outcome": outcome[lang], "check": lesson[lang]}
    story = listed({key: prose(record[key][lang]) for key in labels}, labels)
    figures = "".join(f'<li><span class="fact__when">{when(figure["when"])}</span> {prose(figure[lang])}</li>'
                      for figure in record["figures"])
    facts = {"figures": f'<ul class="fact__figures">{figures}</ul>', "as_of": date(record["as_of"])} | trust(record, lang)
    rest = listed(facts, {key: WORDS[key][lang] for key in facts})
    return mentions_linked(
        page, f'{story}<details class="fact__more"><summary>{WORDS["more"][lang]}</summary>{rest}</details>')
