"""Order of features: what the law requires first, the rest by RICE or by what users say in Kano's questionnaire.

RICE is reach × impact × confidence ÷ effort (S. McBride, RICE: simple prioritization for product managers, Intercom). Its
four estimates are guesses, so the calculator also says how likely each feature is to keep its rank when reach, impact and
effort are off by the factors given. What the law requires or bars is not ranked: a score cannot outvote it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from calculators import _kano, _ranks
from calculators._inputs import ask
from calculators._kinds import Choice, Number
from calculators._results import Block, Preset
from calculators._tables import Table, row_error
from calculators._text import Text, as_text
from calculators.product import _feature_priority, _feature_priority_kano
from calculators.product._feature_priority_rows import ANSWERED, COUNTED, FOUR, LEADERBOARD, Answered, Counted, Feature, Standing

TITLE = Text("Order of features", "需求优先级")


class Method(Enum):
    """What the order is taken from."""

    RICE = Text("RICE: reach × impact × confidence ÷ effort", "RICE：触达 × 影响 × 信心 ÷ 工作量")
    KANO_COUNTS = Text("Kano, answers counted", "Kano 问卷：已汇总的人数")
    KANO_ANSWERS = Text("Kano, one row a person", "Kano 问卷：逐人回答")


_RICE = ("method", (Method.RICE,))


def _factor(en: str, zh: str, default: float, help: Text | None = None):
    kind = Number(Text(en, zh), low=1, high=20, unit=Text("times", "倍"), **({"help": help} if help else {}))
    return ask(kind, default, only=_RICE, group=help and Text("How far the guesses may be off", "估计可能偏多远"))


@dataclass(frozen=True)
class Inputs:
    method: Method = ask(Choice(Text("Method", "方法"), options=Method), Method.RICE, group=Text("Features", "需求"))
    features: tuple[Feature, ...] = ask(Table(Text("Features", "需求清单"), row=Feature, fewest=1, most=30, help=Text(
        "Reach in people a quarter; impact 3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal; effort in person-months.",
        "触达为每季度人数；影响取 3 极大、2 大、1 中、0.5 小、0.25 极小；工作量以人月计。")), FOUR, only=_RICE)
    capacity: float = ask(Number(Text("Capacity of the team", "团队产能"), low=0, high=1_000_000, unit=Text(
        "person-months", "人月")), 9.0, only=_RICE)
    reach_factor: float = _factor("Reach", "触达", 1.5, Text(
        "2 means: nine times in ten the true figure lies between half and double the guess.",
        "填 2 表示：十次里有九次，真实值在估计的一半到两倍之间。"))
    impact_factor: float = _factor("Impact", "影响", 2.0)
    effort_factor: float = _factor("Effort", "工作量", 1.5)
    counted: tuple[Counted, ...] = ask(Table(Text("People by category", "各类别人数"), row=Counted, fewest=1, most=30), COUNTED,
                                       only=("method", (Method.KANO_COUNTS,)), group=Text("What users said", "用户怎么说"))
    answered: tuple[Answered, ...] = ask(Table(Text("Answers", "回答"), row=Answered, fewest=1, most=20_000, help=Text(
        "Feature; how one feels if it is there; if it is not: like, expect, neutral, tolerate, dislike.",
        "需求；有此功能时的感受；无此功能时的感受：喜欢、理应如此、无所谓、勉强接受、不喜欢。")), ANSWERED,
        only=("method", (Method.KANO_ANSWERS,)))


@dataclass(frozen=True)
class Ranked:
    """A feature in its place: RICE score in people a person-month, and its chances of rank 1, 2, … among the ranked."""

    name: Text
    feature: Feature
    score: float
    chances: tuple[float, ...]
    fits: bool


@dataclass(frozen=True)
class Result:
    """`must` and `barred` stand outside the ranking, in the order given; `ranked` is from the highest score down.

    `left` is the capacity in person-months after what the law requires; negative if that alone exceeds it.
    `tallies` is each feature's Kano tally, in the order given, empty for RICE.
    """

    inputs: Inputs
    must: tuple[Ranked, ...]
    ranked: tuple[Ranked, ...]
    barred: tuple[Ranked, ...]
    left: float
    tallies: tuple[tuple[Text, _kano.Tally], ...]

    @property
    def sigma(self) -> float:
        """The standard deviation of ln(score) that the factors come to."""
        return _sigma(self.inputs)

    def view(self) -> Iterator[Block]:
        """The answer as a reader meets it."""
        return _feature_priority_kano.blocks(self.tallies) if self.tallies else _feature_priority.blocks(self)


def rice(feature: Feature) -> float:
    """Reach × impact × confidence ÷ effort, in people a person-month."""
    return feature.reach * feature.impact * feature.confidence / 100 / feature.effort


def calculate(inputs: Inputs) -> Result:
    """The order. Raises InputError when nobody answered about a feature."""
    if inputs.method is not Method.RICE:
        return Result(inputs, (), (), (), 0.0, tuple(_tallies(inputs)))
    named = [(as_text(f.name) if f.name else Text(f"Feature {n}", f"需求 {n}"), f) for n, f in enumerate(inputs.features, 1)]
    must = tuple(Ranked(name, f, rice(f), (), True) for name, f in named if f.standing is Standing.MUST)
    barred = tuple(Ranked(name, f, rice(f), (), False) for name, f in named if f.standing is Standing.BARRED)
    rest = sorted(((rice(f), name, f) for name, f in named if f.standing is Standing.RANKED), key=lambda row: -row[0])
    chances = _ranks.rank_chances([score for score, *_ in rest], _sigma(inputs))
    left = room = inputs.capacity - sum(m.feature.effort for m in must)
    ranked = []
    for (score, name, feature), chance in zip(rest, chances, strict=True):
        fits = feature.effort <= room
        room -= feature.effort if fits else 0
        ranked.append(Ranked(name, feature, score, chance, fits))
    return Result(inputs, must, tuple(ranked), barred, left, ())


def _sigma(inputs: Inputs) -> float:
    return _ranks.spread(inputs.reach_factor, inputs.impact_factor, inputs.effort_factor)


def _tallies(inputs: Inputs):
    if inputs.method is Method.KANO_ANSWERS:
        people: dict[Text, list[int]] = {}
        for row in inputs.answered:
            counts = people.setdefault(as_text(row.name), [0] * len(_kano.Category))
            counts[list(_kano.Category).index(_kano.category(row.there, row.absent))] += 1
        yield from ((name, _kano.Tally(tuple(counts))) for name, counts in people.items())
        return
    for place, row in enumerate(inputs.counted):
        tally = _kano.Tally((row.attractive, row.one_dimensional, row.must_be, row.indifferent, row.reverse, row.questionable))
        if not tally.total:
            raise row_error("counted", inputs.counted, place, "attractive", Text(
                "nobody has answered about this feature; fill in its counts or remove the row.", "这项需求没有人回答，请填人数或删除该行。"))
        yield as_text(row.name) if row.name else Text(f"Feature {place + 1}", f"需求 {place + 1}"), tally


PRESETS = {
    "S-16a": Preset(Text("Four features, one required by law", "四项需求，一项法定必做"), Inputs()),
    "barred": Preset(Text("The leaderboard is not allowed", "排行榜不允许做"), Inputs(features=tuple(
        Feature(f.name, Standing.BARRED, f.reach, f.impact, f.confidence, f.effort) if f is LEADERBOARD else f for f in FOUR))),
    "sure": Preset(Text("If every guess were exact", "假如估得分毫不差"), Inputs(
        reach_factor=1.0, impact_factor=1.0, effort_factor=1.0)),
    "kano": Preset(Text("What 200 users answered", "200 名用户怎么说"), Inputs(method=Method.KANO_COUNTS)),
}
