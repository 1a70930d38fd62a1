"""What the retention calculator shows of its result: sentences, figures, the triangle, charts and a table."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from calculators._cohorts import LONGEST
from calculators._numbers import show
from calculators._results import Block, Chart, Column, Figure, Figures, Heat, Note, Rows, Shade, Tone, Verdict
from calculators._text import Text
from calculators._triangle import total
from calculators.retention import _cohort_retention_charts as charts
from calculators.retention import _cohort_retention_compared as compared
from calculators.retention import _cohort_retention_revenue as revenue
from calculators.retention._cohort_retention_words import NONE, hundred, share

if TYPE_CHECKING:
    from calculators.retention.cohort_retention import Result

RARE = 0.05  # of all returns may come after longer silences than are allowed for, without a warning
PAUSES = 12  # the longest pause that the form takes


def blocks(result: "Result") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (*_verdicts(result), *_notes(result), _figures(result))
    yield from (_heat(result), _curves(result))
    if result.curve:
        yield _survival(result)
    yield _table(result)
    if result.paid:
        yield from revenue.blocks(result)


def _verdicts(result: "Result") -> list[Verdict]:
    words = {"left": hundred(result.share(result.typical)), "span": result.period.span(result.typical)}
    if not result.curve:
        first = Verdict(Tone.PLAIN, Text("Of every 100 new users, {left} are active {span} later.",
                                         "每 100 名新用户，{span}后有 {left} 名活跃。").format(**words))
    else:
        trend, tone = _trend(result)
        first = Verdict(tone, Text("Of every 100 new users, {left} are left after {span}",
                                   "每 100 名新用户，{span}后还剩 {left} 名").format(**words) + trend)
    beside = [compared.verdict(result.comparison, result.period)] if result.comparison else []
    money = [revenue.verdict(result)] if result.paid else []
    return [first, *beside, *money, *_older(result), *_paused(result)]


def _trend(result: "Result") -> tuple[Text, Tone]:
    """How the chance of staying another period moves with age, up to the typical age."""
    stayed = [s for age in range(1, result.typical + 1) if (s := total(result.cohorts, age).stayed) is not None]
    words = {"one": result.period.one, "first": share(stayed[0], 0), "last": share(stayed[-1], 0)}
    if len(stayed) < 2:
        return Text(".", "。"), Tone.PLAIN
    if words["first"] == words["last"]:
        return Text("; {first} of those there stay another period, early and late alike.",
                    "；每期约有 {first} 的人继续留下，前后相当。").format(**words), Tone.PLAIN
    if all(earlier < later for earlier, later in pairwise(stayed)):
        return Text("; those who stay {one} are ever more likely to stay the next ({first} → {last}).",
                    "；留得越久的人，越可能再留{one}（{first} → {last}）。").format(**words), Tone.PLAIN
    return (Text("; the chance of staying another period goes from {first} to {last}.",
                 "；再留一期的比例从 {first} 变为 {last}。").format(**words),
            Tone.CAUTION if stayed[-1] < stayed[0] else Tone.PLAIN)


def _paused(result: "Result") -> list[Verdict]:
    """A warning when users of this log often come back after longer silences than are allowed for."""
    if not result.log or not result.curve or result.log.longer(result.pause) <= RARE:
        return []
    enough = next(pause for pause in range(LONGEST) if result.log.longer(pause) <= RARE)
    sentence = Text("{share} of the returns in this log came after {silence} of silence or more, so some of the losses are "
                    "only pauses. ", "这份流水里有 {share} 的回访发生在沉默 {silence}或更久之后，所以部分“流失”只是暂停。")
    sentence += (Text("Set “Periods a user may pause” to {enough}.", "请把“允许暂停的期数”设为 {enough}。") if enough <= PAUSES else
                 Text("Count by longer periods.", "请改用更长的统计周期。"))
    return [Verdict(Tone.CAUTION, sentence.format(
        share=share(result.log.longer(result.pause), 0), silence=result.period.span(result.pause + 1), enough=enough))]


def _older(result: "Result") -> list[Verdict]:
    """A warning when the first cohort holds users who probably started before the log did."""
    if not result.log or not result.log.older:
        return []
    first, period = result.log.cohorts[0], result.period
    return [Verdict(Tone.CAUTION, Text(
        "The first cohort, {name}, has {size} users, far more than any later one: about {older} of them probably started before "
        "the log, and who had left by then is missing. Set “Leave out users first seen before” to {day}.",
        "首个同期群 {name} 有 {size} 人，远多于之后各期：其中约 {older} 人很可能早在流水开始前就来了，而此前流失的人看不到。"
        "请把“剔除首次出现早于此日的用户”设为 {day}。").format(
            name=first.name, size=show(first.size, 0), older=show(result.log.older, 0),
            day=period.begins(result.log.first + 1).isoformat()))]


def _notes(result: "Result") -> list[Note]:
    log, period, notes = result.log, result.period, []
    if log and log.latest > log.last:
        notes.append(Note(Text(
            "{counted} is the last period counted. Later ones, up to {latest}, are not over or only show who comes back.",
            "统计到 {counted} 为止；之后至 {latest} 的各期尚未结束，或只用来识别谁回来了。").format(
                counted=period.label(log.last), latest=period.label(log.latest))))
    if log and log.before:
        notes.append(Note(Text("Left out because first seen before {first}: {n} users.",
                               "首次出现早于 {first} 而被剔除的用户：{n} 人。").format(first=period.label(log.first), n=show(log.before, 0))))
    return notes


def _figures(result: "Result") -> Figures:
    figures = []
    for age in sorted({1, result.typical}):
        part = total(result.cohorts, age)
        note = (Text("95% band {band}", "95% 置信带 {band}").format(band=_band(result, age)) if result.curve else
                Text("{there} of {size} users", "{size} 人中的 {there} 人").format(
                    there=show(part.there, 0), size=show(part.size, 0)))
        figures.append(Figure(Text("After {span}", "{span}后").format(span=result.period.span(age)),
                              share(result.share(age)), note))
    if result.curve:
        median = result.curve.median
        figures.append(Figure(Text("Half have left after", "半数流失用时"), result.period.span(median) if median else
                              Text("longer", "更久"), Text("watched for {span}", "已观察 {span}").format(
                                  span=result.period.span(result.last))))
    figures.append(Figure(Text("New users", "新用户"), show(sum(c.size for c in result.cohorts), 0),
                          Text("cohorts: {n}", "同期群 {n} 个").format(n=len(result.cohorts))))
    return Figures(tuple(figures))


def _heat(result: "Result") -> Heat:
    ages = range(result.last + 1)
    rows = [(c.name, tuple(_shade(c.counts[k], c.size) if k <= c.age else Shade("", None) for k in ages))
            for c in result.cohorts]
    if len(rows) > 1:
        totals = [total(result.cohorts, age) for age in ages]
        rows.append((charts.AVERAGE, tuple(_shade(t.there, t.size) for t in totals)))
    return Heat(Text("Share of each cohort still there, and users", "各同期群的留存比例与人数"),
                Text("Cohort ↓ age →", "同期群 ↓ 期龄 →"), tuple(map(str, ages)), tuple(rows), file="triangle.csv",
                note=Text("Empty: not observed yet. The average holds only cohorts that have reached the age.",
                          "空格表示尚未观察到。加权平均只计入够期龄的同期群。"))


def _curves(result: "Result") -> Chart:
    average = total(result.cohorts, result.typical).share
    words = {"span": result.period.span(result.typical), "share": share(average), "all": len(result.cohorts),
             "last": result.period.span(result.last), "n": total(result.cohorts, result.last).cohorts}
    summary = Text("After {span}, {share} of the cohort are there.", "{span}后，该同期群留存 {share}。")
    if len(result.cohorts) > 1:
        summary = Text(
            "After {span} the weighted average is {share}. Beyond, fewer cohorts are old enough: {n} of {all} at {last}.",
            "{span}后加权平均为 {share}。期龄越大，够期龄的同期群越少：{last}时，{all} 个中有 {n} 个。")
    return Chart(Text("Share still there by age", "各期龄的留存比例"), charts.curves(result.cohorts, result.period),
                 summary.format(**words))


def _survival(result: "Result") -> Chart:
    mean = show(round(result.curve.mean(result.typical)[0], 10), 2)
    return Chart(
        Text("Kaplan–Meier: share not yet left", "Kaplan–Meier：尚未流失的比例"),
        charts.survival(result.curve, result.last, result.period),
        Text("After {span}, {share} have not left, 95% band {band} (Greenwood, on the log scale). On average a user stays {mean} "
             "of these {span}. Users still there when the watching stops are censored, not counted as gone.",
             "{span}后 {share} 尚未流失，95% 置信带 {band}（Greenwood 方差，对数变换）。这 {span}里人均停留 {mean}期。"
             "观察结束时仍在的按删失处理，不计为流失。").format(
                 span=result.period.span(result.typical), share=share(result.share(result.typical)),
                 mean=Text(mean, f"{mean} "), band=_band(result, result.typical)))


def _table(result: "Result") -> Rows:
    heads = [Text("Age", "期龄"), Text("Cohorts", "同期群数"), Text("At the start", "初始人数"), Text("Still there", "仍在"),
             Text("Average", "加权平均"), Text("Of the period before", "较前一期")]
    if result.curve:
        heads += [Text("Kaplan–Meier", "Kaplan–Meier"), Text("95% band", "95% 置信带")]
    rows = []
    for age in range(1, result.last + 1):
        part = total(result.cohorts, age)
        row = [str(age), str(part.cohorts), show(part.size, 0), show(part.there, 0), share(part.share),
               NONE if part.stayed is None else share(part.stayed)]
        rows.append(row + [share(result.share(age)), _band(result, age)] if result.curve else row)
    return Rows(Text("Age by age", "逐期明细"), tuple(Column(head) for head in heads), rows, file="retention.csv")


def _shade(there: int, size: int) -> Shade:
    return Shade(f"{share(there / size)} · {show(there, 0)}", int(9 * there / size + 0.5))


def _band(result: "Result", age: int) -> str:
    _, low, high = result.curve.at(age)
    return NONE if low is None else f"{share(low)}–{share(high)}"
