"""Numbers as readers type them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import _numbers


@pytest.mark.parametrize(("typed", "value"), [
    ("1200", 1200), ("1,000", 1000), ("1 000", 1000), ("1\u202f000.5", 1000.5), ("１２０００", 12000), ("12，000", 12000),
    ("1'000'000", 1_000_000), ("12万", 120_000), ("1.5 亿", 150_000_000), ("3百万", 3_000_000), ("5千", 5000), ("¥1,200", 1200),
    ("1200 元", 1200), ("−5", -5), ("+.5", 0.5), ("1e3", 1000), ("USD 10", 10),
])
def test_reads(typed, value):
    assert _numbers.read(typed) == value


@pytest.mark.parametrize("typed", ["", "abc", "1.2.3", "12%", "nan", "inf", "1e999", "--1", "0x10", "1_0", "٣"])
def test_refuses_with_the_typed_words(typed):
    with pytest.raises(ValueError) as refused:
        _numbers.read(typed)
    sentence = refused.value.args[0]
    assert typed in sentence.en and "is not a number" in sentence.en and "不是数字" in sentence.zh


def test_of_a_long_text_the_beginning_is_quoted():
    with pytest.raises(ValueError) as refused:
        _numbers.read("x" * 50)
    assert refused.value.args[0].en.startswith(f"“{'x' * 40}” is not a number")


@pytest.mark.parametrize("typed", ["1,5", "12,50", "1,0000"])
def test_a_comma_that_may_be_a_point_is_asked_about(typed):
    with pytest.raises(ValueError) as refused:
        _numbers.read(typed)
    assert "two ways" in refused.value.args[0].en


@given(st.floats(min_value=-1e14, max_value=1e14).map(lambda x: round(x, 6)))
def test_what_is_written_reads_back(number):
    assert _numbers.read(_numbers.write(number)) == number


@pytest.mark.parametrize(("number", "digits", "shown"), [
    (1234.5, 2, "1,234.50"), (-0.001, 2, "0.00"), (-1.5, 1, "−1.5"), (0.0, 0, "0"), (12345678, 0, "12,345,678"),
])
def test_shows(number, digits, shown):
    assert _numbers.show(number, digits) == shown


def test_percent_and_points():
    assert _numbers.percent(0.162165, 4) == "16.2165%"
    assert _numbers.points(0.0188).zh == "1.88 个百分点"


def test_what_is_no_number_is_seen():
    """So that the tests of whole answers can look for it."""
    assert (_numbers.show(math.nan), _numbers.show(-math.inf)) == ("nan", "−inf")
