"""A picture of each page for links that are shared elsewhere (Open Graph): 1200 × 630, drawn at build.

The template asks for a page's picture while the page is built and gets its address, which names its content; when all
pages are built, `write` draws what was asked for. Drawn pictures are kept in .cache/cards.
"""

import hashlib
from dataclasses import astuple, dataclass
from functools import cache
from html import escape
from pathlib import Path
from shutil import copyfile

from calculators._text import Text
from scripts import contents, lettering, raster

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".cache" / "cards"
MARK = ROOT / "overrides" / "assets" / "images" / "favicon.svg"
WIDTH, HEIGHT = 1200, 630
PAPER, PALE, EDGE, INK, MUTED, ACCENT = "#faf8f4", "#f3f0e8", "#efebe2", "#1b2430", "#55606e", "#0f6b6b"
LEFT, RIGHT = 84, 1040   # where text begins and must end; the thumb index stands at the right
CHAPTER = Text("Chapter {}", "第 {} 章")
# Signs of the parts that have no number, in a square of 24: equals, a curve, a tick; a dash for a part without one.
SIGNS = {"calculators": "M4 9h16M4 15h16", "notebooks": "M3 20C9 20 10 4 21 4", "checklists": "M4 13l5 5L20 6"}


@dataclass(frozen=True)
class Card:
    """What a picture says. `tab` is the place in the thumb index: the path of a chapter or part, or nothing at home."""

    lang: str
    site: str
    tab: str
    kicker: str
    title: str
    text: str

    @property
    def name(self) -> str:
        """The file's name: the same words drawn by the same code have the same name."""
        return hashlib.sha256("\n".join((*astuple(self), source())).encode()).hexdigest()[:16] + ".png"


@cache
def source() -> str:
    """All that a picture comes from besides its words, so that a new drawing has a new name."""
    files = (MARK, Path(__file__), Path(lettering.__file__), contents.DOCS / "contents.toml")
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


_asked: dict[str, dict[Path, Card]] = {}   # by site folder, until `write`


def ask(page, config, language) -> str:
    """The address of a page's picture below the root of the whole site."""
    card = of(page, config, language)
    address = f"assets/cards/{language.code}/{card.name}"
    site = (Path(config.site_dir), *Path(config.site_dir).parents)[language.prefix.count("/")]
    _asked.setdefault(config.site_dir, {})[site / address] = card
    return address


def of(page, config, language) -> Card:
    """The card of a page: its chapter or part, its title, its description."""
    path = page.file.src_uri.rpartition(".")[0]
    lang, title = language.code, page.meta.get("title") or page.title
    text = page.meta.get("description") or ""
    if page.is_homepage:
        return Card(lang, config.site_name, "", "", config.site_name, text or config.site_description)
    for entry in contents.entries():
        if path == entry.path:
            kicker = CHAPTER[lang].format(entry.number) if entry.number else ""
            question = entry.question[lang] if entry.question else text
            return Card(lang, config.site_name, entry.url, kicker, title, question)
        for child in entry.children:
            if path == child.path:
                kicker = f"{child.number}  {entry.title[lang]}".strip()
                return Card(lang, config.site_name, entry.url, kicker, title, text)
    return Card(lang, config.site_name, "", "", title, text)


def write(config) -> None:
    """Put the pictures of one language's build into the site, drawing those that are not in the cache."""
    for file, card in _asked.pop(config.site_dir, {}).items():
        kept = CACHE / card.name
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(raster.png(svg(card)))
        file.parent.mkdir(parents=True, exist_ok=True)
        copyfile(kept, file)
    icon = Path(config.site_dir) / "assets" / "images" / "favicon.png"   # where the theme puts its own
    icon.parent.mkdir(parents=True, exist_ok=True)
    icon.write_bytes(raster.png(home_icon(180)))


