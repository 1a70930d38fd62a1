"""Front matter has the keys of the page's kind and no others, of the right form, and equal in both languages."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from scripts import contents
from scripts.factschema import one_of
from scripts.pages import Book, Finding, kind_of
from scripts.pages import changes as told

LENGTHS = {"en": (60, 160), "zh": (30, 80)}   # of a description: search engines cut longer ones
OWN = {"title", "description"}                # these two differ between the languages
KINDS = {   # required keys, optional keys
    "chapter": ({"title", "chapter", "description", "updated"}, {"changes"}),
    "section": ({"title", "section", "description", "minutes", "level", "updated", "covers"}, {"changes"}),
    "notebook": ({"title", "description", "minutes", "level", "updated"}, {"changes"}),
    "calculator": ({"title", "description", "updated"}, {"changes", "hide"}),
    "plain": ({"title", "description", "updated"}, {"changes", "hide"}),
}


def front_matter(book: Book) -> Iterator[Finding]:
    for page in book.pages:
        if not page.front:
            yield page.finding(1, "there is no front matter that can be read; begin with ---, one key a line, and ---, and "
                                  "put text that holds a colon in quotes.")
            continue
        kind, number = kind_of(page)
        required, optional = KINDS[kind]
        newest = max((change.day for change in told(page.front)), default=date.min)
        if isinstance(page.front.get("updated"), date) and page.front["updated"] < newest:
            yield page.finding(page.front_line("updated"), f"updated: a change is told of {newest}; write that day or a later one.")
        for key in sorted(required - set(page.front)):
            yield page.finding(1, f"a {kind} page needs the key {key} in its front matter; add it.")
        for key, value in page.front.items():
            if key not in required | optional:
                known = ", ".join(sorted(required | optional))
                yield page.finding(page.front_line(key), f"a {kind} page has no key {key}; these are known: {known}.")
            elif fault := TESTS[key](value, number, page.lang):
                yield page.finding(page.front_line(key), f"{key}: {fault}.")
    for en, zh in book.pairs:
        for key in sorted(set(en.front) & set(zh.front) - OWN):
            if compared(key, en.front) != compared(key, zh.front):
                twin = f"{en.file}:{en.front_line(key)}"
                yield zh.finding(zh.front_line(key), f"{key} differs from {twin}; make them equal.")


def compared(key: str, front: dict):
    """What both languages have alike: of changes their days."""
    return [change.day for change in told(front)] if key == "changes" else front[key]


def title(value, number: str, lang: str) -> str | None:
    named = isinstance(value, str) and value.strip() and not re.match(r"\d", value)
    return None if named else "give the plain title, without a number"


def same_number(value, number: str, lang: str) -> str | None:
    return None if value == number else f'write "{number}" with quotes, as in docs/contents.toml'


def description(value, number: str, lang: str) -> str | None:
    low, high = LENGTHS[lang]
    if isinstance(value, str) and low <= len(value) <= high:
        return None
    have = f", not {len(value)}" if isinstance(value, str) else ""
    return f"write a sentence of {low} to {high} characters{have}"


def minutes(value, number: str, lang: str) -> str | None:
    return None if type(value) is int and 1 <= value <= 60 else "write whole minutes from 1 to 60"


def updated(value, number: str, lang: str) -> str | None:
    return None if isinstance(value, date) else "write the date as YYYY-MM-DD, without quotes"


def covers(value, number: str, lang: str) -> str | None:
    form = re.compile(re.escape(number) + r"-[a-z0-9]+(-[a-z0-9]+)*")
    if not isinstance(value, list) or not value or not all(isinstance(v, str) and form.fullmatch(v) for v in value):
        return f"list the points of the outline that the page treats, such as [{number}-id-base]"
    if len(set(value)) != len(value):
        return "name each point once"
    points = next(child.points for entry in contents.entries() for child in entry.children if child.number == number)
    if missing := [point for point in points if point not in value]:
        return f"docs/contents.toml wants these treated too: {', '.join(missing)}"
    unknown = [point for point in value if point not in points]
    return f"docs/contents.toml has no such points: {', '.join(unknown)}" if unknown else None


def changes(value, number: str, lang: str) -> str | None:
    days = told({"changes": value})
    if not isinstance(value, list) or not value or not len(days) == len(value) == sum(map(len, value)):
        return "write a list of lines such as “- 2026-11-26: A sentence.”, in quotes from the sentence on where it holds a colon"
    if not all(change.text.endswith("." if lang == "en" else "。") for change in days):
        return "tell each change in a sentence"
    return None if days == sorted(days, key=lambda change: change.day, reverse=True) else "put the newest first"


def hide(value, number: str, lang: str) -> str | None:
    return None if isinstance(value, list) and all(v in ("navigation", "toc") for v in value) else "list navigation, toc or both"


TESTS: dict[str, Callable[[object, str, str], str | None]] = {
    "title": title, "section": same_number, "chapter": same_number, "description": description, "minutes": minutes,
    "level": lambda value, number, lang: one_of(("core", "optional"))(value), "updated": updated, "covers": covers,
    "changes": changes, "hide": hide,
}
