"""Insurance premium: frequency × severity, loadings, the ratios of a premium charged, and the credibility of the sample.

The fundamental insurance equation: premium = claims + expenses + profit (Werner & Modlin, Basic Ratemaking, Casualty
Actuarial Society). Limits of the frequency are exact for Poisson claims (Garwood 1936).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from calculators import _ratemaking
from calculators._gamma import poisson_limits
from calculators._inputs import InputError, ask
from calculators._kinds import Amount, Choice, Integer, Number, Percent
from calculators._ratemaking import Credibility, Loadings
from calculators._results import Block, Preset
from calculators._text import Text
from calculators.pricing import _insurance_premium

TITLE = Text("Insurance premium", "保费定价")
INTERVAL = 0.95


_CLASSICAL = ("method", (Credibility.CLASSICAL,))


@dataclass(frozen=True)
class Inputs:
    exposure: float = ask(Number(Text("Policies watched", "观察的保单"), low=1, high=1e9, unit=Text("policy-years", "保单年"), help=Text(
        "A policy watched for half a year is half a policy-year. For cover by the order: orders.",
        "观察半年算半个保单年；按单投保的，填单数。")), 10_000.0, group=Text("Claims", "赔案"))
    claims: int = ask(Integer(Text("Claims among them", "其中出险"), low=0, high=1_000_000, unit=Text("claims", "件")), 120)
    severity: float = ask(Amount(Text("Average claim", "案均赔款"), low=0.01, high=1e9), 8_500.0)
    variation: float = ask(Number(Text("Spread of claim sizes (CV)", "赔款离散度（CV）"), low=0, high=20, help=Text(
        "Standard deviation ÷ average. 0 for a fixed sum, about 1 for small repairs, 3 and more where a few claims are huge.",
        "标准差 ÷ 均值。定额给付为 0，小额维修约 1，少数赔案特别大的在 3 以上。")), 1.0)
    fixed: float = ask(Amount(Text("Fixed expense per policy", "每单固定费用"), high=1e8), 0.0, group=Text("Loadings", "附加"))
    variable: float = ask(Percent(Text("Variable expense", "变动费用率"), high=95, help=Text(
        "Commission, channel, tax: a share of the premium.", "佣金、渠道费、税，占保费的比例。")), 30.0)
    profit: float = ask(Percent(Text("Profit", "利润率"), low=-50, high=95), 5.0)
    charged: float | None = ask(Amount(Text("Premium charged", "实收保费"), low=0.01, high=1e9, optional=True, help=Text(
        "Leave empty to see the indicated premium only.", "留空则只看应收保费。")), 150.0, group=Text("Premium in the market", "市场上的价格"))
    method: Credibility = ask(Choice(Text("Method", "方法"), options=Credibility), Credibility.CLASSICAL,
                              group=Text("Credibility", "可信度"))
    probability: float = ask(Percent(Text("Probability P", "概率 P"), low=50, high=99.9), 90.0, only=_CLASSICAL)
    within: float = ask(Percent(Text("Within k of the truth", "误差不超过 k"), low=0.5, high=50), 5.0, only=_CLASSICAL)
    constant: float = ask(Number(
        Text("Bühlmann’s K", "Bühlmann 的 K"), low=0.01, high=1e10, unit=Text("policy-years", "保单年"), help=Text(
            "Variance within a book ÷ variance between books.", "组内方差 ÷ 组间方差。")),
        20_000.0, only=("method", (Credibility.BUHLMANN,)))
    complement: float | None = ask(Amount(Text("Pure premium of a larger book", "更大样本的纯保费"), high=1e9, optional=True, help=Text(
        "The market, a tariff, a similar product. It gets the weight that your sample does not.",
        "行业、费率表或相近产品的数字，承接你的样本得不到的那份权重。")), None)


@dataclass(frozen=True)
class Result:
    """Money per policy-year. `low` and `high` are exact 95 % limits of the frequency; `weight` is the sample's credibility."""

    inputs: Inputs
    loadings: Loadings
    frequency: float
    low: float
    high: float
    standard: float
    weight: float

    @property
    def pure(self) -> float:
        return self.frequency * self.inputs.severity

    @property
    def gross(self) -> float:
        """The premium that the sample alone indicates."""
        return self.premium(self.pure)

    @property
    def blended(self) -> float | None:
        """The pure premium with the sample's weight on the sample and the rest on the larger book; None without one."""
        other = self.inputs.complement
        return None if other is None else self.weight * self.pure + (1 - self.weight) * other

    def premium(self, pure: float) -> float:
        """The premium that carries a pure premium and the loadings."""
        return _ratemaking.gross_premium(pure, self.loadings)

    def at(self, frequency: float) -> float:
        """The premium at another frequency."""
        return self.premium(frequency * self.inputs.severity)

    # Ratios of the premium charged, which may be absent.

    @property
    def loss_ratio(self) -> float:
        return self.pure / self.inputs.charged

    @property
    def expense_ratio(self) -> float:
        return self.loadings.variable + self.loadings.fixed / self.inputs.charged

    @property
    def combined(self) -> float:
        return self.loss_ratio + self.expense_ratio

    @property
    def break_even(self) -> float:
        """The frequency at which the combined ratio of the premium charged is 1; below 0 where expenses alone exceed it."""
        return (self.inputs.charged * (1 - self.loadings.variable) - self.loadings.fixed) / self.inputs.severity

    def view(self) -> Iterator[Block]:
        """The answer as a reader meets it."""
        return _insurance_premium.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """The premium, its ratios and its credibility. Raises InputError where expenses and profit eat the whole premium."""
    loadings = Loadings(inputs.fixed, inputs.variable / 100, inputs.profit / 100)
    if inputs.variable + inputs.profit > 99:
        raise InputError("profit", Text("Variable expense and profit must leave at least 1% of the premium for claims.",
                                        "变动费用率与利润率之和须至少留出 1% 给赔款。"))
    if inputs.claims > inputs.exposure * 1000:
        raise InputError("claims", Text("More than a thousand claims per policy-year: check both numbers.",
                                        "每个保单年出险超过一千件，请核对这两个数。"))
    low, high = (limit / inputs.exposure for limit in poisson_limits(inputs.claims, INTERVAL))
    standard = _ratemaking.full_credibility(inputs.probability / 100, inputs.within / 100, inputs.variation)
    weight = (_ratemaking.partial_credibility(inputs.claims, standard) if inputs.method is Credibility.CLASSICAL
              else _ratemaking.buhlmann(inputs.exposure, inputs.constant))
    return Result(inputs, loadings, _ratemaking.frequency(inputs.claims, inputs.exposure), low, high, standard, weight)


PRESETS = {
    "S-11b": Preset(Text("Accident cover, one year of claims", "意外险，一年赔案"), Inputs()),
    "return-freight": Preset(Text("Return-freight insurance, illustrative", "退货运费险（示意数字）"), Inputs(
        exposure=20_000.0, claims=2_400, severity=9.0, variation=0.3, fixed=0.05, variable=15.0, profit=3.0, charged=1.20)),
    "small-sample": Preset(Text("Three claims, and a market to lean on", "只有三件赔案，参照行业"), Inputs(
        exposure=200.0, claims=3, charged=None, complement=102.0)),
    "no-claims": Preset(Text("No claim so far", "至今没有出险"), Inputs(
        exposure=500.0, claims=0, charged=60.0, method=Credibility.BUHLMANN, complement=102.0)),
    "parametric": Preset(Text("Flight delay, a fixed sum", "航班延误险，定额给付"), Inputs(
        exposure=30_000.0, claims=1_500, severity=200.0, variation=0.0, fixed=0.5, variable=25.0, profit=5.0, charged=15.0)),
}
