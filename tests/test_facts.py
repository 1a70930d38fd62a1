"""Rules and cases: what their records hold, what a page shows of them, and what must not be printed."""

import copy
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import material
import pytest
from mkdocs.exceptions import PluginError

from scripts import facts, facts_here, facts_links, facts_notes

DOCS = facts.DOCS
CSS = Path(__file__).parents[1] / "overrides/assets/stylesheets/facts.css"
RECORDS = {name: tomllib.loads((DOCS / f"{name}.toml").read_text(encoding="utf-8")) for name in ("rules", "cases")}
EVERY = [(name, ident, lang) for name, records in RECORDS.items() for ident in records for lang in ("en", "zh")]
VOID = {"br", "img", "hr"}


def prose(record: dict) -> list[dict[str, str]]:
    """What a reader sees of a record, in both languages: not the words that the search knows it by."""
    return [value for key, value in record.items() if isinstance(value, dict) and key != "search"]


def a_page(path="risk/identify.md"):
    return SimpleNamespace(file=SimpleNamespace(src_uri=path), url=path.removesuffix(".md") + "/")


def shown(name, ident, lang="en", page=None):
    """What the mark of one record becomes."""
    return {"rules": facts_notes.rule, "cases": facts_notes.case}[name](page or a_page(), lang, None, ident)


