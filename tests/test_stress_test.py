"""Stress test: the scenarios as the pages print them, break-even values put back, corners by brute force, and sentences."""

import math
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from calculators import _html, _lending, _stress
from calculators._inputs import InputError, parse
from calculators._lending import Driver
from calculators._numbers import compact
from calculators._results import Heat, Note, Rows, Tone, Verdict
from calculators._text import Text
from calculators.risk import stress_test as stress

S03A, S03B, PRIME = (stress.PRESETS[name].inputs for name in ("S-03a", "S-03b", "prime"))
DEFAULT = stress.calculate(S03A)
properties = settings(max_examples=80, deadline=None, derandomize=True)
rates = st.floats(0, 0.5, allow_subnormal=False)
states = st.fixed_dictionaries({Driver.BOOK: st.floats(1, 1e12), Driver.PORTFOLIO_YIELD: st.floats(0, 2, allow_subnormal=False),
                                Driver.FUNDING: rates, Driver.PD: rates, Driver.LGD: rates, Driver.OPEX: rates,
                                Driver.FIXED_COST: st.floats(0, 1e12, allow_subnormal=False)})


def zero(driver: Driver, inputs=S03A) -> float | None:
    return _lending.break_even(stress.calculate(inputs).base, driver)


def outcome(result, name):
    return next(o for o in result.outcomes if o.name.en.startswith(name))


# The scenarios

def test_a_lender_that_earns_44m_and_its_swings_in_order():
    assert round(DEFAULT.profit, 3) == 44e6
    assert [(s.driver, round(s.swing, 3)) for s in DEFAULT.swings] == [
        (Driver.PORTFOLIO_YIELD, 50e6), (Driver.BOOK, 37e6), (Driver.PD, 29.25e6), (Driver.FUNDING, 20e6),
        (Driver.OPEX, 15e6), (Driver.LGD, 12e6)]
    assert [(round(s.worse[1] / 1e6, 2), round(s.better[1] / 1e6, 2)) for s in DEFAULT.swings] == [
        (14, 64), (21.8, 58.8), (24.5, 53.75), (31, 51), (34, 49), (38, 50)]


def test_pd_and_lgd_rise_together():
    result = stress.calculate(S03B)
    downturn = outcome(result, "Downturn")
    base = _lending.loss(result.base)
    assert (round(base), round(downturn.loss), round(downturn.loss / base - 1, 6)) == (24_000_000, 42_000_000, 0.75)
    assert (round(downturn.change), round(downturn.apart)) == (-18_000_000, -16_000_000)
    assert [round(s.swing) for s in result.swings] == [12_000_000, 4_000_000]


# The library of page 5.1, whose numbers stand there

@pytest.mark.parametrize(("name", "profit"), [("Price cap", -16.0), ("Downturn", -12.15), ("Funding partner", 14.4),
                                              ("Rates up", 24.0), ("Data leak", -10.0)])
def test_the_library_of_scenarios(name, profit):
    assert round(outcome(DEFAULT, name).profit / 1e6, 6) == profit


def test_which_single_value_takes_profit_to_zero():
    assert (round(zero(Driver.PORTFOLIO_YIELD) * 100, 2), round(zero(Driver.PD) * 100, 2)) == (13.6, 12.77)
    assert round(zero(Driver.BOOK) / 1e6) == 405
    assert [round(zero(d) * 100, 2) for d in (Driver.FUNDING, Driver.OPEX)] == [7.6, 7.9]
    assert round(zero(Driver.FIXED_COST)) == 74_000_000
    assert zero(Driver.LGD) is None  # 138 % of a loan cannot be lost


# What the calculator's page says besides

def test_how_far_a_scenario_can_go():
    ways = [round(o.way * 100, 1) for o in DEFAULT.outcomes if o.way]
    assert ways == [73.3, 74.2, 81.5]
    assert [o.way for o in DEFAULT.outcomes if o.profit > 0] == [None, None]


