"""Checklists: what the build makes of the items, and what a reader's browser does with them."""

import csv
import io
import json
import re
from datetime import date
from html import unescape
from types import SimpleNamespace

import markdown
import pytest
from mkdocs.exceptions import PluginError

from scripts import checklist_items, checklists, contents

KEY = "handbook.checklists.v1"
SECTION = "risk/manage/"
ITEM, OTHER = "c-5-2-appetite", "c-5-2-limits"
ITEM_IN_HTML = re.compile(r'<li class="check-item"[^>]*>.*?</li>', re.DOTALL)


# The build

def built_page(text: str):
    """A page of Markdown as the site's own extensions and `transform` make it."""
    html = markdown.markdown(text, extensions=["attr_list", "pymdownx.tasklist"],
                             extension_configs={"pymdownx.tasklist": {"clickable_checkbox": True}})
    page = SimpleNamespace(file=SimpleNamespace(src_uri="risk/manage.md"), title="Measures", meta={}, present_anchor_ids={"next"})
    return checklists.transform(html, page, "en"), page


LIST = "## Checklist {{ #checklist }}\n\n{}\n\n## Next {{ #next }}\n\n- plain\n"


@pytest.mark.parametrize("items, sentence", [
    ("- [ ] A limit has an owner.", "A limit has an owner.” has no id"),
    ("- [ ] A limit has an owner. { #owner }", "has no id; end it with one such as { #c-5-1-taxonomy }"),
    ("- [ ] First. { #c-5-2-a }\n- [ ] Second. { #c-5-2-a }", "“Second.” has the id “c-5-2-a” of another item"),
])
def test_an_item_without_its_own_id_stops_the_build(items, sentence):
    with pytest.raises(PluginError) as caught:
        built_page(LIST.format(items))
    assert str(caught.value).startswith("risk/manage.md: checklist item “") and sentence in str(caught.value)


@pytest.mark.parametrize("before", ["## Text { #text }\n\n", ""])
def test_an_item_outside_the_checklist_stops_the_build(before):
    with pytest.raises(PluginError, match="“Stray.*stands outside the heading"):
        built_page(f"{before}- [ ] Stray. {{ #c-5-2-stray }}\n")


def test_tight_loose_and_nested_items_are_labelled_and_the_rest_is_left_alone():
    html, page = built_page(LIST.format(
        "- [ ] Tight & **bold** [link](x.md). { #c-1 }\n- [x] Second line\n  goes on. { #c-2 }\n\nBetween.\n\n"
        "- [ ] Loose. { #c-3 }\n\n- [ ] Outer. { #c-4 }\n    - [ ] Inner. { #c-5 }"))
    labels = re.findall(r"<label [^>]*>(.*?)</label>", html, re.DOTALL)
    assert [re.sub(r"<input[^>]*>", "", label).removeprefix("<span>").removesuffix("</span>") for label in labels] == [
        'Tight &amp; <strong>bold</strong> <a href="x.md">link</a>.', "Second line\n  goes on.", "Loose.", "Outer.", "Inner."]
    assert re.findall(r'<li class="check-item" id="([^"]+)"', html) == ["c-1", "c-2", "c-3", "c-4", "c-5"]
    assert page.present_anchor_ids == {"next", "c-1", "c-2", "c-3", "c-4", "c-5"}
    assert html.count("<check-list") == html.count("</check-list>") == 1
    assert html.index('<h2 id="checklist">') < html.index("<check-list") < html.index('id="c-1"')
    assert html.index("<p>Between.</p>") < html.index('id="c-5"') < html.index("</check-list>") < html.index('<h2 id="next">')
    assert html.endswith('<h2 id="next">Next</h2>\n<ul>\n<li>plain</li>\n</ul>')
    assert " checked" not in html and " disabled" not in html


