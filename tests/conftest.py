"""The built site, served under a path of its own, and a real browser that fails a test on any complaint."""

import os
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from scripts import browser as browsers

ROOT = Path(__file__).parents[1]
PATH = "/handbook/"  # not the root of the host, so that an address that only works there is found


class Handler(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript", ".wasm": "application/wasm"}

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
    """The folder of the site, built as `make site` does."""
    folder, address = server
    site = folder / PATH.strip("/")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)], cwd=ROOT,
                          env={**os.environ, "SITE_URL": address, "REPO_URL": "https://git.example/handbook"},
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return site


@pytest.fixture(scope="session")
def site(built, server) -> str:
    """The address of the site's English home page; ends with a slash."""
    return server[1]


@pytest.fixture(scope="session")
def chromium():
    path = browsers.find()
    assert path, browsers.MISSING
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=path, args=list(browsers.ARGUMENTS))
        yield program
        program.close()


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


@pytest.fixture
def page(new_page):
    return new_page()

