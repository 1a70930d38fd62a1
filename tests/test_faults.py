"""Whatever goes wrong: the last answer stays, a sentence says what happened, a retry works, and the console stays quiet."""

import re

import pytest
from playwright.sync_api import expect

FORM = "calculator-form"
STATE = ".calc__state"


def open_and_type(page, site, principal="20000"):
    page.goto(f"{site}calculators/loan_apr/")
    page.locator("[name=principal]").fill(principal)


def told(page, why):
    """The fault is said, and the answer from before it still stands."""
    expect(page.locator(FORM)).to_have_attribute("data-state", "broken", timeout=45_000)
    expect(page.locator(STATE)).to_contain_text(re.compile(why))
    expect(page.locator(".verdict").first).to_contain_text("16.22%")


def works_again(page):
    page.locator("[data-do=retry]").click()
    expect(page.locator(".figures")).to_contain_text("1,816.67", timeout=60_000)


DAMAGE = {
    "cut": lambda body: body[:len(body) // 2],
    "changed": lambda body: body[:2000] + bytes(byte ^ 255 for byte in body[2000:2400]) + body[2400:],
}


@pytest.mark.parametrize(("file", "damage", "why"), [
    ("pyodide.asm.wasm", "cut", r"pyodide\.asm\.wasm"),
    ("pyodide.asm.mjs", "cut", "Python could not start here"),
    ("pyodide.mjs", "cut", "Python could not start here"),
    ("library.zip", "cut", r"library\.zip: damaged"),
    ("library.zip", "changed", r"library\.zip: damaged"),
    ("pyodide-lock.json", "cut", "JSON"),
    ("loan_apr-0.1.0-cp314-none-any.whl", "cut", "Python could not start here"),
    ("loan_apr-0.1.0-cp314-none-any.whl", "changed", "Python could not start here"),
    ("worker.js", "cut", "Python could not start here"),
])
def test_a_damaged_file_is_told_and_a_retry_works(new_page, site, file, damage, why):
    page = new_page(forgive="integrity")   # the browser's own words about a wheel that it refuses
    page.route(lambda url: url.split("?")[0].endswith(file), lambda route: route.fulfill(
        response=(response := route.fetch()), body=DAMAGE[damage](response.body())))
    open_and_type(page, site)
    told(page, why)
    page.unroute_all()
    works_again(page)


def test_machine_code_of_a_wrong_type_runs_all_the_same(page, site):
    page.route("**/pyodide.asm.wasm", lambda route: route.fulfill(
        response=(response := route.fetch()), headers={**response.headers, "content-type": "text/plain"}))
    open_and_type(page, site)
    expect(page.locator(".figures")).to_contain_text("1,816.67", timeout=60_000)


def test_a_script_of_a_wrong_type_is_told(new_page, site):
    page = new_page(forgive="MIME type")
    page.route("**/pyodide.asm.mjs", lambda route: route.fulfill(
        response=(response := route.fetch()), headers={**response.headers, "content-type": "text/plain"}))
    open_and_type(page, site)
    told(page, "Python could not start here")
    page.unroute_all()
    works_again(page)


def test_a_file_that_takes_ten_seconds_is_waited_for(page, site):
    held = []
    page.route("**/library.zip", lambda route: held.append(route))
    page.clock.install()
    with page.expect_request("**/library.zip"):
        open_and_type(page, site)
    page.clock.fast_forward(10_000)
    expect(page.locator(FORM)).to_have_attribute("data-state", re.compile("running|starting"))
    held[0].continue_()
    expect(page.locator(".figures")).to_contain_text("1,816.67", timeout=60_000)


def python(page):
    return next(worker for worker in page.workers if "calculators=" in worker.url)


def test_a_python_that_falls_silent_while_computing_is_told(page, site):
    open_and_type(page, site)
    expect(page.locator(".figures")).to_contain_text("1,816.67", timeout=60_000)
    page.clock.install()
    python(page).evaluate("close()")
    page.locator("[name=principal]").fill("10000")
    expect(page.locator(FORM)).to_have_attribute("data-state", "running")
    page.clock.fast_forward(31_000)
    expect(page.locator(STATE)).to_contain_text("no answer in time")
    expect(page.locator(".figures")).to_contain_text("1,816.67")
    page.locator("[data-do=retry]").click()
    expect(page.locator(".figures")).to_contain_text("908.33", timeout=60_000)


def test_a_network_that_goes_halfway_is_told_and_its_return_helps(new_page, site):
    page = new_page(forgive="net::ERR_INTERNET_DISCONNECTED")
    page.route("**/library.zip", lambda route: (page.context.set_offline(True), route.abort("internetdisconnected")))
    open_and_type(page, site)
    # Files come side by side: which of them the cut meets first is the network's choice, and any may be named.
    told(page, r"Python could not start here \(.*(library\.zip|pyodide\.).*\)\..*check the connection and try again")
    page.unroute_all()
    page.context.set_offline(False)
    works_again(page)


def test_two_tabs_compute_side_by_side(page, site):
    open_and_type(page, site)
    other = page.context.new_page()
    open_and_type(other, site, "10000")
    expect(page.locator(".figures")).to_contain_text("1,816.67", timeout=60_000)
    expect(other.locator(".figures")).to_contain_text("908.33", timeout=60_000)
    for tab in (page, other):
        tab.locator("[name=principal]").fill("12000")
        expect(tab.locator(".figures")).to_contain_text("1,090.00")


def test_of_two_hundred_changes_in_a_second_the_last_is_answered(page, site):
    open_and_type(page, site)
    expect(page.locator(".figures")).to_contain_text("1,816.67", timeout=60_000)
    page.evaluate("""async () => {
      const field = document.querySelector("[name=principal]");
      for (let n = 1; n <= 200; n++) {
        field.value = String(n === 200 ? 10000 : 20000 + n);
        field.dispatchEvent(new Event("input", { bubbles: true }));
        if (n % 4 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }""")
    expect(page.locator(".figures")).to_contain_text("908.33")
    expect(page.locator(FORM)).to_have_attribute("data-state", "ready")
    expect(page.locator("[name=principal]")).to_have_value("10000")


def test_a_page_left_and_returned_to_goes_on(page, site):
    open_and_type(page, site)
    expect(page.locator(".figures")).to_contain_text("1,816.67", timeout=60_000)
    page.goto("about:blank")
    page.go_back()
    expect(page.locator("[name=principal]")).to_have_value("20000")
    expect(page.locator(".figures")).to_contain_text("1,816.67", timeout=60_000)
    page.locator("[name=principal]").fill("10000")
    expect(page.locator(".figures")).to_contain_text("908.33", timeout=60_000)
