"""MkDocs events. A hook says when; the module it calls says what."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Plain `mkdocs` has only its own folder on the path; and `mkdocs serve` re-runs this file, not what it imports.
sys.path[:] = [str(ROOT), *(p for p in sys.path if p != str(ROOT))]
os.environ["PYTHONPATH"] = str(ROOT)  # for the notebooks' kernel
for name in [n for n in sys.modules if n.split(".")[0] in {"calculators", "scripts"}]:
    del sys.modules[name]

from scripts import cards, checklists, facts, fences, forms, languages, lists, marks, notebooks, prose, published, runtime, search  # noqa: E402, F401


def on_config(config):
    fences.register(config)
    return languages.configure(config)


def on_env(env, config, files):
    return languages.furnish(env, config, files)


def on_page_markdown(markdown, page, config, files):
    return notebooks.unwrap(markdown)


def on_page_content(html, page, config, files):
    html = checklists.transform(prose.tables(html), page, languages.of(config).code)
    return search.quiet(marks.replace(html, page, config), page)


def on_post_build(config):
    search.write(config)
    cards.write(config)
    runtime.copy(config)
    languages.build_others(config)
