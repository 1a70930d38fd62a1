"""Cohorts: users who started in the same period, and how many of them are still there, period by period.

A cohort's counts begin with its size at age 0 and end with the last age that has been observed; what is not yet
observed is not in it, so nothing can be mistaken for a zero. Standard library only.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise
from statistics import median

from calculators._progress import report
from calculators._text import Text, same

COUNTING = Text("counting users", "正在统计用户")
LONGEST = 60  # periods: a table of 60 by 60 is the most that anybody can look at


class Period(Enum):
    """The length of a period; a week begins on Monday (ISO 8601)."""

    DAY = Text("Day", "日")
    WEEK = Text("Week", "周")
    MONTH = Text("Month", "月")
    YEAR = Text("Year", "年")

    @property
    def one(self) -> Text:
        """As in “stay a month”."""
        return Text(f"a {self.value.en.lower()}", f"一{self._unit}")

    def span(self, count: int) -> Text:
        """So many of them: 1 month, 4 years."""
        return Text(f"{count} {self.value.en.lower()}{'' if count == 1 else 's'}", f"{count} {self._unit}")

    @property
    def a_year(self) -> float:
        """How many of them make a year of 365 days."""
        return {Period.DAY: 365, Period.WEEK: 365 / 7, Period.MONTH: 12, Period.YEAR: 1}[self]

    @property
    def _unit(self) -> str:
        return {Period.DAY: "天", Period.MONTH: "个月"}.get(self, self.value.zh)

    def number(self, day: date) -> int:
        """The period that holds a day, counted from an arbitrary start; the next period has the next number."""
        match self:
            case Period.DAY:
                return day.toordinal()
            case Period.WEEK:
                return (day.toordinal() - 1) // 7
            case Period.MONTH:
                return day.year * 12 + day.month - 1
        return day.year

    def begins(self, number: int) -> date:
        """The first day of a period."""
        match self:
            case Period.DAY:
                return date.fromordinal(number)
            case Period.WEEK:
                return date.fromordinal(number * 7 + 1)
            case Period.MONTH:
                return date(number // 12, number % 12 + 1, 1)
        return date(number, 1, 1)

    def last_over(self, day: date) -> int:
        """The last period that is over when that day is."""
        return self.number(day + timedelta(1)) - 1 if day < date.max else self.number(day)

    def label(self, number: int) -> str:
        """The ISO name of a period: 2026-01-31, 2026-W05, 2026-01 or 2026."""
        match self:
            case Period.DAY:
                return date.fromordinal(number).isoformat()
            case Period.WEEK:
                year, week, _ = date.fromordinal(number * 7 + 1).isocalendar()
                return f"{year:04}-W{week:02}"
            case Period.MONTH:
                return f"{number // 12:04}-{number % 12 + 1:02}"
        return f"{number:04}"


@dataclass(frozen=True)
class Cohort:
    """Users who started together: `counts[k]` of them are there at age k, counted in periods."""

    name: Text
    counts: tuple[int, ...]

    @property
    def size(self) -> int:
        return self.counts[0]

    @property
    def age(self) -> int:
        """The last age that has been observed."""
        return len(self.counts) - 1


@dataclass(frozen=True)
class Log:
    """What a log says: its cohorts, oldest first, the first and last period counted and the last one that holds an entry.

    `silences` says how many returns there were after so many silent periods, by that number; 0 is the very next period.
    `before` is how many users were left out because they were first seen before the first period.
    """

    cohorts: tuple[Cohort, ...]
    period: Period
    first: int
    last: int
    latest: int
    silences: dict[int, int]
    before: int

    @property
    def older(self) -> int:
        """How many users of the first period probably started before the log did: its surplus over the median of later cohorts,
        where it is more than twice that and larger than any; else 0."""
        later = sorted(c.size for c in self.cohorts[1:])
        if len(later) < 2 or self.cohorts[0].name != same(self.period.label(self.first)):
            return 0
        usual = median(later)
        size = self.cohorts[0].size
        return round(size - usual) if size > max(2 * usual, later[-1]) else 0

    def longer(self, pause: int) -> float:
        """The share of all returns that came after a longer silence than `pause` periods; 0 where nobody returned."""
        return sum(n for silence, n in self.silences.items() if silence > pause) / max(1, sum(self.silences.values()))


class TooLong(ValueError):
    """A log that spans more periods than a table can hold; its arguments are how many, the first and the last."""


def from_log(entries: Sequence[tuple[object, date]], period: Period, *, leaving: bool, pause: int = 0,
             complete: date | None = None, since: date | None = None) -> Log:
    """Cohorts by the period of each user's first entry.

    A user counts at an age when active in that period or, if `leaving`, in that or a later one. Only periods that are
    over on the day `complete` (by default the day of the last entry) are used; if `leaving`, the last `pause` of them
    only show who comes back and are not counted themselves. Users first seen before the period of `since` are left out.
    Raises TooLong, and ValueError when there is no entry.
    """
    latest = max(day for _, day in entries)
    last = period.last_over(complete or latest)
    counted = last - pause if leaving else last
    start = period.number(since or min(day for _, day in entries))
    if last - start >= LONGEST:
        raise TooLong(last - start + 1, period.label(start), period.label(last))
    histories = _histories(entries, period, start, last)
    counts: dict[int, list[int]] = {}
    for history, users in histories.items():
        joined = (history & -history).bit_length() - 1
        if not history or not joined or start + joined - 1 > counted:
            continue
        ages = counts.setdefault(joined, [0] * (counted - start - joined + 2))
        since_joined = history >> joined
        for age in range(min(since_joined.bit_length(), len(ages))):
            if leaving or since_joined >> age & 1:
                ages[age] += users
    named = ((same(period.label(start + joined - 1)), tuple(ages)) for joined, ages in sorted(counts.items()))
    return Log(tuple(Cohort(*pair) for pair in named), period, start, counted, period.number(latest), _silences(histories),
               sum(users for history, users in histories.items() if history & 1))


def _histories(entries: Sequence[tuple[object, date]], period: Period, start: int, last: int) -> Counter[int]:
    """How many users share each history, a whole number: bit 0 for anything before the start, then a bit a period."""
    bits: dict[date, int] = {}
    seen: dict[object, int] = {}
    for row, (user, day) in enumerate(entries):
        if row % 5000 == 4999:
            report(row, len(entries), COUNTING)
        if day not in bits:
            place = period.number(day) - start + 1
            bits[day] = 1 << max(place, 0) if place <= last - start + 1 else 0
        seen[user] = seen.get(user, 0) | bits[day]
    return Counter(seen.values())


def _silences(histories: Counter[int]) -> dict[int, int]:
    found: Counter[int] = Counter()
    for history, users in histories.items():
        active = [place for place in range(1, history.bit_length()) if history >> place & 1]
        for before, after in pairwise(active):
            found[after - before - 1] += users
    return dict(sorted(found.items()))
