"""How Python starts in a reader's browser, and starts again: from its files, from a snapshot, and when either is not to be trusted."""

import io
import re
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from calculators import _browser
from scripts import runtime

KEPT = "calculator-form[data-kept]"
ENTRIES = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys())
      found.push([url, JSON.parse((await (await caches.open(name)).match(url)).headers.get("X-Snapshot"))]);
  return found;
}"""
CHANGE = """async (change) => {
  const [name] = await caches.keys(), cache = await caches.open(name), [{ url }] = await cache.keys();
  const old = await cache.match(url), facts = JSON.parse(old.headers.get("X-Snapshot"));
  const bytes = new Uint8Array(await old.arrayBuffer());
  const made = change === "flipped" ? bytes.fill(255, 1e6, 2e6) : change === "cut" ? bytes.subarray(0, 1e6) : bytes;
  if (change === "foreign") {  // of another Pyodide: its size and hash are right
    bytes.fill(7, 16, 48);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    facts.sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }
  await cache.put(url, new Response(made, { headers: { "X-Snapshot": JSON.stringify(facts) } }));
}"""


def ask(page, principal, total):
    """Type a sum; Python's own answer to it comes, and is whole."""
    page.locator("[name=principal]").fill(principal)
    expect(page.locator(".figures")).to_contain_text(total, timeout=60_000)
    expect(page.locator("calculator-form")).to_have_attribute("data-state", "ready")


@pytest.fixture
def kept(page, site):
    """A page on its second visit, with a snapshot in the browser."""
    page.goto(f"{site}calculators/loan_apr/")
    ask(page, "20000", "1,816.67")
    page.wait_for_selector(KEPT, timeout=60_000)
    page.goto(f"{site}calculators/")
    return page


def starts(page):
    """What each worker for Python is started for, from now on."""
    found = []
    page.on("worker", lambda worker: found.append((re.search(r"snapshot=(\w+)", worker.url) or [0, "plain"])[1])
            if "worker.js" in worker.url and "calculators=" in worker.url else None)
    return found


def test_a_snapshot_is_kept_for_this_build_and_used_by_the_next_visit_and_after_stop(kept, site):
    [[url, facts]] = kept.evaluate(ENTRIES)
    assert url == site + runtime.addresses()["worker"].rpartition("/")[0] + "/"
    assert facts["names"] == ["loan_apr"] and 20e6 < facts["size"] < 60e6
    wheels = []
    kept.on("request", lambda request: wheels.append(request.url) if request.url.endswith(".whl") else None)
    kept.goto(f"{site}calculators/loan_apr/")
    ask(kept, "10000", "908.33")
    kept.locator("[data-do=stop]").evaluate("button => button.click()")
    expect(kept.locator("calculator-form")).to_have_attribute("data-state", "idle")
    ask(kept, "20000", "1,816.67")
    assert wheels == []   # the calculator was in the memory


def test_another_calculator_joins_the_snapshot(kept, site):
    kept.goto(f"{site}calculators/risk_register/")
    kept.locator("[name=appetite]").fill("5")
    kept.wait_for_selector(KEPT, timeout=60_000)
    [[_, facts]] = kept.evaluate(ENTRIES)
    assert facts["names"] == ["loan_apr", "risk_register"]


def test_what_started_on_one_page_is_kept_for_a_calculator_of_another(page, site):
    """A page says relative to itself where the runtime stands, and a reader goes on without loading the next one."""
    page.goto(site)
    page.locator("[name=principal]").fill("20000")
    page.wait_for_selector(KEPT, timeout=60_000)
    page.evaluate("globalThis.stayed = true")
    page.locator(".md-tabs a", has_text="Calculators").click()
    page.locator(".md-content a[href$='risk_register/']").first.click()
    page.locator("[name=appetite]").fill("5")
    page.wait_for_selector(KEPT, timeout=60_000)
    assert page.evaluate("stayed")
    [[_, facts]] = page.evaluate(ENTRIES)
    assert facts["names"] == ["loan_apr", "risk_register"]


@pytest.mark.parametrize("change", ["flipped", "cut", "foreign"])
def test_a_snapshot_that_is_not_what_was_kept_is_given_up_for_this_build(new_page, kept, site, change):
    kept.evaluate(CHANGE, change)
    kept.goto(f"{site}calculators/loan_apr/")
    ask(kept, "10000", "908.33")
    [[_, facts]] = kept.evaluate(ENTRIES)
    assert facts == {"size": 0}
    begun = starts(kept)
    kept.reload()
    ask(kept, "20000", "1,816.67")
    kept.clock.install()
    kept.clock.fast_forward(10_000)
    assert begun == ["plain"]   # none is made again


def test_a_snapshot_that_the_browser_throws_away_is_made_again(kept, site, until):
    """Under an open page, as another tab of another build does too; and for a start after Stop."""
    kept.goto(f"{site}calculators/loan_apr/")
    ask(kept, "10000", "908.33")
    kept.context.new_cdp_session(kept).send("Storage.clearDataForOrigin", {"origin": kept.evaluate("origin"), "storageTypes": "all"})
    kept.locator("[data-do=stop]").evaluate("button => button.click()")
    expect(kept.locator("calculator-form")).to_have_attribute("data-state", "idle")
    ask(kept, "20000", "1,816.67")
    until(kept, f"async () => (await ({ENTRIES})()).length === 1")
    [[_, facts]] = kept.evaluate(ENTRIES)
    assert facts["names"] == ["loan_apr"]


