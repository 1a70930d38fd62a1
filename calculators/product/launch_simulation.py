"""Launch of a product: twelve months of decisions against shocks that a seed draws, and what they leave.

The world is calculators._launch: invented, in round numbers, and the same for everybody who gives the same seed.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from enum import Enum

from calculators import _launch
from calculators._inputs import ask
from calculators._kinds import Amount, Choice, Integer, Percent
from calculators._launch import MONTHS, Decision, Month, Product
from calculators._results import Block, Preset
from calculators._tables import Table, row_error
from calculators._text import Text
from calculators.product import _launch_simulation

TITLE = Text("Launch simulation", "产品上线模拟")


class Kind(Enum):
    """What is launched."""

    ASSISTANT = Text("Wealth assistant: a fee on assets a year", "智能理财助手：按资产收年费")
    CREDIT = Text("Instalment credit: an annual price under a falling cap", "分期信贷：年化价格，上限逐步下降")
    WALLET = Text("Merchant wallet: a share of each payment", "商户钱包：按交易额收费")


PRODUCTS = {
    Kind.ASSISTANT: Product(
        market=40_000, cac=50, usual=0.008, sensitivity=0.5, balance=40_000, period=12, riskiest=0.0025, steepness=3,
        preventable=0.5, fraud=0.001, funding=0.0, idle=0.004, run=0.10, servicing=2, fixed=0.8e6, controls=0.15e6,
        churn=0.012, complaints=3, tolerated=2.5, gate=0.85, caps={}, capital=15e6),
    Kind.CREDIT: Product(
        market=60_000, cac=90, usual=0.20, sensitivity=1, balance=8_000, period=12, riskiest=0.30, steepness=1.5,
        preventable=0.5, fraud=0.02, funding=0.032, idle=0.02, run=0.10, servicing=5, fixed=1e6, controls=0.2e6,
        churn=0.02, complaints=4, tolerated=3, gate=1, caps={1: 0.24, 5: 0.20, 9: 0.12}, capital=35e6),
    Kind.WALLET: Product(
        market=20_000, cac=46, usual=0.006, sensitivity=1.5, balance=9_600, period=1, riskiest=0.0005, steepness=2,
        preventable=0.6, fraud=0.003, funding=0.0042, idle=0.02, run=0.06, servicing=2.5, fixed=0.15e6, controls=0.05e6,
        churn=0.015, complaints=5, tolerated=4, gate=1, caps={}, capital=4e6),
}


@dataclass(frozen=True)
class Turn:
    """The decisions of one month; rates in per cent."""

    price: float = ask(Percent(Text("Price", "价格"), low=0.1, high=40))
    marketing: float = ask(Amount(Text("Marketing", "营销投入"), high=50e6))
    accept: float = ask(Percent(Text("Accepted", "准入比例"), low=1))
    liquid: float = ask(Percent(Text("Held liquid", "备付比例")))
    controls: float = ask(Amount(Text("Controls", "风控与服务"), high=10e6))


def _year(*spans: tuple[int, Turn]) -> tuple[Turn, ...]:
    return tuple(turn for months, turn in spans for _ in range(months))


@dataclass(frozen=True)
class Inputs:
    kind: Kind = ask(Choice(Text("Product", "产品"), options=Kind), Kind.ASSISTANT, group=Text("The game", "局面"))
    seed: int = ask(Integer(Text("Seed", "种子"), low=1, high=999_999, help=Text(
        "Draws four shocks. Groups with the same seed meet the same year.", "抽出四次冲击。种子相同的小组，遇到的是同一年。")), 7)
    played: int = ask(Integer(Text("Months played", "已走到"), low=1, high=MONTHS, unit=Text("months", "个月"), help=Text(
        "What comes later stays hidden: decide month by month.", "后面的月份不显示：可以逐月决策。")), 12)
    turns: tuple[Turn, ...] = ask(Table(Text("Decisions of each month", "每月决策"), row=Turn, fewest=MONTHS, most=MONTHS, help=Text(
        "Price in per cent: of assets or of the loan a year, of each payment for the wallet. Accepted and held liquid in per cent "
        "of applicants and of the balance. Marketing and controls in money a month.",
        "价格填百分数：理财和信贷按年，钱包按每笔交易额。准入比例占申请人数，备付比例占余额。营销、风控与服务填每月金额。")),
        _year((12, Turn(0.8, 1.2e6, 80, 10, 0.2e6))), group=Text("Decisions", "决策"))


@dataclass(frozen=True)
class Changed:
    """The whole year with one decision changed in every month: the same shocks, another end."""

    lever: str
    up: bool
    end: Month

    def gain(self, than: Month) -> tuple[int, float]:
        """How much later it ends, and with how much more money."""
        return self.end.number - than.number, self.end.cash - than.cash


@dataclass(frozen=True)
class Result:
    """`months` are those played; `changed` looks back once the year is over."""

    inputs: Inputs
    product: Product
    months: tuple[Month, ...]
    changed: tuple[Changed, ...]

    @property
    def last(self) -> Month:
        return self.months[-1]

    @property
    def over(self) -> bool:
        return self.last.closed is not None or self.last.number == MONTHS

    @property
    def code(self) -> str:
        """Eight characters that agree between two groups only if seed, decisions and log do."""
        log = [(month.number, round(month.customers), round(month.cash, -2)) for month in self.months]
        return f"{zlib.crc32(repr((self.inputs.kind.name, self.inputs.seed, log)).encode()):08X}"

    def view(self) -> tuple[Block, ...]:
        """The answer as a reader meets it."""
        return _launch_simulation.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """Play the months. Raises InputError for a price that is no price of this product."""
    product, drawn = PRODUCTS[inputs.kind], _launch.shocks(inputs.seed)
    decisions = tuple(_decision(turn) for turn in inputs.turns)
    for row, decision in enumerate(decisions):
        if not product.usual / 5 <= decision.price <= product.usual * 5:
            raise row_error("turns", inputs.turns, row, "price", Text(
                "Give a price near what is usual here, {usual}%: not under a fifth of it, not over five times.",
                "请填接近通行水平 {usual}% 的价格：不低于它的五分之一，不高于五倍。").format(usual=f"{product.usual * 100:g}"))
    months = _launch.play(product, decisions[:inputs.played], drawn)
    result = Result(inputs, product, months, ())
    return replace(result, changed=tuple(_changed(product, decisions, drawn))) if result.over else result


def _decision(turn: Turn) -> Decision:
    return Decision(turn.price / 100, turn.marketing, turn.accept / 100, turn.liquid / 100, turn.controls)


LEVERS = {"price": 0.10, "marketing": 0.30, "accept": 0.20, "liquid": 0.50, "controls": 0.50}   # up and down by this share


def _changed(product: Product, decisions: tuple[Decision, ...], drawn) -> Iterator[Changed]:
    shares = {field.name for field in fields(Decision)} & {"accept", "liquid"}
    for lever, step in LEVERS.items():
        for up in (True, False):
            moved = [getattr(decision, lever) * (1 + step if up else 1 - step) for decision in decisions]
            moved = [min(1.0, value) for value in moved] if lever in shares else moved
            other = tuple(replace(decision, **{lever: value}) for decision, value in zip(decisions, moved, strict=True))
            if other != decisions:
                yield Changed(lever, up, _launch.play(product, other, drawn)[-1])


_B = Turn(24, 2.5e6, 40, 8, 0.3e6)
PRESETS = {
    "S-17A": Preset(Text("A: a wealth assistant", "A：智能理财助手"), Inputs()),
    "S-17A-thin": Preset(Text("The same, everybody accepted, little held liquid", "同一产品，来者不拒，备付很薄"), Inputs(
        turns=_year((12, Turn(0.8, 1.2e6, 100, 3, 0.05e6))))),
    "S-17B": Preset(Text("B: credit that keeps its 24%", "B：信贷，价格守在 24%"), Inputs(kind=Kind.CREDIT, turns=_year((12, _B)))),
    "S-17B-path": Preset(Text("B: credit that follows the cap", "B：信贷，跟着上限调整"), Inputs(kind=Kind.CREDIT, turns=_year(
        (4, _B), (4, Turn(20, 2.5e6, 35, 8, 0.3e6)), (4, Turn(12, 1e6, 12, 8, 0.3e6))))),
    "S-17C": Preset(Text("C: a merchant wallet", "C：商户钱包"), Inputs(kind=Kind.WALLET, turns=_year((12, Turn(0.6, 0.3e6, 90, 6, 0.08e6))))),
    "turn-1": Preset(Text("Start of a game: month 1 only", "开局：只走第 1 个月"), Inputs(played=1)),
}
