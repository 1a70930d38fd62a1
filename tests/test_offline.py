"""A saved edition: what is in it, that it is whole and of one build, and how it comes, changes and goes. And the ZIP file."""

import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from scripts import archive, moved, offline
from scripts.languages import LANGUAGES

CODES = {language.code: language for language in LANGUAGES}
SAVED = {"en": "Saved: edition", "zh": "已保存：版本"}
CACHES = "async () => (await caches.keys()).sort()"


def listed(site: Path, code: str) -> dict:
    return json.loads((site / offline.listing(code)).read_text(encoding="utf-8"))


class Asked(HTMLParser):
    """The addresses that a page loads, and those of its scripts' data."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "link" and given.get("rel") in {"stylesheet", "icon", "apple-touch-icon", "manifest"}:
            self.found.append(given["href"])
        if given.get("src"):
            self.found.append(given["src"])


@pytest.mark.parametrize("code", CODES)
def test_a_list_holds_every_page_of_its_language_and_all_that_they_load(built, code):
    files = listed(built, code)["files"]
    prefix, others = CODES[code].prefix, [each.prefix for each in LANGUAGES if each.prefix and each.code != code]
    pages = [file for file in moved.others(built) if (path := file.relative_to(built).as_posix()).startswith(prefix)
             and not path.startswith(tuple(others))]
    assert len(pages) > 50
    for file in pages:
        path = file.relative_to(built).as_posix()
        assert path in files
        assert file.read_text(encoding="utf-8").count("<newer-edition ") == 1   # the line, which also tells the scripts the root
        for address in Asked(file.read_text(encoding="utf-8")).found if file.name == "index.html" else ():
            assert urljoin(f"/{path}", address).lstrip("/") in files, address
    scripts = f"{prefix}assets/javascripts/"
    assert {file.name for file in (built / scripts).glob("*.js")} == {p.removeprefix(scripts) for p in files
                                                                     if re.fullmatch(rf"{scripts}[^/]*", p)}
    runtime = {p.relative_to(built).as_posix() for folder in ("pyodide", "calculators", "library", "charts")
               for p in built.glob(f"assets/{folder}-*/*") if p.suffix not in {".gz", ".br"}}
    assert runtime < set(files)
    assert all((built / path).stat().st_size == size for path, (size, _) in files.items())
    assert sum(size for size, _ in files.values()) < 32 * 2**20


@pytest.mark.parametrize("code", CODES)
def test_a_manifest_lets_the_language_be_installed(built, code):
    folder = built / CODES[code].prefix
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["lang"], manifest["name"]) == (CODES[code].html, CODES[code].site_name)
    assert urljoin(f"/here/{CODES[code].prefix}", manifest["scope"]) == "/here/"
    assert {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]} >= {("192x192", "any"), ("512x512", "any"),
                                                                               ("512x512", "maskable")}
    for icon in manifest["icons"]:
        head = (folder / icon["src"]).read_bytes()[:24]
        assert f"{int.from_bytes(head[16:20])}x{int.from_bytes(head[20:24])}" == icon["sizes"]


@pytest.fixture
def copy(built, server, tmp_path):
    """Another site on the host, to be altered: its folder and its address."""
    folder, address = server
    place = folder / tmp_path.name
    shutil.copytree(built, place, copy_function=os.link)
    yield place, urljoin(address, f"/{tmp_path.name}/")
    shutil.rmtree(place)


@pytest.fixture
def small(copy):
    """The same with a few pages and without the runtime, which is most of it: saved in a second."""
    place, address = copy
    for path in listed(place, "en")["files"].keys() | listed(place, "zh")["files"].keys():
        if path.startswith("assets/pyodide") or path.endswith("index.html") and not re.search(r"(^|/)(risk|readiness|loan_apr)/index|^(zh/)?index", path):
            (place / path).unlink()
    offline.publish(place)
    return place, address


def rewrite(file: Path, text: str) -> None:
    """Not in place: the file is another site's too."""
    file.unlink(missing_ok=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def stylesheet(place: Path) -> str:
    return next(place.glob("assets/stylesheets/*.css")).relative_to(place).as_posix()


def next_edition(place: Path) -> str:
    """The same site a day later: a page, a style and a script have changed, and there is a page more."""
    for name, mark in (("risk/index.html", "<body"), (stylesheet(place), ""),
                       ("assets/javascripts/terms.js", "")):
        text = (place / name).read_text(encoding="utf-8")
        rewrite(place / name, text.replace(mark, '<body data-edition="next"', 1) if mark else text + "/* next */")
    rewrite(place / "risk/new/index.html", (place / "risk/index.html").read_text(encoding="utf-8"))
    return offline.publish(place)


def save(page, address, *codes):
    page.goto(f"{address}{CODES[codes[0]].prefix}readiness/")
    for code in codes:
        page.locator(f"offline-copy [value={code}]:not(button)").check()
    page.locator("offline-copy [data-do=save]").click()
    for code in codes:
        expect(page.locator(f"offline-copy [data-language={code}]")).to_contain_text(SAVED[codes[0]], timeout=60_000)


def style(page):
    """The end of a style that the page gets, wherever from."""
    return page.evaluate("""async () => (await (await fetch(document.querySelector(
        "link[rel=stylesheet]").href)).text()).slice(-10)""")


def test_who_has_saved_nothing_is_asked_nothing(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}risk/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "build.json" in url or "offline-" in url or "service-worker" in url]
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    expect(page.locator("newer-edition")).to_be_hidden()


