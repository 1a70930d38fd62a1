"""Every calculator over the whole range that its form declares: a finite answer or a sentence, never anything else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import _run, load, names
from calculators._inputs import asked
from calculators._kinds import Choice, Day, Integer, Number, Words, YesNo
from calculators._tables import Table
from calculators._text import LANGUAGES

ROWS = 6
NOT_FINITE = re.compile(r"\b(nan|inf|infinity|none)\b", re.IGNORECASE)
HELD = re.compile(r'<span class="verdict__words">|<dd>|<td')


def typed(kind) -> st.SearchStrategy[str]:
    """What a reader may type into a field of this kind and have accepted, its two ends often."""
    match kind:
        case Integer(low=low, high=high):
            values = st.one_of(st.sampled_from([low, high]), st.integers(int(low), int(high)))
        case Number(low=low, high=high):
            values = st.one_of(st.sampled_from([low, high]), st.floats(low, high, allow_subnormal=False))
        case Choice(options=options):
            return st.sampled_from([option.name.lower() for option in options])
        case Day():
            return st.dates().map(str)
        case YesNo():
            return st.sampled_from(["yes", "no"])
        case Words():
            return st.text("abcde 甲乙丙 123 <&'", min_size=1, max_size=12).filter(str.strip)   # cannot spell “inf”
        case Table(row=row, fewest=fewest, most=most):
            cells = st.tuples(*(typed(column.kind) for column in asked(row)))
            return st.lists(cells, min_size=fewest, max_size=max(fewest, min(most, ROWS))).map(
                lambda rows: "\n".join("\t".join(row) for row in rows))
        case _:
            raise TypeError(f"no values are known for {kind!r}")
    written = values.map(lambda value: kind.write(value, "en"))
    return st.one_of(st.just(""), written) if kind.optional else written


@pytest.mark.parametrize("name", names())
def test_any_input_of_the_declared_range_gives_a_finite_answer_or_a_sentence(name):
    fields = asked(load(name).Inputs)

    @settings(max_examples=60, deadline=None, derandomize=True)
    @given(st.fixed_dictionaries({field.name: typed(field.kind) for field in fields}))
    def holds(values):
        for lang in LANGUAGES:
            match _run.answer(name, values, lang):
                case {"html": html}:
                    assert HELD.search(html)
                    assert not (found := NOT_FINITE.search(re.sub(r'(class|aria-label|href|download)="[^"]*"', "", html))), \
                        html[max(0, found.start() - 200):found.end() + 50]
                case {"errors": errors}:
                    assert errors and all(errors.values())
                    assert {path.split(".")[0] for path in errors} <= {field.name for field in fields}

    holds()
