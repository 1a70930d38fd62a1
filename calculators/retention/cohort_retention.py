"""Cohort retention: how many of each period's new users are still there, and whether that is getting better.

From a log of users and dates, or from a ready triangle. The share at an age is taken over the cohorts old enough to
have reached it. Where users can only leave, the product-limit estimate (Kaplan and Meier, 1958) uses every cohort as
far as it has been watched; newer and older cohorts are compared by the log-rank statistic of one age.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from calculators import _revenue
from calculators._cohorts import Cohort, Log, Period
from calculators._inputs import InputError, ask
from calculators._kinds import Choice, Day, Integer, Words
from calculators._results import Block, Preset
from calculators._revenue import Paid
from calculators._survival import Survival
from calculators._tables import Table, each
from calculators._text import Text
from calculators._triangle import Comparison, compare, compare_two, curve, total, typical_age
from calculators._triangle_rows import Line
from calculators.retention import _cohort_retention, _sample_logs
from calculators.retention._cohort_retention_rows import Entry, Reading, Revenue, find, read_log

TITLE = Text("Cohort retention", "同期群留存")
COME_AND_GO = Text("; if users come and go, choose “Active in the period itself” below.",
                   "；若用户来来去去，请在下方选“当期活跃”。")


class Source(Enum):
    """What the reader has."""

    TRIANGLE = Text("A ready triangle of counts", "现成的留存三角表（人数）")
    LOG = Text("A log of users and dates", "用户与日期的流水")


class Compared(Enum):
    """Which cohorts are held against each other."""

    HALVES = Text("The newer half with the older half", "较新一半与较早一半")
    TWO = Text("Two cohorts", "两个同期群")


_S12A = (Line(Text("Fader & Hardie 2007", "Fader & Hardie 2007"), 1000, 631, 468, 382, 326),)
_SIMULATED = tuple(Entry(user, day) for user, day in _sample_logs.simulate())
_FROM_LOG, _FROM_TRIANGLE = ("source", (Source.LOG,)), ("source", (Source.TRIANGLE,))
_TWO = ("compared", (Compared.TWO,))


@dataclass(frozen=True)
class Inputs:
    source: Source = ask(Choice(Text("What you have", "现有数据"), options=Source), Source.TRIANGLE,
                         group=Text("Users", "用户数据"))
    triangle: tuple[Line, ...] = ask(Table(Text("Users still there", "各期仍在人数"), row=Line, most=60, help=Text(
        "Oldest cohort first. Leave empty what has not happened yet; a zero means that nobody was there.",
        "最早的同期群排在最前。尚未发生的留空；填 0 表示当期无人。")), _S12A, only=_FROM_TRIANGLE)
    revenue: tuple[Revenue, ...] = ask(Table(Text("Revenue from them", "各期收入"), row=Revenue, most=60, help=Text(
        "If known: what each cohort paid in all. Leave the table empty otherwise.",
        "各同期群每期合计付款，没有就留空。")), (), only=_FROM_TRIANGLE)
    step: Period = ask(Choice(Text("One period of the triangle is a", "三角表的一期为"), options=Period), Period.YEAR,
                       only=_FROM_TRIANGLE)
    log: tuple[Entry, ...] = ask(Table(Text("Log", "流水"), row=Entry, most=100_000, help=Text(
        "The rows shown at first are simulated; put your own in their place. They do not leave this device. Amounts are "
        "optional.", "初始内容为模拟数据，请换成自己的。数据不会离开本设备。金额可不填。")), _SIMULATED, only=_FROM_LOG)
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
    compared: Compared = ask(Choice(Text("Compare", "比较"), options=Compared), Compared.HALVES)
    one: str = ask(Words(Text("One cohort", "同期群甲"), optional=True, help=Text("Empty: the oldest.", "留空取最早的。")), "",
                   only=_TWO)
    other: str = ask(Words(Text("The other cohort", "同期群乙"), optional=True, help=Text("Empty: the newest.", "留空取最新的。")), "",
                     only=_TWO)


@dataclass(frozen=True)
class Result:
    """Cohorts from oldest to newest, ages in periods, shares of 1. `curve` is None where users may come back, `paid` is empty
    where no revenue is known."""

    period: Period
    cohorts: tuple[Cohort, ...]
    curve: Survival | None
    comparison: Comparison | None
    log: Log | None
    pause: int
    paid: tuple[Paid, ...]

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

    def view(self) -> Iterator[Block]:
        return _cohort_retention.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """Cohorts, their curve and the comparison of newer with older ones. Raises InputError for counts that cannot be."""
    leaving = inputs.reading is Reading.NOT_LEFT
    if inputs.source is Source.LOG:
        log, period = read_log(inputs.log, inputs.period, leaving=leaving, pause=inputs.pause, complete=inputs.complete,
                               since=inputs.since), inputs.period
        cohorts = log.cohorts
        amounts = any(entry.amount for entry in inputs.log)
        paid = _revenue.from_log([(e.user, e.date, e.amount or 0.0) for e in inputs.log], period, log) if amounts else ()
    else:
        log, period = None, inputs.step
        rising = COME_AND_GO if leaving else None
        cohorts = each("triangle", inputs.triangle, lambda line, place: line.cohort(place, rising=rising))
        paid = each("revenue", inputs.revenue, Revenue.paid)
    if not any(c.age for c in cohorts):
        raise InputError("log", Text(
            "Only one period can be counted, which shows no retention: take a longer log, shorter periods or fewer pauses.",
            "只有一期可以统计，看不出留存：请用更长的流水、更短的周期，或减少允许暂停的期数。")) if log else InputError(
                "triangle", Text("Give at least one cohort with a count for period 1.", "请至少填写一个有第 1 期人数的同期群。"))
    return Result(period, cohorts, curve(cohorts) if leaving else None, _compared(inputs, cohorts, leaving), log, inputs.pause,
                  paid)


def _compared(inputs: Inputs, cohorts: tuple[Cohort, ...], leaving: bool) -> Comparison | None:
    if inputs.compared is Compared.HALVES:
        return compare(cohorts)
    watched = [c for c in cohorts if c.age]
    one, other = (find(name, field, watched, default) for name, field, default in (
        (inputs.one, "one", watched[0]), (inputs.other, "other", watched[-1])))
    if one is other:
        raise InputError("other", Text("Name two different cohorts, each watched for a period or longer.",
                                       "请填两个不同的同期群，且都观察满一期。"))
    return compare_two(*sorted((one, other), key=watched.index), leaving=leaving)


PRESETS = {
    "S-12a": Preset(Text("One cohort of subscribers over four years", "一批订阅用户的四年"), Inputs()),
    "simulated": Preset(Text("A simulated log of seven months", "七个月的模拟流水"), Inputs(source=Source.LOG)),
    "revenue": Preset(Text("The same log with payments", "同一份流水，含付款"), Inputs(
        source=Source.LOG, log=_sample_logs.paying(), compared=Compared.TWO, one="2026-01", other="2026-02")),
    "late-log": Preset(Text("A simulated log that begins too late", "一份开始得太晚的模拟流水"), Inputs(
        source=Source.LOG, log=_sample_logs.late())),
}
