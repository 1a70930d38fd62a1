"""Kano's questionnaire: the evaluation table as printed, what a feature is worth, and when two categories are too close."""

import pytest
from scipy import stats

from calculators._kano import Answer, Category, Tally, category

LIKE, EXPECT, NEUTRAL, TOLERATE, DISLIKE = Answer


@pytest.mark.parametrize(("there", "absent", "expected"), [
    (LIKE, DISLIKE, Category.ONE_DIMENSIONAL), (LIKE, NEUTRAL, Category.ATTRACTIVE), (LIKE, EXPECT, Category.ATTRACTIVE),
    (EXPECT, DISLIKE, Category.MUST_BE), (TOLERATE, DISLIKE, Category.MUST_BE), (NEUTRAL, NEUTRAL, Category.INDIFFERENT),
    (EXPECT, LIKE, Category.REVERSE), (DISLIKE, NEUTRAL, Category.REVERSE), (LIKE, LIKE, Category.QUESTIONABLE),
    (DISLIKE, DISLIKE, Category.QUESTIONABLE),
])
def test_two_answers_make_a_category(there, absent, expected):
    assert category(there, absent) is expected


def test_turning_the_question_round_turns_the_category_round():
    """Whoever likes its absence and dislikes its presence wants the opposite: one-dimensional becomes reverse."""
    turned = {Category.ATTRACTIVE: Category.REVERSE, Category.ONE_DIMENSIONAL: Category.REVERSE, Category.MUST_BE: Category.REVERSE}
    for there in Answer:
        for absent in Answer:
            one, other = category(there, absent), category(absent, there)
            if one in turned:
                assert other is turned[one]
            elif one is not Category.REVERSE:
                assert other is one


def test_better_and_worse_by_hand():
    tally = Tally((88, 21, 6, 82, 1, 2))
    assert tally.total == 200
    assert tally.better == pytest.approx(109 / 197) and tally.worse == pytest.approx(-27 / 197)
    assert Tally((0, 0, 0, 0, 5, 1)).better is None and Tally((0, 0, 0, 0, 5, 1)).worse is None


def test_a_lead_is_clear_when_it_is_more_than_chance_would_make():
    """The difference of two shares of one sample has variance (p + q − (p − q)²)/n; Fong's takes p = q, the null hypothesis."""
    z = stats.norm.ppf(0.95)
    for lead in range(1, 40):
        tally = Tally((60 + lead, 60 - lead, 40, 40, 0, 0))
        p = 120 / 200
        bound = z * (200 * (p * (2 - p) / 2)) ** 0.5
        if abs(2 * lead - bound) > 0.5:
            assert tally.clear == (2 * lead > bound)


def test_a_lead_of_the_bound_itself_is_clear():
    """Fong: too close is a lead below 1.65 √((a + b)(2n − a − b) / 2n), here 1.65 × 40 = 66."""
    assert Tally((1633, 1567, 0, 0, 0, 0)).clear and not Tally((1632, 1568, 0, 0, 0, 0)).clear


def test_between_equals_the_one_that_hurts_more_leads():
    assert Tally((10, 10, 10, 10, 0, 0)).leading is Category.MUST_BE
    assert Tally((10, 10, 0, 10, 0, 0)).leading is Category.ONE_DIMENSIONAL
    assert Tally((0, 0, 0, 3, 4, 0)).leading is Category.REVERSE
