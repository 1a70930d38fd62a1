"""The rows of the scorecard calculator, counted bands and single people, and its made-up examples."""

from dataclasses import dataclass
from enum import Enum
from random import Random

from calculators._inputs import ask
from calculators._kinds import Integer, Number, Words
from calculators._text import Text, same

MOST = 1_000_000_000  # people in a band


class Meaning(Enum):
    """What a single score says."""

    SAFER = Text("Higher is safer", "越高越安全（信用分）")
    RISKIER = Text("Higher is riskier", "越高越危险（风险分）")
    PROBABILITY = Text("It is the probability of going bad, 0 to 1", "就是变坏的概率，0 到 1")


@dataclass(frozen=True)
class Band:
    """A band of the score: how many who were lent to turned out good and bad."""

    name: str | Text = ask(Words(Text("Band", "分数段")))
    goods: int = ask(Integer(Text("Goods", "好客户"), low=0, high=MOST))
    bads: int = ask(Integer(Text("Bads", "坏客户"), low=0, high=MOST))


def _scored(en: str, zh: str, **others) -> Number:
    return Number(Text(en, zh), low=-1_000_000, high=1_000_000, **others)


@dataclass(frozen=True)
class Person:
    """One person's score, outcome (1 bad, 0 good), and perhaps another score to compare."""

    score: float = ask(_scored("Score", "评分"))
    outcome: int = ask(Integer(Text("Outcome", "结果"), low=0, high=1))
    second: float | None = ask(_scored("Second score", "第二评分", optional=True), None)


_PEOPLE = (600, 1_100, 1_900, 2_900, 3_600, 3_700, 3_000, 1_900, 900, 400)
_BADS = (186, 205, 191, 160, 97, 54, 20, 7, 2, 1)
_NAMES = (Text("below 520", "520 以下"), *(same(f"{low}–{low + 19}") for low in range(520, 680, 20)),
          Text("680 and above", "680 以上"))
TEN = tuple(Band(name, people - bads, bads) for name, people, bads in zip(_NAMES, _PEOPLE, _BADS, strict=True))
FEW = tuple(Band(name, *counts) for name, counts in zip(_NAMES, (
    (19, 11), (46, 9), (85, 10), (138, 7), (175, 5), (182, 3), (149, 1), (94, 1), (45, 0), (20, 0)), strict=True))


def simulate(seed: int = 11, people: int = 300) -> tuple[Person, ...]:
    """Invented people of whom about a quarter go bad, with a score and a better one that shares most of its mistakes."""
    random = Random(seed)
    found = []
    for _ in range(people):
        outcome = int(random.random() < 0.25)
        shared = random.gauss(0, 1) - 0.8 * outcome
        first, second = shared + random.gauss(0, 0.75), shared + random.gauss(0, 0.5)
        found.append(Person(round(600 + 32 * first), outcome, round(600 + 36 * second)))
    return tuple(found)


PEOPLE = simulate()
