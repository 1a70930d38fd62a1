"""Calculators as a reader meets them, in a real browser, with every file from the built site."""

import re

import pytest
from playwright.sync_api import expect

from calculators import load, names
from scripts import forms, moved
from scripts.languages import LANGUAGES

STATE = "calculator-form[data-state=ready]"
SPACES = re.compile(r"\s+")


def address(site, name, language="", fragment=""):
    return f"{site}{language}calculators/{name}/{fragment}"


def answered(page):
    """Wait until Python in the browser has computed what stands in the form."""
    expect(page.locator(f"{STATE} .calc__state")).to_contain_text(re.compile(r"Computed in your browser|已在浏览器中算出"), timeout=60_000)


def answer(page) -> str:
    """The answer's HTML without its pictures."""
    return page.locator(".calc__output").evaluate(
        "node => { const copy = node.cloneNode(true); for (const p of copy.querySelectorAll('.chart__picture')) p.replaceChildren();"
        "for (const d of copy.querySelectorAll('details')) d.open = false; return copy.innerHTML; }")


def verdict(page):
    return page.locator(".calc__output .verdict").first


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_the_browsers_python_gives_the_pages_own_digits(page, site, name, language):
    page.goto(address(site, name, language.prefix))
    built = answer(page)
    page.locator("[data-do=reset]").click()
    answered(page)
    assert answer(page) == built
    expect(page.locator(".chart__picture svg").first).to_be_visible()


def test_a_change_a_preset_a_link_and_a_reload_keep_the_inputs(page, site):
    page.goto(address(site, "loan_apr"))
    page.locator("[name=monthly_fee]").fill("0.6")
    answered(page)
    expect(page.locator(".figures")).to_contain_text("13.0342%")
    expect(page).to_have_url(address(site, "loan_apr", fragment="#loan_apr:v1:monthly_fee=0.6"))
    page.locator("[data-preset=S-08c]").click()
    expect(verdict(page)).to_contain_text("25.88%")
    page.locator("[data-table=fees] [data-column=amount]").first.fill("80")
    expect(verdict(page)).to_contain_text("30.10%")
    expect(page).to_have_url(re.compile("&fees="))   # once the reader pauses
    page.reload()
    expect(verdict(page)).to_contain_text("30.10%", timeout=60_000)
    expect(page.locator("[data-table=fees] [data-column=amount]").first).to_have_value("80")
    page.locator("language-link a").click()
    expect(page).to_have_url(re.compile(r"/zh/calculators/loan_apr/#loan_apr:v1:preset=S-08c&fees="))
    expect(verdict(page)).to_contain_text("这笔贷款年化成本 30.10%", timeout=60_000)


@pytest.mark.parametrize("fragment", ["", "#core"])
def test_the_other_language_opens_at_the_readers_place(page, site, fragment):
    """Also where the address names a place that the reader has left."""
    page.goto(f"{site}design/functions/{fragment}")
    page.locator("#consent").evaluate("heading => heading.scrollIntoView({block: 'start', behavior: 'instant'})")
    page.locator("language-link a").click()
    page.wait_for_url(f"**/zh/design/functions/{fragment}")
    expect(page.locator("#consent")).to_be_in_viewport()
    page.reload()
    page.goto(f"{site}zh/design/functions/")   # and only once
    expect(page.locator("h1")).to_be_in_viewport()


def test_every_preset_link_opens_its_result(page, site):
    for name in names():
        for key, preset in load(name).PRESETS.items():
            page.goto("about:blank")
            page.goto(address(site, name, fragment=f"#{name}:v1:preset={key}"))
            answered(page)
            first = next(load(name).calculate(preset.inputs).view()).sentence.en
            assert SPACES.sub(" ", verdict(page).inner_text()).strip().endswith(first)


@pytest.mark.parametrize(("fragment", "sentence"), [
    ("#loan_apr:v1:colour=red", "do not belong here"), ("#loan_apr:v9:principal=5", "another version"),
    ("#loan_apr:v1:principal=%E0%A4%A", "do not belong here"), ("#loan_apr:v1:preset=S-99", "do not belong here"),
])
def test_a_link_that_does_not_fit_explains_itself_and_shows_the_defaults(page, site, fragment, sentence):
    page.goto(address(site, "loan_apr", fragment=fragment))
    expect(page.locator(".calc__linknote")).to_contain_text(sentence)
    expect(page.locator("[name=principal]")).to_have_value("12000")
    expect(verdict(page)).to_contain_text("16.22%")


