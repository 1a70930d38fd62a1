"""What is dragged onto a page: text is taken as pasted text is, a file as a loaded one, and nothing makes the browser leave."""

import pytest
from playwright.sync_api import expect


def drop(page, selector, *, text="", files=()):
    """As a hand does it, through the browser and not by an event of ours."""
    page.locator(selector).first.scroll_into_view_if_needed()
    box = page.locator(selector).first.bounding_box()
    data = {"items": [{"mimeType": "text/plain", "data": text}] if text else [], "files": [str(file) for file in files], "dragOperationsMask": 1}
    hand = page.context.new_cdp_session(page)
    for step in ("dragEnter", "dragOver", "drop"):
        hand.send("Input.dispatchDragEvent", {"type": step, "x": box["x"] + min(box["width"] / 2, 40), "y": box["y"] + box["height"] / 2,
                                              "data": data})


# Whether the page has the drop for itself: without that a browser with a window opens the file in the page's place.
STAYS = "addEventListener('dragover', (event) => { window.stays = event.defaultPrevented; })"


def cells(page, table):
    return page.locator(f"[data-table={table}] tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('[data-column]')].map(cell => cell.value))")


@pytest.fixture
def fees(page, site):
    """A calculator with a row in its table."""
    page.goto(f"{site}calculators/loan_apr/#loan_apr:v1:preset=S-08c")
    expect(page.locator("[data-table=fees] [data-column=payee]")).to_have_count(2)
    page.evaluate(STAYS)
    return page


def test_rows_dropped_on_a_cell_fill_the_table(fees):
    drop(fees, "[data-table=fees] [data-column=payee]", text="Guarantor\t60\t1\t12\r\n\r\nInsurer\t5\t1\t12\r\n")
    assert cells(fees, "fees") == [["Guarantor", "60", "1", "12"], ["Insurer", "5", "1", "12"]]
    expect(fees.locator(".calc__output")).to_contain_text("Insurer", timeout=60_000)


def test_a_single_value_dropped_on_a_field_stands_there(fees):
    fees.locator("[name=principal]").fill("")
    drop(fees, "[name=principal]", text="20000")
    expect(fees.locator("[name=principal]")).to_have_value("20000")


@pytest.mark.parametrize("selector", ["[data-table=fees] [data-column=payee]", "[name=principal]"])
def test_too_much_that_is_dropped_is_refused_with_the_limit(fees, selector):
    before = fees.locator(selector).first.input_value()
    drop(fees, selector, text="9" * (2**20 + 1))
    expect(fees.locator(".field__error:visible")).to_contain_text("larger than 1 MB, the limit here, so nothing was changed.")
    expect(fees.locator(selector).first).to_have_value(before)


def test_a_long_text_dropped_on_a_text_field_is_kept_aside(page, site):
    page.goto(f"{site}calculators/cohort_retention/")
    page.locator("select[name=source]").select_option("log")
    drop(page, "textarea", text="\n" * 1_000_001)
    expect(page.locator("[data-field=log] .field__error")).to_contain_text("blank ones included; the limit is 1,000,000.")
    drop(page, "textarea", text="\r\n".join(["user\tdate"] + [f"u{i % 9}\t2026-{1 + i % 9:02}-01" for i in range(3000)]))
    expect(page.locator("textarea")).to_have_attribute("readonly", "")
    expect(page.locator("[data-field=log] .field__loaded")).to_contain_text("Too long to edit here")


@pytest.mark.parametrize("selector", ["h1", "[name=principal]", ".calc__output"])
def test_a_file_dropped_beside_its_field_leaves_everything_as_it_is(fees, tmp_path, selector):
    file = tmp_path / "elsewhere.html"
    file.write_text("<title>Elsewhere</title>", encoding="utf-8")
    fees.locator("[name=principal]").fill("12345")
    drop(fees, selector, files=[file])
    assert fees.evaluate("window.stays")
    expect(fees.locator("[name=principal]")).to_have_value("12345")


def test_a_file_dropped_on_a_table_is_loaded(fees, tmp_path):
    file = tmp_path / "fees.csv"
    file.write_text("payee,amount\nGuarantor,60\n", encoding="utf-8")
    drop(fees, "[data-table=fees] [data-column=amount]", files=[file])
    expect(fees.locator("[data-table=fees] [data-column=payee]")).to_have_count(1)
    expect(fees.locator("[data-table=fees] [data-column=payee]")).to_have_value("Guarantor")
    file.write_bytes(b"PK\x03\x04\x00\x00\xff\xfe\x00")
    drop(fees, "[data-table=fees] [data-column=amount]", files=[file])
    expect(fees.locator("[data-field=fees] .field__error")).to_have_text("fees.csv is not a text file in UTF-8 or GB18030.")


def test_a_file_dropped_on_a_page_without_a_form_does_not_replace_it(page, site, tmp_path):
    file = tmp_path / "elsewhere.html"
    file.write_text("<title>Elsewhere</title>", encoding="utf-8")
    page.goto(f"{site}checklists/")
    page.evaluate(STAYS)
    drop(page, "h1", files=[file])
    assert page.evaluate("window.stays")
    expect(page).to_have_url(f"{site}checklists/")