def test_the_pair_that_breaks_it_is_the_only_one():
    broken = [pair for pair in DEFAULT.pairs if pair.breaks]
    assert len(broken) == 1 and len(DEFAULT.pairs) == 15
    assert {s.driver for s in broken[0].swings} == {Driver.PORTFOLIO_YIELD, Driver.PD}
    assert round(broken[0].profit) == -5_500_000 and broken[0].ends == (0.15, 0.09)
    assert round(DEFAULT.pairs[1].profit) == 800_000


def test_a_wider_range_changes_the_order_and_not_the_lender():
    wide = replace(S03A, ranges=(stress.Range(Driver.PORTFOLIO_YIELD, 15.0, 20.0), stress.Range(Driver.PD, 2.0, 13.0)))
    assert [s.driver for s in stress.calculate(wide).swings] == [Driver.PD, Driver.PORTFOLIO_YIELD]
    assert zero(Driver.PD, wide) == zero(Driver.PD)


def test_a_thin_margin_breaks_on_funding():
    result = stress.calculate(PRIME)
    assert round(result.profit) == 7_500_000
    assert (result.swings[0].driver, round(result.swings[0].worse[1])) == (Driver.FUNDING, -5_500_000)
    assert round(zero(Driver.FUNDING, PRIME) * 100, 2) == 3.95
    assert (round(outcome(result, "Rates").profit), round(outcome(result, "Rates").way, 3)) == (-12_500_000, 0.375)
    assert round(outcome(result, "Downturn").profit) == -3_000_000


# Second witnesses

@given(at=states, driver=st.sampled_from(Driver))
@properties
def test_a_break_even_value_put_back_leaves_nothing(at, driver):
    value = _lending.break_even(at, driver)
    if value is not None:
        scale = at[Driver.BOOK] * 3 + at[Driver.FIXED_COST] + value * (at[Driver.BOOK] if driver not in _lending.AMOUNTS else 1)
        assert abs(_lending.profit({**at, driver: value})) <= 1e-9 * scale


@given(at=states, to=states)
@properties
def test_the_way_to_zero_ends_at_zero_and_not_before(at, to):
    def along(share):
        return _lending.profit({d: at[d] + share * (to[d] - at[d]) for d in Driver})

    way = _lending.way_to_zero(at, to)
    if way is None:
        assert along(0) <= 0 or min(along(step / 64) for step in range(65)) > 0
        return
    scale = 1e-9 * (at[Driver.BOOK] + to[Driver.BOOK] + at[Driver.FIXED_COST] + to[Driver.FIXED_COST]) * 3
    assert 0 < way <= 1 and abs(along(way)) <= scale
    assert all(along(step / 64) > -scale for step in range(65) if step / 64 < way)


def test_the_way_to_zero_by_scipy_and_where_it_passes_and_comes_back():
    base = DEFAULT.base
    down = {**base, **outcome(DEFAULT, "Downturn").moves}
    found = brentq(lambda t: _lending.profit({d: base[d] + t * (down[d] - base[d]) for d in Driver}), 0, 1, xtol=1e-14)
    assert _lending.way_to_zero(base, down) == pytest.approx(found, abs=1e-12)


def test_a_profit_that_goes_and_comes_back_is_gone_the_first_time():
    start = {**DEFAULT.base, Driver.PORTFOLIO_YIELD: 0.14, Driver.FIXED_COST: 33e6}
    end = {**start, Driver.BOOK: 1e8, Driver.PORTFOLIO_YIELD: 0.136, Driver.FIXED_COST: 2.5e6}
    assert (round(_lending.profit(start)), round(_lending.profit(end))) == (1_000_000, 500_000)
    assert 0 < _lending.way_to_zero(start, end) < 0.5


@given(at=states, ends=st.lists(st.tuples(rates, rates), min_size=2, max_size=2))
@properties
def test_a_pair_is_its_worst_place_anywhere(at, ends):
    one, other = (_stress.swing(at, driver, tuple(sorted(two))) for driver, two in zip(
        (Driver.PD, Driver.LGD), ends, strict=True))
    found = _stress.pair(at, one, other)
    inside = [_lending.profit({**at, Driver.PD: one.ends[0] + i / 8 * (one.ends[1] - one.ends[0]),
                               Driver.LGD: other.ends[0] + j / 8 * (other.ends[1] - other.ends[0])}) for i, j in product(range(9), repeat=2)]
    assert found.profit <= min(inside) + 1e-9 * abs(found.profit)
    assert found.profit == pytest.approx(_lending.profit({**at, Driver.PD: found.ends[0], Driver.LGD: found.ends[1]}))


