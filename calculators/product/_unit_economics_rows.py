"""Tables of unit economics: what one assumption is worth in others, and a customer's months."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculators._customer import Driver, Product
from calculators._numbers import percent, points, show
from calculators._results import Cell, Column, Rows
from calculators._text import Text
from calculators._tornado import said, value

if TYPE_CHECKING:
    from calculators.product.unit_economics import Result

POINT = 0.01
NO_VALUE = Text("no value", "无此值")
SHOCKS = ((Driver.PD, POINT, Text("One point more PD", "PD 多一个百分点")),
          (Driver.RETENTION, -POINT, Text("One point less month-12 retention", "第 12 月留存率少一个百分点")))


@dataclass(frozen=True)
class Shock:
    """One point in the wrong direction, and what it costs a month in the steady state."""

    driver: Driver
    cost: float
    words: Text


def shock(product: Product) -> Shock | None:
    """A point of PD, or where that costs nothing a point of retention; None where neither does or can be."""
    for driver, change, words in SHOCKS:
        to = product.at[driver] + change
        if to == product.possible(driver, to) and (cost := product.profit - product.moved(driver, to).profit) > 0:
            return Shock(driver, cost, words)
    return None


def way(product: Product, driver: Driver, gain: float) -> Text | None:
    """How much of one assumption raises profit by `gain`: 4.69 percentage points of month-12 retention."""
    there = product.raised(driver, gain)
    if there is None:
        return None
    change = abs(there - product.at[driver])
    if driver.amount:
        return Text(f"{show(change)} of {said(driver).en}", f"{driver.value.zh} {show(change)}")
    return Text(f"{points(change).en} of {said(driver).en}", f"{driver.value.zh} {points(change).zh}")


def exchange(result: "Result", shock: Shock | None) -> Rows:
    """For each assumption that matters: its value now, where it makes up for the shock, and where profit is zero."""
    product = result.product
    heads = [Text("Assumption", "假设"), Text("Now", "现值"), Text("Profit is zero at", "利润归零于")]
    if shock:
        heads.append(Text("{shock} is made up for at", "{shock}时，补回须到").format(shock=shock.words))
    rows = []
    for driver in Driver:
        zero = product.raised(driver, -product.profit)
        made = product.raised(driver, shock.cost) if shock else None
        if zero is not None or made is not None:
            cells = (_cell(driver, product.at[driver]), _cell(driver, zero), *([_cell(driver, made)] if shock else []))
            rows.append((driver.value, *cells))
    return Rows(Text("One assumption against another, in the steady state", "一项抵另一项（稳定后）"),
                tuple(Column(head, number=bool(place)) for place, head in enumerate(heads)), rows, file="exchange.csv")


def _cell(driver: Driver, number: float | None) -> Cell:
    if number is None:
        return NO_VALUE
    if driver.amount:
        return show(number, 0 if driver in {Driver.INTAKE, Driver.FIXED_COST} else 2)
    return value(driver, number)


def months(result: "Result") -> Rows:
    """Month by month: the share still there, what has been brought, and what is left after acquisition."""
    heads = (Text("Month", "月份"), Text("Still there", "仍在"), Text("Brought so far, discounted", "累计贡献（折现）"), Text("Less CAC", "减获客成本"))
    rows = [(str(age), percent(share, 1), show(sum_), show(sum_ - result.inputs.cac))
            for age, (share, sum_) in enumerate(zip(result.product.kept, result.brought, strict=True), 1)]
    return Rows(Text("Month by month", "逐月"), tuple(map(Column, heads)), rows, folded=True, file="months.csv")
