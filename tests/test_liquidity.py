"""Liquidity: the cases of chapter 5, runs and contracts counted one by one, and the caps of the LCR as a linear programme."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from calculators import _coverage, _maturity, _prepayment, _redemptions
from calculators._inputs import InputError
from calculators._numbers import amount
from calculators._results import Figures, Note, Rows, Tone, Verdict
from calculators.risk import liquidity

S06A, S06B = liquidity.PRESETS["S-06a"].inputs, liquidity.PRESETS["S-06b"].inputs
Question, Release = liquidity.Question, liquidity.Release
properties = settings(max_examples=120, deadline=None, derandomize=True)


def answer(inputs=S06A, **changes):
    return liquidity.calculate(replace(inputs, **changes)).answer


def sentences(inputs, **changes):
    return [b.sentence.en for b in liquidity.calculate(replace(inputs, **changes)).view() if isinstance(b, Verdict)]


def table(inputs, title):
    return next(b.rows for b in liquidity.calculate(inputs).view() if isinstance(b, Rows) and b.title.en.startswith(title))


# A run: the case of sections 5.1 and 5.3

def test_the_fund_of_chapter_5():
    run = answer()
    assert (run.need, run.available, run.gap) == (pytest.approx(4.80e9), pytest.approx(4.50e9), pytest.approx(0.30e9))
    assert run.break_even == pytest.approx(0.1125)
    assert sentences(S06A)[0] == "On day one 4.80bn is asked for and 4.50bn is there: 0.30bn is missing."
    assert sentences(S06A)[1].startswith("12.00% of holders take 48.00% of the fund: the average holding is 2,000")


def test_the_three_levers_of_section_5_3_close_the_gap_exactly():
    assert [row[2] for row in table(S06A, "Where each lever")[:3]] == [amount(1.3e9), liquidity.Text("7,500.00", "7,500.00"), "38.00%"]
    for change in ({"line": 1.3e9}, {"cap": 7_500.0}, {"ready": 38.0}, {"share": 11.25}):
        assert answer(**change).gap == pytest.approx(0, abs=0.01)
        assert next(iter(liquidity.calculate(replace(S06A, **change)).view())).tone is Tone.CAUTION


def test_an_own_cap_of_7_500_sends_0_3bn_to_ordinary_redemption():
    note = next(b for b in liquidity.calculate(replace(S06A, cap=7_500.0)).view() if isinstance(b, Note))
    assert note.sentence.en.startswith("The cap holds back 300.00m today.") and "3.00 亿" in note.sentence.zh


def test_same_day_assets_alone_end_at_8_75_percent():
    assert answer(line=0.0).break_even == pytest.approx(0.0875)


def test_at_1_5bn_a_day_the_cash_lasts_three_days():
    assert answer(liquidity.PRESETS["steady"].inputs).survived == 3


def test_the_first_sentence_of_a_longer_run_is_the_one_that_decides():
    assert sentences(liquidity.PRESETS["fading"].inputs)[0] == "The cash lasts 1 of 5 days: on day 2 it is short by 220.00m in all."
    assert sentences(S06A, days=5)[0].startswith("On day one 4.80bn")
    assert sentences(S06A, share=1.0, days=5)[0] == "The cash lasts all 5 days of this run."


def test_when_the_whole_fund_can_be_paid_there_is_no_break_even():
    run = answer(line=10e9)
    assert run.break_even > run.most == pytest.approx(0.25)
    figures = next(b for b in liquidity.calculate(run.inputs).view() if isinstance(b, Figures)).figures
    assert figures[2].value.en == "at no share"


def test_more_than_the_fund_holds_cannot_be_taken():
    with pytest.raises(InputError) as refused:
        answer(share=25.01)
    assert refused.value.field == "share" and refused.value.sentence.en.startswith("These holders would take 10.00bn")
    assert answer(share=25.0).need == pytest.approx(10e9)


@properties
@given(st.integers(1, 400), st.integers(1, 50), st.integers(0, 400), st.integers(0, 200), st.integers(0, 100), st.integers(0, 200),
       st.integers(1, 15))
def test_a_run_counted_with_purses(size, first, ready, line, sold, again, days):
    """A till that holders queue at: every day they ask, the fund pays from cash, then from the line, then sells more."""
    first = min(first, size)
    cash = _redemptions.Cash(size, min(ready, size), line, sold)
    run = _redemptions.run(cash, first, again / 100, days)
    till, shelf, left, wish, owing = min(ready, size) + line, size - min(ready, size), size, first, 0.0
    lasted = None
    for day in range(days):
        if day:
            sale = min(sold, shelf)
            till, shelf = till + sale, shelf - sale
        asked = min(wish, left)
        left -= asked
        owing += asked
        paid = min(till, owing)
        till, owing = till - paid, owing - paid
        assert run[day].asked == pytest.approx(asked, abs=1e-9) and run[day].missing == pytest.approx(owing, abs=1e-6)
        if owing > 0.005 and lasted is None:
            lasted = day
        wish = asked * again / 100
    assert _redemptions.survived(run) == (days if lasted is None else lasted)


# The ladder

def test_a_ladder_by_hand():
    rungs = _maturity.ladder(10, [(5, 8), (1, 10), (9, 2)])
    assert [(r.net, r.gap, r.cash) for r in rungs] == [(-3, -3, 7), (-9, -12, -2), (7, -5, 5)]
    assert _maturity.first_below(rungs, 0).number == 2 and _maturity.first_below(rungs, -2) is None
    assert _maturity.lowest(rungs).number == 2


def test_the_lender_runs_short_in_month_8_and_its_capacity_covers_it():
    ladder = answer(liquidity.PRESETS["ladder"].inputs)
    assert (ladder.negative.number, ladder.broken) == (8, None)
    assert (ladder.lowest.number, ladder.lowest.cash, ladder.capacity) == (12, -18e6, 86e6)
    assert sentences(liquidity.PRESETS["ladder"].inputs) == [
        "Cash turns negative in “Month 8” and is lowest in “Month 12”, at −18.00m.",
        "The counterbalancing capacity of 86.00m covers it and leaves 68.00m."]


def test_under_stress_the_capacity_is_used_up_in_the_same_month():
    ladder = answer(liquidity.PRESETS["stressed"].inputs)
    assert (ladder.negative.number, ladder.broken.number) == (5, 8)
    assert ladder.broken.cash == pytest.approx(-138.1e6)
    assert sentences(liquidity.PRESETS["stressed"].inputs)[0].endswith("52.10m is missing.")


@properties
@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=30), st.integers(0, 200))
def test_cash_on_a_rung_is_what_a_purse_holds(flows, opening):
    purse = opening + np.cumsum([a - b for a, b in flows])
    rungs = _maturity.ladder(opening, flows)
    assert [r.cash for r in rungs] == purse.tolist()
    assert _maturity.lowest(rungs).number == int(np.argmin(purse)) + 1
    below = np.flatnonzero(purse < 0)
    first = _maturity.first_below(rungs, 0)
    assert (first.number if first else None) == (int(below[0]) + 1 if below.size else None)


# The coverage ratio

def largest_stock(level_1, level_2a, level_2b):
    """The most that may count under the two caps, found by a solver instead of Annex 1."""
    caps = [[-0.4, 0.6, 0.6], [-0.15, -0.15, 0.85]]
    found = linprog([-1, -1, -1], A_ub=caps, b_ub=[0, 0], bounds=[(0, level_1), (0, level_2a), (0, level_2b)])
    return -found.fun


amounts = st.integers(0, 1_000).map(float)


@properties
@given(amounts, amounts, amounts, st.sampled_from([0.25, 0.5]))
def test_the_caps_of_annex_1_leave_the_largest_stock_that_obeys_them(one, two_a, two_b, haircut):
    stock = _coverage.stock(one, two_a, two_b, haircut)
    assert stock.total == pytest.approx(largest_stock(one, two_a * 0.85, two_b * (1 - haircut)), abs=1e-6)


def test_the_bank_at_the_cap_by_hand():
    coverage = answer(liquidity.PRESETS["bank"].inputs)
    assert coverage.stock.total == pytest.approx(40e6 / 0.6)
    assert coverage.outflow.net == pytest.approx((15 + 20 + 24 + 15 + 2 - 10 - 8) * 1e6)
    assert coverage.ratio == pytest.approx(1.1494, abs=5e-5)
    assert sentences(liquidity.PRESETS["bank"].inputs)[1] == (
        "The caps on Level 2 keep out 17.33m: without them the ratio would read 144.83%.")


def test_level_2b_alone_is_held_to_15_percent():
    stock = _coverage.stock(85, 0, 60, 0.5)
    assert (stock.over_15, stock.over_40) == (pytest.approx(15), 0) and stock.total == pytest.approx(100)


def test_inflows_count_up_to_three_quarters_of_outflows():
    assert _coverage.Outflow(100, 60).net == 40 and _coverage.Outflow(100, 90).net == 25
    capped = liquidity.Inputs(question=Question.COVERAGE, inflows=(liquidity.Flow("in", 900e6, 100.0),))
    assert "Of 900.00m inflows only 57.00m count" in " ".join(sentences(capped))


def test_without_outflows_there_is_no_ratio():
    with pytest.raises(InputError) as refused:
        answer(question=Question.COVERAGE, outflows=())
    assert refused.value.field == "outflows"


# The mismatch

def contracts(m, count, ahead, tenants=12_000):
    """Every tenant a contract of its own: the operator's cash, occupancy and what is paid ahead, month by month."""
    ends = [n % m.term for n in range(round(m.start * tenants))]
    cash, out = m.cash, []
    each = m.units / tenants
    for month in range(1, count + 1):
        running = [e - 1 for e in ends if e > 0]
        wanted = round((m.start + (m.end - m.start) * min(1, month / m.fall)) * tenants)
        signed = max(0, wanted - len(running))
        ends = running + [m.term - 1] * signed
        paid = m.financed * (signed * m.term if ahead else len(ends)) + (1 - m.financed) * len(ends)
        cash += paid * each * m.price - m.units * m.cost
        owed = m.financed * sum(ends) * each * m.price if ahead else 0
        out.append((len(ends) / tenants, cash, owed))
    return out


