"""The terms: what their records hold, what the glossary and a link to it show, and the field that narrows the list."""

import copy
import re

import pytest
from playwright.sync_api import expect

from scripts import facts, pinyin, terms
from scripts.languages import LANGUAGES
from scripts.uses import Place

EVERY = terms.terms()


# The records

def test_every_term_is_sound():
    assert facts.check("terms", EVERY) == []


@pytest.mark.parametrize("changes, sentence", [
    ({"text": {"en": "Only in English."}}, 'text: say it in both languages, {en = "…", zh = "…"}'),
    ({"name": {"en": "Annual percentage rate (APR)", "zh": "年化利率"}},
     "name: begin with a letter and leave out brackets; what stands in them is another name, under also"),
    ({"name": {"en": "4 times LPR", "zh": "年化利率"}},
     "name: begin with a letter and leave out brackets; what stands in them is another name, under also"),
    ({"also": {"en": "APR"}}, 'also: give names in lists, {en = ["…"], zh = ["…"]}, or in one language only'),
    ({"also": {"fr": ["TAEG"]}}, 'also: give names in lists, {en = ["…"], zh = ["…"]}, or in one language only'),
    ({"also": {"zh": ["内部收益率"]}}, "irr: name: “内部收益率” is a name of apr too; a name has one term"),
    ({"also": {"en": ["internal RATE of return"]}}, "irr: name: “Internal rate of return” is a name of apr too; a name has one term"),
    ({"related": []}, 'related: give ids of terms, ["apr", …]'),
    ({"related": ["irr", "aprs"]}, "related: there is no other term “aprs”"),
    ({"related": ["apr"]}, "related: there is no other term “apr”"),
    ({"related": None}, "related: missing"),
    ({"see": ["irr"]}, "see: unknown key; known: also, avoid, name, related, search, text"),
])
def test_a_fault_is_named_with_its_place(changes, sentence):
    two = copy.deepcopy({ident: EVERY[ident] for ident in ("apr", "irr")})
    two["irr"]["related"], two["apr"]["related"] = ["apr"], ["irr"]
    two["apr"] = {key: value for key, value in (two["apr"] | changes).items() if value is not None}
    place = "" if sentence.startswith("irr:") else "apr: "
    assert facts.check("terms", two) == [f"docs/terms.toml: {place}{sentence}"]


def test_an_id_is_written_as_in_an_address():
    assert facts.check("terms", {"All-in cost": EVERY["all-in-cost"]}) == ["docs/terms.toml: All-in cost: an id looks like all-in-cost"]


# The glossary

@pytest.fixture(scope="module")
def shown(built) -> dict[str, str]:
    """The glossary of each language."""
    return {one.code: (built / one.prefix / "glossary/index.html").read_text(encoding="utf-8") for one in LANGUAGES}


def under(html: str, letter: str) -> list[str]:
    """The ids of the terms under a letter."""
    part = re.search(rf'<h2 id="letter-{letter}">.*?</section>', html, re.DOTALL)
    return re.findall(r'class="term__entry" id="([^"]+)"', part[0]) if part else []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_glossary_holds_every_term_once(lang, shown):
    assert sorted(re.findall(r'class="term__entry" id="([^"]+)"', shown[lang])) == sorted(EVERY)


def test_english_terms_stand_by_their_letters_whatever_their_case(shown):
    assert under(shown["en"], "k") == ["kano", "kaplan-meier", "key-management", "kri", "kill-switch", "kyc", "ks"]


@pytest.mark.parametrize("ident, letter", [
    ("important-mmf", "z"), ("conduct-risk", "x"), ("baas", "y"), ("vasicek", "v"), ("adverse-selection", "n"), ("moral-hazard", "d")])
def test_chinese_terms_stand_by_their_pinyin(ident, letter, shown):
    """重要 is zhongyao, 行为 xingwei, 银行 yinhang: characters with two sounds."""
    assert ident in under(shown["zh"], letter)


def test_syllables_are_sorted_one_by_one():
    assert sorted(["细则", "西安", "希望"], key=pinyin.order) == ["西安", "希望", "细则"]


def test_an_entry_shows_both_names_the_others_its_text_and_its_kin(shown):
    entry = re.search(r'<div class="term__entry" id="lpr".*?</div>', shown["zh"], re.DOTALL)[0]
    assert '<dfn>贷款市场报价利率</dfn>' in entry and '<span lang="en">Loan prime rate</span>' in entry
    assert 'href="#lpr" title="本节链接"' in entry and 'aria-label="修改本条：贷款市场报价利率"' in entry
    assert "也称：LPR<" in entry and "本书不用：贷款基础利率<" in entry and '<a href="#lpr-cap">四倍 LPR</a>' in entry
    assert EVERY["lpr"]["text"]["zh"] in entry and EVERY["lpr"]["text"]["en"] not in entry


