"""Investor suitability: ten answers give a client's grade, a product has one too, and the rule says what may be sold.

The matching is China's for funds: the guideline for fund raisers of the Asset Management Association of China (2017) under
CSRC Order No. 130. Products of banks, trusts and insurers fall under NFRA Order 2025 No. 7. Questions, points and
bands are illustrative: no regulator prescribes them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from calculators import _scales
from calculators._inputs import InputError, ask
from calculators._kinds import Choice, Integer, Words, YesNo
from calculators._results import Block, Preset
from calculators._suitability import Client, Outcome, Product, outcome
from calculators._text import Text
from calculators.risk import _suitability
from calculators.risk import _suitability_questions as questions
from calculators.risk._suitability_questions import (
    Assets,
    Credit,
    Debt,
    Exit,
    Experience,
    Horizon,
    Knowledge,
    Leverage,
    Loss,
    Need,
    Objective,
    Savings,
    Situation,
    Structure,
)

TITLE = Text("Investor suitability", "投资者适当性")


class Regime(Enum):
    """Whose rule applies: decided by who issued the product, not by who sells it (NFRA Order 2025 No. 7, Article 3)."""

    FUND = Text("Funds and securities: CSRC Order No. 130", "基金、证券：证监会令第130号")
    NFRA = Text("Banks, trusts, insurers: NFRA Order 2025 No. 7", "银行、信托、保险：金融监管总局令2025年第7号")


class Began(Enum):
    """Who began it."""

    SELLER = Text("We recommend it", "由我们推荐")
    CLIENT = Text("The client insists, after being told", "告知不适合后客户仍要买")


class Rated(Enum):
    """Where the product's grade comes from."""

    GIVEN = Text("Already graded", "已有评级")
    TRAITS = Text("From its traits", "按特征评")


Grade = Enum("Grade", {p.name: Text(f"{p.name} {en}", f"{p.name} {zh}") for p, en, zh in zip(
    Product, ("low", "medium to low", "medium", "medium to high", "high"), ("低风险", "中低风险", "中风险", "中高风险", "高风险"), strict=True)})
_ASKED = {q.name: q.words for q in questions.QUESTIONS}
_TRAITS = ("rated", (Rated.TRAITS,))


def _answer(name: str, options: type[Enum], default: Enum, group: Text | None = None) -> Enum:
    return ask(Choice(_ASKED[name], options=options), default, group=group)


def _trait(name: str, options: type[Enum], default: Enum) -> Enum:
    return ask(Choice(questions.TRAITS[name][0], options=options), default, only=_TRAITS)


@dataclass(frozen=True)
class Inputs:
    capable: bool = ask(YesNo(Text("Full legal capacity", "具有完全民事行为能力")), True, group=Text("Client", "客户"))
    savings: Savings = _answer("savings", Savings, Savings.TO_6)
    debt: Debt = _answer("debt", Debt, Debt.TO_HALF)
    need: Need = _answer("need", Need, Need.YEAR)
    situation: Situation = _answer("situation", Situation, Situation.NONE)
    knowledge: Knowledge = _answer("knowledge", Knowledge, Knowledge.FUNDS)
    experience: Experience = _answer("experience", Experience, Experience.NO)
    horizon: Horizon = _answer("horizon", Horizon, Horizon.YEAR)
    objective: Objective = _answer("objective", Objective, Objective.INCOME)
    loss: Loss = _answer("loss", Loss, Loss.TENTH)

    rated: Rated = ask(Choice(Text("Its grade", "评级来源"), options=Rated), Rated.GIVEN, group=Text("Product", "产品"))
    grade: Grade = ask(Choice(Text("Grade", "风险等级"), options=Grade), Grade.R4, only=("rated", (Rated.GIVEN,)))
    assets: Assets = _trait("assets", Assets, Assets.BONDS)
    leverage: Leverage = _trait("leverage", Leverage, Leverage.NO)
    way_out: Exit = _trait("way_out", Exit, Exit.YEAR)
    structure: Structure = _trait("structure", Structure, Structure.OPTIONS)
    credit: Credit = _trait("credit", Credit, Credit.FAIR)

    regime: Regime = ask(Choice(Text("Issued under", "适用规则"), options=Regime, help=Text(
        "Who issued the product decides, not who sells it.", "看产品由谁发行，不看由谁销售。")), Regime.FUND, group=Text("Sale", "销售"))
    began: Began = ask(Choice(Text("Who began it", "由谁发起"), options=Began), Began.SELLER)
    version: str | Text = ask(Words(Text("Version of the questionnaire", "问卷版本"), longest=40), Text("2026-11, version 1", "2026-11 第 1 版"))

    means: int = ask(Integer(Text("Means", "财务能力"), low=0, high=100, help=Text(
        "Points are illustrative: no regulator prescribes any.", "分值仅作示意，没有哪个监管规定了分值。")), 40, group=Text("Weights", "权重"))
    skill: int = ask(Integer(Text("Knowledge", "知识经验"), low=0, high=100), 30)
    aims: int = ask(Integer(Text("Aims", "目标意愿"), low=0, high=100), 30)


