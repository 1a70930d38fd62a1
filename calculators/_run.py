"""The one entry point that the build and the browser share: typed texts in, HTML or sentences out."""

from collections.abc import Callable, Iterable, Mapping
from types import ModuleType

from calculators import _html, load
from calculators._inputs import InputError, InputErrors, parse
from calculators._results import Block


def view(module: ModuleType, values: Mapping[str, str]) -> Iterable[Block]:
    """The answer's blocks, each made when it is asked for. Raises InputErrors, at once, for whatever the reader can mend."""
    try:
        return module.calculate(parse(module.Inputs, values)).view()
    except InputError as error:
        raise InputErrors([error]) from None


def answer(name: str, values: Mapping[str, str], lang: str, picture: _html.Picture = lambda spec: "",
           opening: Callable[[str], None] = lambda html: None) -> dict:
    """{"html": …} for a result, {"errors": {field: sentence}} for what the reader can mend; anything else raises.

    `values` maps input names to typed text, absent ones keep their default; `lang` is a field of Text; `opening` hears of the
    first part of a result while the rest is made. Unknown calculators raise KeyError.
    """
    try:
        return {"html": _html.answer(view(load(name), values), lang, picture, opening)}
    except InputErrors as problem:
        return {"errors": {error.field: error.sentence[lang] for error in problem.errors}}
