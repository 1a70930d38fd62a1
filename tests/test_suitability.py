"""Suitability: the printed matching cell by cell, the answers that decide alone, scores by hand, and what each verdict says."""

from dataclasses import replace
from fractions import Fraction
from itertools import product as every

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators._inputs import InputError, asked
from calculators._results import Chart, Heat, Rows, Tone, Verdict
from calculators._suitability import Client, Outcome, Product, highest, outcome
from calculators.risk import _suitability_questions as questions
from calculators.risk import suitability

S07A = suitability.PRESETS["S-07a"].inputs
Regime, Began, Rated, Grade = suitability.Regime, suitability.Began, suitability.Rated, suitability.Grade
OPTIONS = {q.name: next(a.kind.options for a in asked(suitability.Inputs) if a.name == q.name) for q in questions.QUESTIONS}
properties = settings(max_examples=200, deadline=None, derandomize=True)
answers = st.fixed_dictionaries({name: st.sampled_from(list(options)) for name, options in OPTIONS.items()})


def calculate(**changes):
    return suitability.calculate(replace(S07A, **changes))


def verdicts(result, lang="en"):
    return [(b.tone, b.sentence[lang]) for b in result.view() if isinstance(b, Verdict)]


# The matrix, as the appendix of the outline and the guideline have it

MATRIX = {"LOWEST": "R1", "C1": "R1", "C2": "R1 R2", "C3": "R1 R2 R3", "C4": "R1 R2 R3 R4", "C5": "R1 R2 R3 R4 R5"}


def test_the_matrix_cell_by_cell():
    for client, product in every(Client, Product):
        fits = product.name in MATRIX[client.name].split()
        expected = Outcome.MATCH if fits else Outcome.PROHIBITED if client is Client.LOWEST else Outcome.MISMATCH
        assert outcome(client, product) is expected
    assert [highest(client).name for client in Client] == [row.split()[-1] for row in MATRIX.values()]


def test_c2_and_r4_are_a_mismatch_that_is_blocked():
    result = calculate()
    assert (result.client, result.product, result.outcome) == (Client.C2, Product.R4, Outcome.MISMATCH)
    (first, words), (_, rule) = verdicts(result)
    assert first is Tone.BAD and words == "Mismatch: do not recommend R4 to a client of grade C2. The sale is blocked."
    assert "Article 22 (3)" in rule


def test_a_client_who_insists_has_a_path_under_the_fund_rules_only():
    (tone, words), (_, rule) = verdicts(calculate(began=Began.CLIENT))
    assert tone is Tone.CAUTION and "blocked by default" in words
    assert "Article 19" in rule and "special written warning" in rule
    (tone, words), (_, rule) = verdicts(calculate(began=Began.CLIENT, regime=Regime.NFRA))
    assert tone is Tone.BAD and "was not seen in its text" in rule


def test_the_lowest_category_is_prohibited_whoever_began_it():
    for began in Began:
        result = suitability.calculate(replace(suitability.PRESETS["lowest"].inputs, began=began))
        (tone, words), (_, rule) = verdicts(result)
        assert result.outcome is Outcome.PROHIBITED and tone is Tone.BAD
        assert words == "Prohibited: R2 may not be sold to a client of C1, lowest category, even at the client’s own wish."
        assert "Article 22 (5)" in rule
        assert verdicts(result, "zh")[0][1] == "禁止销售：不得向 C1 最低类别客户销售 R2 产品，客户主动要求也不行。"


def test_the_nfras_order_is_not_said_to_prohibit_what_only_the_fund_rules_do():
    result = suitability.calculate(replace(suitability.PRESETS["lowest"].inputs, regime=Regime.NFRA))
    assert result.outcome is Outcome.MISMATCH
    heat = next(b for b in result.view() if isinstance(b, Heat))
    assert not any("prohibited" in cell.words.en for _, cells in heat.rows for cell in cells)


@pytest.mark.parametrize("preset", suitability.PRESETS)
def test_one_cell_of_the_heat_table_is_the_clients_and_every_cell_has_a_sign(preset):
    result = suitability.calculate(suitability.PRESETS[preset].inputs)
    heat = next(b for b in result.view() if isinstance(b, Heat))
    cells = {(client, product): cell for (_, row), client in zip(heat.rows, Client, strict=True)
             for cell, product in zip(row, Product, strict=True)}
    assert [place for place, cell in cells.items() if "▶" in cell.words.en] == [(result.client, result.product)]
    signs = {"✓": "match", "!": "mismatch", "✕": "prohibited"}
    for cell in cells.values():
        sign, word = cell.words.en.removeprefix("▶ ").split()
        assert signs[sign] == word


# The client

def test_the_default_score_by_hand():
    """Means 1 + 2 + 1 + 3 of 12 at 40, knowledge 1 + 0 of 6 at 30, aims 1 + 1 + 1 of 9 at 30."""
    assert calculate().score == Fraction(7, 12) * 40 + Fraction(1, 6) * 30 + Fraction(3, 9) * 30 == Fraction(115, 3)


