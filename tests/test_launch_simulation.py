"""The launch simulation: a month by hand, the same seed the same year, the books balance, and rules that cost what they say."""

import math
import re
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import _launch, _launch_play
from calculators._inputs import InputError
from calculators._launch import DRAWN, MONTHS, Closed, Product, Shock
from calculators._numbers import compact, show
from calculators._results import Rows, Tone, Verdict
from calculators.product._launch_turns import decisions
from calculators.product.launch_simulation import PRESETS, PRODUCTS, YEARS, Inputs, Kind, Turn, calculate

SEEDS = st.integers(1, 999_999)
A = Inputs().turns[0]
DOCS = Path(__file__).parents[1] / "docs"


def made(kind: Kind = Kind.ASSISTANT, *turns: Turn):
    return decisions(turns or Inputs().turns, PRODUCTS[kind])


def sentences(result, tone: Tone | None = None) -> str:
    return " ".join(block.sentence.en for block in result.view() if isinstance(block, Verdict) and tone in (None, block.tone))


def everywhere(inputs: Inputs, **changed) -> Inputs:
    return replace(inputs, turns=tuple(replace(turn, **changed) for turn in inputs.turns))


def test_the_first_month_by_hand():
    month, product = calculate(Inputs(played=1)).last, PRODUCTS[Kind.ASSISTANT]
    applicants = 40_000 * (1 - math.exp(-1.2e6 / (40_000 * 50)))
    customers, left = applicants * 0.8, math.exp(-0.2 / 0.15)
    book, rate = customers * 40_000, 0.0025 * 0.8**3
    losses = book * rate / 12 * (1 - 0.5 * (1 - left))
    costs = book * 0.10 * 0.004 / 12 + 1.2e6 + 0.2e6 + customers * 2 + 0.8e6
    assert month.customers == pytest.approx(customers) and month.loss_rate == pytest.approx(rate)
    assert month.profit == pytest.approx(book * 0.008 / 12 - losses - costs)
    assert month.cash == pytest.approx(product.capital + month.profit)
    assert month.complaints == pytest.approx(3 * (0.3 + 0.7 * left))


@given(SEEDS)
def test_a_seed_draws_four_shocks_in_different_months_and_none_in_the_first(seed):
    drawn = _launch.shocks(seed)
    assert len(drawn) == DRAWN and min(drawn) > 1 and max(drawn) <= MONTHS
    assert drawn == _launch.shocks(seed)


def test_a_second_run_may_come_so_nobody_is_safe_after_the_first():
    assert list(_launch.shocks(2).values()).count(Shock.RUN) == 2


def test_every_shock_is_drawn_by_some_seed():
    assert {shock for seed in range(1, 40) for shock in _launch.shocks(seed).values()} == set(Shock)


def test_a_second_month_by_hand_at_a_quarter_over_the_usual_price_and_in_an_outage():
    first, second = _launch_play.play(PRODUCTS[Kind.ASSISTANT], made(Kind.ASSISTANT, replace(A, price=1.0))[:2], {2: Shock.OUTAGE})
    new = 40_000 * (1 - math.exp(-1.2e6 / (40_000 * 50))) * (0.8 / 1.0)**1.5 * 0.8
    complaints = 3 * (0.3 + 0.7 * math.exp(-0.2 / 0.15)) + 2 * 0.25
    assert first.accepted == second.accepted == pytest.approx(new)
    assert (first.complaints, second.complaints) == (pytest.approx(complaints), pytest.approx(complaints + 4))
    assert second.customers == pytest.approx(new + new * (1 - 0.012 - 0.02 * 0.25 - 0.01 - 0.004 * complaints))


def test_what_a_run_lacks_is_sold_for_at_a_tenth_less():
    inputs = PRESETS["S-17A-thin"].inputs
    plan = made(Kind.ASSISTANT, *inputs.turns)
    calm, struck = (_launch_play.play(PRODUCTS[Kind.ASSISTANT], plan, drawn)[7] for drawn in ({}, {8: Shock.RUN}))
    assert struck.short > 0 and struck.costs - calm.costs == pytest.approx(0.10 * struck.short)


