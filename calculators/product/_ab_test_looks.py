"""Looking before the end: what it does to false alarms, and the line that makes it safe."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, erfc, sqrt
from typing import TYPE_CHECKING

from calculators import _sequential
from calculators._charts import ACCENT, CAUTION, drawn, layer, number, series
from calculators._numbers import chance, percent, show, write
from calculators._proportions import quantile
from calculators._results import Block, Chart, Column, Figure, Figures, Rows, Tone, Verdict
from calculators._sequential import Walk
from calculators._text import Text

if TYPE_CHECKING:
    from calculators.product.ab_test import Inputs

FAR = 11.9  # a line out here stops nothing


@dataclass(frozen=True)
class Looks:
    """What unguarded looks do (`naive`, exactly; `simulated`, by chance) and the test with its lines (`walk`)."""

    inputs: "Inputs"
    naive: float
    simulated: float
    walk: Walk

    @property
    def count(self) -> int:
        return self.inputs.looks

    @property
    def growth(self) -> float:
        """The most users needed, for each of a test that is looked at once."""
        return self.walk.growth(self.inputs.alpha / 100, self.inputs.power / 100)

    @property
    def step(self) -> float:
        """The effect of the plan, as the mean of a step of the walk."""
        return self.walk.step(self.inputs.power / 100)

    @property
    def expected(self) -> float:
        """Users needed on average if the effect is as planned, for each of a test that is looked at once."""
        return self.growth * self.walk.looks_taken(self.step) / self.count

    @property
    def single(self) -> float:
        """The line of a test that is looked at once."""
        return quantile(1 - self.inputs.alpha / 100)

    def users(self, share: float) -> str:
        return show(ceil(round(self.inputs.per_arm * share, 6)), 0)

    def view(self) -> Iterator[Block]:
        yield from (*_verdicts(self), _figures(self))
        yield from (_chart(self), _table(self))


def look(inputs: "Inputs") -> Looks:
    """Exact and simulated false alarms of looks at the line of a single one, and the chosen lines."""
    alpha, looks = inputs.alpha / 100, inputs.looks
    single = quantile(1 - alpha)
    return Looks(inputs, _sequential.walk([single] * looks).crossed(), _sequential.simulate(looks, single, inputs.runs, inputs.seed),
                 _sequential.walk(_sequential.lines(inputs.line, looks, alpha)))


def _verdicts(found: Looks) -> list[Verdict]:
    first, last = found.walk.lines[0], found.walk.lines[-1]
    words = {"n": found.count, "alpha": write(found.inputs.alpha) + "%", "naive": percent(found.naive, 1), "first": _line(first),
             "last": _line(last), "kind": found.inputs.line.value,
             "max": found.users(found.growth), "one": found.users(1), "more": percent(found.growth - 1, 1),
             "mean": found.users(found.expected)}
    return [
        Verdict(Tone.BAD, Text(
            "Look {n} times and stop at the first p below {alpha}: of tests without any effect {naive} will claim one.",
            "看 {n} 次，一见 p 低于 {alpha} 就停：毫无效果的实验里，也会有 {naive} 报出“显著”。").format(**words)),
        Verdict(Tone.GOOD, Text(
            "Stop only beyond a line fixed beforehand: |z| of {first} at the first look, {last} at the last ({kind}). Over all looks "
            "false alarms then stay at {alpha}.",
            "只在越过事先定好的界线时才停：首次 |z| 为 {first}，末次 {last}（{kind}）。所有查看合计，误报仍是 {alpha}。").format(**words)),
        Verdict(Tone.PLAIN, Text(
            "It costs up to {more} more users, {max} in each arm instead of {one}; if the effect is as planned, {mean} will do on average.",
            "代价是最多多用 {more} 的用户：每组 {max} 名，而不是 {one} 名；如果效果与计划相同，平均只需 {mean} 名。").format(**words)),
    ]


def _figures(found: Looks) -> Figures:
    error = sqrt(found.simulated * (1 - found.simulated) / found.inputs.runs)
    return Figures((
        Figure(Text("False alarms, exact", "误报率（精确）"), percent(found.naive), Text("looks without a line: {n}", "无界线查看：{n} 次").format(
            n=found.count)),
        Figure(Text("Simulated", "模拟"), percent(found.simulated), Text("± {e}, {n} experiments", "± {e}，{n} 次实验").format(
            e=percent(2 * error), n=show(found.inputs.runs, 0))),
        Figure(Text("Users at most", "最多用户"), "× " + show(found.growth, 3), Text("of a single look", "相对只看一次")),
        Figure(Text("Users on average", "平均用户"), "× " + show(found.expected, 3), Text("if the effect is as planned", "效果与计划相同时")),
    ))


def _chart(found: Looks) -> Chart:
    line, single = Text("Line to stop", "停止界线"), Text("Line of a single look", "只看一次的界线")
    rows = [{"look": n, "z": drawn(z), "which": line} for n, z in enumerate(found.walk.lines, 1) if z < FAR]
    flat = [{"look": n, "z": drawn(found.single), "which": single} for n in (1, found.count)]
    axes = {"x": number("look", Text("Look", "第几次查看"), domain=[1, found.count], tickMinStep=1, format="d", grid=False),
            "y": number("z", Text("|z|", "|z|")), "color": series("which", (line, single), (ACCENT, CAUTION), columns=2)}
    return Chart(Text("How far out a result must lie to stop", "结果要多极端才能停"), {"layer": [
        layer("line", rows, axes, point={"size": 60}), layer("line", flat, axes, strokeDash=[6, 4])]},
        Text("The line starts at {first} and ends at {last}; a single look has {single}.",
             "界线从 {first} 开始，到 {last} 结束；只看一次时是 {single}。").format(
                 first=_line(found.walk.lines[0]), last=_line(found.walk.lines[-1]), single=show(found.single)))


def _table(found: Looks) -> Rows:
    rows = []
    for n, z in enumerate(found.walk.lines, 1):
        rows.append((str(n), found.users(found.growth * n / found.count), _line(z, 3), chance(erfc(z / sqrt(2))),
                     percent(1 - found.walk.going_on(n), 3), percent(1 - found.walk.going_on(n, found.step), 1)))
    return Rows(Text("Look by look", "逐次查看"), tuple(map(Column, (
        Text("Look", "次"), Text("Users in each arm", "每组用户"), Text("Stop if |z| ≥", "|z| 达到即停"), Text("or p ≤", "或 p 不高于"),
        Text("False alarms so far", "累计误报"), Text("Stopped by now if the effect is as planned", "效果与计划相同时累计停止")))), rows,
        file="looks.csv")


def _line(z: float, digits: int = 2) -> str:
    return show(z, digits) if z < FAR else "–"
