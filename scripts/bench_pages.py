"""What pages cost in a browser, for `make bench`: the files that a server sends, and the milliseconds that bench.js measures."""

import gzip
import threading
from collections.abc import Iterable
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copy2
from statistics import median, quantiles

from playwright.sync_api import Browser, Page

from scripts import node, parts

CHANGES = 80   # of each calculator
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
WORKER = """\
import { loadPyodide } from "./pyodide.mjs";
(await loadPyodide()).runPython("import IMPORTS");
postMessage("ready");
"""


class Handler(SimpleHTTPRequestHandler):
    """Serves files as they are and notes which were asked for."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript", ".wasm": "application/wasm"}
    sent: list[Path] = []

    def log_message(self, *_): ...

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        self.sent.append(path / "index.html" if path.is_dir() else path)
        try:
            super().do_GET()
        except (ConnectionResetError, BrokenPipeError):  # the browser left in the middle
            pass


def serve(folder: Path) -> str:
    """Serve a folder until this program ends; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def stock(folder: Path, calculator: str) -> None:
    """A page without anything, and beside it the npm package's files with a worker that only starts Python and imports what
    the calculator does."""
    folder.mkdir()
    for name in PYODIDE:
        copy2(node.MODULES / "pyodide" / name, folder / name)
    (folder / "index.html").write_text("<!doctype html><link rel=icon href=data:,>", encoding="utf-8")
    imports = ", ".join(parts.standard_imports(calculator))
    (folder / "worker.mjs").write_text(WORKER.replace("IMPORTS", imports), encoding="utf-8")


def start(chromium: Browser, address: str, question: str) -> tuple[float, list[Path], list[Path]]:
    """Milliseconds of a start, and the files sent before it and since, up to the new pictures."""
    page = _visit(chromium, address)
    before = list(Handler.sent)
    time = page.evaluate(question)["answer"]
    page.context.close()
    return time, before, Handler.sent[len(before):]


def again(chromium: Browser, address: str) -> tuple[float, float]:
    """Milliseconds of a start on the next visit, from a snapshot, and of one after Stop.

    The device is made to forget that it has computed before, or Python would have started by itself before the change.
    """
    page = _visit(chromium, address)
    page.evaluate("bench.change()")
    page.wait_for_selector("calculator-form[data-kept]")
    page.evaluate("localStorage.clear()")
    page.goto(address, wait_until="networkidle")
    times = []
    for _ in range(2):
        times.append(page.evaluate("bench.change()")["answer"])
        page.evaluate("bench.stop()")
    page.context.close()
    return tuple(times)


def recalculation(chromium: Browser, address: str) -> dict[str, float]:
    """Milliseconds from a change, when Python has started: medians to the figures, their frame, the answer and its pictures, and
    what one frame of figures in twenty takes longer than."""
    page = _visit(chromium, address)
    page.evaluate("bench.choose()")
    times = [page.evaluate("bench.change()") for _ in range(CHANGES + 2)][2:]
    page.context.close()
    found = {key: median(time[key] for time in times) for key in times[0]}
    return found | {"late": quantiles([time["painted"] for time in times], n=20)[-1]}


def size(files: Iterable[Path]) -> tuple[int, int]:
    """Bytes of these files, as they are and packed."""
    there = [file for file in files if file.is_file()]
    return sum(file.stat().st_size for file in there), sum(map(_packed, there))


@cache
def _packed(file: Path) -> int:
    return min(file.stat().st_size, len(gzip.compress(file.read_bytes(), 6)))


def _visit(chromium: Browser, address: str) -> Page:
    """A page in a browser with nothing in its cache."""
    Handler.sent.clear()
    page = chromium.new_context().new_page()
    page.add_init_script(path=Path(__file__).with_name("bench.js"))
    page.goto(address, wait_until="networkidle")
    return page
