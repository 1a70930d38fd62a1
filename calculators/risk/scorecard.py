"""Credit scorecard: how well a score separates bad from good, and where the cut-off earns most.

From counted bands, or from one row a person; and the scale that turns odds into points and back. A cut-off is judged by
what those approved earn: a margin for each good, a loss for each bad. Sources stand with the formulas in
`calculators._scorecard` and `calculators._discrimination`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from math import log

from calculators import _scorecard
from calculators._inputs import InputError, ask
from calculators._kinds import Amount, Choice, Integer, Number, Percent
from calculators._numbers import show
from calculators._results import Block, Preset
from calculators._tables import Table
from calculators._text import Text
from calculators.risk import _scorecard as _scorecard_view
from calculators.risk import _scorecard_scale
from calculators.risk._scorecard_rows import FEW, PEOPLE, TEN, Band, Meaning, Person
from calculators.risk._scorecard_sample import Sample, from_bands, from_people

TITLE = Text("Credit scorecard", "信用评分卡")
STEEPEST = 1e6  # goods for each bad, beyond which a score means nothing


class Task(Enum):
    """What the reader has."""

    BANDS = Text("Bands with goods and bads counted", "分数段的好坏客户数")
    ROWS = Text("One row a person: score and outcome", "逐人数据：评分与结果")
    SCALE = Text("A scale: points and odds", "刻度：分数与好坏比")


_BANDS, _ROWS, _SCALE = (("task", (task,)) for task in Task)
_SAMPLE = ("task", (Task.BANDS, Task.ROWS))


def _odds(label: Text, default: float):
    return ask(Number(label, low=1 / STEEPEST, high=STEEPEST, unit=Text("goods a bad", "好 : 1 坏")), default, only=_SCALE)


def _points(label: Text, default: float, **others):
    return ask(Number(label, low=-100_000, high=100_000, unit=Text("points", "分")), default, only=_SCALE, **others)


@dataclass(frozen=True)
class Inputs:
    task: Task = ask(Choice(Text("What you have", "现有数据"), options=Task), Task.BANDS, group=Text("Score", "评分"))
    bands: tuple[Band, ...] = ask(Table(Text("Bands", "分数段"), row=Band, fewest=2, most=50, help=Text(
        "Riskiest band first. Only people you lent to, long enough ago to know how they turned out.",
        "风险最高的一段排最前。只填已放款且表现期已满的客户。")), TEN, only=_BANDS)
    rows: tuple[Person, ...] = ask(Table(Text("People", "逐人数据"), row=Person, fewest=4, most=50_000, help=Text(
        "Outcome is 1 for bad, 0 for good. A second score is optional. The rows shown at first are simulated.",
        "结果：坏填 1，好填 0。第二评分可不填。初始内容为模拟数据。数据不会离开本设备。")), PEOPLE, only=_ROWS)
    meaning: Meaning = ask(Choice(Text("The score", "评分含义"), options=Meaning), Meaning.SAFER, only=_ROWS)
    count: int = ask(Integer(Text("Bands to make", "分成几段"), low=2, high=50), 10, only=_ROWS)
    cutting: _scorecard.Cutting = ask(Choice(Text("Each band has", "分段方式"), options=_scorecard.Cutting),
                                      _scorecard.Cutting.PEOPLE, only=_ROWS)
    base: float = _points(Text("Base score", "基准分"), 600.0)
    odds: float = _odds(Text("Odds at the base score", "基准分对应的好坏比"), 50.0)
    pdo: float = ask(Number(Text("Points to double the odds (PDO)", "好坏比翻倍所需分数（PDO）"), low=0.1, high=10_000,
                            unit=Text("points", "分")), 20.0, only=_SCALE)
    ratio: float = _odds(Text("Odds to turn into points", "要换算成分数的好坏比"), 30.0)
    score: float = _points(Text("Points to turn into odds", "要换算成好坏比的分数"), 560.0)
    margin: float = ask(Amount(Text("A good earns", "每个好客户赚"), low=0.01, high=1e9, help=Text(
        "Over the life of the loan, after funding and operating cost.", "整个贷款期内，扣除资金与运营成本之后。")), 600.0,
        group=Text("Money", "收益与损失"))
    loss: float = ask(Amount(Text("A bad costs", "每个坏客户亏"), low=0.01, high=1e9, help=Text(
        "Exposure times loss given default, and the cost of collecting.", "违约风险暴露乘违约损失率，再加催收成本。")), 7_200.0)
    highest: float | None = ask(Percent(Text("Bad rate at most", "坏账率上限"), optional=True), None, only=_SAMPLE,
                                group=Text("Limits of policy", "政策约束"))
    least: float | None = ask(Percent(Text("Approve at least", "通过率下限"), optional=True), None, only=_SAMPLE)


@dataclass(frozen=True)
class Result:
    """Either a sample, or (then `sample` is None) the scale with the two translations asked for."""

    inputs: Inputs
    scale: _scorecard.Scale
    sample: Sample | None

    @property
    def break_even(self) -> float:
        """The bad rate at which a loan earns nothing, a fraction."""
        return _scorecard.break_even(self.inputs.margin, self.inputs.loss)

    def view(self) -> Iterator[Block]:
        """The answer as a reader meets it."""
        return _scorecard_view.blocks(self, self.sample) if self.sample else _scorecard_scale.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """The sample's separation and cut-offs, or the scale. Raises InputError for people or points that say nothing."""
    scale = _scorecard.Scale(inputs.base, inputs.odds, inputs.pdo)
    if inputs.task is Task.SCALE:
        _within(scale, inputs.score)
        return Result(inputs, scale, None)
    return Result(inputs, scale, from_bands(inputs) if inputs.task is Task.BANDS else from_people(inputs))


def _within(scale: _scorecard.Scale, score: float) -> None:
    if abs(scale.log_odds(score)) > log(STEEPEST) + 1e-9:
        raise InputError("score", Text(
            "On this scale a score from {low} to {high} has a meaning; beyond, the odds would pass a million to one.",
            "按此刻度，{low} 至 {high} 分才有意义；再往外，好坏比会超过一百万比一。").format(
                low=show(scale.points(1 / STEEPEST), 1), high=show(scale.points(STEEPEST), 1)))


PRESETS = {
    "bands": Preset(Text("Ten bands of 20,000 loans", "两万笔贷款的十个分数段"), Inputs()),
    "S-02b": Preset(Text("600 points at odds of 50, 20 to double", "600 分对应好坏比 50，每 20 分翻倍"), Inputs(task=Task.SCALE)),
    "policy": Preset(Text("The same loans, bad rate at most 2%", "同样的贷款，坏账率不超过 2%"), Inputs(highest=2.0)),
    "few": Preset(Text("The same shares, 1,000 loans", "比例相同，只有一千笔"), Inputs(bands=FEW)),
    "rows": Preset(Text("300 people with two scores", "300 人，新旧两个评分"), Inputs(
        task=Task.ROWS, count=6, margin=1_500.0, loss=4_500.0)),
}