def test_the_score_by_hand():
    month, product = calculate(Inputs(played=1)).last, PRODUCTS[Kind.ASSISTANT]
    a_month = month.income - month.losses - month.book * 0.10 * 0.004 / 12 - month.customers * 2
    assert month.worth == pytest.approx(month.cash + a_month * sum((1 - product.churn)**k for k in range(1, 13)))


def test_a_price_over_the_cap_adds_nothing_to_the_score():
    product = PRODUCTS[Kind.CREDIT]
    over, at = (_launch_play.play(product, made(Kind.CREDIT, Turn(1, 20, 2.5e6, 40, 8, 0.3e6), Turn(9, price=price)), {})[8] for price in (20, 12))
    assert over.over_cap and over.ahead / over.book == pytest.approx(at.ahead / at.book, rel=0.02)


def test_a_closed_product_scores_nothing():
    result = calculate(PRESETS["S-17B"].inputs)
    assert result.last.ahead > 0 and result.last.worth == 0


@pytest.mark.parametrize("name", PRESETS)
def test_money_is_capital_and_all_profits_and_profit_is_income_less_all_that_is_paid(name):
    result = calculate(PRESETS[name].inputs)
    assert result.last.cash == pytest.approx(result.product.capital + sum(month.profit for month in result.months))
    for month in result.months:
        assert month.profit == pytest.approx(month.income - month.losses - month.costs - month.penalties)


@settings(max_examples=15, deadline=None)
@given(SEEDS, st.integers(1, MONTHS))
def test_what_comes_later_changes_nothing_that_was_played(seed, played):
    whole = calculate(replace(Inputs(), seed=seed)).months
    assert calculate(replace(Inputs(), seed=seed, played=played)).months == whole[:played]


@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_the_same_seed_and_decisions_give_the_same_code_and_other_decisions_another(seed):
    inputs = replace(Inputs(), seed=seed)
    assert calculate(inputs).code == calculate(inputs).code != calculate(everywhere(inputs, marketing=1.3e6)).code


def test_a_price_over_the_cap_is_paid_back_and_fined_as_much_again():
    result = calculate(PRESETS["S-17B"].inputs)
    fifth = result.months[4]
    assert [month.over_cap for month in result.months[:5]] == [False] * 4 + [True]
    assert fifth.penalties == pytest.approx(2 * fifth.book * (0.24 - 0.20) / 12)


def test_following_the_cap_breaks_nothing_and_outlives_keeping_the_price():
    kept, followed = calculate(PRESETS["S-17B"].inputs), calculate(PRESETS["S-17B-path"].inputs)
    assert kept.last.closed is Closed.MONEY
    assert followed.last.closed is None and sum(month.penalties for month in followed.months) == 0


def test_a_run_that_cannot_be_paid_closes_a_product_that_held_little():
    thin = calculate(PRESETS["S-17A-thin"].inputs)
    assert thin.last.closed is Closed.RUN and thin.last.shock is Shock.RUN
    assert thin.last.short == pytest.approx(thin.last.need - thin.last.book * 0.03 - thin.months[-2].cash)
    assert calculate(PRESETS["S-17A"].inputs).last.closed is None


def test_two_months_of_complaints_stop_new_business_and_two_good_ones_open_it():
    product = PRODUCTS[Kind.ASSISTANT]
    months = _launch_play.play(product, made(Kind.ASSISTANT, replace(A, controls=0.0), Turn(3, controls=0.2e6))[:4], {})
    assert [month.complaints > product.tolerated for month in months] == [True, True, False, False]
    assert [month.stopped for month in months] == [False, False, True, False]
    assert months[2].accepted == 0 and months[3].accepted > 0


def test_accepting_everybody_is_no_gate_and_costs_a_fine():
    months = calculate(everywhere(Inputs(played=2), accept=86.0)).months
    assert [(month.open_gate, month.penalties) for month in months] == [(True, 1.5e6)] * 2
    assert not calculate(everywhere(Inputs(played=1), accept=85.0)).last.open_gate


