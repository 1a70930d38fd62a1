"""Experiments: how large and how long, what a result says, what looking early does, and how many answers a survey needs.

Two shares are compared by the z test with pooled variance. What decides comes first: whether the arms are as large as planned,
then every guardrail against its margin of non-inferiority, then the primary metric.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from calculators._inputs import ask
from calculators._kinds import Choice, Integer, Number, Percent
from calculators._results import Block, Preset
from calculators._sequential import Line
from calculators._tables import Table
from calculators._text import Text
from calculators.product._ab_test_choices import MOST, Aim, Effect, Guardrail, Sides, Task, Worse
from calculators.product._ab_test_looks import Looks, look
from calculators.product._ab_test_plan import Plan, plan
from calculators.product._ab_test_read import Reading, read
from calculators.product._ab_test_survey import Survey, survey

TITLE = Text("Experiment: size and result", "A/B 实验：样本量与结论")

_COMPLAINTS = Guardrail(Text("Complaints within 30 days", "30 天内投诉"), 50, 52, 0.12)
_GUARDRAILS = (
    _COMPLAINTS, Guardrail(Text("Overdue within 30 days", "30 天内逾期"), 22, 24, 0.1),
    Guardrail(Text("Knows the total cost (asked)", "说得出总成本（抽问）"), 640, 652, 5.0, Worse.LOWER, 800, 800))


def _for(*tasks: Task):
    return ("task", tasks)


def _users(label: Text) -> Integer:
    return Integer(label, low=1, high=MOST)


@dataclass(frozen=True)
class Inputs:
    task: Task = ask(Choice(Text("What do you want to know?", "要解决什么问题？"), options=Task), Task.PLAN, group=Text("Task", "任务"))
    baseline: float = ask(Percent(Text("Baseline rate", "基线比率"), low=0.01, high=99.99), 4.0, group=Text("Numbers", "数据"),
                          only=_for(Task.PLAN))
    effect: float = ask(Number(Text("Smallest effect worth acting on", "值得行动的最小效果"), low=-100, high=1_000, help=Text(
        "Not the effect you hope for. Below it you would not change the product. Negative if the rate ought to fall.",
        "不是你希望的效果，而是再小就不值得改产品的那个效果。希望比率下降时填负数。")), 0.5, only=_for(Task.PLAN))
    effect_as: Effect = ask(Choice(Text("The effect is in", "效果的单位"), options=Effect), Effect.POINTS, only=_for(Task.PLAN))
    traffic: int = ask(Integer(Text("Eligible new users a day", "每天符合条件的新用户"), low=1, high=MOST, help=Text(
        "Each person once, not visits.", "按人去重，不是访问次数。")), 4_000, only=_for(Task.PLAN))
    exposed: float = ask(Percent(Text("Share put into the test", "放量比例"), low=0.1), 50.0, only=_for(Task.PLAN))
    ratio: float = ask(Number(Text("Users in B for each in A", "B 组与 A 组人数之比"), low=0.01, high=100), 1.0, only=_for(Task.PLAN))
    guard_rate: float | None = ask(Percent(Text("Rate of the rarest guardrail", "最少见的护栏指标比率"), low=0.001, high=99.999, optional=True,
        help=Text("Losses, complaints or comprehension; empty if none.", "损失、投诉或理解度；没有则留空。")), 0.2, only=_for(Task.PLAN))
    guard_margin: float | None = ask(Number(Text("Its margin", "容许恶化幅度"), low=0.001, high=100, unit=Text("points", "百分点"),
        optional=True), 0.12, only=_for(Task.PLAN))
    a_size: int = ask(_users(Text("Users in A", "A 组用户")), 25_000, only=_for(Task.READ))
    a_hits: int = ask(Integer(Text("Conversions in A", "A 组转化"), low=0, high=MOST), 1_020, only=_for(Task.READ))
    b_size: int = ask(_users(Text("Users in B", "B 组用户")), 25_000, only=_for(Task.READ))
    b_hits: int = ask(Integer(Text("Conversions in B", "B 组转化"), low=0, high=MOST), 1_135, only=_for(Task.READ))
    share_b: float = ask(Percent(Text("Planned share of users in B", "计划分给 B 组的比例"), low=0.1, high=99.9), 50.0, only=_for(Task.READ))
    aim: Aim = ask(Choice(Text("The primary metric ought to", "主指标应当"), options=Aim), Aim.RISE, only=_for(Task.READ))
    guardrails: tuple[Guardrail, ...] = ask(Table(Text("Guardrails", "护栏指标"), row=Guardrail, most=12, help=Text(
        "The margin is fixed before the test. Users may stay empty: then all users of the arm count.",
        "容许恶化幅度须在实验前定好。人数可以留空，即按该组全部用户计。")), _GUARDRAILS, only=_for(Task.READ))
    looks: int = ask(Integer(Text("Looks, the last included", "查看次数（含末次）"), low=2, high=20, help=Text(
        "Equally spaced in users, not in days.", "按用户数等间隔，不是按天数。")), 5, only=_for(Task.LOOKS))
    line: Line = ask(Choice(Text("Line to stop", "停止界线"), options=Line, help=Text(
        "O’Brien–Fleming is strict early and nearly 1.96 at the end, Pocock the same at every look; Lan–DeMets spends α over time.",
        "O’Brien–Fleming 前严后松，末次接近 1.96；Pocock 每次相同；Lan–DeMets 按进度消耗 α。")), Line.OBRIEN_FLEMING, only=_for(Task.LOOKS))
    per_arm: int = ask(_users(Text("Users in each arm, by the plan", "计划的每组用户")), 25_551, only=_for(Task.LOOKS))
    runs: int = ask(Integer(Text("Simulated experiments", "模拟实验次数"), low=1_000, high=50_000), 20_000, only=_for(Task.LOOKS))
    seed: int = ask(Integer(Text("Seed", "随机种子"), low=0, high=999_999_999), 2026, only=_for(Task.LOOKS))
    expected: float = ask(Percent(Text("Expected share", "预计比例"), low=0.1, high=99.9, help=Text(
        "50% is the worst case.", "拿不准就填 50%，这时所需份数最多。")), 50.0, only=_for(Task.SURVEY))
    margin: float = ask(Number(Text("Margin", "容许误差"), low=0.1, high=50, unit=Text("± points", "± 百分点")), 5.0, only=_for(Task.SURVEY))
    response: float = ask(Percent(Text("Share who answer", "回收率"), low=0.1), 20.0, only=_for(Task.SURVEY))
    population: int | None = ask(Integer(Text("People in all", "总人数"), low=2, high=10_000_000_000, optional=True, help=Text(
        "Empty: very many.", "留空表示人数很多。")), None, only=_for(Task.SURVEY))
    alpha: float = ask(Percent(Text("Significance level α", "显著性水平 α"), low=0.1, high=20), 5.0, group=Text("Error rates", "要求"),
                       only=_for(Task.PLAN, Task.READ, Task.LOOKS))
    sides: Sides = ask(Choice(Text("Test", "检验方式"), options=Sides), Sides.TWO, only=_for(Task.PLAN, Task.READ))
    power: float = ask(Percent(Text("Power", "统计功效"), low=50, high=99.9), 80.0, only=_for(Task.PLAN, Task.LOOKS))
    confidence: float = ask(Percent(Text("Confidence", "置信水平"), low=50, high=99.9), 95.0, only=_for(Task.SURVEY))


@dataclass(frozen=True)
class Result:
    """What the chosen task found; shares are fractions, sizes are users."""

    found: Plan | Reading | Looks | Survey

    def view(self) -> Iterator[Block]:
        return self.found.view()


_TASKS = {Task.PLAN: plan, Task.READ: read, Task.LOOKS: look, Task.SURVEY: survey}


def calculate(inputs: Inputs) -> Result:
    """The answer to the chosen task. Raises InputError for what cannot be."""
    return Result(_TASKS[inputs.task](inputs))


_READ = Inputs(Task.READ)
PRESETS = {
    "S-14a": Preset(Text("Plan: 4.0% to 4.5%", "规划：4.0% 到 4.5%"), Inputs()),
    "relative": Preset(Text("Plan: 12% and 10% more", "规划：12% 提升一成"), Inputs(baseline=12.0, effect=10.0, effect_as=Effect.RELATIVE)),
    "rare": Preset(Text("Plan: a rare guardrail decides", "规划：少见的护栏说了算"), Inputs(guard_rate=0.8, guard_margin=0.15)),
    "S-14b": Preset(Text("Result: better, guardrails hold", "结果：变好且护栏守住"), _READ),
    "breach": Preset(Text("Result: better, and must stop", "结果：变好却必须停"), replace(_READ, guardrails=(
        replace(_COMPLAINTS, b_hits=95), *_GUARDRAILS[1:]))),
    "uneven": Preset(Text("Result: uneven split", "结果：分流失衡"), replace(_READ, b_size=24_300)),
    "looks": Preset(Text("Five looks", "看五次"), Inputs(Task.LOOKS)),
    "S-14c": Preset(Text("Survey, ± 5 points", "问卷，± 5 个百分点"), Inputs(Task.SURVEY)),
}