@pytest.mark.parametrize(("field", "text", "sentence"), [
    ("principal", "abc", "“abc” is not a number"), ("principal", "", "Fill this in."),
    ("principal", "1,5", "can be read in two ways"), ("periods", "1.5", "Give a whole number."),
    ("monthly_fee", "21", "Give a value from 0 to 20%."), ("principal", "<b>x", "“<b>x” is not a number"),
])
def test_wrong_input_gets_a_sentence_beside_its_field_and_nothing_is_lost(page, site, field, text, sentence):
    page.goto(address(site, "loan_apr"))
    before = verdict(page).inner_text()
    control = page.locator(f"[name={field}]")
    control.fill(text)
    error = page.locator(f"[data-field={field}] .field__error")
    expect(error).to_contain_text(sentence, timeout=60_000)
    expect(control).to_have_attribute("aria-invalid", "true")
    expect(control).to_have_value(text)
    assert verdict(page).inner_text() == before
    control.fill("10")
    expect(error).to_be_hidden()
    answered(page)


def test_fields_appear_with_the_choices_they_hang_on(page, site):
    page.goto(address(site, "loan_apr"))

    def shown() -> set[str]:
        fields = page.locator("[data-field]").evaluate_all("all => all.filter(f => f.checkVisibility()).map(f => f.dataset.field)")
        return set(fields) & {"principal", "annual_rate", "daily_rate", "monthly_fee", "fees", "flows", "payout", "settled",
                              "b_principal", "b_annual_rate", "b_monthly_fee"}

    def choose(name, value):
        page.locator(f"[name={name}]").select_option(value)

    loan = {"principal", "fees"}
    assert shown() == {*loan, "monthly_fee"}
    choose("method", "equal_instalment")
    assert shown() == {*loan, "annual_rate"}
    choose("quoted", "day")
    assert shown() == {*loan, "daily_rate"}
    choose("timing", "dates")
    choose("end", "early")
    assert shown() == {*loan, "daily_rate", "payout", "settled"}
    choose("compare", "other")
    choose("timing", "list")
    assert shown() == {"flows", "b_principal", "b_annual_rate"}
    expect(page.locator("legend", has_text="Charges besides interest")).to_be_hidden()
    choose("b_method", "flat_fee")
    assert shown() == {"flows", "b_principal", "b_monthly_fee"}
    choose("compare", "alone")
    assert shown() == {"flows"}
    answered(page)
    expect(verdict(page)).to_contain_text("16.27%")


def test_a_blank_row_leaves_the_mark_at_the_row_that_is_wrong(page, site):
    page.goto(address(site, "loan_apr"))
    for _ in range(2):
        page.locator("[data-field=fees] [data-do=add]").click()
    rows = page.locator("[data-table=fees] tbody tr")
    for column, value in (("amount", "10"), ("first", "5"), ("last", "4")):
        rows.nth(1).locator(f"[data-column={column}]").fill(value)
    expect(page.locator("[data-field=fees] .field__error")).to_contain_text("Row 2: the charge must end", timeout=60_000)
    expect(rows.nth(1).locator("[data-column=last]")).to_have_attribute("aria-invalid", "true")


def test_rows_are_added_moved_removed_and_pasted(page, site):
    page.goto(address(site, "loan_apr", "zh/"))
    page.locator("[data-field=fees] [data-do=add]").click()
    page.locator("[data-column=payee]").evaluate(
        """cell => { const data = new DataTransfer(); data.setData("text/plain", "平台\\t100\\t0\\t0\\n担保\\t６０\\t1\\t12\\n");
        cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); }""")
    rows = page.locator("[data-table=fees] tbody tr")
    expect(rows).to_have_count(2)
    answered(page)
    expect(page.locator(".calc__output")).to_contain_text("担保")
    rows.nth(1).locator("[data-do=up]").click()
    expect(rows.nth(0).locator("[data-column=payee]")).to_have_value("担保")
    rows.nth(0).locator("[data-do=down]").click()
    expect(rows.nth(1).locator("[data-column=payee]")).to_have_value("担保")
    rows.nth(1).locator("[data-do=remove]").click()
    expect(rows).to_have_count(1)
    expect(page.locator(".calc__output")).not_to_contain_text("担保")
    page.locator("[data-column=amount]").fill("x")
    expect(page.locator("[data-field=fees] .field__error")).to_contain_text("第 1 行，每次金额：“x”不是数字")
    expect(page.locator("[data-column=amount]")).to_have_attribute("aria-invalid", "true")


