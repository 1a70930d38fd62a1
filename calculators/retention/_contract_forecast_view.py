"""What is shown of a forecast from counted survivors: sentences, figures, a curve with its band, a table."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from calculators import _charts
from calculators._numbers import percent, show
from calculators._results import Block, Chart, Column, Figure, Figures, Rows, Tone, Verdict
from calculators._text import Text

if TYPE_CHECKING:
    from calculators.retention._contract_forecast import ContractForecast

NONE = "–"
UNSURE = 0.05  # of one churn for all being as good by chance
FAR = 2        # times the ages seen: beyond it a forecast is a guess with a curve
FORECAST, FLAT = Text("Forecast", "外推"), Text("First period’s churn kept", "首期流失率不变")


def blocks(result: "ContractForecast") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    checks = [check for check in (_held(result), _alike(result), _far(result)) if check]
    yield from (_left(result), _worth(result), *checks, _figures(result))
    yield from (_chart(result), _table(result))


def _left(result: "ContractForecast") -> Verdict:
    low, high = result.bands[result.horizon]
    return Verdict(Tone.PLAIN, Text(
        "After {span} {share} of customers are left (95% interval {low} to {high}), against {flat} with constant churn.",
        "{span}后客户还剩 {share}（95% 区间 {low} 至 {high}）；若流失率不变，则剩 {flat}。").format(
            span=result.step.span(result.horizon), share=_share(result.survival[result.horizon]), low=_share(low),
            high=_share(high), flat=_share(result.naive.survival(result.horizon)[-1])))


def _worth(result: "ContractForecast") -> Verdict:
    low, high = result.value_band
    words = {"value": show(result.value), "low": show(low), "high": show(high), "flat": show(result.value_naive)}
    sentence = Text("A new customer is worth {value} (95% interval {low} to {high})",
                    "一名新客户值 {value}（95% 区间 {low} 至 {high}）")
    gap = result.value / result.value_naive - 1 if result.value_naive else 0.0
    words["gap"] = percent(abs(gap), 0)
    if words["gap"] == "0%":
        return Verdict(Tone.PLAIN, (sentence + Text(", as under constant churn.", "，与流失率不变时相同。")).format(**words))
    if gap > 0:
        sentence += Text(": {gap} more than the {flat} of constant churn. Whoever bids by constant churn stops too early.",
                         "，比流失率不变时的 {flat} 高 {gap}。按流失率不变来定获客出价，会收手过早。")
    else:
        sentence += Text(": {gap} less than the {flat} of constant churn. Whoever bids by the first period pays too much.",
                         "，比首期流失率不变时的 {flat} 低 {gap}。按首期流失率来定获客出价，会出价过高。")
    return Verdict(Tone.PLAIN, sentence.format(**words))


def _held(result: "ContractForecast") -> Verdict | None:
    """How well the ages held back were forecast."""
    if result.fitted == result.last:
        return None
    came, (low, high) = result.seen.at(result.last)[0], result.bands[result.last]
    sentence = Text("Check: from the first {seen} alone the model forecasts {share} at {span}, and {came} came; ",
                    "检验：只用前 {seen}的数据，外推到 {span}应剩 {share}，实际 {came}，")
    inside = round(low, 10) <= came <= round(high, 10)
    sentence += (Text("that lies inside its interval.", "落在区间之内。") if inside else
                 Text("that lies outside its interval of {low} to {high}.", "落在 {low} 至 {high} 的区间之外。"))
    return Verdict(Tone.GOOD if inside else Tone.CAUTION, sentence.format(
        seen=result.step.span(result.fitted), span=result.step.span(result.last), share=_share(result.survival[result.last]),
        came=_share(came), low=_share(low), high=_share(high)))


def _alike(result: "ContractForecast") -> Verdict | None:
    """A caution where the counts do not show that retention rises with age."""
    churn = _share(result.fit.alike.churn)
    if not result.model.polarisation:
        return Verdict(Tone.CAUTION, Text(
            "Retention does not rise with age in these counts, so all that is left of the model is one churn of {churn}. If "
            "retention falls with age, even that is too hopeful.",
            "这些人数里看不出留存率随期龄上升，模型只剩一个流失率 {churn}。若留存率还在下降，连它也偏乐观。").format(churn=churn))
    if round(result.fit.p_alike, 9) < UNSURE:
        return None
    return Verdict(Tone.CAUTION, Text(
        "One churn of {churn} for everybody would explain these counts nearly as well (p = {p}): that retention rises with age "
        "is not shown yet.", "假定所有人流失率都是 {churn}，几乎同样能解释这些人数（p = {p}）：留存率随期龄上升还没有证据。").format(
            churn=churn, p=show(round(result.fit.p_alike, 9), 3)))


def _far(result: "ContractForecast") -> Verdict | None:
    if result.horizon <= FAR * result.fitted:
        return None
    return Verdict(Tone.CAUTION, Text(
        "{horizon} is more than twice the {seen} that were counted. The interval holds only if the model does.",
        "{horizon}已超过所统计 {seen}的两倍。模型成立，区间才成立。").format(
            horizon=result.step.span(result.horizon), seen=result.step.span(result.fitted)))


def _figures(result: "ContractForecast") -> Figures:
    model = result.model
    if model.parameters:
        alpha, beta = model.parameters
        fitted = Figure(Text("Alpha and beta", "alpha 与 beta"), f"{show(alpha, 4)}; {show(beta, 4)}", Text(
            "at most {miss} from any counted share", "与实际留存最多相差 {miss}").format(miss=_points(result.miss)))
    else:
        fitted = Figure(Text("One churn for all", "统一流失率"), _share(model.churn), Text(
            "at most {miss} from any counted share", "与实际留存最多相差 {miss}").format(miss=_points(result.miss)))
    return Figures((
        fitted,
        Figure(Text("Stay the first period", "首期留存率"), _share(model.retention(1)), Text(
            "{share} in period {n}", "第 {n} 期为 {share}").format(share=_share(model.retention(result.horizon)), n=result.horizon)),
        Figure(Text("Worth within {span}", "{span}内的价值").format(span=result.step.span(result.horizon)),
               show(result.value_within), Text("first payment included", "含首次付款")),
        Figure(Text("One who stayed {span} is worth", "留满 {span}者的价值").format(span=result.step.span(result.last)),
               show(result.value_after(result.last)), Text("just before the next renewal", "下次续约之前")),
    ))


def _chart(result: "ContractForecast") -> Chart:
    unit, last = result.step.value, len(result.survival) - 1
    x = _charts.number("age", Text(f"Age in {unit.en.lower()}s", f"期龄（{unit.zh}）"), tickMinStep=1, format="d", grid=False)
    y = _charts.number("share", Text("Still there, %", "仍在，%"), domain=(0, 100))
    axes = {"x": x, "y": y}
    colours = _charts.series("line", (FORECAST, FLAT), (_charts.ACCENT, _charts.SECOND))
    ages = range(last + 1)
    band = [{"age": age, "share": _drawn(low), "high": _drawn(high)} for age, (low, high) in enumerate(result.bands)]
    seen = [{"age": age, "share": _drawn(result.seen.at(age)[0])} for age in range(result.last + 1)]

    def line(name: Text, shares: list[float]) -> list[dict]:
        return [{"age": age, "share": _drawn(shares[age]), "line": name} for age in ages]

    return Chart(
        Text("Counted, forecast and constant churn", "实际、外推与流失率不变"),
        {"layer": [
            _charts.layer("area", band, {**axes, "y2": {"field": "high"}}, opacity=0.22),
            _charts.layer("line", line(FLAT, result.naive.survival(last)), {**axes, "color": colours}, strokeDash=[3, 4]),
            _charts.layer("line", line(FORECAST, result.survival), {**axes, "color": colours}),
            _charts.layer("point", seen, axes, color=_charts.INK, size=40),
            _charts.threshold(result.fitted, "x", color=_charts.MUTED, strokeWidth=1),
        ]},
        Text("Points are counted shares, the line is the forecast with its 95% band, the dotted line keeps the first period’s "
             "churn. What lies right of the dashed line was not used. At {span}: {share} against {flat}.",
             "圆点为实际留存，实线为外推及其 95% 区间，点线为首期流失率不变。竖虚线右侧的数据未用于拟合。"
             "{span}时：{share}，对照 {flat}。").format(
                 span=result.step.span(result.horizon), share=_share(result.survival[result.horizon]),
                 flat=_share(result.naive.survival(result.horizon)[-1])))


def _table(result: "ContractForecast") -> Rows:
    heads = (Text("Age", "期龄"), Text("Counted", "实际"), Text("Forecast", "外推"), Text("95% interval", "95% 区间"),
             Text("Constant churn", "流失率不变"), Text("Of the period before", "较前一期"),
             Text("Worth before the next renewal", "下次续约前的价值"))
    flat = result.naive.survival(len(result.survival) - 1)
    rows = []
    for age, (share, (low, high)) in enumerate(zip(result.survival, result.bands, strict=True)):
        rows.append((str(age), _share(result.seen.at(age)[0]) if age <= result.last else NONE, _share(share),
                     f"{_share(low)}–{_share(high)}" if age else NONE, _share(flat[age]),
                     _share(result.model.retention(age)) if age else NONE, show(result.value_after(age))))
    return Rows(Text("Age by age", "逐期明细"), tuple(Column(head) for head in heads), rows, folded=len(rows) > 16,
                file="retention_forecast.csv")


def _share(share: float) -> str:
    # Rounded first: a logarithm's last bit may differ from one machine to the next and must not reach a digit shown.
    return percent(round(share, 10), 1)


def _points(share: float) -> Text:
    value = show(round(share * 100, 8), 1)
    return Text(f"{value} points", f"{value} 个百分点")


def _drawn(share: float) -> float:
    return _charts.drawn(share * 100)
