"""The rows of the early-warning calculator, and the made-up series that it comes with."""

from dataclasses import dataclass

from calculators._inputs import ask
from calculators._kinds import Integer, Number, Percent, Words
from calculators._text import Text


@dataclass(frozen=True)
class Share:
    """A period in which a share of so many cases had something."""

    period: str | Text = ask(Words(Text("Period", "周期")))
    share: float = ask(Percent(Text("Share", "占比")))
    cases: int = ask(Integer(Text("Cases", "样本数"), low=1, high=10**9))


@dataclass(frozen=True)
class Count:
    """A period with so many events over so many units at risk."""

    period: str | Text = ask(Words(Text("Period", "周期")))
    events: float = ask(Number(Text("Events", "事件数"), low=0, high=1e9))
    units: float = ask(Number(Text("Units", "基数"), low=0.001, high=1e9))


@dataclass(frozen=True)
class Value:
    """A period with one measured value."""

    period: str | Text = ask(Words(Text("Period", "周期")))
    value: float = ask(Number(Text("Value", "数值"), low=-1e12, high=1e12))


@dataclass(frozen=True)
class Bin:
    """A bin of a score or an input: its weight when the model was built, and now."""

    characteristic: str | Text = ask(Words(Text("Score or input", "评分或变量")))
    bin: str | Text = ask(Words(Text("Bin", "分箱")))
    expected: float = ask(Number(Text("Expected", "基准"), low=0, high=1e12))
    actual: float = ask(Number(Text("Actual", "当期"), low=0, high=1e12))


def _days(*shares: float, cases: int = 5_000) -> tuple[Share, ...]:
    return tuple(Share(Text(f"Day {n}", f"第 {n} 天"), share, cases) for n, share in enumerate(shares, 1))


DRIFT = _days(2.05, 2.12, 2.18, 2.24, 2.29, 2.33, 2.36)
SPIKE = _days(2.02, 1.94, 2.06, 2.68, 1.98, 2.04, 1.96)
WEEKENDS = tuple(Share(Text(f"{en}, week {week}", f"第 {week} 周周{zh}"), share, cases) for week in (1, 2) for en, zh, share, cases in (
    ("Mon", "一", 1.9, 6_000), ("Tue", "二", 1.8, 6_000), ("Wed", "三", 1.9, 6_000), ("Thu", "四", 1.8, 6_000),
    ("Fri", "五", 2.0, 6_000), ("Sat", "六", 2.9, 3_000), ("Sun", "日", 2.8, 3_000)))
COMPLAINTS = tuple(Count(Text(f"Week {n}", f"第 {n} 周"), events, units) for n, (events, units) in enumerate((
    (41, 10.2), (38, 10.4), (44, 10.3), (36, 10.6), (43, 10.9), (40, 11.0), (45, 11.2), (39, 11.1), (47, 11.5), (44, 11.7),
    (42, 11.8), (50, 12.0), (58, 12.1), (63, 12.4), (71, 12.6)), 1))
MINUTES = tuple(Value(Text(f"Day {n}", f"第 {n} 天"), value) for n, value in enumerate((
    118, 124, 121, 116, 127, 119, 122, 125, 117, 120, 126, 119, 131, 128, 134, 133, 138, 141), 1))

_BINS = (("up to 559", "559 及以下", 10), ("560–599", "560–599", 15), ("600–639", "600–639", 20), ("640–679", "640–679", 25),
         ("680–719", "680–719", 20), ("720 and more", "720 及以上", 10))
MIX = tuple(Bin(Text(f"Score, {en}", f"评分，{zh}"), Text(low, low_zh), float(expected), float(actual))
            for en, zh, shares in (("channel A", "渠道 A", (7, 11, 17, 25, 25, 15)), ("channel B", "渠道 B", (5, 8, 14, 24, 28, 21)))
            for (low, low_zh, expected), actual in zip(_BINS, shares, strict=True))
