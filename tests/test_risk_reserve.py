"""Adequacy of a reserve: the scenario as the page prints it, fees by simulation, few loans, and what is said."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import _credit
from calculators._results import Chart, Rows, Tone
from calculators._text import resolve
from calculators.risk import risk_reserve
from calculators.risk.risk_reserve import PRESETS, Inputs

S05A = risk_reserve.calculate(Inputs())
FEW, FEES = (risk_reserve.calculate(PRESETS[name].inputs) for name in ("few", "fees"))
properties = settings(max_examples=60, deadline=None, derandomize=True)


def reserve(percent, **others):
    return risk_reserve.calculate(Inputs(reserve=percent, **others))


def verdicts(result):
    return [block.sentence for block in result.view() if hasattr(block, "tone")]


# The scenario

def test_expected_loss_and_levels():
    assert round(100 * S05A.expected, 10) == 3.90
    assert [round(100 * S05A.level(level), 2) for level in (0.9, 0.95, 0.99, 0.999)] == [7.33, 8.95, 12.61, 17.64]


@pytest.mark.parametrize(("name", "lasts"), [("S-05a-2", 24.4), ("S-05a", 61.4), ("S-05a-8", 92.5)])
def test_each_reserve_of_the_scenario(name, lasts):
    assert round(100 * risk_reserve.calculate(PRESETS[name].inputs).pool.lasts, 1) == lasts


def test_a_printed_unexpected_loss():
    """LeetQuiz, FRM practice question 311.2: 100m, PD 2 %, correlation 0.13, recovery 50 %: 6.845m beyond the expected."""
    result = risk_reserve.calculate(Inputs(pd=2.0, lgd=50.0, correlation=13.0, confidence=99.9))
    assert 100 * (result.large.level - result.expected) == pytest.approx(6.845, abs=0.0005)


# Large pools

@given(st.floats(0.01, 80), st.floats(1, 100), st.floats(0.5, 45), st.floats(0, 30), st.floats(50, 99.99))
@properties
def test_the_level_asked_for_lasts_as_often_as_asked(pd, lgd, correlation, fee, confidence):
    inputs = Inputs(pd=pd, lgd=lgd, correlation=correlation, fee=fee, confidence=confidence)
    level = risk_reserve.calculate(inputs).large.level
    lasts = risk_reserve.calculate(Inputs(**{**vars(inputs), "reserve": 100 * level})).large.lasts
    assert lasts >= confidence / 100 - 1e-6
    if level > 0:
        assert lasts == pytest.approx(confidence / 100, abs=1e-6)


@given(st.floats(0, 100), st.floats(0, 100), st.sampled_from([None, 2, 50, 1_000]))
@properties
def test_a_larger_reserve_never_lasts_less_often(one, other, loans):
    low, high = sorted((one, other))
    assert reserve(low, loans=loans).pool.lasts <= reserve(high, loans=loans).pool.lasts + 1e-12


def test_more_correlation_helps_a_poor_reserve_and_hurts_a_good_one():
    assert reserve(2.0, correlation=20.0).pool.lasts > reserve(2.0).pool.lasts
    assert reserve(8.0, correlation=20.0).pool.lasts < reserve(8.0).pool.lasts


def test_what_is_missing_is_the_average_beyond_the_reserve():
    factor = np.random.default_rng(20261125).standard_normal(400_000)
    inner = (_credit.NORMAL.inv_cdf(0.06) + np.sqrt(0.1) * factor) / np.sqrt(0.9)
    losses = 0.65 * np.vectorize(_credit.NORMAL.cdf)(inner)
    assert np.mean(losses <= 0.04) == pytest.approx(S05A.pool.lasts, abs=0.003)
    assert np.mean(losses[losses > 0.04] - 0.04) == pytest.approx(S05A.missing, rel=0.01)


# Fees

def test_fees_come_from_those_who_do_not_default():
    factor = np.random.default_rng(20261126).standard_normal(400_000)
    rate = np.vectorize(_credit.NORMAL.cdf)((_credit.NORMAL.inv_cdf(0.06) + np.sqrt(0.1) * factor) / np.sqrt(0.9))
    left = 0.01 + 0.06 * (1 - rate) - 0.65 * rate
    assert np.mean(left >= 0) == pytest.approx(FEES.pool.lasts, abs=0.003)
    assert -left[left < 0].mean() == pytest.approx(FEES.missing, rel=0.01)
    assert FEES.alone == pytest.approx(reserve(1.0).pool.lasts)


def test_a_fee_is_worth_less_than_the_same_reserve():
    assert reserve(1.0, fee=6.0).pool.lasts < reserve(7.0).pool.lasts


# Few loans

def test_few_loans_need_more_at_the_top():
    assert [pool.loans for pool in FEW.sizes] == [20, 50, 200, 1_000, 5_000, None]
    assert [round(100 * pool.level, 2) for pool in FEW.sizes] == [13.00, 10.40, 9.42, 9.04, 8.97, 8.95]
    assert (FEW.pool.bears, round(100 * FEW.pool.lasts, 1), round(100 * FEW.large.lasts, 1)) == (24, 91.3, 92.5)


def test_a_size_given_takes_its_place_among_the_others():
    assert [pool.loans for pool in reserve(4.0, loans=700).sizes] == [20, 50, 200, 700, 1_000, 5_000, None]


def test_a_reserve_of_exactly_so_many_losses_pays_them():
    """7 × 65 % of 200 loans is 2.275 % of outstanding; divided again in binary, it falls just short of 7."""
    assert 2.275 / 65 * 200 < 7
    assert reserve(2.275, loans=200).pool.bears == 7
    assert reserve(2.274, loans=200).pool.bears == 6


def test_the_curve_of_few_loans_has_a_step_for_each_default_that_is_paid():
    _, sizes = (block for block in FEW.view() if isinstance(block, Chart))
    steps = [row["size"] for row in sizes.spec["layer"][1]["data"]["values"]]
    assert steps[1:-1] == pytest.approx([65 * paid / 200 for paid in range(1, len(steps) - 1)])
    assert 54 * 65 / 200 < steps[-1] < 55 * 65 / 200 and len(steps) == 56


# What is said

@pytest.mark.parametrize(("percent", "tone", "words"), [
    (2.0, Tone.BAD, "A reserve of 2.00% lasts in 24.4% of years and runs out in 75.6%. It does not even carry the average year."),
    (4.0, Tone.CAUTION, "A reserve of 4.00% lasts in 61.4% of years and runs out in 38.6%."),
    (9.0, Tone.GOOD, "A reserve of 9.00% lasts in 95.1% of years and runs out in 4.9%."),
])
def test_the_headline_judges_by_the_wanted_years(percent, tone, words):
    first = next(reserve(percent).view())
    assert (first.tone, first.sentence.en) == (tone, words)


def test_the_money_to_add_or_to_spare():
    assert verdicts(S05A)[1].en == "To last in 95% of years it must be 8.95%, that is 89,522,229: 49,522,229 more."
    assert verdicts(reserve(10.0))[1].zh == "要在 95% 的年份够用，有 8.95% 即可，即 89,522,229，富余 10,477,771。"


def test_what_is_left_unpaid_when_it_fails():
    assert verdicts(S05A)[2].en == ("When it runs out, 2.45% of outstanding is missing on average: 24,483,611.")
    assert "平均还差余额的 2.28%（按笔数极多计）" in verdicts(FEW)[2].zh


def test_fees_and_few_loans_are_warned_of():
    assert verdicts(FEES)[0].zh == "准备金 1.00%，加上全年注入的费用，85.3% 的年份够用，14.7% 的年份不够。"
    assert verdicts(FEES)[3].en.startswith("Without the fees it lasts in 5.9% of years")
    assert verdicts(FEW)[3].en == ("That is for 200 equal loans. With very many of the same kind it would last in 92.5% of "
                                   "years and need 8.95%.")
    tones = [block.tone for block in reserve(4.0, loans=20).view() if hasattr(block, "tone")]
    assert tones[3] is Tone.CAUTION and len(verdicts(S05A)) == 3


def test_fees_that_are_enough_are_said_to_be():
    assert verdicts(reserve(0.0, fee=6.0, confidence=75.0))[1].en == "In 75% of years the fees alone are enough."


def test_a_reserve_for_every_loan_is_said_to_be_one():
    assert verdicts(reserve(65.0)) == verdicts(reserve(65.0, loans=50))
    assert verdicts(reserve(65.0))[0].en == "A reserve of 65.00% pays even if every borrower defaults."


def test_no_probability_is_rounded_to_certainty():
    assert verdicts(reserve(40.0))[0].en == "A reserve of 40.00% lasts in over 99.9% of years and runs out in under 0.1%."
    assert verdicts(reserve(40.0))[0].zh == "准备金 40.00%，超过 99.9% 的年份够用，不到 0.1% 的年份不够。"


def test_pictures_and_tables_hold_the_same_numbers():
    losses, sizes = (block for block in FEW.view() if isinstance(block, Chart))
    assert "92.5% of years" in losses.summary.en and "92.5% 的年份" in losses.summary.zh
    assert "one percentage point more lasts in 94.1% of years" in sizes.summary.en
    assert len({row["pool"].en for part in sizes.spec["layer"] for row in part["data"]["values"] if "pool" in row}) == 2
    levels, pools = (resolve(block.rows, "en") for block in FEW.view() if isinstance(block, Rows))
    assert levels[3] == ["95%", "8.95%", "1,790,445", "190,445 more"]
    assert pools[2] == ["200", "24", "91.3%", "9.42%", "1,885,000"]


def test_the_area_to_the_left_of_the_reserve_is_the_probability_that_it_lasts():
    spec = next(block for block in S05A.view() if isinstance(block, Chart)).spec
    paid, unpaid = ([(row["loss"], row["density"]) for row in spec["layer"][n]["data"]["values"]] for n in (0, 1))
    assert paid[-1] == unpaid[0] and paid[-1][0] == pytest.approx(4.0, abs=1e-6)
    assert np.trapezoid(*reversed(list(zip(*paid, strict=True)))) == pytest.approx(S05A.pool.lasts, abs=0.006)
