"""Readers who use keys, a screen reader, large text, their own colours or no motion: what they meet, and what a page says of itself."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import expect

from scripts import foreign, furniture, moved, node
from scripts.languages import LANGUAGES

HAN = re.compile(r"[\u4e00-\u9fff]")
VOID = set("area base br col embed hr img input link meta source track wbr".split())
PAGES = ["", "risk/identify/", "calculators/loan_apr/", "glossary/", "rules/"]
FOCUS = """() => { const node = document.activeElement, box = node.getBoundingClientRect();
  const mark = node.matches(".md-option") ? node.nextElementSibling : node;   // the theme shows its label in its place
  return {name: (node.getAttribute("aria-label") || node.textContent || node.name || "").trim(), tag: node.localName,
    lost: node === document.body, ring: getComputedStyle(mark).outlineStyle !== "none" && mark.checkVisibility(), shown: node.checkVisibility({visibilityProperty: true}),
    aside: box.right <= 0 || box.left >= innerWidth} }"""


class Spoken(HTMLParser):
    """What a screen reader goes by: levels of headings, cells that head, pictures, and words of another language."""

    def __init__(self, file: Path):
        super().__init__()
        self.open, self.levels, self.unscoped, self.unsaid, self.foreign = [], [], 0, 0, []
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.levels += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        self.unscoped += tag == "th" and given.get("scope") not in {"row", "col"}
        self.unsaid += tag == "img" and "alt" not in given
        if given.get("role") == "img":
            self.unsaid += not given.get("aria-label")
        if tag not in VOID:
            self.open.append((tag, given.get("lang") or (self.open[-1][1] if self.open else "")))

    def handle_endtag(self, tag):
        place = max((i for i, (name, _) in enumerate(self.open) if name == tag), default=None)
        if place is not None:
            del self.open[place:]

    def handle_data(self, data):
        if self.open and self.open[-1][1] == "en" and HAN.search(data) and not {"script", "template", "title"} & {t for t, _ in self.open}:
            self.foreign.append(data.strip())


def test_headings_go_down_by_one_cells_head_pictures_speak_and_chinese_says_that_it_is(built):
    for file in moved.others(built):
        page = Spoken(file)
        assert page.levels[0] == 1 and page.levels.count(1) == 1, file
        assert all(below <= level + 1 for level, below in zip(page.levels, page.levels[1:], strict=False)), (file, page.levels)
        assert (page.unscoped, page.unsaid, page.foreign) == (0, 0, []), file


@pytest.mark.parametrize(("lang", "html", "marked"), [
    ("en", "<p>Law (反洗钱法)</p>", '<p>Law (<span lang="zh-Hans">反洗钱法</span>)</p>'),
    ("en", '<a title="反洗钱法">Law</a><dt>信用</dt>', '<a title="反洗钱法">Law</a><dt>信用</dt>'),
    ("zh", "<p>用 App Store 计算 APR</p>", "<p>用 App Store 计算 APR</p>"),
    ("zh", "<li>见 Journal of Risk Model Validation。</li>", '<li>见 <span lang="en">Journal of Risk Model Validation</span>。</li>'),
])
def test_words_of_the_other_language_say_so(lang, html, marked):
    assert foreign.marked(html, lang) == marked


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_what_unfolds_in_the_navigation_has_a_name(built, language):
    html = (built / language.prefix / "risk/identify/index.html").read_text(encoding="utf-8")
    assert f'role="button" tabindex="0" aria-label="{furniture.MENU[language.code]}"' in html
    folds = re.findall(r'<span class="fold" role="button"([^>]*)>(.*?)</label>', html, re.DOTALL)
    assert len(folds) > 10
    assert all("aria-label=" in attributes or re.sub(r"<[^>]+>", "", words).strip() for attributes, words in folds)


def test_axe_finds_nothing_in_light_and_nothing_about_colours_in_dark(new_page, site, built):
    """In one walk: what else axe asks is the same in both schemes."""
    axe = (node.MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    run = "rules => axe.run(document, {resultTypes: ['violations'], ...(rules && {runOnly: rules})}).then(found => found.violations)"
    page = new_page(color_scheme="light")
    found = {}
    for file in moved.others(built):
        page.emulate_media(color_scheme="light")
        page.goto(site + str(file.relative_to(built)).removesuffix("index.html"))
        page.evaluate(axe)
        for scheme, rules in (("default", None), ("slate", ["color-contrast", "link-in-text-block"])):
            page.emulate_media(color_scheme={"default": "light", "slate": "dark"}[scheme])
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
            for item in page.evaluate(run, rules):
                found.setdefault(item["id"], []).append(f"{scheme} {file.relative_to(built)}: {item['nodes'][0]['html'][:160]} ({len(item['nodes'])})")
    assert found == {}, json.dumps(found, indent=1, ensure_ascii=False)


def reach(page, selector):
    """Press Tab until the focus is there; it is never lost, out of sight or without its ring on the way."""
    for _ in range(420):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        assert not at["lost"] and at["ring"] and at["shown"] and not at["aside"], at
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no key leads to {selector}")


def heard(page, selector, words):
    expect(page.locator(f"{selector}[role=status]")).to_have_text(words, timeout=60_000)


def test_a_calculator_by_keys_alone(new_page, site):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{site}calculators/loan_apr/")
    reach(page, "[data-preset=S-08b]")
    page.keyboard.press("Enter")
    heard(page, ".calc__said", re.compile("^This loan costs 21.86% a year"))
    expect(page.locator("[data-preset=S-08b]")).to_be_focused()
    reach(page, "[name=principal]")
    page.keyboard.type("abc")   # what Tab selects is replaced
    heard(page, ".calc__said", re.compile("“abc” is not a number"))
    field = page.locator("[name=principal]")
    expect(field).to_have_accessible_description(re.compile("“abc” is not a number"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("12000")
    heard(page, ".calc__said", re.compile("^This loan costs 20.16% a year"))
    assert page.locator(".calc__answer [role=status]").count() == 1   # said once

    reach(page, "[data-field=fees] [data-do=add]")
    page.keyboard.press("Enter")
    page.keyboard.type("card")
    page.keyboard.press("Tab")
    page.keyboard.type("99")
    rows = page.locator("[data-table=fees] tbody tr")
    reach(page, "tr:last-child [data-do=up]")
    page.keyboard.press("Enter")
    expect(rows.nth(0).locator("[data-do=up]")).to_be_focused()
    expect(rows.nth(0).locator("[data-column=payee]")).to_have_value("card")
    expect(rows.nth(0).get_by_role("rowheader")).to_have_text("1")
    reach(page, "[data-do=remove]")
    page.keyboard.press("Space")
    expect(rows.nth(0).locator("[data-do=remove]")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("[data-field=fees] [data-do=add]")).to_be_focused()

    reach(page, "[data-do=link]")
    page.keyboard.press("Enter")
    heard(page, ".calc__copied", "Copied.")
    reach(page, ".calc__output summary")
    page.keyboard.press("Enter")
    table = page.locator(".calc__output details[open] .scroll").first
    reach(page, ".calc__output details[open] .scroll")
    field.evaluate("node => { node.value = 9000; node.dispatchEvent(new Event('input', {bubbles: true})); }")
    expect(page.locator(".figures")).to_contain_text("799.64", timeout=60_000)
    expect(table).to_be_focused()


def test_stop_and_retry_leave_the_focus_beside_themselves(page, site):
    page.route("**/worker.js*", lambda route: route.fulfill(
        status=200, content_type="text/javascript", body="postMessage({ready: 1}); addEventListener('message', () => {});"))
    page.goto(f"{site}calculators/loan_apr/")
    page.locator("[name=principal]").fill("20000")
    page.locator("[data-do=stop]:visible").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".calc__state")).to_be_focused()
    heard(page, ".calc__said", re.compile("^Stopped"))
    page.unroute_all()
    page.route("**/worker.js*", lambda route: route.fulfill(
        status=200, content_type="text/javascript", body="throw new Error('gone');"))
    page.reload()
    page.locator("[name=principal]").fill("20000")
    page.locator("[data-do=retry]:visible").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".calc__state")).to_be_focused()


def test_a_file_that_is_not_taken_is_heard(page, site):
    page.goto(f"{site}calculators/loan_apr/")
    page.locator("[data-field=fees] input[type=file]").set_input_files({"name": "fees.csv", "mimeType": "text/csv", "buffer": b" "})
    heard(page, ".calc__said", re.compile("fees.csv"))
    expect(page.get_by_role("region", name="Other charges")).to_have_accessible_description(re.compile("fees.csv"))


def test_checklist_register_and_glossary_by_keys_alone(page, site):
    page.goto(f"{site}risk/manage/")
    page.locator("[data-item]").first.focus()
    page.keyboard.press("Space")
    heard(page, "[data-part=heard]", re.compile("^1 of"))
    reach(page, "[data-do=csv]")
    with page.expect_download():
        page.keyboard.press("Enter")
    heard(page, "[data-part=message]", re.compile("^Saved as"))
    reach(page, "[data-do=clear]")
    for key in ("Enter", "Shift+Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("[data-do=undo]")).to_be_focused()
    heard(page, "[data-part=message]", re.compile("^Cleared"))

    page.goto(f"{site}rules/")
    reach(page, "rule-register [name=words]")
    page.keyboard.type("zzz")
    heard(page, "rule-register ", re.compile("^No entry fits"))
    reach(page, "rule-register form button")
    page.keyboard.press("Enter")
    expect(page.locator("rule-register form button")).to_be_focused()
    heard(page, "rule-register ", re.compile(r"^(\d+) of \1 "))

    page.goto(f"{site}glossary/")
    reach(page, ".terms__filter input")
    page.keyboard.type("nianhualilv")
    heard(page, ".terms__count", re.compile("^1 of"))


def test_n_and_p_turn_pages_but_not_what_is_typed(page, site):
    page.goto(f"{site}risk/identify/")
    page.keyboard.press("n")
    expect(page).to_have_url(f"{site}risk/manage/")
    expect(page.locator("h1")).to_contain_text("Rules and measures")
    page.keyboard.press("p")
    expect(page).to_have_url(f"{site}risk/identify/")
    page.goto(f"{site}calculators/loan_apr/")
    page.locator("[name=principal]").focus()
    page.keyboard.type("n.")
    expect(page.locator("[name=principal]")).to_have_value("n.12000")
    expect(page).to_have_url(re.compile("loan_apr"))


def test_search_language_and_slide_by_keys_alone(page, site):
    page.goto(f"{site}risk/")
    reach(page, "[name=query]")
    page.keyboard.type("apr")
    expect(page.locator(".md-search-result__meta[role=status]")).to_contain_text(re.compile(r"\d+ matching documents"), timeout=60_000)
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.md-search-result__link')")
    page.keyboard.press("Escape")
    reach(page, ".slide-button")   # and no result out of sight takes the focus on the way
    page.keyboard.press("Enter")
    expect(page.locator("slide-show")).to_be_focused()
    page.evaluate("document.exitFullscreen()")
    expect(page.locator(".slide-button")).to_be_focused()
    page.goto(f"{site}risk/")
    reach(page, "language-link a")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_the_drawer_of_a_narrow_window_by_keys_alone(new_page, site):
    page = new_page(viewport={"width": 640, "height": 360}, device_scale_factor=2, reduced_motion="reduce")   # nothing slides
    page.goto(f"{site}risk/identify/")
    opener = page.get_by_role("button", name="Navigation")
    reach(page, "[for=__drawer] > .fold")
    page.keyboard.press("Space")
    expect(opener).to_have_attribute("aria-expanded", "true")
    reach(page, "a[href$='/risk/manage/']")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    reach(page, "a[href$='/risk/manage/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/risk/manage/")
    expect(page.locator("body > [role=status]")).to_contain_text("Rules and measures")
    reach(page, "article h2 .headerlink")   # not through the closed drawer


# As a reader's own style comes, which no policy of a page forbids.
STYLED = """text => {
  const own = new CSSStyleSheet();
  own.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, own];
}"""


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_lost_at_200_percent_with_wide_letters_and_under_fingers(new_page, site, path):
    page = new_page(viewport={"width": 640, "height": 360}, device_scale_factor=2, reduced_motion="reduce")
    page.goto(site + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    page.evaluate(STYLED, "article h1 { animation: fact 1s; transition: top 1s; scroll-behavior: smooth; }")   # as a part to come may
    moving = "() => [...document.querySelectorAll('*')].filter(n => { const s = getComputedStyle(n); return s.animationName !== 'none' ||" \
             " parseFloat(s.transitionDuration) || s.scrollBehavior === 'smooth'; }).length"
    assert page.evaluate(moving) == 0
    jumped = "() => { const page = document.documentElement; page.scrollTo({top: 90, behavior: 'smooth'}); return page.scrollTop; }"
    assert page.evaluate(jumped) == 90   # the theme's script scrolls so
    page.set_viewport_size({"width": 360, "height": 740})
    small = page.locator("article").evaluate("""article => [...article.querySelectorAll("button, input, select, summary, label:has(input)")]
        .filter(n => n.checkVisibility() && !n.closest("label")?.contains(n.closest("input"))).map(n => [n.outerHTML.slice(0, 80), n.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.width < 24 || box.height < 24)).map(([html]) => html)""")
    assert small == []
    page.evaluate(STYLED, "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
                          "p { margin-bottom: 2em !important; }")
    cut = page.evaluate("""() => [...document.querySelectorAll("article *, header *")].filter(n => !n.closest("svg, .hide, .check-unseen, .md-search")
        && /hidden|clip/.test(getComputedStyle(n).overflow) && n.clientWidth > 2 && n.checkVisibility({opacityProperty: true, visibilityProperty: true})
        && !n.matches("input, select, textarea") && (n.scrollHeight > n.clientHeight + 2 || n.scrollWidth > n.clientWidth + 2))
        .map(n => n.outerHTML.slice(0, 90))""")
    assert cut == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_the_readers_own_colours_states_and_drawings_are_told_apart(new_page, site, scheme):
    """Also where the page itself was set to the other scheme before."""
    page = new_page(forced_colors="active", color_scheme=scheme)
    page.goto(f"{site}risk/identify/")
    page.evaluate("scheme => document.querySelector(`.md-option[data-md-color-scheme=${scheme}]:not([data-md-color-media$=scheme\\\\)])`).click()",
                  {"light": "slate", "dark": "default"}[scheme])
    look = "(node, name) => getComputedStyle(node)[name]"
    paper = page.locator("body").evaluate(look, "backgroundColor")
    ink = {"light": "rgb(255, 255, 255)", "dark": "rgb(0, 0, 0)"}
    assert paper == ink[scheme]
    for selector, name in ((".flow__box rect", "stroke"), (".flow__arrow path", "stroke"), (".flow__picture text", "fill"), (".chart text", "fill")):
        assert far(page.locator(selector).first.evaluate(look, name), paper), selector
    page.goto(f"{site}calculators/loan_apr/")
    page.locator("[name=principal]").evaluate("node => node.setAttribute('aria-invalid', 'true')")
    assert page.locator("[name=principal]").evaluate(look, "borderStyle") != page.locator("[name=periods]").evaluate(look, "borderStyle")
    assert page.locator("[aria-pressed=true]").evaluate(look, "outlineStyle") == "double"
    expect(page.locator(".verdict__sign").first).to_be_visible()
    page.goto(f"{site}calculators/cohort_retention/")
    shades = page.locator(".heat tbody .shade").evaluate_all("cells => [...new Set(cells.map(cell => getComputedStyle(cell).backgroundColor))]")
    assert len(shades) > 2


def far(colour: str, other: str) -> bool:
    """Whether two colours of the browser's notation differ by half of the way from black to white."""
    def light(text):
        numbers = [float(n) for n in re.findall(r"[\d.]+", text)][:3]
        return sum(numbers) / 3 / (1 if "srgb" in text else 255)

    return abs(light(colour) - light(other)) > 0.5
