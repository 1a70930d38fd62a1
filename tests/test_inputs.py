"""What was typed becomes values, or a sentence beside the field."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

import pytest

from calculators import _tables, load, names
from calculators._inputs import InputErrors, ask, parse, typed
from calculators._kinds import Amount, Choice, Day, Integer, Number, Percent, Words, YesNo
from calculators._tables import Table, row_error
from calculators._text import LANGUAGES, Text, same


class Colour(Enum):
    RED = Text("Red", "红")
    BLUE = Text("Blue", "蓝")


@dataclass(frozen=True)
class Row:
    name: str = ask(Words(Text("Name", "名称"), longest=10))
    amount: float = ask(Amount(Text("Amount", "金额")))
    month: int = ask(Integer(Text("Month", "月"), low=0, high=12), 0)


@dataclass(frozen=True)
class Inputs:
    amount: float = ask(Amount(Text("Amount", "金额"), low=1, high=1000), 100.0)
    rate: float = ask(Percent(Text("Rate", "利率")), 12.0)
    count: int = ask(Integer(Text("Count", "期数"), low=1, high=12), 3)
    ratio: float | None = ask(Number(Text("Ratio", "比"), low=-1, high=1, optional=True), None)
    day: date = ask(Day(Text("Day", "日期")), date(2026, 1, 31))
    colour: Colour = ask(Choice(Text("Colour", "颜色"), options=Colour), Colour.RED)
    sure: bool = ask(YesNo(Text("Sure", "确定")), False)
    rows: tuple[Row, ...] = ask(Table(Text("Rows", "行"), row=Row, most=3), ())


def said(**values) -> dict[str, Text]:
    with pytest.raises(InputErrors) as refused:
        parse(Inputs, values)
    return {error.field: error.sentence for error in refused.value.errors}


@pytest.mark.parametrize(("field", "text", "value"), [
    ("amount", "１，０００", 1000), ("rate", "１２％", 12), ("rate", "7.2 %", 7.2), ("count", "12", 12), ("ratio", "", None),
    ("day", "2026/1/5", date(2026, 1, 5)), ("day", "2026年1月5日", date(2026, 1, 5)), ("day", "20260105", date(2026, 1, 5)),
    ("day", "2026-01-05 13:00:01", date(2026, 1, 5)), ("colour", "blue", Colour.BLUE), ("colour", "蓝", Colour.BLUE),
    ("sure", "是", True), ("sure", "no", False),
])
def test_reads(field, text, value):
    assert getattr(parse(Inputs, {field: text}), field) == value


@pytest.mark.parametrize(("field", "text", "en", "zh"), [
    ("amount", "0", "Give a value from 1 to 1,000.", "请填数值，范围 1 至 1,000。"),
    ("rate", "101", "Give a value from 0 to 100%.", "请填数值，范围 0 至 100%。"),
    ("count", "1.5", "Give a whole number.", "请填整数。"),
    ("count", "", "Fill this in.", "请填写此项。"),
    ("count", " \t", "Fill this in.", "请填写此项。"),
    ("day", "2026-02-30", "“2026-02-30” is not a date. Write year-month-day, for example 2026-01-31.",
     "“2026-02-30”不是日期。请按年-月-日填写，例如 2026-01-31。"),
    ("colour", "green", "Choose one of: Red, Blue.", "请从以下选项中选择：红、蓝。"),
    ("sure", "maybe", "Write yes or no.", "请填“是”或“否”。"),
    ("nothing", "1", "There is no input of this name.", "没有这个名称的输入项。"),
])
def test_refuses(field, text, en, zh):
    assert said(**{field: text}) == {field: Text(en, zh)}


def test_a_field_that_does_not_matter_is_not_read():
    """The form hides it, so a mistake in it could not be seen."""
    module = load("loan_apr")
    assert parse(module.Inputs, {"method": "flat_fee", "annual_rate": "x"}).annual_rate == module.Inputs().annual_rate
    with pytest.raises(InputErrors):
        parse(module.Inputs, {"annual_rate": "x", "method": "equal_principal"})


@dataclass(frozen=True)
class Nested:
    """A field that depends on one that depends on another, declared before both."""

    inner: float = ask(Amount(Text("Inner", "内")), 1.0, only=("middle", (Colour.BLUE,)))
    middle: Colour = ask(Choice(Text("Middle", "中"), options=Colour), Colour.RED, only=("outer", (Colour.BLUE,)))
    outer: Colour = ask(Choice(Text("Outer", "外"), options=Colour), Colour.RED)


@pytest.mark.parametrize(("outer", "middle", "inner"), [
    ("blue", "blue", 5), ("blue", "red", 1), ("red", "blue", 1)])
def test_a_field_matters_only_while_the_choice_it_hangs_on_does(outer, middle, inner):
    assert parse(Nested, {"inner": "5", "middle": middle, "outer": outer}).inner == inner
    if inner == 1:
        assert parse(Nested, {"inner": "x", "middle": middle, "outer": outer}).inner == 1


def test_a_row_keeps_the_number_that_the_reader_sees():
    rows = parse(Inputs, {"rows": "\na\t1\n\t\t\nb\t2"}).rows
    assert rows == (Row("a", 1.0), Row("b", 2.0))
    error = row_error("rows", rows, 1, "month", Text("too late.", "太晚。"))
    assert (error.field, error.sentence) == ("rows.3.month", Text("Row 4: too late.", "第 4 行：太晚。"))
    assert row_error("rows", tuple(rows), 1, "month", Text("", "")).field == "rows.1.month"


def test_all_errors_are_told_at_once():
    assert set(said(amount="x", rate="-1", rows="a\tb")) == {"amount", "rate", "rows.0.amount"}


@pytest.mark.parametrize("text", [
    "a\t1,000\t2\nb\t5", "a;1 000;2\nb;5", 'a,"1,000",2\nb,5', "\ufeffName,Amount,Month\r\na,1000,2\r\nb,5,\r\n",
    "金额;名称;月\n1000;a;2\n5;b;0", "a\t1000\t2\n \t \t\nb\t5", " Amount ; NAME ;Month\n1000;a;2\n5;b;0",
    "Name\tAmount\tMonth\t \t \t \t \na\t1000\t2\nb\t5",
])
def test_tables_from_spreadsheets_and_files(text):
    assert parse(Inputs, {"rows": text}).rows == (Row("a", 1000.0, 2), Row("b", 5.0, 0))


@pytest.mark.parametrize(("text", "field", "en"), [
    ("a\tx\t1", "rows.0.amount", "Row 1, Amount: “x” is not a number. Write digits, for example 1200 or 1,200.50."),
    ("a\t1\t1\n\nb\t1\t13", "rows.2.month", "Row 3, Month: Give a value from 0 to 12."),
    ("a\t1\nb\t1\nc\t1\nd\t1", "rows", "These are 4 rows; the limit is 3."),
    ("Name\tAmount\na\t1\nb\t1\nc\t1\nd\t1", "rows", "These are 4 rows; the limit is 3."),
    ("a", "rows.0.amount", "Row 1, Amount: Fill this in."),
    ("Name\tx\t1", "rows.0.amount",  # one cell that is called like a column does not make a heading
     "Row 1, Amount: “x” is not a number. Write digits, for example 1200 or 1,200.50."),
])
def test_table_errors_name_row_and_column(text, field, en):
    assert said(rows=text)[field].en == en


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_example_reads_back_to_the_same_answer(name, lang):
    module = load(name)
    for preset in module.PRESETS.values():
        again = parse(module.Inputs, typed(preset.inputs, lang))
        assert typed(again, lang) == typed(preset.inputs, lang)
        assert next(module.calculate(again).view()).sentence[lang] == next(module.calculate(preset.inputs).view()).sentence[lang]


@pytest.mark.parametrize(("values", "field", "en", "zh"), [
    ({"amount": "1" * 1_001}, "amount", "These are 1,001 characters; the limit is 1,000.", "共 1,001 个字符，超出上限 1,000 个。"),
    ({"rows": "x" * 1_001 + "\t1"}, "rows.0.name", "Row 1, Name: These are 1,001 characters; the limit is 1,000.",
     "第 1 行，名称：共 1,001 个字符，超出上限 1,000 个。"),
    ({"rows": " " * (20 * 2**20 + 1)}, "rows", "These are 20,971,521 characters; the limit is 20,971,520.",
     "共 20,971,521 个字符，超出上限 20,971,520 个。"),
    ({"rows": 'a\t1\n"b\t1\n' + "c\t1\n" * 30_000}, "rows",
     "Row 2 is longer than 100,000 characters. Is a quotation mark missing there?", "第 2 行超过 100,000 个字符，是否缺了一个引号？"),
    ({"rows": "a\t1\nb" + "\t1" * 100}, "rows", "Row 2 has 101 columns; the limit is 100.", "第 2 行有 101 列，超出上限 100 列。"),
])
def test_what_is_too_long_is_refused_with_its_limit(values, field, en, zh):
    assert said(**values) == {field: Text(en, zh)}


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", " \n"])
def test_millions_of_blank_lines_are_refused_before_one_is_read(monkeypatch, end):
    monkeypatch.setattr(Table, "read", lambda *_: pytest.fail("it was read"))
    assert said(rows="a" + end * 1_000_000 + "b")["rows"] == Text("These are 1,000,001 lines, blank ones included; the limit is 1,000,000.",
                                                                  "共 1,000,001 行（含空行），超出上限 1,000,000 行。")


def test_empty_columns_to_the_right_do_not_count():
    assert parse(Inputs, {"rows": "a\t1" + "\t" * 16_000}).rows == (Row("a", 1.0),)


def test_a_long_table_full_of_errors_is_read_to_the_twentieth(monkeypatch):
    read = []
    monkeypatch.setattr(_tables._Reader, "_read", staticmethod(lambda column, named, cell: read.append(cell) or column.kind.take(cell)))
    long = Table(Text("Rows", "行"), row=Row, most=5_000)
    with pytest.raises(InputErrors) as refused:
        long.take("a\tx\t1\n" * 5_000)
    assert len(refused.value.errors) == 20
    assert len(read) < 100


def test_rows_are_kept_only_as_far_as_they_may_go():
    lines, _ = Table(Text("Rows", "行"), row=Row, most=3)._lines("a\t1\tx\ty\n" * 3)
    assert [cells for _, cells in lines] == [["a", "1", "x"]] * 3


@pytest.mark.parametrize(("typed", "read"), [
    ("a\0b\x1b[31m\x85", "a�b�[31m�"), ("\ud800 \uffff\U0010ffff", "� ��"), ("x\u202egnp.exe\u2066", "xgnp.exe"),
    ("\u200b\ufeff两\u200d端", "两\u200d端"), ("  two\r\n lines\u2028 ", "two lines"), ("👩‍👧", "👩‍👧"),
])
def test_words_are_one_line_that_every_page_can_show(typed, read):
    assert Words(Text("Name", "名称")).take(typed) == read


def test_a_number_may_come_with_marks_of_direction():
    assert parse(Inputs, {"amount": "\u202d1,000\u202c", "rows": "a\t\u200e5"}).rows[0].amount == 5


@pytest.mark.parametrize("typed", ["1" + ",1" * 400, "x" * 900, "x\ny"])
def test_a_sentence_says_back_one_short_line(typed):
    sentence = said(amount=typed)["amount"].en
    assert len(sentence) < 200 and "\n" not in sentence


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n"])
def test_lines_end_as_any_system_ends_them(end):
    assert parse(Inputs, {"rows": end.join(("Name,Amount", "a,1", "b,2"))}).rows == (Row("a", 1.0), Row("b", 2.0))


def test_same_words_in_every_language():
    assert same("APR")["zh"] == "APR"
