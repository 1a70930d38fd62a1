"""What a build costs, for `make bench`: beside the same pages without hooks, and with more and more pages."""

import subprocess
import sys
from pathlib import Path
from shutil import copy2, copytree
from time import perf_counter

from scripts.languages import LANGUAGES

ROOT = Path(__file__).parents[1]
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


def beside_plain(work: Path, site: Path, runs: int) -> list[tuple[float, float]]:
    """Build ours into `site`. Seconds of each run for both languages: without hooks, and ours."""
    plain = []
    (empty := work / "empty").mkdir()
    for language in LANGUAGES:
        config = work / f"{language.code}.yml"
        config.write_text(PLAIN.format(root=ROOT.as_posix(), code=language.code, empty=empty.as_posix()), encoding="utf-8")
        plain.append(("--config-file", str(config), "--site-dir", str(work / "plain" / language.code)))
    _mkdocs("--site-dir", str(site))  # fills the caches
    return [(sum(_mkdocs(*arguments) for arguments in plain), _mkdocs("--site-dir", str(site))) for _ in range(runs)]


def growing(work: Path) -> list[tuple[int, float]]:
    """Seconds of a build with so many more pages of English: copies of one that has everything."""
    docs, found = work / "grown" / "en", []
    copytree(ROOT / "docs/en", docs)
    page = docs / "risk/identify.md"
    for count in (0, *(EXTRA * times for times in (1, 2, 4))):
        for number in range(count):
            copy2(page, page.with_name(f"{page.stem}-{number}.md"))
        (config := work / "grown.yml").write_text(GROWN.format(root=ROOT.as_posix(), docs=docs.as_posix()), encoding="utf-8")
        arguments = ("--config-file", str(config), "--site-dir", str(work / "grown-site"))
        _mkdocs(*arguments)  # fills the caches
        found.append((count, _mkdocs(*arguments)))
    return found


def _mkdocs(*arguments: str) -> float:
    """Seconds of one `mkdocs build`."""
    began = perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout[-3000:] + done.stderr[-3000:])
    return perf_counter() - began
