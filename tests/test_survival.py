"""Kaplan–Meier and log-rank: whole tables as R prints them, what must hold for any data, a second witness, refusals."""

import math
import statistics
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from lifelines.statistics import logrank_test
from lifelines.utils import restricted_mean_survival_time

from calculators._survival import kaplan_meier, log_rank
from scripts.published import FOLDER, half_last_digit

SAMPLES = {case["id"]: case["inputs"] for case in
           tomllib.loads((FOLDER / "cohort_retention.toml").read_text(encoding="utf-8"))["case"]}
properties = settings(max_examples=100, deadline=None, derandomize=True)
lifetimes = st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=60)

# time, at risk, ends, survival, standard error, lower and upper limit: R's summary(survfit), as printed
R_TABLES = {
    "km_aml_maintained": """
        9  11 1 0.909 0.0867 0.7541 1.000
        13 10 1 0.818 0.1163 0.6192 1.000
        18  8 1 0.716 0.1397 0.4884 1.000
        23  7 1 0.614 0.1526 0.3769 0.999
        31  5 1 0.491 0.1642 0.2549 0.946
        34  4 1 0.368 0.1627 0.1549 0.875
        48  2 1 0.184 0.1535 0.0359 0.944""",
    "km_ovarian_all": """
        59  26 1 0.962 0.0377 0.890 1.000
        115 25 1 0.923 0.0523 0.826 1.000
        156 24 1 0.885 0.0627 0.770 1.000
        268 23 1 0.846 0.0708 0.718 0.997
        329 22 1 0.808 0.0773 0.670 0.974
        353 21 1 0.769 0.0826 0.623 0.949
        365 20 1 0.731 0.0870 0.579 0.923
        431 17 1 0.688 0.0919 0.529 0.894
        464 15 1 0.642 0.0965 0.478 0.862
        475 14 1 0.596 0.0999 0.429 0.828
        563 12 1 0.546 0.1032 0.377 0.791
        638 11 1 0.497 0.1051 0.328 0.752""",
    "km_ovarian_rx2": """
        353 13 1 0.923 0.0739 0.789 1.000
        365 12 1 0.846 0.1001 0.671 1.000
        464  9 1 0.752 0.1256 0.542 1.000
        475  8 1 0.658 0.1407 0.433 1.000
        563  7 1 0.564 0.1488 0.336 0.946""",
}


def split(rows):
    return [time for time, _ in rows], [int(event) for _, event in rows]


# As printed

@pytest.mark.parametrize("name", R_TABLES)
def test_every_line_of_the_table_that_r_prints(name):
    curve = kaplan_meier(**SAMPLES[name])
    ours = zip(curve.times, curve.at_risk, curve.deaths, curve.survival, curve.error, curve.lower, curve.upper, strict=True)
    for values, line in zip(ours, R_TABLES[name].strip().splitlines(), strict=True):
        for value, printed in zip(values, line.split(), strict=True):
            assert value == pytest.approx(float(printed), abs=half_last_digit(printed) * 1.0001), line


def test_median_of_the_maintained_group_is_31_and_its_upper_limit_is_not_reached():
    curve = kaplan_meier(**SAMPLES["km_aml_maintained"])
    assert (curve.median, curve.median_lower, curve.median_upper) == (31, 18, None)


@pytest.mark.parametrize(("name", "people", "ends"), [("km_lung_ecog0", 63, 37), ("km_lung_ecog2", 50, 44)])
def test_people_and_ends_of_the_lung_sample(name, people, ends):
    curve = kaplan_meier(**SAMPLES[name])
    assert (len(SAMPLES[name]["times"]), sum(curve.deaths)) == (people, ends)


# By hand

def test_four_people_one_lost_from_sight():
    curve = kaplan_meier([1, 2, 3, 4], [1, 0, 1, 0])
    assert (curve.times, curve.at_risk, curve.deaths) == ((1, 3), (4, 2), (1, 1))
    assert curve.survival == (3 / 4, 3 / 8)
    assert curve.error[1] == pytest.approx(3 / 8 * math.sqrt(1 / (4 * 3) + 1 / (2 * 1)))
    assert curve.lower[1] == pytest.approx(math.exp(math.log(3 / 8) - 1.959964 * math.sqrt(1 / 12 + 1 / 2)), rel=1e-6)
    assert curve.upper[1] == 1


def test_who_is_lost_at_the_time_of_an_end_was_at_risk():
    assert kaplan_meier([5, 5, 9], [1, 0, 0]).at_risk == (3,)


def test_between_ends_the_curve_stays_and_before_the_first_it_is_whole():
    curve = kaplan_meier([2, 5, 9], [1, 1, 0])
    assert [curve.at(t)[0] for t in (0, 1.9, 2, 4, 5, 99)] == pytest.approx([1, 1, 2 / 3, 2 / 3, 1 / 3, 1 / 3])
    assert curve.at(1) == (1, 1, 1)


def test_where_nobody_is_left_the_band_is_not_defined():
    curve = kaplan_meier([1, 2], [1, 1])
    assert (curve.survival[-1], curve.error[-1], curve.lower[-1], curve.upper[-1]) == (0, None, None, None)
    assert (curve.median, curve.median_lower) == (1, 1)


def test_nobody_leaves_and_the_curve_has_no_step():
    curve = kaplan_meier([3, 4], [0, 0])
    assert curve.times == ()
    assert curve.median is None
    assert curve.at(4) == (1, 1, 1)


def test_a_half_reached_through_thirds_is_a_median():
    # 9/10 · 8/9 · 7/8 · 6/7 · 5/6 is one half exactly, but not in floats
    assert kaplan_meier([1, 2, 3, 4, 5, *[9] * 5], [1] * 5 + [0] * 5).median == 5


