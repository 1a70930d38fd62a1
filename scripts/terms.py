"""The handbook's terms, from docs/terms.toml: the mark `glossary` lists them, and a link to one says what it means."""

import re
import unicodedata
from functools import cache
from html import escape
from string import ascii_lowercase

from calculators._text import Text
from scripts import anchors, attributes, facts, languages, pinyin, record_links, uses

ADDRESS, PAGE = "glossary/", "glossary/index"
TO_TERM = re.compile(rf'<a href="(?P<address>(?:\.\./)*{ADDRESS}#(?P<term>[a-z0-9-]+))">')
LETTERS = {f"letter-{letter}": letter.upper() for letter in ascii_lowercase}
WORDS = {
    "filter": Text("Narrow the list", "筛选"),
    "hint": Text("English, Chinese or pinyin", "中文、英文或拼音"),
    "letters": Text("Letters", "字母"),
    "some": Text("{found} of {all} terms", "{all} 条中的 {found} 条"),
    "none": Text("No term has this in its name. The search above looks through all pages.",
             "没有名称含有这些字的术语，可用页面上方的搜索查全书。"),
    "also": Text("Also: ", "也称："),
    "avoid": Text("Not used here: ", "本书不用："),
    "related": Text("See also: ", "参见："),
    "uses": Text("Used in: ", "见于："),
    "colon": Text(": ", "："),
    "comma": Text(", ", "、"),
}


def terms() -> dict[str, dict]:
    """All terms by id."""
    return facts.records("terms")


def names(term: dict, *langs: str, keys: tuple[str, ...] = ("name", "also")) -> list[str]:
    """The names of a term in these languages, or in all: its name first."""
    given = [term.get(key, {}).get(lang, []) for lang in langs or [one.code for one in languages.LANGUAGES] for key in keys]
    return [name for value in given for name in ([value] if isinstance(value, str) else value)]


def words(term: dict) -> list[str]:
    """All that a reader may type to find a term, in all languages."""
    return names(term, keys=("name", "also", "search", "avoid"))


def entries(lang: str) -> list[tuple[str, str, str, list[str]]]:
    """(address, name, text, all names) of each term, for the search, which finds them by their names."""
    return [(f"{ADDRESS}#{ident}", term["name"][lang], term["text"][lang], words(term)) for ident, term in terms().items()]


def preview(html: str, lang: str) -> str:
    """Links to terms, each with what the term means. An unknown one is left to MkDocs, which names the page."""
    def link(match):
        term = terms().get(match["term"])
        if not term:
            return match[0]
        meaning = WORDS["colon"][lang].join((term["name"][lang], term["text"][lang]))
        return f'<a class="term" href="{match["address"]}" title="{escape(meaning)}">'

    return TO_TERM.sub(link, html)


@cache
def linking(lang: str) -> dict[str, list[uses.Place]]:
    """The pages that link each term, in the order of the contents."""
    found: dict[str, list[uses.Place]] = {}
    for place, targets in uses.links(lang).items():
        for ident in (anchor for path, anchor in targets if path == PAGE):
            found.setdefault(ident, []).append(place)
    return found


def glossary(page, lang, config, argument):
    """Every term under the letter that its name begins with, in Chinese by its pinyin."""
    anchors.add(page, (*terms(), *LETTERS))
    under: dict[str, list[str]] = {}
    for ident, term in sorted(terms().items(), key=lambda item: pinyin.order(item[1]["name"][lang])):
        under.setdefault(pinyin.order(term["name"][lang])[0][0].upper(), []).append(entry(ident, term, page, lang))
    jump = "".join(f'<a href="#{anchor}">{letter}</a>' if letter in under else f'<span id="{anchor}">{letter}</span>'
                   for anchor, letter in LETTERS.items())
    parts = "".join(f'<section><h2 id="letter-{letter.lower()}">{letter}</h2><dl>{"".join(found)}</dl></section>'
                    for letter, found in under.items())
    say = attributes.data({key: WORDS[key][lang] for key in ("some", "none")})
    return (f'<term-list data-search-exclude class="terms" data-words="{say}"><div class="terms__tools">'
            f'<label class="terms__filter" hidden>{WORDS["filter"][lang]} <input type="search" autocomplete="off" spellcheck="false" '
            f'placeholder="{WORDS["hint"][lang]}"></label>'
            f'<nav class="terms__letters" aria-label="{WORDS["letters"][lang]}">{jump}</nav>'
            f'<p class="terms__count" role="status"></p></div>{parts}</term-list>')


def entry(ident: str, term: dict, page, lang: str) -> str:
    other = next(one for one in languages.LANGUAGES if one.code != lang)
    pages = [(place.seen_from(page), place.label) for place in linking(lang).get(ident, [])]
    lines = {
        "also": said(names(term, lang, keys=("also",)), lang),
        "avoid": said(names(term, lang, keys=("avoid",)), lang),
        "related": links([(f"#{one}", terms()[one]["name"][lang]) for one in term["related"]], lang),
        "uses": links(pages, lang),
    }
    more = "".join(f'<p class="term__{key}">{WORDS[key][lang]}{line}</p>' for key, line in lines.items() if line)
    return (f'<div class="term__entry" id="{ident}" data-find="{escape(" ".join(map(fold, sought(term))))}">'
            f'<dt><dfn>{escape(term["name"][lang])}</dfn>{record_links.permalink(ident, lang)}<span lang="{other.html}">{escape(term["name"][other.code])}</span></dt>'
            f'<dd><p>{facts.prose(term["text"][lang])}</p>{more}{record_links.correct(page, lang, "terms", ident, term["name"][lang])}</dd></div>')


def said(found: list[str], lang: str) -> str:
    return WORDS["comma"][lang].join(map(escape, found))


def links(found: list[tuple[str, str]], lang: str) -> str:
    return WORDS["comma"][lang].join(f'<a href="{address}">{escape(text)}</a>' for address, text in found)


def sought(term: dict) -> list[str]:
    """What the field above the list finds a term by."""
    return [*words(term), *pinyin.sounds(words(term))]


def fold(text: str) -> str:
    """Letters and digits only, as overrides/assets/javascripts/terms.js does with what is typed."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())
