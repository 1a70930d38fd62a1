"""Both languages on this machine, rebuilt and reloaded when a file changes.

When nothing but pages changed, those alone are made anew, in a second or two; what other pages say of them (lists, search,
“Linked from”) follows with the next whole build, after a change of anything else.
"""

import os
import socket
import sys
from pathlib import Path

from mkdocs.__main__ import cli
from mkdocs.commands import build, serve

from scripts import contents
from scripts.languages import LANGUAGES

HOST = "127.0.0.1"
ROOT = Path(__file__).parents[1]
WATCHED = ("docs", "calculators", "overrides", "scripts", "tests/published", "mkdocs.yml")


class Builder:
    """Stands in for MkDocs' own build while serving: the pages that changed, or everything."""

    def __init__(self):
        self.seen = self.times()

    @staticmethod
    def times() -> dict[Path, float]:
        places = [ROOT / name for name in WATCHED]
        files = [file for place in places for file in (place.rglob("*") if place.is_dir() else [place])]
        return {file: file.stat().st_mtime for file in files if file.is_file() and "__pycache__" not in file.parts}

    def changed(self) -> set[Path]:
        """Files that were added, changed or removed since the last time."""
        before, self.seen = self.seen, self.times()
        return {file for file in before.keys() | self.seen.keys() if before.get(file) != self.seen.get(file)}

    def __call__(self, config, **options) -> None:
        changed = self.changed()
        pages = {file for file in changed if file.suffix == ".md" and file.is_file()}
        if not pages or pages != changed:
            build.build(config, **options)
            return
        for language in LANGUAGES:
            if any(contents.DOCS / language.code in file.parents for file in pages):
                build.build(language.config(config, strict=False, extra={"quick": True}), dirty=True)


def main() -> None:
    port = int(os.environ.get("PORT", "8000"))
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            sys.exit(f"Port {port} is in use by another program. Stop it, or run `make serve PORT={port + 1}`.")
    os.environ.setdefault("OFFLINE", "no")   # a saved edition would hide what was just written
    serve.build = Builder()
    cli(["serve", "--config-file", str(ROOT / "mkdocs.yml"), "--dev-addr", f"{HOST}:{port}", "--livereload"])


if __name__ == "__main__":
    main()
