"""The tables of a sample: its bands with their weights of evidence, and its cut-offs with what they earn."""

from typing import TYPE_CHECKING

from calculators._discrimination import separation
from calculators._numbers import percent, show
from calculators._results import Column, Rows
from calculators._text import Text, same
from calculators.risk._scorecard_charts import short

if TYPE_CHECKING:
    from calculators.risk._scorecard_sample import Sample

NONE = same("–")


def blocks(sample: "Sample") -> tuple[Rows, Rows]:
    """Cut-offs first: they are what is decided."""
    return _cutoffs(sample), _bands(sample)


def _cutoffs(sample: "Sample") -> Rows:
    rows = []
    for c in sample.cutoffs:
        name = sample.names[c.refused] if c.refused < len(sample.names) else Text("nobody", "全部拒绝")
        chosen = Text("◆ best", "◆ 最优") if c == sample.best else NONE
        rows.append((name, percent(c.approved, 1), show(c.goods, 0), show(c.bads, 0),
                     NONE if c.bad_rate is None else percent(c.bad_rate), short(c.profit), chosen))
    return Rows(Text("Cut-offs", "通过线"), (
        Column(Text("Approve from", "从此段起通过"), number=False), Column(Text("Approved", "通过率")), Column(Text("Goods", "好客户")),
        Column(Text("Bads", "坏客户")), Column(Text("Bad rate", "坏账率")), Column(Text("Profit", "盈利")),
        Column(Text("Choice", "选择"), number=False)), rows, file="cutoffs.csv")


def _bands(sample: "Sample") -> Rows:
    found = separation(sample.groups)
    rows = []
    for place, (name, (good, bad)) in enumerate(zip(sample.names, sample.groups, strict=True)):
        woe, iv = sample.evidence.woe[place], sample.evidence.iv[place]
        goods, bads = found.goods[place + 1], found.bads[place + 1]
        rows.append((name, show(good + bad, 0), show(bad, 0), percent(bad / (good + bad)), percent(bads, 1), percent(goods, 1),
                     percent(bads - goods, 1), NONE if woe is None else show(woe, 4), NONE if iv is None else show(iv, 4)))
    return Rows(Text("Bands, from the riskiest", "各分数段，从风险最高起"), (
        Column(Text("Band", "分数段"), number=False), Column(Text("People", "人数")), Column(Text("Bads", "坏客户")),
        Column(Text("Bad rate", "坏账率")), Column(Text("Bads so far", "坏客户累计")), Column(Text("Goods so far", "好客户累计")),
        Column(Text("Gap", "差距")), Column(Text("WOE", "WOE")), Column(Text("IV", "IV"))), rows, folded=True, file="bands.csv")
