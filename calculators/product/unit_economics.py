"""Unit economics: what a customer earns in a month and over its life, and how many pay for the whole.

The month, the life and the steady state are those of calculators._customer; retention is shifted beta-geometric (Fader and
Hardie, 2007) through the shares left after 1 and 12 months.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from calculators import _tornado, _two_shares
from calculators._customer import AMOUNTS, Driver, Product
from calculators._inputs import InputError, ask
from calculators._kinds import Amount, Choice, Integer, Number, Percent
from calculators._results import Block, Preset
from calculators._tables import Table
from calculators._text import Text
from calculators._tornado import Swing
from calculators.product import _unit_economics

TITLE = Text("Unit economics", "单位经济模型")
MOST_CUSTOMERS = 1e15  # where it takes more, no number of them is enough


class Earns(Enum):
    """What a customer pays for."""

    BALANCE = Text("Interest on a balance, and fees", "余额生息，另有手续费")
    FEES = Text("Fees alone", "只有手续费")


class Moves(Enum):
    """How far assumptions are moved."""

    ALIKE = Text("All by the same share", "各项按同一比例")
    RANGES = Text("Each over a range of its own", "各项用自己的区间")


LENDING = (Driver.BALANCE, Driver.PORTFOLIO_YIELD, Driver.FUNDING, Driver.PD, Driver.LGD, Driver.CAPITAL, Driver.HURDLE)
LENT = ("earns", (Earns.BALANCE,))
MOST = {driver: 1e12 if driver in AMOUNTS else 200.0 if driver is Driver.PORTFOLIO_YIELD else 100.0 for driver in Driver}


@dataclass(frozen=True)
class Range:
    """How far one assumption may plausibly move; rates in per cent."""

    driver: Driver = ask(Choice(Text("Assumption", "假设"), options=Driver))
    low: float = ask(Number(Text("From", "从"), low=0, high=1e12))
    high: float = ask(Number(Text("To", "到"), low=0, high=1e12))


_RANGES = (Range(Driver.PORTFOLIO_YIELD, 15.0, 20.0), Range(Driver.PD, 4.5, 9.0), Range(Driver.FUNDING, 2.5, 4.5),
           Range(Driver.RETENTION, 45.0, 60.0), Range(Driver.CAC, 150.0, 300.0), Range(Driver.SERVICING, 9.0, 14.0))


@dataclass(frozen=True)
class Inputs:
    earns: Earns = ask(Choice(Text("A customer pays", "客户付的是"), options=Earns), Earns.BALANCE, group=Text(
        "Income per customer", "每名客户的收入"))
    balance: float = ask(Amount(Text("Balance", "余额"), low=0.01, high=1e9, help=Text(
        "Average over the customers who are there.", "在贷客户的平均数。")), 6_000.0, only=LENT)
    portfolio_yield: float = ask(Percent(Text("Yield a year", "年化收益率"), high=200, help=Text(
        "What is really collected, on the balance.", "按余额计，以实收为准。")), 18.0, only=LENT)
    fees: float = ask(Amount(Text("Fees a month", "月手续费收入"), high=1e6), 0.0)
    funding: float = ask(Percent(Text("Funding", "资金成本"), high=30), 3.2, only=LENT, group=Text(
        "Money, losses and capital, a year on the balance", "资金、损失与资本（占余额，年化）"))
    pd: float = ask(Percent(Text("Probability of default (PD)", "违约概率（PD）")), 6.0, only=LENT)
    lgd: float = ask(Percent(Text("Loss given default (LGD)", "违约损失率（LGD）")), 65.0, only=LENT)
    capital: float = ask(Percent(Text("Capital, of the balance", "资本占余额")), 8.0, only=LENT)
    hurdle: float = ask(Percent(Text("Hurdle return on capital", "资本回报门槛"), help=Text("Before tax.", "税前。")), 12.0, only=LENT)
    servicing: float = ask(Amount(Text("Servicing a month", "月服务成本"), high=1e6, help=Text(
        "What one more customer adds: calls, messages, checks, collection.", "多一名客户多出的部分：客服、短信、核验、催收。")), 11.0,
        group=Text("Cost per customer", "每名客户的成本"))
    payments: float = ask(Amount(Text("Payments a month", "月支付成本"), high=1e6, help=Text(
        "Channel fees, rewards, fraud.", "通道费、补贴、盗刷损失。")), 6.5)
    cac: float = ask(Amount(Text("Acquisition cost (CAC)", "获客成本（CAC）"), low=0.01, high=1e7, help=Text(
        "All spending on winning customers, by those who became active.", "全部获客支出除以真正用起来的客户数。")), 180.0)
    first: float = ask(Percent(Text("Left after 1 month", "1 个月后仍在"), low=1, high=99.9), 92.0, group=Text("Retention and value", "留存与价值"))
    retention: float = ask(Percent(Text("Left after 12 months", "12 个月后仍在"), low=0.01, high=99.9), 55.0)
    discount: float = ask(Percent(Text("Discount", "折现率"), high=20, unit=Text("% a month", "%/月")), 1.0)
    horizon: int = ask(Integer(Text("A customer counts for", "每名客户计算期"), low=12, high=120, unit=Text("months", "个月")), 36)
    customers: int = ask(Integer(Text("Customers today", "现有客户"), low=1, high=1e10), 150_000, group=Text("Scale", "规模"))
    intake: int = ask(Integer(Text("New customers a month", "每月新客户"), low=1, high=1e9), 7_500)
    fixed_cost: float = ask(Amount(Text("Fixed cost a month", "月固定成本"), low=1, help=Text(
        "Staff, systems, rent, licences: paid whatever the number of customers.", "人员、系统、场地、牌照：客户多少都要付。")), 2.5e6)
    moves: Moves = ask(Choice(Text("Move the assumptions", "变动方式"), options=Moves), Moves.ALIKE, group=Text("Sensitivity", "敏感性"))
    share: float = ask(Percent(Text("Up and down by", "上下各变动"), low=0.1, high=50, help=Text(
        "Of its value: a PD of 6% moves to 5.4% and 6.6%.", "按原值的比例：PD 6% 变为 5.4% 和 6.6%。")), 10.0, only=("moves", (Moves.ALIKE,)))
    ranges: tuple[Range, ...] = ask(Table(Text("Ranges", "变动区间"), row=Range, fewest=1, most=len(Driver), help=Text(
        "Rates in per cent, money and counts as above.", "比率填百分数，金额和人数照上面的单位填。")), _RANGES, only=("moves", (Moves.RANGES,)))


@dataclass(frozen=True)
class Result:
    """`brought` is what a customer has brought after 1, 2 … months, discounted; `swings` are from the largest."""

    inputs: Inputs
    product: Product
    brought: tuple[float, ...]
    swings: tuple[Swing, ...]

    @property
    def ltv(self) -> float:
        """Discounted value of a customer over the horizon, before acquisition."""
        return self.brought[-1]

    @property
    def payback(self) -> int | None:
        """The month whose payment covers the acquisition cost, counted from 1; None where no month of the horizon does."""
        return next((month for month, sum_ in enumerate(self.brought, 1) if sum_ >= self.inputs.cac), None)

    @property
    def enough(self) -> float | None:
        """Customers who pay the fixed cost of a month; None where no number of them does."""
        return self._pay_fixed_cost(self.product.contribution)

    @property
    def intake(self) -> float | None:
        """New customers a month who pay for acquisition and fixed cost in the steady state; None where no number of them does."""
        return self._pay_fixed_cost(self.product.surplus)

    def _pay_fixed_cost(self, each: float) -> float | None:
        return self.inputs.fixed_cost / each if each * MOST_CUSTOMERS > self.inputs.fixed_cost else None

    def view(self) -> Iterator[Block]:
        """The answer as a reader meets it."""
        return _unit_economics.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """A customer, its life and the steady state. Raises InputError for retention that no curve has, or a hurdle below funding."""
    at = {driver: float(getattr(inputs, driver.name.lower())) / (1 if driver.amount else 100) for driver in Driver}
    if inputs.earns is Earns.FEES:
        at |= dict.fromkeys(LENDING, 0.0)
    if at[Driver.HURDLE] < at[Driver.FUNDING]:
        raise InputError("hurdle", Text("Capital carries the risk, so it asks for no less than funding costs. Raise the hurdle.",
                                        "资本承担风险，要求的回报不会低于资金成本，请提高这一项。"))
    curve = _two_shares.asked(inputs.first / 100, at[Driver.RETENTION], "retention")
    product = Product(at, inputs.first / 100, tuple(curve.survival(inputs.horizon - 1)))
    return Result(inputs, product, product.brought(inputs.discount / 100),
                  tuple(sorted(_swings(inputs, product), key=lambda swing: -swing.swing)))


def _swings(inputs: Inputs, product: Product) -> Iterator[Swing]:
    """Every assumption over its range, as far as it can go, if that moves profit."""
    spans = {driver: (value * (1 - inputs.share / 100), value * (1 + inputs.share / 100)) for driver, value in product.at.items()}
    if inputs.moves is Moves.RANGES:
        spans = {row.driver: tuple(end / (1 if row.driver.amount else 100) for end in (row.low, row.high))
                 for row in _tornado.checked(inputs.ranges, MOST.__getitem__)}
    for driver, span in spans.items():
        ends = tuple(product.possible(driver, end) for end in span)
        swing = Swing(driver, ends, tuple(product.moved(driver, end).profit for end in ends))
        if swing.swing:
            yield swing


_WALLET = Inputs(earns=Earns.FEES, fees=9.0, servicing=1.2, payments=1.8, cac=18.0, first=87.91, retention=45.59,
                 customers=60_000, intake=5_000, fixed_cost=240_000.0)
PRESETS = {
    "credit": Preset(Text("Instalment credit at 18%", "分期信贷，收益率 18%"), Inputs()),
    "cap": Preset(Text("The same at 13%", "同一产品，只收 13%"), Inputs(portfolio_yield=13.0)),
    "ranges": Preset(Text("The same, each over its own range", "同一产品，各项用自己的区间"), Inputs(moves=Moves.RANGES)),
    "S-13b": Preset(Text("A wallet that lives on fees", "靠手续费的钱包"), _WALLET),
    "S-13b-video": Preset(Text("The same, won by short video", "同一钱包，短视频获客"), Inputs(
        earns=Earns.FEES, fees=8.0, servicing=1.2, payments=1.8, cac=62.0, first=61.22, retention=12.25,
        customers=60_000, intake=5_000, fixed_cost=240_000.0)),
    "volume": Preset(Text("A counter-example: growing at a loss", "反例：规模在涨，个个都亏"), Inputs(
        portfolio_yield=15.0, pd=14.0, lgd=70.0, first=96.0, retention=70.0, customers=60_000, intake=20_000)),
}
