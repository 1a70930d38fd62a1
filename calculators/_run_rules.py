"""Run rules: patterns of a control chart that single limits do not see.

A pattern is read from standardised values, (value − centre) / standard error, in order of time, and alarms at its last
value. Sources: Western Electric Company (1956), Statistical Quality Control Handbook, pp. 23–28; Nelson, L. S. (1984), The
Shewhart control chart: tests for special causes, Journal of Quality Technology 16(4), 237–239.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from calculators._text import Text


@dataclass(frozen=True)
class Rule:
    """A pattern over the last `window` values: `holds` says whether it is there, and `fewest` from how many values on."""

    name: Text
    window: int
    fewest: int
    holds: Callable[[Sequence[float]], bool]

    def alarms(self, values: Sequence[float]) -> list[int]:
        """The places, from 0, of the values that complete the pattern."""
        return [end - 1 for end in range(self.fewest, len(values) + 1) if self.holds(values[max(0, end - self.window):end])]


def _beyond(count: int, window: int, width: float) -> Rule:
    """`count` of `window` values beyond `width` standard errors on one side, the last of them among these."""
    def holds(values: Sequence[float]) -> bool:
        side = 1 if values[-1] > 0 else -1
        return side * values[-1] > width and sum(side * value > width for value in values) >= count

    en = f"{count} of {window} beyond {width:g}σ on one side" if window > 1 else f"one value beyond {width:g}σ"
    zh = f"{window} 个中有 {count} 个落在同侧 {width:g}σ 之外" if window > 1 else f"单个值超出 {width:g}σ"
    return Rule(Text(en, zh), window, count, holds)


def _one_side(count: int) -> Rule:
    return Rule(Text(f"{count} in a row on one side of the centre", f"连续 {count} 个在中心线同侧"), count, count,
                lambda values: all(value > 0 for value in values) or all(value < 0 for value in values))


def _trend(count: int) -> Rule:
    def holds(values: Sequence[float]) -> bool:
        steps = [later - earlier for earlier, later in zip(values, values[1:], strict=False)]
        return all(step > 0 for step in steps) or all(step < 0 for step in steps)

    return Rule(Text(f"{count} in a row rising or falling", f"连续 {count} 个递增或递减"), count, count, holds)


def _alternating(count: int) -> Rule:
    def holds(values: Sequence[float]) -> bool:
        steps = [later - earlier for earlier, later in zip(values, values[1:], strict=False)]
        return all(one * other < 0 for one, other in zip(steps, steps[1:], strict=False))

    return Rule(Text(f"{count} in a row up and down in turn", f"连续 {count} 个一升一降"), count, count, holds)


def _within(count: int, width: float) -> Rule:
    return Rule(Text(f"{count} in a row within {width:g}σ: limits too wide", f"连续 {count} 个都在 {width:g}σ 以内：界限过宽"), count, count,
                lambda values: all(abs(value) < width for value in values))


def _outside(count: int, width: float) -> Rule:
    return Rule(Text(f"{count} in a row beyond {width:g}σ on either side", f"连续 {count} 个都在 {width:g}σ 之外"), count, count,
                lambda values: all(abs(value) > width for value in values))


class Rules(Enum):
    """The sets in use."""

    NONE = Text("Not used", "不用")
    WESTERN_ELECTRIC = Text("Western Electric, three further rules", "西电准则，另加三条")
    NELSON = Text("Nelson, seven further rules", "尼尔森准则，另加七条")


# One value beyond the limits is the chart itself and is not repeated here.
PATTERNS: dict[Rules, tuple[Rule, ...]] = {
    Rules.NONE: (),
    Rules.WESTERN_ELECTRIC: (_beyond(2, 3, 2), _beyond(4, 5, 1), _one_side(8)),
    Rules.NELSON: (_one_side(9), _trend(6), _alternating(14), _beyond(2, 3, 2), _beyond(4, 5, 1), _within(15, 1), _outside(8, 1)),
}
