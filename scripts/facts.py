"""Rules and cases, from docs/rules.toml and docs/cases.toml: their records, and the words and dates in them as HTML."""

import re
import tomllib
from difflib import get_close_matches
from functools import cache
from html import escape

from mkdocs.exceptions import PluginError

from calculators._text import Text
from scripts import factschema
from scripts.contents import DOCS
from scripts.factwords import CONFIDENCE, JURISDICTIONS, KINDS, STATUSES

DAY = re.compile(r"(?<![\d-])\d{4}-\d\d-\d\d(?!\d)")
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


def kind(ident: str) -> str:
    """Whether an id is that of a "rule" or of a "case", by its form: the schema holds ids to it."""
    return "case" if ident.startswith("C-") else "rule"


def trust(record: dict, lang: str) -> dict[str, str]:
    """How far it was checked, in words with what the words mean, and where it stands."""
    word, meaning = CONFIDENCE[record["confidence"]]
    caveat = f"<p>{prose(record['caveat'][lang])}</p>" if "caveat" in record else ""
    source = prose(record["source"][lang])
    told = {
        "confidence": f'<details class="fact__mark"><summary>{word[lang]}</summary><p>{meaning[lang]}</p>{caveat}</details>',
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
    return text if first == text else Text(f"since {first}", f"{first} 年起")[lang]


def date(text: str) -> str:
    return f'<time datetime="{text}">{text}</time>'


def when(text: str) -> str:
    """A date, or two with a slash between them: from one to the other."""
    return " – ".join(date(part) for part in text.split("/"))


def first_date(record: dict) -> tuple[str, str] | None:
    """What dates a rule, and when: the day it came into force, else that of its publication or issue."""
    return next(((key, record[key]) for key in ("effective", "published", "issued") if key in record), None)
