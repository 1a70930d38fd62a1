"""The forecast as a reader meets it: the scenario, the check of what was held back, cautions, purchases, honest errors."""

from dataclasses import replace

import pytest

from calculators import _run
from calculators._cohorts import Period
from calculators._inputs import InputError, parse
from calculators._results import Figures, Rows, Tone, Verdict
from calculators._triangle_rows import Line
from calculators.retention import retention_forecast as forecast
from calculators.retention.retention_forecast import Customer, Inputs, Leaving

S13A, HELD, HIGH_END, COHORTS, ALIKE, SHOP, CDNOW = (preset.inputs for preset in forecast.PRESETS.values())


def verdicts(inputs):
    return [b for b in forecast.calculate(inputs).view() if isinstance(b, Verdict)]


def tables(inputs):
    return {b.file: b.rows for b in forecast.calculate(inputs).view() if isinstance(b, Rows)}


def counts(*numbers, **others):
    return Inputs(triangle=(Line("", *numbers),), **others)


def bought(*rows, **others):
    return Inputs(leaving=Leaving.SILENCE, customers=tuple(Customer(*row) for row in rows), step=Period.WEEK, **others)


def refused(inputs) -> InputError:
    with pytest.raises(InputError) as problem:
        forecast.calculate(inputs)
    assert problem.value.sentence.zh != problem.value.sentence.en
    return problem.value


# Counted survivors

@pytest.mark.parametrize(("inputs", "alpha", "beta", "value", "flat"), [
    (S13A, 0.7041, 1.1820, 443.39, 281.45), (HIGH_END, 0.6681, 3.8061, 710.67, 571.43)])
def test_the_scenario(inputs, alpha, beta, value, flat):
    result = forecast.calculate(inputs)
    assert result.model.parameters == pytest.approx((alpha, beta), abs=5e-5)
    assert (result.value, result.value_naive) == pytest.approx((value, flat), abs=0.005)


def test_the_scenario_with_four_renewals_and_its_check():
    result = forecast.calculate(HELD)
    assert result.model.parameters == pytest.approx((0.7637, 1.2958), abs=5e-5)
    check = verdicts(HELD)[2]
    assert check.tone is Tone.GOOD
    assert check.sentence.en == ("Check: from the first 4 years alone the model forecasts 23.0% at 7 years, and 24.1% came; that "
                                 "lies inside its interval.")
    assert forecast.calculate(counts(1000, 631, 468, 382, 326)).model == result.model


def test_the_sentences_of_the_scenario():
    left, worth = (verdict.sentence for verdict in verdicts(S13A))
    assert left.en == ("After 12 years 17.0% of customers are left (95% interval 14.5% to 19.7%), against 0.4% with constant "
                       "churn.")
    assert left.zh == "12 年后客户还剩 17.0%（95% 区间 14.5% 至 19.7%）；若流失率不变，则剩 0.4%。"
    assert worth.en.startswith("A new customer is worth 443.39 (95% interval 416.74 to 471.74): 58% more than the 281.45 of")


def test_the_default_of_the_form_is_the_scenario():
    assert S13A == Inputs()


def test_what_a_customer_is_worth_grows_with_the_years_stayed():
    result = forecast.calculate(S13A)
    worth = [result.value_after(age) for age in range(20)]
    assert worth == sorted(worth)
    # just before the first renewal, as of then: the value of a new customer less the payment already made
    share = result.model.retention(1)
    assert worth[0] / 1.1 == pytest.approx(result.value - 120)
    assert worth[0] == pytest.approx(share * 120 * result.model.aged(1).lifetime(0.1))


def test_the_value_within_the_horizon_is_the_sum_of_what_the_table_shows():
    result = forecast.calculate(S13A)
    by_hand = sum(120 * share / 1.1 ** age for age, share in enumerate(result.model.survival(12)))
    assert result.value_within == pytest.approx(by_hand)
    assert result.value_within < result.value


def test_a_monthly_product_is_discounted_by_the_twelfth_root():
    year, month = (forecast.calculate(replace(S13A, step=step)) for step in (Period.YEAR, Period.MONTH))
    assert (1 + month.discount) ** 12 == pytest.approx(1 + year.discount)
    assert month.value > year.value


def test_a_check_that_fails_is_a_caution():
    check = verdicts(counts(10_000, 6_000, 4_500, 3_800, 3_400, 1_000, 200, hold=2))[2]
    assert check.tone is Tone.CAUTION
    assert "that lies outside its interval of" in check.sentence.en


def test_alike_customers_are_worth_what_constant_churn_says():
    worth, alike = verdicts(ALIKE)[1:3]
    assert worth.sentence.en.endswith("as under constant churn.")
    assert alike.tone is Tone.CAUTION and "One churn of 20.0% for everybody" in alike.sentence.en


def test_falling_retention_leaves_one_churn_and_says_so():
    result = verdicts(counts(1000, 900, 700, 400))
    assert "less than the" in result[1].sentence.en
    assert result[2].sentence.en.startswith("Retention does not rise with age in these counts")
    figures = next(b for b in forecast.calculate(counts(1000, 900, 700, 400)).view() if isinstance(b, Figures))
    assert figures.figures[0].label.en == "One churn for all"


def test_a_forecast_over_twice_what_was_counted_is_a_caution():
    assert verdicts(COHORTS)[-1].sentence.en == (
        "36 months is more than twice the 4 months that were counted. The interval holds only if the model does.")
    assert not [v for v in verdicts(replace(S13A, horizon=14)) if v.tone is Tone.CAUTION]
    assert [v for v in verdicts(replace(S13A, horizon=15)) if v.tone is Tone.CAUTION]


