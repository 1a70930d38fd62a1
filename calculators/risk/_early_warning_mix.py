"""What the early-warning calculator shows of distributions: a verdict each, the bins of the most shifted, the index of all."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from calculators import _gamma
from calculators._charts import ACCENT, INK, drawn, layer, number, series
from calculators._control import stability_noise
from calculators._numbers import percent, show
from calculators._results import Block, Chart, Column, Figure, Figures, Rows, Tone, Verdict
from calculators._text import Text, quoted

if TYPE_CHECKING:
    from calculators.risk.early_warning import Result, Shifted

INVESTIGATE, STOP = 0.10, 0.25  # the bands in use; Siddiqi, Credit Risk Scorecards
BEFORE, NOW = Text("Baseline", "基准"), Text("Now", "当期")


def blocks(result: "Result") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (*_verdicts(result), _figures(result))
    yield from (_chart(result.shifted[0]), _table(result), _bins(result))


def _verdicts(result: "Result"):
    stop = [s.name for s in result.shifted if s.stability.total > STOP]
    look = [s.name for s in result.shifted if INVESTIGATE <= s.stability.total <= STOP]
    if stop:
        yield Verdict(Tone.BAD, Text("{names}: another population, index over {bound}. Stop decisions on it and review.",
                                     "{names}：客群已变，PSI 超过 {bound}。停用并复核。").format(names=quoted(stop), bound=show(STOP)))
    if look:
        yield Verdict(Tone.CAUTION, Text("{names}: shifted, index from {low} to {high}. Find out who is new before the next month.",
                                         "{names}：已偏移，PSI 在 {low} 至 {high} 之间。下月之前查清是谁变了。").format(
                                             names=quoted(look), low=show(INVESTIGATE), high=show(STOP)))
    if not stop and not look:
        yield Verdict(Tone.GOOD, Text("All {n} are stable: every index is under {low}.", "共 {n} 项，全部稳定：PSI 均低于 {low}。").format(
            n=len(result.shifted), low=show(INVESTIGATE)))
    noisy = [s for s in result.shifted if s.stability.total <= _noise(result, s)]
    if noisy:
        yield Verdict(Tone.PLAIN, Text("{names}: chance alone makes an index as large as this with so few people.",
                                       "{names}：样本这么少，单凭偶然也能有这么大的 PSI。").format(names=quoted([s.name for s in noisy])))
    else:
        yield Verdict(Tone.PLAIN, Text("Chance does not explain it: with so many people an unchanged mix stays under {noise} in 95% of months.",
                                       "都不是偶然：样本这么多，若分布没变，95% 的月份 PSI 低于 {noise}。").format(
                                           noise=show(max(_noise(result, s) for s in result.shifted), 4)))


def _noise(result: "Result", shifted: "Shifted") -> float:
    """What the index stays under in 95 % of samples when nothing has changed: its mean over the bins times χ²'s quantile."""
    free = len(shifted.bins) - 1
    mean = stability_noise(len(shifted.bins), result.inputs.people_expected, result.inputs.people_actual)
    return mean / free * 2 * _gamma.quantile(0.95, free / 2)


def _figures(result: "Result") -> Figures:
    worst = result.shifted[0]
    bin_, name = max(zip(worst.stability.bins, worst.bins, strict=True), key=lambda pair: pair[0].index)
    return Figures((
        Figure(Text("Largest index", "最大 PSI"), show(worst.stability.total, 4), worst.name),
        Figure(Text("Most of it from", "主要来自"), name, Text("{before} before, {now} now", "原 {before}，现 {now}").format(
            before=percent(bin_.expected, 1), now=percent(bin_.actual, 1))),
        Figure(Text("Chance stays under", "偶然波动低于"), show(_noise(result, worst), 4), Text("in 95% of months", "95% 的月份")),
    ))


def _chart(shifted: "Shifted") -> Chart:
    def share(when: Text, of) -> list[dict]:
        return [{"bin": name, "share": drawn(of(bin_) * 100), "when": when}
                for name, bin_ in zip(shifted.bins, shifted.stability.bins, strict=True)]

    encoding = {
        "x": {"field": "bin", "type": "nominal", "sort": None, "title": None, "axis": {"labelAngle": -30, "labelLimit": 110}},
        "y": number("share", Text("Share of people, %", "人数占比，%")),
        "color": series("when", (NOW, BEFORE), (ACCENT, INK), symbolType="square")}
    up = max(zip(shifted.stability.bins, shifted.bins, strict=True), key=lambda pair: pair[0].actual - pair[0].expected)
    down = min(zip(shifted.stability.bins, shifted.bins, strict=True), key=lambda pair: pair[0].actual - pair[0].expected)
    return Chart(Text("{name}: then and now", "{name}：基准与当期").format(name=shifted.name), {"layer": [
        layer("bar", share(NOW, lambda b: b.actual), encoding, width={"band": 0.6}),
        layer("tick", share(BEFORE, lambda b: b.expected), encoding, thickness=3, width={"band": 0.85})]}, Text(
        "Bars are now, lines the baseline. “{up}” grew most, from {a} to {b}; “{down}” shrank most, from {c} to {d}.",
        "条形为当期，横线为基准。“{up}”增加最多，从 {a} 到 {b}；“{down}”减少最多，从 {c} 到 {d}。").format(
            up=up[1], a=percent(up[0].expected, 1), b=percent(up[0].actual, 1), down=down[1], c=percent(down[0].expected, 1),
            d=percent(down[0].actual, 1)))


def _table(result: "Result") -> Rows:
    def band(total: float) -> Text:
        if total > STOP:
            return Text("✕ stop and review", "✕ 停用复核")
        return Text("! investigate", "! 排查") if total >= INVESTIGATE else Text("✓ stable", "✓ 稳定")

    return Rows(Text("Index of each score and input", "各评分与变量的 PSI"), (
        Column(Text("Score or input", "评分或变量"), number=False), Column(Text("Bins", "分箱数")), Column(Text("Index", "PSI")),
        Column(Text("Chance stays under", "偶然波动低于")), Column(Text("Band", "档位"), number=False)),
        [(s.name, str(len(s.bins)), show(s.stability.total, 4), show(_noise(result, s), 4), band(s.stability.total)) for s in result.shifted],
        file="psi.csv")


def _bins(result: "Result") -> Rows:
    return Rows(Text("Bin by bin", "逐箱明细"), (
        Column(Text("Score or input", "评分或变量"), number=False), Column(Text("Bin", "分箱"), number=False), Column(BEFORE), Column(NOW),
        Column(Text("Adds to the index", "对 PSI 的贡献"))),
        [(s.name, name, percent(b.expected), percent(b.actual), show(b.index, 4)) for s in result.shifted
         for name, b in zip(s.bins, s.stability.bins, strict=True)], folded=True, file="psi_bins.csv")