# Sentences and tables

def said(inputs, lang="en"):
    return [(b.tone, b.sentence[lang]) for b in stress.calculate(inputs).view() if isinstance(b, Verdict)]


def test_what_matters_what_breaks_and_what_breaks_only_together():
    assert said(S03A) == [
        (Tone.PLAIN, "Yield (15–20%) matters most: it takes profit from 14m to 64m; the base is 44m."),
        (Tone.GOOD, "No single range breaks it. Nearest is yield: profit is gone at 13.6%, and your range ends at 15%."),
        (Tone.BAD, "Two moves that break it only together: yield at 15% with PD at 9% loses 5.5m. Such pairs: 1."),
        (Tone.BAD, "3 of 5 scenarios lose money. The worst, “Price cap falls to 12%”, loses 16m; profit is gone after 73.3% of the way.")]
    assert [sentence for _, sentence in said(S03A, "zh")] == [
        "最要紧的是收益率（15–20%）：能让利润从 1,400 万变到 6,400 万；基准是 4,400 万。",
        "单项变动，哪一个都不至于亏。离得最近的是收益率：到 13.6%，利润才归零；你的区间只到 15%。",
        "单看都不亏，凑在一起就亏：收益率 15%、违约概率 9%，亏 550 万。这样的组合有 1 对。",
        "5 个情景中有 3 个亏损。最重的是“利率上限降到 12%”，亏 1,600 万；走到 73.3% 利润就没了。"]


def test_together_against_one_by_one():
    note = next(b for b in stress.calculate(S03B).view() if isinstance(b, Note))
    assert note.sentence.en == ("In “Downturn” the moves change profit by −18m together; one at a time they would add up to −16m.")
    single = replace(S03A, scenarios=S03A.scenarios[:1])
    assert not any(isinstance(b, Note) for b in stress.calculate(single).view())


def test_what_holds_is_said_too():
    assert said(S03B)[1:] == [
        (Tone.GOOD, "No single range breaks it. Nearest is PD: profit is gone at 13.83%, and your range ends at 6%."),
        (Tone.GOOD, "No two of them together break it: the worst, PD at 6% with LGD at 70%, leaves 41m."),
        (Tone.GOOD, "Every scenario leaves a profit; the least is 41m, in “Downturn”.")]


def test_what_breaks_alone_is_counted():
    assert said(PRIME)[1] == (Tone.BAD, "Ranges that break it alone: 2 of 6. Worst is funding: profit is gone at 3.95%, "
                                        "and at 4.5% the loss is 5.5m.")


def test_a_pair_with_a_move_that_breaks_alone_is_not_counted():
    assert said(PRIME)[2] == (Tone.BAD, "Two moves that break it only together: PD at 2.5% with LGD at 60% loses 3m. Such pairs: 3.")
    alone = {Driver.FUNDING, Driver.PORTFOLIO_YIELD}
    assert all(not alone & {s.driver for s in pair.swings} for pair in stress.calculate(PRIME).pairs if pair.breaks)


def test_a_loss_before_any_stress():
    sentences = said(replace(S03A, portfolio_yield=12.0))
    assert sentences[0] == (Tone.BAD, "Before any stress this product loses 16m a year; it needs a yield of 13.6%.")
    assert [tone for tone, _ in sentences] == [Tone.BAD, Tone.BAD]


def test_nothing_that_moves():
    still = replace(S03A, ranges=(stress.Range(Driver.PD, 6.0, 6.0),), scenarios=())
    assert said(still) == [(Tone.PLAIN, "Nothing in your ranges moves the profit of 44m a year."),
                           (Tone.GOOD, "No single range breaks it.")]


def tables(inputs, kind):
    return [block for block in stress.calculate(inputs).view() if isinstance(block, kind)]