@pytest.mark.parametrize(("change", "client"), [
    ({"capable": False}, Client.LOWEST), ({"loss": questions.Loss.ZERO}, Client.LOWEST), ({}, Client.C2)])
def test_two_answers_decide_alone(change, client):
    assert calculate(**change).client is client
    best = {name: list(options)[-1] for name, options in OPTIONS.items()}
    alone = suitability.calculate(replace(S07A, **{**best, **change}))
    assert alone.client is (Client.LOWEST if change else Client.C5)


def test_a_score_on_a_line_belongs_to_the_higher_grade():
    on_40 = calculate(experience=questions.Experience.SOME, need=questions.Need.HALF_YEAR)
    assert (on_40.score, on_40.client) == (40, Client.C3)
    assert calculate(means=0, skill=0, horizon=questions.Horizon.HALF_YEAR, objective=questions.Objective.KEEP).client is Client.C1


@properties
@given(answers, st.tuples(*[st.integers(0, 100)] * 3).filter(any))
def test_scores_run_from_0_to_100_and_a_better_answer_never_lowers_one(given_, weights):
    inputs = replace(S07A, **given_, means=weights[0], skill=weights[1], aims=weights[2])
    score = suitability.calculate(inputs).score
    assert 0 <= score <= 100
    for name, options in OPTIONS.items():
        place = list(options).index(given_[name])
        if place < questions.MOST:
            assert suitability.calculate(replace(inputs, **{name: list(options)[place + 1]})).score >= score


def test_every_scored_question_has_four_answers_and_every_input_a_place():
    assert all(len(options) == questions.MOST + 1 for options in OPTIONS.values())
    best, worst = ({name: list(o)[end] for name, o in OPTIONS.items()} for end in (-1, 0))
    assert (suitability.calculate(replace(S07A, **best)).score, suitability.calculate(replace(S07A, **worst)).score) == (100, 0)


def test_without_weights_there_is_no_score():
    with pytest.raises(InputError) as refused:
        calculate(means=0, skill=0, aims=0)
    assert refused.value.field == "means"


# Contradictions

def test_contradictory_answers_hold_the_sale_before_anything_else():
    result = suitability.calculate(suitability.PRESETS["contradiction"].inputs)
    (tone, words), (second, match), _ = verdicts(result)
    assert tone is Tone.CAUTION and words.startswith("Hold the sale") and "has never invested, yet would bear more than 30%" in words
    assert second is Tone.PLAIN and match.startswith("Once that is cleared up")


@pytest.mark.parametrize("pair", questions.CONTRADICTIONS, ids=lambda p: "+".join(a.name for a in p[0]))
def test_each_contradiction_needs_both_of_its_answers(pair):
    (one, other), words = pair
    name = {type(v): k for k, v in {q: next(iter(o)) for q, o in OPTIONS.items()}.items()}
    calm = {"experience": questions.Experience.YEARS, "knowledge": questions.Knowledge.SHARES, "loss": questions.Loss.TENTH}
    both = calculate(**{**calm, name[type(one)]: one, name[type(other)]: other})
    assert words in both.odd
    for single in (one, other):
        assert words not in calculate(**{**calm, name[type(single)]: single}).odd
    assert calculate().odd == ()


# The product

@pytest.mark.parametrize(("traits", "grade"), [
    ({"assets": questions.Assets.CASH, "way_out": questions.Exit.DAILY, "structure": questions.Structure.PLAIN,
      "credit": questions.Credit.STRONG}, Product.R1),
    ({"structure": questions.Structure.PLAIN}, Product.R2), ({}, Product.R3),
    ({"credit": questions.Credit.WEAK}, Product.R4), ({"leverage": questions.Leverage.MUCH}, Product.R5)])
def test_the_worst_trait_makes_the_products_grade(traits, grade):
    result = calculate(rated=Rated.TRAITS, **traits)
    assert result.product is grade
    table = next(b for b in result.view() if isinstance(b, Rows) and b.title.en.startswith("What made the product"))
    assert max(row[2] for row in table.rows) == grade.name


def test_a_given_grade_is_taken_as_it_is():
    assert [calculate(grade=g).product.name for g in Grade] == [p.name for p in Product]


# What is shown

def test_the_record_names_what_has_to_be_kept():
    rows = next(b.rows for b in calculate(began=Began.CLIENT).view() if isinstance(b, Rows) and b.title.en == "What to record")
    kept = {row[0].en: row[1] for row in rows}
    assert kept["Warning: text shown, time, confirmation"].en == "special written warning"
    assert kept["Outcome and rule"] is Outcome.MISMATCH.value
    assert any("Version" in what for what in kept) and any("answer" in what for what in kept) and any("end of the test" in what for what in kept)


def test_the_bars_add_up_to_the_score():
    result = calculate()
    chart = next(b for b in result.view() if isinstance(b, Chart))
    assert sum(row["points"] for row in chart.spec["layer"][0]["data"]["values"]) == pytest.approx(float(result.score))
