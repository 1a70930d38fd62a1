"""From what the reader gave, bands or single people, to a sample that can be judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculators import _discrimination, _scorecard
from calculators._inputs import InputError
from calculators._numbers import write
from calculators._tables import row_error
from calculators._text import Text, as_text, same
from calculators.risk._scorecard_rows import Meaning, Person

if TYPE_CHECKING:
    from calculators.risk.scorecard import Inputs


@dataclass(frozen=True)
class Sample:
    """Bands of people with known outcomes, riskiest first. `separation` is exact: by single scores where there are any.

    `gap` is the band or score up to which KS is found, None if nothing separates. `allowed` are the cut-offs within the
    limits of policy.
    """

    names: tuple[Text, ...]
    groups: tuple[_discrimination.Group, ...]
    separation: _discrimination.Separation
    gap: Text | None
    evidence: _scorecard.Evidence
    cutoffs: tuple[_scorecard.Cutoff, ...]
    allowed: tuple[_scorecard.Cutoff, ...]
    comparison: _discrimination.Comparison | None = None
    forecast: _discrimination.Forecast | None = None

    @property
    def best(self) -> _scorecard.Cutoff | None:
        """What earns most within the limits; None where no cut-off is within."""
        return _scorecard.best(self.allowed)

    @property
    def free(self) -> _scorecard.Cutoff:
        """What would earn most without limits."""
        return _scorecard.best(self.cutoffs)

    @property
    def goods(self) -> int:
        return self.cutoffs[0].goods

    @property
    def bads(self) -> int:
        return self.cutoffs[0].bads


def from_bands(inputs: "Inputs") -> Sample:
    """Counted bands. Raises InputError for an empty band, or where there are only goods or only bads."""
    for row, band in enumerate(inputs.bands):
        if not band.goods + band.bads:
            raise row_error("bands", inputs.bands, row, "goods", Text(
                "nobody is in this band; remove the row.", "这一段没有人，请删除该行。"))
    names = tuple(as_text(b.name) if b.name else Text(f"Band {n}", f"第 {n} 段") for n, b in enumerate(inputs.bands, 1))
    groups = tuple((b.goods, b.bads) for b in inputs.bands)
    _mixed("bands", groups)
    found = _discrimination.separation(groups)
    return _judged(inputs, names, groups, found, names[found.ks_at - 1] if found.ks else None)


def from_people(inputs: "Inputs") -> Sample:
    """Single people, gathered into bands. Raises InputError for what cannot be a probability, or where all turned out alike."""
    turn = -1 if inputs.meaning is Meaning.SAFER else 1
    risks, outcomes = [turn * person.score for person in inputs.rows], [person.outcome for person in inputs.rows]
    if inputs.meaning is Meaning.PROBABILITY:
        _probabilities(inputs.rows)
    counts = _discrimination.tally(risks, outcomes)
    _mixed("rows", counts.groups)
    comparison = _comparison(inputs, counts, turn, outcomes)
    found = comparison.first if comparison else _discrimination.separation(counts.groups)
    gap = same(_score(turn * counts.risks[found.ks_at - 1])) if found.ks else None
    bands = _scorecard.gather(counts, inputs.count, inputs.cutting)
    names = tuple(_range(turn * first, turn * last) for first, last, *_ in bands)
    return _judged(inputs, names, tuple((good, bad) for *_, good, bad in bands), found, gap,
                   comparison=comparison,
                   forecast=_discrimination.forecast(risks, outcomes) if inputs.meaning is Meaning.PROBABILITY else None)


def _judged(inputs: "Inputs", names, groups, separation, gap, **others) -> Sample:
    cutoffs = _scorecard.cutoffs(groups, inputs.margin, inputs.loss)
    highest = 1.0 if inputs.highest is None else inputs.highest / 100
    allowed = _scorecard.allowed(cutoffs, highest, (inputs.least or 0.0) / 100)
    return Sample(names, groups, separation, gap, _scorecard.evidence(groups), cutoffs, allowed, **others)


def _mixed(field: str, groups: Sequence[_discrimination.Group]) -> None:
    for outcome, words in enumerate((Text("There are no goods", "没有好客户"), Text("There are no bads", "没有坏客户"))):
        if not any(group[outcome] for group in groups):
            raise InputError(field, words + Text(": what cannot differ cannot be separated. Take a larger sample.",
                                                 "，无从区分好坏。请换更大的样本。"))


def _probabilities(people: tuple[Person, ...]) -> None:
    for row, person in enumerate(people):
        if not 0 <= person.score <= 1:
            raise row_error("rows", people, row, "score", Text(
                "a probability lies between 0 and 1 (5% is 0.05). If this is a score, say so under “The score”.",
                "概率应在 0 与 1 之间（5% 写 0.05）。若填的是分数，请在“评分含义”中另选。"))


def _comparison(inputs: "Inputs", first: _discrimination.Tally, turn: int,
                outcomes: list[int]) -> _discrimination.Comparison | None:
    """The second score against the first. Raises InputError where only some people have one."""
    without = [row for row, person in enumerate(inputs.rows) if person.second is None]
    if len(without) == len(outcomes):
        return None
    if without:
        raise row_error("rows", inputs.rows, without[0], "second", Text(
            "the second score is missing. Give one to everybody, or to nobody.", "缺少第二评分。要么全部填写，要么全部留空。"))
    if min(sum(outcomes), len(outcomes) - sum(outcomes)) < 2:
        raise InputError("rows", Text("To compare two scores takes two goods and two bads at least; leave the second score out.",
                                      "比较两个评分至少要有两好两坏；请去掉第二评分。"))
    return _discrimination.contrast(first, _discrimination.tally([turn * p.second for p in inputs.rows], outcomes), outcomes)


def _range(low: float, high: float) -> Text:
    low, high = sorted((low, high))
    if low == high:
        return same(_score(low))
    return Text("{low} to {high}", "{low} 至 {high}").format(low=_score(low), high=_score(high))


def _score(score: float) -> str:
    return write(float(f"{score + 0.0:.6g}")).replace("-", "−")
