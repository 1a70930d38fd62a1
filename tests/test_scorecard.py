"""Credit scorecard: the scenario's scale, weights of evidence, cut-offs by brute force, and what the reader is told."""

from dataclasses import replace
from math import exp, log
from pathlib import Path

import numpy
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import _scorecard as s
from calculators._inputs import InputError, InputErrors, asked, parse
from calculators._results import Chart, Figures, Note, Rows, Tone, Verdict
from calculators.risk import scorecard
from calculators.risk._scorecard_rows import FEW, PEOPLE, TEN, Band, Meaning, Person

DEFAULT = scorecard.PRESETS["bands"].inputs
SCALE = scorecard.PRESETS["S-02b"].inputs
ROWS = scorecard.PRESETS["rows"].inputs
GROUPS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=8).filter(
    lambda groups: all(sum(group[n] for group in groups) for n in (0, 1)))
MONEY = st.floats(0.01, 1e4)


def bands(*groups):
    return tuple(Band(f"b{n}", good, bad) for n, (good, bad) in enumerate(groups, 1))


def verdicts(inputs, lang="en"):
    return [(block.tone, block.sentence[lang]) for block in scorecard.calculate(inputs).view() if isinstance(block, Verdict)]


def people(rows: str, **others):
    return scorecard.calculate(parse(scorecard.Inputs, {"task": "rows", "rows": rows, **others}))


# Limits

@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_says_how_many_people_fit(lang):
    most = next(asked_.kind.most for asked_ in asked(scorecard.Inputs) if asked_.name == "rows")
    page = Path(__file__).parents[1] / "docs" / lang / "calculators" / "scorecard.md"
    assert f" {most:,} " in page.read_text(encoding="utf-8")
    with pytest.raises(InputErrors, match=f"These are {most + 1:,} rows; the limit is {most:,}"):
        people("600,0\n" * (most + 1))


# Scale

def test_the_scale_of_the_scenario():
    scale = scorecard.calculate(SCALE).scale
    assert round(scale.factor, 4) == 28.8539 and round(scale.offset, 4) == 487.1229
    assert round(scale.points(30), 2) == 585.26
    assert verdicts(SCALE)[0] == (Tone.PLAIN, "Odds of 30 : 1 are 585.26 points.")
    assert verdicts(SCALE, "zh")[0][1] == "好坏比 30 : 1 对应 585.26 分。"


@given(st.floats(-1000, 1000), st.floats(1e-3, 1e3), st.floats(1, 200), st.floats(1e-4, 1e4))
def test_odds_become_points_and_points_odds_again(base, odds, pdo, asked):
    scale = s.Scale(base, odds, pdo)
    assert exp(scale.log_odds(scale.points(asked))) == pytest.approx(asked, rel=1e-9)
    assert scale.points(2 * asked) - scale.points(asked) == pytest.approx(pdo, abs=1e-9)


def test_break_even_score_is_where_the_cut_off_of_the_bands_stands():
    assert "pays from 558.8 points upwards, where the bad rate falls to 7.69%" in verdicts(SCALE)[2][1]
    assert verdicts(DEFAULT)[0][1].startswith("Approve “560–579” and all that is safer")


def test_more_bads_than_goods_are_written_the_other_way_round():
    assert "are odds of 1 : 1.28: 56.14% go bad" in verdicts(replace(SCALE, score=480.0))[1][1]


def test_a_score_that_no_odds_fit_is_refused_with_the_range_that_has_a_meaning():
    with pytest.raises(InputError) as problem:
        scorecard.calculate(replace(SCALE, score=900.0))
    assert problem.value.field == "score"
    assert problem.value.sentence.en.startswith("On this scale a score from 88.5 to 885.8 has a meaning")


# Weight of evidence

@given(GROUPS)
def test_information_value_is_never_negative_and_blind_to_the_order(groups):
    found = s.evidence(groups)
    if found.total is None:
        assert any(0 in group for group in groups)
    else:
        assert found.total >= 0
        assert s.evidence(groups[::-1]).total == pytest.approx(found.total)


