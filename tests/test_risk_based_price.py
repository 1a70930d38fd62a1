"""Risk-based price: the scenarios as the pages print them, the shareholder's own accounts as a witness, lines and sentences."""

from dataclasses import astuple, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import norm

from calculators import _caps
from calculators._build_up import HIGHEST, LOWEST, Capital, Terms
from calculators._inputs import InputError, parse
from calculators._results import Figures, Heat, Rows, Tone
from calculators.pricing import risk_based_price as pricing

S09A, S09A20, S09A12, S09B, PROFIT, FLAT = (pricing.PRESETS[name].inputs for name in (
    "S-09a", "S-09a-20", "S-09a-12", "S-09b", "profit", "flat"))
OWN = _caps.Cap.OWN
PD_OF_BASEL = st.floats(LOWEST, HIGHEST)
properties = settings(max_examples=80, deadline=None, derandomize=True)


def price(**changes) -> float:
    """The break-even price of the first scenario with these changes, per cent, as the scenarios print it."""
    return round(pricing.calculate(replace(S09A, **changes)).price * 100, 2)


def highest(inputs, line=None) -> float:
    """The highest PD inside a line, per cent, to the digit that the scenarios print."""
    return round(pricing.calculate(replace(inputs, cap=OWN, own_cap=line) if line else inputs).highest_pd * 100, 1)


# The scenarios

@pytest.mark.parametrize(("pd", "printed"), [(1, 8.62), (3, 10.09), (5, 11.43), (8, 13.42), (12, 16.12), (16, 18.83), (20, 21.52)])
def test_price_by_pd(pd, printed):
    assert price(pd=pd) == printed


@pytest.mark.parametrize(("line", "pd"), [(24, 23.7), (20, 17.7), (12, 5.9)])
def test_the_highest_pd_inside_a_line(line, pd):
    assert highest(S09A, line) == pd


def test_dear_acquisition_eats_the_room_for_risk():
    assert (price(acquisition=6.0), price()) == (17.62, 13.42)
    assert [round(pricing.calculate(replace(S09B, cap=OWN, own_cap=line)).highest_pd * 100, 2) for line in (24, 20, 16, 12)] == [
        17.44, 11.53, 5.56, 0.19]
    assert pricing.calculate(S09B).cap == 0.24


# What the calculator's page says besides

def test_the_worked_example_step_by_step():
    result = pricing.calculate(S09A)
    assert astuple(result.parts)[:4] == pytest.approx((0.032, 0.025, 0.018, 0.052), abs=1e-15)
    assert round(result.k * 100, 4) == 8.2137 and round(result.parts.capital * 100, 4) == 0.7228
    assert [round(value * 100, 2) for value in (result.parts.cost, result.price, result.raroc)] == [12.70, 13.42, 19.03]


def test_a_profit_can_lie_below_the_hurdle():
    result = pricing.calculate(PROFIT)
    assert result.charged > result.parts.cost and result.charged < result.price
    assert [round(value * 100, 2) for value in (result.parts.cost, result.price, result.raroc)] == [9.45, 10.09, 8.02]


def test_one_ratio_for_everyone_turns_the_best_away():
    flat, basel = pricing.calculate(FLAT), pricing.calculate(replace(FLAT, capital=Capital.OTHER_RETAIL))
    assert [round(r.price * 100, 2) for r in (flat, basel)] == [9.03, 8.62]
    assert [round(r.raroc * 100, 1) for r in (flat, basel)] == [9.7, 15.5]
    assert [[*r.view()][2].tone for r in (flat, basel)] == [Tone.CAUTION, Tone.GOOD]


def test_what_the_limits_say():
    effective = 12 * (1.24 ** (1 / 12) - 1)
    assert round(effective * 100, 2) == 21.71
    assert highest(S09A, effective * 100) == 20.3
    assert [round(pricing.calculate(replace(S09A, pd=pd)).price / (1 - pd / 100) * 100, 2) for pd in (5, 20)] == [12.03, 26.90]
    assert [price(pd=8, lgd=lgd) for lgd in (55, 65, 75)] == [12.51, 13.42, 14.33]
    assert [price(capital=rule) for rule in (Capital.QRRE, Capital.CORPORATE)] == [13.45, 14.51]
    assert price(capital=Capital.FLAT) == 13.58


# Second witnesses

