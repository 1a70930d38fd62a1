"""The look back of the launch simulation, once the year is over: how much was luck, which shock cost most, what to decide otherwise."""

from statistics import median
from typing import TYPE_CHECKING

from calculators._launch import Month
from calculators._numbers import compact
from calculators._results import Tone, Verdict
from calculators._text import Text
from calculators.product import _launch_simulation_rows as rows

if TYPE_CHECKING:
    from calculators.product.launch_simulation import Result

SHOWN = 3
RARE = 0.05      # of the years in which a product may close before it is a caution
FELT = 0.5       # of money: a smaller gain is none


def verdicts(result: "Result") -> tuple[Verdict, ...]:
    """What can be said when nothing is left to decide."""
    return (_luck(result), *_worst_shock(result), _decisions(result)) if result.over else ()


def _luck(result: "Result") -> Verdict:
    """How the same decisions end in all the years, and where this one stands among them."""
    years, closed = len(result.others), sum(end.closed is not None for end in result.others)
    words = {"years": years, "closed": closed, "score": compact(median(end.worth for end in result.others)),
             "below": sum(end.worth < result.last.worth for end in result.others)}
    played = Text("Luck: of {years} years with the same decisions (seeds 1 to {years}), ",
                  "运气：同样的决策放进 {years} 个年份（种子 1 至 {years}），").format(**words)
    tone = Tone.GOOD if not closed else Tone.PLAIN if closed <= RARE * years else Tone.CAUTION
    if closed == years:
        return Verdict(tone, played + Text("every one closes.", "年年关停。"))
    ends = (Text("{closed} close", "{closed} 年关停") if closed else Text("none closes", "没有一年关停")).format(**words)
    if result.last.closed:
        return Verdict(tone, played + ends + Text("; the score in the middle is {score}.", "，得分中位数 {score}。").format(**words))
    return Verdict(tone, played + ends + Text("; the score in the middle is {score}, and {below} years score less than yours.",
                                              "，得分中位数 {score}；有 {below} 年的得分比你低。").format(**words))


def _worst_shock(result: "Result") -> tuple[Verdict, ...]:
    """The shock without which the year would have ended best, if it cost anything."""
    worst = max(result.spared, key=lambda spared: _gain(result, spared.end), default=None)
    if worst is None or _gain(result, worst.end) <= (0, FELT):
        return ()
    return (Verdict(Tone.PLAIN, Text("The shock that cost most was {shock} (without it: {gain}).",
                                     "代价最大的冲击是{shock}（没有它：{gain}）。").format(
        shock=rows.shock(worst), gain=_said(result, worst.end))),)


def _decisions(result: "Result") -> Verdict:
    """Up to three decisions that were better taken the other way, the best first."""
    gains = sorted(result.changed, key=lambda change: _gain(result, change.end), reverse=True)
    better = [change for change in gains if _gain(result, change.end) > (0, FELT)][:SHOWN]
    if not better and result.last.closed:
        return Verdict(Tone.PLAIN, Text("Looking back, no single decision, changed in every month, would have kept it open longer: "
                                        "change one by more, or two at once.", "回头看，只改一项决策，改哪一项都多撑不了一个月：要么改得更狠，要么两项一起改。"))
    if not better:
        return Verdict(Tone.PLAIN, Text("Looking back, no single decision, changed in every month, would have scored more.",
                                        "回头看，只改一项决策，改哪一项得分都不会更高。"))
    named = [Text("{lever} ({gain})", "{lever}（{gain}）").format(lever=rows.lever(change), gain=_said(result, change.end)) for change in better]
    return Verdict(Tone.PLAIN, Text("Looking back, one decision changed in every month would have done better: {named}.",
                                    "回头看，只改一项决策，每月都改，结果会更好：{named}。").format(
        named=Text("; or ".join(words.en for words in named), "；或者".join(words.zh for words in named))))


def _gain(result: "Result", end: Month) -> tuple[int, float]:
    """How much later another year ends, and with how much more score."""
    return end.number - result.last.number, end.worth - result.last.worth


def _said(result: "Result", end: Month) -> Text:
    """What another year would have brought for the better."""
    later, more = _gain(result, end)
    if not result.last.closed:
        return Text("score +{more}", "得分 +{more}").format(more=compact(more))
    if end.closed is None:
        return Text("survives, score {score}", "撑过全年，得分 {score}").format(score=compact(end.worth))
    return Text(f"closes {later} month{'s' * (later > 1)} later", f"晚 {later} 个月关停")
