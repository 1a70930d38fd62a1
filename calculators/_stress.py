"""A lending product moved away from its base: one assumption over its range, two together, a whole scenario.

A tornado ranks assumptions by how far profit swings over each one's range with the others at the base; a reverse stress
test asks what takes profit to zero (Basel Committee on Banking Supervision, Stress testing principles, October 2018).
"""

from dataclasses import dataclass
from itertools import product

from calculators import _lending
from calculators._lending import Driver, State, profit
from calculators._text import Text
from calculators._tornado import Swing


@dataclass(frozen=True)
class Pair:
    """Two assumptions at those ends of their ranges that together leave the least."""

    swings: tuple[Swing, Swing]
    ends: tuple[float, float]
    profit: float

    @property
    def breaks(self) -> bool:
        """A loss together, and none with either alone."""
        return self.profit < 0 <= min(swing.worse[1] for swing in self.swings)


@dataclass(frozen=True)
class Outcome:
    """A scenario played: `change` of profit, what its moves would change one at a time and added up (`apart`), the
    expected loss, and the share of the way after which profit is gone, or None."""

    name: Text
    moves: State
    profit: float
    change: float
    apart: float
    loss: float
    way: float | None


def swing(base: State, driver: Driver, ends: tuple[float, float]) -> Swing:
    """Profit at both ends of a range with everything else at the base."""
    return Swing(driver, ends, tuple(profit({**base, driver: end}) for end in ends))


def pair(base: State, one: Swing, other: Swing) -> Pair:
    """The worst of the four corners: profit is linear in each of the two, so no point between them is worse."""
    corners = {ends: profit({**base, one.driver: ends[0], other.driver: ends[1]}) for ends in product(one.ends, other.ends)}
    ends = min(corners, key=corners.get)
    return Pair((one, other), ends, corners[ends])


def outcome(base: State, name: Text, moves: State) -> Outcome:
    """A scenario with all its moves at once, and with each alone."""
    start, end = profit(base), {**base, **moves}
    return Outcome(name, moves, profit(end), profit(end) - start,
                   sum(profit({**base, driver: value}) - start for driver, value in moves.items()),
                   _lending.loss(end), _lending.way_to_zero(base, end))
