"""The register of rules and the casebook: every record once, in order, with its dates and the pages that use it."""

import re
import tomllib
from collections import Counter
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from scripts import casebook, facts, register, uses
from scripts.contents import DOCS
from scripts.languages import LANGUAGES

RECORDS = {name: tomllib.loads((DOCS / f"{name}.toml").read_text(encoding="utf-8")) for name in ("rules", "cases")}


def a_page(url):
    return SimpleNamespace(file=SimpleNamespace(src_uri=f"{url}index.md"), url=url, present_anchor_ids={"top"},
                           edit_url=f"https://git.example/handbook/edit/main/docs/en/{url}index.md", toc=SimpleNamespace(items=[SimpleNamespace(children=[])]))


def html_of(name, lang="en"):
    return {"rules": register.rules, "cases": casebook.cases}[name](a_page("rules/" if name == "rules" else "casebook/"),
                                                                    lang, None, "")


# What uses what

def test_a_record_knows_the_pages_that_show_it():
    written = {path.relative_to(DOCS / "en").as_posix().removesuffix(".md"): path.read_text(encoding="utf-8")
               for path in (DOCS / "en").rglob("*.md")}
    for name in RECORDS:
        for ident in RECORDS[name]:
            mark = name[:-1], ident
            by_text = {path for path, text in written.items() if re.search(rf"<!-- {mark[0]}: {ident} -->", text)}
            assert {place.path for place in uses.marks("en").get(mark, ())} == by_text, ident


def test_a_page_is_called_as_in_the_table_of_contents():
    assert [place.label for place in uses.marks("zh")["case", "C-06"] if place.path == "risk/identify"] == ["5.1 风险识别与评估"]
    place = uses.places("en")["risk/identify"]
    assert place.seen_from(SimpleNamespace(url="casebook/"), "case-C-06") == "../risk/identify/#case-C-06"
    assert uses.places("en")["index"].seen_from(SimpleNamespace(url="rules/")) == "../"


def test_links_are_those_of_the_text_with_their_anchors_and_stay_in_the_handbook():
    links = {place.path: targets for place, targets in uses.links("en").items()}
    assert ("risk/identify", "credit") in links["index"]
    assert ("calculators/index", "how") in links["index"]
    assert ("index", "") not in links["index"]
    assert all(path in uses.places("en") for targets in links.values() for path, _ in targets)
    assert {place.path: set(targets) for place, targets in uses.links("zh").items()} == {k: set(v) for k, v in links.items()}


# The pages

@pytest.mark.parametrize("name", RECORDS)
def test_an_entry_leads_to_its_record(name):
    """The pencil of the page opens one mark; who corrects a date needs the record's line."""
    lines = (DOCS / f"{name}.toml").read_text(encoding="utf-8").splitlines()
    found = re.findall(rf'href="https://git.example/handbook/blob/main/docs/{name}.toml#L(\d+)" aria-label="修改本条：([A-Z]+-\d+)"',
                       html_of(name, "zh"))
    assert len(found) == len(RECORDS[name]) and all(lines[int(number) - 1] == f"[{ident}]" for number, ident in found)


def test_without_a_repository_no_entry_leads_there():
    page = a_page("rules/")
    page.edit_url = None
    assert "blob/main" not in register.rules(page, "en", None, "")


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_record_stands_there_once_under_its_id(name, lang):
    shown = html_of(name, lang)
    ids = Counter(re.findall(r'id="((?:[A-Z]{2}|C)-\d\d)"', shown))
    assert ids == dict.fromkeys(RECORDS[name], 1)
    for record in RECORDS[name].values():
        assert facts.prose(record["title"][lang]) in shown


def test_rules_come_newest_first_under_their_year():
    shown = html_of("rules")
    years = re.split(r'<h2 id="y-(\w+)"', shown)[1:]
    assert years[::2] == sorted(years[:-2:2], reverse=True) + ["undated"]
    for year, part in zip(years[::2], years[1::2], strict=True):
        for ident in re.findall(r'<h3 id="([^"]+)"', part):
            record = RECORDS["rules"][ident]
            day = record.get("effective") or record.get("published") or record.get("issued") or "undated"
            assert day.startswith(year), ident
    lines = re.findall(r"<h3 id=.*?</summary>", shown)
    dated = [day for line in lines for day in re.findall(r'datetime="([^"]+)"', line)]
    assert dated == sorted(dated, reverse=True) and len(dated) == len(lines) - 4   # four have long been in force


def test_a_day_that_is_not_that_of_force_says_which_it_is():
    shown = html_of("rules")
    line = {ident: re.search(rf'<h3 id="{ident}".*?</summary>', shown)[0] for ident in ("CN-46", "CN-18", "CN-10", "CN-16", "US-01")}
    assert ">2026-09-30<" in line["CN-46"] and "Published" not in line["CN-46"]
    assert "Published <time" in line["CN-18"] and "Issued <time" in line["CN-10"]
    assert "<time" in line["CN-16"] and "Published" not in line["CN-16"] and ">Event<" in line["CN-16"]
    assert "<time" not in line["US-01"]


def test_an_entry_says_where_it_is_used():
    entry = re.search(r'<h3 id="CN-19".*?</details>', html_of("rules"))[0]
    assert '<a href="../risk/identify/#rule-CN-19">5.1 Identify and assess</a>' in entry          # where the page shows it
    assert '<a href="../overview/definition/">1.1 Definition and history</a>' in entry            # a page that only names it


