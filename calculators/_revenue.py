"""Revenue of cohorts: what users who started together pay, period by period, against their first. Standard library only.

Net revenue retention counts all that they pay, also what is more than at first; gross revenue retention counts of each user at
most what that user paid in the first period, so growth of some cannot hide the loss of others.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from calculators._cohorts import Log, Period
from calculators._text import Text, same


@dataclass(frozen=True)
class Paid:
    """A cohort's revenue: `net[k]` at age k, refunds taken off; `gross[k]` of it not above each user's first and no refunds, None
    where only totals are known."""

    name: Text
    net: tuple[float, ...]
    gross: tuple[float, ...] | None

    @property
    def age(self) -> int:
        """The last age that has been observed."""
        return len(self.net) - 1


@dataclass(frozen=True)
class Kept:
    """Cohorts old enough for an age, together: how many, their first period's revenue, and the shares of it at that age."""

    cohorts: int
    first: float
    net: float
    gross: float | None


def kept(cohorts: Iterable[Paid], age: int) -> Kept | None:
    """The share of revenue kept at an age by cohorts that have reached it; None where they paid nothing at first."""
    old = [c for c in cohorts if c.age >= age and c.net[0] > 0]
    first = sum(c.net[0] for c in old)
    if not first:
        return None
    known = all(c.gross for c in old)
    return Kept(len(old), first, sum(c.net[age] for c in old) / first,
                sum(c.gross[age] for c in old) / sum(c.gross[0] for c in old) if known else None)


def from_log(entries: Sequence[tuple[object, date, float]], period: Period, log: Log) -> tuple[Paid, ...]:
    """Revenue of the cohorts of a log, oldest first, over the same users and periods as the log's own counts."""
    paid: dict[object, dict[int, float]] = defaultdict(dict)
    numbers: dict[date, int] = {}
    for user, day, amount in entries:
        if day not in numbers:
            numbers[day] = period.number(day)
        periods = paid[user]
        periods[numbers[day]] = periods.get(numbers[day], 0.0) + amount
    sums: dict[int, tuple[list[float], list[float]]] = {}
    for periods in paid.values():
        joined = min(periods)
        if not log.first <= joined <= log.last:
            continue
        ages = log.last - joined + 1
        net, gross = sums.setdefault(joined, ([0.0] * ages, [0.0] * ages))
        most = max(0.0, periods[joined])
        for number, amount in periods.items():
            if number <= log.last:
                net[number - joined] += amount
                gross[number - joined] += min(max(0.0, amount), most)
    return tuple(Paid(same(period.label(joined)), tuple(net), tuple(gross)) for joined, (net, gross) in sorted(sums.items()))
