"""Yield and fees of a wealth product, from whichever number the reader holds.

Income per 10,000 units by day: the 7-day annualised yield of a money fund (CSRC, Rules for Fund Disclosure No. 5, 2005,
Article 3). Net value on two dates: simple and compound annualised. Fees over the years: end values, fees paid, growth
missed, break-even (after SEC, How Fees and Expenses Affect Your Investment Portfolio, 2014).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import log

from calculators import _fees, _yields
from calculators._fees import Basis, Cost, Load, Plan, Terms
from calculators._inputs import InputError, ask
from calculators._kinds import Amount, Choice, Day, Integer, Number, Percent, Words
from calculators._results import Block, Preset
from calculators._tables import Table
from calculators._text import Text, as_text
from calculators.pricing import _wealth_yield, _wealth_yield_fees

TITLE = Text("Yield and fees of a wealth product", "理财收益与费用")
MOST = 10_000   # times the money, over a year: beyond it an annualised figure is a typing error


class Have(Enum):
    """What the reader has in hand."""

    INCOME = Text("Income per 10,000 units, by day", "每日万份收益")
    NET_VALUE = Text("Net value on two dates", "两个日期的净值")
    FEES = Text("Fees, over the years", "各项费用，看多年影响")


@dataclass(frozen=True)
class Dated:
    """One day's income per 10,000 units."""

    income: float = ask(Number(Text("Income per 10,000 units", "万份收益"), low=-100, high=100))


@dataclass(frozen=True)
class Offer:
    """A product or share class; `annual` adds up all fees taken from its assets. Per cent."""

    name: str | Text = ask(Words(Text("Product or class", "产品或份额")))
    annual: float = ask(Percent(Text("Annual fees", "年费率合计"), high=10))
    front: float = ask(Percent(Text("Front-end load", "申购费率"), high=10), 0.0)
    back: float = ask(Percent(Text("Back-end load", "赎回费率"), high=10), 0.0)


_INCOME, _VALUE, _FEES = (("have", (have,)) for have in Have)


def _days(*incomes: float) -> tuple[Dated, ...]:
    return tuple(map(Dated, incomes))


_LEVELS = (Offer(Text("Low fees", "低费率产品"), 0.25), Offer(Text("Medium fees", "中费率产品"), 0.63),
           Offer(Text("High fees", "高费率产品"), 1.63))


@dataclass(frozen=True)
class Inputs:
    have: Have = ask(Choice(Text("You have", "手头有"), options=Have), Have.INCOME, group=Text("Start from", "从哪里算起"))
    incomes: tuple[Dated, ...] = ask(Table(
        Text("Income per 10,000 units by day", "逐日万份收益"), row=Dated, fewest=1, most=100, help=Text(
            "Oldest first, one calendar day a row, weekends included. With more than seven, the last seven count.",
            "由远及近，每个自然日一行，含周末。超过七行时，以最后七行为准。")),
        _days(0.51, 0.52, 0.50, 0.53, 0.52, 0.51, 0.52), only=_INCOME)
    held: float = ask(Amount(Text("Amount held", "持有金额"), low=1, high=1e10), 10_000.0, only=_INCOME)
    start_value: float = ask(Number(Text("First net value", "期初净值"), low=0.0001, high=1e6), 1.0, only=_VALUE)
    start: date = ask(Day(Text("First date", "期初日期")), date(2026, 1, 5), only=_VALUE)
    end_value: float = ask(Number(Text("Last net value", "期末净值"), low=0.0001, high=1e6), 1.0285, only=_VALUE)
    end: date = ask(Day(Text("Last date", "期末日期")), date(2026, 7, 6), only=_VALUE)
    paid_out: float = ask(Number(Text("Paid out per unit between", "期间每份分红"), low=0, high=1e6), 0.0, only=_VALUE)
    first: float = ask(Amount(Text("Invested at once", "一次投入"), high=1e10), 100_000.0, only=_FEES)
    monthly: float = ask(Amount(Text("Saved each month", "每月定投"), high=1e8, help=Text(
        "At the month’s end.", "月末投入。")), 0.0, only=_FEES)
    years: int = ask(Integer(Text("Held for", "持有"), low=1, high=50, unit=Text("years", "年")), 10, only=_FEES)
    gross: float = ask(Percent(Text("Return before fees, a year", "费前年收益率"), low=-20, high=30, help=Text(
        "An assumption, the same for every product.", "这是假设，各产品取同一数值。")), 5.0, only=_FEES)
    offers: tuple[Offer, ...] = ask(Table(Text("Products", "产品"), row=Offer, fewest=1, most=8, help=Text(
        "Annual fees: management, custody, sales service and advice, added up.",
        "年费率为管理费、托管费、销售服务费、投顾费之和。")), _LEVELS, only=_FEES)
    basis: Basis = ask(Choice(Text("Annual fee taken on", "年费计提基数"), options=Basis), Basis.OPENING, only=_FEES)
    load: Load = ask(Choice(Text("Front-end load", "申购费计算"), options=Load), Load.WITHIN, only=_FEES)


