"""A run on a fund: what its holders ask for, day after day, against what is cash by then."""

from collections.abc import Sequence
from dataclasses import dataclass

CENT = 0.005  # a difference below half a cent is the rounding of floats, not money


@dataclass(frozen=True)
class Cash:
    """What a fund can pay from. `ready` is cash the same day, `line` a committed credit line, `sold` what sales add on each
    later day, all in money; assets are never sold beyond the fund's `size`."""

    size: float
    ready: float
    line: float
    sold: float = 0.0

    def by(self, day: int) -> float:
        """What can have been raised by the end of a day; the first is 1."""
        return min(self.size, self.ready + self.sold * (day - 1)) + self.line


@dataclass(frozen=True)
class Day:
    """A day of a run: what is asked for on it, what has been asked for since the run began, and what was raised by then."""

    number: int
    asked: float
    total: float
    raised: float

    @property
    def missing(self) -> float:
        """What is due and not there; 0 while everybody can be paid."""
        return max(0.0, self.total - self.raised)

    @property
    def paid(self) -> bool:
        return self.missing <= CENT


def run(cash: Cash, first: float, again: float, days: int) -> tuple[Day, ...]:
    """The days of a run that asks for `first` on day 1 and `again` times the day before on each later one, until everything
    has been asked for that the fund holds."""
    out, asked, total = [], first, 0.0
    for number in range(1, days + 1):
        asked = min(asked, cash.size - total)
        total += asked
        out.append(Day(number, asked, total, cash.by(number)))
        asked *= again
    return tuple(out)


def survived(days: Sequence[Day]) -> int:
    """How many days pass before the first on which not everybody can be paid: the survival period of the scenario."""
    return next((day.number - 1 for day in days if not day.paid), len(days))
