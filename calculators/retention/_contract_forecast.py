"""A forecast from counted survivors: the shifted beta-geometric model beside one constant churn, and what both are worth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from calculators._cohorts import Cohort, Period
from calculators._inputs import InputError
from calculators._results import Block
from calculators._sbg import Sbg, constant
from calculators._sbg_fit import Fit, fit
from calculators._survival import Survival
from calculators._text import Text
from calculators._triangle import curve, total
from calculators.retention import _contract_forecast_view


@dataclass(frozen=True)
class ContractForecast:
    """Shares of 1 by age in periods; `discount` is a period's. `fitted` is the last age that the model has seen."""

    step: Period
    horizon: int
    cohorts: tuple[Cohort, ...]
    fitted: int
    fit: Fit
    margin: float
    discount: float

    @property
    def model(self) -> Sbg:
        return self.fit.model

    @cached_property
    def seen(self) -> Survival:
        """The product-limit curve of all counts, also of those held back."""
        return curve(self.cohorts)

    @property
    def last(self) -> int:
        """The last age counted in any cohort."""
        return max(c.age for c in self.cohorts)

    @cached_property
    def survival(self) -> list[float]:
        """The share still there at ages 0 to the horizon or the last age counted."""
        return self.model.survival(max(self.horizon, self.last))

    @cached_property
    def bands(self) -> list[tuple[float, float]]:
        """Lower and upper end of the 95 % interval of the share, by age."""
        curves = [self.survival, *(model.survival(len(self.survival) - 1) for model in self.fit.rim)]
        return [(min(shares), max(shares)) for shares in zip(*curves, strict=True)]

    @property
    def naive(self) -> Sbg:
        """The churn of the first period, kept for ever: what a calculation with one churn rate assumes."""
        return constant(self.fit.likelihood.left[0] / self.fit.likelihood.there[0])

    @property
    def value(self) -> float:
        """What a new customer is worth who pays the margin now and at every renewal, without end."""
        return self.margin * self.model.lifetime(self.discount)

    @cached_property
    def value_band(self) -> tuple[float, float]:
        low, high = self.fit.interval(lambda model: model.lifetime(self.discount))
        return self.margin * low, self.margin * high

    @property
    def value_naive(self) -> float:
        """The same with the churn of the first period kept for ever."""
        return self.margin * self.naive.lifetime(self.discount)

    @property
    def value_within(self) -> float:
        """The part of the value that is paid by the horizon."""
        return self.margin * sum(share / (1 + self.discount) ** age for age, share in enumerate(self.survival[:self.horizon + 1]))

    def value_after(self, renewed: int) -> float:
        """What a customer is worth who has renewed so often and is about to decide again."""
        return self.margin * self.model.residual(self.discount, renewed)

    @property
    def miss(self) -> float:
        """The largest distance of the model from the share counted, over the ages it has seen."""
        return max(abs(self.seen.at(age)[0] - self.survival[age]) for age in range(1, self.fitted + 1))

    def view(self) -> Iterator[Block]:
        return _contract_forecast_view.blocks(self)


def forecast(cohorts: Sequence[Cohort], step: Period, *, horizon: int, hold: int, margin: float,
             discount: float) -> ContractForecast:
    """The model fitted to all but the last `hold` ages; `discount` is a year's. Raises InputError for too few counts."""
    last = max((c.age for c in cohorts), default=0)
    if last < 2:
        raise InputError("triangle", Text("Give at least one cohort with counts for periods 1 and 2.",
                                          "请至少填写一个有第 1 期和第 2 期人数的同期群。"))
    fitted = last - hold
    if fitted < 2:
        raise InputError("hold", Text("Of {last} periods at most {most} can be held back: a curve needs two.",
                                      "共 {last} 期，最多留出 {most} 期：拟合曲线至少需要两期。").format(last=last, most=last - 2))
    totals = [total(cohorts, age) for age in range(1, fitted + 1)]
    totals = [t for t in totals if t.before]
    try:
        found = fit([t.before for t in totals], [t.before - t.there for t in totals])
    except ValueError:
        raise InputError("triangle", Text(
            "No curve can be drawn through these counts: some customers must leave, some must stay the first period, and some "
            "must be watched for two.", "这些人数拟合不出曲线：要有人流失，第 1 期后要有人留下，并且要有人观察满两期。")) from None
    return ContractForecast(step, horizon, tuple(cohorts), fitted, found, margin, (1 + discount) ** (1 / step.a_year) - 1)
