"""Timelines: what their language says and refuses, and the list that is made of it."""

import re

import pytest

from scripts import timelines
from scripts.fence_error import FenceError
from scripts.pages import Page

ROWS = """2013-06 | A fund & a wallet. | C-01, CN-02
2017-12-01 | No licence, no loan. | CN-07

2017/2020-11 | The last platforms close.
"""


def test_a_timeline_is_an_ordered_list_of_dates_and_texts():
    html = timelines.fence(ROWS, "timeline", "timeline", {}, None, lang="en")
    assert re.findall(r'<li class="timeline__(\w+)">', html) == ["case", "rule", "event"]
    assert re.findall(r'datetime="([^"]+)"', html) == ["2013-06", "2017-12-01", "2017", "2020-11"]
    assert re.findall(r'<a href="([^"]+)" aria-label="([^"]+)">([^<]+)</a>', html) == [
        ("#case-C-01", "Case C-01", "C-01"), ("#rule-CN-02", "Rule CN-02", "CN-02"), ("#rule-CN-07", "Rule CN-07", "CN-07")]
    assert html.startswith('<ol class="timeline">') and "A fund &amp; a wallet." in html
    assert "案例 C-01" in timelines.fence(ROWS, "timeline", "timeline", {}, None, lang="zh")


@pytest.mark.parametrize(("source", "line", "sentence"), [
    ("\n", 1, "there is no line; write `YYYY-MM-DD | text`."),
    ("2017 | A.\n1 May 2018 | B.\n", 2, "“1 May 2018 | B.” is not `YYYY-MM-DD | text` or `YYYY-MM-DD | text | id`."),
    ("2017 |\n", 1, "“2017 |” is not `YYYY-MM-DD | text` or `YYYY-MM-DD | text | id`."),
    ("2017 | A. | C-01 | C-02\n", 1, "“2017 | A. | C-01 | C-02” is not `YYYY-MM-DD | text` or `YYYY-MM-DD | text | id`."),
    ("2018 | A.\n2017-12-31 | B.\n", 2, "2017-12-31 stands after 2018; put the earlier first."),
])
def test_what_is_no_timeline_is_a_sentence_with_its_line(source, line, sentence):
    with pytest.raises(FenceError) as found:
        timelines.parse(source)
    assert (found.value.line, found.value.sentence) == (line, sentence)
    with pytest.raises(FenceError):
        timelines.fence(source, "timeline", "timeline", {}, None, lang="en")


@pytest.mark.parametrize(("first", "second", "before"), [
    ("2017-12-01", "2017-12-02", True), ("2017-12-02", "2017-12-01", False), ("2017", "2017-12", False), ("2017-12", "2017", False),
    ("2016-05", "2016/2018", False), ("2015/2020", "2016", True),
])
def test_dates_are_compared_as_far_as_both_are_known(first, second, before):
    assert timelines.earlier(first, second) == before


def test_the_rules_read_dates_and_texts_on_their_lines():
    page = Page("en", "x.md", f"# T {{ #t }}\n\n```timeline\n{ROWS}```\n")
    assert [text[:2] for _, text in page.sections[1:]] == [
        (4, "2013-06 A fund & a wallet."), (5, "2017-12-01 No licence, no loan."), (7, "2017/2020-11 The last platforms close.")]
