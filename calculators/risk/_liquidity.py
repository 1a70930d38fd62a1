"""What the liquidity calculator shows: the answer to the question that was chosen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from calculators._results import Block
from calculators.risk import _liquidity_coverage, _liquidity_ladder, _liquidity_mismatch, _liquidity_run

if TYPE_CHECKING:
    from calculators.risk.liquidity import Inputs, Result

Answer = _liquidity_run.Run | _liquidity_ladder.Ladder | _liquidity_coverage.Coverage | _liquidity_mismatch.Mismatch
QUESTIONS = {"RUN": _liquidity_run, "LADDER": _liquidity_ladder, "COVERAGE": _liquidity_coverage, "MISMATCH": _liquidity_mismatch}


def solve(inputs: "Inputs") -> Answer:
    """The answer to the question that was chosen. Raises InputError as that question does."""
    return QUESTIONS[inputs.question.name].solve(inputs)


def blocks(result: "Result") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    return QUESTIONS[result.inputs.question.name].blocks(result.answer)
