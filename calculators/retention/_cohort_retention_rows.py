"""What the retention calculator reads: lines of a log, and cohorts of a triangle of revenue."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from calculators._cohorts import LONGEST, Cohort, Log, Period, TooLong, from_log
from calculators._inputs import InputError, ask
from calculators._kinds import Amount, Day, Words
from calculators._revenue import Paid
from calculators._tables import row_error
from calculators._text import Text, as_text
from calculators._triangle_rows import AGES


class Reading(Enum):
    """When a user counts as retained."""

    NOT_LEFT = Text("Not yet left: there in the period or in any later one", "尚未流失：当期或之后任一期仍在")
    ACTIVE = Text("Active in the period itself", "当期活跃")


@dataclass(frozen=True)
class Entry:
    """A line of the log: somebody was active on a day, and perhaps paid."""

    user: str | Text = ask(Words(Text("User", "用户")))
    date: datetime.date = ask(Day(Text("Date", "日期")))
    amount: float | None = ask(Amount(Text("Amount", "金额"), low=-1e12, optional=True), None)


def _paid(age: int):
    return ask(Amount(Text(f"Period {age}", f"第 {age} 期"), low=-1e12, optional=True), None)


@dataclass(frozen=True)
class Revenue:
    """A cohort of a triangle of revenue: what its users paid in the first period and in those after; None is not observed yet."""

    name: str | Text = ask(Words(Text("Cohort", "同期群")))
    first: float = ask(Amount(Text("First period", "首期"), low=0.01))
    p1: float | None = _paid(1)
    p2: float | None = _paid(2)
    p3: float | None = _paid(3)
    p4: float | None = _paid(4)
    p5: float | None = _paid(5)
    p6: float | None = _paid(6)
    p7: float | None = _paid(7)
    p8: float | None = _paid(8)
    p9: float | None = _paid(9)
    p10: float | None = _paid(10)
    p11: float | None = _paid(11)
    p12: float | None = _paid(12)

    def paid(self, place: int) -> Paid:
        """The cohort that this line, at a place from 0, describes. Raises InputError about a column for a hole."""
        later = [getattr(self, f"p{age}") for age in AGES]
        known = [amount for amount in later if amount is not None]
        if None in later[:len(known)]:
            age = later.index(None) + 1
            raise InputError(f"p{age}", Text("period {age} is empty, but a later one is not.",
                                             "第 {age} 期为空，之后却有数。").format(age=age))
        name = as_text(self.name) if self.name else Text(f"Cohort {place + 1}", f"同期群 {place + 1}")
        return Paid(name, (self.first, *known), None)


def read_log(entries: tuple[Entry, ...], period: Period, *, leaving: bool, pause: int, complete: datetime.date | None,
             since: datetime.date | None) -> Log:
    """The cohorts of the log. Raises InputError."""
    if not entries:
        raise InputError("log", Text("Paste rows of user and date, or load a file.", "请粘贴用户与日期，或载入文件。"))
    for row, entry in enumerate(entries):
        if not entry.user:
            raise row_error("log", entries, row, "user", Text("the user is missing.", "缺少用户。"))
    try:
        log = from_log([(entry.user, entry.date) for entry in entries], period, leaving=leaving, pause=pause, complete=complete,
                       since=since)
    except TooLong as long:
        count, first, last = long.args
        raise InputError("period", Text(
            "From {first} to {last} there are {n} periods, more than {most}. Count by longer ones, or correct a date.",
            "从 {first} 到 {last} 共 {n} 期，超过 {most} 期。请改用更长的周期，或更正有误的日期。").format(
                n=f"{count:,}", first=first, last=last, most=LONGEST)) from None
    if not log.cohorts:
        raise InputError("log", Text(
            "No user is left to count: no period of this log is over, or the settings below leave everybody out.",
            "没有可统计的用户：流水中尚无已结束的周期，或下方设置把用户全部排除了。"))
    return log


def find(name: str, field: str, cohorts: Sequence[Cohort], default: Cohort) -> Cohort:
    """The cohort of that name, or the default for none. Raises InputError, which lists those that there are."""
    if not name:
        return default
    for cohort in cohorts:
        if name.casefold() in (cohort.name.en.casefold(), cohort.name.zh.casefold()):
            return cohort
    raise InputError(field, Text("No cohort watched for a period has this name. There are: {names}.",
                                 "没有观察满一期的同名同期群。现有：{names}。").format(names=Text(
                                     ", ".join(c.name.en for c in cohorts), "、".join(c.name.zh for c in cohorts))))
