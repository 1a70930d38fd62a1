"""Logs that are made up, for examples: drawn with a seed, the same on every machine."""

from calendar import monthrange
from datetime import date
from random import Random

from calculators.retention._cohort_retention_rows import Entry


def simulate(seed: int = 2026, months: int = 7, users: int = 11) -> list[tuple[str, date]]:
    """A made-up log of (user, day) for an example: so many new users in each of the first `months` of 2026.

    By chance half of the users are steady and leave with a probability of 6 % a month, the others of 45 %; whoever has
    not left is active in nine months of ten. Only Random.random is drawn, so that every version of Python gives the
    same log.
    """
    draw = Random(seed).random
    rows = []
    for start in range(1, months + 1):
        for number in range(1, users + 1):
            leaves = 0.06 if draw() < 0.5 else 0.45
            for month in range(start, months + 1):
                if month > start and draw() < leaves:
                    break
                if month == start or draw() < 0.9:
                    day = date(2026, month, 1 + int(draw() * monthrange(2026, month)[1]))
                    rows.append((f"u{start}{number:02}", day))
    return sorted(rows, key=lambda row: (row[1], row[0]))


def paying() -> tuple[Entry, ...]:
    """The simulated log with invented payments: 20 at first, then 2 more each month of every other user and 2 less of the rest,
    but nothing below 4."""
    begun: dict[str, date] = {}
    rows = []
    for user, day in simulate():
        months = day.month - begun.setdefault(user, day).month
        rows.append(Entry(user, day, float(max(4, 20 + 2 * months * (1 if int(user[1:]) % 2 else -1)))))
    return tuple(rows)


def late() -> tuple[Entry, ...]:
    """A simulated log of nine months that begins in the fourth, when the product was already running."""
    return tuple(Entry(user, day) for user, day in simulate(months=9) if day.month > 3)