def test_counts_stand_for_repeated_lines():
    times, events, counts = [1, 2, 2, 5], [1, 1, 0, 0], [7, 3, 2, 11]
    long = [[value for value, count in zip(column, counts, strict=True) for _ in range(count)] for column in (times, events)]
    assert kaplan_meier(times, events, counts) == kaplan_meier(*long)
    groups = ["a", "b", "a", "b"]
    repeated = [group for group, count in zip(groups, counts, strict=True) for _ in range(count)]
    assert log_rank(times, events, groups, counts) == log_rank(*long, repeated)


def test_a_wider_confidence_gives_a_wider_band():
    rows = SAMPLES["km_ovarian_all"]
    narrow, wide = kaplan_meier(**rows, confidence=0.9), kaplan_meier(**rows, confidence=0.99)
    assert all(w < n for w, n in zip(wide.lower, narrow.lower, strict=True))


def test_groups_that_nothing_can_tell_apart():
    same = log_rank([1, 1, 1, 1], [0, 0, 0, 0], ["a", "a", "b", "b"])
    assert (same.chi2, same.p) == (0, 1)


# For any data

@properties
@given(st.lists(st.integers(1, 20), min_size=1, max_size=80))
def test_without_censoring_it_is_the_share_still_there(times):
    curve = kaplan_meier(times, [1] * len(times))
    for t in range(22):
        assert curve.at(t)[0] == pytest.approx(sum(time > t for time in times) / len(times), abs=1e-12)


@properties
@given(st.lists(st.integers(1, 20), min_size=2, max_size=80))
def test_without_censoring_greenwood_is_the_binomial_error(times):
    curve = kaplan_meier(times, [1] * len(times))
    for share, error in zip(curve.survival, curve.error, strict=True):
        if error is not None:
            assert error == pytest.approx(math.sqrt(share * (1 - share) / len(times)), rel=1e-9)


@properties
@given(lifetimes)
def test_the_curve_falls_and_lies_in_its_band(rows):
    curve = kaplan_meier(*split(rows))
    assert list(curve.survival) == sorted(curve.survival, reverse=True)
    assert sum(curve.deaths) == sum(event for _, event in rows)
    for share, low, high in zip(curve.survival, curve.lower, curve.upper, strict=True):
        assert (low is None) == (share == 0)
        assert low is None or 0 <= low <= share <= high <= 1


@properties
@given(lifetimes)
def test_lifelines_draws_the_same_curve(rows):
    times, events = split(rows)
    curve, witness = kaplan_meier(times, events), KaplanMeierFitter().fit(times, events)
    for t in range(32):
        assert curve.at(t)[0] == pytest.approx(float(witness.predict(t)), abs=1e-9)


@properties
@given(lifetimes, lifetimes)
def test_lifelines_finds_the_same_difference(one, two):
    test = log_rank(*split(one + two), ["one"] * len(one) + ["two"] * len(two))
    (first, ends), (second, more) = split(one), split(two)
    if not math.isclose(test.chi2, 0):
        witness = logrank_test(first, second, ends, more)
        assert (test.chi2, test.p) == pytest.approx((witness.test_statistic, witness.p_value), rel=1e-6)
    assert sum(test.expected) == pytest.approx(sum(test.observed))
    assert 0 <= test.p <= 1


@properties
@given(lifetimes, lifetimes)
def test_exchanging_the_groups_changes_nothing(one, two):
    test = log_rank(*split(one + two), ["one"] * len(one) + ["two"] * len(two))
    back = log_rank(*split(two + one), ["two"] * len(two) + ["one"] * len(one))
    assert (back.chi2, back.observed) == (pytest.approx(test.chi2, abs=1e-9), test.observed[::-1])


@properties
@given(st.lists(st.integers(1, 20), min_size=2, max_size=60), st.integers(1, 25))
def test_without_censoring_the_mean_is_the_mean_and_its_error_the_usual_one(times, to):
    mean, error = kaplan_meier(times, [1] * len(times)).mean(to)
    cut = [min(time, to) for time in times]
    assert mean == pytest.approx(statistics.fmean(cut))
    assert error == pytest.approx(statistics.pstdev(cut) / math.sqrt(len(cut)), abs=1e-9)


@properties
@given(lifetimes, st.integers(1, 40))
def test_lifelines_finds_the_same_mean(rows, to):
    times, events = split(rows)
    ours = kaplan_meier(times, events).mean(to)[0]
    assert ours == pytest.approx(restricted_mean_survival_time(KaplanMeierFitter().fit(times, events), t=to), abs=1e-9)


@properties
@given(lifetimes, lifetimes)
def test_lifelines_finds_the_same_early_difference(one, two):
    test = log_rank(*split(one + two), ["one"] * len(one) + ["two"] * len(two), early=True)
    (first, ends), (second, more) = split(one), split(two)
    if not math.isclose(test.chi2, 0):
        witness = logrank_test(first, second, ends, more, weightings="tarone-ware")
        assert (test.chi2, test.p) == pytest.approx((witness.test_statistic, witness.p_value), rel=1e-6)


# Refusals

@pytest.mark.parametrize(("times", "events", "counts"), [
    ([], [], None), ([-1], [1], None), ([1], [2], None), ([1], [1], [-1]), ([1], [1], [0]), ([math.nan], [1], None),
    ([1, 2], [1], None),
])
def test_what_is_not_a_duration_is_refused(times, events, counts):
    with pytest.raises(ValueError):
        kaplan_meier(times, events, counts)


@pytest.mark.parametrize("groups", [["a", "a"], ["a", "b", "c"]])
def test_anything_but_two_groups_is_refused(groups):
    with pytest.raises(ValueError, match="two groups"):
        log_rank([1] * len(groups), [1] * len(groups), groups)
