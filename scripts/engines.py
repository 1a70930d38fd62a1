"""Firefox and WebKitGTK to test in, as Debian has them, told what to do in the commands of W3C WebDriver.

No library drives both. Selenium reaches Firefox only through geckodriver, which Debian does not have, and Playwright only
builds of its own. A dozen commands are enough here: Firefox takes them over its own Marionette, which is what geckodriver
would translate them to, and WebKitGTK over HTTP from its WebKitWebDriver, on a screen that nobody sees.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from scripts.engine import LIMIT, Engine, EngineError, until

PROGRAMS = {"firefox-esr": ("firefox-esr", "firefox"), "webkit2gtk-driver": ("WebKitWebDriver",), "xvfb": ("Xvfb",)}
PREFERENCES = """\
user_pref("marionette.port", 0);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
"""


def find(package: str) -> str | None:
    """The path of the program for which a Debian package is needed."""
    return next(filter(None, map(shutil.which, PROGRAMS[package])), None)


def missing() -> list[str]:
    """The Debian packages that are not installed."""
    return [package for package in PROGRAMS if not find(package)]


class Firefox(Engine):
    def __init__(self):
        self._profile = TemporaryDirectory(ignore_cleanup_errors=True)
        folder = Path(self._profile.name)
        (folder / "user.js").write_text(PREFERENCES, encoding="utf-8")
        self._program = _start(find("firefox-esr"), "--headless", "--no-remote", "--marionette", "--profile", str(folder))
        port = folder / "MarionetteActivePort"
        until(lambda: port.exists() and port.read_text(), "Firefox listens")
        self._socket = socket.create_connection(("127.0.0.1", int(port.read_text())), timeout=2 * LIMIT)
        self._answers = self._socket.makefile("rb")
        self._sent = 0
        self._answer()   # it greets
        self.command("NewSession")

    def command(self, name, **values):
        self._sent += 1
        asked = json.dumps([0, self._sent, f"WebDriver:{name}", values]).encode()
        self._socket.sendall(b"%d:%s" % (len(asked), asked))
        _, _, error, result = self._answer()
        if error:
            raise EngineError(f"{error['error']}: {error['message']}")
        return result["value"] if set(result) == {"value"} else result

    def _answer(self):
        size = b""
        while (sign := self._answers.read(1)) != b":":
            if not sign:
                raise ConnectionError("Firefox has ended")
            size += sign
        return json.loads(self._answers.read(int(size)))

    def close(self):
        self._answers.close()
        self._socket.close()
        _end(self._program)
        self._profile.cleanup()


class WebKit(Engine):
    PATHS = {"Navigate": "url", "Refresh": "refresh", "ExecuteScript": "execute/sync", "FindElement": "element",
             "ElementClick": "element/{id}/click", "ElementSendKeys": "element/{id}/value", "SetTimeouts": "timeouts"}

    def __init__(self):
        reading, writing = os.pipe()
        self._screen = _start(find("xvfb"), "-displayfd", str(writing), "-screen", "0", "1280x1024x24", "-nolisten", "tcp",
                              pass_fds=[writing])
        os.close(writing)
        with open(reading, encoding="ascii") as display:
            environment = {**os.environ, "DISPLAY": f":{display.readline().strip()}"}
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self._program = _start(find("webkit2gtk-driver"), f"--port={port}", env=environment)
        self._address = f"http://127.0.0.1:{port}/session"
        until(lambda: self._ready(port), "WebKitWebDriver listens")
        self._address += "/" + self._post(self._address, {"capabilities": {}})["sessionId"]
        self.command("SetTimeouts", script=LIMIT * 1000)

    @staticmethod
    def _ready(port) -> bool:
        try:
            return socket.create_connection(("127.0.0.1", port)).close() is None
        except ConnectionRefusedError:
            return False

    def command(self, name, **values):
        return self._post(f"{self._address}/{self.PATHS[name].format(**values)}", values)

    @staticmethod
    def _post(address, values, method="POST"):
        asked = Request(address, json.dumps(values).encode(), {"Content-Type": "application/json"}, method=method)
        try:
            with urlopen(asked, timeout=2 * LIMIT) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            told = json.load(error)["value"]
            raise EngineError(f"{told['error']}: {told['message']}") from None

    def close(self):
        try:
            self._post(self._address, {}, "DELETE")   # ends the browser
        except (EngineError, URLError, OSError):
            pass
        _end(self._program)
        _end(self._screen)


ENGINES = {"firefox": Firefox, "webkit": WebKit}


def _start(*command: str, **options) -> subprocess.Popen:
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)


def _end(program: subprocess.Popen) -> None:
    program.terminate()
    try:
        program.wait(10)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()


def main() -> None:
    if packages := missing():
        sys.exit(f"These tests need Firefox, WebKitGTK and a screen for it, and something is missing. On Debian: "
                 f"`apt-get install {' '.join(packages)}`. Then run it again.")


if __name__ == "__main__":
    main()
