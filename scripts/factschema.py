"""What a record of docs/rules.toml, docs/cases.toml or docs/terms.toml must hold; every fault is a sentence that says how to
mend it."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from urllib.parse import urlsplit

LANGUAGES = {"en", "zh"}
# A link goes to the issuer and nobody else; other places where a text was read are named, not linked.
OFFICIAL = ("gov.cn", "europa.eu", "fca.org.uk", "federalreserve.gov", "consumerfinance.gov", "sec.gov", "occ.gov", "ecfr.gov",
            "justice.gov", "house.gov", "bis.org", "legislation.gov.uk", "finra.org")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
PART_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
Fault = str | None


def a_date(value) -> Fault:
    wrong = "say the date as YYYY-MM-DD"
    if not isinstance(value, str) or not DATE.fullmatch(value):
        return wrong
    try:
        date.fromisoformat(value)
    except ValueError:
        return wrong
    return None


def a_day_or_month(value) -> Fault:
    """The day where it was seen, else the month or the year that was."""
    if isinstance(value, str) and PART_DATE.fullmatch(value) and not a_date((value + "-01-01")[:10]):
        return None
    return "say the date as YYYY-MM-DD; as YYYY-MM or YYYY where the day was not seen"


def words(value) -> Fault:
    if not isinstance(value, dict) or set(value) != LANGUAGES:
        return 'say it in both languages, {en = "…", zh = "…"}'
    if empty := [lang for lang in sorted(LANGUAGES) if not isinstance(value[lang], str) or not value[lang].strip()]:
        return f"the text in '{empty[0]}' is empty"
    return None if re.search(r"[\u4e00-\u9fff]", value["zh"]) else "the text in 'zh' is not Chinese"


def name_and_words(value) -> Fault:
    """A case's title: its name, a colon, and what it teaches in a few words; the casebook's table sets them apart."""
    if fault := words(value):
        return fault
    return None if all(re.fullmatch(r"[^:：]+[:：]\s*\S.*", text) for text in value.values()) else "say name, colon, a few words"


def figures(value) -> Fault:
    if not isinstance(value, list) or not value:
        return "give at least one figure with its date"
    for number, figure in enumerate(value, start=1):
        if not isinstance(figure, dict) or set(figure) != {"when", *LANGUAGES}:
            return f'figure {number}: give {{when = "…", en = "…", zh = "…"}}'
        dates = str(figure["when"]).split("/")
        if len(dates) > 2 or not all(PART_DATE.fullmatch(d) for d in dates) or dates != sorted(dates):
            return f"figure {number}: when: say YYYY, YYYY-MM or YYYY-MM-DD, or two of them as from/to"
        if fault := words({lang: figure[lang] for lang in LANGUAGES}):
            return f"figure {number}: {fault}"
    return None


def link(value) -> Fault:
    host = urlsplit(str(value)).hostname or ""
    official = str(value).startswith("https://") and any(host == o or host.endswith(f".{o}") for o in OFFICIAL)
    return None if official else "link only to the issuer's own address with https; name other places under seen"


def places(value) -> Fault:
    named = isinstance(value, list) and value and all(isinstance(p, str) and p.strip() and "://" not in p for p in value)
    return None if named else 'give a list of places as text without https://, ["host/path"]'


def years(value) -> Fault:
    return None if isinstance(value, str) and re.fullmatch(r"\d{4}(–(\d{4})?)?", value) else "say 2015–2020, 2015– or 2015"


def a_name(value) -> Fault:
    if fault := words(value):
        return fault
    bare = all(text[0].isalpha() and not re.search(r"[()（）]", text) for text in value.values())
    return None if bare else "begin with a letter and leave out brackets; what stands in them is another name, under also"


def other_names(value) -> Fault:
    sound = isinstance(value, dict) and value and set(value) <= LANGUAGES and all(
        isinstance(names, list) and names and all(isinstance(name, str) and name.strip() for name in names)
        for names in value.values())
    return None if sound else 'give names in lists, {en = ["…"], zh = ["…"]}, or in one language only'


def term_ids(value) -> Fault:
    sound = isinstance(value, list) and value and all(isinstance(ident, str) for ident in value)
    return None if sound else 'give ids of terms, ["apr", …]'


def one_of(values) -> Callable[[object], Fault]:
    return lambda value: None if isinstance(value, str) and value in values else f"say one of: {', '.join(values)}"


SHARED = {"title": words, "source": words, "as_of": a_date}
SCHEMAS: dict[str, tuple[dict, dict]] = {  # required, optional
    "rules": (SHARED | {"issuer": words, "bound": words, "rule": words},
              {"search": other_names, "number": words, "issued": a_day_or_month, "published": a_day_or_month, "effective": a_day_or_month, "note": words,
               "caveat": words, "link": link, "seen": places}),
    "cases": (SHARED | {"title": name_and_words, "years": years, "promise": words, "design": words, "outcome": words, "check": words, "figures": figures},
              {"search": other_names, "caveat": words, "link": link, "seen": places}),
    "terms": ({"name": a_name, "text": words, "related": term_ids},
              {"also": other_names, "search": other_names, "avoid": other_names}),
}
IDS = {"rules": (re.compile(r"[A-Z]{2}-\d\d"), "CN-01"), "cases": (re.compile(r"C-\d\d"), "C-01"),
       "terms": (re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), "all-in-cost")}
CHOICES = {"rules": ("jurisdiction", "status", "confidence"), "cases": ("kind", "confidence"), "terms": ()}


def faults(name: str, data: dict, allowed: dict) -> Iterator[str]:
    """All faults of a file's records. `allowed` says, for each choice, the values it may take."""
    found = [fault for ident, record in data.items() for fault in alone(name, ident, record, allowed)]
    yield from found
    if name == "terms" and not found:
        yield from among(data)


