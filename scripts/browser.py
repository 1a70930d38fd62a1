"""A Chromium to test in: one that is installed, else Playwright's own, else Debian's package, else a sentence."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
# Chromium looks for updates and for its maker's hosts at every start; a test must not depend on them.
ARGUMENTS = ("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--disable-gpu", *(("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()))
MISSING = ("The tests need Chromium or Chrome, and none could be found or installed. Install one (on Debian or Ubuntu: "
           "`apt-get install chromium`) or set BROWSER to the path of the program, then run it again.")


def find() -> str | None:
    """The path of a browser, or None."""
    named = os.environ.get("BROWSER")
    if named and Path(named).exists():
        return named
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or next((place for place in PLACES if Path(place).exists()), None) or _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _try(*command: str) -> bool:
    try:
        return subprocess.run(command, timeout=600, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def main() -> None:
    if find() or _try(sys.executable, "-m", "playwright", "install", "chromium") and find():
        return
    if shutil.which("apt-get") and _try("apt-get", "update") and _try("apt-get", "install", "--yes", "chromium") and find():
        return
    sys.exit(MISSING)


if __name__ == "__main__":
    main()
