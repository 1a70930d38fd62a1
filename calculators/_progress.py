"""How far a long calculation is. Whoever runs a calculator may listen; nobody has to."""

from collections.abc import Callable

from calculators._text import Text

_listener: Callable[[float, Text], None] | None = None


def listen(listener: Callable[[float, Text], None] | None) -> None:
    """Send every report to `listener(fraction, words)`; None stops it."""
    global _listener
    _listener = listener


def report(done: float, total: float, words: Text) -> None:
    """Tell that `done` of `total` steps are finished. Cheap; call it every few thousand steps."""
    if _listener:
        _listener(min(done / total, 1.0) if total else 1.0, words)