def test_link_and_result_are_copied_and_shown_where_copying_is_refused(new_page, site, until):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(address(site, "loan_apr"))
    page.locator("[name=monthly_fee]").fill("0.6")
    answered(page)
    link = address(site, "loan_apr", fragment="#loan_apr:v1:monthly_fee=0.6")
    page.locator("[data-do=link]").click()
    expect(page.locator(".calc__copied")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == link
    page.locator("[data-do=result]").click()
    until(page, "async link => (await navigator.clipboard.readText()) !== link", link)
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert lines[0].startswith("This loan costs 13.03% a year") and lines[-1] == link
    assert "Nominal a year · 13.0342% · monthly rate × 12" in lines
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.locator("[data-do=link]").click()
    expect(page.locator(".calc__copied")).to_contain_text("Copying was refused")
    expect(page.locator(".calc__copied textarea")).to_have_value(link)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_file_is_read_in_the_encodings_and_delimiters_of_spreadsheets(page, site, encoding, delimiter):
    lines = [["收款方与名目", "每次金额", "起始月", "截止月"], ["会员费", "299", "0", "0"]]
    data = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    page.goto(address(site, "loan_apr", "zh/"))
    page.locator("[data-field=fees] input[type=file]").set_input_files({"name": "fees.csv", "mimeType": "text/csv", "buffer": data})
    answered(page)
    expect(page.locator("[data-column=payee]")).to_have_value("会员费")
    expect(page.locator(".calc__output")).to_contain_text("会员费")


def test_a_file_that_is_no_text_is_refused_in_a_sentence(page, site):
    page.goto(address(site, "loan_apr"))
    page.locator("[data-field=fees] input[type=file]").set_input_files(
        {"name": "fees.xlsx", "mimeType": "application/zip", "buffer": b"PK\x03\x04\x00\x00\xff\xfe\x00"})
    expect(page.locator("[data-field=fees] .field__error")).to_have_text("fees.xlsx is not a text file in UTF-8 or GB18030.")


def test_without_javascript_the_page_is_whole(new_page, site):
    page = new_page(java_script_enabled=False)
    for language in LANGUAGES:
        page.goto(address(site, "loan_apr", language.prefix))
        expect(verdict(page)).to_contain_text("16.22%")
        expect(page.locator(".chart__picture svg")).to_be_visible()
        expect(page.locator("[name=principal]")).to_have_value("12000")
        expect(page.locator("[data-do=reset]")).to_be_hidden()
        page.goto(address(site, "risk_register", language.prefix))
        expect(page.locator("noscript p:visible")).to_have_text(forms.WORDS["no_script"][language.code])
        expect(page.locator("calculator-form button:visible")).to_have_count(0)


@pytest.mark.parametrize("missing", ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "library.zip",
                                     "pyodide-lock.json", ".whl", "worker.js"])
def test_a_missing_runtime_file_is_told_and_a_retry_works(new_page, site, missing):
    page = new_page(forgive="Failed to load resource")
    page.route(lambda url: url.split("?")[0].endswith(missing), lambda route: route.fulfill(status=404, body=""))
    page.goto(address(site, "loan_apr"))
    page.locator("[name=principal]").fill("20000")
    form = page.locator("calculator-form")
    expect(form).to_have_attribute("data-state", "broken", timeout=45_000)
    expect(page.locator(".calc__state")).to_contain_text(re.compile(rf"Python could not start here \(.*{re.escape(missing)}"))
    expect(verdict(page)).to_contain_text("16.22%")
    page.unroute_all()
    page.locator("[data-do=retry]").click()
    answered(page)
    expect(page.locator(".figures")).to_contain_text("1,816.67")


def with_worker(page, script):
    """Python is played by a script."""
    page.route("**/worker.js*", lambda route: route.fulfill(status=200, content_type="text/javascript", body=script))


@pytest.mark.parametrize(("script", "why"), [("throw new Error('gone');", "gone"), ("this is no script", "worker.js")])
def test_a_worker_that_dies_is_told_and_a_retry_works(page, site, script, why):
    with_worker(page, script)
    page.goto(address(site, "loan_apr", "zh/"))
    page.locator("[name=principal]").fill("20000")
    expect(page.locator("calculator-form")).to_have_attribute("data-state", "broken", timeout=45_000)
    expect(page.locator(".calc__state")).to_contain_text(re.compile(f"Python 未能启动（.*{why}"))   # not: no answer in time
    expect(verdict(page)).to_contain_text("16.22%")
    page.unroute_all()
    page.locator("[data-do=retry]").click()
    answered(page)
    expect(page.locator(".figures")).to_contain_text("1,816.67")


