"""The tables of a sample: cut-offs with what they earn, bands with their weights of evidence, and the two curves."""

from typing import TYPE_CHECKING

from calculators._discrimination import separation
from calculators._numbers import percent, show
from calculators._proportions import wilson
from calculators._results import Column, Rows
from calculators._text import Text, same

if TYPE_CHECKING:
    from calculators.risk._scorecard_sample import Sample

NONE = same("–")


def blocks(sample: "Sample") -> tuple[Rows, Rows, Rows]:
    """Cut-offs first: they are what is decided."""
    return _cutoffs(sample), _bands(sample), _so_far(sample)


def _cutoffs(sample: "Sample") -> Rows:
    rows = []
    for c in sample.cutoffs:
        name = sample.names[c.refused] if c.refused < len(sample.names) else Text("nobody", "全部拒绝")
        chosen = Text("◆ best", "◆ 最优") if c == sample.best else NONE
        rows.append((name, percent(c.approved, 1), show(c.goods, 0), show(c.bads, 0),
                     NONE if c.bad_rate is None else percent(c.bad_rate),
                     show(c.profit, 0 if c.profit == int(c.profit) else 2), chosen))
    return Rows(Text("Cut-offs", "通过线"), (
        Column(Text("Approve from", "从此段起通过"), number=False), Column(Text("Approved", "通过率")), Column(Text("Goods", "好客户")),
        Column(Text("Bads", "坏客户")), Column(Text("Bad rate", "坏账率")), Column(Text("Profit", "盈利")),
        Column(Text("Choice", "选择"), number=False)), rows, file="cutoffs.csv")


def _bands(sample: "Sample") -> Rows:
    rows = []
    for name, (good, bad), woe, iv in zip(sample.names, sample.groups, sample.evidence.woe, sample.evidence.iv, strict=True):
        limits = wilson(bad, good + bad)
        rows.append((name, show(good + bad, 0), show(bad, 0), percent(bad / (good + bad)),
                     f"{percent(limits.low)}–{percent(limits.high)}", NONE if woe is None else show(woe, 4),
                     NONE if iv is None else show(iv, 4)))
    return Rows(Text("Bands, from the riskiest", "各分数段，从风险最高起"), (
        Column(Text("Band", "分数段"), number=False), Column(Text("People", "人数")), Column(Text("Bads", "坏客户")),
        Column(Text("Bad rate", "坏账率")), Column(Text("95% limits (Wilson)", "95% 区间（Wilson）")), Column(Text("WOE", "WOE")),
        Column(Text("IV", "IV"))), rows, folded=True, file="bands.csv")


def _so_far(sample: "Sample") -> Rows:
    found = separation(sample.groups)
    rows = [(name, percent(bads, 1), percent(goods, 1), percent(bads - goods, 1))
            for name, bads, goods in zip(sample.names, found.bads[1:], found.goods[1:], strict=True)]
    return Rows(Text("The two curves, band by band", "两条累计曲线，逐段"), (
        Column(Text("Up to", "累计至"), number=False), Column(Text("Of all bads", "占全部坏客户")),
        Column(Text("Of all goods", "占全部好客户")), Column(Text("Gap", "差距"))), rows, folded=True, file="curves.csv")
