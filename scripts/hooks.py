"""MkDocs' way in. `mkdocs serve` keeps this file and all that it imported for as long as it runs, so each build begins by
importing scripts/events.py anew: a changed calculator or script shows as a changed page does. A quick build, of pages alone,
needs none of that."""

import os
import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[1]
OURS = {"calculators", "scripts"}
os.environ["PYTHONPATH"] = str(ROOT)  # for the notebooks' kernel


def events(anew=False):
    """The module of events; `anew` forgets what has been imported of this project."""
    if str(ROOT) not in sys.path:  # plain `mkdocs` has only its own folder there
        sys.path.insert(0, str(ROOT))
    for name in [n for n in sys.modules if anew and n.split(".")[0] in OURS]:
        del sys.modules[name]
    return import_module("scripts.events")


def on_config(config):
    return events(anew=not config.extra.get("quick")).on_config(config)


def on_env(env, config, files):
    return events().on_env(env, config, files)


def on_page_markdown(markdown, page, config, files):
    return events().on_page_markdown(markdown, page, config, files)


def on_page_content(html, page, config, files):
    return events().on_page_content(html, page, config, files)


def on_post_build(config):
    events().on_post_build(config)
