"""A questionnaire of ten questions and five traits of a product, with points and grades that are illustrative.

Regulators name the areas to be asked about; none prescribes a question or a point.
"""

from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from calculators._text import Text


class Savings(Enum):
    """Financial position. As for every question here, the answers stand from 0 to 3 points."""

    UNDER_3 = Text("Under 3 months of spending", "不到 3 个月开支")
    TO_6 = Text("3 to 6 months", "3 至 6 个月")
    TO_24 = Text("6 to 24 months", "6 至 24 个月")
    OVER_24 = Text("Over 24 months", "24 个月以上")


class Debt(Enum):
    """Income and debt."""

    NO_INCOME = Text("No regular income", "没有固定收入")
    OVER_HALF = Text("Over 50% of income", "超过收入的 50%")
    TO_HALF = Text("20% to 50%", "20% 至 50%")
    UNDER_20 = Text("Under 20%", "不到 20%")


class Need(Enum):
    """Need for liquidity."""

    HALF_YEAR = Text("Probably within 6 months", "6 个月内很可能要用")
    YEAR = Text("Possibly within a year", "一年内可能要用")
    THREE = Text("Not for 1 to 3 years", "1 至 3 年内不用")
    LATER = Text("Not for more than 3 years", "3 年以上不用")


class Situation(Enum):
    """Age and vulnerability."""

    HELP = Text("Needs help to decide", "需要他人协助决定")
    OLD = Text("Retired, no other income", "已退休，无其他收入")
    CHANGE = Text("A change in life: illness, job, divorce", "生活变故：患病、失业、离异")
    NONE = Text("Nothing special", "没有特殊情况")


class Knowledge(Enum):
    """Investment knowledge."""

    DEPOSITS = Text("Deposits only", "只了解存款")
    FUNDS = Text("Money funds and bonds", "了解货币基金、债券")
    SHARES = Text("Shares and how they fall", "了解股票及其下跌")
    COMPLEX = Text("Options, leverage, structured notes", "了解期权、杠杆、结构化产品")


class Experience(Enum):
    """Investment experience."""

    NO = Text("Has never invested", "从未投资")
    SOME = Text("Under 2 years", "不到 2 年")
    YEARS = Text("2 to 5 years, with a loss", "2 至 5 年，经历过亏损")
    LONG = Text("Over 5 years, several markets", "5 年以上，多类市场")


class Horizon(Enum):
    """How long the money is to stay."""

    HALF_YEAR = Text("Up to 6 months", "6 个月以内")
    YEAR = Text("Up to a year", "一年以内")
    THREE = Text("1 to 3 years", "1 至 3 年")
    LONGER = Text("Over 3 years", "3 年以上")


class Objective(Enum):
    """What the money is for."""

    KEEP = Text("Keep it", "保住本金")
    INCOME = Text("Steady income", "稳定收益")
    GROWTH = Text("Growth, with setbacks", "增值，可以有回撤")
    HIGH = Text("High growth, whatever the swings", "高增长，不在乎波动")


class Loss(Enum):
    """The loss of a year that the client says to bear. Bearing none puts a client into the lowest category."""

    ZERO = Text("No loss at all", "不愿承受任何亏损")
    TENTH = Text("Up to 10%", "10% 以内")
    THIRD = Text("Up to 30%", "30% 以内")
    MORE = Text("More than 30%", "超过 30%")


class Area(Enum):
    """What a question tells about."""

    MEANS = Text("Means", "财务能力")
    SKILL = Text("Knowledge", "知识经验")
    AIMS = Text("Aims", "目标意愿")


class Question(NamedTuple):
    """A scored question: the name of its input, its area, and what it asks."""

    name: str
    area: Area
    words: Text


QUESTIONS = (
    Question("savings", Area.MEANS, Text("Savings at hand", "可动用积蓄")),
    Question("debt", Area.MEANS, Text("Debt payments, of income", "月还债占收入")),
    Question("need", Area.MEANS, Text("When is the money needed?", "这笔钱何时要用")),
    Question("situation", Area.MEANS, Text("Age and situation", "年龄与处境")),
    Question("knowledge", Area.SKILL, Text("Investment knowledge", "投资知识")),
    Question("experience", Area.SKILL, Text("Investment experience", "投资经验")),
    Question("horizon", Area.AIMS, Text("Time the money may stay", "打算投多久")),
    Question("objective", Area.AIMS, Text("Objective", "投资目标")),
    Question("loss", Area.AIMS, Text("Loss bearable in a year", "一年能承受的亏损")),
)
MOST = 3
LOWEST_SCORES = (0, 20, 40, 60, 80)  # of C1 … C5, illustrative

