"""The search of one language: `docs.json` out of the theme's index, and our worker in the place of the theme's."""

import html
import json
import re
import shutil
from functools import cache
from pathlib import Path, PurePosixPath

from mkdocs.exceptions import PluginError
from opencc import OpenCC

from scripts import contents, facts, languages, terms
from scripts.pinyin import sounds

MINISEARCH = Path(__file__).parents[1] / "node_modules/minisearch"
# Without them it is less than half as large.
COMMENT_OR_INDENT = re.compile(r"^\s*(?:/\*.*?\*/|//[^\n]*)\n|^[ \t]+", re.DOTALL | re.MULTILINE)
# Charts, what is typed in, data for scripts, and the tables that calculators make: those are written without line breaks.
NO_PROSE = re.compile(r'<(svg|textarea|template|table(?= class="cells")|table(?=[^>]*><thead><tr>))(?=[ >])')
# A rule or a case stands on many pages; how far it was checked, and where, interests nobody who searches.
CARD = re.compile(r'<aside class="fact fact--(?P<kind>\w+).*?<span class="fact__id">(?P<id>[^<]+)<.*?'
                  r'<p class="fact__title">(?P<title>.*?)</p>(?P<text>.*?)</aside>', re.DOTALL)
CARD_REST = re.compile(r"</?(?:time|a|span)\b[^>]*>|<summary>.*?</summary>|<dt>.*?</dt>|"
                       r'<p class="fact__advice">.*?</p>|'
                       r'<div class="fact__row fact__row--(?:as-of|confidence|seen)">.*?</div>', re.DOTALL)
PRE = re.compile(r"<pre>(.*?)</pre>", re.DOTALL)
HEADING = re.compile(r'<h[1-6] id="([^"]+)"')
HIDDEN = re.compile(r"<(\S+) data-search-exclude.*?</\1>", re.DOTALL)
# What a section's author sets off: words in bold, and the first cell of a row.
SUBJECT = re.compile(r"<strong>(.*?)</strong>|<tr>\s*<td[^>]*>(.*?)</td>", re.DOTALL)
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')
PROMPT = re.compile(r"\b(?:In|Out)\s?\[\d*\]:(?:\s*Copied!)?")
WORDS = {
    "en": {"failed": "The search could not be loaded. Check the connection and type again.",
           "long": "Search for at most {most} characters."},
    "zh": {"failed": "搜索没有加载成功。请检查网络后重新输入。", "long": "搜索内容请控制在 {most} 个字符以内。"},
}


def quiet(content: str, page) -> str:
    """A page's HTML that tells the theme what not to index: pictures, figures, cards, and calculators away from their page."""
    name = PurePosixPath(page.url).name
    content = re.sub(rf'<calculator-form (?!name="{name}")', '<calculator-form data-search-exclude="1" ', content)
    content = NO_PROSE.sub(r'<\1 data-search-exclude="1"', content)
    return content.replace('<aside class="fact ', '<aside data-search-exclude="1" class="fact ')


def write(config) -> None:
    """Write what the search of the language being built needs into its site folder."""
    site, lang = Path(config.site_dir), languages.of(config).code
    index = site / "search/search_index.json"
    found = sections(json.loads(index.read_text(encoding="utf-8"))["docs"])
    about, shown, known = {}, {}, {}
    for page in dict.fromkeys(address.partition("#")[0] for address, _, _ in found):
        content = (site / page / "index.html").read_text(encoding="utf-8")
        about |= {page + anchor: words for anchor, words in subjects(content).items()}
        for anchor, found_there in cards(content).items():
            shown[page + anchor] = list(found_there)
            known |= found_there
    docs = [(*section, about.get(section[0], ""), shown.get(section[0], [])) for section in found]
    data = {"docs": docs, "cards": known, "names": names(lang), "entries": terms.entries(lang)}
    data |= traditional(str(data))
    (site / "search/docs.json").write_text(compact(data), encoding="utf-8")
    # The theme asks for its index on every page and hands the configuration to the worker; the rest it can do without.
    empty = {"config": {"separator": r"\s+", "words": WORDS[lang]}, "docs": []}
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


def cards(page: str) -> dict[str, dict[str, tuple[str, str]]]:
    """The rules and cases that each section shows: under the section's "#id", by their own id, (name of a case, text)."""
    parts = HEADING.split(page)
    return {f"#{anchor}": dict(map(told, CARD.finditer(part)))
            for anchor, part in zip(parts[1::2], parts[2::2], strict=True) if CARD.search(part)}


def told(card: re.Match) -> tuple[str, tuple[str, str]]:
    """A section tells a case; of a rule it shows the words, and many sections the same."""
    title, text = (bare(CARD_REST.sub("", card[part])) for part in ("title", "text"))
    text = f'{card["id"]} {text}'
    return card["id"], (title, text) if card["kind"] == "case" else ("", f"{title} {text}")


def bare(content: str) -> str:
    """The words of HTML in which every tag parts them."""
    return plain(re.sub(r"<[^>]+>", " ", content))


def plain(text: str) -> str:
    """Text without the tags that the theme keeps, and without code, which a notebook holds twice."""
    for code in PRE.findall(text):
        text = text.replace(f"<pre>{code}</pre>", " ").replace(code.strip().replace("\n", " "), " ")
    text = html.unescape(re.sub(r"</?(?:code|sub|sup)>", "", re.sub(r"</?(?:p|li|ol|ul)>", " ", text)))
    return " ".join(PROMPT.sub(" ", text).replace("\u200b", "").split())


def names(lang: str) -> list[dict]:
    """The glossary's terms, cases and the titles of pages in all their names, with the pinyin of the Chinese ones."""
    meant = [(ident.replace("-", " "), terms.words(term)) for ident, term in terms.terms().items()]
    pages = [page for entry in contents.entries() for page in (entry, *entry.children) if page.written(lang)]
    cases = [[re.split("[:：]", title)[0] for title in case["title"].values()] for case in facts.records("cases").values()]
    titles = [[*page.title.values(), page.number] for page in pages]
    known = [*meant, *(("", forms) for forms in [*cases, *titles])]
    return [{"id": key, "forms": spellings(forms), "sounds": sounds(spellings(forms))} for key, forms in known]


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