def test_weight_is_positive_where_goods_are_more_frequent_than_on_average():
    found = s.evidence([(20, 30), (80, 20)])
    assert found.woe == pytest.approx((log(0.2 / 0.6), log(0.8 / 0.4)))
    assert found.total == pytest.approx((0.2 - 0.6) * log(0.2 / 0.6) + (0.8 - 0.4) * log(2))


def test_a_band_without_bads_has_no_weight_and_that_is_said():
    result = scorecard.calculate(scorecard.PRESETS["few"].inputs)
    assert result.sample.evidence.woe[-2:] == (None, None) and result.sample.evidence.total is None
    notes = [block.sentence for block in result.view() if isinstance(block, Note)]
    assert any(n.en.startswith("“660–679”, “680 and above”: no goods or no bads, so WOE and IV have no value.") for n in notes)
    assert any(n.zh.startswith("“660–679”“680 以上”没有好客户或没有坏客户，WOE 和 IV 无从计算。") for n in notes)
    figures = next(block for block in result.view() if isinstance(block, Figures)).figures
    assert (figures[3].value, figures[3].note.en) == ("–", "a band has no goods or no bads")


@pytest.mark.parametrize(("groups", "words"), [
    ([(51, 49), (49, 51)], "none, by custom"), ([(60, 45), (40, 55)], "weak, by custom"),
    ([(65, 45), (35, 55)], "medium, by custom"), ([(75, 45), (25, 55)], "strong, by custom"),
    ([(90, 30), (10, 70)], "usual for a whole score, suspect for one variable, by custom")])
def test_bands_of_the_information_value_are_named_as_custom(groups, words):
    view = [*scorecard.calculate(replace(DEFAULT, bands=bands(*groups))).view()]
    assert next(block for block in view if isinstance(block, Figures)).figures[3].note.en == words


# Cut-offs

@settings(max_examples=60)
@given(GROUPS, MONEY, MONEY, st.integers(0, 100), st.integers(0, 100))
def test_the_best_cut_off_is_the_best_of_all_that_the_limits_allow(groups, margin, loss, highest, least):
    total, highest, least = sum(map(sum, groups)), highest / 100, least / 100
    profits = []
    for refused in range(len(groups) + 1):
        rest = groups[refused:]
        good, bad = sum(g for g, _ in rest), sum(b for _, b in rest)
        if (bad / (good + bad) if good + bad else 0) <= highest and (good + bad) / total >= least:
            profits.append(good * margin - bad * loss)
    found = s.best(s.allowed(s.cutoffs(groups, margin, loss), highest, least))
    assert (found.profit if found else None) == (pytest.approx(max(profits)) if profits else None)


def test_where_bad_rates_fall_the_cut_off_stands_at_break_even():
    choices = s.cutoffs([(band.goods, band.bads) for band in TEN], 600, 7_200)
    rates = [band.bads / (band.goods + band.bads) for band in TEN]
    assert s.best(choices).refused == sum(rate > s.break_even(600, 7_200) for rate in rates) == 3


def test_of_equal_profits_the_stricter_is_taken():
    assert s.best(s.cutoffs([(10, 1), (10, 0)], 1, 10)).refused == 1


def test_the_default_says_where_to_cut_and_what_that_brings():
    assert verdicts(DEFAULT)[:2] == [
        (Tone.GOOD, "Approve “560–579” and all that is safer: 82.0% of people, of whom 2.08% go bad, earn 7.18m."),
        (Tone.PLAIN, "That is 2.38m more than approving everybody. "
                     "The peak is flat: approving anything from 82.0% to 91.5% earns within 5% of it, so other reasons may "
                     "decide.")]
    assert verdicts(DEFAULT, "zh")[0][1] == "从“560–579”起（含）通过：通过率 82.0%，坏账率 2.08%，盈利 718 万。"