@dataclass(frozen=True)
class Result:
    """`parts` is what each answer adds to the score of 0 to 100; `grades` what each trait asks of the product's grade."""

    inputs: Inputs
    parts: dict[str, Fraction]
    client: Client
    product: Product
    grades: dict[str, int]
    odd: tuple[Text, ...]

    @property
    def score(self) -> Fraction:
        return sum(self.parts.values(), Fraction(0))

    @property
    def outcome(self) -> Outcome:
        """Under the fund rules; the NFRA's order adds no category that may not be sold to at all."""
        found = outcome(self.client, self.product)
        return Outcome.MISMATCH if found is Outcome.PROHIBITED and self.inputs.regime is Regime.NFRA else found

    def view(self) -> Iterator[Block]:
        """The answer as a reader meets it."""
        return _suitability.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """Grades of client and product, and contradictions between answers. Raises InputError if all weights are 0."""
    weights = dict(zip(questions.Area, (inputs.means, inputs.skill, inputs.aims), strict=True))
    if not any(weights.values()):
        raise InputError("means", Text("Give at least one weight above 0.", "至少有一项权重大于 0。"))
    answers = {q.name: getattr(inputs, q.name) for q in questions.QUESTIONS}
    parts = questions.contributions(answers, weights)
    lowest = not inputs.capable or inputs.loss is Loss.ZERO
    client = Client.LOWEST if lowest else Client(_scales.band(sum(parts.values()), questions.LOWEST_SCORES))
    grades = questions.product_grades({name: getattr(inputs, name) for name in questions.TRAITS})
    product = Product[inputs.grade.name] if inputs.rated is Rated.GIVEN else Product(max(grades.values()))
    odd = tuple(words for pair, words in questions.CONTRADICTIONS if all(answer in answers.values() for answer in pair))
    return Result(inputs, parts, client, product, grades, odd)


_BOLD = {"loss": Loss.MORE, "objective": Objective.HIGH, "horizon": Horizon.LONGER}
PRESETS = {
    "S-07a": Preset(Text("A C2 client, an R4 product", "C2 客户，R4 产品"), Inputs()),
    "own": Preset(Text("The same, and the client insists", "同上，客户执意要买"), Inputs(began=Began.CLIENT)),
    "lowest": Preset(Text("Lowest category, R2", "最低类别，R2"), Inputs(loss=Loss.ZERO, objective=Objective.KEEP, grade=Grade.R2)),
    "match": Preset(Text("A C3 client, an R3 product", "C3 客户，R3 产品"), Inputs(
        savings=Savings.TO_24, debt=Debt.UNDER_20, experience=Experience.SOME, need=Need.THREE, horizon=Horizon.THREE, grade=Grade.R3)),
    "contradiction": Preset(Text("Never invested, bears any loss", "没投过资，亏多少都行"), Inputs(grade=Grade.R3, **_BOLD)),
    "traits": Preset(Text("A bond fund with options", "带期权的债券基金"), Inputs(rated=Rated.TRAITS)),
}