@pytest.mark.parametrize("shock, field, worse", [
    (Shock.FRAUD, "losses", True), (Shock.DOWNTURN, "losses", True), (Shock.LEAK, "costs", True), (Shock.RUN, "need", True),
    (Shock.OUTAGE, "complaints", True), (Shock.RIVAL, "accepted", False),
])
def test_each_shock_shows_where_it_strikes(shock, field, worse):
    product, decisions = PRODUCTS[Kind.CREDIT], made(Kind.CREDIT, Turn(1, 20, 2.5e6, 40, 8, 0.3e6))[:4]
    calm, struck = (getattr(_launch_play.play(product, decisions, drawn)[2], field) for drawn in ({}, {3: shock}))
    assert (struck > calm) is worse and struck != calm


def test_a_downturn_stays_and_a_rival_goes_after_three_months():
    product, decisions = PRODUCTS[Kind.WALLET], made(Kind.WALLET, *PRESETS["S-17C"].inputs.turns)[:8]
    calm, down, rival = (_launch_play.play(product, decisions, drawn) for drawn in ({}, {3: Shock.DOWNTURN}, {3: Shock.RIVAL}))
    assert all(a.losses > b.losses for a, b in zip(down[2:], calm[2:], strict=True))
    assert [a.accepted < b.accepted for a, b in zip(rival, calm, strict=True)] == [False, False, True, True, True, False, False, False]


def test_an_empty_cell_keeps_what_was_decided_before_and_rows_may_come_in_any_order():
    plan = made(Kind.ASSISTANT, Turn(5, price=0.7), A)
    assert [decision.price for decision in plan] == pytest.approx([0.008] * 4 + [0.007] * 8)
    assert {decision.marketing for decision in plan} == {1.2e6} and {decision.liquid for decision in plan} == {0.10}


@pytest.mark.parametrize("turns, field", [
    ((A, A), "turns.1.month"), ((replace(A, month=2),), "turns.0.month"), ((replace(A, accept=None),), "turns.0.accept"),
    ((A, Turn(3, price=5)), "turns.1.price"), ((replace(A, price=0.15),), "turns.0.price"),
])
def test_a_log_that_leaves_something_open_is_refused_in_its_cell(turns, field):
    with pytest.raises(InputError) as refused:
        calculate(Inputs(turns=turns))
    assert refused.value.field == field


def test_a_price_of_another_product_is_refused_and_the_sentence_says_what_is_usual():
    with pytest.raises(InputError, match="usually priced at 20%. Give 4 to 40%"):
        calculate(Inputs(kind=Kind.CREDIT))


def test_a_rise_drives_away_as_large_a_share_as_it_raises_the_price():
    still, risen = (_launch_play.play(PRODUCTS[Kind.ASSISTANT], made(
        Kind.ASSISTANT, replace(A, price=0.6), Turn(2, price=price, marketing=0))[:2], {}) for price in (0.6, 0.66))
    assert still[1].customers - risen[1].customers == pytest.approx(0.10 * still[0].customers)


def test_doubling_the_price_in_the_last_month_does_not_pay():
    honest = calculate(Inputs()).last
    greedy = calculate(Inputs(turns=(A, Turn(12, price=1.6)))).last
    assert greedy.worth < honest.worth


@pytest.mark.parametrize("name", ["S-17A", "S-17B-path", "S-17C"])
def test_launching_beats_sitting_still(name):
    inputs = PRESETS[name].inputs
    still = Inputs(kind=inputs.kind, turns=(replace(inputs.turns[0], price=PRODUCTS[inputs.kind].usual * 60, marketing=0, accept=1,
                                                    liquid=0, controls=0),))
    assert calculate(inputs).last.worth > calculate(still).last.worth


def test_looking_back_waits_until_the_year_is_over():
    assert calculate(Inputs(played=11)).changed == calculate(Inputs(played=11)).others == ()
    assert calculate(Inputs(played=11)).spared == ()
    said = sentences(calculate(Inputs(played=11)))
    assert not any(words in said for words in ("Looking back", "Luck", "cost most"))
    assert len(calculate(Inputs()).changed) == 10 and len(calculate(PRESETS["S-17B"].inputs).changed) == 11


