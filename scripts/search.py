"""The search of one language: `docs.json` out of the theme's index, and our worker in the place of the theme's."""

import html
import json
import re
import shutil
from functools import cache
from pathlib import Path, PurePosixPath

from mkdocs.exceptions import PluginError
from opencc import OpenCC

from calculators._text import Text
from scripts import contents, facts, languages, terms
from scripts.factwords import JURISDICTIONS
from scripts.phrases import said
from scripts.pinyin import sounds

MINISEARCH = Path(__file__).parents[1] / "node_modules/minisearch"
# Without them it is less than half as large.
COMMENT_OR_INDENT = re.compile(r"^\s*(?:/\*.*?\*/|//[^\n]*)\n|^[ \t]+", re.DOTALL | re.MULTILINE)
# Charts, what is typed in, data for scripts, and the tables that calculators make: those are written without line breaks.
NO_PROSE = re.compile(r'<(svg|textarea|template|table(?= class="cells")|table(?=[^>]*><thead><tr>))(?=[ >])')
# A rule or a case stands on many pages, each time as the same card.
CARD = re.compile(r'<aside class="fact .*?<span class="fact__id">([^<]+)<')
# Of its record, what one may search for: not how far it was checked, nor where it was read.
TOLD = {"rules": ("bound", "rule", "issuer", "number", "issued", "published", "effective", "note", "source"),
        "cases": ("promise", "design", "outcome", "check", "figures", "source")}
PAGES = {"rules": "rules/", "cases": "casebook/"}
PRE = re.compile(r"<pre>(.*?)</pre>", re.DOTALL)
HEADING = re.compile(r'<h[1-6] id="([^"]+)"')
HIDDEN = re.compile(r"<(\S+) data-search-exclude.*?</\1>", re.DOTALL)
# What a section's author sets off: words in bold, and the first cell of a row.
SUBJECT = re.compile(r"<strong>(.*?)</strong>|<tr>\s*<td[^>]*>(.*?)</td>", re.DOTALL)
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')
PROMPT = re.compile(r"\b(?:In|Out)\s?\[\d*\]:(?:\s*Copied!)?")
WORDS = {
    "failed": Text("The search could not be loaded. Check the connection and type again.", "搜索没有加载成功。请检查网络后重新输入。"),
    "long": Text("Search for at most {most} characters.", "搜索内容请控制在 {most} 个字符以内。"),
}


def quiet(content: str, page) -> str:
    """A page's HTML that tells the theme what not to index: pictures, figures, cards, and calculators away from their page. Of a
    page that stands apart it indexes nothing."""
    if contents.apart(page.file.src_uri.rpartition(".")[0]):
        page.meta["search"] = {"exclude": True}
    name = PurePosixPath(page.url).name
    content = re.sub(rf'<calculator-form (?!name="{name}")', '<calculator-form data-search-exclude="1" ', content)
    content = NO_PROSE.sub(r'<\1 data-search-exclude="1"', content)
    return content.replace('<aside class="fact ', '<aside data-search-exclude="1" class="fact ')


def write(config) -> None:
    """Write what the search of the language being built needs into its site folder."""
    site, lang = Path(config.site_dir), languages.of(config).code
    index = site / "search/search_index.json"
    found = sections(json.loads(index.read_text(encoding="utf-8"))["docs"])
    about, shown = {}, {}
    for page in dict.fromkeys(address.partition("#")[0] for address, _, _ in found):
        content = (site / page / "index.html").read_text(encoding="utf-8")
        about |= {page + anchor: words for anchor, words in subjects(content).items()}
        shown |= {page + anchor: ids for anchor, ids in cards(content).items()}
    docs = [(*section, about.get(section[0], ""), shown.get(section[0], [])) for section in found]
    data = {"docs": [*docs, *registered(lang)], "names": names(lang), "entries": terms.entries(lang)}
    data |= traditional(str(data))
    (site / "search/docs.json").write_text(compact(data), encoding="utf-8")
    # The theme asks for its index on every page and hands the configuration to the worker; the rest it can do without.
    empty = {"config": {"separator": r"\s+", "words": said(lang, WORDS)}, "docs": []}
    index.write_text(compact(empty), encoding="utf-8")
    replace_worker(site / "assets/javascripts")


def compact(data) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def sections(entries: list[dict]) -> list[tuple[str, str, str]]:
    """(address, title, text) of each section. A first heading that does not open its page is still the page."""
    found: dict[str, tuple[str, str, str]] = {}
    for entry in entries:
        address, title, text = entry["location"], plain(entry["title"]), plain(entry["text"])
        page = address.partition("#")[0]
        if page in found and title == found[page][1]:
            address, text = page, f"{text} {found[page][2]}".strip()
        found[address] = (address, title, text)
    return list(found.values())


def subjects(page: str) -> dict[str, str]:
    """What a page's description says it is about, under "", and under "#id" what is set off in each of its sections."""
    parts = HEADING.split(HIDDEN.sub("", page))
    found = {f"#{anchor}": plain(re.sub(r"<[^>]+>", "", " ".join(map("".join, SUBJECT.findall(part)))))
             for anchor, part in zip(parts[1::2], parts[2::2], strict=True)}
    return found | {"": plain("".join(DESCRIPTION.findall(page)))}


