"""Notebooks as pages: run at build, their text rendered like any page, their code as fences.

The plugin's own template brings 600 kB of Jupyter's style and scripts that fetch formulas from another host; ours
(scripts/notebook/) writes plain Markdown and none of that.
"""

import hashlib
import json
import os
import shutil
from pathlib import Path

from mkdocs_jupyter.config import settings
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".cache" / "notebooks"
TEMPLATES = Path(__file__).parent / "notebook"
BEFORE, AFTER = '<script type="text/markdown">', "</script>"
BEHIND = "\x1e"   # between the Markdown and the notebook as it was run
IMPORTED = ("scripts/notebooks.py", "calculators/**/*.py", "scripts/charts.py", "scripts/shown.py", "scripts/notebook/**/*.j2", "requirements.txt")


def configure(config, lang: str) -> None:
    """Give the plugin our template, and each state of what notebooks import a cache of its own."""
    # `custom_template` would do the first, but it switches the cache off: then every saved page runs every notebook.
    settings.templates_dir = str(TEMPLATES)
    # Says that build and kernel talk encrypted; otherwise every kernel warns that others on the machine could listen.
    os.environ["JUPYTER_CONFIG_PATH"] = str(TEMPLATES)
    NotebookClient.coalesce_streams = True   # what a cell prints is one text, not as many as the kernel had time for
    cache = CACHE / f"{lang}-{_state()}"
    for old in CACHE.glob(f"{lang}-*"):
        if old != cache:
            shutil.rmtree(old)
    config.plugins["mkdocs-jupyter"].config["cache_dir"] = str(cache)


def unwrap(markdown: str) -> tuple[str, dict | None]:
    """The Markdown of a page, and the notebook as it was run; its Markdown comes inside a script element, which says why in the
    template. Of other pages, the Markdown and nothing."""
    if not markdown.startswith(BEFORE):
        return markdown, None
    text, _, run = markdown.strip().removeprefix(BEFORE).removesuffix(AFTER).rpartition(BEHIND)
    return text, json.loads(run)


def _state() -> str:
    state = hashlib.sha256()
    for pattern in IMPORTED:
        for path in sorted(ROOT.glob(pattern)):
            state.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return state.hexdigest()[:16]