def test_a_list_within_the_only_list_belongs_to_it_and_the_box_of_a_plain_item_to_nobody():
    html, page = built_page(LIST.format(
        "- [ ] Outer. { #c-1 }\n    - [ ] Inner. { #c-2 }\n    - plain <input>\n\n    More of the outer <input>.\n"))
    assert html.index("<check-list") < html.index('id="c-1"') < html.index('id="c-2"') < html.index("</check-list>")
    assert re.findall(r"<span>([^<]*)</span></label>", html) == ["Outer.", "Inner."]
    assert html.count("<input") == 4 + html.count('type="file"') and "More of the outer <input>." in html


def test_items_are_read_from_markdown_with_their_links_as_words():
    text = LIST.format("- [ ] See **the** [register](risk_register.md) & `x < y`. { #c-5-2-a }")
    text += "\n- [ ] Not here. { #c-5-2-b }"
    assert list(checklist_items.read(text)) == [
        checklist_items.Item("c-5-2-a", "See <strong>the</strong> register &amp; <code>x &lt; y</code>.")]


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Writes English pages that have one item each, and no others are there."""
    contents.entries()
    monkeypatch.setattr(contents, "DOCS", tmp_path)
    checklist_items.checklists.cache_clear()

    def put(**items):
        for path, item in items.items():
            file = tmp_path / f"en/{path.replace('__', '/')}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(LIST.format(f"- [ ] One. {{ #{item} }}"), encoding="utf-8")

    yield put
    checklist_items.checklists.cache_clear()


def test_one_id_on_two_pages_stops_the_build(write):
    write(risk__identify="c-5-same", risk__manage="c-5-same")
    with pytest.raises(PluginError, match=r"en/risk/manage.md: checklist item “c-5-same” stands on risk/identify.md too"):
        checklist_items.checklists("en")


def test_the_checklists_of_a_chapter_are_its_own_and_those_of_all_stand_in_the_table_of_contents(write):
    write(risk__manage="c-5-2-one", risk__respond="c-5-3-one", design__security="c-3-3-one")
    page = SimpleNamespace(file=SimpleNamespace(src_uri="risk/index.md"), url="risk/")
    html = checklists.checklists(page, "en", None, "risk")
    assert re.findall(r'href="([^"]*)"', html) == ["manage/#checklist", "respond/#checklist"]
    assert "c-5-3-one" in html and "c-3-3-one" not in html
    with pytest.raises(PluginError, match=r"risk/index\.md: no checklist in “outlook”\. Known: all, design, risk\."):
        checklists.checklists(page, "en", None, "outlook")
    title = SimpleNamespace(children=[])
    every = SimpleNamespace(file=page.file, url="checklists/", toc=SimpleNamespace(items=[title]))
    html = checklists.checklists(every, "en", None, "all")
    assert [(link.title, link.id, [(c.title, c.id) for c in link.children]) for link in title.children] == [
        ("3 Design elements", "design", [("3.3 Security and risk control", "design-security")]),
        ("5 Operating risk", "risk", [("5.2 Rules and measures", "risk-manage"), ("5.3 Early warning and emergency", "risk-respond")])]
    assert re.findall(r'<h[23] id="([^"]*)"', html) == ["design", "design-security", "risk", "risk-manage", "risk-respond"]


def sentences(html: str) -> dict[str, str]:
    """Each item's id and words, as they stand in a page."""
    out = {}
    for item in ITEM_IN_HTML.findall(html):
        words = unescape(re.sub(r"<[^>]*>", "", item))
        out[re.search(r'data-item="([^"]+)"', item)[1]] = re.sub(r"\s+", " ", words).strip()
    return out


def test_both_languages_have_the_same_items_in_the_same_order(built):
    pages = [path for path in built.rglob("index.html") if "<check-list" in path.read_text(encoding="utf-8")]
    english = [path for path in pages if path.relative_to(built).parts[0] != "zh"]
    assert len(english) >= 4 and len(pages) == 2 * len(english)
    for path in english:
        other = built / "zh" / path.relative_to(built)
        here, there = (sentences(p.read_text(encoding="utf-8")) for p in (path, other))
        assert here and list(here) == list(there), path
        assert not any(re.search(r"\{\s*:?\s*#", words) for words in (*here.values(), *there.values())), path
        assert all(re.search("[\u4e00-\u9fff]", words) for words in there.values()), other