def cards(page: str) -> dict[str, list[str]]:
    """The ids of the rules and cases that each section shows, under the section's "#id"."""
    parts = HEADING.split(page)
    return {f"#{anchor}": list(dict.fromkeys(CARD.findall(part)))
            for anchor, part in zip(parts[1::2], parts[2::2], strict=True) if CARD.search(part)}


def registered(lang: str) -> list[tuple[str, str, str, str, list]]:
    """The entries of the register and the casebook, as sections of their pages; a card elsewhere is named by its id alone."""
    return [(PAGES[kind] + f"#{ident}", f'{record["title"][lang]} · {ident}', told(kind, record, lang), "", [])
            for kind in PAGES for ident, record in facts.records(kind).items()]


def told(kind: str, record: dict, lang: str) -> str:
    """What one may search for in a record, in one line."""
    values = [JURISDICTIONS[record["jurisdiction"]]] if kind == "rules" else []
    values += [record[key] for key in TOLD[kind] if key in record]
    said = [" ".join(f"{figure['when']} {figure[lang]}" for figure in value) if isinstance(value, list)
            else value if isinstance(value, str) else value[lang] for value in values]
    return " · ".join(said)


def plain(text: str) -> str:
    """Text without the tags that the theme keeps, and without code, which a notebook holds twice."""
    for code in PRE.findall(text):
        text = text.replace(f"<pre>{code}</pre>", " ").replace(code.strip().replace("\n", " "), " ")
    text = html.unescape(re.sub(r"</?(?:code|sub|sup)>", "", re.sub(r"</?(?:p|li|ol|ul)>", " ", text)))
    return " ".join(PROMPT.sub(" ", text).replace("\u200b", "").split())


def names(lang: str) -> list[dict]:
    """The glossary's terms, rules, cases and the titles of pages in all their names, with the pinyin of the Chinese ones."""
    meant = [(ident.replace("-", " "), terms.words(term)) for ident, term in terms.terms().items()]
    records = [(ident, kind, record) for kind in PAGES for ident, record in facts.records(kind).items()]
    meant += [(ident.replace("-", " "), [ident, *called(kind, record)]) for ident, kind, record in records]
    titles = [[*page.title.values(), page.number] for page in contents.pages(lang) if not page.apart]
    known = [*meant, *(("", forms) for forms in titles)]
    return [{"id": key, "forms": spellings(forms), "sounds": sounds(spellings(forms))} for key, forms in known]


def called(kind: str, record: dict) -> list[str]:
    """What a case is called, its title up to the colon; a rule's numbers, also without the year; and what readers type."""
    if kind == "cases":
        names_ = [re.split("[:：]", title)[0] for title in record["title"].values()]
    else:
        numbers = [number.strip() for text in record.get("number", {}).values() for number in re.split("[;；、]", text)]
        names_ = [form for number in numbers for form in (number, re.sub(r" ?[\[〔]\d{4}[\]〕]", "", number))]
    return [*names_, *(word for words in record.get("search", {}).values() for word in words)]


def spellings(names_: list[str]) -> list[str]:
    """Names without what stands in brackets after them, each once."""
    bare = (re.sub(r"\s*[(（][^)）]*[)）]", "", name).strip() for name in names_)
    return list(dict.fromkeys(name for name in bare if name))


@cache
def simplifications() -> list[tuple[str, str]]:
    """(traditional, simplified) for every Han character of the basic plane that has a simplified form."""
    characters = [chr(code) for code in range(0x3400, 0xA000)]
    simplified = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return [(old, new) for old, new in zip(characters, simplified, strict=True) if old != new]


def traditional(text: str) -> dict[str, str]:
    """The traditional forms of the characters of a text, and in the same order their simplified ones."""
    used = set(text)
    pairs = [pair for pair in simplifications() if pair[1] in used]
    return {"traditional": "".join(old for old, _ in pairs), "simplified": "".join(new for _, new in pairs)}


def replace_worker(scripts: Path) -> None:
    """Put our worker under the name that the theme's pages ask for, and MiniSearch where it looks for it."""
    theirs = sorted((scripts / "workers").glob("search.*.min.js"))
    if len(theirs) != 1:
        raise PluginError(f"search: the theme has {len(theirs)} search workers instead of one; see scripts/search.py")
    (scripts / "search.js").replace(theirs[0])
    theirs[0].with_name(theirs[0].name + ".map").unlink(missing_ok=True)
    shutil.rmtree(scripts / "lunr", ignore_errors=True)  # half a megabyte that only the theme's worker reads
    engine = MINISEARCH / "dist/umd/index.js"
    if not engine.is_file():
        raise PluginError(f"search: {engine.relative_to(MINISEARCH.parents[1])} is missing; run `npm ci`")
    notice = (MINISEARCH / "LICENSE.txt").read_text(encoding="utf-8")  # it asks to be in every copy
    code = COMMENT_OR_INDENT.sub("", engine.read_text(encoding="utf-8"))
    (scripts / "minisearch.js").write_text(f"/*\n{notice}*/\n{code}", encoding="utf-8")
