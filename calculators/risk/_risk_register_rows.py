"""The lines of a risk register, and the two registers that it comes with. Their numbers are made up, of plausible size."""

from dataclasses import dataclass

from calculators._inputs import ask
from calculators._kinds import Amount, Integer, Number, Percent, Words
from calculators._text import Text


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


FOURTEEN = (
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

NUISANCE_AND_DISASTER = (
    _line("A fee is posted wrongly", "收费入账出错", 5, 2, 0, 12, 100_000, 200_000),
    _line("The partner leaves", "合作方退出", 2, 4, 0, 0.08, 30_000_000, 200_000_000),
)
