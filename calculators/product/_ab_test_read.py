"""The result of an experiment, in the order of decision: are the arms sound, do the guardrails hold, did the metric move."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculators import _proportions
from calculators._charts import ACCENT, SECOND, drawn, labels, layer, name, number
from calculators._inputs import InputError
from calculators._numbers import p_value, percent, points, show, write
from calculators._proportions import Compared, Count, Interval
from calculators._results import Block, Chart, Column, Figure, Figures, Rows, Tone, Verdict
from calculators._text import Text
from calculators.product import _ab_test_guardrails as guardrails
from calculators.product._ab_test_choices import Aim, Sides
from calculators.product._ab_test_guardrails import Checked, State, span

if TYPE_CHECKING:
    from calculators.product.ab_test import Inputs

SPLIT = 0.01  # a split as uneven as happens once in a hundred sound experiments is looked into before anything is read
FEW = 5  # expected events below which the z test is not trusted (Cochran, 1954)


@dataclass(frozen=True)
class Reading:
    """The primary metric compared, with its interval; the split of users; every guardrail. Differences are B − A."""

    a: Count
    b: Count
    aim: Aim
    p: float
    alpha: float
    confidence: float
    test: Compared
    interval: Interval
    split: Compared
    share_b: float
    checked: tuple[Checked, ...]

    @property
    def significant(self) -> bool:
        return self.p < self.alpha

    @property
    def better(self) -> bool:
        """Whether B lies on the hoped side of A, by chance or not."""
        return (self.test.difference > 0) is (self.aim is Aim.RISE)

    @property
    def sound(self) -> bool:
        return self.split.p >= SPLIT

    def those(self, state: State) -> tuple[Checked, ...]:
        return tuple(one for one in self.checked if one.state is state)

    @property
    def level(self) -> str:
        return write(round(self.confidence * 100, 6)) + "%"

    def view(self) -> Iterator[Block]:
        yield from (*_verdicts(self), _figures(self))
        yield _chart(self)
        if self.checked:
            yield from (guardrails.chart(self.checked), guardrails.table(self.checked, self.level))
        yield from (_arms(self), _methods(self))


def read(inputs: "Inputs") -> Reading:
    """The tests and intervals of what was counted. Raises InputError for counts that cannot be or cannot be compared."""
    a, b = (inputs.a_hits, inputs.a_size), (inputs.b_hits, inputs.b_size)
    for arm, (hits, size) in (("a", a), ("b", b)):
        if hits > size:
            raise InputError(f"{arm}_hits", Text("{hits} conversions are more than the {size} users of {arm}.",
                                                 "{arm} 组转化 {hits} 人，多于人数 {size}。").format(
                                                     hits=show(hits, 0), size=show(size, 0), arm=arm.upper()))
    try:
        test = _proportions.compare(a, b)
    except ValueError:
        raise InputError("b_hits", Text(
            "In both arms nobody converted, or everybody did: no test can tell them apart. Wait, or choose another metric.",
            "两组都无人转化，或都全部转化，任何检验都分不出差别。请再等等，或换一个指标。")) from None
    alpha, two = inputs.alpha / 100, inputs.sides is Sides.TWO
    confidence = 1 - alpha if two else 1 - 2 * alpha
    p = test.p if two else test.one_sided(rising=inputs.aim is Aim.RISE)
    return Reading(a, b, inputs.aim, p, alpha, confidence, test, _proportions.newcombe(a, b, confidence),
                   _proportions.split(a[1], b[1], inputs.share_b / 100), inputs.share_b / 100, guardrails.check(inputs, confidence))


def _verdicts(found: Reading) -> list[Verdict]:
    stops = [_breached(one, found.level) for one in found.those(State.BREACH)]
    if not found.sound:
        return [_uneven(found), *stops]
    waits = [_open(one) for one in found.those(State.OPEN)]
    few = [Verdict(Tone.CAUTION, Text(
        "There are too few events for the z test: use the exact intervals below, or wait.",
        "事件太少，z 检验不可靠：请看下面的精确区间，或再等等。"))] if _expected(found) < FEW else []
    good = found.significant and found.better
    held = len(found.those(State.HELD))
    if good and waits and not stops:
        return [*waits, _primary(found, Tone.PLAIN, 0), *few]
    if stops:
        return [*stops, *waits, _primary(found, Tone.PLAIN, 0), *few]
    tone = Tone.GOOD if good and held else Tone.CAUTION if good else Tone.BAD if found.significant else Tone.PLAIN
    return [_primary(found, tone, held if not waits else 0), *waits, *few, *([] if found.checked else [Verdict(Tone.CAUTION, Text(
        "No guardrail was read. Do not release on the primary metric alone: look at losses, complaints and comprehension first.",
        "没有看护栏指标。不要只凭主指标上线：先看损失、投诉和理解度。"))])]


def _uneven(found: Reading) -> Verdict:
    return Verdict(Tone.BAD, Text(
        "Do not read this result: {share} of the users are in B where {planned} were planned ({p}). Find the fault first: "
        "redirects, crashes, bots, a filter on one arm only.",
        "先别看结果：B 组占 {share}，计划是 {planned}（{p}）。先查原因：跳转、闪退、机器流量，或只对一组做了过滤。").format(
            share=percent(found.b[1] / (found.a[1] + found.b[1])), planned=percent(found.share_b), p=p_value(found.split.p)))


def _breached(one: Checked, level: str) -> Verdict:
    return Verdict(Tone.BAD, Text(
        "Stop: “{name}” is worse beyond chance, by {worse} ({level} interval {span}), and its margin is {margin}.",
        "停止实验：“{name}”恶化 {worse}（{level} 区间 {span}），无法证明在容许的 {margin}以内。").format(
            name=one.name, worse=points(one.worsening), level=level, span=span(one.interval), margin=points(one.margin)))


def _open(one: Checked) -> Verdict:
    return Verdict(Tone.CAUTION, Text(
        "Do not release yet: “{name}” may be worse by up to {high}, and its margin is {margin}. More users would settle it.",
        "先不要上线：“{name}”最多可能恶化 {high}，容许幅度是 {margin}。用户再多一些才能定论。").format(
            name=one.name, high=points(one.interval.high), margin=points(one.margin)))


def _primary(found: Reading, tone: Tone, held: int) -> Verdict:
    words = {"a": percent(found.a[0] / found.a[1]), "b": percent(found.b[0] / found.b[1]), "n": held, "level": found.level,
             "d": points(found.test.difference, 3), "span": span(found.interval), "z": show(found.test.z, 4), "p": p_value(found.p)}
    if not found.significant:
        start = Text("Nothing is shown: ", "没有证据表明有差别：")
    else:
        start = Text("B is better: ", "B 更好：") if found.better else Text("B is worse: ", "B 更差：")
    sentence = start + Text("{b} against {a}, a difference of {d} ({level} interval {span}; z = {z}, {p})",
                            "{b} 对 {a}，相差 {d}（{level} 区间 {span}；z = {z}，{p}）")
    if not found.significant:
        sentence += Text(". That is not proof of no effect: anything inside the interval is possible.",
                         "。这不等于没有效果：区间以内都有可能。")
    elif held == 1:
        sentence += Text(", and the guardrail holds.", "，护栏守住了。")
    elif held:
        sentence += Text(", and all {n} guardrails hold.", "，{n} 项护栏全部守住。")
    else:
        sentence += Text(".", "。")
    return Verdict(tone, sentence.format(**words))


def _expected(found: Reading) -> float:
    """The smallest count that would be expected in any of the four cells if the arms did not differ."""
    hits, size = found.a[0] + found.b[0], found.a[1] + found.b[1]
    return min(found.a[1], found.b[1]) * min(hits, size - hits) / size


def _figures(found: Reading) -> Figures:
    return Figures((
        Figure(Text("A", "A 组"), percent(found.a[0] / found.a[1], 3), _of(found.a)),
        Figure(Text("B", "B 组"), percent(found.b[0] / found.b[1], 3), _of(found.b)),
        Figure(Text("Difference, points", "差异（百分点）"), show(found.test.difference * 100, 3), span(found.interval)),
        Figure(Text("Split", "分流"), percent(found.b[1] / (found.a[1] + found.b[1])), Text("in B; {p}", "在 B 组；{p}").format(
            p=p_value(found.split.p))),
    ))


def _of(count: Count) -> Text:
    hits, size = (show(n, 0) for n in count)
    return Text(f"{hits} of {size}", f"{size} 人中的 {hits} 人")


def _chart(found: Reading) -> Chart:
    rows = []
    for arm, count, colour in (("A", found.a, SECOND), ("B", found.b, ACCENT)):
        limits = _proportions.wilson(*count, found.confidence)
        rows.append({"arm": arm, "rate": drawn(count[0] / count[1] * 100), "low": drawn(limits.low * 100),
                     "high": drawn(limits.high * 100), "label": percent(count[0] / count[1]), "colour": colour})
    title, y = Text("Conversion, % (Wilson interval)", "转化率，%（Wilson 区间）"), name("arm")
    x, middle = (number(field, title, zero=False, tickCount=6) for field in ("low", "rate"))
    colour = {"color": {"field": "colour", "type": "nominal", "scale": None}}
    return Chart(Text("The two arms", "两组对比"), {"height": {"step": 40}, "width": 260, "layer": [
        layer("rule", rows, {"x": x, "x2": {"field": "high"}, "y": y, **colour}, strokeWidth=4),
        layer("point", rows, {"x": middle, "y": y, **colour}, size=110, opacity=1),
        labels(rows, {"x": middle, "y": y}, dx=0, dy=-12, align="center")]},
        Text("A {a}, B {b}. Two intervals that overlap do not show that there is no difference: the test judges the difference itself.",
             "A 组 {a}，B 组 {b}。两个区间有重叠，不代表没有差别：检验看的是差异本身。").format(a=rows[0]["label"], b=rows[1]["label"]))


def _arms(found: Reading) -> Rows:
    rows = [(arm, show(count[1], 0), show(count[0], 0), percent(count[0] / count[1], 3),
             _rates(_proportions.wilson(*count, found.confidence)), _rates(_proportions.clopper_pearson(*count, found.confidence)))
            for arm, count in (("A", found.a), ("B", found.b))]
    return Rows(Text("Arms", "两组明细"), tuple(Column(head, number=n > 0) for n, head in enumerate((
        Text("Arm", "组"), Text("Users", "用户"), Text("Conversions", "转化"), Text("Rate", "转化率"),
        Text(f"Wilson, {found.level}", f"Wilson，{found.level}"),
        Text(f"Clopper–Pearson, {found.level}", f"Clopper–Pearson，{found.level}")))), rows, file="arms.csv")


def _methods(found: Reading) -> Rows:
    """Intervals by the formulas of other tools, so that two numbers can be reconciled."""
    a, b, level = found.a, found.b, found.confidence
    rows = [(Text("Agresti–Coull", "Agresti–Coull"), *(_rates(_proportions.agresti_coull(*arm, level)) for arm in (a, b)), "–"),
            (Text("Wald (textbook)", "Wald（教科书）"), *(_rates(_proportions.wald(*arm, level)) for arm in (a, b)),
             span(_proportions.wald_difference(a, b, level))),
            (Text("Newcombe (used here)", "Newcombe（本页采用）"), "–", "–", span(found.interval)),
            (Text("Agresti–Caffo", "Agresti–Caffo"), "–", "–", span(_proportions.agresti_caffo(a, b, level)))]
    return Rows(Text("Why other tools show other intervals", "为什么别的工具给出的区间不一样"), tuple(
        Column(head, number=n > 0) for n, head in enumerate((
            Text("Method", "方法"), Text("A", "A 组"), Text("B", "B 组"), Text("B − A, points", "B − A（百分点）")))), rows,
        folded=True, file="intervals.csv")


def _rates(interval: Interval) -> str:
    return f"{percent(interval.low, 3)}–{percent(interval.high, 3)}"