def test_a_start_that_never_ends_is_told(page, site):
    with_worker(page, "")
    page.clock.install()
    page.goto(address(site, "loan_apr"))
    page.locator("[name=principal]").fill("20000")
    expect(page.locator("calculator-form")).to_have_attribute("data-state", "starting")
    expect(page.locator(".calc__state")).to_contain_text("Starting Python: 0.0 of")   # and not that it computes
    page.clock.fast_forward(29_000)
    expect(page.locator("calculator-form")).to_have_attribute("data-state", "starting")
    page.clock.fast_forward(2_000)
    expect(page.locator(".calc__state")).to_contain_text("Python could not start here (no answer in time)")
    expect(page.locator("[data-do=retry]")).to_be_visible()


def test_a_mistake_of_ours_is_called_so_and_leaves_the_last_answer(page, site):
    with_worker(page, """postMessage({ready: 1});
        addEventListener("message", ({ports: [port]}) => port.postMessage({fault: "ZeroDivisionError", ms: 1}));""")
    page.goto(address(site, "loan_apr"))
    page.locator("[name=principal]").fill("20000")
    expect(page.locator(".calc__state")).to_contain_text("This is our mistake: the calculation failed (ZeroDivisionError).")
    expect(verdict(page)).to_contain_text("16.22%")


def test_a_table_that_was_opened_stays_open(page, site):
    page.goto(address(site, "loan_apr"))
    opened = page.locator(".calc__output details.table", has_text="Month by month")
    opened.locator("summary").click()
    page.locator("[name=monthly_fee]").fill("0.6")
    answered(page)
    expect(opened.locator("table")).to_be_visible()


@pytest.mark.parametrize(("file", "status"), [("vega.min.js", 404), ("vega-lite.min.js", 200), ("vega-interpreter.js", 200)])
def test_a_broken_chart_library_leaves_the_figures_and_says_that_the_picture_is_old(new_page, site, file, status):
    page = new_page(forgive="Failed to load resource")
    page.route(f"**/{file}", lambda route: route.fulfill(status=status, content_type="text/javascript", body="this is cut o"))
    page.goto(address(site, "loan_apr"))
    page.locator("[name=monthly_fee]").fill("0.6")
    answered(page)
    expect(page.locator(".figures")).to_contain_text("13.0342%")
    expect(page.locator(".chart--stale")).to_contain_text("This chart could not be drawn")
    page.unroute_all()
    old = page.locator(".chart__picture").inner_html()
    page.locator("[name=monthly_fee]").fill("0.7")
    page.wait_for_function("old => document.querySelector('.chart__picture').innerHTML !== old", arg=old)
    expect(page.locator(".chart--stale")).to_have_count(0)


def test_two_calculators_of_a_visit_share_one_python(page, site):
    page.goto(address(site, "loan_apr"))
    page.locator("[name=principal]").fill("5000")
    answered(page)
    page.locator("nav.md-nav--primary a[href*=risk_register]").first.evaluate("link => link.click()")
    expect(page.locator("h1")).to_have_text(re.compile("Risk register"))
    page.locator("[name=appetite]").fill("5")
    answered(page)
    assert len(page.workers) == 2, [worker.url for worker in page.workers]  # one for Python, one for the search


