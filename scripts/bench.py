"""`make bench`: start-up, recalculation, bytes and build time, each against something stock, measured in one run.

Times of two machines, or of two days, cannot be compared; the ratios of one run can. Nothing is asserted. `RUNS=9 make
bench` measures more often than five times. What is measured:
- start: from a first change, without any earlier sign of intent, to the answer, against a module worker that does nothing
  but `loadPyodide()` with the npm package's files as they are and import what ours imports of the standard library; same
  server, same browser, nothing in its cache; then again in the same browser, once it keeps a snapshot, and after Stop;
- recalculation: from a change to the answer in the page, to the frame that shows it and to its pictures, against the same
  question in the Python that runs this script;
- bytes: as sent by the server, which does not compress, and with each file at the smaller of itself and its gzip;
- build: `mkdocs build` of both languages with warm caches, against the same Markdown, theme and search without hooks; then
  with more and more pages, whose cost must not rise.
"""

import gzip
import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copy2, copytree
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from timeit import repeat

from playwright.sync_api import Browser, Page, sync_playwright

from calculators import _run, load, names
from calculators._inputs import typed
from scripts import browser, node, parts
from scripts.languages import LANGUAGES

ROOT = Path(__file__).parents[1]
RUNS = int(os.environ.get("RUNS", "5"))
CHANGES = 40   # of each calculator
FIRST = "loan_apr"   # the calculator on the home page
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
WORKER = """\
import { loadPyodide } from "./pyodide.mjs";
(await loadPyodide()).runPython("import IMPORTS");
postMessage("ready");
"""
PLAIN = """\
INHERIT: {root}/mkdocs.yml
docs_dir: {root}/docs/{code}
strict: false
hooks: []
watch: []
plugins: [search]
extra_css: []
extra_javascript: []
theme: {{custom_dir: {empty}, language: {code}}}
"""
GROWN = """\
INHERIT: {root}/mkdocs.yml
docs_dir: {docs}
strict: false
theme: {{custom_dir: {root}/overrides}}
hooks: [{root}/scripts/hooks.py]
watch: []
"""
EXTRA = 30   # pages, then twice and four times as many


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


def mkdocs(*arguments: str) -> float:
    """Seconds of one `mkdocs build`."""
    began = perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout[-3000:] + done.stderr[-3000:])
    return perf_counter() - began


