"""Calculators for internet-finance products: a module is a calculator.

Each public module has TITLE, Inputs, Result, PRESETS and calculate(Inputs) -> Result. They need the standard library
only. In Python:

    >>> from calculators.pricing import loan_apr
    >>> loan_apr.calculate(loan_apr.Inputs(principal=12_000)).nominal  # doctest: +ELLIPSIS
    0.162...
"""

from functools import cache
from importlib import import_module
from importlib.resources import files
from types import ModuleType

__version__ = "0.1.0"
GROUPS = ("risk", "pricing", "retention", "product")


@cache
def _modules() -> dict[str, str]:
    found = {}
    for group in GROUPS:
        for item in sorted(files(__name__).joinpath(group).iterdir(), key=lambda item: item.name):
            name, _, end = item.name.partition(".")
            if end in {"py", "pyc"} and not name.startswith("_"):
                found[name] = f"{__name__}.{group}.{name}"
    return found


def names() -> tuple[str, ...]:
    """The calculators, by group and then by name."""
    return tuple(_modules())


def group(name: str) -> str:
    """The group of a calculator: its folder in this package."""
    return _modules()[name].split(".")[1]


def load(name: str) -> ModuleType:
    """The calculator of that name. Raises KeyError for an unknown one."""
    return import_module(_modules()[name])