# Two answers that do not go together, and what is odd about them.
CONTRADICTIONS = (
    ((Experience.NO, Loss.MORE), Text("has never invested, yet would bear more than 30% in a year", "从未投资，却说一年亏 30% 以上也能承受")),
    ((Experience.NO, Knowledge.COMPLEX), Text("has never invested, yet knows options and leverage", "从未投资，却说了解期权和杠杆")),
    ((Need.HALF_YEAR, Horizon.LONGER), Text("needs the money within 6 months, yet means to stay over 3 years", "6 个月内要用钱，却打算投 3 年以上")),
    ((Loss.ZERO, Objective.HIGH), Text("bears no loss, yet wants high growth", "不愿亏损，却要高增长")),
    ((Savings.UNDER_3, Loss.MORE), Text("has savings for under 3 months, yet would bear more than 30% in a year", "积蓄不够 3 个月开支，却说一年亏 30% 以上也能承受")),
    ((Situation.HELP, Knowledge.COMPLEX), Text("needs help to decide, yet knows options and leverage", "需要他人协助决定，却说了解期权和杠杆")),
)


def points(answer: Enum) -> int:
    """0 for the first answer of a question, 3 for the last."""
    return list(type(answer)).index(answer)


def contributions(answers: dict[str, Enum], weights: dict[Area, int]) -> dict[str, Fraction]:
    """What each answer adds to a score of 0 to 100: its area's share of the weights, split evenly over its questions."""
    total = sum(weights.values())
    count = {area: sum(q.area is area for q in QUESTIONS) for area in Area}
    return {q.name: Fraction(100 * weights[q.area] * points(answers[q.name]), total * count[q.area] * MOST) for q in QUESTIONS}


class Assets(Enum):
    """What a product mainly holds. As for every trait, a pair of words and the lowest grade that it allows."""

    CASH = Text("Cash, deposits, short bills", "现金、存款、短期票据")
    BONDS = Text("Bonds", "债券")
    MIXED = Text("Bonds and shares", "股债混合")
    SHARES = Text("Shares", "股票")
    EXOTIC = Text("Derivatives, unlisted shares", "衍生品、未上市股权")


class Leverage(Enum):
    """Assets over the money put in."""

    NO = Text("No leverage", "无杠杆")
    SOME = Text("Up to 1.4 times", "1.4 倍以内")
    MUCH = Text("More", "更高")


class Exit(Enum):
    """When money can be taken out."""

    DAILY = Text("Any day", "每日可赎回")
    YEAR = Text("Within a year", "一年以内")
    LATER = Text("Later, or not before the end", "更久或到期前不可")


class Structure(Enum):
    """How what is paid depends on what is held."""

    PLAIN = Text("Plain", "简单")
    OPTIONS = Text("Tranches, barriers or options", "分级、触发条件或期权")
    OPAQUE = Text("Cannot be explained on one page", "一页纸讲不清")


class Credit(Enum):
    """Who has to pay."""

    STRONG = Text("State, large banks", "国家、大型银行")
    FAIR = Text("Investment grade", "投资级")
    WEAK = Text("Below, or not rated", "投资级以下或无评级")


TRAITS = {
    "assets": (Text("Mainly holds", "主要投向"), dict(zip(Assets, (1, 2, 3, 4, 5), strict=True))),
    "leverage": (Text("Leverage", "杠杆"), dict(zip(Leverage, (1, 3, 5), strict=True))),
    "way_out": (Text("Money back", "多久能赎回"), dict(zip(Exit, (1, 2, 3), strict=True))),
    "structure": (Text("Structure", "结构"), dict(zip(Structure, (1, 3, 5), strict=True))),
    "credit": (Text("Issuer", "发行人信用"), dict(zip(Credit, (1, 2, 4), strict=True))),
}


def product_grades(traits: dict[str, Enum]) -> dict[str, int]:
    """The lowest grade that each trait allows; the product's is the highest of them."""
    return {name: TRAITS[name][1][answer] for name, answer in traits.items()}