def test_limits_have_a_price():
    assert verdicts(scorecard.PRESETS["policy"].inputs)[:2] == [
        (Tone.GOOD, "Approve “580–599” and all that is safer: 67.5% of people, of whom 1.34% go bad, earn 6.688m."),
        (Tone.CAUTION, "That is 1.888m more than approving everybody. "
                       "Your limits cost 492,000: without them the best cut-off approves 82.0%, with a bad rate of 2.08%.")]


def test_a_limit_met_to_the_last_digit_is_met():
    assert 0.7 / 100 < 7 / 1000   # as floats
    assert scorecard.calculate(replace(DEFAULT, bands=bands((0, 10), (993, 7)), highest=0.7)).sample.best.refused == 1


def test_limits_that_no_cut_off_keeps_are_named():
    assert verdicts(replace(DEFAULT, highest=0.5, least=90.0))[0] == (
        Tone.BAD, "No cut-off keeps both limits: whoever approves at least 90.00% has a bad rate of 2.91% or more.")


def test_when_nothing_pays_nobody_is_approved_and_when_all_pays_everybody():
    assert verdicts(replace(DEFAULT, margin=1.0, loss=1e9))[0] == (
        Tone.BAD, "Approve nobody: no cut-off that you allow earns anything. Below a bad rate of 0.00% a loan would.")
    tone, sentence = verdicts(replace(DEFAULT, loss=1.0))[0]
    assert tone is Tone.PLAIN and sentence.startswith("Approve everybody: no cut-off that you allow earns more than 11.45m")


def test_a_limit_that_forces_a_loss_is_a_problem():
    tone, sentence = verdicts(replace(DEFAULT, bands=bands((10, 90), (20, 80), (90, 10)), least=60.0))[0]
    assert tone is Tone.BAD and "earn −582,000" in sentence


def test_a_limit_may_leave_less_than_approving_everybody():
    said = verdicts(replace(DEFAULT, bands=bands((90, 10), (100, 0)), margin=10.0, loss=1.0, highest=1.0))
    assert said[0][1].endswith("earn 1,000.")
    assert said[1][1].startswith(
        "That is 890 less than approving everybody. Your limits cost 890: without them the best cut-off approves 100.0%")


def test_a_sharp_peak_is_called_sharp():
    assert verdicts(scorecard.PRESETS["few"].inputs)[1] == (
        Tone.PLAIN, "That is 126,000 more than approving everybody. "
                    "The peak is sharp: every other cut-off earns less by more than 5%.")


# Separation, as it is told

def test_few_bads_make_the_same_score_unsure():
    tone, sentence = verdicts(scorecard.PRESETS["few"].inputs)[2]
    assert tone is Tone.CAUTION
    assert "81.7% of the time (95% limits 75.5% to 87.9%): with 47 bads and 953 goods it cannot be said more closely" in sentence
    assert verdicts(DEFAULT)[2][0] is Tone.GOOD
    for ten, few in zip(TEN, FEW, strict=True):
        assert ten.goods + ten.bads == 20 * (few.goods + few.bads)


@pytest.mark.parametrize(("groups", "tone", "words"), [
    ([(990, 10), (10, 990)], Tone.BAD, "it stands on its head"), ([(50, 50), (50, 50), (51, 50)], Tone.BAD, "tossing a coin"),
    ([(0, 9), (9, 0)], Tone.CAUTION, "look for the outcome hidden in the score"),
    ([(0, 1), (9, 0), (5, 0)], Tone.CAUTION, "hidden"),
    ([(4, 0), (2, 1)], Tone.BAD, "cannot say how sure"), ([(4_000, 900), (6_000, 600)], Tone.PLAIN, "the good one safer")])
def test_every_kind_of_separation_has_its_sentence(groups, tone, words):
    said = verdicts(replace(DEFAULT, bands=bands(*groups)))
    assert any(t is tone and words in sentence for t, sentence in said), said


def test_bands_that_may_pay_or_not_are_named():
    said = verdicts(replace(DEFAULT, bands=bands((60, 40), (93, 7), (990, 10))))
    assert any(sentence.startswith("Taken alone, “b2” may pay or not") for _, sentence in said)
    assert not any("Taken alone" in sentence for _, sentence in verdicts(DEFAULT))


