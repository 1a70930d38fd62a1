"""What the risk register shows of simulated years: a verdict, the loss exceedance curve, and the losses by chance."""

from collections.abc import Iterator

from calculators._charts import ACCENT, SECOND, drawn, labels, layer, number, series, threshold, unit
from calculators._exceedance import Years
from calculators._numbers import percent, show
from calculators._results import Block, Chart, Column, Rows, Tone, Verdict
from calculators._text import Text

CHANCES = (0.5, 0.2, 0.1, 0.05, 0.02, 0.01)
LIKELY = 0.10  # a year in ten: planned for, not a surprise
SELDOM = 0.01
BEFORE, AFTER = Text("Without controls", "若无控制"), Text("After controls", "控制之后")


def blocks(before: Years, after: Years, bearable: float) -> Iterator[Block]:
    """The years, in the order in which a reader meets them."""
    yield from (_verdict(after, bearable), _chart(before, after, bearable), _table(before, after))


def _verdict(after: Years, bearable: float) -> Verdict:
    over = after.share_over(bearable)
    tone = Tone.BAD if over > LIKELY else Tone.CAUTION if over > SELDOM else Tone.GOOD
    return Verdict(tone, Text(
        "{over} of years cost more than the {bearable} you can bear; one year in a hundred costs {worst} or more.",
        "全年损失超过你能承受的 {bearable} 的可能性为 {over}；百年一遇的年份损失 {worst} 以上。").format(
            bearable=show(bearable, 0), over=percent(over, 1), worst=show(after.exceeded(0.01), 0)))


def _chart(before: Years, after: Years, bearable: float) -> Chart:
    largest = before.exceeded(0.005)
    size, words = unit(largest)
    rows = [{"loss": drawn(loss / size), "chance": drawn(chance / 2), "years": name}
            for years, name in ((before, BEFORE), (after, AFTER)) for chance in range(1, 161)
            if (loss := years.exceeded(chance / 200)) > 0]
    ticks = [10.0 ** power for power in range(-3, 4) if 10.0 ** power <= largest / size]
    x = number("loss", Text("Loss of a year", "全年损失") + words, values=ticks, format="~g")
    x["scale"] = {"type": "log"}
    y = number("chance", Text("Years that cost more, %", "损失更大的年份占比，%"))
    colour = series("years", (BEFORE, AFTER), (SECOND, ACCENT))
    dash = {"field": "years", "type": "nominal", "scale": {"domain": [BEFORE, AFTER], "range": [[6, 4], [1, 0]]}}
    chance = after.share_over(bearable)
    spec = {"layer": [layer("line", rows, {"x": x, "y": y, "color": colour, "strokeDash": dash})]}
    if bearable > 0:
        mark = [{"loss": drawn(bearable / size), "chance": drawn(chance * 100), "label": percent(chance, 1)}]
        spec["layer"] += [threshold(bearable / size, "x"), labels(mark, {"x": x, "y": y}, dy=-14)]
    return Chart(Text("How often a year costs more than an amount", "全年损失超过某一金额的可能性"), spec, Text(
        "With controls half of all years cost more than {middle}, one in twenty more than {bad}; without them one in twenty costs "
        "more than {before}. The dashed line is what you can bear.",
        "有控制时，一半的年份损失超过 {middle}，每二十年有一年超过 {bad}；若无控制则为 {before}。虚线为能承受的损失。").format(
            middle=show(after.exceeded(0.5), 0), bad=show(after.exceeded(0.05), 0), before=show(before.exceeded(0.05), 0)))


def _table(before: Years, after: Years) -> Rows:
    rows = []
    for chance in CHANCES:
        low, high = after.exceeded_between(chance)
        rows.append((Text("1 in {n}", "{n} 年一遇").format(n=round(1 / chance)), percent(chance, 0), show(before.exceeded(chance), 0),
                     show(after.exceeded(chance), 0), f"{show(low, 0)} – {show(high, 0)}"))
    return Rows(Text("Losses of bad years", "坏年份的损失"), (
        Column(Text("A year in", "多久一遇"), number=False), Column(Text("Chance of more", "超过的可能性")), Column(BEFORE), Column(AFTER),
        Column(Text("95% limits of the simulation", "模拟的 95% 区间"))), rows, file="loss_exceedance.csv")
