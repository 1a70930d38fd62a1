"""A retention triangle: what its cohorts say together, age by age. Standard library only.

A cohort counts at an age only if it has reached it. Averages over ages are therefore taken over fewer and older cohorts
as the age grows; the steps from one age to the next compare the same cohorts before and after.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from calculators._cohorts import Cohort
from calculators._survival import LogRank, Survival, kaplan_meier, log_rank
from calculators._text import Text


@dataclass(frozen=True)
class Total:
    """Cohorts old enough for an age: how many, their users at the start, the period before and at that age."""

    cohorts: int
    size: int
    before: int
    there: int

    @property
    def share(self) -> float:
        return self.there / self.size

    @property
    def stayed(self) -> float | None:
        """Users there for each one there the period before; None where nobody was."""
        return self.there / self.before if self.before else None


def total(cohorts: Iterable[Cohort], age: int) -> Total:
    """The cohorts that have reached an age, taken together; before age 0 stands the size itself."""
    old = [c for c in cohorts if c.age >= age]
    return Total(len(old), sum(c.size for c in old), sum(c.counts[max(age - 1, 0)] for c in old),
                 sum(c.counts[age] for c in old))


def typical_age(cohorts: Iterable[Cohort]) -> int:
    """The last age that more than half of the cohorts watched for a period or longer have reached."""
    ages = sorted(c.age for c in cohorts if c.age)
    return ages[(len(ages) - 1) // 2]


def _lives(cohort: Cohort) -> list[tuple[int, int, int]]:
    """Age, end or not, and how many: going missing between two ages is an end at the later one, being there at the last age
    observed is censored."""
    steps = pairwise(cohort.counts)
    return [(age, 1, before - there) for age, (before, there) in enumerate(steps, 1)] + [(cohort.age, 0, cohort.counts[-1])]


def curve(cohorts: Iterable[Cohort]) -> Survival:
    """The product-limit curve of cohorts whose counts never rise."""
    rows = [row for cohort in cohorts for row in _lives(cohort)]
    return kaplan_meier(*zip(*rows, strict=True))


@dataclass(frozen=True)
class Comparison:
    """Older and newer cohorts at one age, and a log-rank test; `early` is the same test with stress on early ages.

    The test is of who is there at that age and who is not, or, where there is an `early` one, of all ages. `names` are those
    of two single cohorts.
    """

    age: int
    older: Total
    newer: Total
    test: LogRank
    early: LogRank | None = None
    names: tuple[Text, Text] | None = None

    @property
    def better(self) -> bool:
        """Whether the newer ones lost fewer than they would have, were there no difference."""
        return self.test.observed[1] < self.test.expected[1]


def compare(cohorts: Iterable[Cohort]) -> Comparison | None:
    """The newer half against the older half of the cohorts, oldest first, at the typical age of the newer ones.

    None for a single cohort, or when no older cohort has reached that age.
    """
    watched = [c for c in cohorts if c.age]
    half = len(watched) // 2
    if not half:
        return None
    age = typical_age(watched[-half:])
    old, new = total(watched[:-half], age), total(watched[-half:], age)
    if not old.size:
        return None
    return Comparison(age, old, new, _at_one_age(old, new))


def compare_two(old: Cohort, new: Cohort, *, leaving: bool) -> Comparison:
    """Two cohorts: where users only leave, by the log-rank test over all ages; else at the last age that both have reached."""
    age = min(old.age, new.age)
    totals = total([old], age), total([new], age)
    if not leaving:
        return Comparison(age, *totals, _at_one_age(*totals), names=(old.name, new.name))
    rows = [(*life, place) for place, cohort in enumerate((old, new)) for life in _lives(cohort)]
    times, events, counts, groups = zip(*rows, strict=True)
    return Comparison(age, *totals, log_rank(times, events, groups, counts),
                      log_rank(times, events, groups, counts, early=True), (old.name, new.name))


def _at_one_age(old: Total, new: Total) -> LogRank:
    """The log-rank test of who is there and who is not."""
    gone_or_there = [old.size - old.there, old.there, new.size - new.there, new.there]
    return log_rank([1] * 4, [1, 0, 1, 0], ["old", "old", "new", "new"], gone_or_there)