def alone(name: str, ident: str, record: dict, allowed: dict) -> Iterator[str]:
    """The faults of one record."""
    required, optional = SCHEMAS[name]
    required = required | {key: one_of(allowed[key]) for key in CHOICES[name]}
    form, example = IDS[name]
    if not form.fullmatch(ident):
        yield f"{ident}: an id looks like {example}"
        return
    yield from (f"{ident}: {key}: unknown key; known: {', '.join(sorted(required | optional))}"
                for key in record if key not in required | optional)
    yield from (f"{ident}: {key}: missing" for key in required if key not in record)
    found = {key: test(record[key]) for key, test in (required | optional).items() if key in record}
    yield from (f"{ident}: {key}: {fault}" for key, fault in found.items() if fault)
    if name != "terms" and not any(found.values()):
        yield from (f"{ident}: {fault}" for fault in together(record))


def together(record: dict) -> Iterator[str]:
    """Faults that show only when fields of a rule or a case are read together."""
    if "link" not in record and "seen" not in record:
        yield "seen: say where it was read, or link the issuer's page"
    issued = record.get("issued", "")
    yield from (f"{later}: earlier than the day of issue" for later in ("published", "effective")
                if later in record and record[later] < issued[:len(record[later])])
    if record.get("status") == "reported" and record["confidence"] != "reported":
        yield "confidence: a rule that is only reported is marked reported"
    if record["confidence"] == "partly" and "caveat" not in record:
        yield "caveat: say what was not verified"


def among(terms: dict) -> Iterator[str]:
    """Faults that show only when all terms are read together."""
    home: dict[str, str] = {}
    for ident, term in terms.items():
        for key in ("name", "also"):
            given = term.get(key, {}).values()
            for name in (one for value in given for one in ([value] if isinstance(value, str) else value)):
                if (other := home.setdefault(name.casefold(), ident)) != ident:
                    yield f"{ident}: {key}: “{name}” is a name of {other} too; a name has one term"
        yield from (f"{ident}: related: there is no other term “{other}”" for other in term["related"]
                    if other == ident or other not in terms)
