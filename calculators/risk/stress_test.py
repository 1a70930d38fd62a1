"""Stress test of a lending product: one assumption at a time, two together, whole scenarios, and the question reversed.

The profit is that of calculators._lending, the moves are those of calculators._stress.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from calculators import _lending, _stress, _tornado
from calculators._inputs import ask
from calculators._kinds import Amount, Choice, Number, Percent, Words
from calculators._lending import Driver, State, profit
from calculators._results import Block, Preset
from calculators._stress import Outcome, Pair
from calculators._tables import Table
from calculators._text import Text, as_text
from calculators._tornado import Swing
from calculators.risk import _stress_test

TITLE = Text("Stress test", "压力测试")
MOST = {driver: 1e12 if driver.amount else 200.0 if driver is Driver.PORTFOLIO_YIELD else 100.0 for driver in Driver}


def _kind(driver: Driver, **settings) -> Number:
    """The kind of input that an assumption is."""
    kind = Amount if driver.amount else Percent
    return kind(driver.value, high=MOST[driver], **settings)


def _optional(driver: Driver) -> float | None:
    return ask(_kind(driver, optional=True), None)


@dataclass(frozen=True)
class Range:
    """How far one assumption may plausibly move; rates in per cent."""

    driver: Driver = ask(Choice(Text("Assumption", "假设"), options=Driver))
    low: float = ask(Number(Text("From", "从"), low=0, high=1e12))
    high: float = ask(Number(Text("To", "到"), low=0, high=1e12))


@dataclass(frozen=True)
class Scenario:
    """Assumptions that move together; what is empty stays at the base."""

    name: str | Text = ask(Words(Text("Scenario", "情景")))
    book: float | None = _optional(Driver.BOOK)
    portfolio_yield: float | None = _optional(Driver.PORTFOLIO_YIELD)
    funding: float | None = _optional(Driver.FUNDING)
    pd: float | None = _optional(Driver.PD)
    lgd: float | None = _optional(Driver.LGD)
    opex: float | None = _optional(Driver.OPEX)
    fixed_cost: float | None = _optional(Driver.FIXED_COST)


_RANGES = (Range(Driver.PORTFOLIO_YIELD, 15.0, 20.0), Range(Driver.BOOK, 700e6, 1.2e9), Range(Driver.PD, 4.5, 9.0),
           Range(Driver.FUNDING, 2.5, 4.5), Range(Driver.OPEX, 3.0, 4.5), Range(Driver.LGD, 55.0, 75.0))
_SCENARIOS = (
    Scenario(Text("Price cap falls to 12%", "利率上限降到 12%"), portfolio_yield=12.0),
    Scenario(Text("Downturn", "经济下行"), book=700e6, funding=5.2, pd=9.0, lgd=75.0),
    Scenario(Text("Funding partner leaves", "资金方退出"), book=600e6),
    Scenario(Text("Rates up 200 basis points", "利率上行 200 个基点"), funding=5.2),
    Scenario(Text("Data leak costs 54m", "数据泄露，损失 5,400 万元"), fixed_cost=84e6),
)


@dataclass(frozen=True)
class Inputs:
    book: float = ask(_kind(Driver.BOOK, low=1), 1e9, group=Text("Base case, a year", "基准，一年"))
    portfolio_yield: float = ask(_kind(Driver.PORTFOLIO_YIELD), 18.0)
    funding: float = ask(_kind(Driver.FUNDING), 3.2)
    pd: float = ask(_kind(Driver.PD), 6.0)
    lgd: float = ask(_kind(Driver.LGD), 65.0)
    opex: float = ask(_kind(Driver.OPEX, help=Text("Grows with the book.", "随余额增减。")), 3.5)
    fixed_cost: float = ask(_kind(Driver.FIXED_COST, help=Text("Stays when the book shrinks.", "余额缩了也照付。")), 30e6)
    ranges: tuple[Range, ...] = ask(Table(Text("Ranges", "变动区间"), row=Range, fewest=1, most=7, help=Text(
        "How far each may plausibly move within a year; rates in per cent.", "一年之内各自可能走到哪里；比率填百分数。")),
        _RANGES, group=Text("One at a time", "单项变动"))
    scenarios: tuple[Scenario, ...] = ask(Table(Text("Scenarios", "情景"), row=Scenario, most=12, help=Text(
        "What moves together; an empty cell stays at the base.", "会一起变的填在一行，空格表示不变。")),
        _SCENARIOS, group=Text("Together", "联合变动"))


@dataclass(frozen=True)
class Result:
    """Amounts a year; `swings` from the largest, `pairs` from the least profit."""

    inputs: Inputs
    base: State
    swings: tuple[Swing, ...]
    pairs: tuple[Pair, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def profit(self) -> float:
        return profit(self.base)

    def view(self) -> Iterator[Block]:
        """The answer as a reader meets it."""
        return _stress_test.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """Every range, pair and scenario against the base. Raises InputError for a range that cannot be."""
    base = _lending.state({driver: getattr(inputs, driver.name.lower()) for driver in Driver})
    swings = sorted(_swings(inputs.ranges, base), key=lambda swing: -swing.swing)
    pairs = sorted((_stress.pair(base, *two) for two in combinations(swings, 2)), key=lambda pair: pair.profit)
    return Result(inputs, base, tuple(swings), tuple(pairs),
                  tuple(_outcome(number, row, base) for number, row in enumerate(inputs.scenarios, 1)))


def _swings(ranges: tuple[Range, ...], base: State) -> Iterator[Swing]:
    for row in _tornado.checked(ranges, MOST.__getitem__):
        yield _stress.swing(base, row.driver, tuple(_lending.state({row.driver: end})[row.driver] for end in (row.low, row.high)))


def _outcome(number: int, row: Scenario, base: State) -> Outcome:
    moves = {driver: value for driver in Driver if (value := getattr(row, driver.name.lower())) is not None}
    name = as_text(row.name) if row.name else Text(f"Scenario {number}", f"情景 {number}")
    return _stress.outcome(base, name, _lending.state(moves))


_DOWNTURN = Scenario(Text("Downturn", "经济下行"), pd=6.0, lgd=70.0)
PRESETS = {
    "S-03a": Preset(Text("A lender that earns 44m", "一家赚 4,400 万元的机构"), Inputs()),
    "S-03b": Preset(Text("PD and LGD rise together", "PD 与 LGD 一起上升"), Inputs(
        pd=4.0, lgd=60.0, ranges=(Range(Driver.PD, 4.0, 6.0), Range(Driver.LGD, 60.0, 70.0)), scenarios=(_DOWNTURN,))),
    "prime": Preset(Text("Prime lending at 6%", "优质客户，收 6%"), Inputs(
        portfolio_yield=6.0, pd=1.0, lgd=45.0, opex=0.8, fixed_cost=8e6,
        ranges=(Range(Driver.PORTFOLIO_YIELD, 5.0, 6.5), Range(Driver.BOOK, 800e6, 1.2e9), Range(Driver.PD, 0.5, 2.5),
                Range(Driver.FUNDING, 2.5, 4.5), Range(Driver.OPEX, 0.6, 1.0), Range(Driver.LGD, 35.0, 60.0)),
        scenarios=(Scenario(Text("Rates up 200 basis points", "利率上行 200 个基点"), funding=5.2),
                   Scenario(Text("Downturn", "经济下行"), pd=2.5, lgd=60.0)))),
}
