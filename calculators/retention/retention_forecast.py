"""Forecast of retention and value: how many customers will still be here, and what one is worth.

Where customers leave by not renewing, survivors are counted and the shifted beta-geometric model continues the curve (Fader
and Hardie, 2007). Where they leave silently, only purchases are seen and the BG/NBD model says who is likely still there
(Fader, Hardie and Lee, 2005). Both by maximum likelihood.
"""

from dataclasses import dataclass
from enum import Enum

from calculators._cohorts import Period
from calculators._inputs import ask
from calculators._kinds import Amount, Choice, Integer, Percent
from calculators._results import Preset
from calculators._tables import Table, each
from calculators._text import Text
from calculators._triangle_rows import Line
from calculators.retention import _cdnow, _contract_forecast, _purchase_forecast
from calculators.retention._contract_forecast import ContractForecast
from calculators.retention._purchase_forecast import Customer, PurchaseForecast

TITLE = Text("Forecast of retention and value", "留存外推与用户价值")

Result = ContractForecast | PurchaseForecast


class Leaving(Enum):
    """How one notices that a customer has left."""

    CONTRACT = Text("By not renewing: survivors are counted", "到期不续：每期数得出还剩几人")
    SILENCE = Text("Silently: only purchases are seen", "悄悄离开：只看得到购买记录")


_REGULAR = (Line(Text("Regular", "普通客户"), 1000, 631, 468, 382, 326, 289, 262, 241),)
_HIGH_END = (Line(Text("High end", "高端客户"), 1000, 869, 743, 653, 593, 551, 517, 491),)
_COHORTS = tuple(Line(Text(f"Cohort {n}", f"同期群 {n}"), *(10_000, 8_000, 6_480, 5_307, 4_391)[:6 - n]) for n in range(1, 5))
_ALIKE = (Line(Text("All alike", "人人相同"), 1000, 800, 640, 512, 410, 328),)
_SHOP = tuple(Customer(*row) for row in (
    (0, 0, 39, 10), (1, 3, 39), (1, 6, 39), (1, 8, 39), (1, 13, 39), (1, 15, 39), (1, 16, 39), (1, 24, 39), (1, 26, 39), (1,
    27, 39), (1, 30, 39), (1, 32, 39), (1, 36, 39), (2, 14, 39), (2, 16, 39), (2, 25, 39), (2, 32, 39), (2, 37, 39), (3, 31,
    39), (3, 35, 39), (4, 34, 39), (5, 13, 39), (5, 35, 39), (5, 37, 39), (7, 21, 39), (7, 36, 39), (10, 33, 39), (10, 35,
    39), (17, 36, 39), (0, 0, 52, 9), (1, 1, 52), (1, 3, 52), (1, 6, 52, 2), (1, 7, 52), (1, 20, 52), (1, 21, 52), (1, 26,
    52), (1, 29, 52), (1, 33, 52), (1, 50, 52, 2), (2, 3, 52, 2), (2, 9, 52), (2, 10, 52), (2, 12, 52), (2, 18, 52), (2, 22,
    52), (2, 23, 52), (2, 27, 52), (3, 12, 52), (3, 25, 52), (3, 38, 52), (3, 52, 52), (4, 36, 52), (5, 28, 52), (5, 46,
    52), (5, 52, 52), (7, 45, 52), (8, 49, 52), (12, 32, 52), (19, 47, 52)))
_CDNOW = tuple(Customer(*row) for row in _cdnow.rows())
_BY_CONTRACT, _BY_SILENCE = ("leaving", (Leaving.CONTRACT,)), ("leaving", (Leaving.SILENCE,))


