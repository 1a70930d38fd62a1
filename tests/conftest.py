"""The built site, served under a path of its own, and a real browser that fails a test on any complaint."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from scripts import browser as browsers

ROOT = Path(__file__).parents[1]
LIMIT = 1200  # seconds for a test; the slowest takes four minutes on a busy machine
PATH = "/handbook/"  # not the root of the host, so that an address that only works there is found


def told(text: str, path: str) -> list[tuple[str, str]]:
    """What a `_headers` file says of a path: every rule that matches."""
    return [header for pattern, headers in rules(text) if pattern.fullmatch(path) for header in headers]


@cache
def rules(text: str) -> list[tuple[re.Pattern, list[tuple[str, str]]]]:
    """A line that is not indented begins a rule; `*` is anything."""
    found = []
    for line in text.splitlines():
        if line.startswith("/"):
            found.append((re.compile(re.escape(line).replace(r"\*", ".*")), []))
        elif line.strip() and not line.startswith("#"):
            name, _, value = line.strip().partition(": ")
            found[-1][1].append((name, value))
    return found


class Handler(SimpleHTTPRequestHandler):
    """A host that takes the site's own `_headers` file at its word, so that every test runs under the policy."""

    extensions_map = {"": "application/octet-stream", ".html": "text/html", ".js": "text/javascript", ".css": "text/css",
                      ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".xml": "text/xml"}

    def told(self) -> list[tuple[str, str]]:
        file = Path(self.directory) / PATH.strip("/") / "_headers"
        there = os.path.exists(self.translate_path(self.path))
        return told(file.read_text(encoding="utf-8"), self.path.partition("?")[0]) if there and file.exists() else []

    def send_header(self, keyword, value):
        super().send_header(keyword, dict(self.told()).get("Content-Type", value) if keyword == "Content-type" else value)

    def end_headers(self):
        for name, value in self.told():
            if name != "Content-Type":
                super().send_header(name, value)
        super().end_headers()

    def log_message(self, *_):
        pass

    def handle(self):
        try:
            super().handle()
        except (ConnectionResetError, BrokenPipeError):  # the browser left in the middle
            pass


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """An empty folder being served, and its address."""
    folder = tmp_path_factory.mktemp("host")
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{httpd.server_port}{PATH}"
    httpd.shutdown()
    httpd.server_close()


@pytest.fixture(scope="session")
def built(server) -> Path:
    """The folder of the site, built as `make site` does; on GitHub the theme would ask another host about the repository."""
    folder, address = server
    site = folder / PATH.strip("/")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)], cwd=ROOT,
                          env={**os.environ, "SITE_URL": address, "REPO_URL": "https://github.com/example/handbook"},
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return site


@pytest.fixture(scope="session")
def headers(built):
    """What the built `_headers` file says of a path below the root of the site, each header as often as it is said."""
    text = (built / "_headers").read_text(encoding="utf-8")
    return lambda path: told(text, PATH + path)


@pytest.fixture(scope="session")
def site(built, server) -> str:
    """The address of the site's English home page; ends with a slash."""
    return server[1]


class Chromium:
    """The browser that all tests share. What is asked of it has no time limit of its own: a browser that hangs is killed when
    its test has taken too long, which fails, and the next test gets another."""

    def __init__(self, playwright: Playwright):
        self.playwright = playwright
        self.shared: Browser | None = None
        self.processes: list[tuple[Browser, int]] = []

    def launch(self, **options) -> Browser:
        """One of its own, which the test closes."""
        path = browsers.find()
        assert path, browsers.MISSING
        browser = self.playwright.chromium.launch(executable_path=path, args=list(browsers.ARGUMENTS), **options)
        processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
        self.processes.append((browser, next(process["id"] for process in processes if process["type"] == "browser")))
        return browser

    def new_context(self, **options) -> BrowserContext:
        if not (self.shared and self.shared.is_connected()):
            self.shared = self.launch()
        return self.shared.new_context(**options)

    @contextmanager
    def limited(self, seconds: float) -> Iterator[None]:
        watch = threading.Timer(seconds, self.kill)
        watch.start()
        try:
            yield
        finally:
            watch.cancel()

    def kill(self) -> None:
        for browser, process in self.processes:
            if browser.is_connected():
                os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))


@pytest.fixture(scope="session")
def one_chromium():
    with sync_playwright() as playwright:
        chromium = Chromium(playwright)
        yield chromium
        if chromium.shared:
            with chromium.limited(LIMIT):
                chromium.shared.close()


@pytest.fixture
def chromium(one_chromium):
    with one_chromium.limited(LIMIT):
        yield one_chromium


@pytest.fixture
def new_page(chromium, site):
    """Makes pages; each complaint of the console, each uncaught error and each request to another host fails the test.

    `new_page(forgive="text")` forgives complaints that hold the text: the browser itself reports a file it cannot load.
    """
    contexts = []

    def make(*, forgive="", **options):
        context = chromium.new_context(**options)
        complaints = []
        contexts.append((context, complaints))
        page = context.new_page()
        page.set_default_timeout(30_000)

        def note(words):
            if not forgive or forgive not in words:
                complaints.append(words)

        page.on("console", lambda message: note(f"{message.type}: {message.text} {message.location.get('url', '')}")
                if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: note(f"uncaught: {error}"))
        host = site.split(PATH)[0]
        page.on("request", lambda request: note(f"another host: {request.url}")
                if request.url.startswith("http") and not request.url.startswith(host) else None)
        return page

    yield make
    found = []
    for context, complaints in contexts:
        context.close()
        found += complaints
    assert found == []


@pytest.fixture(scope="session")
def until():
    """Waits until a page answers yes to an asynchronous question; `wait_for_function` takes the promise itself for a yes."""
    def wait(page, question, arg=None):
        limit = time.monotonic() + 60
        while not page.evaluate(question, arg):
            assert time.monotonic() < limit, question
            page.wait_for_timeout(50)
    return wait


@pytest.fixture
def page(new_page):
    return new_page()