def svg(card: Card) -> str:
    """The picture: site above, kicker, title and description in the middle, the thumb index at the right."""
    size, lines = title_lines(card.title)
    text = lettering.wrap(card.text, 29, 400, RIGHT - LEFT)[:3] if card.text else []
    step, gap = size * (1.18 if card.lang == "en" else 1.3), 44
    # Seen from the kicker's first to the description's last baseline, the words stand in the middle below the site's name.
    tall = (64 if card.kicker else 0) + size * 0.75 + (len(lines) - 1) * step + (len(text) and 34 + len(text) * gap)
    top = 140 + (HEIGHT - 140 - 56 - tall) / 2
    title = top + (64 if card.kicker else 0) + size * 0.75
    below = title + (len(lines) - 1) * step + 34
    return "".join((
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>',
        great_sign(card.tab),
        mark(LEFT, 66, 56),
        words(LEFT + 76, 104, 28, 700, INK, card.site) if card.title != card.site else "",
        words(LEFT, top + 24, 30, 700, ACCENT, card.kicker),
        *(words(LEFT - size * 0.05, title + i * step, size, 700, INK, line) for i, line in enumerate(lines)),
        *(words(LEFT, below + (i + 1) * gap, 29, 400, MUTED, line) for i, line in enumerate(text)),
        *thumb_index(card.tab),
        "</svg>"))


def title_lines(title: str) -> tuple[int, list[str]]:
    """The largest size at which the title has one or two lines, else the smallest with what it needs."""
    for size in (88, 80, 72, 64, 56):
        lines = lettering.wrap(title, size, 700, RIGHT - LEFT)
        if len(lines) <= 2:
            break
    return size, lines


def words(x: float, y: float, size: float, weight: int, colour: str, text: str, anchor: str = "start") -> str:
    return (f'<text x="{x:g}" y="{y:g}" font-family="{lettering.FAMILY}" font-size="{size:g}" font-weight="{weight}" '
            f'fill="{colour}" text-anchor="{anchor}" xml:space="preserve">{escape(text)}</text>')


def mark(x: float, y: float, size: float) -> str:
    """The site's mark, from the file that is also its icon."""
    return f'<g transform="translate({x:g} {y:g}) scale({size / 64:g})">{mark_shapes()}</g>'


def mark_shapes() -> str:
    return MARK.read_text(encoding="utf-8").partition(">")[2].rpartition("</svg>")[0]


def sign(entry, x: float, y: float, size: float, weight: int, colour: str) -> str:
    """The number of a chapter or the sign of a part, its middle at (x, y), as high as a digit of the size in pixels."""
    if entry.number:
        return words(x, y + size * 0.366, size, weight, colour, entry.number, "middle")
    scale = size / 26
    return (f'<path transform="translate({x - 12 * scale:g} {y - 12 * scale:g}) scale({scale:g})" fill="none" stroke="{colour}" '
            f'stroke-width="{weight / 200:g}" d="{SIGNS.get(entry.url.rstrip("/"), "M4 12h16")}"/>')


def great_sign(tab: str) -> str:
    """The page's place once more, large and pale behind the words; at home the figure of the mark."""
    if not tab:
        figure = mark_shapes().partition("/>")[2].replace(PAPER, PALE)   # without its ground, which comes first
        return f'<g transform="translate(745 165) scale(7)">{figure}</g>'
    return "".join(sign(entry, 930, 386, 470, 700, PALE) for entry in contents.entries() if entry.url == tab)


def home_icon(size: int, part: float = 1) -> str:
    """The mark for a home screen, filled to the corners, which the device rounds itself; the mark takes a part of the width."""
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 64 64">'
            f'<rect width="64" height="64" fill="{ACCENT}"/>{mark(32 - 32 * part, 32 - 32 * part, 64 * part)}</svg>')


def thumb_index(tab: str) -> list[str]:
    """The edge of a book cut for the thumb: a place for every chapter and part, the page's own pulled out."""
    entries = contents.entries()
    step = HEIGHT / len(entries)
    out = [f'<rect x="1132" width="68" height="{HEIGHT}" fill="{EDGE}"/>']
    for i, entry in enumerate(entries):
        y, here = i * step, entry.url == tab
        if here:
            out.append(f'<rect x="1104" y="{y:g}" width="120" height="{step:g}" rx="8" fill="{ACCENT}"/>')
        elif i and entries[i - 1].url != tab:
            out.append(f'<path d="M1132 {y:g}h68" stroke="{PAPER}" stroke-width="2"/>')
        out.append(sign(entry, *((1152, y + step / 2, 30, 700, PAPER) if here else (1166, y + step / 2, 24, 400, MUTED))))
    return out