def test_both_languages_with_search_and_calculators_come_from_the_device_and_go_one_by_one(copy, new_page):
    place, address = copy
    page = new_page(forgive="Failed to load resource")
    page.goto(f"{address}readiness/")
    size = sum(bytes_ for bytes_, _ in listed(place, "en")["files"].values()) / 2**20
    expect(page.locator("offline-copy [data-part=size]")).to_contain_text(f"{size:.1f} MB in")
    save(page, address, "en", "zh")
    page.context.set_offline(True)
    page.locator(".md-tabs a", has_text="Checklists").click()   # from a page that was there before the saved edition
    expect(page.locator("h1")).to_contain_text("Checklists")
    page.goto(f"{address}zh/risk/identify/")
    expect(page.locator("h1")).to_contain_text("风险识别与评估")
    page.goto(f"{address}calculators/loan_apr")   # without the slash, as some type it
    expect(page).to_have_url(f"{address}calculators/loan_apr/")
    page.locator("[name=principal]").fill("20000")
    expect(page.locator(".figures")).to_contain_text("1,816.67", timeout=60_000)
    page.locator(".md-search__input").fill("liquidity")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.goto(f"{address}risk/nothing/")
    expect(page.locator("h1").first).to_contain_text("Page not found")
    page.context.set_offline(False)
    page.goto(f"{address}readiness/")
    page.locator("[data-language=en] [data-do=remove]").click()
    expect(page.locator("offline-copy [data-part=said]")).to_contain_text("Removed")
    page.context.set_offline(True)
    page.goto(f"{address}zh/risk/")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    assert page.evaluate("async (file) => !(await caches.match(file))", f"{address}risk/index.html")
    page.context.set_offline(False)
    page.goto(f"{address}zh/readiness/")
    page.locator("[data-language=zh] [data-do=remove]").click()
    expect(page.locator("offline-copy [data-part=said]")).to_contain_text("已删除")
    assert not [name for name in page.evaluate(CACHES) if name.startswith("offline")]
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0