def test_a_page_that_links_a_term_is_named_there(shown):
    entry = re.search(r'<div class="term__entry" id="bow-tie".*?</div>', shown["en"], re.DOTALL)[0]
    assert 'Used in: <a href="../risk/identify/">5.1 Identify and assess</a>' in entry


# Links to it

def test_a_link_to_a_term_says_what_it_means():
    html = '<p><a href="../../glossary/#irr">IRR</a>, <a href="../../glossary/#none">none</a>, <a href="../glossary/">all</a></p>'
    meaning = f"内部收益率：{EVERY['irr']['text']['zh']}"
    assert terms.preview(html, "zh") == html.replace('<a href="../../glossary/#irr">', f'<a class="term" href="../../glossary/#irr" title="{meaning}">')


def test_a_term_is_used_on_the_pages_that_link_it_in_the_order_of_the_contents(monkeypatch):
    first, second = (Place(path, path, f"{path}/") for path in ("risk/identify", "risk/manage"))
    monkeypatch.setattr(terms.uses, "links", lambda lang: {
        first: (("glossary/index", "irr"), ("glossary/index", ""), ("risk/manage", "irr")), second: (("glossary/index", "irr"),)})
    terms.linking.cache_clear()
    try:
        assert terms.linking("en")["irr"] == [first, second]
    finally:
        terms.linking.cache_clear()


# In the browser

@pytest.mark.parametrize("act", ["hover", "focus"])
def test_the_meaning_shows_by_mouse_and_by_keyboard(act, site, page):
    page.goto(f"{site}risk/identify/")
    link = page.locator("a.term[href$='#bow-tie']")
    getattr(link, act)()
    preview = page.get_by_role("tooltip")
    expect(preview).to_contain_text("Bow-tie diagram: A picture of one event")
    expect(link).to_have_attribute("aria-describedby", preview.get_attribute("id"))


@pytest.mark.parametrize("prefix, typed, first", [
    ("", "e-cny", "ecny"), ("", "稳定币", "stablecoin"), ("", "A / B TEST", "ab-test"),
    ("zh/", "nhll", "apr"), ("zh/", "liucun lv", "cohort-retention"), ("zh/", "ＰＳＩ", "psi"), ("zh/", "保本理财", "implicit-guarantee")])
def test_the_glossary_narrows_while_typing(prefix, typed, first, site, page):
    page.goto(f"{site}{prefix}glossary/")
    page.get_by_role("searchbox").fill(typed)
    entries, parts = page.locator(".term__entry:visible"), page.locator(".terms section:visible")
    expect(entries.first).to_have_id(first)
    assert 1 <= entries.count() < 10 and 1 <= parts.count() <= entries.count()
    expect(page.locator(".terms__count")).to_contain_text(str(entries.count()))
    page.get_by_role("searchbox").fill("")
    expect(entries).to_have_count(len(EVERY))
    expect(page.locator(".terms__count")).to_be_empty()


def test_the_glossary_says_when_no_name_holds_what_is_typed(site, page):
    page.goto(f"{site}glossary/")
    page.get_by_role("searchbox").fill("xyzzy")
    expect(page.locator(".term__entry:visible")).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="No term has this in its name")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_term_stands_below_what_is_fixed_at_the_top(width, site, new_page):
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(f"{site}glossary/#npl")
    name = page.locator("#npl dfn")
    expect(name).to_be_in_viewport()
    above = max(page.locator(".md-header").bounding_box()["height"], *(
        box["y"] + box["height"] for box in [page.locator(".terms__tools").bounding_box()] if box))
    assert name.bounding_box()["y"] >= above
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_glossary_without_script_is_whole_and_has_no_idle_field(site, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}zh/glossary/")
    expect(page.locator(".term__entry:visible")).to_have_count(len(EVERY))
    expect(page.get_by_role("searchbox")).to_have_count(0)
    page.goto(f"{site}zh/risk/identify/")
    expect(page.locator("a.term[href$='#bow-tie']")).to_have_attribute("title", re.compile("^领结图：围绕一个事件"))


def test_paper_shows_neither_the_field_nor_links(site, page):
    page.goto(f"{site}glossary/")
    page.emulate_media(media="print")
    expect(page.locator(".terms__tools")).to_be_hidden()
    page.goto(f"{site}risk/identify/")
    expect(page.locator("a.term").first).to_have_css("text-decoration-line", "none")
