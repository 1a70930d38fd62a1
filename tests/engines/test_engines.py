"""What tests/test_browser.py and its kin show in Chromium, in the two other engines: the same site, the same digits."""

import pytest

from calculators import names
from scripts.languages import LANGUAGES

STATE = "() => document.querySelector('calculator-form').dataset.state"
SAYS = "(selector, words) => [...document.querySelectorAll(selector)].some(e => e.checkVisibility() && e.textContent.includes(words))"
VALUE = "selector => document.querySelector(selector).value"
# The answer's HTML without its pictures.
ANSWER = """() => {
    const copy = document.querySelector(".calc__output").cloneNode(true);
    for (const picture of copy.querySelectorAll(".chart__picture")) picture.replaceChildren();
    for (const details of copy.querySelectorAll("details")) details.open = false;
    return copy.innerHTML;
}"""
MARK = "() => { for (const svg of document.querySelectorAll('.chart__picture svg')) svg.dataset.old = ''; }"
REDRAWN = """() => {
    const pictures = [...document.querySelectorAll(".calc__output .chart__picture svg")];
    return pictures.length > 0 && pictures.every(svg => !("old" in svg.dataset) && svg.getBoundingClientRect().width > 100);
}"""
# A link within the site, which the theme follows without leaving the document, so that Python stays.
FOLLOW = """address => {
    const link = Object.assign(document.createElement("a"), { href: address });
    document.querySelector("article").append(link);
    link.click();
}"""
ARRIVED = """(address, name) => location.href === address
    && document.querySelector("calculator-form")?.getAttribute("name") === name"""
CELLS = """table => [...document.querySelectorAll(`[data-table=${table}] tbody tr`)].map(
    row => [...row.querySelectorAll("[data-column]")].map(cell => cell.value))"""
CHOOSE = """(name, value) => {
    const field = document.querySelector(`[name=${name}]`);
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
}"""
# Stop is pressed at the first word of progress: a quick machine is done before a hand could.
STOP = """() => {
    const said = document.querySelector(".calc__state"), stop = document.querySelector("[data-do=stop]");
    new MutationObserver((_, observer) => {
        if (!said.textContent.includes("%") || stop.hidden) return;
        observer.disconnect();
        stop.click();
    }).observe(said, { childList: true });
}"""
# What each Python of this document was begun for; one that makes a snapshot answers nothing.
STARTS = """() => recorded.made.filter(address => address.includes("calculators="))
    .map(address => new URLSearchParams(address.split("?")[1]).get("snapshot")).filter(purpose => purpose !== "make")"""
FORGET_PYTHON = """async () => {
    localStorage.clear();
    for (const name of await caches.keys()) await caches.delete(name);
}"""
# Its size and its hash are right.
ANOTHER_PYODIDES = """async () => {
    const [name] = await caches.keys(), cache = await caches.open(name), [{ url }] = await cache.keys();
    const old = await cache.match(url), facts = JSON.parse(old.headers.get("X-Snapshot"));
    const bytes = new Uint8Array(await old.arrayBuffer()).fill(7, 16, 48);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    facts.sha256 = [...digest].map(byte => byte.toString(16).padStart(2, "0")).join("");
    await cache.put(url, new Response(bytes, { headers: { "X-Snapshot": JSON.stringify(facts) } }));
}"""
PRINCIPAL, FIGURES, VERDICT, TELLS = "[name=principal]", ".figures", ".calc__output .verdict", ".calc__state"
DONE = {"en": "Computed in your browser", "zh": "已在浏览器中算出"}
FEES = "[data-field=fees]"


def ask(page, principal, total):
    """Type a sum; Python's own answer to it comes."""
    page.fill(PRINCIPAL, principal)
    page.until(SAYS, FIGURES, total)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_calculator_gives_the_pages_own_digits(page, recorded, language):
    page.open(f"{recorded}{language.prefix}calculators/")
    wrong = []
    for name in names():
        address = f"{recorded}{language.prefix}calculators/{name}/"
        page.run(FOLLOW, address)
        page.until(ARRIVED, address, name)
        built = page.run(ANSWER)
        page.run(MARK)
        page.press("[data-do=reset]")
        page.until(SAYS, TELLS, DONE[language.code])
        if page.run(ANSWER) != built:
            wrong.append(name)
        page.until(REDRAWN)
    assert wrong == []
    assert page.run(STARTS) == [None]   # one for all


def test_a_change_a_preset_a_table_a_link_and_a_reload_keep_the_inputs(page, recorded):
    page.open(f"{recorded}calculators/loan_apr/")
    page.fill("[name=monthly_fee]", "0.6")
    page.until(SAYS, FIGURES, "13.0342%")
    page.until("() => location.hash === '#loan_apr:v1:monthly_fee=0.6'")
    page.press("[data-preset=S-08c]")
    page.until(SAYS, VERDICT, "25.88%")
    page.fill("[data-table=fees] [data-column=amount]", "80")
    page.until(SAYS, VERDICT, "30.10%")
    page.until("() => location.hash.includes('&fees=')")
    page.reload()
    page.until(SAYS, VERDICT, "30.10%")
    assert page.run(VALUE, "[data-table=fees] [data-column=amount]") == "80"
    page.press("language-link a")
    page.until(SAYS, VERDICT, "这笔贷款年化成本 30.10%")


