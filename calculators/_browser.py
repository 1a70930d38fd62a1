"""The browser's side of the one entry point: texts across the border, no proxies."""

import gc
import json
import random
from collections.abc import Callable

from calculators import _progress, _run


def answer(name: str, values: str, lang: str, progress: Callable[[float, str], None], opening: Callable[[str], None]) -> str:
    """`_run.answer` with its values and its result as JSON; `progress(fraction, words)` hears how far it is."""
    _progress.listen(lambda fraction, words: progress(fraction, words[lang]))
    try:
        return json.dumps(_run.answer(name, json.loads(values), lang, opening=opening), ensure_ascii=False)
    finally:
        _progress.listen(None)


def rehearse(names: list[str]) -> None:
    """Let each calculator answer its own example, so that what it imports is there when the memory is kept."""
    for name in names:
        _run.answer(name, {}, "en")
    gc.collect()


def restored() -> None:
    """Begin after the memory was read back: two that begin alike must not draw the same random numbers."""
    random.seed()
