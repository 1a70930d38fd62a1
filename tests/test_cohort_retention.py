"""Cohort retention: the scenario as the page prints it, triangles against a count by hand, censoring, honest errors."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import _browser, _html, _progress, _run
from calculators._cohorts import LONGEST, Cohort, Period, TooLong, from_log
from calculators._inputs import InputError, InputErrors, asked, parse
from calculators._results import Chart, Heat, Note, Rows, Tone, Verdict
from calculators._survival import log_rank
from calculators._text import LANGUAGES, Text, resolve, same
from calculators._triangle import compare, curve, total, typical_age
from calculators.retention import cohort_retention as retention
from calculators.retention._sample_logs import simulate
from calculators.retention.cohort_retention import Compared, Entry, Inputs, Line, Reading, Revenue, Source

S12A, SIMULATED, REVENUE, LATE = (preset.inputs for preset in retention.PRESETS.values())
properties = settings(max_examples=60, deadline=None, derandomize=True)


def triangle(*lines, **others):
    return Inputs(triangle=tuple(Line("", *counts) for counts in lines), **others)


def log(rows, **others):
    """An Inputs from "user date, user date, …"."""
    entries = tuple(Entry(user, date.fromisoformat(day)) for user, day in (row.split() for row in rows.split(",")))
    return Inputs(source=Source.LOG, log=entries, **others)


def cohorts(*counts):
    return [Cohort(same(str(n)), tuple(c)) for n, c in enumerate(counts)]


def counts(inputs):
    return {c.name.en: c.counts for c in retention.calculate(inputs).cohorts}


def block(kind, inputs, place=0):
    return [b for b in retention.calculate(inputs).view() if isinstance(b, kind)][place]


def verdicts(inputs):
    return [b for b in retention.calculate(inputs).view() if isinstance(b, Verdict)]


def refused(inputs) -> InputError:
    with pytest.raises(InputError) as problem:
        retention.calculate(inputs)
    assert problem.value.sentence.zh != problem.value.sentence.en
    return problem.value


# The scenario

def test_those_who_stay_are_ever_more_likely_to_stay():
    result = retention.calculate(S12A)
    assert [round(result.stayed(age) * 100, 1) for age in (1, 2, 3, 4)] == [63.1, 74.2, 81.6, 85.3]


def test_with_one_cohort_the_curve_is_the_share_itself():
    result = retention.calculate(S12A)
    assert result.curve.survival == pytest.approx((0.631, 0.468, 0.382, 0.326))
    assert (result.curve.median, result.typical, result.comparison) == (2, 4, None)


def test_the_band_after_four_years_by_greenwood():
    _, low, high = retention.calculate(S12A).curve.at(4)
    assert (round(low, 3), round(high, 3)) == (0.298, 0.356)


def test_the_sentence_of_the_scenario():
    sentence = verdicts(S12A)[0].sentence
    assert sentence.en == ("Of every 100 new users, 33 are left after 4 years; those who stay a year are ever more likely "
                           "to stay the next (63% → 85%).")
    assert sentence.zh == "每 100 名新用户，4 年后还剩 33 名；留得越久的人，越可能再留一年（63% → 85%）。"


def test_the_default_of_the_form_is_the_scenario():
    assert S12A == Inputs()


# A log becomes a triangle

ROWS = ("ann 2026-01-05, bob 2026-01-20, ann 2026-02-03, cid 2026-02-10, ann 2026-03-01, cid 2026-03-31, "
        "bob 2026-03-15, dan 2026-03-31")


def test_not_yet_left_counts_whoever_comes_back_later():
    assert counts(log(ROWS, pause=0)) == {"2026-01": (2, 2, 2), "2026-02": (1, 1), "2026-03": (1,)}


def test_active_counts_the_period_itself():
    assert counts(log(ROWS, reading=Reading.ACTIVE)) == {"2026-01": (2, 1, 2), "2026-02": (1, 1), "2026-03": (1,)}


def test_a_pause_is_not_taken_for_leaving():
    rows = "ann 2026-01-05, bob 2026-01-06, ann 2026-02-05, bob 2026-03-31, ann 2026-04-30"
    assert counts(log(rows, pause=0)) == {"2026-01": (2, 2, 2, 1)}
    assert counts(log(rows, pause=1)) == {"2026-01": (2, 2, 2)}
    assert counts(log(rows, pause=2)) == {"2026-01": (2, 2)}


def test_returns_after_a_silence_are_counted():
    rows = "ann 2026-01-05, ann 2026-02-05, ann 2026-02-06, ann 2026-05-01, bob 2026-02-01, bob 2026-03-31"
    found = retention.calculate(log(rows, pause=0, complete=date(2026, 5, 31))).log
    assert found.silences == {0: 2, 2: 1}
    assert [found.longer(pause) for pause in (0, 1, 2)] == [pytest.approx(1 / 3), pytest.approx(1 / 3), 0]


def test_pauses_longer_than_allowed_for_are_a_caution():
    paused = verdicts(replace(SIMULATED, pause=0))[-1]
    assert paused.tone is Tone.CAUTION
    assert paused.sentence.en == ("9% of the returns in this log came after 1 month of silence or more, so some of the losses "
                                  "are only pauses. Set “Periods a user may pause” to 1.")
    assert verdicts(SIMULATED)[-1].tone is Tone.PLAIN
    assert all(v.tone is Tone.PLAIN for v in verdicts(replace(SIMULATED, pause=0, reading=Reading.ACTIVE)))


def test_a_rhythm_longer_than_any_pause_asks_for_longer_periods():
    rows = ", ".join(f"u{n} {day}" for n in range(5) for day in ("2025-01-05", "2026-03-05", "2026-03-31"))
    assert verdicts(log(rows))[-1].sentence.en.endswith("Count by longer periods.")


def test_a_pause_says_nothing_about_being_active():
    assert counts(log(ROWS, reading=Reading.ACTIVE, pause=2)) == counts(log(ROWS, reading=Reading.ACTIVE, pause=0))


def test_a_month_that_is_not_over_is_left_out_and_said_so():
    inputs = log("ann 2026-01-05, ann 2026-02-03, ann 2026-03-12", pause=0)
    assert counts(inputs) == {"2026-01": (1, 1)}
    notes = [b.sentence for b in retention.calculate(inputs).view() if type(b).__name__ == "Note"]
    assert notes[0].en.startswith("2026-02 is the last period counted. Later ones, up to 2026-03, are not over")
    assert counts(replace(inputs, complete=date(2026, 3, 31))) == {"2026-01": (1, 1, 1)}


def test_a_log_complete_beyond_its_last_entry_holds_empty_months():
    assert counts(log("ann 2026-01-05, bob 2026-01-09, ann 2026-02-03", pause=0, complete=date(2026, 4, 30))) == {
        "2026-01": (2, 1, 0, 0)}


def test_old_users_are_left_out():
    rows = "old 2025-12-30, old 2026-01-15, new 2026-01-20, old 2026-02-11, new 2026-02-28"
    assert counts(log(rows, pause=0)) == {"2025-12": (1, 1, 1), "2026-01": (1, 1)}
    assert counts(log(rows, pause=0, since=date(2026, 1, 1))) == {"2026-01": (1, 1)}


@pytest.mark.parametrize(("period", "names"), [
    (Period.DAY, ("2026-12-27", "2026-12-28", "2026-12-31", "2027-01-01", "2027-01-03", "2027-01-04")),
    (Period.WEEK, ("2026-W52", "2026-W53", "2026-W53", "2026-W53", "2026-W53", "2027-W01")),   # from Monday to Sunday
    (Period.MONTH, ("2026-12", "2026-12", "2026-12", "2027-01", "2027-01", "2027-01")),
    (Period.YEAR, ("2026", "2026", "2026", "2027", "2027", "2027")),
])
def test_periods_bear_their_iso_names(period, names):
    days = [date(2026, 12, 27), date(2026, 12, 28), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 3), date(2027, 1, 4)]
    assert tuple(period.label(period.number(day)) for day in days) == names


@pytest.mark.parametrize("period", Period)
def test_the_period_after_the_last_whole_one_is_not_over(period):
    for day in (date(2026, 2, 28) + timedelta(n) for n in range(400)):
        last = period.last_over(day)
        assert period.number(day + timedelta(1)) == last + 1
        assert last <= period.number(day)


days = st.integers(0, 130).map(lambda n: date(2026, 1, 1) + timedelta(n))
entries = st.lists(st.tuples(st.sampled_from("abcdefghij"), days), min_size=1, max_size=60)


@properties
@given(entries, st.sampled_from([Period.WEEK, Period.MONTH, Period.YEAR]), st.booleans(), st.integers(0, 2),
       st.none() | days, st.none() | days)
def test_the_triangle_is_what_one_counts_by_hand(rows, period, leaving, pause, complete, since):
    ours = from_log(rows, period, leaving=leaving, pause=pause, complete=complete, since=since).cohorts
    last = period.last_over(complete or max(day for _, day in rows))
    counted = last - pause if leaving else last
    by_hand = {}
    for user in {user for user, _ in rows}:
        seen = {period.number(day) for name, day in rows if name == user and period.number(day) <= last}
        first = min(seen, default=None)
        if first is None or first > counted or since and first < period.number(since):
            continue
        line = by_hand.setdefault(first, [0] * (counted - first + 1))
        for age in range(len(line)):
            line[age] += any(p >= first + age for p in seen) if leaving else first + age in seen
    assert [(c.name.en, list(c.counts)) for c in ours] == [(period.label(f), line) for f, line in sorted(by_hand.items())]


@properties
@given(entries)
def test_who_has_left_never_returns_and_nobody_is_lost(rows):
    ours = from_log(rows, Period.WEEK, leaving=True).cohorts
    assert all(list(c.counts) == sorted(c.counts, reverse=True) for c in ours)
    last = Period.WEEK.last_over(max(day for _, day in rows))
    assert sum(c.size for c in ours) == len({user for user, day in rows if Period.WEEK.number(day) <= last})


# What the triangle says

def test_the_average_holds_only_cohorts_old_enough():
    part = total(cohorts((100, 50, 40), (300, 90), (50,)), 1)
    assert (part.cohorts, part.size, part.there, part.share) == (2, 400, 140, 0.35)
    assert total(cohorts((100, 50, 40), (300, 90), (50,)), 2).share == 0.4


@pytest.mark.parametrize(("ages", "typical"), [
    ([4], 4), ([1, 2], 1), ([1, 2, 3], 2), ([1, 2, 3, 4, 5, 6], 3), ([0, 0, 0, 5], 5), ([1, 1, 1, 9], 1)])
def test_the_typical_age_is_the_last_that_more_than_half_have_reached(ages, typical):
    assert typical_age(cohorts(*([9] * (age + 1) for age in ages))) == typical


def test_users_still_there_when_the_watching_stops_are_censored():
    # age 1: 140 of 400 stay; age 2: only the first cohort has reached it, 40 of its 50 stay
    found = curve(cohorts((100, 50, 40), (300, 90), (50,)))
    assert (found.at_risk, found.deaths) == ((400, 50), (260, 10))
    assert found.survival == pytest.approx((0.35, 0.35 * 0.8))


def test_a_cohort_that_has_left_altogether_leaves_no_nan():
    result = retention.calculate(triangle((10, 4, 0, 0)))
    assert (result.stayed(2), result.stayed(3), result.share(3)) == (0, None, 0)
    table = block(Rows, triangle((10, 4, 0, 0))).rows
    assert [row[5] for row in table] == ["40.0%", "0.0%", "–"]
    assert [row[7] for row in table] == ["18.7%–85.5%", "–", "–"]


def test_newer_cohorts_are_compared_at_the_same_age():
    found = compare(cohorts((1000, 300, 200), (1000, 300), (1000, 400), (1000, 400), (1000,)))
    assert (found.age, found.older.share, found.newer.share) == (1, 0.3, 0.4)
    # Pearson's statistic of the two by two table, times (N - 1) / N
    pearson = 4000 * (600 * 1200 - 800 * 1400) ** 2 / (2000 * 2000 * 1400 * 2600)
    assert found.test.chi2 == pytest.approx(pearson * 3999 / 4000)


@pytest.mark.parametrize(("newer", "tone", "words"), [
    (450, Tone.GOOD, "better, and chance alone would seldom do that (log-rank, p < 0.001)."),
    (250, Tone.CAUTION, "worse, and chance alone would seldom do that (log-rank, p < 0.001)."),
    (351, Tone.PLAIN, "no more difference than chance alone can make (log-rank, p = 0.963)."),
])
def test_better_worse_or_chance(newer, tone, words):
    verdict = verdicts(triangle((1000, 350), (1000, newer)))[1]
    assert verdict.tone is tone
    assert verdict.sentence.en.endswith(words)


def test_small_numbers_are_named():
    assert "With 40 users on the smaller side only a large difference would show." in verdicts(
        triangle((1000, 500), (40, 20)))[1].sentence.en
    assert "The smaller side has only 40 users" in verdicts(triangle((1000, 500), (40, 1)))[1].sentence.en


def test_everybody_may_stay():
    assert verdicts(triangle((100, 100)))[0].sentence.en == "Of every 100 new users, 100 are left after 1 year."


def test_falling_retention_is_a_caution():
    verdict = verdicts(triangle((100, 90, 50)))[0]
    assert verdict.tone is Tone.CAUTION
    assert verdict.sentence.en.endswith("; the chance of staying another period goes from 90% to 56%.")


@pytest.mark.parametrize(("line", "end"), [
    ((100, 60), "are left after 1 year."), ((100, 50, 25), "; 50% of those there stay another period, early and late alike."),
    ((1000, 800, 400, 360), "; the chance of staying another period goes from 80% to 90%."),
])
def test_the_end_of_the_sentence_follows_the_counts(line, end):
    assert verdicts(triangle(line))[0].sentence.en.endswith(end)


# Two cohorts

def two(*lines, **others):
    return triangle(*lines, compared=Compared.TWO, **others)


def test_two_cohorts_are_compared_over_all_ages():
    found = retention.calculate(two((100, 60, 50, 45), (100, 80, 60), (50, 20))).comparison
    assert (found.age, found.older.size, found.newer.size) == (1, 100, 50)
    one = retention.calculate(two((100, 60, 50, 45), (100, 80, 60), other="cohort 2")).comparison
    ends = log_rank([1, 2, 3, 3, 1, 2, 2], [1, 1, 1, 0, 1, 1, 0], "aaaabbb", [40, 10, 5, 45, 20, 20, 60])
    assert (one.test, one.age) == (ends, 2)
    assert one.early.chi2 != one.test.chi2
    assert one.better


def test_the_sentence_about_two_cohorts():
    verdict = verdicts(two((1000, 600, 500), (1000, 700, 640)))[1]
    assert verdict.tone is Tone.GOOD
    assert verdict.sentence.en == (
        "After 2 years “Cohort 2” keeps 64 of 100, “Cohort 1” 50: “Cohort 2” does better, and chance alone would seldom do that "
        "(log-rank over all ages, p < 0.001; with stress on early ages, p < 0.001).")
    assert verdicts(two((1000, 700, 640), (1000, 600, 500)))[1].tone is Tone.CAUTION


def test_the_older_of_two_stands_first_however_they_are_named():
    lines = (1000, 600), (1000, 650), (1000, 700)
    sentences = {verdicts(two(*lines, one=a, other=b))[1].sentence.en for a, b in (
        ("Cohort 1", "cohort 3"), ("同期群 3", "同期群 1"), ("", ""))}
    assert len(sentences) == 1


def test_users_who_come_and_go_are_compared_at_one_age():
    found = retention.calculate(two((100, 40, 60), (100, 70), reading=Reading.ACTIVE)).comparison
    assert (found.age, found.early) == (1, None)
    assert found.test.observed == (60, 30)


# Revenue

PAID = "ann 2026-01-05 10, ann 2026-02-03 15, bob 2026-01-20 20, bob 2026-02-10 5, cid 2026-01-31 10, ann 2026-03-31 30"


def paid_log(rows, **others):
    entries = tuple(Entry(user, date.fromisoformat(day), float(amount)) for user, day, amount in (
        row.split() for row in rows.split(",")))
    return Inputs(source=Source.LOG, log=entries, pause=0, **others)


def test_growth_of_some_does_not_hide_the_loss_of_others_in_gross():
    (paid,) = retention.calculate(paid_log(PAID)).paid
    assert paid.net == (40, 20, 30)
    assert paid.gross == (40, 10 + 5, 10)


def test_the_sentence_about_revenue():
    assert [v.sentence.en for v in verdicts(paid_log(PAID)) if "revenue" in v.sentence.en] == [
        "Of every 100 in revenue of the first period, 75 come 2 months later (net), 25 without what some users pay more than at "
        "first (gross)."]


def test_net_over_a_hundred_is_good():
    verdict = next(v for v in verdicts(paid_log(PAID + ", bob 2026-03-01 90")) if "revenue" in v.sentence.en)
    assert verdict.tone is Tone.GOOD and "300 come 2 months later" in verdict.sentence.en


def test_revenue_counts_the_same_users_and_periods_as_the_triangle():
    result = retention.calculate(REVENUE)
    assert [c.name for c in result.paid] == [c.name for c in result.cohorts]
    assert [c.age for c in result.paid] == [c.age for c in result.cohorts]
    assert all(paid.net[0] == 20 * c.size for paid, c in zip(result.paid, result.cohorts, strict=True))
    old = retention.calculate(replace(REVENUE, since=date(2026, 3, 1), compared=Compared.HALVES)).paid
    assert [c.name.en for c in old] == ["2026-03", "2026-04", "2026-05", "2026-06"]


def test_a_log_without_amounts_says_nothing_of_revenue():
    assert retention.calculate(SIMULATED).paid == ()
    assert all("revenue" not in v.sentence.en for v in verdicts(SIMULATED))


def test_a_triangle_of_revenue_gives_net_only():
    inputs = triangle((100, 60, 50), revenue=(Revenue("", 1000.0, 900.0, 800.0), Revenue("", 500.0, 600.0)))
    assert "100 come 1 year later (net); gross revenue retention needs amounts by user." in [
        v for v in verdicts(inputs) if "revenue" in v.sentence.en][0].sentence.en
    table = next(b for b in retention.calculate(inputs).view() if isinstance(b, Rows) and b.file == "revenue.csv")
    assert [row[3:] for row in table.rows] == [("100.0%", "–"), ("100.0%", "–"), ("80.0%", "–")]


def test_refunds_lower_the_net_and_not_below_nothing_the_gross():
    (paid,) = retention.calculate(paid_log("ann 2026-01-05 10, ann 2026-02-03 -4, bob 2026-01-09 -5, ann 2026-02-28 0")).paid
    assert (paid.net, paid.gross) == ((5, -4), (10, 0))


def test_a_cohort_that_paid_nothing_at_first_is_no_division_by_zero():
    assert verdicts(paid_log("ann 2026-01-05 0, ann 2026-02-28 9"))[-1].sentence.en.startswith("No cohort that paid in its first")


# Users older than the log

def test_a_first_cohort_swollen_by_older_users_is_a_caution():
    caution = verdicts(LATE)[-1]
    assert caution.tone is Tone.CAUTION
    assert caution.sentence.en == (
        "The first cohort, 2026-04, has 27 users, far more than any later one: about 16 of them probably started before the log, and "
        "who had left by then is missing. Set “Leave out users first seen before” to 2026-05-01.")


def test_doing_what_the_caution_says_ends_it():
    inputs = replace(LATE, since=date(2026, 5, 1))
    assert all("started before the log" not in v.sentence.en for v in verdicts(inputs))
    notes = [b.sentence.en for b in retention.calculate(inputs).view() if isinstance(b, Note)]
    assert "Left out because first seen before 2026-05: 27 users." in notes


def test_cohorts_of_like_size_are_no_caution():
    assert retention.calculate(SIMULATED).log.older == 0


@pytest.mark.parametrize("period", Period)
def test_a_period_begins_on_the_day_after_the_one_before_is_over(period):
    for day in (date(2024, 2, 28) + timedelta(n) for n in range(800)):
        begins = period.begins(period.number(day))
        assert begins <= day and period.number(begins) == period.number(day)
        assert period.number(begins - timedelta(1)) == period.number(day) - 1


# What is shown

def test_cells_not_yet_observed_are_empty_and_zero_is_zero():
    heat = block(Heat, triangle((100, 50, 0), (80, 20)))
    assert [[cell.words for cell in cells] for _, cells in heat.rows] == [
        ["100.0% · 100", "50.0% · 50", "0.0% · 0"], ["100.0% · 80", "25.0% · 20", ""],
        ["100.0% · 180", "38.9% · 70", "0.0% · 0"]]
    assert [[cell.level for cell in cells] for _, cells in heat.rows] == [[9, 5, 0], [9, 2, None], [9, 4, 0]]


def test_the_words_below_the_curves_tell_one_cohort_from_an_average():
    assert block(Chart, S12A).summary.en == "After 4 years, 32.6% of the cohort are there."
    assert block(Chart, triangle((100, 50, 40), (300, 90))).summary.en == (
        "After 1 year the weighted average is 35.0%. Beyond, fewer cohorts are old enough: 1 of 2 at 2 years.")


def test_no_more_than_five_cohorts_are_coloured():
    lines = [(100, *[60] * (9 - n)) for n in range(9)]
    spec = resolve(block(Chart, triangle(*lines)).spec, "en")
    older, newest, average = spec["layer"]
    assert {row["cohort"] for row in older["data"]["values"]} == {f"Cohort {n}" for n in range(1, 5)}
    assert newest["encoding"]["color"]["scale"]["domain"] == [*(f"Cohort {n}" for n in range(5, 10)), "Weighted average"]
    assert len(newest["encoding"]["color"]["scale"]["range"]) == 6
    assert len(average["data"]["values"]) == 10


def test_the_band_is_drawn_as_far_as_it_is_defined():
    band, line = block(Chart, triangle((10, 4, 0)), 1).spec["layer"]
    assert [row["age"] for row in band["data"]["values"]] == [0, 1]
    assert [row["share"] for row in line["data"]["values"]] == [100, 40, 0, 0]


def test_users_who_come_and_go_have_no_survival_curve():
    inputs = triangle((100, 40, 60), reading=Reading.ACTIVE)
    assert retention.calculate(inputs).curve is None
    assert len([b for b in retention.calculate(inputs).view() if isinstance(b, Chart)]) == 1
    assert verdicts(inputs)[0].sentence.en == "Of every 100 new users, 60 are active 2 years later."
    assert [row[5] for row in block(Rows, inputs).rows] == ["40.0%", "150.0%"]


@properties
@given(st.lists(st.lists(st.integers(0, 40), min_size=1, max_size=8), min_size=1, max_size=8), st.booleans())
def test_any_triangle_is_answered_without_nan(lines, leaving):
    lines = [[max(line) + 1, *(sorted(line, reverse=True) if leaving else line)] for line in lines]
    reading = Reading.NOT_LEFT if leaving else Reading.ACTIVE
    view = [*retention.calculate(triangle(*lines, reading=reading)).view()]
    for lang in LANGUAGES:
        words = re.sub(r'href="[^"]*"', "", _html.answer(view, lang))
        assert not re.search(r"\b(NaN|nan|None|Infinity|inf)\b|\{\w+\}", words)


# The simulated log

def test_the_simulated_log_is_the_same_everywhere():
    rows = simulate()
    assert len(rows) == 180
    assert rows[0] == ("u110", date(2026, 1, 2))
    assert rows == sorted(rows, key=lambda row: (row[1], row[0]))
    assert simulate(seed=1) != rows


def test_the_simulated_log_says_that_it_is_simulated():
    name = retention.PRESETS["simulated"].name
    assert "simulated" in name.en and "模拟" in name.zh
    assert set(counts(SIMULATED)) == {f"2026-0{month}" for month in range(1, 7)}
    assert {c[0] for c in counts(SIMULATED).values()} == {11}


# Reading

def test_a_log_with_chinese_headings_and_more_columns():
    inputs = parse(Inputs, {"source": "log", "pause": "0", "log": "金额,日期,用户\n9,2026年1月5日,甲\n8,2026/2/28,甲\n"})
    assert counts(inputs) == {"2026-01": (1, 1)}


def test_a_triangle_pasted_with_its_headings_and_holes_at_the_end():
    inputs = parse(Inputs, {"triangle": "Cohort\tSize\tPeriod 1\tPeriod 2\nJan\t1,000\t631\t468\nFeb\t９００\t500\t"})
    assert counts(inputs) == {"Jan": (1000, 631, 468), "Feb": (900, 500)}


def test_the_columns_of_a_triangle_are_numbered_in_order():
    labels = [column.kind.label for column in asked(Line)][2:]
    assert labels == [Text(f"Period {age}", f"第 {age} 期") for age in range(1, 13)]


def test_a_first_line_of_numbers_is_not_a_heading():
    assert counts(parse(Inputs, {"triangle": "A\t12\t5\t3\t1"})) == {"A": (12, 5, 3, 1)}


def test_cohorts_without_a_name_get_one():
    assert verdicts(triangle((10, 5)))
    assert [c.name.zh for c in retention.calculate(triangle((10, 5), (9, 3))).cohorts] == ["同期群 1", "同期群 2"]


def test_a_long_log_reports_how_far_it_is():
    rows = "\n".join(f"u{n},2026-0{1 + n % 3}-0{1 + n % 9}" for n in range(20_000))
    heard = []
    _progress.listen(lambda done, words: heard.append((done, words.en)))
    try:
        assert "html" in _run.answer("cohort_retention", {"source": "log", "log": rows, "pause": "0"}, "en")
    finally:
        _progress.listen(None)
    assert "html" in _run.answer("cohort_retention", {"source": "log", "log": rows, "pause": "0"}, "en")   # nobody listens
    for words in ("reading rows", "counting users"):
        fractions = [done for done, said in heard if said == words]
        assert len(fractions) >= 3 and fractions == sorted(fractions) and fractions[-1] <= 1


def test_a_browser_hears_of_progress_in_its_language_until_it_is_answered():
    values = {"source": "log", "pause": "0", "log": "\n".join(f"u{n},2026-0{1 + n % 3}-0{1 + n % 9}" for n in range(6_000))}
    heard = []
    answer = json.loads(_browser.answer("cohort_retention", json.dumps(values), "zh", lambda done, words: heard.append(words),
                                        lambda html: heard.append(html)))
    *said, opening = heard
    assert said == ["正在读取数据行", "正在统计用户"] and answer["html"].startswith(opening)
    assert answer == _run.answer("cohort_retention", values, "zh") and len(heard) == 3


# Errors

@pytest.mark.parametrize(("inputs", "field", "en"), [
    (triangle((100, 60, 70)), "triangle.0.p2", "Row 1: 70 users in period 2 after 60 before. Who has left cannot return; if "
     "users come and go, choose “Active in the period itself” below."),
    (triangle((100, 60), (100, 1200)), "triangle.1.p1", "Row 2: 1,200 users in period 1 are more than the 100 who started."),
    (triangle((100, 60, 101), reading=Reading.ACTIVE), "triangle.0.p2",
     "Row 1: 101 users in period 2 are more than the 100 who started."),
    (triangle((100, None, 60)), "triangle.0.p1", "Row 1: period 1 is empty, but a later one is not."),
    (triangle((100,), (50,)), "triangle", "Give at least one cohort with a count for period 1."),
    (triangle(), "triangle", "Give at least one cohort with a count for period 1."),
    (log("ann 2026-01-05, bob 2026-01-31"), "log", "No user is left to count: no period of this log is over, or the "
     "settings below leave everybody out."),
    (log("ann 2026-01-05, bob 2026-01-31", pause=0), "log", "Only one period can be counted, which shows no retention: take "
     "a longer log, shorter periods or fewer pauses."),
    (log("ann 2026-01-05, ann 2026-02-28", since=date(2026, 3, 1)), "log", "No user is left to count: no period of this "
     "log is over, or the settings below leave everybody out."),
    (log("ann 1926-01-05, ann 2026-02-28"), "period", "From 1926-01 to 2026-02 there are 1,202 periods, more than 60. Count "
     "by longer ones, or correct a date."),
    (two((100, 60), (100, 50), one="Cohort 9"), "one", "No cohort watched for a period has this name. There are: Cohort 1, Cohort "
     "2."),
    (two((100, 60), (100,), other="Cohort 2"), "other", "No cohort watched for a period has this name. There are: Cohort 1."),
    (two((100, 60)), "other", "Name two different cohorts, each watched for a period or longer."),
    (triangle((100, 60), revenue=(Revenue("", 10.0, None, 5.0),)), "revenue.0.p1", "Row 1: period 1 is empty, but a later one is "
     "not."),
    (Inputs(source=Source.LOG, log=()), "log", "Paste rows of user and date, or load a file."),
    (Inputs(source=Source.LOG, log=(Entry("a", date(2026, 1, 1)), Entry("", date(2026, 2, 1)))), "log.1.user",
     "Row 2: the user is missing."),
])
def test_what_cannot_be_gets_a_sentence(inputs, field, en):
    problem = refused(inputs)
    assert (problem.field, problem.sentence.en) == (field, en)


@pytest.mark.parametrize(("typed", "field", "en"), [
    ({"triangle": "A\t0\t0"}, "triangle.0.size", "Row 1, Size: Give a value from 1 to 1,000,000,000."),
    ({"triangle": "A\t100\t63.1"}, "triangle.0.p1", "Row 1, Period 1: Give a whole number."),
    ({"source": "log", "log": "u1,2026-13-01"}, "log.0.date",
     "Row 1, Date: “2026-13-01” is not a date. Write year-month-day, for example 2026-01-31."),
])
def test_what_cannot_be_read_names_row_and_column(typed, field, en):
    with pytest.raises(InputErrors) as problem:
        parse(Inputs, typed)
    assert [(e.field, e.sentence.en) for e in problem.value.errors] == [(field, en)]


def test_sixty_periods_fit_and_sixty_one_do_not():
    first = date(2026, 1, 1)
    fits = [("a", first), ("a", first + timedelta(LONGEST - 1))]
    assert from_log(fits, Period.DAY, leaving=True).cohorts[0].age == LONGEST - 1
    with pytest.raises(TooLong):
        from_log([*fits, ("a", first + timedelta(LONGEST))], Period.DAY, leaving=True)


def test_the_last_day_of_the_calendar_is_no_crash():
    assert refused(log("ann 2026-01-05, ann 9999-12-31")).field == "period"
