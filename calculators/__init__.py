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


def modules() -> dict[str, str]:
    """The full name of each calculator's module, by group and then by name: those that are there, as a browser has only some."""
    found = {}
    for group in GROUPS:
        folder = files(__name__).joinpath(group)
        for item in sorted(folder.iterdir() if folder.is_dir() else (), key=lambda item: item.name):
            name, _, end = item.name.partition(".")
            if end in {"py", "pyc"} and not name.startswith("_"):
                found[name] = f"{__name__}.{group}.{name}"
    return found


def names() -> tuple[str, ...]:
    """The calculators, by group and then by name."""
    return tuple(modules())


def group(name: str) -> str:
    """The group of a calculator: its folder in this package."""
    return modules()[name].split(".")[1]


@cache
def load(name: str) -> ModuleType:
    """The calculator of that name. Raises KeyError for an unknown one."""
    return import_module(modules()[name])