@given(pd=PD_OF_BASEL, lgd=st.floats(0.05, 1), charged=st.floats(0, 1), rule=st.sampled_from(Capital))
@properties
def test_return_of_capital_from_the_shareholders_accounts(pd, lgd, charged, rule):
    """A balance of 100 is funded by capital and, for the rest, by debt; what is left at the end of the year is theirs."""
    terms = Terms(0.032, 0.025, 0.018, 0.12, rule, 0.1)
    capital = 100 * terms.k(pd, lgd)
    left = 100 * charged - (100 - capital) * 0.032 - 100 * (0.025 + 0.018) - 100 * pd * lgd
    assert terms.raroc(charged, pd, lgd) == pytest.approx(left / capital, rel=1e-9, abs=1e-9)
    assert terms.raroc(terms.price(pd, lgd), pd, lgd) == pytest.approx(0.12, abs=1e-9)


@given(pd=PD_OF_BASEL, lgd=st.floats(0.05, 1))
@properties
def test_capital_of_other_retail_by_scipy(pd, lgd):
    """BCBS 128, paragraph 330, written out once more with another normal distribution."""
    weight = (1 - 2.718281828459045 ** (-35 * pd)) / (1 - 2.718281828459045 ** -35)
    r = 0.03 * weight + 0.16 * (1 - weight)
    bad = norm.cdf((norm.ppf(pd) + r ** 0.5 * norm.ppf(0.999)) / (1 - r) ** 0.5)
    assert Terms(0, 0, 0, 0, Capital.OTHER_RETAIL, 0).k(pd, lgd) == pytest.approx(lgd * (bad - pd), rel=1e-8)


@given(line=st.floats(0.08, 0.45), lgd=st.floats(0.3, 1), rule=st.sampled_from(Capital))
@properties
def test_the_highest_pd_is_the_inverse_of_the_price(line, lgd, rule):
    terms = Terms(0.032, 0.025, 0.018, 0.12, rule, 0.1)
    pd = terms.highest_pd(line, lgd)
    if pd is None:
        assert terms.price(LOWEST, lgd) > line
    elif pd == HIGHEST:
        assert terms.price(HIGHEST, lgd) <= line
    else:
        assert terms.price(pd, lgd) == pytest.approx(line, abs=1e-12)
        assert pd == pytest.approx(brentq(lambda x: terms.price(x, lgd) - line, LOWEST, HIGHEST, xtol=1e-14), abs=1e-10)


def test_the_highest_pd_of_one_ratio_has_a_closed_form():
    terms = Terms(0.032, 0.025, 0.018, 0.12, Capital.FLAT, 0.1)
    assert terms.highest_pd(0.24, 0.65) == pytest.approx((0.24 - 0.075 - 0.1 * (0.12 - 0.032)) / 0.65, abs=1e-13)


@given(pd=PD_OF_BASEL, more=st.floats(0, 0.2), lgd=st.floats(0.01, 0.9), hurdle=st.floats(0.032, 1), rule=st.sampled_from(Capital))
@properties
def test_more_risk_never_makes_a_price_lower(pd, more, lgd, hurdle, rule):
    terms = Terms(0.032, 0.025, 0.018, hurdle, rule, 0.1)
    assert terms.price(min(pd + more, HIGHEST), lgd) >= terms.price(pd, lgd) - 1e-12
    assert terms.price(pd, lgd + 0.1) > terms.price(pd, lgd)


# Lines to compare with

@pytest.mark.parametrize(("cap", "line"), [(_caps.Cap.CN_24, 0.24), (_caps.Cap.CN_LPR, 0.14), (_caps.Cap.US_MLA, 0.36),
                                           (OWN, 0.18)])
def test_each_line_is_its_own(cap, line):
    assert pricing.calculate(replace(S09A, cap=cap, lpr=3.5, own_cap=18.0)).cap == pytest.approx(line, abs=1e-15)


# Sentences, the grid and the table

def sentences(inputs, lang="en"):
    return [(block.tone, block.sentence[lang]) for block in [*pricing.calculate(inputs).view()][:3]]


def test_the_sentences_inside_a_line():
    assert sentences(S09A) == [
        (Tone.GOOD, "A borrower with a PD of 8% must pay 13.42% a year, 10.58 percentage points under the line of 24.00%."),
        (Tone.PLAIN, "The line of 24.00% shuts out whoever has a PD above 23.71%."),
        (Tone.GOOD, "At 14.00% charged, capital earns 19.0% a year; the hurdle is 12.0%.")]
    assert sentences(S09A, "zh") == [
        (Tone.GOOD, "PD 为 8% 的客户须收年化 13.42% 才够本，低于 24.00% 的上限 10.58 个百分点。"),
        (Tone.PLAIN, "24.00% 的上限把 PD 高于 23.71% 的客户挡在门外。"),
        (Tone.GOOD, "按 14.00% 定价，资本一年赚 19.0%，门槛是 12.0%。")]


