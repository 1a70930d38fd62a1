"""Resolve pyproject.toml's dependency groups into requirements files: pinned, with hashes, for every platform."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
OPTIONS = ("--universal", "--generate-hashes", "--no-emit-index-url", "--no-header", "--quiet", "--python-version", "3.12")
FILES = {"requirements.txt": ("site", "runtime"), "requirements-test.txt": ("site", "runtime", "test")}


def main() -> None:
    for file, groups in FILES.items():
        chosen = [option for group in groups for option in ("--group", group)]
        limits = [] if file == "requirements.txt" else ["--constraint", "requirements.txt"]
        subprocess.run([sys.executable, "-m", "uv", "pip", "compile", *OPTIONS, *chosen, *limits, "--output-file", file],
                       cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
