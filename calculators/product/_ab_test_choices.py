"""What the experiment calculator asks to choose from, and the rows of its table of guardrails."""

from dataclasses import dataclass
from enum import Enum

from calculators._inputs import ask
from calculators._kinds import Choice, Integer, Number, Words
from calculators._text import Text

MOST = 1_000_000_000  # users of an arm


class Task(Enum):
    """What the reader wants to know."""

    PLAN = Text("Plan: how many users and days", "做规划：要多少用户、多少天")
    READ = Text("Read a result", "看结果：差异站得住吗")
    LOOKS = Text("Look before the end", "中途查看：能不能提前停")
    SURVEY = Text("Survey: how many answers", "问卷：要多少份答卷")


class Sides(Enum):
    """Which differences count as a finding."""

    TWO = Text("Two-sided: better or worse", "双侧：变好变坏都算")
    ONE = Text("One-sided: only as hoped", "单侧：只看期望的方向")

    @property
    def count(self) -> int:
        return 2 if self is Sides.TWO else 1


class Effect(Enum):
    """In which unit the smallest effect is typed."""

    POINTS = Text("percentage points", "百分点")
    RELATIVE = Text("per cent of the baseline", "相对基线的百分比")


class Aim(Enum):
    """Which way the primary metric ought to go."""

    RISE = Text("Rise", "上升")
    FALL = Text("Fall", "下降")


class Worse(Enum):
    """Which way is harm."""

    HIGHER = Text("Higher is worse", "升高为坏")
    LOWER = Text("Lower is worse", "降低为坏")


@dataclass(frozen=True)
class Guardrail:
    """A metric that must not get worse by as much as its margin. Where no users are given, they are all users of the arm."""

    name: str | Text = ask(Words(Text("Guardrail", "护栏指标")))
    a_hits: int = ask(Integer(Text("Events in A", "A 组次数"), low=0, high=MOST))
    b_hits: int = ask(Integer(Text("Events in B", "B 组次数"), low=0, high=MOST))
    margin: float = ask(Number(Text("Margin, points", "容许恶化（百分点）"), low=0.001, high=100))
    worse: Worse = ask(Choice(Text("Harm", "方向"), options=Worse), Worse.HIGHER)
    a_size: int | None = ask(Integer(Text("Users in A", "A 组人数"), low=1, high=MOST, optional=True), None)
    b_size: int | None = ask(Integer(Text("Users in B", "B 组人数"), low=1, high=MOST, optional=True), None)