def test_what_looking_back_promises_comes_true_when_it_is_played():
    result = calculate(Inputs())
    more = calculate(everywhere(Inputs(), marketing=1.2e6 * 1.3)).last
    assert f"three tenths more marketing (score +{compact(more.worth - result.last.worth)['en']})" in sentences(result)
    kept = replace(PRESETS["S-17B"].inputs, turns=(*PRESETS["S-17B"].inputs.turns, Turn(5, price=20), Turn(9, price=12)))
    assert f"a price never above the cap (survives, score {compact(calculate(kept).last.worth)['en']})" in sentences(
        calculate(PRESETS["S-17B"].inputs))


def test_a_shock_is_said_first_in_the_month_that_brings_it_and_not_before():
    before, then = (sentences(calculate(Inputs(played=played))) for played in (6, 7))
    assert "Fraud" not in before and then.startswith("Fraud wave this month. After 7 months: ")


def test_luck_counts_the_years_in_which_the_same_decisions_close():
    thin = PRESETS["S-17A-thin"].inputs
    product, plan = PRODUCTS[Kind.ASSISTANT], made(Kind.ASSISTANT, *thin.turns)
    closed = sum(_launch_play.play(product, plan, _launch.shocks(seed))[-1].closed is not None for seed in range(1, YEARS + 1))
    assert closed == sum(Shock.RUN in _launch.shocks(seed).values() for seed in range(1, YEARS + 1)) == 114
    assert f"{closed} close; the score in the middle is 0." in sentences(calculate(thin), Tone.CAUTION)


def test_luck_says_how_many_of_the_years_score_less():
    result = calculate(Inputs())
    less = sum(calculate(replace(Inputs(), seed=seed)).last.worth < result.last.worth for seed in range(1, 6))
    assert less == sum(end.worth < result.last.worth for end in result.others[:5])
    assert f"{sum(end.worth < result.last.worth for end in result.others)} years score less than yours" in sentences(result)


def test_the_shock_that_cost_most_is_found_by_playing_the_year_without_it():
    result, product = calculate(Inputs()), PRODUCTS[Kind.ASSISTANT]
    drawn, plan = _launch.shocks(29), made(Kind.ASSISTANT, A)
    gains = {month: _launch_play.play(product, plan, {n: shock for n, shock in drawn.items() if n != month})[-1].worth - result.last.worth
             for month in drawn}
    worst = max(gains, key=gains.get)
    assert f"the {drawn[worst].value.en.lower()} of month {worst} (without it: score +{compact(gains[worst])['en']})" in sentences(result)
    assert [spared.month for spared in result.spared] == sorted(drawn)


def test_a_shock_that_changed_nothing_is_not_said_to_have_cost_most():
    assert "cost most" in sentences(calculate(PRESETS["S-17A-thin"].inputs))
    assert "cost most" not in sentences(calculate(PRESETS["S-17A-open"].inputs))
    assert "cost most" not in sentences(calculate(PRESETS["S-17B"].inputs))


@pytest.mark.parametrize("played, said", [
    (1, "; one more month above it, and new business stops."), (2, "; the last two months both, so new business stops next month."),
])
def test_complaints_above_the_line_say_what_comes_of_them(played, said):
    inputs = Inputs(played=played, turns=(replace(A, controls=0),))
    assert said in sentences(calculate(inputs))
    assert calculate(replace(inputs, played=3)).last.stopped


def test_a_product_whose_money_is_gone_says_where_it_went():
    result = calculate(PRESETS["S-17B"].inputs)
    assert f"refunds and fines {compact(sum(month.penalties for month in result.months))['en']}." in sentences(result, Tone.BAD)


def test_without_a_run_the_thin_reserve_scores_more():
    thin, safe = (calculate(replace(PRESETS[name].inputs, seed=12)).last.worth for name in ("S-17A-thin", "S-17A"))
    assert thin > safe


