"""The command line: a calculator without a browser, in sentences, tables or fields."""

import json
from dataclasses import fields

import pytest

from calculators import _plain, load, names
from calculators.__main__ import main
from calculators._results import Chart, Column, Figure, Figures, Heat, Note, Rows, Shade, Tone, Verdict
from calculators._text import LANGUAGES, Text, same


def said(capsys, *words: str) -> tuple[int, str, str]:
    """The exit status, and what is printed as an answer and as a complaint."""
    status = main(list(words))
    return status, *capsys.readouterr()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_name_it_lists_every_calculator(capsys, lang):
    status, out, err = said(capsys, "--lang", lang)
    assert (status, err) == (0, "")
    assert [line.split(maxsplit=1) for line in out.splitlines()] == [[name, load(name).TITLE[lang]] for name in names()]


def test_an_answer_begins_with_its_verdict_and_follows_what_is_typed(capsys):
    status, out, err = said(capsys, "loan_apr", "preset=S-08c", "principal=10,000")
    assert (status, err) == (0, "")
    assert out.startswith("Problem: This loan costs 25.88% a year, 1.88 percentage points over the line of 24.00%.\n\n")
    assert "这笔贷款年化成本 16.22%" in said(capsys, "loan_apr", "--lang", "zh")[1]


def test_fields_are_numbers_words_and_days_for_a_program(capsys):
    loan = json.loads(said(capsys, "loan_apr", "preset=S-08c", "--lang", "zh", "--json")[1])
    assert loan["inputs"]["method"] == "equal_instalment" and loan["received"] == 9701
    assert loan["inputs"]["fees"][1] == {"payee": "平台：会员费", "amount": 299, "first": 0, "last": 0}
    assert loan["instalments"][0] == {"period": 1, "interest": 60, "principal": 806.19, "balance": 9193.81, "payment": 866.19}
    assert loan["over"] == pytest.approx(loan["compared"] - loan["cap"])


def test_what_must_be_mended_is_said_with_the_known_names_and_a_status(capsys):
    status, out, err = said(capsys, "loan_apr", "periods=0", "colour=red", "--lang", "zh")
    assert (status, out) == (2, "")
    assert err.splitlines() == [
        "colour: 没有这个名称的输入项。", "periods: 请填数值，范围 1 至 360 期。",
        "输入项：" + ", ".join(field.name for field in fields(load("loan_apr").Inputs))]
    assert said(capsys, "loan_apr", "preset=S-08c", "periods=6")[2].startswith(
        "fees.0.last: Row 1: the charge must end between its first month and month 6.\nInputs: principal, ")


def test_an_unknown_preset_is_told_the_known_ones(capsys):
    with pytest.raises(SystemExit) as left:
        main(["loan_apr", "preset=S-99"])
    assert left.value.code == 2
    assert "loan_apr has no preset S-99; it has S-08a, S-08b, S-08c" in capsys.readouterr().err


def test_every_kind_of_result_is_a_paragraph_and_tables_stand_in_columns():
    words = Text("Words", "词")
    assert _plain.answer([
        Verdict(Tone.GOOD, words), Figures((Figure(words, "1"), Figure(words, "2", same("note")))), Note(words),
        Chart(words, {}, same("what it shows")),
        Rows(words, (Column(words), Column(same("n"))), [("ab", "1,000"), ("abcdef", "2")]),
        Heat(words, words, ("1",), (("row", (Shade("9", 3),)),)),
    ], "zh") == "\n\n".join((
        "正常: 词", "词: 1\n词: 2 (note)", "词", "词: what it shows",
        "词\n    词      n\n    ab  1,000\nabcdef      2", "词\n 词  1\nrow  9"))   # a Han character is two columns wide


def test_a_kind_of_result_that_nobody_knows_is_a_mistake_of_ours():
    with pytest.raises(TypeError, match="no such kind"):
        _plain.answer([object()], "en")
