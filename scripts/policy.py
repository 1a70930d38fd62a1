"""What a page may do, as a Content-Security-Policy: run the site's own files and the theme's few scripts inside the page,
known by their hashes; load from this host only; compile nothing from text.

There is one policy for all pages. The theme swaps pages without loading them, and the first page's policy then holds for
the others, so every page must hold the same scripts. Styles need no exception: no page holds a style outside the files.
"""

import hashlib
import re
from base64 import b64encode
from pathlib import Path

import click
from mkdocs.exceptions import PluginError

from scripts import languages

SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
DATA = re.compile(r"""\bsrc=|\btype=["']?application/json\b""")  # what lies in a file, and what never runs
CHARSET = '<meta charset="utf-8">'  # must be among the first bytes; the policy comes next, before anything is loaded
ALLOWED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the icons of the theme's own style sheets
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
}


def write(config) -> str | None:
    """Give every page of every language the policy, and say it. None while there are languages left to build, and when the
    pages are served to their author: MkDocs then adds a script of its own, another one to each answer."""
    if languages.of(config) is not languages.LANGUAGES[0] or _serving():
        return None
    root = Path(config.site_dir)
    pages = {page: page.read_text(encoding="utf-8") for page in sorted(root.rglob("*.html"))}
    policy = text(scripts({page.relative_to(root).as_posix(): html for page, html in pages.items()}))
    meta = f'{CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
    for page, html in pages.items():
        if html.count(CHARSET) != 1:
            raise PluginError(f"policy: {page.relative_to(root)} has no {CHARSET} to put the policy after")
        page.write_text(html.replace(CHARSET, meta), encoding="utf-8")
    return policy


def scripts(pages: dict[str, str]) -> list[str]:
    """The scripts that every page holds. A script of one page only is refused."""
    held = {page: {body for attributes, body in SCRIPT.findall(html) if not DATA.search(attributes)}
            for page, html in pages.items()}
    common = set.intersection(*held.values())
    for page, found in held.items():
        for body in found - common:
            raise PluginError(f"policy: {page} holds a script that other pages do not, beginning {body.strip()[:60]!r}. "
                              "Make it a file in overrides/assets/javascripts/.")
    return sorted(common)


def text(inline: list[str]) -> str:
    """The policy of pages that hold these scripts."""
    hashes = (f" 'sha256-{b64encode(hashlib.sha256(body.encode()).digest()).decode()}'" for body in inline)
    return directives({**ALLOWED, "script-src": ALLOWED["script-src"] + "".join(hashes)})


def worker() -> str:
    """The policy of the worker that runs Python, which compiles WebAssembly. A worker takes it from its own response, so
    where a host sends no headers it has none."""
    return directives({"default-src": "'none'", "script-src": "'self' 'wasm-unsafe-eval'", "connect-src": "'self'"})


def directives(allowed: dict[str, str]) -> str:
    """A policy as browsers read it."""
    return "; ".join(f"{name} {sources}" for name, sources in allowed.items())


def _serving() -> bool:
    command = click.get_current_context(silent=True)
    return command is not None and command.info_name == "serve"
