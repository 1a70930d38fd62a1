"""The funnel calculator: the scenario as the handbook prints it, intended friction, changes corrected for their number."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint, proportions_ztest

from calculators import _html
from calculators._inputs import InputError, parse
from calculators._results import Chart, Figures, Rows, Tone, Verdict
from calculators._text import resolve
from calculators.product import funnel
from calculators.product.funnel import Inputs, Step

S15A, HIDDEN, CHANCE = (funnel.PRESETS[name].inputs for name in ("S-15a", "hidden", "chance"))


def steps(*users, before=None, friction=()):
    return Inputs(tuple(Step(f"s{n}", count, n in friction, before[n] if before else None) for n, count in enumerate(users)))


def blocks(kind, inputs):
    return [b for b in funnel.calculate(inputs).view() if isinstance(b, kind)]


def said(inputs):
    return [(v.tone, v.sentence.en) for v in blocks(Verdict, inputs)]


def refused(inputs) -> InputError:
    with pytest.raises(InputError) as problem:
        funnel.calculate(inputs)
    assert problem.value.sentence.zh != problem.value.sentence.en
    return problem.value


def test_the_steps_of_the_scenario():
    result = funnel.calculate(S15A)
    assert S15A == Inputs()
    assert [round(p.share * 100, 1) for p in result.passages] == [62.0, 70.0, 80.0, 55.0, 60.0]
    assert round(result.passages[3].share * 100, 2) == 55.01
    assert round(result.whole.share * 100, 2) == 11.46


def test_the_verdict_names_the_largest_unintended_drop_and_leaves_the_intended_one_alone():
    (_, first), (tone, second) = said(S15A)
    assert first == ("The largest unintended drop is at “Register”: 38,000 of 100,000 users stop there; 62.0% pass "
                     "(95% interval 61.7%–62.3%).")
    assert tone is Tone.CAUTION
    assert second == ("“Suitability and cost sheet” is meant to make people stop, and 15,620 did; 55.0% pass. Do not “fix” it by hiding "
                      "or shortening what is shown; help people to understand it.")


def test_drops_are_ranked_by_users_lost_not_by_rate():
    assert [p.name.en for p in funnel.calculate(S15A).ranked] == ["Register", "Due diligence", "Bind card", "First transaction"]
    ranks = [row[5] if isinstance(row[5], str) else row[5].en for row in blocks(Rows, S15A)[0].rows]
    assert ranks == ["1", "2", "3", "intended", "4", "–"]


def test_intended_friction_is_never_recommended_even_as_the_largest_drop():
    result = funnel.calculate(steps(1_000, 100, 90, friction=(1,)))
    assert result.ranked[0].name.en == "s2"
    assert "“s2”" in said(steps(1_000, 100, 90, friction=(1,)))[0][1]
    assert blocks(Rows, steps(1_000, 100, 90, friction=(1,)))[0].rows[0][6] == "–"
    assert [sentence[:4] for _, sentence in said(steps(1_000, 100, friction=(1,)))] == ["“s1”"]


def test_friction_that_stops_nobody_is_a_caution_of_its_own():
    assert said(steps(1_000, 995, 800, friction=(1,)))[1][1] == (
        "“s1” is meant to make people stop, and 99.5% pass: check whether anybody reads it.")


def test_one_more_point_is_worth_what_the_later_steps_let_through():
    result = funnel.calculate(S15A)
    assert result.point_worth(result.passages[0]) == pytest.approx(1_000 * 0.7 * 0.8 * 19_100 / 34_720 * 0.6)
    assert result.point_worth(result.passages[4]) == pytest.approx(191)


def test_intervals_are_wilsons():
    whole = funnel.calculate(replace(S15A, confidence=90.0)).whole.interval
    assert (whole.low, whole.high) == pytest.approx(proportion_confint(11_460, 100_000, 0.1, "wilson"))


def test_changes_are_corrected_for_their_number():
    result = funnel.calculate(CHANCE)
    raw = [proportions_ztest([c.now.passed, c.before.passed], [c.now.entered, c.before.entered])[1] for c in result.changes]
    assert len(raw) == 6
    assert [c.p for c in result.changes] == pytest.approx(multipletests(raw, method="bonferroni")[1])
    assert blocks(Rows, CHANCE)[1].columns[4].head.en == "99.17% interval"
    assert said(CHANCE)[1][1] == "No step changed beyond chance, after Bonferroni’s correction for 6 comparisons."


def test_chance_alone_is_called_so():
    assert said(CHANCE)[0] == (Tone.PLAIN, "Overall conversion went from 10.90% to 12.80%, +1.90 points (−1.93 to +5.74; p = 1.00000): "
                               "chance alone may do that.")


def test_an_eased_friction_is_a_warning_not_a_success():
    verdicts = said(HIDDEN)
    assert verdicts[0][0] is Tone.BAD
    assert verdicts[0][1].startswith("“Suitability and cost sheet” now lets 34.99 percentage points more pass, and it is meant to make")
    assert len(verdicts) == 4 and all(tone is not Tone.GOOD for tone, _ in verdicts)
    assert "“Suitability and cost sheet” +34.99" in verdicts[2][1] and "“First transaction” −20.00" in verdicts[2][1]
    assert blocks(Rows, HIDDEN)[1].rows[3][6].en == "higher, check"


@pytest.mark.parametrize(("now", "tone"), [(6_000, Tone.GOOD), (4_000, Tone.CAUTION), (5_010, Tone.PLAIN)])
def test_better_worse_or_chance(now, tone):
    assert said(steps(10_000, now, before=(10_000, 5_000)))[0][0] is tone


def test_a_step_that_everybody_passes_in_both_periods_has_no_p():
    result = funnel.calculate(steps(100, 100, 50, before=(90, 90, 40)))
    assert result.changes[0].p is None and not result.beyond_chance(result.changes[0])
    assert blocks(Rows, steps(100, 100, 50, before=(90, 90, 40)))[1].rows[0][5] == "–"


def test_nobody_at_the_end_is_a_rate_of_zero():
    result = funnel.calculate(steps(100, 0))
    assert (result.whole.share, result.whole.interval.low) == (0, 0)
    assert blocks(Rows, steps(100, 0))[0].rows[0][6] == "–"


def test_bars_carry_number_share_and_the_word_intended():
    spec = resolve(blocks(Chart, S15A)[0].spec, "en")
    rows = spec["layer"][0]["data"]["values"]
    assert [row["label"] for row in rows][3:5] == ["34,720 · 80.0%", "19,100 · 55.0% intended"]
    assert rows[0] == {"step": "1. Install", "users": 100, "kind": "Step", "label": "100,000"}


def test_users_lost_on_purpose_are_counted_apart():
    figures = {f.label.en: f.value for f in blocks(Figures, S15A)[0].figures}
    assert (figures["Lost unintended"], figures["Stopped as intended"]) == ("72,920", "15,620")


@pytest.mark.parametrize(("inputs", "field"), [
    (steps(100, 50, 60), "steps.2.users"), (steps(100, 0, 0), "steps.1.users"), (steps(0, 0), "steps.0.users"),
    (steps(100, 50, before=(10, 20)), "steps.1.before"), (steps(100, 50, friction=(0,)), "steps.0.friction"),
    (Inputs((Step("a", 10, before=9), Step("b", 5))), "steps.1.before")])
def test_counts_that_cannot_be_are_refused(inputs, field):
    assert refused(inputs).field == field


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(1, funnel.MOST), st.integers(1, funnel.MOST), st.booleans()), min_size=2, max_size=20))
def test_any_funnel_that_narrows_is_answered(rows):
    now, before, friction = zip(*rows, strict=True)
    inputs = steps(*sorted(now, reverse=True), before=sorted(before, reverse=True), friction={n for n, yes in enumerate(friction) if yes and n})
    result = funnel.calculate(inputs)
    assert sum(p.lost for p in result.passages) == result.whole.lost
    assert not re.search(r"\b(nan|inf|None)\b|\{\w+\}", re.sub(r'href="[^"]*"', "", _html.answer(result.view(), "en")))


def test_a_funnel_pasted_in_chinese():
    inputs = parse(Inputs, {"steps": "步骤\t人数\t有意摩擦\n安装\t10 万\t否\n注册\t6.2万\t\n测评\t3万\t是"})
    result = funnel.calculate(inputs)
    assert [p.passed for p in result.passages] == [62_000, 30_000]
    assert result.frictions[0].name.zh == "测评"