@pytest.mark.parametrize("ahead", [True, False])
@pytest.mark.parametrize(("end", "fall", "term"), [(0.75, 6, 12), (0.75, 1, 12), (0.5, 2, 6), (1.0, 5, 3), (0.75, 6, 1)])
def test_cash_is_that_of_single_contracts(ahead, end, fall, term):
    merchant = _prepayment.Merchant(10_000, 3_000, 2_200, 0.9, term, 0.95, end, fall, 20e6)
    counted = contracts(merchant, 30, ahead)
    for month, (occupancy, cash, owed) in zip(_prepayment.months(merchant, 30, ahead), counted, strict=True):
        assert month.occupancy == pytest.approx(occupancy, abs=2e-4)
        assert month.cash == pytest.approx(cash, abs=1e5)
        assert month.undelivered == pytest.approx(owed, abs=1e5)


def test_cash_runs_out_in_month_5_and_not_at_all_if_released_as_delivered():
    assert sentences(S06B)[0] == (
        "Cash runs out in month 5, at an occupancy of 78.3%; customers then owe 100.57m for months not delivered.")
    released = replace(S06B, release=Release.DELIVERED)
    assert sentences(released)[0] == "Cash lasts all 24 months; it is lowest in month 1, at 25.50m."
    assert all(month.undelivered == 0 for month in answer(released).chosen)