def test_more_than_four_names_are_counted():
    said = verdicts(replace(DEFAULT, bands=bands(*[(12, 1)] * 7)))
    assert any("“b4” and 3 more may pay" in sentence for _, sentence in said)
    assert any("等 7 段" in sentence for _, sentence in verdicts(replace(DEFAULT, bands=bands(*[(12, 1)] * 7)), "zh"))


def test_a_band_worse_than_the_riskier_one_is_noted():
    notes = [block.sentence.en for block in scorecard.calculate(DEFAULT).view() if isinstance(block, Note)]
    assert notes[0].startswith("“680 and above” went bad more often than the riskier band before.")


def test_every_answer_about_people_warns_of_those_declined_and_of_the_law():
    for inputs in (DEFAULT, ROWS):
        notes = " ".join(block.sentence.en for block in scorecard.calculate(inputs).view() if isinstance(block, Note))
        assert "people who were approved before" in notes and "protected traits" in notes


# One row a person

def test_people_in_bands_are_all_of_them_and_no_score_is_split():
    sample = scorecard.calculate(ROWS).sample
    assert sum(map(sum, sample.groups)) == len(PEOPLE) == 300
    numbers = [tuple(float(part) for part in name.en.split(" to ")) for name in sample.names]
    assert all(before[-1] < after[0] for before, after in zip(numbers, numbers[1:], strict=False))
    sizes = [sum(group) for group in sample.groups]
    assert len(sizes) == 6 and max(sizes) - min(sizes) <= 4


def test_bands_of_equal_steps_follow_numpy():
    scores = [person.score for person in PEOPLE]
    sample = scorecard.calculate(replace(ROWS, cutting=s.Cutting.WIDTH)).sample
    counts, _ = numpy.histogram(scores, 6)
    assert [sum(group) for group in sample.groups] == [int(count) for count in counts if count]


def test_separation_of_people_is_exact_whatever_the_bands():
    found = [scorecard.calculate(replace(ROWS, count=count)).sample.separation for count in (2, 50)]
    assert found[0] == found[1]


def test_a_score_that_falls_with_safety_is_read_the_other_way_round():
    rows = "10\t0\n20\t0\n20\t1\n30\t1\n15\t0\n25\t0"
    risky = people(rows, meaning="riskier").sample
    turned = people("\n".join(f"-{row}" for row in rows.splitlines())).sample
    assert risky.separation == turned.separation and risky.groups == turned.groups
    assert risky.names[0].en == "30" and turned.names[0].en == "−30"


def test_a_better_second_score_is_tested_by_delong():
    found = scorecard.calculate(ROWS).sample.comparison
    assert (round(found.first.auc, 3), round(found.second.auc, 3)) == (0.73, 0.76)
    assert verdicts(ROWS)[3] == (Tone.PLAIN, "The second score ranks 76.0% of pairs right, the first 73.0%: no more difference "
                                             "than chance can make (DeLong, p = 0.27395).")
    strong = tuple(Person(n % 7, int(n % 3 == 0), 100 * (n % 3) + n % 5) for n in range(120))
    assert any(tone is Tone.GOOD and "better, and chance would seldom do that (DeLong, p < 0.00001)" in sentence
               for tone, sentence in verdicts(replace(ROWS, rows=strong)))
    swapped = tuple(Person(p.second, p.outcome, p.score) for p in strong)
    assert any(tone is Tone.CAUTION and "worse" in sentence for tone, sentence in verdicts(replace(ROWS, rows=swapped)))


def test_probabilities_are_checked_against_what_came():
    rows = "\n".join(f"{0.1 + 0.05 * (n % 4)}\t{int(n % 5 == 0)}" for n in range(200))
    said = [block.sentence.en for block in people(rows, meaning="probability").view() if isinstance(block, Verdict)]
    assert any("The probabilities promise 35.0 bads and 40 came: chance can explain that. Brier score 0.1" in sentence
               for sentence in said)
    worse = [(block.tone, block.sentence.en) for block in people(rows.replace("0.", "0.0"), meaning="probability").view()
             if isinstance(block, Verdict)]
    assert any(tone is Tone.BAD and "calibrate them again" in sentence for tone, sentence in worse)


