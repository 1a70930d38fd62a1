"""What the priority calculator shows of a RICE order: verdicts, figures, chances of each rank, and the list to work down."""

from collections.abc import Iterator
from math import exp
from typing import TYPE_CHECKING

from calculators import _ranks
from calculators._charts import INK, drawn, labels, layer, name, number
from calculators._numbers import percent, show
from calculators._results import Block, Chart, Column, Figure, Figures, Heat, Rows, Shade, Tone, Verdict
from calculators._text import Text, quoted, same

if TYPE_CHECKING:
    from calculators.product.feature_priority import Ranked, Result

FIRM, OPEN = 0.8, 0.5  # chances of staying first from which an order is firm, and below which it is open


def blocks(result: "Result") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (*_verdicts(result), _figures(result))
    if result.ranked:
        yield _chart(result)
    if len(result.ranked) > 1:
        yield _heat(result)
    yield _list(result)


def _verdicts(result: "Result"):
    names = quoted([m.name for m in result.must])
    if result.left < 0:
        yield Verdict(Tone.BAD, Text(
            "What the law requires takes {need} person-months and the team has {have}: find more people or cut elsewhere first.",
            "法定必做项需要 {need} 人月，团队只有 {have} 人月：先加人，或先从别处砍。").format(
                need=_months(result.inputs.capacity - result.left), have=_months(result.inputs.capacity)))
    elif result.must:
        yield Verdict(Tone.PLAIN, Text("First comes {names}, because the law requires it, whatever its score.",
                                       "先做{names}：法定必做，与得分无关。").format(names=names))
    if result.ranked:
        yield _top(result.ranked)
    if result.barred:
        yield Verdict(Tone.BAD, Text("Leave {names} out: no score makes it allowed.", "{names}不做：分再高也不允许。").format(
            names=quoted([b.name for b in result.barred])))
    if not result.ranked and not result.must:
        yield Verdict(Tone.PLAIN, Text("Nothing is left to build.", "没有可做的需求。"))


def _top(ranked: "tuple[Ranked, ...]") -> Verdict:
    top = ranked[0]
    words = {"name": top.name, "score": show(top.score, 0), "chance": percent(top.chances[0], 0)}
    if len(ranked) == 1:
        return Verdict(Tone.PLAIN, Text("“{name}” is the only feature to rank, with {score}.",
                                        "参与排序的只有“{name}”，得分 {score}。").format(**words))
    if top.chances[0] >= FIRM:
        return Verdict(Tone.GOOD, Text("Of the rest “{name}” comes first with {score}, and stays first in {chance} of cases.",
                                       "其余以“{name}”居首，得分 {score}；按所填偏差，它真排第一的可能有 {chance}。").format(**words))
    tone = Tone.CAUTION if top.chances[0] >= OPEN else Tone.BAD
    rival = max(ranked[1:], key=lambda r: r.chances[0])
    return Verdict(tone, Text(
        "Of the rest “{name}” comes first with {score}, but with guesses this rough it is truly first in only {chance} of cases; "
        "learn more about it and “{rival}” before you choose.",
        "其余以“{name}”居首，得分 {score}；但估计这么粗，它真排第一的可能只有 {chance}。先把它和“{rival}”摸清楚再定。").format(
            rival=rival.name, **words))


def _figures(result: "Result") -> Figures:
    done = [r for r in result.ranked if r.fits]
    used = sum(r.feature.effort for r in (*result.must, *done))
    return Figures((
        Figure(Text("Required by law", "法定必做"), str(len(result.must)), Text("{months} person-months", "{months} 人月").format(
            months=_months(sum(m.feature.effort for m in result.must)))),
        Figure(Text("Ranked and affordable", "排上且做得完"), Text("{n} of {all}", "{n} / {all}").format(
            n=len(done), all=len(result.ranked)), Text("in the order of their scores", "按得分依次")),
        Figure(Text("Person-months used", "用掉的人月"), _months(used), Text("of {have}", "共 {have}").format(
            have=_months(result.inputs.capacity))),
    ))


def _chart(result: "Result") -> Chart:
    factor = exp(_ranks.Z95 * result.sigma)
    rows = [{"feature": r.name, "score": drawn(r.score), "low": drawn(r.score / factor), "high": drawn(r.score * factor),
             "label": show(r.score, 0)} for r in result.ranked]
    x = number("score", Text("RICE, people per person-month", "RICE（每人月的人数）"), format=",.0f", tickCount=4)
    y = name("feature", wide=150)
    low, high = {"field": "low", "type": "quantitative"}, {"field": "high", "type": "quantitative"}
    top = result.ranked[0]
    return Chart(Text("What each feature brings, and how far off the guess may be", "每项需求的得分，以及可能偏多远"), {
        "height": {"step": 38}, "width": 200, "layer": [
            layer("bar", rows, {"x": x, "y": y}, size=20),
            layer("rule", rows, {"x": low, "x2": {"field": "high"}, "y": y}, color=INK, strokeWidth=2),
            labels(rows, {"x": high, "y": y})]},
        Text("Bars are scores; nine times in ten the true one lies on the thin line. “{name}” has {score}, from {low} to {high}.",
             "条形为得分；十次里有九次，真实得分落在细线上。“{name}”得 {score}，范围 {low} 至 {high}。").format(
                 name=top.name, score=show(top.score, 0), low=show(top.score / factor, 0), high=show(top.score * factor, 0)))


def _heat(result: "Result") -> Heat:
    count = len(result.ranked)
    return Heat(
        Text("How likely each feature is to deserve each rank", "每项需求真该排第几的可能性"), Text("Feature ↓ rank →", "需求 ↓ 名次 →"),
        tuple(str(rank) for rank in range(1, count + 1)),
        tuple((r.name, tuple(Shade(percent(c, 0), round(9 * c)) for c in r.chances)) for r in result.ranked),
        note=Text("If the order were certain, every 100% would stand on the diagonal. Rows and columns add up to 100%.",
                  "若次序确定无疑，100% 都应落在对角线上。每行、每列合计 100%。"), file="rank_chances.csv")


def _list(result: "Result") -> Rows:
    rows = []
    for group, words in ((result.must, Text("✓ required by law", "✓ 法定必做")), (result.ranked, None),
                         (result.barred, Text("✕ not allowed", "✕ 不允许做"))):
        for place, r in enumerate(group, 1):
            fits = Text("✓ fits", "✓ 做得完") if r.fits else Text("beyond capacity", "超出产能")
            rows.append((same("–") if words else same(str(place)), r.name, show(r.score, 0), _months(r.feature.effort), words or fits))
    return Rows(Text("The order of work", "工作次序"), (
        Column(Text("Rank", "名次")), Column(Text("Feature", "需求"), number=False), Column(Text("RICE", "RICE")),
        Column(Text("Person-months", "人月")), Column(Text("Standing", "性质"), number=False)), rows, file="feature_priority.csv")


def _months(number: float) -> str:
    return show(number, 0 if number == int(number) else 2)

