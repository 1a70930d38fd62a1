"""Payback of channels: what a customer of each brings, when that covers its cost, and where the next unit of budget goes.

Retention of a channel is shifted beta-geometric (Fader and Hardie, 2007). A customer pays the margin at the start of every
month in which it is still there, the first at once, and later months are discounted. Spend goes up where the next customer,
who costs more than the average one, pays back in time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from calculators._inputs import InputError, ask
from calculators._kinds import Amount, Choice, Integer, Number, Percent
from calculators._numbers import show
from calculators._results import Block, Preset
from calculators._spending import Response, TooLittle, allocate
from calculators._tables import Table, each
from calculators._text import Text
from calculators.retention import _channel_payback
from calculators.retention._channel_payback_rows import Channel, Fitted, elasticity, named

TITLE = Text("Payback of channels", "渠道获客回本")
ABOUT = 1.05  # a plan within 5 % of today's spend leaves it as it is


class Known(Enum):
    """What is known of a channel's retention."""

    SHARES = Text("Shares left after 1 and 12 months", "1 个月和 12 个月后的留存率")
    PARAMETERS = Text("Alpha and beta of a fitted curve", "已拟合曲线的 alpha 与 beta")


class Advice(Enum):
    """What to do with a channel's spend."""

    GROW = Text("▲ grow", "▲ 加投")
    HOLD = Text("= hold", "= 维持")
    CUT = Text("▼ cut", "▼ 减投")
    STOP = Text("✕ stop", "✕ 停投")


_ROWS = Text("What a customer brings and costs", "每名客户的毛利、留存与成本")
_NAMES = (Text("Search", "搜索"), Text("App store", "应用商店"), Text("Short video", "短视频"))
_COSTS = ((18, 90_000, 3), (46, 138_000, 3), (62, 62_000, 4))
_SHARES = tuple(Channel(name, margin, *shares, *costs) for name, margin, shares, costs in zip(
    _NAMES, (6.0, 5.5, 5.0), ((87.91, 45.59), (76.19, 25.29), (61.22, 12.25)), _COSTS, strict=True))
_FITTED = tuple(Fitted(name, margin, *curve, *costs) for name, margin, curve, costs in zip(
    _NAMES, (6.0, 5.5, 5.0), ((0.55, 4.0), (0.75, 2.4), (0.95, 1.5)), _COSTS, strict=True))


@dataclass(frozen=True)
class Inputs:
    known: Known = ask(Choice(Text("Retention is known as", "留存的已知形式"), options=Known), Known.SHARES,
                       group=Text("Channels", "渠道"))
    channels: tuple[Channel, ...] = ask(Table(_ROWS, row=Channel, fewest=1, most=12), _SHARES, only=("known", (Known.SHARES,)))
    fitted: tuple[Fitted, ...] = ask(Table(_ROWS, row=Fitted, fewest=1, most=12), _FITTED, only=("known", (Known.PARAMETERS,)))
    discount: float = ask(Percent(Text("Discount", "折现率"), high=20, unit=Text("% a month", "%/月")), 1.0,
                          group=Text("Value", "价值"))
    horizon: int = ask(Integer(Text("Value counted over", "价值计算期"), low=1, high=120, unit=Text("months", "个月")), 36)
    limit: int = ask(Integer(Text("Next customer to pay back within", "新增客户须在此期内回本"), low=1, high=120,
                             unit=Text("months", "个月")), 12, group=Text("Budget", "预算"))
    budget: float | None = ask(Amount(Text("Budget a month", "月度总预算"), low=1, high=1e12, optional=True, help=Text(
        "Empty: as much as the payback limit allows.", "留空：以回本期限允许的为限。")), None)
    step: float = ask(Number(Text("Change a channel at most by a factor of", "单个渠道的最大调整倍数"), low=1, high=10, help=Text(
        "How costs rise is known near today’s spend only. Change, measure, repeat.",
        "成本如何上升，只有在现有投放附近才有数。调一次，量一次，再调。")), 2.0)


