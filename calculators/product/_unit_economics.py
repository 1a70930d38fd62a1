"""What the unit economics show of their result: verdicts, figures, three pictures and tables."""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from calculators import _tornado
from calculators._customer import Driver
from calculators._numbers import compact, show
from calculators._results import Block, Figure, Figures, Tone, Verdict
from calculators._text import Text
from calculators.product import _unit_economics_charts as charts
from calculators.product import _unit_economics_rows as rows
from calculators.product._unit_economics_rows import Shock

if TYPE_CHECKING:
    from calculators.product.unit_economics import Result

MENDED_BY = (Driver.PORTFOLIO_YIELD, Driver.PD, Driver.FEES, Driver.SERVICING, Driver.RETENTION, Driver.CAC)
NONE = "–"


def blocks(result: "Result") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it; what is bad comes first."""
    shock = rows.shock(result.product)
    verdicts = sorted((_earned(result), *_value(result), _steady(result)), key=lambda verdict: verdict.tone is not Tone.BAD)
    yield from (*verdicts, *_exchange(result, shock), *_mended(result), _figures(result))
    yield from (charts.month(result), charts.payback(result))
    if result.swings:
        yield charts.tornado(result)
    yield rows.exchange(result, shock)
    if result.swings:
        yield _tornado.table(result.swings)
    yield rows.months(result)


def _earned(result: "Result") -> Verdict:
    each = result.product.contribution
    if result.enough is None:
        lost = Text("Each customer loses {each} a month before any fixed cost: more customers, more loss.",
                    "还没算固定成本，每名客户每月就亏 {each}：客户越多，亏得越多。")
        nothing = Text("A customer earns nothing after losses and cost: no number of them pays the fixed cost.",
                       "扣掉损失和成本，每名客户一分不挣：再多客户也养不活固定成本。")
        return Verdict(Tone.BAD, lost.format(each=show(-each)) if round(each, 2) < 0 else nothing)
    words = {"each": show(each), "enough": count(result.enough), "now": count(result.inputs.customers),
             "short": count(result.enough - result.inputs.customers)}
    if result.inputs.customers >= result.enough:
        return Verdict(Tone.GOOD, Text(
            "A customer earns {each} a month; {enough} pay the fixed cost, and you have {now}.",
            "扣掉损失和成本，每名客户每月挣 {each}；{enough} 名客户就能付清固定成本，现有 {now} 名。").format(**words))
    return Verdict(Tone.BAD, Text(
        "A customer earns {each} a month; {enough} pay the fixed cost, and you are {short} short.",
        "扣掉损失和成本，每名客户每月挣 {each}；要 {enough} 名客户才付得清固定成本，还差 {short} 名。").format(**words))


def _value(result: "Result") -> tuple[Verdict, ...]:
    if result.enough is None:
        return ()
    words = {"horizon": result.inputs.horizon, "ltv": show(result.ltv), "cac": show(result.inputs.cac),
             "times": show(result.ltv / result.inputs.cac), "month": result.payback}
    if result.payback is None:
        return (Verdict(Tone.BAD, Text("Over {horizon} months a customer brings {ltv}; winning it costs {cac}, which never comes back.",
                                       "每名客户 {horizon} 个月带来 {ltv}，获客却要 {cac}，收不回来。").format(**words)),)
    return (Verdict(Tone.GOOD, Text(
        "Over {horizon} months a customer brings {ltv}, {times} times its acquisition cost of {cac}, which is back in month {month}.",
        "每名客户 {horizon} 个月带来 {ltv}，是获客成本 {cac} 的 {times} 倍，第 {month} 个月回本。").format(**words)),)


def _steady(result: "Result") -> Verdict:
    product = result.product
    words = {"horizon": result.inputs.horizon, "intake": count(result.inputs.intake), "stock": count(product.stock),
             "loss": compact(-product.profit), "profit": compact(product.profit), "each": show(-product.surplus),
             "double": compact(-product.moved(Driver.INTAKE, 2 * product.at[Driver.INTAKE]).profit)}
    if result.intake is None:
        return Verdict(Tone.BAD, Text(
            "A new customer loses {each} over {horizon} months, acquisition included. {intake} a month settle at a loss of {loss} "
            "a month; twice as many at {double}.",
            "连获客成本算上，每名新客户 {horizon} 个月亏 {each}。每月新增 {intake} 名，稳定后每月亏 {loss}；增加一倍，亏 {double}。").format(**words))
    start = Text("It takes {needed} new customers a month to pay for acquisition and fixed cost. Your {intake} settle at {stock} customers ",
                 "每月新增 {needed} 名客户，才付得起获客和固定成本。按现在的 {intake} 名，稳定后有 {stock} 名客户，").format(
                     needed=count(result.intake), **words)
    if product.profit >= 0:
        return Verdict(Tone.GOOD, start + Text("and a profit of {profit} a month.", "每月盈利 {profit}。").format(**words))
    return Verdict(Tone.BAD, start + Text("and a loss of {loss} a month.", "每月亏损 {loss}。").format(**words))


def _exchange(result: "Result", shock: "Shock | None") -> tuple[Verdict, ...]:
    """What one bad point costs, and how much of something else makes up for it."""
    if shock is None or result.enough is None:
        return ()
    ways = [way for driver in (Driver.RETENTION, Driver.PORTFOLIO_YIELD, Driver.FEES, Driver.CAC)
            if driver is not shock.driver and (way := rows.way(result.product, driver, shock.cost))]
    start = Text("{shock} costs {cost} a month in the steady state", "{shock}，稳定后每月少赚 {cost}").format(
        shock=shock.words, cost=compact(shock.cost))
    if not ways:
        return (Verdict(Tone.PLAIN, start + Text(".", "。")),)
    return (Verdict(Tone.PLAIN, start + Text(", as much as {ways}.", "，抵得上{ways}。").format(ways=_either(ways[:3]))),)


def _mended(result: "Result") -> tuple[Verdict, ...]:
    """Where a loss would end, by one assumption alone."""
    if result.product.profit >= 0:
        return ()
    ends = [(driver, value) for driver in MENDED_BY if (value := result.product.raised(driver, -result.product.profit)) is not None]
    if not ends:
        return (Verdict(Tone.BAD, Text("No single assumption ends the loss.", "只改一项，改到哪里都止不住亏损。")),)
    named = [Text("{name} at {there}", "{said}到 {there}").format(name=_tornado.said(driver), said=driver.value, there=_tornado.value(driver, value))
             for driver, value in ends[:3]]
    return (Verdict(Tone.PLAIN, Text("The loss ends with {ways}, the rest as it is.", "其余不变，{ways}，就不亏了。").format(ways=_either(named))),)


def _either(ways: Sequence[Text]) -> Text:
    """One of several: a, b or c."""
    *others, last = ways
    return Text(" or ".join(filter(None, (", ".join(way.en for way in others), last.en))), "，或".join(way.zh for way in ways))


def _figures(result: "Result") -> Figures:
    month, enough, intake = result.payback, result.enough, result.intake
    return Figures((
        Figure(Text("Contribution", "单客月贡献"), show(result.product.contribution), Text("per customer and month", "扣除损失和变动成本")),
        Figure(Text("LTV:CAC", "LTV:CAC"), NONE if enough is None else show(result.ltv / result.inputs.cac),
               Text("never paid back", "不回本") if month is None else Text(f"paid back in month {month}", f"第 {month} 个月回本")),
        Figure(Text("Break-even customers", "保本客户数"), NONE if enough is None else count(enough),
               Text("now {now}", "现有 {now}").format(now=count(result.inputs.customers))),
        Figure(Text("Break-even intake", "保本月新增"), NONE if intake is None else count(intake),
               Text("now {now}", "现为 {now}").format(now=count(result.inputs.intake))),
        Figure(Text("Steady profit a month", "稳定后月利润"), compact(result.product.profit),
               Text("with {stock} customers", "客户 {stock} 名").format(stock=count(result.product.stock))),
    ))


def count(number: float) -> str:
    """A number of customers: the next whole one."""
    return show(math.ceil(round(number, 6)), 0)
