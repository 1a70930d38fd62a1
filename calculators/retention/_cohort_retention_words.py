"""Shares as the retention calculator writes them."""

from calculators._numbers import percent, show

NONE = "–"


def share(fraction: float, digits: int = 1) -> str:
    """A share of 1 as per cent."""
    # Rounded first: a logarithm's last bit may differ from one machine to the next and must not reach a digit shown.
    return percent(round(fraction, 10), digits)


def hundred(fraction: float) -> str:
    """A share of 1 as so many of a hundred."""
    return show(round(fraction * 100, 8), 0)


def chance(p: float) -> str:
    """A p-value: p = 0.288, p < 0.001."""
    p = round(p, 9)
    return f"p = {show(p, 3)}" if p >= 0.001 else "p < 0.001"
