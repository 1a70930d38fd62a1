"""What the scorecard calculator shows of a scale: odds as points and back, and the score that breaks even."""

from collections.abc import Iterator
from math import exp, log
from typing import TYPE_CHECKING

from calculators import _scorecard
from calculators._charts import INK, drawn, labels, layer, number, threshold
from calculators._numbers import compact, percent, show, write
from calculators._results import Block, Chart, Column, Figure, Figures, Note, Rows, Tone, Verdict
from calculators._text import Text

if TYPE_CHECKING:
    from calculators.risk.scorecard import Result

STEPS = 6  # doublings shown on each side of the base score


def blocks(result: "Result") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    scale, inputs = result.scale, result.inputs
    even = scale.points(inputs.loss / inputs.margin)
    yield from (
        Verdict(Tone.PLAIN, Text("Odds of {odds} are {points} points.", "好坏比 {odds} 对应 {points} 分。").format(
            odds=_odds(log(inputs.ratio)), points=show(scale.points(inputs.ratio)))),
        Verdict(Tone.PLAIN, Text("{points} points are odds of {odds}: {rate} go bad.",
                                 "{points} 分的好坏比是 {odds}，坏账率 {rate}。").format(
            points=_points(inputs.score), odds=_odds(scale.log_odds(inputs.score)), rate=_rate(scale.log_odds(inputs.score)))),
        Verdict(Tone.PLAIN, Text(
            "A loan that earns {margin} or loses {loss} pays from {even} points upwards, where the bad rate falls to {rate}.",
            "一笔赚 {margin}、坏了亏 {loss} 的贷款，从 {even} 分起有得赚，此处坏账率降到 {rate}。").format(
                margin=compact(inputs.margin), loss=compact(inputs.loss), even=show(even, 1), rate=percent(result.break_even))),
        Figures((
            Figure(Text("Factor", "比例因子"), show(scale.factor, 4), Text("PDO ÷ ln 2", "PDO ÷ ln 2")),
            Figure(Text("Offset", "偏移量"), show(scale.offset, 4), Text("points at odds of 1 : 1", "好坏比 1 : 1 时的分数")),
            Figure(Text("Break-even score", "盈亏平衡分"), show(even, 1), Text("at odds of {odds}", "好坏比 {odds}").format(
                odds=_odds(log(inputs.loss / inputs.margin)))))),
    )
    yield from (
        _chart(result, even), _table(scale),
        Note(Text("The scale is a promise: it holds as long as odds observed in each band follow it. Compare it with counts of "
                  "goods and bads at least every quarter.",
                  "刻度是一种承诺，各段实际好坏比跟得上才算数。至少每季度拿好坏客户数对一次。")),
    )


def _chart(result: "Result", even: float) -> Chart:
    scale, inputs = result.scale, result.inputs
    low, high = (scale.base + side * STEPS * scale.pdo for side in (-1, 1))
    rows = [_point(scale, low + (high - low) * n / 60) for n in range(61)]
    encoding = {"x": number("points", Text("Score", "评分"), domain=(drawn(low), drawn(high)), format=",~r"),
                "y": number("rate", Text("Go bad, %", "坏账率，%"))}
    asked = [{**_point(scale, points), "label": show(points, 1)}
             for points in sorted({scale.points(inputs.ratio), inputs.score}) if low <= points <= high]
    layers = [layer("line", rows, encoding), layer("point", asked, encoding, color=INK, size=80, shape="diamond")]
    layers += [labels(asked[-1:], encoding, dy=-8)] if asked else []
    layers += [threshold(even, "x")] if low <= even <= high else []
    return Chart(Text("How fast risk falls along the scale", "沿着刻度，风险降得多快"), {"layer": layers}, Text(
        "{base} points mean a bad rate of {rate}, {pdo} points more one of {next}. The dashed line is the break-even score.",
        "{base} 分的坏账率为 {rate}，再高 {pdo} 分为 {next}。虚线为盈亏平衡分。").format(
            base=_points(scale.base), rate=_rate(log(scale.odds)), pdo=_points(scale.pdo), next=_rate(log(2 * scale.odds))))


def _table(scale: _scorecard.Scale) -> Rows:
    rows = []
    for points in (scale.base + step * scale.pdo for step in range(-STEPS, STEPS + 1)):
        log_odds = scale.log_odds(points)
        rows.append((_points(drawn(points)), _odds(log_odds), show(log_odds, 3), _rate(log_odds)))
    return Rows(Text("Points and odds", "分数与好坏比"), (
        Column(Text("Points", "分数")), Column(Text("Goods : bads", "好 : 坏")), Column(Text("ln(odds)", "ln(好坏比)")),
        Column(Text("Bad rate", "坏账率"))), rows, file="scale.csv")


def _point(scale: _scorecard.Scale, points: float) -> dict[str, float]:
    return {"points": drawn(points), "rate": drawn(100 * _scorecard.bad_rate(exp(scale.log_odds(points))))}


def _points(points: float) -> str:
    """A score with the decimals it has."""
    return write(points).replace("-", "−")


def _odds(log_odds: float) -> str:
    """50 : 1, or 1 : 3.2 where bads are the more numerous."""
    larger = exp(abs(log_odds))
    words = show(larger, 0) if larger >= 1000 else show(larger).rstrip("0").rstrip(".")
    return f"{words} : 1" if log_odds >= 0 else f"1 : {words}"


def _rate(log_odds: float) -> str:
    """A bad rate with two decimals, or with what it takes to see anything."""
    rate = _scorecard.bad_rate(exp(log_odds))
    return percent(rate, 2 if rate >= 5e-4 else 4 if rate >= 5e-6 else 8)
