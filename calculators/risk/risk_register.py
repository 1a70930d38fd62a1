"""Risk register: scores before and after controls, a heat map, an appetite line, and the same risks in money.

A score is likelihood × impact on scales of 1 to 5; what controls leave of it is score × (1 − effectiveness), never under
1. Because products of ordinal scales can misrank (Cox, “What's Wrong with Risk Matrices?”, Risk Analysis 28(2), 2008),
each line also has a frequency and a range of loss, and the two rankings stand side by side.
"""

from dataclasses import dataclass
from enum import Enum

from calculators import _losses, _scales
from calculators._inputs import InputError, ask
from calculators._kinds import Amount, Choice, Integer, Number, Percent, Words
from calculators._results import Block, Preset
from calculators._tables import Table
from calculators._text import Text, as_text
from calculators.risk import _risk_register

TITLE = Text("Risk register", "风险登记册")
WIDEST = 50_000  # exp(4 z₀.₉₅²) = 50,120: beyond it the mean of one lognormal lies above its own 95th percentile


class Lowers(Enum):
    """What the controls act on: where a risk moves on the grid."""

    LIKELIHOOD = Text("How often it happens", "发生的可能性")
    IMPACT = Text("How bad it gets", "造成的影响")


@dataclass(frozen=True)
class Risk:
    """A line of the register. `frequency` in events a year; `low` and `high` are the 5th and 95th percentile of one loss."""

    name: str | Text = ask(Words(Text("Risk", "风险")))
    likelihood: int = ask(Integer(Text("Likelihood", "可能性"), low=1, high=5, unit=Text("1–5", "1–5")))
    impact: int = ask(Integer(Text("Impact", "影响"), low=1, high=5, unit=Text("1–5", "1–5")))
    control: float = ask(Percent(Text("Controls remove", "控制削减")))
    frequency: float = ask(Number(Text("Events a year", "每年次数"), low=0, high=10_000))
    low: float = ask(Amount(Text("Loss from", "单次损失下限"), low=0.01))
    high: float = ask(Amount(Text("Loss to", "单次损失上限"), low=0.01))


def _line(en: str, zh: str, *numbers: float) -> Risk:
    return Risk(Text(en, zh), *numbers)


_S01 = (
    _line("Credit: stacked borrowers default together", "信用：多头借款人集中违约", 4, 4, 50, 1, 2_000_000, 20_000_000),
    _line("Market: funding reprices before the loans", "市场：资金先于贷款重定价", 3, 3, 40, 0.5, 500_000, 5_000_000),
    _line("Funding liquidity: a day of redemptions", "融资流动性：单日集中赎回", 2, 5, 60, 0.1, 5_000_000, 300_000_000),
    _line("Legal: a fee counts towards the cap", "法律合规：收费被计入上限", 3, 4, 50, 0.3, 1_000_000, 30_000_000),
    _line("Technology: a migration locks users out", "技术：迁移失败，用户无法登录", 2, 5, 50, 0.2, 1_000_000, 80_000_000),
    _line("Operational: a wrong fee rule goes live", "操作：错误费率上线", 4, 2, 60, 3, 20_000, 400_000),
    _line("Fraud: stolen identities pass onboarding", "欺诈：冒名者通过开户", 5, 3, 70, 60, 5_000, 100_000),
    _line("Money laundering: accounts opened in bulk", "洗钱：批量开户", 3, 4, 60, 0.2, 500_000, 20_000_000),
    _line("Conduct: disputes cannot be handled at launch", "行为：上线时无力处理争议", 3, 3, 40, 0.5, 300_000, 10_000_000),
    _line("Model: applicants drift from the training sample", "模型：客群偏离训练样本", 3, 3, 40, 0.4, 1_000_000, 15_000_000),
    _line("Third party: the guarantor leaves", "第三方：担保方退出", 2, 4, 30, 0.15, 3_000_000, 60_000_000),
    _line("Custody: ledger and bank do not match", "存管：账实不符", 2, 5, 70, 0.1, 1_000_000, 100_000_000),
    _line("Data: a leak of account data", "数据：账户信息泄露", 2, 4, 50, 0.2, 1_000_000, 50_000_000),
    _line("Strategic: the price cap falls", "战略：利率上限下调", 3, 4, 20, 0.3, 5_000_000, 40_000_000),
)


