"""A ratio in the style of the LCR: liquid assets after haircuts and caps over the net outflow of thirty stressed days."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculators._charts import ACCENT, MUTED, SECOND, drawn, labels, layer, name, number, threshold, unit
from calculators._coverage import LEVEL_2A_HAIRCUT, STANDARD_DAYS, Outflow, Stock, stock, weighted
from calculators._inputs import InputError
from calculators._numbers import amount, percent, show
from calculators._results import Block, Chart, Column, Figure, Figures, Note, Rows, Tone, Verdict
from calculators._text import Text, as_text, same

if TYPE_CHECKING:
    from calculators.risk.liquidity import Inputs

ENOUGH = 1.0  # BCBS 238, paragraph 17
NARROW = 1.1


@dataclass(frozen=True)
class Coverage:
    """The stock of liquid assets, the net outflow, and their ratio as a fraction."""

    inputs: "Inputs"
    stock: Stock
    outflow: Outflow

    @property
    def ratio(self) -> float:
        return self.stock.total / self.outflow.net

    @property
    def cut(self) -> float:
        """What the two caps keep out of the stock."""
        return self.stock.over_15 + self.stock.over_40


def solve(inputs: "Inputs") -> Coverage:
    """The ratio of these inputs. Raises InputError where nothing flows out, so that there is no ratio."""
    out, into = (weighted([(row.amount, row.rate / 100) for row in rows]) for rows in (inputs.outflows, inputs.inflows))
    if out < 0.01:
        raise InputError("outflows", Text("Nothing flows out, so there is no ratio: give an amount and a rate.",
                                          "没有流出就没有比率：请填写金额和流失率。"))
    return Coverage(inputs, stock(inputs.level_1, inputs.level_2a, inputs.level_2b, inputs.haircut_2b / 100),
                    Outflow(out, into, inputs.horizon))


def blocks(r: Coverage) -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (_verdict(r), *_caps(r), _figures(r))
    yield from (_chart(r), _table(r))
    yield Note(Text(
        "The LCR binds banks. For a wallet, a fund or a lender this is a ratio in its style, to watch from month to month; no rule "
        "asks for it.",
        "LCR 约束的是银行。用在钱包、基金或放贷机构上，只是仿照它算的比率，适合逐月跟踪，并非监管指标。"))


def _verdict(r: Coverage) -> Verdict:
    words = {"ratio": percent(r.ratio), "assets": amount(r.stock.total), "net": amount(r.outflow.net), "days": r.outflow.days,
             "gap": amount(abs(r.stock.total - r.outflow.net))}
    if r.ratio < ENOUGH:
        return Verdict(Tone.BAD, Text(
            "Liquid assets cover {ratio} of the net outflow of {days} days: {gap} more is needed.",
            "流动性资产覆盖 {days} 天净流出的 {ratio}，还差 {gap}。").format(**words))
    return Verdict(Tone.CAUTION if r.ratio < NARROW else Tone.GOOD, Text(
        "Liquid assets of {assets} cover {ratio} of the net outflow of {days} days, {net}.",
        "{days} 天净流出 {net}，流动性资产 {assets}，覆盖率 {ratio}。").format(**words))


def _caps(r: Coverage) -> tuple[Verdict, ...]:
    out = []
    if r.cut > 0.005:
        out.append(Verdict(Tone.CAUTION, Text(
            "The caps on Level 2 keep out {cut}: without them the ratio would read {ratio}.",
            "因二级资产的上限，不计入的有 {cut}；不设上限，比率会显示为 {ratio}。").format(
                cut=amount(r.cut), ratio=percent((r.stock.total + r.cut) / r.outflow.net))))
    if r.outflow.inflow > r.outflow.counted + 0.005:
        out.append(Verdict(Tone.CAUTION, Text(
            "Of {all} inflows only {counted} count, 75% of outflows: a quarter must be covered by assets.",
            "流入 {all}，只计 {counted}，即流出的 75%：四分之一必须由资产覆盖。").format(
                all=amount(r.outflow.inflow), counted=amount(r.outflow.counted))))
    return tuple(out)


def _figures(r: Coverage) -> Figures:
    scaled = same("") if r.outflow.days == STANDARD_DAYS else Text(", scaled to {n} days", "，折算到 {n} 天").format(n=r.outflow.days)
    return Figures((
        Figure(Text("Ratio", "覆盖率"), percent(r.ratio), Text("100% or more is asked of a bank", "银行须不低于 100%")),
        Figure(Text("Liquid assets that count", "计入的流动性资产"), amount(r.stock.total), Text("after haircuts and caps", "折扣与上限之后")),
        Figure(Text("Net outflow", "净流出"), amount(r.outflow.net), Text("outflows {out} − inflows {into}", "流出 {out} − 流入 {into}").format(
            out=amount(r.outflow.outflow), into=amount(r.outflow.counted)) + scaled),
    ))


def _chart(r: Coverage) -> Chart:
    s = r.stock
    parts = ((Text("Level 1", "一级"), 0.0, s.level_1, ACCENT), (Text("Level 2 that counts", "二级（计入）"), s.level_1, s.total, ACCENT),
             (Text("Level 2 over the caps", "二级（超出上限）"), s.total, s.total + r.cut, MUTED),
             (Text("Net outflow", "净流出"), 0.0, r.outflow.net, SECOND))
    size, words = unit(max(s.total + r.cut, r.outflow.net))
    y = name("part", wide=150)
    x = number("end", Text("Money", "金额") + words, tickCount=5)
    bars = [({"part": part, "start": drawn(low / size), "end": drawn(high / size), "label": amount(high - low)}, colour)
            for part, low, high, colour in parts]
    return Chart(Text("What covers the outflow", "用什么覆盖流出"), {"height": {"step": 34}, "width": 200, "layer": [
        *(layer("bar", [row], {"x": x | {"field": "start"}, "x2": {"field": "end"}, "y": y}, color=colour, size=18)
          for row, colour in bars),
        threshold(r.outflow.net / size, "x"),
        labels([row for row, _ in bars], {"x": x, "y": y}, stroke="var(--paper)", strokeWidth=4),
        labels([row for row, _ in bars], {"x": x, "y": y})]},
        Text("Level 1 is {one}, Level 2 adds {two}; the dashed line is the net outflow of {net}.",
             "一级资产 {one}，二级计入 {two}；虚线为净流出 {net}。").format(
                 one=amount(s.level_1), two=amount(s.level_2), net=amount(r.outflow.net)))


def _table(r: Coverage) -> Rows:
    i, s = r.inputs, r.stock
    rows = [(Text("Level 1", "一级资产"), show(i.level_1), percent(0, 0), show(s.level_1)),
            (Text("Level 2A", "2A 级资产"), show(i.level_2a), percent(-LEVEL_2A_HAIRCUT, 0), show(s.level_2a)),
            (Text("Level 2B", "2B 级资产"), show(i.level_2b), percent(-i.haircut_2b / 100, 0), show(s.level_2b)),
            (Text("Over the 15% cap on Level 2B", "超出 2B 级 15% 上限"), "", "", show(-s.over_15)),
            (Text("Over the 40% cap on Level 2", "超出二级 40% 上限"), "", "", show(-s.over_40))]
    for sign, lines, word in ((-1, i.outflows, Text("Outflow", "流出")), (1, i.inflows, Text("Inflow", "流入"))):
        for n, line in enumerate(lines, 1):
            what = as_text(line.name) if line.name else Text(f"{word.en} {n}", f"{word.zh} {n}")
            rows.append((what, show(line.amount), percent(line.rate / 100, 0), show(sign * line.amount * line.rate / 100)))
    return Rows(Text("Line by line", "逐项明细"), (Column(Text("Line", "项目"), number=False), Column(Text("Amount", "金额")),
                Column(Text("Haircut or rate", "折扣或比率")), Column(Text("Weighted", "加权后"))), rows, folded=True, file="coverage.csv")