def test_below_break_even_cash_ends_either_way_but_later():
    margin = answer(liquidity.PRESETS["margin"].inputs)
    assert margin.break_even == pytest.approx(2_200 / 3_000)
    assert (_prepayment.runs_out(margin.ahead).number, _prepayment.runs_out(margin.delivered).number) == (2, 12)


def test_after_three_months_the_flat_of_section_5_1_is_paid_27_000_ahead():
    """One flat let in month 1 for twelve months at 3,000, as in the counter-example of section 5.1."""
    flat = _prepayment.Merchant(1, 3_000, 0, 1, 12, 0.0, 1.0, 1, 0)
    path = _prepayment.months(flat, 3, True)
    assert path[0].received == 36_000 and path[2].undelivered == pytest.approx(27_000)


def test_nobody_leaves_a_contract_early():
    sudden = _prepayment.months(_prepayment.Merchant(1, 1, 0, 1, 12, 0.96, 0.0, 1, 0), 12, True)
    assert [month.occupancy for month in sudden] == pytest.approx([0.96 - 0.08 * n for n in range(1, 13)])
    assert all(month.received == 0 for month in sudden)


def test_what_is_paid_ahead_falls_by_what_the_fall_in_occupancy_takes_out_of_cash():
    """Cash differs between the two ways exactly by what has been paid ahead, less what was paid ahead at the start."""
    mismatch = answer(S06B)
    start = 0.9 * 0.95 / 12 * sum(range(12)) * 10_000 * 3_000
    for ahead, delivered in zip(mismatch.ahead, mismatch.delivered, strict=True):
        assert ahead.cash - delivered.cash == pytest.approx(ahead.undelivered - start, abs=1)


# Words

@pytest.mark.parametrize(("money", "beside", "en", "zh"), [
    (4.8e9, None, "4.80bn", "48.00 亿"), (3e8, 4.8e9, "0.30bn", "3.00 亿"), (8_000, None, "8,000", "8,000"),
    (-18e6, None, "−18.00m", "−1,800.00 万"), (7_500.5, None, "7,500.50", "7,500.50"), (25_000, None, "25,000", "2.50 万"), (0, None, "0", "0")])
def test_large_amounts_in_words(money, beside, en, zh):
    assert amount(money, beside) == liquidity.Text(en, zh)
