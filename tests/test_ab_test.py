"""The experiment calculator: the scenarios as the handbook prints them, the order of decision, honest errors."""

from dataclasses import replace

import pytest

from calculators._inputs import InputError, parse
from calculators._results import Chart, Figures, Note, Rows, Tone, Verdict
from calculators._sequential import Line
from calculators.product import ab_test
from calculators.product._ab_test_choices import Aim, Effect, Guardrail, Sides, Task, Worse
from calculators.product._ab_test_guardrails import State
from calculators.product.ab_test import Inputs

PLAN, READ, LOOKS, SURVEY = (ab_test.PRESETS[name].inputs for name in ("S-14a", "S-14b", "looks", "S-14c"))
SMALL = Guardrail("Loss", 100, 110, 1.0, a_size=1_000, b_size=1_000)


def found(inputs, **others):
    return ab_test.calculate(replace(inputs, **others)).found


def blocks(kind, inputs, **others):
    return [b for b in found(inputs, **others).view() if isinstance(b, kind)]


def said(inputs, **others):
    return [(v.tone, v.sentence.en) for v in blocks(Verdict, inputs, **others)]


def refused(inputs, **others) -> InputError:
    with pytest.raises(InputError) as problem:
        found(inputs, **others)
    assert problem.value.sentence.zh != problem.value.sentence.en
    return problem.value


# Plan

@pytest.mark.parametrize(("baseline", "effect", "unit", "users"), [
    (4.0, 0.5, Effect.POINTS, 25_551), (4.0, 0.4, Effect.POINTS, 39_475), (12.0, 10.0, Effect.RELATIVE, 12_004),
    (12.0, 1.2, Effect.POINTS, 12_004)])
def test_the_sizes_of_the_scenario(baseline, effect, unit, users):
    assert found(PLAN, baseline=baseline, effect=effect, effect_as=unit).per_arm == users


def test_the_form_opens_with_the_scenario():
    assert PLAN == Inputs()
    assert said(PLAN)[0] == (Tone.GOOD, "You need 25,551 users in each arm, 51,102 in all: 26 days at 2,000 a day. Run whole weeks: 4.")
    assert blocks(Verdict, PLAN)[0].sentence.zh == "每组需要 25,551 名用户，共 51,102 名：每天进组 2,000 名，需 26 天。按整周跑满，共 4 周。"


def test_days_follow_from_traffic_and_share_exposed():
    assert found(PLAN, traffic=51_102, exposed=100.0).days == 1
    assert found(PLAN, traffic=51_101, exposed=100.0).days == 2
    assert found(PLAN, traffic=1_000, exposed=10.0).days == 512


@pytest.mark.parametrize(("traffic", "tone"), [(4_000, Tone.GOOD), (2_000, Tone.CAUTION), (1_000, Tone.BAD)])
def test_a_long_test_is_a_caution_and_one_beyond_twelve_weeks_a_problem(traffic, tone):
    assert said(PLAN, traffic=traffic)[0][0] is tone


def test_unequal_arms_and_one_side():
    unequal = found(PLAN, ratio=2.0)
    assert unequal.in_b == pytest.approx(2 * unequal.per_arm, abs=2)
    assert unequal.per_arm + unequal.in_b > 2 * 25_551
    assert f"{unequal.per_arm:,} users in A and {unequal.in_b:,} in B" in said(PLAN, ratio=2.0)[0][1]
    assert found(PLAN, sides=Sides.ONE).per_arm == found(PLAN, alpha=10.0).per_arm < 25_551


def test_a_rate_that_ought_to_fall():
    falling = found(PLAN, effect=-0.5)
    assert falling.target == pytest.approx(0.035)
    assert falling.per_arm == found(PLAN, baseline=3.5).per_arm
    assert falling.effect_after(14) < 0


def test_the_smallest_change_of_a_given_time_needs_that_time():
    effect = found(PLAN).effect_after(28) * 100
    assert found(PLAN, effect=effect).days == 28


def test_a_rarer_guardrail_comes_first():
    tone, sentence = said(ab_test.PRESETS["rare"].inputs)[0]
    assert tone is Tone.CAUTION
    assert sentence.startswith("The guardrail decides the size: to show that it is not worse by 0.15 percentage points takes 55,368")
    assert said(PLAN)[-1][1].startswith("The guardrail is covered") and "21,759" in said(PLAN)[-1][1]


def test_no_guardrail_is_a_caution_and_half_of_one_an_error():
    assert said(PLAN, guard_rate=None, guard_margin=None)[-1][1].startswith("No guardrail is planned.")
    assert refused(PLAN, guard_margin=None).field == "guard_margin"
    assert refused(PLAN, guard_rate=None).field == "guard_rate"