def test_a_newer_edition_is_offered_fetched_beside_the_old_and_taken_when_the_reader_says_so(small, new_page, until):
    place, address = small
    page = new_page(forgive="Failed to load resource")
    save(page, address, "en")
    old = listed(place, "en")["build"]
    page.goto(f"{address}risk/")
    expect(page.locator("newer-edition")).to_be_hidden()
    other = page.context.new_page()
    other.goto(f"{address}risk/")
    new = next_edition(place)
    assert new != old

    page.reload()
    line = page.locator("newer-edition")
    expect(line).to_contain_text("A newer one is here")
    expect(page.locator("body")).not_to_have_attribute("data-edition", "next")
    assert "next" not in style(page)
    page.goto(f"{address}risk/new/")   # of the newer edition: not among files of this one
    expect(page.locator("h1").first).to_contain_text("Page not found")

    page.goto(f"{address}calculators/loan_apr/")
    page.evaluate("document.body.dataset.typed = 'something'")
    fetched = []
    page.on("request", lambda request: fetched.append(request.url.removeprefix(address))
            if "x-from-server" in request.headers else None)
    line.get_by_role("button", name="Load it").click()
    expect(line).to_contain_text("complete", timeout=60_000)
    assert {"risk/", "risk/new/", stylesheet(place)} <= set(fetched)
    assert "risk/identify/" not in fetched and len(fetched) < 20   # what is the same comes from the old edition
    expect(page.locator("body")).to_have_attribute("data-typed", "something")   # nothing is loaded under the reader's hands
    assert "next" not in style(page)
    line.get_by_role("button", name="Change to it").click()
    expect(line).to_be_hidden()
    assert "next" in style(page)
    page.goto(f"{address}risk/new/")
    expect(page.locator("body")).to_have_attribute("data-edition", "next")

    expect(other.locator("newer-edition")).to_contain_text("Another tab")
    assert "next" not in style(other)   # a page that was open keeps its edition
    other.locator("newer-edition").get_by_role("button", name="Load again").click()
    expect(other.locator("body")).to_have_attribute("data-edition", "next")
    until(other, f"async () => !(await caches.keys()).some((name) => name.endsWith('{old}'))")
    assert any(name.endswith(new) for name in other.evaluate(CACHES))


@pytest.mark.parametrize(("trouble", "said"), [("cut", "broke off"), ("other", "not of the edition")])
def test_an_edition_that_does_not_arrive_whole_changes_nothing(small, new_page, trouble, said):
    place, address = small
    page = new_page(forgive="net::ERR_FAILED")
    save(page, address, "en")
    next_edition(place)
    spoiled = address + stylesheet(place)
    page.context.route(spoiled, lambda route: route.abort() if trouble == "cut" else route.fulfill(body="of another build"))
    page.goto(f"{address}risk/")
    line = page.locator("newer-edition")
    line.get_by_role("button", name="Load it").click()
    expect(line).to_contain_text(said, timeout=30_000)
    page.reload()
    assert "next" not in style(page)
    expect(page.locator("body")).not_to_have_attribute("data-edition", "next")
    page.context.unroute(spoiled)
    line.get_by_role("button", name="Load it").click()
    expect(line).to_contain_text("complete", timeout=30_000)


THROW_AWAY = """async ([what, file]) => {
  const name = (await caches.keys()).find((name) => name.startsWith("offline") && !name.endsWith("state"));
  const cache = await caches.open(name);
  if (what === "all") for (const each of await caches.keys()) await caches.delete(each);
  if (what === "edition") await caches.delete(name);
  if (what === "file") await cache.delete(file);
  if (what === "damaged") await cache.put(file, new Response("something else"));
  if (what === "worker") for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
}"""


def throw_away(page, what, file):
    """And what the browser keeps of its own accord, which would hide it."""
    page.evaluate(THROW_AWAY, [what, file])
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")


LOST = {"": "This browser has thrown away the saved edition or part of it", "zh/": "保存的版本已丢失或残缺"}


