"""`make bench`: start-up, recalculation, bytes and build time, each against something stock, measured in one run.

Times of two machines, or of two days, cannot be compared; the ratios of one run can. Nothing is asserted. `RUNS=9 make
bench` measures more often than five times. What is measured:
- start: from a first change, without any earlier sign of intent, to the answer, against a module worker that does nothing
  but `loadPyodide()` with the npm package's files as they are and import what ours imports of the standard library; same
  server, same browser, nothing in its cache; then again in the same browser, once it keeps a snapshot, and after Stop;
- recalculation: from a change to the answer in the page, to the frame that shows it and to its pictures, against the example's
  own question in the Python that runs this script;
- bytes: as sent by the server, which does not compress, and with each file at the smaller of itself and its gzip;
- build: `mkdocs build` of both languages with warm caches, against the same Markdown, theme and search without hooks; then
  with more and more pages, whose cost must not rise.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from timeit import repeat

from playwright.sync_api import sync_playwright

from calculators import _run, load, names
from calculators._inputs import typed
from scripts import bench_build, bench_pages, browser, node

RUNS = int(os.environ.get("RUNS", "5"))
FIRST = "loan_apr"   # the calculator on the home page
STOCK = "stock loadPyodide()"


def main() -> None:
    with TemporaryDirectory() as folder:
        (host := Path(folder) / "host").mkdir()
        builds = medians(bench_build.beside_plain(Path(folder), host / "site", RUNS))
        grown = bench_build.growing(Path(folder))
        bench_pages.stock(host / "stock", FIRST)
        starts, sizes, recalculated = in_browser(bench_pages.serve(host))

    print(f"Medians of {RUNS} runs. Python {sys.version.split()[0]}, Pyodide {node.version('pyodide')}.")
    table(f"Start: from the first change to the answer, {FIRST}", ("", "time", "ratio"), [
        (label, f"{ms:.0f} ms", f"{ms / starts[0]:.2f}") for label, ms in zip(
            (f"{STOCK} and imports", "ours, first visit", "ours, from a snapshot", "ours, after Stop"), starts, strict=True)])
    table("Recalculation: from a change to…", ("", "plain Python", "figures", "their frame", "1 in 20 later", "answer", "ratio", "pictures"), [
        (name, f"{there:.1f} ms", f"{here['figures']:.1f} ms", f"{here['painted']:.1f} ms", f"{here['late']:.1f} ms",
         f"{here['answer']:.1f} ms", f"{here['answer'] / there:.1f}", f"{here['drawn']:.1f} ms") for name, (here, there) in recalculated.items()])
    table(f"Bytes, {FIRST}", ("", "as sent", "gzip", "ratio of gzip"), [
        (label, f"{sent / 1000:.0f} kB", f"{less / 1000:.0f} kB", f"{less / sizes[STOCK][1]:.2f}")
        for label, (sent, less) in sizes.items()])
    table("Build of both languages, caches warm", ("", "time", "ratio"), [
        (label, f"{s:.1f} s", f"{s / builds[0]:.1f}") for label, s in zip(("mkdocs build without hooks", "ours"), builds, strict=True)])
    table("Build with more pages, caches warm", ("pages more", "time", "for each"), [
        (str(count), f"{s:.1f} s", f"{(s - grown[0][1]) / count * 1000:.0f} ms" if count else "") for count, s in grown])


def in_browser(address: str) -> tuple[tuple[float, ...], dict[str, tuple[int, int]], dict[str, tuple[dict[str, float], float]]]:
    """Median milliseconds of each kind of start, the bytes of each step of the first, and of each calculator the milliseconds
    of a recalculation, here and in plain Python."""
    pages = {name: f"{address}/site/calculators/{name}/" for name in names()}
    program = browser.find()   # before Playwright runs: it may have to be asked where its own browser is
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(browser.ARGUMENTS))
        starts = [(bench_pages.start(chromium, f"{address}/stock/", "bench.stock()"),
                   bench_pages.start(chromium, pages[FIRST], "bench.change()"),
                   bench_pages.again(chromium, pages[FIRST])) for _ in range(RUNS)]
        recalculated = {name: (bench_pages.recalculation(chromium, page), in_python(name)) for name, page in pages.items()}
        chromium.close()
    (_, _, theirs), (_, before, since), _ = starts[0]
    charts = {file for file in since if file.parent.name.startswith("charts-")}
    sizes = {STOCK: theirs, "page, before any change": before, "from the first change to the answer": {*since} - charts,
             "then, to redraw charts": charts}
    return (medians((one[0], other[0], *later) for one, other, later in starts),
            {label: bench_pages.size(files) for label, files in sizes.items()}, recalculated)


def in_python(name: str) -> float:
    """Median milliseconds of the example's question in this Python."""
    values = typed(load(name).Inputs())
    times = repeat(lambda: _run.answer(name, values, "en"), number=1, repeat=RUNS + 2)
    return median(times[2:]) * 1000


def medians(rows: Iterable[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(map(median, zip(*rows, strict=True)))


def table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    lines = [heads, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    print(f"\n{title}")
    for first, *others in lines:
        print(f"  {first:<{widths[0]}}", *(f"{cell:>{width}}" for cell, width in zip(others, widths[1:], strict=True)), sep="  ")


if __name__ == "__main__":
    main()
