"""Calendar days: months added, and the time between two dates as contracts and laws count it."""

from calendar import isleap, monthrange
from datetime import date
from enum import Enum

from calculators._text import Text


class DayCount(Enum):
    """How the days of an interest period become a part of a year, by the names of the market."""

    THIRTY_360 = Text("30/360: every month is a twelfth", "30/360：每月按 30 天，即十二分之一年")
    ACT_365 = Text("Actual/365", "实际天数/365")
    ACT_360 = Text("Actual/360", "实际天数/360")
    ACT_ACT = Text("Actual/actual (ISDA)", "实际天数/实际天数（ISDA）")


def add_months(day: date, months: int) -> date:
    """The same day so many months later (earlier if negative), or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(start: date, end: date) -> int:
    """Whole months that fit between two dates, counted back from the later one.

    The last day of a month counts as the same day of every longer month: 31 January to 28 February is one month.
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    while months and _months_back(end, months, start) < start:
        months -= 1
    return months


def months_and_days(start: date, end: date) -> tuple[int, int, date]:
    """Whole months counted back from `end`, the days left over, and the date at which those days end."""
    months = whole_months(start, end)
    anchor = _months_back(end, months, start)
    return months, (anchor - start).days, anchor


def _months_back(end: date, months: int, start: date) -> date:
    day = add_months(end, -months)
    last_of_month = end.day == monthrange(end.year, end.month)[1]
    if last_of_month and day < start and (day.year, day.month) == (start.year, start.month):
        return start  # from the 31st of a month to the last of a shorter one
    return day


def year_fraction(start: date, end: date, count: DayCount) -> float:
    """Years from `start` to `end` (not earlier) by a day count.

    2006 ISDA Definitions, section 4.16: (f) 30/360, the bond basis; (d) actual/365 fixed; (e) actual/360; (b)
    actual/actual, which divides the days in leap years by 366 and the others by 365.
    """
    match count:
        case DayCount.THIRTY_360:
            first = min(start.day, 30)
            last = 30 if end.day == 31 and first == 30 else end.day
            return (360 * (end.year - start.year) + 30 * (end.month - start.month) + last - first) / 360
        case DayCount.ACT_365:
            return (end - start).days / 365
        case DayCount.ACT_360:
            return (end - start).days / 360
        case DayCount.ACT_ACT:
            if start.year == end.year:
                return (end - start).days / _days_of(start.year)
            return ((date(start.year + 1, 1, 1) - start).days / _days_of(start.year) + end.year - start.year - 1
                    + (end - date(end.year, 1, 1)).days / _days_of(end.year))


def _days_of(year: int) -> int:
    return 366 if isleap(year) else 365


def eu_years(start: date, end: date, period: int = 1) -> float:
    """Time between two dates in years: whole periods of so many months counted back from `end`, then days over 365 (366
    where the year before the last counted day holds 29 February).

    Directive 2008/48/EC, Annex I, part I, remark (c); Commission SWD(2012) 128, 4.1.1; Directive 2014/17/EU, Annex I.
    """
    months = whole_months(start, end) // period * period
    anchor = _months_back(end, months, start)
    return months / 12 + (anchor - start).days / (anchor - add_months(anchor, -12)).days


def uk_years(start: date, end: date) -> float:
    """Time between two dates in years: whole months counted back from `end` as twelfths, then days over 365.

    FCA, CONC App 1.2: a year of 365 days or 12 equal months. Only its reading of five days as 5/365 was seen in a source.
    """
    months, days, _ = months_and_days(start, end)
    return months / 12 + days / 365