def test_wrong_input_gets_a_sentence_beside_its_field_and_nothing_is_lost(page, recorded):
    page.open(f"{recorded}calculators/loan_apr/")
    for text, sentence in (("abc", "“abc” is not a number"), ("", "Fill this in."), ("1,5", "can be read in two ways")):
        page.fill(PRINCIPAL, text)
        page.until(SAYS, "[data-field=principal] .field__error", sentence)
        assert page.run("selector => document.querySelector(selector).getAttribute('aria-invalid')", PRINCIPAL) == "true"
        assert page.run(VALUE, PRINCIPAL) == text and page.run(SAYS, VERDICT, "16.22%")
    ask(page, "20000", "1,816.67")
    assert not page.run(SAYS, "[data-field=principal] .field__error", "")


def test_rows_are_pasted_and_a_csv_file_is_read(page, recorded, tmp_path):
    page.open(f"{recorded}zh/calculators/loan_apr/")
    page.press(f"{FEES} [data-do=add]")
    page.paste("[data-column=payee]", "平台\t100\t0\t0\n担保\t６０\t1\t12\n")
    page.until(SAYS, ".calc__output", "担保")
    assert page.run(CELLS, "fees") == [["平台", "100", "0", "0"], ["担保", "６０", "1", "12"]]
    file = tmp_path / "fees.csv"
    file.write_text("收款方与名目;每次金额;起始月;截止月\r\n会员费;299;0;0\r\n", encoding="gb18030", newline="")
    page.keys(f"{FEES} input[type=file]", str(file))
    page.until(SAYS, ".calc__output", "会员费")
    assert page.run(CELLS, "fees") == [["会员费", "299", "0", "0"]]


def test_a_long_calculation_is_stopped_and_asked_again(page, recorded, tmp_path):
    rows = ["user,date"] + [f"u{i % 9000},2026-{1 + (i * 7 + i % 9000) % 9:02}-{1 + i % 28:02}" for i in range(100_000)]
    file = tmp_path / "log.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    page.open(f"{recorded}calculators/cohort_retention/")
    page.run(CHOOSE, "source", "log")
    page.until(SAYS, TELLS, DONE["en"])
    page.run(STOP)
    page.keys("[data-field=log] input[type=file]", str(file))
    page.until(SAYS, TELLS, "Stopped.")
    page.press("[data-do=reset]")
    page.until(SAYS, TELLS, DONE["en"])


def test_a_missing_file_is_told_and_a_retry_works(page, recorded):
    page.open(f"{recorded}calculators/loan_apr/")
    page.run(FORGET_PYTHON)
    page.run("file => { recorded.spoil = address => address.replace(file, `no-${file}`); }", "worker.js")
    page.fill(PRINCIPAL, "20000")
    page.until(SAYS, TELLS, "Python could not start here")
    page.run("file => { recorded.spoil = address => address.replace(file, `no-${file}`); }", "library.zip")
    page.press("[data-do=retry]")
    page.until(SAYS, TELLS, "no-library.zip: 404")
    assert page.run(SAYS, VERDICT, "16.22%")
    page.run("() => { recorded.spoil = address => address; }")
    page.press("[data-do=retry]")
    page.until(SAYS, FIGURES, "1,816.67")


def test_a_snapshot_is_made_used_by_the_next_visit_and_after_stop_and_given_up_when_it_does_not_fit(page, recorded):
    page.run(FORGET_PYTHON)
    page.open(f"{recorded}calculators/loan_apr/")
    ask(page, "20000", "1,816.67")
    page.until("() => document.querySelector('calculator-form').hasAttribute('data-kept')")
    page.run("() => localStorage.clear()")   # a device that has computed before begins before it is asked
    page.open(f"{recorded}calculators/loan_apr/")
    ask(page, "10000", "908.33")
    page.run("() => document.querySelector('[data-do=stop]').click()")
    assert page.run(STATE) == "idle"
    ask(page, "20000", "1,816.67")
    assert page.run(STARTS) == [None, None]
    assert page.run("() => recorded.told.filter(told => told === 'restoring').length") == 2
    page.run(ANOTHER_PYODIDES)
    page.run("() => document.querySelector('[data-do=stop]').click()")
    ask(page, "10000", "908.33")
    assert page.run(STARTS) == [None, None, None, "bar"]
    page.run(FORGET_PYTHON)


@pytest.mark.parametrize(("prefix", "query", "ending"), [
    ("", "risk register", "/calculators/risk_register/"), ("zh/", "綜合融資成本", "/zh/calculators/loan_apr/")])
def test_the_search_finds_a_page(page, recorded, prefix, query, ending):
    page.open(f"{recorded}{prefix}risk/")
    page.press(".md-search__input")
    page.keys(".md-search__input", query)
    page.until("""ending => [...document.querySelectorAll(".md-search-result__item:first-child a")].some(
        link => new URL(link.href).pathname.endsWith(ending) && link.checkVisibility())""", ending)


def test_a_tick_survives_a_reload_and_the_other_language(page, recorded):
    item, ticked = "c-5-2-appetite", "item => document.querySelector(`input[data-item=${item}]`)?.checked"
    page.open(f"{recorded}risk/manage/")
    page.until("() => document.querySelector('[data-part=tools]')")
    page.press(f"#{item} label")
    assert page.run(ticked, item)
    page.reload()
    page.until(ticked, item)
    page.open(f"{recorded}zh/risk/manage/")
    page.until(ticked, item)
