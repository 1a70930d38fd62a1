"""What the pricing calculator shows of its result: verdicts, figures, two pictures, a grid and a table of lines."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from calculators._build_up import HIGHEST, LOWEST
from calculators._numbers import percent, points
from calculators._results import Block, Column, Figure, Figures, Heat, Rows, Shade, Tone, Verdict
from calculators._text import Text, same
from calculators.pricing import _risk_based_price_charts as charts

if TYPE_CHECKING:
    from calculators.pricing.risk_based_price import Result

NEAR = 0.01
PDS, LGDS = (0.01, 0.03, 0.05, 0.08, 0.12, 0.16, 0.2), (0.25, 0.45, 0.65, 0.85)
LINES = (0.36, 0.24, 0.2, 0.16, 0.12)
DEARER = 0.01


def blocks(result: "Result") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (_needed(result), _shut_out(result), _earned(result), _figures(result))
    yield from (charts.build_up(result), charts.curve(result), _grid(result), _lines(result))


def _needed(result: "Result") -> Verdict:
    over = result.price - result.cap
    words = {"pd": _short(result.pd), "price": percent(result.price), "cap": percent(result.cap), "gap": points(abs(over))}
    if over > 0:
        return Verdict(Tone.BAD, Text(
            "A borrower with a PD of {pd} must pay {price} a year, {gap} over the line of {cap}.",
            "PD 为 {pd} 的客户须收年化 {price} 才够本，超出 {cap} 的上限 {gap}。").format(**words))
    if over > -NEAR:
        return Verdict(Tone.CAUTION, Text(
            "A borrower with a PD of {pd} must pay {price} a year, only {gap} under the line of {cap}.",
            "PD 为 {pd} 的客户须收年化 {price} 才够本，距 {cap} 的上限仅 {gap}。").format(**words))
    return Verdict(Tone.GOOD, Text("A borrower with a PD of {pd} must pay {price} a year, {gap} under the line of {cap}.",
                                   "PD 为 {pd} 的客户须收年化 {price} 才够本，低于 {cap} 的上限 {gap}。").format(**words))


def _shut_out(result: "Result") -> Verdict:
    highest = result.highest_pd
    words = {"cap": percent(result.cap), "least": percent(result.terms.price(LOWEST, result.lgd)), "lowest": _short(LOWEST),
             "highest": _short(HIGHEST), "pd": percent(highest or 0)}
    if highest is None:
        return Verdict(Tone.BAD, Text("The line of {cap} shuts out everybody: even a PD of {lowest} needs {least}.",
                                      "{cap} 的上限把所有人都挡在门外：PD 低到 {lowest}，也要收 {least}。").format(**words))
    if highest == HIGHEST:
        return Verdict(Tone.PLAIN, Text("The line of {cap} shuts out nobody whose PD is up to {highest}.",
                                        "只要 PD 不超过 {highest}，{cap} 的上限就挡不住任何人。").format(**words))
    return Verdict(Tone.PLAIN, Text("The line of {cap} shuts out whoever has a PD above {pd}.",
                                    "{cap} 的上限把 PD 高于 {pd} 的客户挡在门外。").format(**words))


def _earned(result: "Result") -> Verdict:
    words = {"charged": percent(result.charged), "raroc": percent(result.raroc, 1), "cap": percent(result.cap),
             "hurdle": percent(result.terms.hurdle, 1)}
    if result.charged > result.cap:
        return Verdict(Tone.BAD, Text("The price charged, {charged}, is itself over the line of {cap}.",
                                      "实际定价 {charged}，本身就超过 {cap} 的上限。").format(**words))
    if result.charged >= result.price - 1e-12:
        return Verdict(Tone.GOOD, Text("At {charged} charged, capital earns {raroc} a year; the hurdle is {hurdle}.",
                                       "按 {charged} 定价，资本一年赚 {raroc}，门槛是 {hurdle}。").format(**words))
    if result.raroc >= 0:
        return Verdict(Tone.CAUTION, Text("At {charged} charged, capital earns {raroc} a year, below the hurdle of {hurdle}.",
                                          "按 {charged} 定价，资本一年只赚 {raroc}，够不到 {hurdle} 的门槛。").format(**words))
    return Verdict(Tone.BAD, Text("At {charged} charged, capital earns {raroc} a year: such loans lose money.",
                                  "按 {charged} 定价，资本回报率 {raroc}，这类贷款是亏的。").format(**words))


def _figures(result: "Result") -> Figures:
    return Figures((
        Figure(Text("Break-even price", "保本价"), percent(result.price), Text("capital earns its hurdle", "资本回报恰好达到门槛")),
        Figure(Text("Expected loss", "预期损失"), percent(result.parts.loss), same("PD × LGD")),
        Figure(Text("Capital K", "资本 K"), percent(result.k), Text("of the balance", "占余额")),
        Figure(Text("RAROC", "RAROC"), percent(result.raroc, 1), Text("at the price charged", "按实际定价")),
    ))


def _grid(result: "Result") -> Heat:
    pds, lgds = sorted({*PDS, result.pd}), sorted({*LGDS, result.lgd})
    prices = [[result.terms.price(pd, lgd) for lgd in lgds] for pd in pds]
    low, high = prices[0][0], prices[-1][-1]

    def cell(price: float) -> Shade:
        words = percent(price)
        return Shade(Text(f"✕ {words} over", f"✕ {words} 超限") if price > result.cap else words,
                     round(9 * (price - low) / (high - low)))

    return Heat(
        Text("Break-even price by PD and LGD", "不同 PD、LGD 的保本价"), Text("PD ↓ LGD →", "PD ↓ LGD →"),
        tuple(_marked(lgd, result.lgd) for lgd in lgds),
        tuple((_marked(pd, result.pd), tuple(map(cell, row))) for pd, row in zip(pds, prices, strict=True)),
        note=Text("✕ over: dearer than the line of {cap} allows.", "✕ 超限：高于 {cap} 的上限。").format(cap=percent(result.cap)),
        file="price_grid.csv")


def _lines(result: "Result") -> Rows:
    heads = (Text("Line", "上限"), Text("Left for loss and capital", "留给损失和资本"), Text("Highest PD", "最高 PD"),
             Text("If acquisition costs one point more", "获客再贵一个百分点"))
    left = [(line, line - result.terms.fixed) for line in sorted({*LINES, result.cap}, reverse=True)]
    rows = [(_marked(line, result.cap), percent(room) if room > 0 else Text("nothing", "无"),
             _pd(result.terms.highest_pd(line, result.lgd)), _pd(result.terms.highest_pd(line - DEARER, result.lgd)))
            for line, room in left]
    return Rows(Text("How much risk each line still admits", "每条上限还容得下多高的风险"), tuple(map(Column, heads)), rows,
                file="price_lines.csv")


def _pd(pd: float | None) -> Text | str:
    if pd is None:
        return Text("nobody", "无人")
    return Text(f"over {_short(pd)}", f"{_short(pd)} 以上") if pd == HIGHEST else percent(pd)


def _short(fraction: float) -> str:
    """Per cent with the digits that it has: 0.08 -> 8%, 0.0003 -> 0.03%."""
    return f"{fraction * 100:.6g}%"


def _marked(fraction: float, own: float) -> Text | str:
    """A value of a list, marked where it is the reader's own."""
    return Text(f"{_short(fraction)} (yours)", f"{_short(fraction)}（本例）") if fraction == own else _short(fraction)