def test_the_plan_says_what_is_not_for_an_experiment():
    note = blocks(Note, PLAN)[0].sentence
    assert "price of credit" in note.en and "suitability" in note.en and "safety" in note.en
    assert "贷款价格" in note.zh and "适当性" in note.zh and "安全" in note.zh


def test_power_week_by_week():
    rows = blocks(Rows, PLAN)[0].rows
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "6", "8", "12"]
    powers = [float(row[4].rstrip("%")) for row in rows]
    assert powers == sorted(powers) and powers[2] < 80 < powers[3]


def test_other_formulas_are_near():
    rows = dict((label.en.split(" ")[0], users) for label, users in blocks(Rows, PLAN)[1].rows)
    assert rows == {"Pooled": "25,551", "Each": "25,549", "Arcsine,": "25,531", "With": "25,950", "Rule": "24,576"}


@pytest.mark.parametrize("changed", [{"effect": 0.0}, {"effect": -4.0}, {"effect": 96.0}, {"effect": -100.0, "effect_as": Effect.RELATIVE}])
def test_an_effect_that_cannot_be_is_refused(changed):
    assert refused(PLAN, **changed).field == "effect"


# Read

def test_the_result_of_the_scenario():
    reading = found(READ)
    assert round(reading.test.difference * 100, 3) == 0.460
    assert (round(reading.test.z, 4), round(reading.p, 5)) == (2.5325, 0.01133)
    assert said(READ) == [(Tone.GOOD, "B is better: 4.54% against 4.08%, a difference of 0.460 percentage points (95% interval 0.104 to "
                           "0.816; z = 2.5325, p = 0.01133), and all 3 guardrails hold.")]


def test_an_uneven_split_silences_the_result():
    verdicts = said(READ, b_size=24_300)
    assert len(verdicts) == 1 and verdicts[0][0] is Tone.BAD
    assert verdicts[0][1].startswith("Do not read this result: 49.29% of the users are in B where 50.00% were planned (p = 0.00162).")
    assert found(READ, b_size=24_500).sound and not found(READ, b_size=24_400).sound
    assert found(READ, a_size=45_000, b_size=5_000, share_b=10.0).sound


def test_a_breach_stops_a_better_result():
    verdicts = said(ab_test.PRESETS["breach"].inputs)
    assert [tone for tone, _ in verdicts] == [Tone.BAD, Tone.PLAIN]
    assert verdicts[0][1].startswith("Stop: “Complaints within 30 days” is worse beyond chance, by 0.18 percentage points")
    assert verdicts[1][1].startswith("B is better") and "hold" not in verdicts[1][1]


def test_a_breach_is_told_even_when_the_split_is_uneven():
    assert said(replace(ab_test.PRESETS["breach"].inputs, b_size=24_300))[1][1].startswith("Stop:")


@pytest.mark.parametrize(("events", "margin", "state"), [
    (100, 3.0, State.HELD), (100, 2.0, State.OPEN), (135, 10.0, State.HELD), (135, 3.0, State.BREACH), (40, 0.001, State.HELD)])
def test_held_open_or_breached(events, margin, state):
    assert found(READ, guardrails=(replace(SMALL, b_hits=events, margin=margin),)).checked[0].state is state


def test_harm_may_be_a_fall():
    high, low = (found(READ, guardrails=(replace(SMALL, b_hits=60, worse=way),)).checked[0] for way in (Worse.HIGHER, Worse.LOWER))
    assert (high.worsening, low.worsening) == (pytest.approx(-0.04), pytest.approx(0.04))
    assert (high.state, low.state) == (State.HELD, State.BREACH)


def test_an_open_guardrail_holds_back_a_better_result():
    verdicts = said(READ, guardrails=(SMALL,))
    assert verdicts[0] == (Tone.CAUTION, "Do not release yet: “Loss” may be worse by up to 3.70 percentage points, and its margin is 1.00 "
                           "percentage points. More users would settle it.")
    assert verdicts[1][0] is Tone.PLAIN


def test_without_guardrails_a_better_result_is_a_caution():
    assert [tone for tone, _ in said(READ, guardrails=())] == [Tone.CAUTION, Tone.CAUTION]


def test_no_difference_is_not_called_none():
    tone, sentence = said(READ, b_hits=1_030)[0]
    assert tone is Tone.PLAIN and sentence.startswith("Nothing is shown: ")
    assert sentence.endswith("That is not proof of no effect: anything inside the interval is possible.")


@pytest.mark.parametrize(("aim", "hits", "tone"), [
    (Aim.RISE, 1_135, Tone.GOOD), (Aim.FALL, 1_135, Tone.BAD), (Aim.RISE, 905, Tone.BAD), (Aim.FALL, 905, Tone.GOOD)])
