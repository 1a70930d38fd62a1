"""One window of a browser, told what to do in the commands of W3C WebDriver; scripts/engines.py has the browsers."""

from collections.abc import Callable
from time import monotonic, sleep

LIMIT = 60   # seconds for anything to come
LOOK = 0.05   # seconds between two looks at whether it has
CONTROL, BACKSPACE = "\ue009", "\ue003"   # as WebDriver writes keys


class EngineError(Exception):
    """What a browser answers to a command that it cannot carry out."""


def until[T](look: Callable[[], T], what: str) -> T:
    """What `look` finds, once it is true. A page that is being left answers with an error: that is not yet."""
    end, found = monotonic() + LIMIT, None
    while monotonic() < end:
        try:
            if found := look():
                return found
        except EngineError as error:
            found = error
        sleep(LOOK)
    raise AssertionError(f"not within {LIMIT} s: {what}; last seen: {found!r}")


class Engine:
    """One window of a browser. `function` is a JavaScript function or arrow, which may be async; values go in and out as JSON."""

    def command(self, name: str, **values):
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def open(self, address: str) -> None:
        self.command("Navigate", url=address)

    def reload(self) -> None:
        """WebKitGTK answers before the old document has gone."""
        self.run("() => { document.old = true; }")
        self.command("Refresh")
        self.until("() => !document.old && document.readyState === 'complete'")

    def run(self, function: str, *values):
        return self.command("ExecuteScript", script=f"return ({function})(...arguments)", args=list(values))

    def until(self, function: str, *values):
        """What the function returns, once it is true."""
        return until(lambda: self.run(function, *values), f"{function} {values}")

    def press(self, selector: str) -> None:
        """With the mouse, once it can be: in the middle of the window, for at its edges stand a header and a headline that stay."""
        def click():
            self.run("selector => document.querySelector(selector).scrollIntoView({ block: 'center' })", selector)
            self.command("ElementClick", id=self._element(selector))
            return True

        until(click, f"{selector} can be pressed")

    def keys(self, selector: str, text: str) -> None:
        """Into a field, at its end; of a file field the path of the file."""
        self.command("ElementSendKeys", id=self._element(selector), text=text)

    def fill(self, selector: str, text: str) -> None:
        """In place of what stands in a field."""
        self.keys(selector, f"{CONTROL}a")
        self.keys(selector, text or BACKSPACE)

    def paste(self, selector: str, text: str) -> None:
        """Through the clipboard, as a reader does it."""
        self.run("text => document.body.append(Object.assign(document.createElement('textarea'), { id: 'copied', value: text }))", text)
        self.keys("#copied", f"{CONTROL}a")
        self.keys("#copied", f"{CONTROL}c")
        self.run("() => document.querySelector('#copied').remove()")
        self.keys(selector, f"{CONTROL}v")

    def _element(self, selector: str) -> str:
        [ident] = self.command("FindElement", using="css selector", value=selector).values()
        return ident
