"""A funnel: where users stop, how certain that is, which stop is meant to be there, and what changed since another period.

Shares have Wilson's interval. Two periods are compared step by step and as a whole by the z test of two shares and Newcombe's
interval, corrected for the number of comparisons by Bonferroni: p times their number, and intervals that hold all at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from calculators import _proportions
from calculators._inputs import ask
from calculators._kinds import Integer, Percent, Words, YesNo
from calculators._numbers import show
from calculators._proportions import Count, Interval
from calculators._results import Block, Preset
from calculators._tables import Table, row_error
from calculators._text import Text, as_text
from calculators.product import _funnel

TITLE = Text("Funnel", "转化漏斗")
MOST = 1_000_000_000


@dataclass(frozen=True)
class Step:
    """Users who reached a step; `before` are those of the period to compare with."""

    name: str | Text = ask(Words(Text("Step", "步骤")))
    users: int = ask(Integer(Text("Users", "人数"), low=0, high=MOST))
    friction: bool = ask(YesNo(Text("Intended friction", "有意摩擦")), False)
    before: int | None = ask(Integer(Text("Users before", "对比期人数"), low=0, high=MOST, optional=True), None)


def _steps(now: tuple[int, ...], before: tuple[int, ...] | None = None) -> tuple[Step, ...]:
    names = (Text("Install", "安装"), Text("Register", "注册"), Text("Due diligence", "实名与尽职调查"), Text("Bind card", "绑卡"),
             Text("Suitability and cost sheet", "适当性测评与成本明示"), Text("First transaction", "首笔交易"))
    return tuple(Step(name, users, n == 4, before[n] if before else None) for n, (name, users) in enumerate(zip(names, now, strict=True)))


_S15A = (100_000, 62_000, 43_400, 34_720, 19_100, 11_460)


@dataclass(frozen=True)
class Inputs:
    steps: tuple[Step, ...] = ask(Table(Text("Steps", "步骤"), row=Step, fewest=2, most=20, help=Text(
        "The same users all the way, each counted once at each step. Intended friction is a step that is there to make people stop "
        "and think. “Users before” may stay empty.",
        "从头到尾跟踪同一批用户，每步按人去重。有意摩擦，指本来就要让人停下来想一想的步骤。“对比期人数”可以留空。")), _steps(_S15A))
    confidence: float = ask(Percent(Text("Confidence", "置信水平"), low=50, high=99.9), 95.0)


@dataclass(frozen=True)
class Passage:
    """One step: of those who had reached the step before, how many reached this one, with the interval of that share."""

    name: Text
    friction: bool
    entered: int
    passed: int
    interval: Interval

    @property
    def share(self) -> float:
        return self.passed / self.entered

    @property
    def lost(self) -> int:
        return self.entered - self.passed

    @property
    def count(self) -> Count:
        return self.passed, self.entered


@dataclass(frozen=True)
class Change:
    """A step, or the whole, now less before: `interval` and `p` are corrected for all comparisons; p is None where none can be."""

    before: Passage
    now: Passage
    interval: Interval
    p: float | None

    @property
    def difference(self) -> float:
        return self.now.share - self.before.share


@dataclass(frozen=True)
class Result:
    """Shares are fractions; `whole` is the first step to the last; `changes` are the steps and then the whole, or empty."""

    start: Text
    passages: tuple[Passage, ...]
    whole: Passage
    changes: tuple[Change, ...]
    confidence: float

    @property
    def ranked(self) -> tuple[Passage, ...]:
        """Steps that nobody means to make people stop, by users lost."""
        return tuple(sorted((p for p in self.passages if not p.friction), key=lambda p: -p.lost))

    @property
    def frictions(self) -> tuple[Passage, ...]:
        return tuple(p for p in self.passages if p.friction)

    def point_worth(self, passage: Passage) -> float | None:
        """Users more at the end if this step let one more in a hundred pass and the later steps stayed as they are."""
        return self.whole.passed / passage.share / 100 if passage.passed else None

    def beyond_chance(self, change: Change) -> bool:
        return change.p is not None and change.p < 1 - self.confidence

    def view(self) -> Iterator[Block]:
        return _funnel.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """Shares, intervals and, where a second period is given, changes. Raises InputError for counts that cannot be."""
    confidence = inputs.confidence / 100
    names = [as_text(step.name) if step.name else Text(f"Step {n}", f"第 {n} 步") for n, step in enumerate(inputs.steps, 1)]
    if inputs.steps[0].friction:
        raise row_error("steps", inputs.steps, 0, "friction", Text(
            "the first step has nothing before it that it could stop.", "第一步之前没有步骤，谈不上有意摩擦。"))
    given = [step.before is not None for step in inputs.steps]
    if any(given) and not all(given):
        row = given.index(False)
        raise row_error("steps", inputs.steps, row, "before", Text(
            "fill “Users before” in for every step, or for none.", "“对比期人数”要么每步都填，要么都不填。"))
    now = _passages(inputs, names, "users", confidence)
    changes = ()
    if all(given):
        before = _passages(inputs, names, "before", confidence)
        changes = tuple(_change(*pair, confidence, len(now)) for pair in zip(before, now, strict=True))
    return Result(names[0], now[:-1], now[-1], changes, confidence)


def _passages(inputs: Inputs, names: list[Text], column: str, confidence: float) -> list[Passage]:
    """Every step of one period, and the whole as the last."""
    counts = [getattr(step, column) for step in inputs.steps]
    for row, (entered, passed) in enumerate(pairwise(counts), 1):
        if passed > entered:
            raise row_error("steps", inputs.steps, row, column, Text(
                "{passed} users are more than the {entered} of the step before. Follow the same users through every step.",
                "{passed} 人，多于上一步的 {entered} 人。请从头到尾跟踪同一批用户。").format(
                    passed=show(passed, 0), entered=show(entered, 0)))
        if not entered:
            raise row_error("steps", inputs.steps, row - 1, column, Text(
                "nobody is left here, so later steps have no rate. Remove the rows after it.",
                "到这一步已经没有人，之后的转化率算不出来。请删去后面的行。"))
    frictions = [step.friction for step in inputs.steps]
    rows = [*zip(names[1:], frictions[1:], counts[:-1], counts[1:], strict=True), (_funnel.WHOLE, False, counts[0], counts[-1])]
    return [Passage(name, friction, entered, passed, _proportions.wilson(passed, entered, confidence))
            for name, friction, entered, passed in rows]


def _change(before: Passage, now: Passage, confidence: float, comparisons: int) -> Change:
    interval = _proportions.newcombe(before.count, now.count, 1 - (1 - confidence) / comparisons)
    try:
        p = min(1.0, _proportions.compare(before.count, now.count).p * comparisons)
    except ValueError:
        p = None
    return Change(before, now, interval, p)


PRESETS = {
    "S-15a": Preset(Text("From install to first transaction", "从安装到首笔交易"), Inputs()),
    "hidden": Preset(Text("The cost sheet was folded away", "成本明示被折叠之后"), Inputs(_steps(
        (100_000, 62_100, 43_450, 34_760, 31_284, 12_514), _S15A))),
    "chance": Preset(Text("Two small weeks", "两个小样本周"), Inputs(_steps(
        (1_000, 640, 455, 358, 202, 128), (1_000, 612, 427, 345, 188, 109)))),
}