def test_credit_under_the_falling_cap_can_pass_within_the_rules():
    result = calculate(Inputs(kind=Kind.CREDIT, turns=(
        Turn(1, 24, 4e6, 38, 8, 0.3e6), Turn(5, price=20, marketing=3.8e6, accept=33, controls=0.5e6),
        Turn(9, price=12, marketing=4.2e6, accept=29, controls=0.8e6))))
    assert result.last.worth > result.product.capital and sum(month.penalties for month in result.months) == 0


def test_the_pass_mark_is_the_capital():
    assert "more than the 15m put in" in sentences(calculate(Inputs()), Tone.GOOD)
    assert "less than the 35m put in" in sentences(calculate(PRESETS["S-17B-path"].inputs), Tone.CAUTION)


@pytest.mark.parametrize("name", PRESETS)
def test_the_log_on_the_page_has_a_row_for_each_month_played(name):
    result = calculate(PRESETS[name].inputs)
    log = next(block for block in result.view() if isinstance(block, Rows))
    assert [(row[0], row[3]) for row in log.rows] == [(str(month.number), show(month.cash / 1000, 0)) for month in result.months]


def test_a_price_under_the_cap_is_no_decision_to_take_back():
    under = calculate(Inputs(kind=Kind.CREDIT, turns=(Turn(1, 10, 1e6, 15, 8, 0.3e6),)))
    assert "cap" not in {change.lever for change in under.changed}


def test_months_are_said_as_people_say_them():
    flicker = (replace(A, controls=0), Turn(2, controls=0.2e6), Turn(4, controls=0), Turn(5, controls=0.2e6))
    assert "in months 1, 4," in sentences(calculate(Inputs(played=5, turns=flicker)))
    assert "(months 5–11)" in sentences(calculate(PRESETS["S-17B"].inputs))


@pytest.mark.parametrize("name, told", [
    ("S-17A", ["40.64m", "434.2m", "440.9m", "6.108m", "3.529m"]), ("S-17A-thin", ["month 8", "114"]), ("S-17A-open", ["9m", "month 6"]),
    ("S-17B", ["40.08m", "month 11"]), ("S-17B-path", ["25.78m", "35m"]), ("S-17C", ["580,774", "7.045m"]),
])
def test_what_the_page_says_of_an_example_is_what_the_example_says(name, told):
    page = (DOCS / "en" / "calculators" / "launch_simulation.md").read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if line.startswith("|") and f"preset={name})" in line)
    said = sentences(calculate(PRESETS[name].inputs))
    assert all(words in row and words in said for words in told)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_table_of_products_on_the_page_is_the_one_in_the_code(lang):
    page = (DOCS / lang / "calculators" / "launch_simulation.md").read_text(encoding="utf-8")
    lines = page.split("{ #products }")[1].split("{ #shocks }")[0].splitlines()
    rows = [re.split(r" *\| *", line)[2:-1] for line in lines if line.startswith("| ")][2:]
    names = [field.name for field in fields(Product)]
    assert len(rows) == len(names)
    for place, product in enumerate(PRODUCTS.values()):
        printed = dict(zip(names, (row[place] for row in rows), strict=True))
        caps = [number for first, cap in product.caps for number in ([first] if first > 1 else []) + [round(cap * 100)]]
        assert sorted(map(int, re.findall(r"\d+", printed.pop("caps")))) == sorted(caps)
        for name, cell in printed.items():
            value = float(cell.removesuffix("%").replace(",", "")) / (100 if cell.endswith("%") else 1)
            assert value == pytest.approx(getattr(product, name)), name


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("page, changed, closed", [
    ("calculators/launch_simulation.md", {"marketing": 500_000.0}, 45), ("design/functions.md", {"controls": 40_000.0}, 76),
])
def test_what_pages_say_of_a_changed_wallet_is_so(page, changed, closed, lang):
    result = calculate(everywhere(PRESETS["S-17C"].inputs, **changed))
    assert sum(end.closed is not None for end in result.others) == closed
    told = next(line for line in (DOCS / lang / page).read_text(encoding="utf-8").splitlines() if "preset=S-17C)" in line)
    assert str(closed) in told