@dataclass(frozen=True)
class Inputs:
    leaving: Leaving = ask(Choice(Text("Customers leave", "客户如何离开"), options=Leaving), Leaving.CONTRACT,
                           group=Text("Customers", "客户数据"))
    triangle: tuple[Line, ...] = ask(Table(Text("Customers still there", "各期仍在人数"), row=Line, most=60, help=Text(
        "One row or several, added together. Leave empty what has not happened yet.",
        "一行或多行，合并计算。尚未发生的留空。")), _REGULAR, only=_BY_CONTRACT)
    customers: tuple[Customer, ...] = ask(Table(Text("Purchases by customer", "客户购买汇总"), row=Customer, fewest=1, most=2_000,
                                                help=Text(
        "Times run from each customer’s first purchase, which is not a repeat. Equal rows may be one with a count.",
        "时间从各客户首次购买算起，首次购买不算复购。相同的行可合为一行并填客户数。")), _SHOP, only=_BY_SILENCE)
    step: Period = ask(Choice(Text("One period is a", "一期为"), options=Period), Period.YEAR)
    horizon: int = ask(Integer(Text("Forecast up to age", "外推到期龄"), low=1, high=120, unit=Text("periods", "期")), 12,
                       group=Text("Forecast", "外推"), only=_BY_CONTRACT)
    hold: int = ask(Integer(Text("Hold back the last", "留出最后"), low=0, high=10, unit=Text("periods", "期"), help=Text(
        "They are not fitted, and show how well they would have been forecast.", "不参与拟合，用来检验外推准不准。")), 0,
        only=_BY_CONTRACT)
    ahead: int = ask(Integer(Text("Forecast the next", "预测未来"), low=1, high=1_000, unit=Text("periods", "期")), 52,
                     only=_BY_SILENCE)
    margin: float = ask(Amount(Text("Margin of a payment or purchase", "每次付款或购买的毛利"), low=0.01, high=1e9, help=Text(
        "Revenue less what serving it costs. A contract’s first payment is due at once.", "收入减去服务成本。有合同的，首次付款在签约当时。")),
        120.0, group=Text("Value", "价值"))
    discount: float = ask(Percent(Text("Discount", "折现率"), low=1, high=100, unit=Text("% a year", "%/年")), 10.0)


def calculate(inputs: Inputs) -> Result:
    """The fitted model with what it forecasts. Raises InputError for counts or histories through which none can be fitted."""
    discount = inputs.discount / 100
    if inputs.leaving is Leaving.SILENCE:
        return _purchase_forecast.forecast(inputs.customers, inputs.step, ahead=inputs.ahead, margin=inputs.margin,
                                           discount=discount)
    rising = Text("; if they come and go, choose “Silently” above.", "；若来来去去，请在上方选“悄悄离开”。")
    cohorts = each("triangle", inputs.triangle, lambda line, place: line.cohort(place, rising=rising))
    return _contract_forecast.forecast(cohorts, inputs.step, horizon=inputs.horizon, hold=inputs.hold, margin=inputs.margin,
                                       discount=discount)


PRESETS = {
    "S-13a": Preset(Text("Seven renewals of a subscription", "一批订阅用户的七次续约"), Inputs()),
    "S-13a-4": Preset(Text("The same, with three renewals held back", "同一批用户，留出最后三次"), Inputs(hold=3)),
    "high-end": Preset(Text("Customers who stay longer", "留得更久的客户"), Inputs(triangle=_HIGH_END)),
    "cohorts": Preset(Text("Four cohorts of different age", "年龄不同的四个同期群"), Inputs(triangle=_COHORTS, step=Period.MONTH,
                                                                           horizon=36, margin=10.0)),
    "alike": Preset(Text("A counter-example: all customers alike", "反例：客户人人相同"), Inputs(triangle=_ALIKE)),
    "shop": Preset(Text("An invented shop without contracts", "一家假想的无合同商户"), Inputs(
        leaving=Leaving.SILENCE, step=Period.WEEK, margin=25.0)),
    "CDNOW": Preset(Text("CDNOW, 2,357 customers of 1997", "CDNOW，1997 年的 2,357 名客户"), Inputs(
        leaving=Leaving.SILENCE, customers=_CDNOW, step=Period.WEEK, ahead=39, margin=10.0)),
}
