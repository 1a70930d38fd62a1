"""A maturity ladder: inflows and outflows by bucket, their running sum, and what is left of the cash to cover it.

The contractual maturity mismatch is the first monitoring tool of BCBS 238 (2013), Part 2.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Rung:
    """A bucket of the ladder: its net flow, the gap that has built up since the first, and cash at its end."""

    number: int
    net: float
    gap: float
    cash: float


def ladder(opening: float, flows: Sequence[tuple[float, float]]) -> tuple[Rung, ...]:
    """The rungs for an opening balance and (inflow, outflow) in each bucket."""
    rungs, gap = [], 0.0
    for number, (inflow, outflow) in enumerate(flows, 1):
        net = inflow - outflow
        gap += net
        rungs.append(Rung(number, net, gap, opening + gap))
    return tuple(rungs)


def first_below(rungs: Sequence[Rung], floor: float) -> Rung | None:
    """The first rung on which cash ends below a floor, by more than the rounding of floats."""
    return next((rung for rung in rungs if rung.cash < floor - 0.005), None)


def lowest(rungs: Sequence[Rung]) -> Rung:
    """The rung with the least cash, the first of equals."""
    return min(rungs, key=lambda rung: rung.cash)
