"""What the early-warning calculator shows of a series: verdicts, figures, the chart, and what alarmed when."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from calculators._charts import ACCENT, CAUTION, MUTED, SECOND, drawn, layer, number, series
from calculators._monitor import Period
from calculators._numbers import percent, show
from calculators._results import Block, Chart, Column, Figure, Figures, Rows, Tone, Verdict
from calculators._run_length import average_run_length, shewhart_run_length
from calculators._text import Text, quoted

if TYPE_CHECKING:
    from calculators.risk.early_warning import Result, Watched

VALUE, AVERAGE = Text("Each period", "各期"), Text("Moving average", "移动平均")
LIMITS = Text("Limits of each", "单值界限"), Text("Limits of the average", "均值界限")


def blocks(result: "Result") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (_verdict(result), _false_alarms(result), _figures(result))
    yield from (_chart(result), _table(result))


def _shown(result: "Result", value: float) -> str:
    if result.inputs.kind.name == "SHARE":
        return percent(value, 3)
    return show(value, 3 if abs(value) < 1000 else 0)


def _verdict(result: "Result") -> Verdict:
    watched = result.watched
    alarms = [(name, p) for name, p in zip(watched.names, watched.periods, strict=True) if p.alarm]
    words = {"n": len(watched.periods), "centre": _shown(result, watched.centre)}
    if not alarms:
        return Verdict(Tone.GOOD, Text("No rule has alarmed in {n} periods: nothing speaks against the baseline of {centre}.",
                                       "{n} 期内没有一条规则报警：看不出与基准 {centre} 有异。").format(**words))
    name, first = alarms[0]
    last = watched.periods[-1]
    words |= {"period": name, "count": len(alarms), "value": _shown(result, first.value), "average": _shown(result, first.average)}
    if not any(p.outside for p in watched.periods) and first.drifted:
        return Verdict(Tone.BAD, Text(
            "No single period crossed its limits, yet the moving average did at “{period}”: a slow move away from {centre}.",
            "没有一期越过单值界限，移动平均却在“{period}”越界：正在缓慢偏离基准 {centre}。").format(**words))
    if first.outside and not last.alarm and len(alarms) <= 2:
        return Verdict(Tone.CAUTION, Text(
            "“{period}” stood out with {value}, and the series is back at its baseline of {centre}: look for what happened then.",
            "“{period}”突刺至 {value}，现已回到基准 {centre}：查清当天发生了什么。").format(**words))
    return Verdict(Tone.BAD, Text(
        "The indicator has moved away from {centre}: first alarm at “{period}” with {value}, alarms in {count} of {n} periods.",
        "指标已偏离基准 {centre}：“{period}”首次报警，数值 {value}；{n} 期里报警 {count} 次。").format(**words))


def _false_alarms(result: "Result") -> Verdict:
    inputs = result.inputs
    single = shewhart_run_length(inputs.width)
    average = average_run_length(inputs.smoothing, inputs.average_width)
    extra = "" if inputs.rules.name == "NONE" else " more with run rules"
    extra_zh = "" if inputs.rules.name == "NONE" else "；用判异准则还会更多"
    return Verdict(Tone.PLAIN, Text(
        "If nothing ever changed, single values would still alarm once in {single} periods and the average once in {average}{extra}.",
        "即使什么也没变，单值平均每 {single} 期、均值平均每 {average} 期也会误报一次{extra}。").format(
            single=show(single.average, 0), average=show(average.average, 0), extra=Text(extra and "," + extra, extra_zh)))


def _figures(result: "Result") -> Figures:
    watched = result.watched
    def first(test) -> Text:
        return next((name for name, p in zip(watched.names, watched.periods, strict=True) if test(p)), Text("not yet", "尚无"))

    last = watched.periods[-1]
    return Figures((
        Figure(Text("Baseline", "基准"), _shown(result, watched.centre), Text("latest {value}", "最新 {value}").format(
            value=_shown(result, last.value))),
        Figure(Text("First alarm of a single value", "单值首次报警"), first(lambda p: p.outside), Text("limits {low} to {high}", "界限 {low} 至 {high}").format(
            low=_shown(result, last.limits.lower), high=_shown(result, last.limits.upper))),
        Figure(Text("First alarm of the average", "均值首次报警"), first(lambda p: p.drifted), Text("now {value}", "现为 {value}").format(
            value=_shown(result, last.average))),
        Figure(Text("First run rule", "判异准则首次报警"), first(lambda p: bool(p.patterns)) if result.inputs.rules.name != "NONE"
               else "–", result.inputs.rules.value),
    ))


def _chart(result: "Result") -> Chart:
    watched, scale = result.watched, 100 if result.inputs.kind.name == "SHARE" else 1
    at = {"x": number("n", Text("Period", "期"), zero=False, tickMinStep=1, format="d", grid=False)}
    title = Text("Share, %", "占比，%") if scale == 100 else Text("Value", "数值")
    y = number("value", title, zero=False)

    def line(get, kind: Text) -> list[dict]:
        return [{"n": n, "value": drawn(get(p) * scale), "what": kind} for n, p in enumerate(watched.periods, 1)]

    limits = [row | {"edge": edge} for edge, rows in (
        ("upper", line(lambda p: p.limits.upper, LIMITS[0])), ("lower", line(lambda p: p.limits.lower, LIMITS[0])),
        ("upper average", line(lambda p: p.average_limits.upper, LIMITS[1])), ("lower average", line(lambda p: p.average_limits.lower, LIMITS[1])),
    ) for row in rows]
    kinds = (VALUE, AVERAGE, *LIMITS)
    look = {"color": series("what", kinds, (ACCENT, SECOND, MUTED, CAUTION), columns=2),
            "strokeDash": {"field": "what", "type": "nominal", "scale": {"domain": list(kinds), "range": [[1, 0], [1, 0], [2, 3], [7, 4]]}}}
    alarms = [{"n": n, "value": drawn((p.value if p.outside or not p.drifted else p.average) * scale)}
              for n, p in enumerate(watched.periods, 1) if p.alarm]
    centre = layer("rule", [{"value": drawn(watched.centre * scale)}], {"y": {"field": "value", "type": "quantitative"}}, color=MUTED)
    return Chart(Text("The series, its average, and the limits of each", "序列、移动平均与各自的界限"), {"height": 220, "layer": [
        centre,
        layer("line", limits, {**at, "y": y, **look, "detail": {"field": "edge", "type": "nominal"}}, strokeWidth=1.5),
        layer("line", line(lambda p: p.value, VALUE), {**at, "y": y, **look}, point=True),
        layer("line", line(lambda p: p.average, AVERAGE), {**at, "y": y, **look}, strokeWidth=3),
        layer("point", alarms, {**at, "y": {"field": "value", "type": "quantitative"}}, shape="diamond", size=170, filled=False,
              color=CAUTION, strokeWidth=2.5)]}, _summary(result, alarms))


def _summary(result: "Result", alarms: list[dict]) -> Text:
    periods = result.watched.periods
    places = [result.watched.names[alarm["n"] - 1] for alarm in alarms[:8]]
    words = {"n": len(periods), "first": _shown(result, periods[0].value), "last": _shown(result, periods[-1].value),
             "average": _shown(result, periods[-1].average), "upper": _shown(result, periods[-1].average_limits.upper),
             "places": quoted(places), "count": len(alarms)}
    start = Text("From {first} to {last} in {n} periods; the average ends at {average}, its upper limit is {upper}. ",
                 "{n} 期内由 {first} 到 {last}；移动平均最终为 {average}，其上限为 {upper}。").format(**words)
    if not alarms:
        return start + Text("No alarm.", "没有报警。")
    if len(alarms) <= 8:
        return start + Text("Diamonds mark the alarms: {places}.", "菱形为报警：{places}。").format(**words)
    return start + Text("Diamonds mark {count} alarms.", "菱形为 {count} 次报警。").format(**words)


def _table(result: "Result") -> Rows:
    def reasons(p: Period) -> Text:
        found = [Text("✕ value outside", "✕ 单值越界")] * p.outside + [Text("✕ average outside", "✕ 均值越界")] * p.drifted
        found += [Text("✕ " + rule.name.en, "✕ " + rule.name.zh) for rule in p.patterns]
        return Text("; ".join(f.en for f in found), "；".join(f.zh for f in found)) if found else Text("–", "–")

    def span(limits) -> str:
        return f"{_shown(result, limits.lower)} – {_shown(result, limits.upper)}"

    watched: Watched = result.watched
    return Rows(Text("Period by period", "逐期明细"), (
        Column(Text("Period", "周期"), number=False), Column(Text("Value", "数值")), Column(LIMITS[0]), Column(AVERAGE), Column(LIMITS[1]),
        Column(Text("Alarm", "报警"), number=False)),
        [(name, _shown(result, p.value), span(p.limits), _shown(result, p.average), span(p.average_limits), reasons(p))
         for name, p in zip(watched.names, watched.periods, strict=True)], file="early_warning.csv")
