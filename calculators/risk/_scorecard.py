"""What the scorecard calculator shows of a sample: where to cut, how well the score separates, curves and tables."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from calculators import _scorecard
from calculators._numbers import compact, p_value, percent, show
from calculators._proportions import wilson
from calculators._results import Block, Figure, Figures, Tone, Verdict
from calculators._text import Text, quoted
from calculators.risk import _scorecard_charts as charts
from calculators.risk import _scorecard_tables as tables
from calculators.risk._scorecard_notes import listed, notes

if TYPE_CHECKING:
    from calculators.risk._scorecard_sample import Sample
    from calculators.risk.scorecard import Result

NEAR = 0.05    # of the best profit may be missing where profit counts as flat
SURE = 0.05    # a half-width of the AUC's interval beyond which the sample is called small
CLEAR = 0.70   # a lower limit of the AUC from which the score is called fine
STRENGTHS = ((0.02, Text("none", "几乎没有")), (0.1, Text("weak", "弱")), (0.3, Text("medium", "中")), (0.5, Text("strong", "强")))
BEYOND = Text("usual for a whole score, suspect for one variable", "整张评分卡常见，单个变量则可疑")


def blocks(result: "Result", sample: "Sample") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (*_cut(result, sample), _separates(sample), *_compared(sample), *_promised(sample), *_open(result, sample),
                _figures(result, sample))
    yield from (charts.profit(sample, result.break_even), charts.bad_rate(sample),
                charts.curves(sample.separation, sample.goods, sample.bads), *tables.blocks(sample), *notes(sample))


def _cut(result: "Result", sample: "Sample"):
    best, free, everybody = sample.best, sample.free, sample.cutoffs[0]
    if best is None:
        lowest = min(c.bad_rate for c in _scorecard.allowed(sample.cutoffs, 1.0, result.inputs.least / 100))
        yield Verdict(Tone.BAD, Text(
            "No cut-off keeps both limits: whoever approves at least {least} has a bad rate of {rate} or more.",
            "没有一条通过线能同时满足两项约束：通过率不低于 {least} 时，坏账率至少为 {rate}。").format(
                least=percent(result.inputs.least / 100), rate=percent(lowest)))
        return
    words = {"profit": compact(best.profit), "rate": percent(best.bad_rate or 0), "even": percent(result.break_even)}
    if best.refused == len(sample.names):
        yield Verdict(Tone.BAD, Text(
            "Approve nobody: no cut-off that you allow earns anything. Below a bad rate of {even} a loan would.",
            "全部拒绝：可选的通过线没有一条赚钱。坏账率低于 {even} 才有得赚。").format(**words))
    elif not best.refused:
        yield Verdict(Tone.PLAIN if best.profit > 0 else Tone.BAD, Text(
            "Approve everybody: no cut-off that you allow earns more than {profit}, with a bad rate of {rate}.",
            "全部通过：可选的通过线没有一条盈利超过 {profit}；坏账率 {rate}。").format(**words))
    else:
        yield Verdict(Tone.GOOD if best.profit > 0 else Tone.BAD, Text(
            "Approve {from} and all that is safer: {share} of people, of whom {rate} go bad, earn {profit}.",
            "从{from}起（含）通过：通过率 {share}，坏账率 {rate}，盈利 {profit}。").format(**words, **{
                "from": quoted([sample.names[best.refused]]), "share": percent(best.approved, 1)}))
    gain = _gain(best.profit - everybody.profit) if 0 < best.refused < len(sample.names) else Text("", "")
    if best.profit < free.profit:
        yield Verdict(Tone.CAUTION, gain + Text(
            "Your limits cost {cost}: without them the best cut-off approves {share}, with a bad rate of {rate}.",
            "约束的代价是 {cost}：不设约束时，最优通过线通过 {share}，坏账率 {rate}。").format(
                cost=compact(free.profit - best.profit), share=percent(free.approved, 1), rate=percent(free.bad_rate or 0)))
    elif best.profit > 0:
        yield Verdict(Tone.PLAIN, gain + _peak(sample))


def _gain(amount: float) -> Text:
    """What the cut-off is worth, as a sentence."""
    words = (Text("That is {amount} more than approving everybody. ", "比全部通过多 {amount}。") if amount >= 0 else
             Text("That is {amount} less than approving everybody. ", "比全部通过少 {amount}。"))
    return words.format(amount=compact(abs(amount)))


def _peak(sample: "Sample") -> Text:
    """How far the cut-off may move before it costs much."""
    near = {c.refused for c in sample.allowed if c.profit >= (1 - NEAR) * sample.best.profit}
    strict = loose = sample.best.refused
    while loose - 1 in near:
        loose -= 1
    while strict + 1 in near:
        strict += 1
    words = {"low": percent(sample.cutoffs[strict].approved, 1), "high": percent(sample.cutoffs[loose].approved, 1),
             "near": percent(NEAR, 0)}
    if loose == strict:
        return Text("The peak is sharp: every other cut-off earns less by more than {near}.",
                    "峰很尖：换成别的通过线，盈利都要少 {near} 以上。").format(**words)
    return Text("The peak is flat: approving anything from {low} to {high} earns within {near} of it, so other reasons "
                "may decide.",
                "峰顶平坦：通过率从 {low} 到 {high}，盈利相差都在 {near} 以内，可由其他考虑来定。").format(**words)


def _separates(sample: "Sample") -> Verdict:
    found, limits = sample.separation, sample.separation.limits
    auc = percent(found.auc, 1)
    if not limits:
        perfect = found.auc == 1
        return Verdict(Tone.CAUTION if perfect else Tone.BAD, Text(
            "Every good ranks above every bad, which real people never do: look for the outcome hidden in the score.",
            "好客户全部排在坏客户之前，现实中不会如此：请检查评分里是否混入了结果信息。") if perfect else Text(
            "In {auc} of pairs the good ranks above the bad, and the sample cannot say how sure that is.",
            "好客户排在坏客户之前的概率为 {auc}，样本不足以说明有多可靠。").format(auc=auc))
    low, high = limits
    words = {"auc": auc, "low": percent(low, 1), "high": percent(high, 1), "bads": show(sample.bads, 0),
             "goods": show(sample.goods, 0)}
    tone, end = Tone.PLAIN, Text(".", "。")
    if high < 0.5:
        tone, end = Tone.BAD, Text(": it stands on its head, so turn the order of bands or the meaning of the score round.",
                                   "：次序反了，请颠倒分数段的顺序或评分含义。")
    elif low <= 0.5:
        tone, end = Tone.BAD, Text(": no better than tossing a coin, as far as this sample can tell.", "：就这份样本而言，与抛硬币无异。")
    elif (high - low) / 2 > SURE:
        tone, end = Tone.CAUTION, Text(": with {bads} bads and {goods} goods it cannot be said more closely.",
                                       "：只有 {bads} 个坏客户、{goods} 个好客户，说不得更准。")
    elif low >= CLEAR:
        tone = Tone.GOOD
    return Verdict(tone, (Text(
        "Of one good and one bad, picked at random, the score ranks the good one safer {auc} of the time (95% limits {low} "
        "to {high})",
        "随机各取一个好客户和坏客户，评分把好客户排在前面的概率为 {auc}（95% 区间 {low} 至 {high}）") + end).format(**words))


def _compared(sample: "Sample"):
    if not (found := sample.comparison):
        return
    words = {"first": percent(found.first.auc, 1), "second": percent(found.second.auc, 1),
             "p": "–" if found.p is None else p_value(found.p)}
    ranks = Text("The second score ranks {second} of pairs right, the first {first}: ", "第二评分排对 {second}，第一评分排对 {first}：")
    if found.p is None or found.p >= 0.05:
        tone, end = Tone.PLAIN, Text("no more difference than chance can make (DeLong, {p}).", "差异未超出偶然波动（DeLong 检验，{p}）。")
    elif found.difference > 0:
        tone, end = Tone.GOOD, Text("better, and chance would seldom do that (DeLong, {p}).", "更好，且很难用偶然解释（DeLong 检验，{p}）。")
    else:
        tone, end = Tone.CAUTION, Text("worse, and chance would seldom do that (DeLong, {p}).", "更差，且很难用偶然解释（DeLong 检验，{p}）。")
    yield Verdict(tone, (ranks + end).format(**words))


def _promised(sample: "Sample"):
    if not (found := sample.forecast):
        return
    sentence = Text("The probabilities promise {expected} bads and {came} came: ", "按概率应有 {expected} 个坏客户，实际 {came} 个：") + (
        Text("chance can explain that", "偶然波动可以解释") if found.holds else
        Text("more than chance can explain, so calibrate them again before you price by them", "超出偶然波动，定价之前先重新校准")) + Text(
        ". Brier score {brier}; telling everybody the average gives {plain}.", "。Brier 分数 {brier}；对所有人都报平均值则为 {plain}。")
    yield Verdict(Tone.GOOD if found.holds else Tone.BAD, sentence.format(
        expected=show(found.expected, 1), came=show(found.came, 0), brier=show(found.brier, 4), plain=show(found.plain, 4)))


def _open(result: "Result", sample: "Sample"):
    """Bands whose counts cannot say whether they pay: break-even lies within Wilson's interval of their bad rate."""
    even = result.break_even
    limits = [wilson(bad, good + bad) for good, bad in sample.groups]
    names = [name for name, band in zip(sample.names, limits, strict=True) if band.low <= even <= band.high]
    if names:
        yield Verdict(Tone.CAUTION, Text(
            "Taken alone, {names} may pay or not: chance could have put their bad rates on the wrong side of break-even, {even}.",
            "单看{names}，赚不赚钱还说不准：坏账率落在盈亏平衡点 {even} 的哪一侧，可能只是偶然。").format(
                names=listed(names), even=percent(even)))


