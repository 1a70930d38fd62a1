"""The plan of an experiment: how many users, how many days, and what less time could find."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from calculators import _power
from calculators._charts import ACCENT, drawn, labels, layer, number
from calculators._inputs import InputError
from calculators._numbers import percent, points, show
from calculators._results import Block, Chart, Column, Figure, Figures, Note, Rows, Tone, Verdict
from calculators._text import Text
from calculators.product._ab_test_choices import Effect

if TYPE_CHECKING:
    from calculators.product.ab_test import Inputs

WEEKS = (1, 2, 3, 4, 6, 8, 12)
NONE = "–"
LONG = 84  # days: beyond twelve weeks people change devices, seasons and minds


NOT_FOR_TESTS = Text(
    "Not for chance to decide: the price of credit for like borrowers, whether a suitability check or a cost sheet is shown, "
    "and measures of safety. Release those in stages, with a way back.",
    "有些事不能交给随机分组：同类借款人的贷款价格、适当性测评和成本明示出不出现、安全措施开不开。这些应分阶段放量，并留好回滚。")


@dataclass(frozen=True)
class Plan:
    """Users of each arm for the primary metric; `guard` is what the guardrail needs in A, None where none was given."""

    inputs: "Inputs"
    target: float
    per_arm: int
    in_b: int
    guard: int | None

    @property
    def baseline(self) -> float:
        return self.inputs.baseline / 100

    @property
    def a_day(self) -> float:
        """Users who enter the experiment in a day, both arms together."""
        return self.inputs.traffic * self.inputs.exposed / 100

    @property
    def days(self) -> int:
        return self.days_for(self.per_arm, self.in_b)

    @property
    def guard_decides(self) -> bool:
        """Whether the guardrail needs more users than the primary metric."""
        return self.guard is not None and self.guard > self.per_arm

    @property
    def weeks(self) -> int:
        return ceil(self.days / 7)

    def days_for(self, a: int, b: int) -> int:
        """Whole days until so many have entered."""
        return ceil(round((a + b) / self.a_day, 9))

    def effect_after(self, days: float) -> float | None:
        """The smallest difference, with its sign, that so many days can find; None where no difference would do."""
        users = self.a_day * days / (1 + self.inputs.ratio)
        return _power.smallest_effect(self.baseline, users, rising=self.target > self.baseline, **_promise(self.inputs))

    def view(self) -> Iterator[Block]:
        yield from (*_verdicts(self), Note(NOT_FOR_TESTS), _figures(self))
        yield from (_chart(self), _weeks(self), _formulas(self))


def plan(inputs: "Inputs") -> Plan:
    """Sizes for the primary metric and for the guardrail. Raises InputError for an effect that cannot be."""
    baseline = inputs.baseline / 100
    target = baseline + inputs.effect / 100 if inputs.effect_as is Effect.POINTS else baseline * (1 + inputs.effect / 100)
    if not 0 < target < 1 or round(abs(target - baseline), 9) == 0:
        raise InputError("effect", Text(
            "From {baseline} this effect leads to {target}. Give one that changes the rate and leaves it between 0% and 100%.",
            "基线 {baseline} 加上这个效果是 {target}。请填一个会改变比率、且结果在 0% 到 100% 之间的效果。").format(
                baseline=percent(baseline), target=percent(target)))
    users = _power.size(baseline, target, power=inputs.power / 100, **_given(inputs))
    return Plan(inputs, target, _up(users), _up(users * inputs.ratio), _guard_size(inputs))


def _guard_size(inputs: "Inputs") -> int | None:
    if (inputs.guard_rate is None) is not (inputs.guard_margin is None):
        raise InputError("guard_margin" if inputs.guard_margin is None else "guard_rate", Text(
            "Give the guardrail’s rate and its margin, or neither.", "护栏的比率和容许恶化幅度要么都填，要么都留空。"))
    if inputs.guard_rate is None:
        return None
    return _up(_power.size_margin(inputs.guard_rate / 100, inputs.guard_margin / 100, power=inputs.power / 100, **_given(inputs)))


def _given(inputs: "Inputs") -> dict[str, float]:
    return {"alpha": inputs.alpha / 100, "sides": inputs.sides.count, "ratio": inputs.ratio}


def _promise(inputs: "Inputs") -> dict[str, float]:
    return {"target": inputs.power / 100, **_given(inputs)}


def _up(users: float) -> int:
    return ceil(round(users, 6))


def _verdicts(plan: Plan) -> list[Verdict]:
    first, guard = _size(plan), _guard(plan)
    short = plan.effect_after(14)
    less = [] if plan.days <= 14 or short is None else [Verdict(Tone.PLAIN, Text(
        "If you have two weeks only, the smallest change you can find is {short}, not {asked}.",
        "如果只有两周，能发现的最小变化是 {short}，而不是 {asked}。").format(
            short=points(abs(short)), asked=points(abs(plan.target - plan.baseline))))]
    return [guard, first, *less] if plan.guard_decides else [first, *less, guard]


def _size(plan: Plan) -> Verdict:
    words = {"a": show(plan.per_arm, 0), "b": show(plan.in_b, 0), "all": show(plan.per_arm + plan.in_b, 0),
             "days": show(plan.days, 0), "rate": show(plan.a_day, 0 if plan.a_day >= 10 else 2), "weeks": show(plan.weeks, 0)}
    sentence = Text("You need {a} users in each arm, {all} in all: ", "每组需要 {a} 名用户，共 {all} 名：")
    if plan.in_b != plan.per_arm:
        sentence = Text("You need {a} users in A and {b} in B, {all} in all: ", "A 组需要 {a} 名用户，B 组 {b} 名，共 {all} 名：")
    if plan.guard_decides:
        sentence = Text("For the primary metric alone: ", "只看主指标：") + Text(
            "{a} users in A and {b} in B, ", "A 组 {a} 名用户，B 组 {b} 名，")
    sentence += Text("{days} days at {rate} a day. ", "每天进组 {rate} 名，需 {days} 天。")
    if plan.days > LONG:
        tone = Tone.BAD
        sentence += Text("That is too long to keep a test clean: look for a larger effect, expose more users, or choose a metric "
                         "that moves more often.", "时间太长，实验很难保持干净：请放大最小效果、扩大放量，或换一个发生更频繁的指标。")
    else:
        tone = Tone.GOOD if plan.days <= 28 else Tone.CAUTION
        sentence += Text("Run whole weeks: {weeks}.", "按整周跑满，共 {weeks} 周。")
    return Verdict(Tone.PLAIN if plan.guard_decides and tone is Tone.GOOD else tone, sentence.format(**words))


def _guard(plan: Plan) -> Verdict:
    if plan.guard is None:
        return Verdict(Tone.CAUTION, Text(
            "No guardrail is planned. Losses, complaints and comprehension decide before the primary metric: give the rarest "
            "of them and its margin.", "还没有规划护栏。损失、投诉、理解度先于主指标作决定：请填其中最少见的一项和它的容许恶化幅度。"))
    days = plan.days_for(plan.guard, _up(plan.guard * plan.inputs.ratio))
    words = {"users": show(plan.guard, 0), "margin": points(plan.inputs.guard_margin / 100), "days": show(days, 0),
             "weeks": show(ceil(days / 7), 0)}
    if plan.guard_decides:
        return Verdict(Tone.BAD if days > LONG else Tone.CAUTION, Text(
            "The guardrail decides the size: to show that it is not worse by {margin} takes {users} users in A, {days} days. Run "
            "whole weeks: {weeks}.",
            "样本量由护栏决定：要证明恶化不到 {margin}，A 组需要 {users} 名用户，跑 {days} 天。按整周跑满，共 {weeks} 周。").format(**words))
    return Verdict(Tone.GOOD, Text(
        "The guardrail is covered: to show that it is not worse by {margin} takes {users} users in A.",
        "护栏够用：要证明恶化不到 {margin}，A 组需要 {users} 名用户。").format(**words))


def _figures(plan: Plan) -> Figures:
    change = plan.target - plan.baseline
    figures = [
        Figure(Text("Users in A", "A 组用户"), show(plan.per_arm, 0), Text("B: {b}", "B 组：{b}").format(b=show(plan.in_b, 0))),
        Figure(Text("Days", "天数"), show(plan.days, 0), Text("for the primary metric", "主指标所需")),
        Figure(Text("From → to", "从 → 到"), f"{percent(plan.baseline)} → {percent(plan.target)}",
               Text("{points}, {relative} of the baseline", "{points}，相对 {relative}").format(
                   points=points(change), relative=percent(change / plan.baseline, 1)))]
    if plan.guard is not None:
        figures.append(Figure(Text("For the guardrail", "护栏所需"), show(plan.guard, 0), Text("users in A", "A 组用户")))
    return Figures(tuple(figures))


def _chart(plan: Plan) -> Chart:
    last = max(28, 2 * plan.days)
    days = [last * (n / 24) ** 1.5 for n in range(3, 25)]
    rows = [{"days": drawn(day), "effect": drawn(abs(effect) * 100)} for day in days if (effect := plan.effect_after(day)) is not None]
    asked = abs(plan.target - plan.baseline)
    point = [{"days": plan.days, "effect": drawn(asked * 100), "label": Text(f"{show(plan.days, 0)} days", f"{show(plan.days, 0)} 天")}]
    axes = {"x": number("days", Text("Days", "天数"), format=",~r", tickCount=6),
            "y": number("effect", Text("Smallest change found, points", "能发现的最小变化（百分点）"))}
    return Chart(Text("Smaller effects take longer", "效果越小，时间越长"), {"layer": [
        layer("line", rows, axes), layer("point", point, axes, size=110, color=ACCENT, opacity=1), labels(point, axes, dy=-10)]},
        Text("{asked} take {days} days; half of that effect would take about four times as long.",
             "{asked}需要 {days} 天；效果减半，时间大约要四倍。").format(asked=points(asked), days=show(plan.days, 0)))


def _weeks(plan: Plan) -> Rows:
    rows = []
    for weeks in WEEKS:
        entered, effect = plan.a_day * weeks * 7, plan.effect_after(weeks * 7)
        power = _power.power(plan.baseline, plan.target, entered / (1 + plan.inputs.ratio), **_given(plan.inputs))
        rows.append((str(weeks), show(entered, 0), *((NONE, NONE) if effect is None else (
            show(effect * 100, 3), percent(effect / plan.baseline, 1))), percent(power, 1)))
    return Rows(Text("What a given time can find", "给定时间能发现什么"), tuple(map(Column, (
        Text("Weeks", "周"), Text("Users in all", "总用户"), Text("Smallest change, points", "最小变化（百分点）"),
        Text("Relative", "相对变化"), Text("Power for your effect", "对所填效果的功效")))), rows, file="weeks.csv")


def _formulas(plan: Plan) -> Rows:
    """Sizes by the formulas of other tools, so that two numbers can be reconciled."""
    pair, rest = (plan.baseline, plan.target), {"power": plan.inputs.power / 100, **_given(plan.inputs)}
    rows = [
        (Text("Pooled z test (used here; R power.prop.test)", "合并方差 z 检验（本页采用；R 的 power.prop.test）"), _power.size(*pair, **rest)),
        (Text("Each arm’s own variance", "两组各用自己的方差"), _power.size_unpooled(*pair, **rest)),
        (Text("Arcsine, Cohen’s h (R pwr.2p.test)", "反正弦变换，Cohen’s h（R 的 pwr.2p.test）"), _power.size_h(*pair, **rest)),
        (Text("With continuity correction", "带连续性校正"), _power.size_corrected(*pair, **rest)),
        (Text("Rule of thumb 16 p(1 − p)/δ²: 5%, 80%, equal arms only", "经验法则 16 p(1 − p)/δ²：只适用于 5%、80%、两组等量"),
         _power.rule_of_thumb((pair[0] * (1 - pair[0])) ** 0.5, pair[1] - pair[0])),
    ]
    return Rows(Text("Why other calculators give other numbers", "为什么别的计算器给出的数不一样"),
                (Column(Text("Formula", "公式"), number=False), Column(Text("Users in A", "A 组用户"))),
                [(label, show(_up(users), 0)) for label, users in rows], folded=True, file="formulas.csv")