@pytest.mark.parametrize("prefix", ["", "zh/"])
def test_the_list_of_all_says_what_the_sections_say(built, prefix):
    every = sentences((built / prefix / "checklists/index.html").read_text(encoding="utf-8"))
    found = {}
    for name in ("identify", "manage", "respond"):
        html = (built / prefix / f"risk/{name}/index.html").read_text(encoding="utf-8")
        items = sentences(html)
        assert len(items) >= 5 and set(re.findall(r'<li class="check-item" id="([^"]+)"', html)) == set(items)
        found |= items
    assert {item: every[item] for item in found} == found


# The browser

def box(page, item=ITEM):
    return page.locator(f'input[data-item="{item}"]')


def reading(page, number=0) -> str:
    return page.locator("check-progress .check-count").nth(number).inner_text()


def button(page, name):
    return page.locator("check-list").get_by_role("button", name=name, exact=True)


def open_section(page, site, lang=""):
    page.goto(f"{site}{lang}{SECTION}")
    page.locator('[data-part="tools"]').wait_for()


def stored(page) -> dict:
    return page.evaluate("key => JSON.parse(localStorage.getItem(key))", KEY)


def test_a_tick_survives_reload_and_language_and_stands_on_every_list(site, page):
    open_section(page, site)
    total = page.locator("check-list input[data-item]").count()
    assert reading(page) == f"0 of {total} done"
    page.locator(f"#{ITEM} label").click()
    assert reading(page) == f"1 of {total} done" and list(stored(page)) == [ITEM]
    day = stored(page)[ITEM]
    assert page.locator(f"#{ITEM} time").inner_text() == day and abs((date.fromisoformat(day) - date.today()).days) <= 1
    assert page.locator("check-list [data-part=heard]").inner_text().strip() == f"1 of {total} done"
    page.reload()
    assert box(page).is_checked() and not box(page, OTHER).is_checked() and reading(page) == f"1 of {total} done"
    page.goto(f"{site}zh/{SECTION}")
    assert box(page).is_checked() and reading(page) == f"已完成 1 / {total} 项"
    page.goto(f"{site}zh/checklists/")
    assert box(page).is_checked() and reading(page).startswith("已完成 1 / ")
    box(page, OTHER).check()
    box(page).uncheck()
    open_section(page, site)
    assert not box(page).is_checked() and box(page, OTHER).is_checked() and list(stored(page)) == [OTHER]


def test_ticks_follow_their_items_when_the_order_changes(site, page):
    open_section(page, site)
    box(page).check()

    def reorder(route):
        response = route.fetch()
        items = ITEM_IN_HTML.findall(response.text())
        turned = iter(items[::-1])
        route.fulfill(response=response, body=ITEM_IN_HTML.sub(lambda _: next(turned), response.text()))

    page.route(f"{site}{SECTION}", reorder)
    open_section(page, site)
    assert page.locator("li.check-item").last.get_attribute("id") == ITEM
    assert page.locator("li.check-item input:checked").evaluate_all("boxes => boxes.map(b => b.dataset.item)") == [ITEM]


def test_two_tabs_stay_in_step(site, page):
    open_section(page, site)
    other = page.context.new_page()
    other.goto(f"{site}zh/checklists/")
    box(other).check()
    page.locator(f'input[data-item="{ITEM}"]:checked').wait_for()
    assert reading(page).startswith("1 of ")
    box(page, OTHER).check()
    other.locator(f'input[data-item="{OTHER}"]:checked').wait_for()
    assert sorted(stored(other)) == sorted([ITEM, OTHER])


def test_a_page_that_the_back_button_brings_back_shows_what_was_ticked_meanwhile(site, page):
    open_section(page, site)
    page.evaluate("""([key, item]) => { localStorage.setItem(key, JSON.stringify({[item]: "2026-11-22"}));
        dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true})); }""", [KEY, ITEM])
    assert box(page).is_checked() and reading(page).startswith("1 of ")


