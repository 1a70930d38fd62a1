"""Credit loss and capital: the scenario as the page prints it, a book by simulation, floors, and what is said."""

from dataclasses import replace

import numpy as np
import pytest

from calculators import _credit
from calculators._credit import Exposure
from calculators._inputs import InputErrors, parse
from calculators._results import Chart, Figures, Rows, Tone
from calculators.risk import credit_loss
from calculators.risk.credit_loss import Floors, Inputs, Segment

S02A = credit_loss.calculate(Inputs())
BANK, GRADES, EQUAL = (credit_loss.calculate(credit_loss.PRESETS[name].inputs) for name in ("bank", "grades", "equal"))


def book(*lines, **others):
    return credit_loss.calculate(Inputs(tuple(Segment("", *line) for line in lines), **others))


# The scenario

def test_one_consumer_loan_as_the_page_prints_it():
    line = S02A.rows[0]
    assert (round(S02A.expected, 2), round(line.correlation, 5), round(line.k, 5)) == (180.00, 0.07549, 0.06698)
    assert (round(S02A.rwa, 2), round(S02A.capital, 2), round(S02A.bad_year, 2)) == (8_372.25, 669.78, 849.78)


def test_the_same_loan_as_a_revolving_line():
    result = credit_loss.calculate(credit_loss.PRESETS["S-02a-revolving"].inputs)
    assert (round(result.expected, 2), round(result.k, 5), round(result.rwa, 2)) == (180.00, 0.04124, 5_155.22)


def test_three_grades():
    assert [(round(row.expected, 2), round(100 * row.k, 3)) for row in GRADES.rows] == [(45, 3.662), (180, 6.698), (375, 8.855)]


def test_one_expected_loss_three_capitals():
    assert {round(row.expected, 9) for row in EQUAL.rows} == {180}
    assert [round(row.capital, 2) for row in EQUAL.rows] == [1_002.63, 669.78, 361.23]


# A book

def test_retail_capital_is_the_loss_of_the_worst_year_in_1000_beyond_the_average():
    assert S02A.capital == pytest.approx(S02A.unexpected)
    assert BANK.capital > BANK.unexpected  # firms: their maturity adds to capital, not to the year's loss


def test_a_books_bad_year_is_that_of_simulated_years():
    factor = np.random.default_rng(20261125).standard_normal(400_000)
    losses = np.zeros_like(factor)
    for row in BANK.rows:
        years = _credit.NORMAL.inv_cdf(row.pd) + np.sqrt(row.correlation) * factor
        rates = np.vectorize(_credit.NORMAL.cdf)(years / np.sqrt(1 - row.correlation))
        losses += row.lgd * row.segment.ead * rates
    assert losses.mean() == pytest.approx(BANK.expected, rel=0.01)
    for confidence in (0.5, 0.95, 0.99):
        assert np.quantile(losses, confidence) == pytest.approx(BANK.loss(confidence), rel=0.02)


def test_splitting_a_line_changes_nothing():
    whole = book((Exposure.QRRE, 900, 2, 70))
    parts = book((Exposure.QRRE, 300, 2, 70), (Exposure.QRRE, 600, 2, 70))
    for name in ("expected", "bad_year", "capital", "rwa", "k"):
        assert getattr(parts, name) == pytest.approx(getattr(whole, name))


def test_a_milder_confidence_moves_the_bad_year_and_leaves_capital():
    milder = credit_loss.calculate(Inputs(confidence=95.0))
    assert round(milder.bad_year, 2) == 411.80
    assert milder.capital == S02A.capital


# What single changes do

def test_each_change_is_the_difference_of_two_books():
    pd, lgd, *classes = GRADES.changes
    worse = replace(credit_loss.PRESETS["grades"].inputs, segments=tuple(
        replace(row.segment, pd=row.segment.pd + 1) for row in GRADES.rows))
    after = credit_loss.calculate(worse)
    assert (pd.expected, pd.capital) == pytest.approx((after.expected - GRADES.expected, after.capital - GRADES.capital))
    assert (round(lgd.expected, 2), round(lgd.capital, 2)) == (45.00, 155.54)
    assert {change.exposure for change in classes} == set(Exposure) - {Exposure.OTHER_RETAIL}
    assert all(change.expected == 0 for change in classes)


def test_a_mixed_book_is_shown_in_every_class():
    assert [change.exposure for change in BANK.changes] == [None, None, *Exposure]


def test_a_change_stops_where_the_form_does():
    full = book((Exposure.OTHER_RETAIL, 100, 99, 100))
    assert [change.expected for change in full.changes[:2]] == [0, 0]


# Floors

