"""What the funnel calculator shows of its result: sentences, figures, bars, and tables of steps and of changes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from calculators._charts import ACCENT, FOURTH, INK, SECOND, drawn, labels, layer, name, number, series, threshold, unit
from calculators._numbers import chance, p_value, percent, points, show
from calculators._proportions import Interval
from calculators._results import Block, Chart, Column, Figure, Figures, Rows, Tone, Verdict
from calculators._text import Text, same

if TYPE_CHECKING:
    from calculators.product.funnel import Change, Result

WHOLE = Text("First step to last", "首步到末步")
NONE = "–"
IDLE = 0.98  # a check that so many pass may not be read by anybody
STEP, FRICTION = Text("Step", "步骤"), Text("Intended friction", "有意摩擦")


def blocks(result: "Result") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (*_compared(result), *_verdicts(result), _figures(result))
    yield from (_bars(result), _table(result))
    if result.changes:
        yield from (_changes_chart(result), _changes_table(result))


def _verdicts(result: "Result") -> list[Verdict]:
    level, verdicts, eased = _level(result.confidence), [], [c.now for c in _eased(result)]
    if result.ranked:
        top = result.ranked[0]
        verdicts.append(Verdict(Tone.PLAIN, Text(
            "The largest unintended drop is at “{name}”: {lost} of {entered} users stop there; {share} pass ({level} interval {span}).",
            "有意摩擦之外，流失最多的一步是“{name}”：{entered} 人中有 {lost} 人没走过去，通过率 {share}（{level} 区间 {span}）。").format(
                name=top.name, lost=show(top.lost, 0), entered=show(top.entered, 0), share=percent(top.share, 1), level=level,
                span=_span(top.interval))))
    for step in (step for step in result.frictions if step not in eased):
        words = {"name": step.name, "share": percent(step.share, 1), "lost": show(step.lost, 0)}
        if step.share >= IDLE:
            verdicts.append(Verdict(Tone.CAUTION, Text(
                "“{name}” is meant to make people stop, and {share} pass: check whether anybody reads it.",
                "“{name}”本来是要让人停下来的，却有 {share} 通过：查一查有没有人在看。").format(**words)))
        else:
            verdicts.append(Verdict(Tone.CAUTION, Text(
                "“{name}” is meant to make people stop, and {lost} did; {share} pass. Do not “fix” it by hiding or shortening what is "
                "shown; help people to understand it.",
                "“{name}”的通过率是 {share}，这是有意的：{lost} 人在此停下。不要靠隐藏或缩短内容来“优化”，该做的是帮人看懂。").format(**words)))
    return verdicts


def _compared(result: "Result") -> list[Verdict]:
    if not result.changes:
        return []
    *steps, whole = result.changes
    eased = _eased(result)
    warnings = [Verdict(Tone.BAD, Text(
        "“{name}” now lets {d} more pass, and it is meant to make people stop. Check that it is still shown and read before anybody "
        "calls this progress.",
        "“{name}”的通过率上升了 {d}，而它本来是要让人停下来的。先确认它还在展示、还有人看，再谈进步。").format(
            name=c.now.name, d=points(c.difference))) for c in eased]
    moved = [c for c in steps if result.beyond_chance(c)]
    listed = [Text("“{name}” {d} ({span})", "“{name}”{d}（{span}）").format(name=c.now.name, d=_signed(c.difference), span=_points(c.interval))
              for c in moved]
    words = {"n": len(result.changes), "a": percent(whole.before.share), "b": percent(whole.now.share), "d": _signed(whole.difference),
             "span": _points(whole.interval), "p": NONE if whole.p is None else p_value(whole.p), "steps": Text(
                 "; ".join(one.en for one in listed), "；".join(one.zh for one in listed))}
    real = result.beyond_chance(whole)
    tone = Tone.PLAIN if not real or eased else Tone.GOOD if whole.difference > 0 else Tone.CAUTION
    first = Verdict(tone, (Text("Overall conversion went from {a} to {b}, {d} points ({span}; {p}).",
                                "总转化率从 {a} 变为 {b}，{d} 个百分点（{span}；{p}）。") if real else
                           Text("Overall conversion went from {a} to {b}, {d} points ({span}; {p}): chance alone may do that.",
                                "总转化率从 {a} 变为 {b}，{d} 个百分点（{span}；{p}）：可能只是偶然波动。")).format(**words))
    second = Verdict(Tone.PLAIN, (Text("Beyond chance, after Bonferroni’s correction for {n} comparisons: {steps}.",
                                       "按 {n} 次比较做 Bonferroni 校正后，超出偶然的有：{steps}。") if moved else
                                  Text("No step changed beyond chance, after Bonferroni’s correction for {n} comparisons.",
                                       "按 {n} 次比较做 Bonferroni 校正后，没有一步超出偶然波动。")).format(**words))
    return [*warnings, first, second]


def _eased(result: "Result") -> list["Change"]:
    """Steps of intended friction that more users pass than before, beyond chance."""
    return [c for c in result.changes[:-1] if c.now.friction and c.difference > 0 and result.beyond_chance(c)]


def _figures(result: "Result") -> Figures:
    whole, lost = result.whole, sum(p.lost for p in result.ranked)
    return Figures((
        Figure(Text("Overall", "总转化率"), percent(whole.share), same(_span(whole.interval, 2))),
        Figure(Text("Reach the end", "走到最后"), show(whole.passed, 0), Text("of {n}", "共 {n} 人").format(n=show(whole.entered, 0))),
        Figure(Text("Lost unintended", "流失（有意摩擦除外）"), show(lost, 0), Text("steps: {n}", "{n} 步合计").format(n=len(result.ranked))),
        Figure(Text("Stopped as intended", "停在有意摩擦处"), show(sum(p.lost for p in result.frictions), 0),
               Text("steps: {n}", "{n} 步合计").format(n=len(result.frictions))),
    ))


def _bars(result: "Result") -> Chart:
    first = result.whole.entered
    size, words = unit(first)
    rows = [{"step": same("1. ") + result.start, "users": drawn(first / size), "kind": STEP, "label": show(first, 0)}]
    for n, p in enumerate(result.passages, 2):
        label = Text(f"{show(p.passed, 0)} · {percent(p.share, 1)}", f"{show(p.passed, 0)} · {percent(p.share, 1)}")
        rows.append({"step": same(f"{n}. ") + p.name, "users": drawn(p.passed / size), "kind": FRICTION if p.friction else STEP,
                     "label": label + Text(" intended", " 有意") if p.friction else label})
    x = number("users", Text("Users", "人数") + words, domain=[0, drawn(first / size * 1.9)], tickCount=4)
    y = name("step", wide=165)
    colours = {"color": series("kind", (STEP, FRICTION), (ACCENT, FOURTH), symbolType="square", columns=2)}
    worst, least = min(result.passages, key=lambda p: p.share), max(result.passages, key=lambda p: p.lost)
    return Chart(Text("Users at each step, and the share that passed", "各步人数与通过率"), {"height": {"step": 30}, "width": 190, "layer": [
        layer("bar", rows, {"x": x, "y": y, **colours}, size=18), labels(rows, {"x": x, "y": y})]},
        Text("Of {n} users {end} reach the end. The lowest share passes “{worst}”, {share}; most users stop at “{least}”, {lost}.",
             "{n} 人中有 {end} 人走到最后。通过率最低的是“{worst}”，{share}；停下人数最多的一步是“{least}”，{lost} 人。").format(
                 n=show(first, 0), end=show(result.whole.passed, 0), worst=worst.name, share=percent(worst.share, 1), least=least.name,
                 lost=show(least.lost, 0)))


def _table(result: "Result") -> Rows:
    ranks = {id(p): n for n, p in enumerate(result.ranked, 1)}
    rows = []
    for p in (*result.passages, result.whole):
        worth = None if p.friction or p is result.whole else result.point_worth(p)
        rows.append((p.name, show(p.passed, 0), percent(p.share), _span(p.interval), show(p.lost, 0),
                     Text("intended", "有意") if p.friction else str(ranks.get(id(p), NONE)), NONE if worth is None else show(worth, 1)))
    return Rows(Text("Step by step", "逐步明细"), tuple(Column(head, number=n > 0) for n, head in enumerate((
        Text("Step", "步骤"), Text("Users", "人数"), Text("Share", "通过率"),
        Text("{level} interval", "{level} 区间").format(level=_level(result.confidence)), Text("Stopped", "停下"),
        Text("Rank", "排名"), Text("+1 point adds", "+1 点，末步多")))), rows,
        file="funnel.csv")


def _changes_chart(result: "Result") -> Chart:
    rows = [{"step": c.now.name if c.now.name == WHOLE else same(f"{n}. ") + c.now.name, "d": drawn(c.difference * 100),
             "low": drawn(c.interval.low * 100), "high": drawn(c.interval.high * 100), "kind": FRICTION if c.now.friction else STEP}
            for n, c in enumerate(result.changes, 2)]
    title, y = Text("Now less before, points", "本期减对比期（百分点）"), name("step", wide=165)
    x, middle = (number(field, title, tickCount=6) for field in ("low", "d"))
    colours = {"color": series("kind", (STEP, FRICTION), (SECOND, FOURTH), columns=2)}
    largest = max(result.changes, key=lambda c: abs(c.difference))
    return Chart(Text("Change of each step, intervals that hold all at once", "各步变化（同时成立的区间）"), {
        "height": {"step": 30}, "width": 190, "layer": [
            layer("rule", rows, {"x": x, "x2": {"field": "high"}, "y": y, **colours}, strokeWidth=3),
            layer("point", rows, {"x": middle, "y": y, **colours}, size=80, opacity=1),
            threshold(0, "x", color=INK, strokeDash=[1, 0], strokeWidth=1)]},
        Text("The largest change is at “{name}”: {d} points. An interval that crosses 0 shows no change beyond chance.",
             "变化最大的是“{name}”：{d} 个百分点。区间跨过 0，就没有超出偶然波动。").format(name=largest.now.name, d=_signed(largest.difference)))


def _changes_table(result: "Result") -> Rows:
    level = _level(1 - (1 - result.confidence) / len(result.changes))
    rows = [(c.now.name, percent(c.before.share), percent(c.now.share), _signed(c.difference), _points(c.interval),
             NONE if c.p is None else chance(c.p), _said(result, c)) for c in result.changes]
    return Rows(Text("Now against before, corrected by Bonferroni", "与对比期相比（已做 Bonferroni 校正）"), tuple(Column(head, number=0 < n < 6) for n, head in enumerate((
        Text("Step", "步骤"), Text("Before", "对比期"), Text("Now", "本期"), Text("Points", "百分点"),
        Text("{level} interval", "{level} 区间").format(level=level), Text("p", "p"), Text("Reading", "结论")))),
        rows, file="changes.csv")


def _said(result: "Result", change: "Change") -> Text:
    if not result.beyond_chance(change):
        return Text("chance", "偶然")
    if change.now.friction and change.difference > 0:
        return Text("higher, check", "升高，须核实")
    return Text("higher", "升高") if change.difference > 0 else Text("lower", "降低")


def _level(confidence: float) -> str:
    return percent(confidence, 2).replace(".00%", "%")


def _span(interval: Interval, digits: int = 1) -> str:
    return f"{percent(interval.low, digits)}–{percent(interval.high, digits)}"


def _points(interval: Interval) -> Text:
    low, high = (_signed(limit) for limit in (interval.low, interval.high))
    return Text(f"{low} to {high}", f"{low} 至 {high}")


def _signed(difference: float) -> str:
    value = show(difference * 100, 2)
    return value if value.startswith("−") or not value.strip("0.") else "+" + value
