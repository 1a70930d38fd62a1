"""The annual rate of a loan's payments by the conventions of the laws that ask for it."""

import math
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property, lru_cache

from calculators import _rates
from calculators._days import DayCount, eu_years, uk_years, year_fraction
from calculators._numbers import percent
from calculators._roots import NoRoot
from calculators._text import Text
from calculators._unit_periods import unit_period


class Measure(Enum):
    """Which annual rate is meant, by the name of the law that defines it."""

    NOMINAL = Text("China, simple: monthly IRR × 12 (nominal)", "中国·单利：月 IRR × 12（名义年化）")
    EFFECTIVE = Text("China, compound: IRR over 12 months (effective)", "中国·复利：IRR 折成一年（有效年化）")
    REG_Z = Text("US: APR, Regulation Z, Appendix J", "美国：APR，Z 条例附录 J")
    EU = Text("EU: APRC, Directive 2008/48/EC, now 2023/2225", "欧盟：APRC，2008/48/EC 指令，现为 2023/2225")
    UK = Text("UK: APR, FCA CONC App 1.2, to one decimal", "英国：APR，FCA CONC 附录 1.2，取一位小数")


@dataclass(frozen=True)
class Flows:
    """What the borrower receives (positive) and pays (negative), in order: on `days`, or a month apart without any."""

    amounts: tuple[float, ...]
    days: tuple[date, ...] = ()

    @property
    def received(self) -> float:
        return sum(amount for amount in self.amounts if amount > 0)

    @property
    def paid(self) -> float:
        return -sum(amount for amount in self.amounts if amount < 0)

    @property
    def cost(self) -> float:
        return self.paid - self.received

    @property
    def years(self) -> tuple[float, ...]:
        """Times from the first flow: actual days over 365, or twelfths."""
        if self.days:
            return tuple(year_fraction(self.days[0], day, DayCount.ACT_365) for day in self.days)
        return tuple(month / 12 for month in range(len(self.amounts)))

    @property
    def months_owed(self) -> float:
        """How many months a unit of money stays with the borrower on average, from advance to repayment."""
        def mean(sign: int) -> float:
            weights = [max(0.0, sign * amount) for amount in self.amounts]
            return sum(w * t for w, t in zip(weights, self.years, strict=True)) / sum(weights)

        return 12 * (mean(-1) - mean(1))

    @cached_property
    def monthly(self) -> float:
        """The rate per month. With days it is the twelfth part, compounded, of the effective rate over actual days / 365.

        Raises NoRoot where no rate makes the flows balance, or the first of them is not an advance.
        """
        if self.amounts[0] <= 0:
            raise NoRoot("nothing is received first")
        if not self.days:
            return _rates.per_period(self.amounts)
        return _rates.nominal(_rates.effective(list(zip(self.years, self.amounts, strict=True))), 12) / 12

    def rate(self, measure: Measure) -> float:
        """The annual rate by one convention. Raises NoRoot like `monthly`."""
        if not self.days or measure in (Measure.NOMINAL, Measure.EFFECTIVE):
            simple = 12 * self.monthly
            found = simple if measure in (Measure.NOMINAL, Measure.REG_Z) else _rates.compounded(simple, 12)
        elif self.amounts[0] <= 0:
            raise NoRoot("nothing is received first")
        else:
            found = self._american() if measure is Measure.REG_Z else self._european(measure)
        return stated(found, 1) if measure is Measure.UK else found

    def _american(self) -> float:
        """12 CFR 1026, Appendix J (b)(8): the rate per unit-period times the unit-periods of a year."""
        per_year, times = _american_times(self.days, tuple(amount > 0 for amount in self.amounts))
        return per_year * _rates.unit_period_rate([(*time, amount) for time, amount in zip(times, self.amounts, strict=True)])

    def _european(self, measure: Measure) -> float:
        """Directive 2008/48/EC, Annex I, part I; the FCA's CONC App 1.2 has the same equation and counts days another way."""
        return _rates.effective(list(zip(_european_times(self.days, measure), self.amounts, strict=True)))


# Every payee's step asks for the times of the same days.

@lru_cache(8)
def _european_times(days: tuple[date, ...], measure: Measure) -> tuple[float, ...]:
    between = uk_years if measure is Measure.UK else eu_years
    return tuple(between(days[0], day) for day in days)


@lru_cache(8)
def _american_times(days: tuple[date, ...], received: tuple[bool, ...]) -> tuple[float, tuple[tuple[int, float], ...]]:
    unit = unit_period([day for day, comes in zip(days, received, strict=True) if comes],
                       [day for day, comes in zip(days, received, strict=True) if not comes])
    return unit.per_year, tuple(unit.between(days[0], day) for day in days)


def stated(rate: float, decimals: int) -> float:
    """A rate as it is told, half up to so many decimals of a per cent: 3.055 % is 3.1 % or 3.06 %. Annex I, remark (d)."""
    scale = 10 ** (decimals + 2)
    return math.floor(round(rate * scale, 7) + 0.5) / scale  # first to seven digits: 3.055 is a little less in binary


def told(rate: float, measure: Measure, decimals: int = 2) -> str:
    """A rate in words, as per cent with so many decimals; a British APR always has one."""
    return percent(rate, 1 if measure is Measure.UK else decimals)