def test_the_picture_counts_what_is_listed():
    shown = html_of("rules")
    dated = [r for r in RECORDS["rules"].values() if {"effective", "published", "issued"} & set(r)]
    assert f"Of {len(dated)}, " in shown and f"{sum(r['jurisdiction'] == 'CN' for r in dated)} of all are mainland China’s." in shown


def test_cases_come_in_the_order_of_years_first_as_a_table():
    table, cards = html_of("cases").split("</table>")
    order = re.findall(r'href="#(C-\d\d)"', table)
    assert order == re.findall(r'<h2 id="(C-\d\d)"', cards)
    years = [RECORDS["cases"][ident]["years"] for ident in order]
    assert years == sorted(years) and years[0].startswith("1999")
    for ident in order:
        assert facts.prose(RECORDS["cases"][ident]["check"]["en"]) in table
    assert ">Danke</a>" in table and "A year’s rent, paid up front by a loan" in table


def test_the_page_s_own_anchors_are_addresses():
    page = a_page("rules/")
    register.rules(page, "en", None, "")
    assert {"top", "CN-38", "y-2026", "y-undated"} <= page.present_anchor_ids
    assert [link.title for link in page.toc.items[0].children][:2] == ["2027", "2026"]


# In a browser

def shown_ids(page):
    return set(page.locator(".entry").evaluate_all(
        "all => all.filter(e => e.checkVisibility()).map(e => e.querySelector('h3').id)"))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_register_narrows_says_how_many_and_keeps_it_in_the_address(page, site, language):
    page.goto(f"{site}{language.prefix}rules/")
    line, all_ = page.locator(".register__filter [role=status]"), len(RECORDS["rules"])
    assert len(shown_ids(page)) == all_
    page.locator("[name=place]").select_option("EU")
    europe = {ident for ident in RECORDS["rules"] if ident.startswith("EU")}
    expect(line).to_contain_text(str(len(europe)))
    assert shown_ids(page) == europe
    page.locator("[name=status]").select_option("draft")
    assert shown_ids(page) == {"EU-02"}
    assert page.locator("h2[id^=y-]").evaluate_all("all => all.filter(h => h.checkVisibility()).map(h => h.id)") == ["y-2023"]
    expect(page).to_have_url(f"{site}{language.prefix}rules/?place=EU&status=draft")
    page.reload()
    assert shown_ids(page) == {"EU-02"}
    page.locator(".register__filter button").click()
    expect(page).to_have_url(f"{site}{language.prefix}rules/")
    assert len(shown_ids(page)) == all_


def test_register_fits_years_and_words_together(page, site):
    page.goto(f"{site}rules/?from=2025&to=2026&words=all-in+COST")
    found = shown_ids(page)
    assert {"CN-38", "CN-40", "CN-41", "CN-45"} <= found and "CN-07" not in found and "US-01" not in found
    expect(page.locator("[name=words]")).to_have_value("all-in COST")
    page.goto(f"{site}rules/?to=2013")   # an entry without a date belongs to no year
    assert shown_ids(page) == {"CN-01", "CN-02"}
    page.locator("[name=words]").fill("no such words anywhere")
    expect(page.locator(".register__filter [role=status]")).to_have_text("No entry fits. Clear a field.")
    assert shown_ids(page) == set()


def test_register_opens_the_entry_of_a_link_even_where_the_filter_hid_it(page, site):
    page.goto(f"{site}rules/?place=UK#CN-34")
    expect(page.get_by_text("An online micro-lender holds per household")).to_be_in_viewport()
    expect(page.locator("[name=place]")).to_have_value("")


def click(page, link):
    """As a reader does: the theme notes a moment after scrolling where the page stood, and takes a click before that ill."""
    link.scroll_into_view_if_needed()
    page.wait_for_function("() => history.state && Math.abs(history.state.y - scrollY) < 2")
    link.click()


def test_register_from_a_card_and_back(page, site):
    page.goto(f"{site}risk/manage/")
    click(page, page.locator("#rule-CN-33 .fact__uses"))
    expect(page).to_have_url(f"{site}rules/#CN-33")
    entry = page.locator(".entry:has(#CN-33)")
    expect(entry.get_by_text("Classify data and name an owner")).to_be_in_viewport()
    click(page, entry.get_by_role("link", name="5.2 Rules and measures"))
    expect(page).to_have_url(f"{site}risk/manage/#rule-CN-33")
    expect(page.locator("#rule-CN-33")).to_be_in_viewport()


def test_register_without_a_script_is_whole_and_has_no_filter(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}rules/")
    assert not page.locator(".register__filter").is_visible()
    entry = page.locator(".entry:has(#CN-46)")
    entry.locator("> summary").click()
    expect(entry.get_by_text("Only licensed institutions and platforms they entrust may market.")).to_be_visible()
    context.close()


@pytest.mark.parametrize("address", ["rules/", "zh/rules/", "casebook/", "zh/casebook/"])
def test_register_and_casebook_fit_a_phone(new_page, site, address):
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(site + address)
    page.locator("details").evaluate_all("all => all.forEach(d => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_register_on_paper_has_everything_open_and_no_filter(page, site):
    page.goto(f"{site}rules/")
    page.emulate_media(media="print")
    rule = page.get_by_text("Only licensed institutions and platforms they entrust may market.")
    page.wait_for_function("e => e.checkVisibility({contentVisibilityAuto: true})", arg=rule.element_handle())
    assert not page.locator(".register__filter").is_visible()
