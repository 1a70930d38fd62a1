"""The liquidity coverage ratio: liquid assets after haircuts and caps over net outflows (BCBS 238, January 2013)."""

from collections.abc import Sequence
from dataclasses import dataclass

LEVEL_2A_HAIRCUT = 0.15  # paragraph 52
INFLOW_CAP = 0.75        # paragraphs 69 and 144: of outflows
STANDARD_DAYS = 30


@dataclass(frozen=True)
class Stock:
    """Liquid assets after haircuts, and what of each level counts after the caps."""

    level_1: float
    level_2a: float
    level_2b: float
    over_15: float
    over_40: float

    @property
    def total(self) -> float:
        """What counts. Never negative: Level 1 is never cut."""
        return self.level_1 + self.level_2

    @property
    def level_2(self) -> float:
        return max(0.0, self.level_2a + self.level_2b - self.over_15 - self.over_40)


def stock(level_1: float, level_2a: float, level_2b: float, haircut_2b: float) -> Stock:
    """The stock from market values. BCBS 238, paragraphs 47–54 and Annex 1, for a bank without secured deals to unwind.

    Level 2B is at most 15% of the stock, Level 2 at most 40%, both after haircuts; Annex 1 says how much is over.
    """
    a, b = level_2a * (1 - LEVEL_2A_HAIRCUT), level_2b * (1 - haircut_2b)
    over_15 = max(b - 15 / 85 * (level_1 + a), b - 15 / 60 * level_1, 0.0)
    over_40 = max(a + b - over_15 - 2 / 3 * level_1, 0.0)
    return Stock(level_1, a, b, over_15, over_40)


@dataclass(frozen=True)
class Outflow:
    """Expected outflows and inflows of 30 days, and the horizon in days to which the net is scaled in proportion."""

    outflow: float
    inflow: float
    days: int = STANDARD_DAYS

    @property
    def counted(self) -> float:
        """Inflows that count: at most 75% of outflows, so that a quarter is always covered by assets."""
        return min(self.inflow, INFLOW_CAP * self.outflow)

    @property
    def net(self) -> float:
        """Net outflow of the horizon. Other horizons than 30 days are no part of BCBS 238."""
        return (self.outflow - self.counted) * self.days / STANDARD_DAYS


def weighted(lines: Sequence[tuple[float, float]]) -> float:
    """The sum of amounts, each times the rate (a fraction) at which it runs off or comes in."""
    return sum(amount * rate for amount, rate in lines)
