"""Cohort retention: how many of each period's new users are still there, and whether that is getting better.

From a log of users and dates, or from a ready triangle. The share at an age is taken over the cohorts old enough to
have reached it. Where users can only leave, the product-limit estimate (Kaplan and Meier, 1958) uses every cohort as
far as it has been watched; newer and older cohorts are compared by the log-rank statistic of one age.
"""

import datetime
from dataclasses import dataclass
from enum import Enum

from calculators._cohorts import LONGEST, Cohort, Log, Period, TooLong, from_log, simulate
from calculators._inputs import InputError, ask
from calculators._kinds import Choice, Day, Integer
from calculators._results import Block, Preset
from calculators._survival import Survival
from calculators._tables import Table
from calculators._text import Text
from calculators._triangle import Comparison, compare, curve, total, typical_age
from calculators._triangle_rows import Line
from calculators.retention import _cohort_retention
from calculators.retention._cohort_retention_rows import Entry, Reading

TITLE = Text("Cohort retention", "同期群留存")
COME_AND_GO = Text("; if users come and go, choose “Active in the period itself” below.",
                   "；若用户来来去去，请在下方选“当期活跃”。")


class Source(Enum):
    """What the reader has."""

    TRIANGLE = Text("A ready triangle of counts", "现成的留存三角表（人数）")
    LOG = Text("A log of users and dates", "用户与日期的流水")


_S12A = (Line(Text("Fader & Hardie 2007", "Fader & Hardie 2007"), 1000, 631, 468, 382, 326),)
_SIMULATED = tuple(Entry(user, day) for user, day in simulate())
_FROM_LOG, _FROM_TRIANGLE = ("source", (Source.LOG,)), ("source", (Source.TRIANGLE,))


@dataclass(frozen=True)
class Inputs:
    source: Source = ask(Choice(Text("What you have", "现有数据"), options=Source), Source.TRIANGLE,
                         group=Text("Users", "用户数据"))
    triangle: tuple[Line, ...] = ask(Table(Text("Users still there", "各期仍在人数"), row=Line, most=60, help=Text(
        "Oldest cohort first. Leave empty what has not happened yet; a zero means that nobody was there.",
        "最早的同期群排在最前。尚未发生的留空；填 0 表示当期无人。")), _S12A, only=_FROM_TRIANGLE)
    step: Period = ask(Choice(Text("One period of the triangle is a", "三角表的一期为"), options=Period), Period.YEAR,
                       only=_FROM_TRIANGLE)
    log: tuple[Entry, ...] = ask(Table(Text("Log", "流水"), row=Entry, most=300_000, help=Text(
        "The rows shown at first are simulated; put your own in their place. They do not leave this device.",
        "初始内容为模拟数据，请换成自己的。数据不会离开本设备。")), _SIMULATED, only=_FROM_LOG)
    period: Period = ask(Choice(Text("Count by", "统计周期"), options=Period), Period.MONTH, only=_FROM_LOG)
    complete: datetime.date | None = ask(Day(Text("The log is complete up to", "流水完整至"), optional=True, help=Text(
        "Empty: up to its last entry. A period that is not over on this day is left out.",
        "留空则以最后一条记录为准。到该日尚未结束的一期不计入。")), None, only=_FROM_LOG)
    pause: int = ask(Integer(Text("Periods a user may pause", "允许暂停的期数"), low=0, high=_cohort_retention.PAUSES, help=Text(
        "For “not yet left”: so many last periods only show who comes back, lest a pause be taken for leaving.",
        "用于“尚未流失”：最后这几期只用来识别谁回来了，以免把暂停当作流失。")), 1, only=_FROM_LOG)
    since: datetime.date | None = ask(Day(
        Text("Leave out users first seen before", "剔除首次出现早于此日的用户"), optional=True, help=Text(
            "For a log that begins when the product was already running.", "流水晚于产品上线时，用来排除老用户。")),
        None, only=_FROM_LOG)
    reading: Reading = ask(Choice(Text("A user counts as retained when", "如何算留存"), options=Reading),
                           Reading.NOT_LEFT, group=Text("Reading", "口径"))


@dataclass(frozen=True)
class Result:
    """Cohorts from oldest to newest, ages in periods, shares of 1. `curve` is None where users may come back."""

    period: Period
    cohorts: tuple[Cohort, ...]
    curve: Survival | None
    comparison: Comparison | None
    log: Log | None
    pause: int

    @property
    def last(self) -> int:
        """The last age that any cohort has reached."""
        return max(c.age for c in self.cohorts)

    @property
    def typical(self) -> int:
        """The age of the headline: the last that more than half of the cohorts have reached."""
        return typical_age(self.cohorts)

    def share(self, age: int) -> float:
        """The share there at an age: the product-limit estimate where there is one, else the weighted average."""
        return self.curve.at(age)[0] if self.curve else total(self.cohorts, age).share

    def stayed(self, age: int) -> float | None:
        """Users there at an age for each one there the period before, in the same cohorts; None where nobody was."""
        return total(self.cohorts, age).stayed

    def view(self) -> tuple[Block, ...]:
        return _cohort_retention.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """Cohorts, their curve and the comparison of newer with older ones. Raises InputError for counts that cannot be."""
    if inputs.source is Source.LOG:
        log, period = _read(inputs), inputs.period
        cohorts = log.cohorts
    else:
        log, period = None, inputs.step
        rising = COME_AND_GO if inputs.reading is Reading.NOT_LEFT else None
        cohorts = tuple(line.cohort(row, rising=rising) for row, line in enumerate(inputs.triangle))
    if not any(c.age for c in cohorts):
        raise InputError("log", Text(
            "Only one period can be counted, which shows no retention: take a longer log, shorter periods or fewer pauses.",
            "只有一期可以统计，看不出留存：请用更长的流水、更短的周期，或减少允许暂停的期数。")) if log else InputError(
                "triangle", Text("Give at least one cohort with a count for period 1.", "请至少填写一个有第 1 期人数的同期群。"))
    leaving = inputs.reading is Reading.NOT_LEFT
    return Result(period, cohorts, curve(cohorts) if leaving else None, compare(cohorts), log, inputs.pause)


def _read(inputs: Inputs) -> Log:
    """The cohorts of the log. Raises InputError."""
    if not inputs.log:
        raise InputError("log", Text("Paste rows of user and date, or load a file.", "请粘贴用户与日期，或载入文件。"))
    for row, entry in enumerate(inputs.log):
        if not entry.user:
            raise InputError(f"log.{row}.user", Text("Row {n}: the user is missing.", "第 {n} 行：缺少用户。").format(
                n=row + 1))
    try:
        log = from_log([(entry.user, entry.date) for entry in inputs.log], inputs.period,
                       leaving=inputs.reading is Reading.NOT_LEFT, pause=inputs.pause, complete=inputs.complete,
                       since=inputs.since)
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


PRESETS = {
    "S-12a": Preset(Text("One cohort of subscribers over four years", "一批订阅用户的四年"), Inputs()),
    "simulated": Preset(Text("A simulated log of seven months", "七个月的模拟流水"), Inputs(source=Source.LOG)),
}