def test_the_snapshot_of_another_build_is_deleted(kept, site):
    kept.evaluate("""async () => {
      const [name] = await caches.keys(), other = name.replace(/calculators-\\w+/g, "calculators-000000000000");
      await (await caches.open(other)).put("/x", new Response("", { headers: { "X-Snapshot": "{}" } }));
      await (await caches.open("python elsewhere")).put("/x", new Response("", { headers: { "X-Snapshot": "{}" } }));
      await caches.delete(name);
    }""")
    kept.goto(f"{site}calculators/loan_apr/")
    ask(kept, "10000", "908.33")
    kept.wait_for_selector(KEPT, timeout=60_000)
    names = kept.evaluate("async () => await caches.keys()")
    assert len(names) == 2 and "python elsewhere" in names and not any("000000000000" in name for name in names)


def test_a_start_from_memory_that_never_ends_becomes_a_plain_one(page, site):
    hang = 'postMessage({restoring: true}); addEventListener("message", () => {});'
    page.route(lambda url: "worker.js" in url and "calculators=" in url and "snapshot=" not in url,
               lambda route: route.fulfill(status=200, content_type="text/javascript", body=hang))
    begun = starts(page)
    page.clock.install()
    page.goto(f"{site}calculators/loan_apr/")
    page.locator("[name=principal]").fill("20000")
    expect(page.locator("calculator-form")).to_have_attribute("data-state", "starting")
    page.clock.fast_forward(16_000)
    expect(page.locator(".figures")).to_contain_text("1,816.67", timeout=60_000)
    assert begun == ["plain", "bar"]


@pytest.mark.parametrize("trouble", ["caches.open = async () => { throw new DOMException('', 'SecurityError'); }",
                                     "Cache.prototype.put = async () => { throw new DOMException('', 'QuotaExceededError'); }"])
def test_storage_that_is_blocked_or_full_leaves_the_plain_start(page, site, trouble):
    """In the worker: the page's own storage is another."""
    def spoil(route):
        response = route.fetch()
        route.fulfill(response=response, body=f"{trouble};\n{response.text()}")
    page.route("**/snapshot.js", spoil)
    page.goto(f"{site}calculators/loan_apr/")
    ask(page, "20000", "1,816.67")
    page.reload()
    ask(page, "10000", "908.33")


def test_a_module_that_the_trimmed_library_lacks_comes_with_the_whole_one(page, site):
    def trim(route):
        body, less = route.fetch().body(), io.BytesIO()
        with ZipFile(io.BytesIO(body)) as library, ZipFile(less, "w") as target:
            for name in library.namelist():
                if not name.startswith("statistics"):
                    target.writestr(name, library.read(name))
        route.fulfill(body=less.getvalue())

    def unhashed(route):   # as where there is no secure context, or the library would be refused as damaged
        response = route.fetch()
        route.fulfill(response=response, body=f"Object.defineProperty(crypto, 'subtle', {{}});\n{response.text()}")
    page.route("**/library.zip", trim)
    page.route("**/worker.js?*", unhashed)
    whole = []
    page.on("request", lambda request: whole.append(request.url) if "python_stdlib" in request.url else None)
    page.goto(f"{site}calculators/loan_apr/")
    ask(page, "20000", "1,816.67")
    assert whole == []
    page.goto(f"{site}calculators/cohort_retention/")
    page.locator("select[name=source]").select_option("log")
    expect(page.locator(".calc__state")).to_contain_text("Computed in your browser", timeout=60_000)
    assert len(whole) == 1


def test_python_gives_its_memory_back_when_out_of_sight_and_returns(page, site):
    page.clock.install()
    page.goto(f"{site}calculators/loan_apr/")
    ask(page, "20000", "1,816.67")
    show = """hidden => { Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
                          document.dispatchEvent(new Event("visibilitychange")); }"""
    page.evaluate(show, True)
    page.clock.fast_forward(6 * 60_000)
    expect(page.locator("calculator-form")).to_have_attribute("data-state", "idle")
    expect(page.locator(".figures")).to_contain_text("1,816.67")
    page.evaluate(show, False)
    expect(page.locator("calculator-form")).to_have_attribute("data-state", "ready", timeout=60_000)


def test_two_that_begin_from_one_memory_draw_other_numbers():
    import random
    state = random.getstate()
    drawn = []
    for _ in range(2):
        random.setstate(state)
        _browser.restored()
        drawn.append(random.random())
    assert drawn[0] != drawn[1]


@pytest.mark.parametrize("name", ["loan_apr", "risk_register", "cohort_retention"])
def test_nothing_moves_while_python_arrives_and_answers(page, site, name):
    page.goto(f"{site}calculators/{name}/")
    page.evaluate("""() => {
      globalThis.moved = [];
      new PerformanceObserver((list) => moved.push(...list.getEntries().map((entry) => entry.value)))
        .observe({ type: "layout-shift" });
      document.querySelector(".calc__inputs :is(input, select)").dispatchEvent(new Event("input", { bubbles: true }));
    }""")
    expect(page.locator(".calc__state")).to_contain_text("Computed in your browser", timeout=60_000)
    page.wait_for_function("() => !document.querySelector('.chart__picture:empty')")
    assert page.evaluate("moved.reduce((sum, value) => sum + value, 0)") < 0.01
