"""The rows of the priority calculator: features with their estimates, counted and raw answers of a Kano questionnaire."""

from dataclasses import dataclass
from enum import Enum

from calculators._inputs import ask
from calculators._kano import Answer
from calculators._kinds import Choice, Integer, Number, Percent, Words
from calculators._text import Text


class Standing(Enum):
    """Whether a feature is open to ranking at all."""

    RANKED = Text("Ranked", "参与排序")
    MUST = Text("Required by law", "法定必做")
    BARRED = Text("Not allowed", "不允许做")


@dataclass(frozen=True)
class Feature:
    """Estimates of one feature: people a quarter, effect on each, how sure one is of both, person-months."""

    name: str | Text = ask(Words(Text("Feature", "需求")))
    standing: Standing = ask(Choice(Text("Standing", "性质"), options=Standing))
    reach: float = ask(Number(Text("Reach", "触达人数"), low=1, high=1e10, unit=Text("people", "人")))
    impact: float = ask(Number(Text("Impact", "影响"), low=0.01, high=100))
    confidence: float = ask(Percent(Text("Confidence", "信心"), low=1))
    effort: float = ask(Number(Text("Effort", "工作量"), low=0.01, high=10_000, unit=Text("months", "人月")))


@dataclass(frozen=True)
class Counted:
    """How many people put a feature into each of Kano's categories."""

    name: str | Text = ask(Words(Text("Feature", "需求")))
    attractive: int = ask(Integer(Text("Attractive", "魅力型"), low=0, high=1_000_000))
    one_dimensional: int = ask(Integer(Text("One-dimensional", "期望型"), low=0, high=1_000_000))
    must_be: int = ask(Integer(Text("Must-be", "必备型"), low=0, high=1_000_000))
    indifferent: int = ask(Integer(Text("Indifferent", "无差异型"), low=0, high=1_000_000))
    reverse: int = ask(Integer(Text("Reverse", "反向型"), low=0, high=1_000_000), 0)
    questionable: int = ask(Integer(Text("Questionable", "存疑"), low=0, high=1_000_000), 0)


@dataclass(frozen=True)
class Answered:
    """One person's two answers about a feature."""

    name: str | Text = ask(Words(Text("Feature", "需求")))
    there: Answer = ask(Choice(Text("If it is there", "有此功能"), options=Answer))
    absent: Answer = ask(Choice(Text("If it is not", "无此功能"), options=Answer))


def _feature(en: str, zh: str, standing: Standing, *estimates: float) -> Feature:
    return Feature(Text(en, zh), standing, *estimates)


SHEET = _feature("Cost sheet with forced reading", "综合融资成本明示表（强制阅读）", Standing.MUST, 120_000, 2, 90, 4)
DARK = _feature("Dark mode", "深色模式", Standing.RANKED, 150_000, 0.25, 90, 2)
LEADERBOARD = _feature("Referral leaderboard", "邀请排行榜", Standing.RANKED, 80_000, 1, 50, 3)
CHECK = _feature("Step-up check of risky transfers", "可疑转账二次验证", Standing.RANKED, 40_000, 2, 80, 5)
FOUR = (SHEET, LEADERBOARD, CHECK, DARK)

COUNTED = (
    Counted(Text("Cost sheet before signing", "签约前明示综合成本"), 18, 46, 71, 62, 2, 1),
    Counted(Text("Pause of a risky transfer", "可疑转账延时到账"), 41, 52, 33, 58, 14, 2),
    Counted(Text("Referral leaderboard", "邀请排行榜"), 22, 8, 3, 121, 44, 2),
    Counted(Text("Dark mode", "深色模式"), 88, 21, 6, 82, 1, 2),
)


def _answers() -> tuple[Answered, ...]:
    """Twelve people on two features, made up."""
    like, expect, neutral, tolerate, dislike = Answer
    pause = ((like, dislike), (like, dislike), (like, neutral), (expect, dislike), (like, tolerate), (expect, dislike),
             (neutral, neutral), (like, dislike), (expect, tolerate), (like, dislike), (dislike, like), (neutral, dislike))
    dark = ((like, neutral), (like, tolerate), (neutral, neutral), (like, neutral), (neutral, tolerate), (like, expect),
            (neutral, neutral), (like, neutral), (like, dislike), (neutral, neutral), (like, tolerate), (like, like))
    return tuple(Answered(name, *pair) for name, pairs in ((Text("Pause of a risky transfer", "可疑转账延时到账"), pause),
                                                            (Text("Dark mode", "深色模式"), dark)) for pair in pairs)


ANSWERED = _answers()
