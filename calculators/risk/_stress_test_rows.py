"""Tables of a stress test: the reverse, two moves at a time, and the scenarios."""

from typing import TYPE_CHECKING

from calculators._lending import Driver, break_even
from calculators._numbers import compact, percent, show
from calculators._results import Column, Heat, Rows, Shade
from calculators._text import Text
from calculators._tornado import span, value

if TYPE_CHECKING:
    from calculators._tornado import Swing
    from calculators.risk.stress_test import Result


def reverse(result: "Result") -> Rows:
    """For each assumption the value at which profit is zero, and whether its range reaches it."""
    swings = {swing.driver: swing for swing in result.swings}
    heads = (Text("Assumption", "假设"), Text("Base", "基准"), Text("Profit is zero at", "利润归零于"),
             Text("Your range", "你的区间"))
    rows = []
    for driver in Driver:
        zero, swing = break_even(result.base, driver), swings.get(driver)
        rows.append((driver.value, value(driver, result.base[driver]),
                     Text("no value", "无此值") if zero is None else value(driver, zero), _reached(zero, swing)))
    return Rows(Text("Reverse: which single value takes profit to zero", "反过来问：哪一项走到哪里，利润归零"),
                tuple(Column(head, number=bool(place)) for place, head in enumerate(heads)), rows, file="reverse_stress.csv")


def _reached(zero: float | None, swing: "Swing | None") -> Text:
    if swing is None:
        return Text("not given", "未填")
    inside = zero is not None and swing.ends[0] <= zero <= swing.ends[1]
    return (Text("✕ inside {range}", "✕ 在 {range} 之内") if inside else Text("✓ outside {range}", "✓ 在 {range} 之外")).format(
        range=span(swing.driver, *swing.ends))


def pairs(result: "Result") -> tuple[Heat, ...]:
    """A triangle: each assumption alone on the diagonal, with each other below it, at their worst ends."""
    if not result.pairs:
        return ()
    found = {frozenset(swing.driver for swing in pair.swings): pair.profit for pair in result.pairs}
    found |= {frozenset({swing.driver}): swing.worse[1] for swing in result.swings}
    low, high = min(found.values()), max(found.values())

    def cell(row: int, column: int) -> Shade:
        if column > row:
            return Shade("", None)
        amount = found[frozenset({result.swings[row].driver, result.swings[column].driver})]
        words = compact(amount)
        return Shade(Text(f"✕ {words.en}", f"✕ {words.zh}") if amount < 0 else words,
                     round(9 * (high - amount) / (high - low)) if high > low else 0)

    names = tuple(swing.driver.value for swing in result.swings)
    return (Heat(Text("Two at a time, each at its bad end: profit", "两两同时走到坏的一端：利润"),
                 Text("With ↓ and →", "↓ 与 →"), names,
                 tuple((name, tuple(cell(row, column) for column in range(len(names)))) for row, name in enumerate(names)),
                 note=Text("✕ is a loss, and darker is worse. Where a line meets its own column it moves alone.",
                           "✕ 为亏损，颜色越深越差。行与列同名的格子，是单独变动。")),)


def scenarios(result: "Result") -> tuple[Rows, ...]:
    """Each scenario's profit, how it changes together and one by one, its expected loss, and the way to zero."""
    if not result.outcomes:
        return ()
    heads = (Text("Scenario", "情景"), Text("Profit", "利润"), Text("Change", "变动"), Text("Moves one by one", "逐项相加"),
             Text("Expected loss", "预期损失"), Text("Profit is gone after", "走到多远利润归零"))
    rows = [(o.name, show(o.profit, 0), show(o.change, 0), show(o.apart, 0), show(o.loss, 0),
             Text("never", "不归零") if o.way is None else Text(f"{percent(o.way, 1)} of the way", f"{percent(o.way, 1)} 处"))
            for o in result.outcomes]
    return (Rows(Text("Scenarios in numbers", "情景明细"), tuple(Column(head, number=bool(place)) for place, head in enumerate(heads)),
                 rows, file="scenarios.csv"),)