@pytest.mark.parametrize(("rows", "others", "field", "words"), [
    ("600\t0\n610\t0\n620\t0\n630\t0", {}, "rows", "There are no bads"),
    ("600\t1\n610\t1\n620\t1\n630\t1", {}, "rows", "There are no goods"),
    ("0.1\t0\n0.2\t1\n5\t0\n0.3\t0", {"meaning": "probability"}, "rows.2.score", "Row 3: a probability lies between 0 and 1"),
    ("1\t0\t3\n2\t1\t4\n3\t0\n4\t1\t1", {}, "rows.2.second", "Row 3: the second score is missing"),
    ("1\t0\t3\n2\t1\t4\n3\t0\t2\n4\t0\t1", {}, "rows", "two goods and two bads at least")])
def test_people_that_say_nothing_are_refused(rows, others, field, words):
    with pytest.raises(InputError) as problem:
        people(rows, **others)
    assert problem.value.field == field and words in problem.value.sentence.en and problem.value.sentence.zh


def test_a_file_with_a_heading_in_either_language_and_any_order_is_read():
    for head in ("outcome,score", "结果,评分"):
        sample = people(f"{head}\n1,500\n0,600\n1,550\n0,540").sample
        assert (sample.goods, sample.bads, round(sample.separation.auc, 2)) == (2, 2, 0.75)


def test_an_outcome_is_0_or_1():
    with pytest.raises(InputErrors) as problem:
        people("600\t2\n610\t0\n620\t1\n630\t0")
    assert problem.value.errors[0].sentence.en == "Row 1, Outcome: Give a value from 0 to 1."


def test_an_empty_band_is_refused():
    with pytest.raises(InputError) as problem:
        scorecard.calculate(replace(DEFAULT, bands=bands((5, 5), (0, 0))))
    assert (problem.value.field, problem.value.sentence.zh) == ("bands.1.goods", "第 2 行：这一段没有人，请删除该行。")


# Pictures and tables

def test_pictures_say_what_they_show():
    charts = [block for block in scorecard.calculate(DEFAULT).view() if isinstance(block, Chart)]
    assert [chart.summary.en for chart in charts] == [
        "Approving 82.0% earns 7.18m, approving everybody 4.801m. The curve rises as long as bands go bad less often "
        "than 7.69%.",
        "Approving everybody brings a bad rate of 4.61%. At 82.0% it is 2.08%.",
        "The riskiest 32.5% of people hold 80.4% of the bads and 30.2% of the goods; the gap of 50.2% is the widest."]


def test_the_chosen_cut_off_is_marked_in_the_table():
    table = next(block for block in scorecard.calculate(DEFAULT).view() if isinstance(block, Rows))
    assert [row[0].en for row in table.rows if row[-1].en == "◆ best"] == ["560–579"]
    assert len(table.rows) == len(TEN) + 1


def test_bad_rates_have_wilsons_limits():
    table = [block for block in scorecard.calculate(DEFAULT).view() if isinstance(block, Rows)][1]
    share = scipy.stats.binomtest(191, 1_900).proportion_ci(method="wilson")
    assert table.rows[2][3:5] == ("10.05%", f"{100 * share.low:.2f}%–{100 * share.high:.2f}%")


def test_the_curves_are_also_a_table():
    table = [block for block in scorecard.calculate(DEFAULT).view() if isinstance(block, Rows)][2]
    assert [(row[0].en, *row[1:]) for row in table.rows][3] == ("560–579", "80.4%", "30.2%", "50.2%")


def test_a_long_curve_is_drawn_with_few_points():
    many = tuple(Person(float(n), int(n % 7 == 0)) for n in range(2_000))
    curves = [b for b in scorecard.calculate(replace(ROWS, rows=many, meaning=Meaning.SAFER)).view() if isinstance(b, Chart)][-1]
    assert len(curves.spec["layer"][0]["data"]["values"]) <= 2 * 202
