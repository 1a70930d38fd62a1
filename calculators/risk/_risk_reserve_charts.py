"""The two charts of the reserve calculator: a year's losses with the reserve in them, and what more of it would buy."""

from math import exp, sqrt
from typing import TYPE_CHECKING, Any

from calculators._charts import ACCENT, CAUTION, INK, SECOND, drawn, labels, layer, number, series
from calculators._credit import NORMAL
from calculators._numbers import percent, show
from calculators._results import Cell, Chart
from calculators._text import Text

if TYPE_CHECKING:
    from calculators.risk.risk_reserve import Result

LOW, HIGH, POINTS = -3.3, 3.2, 60  # standard deviations of the common factor: from a very good to a very bad year
SPIKE = 5  # times the density of the median year: where nearly all years lose next to nothing, the curve is cut off above


def losses(result: "Result") -> Chart:
    """The density of the year's loss, drawn by the common factor so that its grid is fine where the curve is steep."""
    edge = min(max(NORMAL.inv_cdf(min(max(result.large.lasts, 1e-9), 1 - 1e-9)), LOW), HIGH)
    factors = sorted({LOW + (HIGH - LOW) * n / POINTS for n in range(POINTS + 1)} | {edge})
    rows = [_density(result, factor) for factor in factors]
    top = 1.25 * min(max(row["density"] for row in rows), SPIKE * _density(result, 0.0)["density"])
    rows = [{**row, "density": min(row["density"], drawn(top))} for row in rows]
    paid, unpaid = rows[:factors.index(edge) + 1], rows[factors.index(edge):]
    x = number("loss", Text("Loss of the year, % of outstanding", "全年损失占余额，%"), domain=(0, rows[-1]["loss"]), grid=False)
    y = number("density", Text("How likely", "可能性"), domain=(0, drawn(top)), labels=False, ticks=False, grid=False)
    limit = result.bearable * result.inputs.lgd / 100
    marks = sorted(((limit, Text("pays up to {loss}", "能赔到 {loss}"), [1, 0]),
                    (result.expected, Text("expected {loss}", "预期损失 {loss}"), [5, 4])), key=lambda mark: mark[0])
    return Chart(
        Text("The losses of a year, and how far the reserve reaches", "一年的损失分布，准备金能赔到哪里"),
        {"layer": [layer("area", paid, {"x": x, "y": y}, color=ACCENT, opacity=0.35),
                   layer("area", unpaid, {"x": x, "y": y}, color=CAUTION, opacity=0.8),
                   layer("line", rows, {"x": x, "y": y}, color=INK, strokeWidth=1.5),
                   *(part for mark, height in zip(marks, (0.95, 0.85), strict=True)
                     for part in _mark(rows[-1]["loss"], x, y, height * top, *mark))]},
        Text("In a large pool the reserve pays losses up to {limit} of outstanding, the lighter part, which is {lasts} of years. "
             "The expected loss is {expected}; one year in 100 loses more than {bad}.",
             "对笔数极多的贷款，准备金能赔到余额的 {limit}，即浅色部分：{lasts} 的年份落在其中。预期损失为 {expected}，百年一遇的损失超过 {bad}。"
             ).format(limit=percent(limit), lasts=chance(result.large.lasts), expected=percent(result.expected),
                      bad=percent(result.loss(0.99))))


def _mark(last: float, x: Any, y: Any, height: float, loss: float, words: Text, dash: list[int]) -> list[dict[str, Any]]:
    """A line across the curve up to its words, the one to the left higher, so that neither crosses the other's words."""
    if 100 * loss > last:
        return []
    row = [{"loss": drawn(100 * loss), "density": drawn(height), "base": 0, "label": words.format(loss=percent(loss))}]
    side = {"align": "right", "dx": -6} if 100 * loss > 0.6 * last else {}
    return [layer("rule", row, {"x": x, "y": y, "y2": {"field": "base"}}, color=INK, strokeWidth=2, strokeDash=dash),
            labels(row, {"x": x, "y": y}, **side)]


