"""The handbook's pages as a reader or a trainer meets them, in a real browser."""

import pytest
from playwright.sync_api import expect

from scripts.languages import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_chapter_shows_its_five_lines_to_a_room(page, site, language):
    page.goto(f"{site}{language.prefix}risk/")
    slide = page.locator("slide-show")
    slide.get_by_role("button").click()
    page.wait_for_function("document.fullscreenElement?.localName === 'slide-show'")
    expect(slide.get_by_role("listitem")).to_have_count(5)
    assert slide.evaluate("node => node.scrollHeight <= node.clientHeight"), "the slide does not fit on the screen"
    page.evaluate("document.exitFullscreen()")
    expect(slide.get_by_role("button")).to_be_visible()


def test_without_a_script_the_slide_is_a_box_without_a_button(new_page, site):
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}risk/")
    expect(page.locator("slide-show li")).to_have_count(5)
    expect(page.locator("slide-show button")).to_be_hidden()


def test_on_a_phone_a_column_of_a_wide_table_is_read_beside_the_first(new_page, site):
    page = new_page(viewport={"width": 360, "height": 780})
    page.goto(f"{site}casebook/")
    table = page.locator("table.casebook")
    widths = table.locator("thead th").evaluate_all("cells => cells.map(c => c.getBoundingClientRect().width)")
    seen = table.evaluate("table => table.parentElement.clientWidth")
    assert all(widths[0] + width <= seen for width in widths[1:])


def test_a_chinese_heading_parts_between_clauses(new_page, site):
    page = new_page(viewport={"width": 360, "height": 780})
    page.goto(f"{site}zh/cases/practice/")
    tops = page.locator("h1 .clause").evaluate_all("clauses => clauses.map(c => [c.textContent, Math.round(c.getBoundingClientRect().top)])")
    assert [words for words, _ in tops] == ["实战演练：", "智能理财助手"]
    assert tops[0][1] < tops[1][1]
    page.goto(f"{site}zh/risk/identify/")   # where some would part within a clause
    pieces = page.locator("h2 .clause, h3 .clause").evaluate_all("clauses => clauses.map(c => c.getClientRects().length)")
    assert set(pieces) == {1} and len(pieces) > 9


def test_on_paper_there_are_no_buttons_and_no_list_of_pages(page, site):
    page.goto(f"{site}risk/")
    page.emulate_media(media="print")
    expect(page.locator("slide-show button")).to_be_hidden()
    page.goto(f"{site}risk/identify/")
    expect(page.get_by_role("navigation", name="Linked from")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Rules and cases on this page")).to_be_visible()
