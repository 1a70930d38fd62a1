"""The log of decisions: a row for each month in which something changes; an empty cell keeps what was decided before."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from calculators._inputs import ask
from calculators._kinds import Amount, Integer, Percent
from calculators._launch import MONTHS, Decision, Product
from calculators._tables import row_error
from calculators._text import Text

SHARES = {"price", "accept", "liquid"}   # typed in per cent
DEAREST = 40.0


@dataclass(frozen=True)
class Turn:
    """What is decided anew from a month on; rates in per cent."""

    month: int = ask(Integer(Text("From month", "起始月"), low=1, high=MONTHS))
    price: float | None = ask(Percent(Text("Price", "价格"), low=0.1, high=DEAREST, optional=True), None)
    marketing: float | None = ask(Amount(Text("Marketing", "营销"), high=50e6, optional=True), None)
    accept: float | None = ask(Percent(Text("Accepted", "准入比例"), low=1, optional=True), None)
    liquid: float | None = ask(Percent(Text("Held liquid", "备付比例"), optional=True), None)
    controls: float | None = ask(Amount(Text("Controls", "风控与服务"), high=10e6, optional=True), None)


def decisions(turns: Sequence[Turn], product: Product) -> tuple[Decision, ...]:
    """A decision for every month. Raises InputError for a month twice, a first month with gaps, or no price of this product."""
    rows = {}
    for place, turn in enumerate(turns):
        if turn.month in rows:
            raise row_error("turns", turns, place, "month", Text(
                "Month {n} has a row already. Keep one.", "第 {n} 个月已有一行，请只留一行。").format(n=turn.month))
        _check(turns, place, product)
        rows[turn.month] = turn
    if 1 not in rows:
        raise row_error("turns", turns, 0, "month", Text("Begin with month 1.", "请从第 1 个月开始。"))
    decided, made = {}, []
    for month in range(1, MONTHS + 1):
        decided |= {name: value for name, value in _given(rows[month]).items() if value is not None} if month in rows else {}
        made.append(Decision(**decided))
    return tuple(made)


def _check(turns: Sequence[Turn], place: int, product: Product) -> None:
    turn = turns[place]
    empty = next((name for name, value in _given(turn).items() if value is None), None)
    if turn.month == 1 and empty:
        raise row_error("turns", turns, place, empty, Text(
            "Fill this in for month 1. In later rows an empty cell keeps what was decided before.",
            "第 1 个月必须填写。以后各行留空，就沿用先前的决策。"))
    low, high = product.usual * 20, min(product.usual * 500, DEAREST)
    if turn.price is not None and not low <= turn.price <= high:
        raise row_error("turns", turns, place, "price", Text(
            "This product is usually priced at {usual}%. Give {low} to {high}%, or open an example of this product.",
            "这个产品通常定价 {usual}%。请填 {low}% 至 {high}%，或打开该产品的示例。").format(
            usual=f"{product.usual * 100:g}", low=f"{low:g}", high=f"{high:g}"))


def _given(turn: Turn) -> dict[str, float | None]:
    """What a row decides, rates as fractions."""
    values = {field.name: getattr(turn, field.name) for field in fields(Decision)}
    return {name: value / 100 if value is not None and name in SHARES else value for name, value in values.items()}