@dataclass(frozen=True)
class Inputs:
    risks: tuple[Risk, ...] = ask(Table(Text("Risks", "风险清单"), row=Risk, fewest=1, most=60, help=Text(
        "One sentence each. Loss from–to: 9 of 10 events should fall inside.",
        "每行一句话。单次损失区间应覆盖十次中的九次。")), _S01, group=Text("Register", "登记册"))
    lowers: Lowers = ask(Choice(Text("Controls lower", "控制主要降低"), options=Lowers), Lowers.LIKELIHOOD,
                         group=Text("Appetite", "偏好"))
    appetite: int = ask(Integer(Text("Highest residual score accepted", "可接受的最高剩余评分"), low=1, high=25), 8)


@dataclass(frozen=True)
class Assessed:
    """A risk with what follows: scores on 1 to 25, expected losses a year in the register's currency."""

    number: int
    risk: Risk
    inherent: int
    residual: float
    likelihood: int
    impact: int
    level: _scales.Level
    expected_inherent: float
    expected: float
    expected_low: float
    expected_high: float

    @property
    def name(self) -> Text:
        return as_text(self.risk.name) if self.risk.name else Text(f"Risk {self.number}", f"风险 {self.number}")


@dataclass(frozen=True)
class Result:
    """The register assessed, in the order given; rankings are 1 for the worst."""

    inputs: Inputs
    risks: tuple[Assessed, ...]

    @property
    def over(self) -> tuple[Assessed, ...]:
        """Risks whose residual score lies above the appetite."""
        return tuple(r for r in self.risks if r.residual > self.inputs.appetite)

    @property
    def expected(self) -> float:
        """Expected loss of a year after controls; expectations add up whether or not the risks are independent."""
        return sum(r.expected for r in self.risks)

    def by_score(self) -> list[Assessed]:
        return sorted(self.risks, key=lambda r: (-r.residual, -r.inherent, r.number))

    def by_money(self) -> list[Assessed]:
        return sorted(self.risks, key=lambda r: (-r.expected, r.number))

    def view(self) -> tuple[Block, ...]:
        """The answer as a reader meets it."""
        return _risk_register.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """Scores and expected losses of every line. Raises InputError when a range of loss is upside down."""
    return Result(inputs, tuple(_assess(number, risk, inputs) for number, risk in enumerate(inputs.risks, 1)))


def _assess(number: int, risk: Risk, inputs: Inputs) -> Assessed:
    if risk.low > risk.high:
        raise InputError(f"risks.{number - 1}.high", Text("Row {n}: the loss must run from the smaller to the larger amount.",
                                                          "第 {n} 行：损失区间须从小到大。").format(n=number))
    if risk.high > risk.low * WIDEST:
        raise InputError(f"risks.{number - 1}.high", Text(
            "Row {n}: the loss runs over more than 1 to {widest}. Split the risk into a usual and a rare one.",
            "第 {n} 行：损失区间超过 1 比 {widest}，请拆成常见与罕见两项风险。").format(n=number, widest=f"{WIDEST:,}"))
    left = 1 - risk.control / 100
    likelihood, impact = risk.likelihood, risk.impact
    if inputs.lowers is Lowers.LIKELIHOOD:
        likelihood = max(1, int(likelihood * left + 0.5))
    else:
        impact = max(1, int(impact * left + 0.5))
    expected = risk.frequency * _losses.from_range(risk.low, risk.high).mean
    inherent = risk.likelihood * risk.impact
    return Assessed(number, risk, inherent, max(1.0, inherent * (100 - risk.control) / 100), likelihood, impact,
                    _scales.nist_level(likelihood, impact), expected, expected * left,
                    risk.frequency * left * risk.low, risk.frequency * left * risk.high)


PRESETS = {"S-01": Preset(Text("Fourteen risks of a consumer-credit product", "消费信贷产品的十四项风险"), Inputs())}