def test_the_chapter_counts_its_sections(site, page):
    page.goto(f"{site}risk/")
    assert reading(page).startswith("0 of ")
    open_section(page, site)
    box(page).check()
    page.goto(f"{site}risk/")
    total = sum(map(int, page.locator(".check-index li progress").evaluate_all("bars => bars.map(b => b.max)")))
    assert reading(page) == f"1 of {total} done"
    assert page.locator(".check-index li progress").evaluate_all("bars => bars.map(b => b.value)") == [0, 1, 0]
    page.locator('.check-index a[href$="manage/#checklist"]').click()
    page.wait_for_url(f"**/{SECTION}#checklist")
    page.locator(f'input[data-item="{ITEM}"]:checked').wait_for()


def test_a_tick_asks_the_network_for_nothing(site, page):
    open_section(page, site)
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    box(page).check()
    box(page, OTHER).check()
    button(page, "Clear ticks").click()
    button(page, "Yes, clear").click()
    button(page, "Undo").click()
    with page.expect_download():
        button(page, "Export CSV").click()
    assert [url for url in asked if not url.startswith("blob:")] == []


def exported(page, name) -> tuple[str, str]:
    with page.expect_download() as caught:
        button(page, name).click()
    return caught.value.suggested_filename, caught.value.path().read_bytes().decode("utf-8")


def test_exports_are_in_the_readers_language(site, page):
    open_section(page, site, "zh/")
    box(page).check()
    day, total = stored(page)[ITEM], page.locator("check-list input[data-item]").count()
    words = page.locator(f"#{ITEM} label").inner_text().strip()
    name, text = exported(page, "导出 Markdown")
    assert name == f"checklist-risk-manage-{day}.md" and text.startswith("# 检查清单\n\n导出日期：")
    assert f"- [x] {words}（勾选于 {day}）\n" in text and text.count("\n- [ ] ") == total - 1
    assert f"<{site}zh/{SECTION}#checklist>" in text
    name, text = exported(page, "导出 CSV")
    assert text.startswith("\ufeff") and "\r\n" in text
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows[0] == ["章节", "事项", "完成", "勾选日期", "编号", "网址"] and len(rows) == total + 1
    assert rows[1][1:] == [words, "是", day, ITEM, f"{site}zh/{SECTION}#{ITEM}"] and rows[1][0].startswith("5.2 ")
    assert {row[2] for row in rows[2:]} == {"否"}
    name, text = exported(page, "导出 JSON（备份）")
    assert json.loads(text) == {"format": KEY, "exported": day, "ticks": {ITEM: day}}


def test_the_export_of_all_holds_every_section(site, page):
    page.goto(f"{site}checklists/")
    rows = list(csv.reader(io.StringIO(exported(page, "Export CSV")[1], newline="")))[1:]
    assert [row[4] for row in rows] == page.locator("input[data-item]").evaluate_all("boxes => boxes.map(b => b.dataset.item)")
    assert {row[0].split()[0] for row in rows} >= {"5.1", "5.2", "5.3"}
    assert f"{site}{SECTION}#{ITEM}" in [row[5] for row in rows]


@pytest.mark.parametrize("sentence", ['=HYPERLINK("x")', "+1 is due, today", "-1", "@sum", "＝1+1"])
def test_a_spreadsheet_is_given_no_formula(site, page, sentence):
    open_section(page, site)
    page.locator(f"#{ITEM} label span").evaluate("(span, text) => { span.textContent = text; }", sentence)
    row = list(csv.reader(io.StringIO(exported(page, "Export CSV")[1], newline="")))[1]
    assert row[1] == f"'{sentence}"


def choose(page, text: str | bytes):
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    page.locator('[data-part="file"]').set_input_files({"name": "backup.json", "mimeType": "application/json", "buffer": data})
    page.locator("[data-part=message]:not(:empty)").wait_for()
    return page.locator("[data-part=message]").inner_text()


GOOD = {"format": KEY, "exported": "2026-11-20",
        "ticks": {ITEM: "2026-01-05", OTHER: "2026-01-06", "c-1-1-elsewhere": "2026-01-07"}}


