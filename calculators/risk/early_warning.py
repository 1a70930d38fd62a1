"""Early warning: whether an indicator has moved, since when, and which rule says so; or whether the mix of people has.

A series is held against its baseline by Shewhart's limits for single values, by the exponentially weighted moving average
(Roberts, 1959; Lucas and Saccucci, 1990) for slow drifts, and by run rules for patterns. Two distributions are compared by
the population stability index, which for an input variable is called characteristic stability index.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from calculators import _monitor
from calculators._control import Stability, population_stability, rate_error
from calculators._inputs import InputError, ask
from calculators._kinds import Choice, Integer, Number, Percent
from calculators._results import Block, Preset
from calculators._run_rules import PATTERNS, Rules
from calculators._tables import Table, row_error
from calculators._text import Text, as_text
from calculators.risk import _early_warning, _early_warning_mix
from calculators.risk._early_warning_rows import COMPLAINTS, DRIFT, MINUTES, MIX, SPIKE, WEEKENDS, Bin, Count, Share, Value

TITLE = Text("Early-warning indicators", "预警指标监测")
FEWEST = 5  # periods from which a baseline may be taken


class Kind(Enum):
    """What is watched."""

    SHARE = Text("A share of cases (p chart)", "占比（p 图）")
    COUNT = Text("Events per unit (u chart)", "单位事件数（u 图）")
    VALUE = Text("Single values (individuals chart)", "单值（I 图）")
    MIX = Text("The mix of people (PSI and CSI)", "客群分布（PSI 与 CSI）")


_SHARE, _COUNT, _VALUE, _MIX = (("kind", (kind,)) for kind in Kind)
_SERIES = ("kind", (Kind.SHARE, Kind.COUNT, Kind.VALUE))
_EMPTY = Text("Empty: taken from the first periods.", "留空则取自最初几期。")


@dataclass(frozen=True)
class Inputs:
    kind: Kind = ask(Choice(Text("What is watched", "监测什么"), options=Kind), Kind.SHARE, group=Text("Indicator", "指标"))
    shares: tuple[Share, ...] = ask(Table(Text("Series", "序列"), row=Share, fewest=1, most=120, help=Text(
        "Oldest first. Cases: of how many the share is.", "按时间先后。样本数是占比的分母。")), DRIFT, only=_SHARE)
    counts: tuple[Count, ...] = ask(Table(Text("Series", "序列"), row=Count, fewest=1, most=120, help=Text(
        "Oldest first. Units: thousands of users, days of service, whatever the events are counted over.",
        "按时间先后。基数为事件的分母，如千名用户、服务天数。")), COMPLAINTS, only=_COUNT)
    values: tuple[Value, ...] = ask(Table(Text("Series", "序列"), row=Value, fewest=1, most=120), MINUTES, only=_VALUE)
    share: float | None = ask(Percent(Text("Baseline share", "基准占比"), low=0.0001, high=99.9999, optional=True, help=_EMPTY), 2.0,
                              only=_SHARE, group=Text("Baseline", "基准"))
    rate: float | None = ask(Number(Text("Baseline per unit", "单位基准"), low=1e-6, high=1e9, optional=True, help=_EMPTY), None, only=_COUNT)
    mean: float | None = ask(Number(Text("Baseline mean", "基准均值"), low=-1e12, high=1e12, optional=True, help=_EMPTY), None, only=_VALUE)
    deviation: float | None = ask(Number(Text("Standard deviation", "标准差"), low=1e-9, high=1e12, optional=True, help=_EMPTY), None,
                                  only=_VALUE)
    first: int = ask(Integer(Text("Periods that set an empty baseline", "留空时取最初几期作基准"), low=FEWEST, high=100), 10, only=_SERIES)
    width: float = ask(Number(Text("Limits of single values", "单值界限"), low=1.5, high=4.5, unit=Text("σ", "σ")), 3.0, only=_SERIES,
                       group=Text("Rules", "规则"))
    smoothing: float = ask(Number(Text("Weight of the newest value", "最新值的权重"), low=0.05, high=1, unit=Text("λ", "λ"), help=Text(
        "0.2 sees drifts of about one standard error; 1 is no average at all.", "0.2 适合约一个标准误的漂移；1 等于不平均。")), 0.2,
        only=_SERIES)
    average_width: float = ask(Number(Text("Limits of the average", "均值界限"), low=1.5, high=4.5, unit=Text("σ", "σ")), 2.86, only=_SERIES)
    rules: Rules = ask(Choice(Text("Run rules", "判异准则"), options=Rules), Rules.NONE, only=_SERIES)
    bins: tuple[Bin, ...] = ask(Table(Text("Bins", "分箱"), row=Bin, fewest=2, most=200, help=Text(
        "Shares or counts; each column is divided by its own sum. The name tells scores and inputs apart.",
        "占比或人数均可，各列分别除以本列合计。按名称区分评分与变量。")), MIX, only=_MIX, group=Text("Distributions", "分布"))
    people_expected: int = ask(Integer(Text("People at the baseline", "基准样本人数"), low=1, high=10**9), 20_000, only=_MIX)
    people_actual: int = ask(Integer(Text("People now", "当期人数"), low=1, high=10**9), 5_000, only=_MIX)


@dataclass(frozen=True)
class Watched:
    """A series against its baseline: `names` and `periods` are those that were judged, in order of time."""

    centre: float
    names: tuple[Text, ...]
    periods: tuple[_monitor.Period, ...]


@dataclass(frozen=True)
class Shifted:
    """A score or input: its bins and the stability index of each and of all."""

    name: Text
    bins: tuple[Text, ...]
    stability: Stability


@dataclass(frozen=True)
class Result:
    """Either a watched series or distributions, most shifted first."""

    inputs: Inputs
    watched: Watched | None
    shifted: tuple[Shifted, ...]

    def view(self) -> Iterator[Block]:
        """The answer as a reader meets it."""
        return _early_warning.blocks(self) if self.watched else _early_warning_mix.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """The judged series or mix. Raises InputError where a baseline cannot be had or a bin is empty."""
    if inputs.kind is Kind.MIX:
        return Result(inputs, None, tuple(sorted(_shifted(inputs), key=lambda s: -s.stability.total)))
    field, values, sizes = _series(inputs)
    centre, known, skip = _centre(inputs, field, values, sizes)
    errors = [known or (rate_error(centre, int(n)) if inputs.kind is Kind.SHARE else _monitor.count_error(centre, n)) for n in sizes]
    rows = getattr(inputs, field)
    names = tuple(as_text(row.period) if row.period else Text(f"Period {n}", f"第 {n} 期") for n, row in enumerate(rows, 1))
    bounds = {Kind.SHARE: (0.0, 1.0), Kind.COUNT: (0.0, None), Kind.VALUE: (None, None)}[inputs.kind]
    periods = _monitor.monitor(
        values[skip:], errors[skip:], centre, width=inputs.width, smoothing=inputs.smoothing, average_width=inputs.average_width,
        rules=PATTERNS[inputs.rules], lowest=bounds[0], highest=bounds[1])
    return Result(inputs, Watched(centre, names[skip:], periods), ())


def _series(inputs: Inputs) -> tuple[str, list[float], list[float]]:
    """The field, the values (shares as fractions) and what each is counted over."""
    if inputs.kind is Kind.SHARE:
        return "shares", [row.share / 100 for row in inputs.shares], [row.cases for row in inputs.shares]
    if inputs.kind is Kind.COUNT:
        return "counts", [row.events / row.units for row in inputs.counts], [row.units for row in inputs.counts]
    return "values", [row.value for row in inputs.values], [1.0] * len(inputs.values)


def _centre(inputs: Inputs, field: str, values: list[float], sizes: list[float]) -> tuple[float, float | None, int]:
    """Centre, the standard error if it is the same for all, and how many first periods it was taken from."""
    given = {Kind.SHARE: inputs.share and inputs.share / 100, Kind.COUNT: inputs.rate, Kind.VALUE: inputs.mean}[inputs.kind]
    error = inputs.deviation if inputs.kind is Kind.VALUE else None
    if given is not None and (error or inputs.kind is not Kind.VALUE):
        return given, error, 0
    if len(values) <= inputs.first:
        raise InputError("first", Text(
            "The baseline takes the first {first} of {n} periods, which leaves none to judge: give a baseline, or take fewer.",
            "基准要取最初 {first} 期，而共有 {n} 期，没有可判断的了：请填基准，或少取几期。").format(first=inputs.first, n=len(values)))
    base, weights = values[:inputs.first], sizes[:inputs.first]
    centre = sum(v * w for v, w in zip(base, weights, strict=True)) / sum(weights) if given is None else given
    if inputs.kind is Kind.VALUE:
        error = error or _monitor.moving_range_error(base)
    if error == 0 or error is None and not 0 < centre < (1 if inputs.kind is Kind.SHARE else float("inf")):
        raise InputError(field, Text("The first {first} periods are all alike, so there is no spread to judge by: give the baseline.",
                                     "最初 {first} 期毫无波动，无从判断：请直接填基准。").format(first=inputs.first))
    return centre, error, inputs.first


def _shifted(inputs: Inputs):
    groups: dict[Text, list[tuple[int, Bin]]] = {}
    for place, row in enumerate(inputs.bins):
        if not row.expected or not row.actual:
            raise row_error("bins", inputs.bins, place, "actual" if row.expected else "expected", Text(
                "an empty bin has no logarithm; merge it with its neighbour.", "空箱取不了对数，请与相邻分箱合并。"))
        groups.setdefault(as_text(row.characteristic), []).append((place, row))
    for name, rows in groups.items():
        if len(rows) < 2:
            raise row_error("bins", inputs.bins, rows[0][0], "bin", Text(
                "“{name}” needs at least two bins.", "“{name}”至少要有两箱。").format(name=name))
        names = tuple(as_text(row.bin) for _, row in rows)
        yield Shifted(name, names, population_stability([row.expected for _, row in rows], [row.actual for _, row in rows]))


PRESETS = {
    "S-04b": Preset(Text("Fraud creeps up for seven days", "欺诈率连爬七天"), Inputs()),
    "spike": Preset(Text("One bad day", "一天突刺"), Inputs(shares=SPIKE)),
    "weekends": Preset(Text("Weekends cry wolf", "周末误报"), Inputs(shares=WEEKENDS)),
    "complaints": Preset(Text("Complaints per thousand users", "每千户投诉"), Inputs(kind=Kind.COUNT, rules=Rules.WESTERN_ELECTRIC)),
    "minutes": Preset(Text("Minutes to resolve a case", "工单处理时长"), Inputs(kind=Kind.VALUE, rules=Rules.NELSON)),
    "S-04a": Preset(Text("Who applies has changed (PSI)", "进件客群变了（PSI）"), Inputs(kind=Kind.MIX)),
}