def medians(rows: Iterable[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(map(median, zip(*rows, strict=True)))


def build(work: Path, site: Path) -> tuple[float, float]:
    """Build ours into `site`. Median seconds for both languages: without hooks, and ours."""
    plain = []
    (empty := work / "empty").mkdir()
    for language in LANGUAGES:
        config = work / f"{language.code}.yml"
        config.write_text(PLAIN.format(root=ROOT.as_posix(), code=language.code, empty=empty.as_posix()), encoding="utf-8")
        plain.append(("--config-file", str(config), "--site-dir", str(work / "plain" / language.code)))
    mkdocs("--site-dir", str(site))  # fills the caches
    return medians((sum(mkdocs(*arguments) for arguments in plain), mkdocs("--site-dir", str(site))) for _ in range(RUNS))


def growth(work: Path) -> list[tuple[int, float]]:
    """Seconds of a build with so many more pages of English: copies of one that has everything."""
    docs, found = work / "grown" / "en", []
    copytree(ROOT / "docs/en", docs)
    page = docs / "risk/identify.md"
    for count in (0, *(EXTRA * times for times in (1, 2, 4))):
        for number in range(count):
            copy2(page, page.with_name(f"{page.stem}-{number}.md"))
        (config := work / "grown.yml").write_text(GROWN.format(root=ROOT.as_posix(), docs=docs.as_posix()), encoding="utf-8")
        arguments = ("--config-file", str(config), "--site-dir", str(work / "grown-site"))
        mkdocs(*arguments)  # fills the caches
        found.append((count, mkdocs(*arguments)))
    return found


def stock(folder: Path) -> None:
    """A page without anything, and beside it the npm package's files with a worker that only starts Python and imports."""
    folder.mkdir()
    for name in PYODIDE:
        copy2(node.MODULES / "pyodide" / name, folder / name)
    (folder / "index.html").write_text("<!doctype html><link rel=icon href=data:,>", encoding="utf-8")
    (folder / "worker.mjs").write_text(WORKER.replace("IMPORTS", ", ".join(parts.standard_imports(FIRST))), encoding="utf-8")


def visit(chromium: Browser, address: str) -> Page:
    """A page in a browser with nothing in its cache."""
    Handler.sent.clear()
    page = chromium.new_context().new_page()
    page.add_init_script(path=ROOT / "scripts" / "bench.js")
    page.goto(address, wait_until="networkidle")
    return page


def start(chromium: Browser, address: str, question: str) -> tuple[float, list[Path], list[Path]]:
    """Milliseconds of a start, and the files sent before it and since, up to the new pictures."""
    page = visit(chromium, address)
    before = list(Handler.sent)
    time = page.evaluate(question)["answer"]
    page.context.close()
    return time, before, Handler.sent[len(before):]


def again(chromium: Browser, address: str) -> tuple[float, float]:
    """Milliseconds of a start on the next visit, from a snapshot, and of one after Stop.

    The device is made to forget that it has computed before, or Python would have started by itself before the change.
    """
    page = visit(chromium, address)
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
    """Milliseconds from a change, when Python has started: medians to the answer, its frame and its pictures, and what one
    frame in twenty takes longer than."""
    page = visit(chromium, address)
    times = [page.evaluate("bench.change()") for _ in range(CHANGES + 2)][2:]
    page.context.close()
    found = {key: median(time[key] for time in times) for key in times[0]}
    return found | {"late": quantiles([time["painted"] for time in times], n=20)[-1]}


def in_python(name: str) -> float:
    """Median milliseconds of the same question in this Python."""
    values = typed(load(name).Inputs())
    times = repeat(lambda: _run.answer(name, values, "en"), number=1, repeat=RUNS + 2)
    return median(times[2:]) * 1000


@cache
def packed(file: Path) -> int:
    return min(file.stat().st_size, len(gzip.compress(file.read_bytes(), 6)))


def size(files: Iterable[Path]) -> tuple[int, int]:
    """Bytes of these files, as they are and packed."""
    there = [file for file in files if file.is_file()]
    return sum(file.stat().st_size for file in there), sum(map(packed, there))


def table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    lines = [heads, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    print(f"\n{title}")
    for first, *others in lines:
        print(f"  {first:<{widths[0]}}", *(f"{cell:>{width}}" for cell, width in zip(others, widths[1:], strict=True)), sep="  ")


def main() -> None:
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        (host := Path(folder) / "host").mkdir()
        plain, ours = build(Path(folder), host / "site")
        grown = growth(Path(folder))
        stock(host / "stock")
        address = serve(host)
        chromium = playwright.chromium.launch(executable_path=browser.find(), args=list(browser.ARGUMENTS))
        pages = {name: f"{address}/site/calculators/{name}/" for name in names()}
        starts = [(start(chromium, f"{address}/stock/", "bench.stock()"), start(chromium, pages[FIRST], "bench.change()"),
                   again(chromium, pages[FIRST])) for _ in range(RUNS)]
        recalculated = {name: (recalculation(chromium, page), in_python(name)) for name, page in pages.items()}
        (_, _, theirs), (_, before, since), _ = starts[0]
        charts = {file for file in since if file.parent.name.startswith("charts-")}
        sizes = {"stock loadPyodide()": size(theirs), "page, before any change": size(before),
                 "from the first change to the answer": size({*since} - charts), "then, to redraw charts": size(charts)}
        chromium.close()

    bare, *ours_started = medians((one[0], other[0], *later) for one, other, later in starts)
    print(f"Medians of {RUNS} runs. Python {sys.version.split()[0]}, Pyodide {node.version('pyodide')}.")
    table(f"Start: from the first change to the answer, {FIRST}", ("", "time", "ratio"), [
        (label, f"{ms:.0f} ms", f"{ms / bare:.2f}") for label, ms in zip(
            ("stock loadPyodide() and imports", "ours, first visit", "ours, from a snapshot", "ours, after Stop"),
            (bare, *ours_started), strict=True)])
    table("Recalculation: from a change to…", ("", "plain Python", "answer", "ratio", "its frame", "1 in 20 later", "pictures"), [
        (name, f"{there:.1f} ms", f"{here['answer']:.1f} ms", f"{here['answer'] / there:.1f}", f"{here['painted']:.1f} ms",
         f"{here['late']:.1f} ms", f"{here['drawn']:.1f} ms") for name, (here, there) in recalculated.items()])
    table(f"Bytes, {FIRST}", ("", "as sent", "gzip", "ratio of gzip"), [
        (label, f"{sent / 1000:.0f} kB", f"{less / 1000:.0f} kB", f"{less / sizes['stock loadPyodide()'][1]:.2f}")
        for label, (sent, less) in sizes.items()])
    table("Build of both languages, caches warm", ("", "time", "ratio"), [
        (label, f"{s:.1f} s", f"{s / plain:.1f}") for label, s in (("mkdocs build without hooks", plain), ("ours", ours))])
    table("Build with more pages, caches warm", ("pages more", "time", "for each"), [
        (str(count), f"{s:.1f} s", f"{(s - grown[0][1]) / count * 1000:.0f} ms" if count else "") for count, s in grown])


if __name__ == "__main__":
    main()