def test_floors_are_applied_only_on_request():
    line = (Exposure.QRRE, 1_000, 0.05, 20)
    typed, raised = book(line), book(line, floors=Floors.BASEL)
    assert typed.expected == pytest.approx(0.1)
    assert (raised.rows[0].pd, raised.rows[0].lgd, raised.rows[0].raised) == (0.001, 0.5, True)
    assert [*typed.view()][3].sentence.en == ("In 1 of 1 lines PD or LGD is lower than Basel lets a bank use for unsecured "
                                           "lending; the answer takes them as typed.")
    assert [*raised.view()][3].sentence.zh == "1 行中有 1 行的违约概率或违约损失率按巴塞尔下限调高。"
    assert [*typed.view()][3].tone is [*raised.view()][3].tone is Tone.CAUTION
    assert isinstance([*S02A.view()][3], Figures)


# What is said

def test_the_price_bears_the_average_year_and_capital_the_bad_one():
    average, bad = (block.sentence for block in [*S02A.view()][:2])
    assert average.en == "This book loses 180.00 in an average year: a cost that belongs in the price."
    assert average.zh == "这个组合平均一年损失 180.00，这是成本，应计入价格。"
    assert bad.en == "In 99.9% of years it loses no more than 849.78; the 669.78 above the average is what capital is for."
    assert bad.zh == "99.9% 的年份损失不超过 849.78，超出平均的 669.78 要靠资本承担。"


def test_a_year_milder_than_the_average_is_called_so():
    sentence = [*credit_loss.calculate(Inputs(confidence=50.0)).view()][1].sentence
    assert sentence.en == ("In 50% of years it loses no more than 151.37, which is less than the average: "
                           "raise that percentage to see a bad year.")
    assert sentence.zh == "50% 的年份损失不超过 151.37，还低于平均值；把这个百分比调高，才看得到坏年份。"


def test_one_line_is_held_against_other_classes_and_many_against_each_other():
    assert [*S02A.view()][2].sentence.en == ("Capital is 669.78 as it stands; as qualifying revolving it would be 412.42, "
                                          "as corporate 1,370.00. The expected loss stays the same.")
    assert [*BANK.view()][2].sentence.en == ("“Cash loans” is 20.0% of the exposure, 53.8% of the expected loss and 39.7% of "
                                          "the capital.")
    assert [*BANK.view()][2].tone is Tone.PLAIN
    heavy = book((Exposure.MORTGAGE, 900, 0.3, 10), (Exposure.OTHER_RETAIL, 100, 8, 80))
    assert [*heavy.view()][2].tone is Tone.CAUTION
    assert [*heavy.view()][2].sentence.zh.startswith("“第 2 行”占风险暴露的 10.0%")


def test_floors_that_differ_by_class_leave_no_claim_about_expected_loss():
    low = book((Exposure.OTHER_RETAIL, 1_000, 3, 10), floors=Floors.BASEL)
    assert [*low.view()][2].sentence.en == ("Capital is 33.49 as it stands; as residential mortgage it would be 19.91, "
                                         "as corporate 57.08.")


def test_pictures_say_their_finding_and_tables_hold_the_lines():
    years, changed = (block for block in BANK.view() if isinstance(block, Chart))
    assert "one in 100 at 31,380,349" in years.summary.en and "百年一遇 31,380,349" in years.summary.zh
    assert "as corporate, +42,953,349" in changed.summary.en
    lines, changes = (block for block in BANK.view() if isinstance(block, Rows))
    assert [row[9] for row in lines.rows] == ["7,084,100", "6,795,860", "15,025,238", "5,906,667", "3,019,208"]
    assert [row[4] for row in changes.rows[:3]] == ["", "+10,369,053", "+4,413,567"]


def test_a_bar_is_drawn_for_what_changes_only():
    _, changed = (block for block in S02A.view() if isinstance(block, Chart))
    bars = changed.spec["layer"][0]["data"]["values"]
    assert [round(bar["value"], 2) for bar in bars] == [60.00, 23.69, 15.00, 55.81, 700.22, 371.05, 524.76, -257.36]


def test_empty_cells_for_firms_take_the_usual_values():
    inputs = parse(Inputs, {"segments": "shop\tsme\t1000\t2\t45\t\t"})
    assert (inputs.segments[0].turnover, inputs.segments[0].maturity) == (5.0, 2.5)


@pytest.mark.parametrize(("row", "column"), [("x\tother_retail\t100\t0\t60", "pd"), ("x\tother_retail\t100\t100\t60", "pd"),
                                             ("x\tother_retail\t100\t3\t0", "lgd"), ("x\tother_retail\t0\t3\t60", "ead"),
                                             ("x\tbond\t100\t3\t60", "exposure"), ("x\tsme\t100\t3\t60\t51", "turnover")])
def test_what_has_no_answer_is_refused_at_its_cell(row, column):
    with pytest.raises(InputErrors) as refused:
        parse(Inputs, {"segments": row})
    assert [error.field for error in refused.value.errors] == [f"segments.0.{column}"]