@pytest.mark.parametrize("text, sentence", [
    (json.dumps(GOOD) + " " * 1024 * 1024, "larger than 1 MB"),
    ("id,date\n", "cannot be read as JSON"),
    (b"\x89PNG\r\n\x1a\n\x00", "cannot be read as JSON"),
    ("", "cannot be read as JSON"),
    ("null", "not a backup of these checklists"),
    ("[1, 2]", "not a backup of these checklists"),
    ('{"ticks": {"c-5-2-limits": "2026-01-06"}}', "not a backup of these checklists"),
    (json.dumps({**GOOD, "format": "other.v1"}), "not a backup of these checklists"),
    (json.dumps({**GOOD, "ticks": [OTHER]}), "not a backup of these checklists"),
    (json.dumps({**GOOD, "ticks": {OTHER: "yesterday"}}), f"the entry “{OTHER}” is not an item"),
    (json.dumps({**GOOD, "ticks": {OTHER: "2026-13-45"}}), f"the entry “{OTHER}” is not an item"),
    (json.dumps({**GOOD, "ticks": {OTHER: ["2026-01-06"]}}), f"the entry “{OTHER}” is not an item"),
    ("[" * 500_000, "cannot be read as JSON"),
    (json.dumps({**GOOD, "ticks": {"<img src onerror=alert(1)>": "2026-01-06"}}), "the entry “<img src onerror=alert(1)>” is not an"),
    (json.dumps({**GOOD, "ticks": {OTHER: True}}), f"the entry “{OTHER}” is not an item"),
    (json.dumps({**GOOD, "ticks": {OTHER: "2026-01-06", "__proto__": "2026-01-06"}}), "the entry “__proto__” is not an item"),
])
def test_a_file_that_is_no_backup_changes_nothing(site, page, text, sentence):
    open_section(page, site)
    box(page).check()
    before = page.evaluate("key => localStorage.getItem(key)", KEY)
    said = choose(page, text)
    assert sentence in said and said.endswith("Nothing was changed.")
    assert page.evaluate("key => localStorage.getItem(key)", KEY) == before
    assert reading(page).startswith("1 of ")


def test_a_backup_adds_its_ticks_and_keeps_those_made_here(site, page):
    open_section(page, site)
    box(page).check()
    day = stored(page)[ITEM]
    assert choose(page, json.dumps(GOOD)) == "Backup read. Ticks in the file: 3; new in this browser: 2."
    assert stored(page) == {**GOOD["ticks"], ITEM: day} and reading(page).startswith("2 of ")
    assert page.locator(f"#{OTHER} time").inner_text() == "2026-01-06"


def test_clearing_asks_first_concerns_what_is_shown_and_can_be_undone(site, page):
    open_section(page, site)
    button(page, "Clear ticks").click()
    assert page.locator("[data-part=message]").inner_text() == "Nothing is ticked here."
    choose(page, json.dumps(GOOD))
    button(page, "Clear ticks").click()
    assert "Ticks: 2." in page.locator("[data-part=question]").inner_text()
    page.keyboard.press("Escape")
    assert stored(page) == GOOD["ticks"] and button(page, "Clear ticks").evaluate("b => b === document.activeElement")
    button(page, "Clear ticks").click()
    button(page, "Keep them").click()
    assert stored(page) == GOOD["ticks"]
    button(page, "Clear ticks").click()
    button(page, "Yes, clear").click()
    assert stored(page) == {"c-1-1-elsewhere": "2026-01-07"} and reading(page).startswith("0 of ")
    assert button(page, "Undo").evaluate("b => b === document.activeElement")
    exported(page, "Export JSON (backup)")
    button(page, "Undo").click()
    assert stored(page) == GOOD["ticks"] and reading(page).startswith("2 of ") and button(page, "Undo").count() == 0


BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('blocked', 'SecurityError'); }});"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
JUNK = f"if (!sessionStorage.seen) {{ sessionStorage.seen = 1; localStorage.setItem('{KEY}', '{{{{'); }}"


