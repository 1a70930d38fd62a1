"""Pictures of the launch simulation: the money with its shocks, and complaints against what is tolerated."""

from typing import TYPE_CHECKING, Any

from calculators._charts import CAUTION, HALO, INK, MUTED, SECOND, Encoding, drawn, labels, layer, number, threshold, unit
from calculators._launch import MONTHS, Month, Shock
from calculators._numbers import compact, show
from calculators._results import Chart
from calculators._text import Text

if TYPE_CHECKING:
    from calculators.product.launch_simulation import Result

MONTH = Text("Month", "月份")
HEADROOM, LINE = 1.4, 13   # room above the money for the names of four shocks, a line of so many pixels each


def spoken(shock: Shock) -> Text:
    """A shock's name within a sentence."""
    return Text(shock.value.en.lower(), shock.value.zh)


def money(result: "Result") -> Chart:
    """The money month by month, with the shocks that struck."""
    capital, most = result.product.capital, max(result.product.capital, *(month.cash for month in result.months))
    size, words = unit(capital)
    least = min(0.0, *(month.cash for month in result.months)) / size
    rows = [{"month": 0, "cash": drawn(capital / size)}, *({"month": m.number, "cash": drawn(m.cash / size)} for m in result.months)]
    at = {"x": number("month", MONTH, domain=(0, MONTHS), tickMinStep=1, format="d", grid=False),
          "y": number("cash", Text("Money left", "剩余资金") + words, domain=(drawn(least), drawn(HEADROOM * most / size)))}
    struck = [month for month in result.months if month.shock]
    told = [Text("{what} in month {month}", "第 {month} 个月{what}").format(what=spoken(month.shock), month=month.number) for month in struck]
    return Chart(
        Text("What is left of the money", "资金还剩多少"),
        {"layer": [*(drop for row, month in enumerate(struck) for drop in _shock(month, row, at)), layer("line", rows, at),
                   threshold(0, "y", color=INK, strokeWidth=1),
                   layer("point", [rows[month.number] for month in struck], at, shape="diamond", size=90, filled=True, opacity=1,
                         color=SECOND)]},
        Text("From {start} the money goes to {end} in month {month}. {shocks}", "起始资金 {start}，第 {month} 个月末 {end}。{shocks}").format(
            start=compact(capital), end=compact(result.last.cash), month=result.last.number,
            shocks=Text("Shocks: {told}.", "冲击：{told}。").format(told=Text(", ".join(words.en for words in told), "，".join(words.zh for words in told)))
            if told else Text("No shock so far.", "还没有遇到冲击。")))


def _shock(month: Month, row: int, at: Encoding) -> tuple[dict[str, Any], ...]:
    """A line down its month with its name at the top; each in a row of its own, so that neighbours can be read."""
    place = [{"month": month.number, "label": month.shock.value}]
    left = month.number <= MONTHS / 2
    named = {"x": at["x"], "y": {"value": 6 + LINE * row}}
    look = {"align": "left" if left else "right", "dx": 4 if left else -4}
    return (layer("rule", place, {"x": at["x"]}, color=MUTED, strokeDash=[2, 3]), labels(place, named, **look, **HALO),
            labels(place, named, **look))


def complaints(result: "Result") -> Chart:
    """Complaints month by month, against what the supervisor tolerates."""
    limit = result.product.tolerated
    rows = [{"month": month.number, "complaints": drawn(month.complaints)} for month in result.months]
    at = {"x": number("month", MONTH, domain=(0, MONTHS), tickMinStep=1, format="d", grid=False),
          "y": number("complaints", Text("Complaints per 1,000 customers", "每千户投诉"))}
    low, high = (show(end(month.complaints for month in result.months), 1) for end in (min, max))
    above = [row for row, month in zip(rows, result.months, strict=True) if month.complaints > limit]
    return Chart(
        Text("Complaints and what is tolerated", "投诉与容忍线"),
        {"layer": [layer("line", rows, at), layer("point", rows, at), threshold(limit, "y", color=CAUTION, strokeDash=[6, 4]),
                   *([layer("point", above, at, shape="diamond", size=90, filled=True, opacity=1, color=SECOND)] if above else [])]},
        Text("{range} per 1,000 customers and month; the dashed line is {limit}.", "每月每千户 {range} 件，虚线为 {limit} 件。").format(
            range=low if low == high else Text("{low} to {high}", "{low} 到 {high}").format(low=low, high=high), limit=show(limit, 1)))
