"""Every number printed by others, against ours: tests/published/*.toml."""

import re
from types import SimpleNamespace

import pytest
from mkdocs.exceptions import PluginError

from calculators._text import same
from scripts import published

CASES = [(file.stem, n, check) for file in sorted(published.FOLDER.glob("*.toml"))
         for n, check in enumerate(published.checks(file.stem))]


@pytest.mark.parametrize("check", [c for *_, c in CASES], ids=[f"{name}-{c.case}-{n}" for name, n, c in CASES])
def test_agrees_to_the_last_printed_digit(check):
    assert check.agrees, f"{check.source.en}, {check.what.en}: printed {check.printed}, ours {check.ours}"


@pytest.mark.parametrize(("printed", "half"), [("9.69", 0.005), ("10.50", 0.005), ("385", 0.5), ("4.17e-5", 5e-8)])
def test_tolerance_is_half_of_the_last_digit(printed, half):
    assert published.half_last_digit(printed) == pytest.approx(half)


def test_a_number_off_by_more_than_half_a_digit_is_found():
    check = published.Check("x", "", published.HEADS[0], published.HEADS[0], "9.69", 9.6951)
    assert not check.agrees
    assert published.Check("x", "", published.HEADS[0], published.HEADS[0], "9.69", 9.6949).agrees


def test_a_word_is_the_same_or_not_and_has_no_digits():
    words = {printed: published.Check("x", "", published.HEADS[0], published.HEADS[0], printed, "Very Low").verdict
             for printed in ("Very Low", "Low")}
    assert words == {"Very Low": published.SAME, "Low": published.DIFFERS}
    assert {check.verdict for name, _, check in CASES if name == "risk_register"} == {published.SAME}


@pytest.mark.parametrize(("printed", "ours", "shown"), [
    ("9.69", 9.691234, "9.6912"), ("385", 384.6, "384.60"), ("-1.5", -1.46, "−1.460"), ("VERY_LOW", "LOW", "LOW")])
def test_ours_is_shown_with_two_digits_more(printed, ours, shown):
    assert published.Check("x", "", published.HEADS[0], published.HEADS[0], printed, ours).shown == shown


def test_the_table_says_what_agrees_and_what_differs(monkeypatch):
    checks = [published.Check("x", "", same("a <book>"), same("a rate"), "9.69", ours) for ours in (9.69, 9.71)]
    monkeypatch.setattr(published, "checks", lambda name: checks)
    rows = re.findall(r"<tr id.*?</tr>", published.published(None, "en", None, "loan_apr"))
    assert [re.sub(r"<[^>]*>", "|", row).strip("|").split("||") for row in rows] == [
        ["a &lt;book&gt;", "a rate", "9.69", "9.6900", "✓ to the last printed digit"],
        ["a &lt;book&gt;", "a rate", "9.69", "9.7100", "✕ differs"]]


def test_an_unknown_table_names_the_page_and_the_known_ones():
    page = SimpleNamespace(file=SimpleNamespace(src_uri="risk/manage.md"))
    with pytest.raises(PluginError, match=r"risk/manage\.md: no published numbers 'loans'\. There are: .*loan_apr, "):
        published.published(page, "en", None, "loans")
