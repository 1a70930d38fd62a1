"""Pictures of a price: what it is built up from, and how it rises with PD until it meets the line."""

from dataclasses import astuple
from typing import TYPE_CHECKING

from calculators import _waterfall
from calculators._build_up import HIGHEST, LOWEST
from calculators._charts import CAUTION, HALO, SECOND, drawn, labels, layer, number, threshold
from calculators._numbers import percent, show
from calculators._results import Chart
from calculators._text import Text

if TYPE_CHECKING:
    from calculators.pricing.risk_based_price import Result

PARTS = (Text("Funding", "资金成本"), Text("Operating cost", "运营成本"), Text("Acquisition", "获客成本"),
         Text("Expected loss", "预期损失"), Text("Capital", "资本成本"))
PRICE, CHARGED, BORROWER = Text("Break-even price", "保本价"), Text("Price charged", "实际定价"), Text("this borrower", "本例")
STEPS = 48


def build_up(result: "Result") -> Chart:
    """A waterfall from funding to the break-even price, with the price charged and the line."""
    return Chart(
        Text("What the price is built up from", "价格由哪几部分垒成"),
        _waterfall.spec([(part, value * 100) for part, value in zip(PARTS, astuple(result.parts), strict=True)],
                        [(PRICE, result.price * 100), (CHARGED, result.charged * 100)],
                        Text("% of the balance a year", "占余额，年化 %"), show, holds=result.cap * 100,
                        above=[threshold(result.cap * 100, "x")], width=230),
        Text("Funding {funding}, operating cost {opex}, acquisition {acquisition}, expected loss {loss} and capital {capital} "
             "add up to {price}. Charged is {charged}; the dashed line is the cap of {cap}.",
             "资金 {funding}、运营 {opex}、获客 {acquisition}、预期损失 {loss}、资本 {capital}，合计 {price}。"
             "实际定价 {charged}；虚线为上限 {cap}。").format(
                 **{field: percent(value) for field, value in vars(result.parts).items()}, price=percent(result.price),
                 charged=percent(result.charged), cap=percent(result.cap)))


def curve(result: "Result") -> Chart:
    """The break-even price by PD, with this borrower on it and the PD at which it meets the line."""
    end = min(HIGHEST, max(0.1, 1.3 * result.pd, 1.3 * (result.highest_pd or 0)))
    rows = [_point(result, LOWEST + (end - LOWEST) * step / STEPS) for step in range(STEPS + 1)]
    top = max(rows[-1]["price"], result.cap * 100) * 1.1
    at = {"x": number("pd", Text("PD, %", "PD，%"), domain=(0, drawn(end * 100)), tickCount=6),
          "y": number("price", Text("Break-even price, %", "保本价，%"), domain=(0, drawn(top)))}
    borrower = [{**_point(result, result.pd), "label": BORROWER}]
    meets = result.highest_pd is not None and result.highest_pd < HIGHEST
    limit = [{**_point(result, result.highest_pd), "label": percent(result.highest_pd)}] if meets else []
    return Chart(
        Text("The price rises with PD until it meets the line", "PD 越高保本价越高，直到碰上限"),
        {"layer": [layer("line", rows, at), threshold(result.cap * 100, "y"),
                   layer("point", limit, at, shape="diamond", size=90, filled=True, opacity=1, color=CAUTION),
                   labels(limit, at, align="right", dx=-7, dy=-10, **HALO), labels(limit, at, align="right", dx=-7, dy=-10),
                   layer("point", borrower, at, size=80, filled=True, opacity=1, color=SECOND),
                   labels(borrower, at, dx=6, dy=13, **HALO), labels(borrower, at, dx=6, dy=13)]},
        _met(result) if meets else Text(
            "The dashed line is the cap of {cap}; at this borrower’s PD the price is {price}.",
            "虚线为上限 {cap}；本例的保本价为 {price}。").format(cap=percent(result.cap), price=percent(result.price)))


def _met(result: "Result") -> Text:
    return Text("The price meets the dashed line of {cap} at a PD of {pd} (diamond); this borrower (dot) needs {price}.",
                "保本价在 PD {pd} 处（菱形）碰到 {cap} 的上限（虚线）；本例（圆点）为 {price}。").format(
                    cap=percent(result.cap), pd=percent(result.highest_pd), price=percent(result.price))


def _point(result: "Result", pd: float) -> dict:
    return {"pd": drawn(pd * 100), "price": drawn(result.terms.price(pd, result.lgd) * 100)}
