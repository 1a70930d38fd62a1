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


STRAIGHT = r"Python could not start here \((?!no answer in time)"   # not only when patience ends


DAMAGE = {
    "cut": lambda body: body[:len(body) // 2],
    "changed": lambda body: body[:2000] + bytes(byte ^ 255 for byte in body[2000:2400]) + body[2400:],
}


@pytest.mark.parametrize(("file", "damage", "why"), [
    ("pyodide.asm.wasm", "cut", r"pyodide\.asm\.wasm"),
    ("pyodide.asm.wasm", "changed", r"pyodide\.asm\.wasm"),
    ("pyodide.asm.mjs", "cut", STRAIGHT),
    ("pyodide.asm.mjs", "changed", STRAIGHT),
    ("pyodide.mjs", "cut", STRAIGHT),
    ("library.zip", "cut", r"library\.zip: damaged"),
    ("library.zip", "changed", r"library\.zip: damaged"),
    ("pyodide-lock.json", "cut", "JSON"),
    ("loan_apr-0.1.0-cp314-none-any.whl", "cut", STRAIGHT),
    ("loan_apr-0.1.0-cp314-none-any.whl", "changed", STRAIGHT),
    ("worker.js", "cut", STRAIGHT),
    ("snapshot.js", "cut", STRAIGHT),
])
def test_a_damaged_file_is_told_and_a_retry_works(new_page, site, file, damage, why):
    page = new_page(forgive="integrity")   # the browser's own words about a wheel that it refuses
    page.route(lambda url: url.split("?")[0].endswith(file), lambda route: route.fulfill(
        response=(response := route.fetch()), body=DAMAGE[damage](response.body())))
    open_and_type(page, site)
    told(page, why)
    page.unroute_all()
    works_again(page)


def test_what_is_no_script_runs_all_the_same_when_it_is_of_a_wrong_type(page, site):
    page.route(re.compile(r"/assets/.*\.(wasm|zip|json|whl)$"), lambda route: route.fulfill(
        response=(response := route.fetch()), headers={**response.headers, "content-type": "text/plain"}))
    open_and_type(page, site)
    expect(page.locator(".figures")).to_contain_text("1,816.67", timeout=60_000)


@pytest.mark.parametrize("file", ["worker.js", "snapshot.js", "pyodide.mjs", "pyodide.asm.mjs"])
def test_a_script_of_a_wrong_type_is_told(new_page, site, file):
    page = new_page(forgive="MIME type")
    page.route(lambda url: url.split("?")[0].endswith(file), lambda route: route.fulfill(
        response=(response := route.fetch()), headers={**response.headers, "content-type": "text/plain"}))
    open_and_type(page, site)
    told(page, STRAIGHT)
    page.unroute_all()
    works_again(page)


@pytest.mark.parametrize("file", ["worker.js", "pyodide.asm.mjs", "library.zip", ".whl"])
def test_a_file_that_takes_ten_seconds_is_waited_for(page, site, file):
    held = []
    slow = re.compile(rf"{re.escape(file)}(\?|$)")
    page.route(slow, lambda route: held.append(route))
    page.clock.install()
    with page.expect_request(slow):
        open_and_type(page, site)
    page.clock.fast_forward(10_000)
    expect(page.locator(FORM)).to_have_attribute("data-state", re.compile("running|starting"))
    for route in held:
        route.continue_()
    page.unroute(slow)
    expect(page.locator(".figures")).to_contain_text("1,816.67", timeout=60_000)


def test_what_has_come_is_counted_while_another_file_is_still_missing(page, site):
    page.route("**/pyodide.mjs", lambda route: None)
    open_and_type(page, site)
    expect(page.locator(STATE)).to_contain_text(re.compile(r"1[0-9]\.\d of 1[0-9]\.\d MB"), timeout=20_000)


def python(page):
    return next(worker for worker in page.workers if "calculators=" in worker.url)


def test_a_python_that_falls_silent_while_computing_is_told(page, site):
    open_and_type(page, site)
    expect(page.locator(".figures")).to_contain_text("1,816.67", timeout=60_000)
    page.clock.install()
    python(page).evaluate("close()")
    page.locator("[name=principal]").fill("10000")
    expect(page.locator(FORM)).to_have_attribute("data-state", "running")
    expect(page.locator(STATE)).to_contain_text("Computed in your browser")   # most answers come before another word could be read
    page.clock.fast_forward(300)
    expect(page.locator(STATE)).to_have_text("Computing.")
    expect(page.locator(FORM)).to_have_attribute("data-slow", "")
    page.clock.fast_forward(31_000)
    expect(page.locator(STATE)).to_contain_text("no answer in time")
    expect(page.locator(FORM)).not_to_have_attribute("data-slow", "")
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


ANSWERS_WHEN_TOLD = """postMessage({ ready: 1, names: [], barred: true });
addEventListener("message", ({ ports: [port] }) => {
  new BroadcastChannel("test").onmessage = () => port.postMessage({ errors: { principal: "answered" }, ms: 1 });
});"""


def test_a_page_that_has_slept_while_computing_waits_on(page, site):
    """As one does that was left for minutes and comes back as it was, or a machine whose lid was closed."""
    page.route("**/worker.js*", lambda route: route.fulfill(status=200, content_type="text/javascript", body=ANSWERS_WHEN_TOLD))
    page.clock.install()
    open_and_type(page, site)
    expect(page.locator(FORM)).to_have_attribute("data-state", "running")
    page.clock.fast_forward(10 * 60_000)
    expect(page.locator(FORM)).to_have_attribute("data-state", "running")
    page.evaluate("new BroadcastChannel('test').postMessage('')")
    expect(page.locator("[data-field=principal] .field__error")).to_have_text("answered")
    page.locator("[name=principal]").fill("10000")
    page.clock.fast_forward(31_000)
    told(page, "no answer in time")


OPENS = """postMessage({ ready: 1, names: [], barred: true });
addEventListener("message", ({ ports: [port] }) => {
  port.postMessage({ opening: '<p class="verdict"><span class="verdict__words">New</span></p><p>More</p><dl class="figures">9</dl>' });
  new BroadcastChannel("test").onmessage = ({ data }) => port.postMessage({ ...data, ms: 1 });
});"""


@pytest.mark.parametrize("end", [{"fault": "lost"}, {"errors": {"principal": "wrong"}}, None], ids=["fault", "errors", "stopped"])
def test_figures_whose_rest_does_not_come_are_taken_back(page, site, end):
    page.route("**/worker.js*", lambda route: route.fulfill(status=200, content_type="text/javascript", body=OPENS))
    page.goto(f"{site}calculators/loan_apr/")
    output = page.locator(".calc__output")
    before = output.inner_html()
    rest = output.locator(".figures ~ *").count()
    page.locator("[name=principal]").fill("20000")
    expect(page.locator(".figures")).to_have_text("9")
    assert output.locator("> *").count() == 3 + rest > 5
    if end:
        page.evaluate("end => new BroadcastChannel('test').postMessage(end)", end)
    else:
        page.locator("[data-do=stop]").click()
    expect(page.locator(".verdict").first).to_contain_text("16.22%")
    assert output.inner_html() == before


def test_a_tab_of_a_build_that_the_host_has_replaced_is_told_and_loaded_again(new_page, site):
    page = new_page(forgive="Failed to load resource")
    page.goto(f"{site}calculators/loan_apr/")
    gone = re.compile(r"/assets/(calculators|library)-")
    page.route(gone, lambda route: route.fulfill(status=404, body=""))
    page.locator("[name=principal]").fill("20000")
    told(page, "worker.js.*load the page again")
    page.unroute(gone)   # what the page names when it is loaded again is there
    page.reload()
    expect(page.locator("[name=principal]")).to_have_value("20000")
    expect(page.locator(".figures")).to_contain_text("1,816.67", timeout=60_000)


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


@pytest.mark.parametrize("state", ["starting", "running"])
def test_a_page_left_by_a_link_meanwhile_answers_when_it_is_returned_to(page, site, state):
    """The theme swaps the pages, and Python goes on."""
    page.goto(f"{site}calculators/loan_apr/")
    if state == "running":
        page.locator("[name=principal]").fill("10000")
        expect(page.locator(".figures")).to_contain_text("908.33", timeout=60_000)
    page.evaluate("window.same = true")
    assert page.evaluate("""() => {
      const field = document.querySelector("[name=principal]");
      field.value = "20000";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      const { state } = document.querySelector("calculator-form").dataset;
      document.querySelector("nav.md-nav--primary a[href*=risk_register]").click();
      return state;
    }""") == state
    page.wait_for_url("**/risk_register/")
    expect(page.locator("[name=appetite]")).to_be_visible()
    page.go_back()
    expect(page.locator("[name=principal]")).to_have_value("20000")
    expect(page.locator(".figures")).to_contain_text("1,816.67", timeout=60_000)
    assert page.evaluate("window.same")


def test_a_page_that_the_back_button_brings_back_as_it_was_computes_on(chromium, site):
    """Out of the browser's memory, which tests otherwise do without."""
    browser = chromium.launch(ignore_default_args=["--disable-back-forward-cache"])
    page, complaints = browser.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    open_and_type(page, site)
    expect(page.locator(".figures")).to_contain_text("1,816.67", timeout=60_000)
    page.evaluate("addEventListener('pageshow', ({ persisted }) => { window.kept = persisted; })")
    page.locator("[name=principal]").fill("10000")   # and off, before it is answered
    page.goto(f"{site}404.html")
    page.evaluate("history.back()")
    expect(page.locator(".figures")).to_contain_text("908.33", timeout=60_000)
    assert page.evaluate("window.kept")
    page.locator("[name=principal]").fill("12000")
    expect(page.locator(".figures")).to_contain_text("1,090.00", timeout=60_000)
    assert complaints == []
    browser.close()