class Reader(HTMLParser):
    """The text of a note, its ids and links; fails on a tag that is not closed in its place."""

    def __init__(self, html):
        super().__init__()
        self.open, self.words, self.ids, self.links = [], [], [], []
        self.feed(html)
        assert not self.open, f"left open: {self.open}"
        self.text = re.sub(r"\s+", " ", "".join(self.words))

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        self.ids += [value for key, value in attrs if key == "id"]
        self.links += [value for key, value in attrs if key == "href"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


# The records

@pytest.mark.parametrize("name", ["rules", "cases"])
def test_every_record_is_sound(name):
    assert facts.check(name, RECORDS[name]) == []


def spoil(name, **changes):
    """The faults of one sound record after some of its fields are changed, or taken away with None."""
    ident = {"rules": "CN-19", "cases": "C-06"}[name]
    record = copy.deepcopy(RECORDS[name][ident]) | changes
    return facts.check(name, {ident: {key: value for key, value in record.items() if value is not None}})


@pytest.mark.parametrize("changes, sentence", [
    ({"effective": "2022/01/01"}, "effective: say the date as YYYY-MM-DD; as YYYY-MM or YYYY where the day was not seen"),
    ({"issued": "2021-02-30"}, "issued: say the date as YYYY-MM-DD; as YYYY-MM or YYYY where the day was not seen"),
    ({"issued": "2021-13"}, "issued: say the date as YYYY-MM-DD; as YYYY-MM or YYYY where the day was not seen"),
    ({"as_of": "2026-11"}, "as_of: say the date as YYYY-MM-DD"),
    ({"as_of": None}, "as_of: missing"),
    ({"rule": {"en": "Only in one language."}}, 'rule: say it in both languages, {en = "…", zh = "…"}'),
    ({"bound": {"en": "Banks", "zh": " "}}, "bound: the text in 'zh' is empty"),
    ({"bound": {"en": "Banks", "zh": "Banks"}}, "bound: the text in 'zh' is not Chinese"),
    ({"jurisdiction": "China"}, "jurisdiction: say one of: CN, EU, UK, US, SG, HK, GL"),
    ({"status": "alive"}, "status: say one of: in force, superseded, historical, draft, event, standard, reported, adopted, enjoined"),
    ({"confidence": "sure"}, "confidence: say one of: verified, partly, reported"),
    ({"confidence": "partly"}, "caveat: say what was not verified"),
    ({"status": "reported"}, "confidence: a rule that is only reported is marked reported"),
    ({"effective": "2020-01-01"}, "effective: earlier than the day of issue"),
    ({"effective": "2021-01"}, "effective: earlier than the day of issue"),
    ({"seen": None}, "seen: say where it was read, or link the issuer's page"),
    ({"seen": ["https://example.org/page"]}, 'seen: give a list of places as text without https://, ["host/path"]'),
    ({"seen": "example.org/page"}, 'seen: give a list of places as text without https://, ["host/path"]'),
    ({"link": "https://example.org/law"}, "link: link only to the issuer's own address with https; name other places under seen"),
    ({"link": "http://www.pbc.gov.cn/"}, "link: link only to the issuer's own address with https; name other places under seen"),
    ({"link": "https://notbis.org/"}, "link: link only to the issuer's own address with https; name other places under seen"),
])
def test_a_fault_in_a_rule_is_named_with_its_place(changes, sentence):
    assert spoil("rules", **changes) == [f"docs/rules.toml: CN-19: {sentence}"]


@pytest.mark.parametrize("changes, sentence", [
    ({"kind": "drama"}, "kind: say one of: success,"),
    ({"title": {"en": "Danke", "zh": "蛋壳公寓：预付一年房租"}}, "title: say name, colon, a few words"),
    ({"years": "lately"}, "years: say 2015–2020, 2015– or 2015"),
    ({"figures": []}, "figures: give at least one figure with its date"),
    ({"figures": [{"en": "one", "zh": "一"}]}, 'figures: figure 1: give {when = "…", en = "…", zh = "…"}'),
    ({"figures": [{"when": "May 2020", "en": "one", "zh": "一"}]}, "figures: figure 1: when: say YYYY, YYYY-MM or YYYY-MM-DD"),
    ({"figures": [{"when": "2021/2020", "en": "one", "zh": "一"}]}, "figures: figure 1: when: say YYYY, YYYY-MM or YYYY-MM-DD"),
])
def test_a_fault_in_a_case_is_named_with_its_place(changes, sentence):
    faults = spoil("cases", **changes)
    assert len(faults) == 1 and faults[0].startswith(f"docs/cases.toml: C-06: {sentence}")


def test_a_month_is_not_earlier_than_a_day_in_it():
    assert spoil("rules", published="2021-02") == []


def test_an_unknown_key_and_a_strange_id_are_named():
    assert spoil("rules", efective="2022-01-01")[0].startswith("docs/rules.toml: CN-19: efective: unknown key; known: ")
    assert facts.check("rules", {"CN19": {}}) == ["docs/rules.toml: CN19: an id looks like CN-01"]
    assert facts.check("cases", {"C6": {}}) == ["docs/cases.toml: C6: an id looks like C-01"]


def test_a_faulty_file_stops_the_build(tmp_path, monkeypatch):
    (tmp_path / "rules.toml").write_text('[CN-19]\nissued = "soon"\n', encoding="utf-8")
    monkeypatch.setattr(facts, "DOCS", tmp_path)
    facts.records.cache_clear()
    try:
        with pytest.raises(PluginError, match=r"docs/rules\.toml: CN-19: issued: say the date as YYYY-MM-DD"):
            facts_notes.rule(a_page(), "en", None, "CN-19")
    finally:
        facts.records.cache_clear()


MONTHS = ("January", "February", "March", "April", "May", "June",
          "July", "August", "September", "October", "November", "December")
SCALES = {"": 1, "k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12, "万": 1e4, "亿": 1e8, "万亿": 1e12}


def numbers(text, lang):
    """The numbers of a sentence: 1.3bn and 13 亿 are the same one, and so are May and 5 月."""
    if lang == "en":
        for number, month in enumerate(MONTHS, start=1):
            text = text.replace(month, str(number))
        found = re.findall(r"(\d[\d,]*(?:\.\d+)?)(k|m|bn|tn)?(?![a-z])", text)
    else:
        found = re.findall(r"(\d[\d,]*(?:\.\d+)?)\s?(万亿|亿|万)?", text.replace("一级资本", "1 级资本"))
    return {round(float(digits.replace(",", "")) * SCALES[scale], 4) for digits, scale in found}


@pytest.mark.parametrize("name, ident", [(name, ident) for name, ident, lang in EVERY if lang == "en"])
def test_numbers_are_the_same_in_both_languages(name, ident):
    record = RECORDS[name][ident]
    texts = [*prose(record), *record.get("figures", [])]
    for text in texts:
        assert numbers(text["en"], "en") == numbers(text["zh"], "zh"), text["en"]


@pytest.mark.parametrize("ident, issued, effective, number", [
    ("CN-01", "2010-06-14", "2010-09-01", "No. 2"),
    ("CN-04", None, "2016-07-01", "No. 43"),
    ("CN-05", "2016-08-17", "2016-08-17", "No. 1"),
    ("CN-09", None, "2018-04-01", "No. 296"),
    ("CN-10", "2018-04-27", None, None),
    ("CN-12", "2018-06-29", "2019-01-14", None),
    ("CN-13", "2020-07-12", "2020-07-12", "No. 9"),
    ("CN-17", "2020-09-15", "2020-11-01", "No. 5"),
    ("CN-19", "2021-02-19", "2022-01-01", "No. 24"),
    ("CN-18", "2021-01-13", None, "No. 9"),
    ("CN-21", "2021-01-26", "2021-05-01", "No. 737"),
    ("CN-22", "2021-08-20", "2021-11-01", None),
    ("CN-25", "2022-09-02", "2022-12-01", None),
    ("CN-37", "2025-03-13", "2025-06-01", None),
    ("CN-44", "2026-02-06", "2026-02-06", "No. 42"),
    ("CN-49", "2025-12-18", "2026-02-01", None),
    ("UK-05", None, "2019-12-09", "PS19/14"),
    ("US-06", "2025-07-18", "2027-01-18", "119-27"),
    ("HK-01", None, "2025-08-01", None),
    ("CN-23", "2021-09-27", "2022-01-01", "No. 4"),
    ("CN-27", "2023-02-17", "2023-05-16", None),
    ("CN-29", None, "2024-01-01", "No. 4"),
    ("CN-31", "2023-12-09", "2024-05-01", "No. 768"),
    ("CN-38", "2025-04-01", "2025-10-01", "No. 9"),
    ("CN-39", "2025-07-11", "2026-02-01", "No. 7"),
    ("CN-45", "2026-03-03", "2026-08-01", "No. 2"),
    ("CN-46", "2026-04-21", "2026-09-30", None),
    ("CN-47", "2015-02-17", "2015-05-01", "No. 660"),
    ("EU-04", None, "2025-01-17", "2022/2554"),
    ("EU-05", None, "2026-11-20", "2023/2225"),
    ("US-05", "2026-04-17", None, "SR 26-2"),
])
def test_dates_and_numbers_are_those_of_the_documents(ident, issued, effective, number):
    record = RECORDS["rules"][ident]
    assert (record.get("issued"), record.get("effective")) == (issued, effective)
    assert (number or "") in record.get("number", {"en": ""})["en"]


NOT_SEEN = [
    "整治办函", "57号", "141号", "106号", "114号", "法释〔2020〕6号", "法释〔2020〕17号", "法发〔2017〕22号", "第790号", "No. 790",
    "2024年第1号", "2024年第2号", "〔2018〕10号", "2018-05-30", "2020-07-31", "2023-10-26", "2020-12-31",
    "1.73", "37bn", "440m",
]


@pytest.mark.parametrize("text", NOT_SEEN)
def test_what_nobody_has_seen_is_not_printed(text):
    assert not [name for name in (*RECORDS, "terms") if text in (DOCS / f"{name}.toml").read_text(encoding="utf-8")]


def test_a_day_that_was_not_seen_is_left_out():
    rules = RECORDS["rules"]
    for ident, month in (("CN-02", "2013-06"), ("CN-16", "2020-11")):
        assert rules[ident]["published"] == month
        assert f'<time datetime="{month}">{month}</time>' in shown("rules", ident)
    assert (rules["CN-34"]["issued"], rules["CN-34"]["published"]) == ("2024-12", "2025-01")


def test_the_share_of_pix_is_that_of_people_not_of_payments():
    for lang, people in (("en", "76.4% of people"), ("zh", "76.4% 的人")):
        texts = [text[lang] for text in prose(RECORDS["cases"]["C-15"])]
        texts += [f[lang] for f in RECORDS["cases"]["C-15"]["figures"]]
        assert {people in text for text in texts if "76.4" in text} == {True}


def test_a_draft_and_an_event_bind_nobody():
    for ident, rule in RECORDS["rules"].items():
        assert not {"effective"} & set(rule) or rule["status"] not in {"draft", "event"}, ident
    event = Reader(shown("rules", "CN-16")).text
    assert "What happened" in event and "Binds" not in event and "约束谁" not in Reader(shown("rules", "CN-16", "zh")).text


def test_hearsay_is_called_hearsay():
    rules = RECORDS["rules"]
    for ident in ("CN-40", "CN-41"):
        assert rules[ident]["status"] == rules[ident]["confidence"] == "reported" and "number" not in rules[ident]
    for ident in ("CN-08", "CN-40", "CN-41"):
        assert rules[ident]["rule"]["en"].startswith("Reported") and "报道" in rules[ident]["rule"]["zh"]
    for ident in ("CN-13", "CN-32"):  # the caps of the orders never without the relaxation that is reported
        assert "Reported: since March 2025" in rules[ident]["rule"]["en"] and "据报道，2025 年 3 月" in rules[ident]["rule"]["zh"]
    assert "200k" not in str(rules["CN-30"])
    assert "prints no figure" in rules["CN-38"]["rule"]["en"] and "没有写出数字" in rules["CN-38"]["rule"]["zh"]


# What a page shows

@pytest.mark.parametrize("name, ident, lang", EVERY)
def test_every_record_shows_in_its_language(name, ident, lang):
    record, note = RECORDS[name][ident], Reader(shown(name, ident, lang))
    said = [*prose(record), *record.get("figures", [])]
    for text in said:
        assert text[lang] in note.text.replace("\u00a0", " ")
    assert note.ids == [f"{name[:-1]}-{ident}"] and ident in note.text and record["as_of"] in note.text
    outside = [link for link in note.links if link.startswith("https:")]
    assert outside == ([record["link"]] if "link" in record else [])
    other = {"en": "出处", "zh": "Source"}[lang]
    assert other not in note.text


def test_a_rule_says_where_who_when_and_that_it_is_no_advice():
    english, chinese = Reader(shown("rules", "CN-31")).text, Reader(shown("rules", "CN-31", "zh")).text
    for text in ("Mainland China", "In force", "State Council Order No. 768", "2023-12-09", "2024-05-01", "Verified"):
        assert text in english
    assert english.index("Licensed non-bank payment institutions") < english.index("No interest on balances")
    assert english.endswith("Education, not advice.")
    for text in ("中国内地", "现行有效", "国务院令第768号", "2023-12-09", "2024-05-01", "已核实"):
        assert text in chinese
    assert chinese.endswith("供学习参考，不构成建议。")


def test_a_mark_of_confidence_says_what_it_means_and_what_is_missing():
    text = Reader(shown("rules", "CN-23")).text
    assert "Partly verified" in text and "what was not seen is left out" in text
    assert "“no direct connection” and the clause on unlicensed providers were not seen" in text
    assert "Do not quote it as law." in Reader(shown("rules", "CN-40")).text


def test_a_case_opens_with_its_story_and_keeps_figures_behind_a_line():
    story, rest = shown("cases", "C-06").split('<details class="fact__more">')
    assert "The check that would have caught it" in story and "415,000" not in story
    assert "415,000" in rest and "Caixin" in rest
    assert "The check to copy" in shown("cases", "C-10") and "What broke" not in shown("cases", "C-10")


def test_a_card_leads_to_its_entry_and_to_the_records_that_it_names():
    assert Reader(shown("rules", "CN-12")).links == ["../../rules/#CN-12", "../../rules/#CN-31"]
    assert Reader(shown("cases", "C-05", "zh")).links == ["../../casebook/#C-05", "../../rules/#CN-19"]
    assert Reader(shown("rules", "CN-02")).links[1:] == ["../../casebook/#C-01", "../../rules/#CN-11", "../../rules/#CN-27"]
    assert "C-634/21" in Reader(shown("rules", "EU-08")).text   # the number of a judgment is no case of ours


@pytest.mark.parametrize("name, ident, lang", EVERY)
def test_a_record_names_only_records_that_exist(name, ident, lang):
    texts = [text[lang] for text in prose(RECORDS[name][ident])]
    named = {mention for text in texts for mention in facts_links.MENTION.findall(text)}
    assert named <= {*RECORDS["rules"], *RECORDS["cases"]}


def test_below_a_page_stands_each_rule_and_case_that_it_showed_once():
    page = a_page()
    for name, ident in (("cases", "C-06"), ("rules", "CN-19"), ("rules", "US-01"), ("cases", "C-06")):
        shown(name, ident, page=page)
    note = Reader(facts_here.below(page, "en"))
    assert note.links == ["#rule-CN-19", "#rule-US-01", "#case-C-06"]
    assert "CN-19 Banks’ internet loans: joint lending and concentration Mainland China · 2022-01-01 · In force" in note.text
    assert "US-01 APR: method and tolerance United States · In force" in note.text   # a rule without a date
    assert "C-06 Danke: a year’s rent, paid up front by a loan Failure · 2015–2020" in note.text
    assert facts_here.below(a_page(), "en") == ""


def test_a_timeline_leads_to_the_note_on_the_page_or_else_to_the_register():
    page = a_page()
    shown("rules", "CN-19", page=page)
    html = '<a href="#rule-CN-19">CN-19</a> <a href="#rule-CN-20">CN-20</a> <a href="#case-C-06">C-06</a>'
    assert Reader(facts_links.reached(page, html)).links == ["#rule-CN-19", "../../rules/#CN-20", "../../casebook/#C-06"]


def test_an_id_in_the_text_of_a_page_leads_to_its_entry_and_elsewhere_stays():
    page = a_page()
    text = '<p id="CN-04">CN-19 (C-10), <a href="#x">CN-07</a>, <code>CN-05</code>, <strong>CN-20</strong>, R-114 and CN-99</p><h2>CN-45</h2>'
    linked = facts_links.mentions_linked(page, text)
    assert Reader(linked).links == ["../../rules/#CN-19", "../../casebook/#C-10", "#x", "../../rules/#CN-20"]
    assert Reader(linked).text == Reader(text).text


def test_a_day_and_an_id_that_is_a_link_are_not_cut_at_their_hyphens():
    whole = facts_links.unbroken('<p title="2026-02-01">From 2026-02-01: <a href="#CN-46">CN-46</a>, <a href="#x">from 2026-02-01</a></p>')
    assert whole == ('<p title="2026-02-01">From <span class="unbroken">2026-02-01</span>: <a href="#CN-46" class="unbroken">CN-46</a>, '
                     '<a href="#x">from 2026-02-01</a></p>')


def test_a_note_shown_twice_on_a_page_has_one_id():
    page = a_page()
    assert Reader(shown("rules", "CN-19", page=page)).ids == ["rule-CN-19"]
    assert Reader(shown("rules", "CN-19", page=page)).ids == []
    assert Reader(shown("rules", "CN-19", page=a_page("risk/manage.md"))).ids == ["rule-CN-19"]


@pytest.mark.parametrize("function, ident, sentence", [
    (facts_notes.rule, "CN19", r"^risk/identify\.md: no rule 'CN19' in docs/rules\.toml\. Nearest: CN-19, "),
    (facts_notes.rule, "cn-31", r"no rule 'cn-31' in docs/rules\.toml\. Nearest: CN-31"),
    (facts_notes.case, "C-6", r"risk/identify\.md: no case 'C-6' in docs/cases\.toml\. Nearest: .*C-06"),
    (facts_notes.case, "", r"no case '' in docs/cases\.toml\. Nearest: C-01, C-02"),
])
def test_an_unknown_id_names_the_page_and_what_comes_near(function, ident, sentence):
    with pytest.raises(PluginError, match=sentence):
        function(a_page(), "en", None, ident)


def test_nothing_is_hidden_on_paper(page):
    theme = Path(material.__file__).parent / "templates/assets/stylesheets"
    page.set_content(f'<article class="md-typeset">{shown("cases", "C-06")}{shown("rules", "CN-23")}</article>')
    page.add_style_tag(path=next(theme.glob("main.*.min.css")))
    page.add_style_tag(path=CSS)
    figure, meaning = page.get_by_text("415,000 flats"), page.get_by_text("The core was seen")
    closed = 'els => els.filter(e => e.checkVisibility({contentVisibilityAuto: true})).length'
    assert [place.evaluate_all(closed) for place in (figure, meaning)] == [0, 0]
    page.emulate_media(media="print")
    for place in (figure, meaning):  # the style of paper arrives a moment later
        page.wait_for_function("e => e.checkVisibility({contentVisibilityAuto: true})", arg=place.element_handle())