@dataclass(frozen=True)
class Drag:
    """Offers with what the plan comes to under each, in the order given; `free` is the end without any fee."""

    plan: Plan
    names: tuple[Text, ...]
    terms: tuple[Terms, ...]
    costs: tuple[Cost, ...]
    free: float

    @property
    def best(self) -> int:
        return max(range(len(self.costs)), key=lambda place: self.costs[place].end)

    @property
    def worst(self) -> int:
        return min(range(len(self.costs)), key=lambda place: self.costs[place].end)

    def more(self, place: int) -> float:
        """How much more an offer must earn a year, before fees, to end level with the best; a fraction."""
        return _fees.needed(self.plan, self.terms[place], self.costs[self.best].end) - self.plan.gross


@dataclass(frozen=True)
class Result:
    """`found` is the answer to what the reader has: an Income, a Growth or a Drag. Rates are fractions a year."""

    inputs: Inputs
    found: _yields.Income | _yields.Growth | Drag

    def view(self) -> Iterator[Block]:
        """The answer as a reader meets it."""
        if self.inputs.have is Have.INCOME:
            return _wealth_yield.income(self.found, self.inputs.held)
        if self.inputs.have is Have.NET_VALUE:
            return _wealth_yield.net_value(self.found)
        return _wealth_yield_fees.blocks(self.found)


def calculate(inputs: Inputs) -> Result:
    """The answer to what the reader has. Raises InputError for dates out of order, no money, or an absurd growth."""
    if inputs.have is Have.INCOME:
        return Result(inputs, _yields.Income(tuple(day.income for day in inputs.incomes)))
    return Result(inputs, _growth(inputs) if inputs.have is Have.NET_VALUE else _drag(inputs))


def _growth(inputs: Inputs) -> _yields.Growth:
    days = (inputs.end - inputs.start).days
    if days < 1:
        raise InputError("end", Text("The last date must come after the first.", "期末日期须晚于期初日期。"))
    growth = _yields.Growth(inputs.start_value, inputs.end_value, inputs.paid_out, days)
    if log(1 + growth.growth) * _yields.YEAR / days > log(MOST):
        raise InputError("end_value", Text(
            "Over a year this would be more than {most} times the money: check the net values and the dates.",
            "折成一年将超过本金的 {most} 倍，请核对净值与日期。").format(most=f"{MOST:,}"))
    return growth


def _drag(inputs: Inputs) -> Drag:
    plan = Plan(inputs.first, inputs.monthly, inputs.years, inputs.gross / 100, inputs.basis, inputs.load)
    if plan.paid_in < 1:
        raise InputError("first", Text("Invest at least 1, at once or monthly.", "一次投入或定投至少 1 元。"))
    names = tuple(as_text(offer.name) if offer.name else Text(f"Product {place}", f"产品 {place}")
                  for place, offer in enumerate(inputs.offers, 1))
    terms = tuple(Terms(offer.annual / 100, offer.front / 100, offer.back / 100) for offer in inputs.offers)
    return Drag(plan, names, terms, tuple(_fees.cost(plan, each) for each in terms),
                _fees.value(plan, _fees.FREE, plan.years * _fees.MONTHS))


_LOAD_OR_FEE = (Offer(Text("Load on entry", "一次收申购费"), 0.60, 1.0), Offer(Text("Higher fee a year", "年费更高"), 1.0))
PRESETS = {
    "S-10a": Preset(Text("Seven days of income", "七天万份收益"), Inputs()),
    "S-10a-day": Preset(Text("A single day", "只有一天"), Inputs(incomes=_days(0.35))),
    "one-day-gain": Preset(Text("One day’s gain lifts a week of figures", "一天兑现收益，抬高七天的数字"), Inputs(incomes=_days(
        0.51, 0.52, 0.50, 0.51, 0.52, 0.51, 0.50, 0.51, 1.60, 0.51, 0.50, 0.52))),
    "S-10a-value": Preset(Text("Net value over 182 days", "182 天的净值"), Inputs(have=Have.NET_VALUE)),
    "short-period": Preset(Text("Two good weeks, made annual", "好了两周，折成一年"), Inputs(
        have=Have.NET_VALUE, end_value=1.006, end=date(2026, 1, 19))),
    "S-10b": Preset(Text("Three levels of fees, ten years", "三档费率，十年"), Inputs(have=Have.FEES)),
    "load-or-fee": Preset(Text("Pay on entry or every year", "一次交清还是年年交"), Inputs(
        have=Have.FEES, first=10_000.0, years=5, offers=_LOAD_OR_FEE, basis=Basis.DAILY, load=Load.ON_TOP)),
}
