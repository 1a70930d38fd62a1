"""Adequacy of a risk reserve: the probability that it outlasts a year's credit losses, and the size that would.

Losses are LGD times Vasicek's default rate (Vasicek, “The distribution of loan portfolio value”, Risk 15(12), 2002), of a
large, even pool or of a stated number of equal loans. Fees that refill the reserve during the year are paid by loans that
do not default, so they fail when they are needed: with defaults D the reserve lasts while LGD · D ≤ reserve + fee · (1 − D).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from calculators import _credit, _pool
from calculators._inputs import ask
from calculators._kinds import Amount, Integer, Percent
from calculators._results import Block, Preset
from calculators._text import Text
from calculators.risk import _risk_reserve

TITLE = Text("Adequacy of a risk reserve", "风险准备充足性")
SIZES = (20, 50, 200, 1_000, 5_000)


@dataclass(frozen=True)
class Inputs:
    pd: float = ask(Percent(Text("Probability of default, a year", "一年违约概率"), low=0.01, high=80), 6.0,
                    group=Text("Loans", "贷款"))
    lgd: float = ask(Percent(Text("Loss given default", "违约损失率"), low=1, help=Text(
        "Share of a defaulted loan that is lost after recoveries.", "违约贷款扣除回收之后损失的比例。")), 65.0)
    correlation: float = ask(Percent(Text("Asset correlation", "资产相关系数"), low=0.5, high=45, help=Text(
        "How much borrowers fail together. Basel’s formulas take 3–16% for consumer loans, 4% for revolving lines, 15% for "
        "mortgages, 12–24% for large firms.",
        "借款人一起违约的程度。巴塞尔公式：消费贷款 3–16%，循环额度 4%，住房按揭 15%，大型公司 12–24%。")), 10.0)
    loans: int | None = ask(Integer(Text("Number of loans", "贷款笔数"), low=2, high=100_000, optional=True, help=Text(
        "Of equal size. Leave it empty for a pool of very many.", "按金额相等计。留空表示笔数极多。")), None)
    outstanding: float = ask(Amount(Text("Outstanding", "贷款余额"), low=1), 1_000_000_000.0)
    reserve: float = ask(Percent(Text("Reserve, of outstanding", "准备金占余额")), 4.0, group=Text("Reserve", "准备金"))
    fee: float = ask(Percent(Text("Fees paid in during the year, of outstanding", "全年注入的费用占余额"), high=50, help=Text(
        "Paid by loans that do not default. 0 if nothing refills it.", "由未违约的贷款缴纳。没有后续注入就填 0。")), 0.0)
    confidence: float = ask(Percent(Text("It should last in", "希望够用的年份占"), low=50, high=99.99, help=Text(
        "95% means that it may run out one year in 20.", "95% 即允许二十年里有一年不够。")), 95.0)


@dataclass(frozen=True)
class Pool:
    """A pool of so many equal loans, or of very many (None): how many defaults the reserve pays, the probability that it
    lasts, and the reserve, as a fraction of outstanding, that the wanted confidence needs."""

    loans: int | None
    bears: int | None
    lasts: float
    level: float


@dataclass(frozen=True)
class Result:
    """Rates are fractions of outstanding. `pool` is the one asked for, `large` that of very many loans. `alone` is
    the probability without the fees, `missing` what a failing reserve of a large pool lacks on average."""

    inputs: Inputs
    pool: Pool
    large: Pool
    alone: float
    missing: float

    @property
    def sizes(self) -> tuple[Pool, ...]:
        """Pools of the same loans, from few to very many."""
        few = sorted({*SIZES, *([self.inputs.loans] if self.inputs.loans else [])})
        return (*(assess(self.inputs, loans) for loans in few), self.large)

    @property
    def expected(self) -> float:
        return self.inputs.pd * self.inputs.lgd / 10_000

    @property
    def reserve(self) -> float:
        return self.inputs.reserve / 100

    @property
    def bearable(self) -> float:
        """The share of loans that may default before the reserve is empty."""
        return bearable(self.inputs)

    def level(self, confidence: float) -> float:
        """The reserve that a large pool needs to last with this probability, after fees."""
        return needed(self.inputs, _credit.conditional_pd(self.inputs.pd / 100, self.inputs.correlation / 100, confidence))

    def loss(self, confidence: float) -> float:
        """The loss of a large pool that is not exceeded with this probability."""
        return self.inputs.lgd / 100 * _credit.conditional_pd(self.inputs.pd / 100, self.inputs.correlation / 100, confidence)

    def at(self, reserve: float, loans: int | None) -> Pool:
        """The same loans with another reserve, in per cent of outstanding, or another number of them."""
        return assess(replace(self.inputs, reserve=reserve), loans)

    def view(self) -> Iterator[Block]:
        """The answer as a reader meets it."""
        return _risk_reserve.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """The probability that the reserve lasts a year, for the pool given and for a large one."""
    pool, large = assess(inputs, inputs.loans), assess(inputs, None)
    excess = _pool.mean_excess(bearable(inputs), inputs.pd / 100, inputs.correlation / 100)
    return Result(inputs, pool, large, assess(replace(inputs, fee=0.0), inputs.loans).lasts,
                  (inputs.lgd + inputs.fee) / 100 * excess)


def assess(inputs: Inputs, loans: int | None) -> Pool:
    """The reserve against a pool of so many loans; None for very many."""
    pd, correlation, confidence = inputs.pd / 100, inputs.correlation / 100, inputs.confidence / 100
    if loans is None:
        return Pool(None, None, _credit.probability_within(bearable(inputs), pd, correlation),
                    needed(inputs, _credit.conditional_pd(pd, correlation, confidence)))
    bears = int(bearable(inputs) * loans + 1e-9)  # a reserve of exactly 12 losses pays 12, whatever the last bit says
    return Pool(loans, bears, _pool.probability_at_most(bears, loans, pd, correlation),
                needed(inputs, _pool.defaults_within(confidence, loans, pd, correlation) / loans))


def bearable(inputs: Inputs) -> float:
    """(reserve + fee) / (LGD + fee), at most 1: the default rate at which the reserve is just empty."""
    return min(1.0, (inputs.reserve + inputs.fee) / (inputs.lgd + inputs.fee))


def needed(inputs: Inputs, rate: float) -> float:
    """LGD · D − fee · (1 − D), at least 0: the reserve that bears this default rate, as a fraction of outstanding."""
    return max(0.0, (inputs.lgd * rate - inputs.fee * (1 - rate)) / 100)


PRESETS = {
    "S-05a-2": Preset(Text("Reserve of 2%", "准备金 2%"), Inputs(reserve=2.0)),
    "S-05a": Preset(Text("Reserve of 4%", "准备金 4%"), Inputs()),
    "S-05a-8": Preset(Text("Reserve of 8%", "准备金 8%"), Inputs(reserve=8.0)),
    "few": Preset(Text("8%, but only 200 loans", "8%，但只有 200 笔贷款"), Inputs(loans=200, outstanding=20e6, reserve=8.0)),
    "fees": Preset(Text("Counter-example: a small reserve fed by fees", "反例：存量很小，靠收费注入"), Inputs(
        reserve=1.0, fee=6.0)),
}