def test_the_sentences_outside_a_line():
    assert sentences(S09A12) == [
        (Tone.BAD, "A borrower with a PD of 8% must pay 13.42% a year, 1.42 percentage points over the line of 12.00%."),
        (Tone.PLAIN, "The line of 12.00% shuts out whoever has a PD above 5.87%."),
        (Tone.BAD, "The price charged, 14.00%, is itself over the line of 12.00%.")]


def test_near_a_line_below_the_hurdle_and_at_a_loss():
    near = replace(S09A, cap=OWN, own_cap=14.0)
    assert sentences(near)[0] == (
        Tone.CAUTION, "A borrower with a PD of 8% must pay 13.42% a year, only 0.58 percentage points under the line of 14.00%.")
    assert sentences(PROFIT)[2] == (
        Tone.CAUTION, "At 9.80% charged, capital earns 8.0% a year, below the hurdle of 12.0%.")
    assert sentences(S09B)[2] == (Tone.BAD, "At 14.00% charged, capital earns −32.1% a year: such loans lose money.")


def test_a_line_that_admits_nobody_and_one_that_admits_all():
    nobody, everybody = replace(S09A, cap=OWN, own_cap=7.5), replace(S09A, cap=OWN, own_cap=90.0)
    assert sentences(nobody)[1] == (Tone.BAD, "The line of 7.50% shuts out everybody: even a PD of 0.03% needs 7.56%.")
    assert sentences(everybody)[1] == (Tone.PLAIN, "The line of 90.00% shuts out nobody whose PD is up to 60%.")


def test_the_price_itself_charged_is_no_caution():
    inputs = replace(S09A, capital=Capital.FLAT, ratio=10.0, charged=13.58)
    assert pricing.calculate(inputs).price == pytest.approx(0.1358, abs=1e-15)
    assert sentences(inputs)[2][0] is Tone.GOOD


def test_the_grid_marks_what_is_over_the_line_and_what_is_the_readers():
    heat = next(block for block in pricing.calculate(replace(S09A20, pd=7.0)).view() if isinstance(block, Heat))
    cells = {(str(getattr(row, "en", row)), str(getattr(column, "en", column))): shade for row, shades in heat.rows
             for column, shade in zip(heat.columns, shades, strict=True)}
    assert len(cells) == 8 * 4 and ("7% (yours)", "65% (yours)") in cells
    assert cells["20%", "65% (yours)"].words.en == "✕ 21.52% over" and cells["20%", "65% (yours)"].words.zh == "✕ 21.52% 超限"
    assert cells["16%", "65% (yours)"].words == "18.83%"
    marked = {place for place, shade in cells.items() if not isinstance(shade.words, str)}
    assert marked == {("16%", "85%"), ("20%", "65% (yours)"), ("20%", "85%")}
    assert (cells["1%", "25%"].level, cells["20%", "85%"].level) == (0, 9)


def test_the_table_of_lines():
    table = next(block for block in pricing.calculate(S09A12).view() if isinstance(block, Rows))
    assert [tuple(getattr(cell, "en", cell) for cell in row) for row in table.rows] == [
        ("36%", "28.50%", "41.98%", "40.44%"), ("24%", "16.50%", "23.71%", "22.21%"), ("20%", "12.50%", "17.74%", "16.26%"),
        ("16%", "8.50%", "11.82%", "10.34%"), ("12% (yours)", "4.50%", "5.87%", "4.36%")]
    dear = next(block for block in pricing.calculate(replace(S09B, opex=7.0)).view() if isinstance(block, Rows))
    assert [row[1:] for row in dear.rows][-2:] == [
        (pricing.Text("nothing", "无"), pricing.Text("nobody", "无人"), pricing.Text("nobody", "无人"))] * 2


def test_the_figures():
    figures = next(block for block in pricing.calculate(S09A).view() if isinstance(block, Figures))
    assert [f.value for f in figures.figures] == ["13.42%", "5.20%", "8.21%", "19.0%"]


# Errors

def test_a_hurdle_below_funding_is_said():
    with pytest.raises(InputError) as problem:
        pricing.calculate(parse(pricing.Inputs, {"hurdle": "3", "funding": "3.2"}))
    assert problem.value.field == "hurdle"
    assert problem.value.sentence.en == "Capital carries the risk, so it asks for no less than funding costs. Raise the hurdle."
    assert pricing.calculate(parse(pricing.Inputs, {"hurdle": "3.2", "funding": "3.2"})).parts.capital == 0