def _figures(result: "Result", sample: "Sample") -> Figures:
    found, limits, total = sample.separation, sample.separation.limits, sample.evidence.total
    strength = Text("a band has no goods or no bads", "有分数段缺好客户或坏客户") if total is None else next(
        (words for top, words in STRENGTHS if total < top), BEYOND) + Text(", by custom", "，按惯例")
    return Figures((
        Figure(Text("Break-even bad rate", "盈亏平衡坏账率"), percent(result.break_even), Text(
            "{odds} goods must pay for a bad", "{odds} 个好客户才养得起 1 个坏客户").format(
                odds=compact(result.inputs.loss / result.inputs.margin))),
        Figure(Text("AUC", "AUC"), show(found.auc, 4), Text("Gini {gini}", "基尼系数 {gini}").format(gini=show(found.gini, 4)) + (
            Text("; 95% {low}–{high}", "；95% 区间 {low}–{high}").format(low=show(limits[0], 3), high=show(limits[1], 3)) if limits
            else Text("", ""))),
        Figure(Text("KS", "KS"), percent(found.ks, 1), Text("up to {gap}", "截至 {gap}").format(
            gap=sample.gap) if sample.gap else None),
        Figure(Text("Information value", "信息值 IV"), "–" if total is None else show(total, 3), strength)))
