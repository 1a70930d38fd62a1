"""The pictures for shared links: every page has its own, the words fit, and the fonts have every character."""

import struct
from html.parser import HTMLParser

import pytest

from scripts import cards, contents, lettering, moved, raster

TITLES = [(lang, title) for entry in contents.entries() for each in (entry, *entry.children)
          for lang, title in (*each.title.items(), *(each.question or {}).items())]
LONG = [
    ("en", "Practice: a wealth assistant that explains every number it shows"),
    ("zh", "缓慢漂移为何躲过控制图，又该用什么方法“早一点”发现它（附 24 小时处置清单）？"),
    ("zh", "贷款真实成本：名义年利率 18% 与实际年利率 36.1% 之间差了什么"),
]


class Properties(HTMLParser):
    """The `property` metas of a page."""

    def __init__(self, html: str):
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "meta" and "property" in given:
            self.found[given["property"]] = given["content"]


def pages(built):
    """(language, file, properties) of every page that can be shared."""
    for file in (file for file in moved.others(built) if file.name == "index.html"):
        lang = "zh" if file.relative_to(built).parts[0] == "zh" else "en"
        yield lang, file, Properties(file.read_text(encoding="utf-8")).found


def test_every_page_has_its_own_picture_of_the_size_that_networks_show(built):
    root = Properties((built / "index.html").read_text(encoding="utf-8")).found["og:url"]
    seen: dict[str, str] = {}
    for lang, file, found in pages(built):
        address = found["og:image"]
        assert address.startswith(f"{root}assets/cards/{lang}/"), file
        assert seen.setdefault(address, str(file)) == str(file), "two pages share a picture"
        picture = (built / address.removeprefix(root)).read_bytes()
        assert picture.startswith(b"\x89PNG\r\n\x1a\n"), file
        assert struct.unpack(">II", picture[16:24]) == (1200, 630), file
        assert len(picture) < 80_000, f"{file}: {len(picture)} bytes make a slow preview"
        assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert len(seen) >= 2


def test_the_fonts_have_every_character_that_is_drawn(built):
    for _, file, found in pages(built):
        for key in ("og:title", "og:description", "og:site_name"):
            for weight in (400, 700):
                missing = {c for c in found[key] if ord(c) not in lettering.advances(weight)[0]}
                assert not missing, f"{file}: {key} would be drawn with boxes for {missing}"


@pytest.mark.parametrize(("lang", "title"), TITLES + LONG)
def test_titles_break_as_a_printer_breaks_them(lang, title):
    size, lines = cards.title_lines(title)
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    for line in lines:
        assert lettering.width(line, size, 700) <= cards.RIGHT - cards.LEFT
        assert line[0] not in "，。、；：？！）》”’%,.;:?!)"
        assert line[-1] not in "（《“‘(" or line == lines[-1]
    if lang == "en":
        assert " ".join(lines) == title, "a word was cut"
    assert len(lines) <= 3
    assert len(lines[-1]) > 1, "one character alone on the last line"


def test_a_number_stays_with_its_unit():
    for limit in range(200, 600, 20):
        for line in lettering.wrap("出事之后的头 24 小时谁做什么", 40, 400, limit):
            assert not line.endswith("24")


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("text", ["Identify and assess", "风险预警与应急处理", "年化 36.1%：S-08a", "Why A Type falls."])
def test_a_line_is_as_wide_as_it_is_drawn(text, weight):
    """The strip right of the measured width stays empty, the one left of it holds the last character."""
    def strip(x: float, wide: int, words: str) -> bytes:
        return raster.png(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="120" viewBox="{x:g} 0 {wide} 120">'
            f'{cards.words(0, 80, 60, weight, "#000", words)}</svg>')

    end = lettering.width(text, 60, weight)
    assert strip(end + 2, 80, text) == strip(end + 2, 80, "")
    assert strip(end - 40, 40, text) != strip(end - 40, 40, "")


def test_a_chinese_character_is_one_em_wide():
    assert lettering.width("互联网", 100, 700) == 300


def test_the_thumb_index_pulls_out_one_place_and_none_at_home():
    places = [entry.url for entry in contents.entries()]
    here = [cards.svg(cards.Card("en", "Site", tab, "Kicker", "Title", "Text")).count(f'fill="{cards.ACCENT}"')
            for tab in places]
    home = cards.svg(cards.Card("en", "Site", "", "Kicker", "Title", "Text")).count(f'fill="{cards.ACCENT}"')
    assert set(here) == {home + 1}


def test_a_line_ends_before_a_bracket_rather_than_within_it():
    assert lettering.wrap("授信决策（额度、定价）", 13, 400, 110) == ["授信决策", "（额度、定价）"]
