"""What the stress test shows of its result: verdicts, figures, a tornado, pairs, scenarios and the reverse."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from calculators import _lending
from calculators._lending import Driver
from calculators._numbers import compact, percent
from calculators._results import Block, Figure, Figures, Note, Tone, Verdict
from calculators._text import Text
from calculators._tornado import said, span, table, value
from calculators.risk import _stress_test_charts as charts
from calculators.risk import _stress_test_rows as rows

if TYPE_CHECKING:
    from calculators.risk.stress_test import Result


def blocks(result: "Result") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (_matters(result), *_breaks_alone(result), *_breaks_together(result), *_scenarios(result), _figures(result))
    yield from (charts.tornado(result), rows.reverse(result), *rows.pairs(result), *charts.scenarios(result))
    yield from (*rows.scenarios(result), table(result.swings))


def _matters(result: "Result") -> Verdict:
    top = result.swings[0]
    words = {"name": top.driver.value, "base": compact(result.profit), "loss": compact(-result.profit),
             "span": span(top.driver, top.worse[0], top.better[0]), "worse": compact(top.worse[1]),
             "better": compact(top.better[1])}
    if result.profit < 0:
        needed = _lending.break_even(result.base, Driver.PORTFOLIO_YIELD)
        return Verdict(Tone.BAD, Text("Before any stress this product loses {loss} a year; it needs a yield of {needed}.",
                                      "还没加压力，这款产品一年就亏 {loss}；收益率要到 {needed} 才不亏。").format(
                                          **words, needed=value(Driver.PORTFOLIO_YIELD, needed or 0.0)))
    if top.swing == 0:
        return Verdict(Tone.PLAIN, Text("Nothing in your ranges moves the profit of {base} a year.",
                                        "你填的区间怎么动，利润都是一年 {base}。").format(**words))
    return Verdict(Tone.PLAIN, Text(
        "{name} ({span}) matters most: it takes profit from {worse} to {better}; the base is {base}.",
        "最要紧的是{name}（{span}）：能让利润从 {worse}变到 {better}；基准是 {base}。").format(**words))


def _breaks_alone(result: "Result") -> tuple[Verdict, ...]:
    """Whether a range on its own takes a profit to a loss, and where."""
    if result.profit < 0:
        return ()
    broken = [swing for swing in result.swings if swing.worse[1] < 0]
    if broken:
        worst = min(broken, key=lambda swing: swing.worse[1])
        words = {"count": len(broken), "of": len(result.swings), "name": said(worst.driver),
                 "zero": value(worst.driver, _lending.break_even(result.base, worst.driver)),
                 "end": value(worst.driver, worst.worse[0]), "loss": compact(-worst.worse[1])}
        return (Verdict(Tone.BAD, Text(
            "Ranges that break it alone: {count} of {of}. Worst is {name}: profit is gone at {zero}, and at {end} the loss is {loss}.",
            "单项变动就亏的，{of} 个区间里有 {count} 个。最重的是{name}：到 {zero}，利润归零；到 {end}，亏 {loss}。").format(**words)),)
    falling = [swing for swing in result.swings if swing.worse[1] < result.profit]
    near = min(falling, key=lambda swing: swing.worse[1], default=None)
    zero = near and _lending.break_even(result.base, near.driver)
    if zero is None:
        return (Verdict(Tone.GOOD, Text("No single range breaks it.", "单项变动，哪一个都不至于亏。")),)
    return (Verdict(Tone.GOOD, Text(
        "No single range breaks it. Nearest is {name}: profit is gone at {zero}, and your range ends at {end}.",
        "单项变动，哪一个都不至于亏。离得最近的是{name}：到 {zero}，利润才归零；你的区间只到 {end}。").format(
            name=said(near.driver), zero=value(near.driver, zero), end=value(near.driver, near.worse[0]))),)


def _breaks_together(result: "Result") -> tuple[Verdict, ...]:
    """Whether two moves break what neither does alone."""
    if not result.pairs or result.profit < 0:
        return ()
    broken = [pair for pair in result.pairs if pair.breaks]
    worst = broken[0] if broken else result.pairs[0]
    (one, other), ends = worst.swings, worst.ends
    words = {"one": said(one.driver), "other": said(other.driver), "at": value(one.driver, ends[0]),
             "and": value(other.driver, ends[1]), "profit": compact(abs(worst.profit)), "count": len(broken)}
    if broken:
        return (Verdict(Tone.BAD, Text(
            "Two moves that break it only together: {one} at {at} with {other} at {and} loses {profit}. Such pairs: {count}.",
            "单看都不亏，凑在一起就亏：{one} {at}、{other} {and}，亏 {profit}。这样的组合有 {count} 对。").format(**words)),)
    if worst.profit < 0:
        return ()
    return (Verdict(Tone.GOOD, Text("No two of them together break it: the worst, {one} at {at} with {other} at {and}, leaves {profit}.",
                                    "任意两项凑在一起也不亏：最差是{one} {at}、{other} {and}，还剩 {profit}。").format(**words)),)


def _scenarios(result: "Result") -> tuple[Block, ...]:
    if not result.outcomes:
        return ()
    worst = min(result.outcomes, key=lambda outcome: outcome.profit)
    lost = sum(outcome.profit < 0 for outcome in result.outcomes)
    words = {"lost": lost, "count": len(result.outcomes), "name": worst.name, "amount": compact(abs(worst.profit)),
             "way": percent(worst.way or 0, 1)}
    if not lost:
        return (Verdict(Tone.GOOD, Text("Every scenario leaves a profit; the least is {amount}, in “{name}”.",
                                        "情景共 {count} 个，都还有利润；最少的是“{name}”，剩 {amount}。").format(**words)), *_apart(result))
    sentence = Text("{lost} of {count} scenarios lose money. The worst, “{name}”, loses {amount}",
                    "{count} 个情景中有 {lost} 个亏损。最重的是“{name}”，亏 {amount}")
    end = Text(".", "。") if worst.way is None else Text("; profit is gone after {way} of the way.", "；走到 {way} 利润就没了。")
    return (Verdict(Tone.BAD, (sentence + end).format(**words)), *_apart(result))


def _apart(result: "Result") -> tuple[Note, ...]:
    """That moves are more, or less, together than added up: told of the scenario in which it matters most."""
    mixed = max(result.outcomes, key=lambda outcome: abs(outcome.change - outcome.apart))
    if abs(mixed.change - mixed.apart) <= 1e-9 * (abs(mixed.change) + abs(mixed.apart)):
        return ()
    return (Note(Text("In “{name}” the moves change profit by {change} together; one at a time they would add up to {apart}.",
                      "“{name}”里各项一起动，利润变动 {change}；一项一项单独动再相加，是 {apart}。").format(
                          name=mixed.name, change=compact(mixed.change), apart=compact(mixed.apart))),)


def _figures(result: "Result") -> Figures:
    book, loss = result.base[Driver.BOOK], _lending.loss(result.base)
    of = Text("{share} of the book", "占余额 {share}")
    needed = _lending.break_even(result.base, Driver.PORTFOLIO_YIELD)
    figures = [
        Figure(Text("Profit in the base case", "基准利润"), compact(result.profit), of.format(share=percent(result.profit / book))),
        Figure(Text("Expected loss a year", "预期年损失"), compact(loss), of.format(share=percent(loss / book))),
        Figure(Text("Break-even yield", "盈亏平衡收益率"), value(Driver.PORTFOLIO_YIELD, needed or 0.0),
               Text("the rest at the base", "其余不变")),
    ]
    if result.outcomes:
        worst = min(result.outcomes, key=lambda outcome: outcome.profit)
        figures.append(Figure(Text("Worst scenario", "最差情景"), compact(worst.profit), worst.name))
    return Figures(tuple(figures))