@dataclass(frozen=True)
class Assessed:
    """A channel with what follows; `brought` is the discounted margin of one customer after 1, 2 … months."""

    name: Text
    response: Response
    brought: tuple[float, ...]
    kept: float
    plan: float
    advice: Advice

    @property
    def ltv(self) -> float:
        return self.brought[-1]

    def payback(self, cost: float) -> int | None:
        """The month whose payment covers a cost, counted from 1; None where no month of the horizon does."""
        return next((month for month, margin in enumerate(self.brought, 1) if margin >= cost), None)

    def customers(self, spend: float) -> float:
        """New customers of a month with that spend."""
        return spend / self.response.cost_at(spend) if spend else 0.0


@dataclass(frozen=True)
class Result:
    """Channels in the order given; `returned` is what the last unit of budget brings back within the limit."""

    inputs: Inputs
    channels: tuple[Assessed, ...]
    returned: float

    @property
    def spend(self) -> float:
        return sum(c.response.spend for c in self.channels)

    @property
    def plan(self) -> float:
        return sum(c.plan for c in self.channels)

    def surplus(self, planned: bool) -> float:
        """Value over the horizon of the customers of one month, less what they cost."""
        spends = ((c, c.plan if planned else c.response.spend) for c in self.channels)
        return sum(c.customers(spend) * c.ltv - spend for c, spend in spends)

    def view(self) -> Iterator[Block]:
        return _channel_payback.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """What every channel brings and costs, and a spend for each. Raises InputError for what no curve or budget fits."""
    if inputs.limit > inputs.horizon:
        raise InputError("limit", Text("Give at most the {n} months over which value is counted.",
                                       "不应超过价值计算期（{n} 个月）。").format(n=inputs.horizon))
    if inputs.known is Known.PARAMETERS:
        rows, models = inputs.fitted, each("fitted", inputs.fitted, Fitted.model)
    else:
        rows, models = inputs.channels, each("channels", inputs.channels, Channel.model)
    brought = [tuple(accumulate(row.margin * share / (1 + inputs.discount / 100) ** month for month, share in
                                enumerate(model.survival(inputs.horizon - 1)))) for row, model in zip(rows, models, strict=True)]
    responses = [Response(row.spend, row.cost, elasticity(row), sums[inputs.limit - 1])
                 for row, sums in zip(rows, brought, strict=True)]
    lost = [sums[-1] < r.cost_at(r.spend / inputs.step) for r, sums in zip(responses, brought, strict=True)]
    try:
        shares = allocate([r for r, stops in zip(responses, lost, strict=True) if not stops], inputs.step, inputs.budget)
    except TooLittle as problem:
        raise InputError("budget", Text(
            "Even with every channel cut by the factor, {least} is spent. Give that or more, or raise the factor.",
            "即使各渠道都按最大倍数压缩，仍要 {least}。请不少于此数，或调大倍数。").format(least=show(problem.args[0], 0))) from None
    spends = iter(shares.spends)
    plans = [0.0 if stops else next(spends) for stops in lost]
    return Result(inputs, tuple(
        Assessed(named(row, place), response, sums, model.survival(12)[-1], plan, _advice(response.spend, plan))
        for place, (row, response, sums, model, plan) in enumerate(zip(rows, responses, brought, models, plans, strict=True))),
        shares.returned)


def _advice(spend: float, plan: float) -> Advice:
    if not plan:
        return Advice.STOP
    return Advice.GROW if plan > spend * ABOUT else Advice.CUT if plan < spend / ABOUT else Advice.HOLD


PRESETS = {
    "S-13b": Preset(Text("Three channels of a wallet", "一款钱包的三个渠道"), Inputs()),
    "S-13b-fitted": Preset(Text("The same, from fitted curves", "同上，用拟合曲线"), Inputs(known=Known.PARAMETERS)),
    "budget": Preset(Text("The same with a budget that is too short", "同上，但预算不足"), Inputs(budget=240_000.0)),
    "steep": Preset(Text("A counter-example: good on average, bad at the margin", "反例：平均划算，边际不划算"), Inputs(
        channels=(Channel(Text("Brand advertising", "品牌广告"), 6.0, 87.91, 45.59, 22.0, 110_000.0, 8.0), _SHARES[0]))),
}
