"""What the calculator of credit loss shows: verdicts, figures, the bad years, what single changes do, and the lines."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from calculators._charts import ACCENT, INK, SECOND, drawn, labels, layer, name, number, series, threshold, unit
from calculators._credit import floored
from calculators._numbers import percent, show, write
from calculators._results import Block, Chart, Column, Figure, Figures, Rows, Tone, Verdict
from calculators._text import Text

if TYPE_CHECKING:
    from calculators.risk.credit_loss import Result

CURVE = (2, 2.5, 3, 4, 5, 6, 8, 10, 14, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1_000)
LONGER = (1_500, 2_000, 3_000, 5_000, 7_000, 10_000)
CONCENTRATED = 2  # times its share of the exposure: where a line's share of capital is worth a warning
EXPECTED, CAPITAL = Text("Expected loss", "预期损失"), Text("Capital (IRB)", "资本（内评法）")


def blocks(result: "Result") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (*_verdicts(result), _figures(result))
    yield from (_bad_years(result), _lines(result), _changed(result), _changes(result))


def _verdicts(result: "Result") -> list[Verdict]:
    return [_average(result), _bad_year(result), _concentration(result) if len(result.rows) > 1 else _classes(result),
            *_floors(result)]


def _average(result: "Result") -> Verdict:
    return Verdict(Tone.PLAIN, Text("This book loses {expected} in an average year: a cost that belongs in the price.",
                                    "这个组合平均一年损失 {expected}，这是成本，应计入价格。").format(
        expected=_money(result, result.expected)))


def _bad_year(result: "Result") -> Verdict:
    sentence = Text("In {share} of years it loses no more than {bad}", "{share} 的年份损失不超过 {bad}")
    sentence += (Text("; the {more} above the average is what capital is for.", "，超出平均的 {more} 要靠资本承担。")
                 if result.unexpected > 0 else
                 Text(", which is less than the average: raise that percentage to see a bad year.",
                      "，还低于平均值；把这个百分比调高，才看得到坏年份。"))
    return Verdict(Tone.PLAIN, sentence.format(share=f"{write(result.inputs.confidence)}%", bad=_money(result, result.bad_year),
                                               more=_money(result, result.unexpected)))


def _classes(result: "Result") -> Verdict:
    """The same single line in the classes that need least and most capital."""
    others = sorted((change for change in result.changes if change.exposure), key=lambda change: change.capital)
    least, most = others[0], others[-1]
    sentence = Text("Capital is {capital} as it stands; {low} it would be {least}, {high} {most}.",
                    "按现在的类别，资本为 {capital}；{low}计为 {least}，{high}计为 {most}。")
    if not any(change.expected for change in others):
        sentence += Text(" The expected loss stays the same.", "预期损失不变。")
    return Verdict(Tone.PLAIN, sentence.format(
        capital=_money(result, result.capital), low=least.what, least=_money(result, result.capital + least.capital),
        high=most.what, most=_money(result, result.capital + most.capital)))


def _concentration(result: "Result") -> Verdict:
    """The line that takes most of the capital, against its share of the book."""
    row = max(result.rows, key=lambda row: row.capital)
    exposure, capital = row.segment.ead / result.ead, row.capital / result.capital
    return Verdict(Tone.CAUTION if capital >= CONCENTRATED * exposure else Tone.PLAIN, Text(
        "“{name}” is {exposure} of the exposure, {expected} of the expected loss and {capital} of the capital.",
        "“{name}”占风险暴露的 {exposure}，占预期损失的 {expected}，占资本的 {capital}。").format(
            name=row.name, exposure=percent(exposure, 1), expected=percent(row.expected / result.expected, 1),
            capital=percent(capital, 1)))


def _floors(result: "Result") -> list[Verdict]:
    below = [row for row in result.rows if floored(row.segment.exposure, row.pd, row.lgd) != (row.pd, row.lgd)]
    raised = [row for row in result.rows if row.raised]
    if raised:
        return [Verdict(Tone.CAUTION, Text("Basel’s floors raise PD or LGD in {n} of {all} lines.",
                                           "{all} 行中有 {n} 行的违约概率或违约损失率按巴塞尔下限调高。").format(
            n=len(raised), all=len(result.rows)))]
    if below:
        return [Verdict(Tone.CAUTION, Text(
            "In {n} of {all} lines PD or LGD is lower than Basel lets a bank use for unsecured lending; the answer takes them "
            "as typed.", "{all} 行中有 {n} 行的违约概率或违约损失率低于巴塞尔对无抵押贷款规定的下限；这里仍按填写值计算。").format(
                n=len(below), all=len(result.rows)))]
    return []


def _figures(result: "Result") -> Figures:
    of_exposure = Text("{rate} of the exposure", "风险暴露的 {rate}")
    return Figures((
        Figure(EXPECTED, _money(result, result.expected), of_exposure.format(rate=percent(result.expected / result.ead))),
        Figure(Text("Loss of the bad year", "坏年份损失"), _money(result, result.bad_year), Text(
            "{times} × the expected", "预期损失的 {times} 倍").format(times=show(result.bad_year / result.expected, 1))),
        Figure(CAPITAL, _money(result, result.capital), Text("K = {k} of the exposure", "K = 风险暴露的 {k}").format(
            k=percent(result.k, 3))),
        Figure(Text("Risk-weighted assets", "风险加权资产"), _money(result, result.rwa), Text(
            "risk weight {weight}", "风险权重 {weight}").format(weight=percent(result.rwa / result.ead))),
    ))


def _bad_years(result: "Result") -> Chart:
    chosen = 1 / (1 - result.inputs.confidence / 100)
    years = (*CURVE, *LONGER) if chosen > CURVE[-1] + 1 else CURVE
    size, words = unit(result.loss(1 - 1 / years[-1]))
    rows = [{"years": n, "loss": drawn(result.loss(1 - 1 / n) / size)} for n in years]
    x = {**number("years", Text("One year in …", "多少年一遇"), grid=False, format=",.0f",
                  values=[2, 5, 20, 100, 1_000, 10_000]), "scale": {"type": "log", "domain": [2, years[-1]]}}
    axes = {"x": x, "y": number("loss", Text("Loss of the year", "全年损失") + words, tickCount=5)}
    point = [{"years": drawn(min(max(chosen, 2), years[-1])), "loss": drawn(result.bad_year / size),
              "label": _money(result, result.bad_year)}]
    average = [{"years": years[-1], "loss": drawn(result.expected / size),
                "label": Text("expected {loss}", "预期损失 {loss}").format(loss=_money(result, result.expected))}]
    place = {"align": "right" if chosen > 20 else "left", "dx": -8 if chosen > 20 else 8}
    return Chart(
        Text("How much worse a bad year is", "坏年份要坏多少"),
        {"layer": [layer("line", rows, axes, interpolate="monotone"), threshold(result.expected / size, "y"),
                   labels(average, axes, align="right", dx=0, dy=11), layer("point", point, axes, size=80, color=INK),
                   labels(point, axes, dy=-6, **place)]},
        Text("The loss is exceeded one year in 2 at {two}, one in 20 at {twenty}, one in 100 at {hundred}, one in 1,000 at "
             "{thousand}. The dashed line is the expected loss, {expected}; the point is your bad year, {bad}.",
             "两年一遇的损失为 {two}，二十年一遇 {twenty}，百年一遇 {hundred}，千年一遇 {thousand}。虚线为预期损失 {expected}，"
             "圆点为所选的坏年份 {bad}。").format(
                 expected=_money(result, result.expected), bad=_money(result, result.bad_year), **{
                     word: _money(result, result.loss(1 - 1 / n))
                     for word, n in (("two", 2), ("twenty", 20), ("hundred", 100), ("thousand", 1_000))}))


def _changed(result: "Result") -> Chart:
    size, words = unit(max(abs(value) for change in result.changes for value in (change.expected, change.capital)))
    rows = [{"change": change.what, "of": of, "value": drawn(value / size), "end": drawn(max(value / size, 0)),
             "label": _signed(result, value)}
            for change in result.changes for of, value in ((EXPECTED, change.expected), (CAPITAL, change.capital)) if value]
    low, high = min(row["value"] for row in rows), max(row["end"] for row in rows)
    span = max(high - low, 1e-9)
    y = {"y": name("change", wide=150), "yOffset": {"field": "of", "sort": None, "scale": {"domain": [EXPECTED, CAPITAL]}}}
    x = number("value", Text("Change", "变动") + words, domain=(drawn(min(low, 0) - span * 0.04), drawn(high + span * 0.45)),
               tickCount=2)
    largest = max(result.changes, key=lambda change: abs(change.capital))
    return Chart(
        Text("What one change to every line does", "每一行都作同一改动，结果变多少"),
        {"width": 190, "height": {"step": 15}, "layer": [
            layer("bar", rows, {**y, "x": x, "color": series("of", (EXPECTED, CAPITAL), (SECOND, ACCENT), symbolType="square")}),
            labels(rows, {**y, "x": {**x, "field": "end"}})]},
        Text("PD one point higher adds {pd} to the expected loss and {pd_k} to capital; LGD five points higher {lgd} and "
             "{lgd_k}. What moves capital most: {what}, {most}.",
             "违约概率高 1 个百分点，预期损失变动 {pd}，资本变动 {pd_k}；违约损失率高 5 个百分点，分别变动 {lgd} 和 {lgd_k}。"
             "资本变动最大的一项：{what}，{most}。").format(
                 pd=_signed(result, result.changes[0].expected), pd_k=_signed(result, result.changes[0].capital),
                 lgd=_signed(result, result.changes[1].expected), lgd_k=_signed(result, result.changes[1].capital),
                 what=largest.what, most=_signed(result, largest.capital)))


def _changes(result: "Result") -> Rows:
    heads = (Text("Change", "改动"), Text("Expected loss", "预期损失"), Text("by", "变动"), CAPITAL, Text("by", "变动"))
    rows = [(Text("as it stands", "现状"), _money(result, result.expected), "", _money(result, result.capital), "")]
    rows += [(change.what, _money(result, result.expected + change.expected), _signed(result, change.expected),
              _money(result, result.capital + change.capital), _signed(result, change.capital)) for change in result.changes]
    return Rows(Text("The same changes in figures", "同样的改动，用数字看"),
                tuple(Column(head, number=place > 0) for place, head in enumerate(heads)), rows, file="credit_changes.csv")


def _lines(result: "Result") -> Rows:
    heads = (Text("Segment", "分组"), Text("Asset class", "资产类别"), Text("Exposure", "风险暴露"), Text("PD", "违约概率"),
             Text("LGD", "违约损失率"), EXPECTED, Text("Bad year", "坏年份损失"), Text("R", "相关系数 R"), Text("K", "K"),
             Text("Capital", "资本"), Text("RWA", "风险加权资产"), Text("Share", "资本占比"))
    rows = [(row.name, row.segment.exposure.value, _money(result, row.segment.ead), percent(row.pd), percent(row.lgd),
             _money(result, row.expected), _money(result, row.bad_year), show(row.correlation, 5), percent(row.k, 3),
             _money(result, row.capital), _money(result, row.rwa), percent(row.capital / result.capital, 1)) for row in result.rows]
    return Rows(Text("Line by line", "逐行明细"), tuple(Column(head, number=place > 1) for place, head in enumerate(heads)),
                rows, file="credit_loss.csv")


def _money(result: "Result", value: float) -> str:
    """An amount of the book's currency; cents only where the whole book is small."""
    return show(value, 2 if result.ead < 1_000_000 else 0)


def _signed(result: "Result", value: float) -> str:
    words = _money(result, value)
    return words if words.startswith("−") or not words.strip("0.,") else f"+{words}"
