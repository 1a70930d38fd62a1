"""Kano's questionnaire: from two answers a person to a category, and from many people to what a feature is worth.

Sources: Kano, N., Seraku, N., Takahashi, F. and Tsuji, S. (1984), Attractive quality and must-be quality, Journal of the
Japanese Society for Quality Control 14(2), 39–48; Berger, C. et al. (1993), Kano's methods for understanding
customer-defined quality, Center for Quality Management Journal 2(4), 3–36 (the evaluation table, better and worse); Fong,
D. (1996), Using the self-stated importance questionnaire to interpret Kano questionnaire results, Center for Quality
Management Journal 5(3), 21–24 (when two categories are too close to tell).
"""

from dataclasses import dataclass
from enum import Enum
from math import sqrt

from calculators._text import Text


class Answer(Enum):
    """What a person feels if the feature is there, or if it is not."""

    LIKE = Text("I like it", "喜欢")
    EXPECT = Text("I expect it", "理应如此")
    NEUTRAL = Text("I do not care", "无所谓")
    TOLERATE = Text("I can live with it", "勉强接受")
    DISLIKE = Text("I dislike it", "不喜欢")


class Category(Enum):
    """What a feature is to users."""

    ATTRACTIVE = Text("Attractive", "魅力型")
    ONE_DIMENSIONAL = Text("One-dimensional", "期望型")
    MUST_BE = Text("Must-be", "必备型")
    INDIFFERENT = Text("Indifferent", "无差异型")
    REVERSE = Text("Reverse", "反向型")
    QUESTIONABLE = Text("Questionable", "存疑")


_LETTERS = dict(zip("AOMIRQ", Category, strict=True))
# Berger et al. (1993): rows are the answer if the feature is there, columns if it is not, both from like to dislike.
_TABLE = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")
_PLACE = {answer: place for place, answer in enumerate(Answer)}


def category(there: Answer, absent: Answer) -> Category:
    """The category of one person's two answers. Berger et al. (1993), evaluation table."""
    return _LETTERS[_TABLE[_PLACE[there]][_PLACE[absent]]]


@dataclass(frozen=True)
class Tally:
    """How many people put a feature into each category, in the order of Category."""

    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def leading(self) -> Category:
        """The category named most often; between equals the one earlier in Berger's order M, O, A, I, R, Q."""
        order = (Category.MUST_BE, Category.ONE_DIMENSIONAL, Category.ATTRACTIVE, Category.INDIFFERENT, Category.REVERSE,
                 Category.QUESTIONABLE)
        return max(order, key=lambda c: self.of(c))

    def of(self, category: Category) -> int:
        return self.counts[list(Category).index(category)]

    @property
    def clear(self) -> bool:
        """Whether the two leading categories differ by more than chance, at 10 %, two-sided. Fong (1996):
        |a − b| ≥ 1.65 √((a + b)(2n − a − b) / 2n)."""
        a, b = sorted(self.counts, reverse=True)[:2]
        n = self.total
        return a - b >= 1.65 * sqrt((a + b) * (2 * n - a - b) / (2 * n))

    @property
    def better(self) -> float | None:
        """How much having the feature can satisfy, 0 to 1: (A + O) / (A + O + M + I). None if nobody is in these four."""
        return self._share(Category.ATTRACTIVE, Category.ONE_DIMENSIONAL)

    @property
    def worse(self) -> float | None:
        """How much lacking it can annoy, −1 to 0: −(O + M) / (A + O + M + I)."""
        share = self._share(Category.ONE_DIMENSIONAL, Category.MUST_BE)
        return None if share is None else -share

    def _share(self, *categories: Category) -> float | None:
        four = sum(self.counts[:4])
        return sum(self.of(c) for c in categories) / four if four else None