@pytest.mark.parametrize("script, at_once", [(BLOCKED, True), (FULL, False)])
@pytest.mark.parametrize("lang, sentence", [("", "will not be remembered"), ("zh/", "勾选不会被记住")])
def test_without_storage_items_tick_and_a_line_says_what_that_means(site, page, script, at_once, lang, sentence):
    page.add_init_script(script)
    open_section(page, site, lang)
    line = page.locator('[data-part="forgotten"]')
    assert line.is_visible() == at_once
    box(page).check()
    assert box(page).is_checked() and line.is_visible() and sentence in line.inner_text()
    assert re.search(r"\b1\b", reading(page)) and page.locator(f"#{ITEM} time").inner_text()
    box(page).uncheck()
    assert not box(page).is_checked() and re.search(r"\b0\b", reading(page))


def test_ticks_that_the_browser_throws_away_under_an_open_page_are_written_again(site, page):
    open_section(page, site)
    box(page).check()
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", {
        "origin": page.evaluate("origin"), "storageTypes": "local_storage"})
    page.wait_for_function("key => localStorage.getItem(key) === null", arg=KEY)
    box(page, OTHER).check()
    assert box(page).is_checked() and reading(page).startswith("2 of ")
    assert sorted(stored(page)) == sorted([ITEM, OTHER])


def test_ticks_that_were_thrown_away_between_two_visits_leave_an_empty_list_that_works(site, page):
    open_section(page, site)
    box(page).check()
    page.goto("about:blank")
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", {"origin": site.split("/handbook")[0], "storageTypes": "all"})
    open_section(page, site)
    assert not box(page).is_checked() and reading(page).startswith("0 of ")
    box(page).check()
    assert list(stored(page)) == [ITEM] and page.locator('[data-part="forgotten"]').is_hidden()


def test_a_spoilt_entry_counts_as_empty(site, page):
    page.add_init_script(JUNK)
    open_section(page, site)
    assert reading(page).startswith("0 of ")
    box(page).check()
    page.reload()
    assert box(page).is_checked() and list(stored(page)) == [ITEM]


def test_the_keyboard_is_enough(site, page):
    open_section(page, site)
    box(page).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert box(page).is_checked() and reading(page).startswith("2 of ")
    button(page, "Clear ticks").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert reading(page).startswith("0 of ")
    page.keyboard.press("Enter")
    assert reading(page).startswith("2 of ")


@pytest.mark.parametrize("path", [SECTION, f"zh/{SECTION}", "checklists/", "zh/checklists/", "risk/", "zh/risk/"])
def test_nothing_scrolls_sideways_on_a_phone(site, page, path):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}{path}")
    page.locator("check-progress[data-state]").first.wait_for()
    for item in page.locator("input[data-item]").all()[:2]:
        item.check()
    clear = page.locator("check-list [data-do=clear]")
    if path.removeprefix("zh/") != "risk/":
        clear.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("check-list, .check-index").first.evaluate("el => el.scrollWidth <= el.clientWidth")


def test_paper_shows_ticks_and_days_and_no_buttons(site, page):
    open_section(page, site)
    box(page).check()
    page.emulate_media(media="print")
    assert page.locator(f"#{ITEM} time").is_visible() and box(page).is_visible()
    assert page.locator("check-list button:visible").count() == 0
    assert box(page).evaluate("b => getComputedStyle(b, '::before').borderBottomStyle") == "solid"
    assert box(page, OTHER).evaluate("b => getComputedStyle(b, '::before').content") == "none"


@pytest.mark.parametrize("path", [SECTION, f"zh/{SECTION}"])
def test_without_scripts_the_list_can_be_ticked_and_offers_nothing_else(site, page, path):
    context = page.context.browser.new_context(java_script_enabled=False)
    try:
        plain = context.new_page()
        plain.goto(f"{site}{path}")
        plain.locator(f"#{ITEM} label").click()
        assert box(plain).is_checked()
        assert not plain.locator("check-progress").is_visible()   # it would go on saying 0
        assert plain.locator("check-list noscript").is_visible()   # that no tick is kept
        assert plain.locator("check-list button:visible").count() == 0
    finally:
        context.close()
