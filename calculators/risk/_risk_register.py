"""What the risk register shows of its result: verdicts, figures, two heat maps, a picture and the ranking."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from calculators._charts import drawn, name, number, unit
from calculators._numbers import show
from calculators._results import Block, Chart, Column, Figure, Figures, Heat, Rows, Shade, Tone, Verdict
from calculators._scales import NAMES, nist_level
from calculators._text import Text, same
from calculators.risk import _risk_register_years

if TYPE_CHECKING:
    from calculators.risk.risk_register import Result

STEPS = range(1, 6)


def blocks(result: "Result") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from _verdicts(result)
    if result.after:
        yield from _risk_register_years.blocks(result.before, result.after, result.inputs.bearable)
    yield _figures(result)
    yield from (_map(result, True), _map(result, False), _chart(result), _table(result))


def _nist(result: "Result") -> bool:
    return result.inputs.scale.name == "NIST"


def _verdicts(result: "Result") -> tuple[Verdict, ...]:
    count, over = len(result.risks), len(result.over)
    appetite = (Text("“{level}”", "“{level}”").format(level=result.inputs.accepted.value) if _nist(result)
                else same(str(result.inputs.appetite)))
    words = {"over": over, "count": count, "appetite": appetite, "stay": "stays" if over == 1 else "stay"}
    first = (Verdict(Tone.BAD, Text("{over} of {count} risks {stay} above the appetite of {appetite} after controls.",
                                    "{count} 项风险中有 {over} 项在控制之后仍高于偏好线 {appetite}。").format(**words))
             if over else Verdict(Tone.GOOD, Text("All {count} risks are within the appetite of {appetite} after controls.",
                                                  "{count} 项风险在控制之后都在偏好线 {appetite} 以内。").format(**words)))
    return first, _second(result)


def _second(result: "Result") -> Verdict:
    """Whether money says the same as the grades."""
    money, worst = result.by_money()[0], result.by_grade()
    words = {"name": money.name, "loss": show(money.expected, 0), "place": worst.index(money) + 1}
    if _nist(result):
        return Verdict(Tone.PLAIN, Text(
            "In money “{name}” comes first, {loss} a year expected; NIST’s table puts it at “{level}”, with {others} more.",
            "按金额“{name}”排第一，预期每年损失 {loss}；NIST 表给它定为“{level}”，同级的另有 {others} 项。").format(
                level=NAMES[money.level], others=sum(r.level == money.level for r in result.risks) - 1, **words))
    if worst[0] is money:
        return Verdict(Tone.PLAIN, Text("Scores and money agree on the worst: “{name}”, {loss} a year expected.",
                                        "评分与金额都把“{name}”排在第一，预期每年损失 {loss}。").format(**words))
    return Verdict(Tone.CAUTION, Text("The scores rank “{name}” number {place}; in money it comes first, {loss} a year expected.",
                                      "按评分，“{name}”排第 {place}；按金额它排第一，预期每年损失 {loss}。").format(**words))


def _figures(result: "Result") -> Figures:
    before = sum(r.expected_inherent for r in result.risks)
    return Figures((
        Figure(Text("Expected loss a year", "预期年损失"), show(result.expected, 0), Text("after controls", "控制之后")),
        Figure(Text("Without controls", "若无控制"), show(before, 0), Text("same frequencies and losses", "频率与损失不变")),
        Figure(Text("Controls are worth", "控制的价值"), show(before - result.expected, 0), Text("a year, at most", "每年，上限")),
    ))


def _map(result: "Result", inherent: bool) -> Heat:
    def cell(likelihood: int, impact: int) -> Shade:
        here = [r.number for r in result.risks if (likelihood, impact) == (
            (r.risk.likelihood, r.risk.impact) if inherent else (r.likelihood, r.impact))]
        strength = (nist_level(likelihood, impact) - 1) / 4 if _nist(result) else (likelihood * impact - 1) / 24
        return Shade(", ".join(map(str, here)) or "·", round(9 * strength))

    title = Text("Before controls", "控制之前") if inherent else Text("After controls", "控制之后")
    return Heat(title, Text("Likelihood\u00a0↓ impact\u00a0→", "可能性\u00a0↓ 影响\u00a0→"), tuple(map(str, STEPS)), tuple(
        (str(row), tuple(cell(row, column) for column in STEPS)) for row in reversed(STEPS)), scale="risk",
        note=None if inherent else Text("Numbers are lines of the register.", "数字为登记册中的行号。"))


def _chart(result: "Result") -> Chart:
    worst = result.by_money()[:8]
    size, words = unit(max(r.expected_high for r in worst))
    rows = [{"risk": Text(f"{r.number} {r.name.en}", f"{r.number} {r.name.zh}"), "expected": drawn(r.expected / size),
             "low": drawn(r.expected_low / size), "high": drawn(r.expected_high / size)} for r in worst]
    y = name("risk", wide=165)
    x = number("expected", Text("Expected loss a year", "预期年损失") + words, tickCount=3)
    return Chart(
        Text("Largest by money, after controls", "金额最大的几项（控制之后）"),
        {"data": {"values": rows}, "height": {"step": 26}, "width": 150, "layer": [
            {"mark": {"type": "bar", "size": 14}, "encoding": {"x": x, "y": y}},
            {"mark": {"type": "rule", "strokeWidth": 2, "color": "var(--ink)"}, "encoding": {
                "x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}, "y": y}},
        ]},
        Text("Bars are expected losses; the thin line runs from every event at the low end of its range to every event at "
             "the high end. “{name}” leads with {loss}.",
             "条形为预期损失；细线从每次都取区间下限到每次都取上限。“{name}”居首，为 {loss}。").format(
                 name=worst[0].name, loss=show(worst[0].expected, 0)))


def _table(result: "Result") -> Rows:
    score, money = result.by_grade(), result.by_money()
    level = _nist(result)
    heads = (Text("No.", "行号"), Text("Risk", "风险"), Text("Before", "之前"), Text("After", "之后"),
             Text("Score after", "剩余评分") if level else Text("NIST level", "NIST 等级"),
             Text("Expected a year", "预期年损失"), Text("Rank by grade", "定级排名") if level else Text("Rank by score", "评分排名"),
             Text("Rank by money", "金额排名"), Text("Against appetite", "对照偏好"))
    rows = [(str(r.number), r.name,
             *((NAMES[r.level_inherent], NAMES[r.level], show(r.residual, 1)) if level
               else (str(r.inherent), show(r.residual, 1), NAMES[r.level])),
             show(r.expected, 0), str(score.index(r) + 1), str(money.index(r) + 1),
             Text("✕ above", "✕ 超出") if r in result.over else Text("✓ within", "✓ 以内")) for r in score]
    words = {1, 2, 3, 8} if level else {1, 4, 8}
    return Rows(Text("Ranking after controls", "控制之后的排序"),
                tuple(Column(head, number=place not in words) for place, head in enumerate(heads)), rows,
                file="risk_register.csv")