@pytest.mark.parametrize(("what", "prefix"), [("file", ""), ("edition", "zh/"), ("all", "zh/")])
def test_without_a_network_a_page_that_was_thrown_away_says_so_and_is_saved_again(small, new_page, what, prefix):
    _, address = small
    page = new_page(forgive="Failed to load resource")   # the browser's own words
    save(page, address, "zh" if prefix else "en")
    lost = f"{address}{prefix}risk/"
    page.goto(lost)
    throw_away(page, what, f"{lost}index.html")
    page.context.set_offline(True)
    page.goto(lost)
    expect(page.locator("main > p").first).to_contain_text(LOST[prefix])
    page.get_by_role("link", name="重试" if prefix else "Try again").click()   # which is no harm
    expect(page.locator("main > p").first).to_contain_text(LOST[prefix])
    if what == "file":   # the rest of the edition still answers, and says that it is not all there
        page.goto(f"{address}{prefix}")
        expect(page.locator("newer-edition")).to_contain_text(LOST[prefix])
        page.locator("article a[href$='/risk/']").first.click()
        expect(page.locator("main > p").first).to_contain_text(LOST[prefix])

    page.context.set_offline(False)
    page.get_by_role("link", name="离线使用与课前检查" if prefix else "Offline and readiness").click()
    expect(page).to_have_url(f"{address}{prefix}readiness/")
    expect(page.locator("newer-edition")).to_contain_text(LOST[prefix])
    expect(page.locator("[data-line=saved] [data-part=state]")).to_have_text("否" if prefix else "No")
    save(page, address, "zh" if prefix else "en")
    expect(page.locator("[data-line=saved] [data-part=state]")).to_have_text("是" if prefix else "Yes")
    page.context.set_offline(True)
    page.goto(lost)
    expect(page.locator("h1")).to_contain_text("风险" if prefix else "risk")
    expect(page.locator("newer-edition")).to_be_hidden()


@pytest.mark.parametrize("what", ["file", "damaged", "worker"])
def test_the_readiness_page_finds_what_a_saved_edition_has_lost(small, page, what):
    _, address = small
    save(page, address, "en")
    throw_away(page, what, f"{address}risk/index.html")
    page.reload()
    expect(page.locator("[data-line=saved] [data-part=state]")).to_have_text("No")
    expect(page.locator("[data-line=saved] [data-part=found]")).to_contain_text("lost or damaged on this device: 1.")
    expect(page.locator("[data-language=en] [data-part=state]")).to_have_text("Not whole any more: files lost or damaged: 1. Save it again.")
    save(page, address, "en")
    expect(page.locator("[data-line=saved] [data-part=state]")).to_have_text("Yes")
    page.reload()
    expect(page.locator("[data-line=saved] [data-part=state]")).to_have_text("Yes")


def test_with_a_network_what_was_thrown_away_comes_from_the_server_if_it_is_the_same(small, new_page):
    place, address = small
    page = new_page(forgive="Failed to load resource")
    save(page, address, "en")
    throw_away(page, "file", f"{address}risk/index.html")
    page.goto(f"{address}risk/")
    expect(page.locator("h1")).to_contain_text("risk")
    expect(page.locator("newer-edition")).to_contain_text(LOST[""])
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_contain_text("risk")
    page.context.set_offline(False)
    throw_away(page, "file", f"{address}risk/index.html")
    next_edition(place)
    page.goto(f"{address}risk/")   # of the newer edition: from now on all comes from the server
    expect(page.locator("body")).to_have_attribute("data-edition", "next")
    page.reload()
    assert "next" in style(page)
    expect(page.locator("newer-edition")).to_contain_text(LOST[""])


def test_all_that_a_browser_can_throw_away_goes_under_an_open_page(small, new_page):
    """Cache, service worker and local storage, by the browser's own hand."""
    _, address = small
    page = new_page(forgive="Failed to load resource")
    save(page, address, "en")
    page.goto(f"{address}risk/")
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", {
        "origin": page.evaluate("origin"), "storageTypes": "cache_storage,service_workers,local_storage"})
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.locator(".md-tabs a").first.click()
    expect(page).to_have_url(address)
    page.goto(f"{address}readiness/")
    expect(page.locator("[data-line=saved] [data-part=state]")).to_have_text("No")
    save(page, address, "en")
    page.context.set_offline(True)
    page.goto(f"{address}risk/")
    expect(page.locator("h1")).to_contain_text("risk")


@pytest.mark.parametrize(("trouble", "said"), [
    ("Cache.prototype.put = async () => { throw new DOMException('', 'QuotaExceededError'); }", "no more room"),
    ("navigator.storage.estimate = async () => ({ quota: 2 ** 20, usage: 2 ** 20 })", "not enough room"),
    ("CacheStorage.prototype.open = async () => { throw new DOMException('', 'SecurityError'); }", "lets the page store nothing"),
    ("ServiceWorkerContainer.prototype.register = async () => { throw new DOMException('', 'SecurityError'); }", "refused to keep"),
])
def test_storage_that_is_full_or_blocked_saves_nothing_and_says_so(small, page, trouble, said):
    _, address = small
    page.add_init_script(f"{trouble};")
    page.goto(f"{address}readiness/")
    page.locator("offline-copy [data-do=save]").click()
    expect(page.locator("offline-copy [data-part=said]")).to_contain_text(said, timeout=60_000)
    expect(page.locator("offline-copy [data-language=en] [data-part=state]")).to_have_text("")
    expect(page.locator("[data-line=saved] [data-part=state]")).to_have_text("No")
    expect(page.locator("offline-copy [data-do=save]")).to_be_visible()