def test_cohorts_of_any_age_are_fitted_together():
    assert forecast.calculate(COHORTS).model.parameters == pytest.approx((3.798, 15.192), abs=5e-4)
    counted = [row[1] for row in tables(COHORTS)["retention_forecast.csv"]]
    assert counted[:6] == ["100.0%", "80.0%", "64.8%", "53.1%", "43.9%", "–"]


def test_a_cohort_that_has_left_altogether_is_no_crash():
    assert verdicts(counts(10, 4, 0, 0))


# Purchases

def test_the_sample_gives_the_published_parameters():
    model = forecast.calculate(CDNOW).model
    assert (model.r, model.alpha, model.a, model.b) == pytest.approx((0.2426, 4.414, 0.793, 2.426), abs=5e-4)


def test_the_sentences_of_the_sample():
    expected, best, fits = verdicts(CDNOW)
    assert expected.sentence.en == "Expect 1,653 repeat purchases from these 2,357 customers in the next 39 weeks."
    assert best.sentence.zh == "曾复购的 946 人中，约有 506 人仍在。最有希望的 20% 客户贡献 68% 的购买，末表列出了是哪些。"
    assert (fits.tone, fits.sentence.en[:15]) == (Tone.GOOD, "The model fits:")


def test_rows_groups_and_total_agree():
    result = forecast.calculate(SHOP)
    assert sum(group.purchases for group in result.groups) == pytest.approx(result.expected)
    assert sum(group.count for group in result.groups) == result.count == 80
    assert sum(counted for counted, _ in result.fitting) == 80
    assert sum(modelled for _, modelled in result.fitting) == pytest.approx(80)
    assert result.top(1) == pytest.approx(1) and result.top(0.2) > 0.2
    assert len(tables(SHOP)["customers.csv"]) == len(SHOP.customers)


def test_discounting_lies_between_the_start_and_the_end_of_the_time_ahead():
    result = forecast.calculate(SHOP)
    undiscounted = result.margin * result.expected
    assert undiscounted / 1.1 < result.value < undiscounted
    assert forecast.calculate(replace(SHOP, discount=1.0)).value > result.value


def test_discounting_in_four_parts_is_as_good_as_in_four_hundred():
    result = forecast.calculate(SHOP)
    ends, exact = [52 * part / 400 for part in range(401)], 0.0
    for who in result.histories:
        bought = [result.model.expected(end, who.repeats, who.last, who.watched) for end in ends]
        exact += who.count * sum((later - sooner) * 1.1 ** (-(end - 0.065) * 7 / 365) for sooner, later, end in zip(
            bought, bought[1:], ends[1:], strict=False))
    assert result.value == pytest.approx(25 * exact, rel=5e-4)


def test_customers_of_two_kinds_do_not_fit_one_model():
    rows = [(0, 0, 52, 500), (7, 51, 52, 500), (2, 50, 52, 1)]
    fits = verdicts(bought(*rows))[2]
    assert fits.tone is Tone.CAUTION and fits.sentence.en.startswith("The model does not fit: ")


def test_few_customers_cannot_be_checked():
    assert verdicts(bought((1, 5, 30), (0, 0, 30)))[2].sentence.en.endswith("too few customers to tell whether that is chance.")


@pytest.mark.parametrize(("rows", "what"), [
    ([(12, 51, 52, 50), (3, 50, 52, 50), (0, 0, 52, 50)], "that anybody leaves"),
    ([(1, 5, 52, 90), (1, 30, 52, 90), (0, 0, 52, 50)], "that anybody stays after a repeat"),
])
def test_what_the_rows_do_not_show_is_named(rows, what):
    assert any(what in verdict.sentence.en and verdict.tone is Tone.CAUTION for verdict in verdicts(bought(*rows)))


# Errors

@pytest.mark.parametrize(("inputs", "field", "en"), [
    (Inputs(triangle=()), "triangle", "Give at least one cohort with counts for periods 1 and 2."),
    (counts(100, 60), "triangle", "Give at least one cohort with counts for periods 1 and 2."),
    (counts(100, 100, 100), "triangle", "No curve can be drawn through these counts: some customers must leave, some must stay "
     "the first period, and some must be watched for two."),
    (counts(100, 60, 50, hold=1), "hold", "Of 2 periods at most 0 can be held back: a curve needs two."),
    (counts(100, 60, 70), "triangle.0.p2", "Row 1: 70 users in period 2 after 60 before. Who has left cannot return; if they "
     "come and go, choose “Silently” above."),
    (bought((0, 0, 10)), "customers", "Nobody bought again, so there is nothing to forecast from."),
    (bought((1, 11, 10)), "customers.0.last", "Row 1: the last repeat lies after the end of watching."),
    (bought((1, 5, 10), (2, 0, 10)), "customers.1.last", "Row 2: a repeat needs a time after the first purchase."),
    (bought((0, 4, 10)), "customers.0.last", "Row 1: without repeats this is 0."),
])
def test_what_cannot_be_gets_a_sentence(inputs, field, en):
    problem = refused(inputs)
    assert (problem.field, problem.sentence.en) == (field, en)


def test_a_summary_is_pasted_with_its_headings_and_without_a_count():
    inputs = parse(Inputs, {"leaving": "silence", "customers": "Watched for,Repeats,Last repeat at\n38.86,2,30.43\n38.86,0,0\n"})
    assert inputs.customers == (Customer(2, 30.43, 38.86), Customer(0, 0, 38.86))


def test_the_largest_table_is_answered():
    rows = "\n".join(f"{n % 40}\t{n % 40 and 1 + n / 7}\t{450 + n % 90}\t1" for n in range(2_000))
    assert "html" in _run.answer("retention_forecast", {"leaving": "silence", "customers": rows}, "en")
