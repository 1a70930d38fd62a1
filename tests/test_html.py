"""The one place that escapes: whatever a reader typed comes out as text."""

import csv
import io
import re
from html.parser import HTMLParser
from inspect import isgenerator
from urllib.parse import unquote

import pytest

from calculators import _html, _run, _spreadsheet, load, names
from calculators._results import Chart, Column, Figure, Figures, Heat, Note, Rows, Shade, Tone, Verdict
from calculators._text import LANGUAGES, Text, same

EVIL = '</script><script>alert("1")</script><img src=x onerror=alert(1)>&\'"'


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found, self.handlers = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found.append(tag)
        self.handlers += [name for name, _ in attributes if name.startswith("on")]


def test_every_block_escapes():
    words = same(EVIL)
    blocks = [
        Verdict(Tone.BAD, words), Figures((Figure(words, EVIL, words),)), Note(words),
        Chart(words, {"data": {"values": [{"x": words}]}}, words),
        Rows(words, (Column(words),), [(EVIL,)], folded=True, file='x".csv'),
        Heat(words, words, (words,), ((words, (Shade(EVIL, 3),)),), note=words, file="x.csv"),
    ]
    tags = Tags(_html.answer(blocks, "en"))
    assert "script" not in tags.found and "img" not in tags.found and tags.handlers == []


def csv_of(html: str) -> str:
    return unquote(re.search(r'href="data:text/csv;charset=utf-8,([^"]*)"', html)[1]).removeprefix("\ufeff")


@pytest.mark.parametrize(("cell", "written"), [
    ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+x", "'+x"), ("+1+1", "'+1+1"), ("-x", "'-x"), ("-2+3", "'-2+3"),
    ("--5", "'--5"), ("\t=1", "\t'=1"), ("\r=1", "\r'=1"), ("  =1", "  '=1"), ("＝1", "'＝1"), ('"=1"', '"\'=1"'),
    ("a;=cmd|'/C calc'!A0", "a;'=cmd|'/C calc'!A0"), ("a,\t-b", "a,\t'-b"), ('a;"=1"', 'a;"\'=1"'), ("", ""), ("'", "'"),
    ("−1,234.50", "-1234.50"), ("-5", "-5"), ("-0.5%", "-0.5%"), ("1,234.50", "1234.50"), ("25.88%", "25.88%"),
    ("1,2", "1,2"), ("٣", "٣"), ("A−1 – B", "A−1 – B"), ("5–10; x", "5–10; x"),
])
def test_downloads_hold_no_formulas(cell, written):
    assert _spreadsheet.safe(cell) == written
    html = _html.answer([Rows(same("t"), (Column(same("h")),), [(cell,), ("z",)], file="t.csv")], "en")
    assert list(csv.reader(io.StringIO(csv_of(html), newline=""))) == [["h"], [written] if written else [], ["z"]]


def test_a_mark_stays_on_one_line_with_its_word_and_a_sentence_does_not():
    rows = Rows(same("t"), (Column(same("h"), number=False),), [(Text("▲ grow", "▲ 加投"),), ("在这一列换行的一句话",)], file="t.csv")
    html = _html.answer([rows], "zh")
    assert '<td class="short">▲ 加投</td>' in html and "<td >在这一列换行的一句话</td>" in html


def test_marks_that_part_cells_elsewhere_are_in_quotes():
    assert _spreadsheet.lines([("a;b", 'c"d', "e\tf", "g")]) == '"a;b","c""d","e\tf",g\r\n'


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_example_has_a_verdict_figures_a_picture_and_no_nan(name, lang):
    for preset in load(name).PRESETS.values():
        view = load(name).calculate(preset.inputs).view()
        assert isgenerator(view)   # the figures are shown while the rest is made
        html = _html.answer(view, lang, opening=(opened := []).append)
        assert html.startswith('<p class="verdict')
        assert 'class="figures"' in html and "chart__picture" in html
        assert len(opened) == 1 and html.startswith(opened[0]) and opened[0].endswith("</dl>")
        assert not re.search(r"\b(nan|inf|None)\b", re.sub(r'href="[^"]*"', "", html))


def test_one_entry_point_gives_html_or_sentences():
    assert set(_run.answer("loan_apr", {}, "en")) == {"html"}
    assert _run.answer("loan_apr", {"periods": "0"}, "zh") == {"errors": {"periods": "请填数值，范围 1 至 360 期。"}}
    with pytest.raises(KeyError):
        _run.answer("no_such", {}, "en")


def test_charts_hold_words_of_one_language():
    html = _html.answer([Chart(Text("A", "甲"), {"title": Text("B", "乙")}, Text("C", "丙"))], "zh")
    assert "乙" in html and '"B"' not in html