def test_cancelling_leaves_nothing_behind(small, page):
    _, address = small
    page.route("**/docs.json", lambda route: None)   # it never comes
    page.goto(f"{address}readiness/")
    page.locator("offline-copy [data-do=save]").click()
    expect(page.locator("offline-copy progress")).to_be_visible()
    page.locator("offline-copy [data-do=cancel]").click()
    expect(page.locator("offline-copy [data-part=said]")).to_contain_text("Cancelled")
    expect(page.locator("offline-copy [data-part=size]")).to_contain_text("files")   # measured again: nothing is asked for after this
    assert all(name.endswith("state") for name in page.evaluate(CACHES))


def test_the_host_can_end_it_and_what_is_not_ours_stays(small, page):
    place, address = small
    save(page, address, "en")
    page.evaluate("async () => { await caches.open('python https://x/ y'); await caches.open('offline https://x/ y'); }")
    offline.publish(place, allowed=False)
    page.goto(f"{address}risk/")
    expect(page.locator("newer-edition")).to_contain_text("has ended offline use")
    assert page.evaluate(CACHES) == ["offline https://x/ y", "python https://x/ y"]
    page.locator("newer-edition").get_by_role("button", name="Load again").click()
    expect(page.locator("newer-edition")).to_be_hidden()
    assert page.evaluate("navigator.serviceWorker.controller") is None
    page.goto(f"{address}readiness/")
    expect(page.locator("offline-copy [data-part=said]")).to_contain_text("switched offline use off")


def test_another_site_under_the_same_worker_is_left_alone(small, page):
    place, address = small
    rewrite(place / "blog/index.html", "<!doctype html><link rel=icon href=data:,><title>Elsewhere</title>")
    save(page, address, "en")
    page.goto(f"{address}blog/")
    expect(page).to_have_title("Elsewhere")


@pytest.mark.parametrize(("code", "yes", "no"), [("en", "Yes", "No"), ("zh", "是", "否")])
def test_the_readiness_page_answers_every_question(page, site, code, yes, no):
    page.goto(f"{site}{CODES[code].prefix}readiness/")
    for line in ("calculators", "storage", "secure"):
        expect(page.locator(f"[data-line={line}] [data-part=state]")).to_have_text(yes)
    expect(page.locator("[data-line=saved] [data-part=state]")).to_have_text(no)
    if code == "en":
        page.locator("readiness-check [data-do=start]").click()
        times = re.compile(r"First start: \d+ ms.*snapshot.*: \d+ ms")
        expect(page.locator("[data-line=start] [data-part=found]")).to_contain_text(times, timeout=60_000)


def test_the_zip_is_the_same_twice(small, tmp_path):
    place, _ = small
    members = archive.write(place, tmp_path / "one.zip")
    archive.write(place, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert {"READ-ME.txt", "serve.py", "index.html", "zh/index.html", offline.WORKER, offline.BUILD} <= set(members)


def test_any_server_will_do_for_the_zip(built, new_page, tmp_path):
    archive.write(built, tmp_path / "one.zip")
    with ZipFile(tmp_path / "one.zip") as file:
        file.extractall(tmp_path)
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "-d", str(tmp_path / archive.NAME)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as host:
        try:
            address = re.search(r"http://\S+/", host.stdout.readline())[0]
            page = new_page(forgive=f"another host: http://{urlsplit(address).netloc}")
            page.goto(f"{address}zh/calculators/loan_apr/")
            page.locator("[name=principal]").fill("20000")
            expect(page.locator(".figures")).to_contain_text("1,816.67", timeout=60_000)
        finally:
            host.terminate()
