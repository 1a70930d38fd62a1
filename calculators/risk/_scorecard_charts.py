"""The pictures of a sample: profit and bad rate by the share approved, and the two cumulative curves with their gap."""

from typing import TYPE_CHECKING

from calculators._charts import ACCENT, CAUTION, INK, SECOND, dashes, drawn, labels, layer, number, series, unit
from calculators._discrimination import Separation
from calculators._numbers import compact, percent
from calculators._results import Chart
from calculators._text import Text

if TYPE_CHECKING:
    from calculators.risk._scorecard_sample import Sample

DRAWN = 200  # points of a curve, at most
GOODS, BADS = Text("Goods", "好客户"), Text("Bads", "坏客户")
APPROVED = number("approved", Text("Approved, %", "通过率，%"), domain=(0, 100))


def profit(sample: "Sample", even: float) -> Chart:
    """What each cut-off earns; the best one marked."""
    size, words = unit(max(abs(c.profit) for c in sample.cutoffs))
    rows = [{"approved": drawn(c.approved * 100), "profit": drawn(c.profit / size)} for c in sample.cutoffs]
    shown = sample.best or sample.free
    encoding = {"x": APPROVED, "y": number("profit", Text("Profit", "盈利") + words)}
    mark = [{**rows[shown.refused], "label": percent(shown.approved, 1)}]
    right = shown.approved > 0.8
    return Chart(Text("What each cut-off earns", "每条通过线的盈利"), {"layer": [
        layer("line", rows, encoding, point={"size": 30}), layer("point", mark, encoding, color=INK, size=120, shape="diamond"),
        labels(mark, encoding, dy=-12, align="right" if right else "left", dx=-4 if right else 5)]}, Text(
            "Approving {share} earns {best}, approving everybody {all}. The curve rises as long as bands go bad less often "
            "than {even}.",
            "通过 {share} 盈利 {best}，全部通过盈利 {all}。坏账率低于 {even} 的分数段，放进来曲线就上升。").format(
                share=percent(shown.approved, 1), best=compact(shown.profit),
                all=compact(sample.cutoffs[0].profit), even=percent(even)))


def bad_rate(sample: "Sample") -> Chart:
    """The bad rate of those approved, against how many they are: the strategy curve."""
    some = [c for c in sample.cutoffs if c.bad_rate is not None]
    rows = [{"approved": drawn(c.approved * 100), "rate": drawn(c.bad_rate * 100)} for c in some]
    shown = sample.best or sample.free
    encoding = {"x": APPROVED, "y": number("rate", Text("Bad rate of those approved, %", "通过者的坏账率，%"))}
    layers = [layer("line", rows, encoding, point={"size": 30})]
    words = Text("Approving everybody brings a bad rate of {all}.", "全部通过时坏账率为 {all}。")
    if shown.bad_rate is not None:
        layers.append(layer("point", [{"approved": drawn(shown.approved * 100), "rate": drawn(shown.bad_rate * 100)}], encoding,
                            color=INK, size=120, shape="diamond"))
        words += Text(" At {share} it is {rate}.", "通过 {share} 时为 {rate}。")
    return Chart(Text("The price of approving more", "多放一点，坏账率高多少"), {"layer": layers}, words.format(
        all=percent(some[0].bad_rate), share=percent(shown.approved, 1), rate=percent(shown.bad_rate or 0)))


def curves(found: Separation, goods: int, bads: int) -> Chart:
    """The shares of goods and of bads among the riskiest; KS is the widest gap between the two lines."""
    last = len(found.goods) - 1
    steps = sorted({*(last * n // DRAWN for n in range(DRAWN + 1)), found.ks_at})

    def refused(k: int) -> float:
        return drawn(100 * (found.goods[k] * goods + found.bads[k] * bads) / (goods + bads))

    rows = [{"refused": refused(k), "share": drawn(100 * shares[k]), "who": who}
            for who, shares in ((BADS, found.bads), (GOODS, found.goods)) for k in steps]
    at = found.ks_at
    gap = [{"refused": refused(at), "share": drawn(100 * found.goods[at]), "high": drawn(100 * found.bads[at]),
            "label": f"KS {percent(found.ks, 1)}"}]
    x = number("refused", Text("Riskiest share of people, %", "风险最高的前百分之几"), domain=(0, 100))
    y = number("share", Text("Share of all goods, of all bads, %", "占全部好、坏客户，%"), domain=(0, 100))
    return Chart(Text("How far the two curves part", "两条累计曲线相距多远"), {"layer": [
        layer("line", rows, {"x": x, "y": y, "color": series("who", (BADS, GOODS), (SECOND, ACCENT)),
                             "strokeDash": dashes("who", (BADS, GOODS))}),
        layer("rule", gap, {"x": x, "y": y, "y2": {"field": "high"}}, color=CAUTION, strokeWidth=2),
        labels(gap, {"x": x, "y": y}, dy=10)]}, Text(
            "The riskiest {refused} of people hold {bads} of the bads and {goods} of the goods; the gap of {ks} is the widest.",
            "风险最高的 {refused} 里有 {bads} 的坏客户、{goods} 的好客户；此处相距最远，为 {ks}。").format(
                refused=percent(refused(at) / 100, 1), bads=percent(found.bads[at], 1), goods=percent(found.goods[at], 1),
                ks=percent(found.ks, 1)))