def test_the_reverse_says_whether_a_range_reaches_it():
    reverse = tables(replace(PRIME, ranges=PRIME.ranges[3:4]), Rows)[0]
    rows = {row[0].en: [cell.en for cell in row[1:]] for row in reverse.rows}
    assert rows["Funding"] == ["3.2%", "3.95%", "✕ inside 2.5–4.5%"]
    assert rows["Book"] == ["1bn", "516.1m", "not given"]
    assert {row[0].en: row[3].en for row in tables(S03A, Rows)[0].rows} == {
        "Book": "✓ outside 700m–1.2bn", "Yield": "✓ outside 15–20%", "Funding": "✓ outside 2.5–4.5%",
        "PD": "✓ outside 4.5–9%", "LGD": "✓ outside 55–75%", "Operating cost": "✓ outside 3–4.5%", "Fixed cost": "not given"}


def test_the_triangle_of_pairs():
    heat, = tables(S03A, Heat)
    cells = {(row.en, column.en): shade for row, shades in heat.rows for column, shade in zip(heat.columns, shades, strict=True)}
    assert cells["PD", "Yield"].words.en == "✕ −5.5m" and cells["PD", "Yield"].level == 9
    assert cells["Yield", "Yield"].words.en == "14m" and cells["LGD", "LGD"].level == 0
    assert cells["Yield", "PD"].words == "" and cells["Yield", "PD"].level is None
    assert tables(replace(S03A, ranges=S03A.ranges[:1]), Heat) == []


@pytest.mark.parametrize(("amount", "en", "zh"), [
    (44e6, "44m", "4,400 万"), (53.75e6, "53.75m", "5,375 万"), (-5.5e6, "−5.5m", "−550 万"), (1.2e9, "1.2bn", "12 亿"),
    (405_405_405, "405.4m", "4.054 亿"), (0, "0", "0"), (1234.5, "1,234", "1,234"), (0.5, "0.5", "0.5"),
    (3e12, "3tn", "3 万亿"), (12_345, "12,345", "1.234 万"), (1000, "1,000", "1,000")])
def test_money_as_people_say_it(amount, en, zh):
    assert compact(amount) == Text(en, zh)


# Errors and extremes

@pytest.mark.parametrize(("ranges", "field", "en"), [
    ("PD\t4\t9\npd\t5\t6", "ranges.1.driver", "Row 2: PD already has a range."),
    ("收益率\t20\t15", "ranges.0.high", "Row 1: a range runs from the smaller to the larger value."),
    ("LGD\t55\t101", "ranges.0.high", "Row 1: LGD goes up to 100; give rates in per cent."),
    ("Yield\t55\t201", "ranges.0.high", "Row 1: Yield goes up to 200; give rates in per cent.")])
def test_a_range_that_cannot_be_is_said(ranges, field, en):
    with pytest.raises(InputError) as problem:
        stress.calculate(parse(stress.Inputs, {"ranges": ranges}))
    assert (problem.value.field, problem.value.sentence.en) == (field, en)


@st.composite
def inputs(draw):
    def typed(driver):
        return draw(st.one_of(st.sampled_from([0.0, stress.MOST[driver]]), st.floats(0, stress.MOST[driver], allow_subnormal=False)))

    base = {driver.name.lower(): typed(driver) for driver in Driver}
    drivers = draw(st.lists(st.sampled_from(Driver), min_size=1, max_size=7, unique=True))
    ranges = tuple(stress.Range(driver, *sorted((typed(driver), typed(driver)))) for driver in drivers)
    rows = tuple(stress.Scenario("x", **{d.name.lower(): draw(st.one_of(st.none(), st.just(typed(d)))) for d in Driver})
                 for _ in range(draw(st.integers(0, 2))))
    return stress.Inputs(**{**base, "book": max(1.0, base["book"])}, ranges=ranges, scenarios=rows)


@given(inputs())
@properties
def test_any_product_has_a_finite_answer(given_):
    result = stress.calculate(given_)
    assert math.isfinite(result.profit) and all(math.isfinite(pair.profit) for pair in result.pairs)
    html = _html.answer(result.view(), "en")
    assert "nan" not in html.replace("finance", "") and ">inf" not in html and "None" not in html
