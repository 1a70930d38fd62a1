"""Launch of a product: twelve months of decisions against shocks that a seed draws, and what they leave.

The world is calculators._launch: invented, in round numbers, and the same for everybody who gives the same seed.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from calculators import _launch, _launch_play
from calculators._inputs import ask
from calculators._kinds import Choice, Integer
from calculators._launch import MONTHS, Decision, Month, Product, Shock
from calculators._results import Block, Preset
from calculators._tables import Table
from calculators._text import Text
from calculators.product import _launch_simulation
from calculators.product._launch_products import PRODUCTS, Kind
from calculators.product._launch_turns import Turn, decisions

TITLE = Text("Launch simulation", "产品上线模拟")
YEARS = 200   # seeds 1 to 200: what of a result was luck
LEVERS = {"price": 0.10, "marketing": 0.30, "accept": 0.20, "liquid": 0.50, "controls": 0.50}   # up and down by this share


@dataclass(frozen=True)
class Inputs:
    kind: Kind = ask(Choice(Text("Product", "产品"), options=Kind), Kind.ASSISTANT, group=Text("The game", "局面"))
    seed: int = ask(Integer(Text("Seed", "随机种子"), low=1, high=999_999, help=Text(
        "Draws four shocks. Groups with the same seed meet the same year.", "抽出四次冲击。种子相同的小组，遇到的是同一年。")), 29)
    played: int = ask(Integer(Text("Months played", "已走到第几月"), low=1, high=MONTHS, help=Text(
        "One more each turn. What comes later stays hidden.", "每回合加一。后面的月份不显示。")), MONTHS)
    turns: tuple[Turn, ...] = ask(Table(Text("Decisions", "决策记录"), row=Turn, fewest=1, most=MONTHS, help=Text(
        "One row for each month in which something changes; an empty cell keeps what was decided before. Price in % a year of "
        "assets or of the loan, for the wallet in % of each payment. Accepted in % of applicants, held liquid in % of the balance. "
        "Marketing and controls (fraud, service, complaints) in money a month.",
        "哪个月有变动就加一行，留空的格子沿用先前的决策。价格填百分数：理财按资产、信贷按贷款，都是年化；钱包按每笔交易额。"
        "准入比例占申请人数，备付比例占余额。营销、风控与服务（反欺诈、客服、投诉处理）填每月金额。")),
        (Turn(1, 0.8, 1.2e6, 80, 10, 0.2e6),))


@dataclass(frozen=True)
class Changed:
    """The whole year with one decision changed in every month: the same shocks, another end."""

    lever: str
    up: bool
    end: Month


@dataclass(frozen=True)
class Spared:
    """The whole year without one of the shocks that struck: the same decisions, another end."""

    month: int
    shock: Shock
    end: Month


@dataclass(frozen=True)
class Result:
    """`months` are those played. Once the year is over, `changed` and `spared` look back, and `others` ends the same
    decisions in YEARS years."""

    inputs: Inputs
    product: Product
    months: tuple[Month, ...]
    changed: tuple[Changed, ...] = ()
    spared: tuple[Spared, ...] = ()
    others: tuple[Month, ...] = ()

    @property
    def last(self) -> Month:
        return self.months[-1]

    @property
    def over(self) -> bool:
        return self.last.closed is not None or self.last.number == MONTHS

    @property
    def code(self) -> str:
        """Eight characters that agree between two groups only if product, seed and log do."""
        log = [(month.number, round(month.customers), round(month.cash, -2)) for month in self.months]
        return f"{zlib.crc32(repr((self.inputs.kind.name, self.inputs.seed, log)).encode()):08X}"

    def view(self) -> Iterator[Block]:
        """The answer as a reader meets it."""
        return _launch_simulation.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """Play the months. Raises InputError for a log of decisions that leaves something open."""
    product, drawn = PRODUCTS[inputs.kind], _launch.shocks(inputs.seed)
    made = decisions(inputs.turns, product)
    result = Result(inputs, product, _launch_play.play(product, made[:inputs.played], drawn))
    if not result.over:
        return result
    spared = [Spared(month.number, month.shock, _launch_play.play(product, made, {n: kind for n, kind in drawn.items() if n != month.number})[-1])
              for month in result.months if month.shock]
    return replace(result, changed=tuple(_changed(product, made, drawn)), spared=tuple(spared),
                   others=_launch_play.ends(product, made, range(1, YEARS + 1)))


def _changed(product: Product, made: tuple[Decision, ...], drawn: Mapping[int, Shock]) -> Iterator[Changed]:
    for lever, up, other in _others(product, made):
        yield Changed(lever, up, _launch_play.play(product, other, drawn)[-1])


@lru_cache(8)   # another year meets the same decisions
def _others(product: Product, made: tuple[Decision, ...]) -> tuple[tuple[str, bool, tuple[Decision, ...]], ...]:
    """What else might have been decided in every month: the lever, whether up, and the decisions."""
    return tuple((lever, up, tuple(other)) for lever, up, other in _moved(product, made) if other != list(made))


def _moved(product: Product, made: Sequence[Decision]) -> Iterator[tuple[str, bool, list[Decision]]]:
    caps = [_launch.cap_of(product, month) or decision.price for month, decision in enumerate(made, 1)]
    yield "cap", False, [replace(decision, price=min(cap, decision.price)) for cap, decision in zip(caps, made, strict=True)]
    for lever, step in LEVERS.items():
        most = 1.0 if lever in ("accept", "liquid") else float("inf")
        for up in (True, False):
            yield lever, up, [replace(decision, **{lever: min(most, getattr(decision, lever) * (1 + step if up else 1 - step))})
                              for decision in made]


_A, _B, _C = Turn(1, 0.8, 1.2e6, 80, 10, 0.2e6), Turn(1, 24, 2.5e6, 40, 8, 0.3e6), Turn(1, 0.6, 0.4e6, 80, 6, 0.08e6)
PRESETS = {
    "S-17A": Preset(Text("A: a wealth assistant", "A：智能理财助手"), Inputs()),
    "S-17A-thin": Preset(Text("The same, little held liquid", "同一产品，备付很薄"), Inputs(turns=(replace(_A, liquid=3),))),
    "S-17A-open": Preset(Text("The same, everybody accepted", "同一产品，来者不拒"), Inputs(turns=(replace(_A, accept=100),))),
    "S-17B": Preset(Text("B: credit that keeps its 24%", "B：信贷，价格守在 24%"), Inputs(kind=Kind.CREDIT, turns=(_B,))),
    "S-17B-path": Preset(Text("B: credit that follows the cap", "B：信贷，跟着上限降价"), Inputs(kind=Kind.CREDIT, turns=(
        _B, Turn(5, price=20, accept=35), Turn(9, price=12, marketing=1e6, accept=12)))),
    "S-17C": Preset(Text("C: a merchant wallet", "C：商户钱包"), Inputs(kind=Kind.WALLET, turns=(_C,))),
    "turn-1": Preset(Text("Start A: month 1 only", "A 开局：只走第 1 个月"), Inputs(played=1)),
    "turn-1B": Preset(Text("Start B: month 1 only", "B 开局：只走第 1 个月"), Inputs(kind=Kind.CREDIT, played=1, turns=(_B,))),
    "turn-1C": Preset(Text("Start C: month 1 only", "C 开局：只走第 1 个月"), Inputs(kind=Kind.WALLET, played=1, turns=(_C,))),
}