def test_better_is_the_hoped_direction(aim, hits, tone):
    assert said(READ, aim=aim, b_hits=hits)[0][0] is tone


def test_one_side_looks_the_hoped_way_only():
    up, down = (found(READ, sides=Sides.ONE, aim=aim) for aim in (Aim.RISE, Aim.FALL))
    assert up.p == pytest.approx(found(READ).p / 2) and up.significant
    assert down.p == pytest.approx(1 - up.p) and not down.significant
    assert up.level == "90%"


def test_few_events_are_a_caution():
    few = replace(READ, a_size=40, b_size=40, a_hits=1, b_hits=2, guardrails=())
    assert any("too few events" in sentence for _, sentence in said(few))
    assert not any("too few events" in sentence for _, sentence in said(READ))


@pytest.mark.parametrize(("changed", "field"), [
    ({"a_hits": 25_001}, "a_hits"), ({"b_hits": 25_001}, "b_hits"), ({"a_hits": 0, "b_hits": 0}, "b_hits"),
    ({"guardrails": (SMALL, replace(SMALL, b_hits=1_001))}, "guardrails.1.b_hits"),
    ({"guardrails": (Guardrail("", 25_001, 1, 1.0),)}, "guardrails.0.a_hits")])
def test_counts_that_cannot_be_are_refused(changed, field):
    assert refused(READ, **changed).field == field


def test_guardrails_are_pasted_from_a_spreadsheet():
    inputs = parse(Inputs, {"task": "read", "guardrails": "Guardrail\tEvents in A\tEvents in B\tMargin, points\tHarm\n"
                                                          "投诉\t50\t52\t0.12\t升高为坏\n理解\t20000\t20000\t1\tlower"})
    assert [(g.margin, g.worse) for g in inputs.guardrails] == [(0.12, Worse.HIGHER), (1.0, Worse.LOWER)]
    assert [one.state for one in ab_test.calculate(inputs).found.checked] == [State.HELD, State.HELD]


def test_the_picture_of_guardrails_names_the_nearest():
    summary = blocks(Chart, READ)[1].summary
    assert summary.en.endswith("is “Complaints within 30 days”: up to 74% of its margin.")


# Looks

def test_looking_five_times_and_the_line_that_makes_it_safe():
    assert said(LOOKS) == [
        (Tone.BAD, "Look 5 times and stop at the first p below 5%: of tests without any effect 14.2% will claim one."),
        (Tone.GOOD, "Stop only beyond a line fixed beforehand: |z| of 4.56 at the first look, 2.04 at the last (O’Brien–Fleming). Over "
         "all looks false alarms then stay at 5%."),
        (Tone.PLAIN, "It costs up to 2.8% more users, 26,277 in each arm instead of 25,551; if the effect is as planned, 20,890 will do "
         "on average.")]


def test_five_looks_about_14_ten_about_19_in_a_hundred():
    assert round(found(LOOKS).naive * 100) == 14
    assert round(found(LOOKS, looks=10, runs=1_000).naive * 100) == 19


def test_the_simulation_stands_beside_the_exact_rate():
    looks = found(LOOKS)
    assert looks.simulated == pytest.approx(looks.naive, abs=3 * (0.14 * 0.86 / 20_000) ** 0.5)
    assert blocks(Figures, LOOKS)[0].figures[1].note.en == "± 0.49%, 20,000 experiments"


def test_look_by_look_with_users_of_the_plan():
    rows = blocks(Rows, LOOKS, runs=1_000, line=Line.POCOCK)[0].rows
    assert [row[2] for row in rows] == ["2.413"] * 5
    assert [row[3] for row in rows] == ["0.01581"] * 5
    assert rows[-1][1] == "31,386" and rows[-1][4:] == ("5.000%", "80.0%")


# Survey

def test_the_survey_of_the_scenario():
    survey = found(SURVEY)
    assert (survey.answers, survey.invitations) == (385, 1_925)
    assert said(SURVEY)[0] == (Tone.GOOD, "Collect 385 answers: the share is then known to ± 5.00 percentage points (95%).")


def test_from_few_people_fewer_answers_but_never_more_invitations_than_people():
    assert found(SURVEY, population=2_000, response=30.0).answers == 323
    assert refused(SURVEY, population=500).field == "response"
    assert found(SURVEY, expected=10.0).answers < 385


def test_every_preset_belongs_to_its_task():
    tasks = {name: preset.inputs.task for name, preset in ab_test.PRESETS.items()}
    assert set(tasks.values()) == set(Task)
    assert tasks["S-14a"] is Task.PLAN and tasks["S-14b"] is Task.READ and tasks["S-14c"] is Task.SURVEY
