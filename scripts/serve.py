"""Both languages on this machine, rebuilt and reloaded when a file changes."""

import os
import socket
import sys
from pathlib import Path

from mkdocs.__main__ import cli

HOST = "127.0.0.1"
ROOT = Path(__file__).parents[1]


def main() -> None:
    port = int(os.environ.get("PORT", "8000"))
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            sys.exit(f"Port {port} is in use by another program. Stop it, or run `make serve PORT={port + 1}`.")
    cli(["serve", "--config-file", str(ROOT / "mkdocs.yml"), "--dev-addr", f"{HOST}:{port}", "--livereload"])


if __name__ == "__main__":
    main()