def _density(result: "Result", factor: float) -> dict[str, float]:
    """The loss in a year of this common factor, and how densely years lie there: φ(factor) ÷ (d loss ÷ d factor)."""
    pd, rho = result.inputs.pd / 100, result.inputs.correlation / 100
    inner = (NORMAL.inv_cdf(pd) + sqrt(rho) * factor) / sqrt(1 - rho)
    slope = result.inputs.lgd * sqrt(rho / (1 - rho))
    return {"loss": drawn(result.inputs.lgd * NORMAL.cdf(inner)), "density": drawn(exp((inner ** 2 - factor ** 2) / 2) / slope)}


def sizes(result: "Result") -> Chart:
    """The probability to last against the size of the reserve, for very many loans and for the number given."""
    widest = min(100.0, max(100 * result.level(0.999), 1.2 * result.inputs.reserve, 1.0))
    pools = (None, result.inputs.loans) if result.inputs.loans else (None,)
    names = {pool: of_loans(pool) for pool in pools}
    rows = {pool: [{"size": drawn(size), "pool": names[pool], "lasts": drawn(100 * result.at(size, pool).lasts)}
                   for size in (_steps(result, pool, widest) if pool else _evenly(widest))] for pool in pools}
    axes = {"x": number("size", Text("Reserve, % of outstanding", "准备金占余额，%"), domain=(0, drawn(widest)), grid=False),
            "y": number("lasts", Text("Lasts in … % of years", "够用的年份，%"), domain=(0, 100))}
    colour = series("pool", tuple(names.values()), (ACCENT, SECOND))
    dash = {**colour, "scale": {"domain": colour["scale"]["domain"], "range": [[1, 0], [4, 3]]}}
    apart = {"color": colour, "strokeDash": dash} if result.inputs.loans else {}
    point = [{"size": drawn(result.inputs.reserve), "lasts": drawn(100 * result.pool.lasts), "label": chance(result.pool.lasts)}]
    more = result.at(min(100.0, result.inputs.reserve + 1), result.inputs.loans).lasts
    return Chart(
        Text("What another point of reserve buys", "准备金每加一个点，多兜住多少年份"),
        {"layer": [*(layer("line", rows[pool], {**axes, **apart}, interpolate="step-after" if pool else "monotone") for pool in pools),
                   layer("point", point, axes, size=80, color=INK),
                   labels(point, axes, dx=8, dy=8)]},
        Text("The point is your reserve of {reserve}, which lasts in {lasts} of years; one percentage point more lasts in {more} "
             "of years. In a large pool half of the years need no more than {median}, and 99 of 100 no more than {bad}.",
             "圆点为现有的 {reserve}，{lasts} 的年份够用；再加一个百分点，{more} 的年份够用。笔数极多时，一半的年份 {median} 就够，"
             "100 年里有 99 年 {bad} 就够。").format(
                 reserve=percent(result.reserve), lasts=chance(result.pool.lasts), more=chance(more),
                 median=percent(result.level(0.5)), bad=percent(result.level(0.99))))


def _evenly(widest: float) -> list[float]:
    return [widest * n / POINTS for n in range(POINTS + 1)]


def _steps(result: "Result", loans: int, widest: float) -> list[float]:
    """The sizes of reserve at which one more default is paid; of many, some."""
    first, last = (result.at(size, loans).bears for size in (0.0, widest))
    paid = (defaults / loans for defaults in range(first + 1, last + 1, 1 + (last - first) // (2 * POINTS)))
    return [0.0, *(result.inputs.lgd * share - result.inputs.fee * (1 - share) for share in paid), widest]


def chance(probability: float) -> Cell:
    """A probability in per cent that never rounds to certainty or to impossibility."""
    if 0 < probability < 0.0005:
        return Text("under 0.1%", "不到 0.1%")
    if 0.9995 <= probability < 1:
        return Text("over 99.9%", "超过 99.9%")
    return percent(probability, 1)


def of_loans(number_of: int | None) -> Text:
    """A pool by its number of loans."""
    if number_of is None:
        return Text("very many loans", "笔数极多")
    return Text("{n} loans", "{n} 笔贷款").format(n=show(number_of, 0))


def loans(number_of: int | None) -> Cell:
    """How many loans a pool has, as words."""
    return Text("very many", "极多") if number_of is None else show(number_of, 0)
