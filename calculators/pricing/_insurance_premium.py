"""What the premium calculator shows of its result: verdicts, figures, two pictures and two tables."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from calculators import _ratemaking
from calculators._charts import ACCENT, CAUTION, INK, MUTED, drawn, labels, layer, name, number, threshold
from calculators._numbers import percent, show
from calculators._ratemaking import Credibility
from calculators._results import Block, Chart, Column, Figure, Figures, Rows, Tone, Verdict
from calculators._text import Text

if TYPE_CHECKING:
    from calculators.pricing.insurance_premium import Result

ENOUGH = 0.999   # a weight that would be shown as 100%
EDGE, HALF_A_CENT = 1e-9, 0.005


def blocks(result: "Result") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (*_verdicts(result), _figures(result))
    yield from (_build_up(result), _range(result), _premiums(result), _standards(result))


def _verdicts(result: "Result") -> list[Verdict]:
    out = [_needed(result)]
    if result.inputs.charged is not None:
        out.append(_charged(result))
    out.append(_trust(result))
    if (blended := result.blended) is not None:
        out.append(Verdict(Tone.PLAIN, Text(
            "With {weight} on your claims and the rest on the larger book the pure premium is {pure}, the premium {gross}.",
            "自己的赔案占 {weight}，其余看更大样本：纯保费 {pure}，保费 {gross}。").format(
                weight=percent(result.weight, 1), pure=show(blended), gross=show(result.premium(blended)))))
    return out


def _needed(result: "Result") -> Verdict:
    words = {"gross": show(result.gross), "pure": show(result.pure), "exposure": show(result.inputs.exposure, 0),
             "high": percent(result.high, 3), "most": show(result.at(result.high))}
    if not result.inputs.claims:
        return Verdict(Tone.CAUTION, Text(
            "No claim in {exposure} policy-years says little: a frequency up to {high} fits it, which would need {most}.",
            "{exposure} 个保单年没有出险，说明不了什么：出险率高到 {high} 也会这样，那时要收 {most}。").format(**words))
    charged = result.inputs.charged
    if charged is None:
        return Verdict(Tone.PLAIN, Text(
            "These claims need a premium of {gross}: {pure} for claims, the rest for expenses and profit.",
            "这样的赔付，保费要收 {gross}：其中 {pure} 付赔款，其余是费用和利润。").format(**words))
    tone = Tone.BAD if result.combined > 1 + EDGE else Tone.CAUTION if charged < result.gross - HALF_A_CENT else Tone.GOOD
    return Verdict(tone, Text("These claims need a premium of {gross}, {pure} of it for claims; you charge {charged}.",
                              "这样的赔付，保费要收 {gross}，其中赔款 {pure}；你收的是 {charged}。").format(charged=show(charged), **words))


def _charged(result: "Result") -> Verdict:
    words = {"charged": show(result.inputs.charged), "combined": percent(result.combined), "loss": percent(result.loss_ratio),
             "result": show(abs(1 - result.combined) * result.inputs.charged), "even": percent(result.break_even, 3),
             "high": percent(result.high, 3)}
    if result.break_even <= 0:
        return Verdict(Tone.BAD, Text("Expenses alone exceed {charged}: no frequency, however low, makes it pay.",
                                      "光是费用就超过 {charged}：出险率再低也赚不到钱。").format(**words))
    if result.combined > 1 + EDGE:
        return Verdict(Tone.BAD, Text("At {charged} the combined ratio is {combined}: each policy loses {result}.",
                                      "收 {charged}，综合成本率 {combined}：每单亏 {result}。").format(**words))
    if result.high > result.break_even:
        return Verdict(Tone.CAUTION, Text(
            "At {charged} the combined ratio is {combined}, but it turns into a loss at a frequency of {even}, and up to {high} "
            "fits your claims.",
            "收 {charged}，综合成本率 {combined}；但出险率到 {even} 就转亏，而照你的赔案看，真实出险率高到 {high} 也不奇怪。").format(**words))
    return Verdict(Tone.GOOD, Text(
        "At {charged} the combined ratio is {combined}, and it stays under 100% up to a frequency of {even}, more than your "
        "claims allow.",
        "收 {charged}，综合成本率 {combined}；出险率到 {even} 才转亏，高于按你的赔案算出的上限。").format(**words))


def _trust(result: "Result") -> Verdict:
    count = result.inputs.claims
    words = {"count": _claims(count), "deserve": "deserves" if count == 1 else "deserve", "weight": percent(result.weight, 1),
             "standard": show(result.standard, 0),
             "low": percent(result.low, 3), "high": percent(result.high, 3), "exposure": show(result.inputs.exposure, 0)}
    if result.inputs.method is Credibility.BUHLMANN:
        return Verdict(Tone.PLAIN, Text("By Bühlmann’s formula {exposure} policy-years earn your sample a weight of {weight}.",
                                        "按 Bühlmann 公式，{exposure} 个保单年，你的样本占 {weight} 的权重。").format(**words))
    if result.weight > ENOUGH:
        return Verdict(Tone.GOOD, Text("{count} are enough to stand alone: the standard is {standard}.",
                                       "{count}赔案足以独立定价：标准是 {standard} 件。").format(**words))
    return Verdict(Tone.CAUTION, Text(
        "{count} {deserve} a weight of {weight}: full trust takes {standard}. The true frequency may lie anywhere from {low} to "
        "{high}.",
        "{count}赔案只配 {weight} 的权重：要完全可信须有 {standard} 件。真实出险率可能在 {low} 到 {high} 之间。").format(**words))


def _claims(count: int) -> Text:
    return Text("1 claim" if count == 1 else f"{count:,} claims", f"{count:,} 件")


def _figures(result: "Result") -> Figures:
    figures = [
        Figure(Text("Pure premium", "纯保费"), show(result.pure), Text("{f} × {s}", "{f} × {s}").format(
            f=percent(result.frequency, 3), s=show(result.inputs.severity))),
        Figure(Text("Premium needed", "应收保费"), show(result.gross), Text(
            "from {low} to {high} by the frequency’s range", "按出险率区间：{low} 至 {high}").format(
                low=show(result.at(result.low)), high=show(result.at(result.high)))),
    ]
    if result.inputs.charged is not None:
        figures += [
            Figure(Text("Combined ratio", "综合成本率"), percent(result.combined), Text(
                "claims {loss}, expenses {expense}", "赔付率 {loss}，费用率 {expense}").format(
                    loss=percent(result.loss_ratio), expense=percent(result.expense_ratio))),
            Figure(Text("Break-even frequency", "保本出险率"), percent(max(0.0, result.break_even), 3), Text(
                "now {now}", "目前 {now}").format(now=percent(result.frequency, 3)))]
    else:
        figures.append(Figure(Text("Weight of your sample", "样本可信度"), percent(result.weight, 1)))
    return Figures(tuple(figures))


def _shares(result: "Result", premium: float) -> list[tuple[Text, float, str]]:
    """Claims, fixed and variable expense, and what is left of a premium."""
    variable = result.loadings.variable * premium
    left = premium - result.pure - result.loadings.fixed - variable
    return [(Text("Claims", "赔款"), result.pure, ACCENT), (Text("Fixed expense", "固定费用"), result.loadings.fixed, MUTED),
            (Text("Variable expense", "变动费用"), variable, MUTED),
            (Text("Profit", "利润") if left >= -EDGE else Text("Loss", "亏损"), left, INK if left >= -EDGE else CAUTION)]


def _build_up(result: "Result") -> Chart:
    premium = result.inputs.charged if result.inputs.charged is not None else result.gross
    start, rows = 0.0, []
    for title, amount, colour in _shares(result, premium):
        if abs(amount) > EDGE:
            rows.append(_bar(title, start, start + amount, colour, amount))
            start += amount
    rows.append(_bar(Text("Premium", "保费"), 0, premium, ACCENT, premium))
    placed = [{**row, "end": max(row["from"], row["to"])} for row in rows]
    y = name("part", wide=120)
    x = number("from", Text("Money per policy-year", "每保单年金额"), tickCount=5)
    title = Text("What the premium charged is spent on", "实收保费花在哪里") if result.inputs.charged is not None else Text(
        "What the premium needed is made of", "应收保费由什么构成")
    return Chart(
        title, {"height": {"step": 32}, "width": 230, "layer": [
            layer("bar", rows, {"x": x, "x2": {"field": "to"}, "y": y,
                                "color": {"field": "colour", "type": "nominal", "scale": None}}, size=18),
            labels(placed, {"x": {"field": "end", "type": "quantitative"}, "y": y})]},
        Text("Of {premium}, {claims} goes to claims and {expense} to expenses; {left} is left.",
             "{premium} 里，赔款 {claims}，费用 {expense}，剩 {left}。").format(
                 premium=show(premium), claims=show(result.pure),
                 expense=show(result.loadings.fixed + result.loadings.variable * premium),
                 left=show(_shares(result, premium)[-1][1])))


def _bar(title: Text, start: float, end: float, colour: str, amount: float) -> dict[str, Any]:
    return {"part": title, "from": drawn(start), "to": drawn(end), "colour": colour, "label": show(amount)}


def _range(result: "Result") -> Chart:
    row = {"who": Text("Your claims", "你的赔案"), "low": drawn(100 * result.low), "high": drawn(100 * result.high),
           "now": drawn(100 * result.frequency)}
    y = {"field": "who", "type": "nominal", "title": None}
    x = number("low", Text("Claims per 100 policy-years", "每百保单年出险件数"), zero=False, tickCount=6)
    layers = [layer("rule", [row], {"x": x, "x2": {"field": "high"}, "y": y}, strokeWidth=7, color=ACCENT, opacity=0.6),
              layer("point", [row], {"x": {**x, "field": "now"}, "y": y}, color=INK, size=110)]
    words = {"low": percent(result.low, 3), "high": percent(result.high, 3), "now": percent(result.frequency, 3)}
    said = Text("The point is {now}; 95% limits run from {low} to {high}.", "圆点为 {now}；95% 区间从 {low} 到 {high}。").format(**words)
    if result.inputs.charged is not None and result.break_even > 0:
        layers.append(threshold(100 * result.break_even, "x"))
        said = said + Text(" The dashed line is the break-even of the premium charged, {even}.", "虚线为实收保费的保本点 {even}。").format(
            even=percent(result.break_even, 3))
    return Chart(Text("What the frequency may really be", "真实出险率可能是多少"), {"height": 70, "layer": layers}, said)


def _premiums(result: "Result") -> Rows:
    lines = [(Text("Lower limit", "下限"), result.low), (Text("Your claims", "你的赔案"), result.frequency),
             (Text("Upper limit", "上限"), result.high)]
    heads = [Text("If the truth is", "如果真实值是"), Text("Frequency", "出险率"), Text("Pure premium", "纯保费"),
             Text("Premium needed", "应收保费")]
    rows = [[title, percent(rate, 3), show(rate * result.inputs.severity), show(result.at(rate))] for title, rate in lines]
    if result.inputs.charged is not None:
        heads.append(Text("Combined at {charged}", "收 {charged} 的综合成本率").format(charged=show(result.inputs.charged)))
        for row, (_, rate) in zip(rows, lines, strict=True):
            row.append(percent(rate * result.inputs.severity / result.inputs.charged + result.expense_ratio))
    return Rows(Text("The premium over the range of the frequency", "出险率区间内的保费"),
                tuple(Column(head, number=place > 0) for place, head in enumerate(heads)), rows, file="premiums.csv")


def _standards(result: "Result") -> Rows:
    count, variation = result.inputs.claims, result.inputs.variation
    rows = []
    for probability, within in ((0.90, 0.05), (0.90, 0.10), (0.95, 0.05), (0.95, 0.10), (0.99, 0.05)):
        standards = [_ratemaking.full_credibility(probability, within, spread) for spread in (0.0, variation)]
        rows.append((Text(f"{probability:.0%}, ±{within:.0%}", f"{probability:.0%}，±{within:.0%}"),
                     *(show(s, 0) for s in standards),
                     percent(_ratemaking.partial_credibility(count, standards[1]), 1)))
    return Rows(Text("Claims needed for full credibility", "完全可信所需赔案数"), (
        Column(Text("Probability, tolerance", "概率，误差"), number=False), Column(Text("For the frequency", "对出险率")),
        Column(Text("For the pure premium", "对纯保费")), Column(Text("Weight of yours", "你的权重"))),
        rows, folded=True, file="credibility.csv")
