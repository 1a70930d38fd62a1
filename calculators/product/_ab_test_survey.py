"""How many answers a survey needs for a share, and how many people to invite for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from calculators import _power
from calculators._charts import ACCENT, drawn, labels, layer, number
from calculators._inputs import InputError
from calculators._numbers import points, show, write
from calculators._results import Block, Chart, Column, Figure, Figures, Rows, Tone, Verdict
from calculators._text import Text

if TYPE_CHECKING:
    from calculators.product.ab_test import Inputs

MARGINS = (1, 2, 3, 4, 5, 7.5, 10)


@dataclass(frozen=True)
class Survey:
    """Answers for an interval as narrow as asked, and invitations at the expected rate of response."""

    inputs: "Inputs"
    answers: int
    invitations: int

    def view(self) -> Iterator[Block]:
        yield from (*_verdicts(self), _figures(self))
        yield from (_chart(self), _table(self))


def survey(inputs: "Inputs") -> Survey:
    """Sizes of the survey. Raises InputError where more would have to be invited than there are."""
    answers = answers_for(inputs, inputs.margin)
    invitations = ceil(round(answers / inputs.response * 100, 9))
    if inputs.population is not None and invitations > inputs.population:
        raise InputError("response", Text(
            "{answers} answers at this rate take {n} invitations, more than the {all} people there are. Accept a wider margin, or "
            "raise the response.", "按这个回收率，{answers} 份答卷要发 {n} 份邀请，超过总人数 {all}。请放宽误差，或提高回收率。").format(
                answers=show(answers, 0), n=show(invitations, 0), all=show(inputs.population, 0)))
    return Survey(inputs, answers, invitations)


def answers_for(inputs: "Inputs", margin: float) -> int:
    """Answers for ± margin, in points."""
    return ceil(round(_power.survey(inputs.expected / 100, margin / 100, inputs.confidence / 100, inputs.population), 6))


def _verdicts(found: Survey) -> list[Verdict]:
    words = {"answers": show(found.answers, 0), "margin": points(found.inputs.margin / 100), "n": show(found.invitations, 0),
             "level": write(found.inputs.confidence) + "%", "response": write(found.inputs.response) + "%"}
    return [
        Verdict(Tone.GOOD, Text("Collect {answers} answers: the share is then known to ± {margin} ({level}).",
                                "收满 {answers} 份答卷：比例的误差就在 ± {margin}以内（{level}）。").format(**words)),
        Verdict(Tone.CAUTION, Text(
            "At a response rate of {response} that is {n} invitations. Those who stay silent may think otherwise, and no number of "
            "answers mends that.", "按 {response} 的回收率，要发 {n} 份邀请。不作答的人想法可能不同，这一点收再多答卷也补不上。").format(**words)),
    ]


def _figures(found: Survey) -> Figures:
    return Figures((
        Figure(Text("Answers", "答卷"), show(found.answers, 0), Text("complete ones", "有效份数")),
        Figure(Text("Invitations", "邀请"), show(found.invitations, 0), Text("in random order", "随机抽取")),
    ))


def _chart(found: Survey) -> Chart:
    asked = found.inputs.margin
    margins = [asked * (0.4 + n / 10) for n in range(27)]
    rows = [{"margin": drawn(m), "answers": answers_for(found.inputs, m)} for m in margins]
    point = [{"margin": drawn(asked), "answers": found.answers, "label": show(found.answers, 0)}]
    axes = {"x": number("margin", Text("Margin, ± points", "误差，± 百分点"), zero=False), "y": number("answers", Text("Answers", "答卷数"))}
    return Chart(Text("Half the margin, four times the answers", "误差减半，答卷要四倍"), {"layer": [
        layer("line", rows, axes), layer("point", point, axes, size=110, color=ACCENT, opacity=1), labels(point, axes, dy=-10)]},
        Text("± {margin} take {answers} answers, half of that {half}.", "± {margin}需要 {answers} 份，误差减半需要 {half} 份。").format(
            margin=points(asked / 100), answers=show(found.answers, 0), half=show(answers_for(found.inputs, asked / 2), 0)))


def _table(found: Survey) -> Rows:
    return Rows(Text("Other margins", "其他误差"), tuple(map(Column, (
        Text("Margin, ± points", "误差，± 百分点"), Text("Answers", "答卷数"), Text("Invitations", "邀请数")))), [
            (write(m), show(n := answers_for(found.inputs, m), 0), show(ceil(round(n / found.inputs.response * 100, 9)), 0))
            for m in MARGINS], file="survey.csv")
