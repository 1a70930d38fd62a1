"""The browser's side of the one entry point: texts across the border, no proxies."""

import json
from collections.abc import Callable

from calculators import _progress, _run


def answer(name: str, values: str, lang: str, send: Callable[[float, str], None]) -> str:
    """`_run.answer` with its values and its result as JSON; `send(fraction, words)` hears of progress."""
    _progress.listen(lambda fraction, words: send(fraction, words[lang]))
    try:
        return json.dumps(_run.answer(name, json.loads(values), lang), ensure_ascii=False)
    finally:
        _progress.listen(None)
