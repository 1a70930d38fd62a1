"""Liquidity: a run on a fund, a maturity ladder, a coverage ratio, and the month in which a mismatched product runs dry.

Four questions of one kind, whether cash is there when it is due. The survival period and the ladder follow the Basel
Committee's principles (BCBS 144, 2008) and monitoring tools (BCBS 238, 2013, Part 2), the ratio BCBS 238, Part 1.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from calculators._inputs import ask
from calculators._kinds import Amount, Choice, Integer, Percent
from calculators._results import Block, Preset
from calculators._tables import Table
from calculators._text import Text
from calculators.risk import _liquidity
from calculators.risk._liquidity_rows import INFLOWS, LENDER, OUTFLOWS, Bucket, Flow

TITLE = Text("Liquidity and a run", "流动性与集中赎回")


class Question(Enum):
    """What is asked."""

    RUN = Text("A run: is the money there on the day?", "集中赎回：当天付得出吗？")
    LADDER = Text("Maturity ladder: when does cash turn negative?", "期限阶梯：现金何时转负？")
    COVERAGE = Text("LCR-style ratio: are 30 bad days covered?", "LCR 式覆盖率：够不够 30 天流出？")
    MISMATCH = Text("Paid ahead: in which month does cash run out?", "一次性预付：现金撑到哪个月？")


class Release(Enum):
    """When the lender pays the merchant."""

    AHEAD = Text("All on day one", "第 1 天一次性放款")
    DELIVERED = Text("As the service is delivered", "按服务交付逐月放款")


_RUN, _LADDER, _COVERAGE, _MISMATCH = ({"only": ("question", (question,))} for question in Question)


@dataclass(frozen=True)
class Inputs:
    question: Question = ask(Choice(Text("Question", "问题"), options=Question), Question.RUN, group=Text("Question", "问题"))

    size: float = ask(Amount(Text("Fund size", "基金规模"), low=1), 10e9, group=Text("Figures", "数字"), **_RUN)
    holders: float = ask(Integer(Text("Holders", "持有人数"), low=1, high=2_000_000_000), 5_000_000, **_RUN)
    cap: float = ask(Amount(Text("Instant-redemption cap per holder and day", "单人单日快速赎回上限"), low=0.01), 10_000.0, **_RUN)
    share: float = ask(Percent(Text("Holders who redeem on day one", "第 1 天赎回的持有人"), low=0.01), 12.0, **_RUN)
    takes: float = ask(Amount(Text("Each asks for", "人均赎回"), low=0.01, help=Text(
        "Usually far above the average holding: those with most to lose run first.", "通常远高于人均持有：钱多的人先跑。")), 8_000.0, **_RUN)
    ready: float = ask(Percent(Text("Same-day assets", "当日可变现资产占比"), help=Text(
        "Share of the fund that is cash by the end of the day.", "当天能变成现金的部分占基金规模的比例。")), 35.0, **_RUN)
    line: float = ask(Amount(Text("Committed credit line", "承诺授信额度"), help=Text(
        "Only what a bank must pay on the day.", "只填银行当天必须放款的额度。")), 1e9, **_RUN)
    days: int = ask(Integer(Text("Days of the run", "挤兑天数"), low=1, high=60), 1, **_RUN)
    again: float = ask(Percent(Text("Each next day, of the day before", "次日赎回为前一日的"), high=200, help=Text(
        "Under 100% the run fades, above it spreads. Matters from day two.", "低于 100% 逐日消退，高于 100% 逐日蔓延。第 2 天起才有影响。")),
        60.0, **_RUN)
    sold: float = ask(Percent(Text("Sold for cash on each later day", "此后每天可变现"), help=Text(
        "Share of the fund, such as bonds sold for the next day.", "占基金规模的比例，如卖出债券次日到账。")), 0.0, **_RUN)

    cash: float = ask(Amount(Text("Cash today", "期初现金")), 60e6, **_LADDER)
    buckets: tuple[Bucket, ...] = ask(Table(Text("What falls due", "各期收支"), row=Bucket, fewest=1, most=60), LENDER, **_LADDER)
    securities: float = ask(Amount(Text("Securities that can be sold or pledged", "可出售或质押的证券"), help=Text(
        "Free of other claims, at market value.", "未被占用，按市值填。")), 40e6, **_LADDER)
    haircut: float = ask(Percent(Text("Haircut on them in a bad week", "差行情下的折扣率")), 10.0, **_LADDER)
    lines: float = ask(Amount(Text("Committed lines not yet drawn", "未提用的承诺授信")), 50e6, **_LADDER)
    inflow_short: float = ask(Percent(Text("Stress: inflows fall short by", "压力：流入减少")), 0.0, **_LADDER)
    outflow_over: float = ask(Percent(Text("Stress: outflows exceed by", "压力：流出增加"), high=500), 0.0, **_LADDER)

    level_1: float = ask(Amount(Text("Level 1: cash, central bank, sovereigns", "一级：现金、央行准备金、国债")), 40e6, **_COVERAGE)
    level_2a: float = ask(Amount(Text("Level 2A, market value", "2A 级，市值"), help=Text(
        "Haircut 15%. Such as bonds rated AA− or better.", "折扣 15%，如评级 AA− 以上的债券。")), 40e6, **_COVERAGE)
    level_2b: float = ask(Amount(Text("Level 2B, market value", "2B 级，市值"), help=Text(
        "Only where the supervisor allows it.", "须监管允许。")), 20e6, **_COVERAGE)
    haircut_2b: float = ask(Percent(Text("Haircut on Level 2B", "2B 级折扣率"), low=25, help=Text(
        "25% for residential mortgage-backed securities, 50% for lower-rated bonds and shares.", "住房抵押贷款证券 25%，较低评级债券和股票 50%。")),
        50.0, **_COVERAGE)
    outflows: tuple[Flow, ...] = ask(Table(Text("Balances that may flow out", "可能流出的项目"), row=Flow, most=40), OUTFLOWS, **_COVERAGE)
    inflows: tuple[Flow, ...] = ask(Table(Text("Balances that come in", "预期流入的项目"), row=Flow, most=40), INFLOWS, **_COVERAGE)
    horizon: int = ask(Integer(Text("Horizon", "期限"), low=1, high=365, unit=Text("days", "天"), help=Text(
        "The standard has 30 days; others scale the net outflow in proportion.", "标准为 30 天；换成别的天数，净流出按比例折算。")), 30, **_COVERAGE)

    release: Release = ask(Choice(Text("The lender pays the merchant", "贷款怎样付给商户"), options=Release), Release.AHEAD, **_MISMATCH)
    units: float = ask(Integer(Text("Units, such as flats", "房间数"), low=1, high=100_000_000), 10_000, **_MISMATCH)
    price: float = ask(Amount(Text("Customer’s price a month", "每间月租"), low=0.01, high=1e9), 3_000.0, **_MISMATCH)
    cost: float = ask(Amount(Text("Cost per unit a month", "每间每月成本"), high=1e9, help=Text(
        "Landlord and running costs, let or not.", "付给房东的租金和日常开支，空置也要付。")), 2_200.0, **_MISMATCH)
    financed: float = ask(Percent(Text("Customers who pay by loan", "用贷款付款的客户")), 90.0, **_MISMATCH)
    term: int = ask(Integer(Text("Months financed ahead", "一次预付月数"), low=1, high=36), 12, **_MISMATCH)
    start: float = ask(Percent(Text("Occupancy at first", "起初出租率")), 95.0, **_MISMATCH)
    end: float = ask(Percent(Text("Occupancy it falls to", "降到的出租率")), 75.0, **_MISMATCH)
    fall: int = ask(Integer(Text("Months it takes", "下降历时"), low=1, high=60, unit=Text("months", "个月")), 6, **_MISMATCH)
    opening: float = ask(Amount(Text("Cash at the start", "起初现金"), help=Text(
        "What is left of the money paid ahead.", "预付款花剩下的部分。")), 20e6, **_MISMATCH)
    months: int = ask(Integer(Text("Months to look ahead", "往后看几个月"), low=1, high=120), 24, **_MISMATCH)


@dataclass(frozen=True)
class Result:
    """The answer to the question chosen; money in the reader's currency, shares as fractions."""

    inputs: Inputs
    answer: _liquidity.Answer

    def view(self) -> Iterator[Block]:
        """The answer as a reader meets it."""
        return _liquidity.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """Whether cash is there when it is due. Raises InputError where the question has no answer."""
    return Result(inputs, _liquidity.solve(inputs))


_STRESSED = Inputs(question=Question.LADDER, inflow_short=20.0, outflow_over=10.0)
PRESETS = {
    "S-06a": Preset(Text("A money fund on a bad day", "货币基金遇上集中赎回"), Inputs()),
    "fading": Preset(Text("Five days, fading", "连续五天，逐日消退"), Inputs(share=8.0, days=5, sold=4.0)),
    "steady": Preset(Text("1.5bn a day", "每天流出 15 亿"), Inputs(share=3.75, days=10, again=100.0)),
    "ladder": Preset(Text("A small lender’s twelve months", "小放贷机构的十二个月"), Inputs(question=Question.LADDER)),
    "stressed": Preset(Text("The same, stressed", "同上，加压力"), _STRESSED),
    "bank": Preset(Text("A small bank at the 40% cap", "碰到 40% 上限的小银行"), Inputs(question=Question.COVERAGE)),
    "S-06b": Preset(Text("A year’s rent paid ahead", "一年房租一次付"), Inputs(question=Question.MISMATCH)),
    "margin": Preset(Text("The same, below break-even", "同上，低于保本线"), Inputs(
        question=Question.MISMATCH, end=60.0)),
}
