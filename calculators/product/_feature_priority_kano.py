"""What the priority calculator shows of Kano's questionnaire: verdicts, the picture of better and worse, the counts."""

from collections.abc import Iterator

from calculators._charts import ACCENT, MUTED, drawn, labels, layer, number
from calculators._kano import Category, Tally
from calculators._numbers import show
from calculators._results import Block, Chart, Column, Figure, Figures, Note, Rows, Tone, Verdict
from calculators._text import Text, quoted

HALF = 0.5
FEW = 30
Tallies = tuple[tuple[Text, Tally], ...]


def blocks(tallies: Tallies) -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (*_verdicts(tallies), _figures(tallies))
    yield from (_chart(tallies), _table(tallies))
    yield Note(Text(
        "A feature that the law requires is built even if users call it indifferent: they do not see what it prevents.",
        "法定必做的功能，用户说“无所谓”也得做：它防住了什么，用户看不见。"))


def _verdicts(tallies: Tallies):
    kinds = ((Category.MUST_BE, Tone.CAUTION, Text("Their absence would anger users: {names}.", "缺了会招怨：{names}。")),
             (Category.ONE_DIMENSIONAL, Tone.GOOD, Text("The more, the better liked: {names}.", "做得越好越满意：{names}。")),
             (Category.ATTRACTIVE, Tone.GOOD, Text("Liked if there, not missed if not: {names}.", "有则惊喜，没有也无妨：{names}。")),
             (Category.REVERSE, Tone.BAD, Text("Users would rather not have it: {names}.", "用户宁可没有：{names}。")),
             (Category.INDIFFERENT, Tone.PLAIN, Text("Users do not care: {names}.", "用户无所谓：{names}。")),
             (Category.QUESTIONABLE, Tone.BAD, Text("Answers contradict themselves, so ask again: {names}.", "回答自相矛盾，需重问：{names}。")))
    for category, tone, sentence in kinds:
        if found := [name for name, tally in tallies if tally.leading is category]:
            yield Verdict(tone, sentence.format(names=quoted(found)))
    if unclear := [name for name, tally in tallies if not tally.clear]:
        yield Verdict(Tone.CAUTION, Text(
            "The two leading categories are too close to tell for {names}: ask more people, or ask groups of users apart.",
            "{names}前两类相差太小，分不出来：多问些人，或把用户分群来问。").format(names=quoted(unclear)))
    if few := [name for name, tally in tallies if tally.total < FEW]:
        yield Verdict(Tone.CAUTION, Text("Fewer than {n} people answered about {names}.", "{names}的回答不足 {n} 人。").format(
            n=FEW, names=quoted(few)))


def _figures(tallies: Tallies) -> Figures:
    clear = sum(tally.clear for _, tally in tallies)
    fewest = min(tally.total for _, tally in tallies)
    return Figures((
        Figure(Text("Features", "需求"), str(len(tallies)), Text("asked about", "问到的")),
        Figure(Text("Clear", "结论明确"), str(clear), Text("whose leading category is beyond chance", "居首类别超出偶然波动")),
        Figure(Text("Fewest answers", "最少回答数"), show(fewest, 0), Text("about one feature", "单项需求")),
    ))


def _chart(tallies: Tallies) -> Chart:
    rows = [{"name": name, "worse": drawn(-100 * tally.worse), "better": drawn(100 * tally.better)}
            for name, tally in tallies if tally.better is not None]
    x = number("worse", Text("Annoyed if it is missing, %", "缺了不满意，%"), domain=(0, 100))
    y = number("better", Text("Pleased if it is there, %", "有了满意，%"), domain=(0, 100))
    cross = [layer("rule", [{"at": 50}], {axis: {"field": "at", "type": "quantitative"}}, color=MUTED, strokeDash=[4, 4])
             for axis in ("x", "y")]
    best = max((row for row in rows), key=lambda row: row["better"], default=None)
    summary = Text("Nobody’s answers can be placed.", "没有可用的回答。") if best is None else Text(
        "Top left delights, top right is wanted the more the better, bottom right is taken for granted, bottom left leaves users "
        "cold. “{name}” pleases most: {share}%.",
        "左上是惊喜，右上越多越好，右下理所当然，左下无所谓。最讨喜的是“{name}”：{share}%。").format(
            name=best["name"], share=show(best["better"], 0))
    return Chart(Text("What having it pleases, what lacking it annoys", "有了多满意，缺了多不满意"), {"height": 260, "layer": [
        *cross, layer("point", rows, {"x": x, "y": y}, size=90, color=ACCENT),
        labels(rows, {"x": x, "y": y}, "name", limit=150, dx=8)]}, summary)


def _table(tallies: Tallies) -> Rows:
    def line(name: Text, tally: Tally):
        clear = Text("clear", "明确") if tally.clear else Text("too close", "分不出")
        values = [show(value, 2) if value is not None else Text("–", "–") for value in (tally.better, tally.worse)]
        return (name, *(str(count) for count in tally.counts), tally.leading.value, clear, *values)

    return Rows(Text("Answers by category", "各类别回答"), (
        Column(Text("Feature", "需求"), number=False), *(Column(c.value) for c in Category), Column(Text("Leads", "居首"), number=False),
        Column(Text("Is it clear", "是否明确"), number=False), Column(Text("Better", "满意系数")), Column(Text("Worse", "不满意系数"))),
        [line(name, tally) for name, tally in tallies], file="kano.csv")

