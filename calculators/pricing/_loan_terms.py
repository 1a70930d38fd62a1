"""From the loan form to terms: when payments fall, how interest is quoted and counted, and what cannot be."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from calculators._amortisation import Method
from calculators._conventions import Flows
from calculators._days import DayCount, add_months, year_fraction
from calculators._inputs import InputError, ask
from calculators._kinds import Amount, Day
from calculators._tables import row_error
from calculators._text import Text
from calculators.pricing._loan_offer import Fee, Offer

if TYPE_CHECKING:
    from calculators.pricing.loan_apr import Inputs

FIRST, LAST, SPAN = 1950, 2150, 60  # years that dates may have, and that a list may span


class Timing(Enum):
    """When payments fall."""

    MONTHS = Text("Whole months apart", "每期相隔整月")
    DATES = Text("On dates: an odd first period", "按日期，首期天数不规则")
    LIST = Text("On dates of a list", "逐笔列出日期和金额")


class Quoted(Enum):
    """Per what an interest rate is quoted."""

    YEAR = Text("By the year", "年利率")
    DAY = Text("By the day", "日利率")


@dataclass(frozen=True)
class Flow:
    """What the borrower receives and pays on one day."""

    day: date = ask(Day(Text("Date", "日期")))
    advance: float = ask(Amount(Text("Borrower receives", "借款人收到")), 0.0)
    payment: float = ask(Amount(Text("Borrower pays", "借款人支付")), 0.0)


EXAMPLE = (Flow(date(2026, 1, 15), 19_600.0), Flow(date(2026, 4, 1), 10_000.0), Flow(date(2026, 6, 20), 0.0, 8_000.0),
           Flow(date(2026, 9, 10), 0.0, 9_000.0), Flow(date(2026, 12, 31), 0.0, 16_000.0))


def offer(inputs: "Inputs") -> Offer:
    """The terms of the form's loan. Raises InputError for charges or dates that cannot be."""
    by_day = inputs.quoted is Quoted.DAY
    rate = inputs.daily_rate / 100 * _days_of_a_month(inputs.day_count) if by_day else inputs.annual_rate / 1200
    return _offer(inputs, "fees", inputs.principal, inputs.periods, inputs.method, rate, inputs.monthly_fee, inputs.fees, by_day)


def other_offer(inputs: "Inputs") -> Offer:
    """The terms of offer B, on the same dates, day count and rounding."""
    return _offer(inputs, "b_fees", inputs.b_principal, inputs.b_periods, inputs.b_method, inputs.b_annual_rate / 1200,
                  inputs.b_monthly_fee, inputs.b_fees, False)


def _offer(inputs, field, principal, periods, method, rate, monthly_fee, fees: tuple[Fee, ...], by_day) -> Offer:
    for row, fee in enumerate(fees):
        if not fee.first <= fee.last <= periods:
            raise row_error(field, fees, row, "last", Text(
                "the charge must end between its first month and month {periods}.",
                "截止月须不早于起始月，且不晚于第 {periods} 月。").format(periods=periods))
    days = _due(inputs, periods) if inputs.timing is Timing.DATES else ()
    flat = method is Method.FLAT_FEE
    return Offer(principal, periods, method, monthly_fee / 100 if flat else rate, fees, inputs.rounding,
                 () if flat else _lengths(inputs.day_count, periods, days, by_day), days)


def _days_of_a_month(count: DayCount) -> float:
    return 30 if count is DayCount.THIRTY_360 else 365 / 12


def _lengths(count: DayCount, periods: int, days: tuple[date, ...], by_day: bool) -> tuple[float, ...]:
    """Interest periods in regular months. A daily rate counts days, so the year of the day count does not matter to it."""
    if by_day and count is not DayCount.THIRTY_360:
        count = DayCount.ACT_365
    if not days:  # a month of 365/12 days, of which a year of 360 has fewer than twelve
        return (365 / 360,) * periods if count is DayCount.ACT_360 else ()
    if count is DayCount.THIRTY_360:
        return (12 * year_fraction(days[0], days[1], count), *(1.0,) * (periods - 1))
    return tuple(12 * year_fraction(start, end, count) for start, end in zip(days, days[1:], strict=False))


def _due(inputs: "Inputs", periods: int) -> tuple[date, ...]:
    """The payout day and every due day."""
    start, first = inputs.payout, inputs.first_due
    if not FIRST <= start.year <= LAST - 40:
        raise InputError("payout", Text("Give a day from {first} to {last}.", "请填 {first} 年至 {last} 年之间的日期。").format(
            first=FIRST, last=LAST - 40))
    if not start < first <= add_months(start, 12):
        raise InputError("first_due", Text("The first instalment must fall after the payout day, within a year of it.",
                                           "首期还款日须晚于放款日，且不超过一年。"))
    return (start, *(add_months(first, month) for month in range(periods)))


def listed(rows: tuple[Flow, ...]) -> Flows:
    """A list of payouts and payments by day, what falls on one day taken together. Raises InputError for what is no loan."""
    days: dict[date, float] = {}
    for row, flow in enumerate(rows):
        if not flow.advance and not flow.payment:
            raise row_error("flows", rows, row, "payment", Text("give what is received or paid.", "请填写收到或支付的金额。"))
        if not FIRST <= flow.day.year <= LAST:
            raise row_error("flows", rows, row, "day", Text("give a day from {first} to {last}.", "请填 {first} 年至 {last} 年之间的日期。")
                            .format(first=FIRST, last=LAST))
        days[flow.day] = days.get(flow.day, 0.0) + flow.advance - flow.payment
    ordered = sorted((day, amount) for day, amount in days.items() if amount)
    if len(ordered) < 2 or ordered[0][1] < 0 or all(amount > 0 for _, amount in ordered):
        raise InputError("flows", Text("A loan begins with money received on its first day and has payments after it.",
                                       "贷款从第一天收到款项开始，其后要有还款。"))
    if ordered[-1][0].year - ordered[0][0].year > SPAN:
        raise InputError("flows", Text("The list may span {n} years.", "首尾日期相隔不得超过 {n} 年。").format(n=SPAN))
    return Flows(tuple(amount for _, amount in ordered), tuple(day for day, _ in ordered))