def test_a_hundred_thousand_rows_become_a_triangle_and_can_be_stopped(page, site):
    rows = ["user,date"] + [f"u{i % 9000},2026-{1 + (i * 7 + i % 9000) % 9:02}-{1 + i % 28:02}" for i in range(100_000)]
    page.goto(address(site, "cohort_retention"))
    page.locator("select[name=source]").select_option("log")
    answered(page)
    upload = page.locator("[data-field=log] input[type=file]")
    file = {"name": "log.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()}
    page.evaluate("""() => {   // at the first word of progress: a quick machine is done before a hand could press
        const said = document.querySelector(".calc__state"), stop = document.querySelector("[data-do=stop]");
        new MutationObserver((_, observer) => {
          if (!/Computing: .*%/.test(said.textContent) || stop.hidden) return;
          observer.disconnect();
          stop.click();
        }).observe(said, { childList: true });
    }""")
    upload.set_input_files(file)
    expect(page.locator(".calc__state")).to_contain_text("Stopped.", timeout=60_000)
    upload.set_input_files(file)
    answered(page)
    expect(page.locator("[data-field=log] .field__loaded")).to_contain_text("100,001 rows from log.csv")
    expect(page.locator(".calc__output .heat")).to_be_visible()


def test_blocked_storage_does_not_stop_a_calculation(page, site):
    page.add_init_script("""for (const name of ["localStorage", "sessionStorage"])
        Object.defineProperty(window, name, {get() { throw new DOMException("blocked", "SecurityError"); }});""")
    page.goto(address(site, "loan_apr"))
    page.locator("[name=principal]").fill("20000")
    answered(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_scrolls_sideways_on_a_phone(new_page, site, built, scheme):
    page = new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    for file in (file for file in moved.others(built) if file.name == "index.html"):
        page.goto(site + str(file.relative_to(built)).removesuffix("index.html"))
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, file


PASTE = """(cell, text) => { const data = new DataTransfer(); data.setData("text/plain", text);
    cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); }"""


def cells(page, table):
    return page.locator(f"[data-table={table}] tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('[data-column]')].map(cell => cell.value))")


@pytest.mark.parametrize(("text", "row"), [
    ("1,000\r\n2,000\r\n", ["", "1,000", "", ""]),
    ("每次金额\t收款方与名目\t截止月\t\r\n60\t担保\t12\t\r\n", ["担保", "60", "", "12"]),
    ('"2 fees"\t60\t1\t12\r\n', ["", "2 fees", "60", "1"]),
])
def test_pasted_rows_keep_separators_and_follow_their_headings(page, site, text, row):
    page.goto(address(site, "loan_apr"))
    page.locator("[data-field=fees] [data-do=add]").click()
    page.locator("[data-column=amount]").evaluate(PASTE, text + "\n")
    assert cells(page, "fees")[0] == row


@pytest.mark.parametrize(("data", "row"), [
    ("Amount each time,Payee and purpose\r\n100,Guarantor\r\n", ["Guarantor", "100", "", ""]),
    ("收款方与名目,每次金额\r\n担保,60\r\n", ["担保", "60", "", ""]),
    ('payee;amount\r\n"Guarantor;\r\nfor the bank";"1,000"\r\n', ["Guarantor; for the bank", "1,000", "", ""]),
])
def test_a_files_headings_say_which_column_is_which(page, site, data, row):
    page.goto(address(site, "loan_apr"))
    page.locator("[data-field=fees] input[type=file]").set_input_files(
        {"name": "fees.csv", "mimeType": "text/csv", "buffer": data.encode()})
    answered(page)
    assert cells(page, "fees") == [row]


def test_an_empty_file_and_too_many_rows_change_nothing(page, site):
    page.goto(address(site, "risk_register"))
    before = cells(page, "risks")
    upload = page.locator("[data-field=risks] input[type=file]")
    error = page.locator("[data-field=risks] .field__error")
    upload.set_input_files({"name": "empty.csv", "mimeType": "text/csv", "buffer": b"\xef\xbb\xbf"})
    expect(error).to_have_text("empty.csv is empty.")
    upload.set_input_files({"name": "many.csv", "mimeType": "text/csv", "buffer": b"x,1\n" * 1500})
    expect(error).to_contain_text("These are 1,500 rows; at most 60 fit here")
    page.locator("[data-column=name]").first.evaluate(PASTE, "x\t1\r\n" * 61)
    expect(error).to_contain_text("These are 61 rows")
    assert cells(page, "risks") == before


def test_a_long_paste_into_a_text_field_is_taken_at_once(page, site):
    page.goto(address(site, "cohort_retention"))
    page.locator("select[name=source]").select_option("log")
    rows = ["user\tdate"] + [f"u{i % 9}\t2026-{1 + i % 9:02}-01" for i in range(5000)]
    page.locator("textarea").evaluate(PASTE, "\r\n".join(rows))
    expect(page.locator("textarea")).to_have_attribute("readonly", "")
    expect(page.locator("[data-field=log] .field__loaded")).to_contain_text("Too long to edit here")
    answered(page)
    expect(page.locator(".calc__output .heat")).to_be_visible()
    page.evaluate("() => { navigator.clipboard.writeText = async () => {}; }")
    page.locator("[data-do=link]").click()
    expect(page.locator(".calc__copied")).to_have_text("Copied. The table is too long for a link and is not in it.")
    expect(page).to_have_url(address(site, "cohort_retention", fragment="#cohort_retention:v1:source=log"))


def test_the_keyboard_keeps_its_place_when_rows_go(page, site):
    page.goto(address(site, "loan_apr", fragment="#loan_apr:v1:preset=S-08c"))
    answered(page)
    page.locator("[data-field=fees] [data-do=remove]").first.press("Enter")
    expect(page.locator("[data-field=fees] [data-do=remove]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-field=fees] [data-do=add]")).to_be_focused()


def test_reset_and_back_bring_the_pages_own_figures(page, site):
    page.goto(site)
    principal, pressed = page.locator("[name=principal]"), page.locator("[data-preset][aria-pressed=true]")
    principal.fill("20000")
    expect(page).to_have_url(f"{site}#loan_apr:v1:preset=S-08c&principal=20000")
    expect(pressed).to_have_count(0)
    page.locator("[data-do=reset]").click()
    expect(principal).to_have_value("10000")
    expect(pressed).to_have_attribute("data-preset", "S-08c")
    page.goto(address(site, "loan_apr"))
    page.locator("article a[href$='preset=S-08b']").first.click()
    expect(principal).to_have_value("10000")
    page.go_back()
    expect(principal).to_have_value("12000")


def test_a_screen_reader_hears_one_sentence_for_one_change(page, site):
    page.goto(address(site, "loan_apr"))
    page.locator("[data-do=reset]").click()
    answered(page)
    said = page.locator("calculator-form .calc__said")
    expect(said).to_contain_text("16.22%")
    page.evaluate("""() => { window.heard = []; new MutationObserver(() => window.heard.push(1)).observe(
        document.querySelector("calculator-form"), {subtree: true, childList: true, characterData: true});
        window.spoken = []; for (const live of document.querySelectorAll(
            "calculator-form :is([role=status], [role=alert], [aria-live])"))
        new MutationObserver(() => window.spoken.push(live.textContent)).observe(live, {subtree: true, childList: true}); }""")
    page.locator("[name=monthly_fee]").fill("")
    page.locator("[name=monthly_fee]").press_sequentially("0.654321", delay=20)
    expect(said).not_to_contain_text("16.22%")
    assert len(page.evaluate("heard")) > 1
    assert page.evaluate("spoken") == [said.inner_text()]


def test_an_answer_leaves_the_reader_where_he_is_in_it(page, site):
    page.goto(address(site, "loan_apr", fragment="#loan_apr:v1:periods=60"))
    answered(page)
    table = page.locator(".calc__output details.table", has_text="Month by month")
    table.locator("summary").click()
    table.locator(".scroll").evaluate("scroll => { scroll.scrollTop = 60; }")
    page.locator("[name=principal]").fill("20000")
    expect(page.locator(".figures")).to_contain_text("483.33")
    assert table.evaluate("details => details.open")
    assert table.locator(".scroll").evaluate("scroll => scroll.scrollTop") == 60


def test_figures_are_shown_before_the_rest_of_the_answer_is_made(page, site):
    page.goto(address(site, "loan_apr"))
    page.evaluate("""() => {
        const [figures, table] = [".figures", ".calc__output details.table:last-of-type tbody"].map((part) => document.querySelector(part));
        const old = table.textContent;
        window.seen = [];
        new MutationObserver(() => seen.push([figures.textContent.includes("1,816.67"), table.textContent !== old]))
            .observe(document.querySelector(".calc__output"), { subtree: true, childList: true, characterData: true });
    }""")
    page.locator("[name=principal]").fill("20000")
    answered(page)
    first, *_, last = page.evaluate("seen")
    assert (first, last) == ([True, False], [True, True])


def test_an_answer_of_another_shape_keeps_its_pictures_until_they_are_drawn_anew(page, site):
    page.goto(address(site, "launch_simulation"))
    page.locator("[name=seed]").fill("30")
    answered(page)
    before = page.locator(".calc__output .verdict").count()
    page.route("**/vega*", lambda route: None)   # no picture comes
    shown = page.locator(".chart__picture svg").count()
    page.locator("[name=played]").fill("6")   # nothing to look back on yet: other verdicts, other tables
    expect(page.locator(".calc__output .verdict")).not_to_have_count(before)
    assert page.locator(".chart__picture svg").count() == min(shown, page.locator(".chart__picture").count()) > 0


RANDOM_TREES = """async (module) => {
    const { morph } = await import(module);
    let seed = 1;
    const below = (n) => (seed = (seed * 48271) % 2147483647) % n;
    const tree = (depth) => Array.from({ length: below(4) }, () => {
        const inside = depth ? tree(depth - 1) : "";
        return ["x", "y<!---->", `<p class="c${below(3)}">${inside}</p>`, `<b>${inside}</b>`, `<b title="${below(2)}" lang="en">${inside}</b>`][below(5)];
    }).join("|".slice(below(2)));
    const made = (html) => Object.assign(document.createElement("div"), { innerHTML: html });
    const wrong = [];
    for (let i = 0; i < 500; i += 1) {
        const [one, other] = [tree(3), tree(3)], old = made(one), first = old.firstChild;
        morph(old, made(other), () => false);
        const [is, should] = [old.innerHTML, made(other).innerHTML];
        const same = !first || !old.firstChild || first.nodeName !== old.firstChild.nodeName || first === old.firstChild;
        if (is !== should || !same) wrong.push([one, other, is]);
    }
    return wrong;
}"""


def test_whatever_stood_there_becomes_the_new_answer_node_by_node(page, site):
    page.goto(address(site, "loan_apr"))
    assert page.evaluate(RANDOM_TREES, f"{site}assets/javascripts/morph.js") == []


def test_the_address_follows_when_the_reader_pauses(page, site):
    page.goto(address(site, "loan_apr"))
    page.locator("[name=principal]").fill("20000")
    answered(page)
    page.evaluate("""() => {
        window.written = [];
        const write = history.replaceState.bind(history);
        history.replaceState = (...values) => { if (String(values[2]).includes("#loan_apr")) written.push(values[2]); write(...values); };
        const field = document.querySelector("[name=principal]");
        for (const value of ["3", "30", "300", "3000"]) { field.value = value; field.dispatchEvent(new Event("input", { bubbles: true })); }
    }""")
    expect(page).to_have_url(address(site, "loan_apr", fragment="#loan_apr:v1:principal=3000"))
    assert page.evaluate("written") == ["#loan_apr:v1:principal=3000"]


def test_an_address_that_the_browser_refuses_to_change_does_not_stop_the_calculation(new_page, site):
    page = new_page(forgive="too often")  # the theme writes the address too
    page.add_init_script("history.replaceState = () => { throw new DOMException('too often', 'SecurityError'); };")
    page.goto(address(site, "loan_apr"))
    page.locator("[name=monthly_fee]").fill("0.6")
    answered(page)
    expect(page.locator(".figures")).to_contain_text("13.0342%")


def test_a_finger_that_scrolls_past_does_not_load_python(new_page, site):
    page = new_page(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page.goto(address(site, "loan_apr"))
    state = page.locator(".calc__state")
    words = state.inner_text()
    page.locator("[data-field=monthly_fee] .field__label").scroll_into_view_if_needed()
    here = page.evaluate("scrollY")
    finger = page.context.new_cdp_session(page)
    for kind, y in (("touchStart", 500), ("touchMove", 400), ("touchMove", 250), ("touchEnd", None)):
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": 180, "y": y}] if y else []})
    page.wait_for_function("here => scrollY > here + 100", arg=here)
    assert state.inner_text() == words
    page.locator("[name=monthly_fee]").tap()
    expect(state).not_to_have_text(words)


def test_nothing_jumps_when_the_page_and_python_arrive(new_page, site):
    page = new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script("""window.jumps = []; new PerformanceObserver(list => { for (const entry of list.getEntries())
        jumps.push(entry.value); }).observe({type: "layout-shift", buffered: true});""")
    page.goto(address(site, "loan_apr"))
    page.locator("[name=monthly_fee]").hover()
    expect(page.locator(".calc__state")).to_contain_text("Python is ready", timeout=60_000)
    assert sum(page.evaluate("jumps")) < 0.005


def test_extreme_figures_stay_inside_a_phone(new_page, site):
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(address(site, "risk_register"))
    row = f"{'x' * 80}\t5\t5\t0\t10000\t1,000,000,000\t1,000,000,000,000\n"   # one word, and all in one place of the map
    page.locator("[data-column=name]").first.evaluate(PASTE, row * 60)
    answered(page)
    expect(page.locator(".figures")).to_contain_text(re.compile(r"172,026,73\d,\d{3},\d{3},\d{3}"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for part in (".verdict", ".figures dd", ".chart__summary", ".heat--risk td", ".scroll:has(> .heat--risk)"):
        inside = page.locator(f".calc__output {part}").evaluate_all("parts => parts.map(p => p.scrollWidth <= p.clientWidth + 1)")
        assert inside and all(inside), part


def test_no_word_runs_over_the_edge_of_a_picture_and_no_digit_over_its_cell(new_page, site):
    page = new_page(viewport={"width": 360, "height": 740})
    for name in names():
        page.goto(address(site, name))
        over = page.locator(".chart__picture").evaluate_all("""pictures => pictures.flatMap(picture => {
            const frame = picture.getBoundingClientRect();
            return [...picture.querySelectorAll("text")].filter(text => { const box = text.getBoundingClientRect();
                return box.left < frame.left - 1 || box.right > frame.right + 1; }).map(text => text.textContent); })""")
        cut = page.locator(".cells .is-number").evaluate_all(
            "cells => cells.filter(c => c.checkVisibility() && c.scrollWidth > c.clientWidth + 1).map(c => c.value)")
        assert over == cut == [], name


def test_links_have_the_accent_of_the_dark_scheme(new_page, site):
    page = new_page(color_scheme="dark")
    page.goto(site)
    assert page.locator("article p a").first.evaluate("a => getComputedStyle(a).color") == "rgb(92, 194, 189)"


@pytest.mark.parametrize("name", names())
def test_a_printed_calculator_hides_nothing_behind_anything(new_page, site, name):
    page = new_page(viewport={"width": 680, "height": 980})  # A4 without its margins, as the browser lays it out
    page.goto(address(site, name, fragment=f"#{name}:v1:preset={list(load(name).PRESETS)[-1]}"))
    answered(page)
    page.emulate_media(media="print")
    for part in (".calc__inputs", ".calc__answer"):
        box = page.locator(part).bounding_box()
        inside = page.locator(f"{part} :is(table, input, .verdict, .figures)").evaluate_all(
            "parts => parts.filter(p => p.checkVisibility()).map(p => p.getBoundingClientRect().right)")
        assert max(inside) <= box["x"] + box["width"] + 1, part
    cut = page.locator(".cells input").evaluate_all(
        "cells => cells.filter(c => c.checkVisibility() && c.scrollWidth > c.clientWidth + 1).map(c => c.value)")
    assert cut == []   # half a number is another number
    inputs, answer_ = (page.locator(part).bounding_box() for part in (".calc__inputs", ".calc__answer"))
    assert inputs["x"] + inputs["width"] <= answer_["x"] or inputs["y"] + inputs["height"] <= answer_["y"]


def test_the_print_button_prints_the_calculator_alone_with_day_and_address(page, site):
    page.goto(address(site, "loan_apr", fragment="#loan_apr:v1:preset=S-08c"))
    answered(page)
    page.emulate_media(media="print")
    page.evaluate("""() => { window.print = () => {
        dispatchEvent(new Event("beforeprint"));
        window.shown = [...document.querySelectorAll("article > *")].filter(e => e.checkVisibility()).map(e => e.localName);
        window.foot = document.querySelector(".calc__printed").textContent; }; }""")
    page.locator("[data-do=print]").evaluate("button => button.click()")   # it is not on the paper
    assert page.evaluate("shown") == ["h1", "calculator-form", "h2", "p", *["div"] * 3, "p"]   # and the first lines of its formula
    assert page.evaluate("foot") == page.evaluate("new Intl.DateTimeFormat('sv').format()") + f" · {page.url}"
    assert page.locator("article > *").evaluate_all("all => all.filter(e => e.checkVisibility()).length") > 3   # the page again


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", names())
def test_what_has_the_focus_is_not_behind_the_headline(new_page, site, name, width):
    page = new_page(viewport={"width": width, "height": 740})
    page.goto(address(site, name))
    page.locator("calculator-form button").first.focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        hidden = page.evaluate("""() => {
            const focused = document.activeElement;
            if (!focused.closest("calculator-form") || focused.closest(".scroll") === focused) return null;
            const box = focused.getBoundingClientRect();
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return top?.closest(".verdict") ? focused.outerHTML : null;
        }""")
        assert hidden is None


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize(("width", "shown"), [(1280, "flow__wide"), (768, "flow__wide"), (360, "flow__narrow")])
def test_a_flow_goes_across_where_that_can_be_read_and_down_elsewhere(new_page, site, language, width, shown):
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(f"{site}{language.prefix}risk/identify/")
    figures = page.locator("figure.flow")
    expect(figures).to_have_count(2)
    for figure in figures.all():
        picture = figure.locator("svg:visible")
        expect(picture).to_have_class(shown)
        drawn, place = picture.bounding_box(), figure.bounding_box()
        assert place["x"] <= drawn["x"] and drawn["x"] + drawn["width"] <= place["x"] + place["width"] <= width
        scale = drawn["width"] / float(picture.get_attribute("viewBox").split()[2])
        assert 13 * scale >= 11   # pixels: the size of the words


def test_the_words_of_a_flow_stay_in_their_boxes(new_page, site):
    page = new_page(viewport={"width": 1280, "height": 800})
    for language in LANGUAGES:
        page.goto(f"{site}{language.prefix}risk/identify/")
        over = page.locator(".flow__box").evaluate_all("""boxes => boxes.filter(box => {
            const shape = box.firstElementChild.getBBox();
            return [...box.querySelectorAll('text')].some(text => {
                const words = text.getBBox();
                return words.x < shape.x || words.x + words.width > shape.x + shape.width;
            });
        }).map(box => box.textContent)""")
        assert over == []
