"""Order of features: the scenario's scores, the law outside the ranking, capacity, doubt, and Kano's answers."""

from dataclasses import replace

import pytest

from calculators import _kano
from calculators._inputs import InputError, InputErrors, parse
from calculators._results import Chart, Heat, Rows, Tone
from calculators.product import feature_priority as priority
from calculators.product._feature_priority_rows import CHECK, DARK, LEADERBOARD, SHEET, Counted, Feature, Standing

S16A = priority.PRESETS["S-16a"].inputs
DEFAULT = priority.calculate(S16A)


def feature(score: float, effort: float = 1, standing: Standing = Standing.RANKED, name: str = "a feature") -> Feature:
    return Feature(name, standing, score * effort, 1, 100, effort)


def view(*features: Feature, **others):
    return [*priority.calculate(replace(S16A, features=features, **others)).view()]


def test_scores_of_the_scenario():
    assert [round(priority.rice(f)) for f in (SHEET, LEADERBOARD, CHECK, DARK)] == [54_000, 13_333, 12_800, 16_875]


def test_what_the_law_requires_is_not_ranked_however_high_or_low_it_scores():
    assert [m.name.en for m in DEFAULT.must] == ["Cost sheet with forced reading"]
    assert [r.name.en for r in DEFAULT.ranked] == ["Dark mode", "Referral leaderboard", "Step-up check of risky transfers"]
    worthless = replace(SHEET, reach=1, impact=0.01)
    result = priority.calculate(replace(S16A, features=(DARK, worthless)))
    assert result.must[0].feature is worthless and [r.feature for r in result.ranked] == [DARK]
    assert next(result.view()).sentence.en.startswith("First comes “Cost sheet with forced reading”, because the law requires it")


def test_a_barred_feature_is_left_out_and_takes_nobodys_place():
    result = priority.calculate(priority.PRESETS["barred"].inputs)
    assert [r.name.en for r in result.ranked] == ["Dark mode", "Step-up check of risky transfers"]
    said = [block for block in result.view() if getattr(block, "tone", None) is Tone.BAD]
    assert [v.sentence.en for v in said] == ["Leave “Referral leaderboard” out: no score makes it allowed."]
    assert said[0].sentence.zh == "“邀请排行榜”不做：分再高也不允许。"


def test_capacity_goes_to_the_law_first_and_then_down_the_list():
    assert DEFAULT.left == 5
    assert [r.fits for r in DEFAULT.ranked] == [True, True, False]   # 2 + 3 of 5 months; 5 more do not fit
    small_after_large = priority.calculate(replace(S16A, features=(feature(9, 10), feature(5, 2)), capacity=4))
    assert [r.fits for r in small_after_large.ranked] == [False, True]


def test_when_the_law_alone_asks_for_more_than_the_team_has_that_is_said_first():
    first = view(SHEET, DARK, capacity=3)[0]
    assert (first.tone, first.sentence.en) == (Tone.BAD, "What the law requires takes 4 person-months and the team has 3: find "
                                                         "more people or cut elsewhere first.")


@pytest.mark.parametrize(("rival", "tone"), [(1, Tone.GOOD), (700, Tone.CAUTION), (999, Tone.CAUTION)])
def test_the_tone_follows_the_chance_of_staying_first(rival, tone):
    assert view(feature(1000), feature(rival))[0].tone is tone


def test_three_close_features_leave_the_first_place_open():
    open_ = [*DEFAULT.view()][1]
    assert open_.tone is Tone.BAD
    assert "truly first in only 47% of cases; learn more about it and “Referral leaderboard”" in open_.sentence.en
    assert "它真排第一的可能只有 47%" in open_.sentence.zh


def test_exact_guesses_give_a_certain_order():
    result = priority.calculate(priority.PRESETS["sure"].inputs)
    assert [r.chances for r in result.ranked] == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]


def test_a_wider_guess_never_makes_the_first_place_surer():
    chances = [priority.calculate(replace(S16A, impact_factor=factor)).ranked[0].chances[0] for factor in (1, 1.5, 2, 4, 10)]
    assert chances == sorted(chances, reverse=True) and chances[0] > chances[-1]


def test_the_table_of_chances_shows_a_row_a_feature():
    heat = next(block for block in DEFAULT.view() if isinstance(block, Heat))
    assert [[cell.words for cell in cells] for _, cells in heat.rows] == [
        ["47%", "31%", "21%"], ["28%", "35%", "38%"], ["25%", "34%", "41%"]]


def test_one_feature_needs_no_chances_and_none_is_said_plainly():
    blocks = view(DARK)
    assert blocks[0].sentence.en == "“Dark mode” is the only feature to rank, with 16,875."
    assert not any(isinstance(block, Heat) for block in blocks)
    assert view(feature(1, standing=Standing.BARRED))[-3].sentence.en == "Nothing is left to build."


# Kano

def kano(**inputs):
    return priority.calculate(replace(S16A, **inputs))


def test_counts_and_raw_answers_meet():
    rows = "pause\tlike\tdislike\npause\tlike\tneutral\npause\texpect\tdislike\nmode\tlike\tlike"
    raw = priority.calculate(parse(priority.Inputs, {"method": "kano_answers", "answered": rows}))
    assert [(name.en, tally.counts) for name, tally in raw.tallies] == [("pause", (1, 1, 1, 0, 0, 0)), ("mode", (0, 0, 0, 0, 0, 1))]
    counted = kano(method=priority.Method.KANO_COUNTS, counted=(Counted("pause", 1, 1, 1, 0), Counted("mode", 0, 0, 0, 0, 0, 1)))
    assert [tally for _, tally in counted.tallies] == [tally for _, tally in raw.tallies]


def test_what_the_example_says():
    verdicts = [block.sentence.en for block in [*priority.calculate(priority.PRESETS["kano"].inputs).view()][:4]]
    assert verdicts == [
        "Their absence would anger users: “Cost sheet before signing”.", "Liked if there, not missed if not: “Dark mode”.",
        "Users do not care: “Pause of a risky transfer”, “Referral leaderboard”.",
        "The two leading categories are too close to tell for “Cost sheet before signing”, “Pause of a risky transfer”, "
        "“Dark mode”: ask more people, or ask groups of users apart."]


def test_every_example_of_counts_has_200_people():
    for name, tally in priority.calculate(priority.PRESETS["kano"].inputs).tallies:
        assert tally.total == 200, name


def test_features_that_nobody_can_place_are_not_drawn():
    result = kano(method=priority.Method.KANO_COUNTS, counted=(Counted("odd", 0, 0, 0, 0, 3, 9),))
    chart = next(block for block in result.view() if isinstance(block, Chart))
    assert chart.summary.en == "Nobody’s answers can be placed."
    assert result.tallies[0][1].leading is _kano.Category.QUESTIONABLE
    assert next(block for block in result.view() if isinstance(block, Rows)).rows[0][-1].en == "–"


def test_a_row_without_answers_is_named():
    with pytest.raises(InputError) as problem:
        kano(method=priority.Method.KANO_COUNTS, counted=(Counted("a", 1, 0, 0, 0), Counted("b", 0, 0, 0, 0)))
    assert problem.value.field == "counted.1.attractive"
    assert problem.value.sentence.zh == "第 2 行：这项需求没有人回答，请填人数或删除该行。"


def test_an_answer_that_is_none_of_the_five_is_refused():
    with pytest.raises(InputErrors) as problem:
        parse(priority.Inputs, {"method": "kano_answers", "answered": "pause\tlove\tdislike"})
    assert "Choose one of: I like it, I expect it" in problem.value.errors[0].sentence.en
