"""A forecast from purchases alone: how often these customers will buy again, and who of them is likely still there."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import pairwise

from calculators._bgnbd import Bgnbd, Fit, History, fit
from calculators._cohorts import Period
from calculators._inputs import InputError, ask
from calculators._kinds import Integer, Number
from calculators._progress import report
from calculators._results import Block
from calculators._tables import each
from calculators._text import Text
from calculators.retention import _purchase_forecast_view

STEPS = 4     # parts of the time ahead, each discounted to its middle
CLASSES = 7   # repeats counted one by one; more are one class
FEWEST = 5    # expected in a class, or chi-square says little
COUNTING = Text("forecasting customers", "正在逐个预测")


@dataclass(frozen=True)
class Customer:
    """A line of the summary: so many customers with one history of purchases after their first."""

    repeats: int = ask(Integer(Text("Repeats", "复购次数"), low=0, high=500))
    last: float = ask(Number(Text("Last repeat at", "末次复购时间"), low=0, high=10_000))
    watched: float = ask(Number(Text("Watched for", "观察时长"), low=0.01, high=10_000))
    count: int = ask(Integer(Text("Customers", "客户数"), low=1, high=1_000_000), 1)

    def history(self, place: int) -> History:
        """What the model reads. Raises InputError about a column for a time that cannot be."""
        sentence = None
        if self.last > self.watched:
            sentence = Text("the last repeat lies after the end of watching.", "末次复购晚于观察结束。")
        elif self.repeats and not self.last:
            sentence = Text("a repeat needs a time after the first purchase.", "有复购，末次复购时间须大于 0。")
        elif self.last and not self.repeats:
            sentence = Text("without repeats this is 0.", "没有复购，此处应为 0。")
        if sentence:
            raise InputError("last", sentence)
        return History(self.repeats, self.last, self.watched, self.count)


@dataclass(frozen=True)
class Group:
    """Customers with the same number of repeats: how many, how many of them are likely there, and what they will buy."""

    repeats: int
    count: int
    alive: float
    purchases: float


@dataclass(frozen=True)
class PurchaseForecast:
    """Times in the reader's periods. In the order of the histories: the chance that one is still there, the purchases expected of
    one, and those purchases discounted."""

    step: Period
    ahead: int
    histories: tuple[History, ...]
    fit: Fit
    margin: float
    discount: float
    alive: tuple[float, ...]
    purchases: tuple[float, ...]
    present: tuple[float, ...]

    @property
    def model(self) -> Bgnbd:
        return self.fit.model

    @property
    def count(self) -> int:
        return sum(who.count for who in self.histories)

    @property
    def expected(self) -> float:
        """Purchases that all customers together are expected to make."""
        return sum(who.count * purchases for who, purchases in zip(self.histories, self.purchases, strict=True))

    @property
    def value(self) -> float:
        """Their margin, discounted."""
        return self.margin * sum(who.count * worth for who, worth in zip(self.histories, self.present, strict=True))

    @property
    def fresh(self) -> float:
        """Repeat purchases expected of a new customer in the same time."""
        return self.model.mean(self.ahead)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """By number of repeats, from none."""
        found = defaultdict(lambda: [0, 0.0, 0.0])
        for who, alive, purchases in zip(self.histories, self.alive, self.purchases, strict=True):
            group = found[who.repeats]
            group[0] += who.count
            group[1] += who.count * alive
            group[2] += who.count * purchases
        return tuple(Group(repeats, *found[repeats]) for repeats in sorted(found))

    @cached_property
    def fitting(self) -> list[tuple[int, float]]:
        """Customers with 0, 1 … repeats, the last class open: counted, and as the model would have had it."""
        counted, modelled = [0] * (CLASSES + 1), [0.0] * (CLASSES + 1)
        times = Counter()
        for who in self.histories:
            counted[min(who.repeats, CLASSES)] += who.count
            times[who.watched] += who.count
        for watched, count in times.items():
            chances = self.model.chances(watched, CLASSES - 1)
            for repeats, chance in enumerate([*chances, max(0.0, 1 - sum(chances))]):
                modelled[repeats] += count * chance
        return list(zip(counted, modelled, strict=True))

    @property
    def astray(self) -> float:
        """The share of customers that stands in another class of repeats than the model has them."""
        return sum(abs(counted - modelled) for counted, modelled in self.fitting) / 2 / self.count

    @property
    def misfit(self) -> tuple[float, int]:
        """Pearson's chi-square of counted against modelled classes, the highest joined until five are expected in each, and
        its degrees of freedom: classes less one, less the four parameters."""
        classes = list(self.fitting)
        while len(classes) > 1 and classes[-1][1] < FEWEST:
            last = classes.pop()
            classes[-1] = classes[-1][0] + last[0], classes[-1][1] + last[1]
        chi2 = sum((counted - modelled) ** 2 / modelled for counted, modelled in classes if modelled)
        return chi2, len(classes) - 1 - len(fields(Bgnbd))

    def top(self, share: float) -> float:
        """The part of all expected purchases that the most promising share of customers makes."""
        left, made = share * self.count, 0.0
        for purchases, count in sorted(((p, who.count) for p, who in zip(self.purchases, self.histories, strict=True)),
                                       reverse=True):
            taken = min(count, left)
            made, left = made + taken * purchases, left - taken
        return made / self.expected if self.expected else share

    def view(self) -> Iterator[Block]:
        return _purchase_forecast_view.blocks(self)


def forecast(customers: tuple[Customer, ...], step: Period, *, ahead: int, margin: float, discount: float) -> PurchaseForecast:
    """The model fitted to these customers and what it expects of them; `discount` is a year's. Raises InputError."""
    histories = each("customers", customers, Customer.history)
    try:
        found = fit(histories)
    except ValueError:
        raise InputError("customers", Text("Nobody bought again, so there is nothing to forecast from.",
                                           "没有人复购，无从预测。")) from None
    edges = [ahead * part / STEPS for part in range(1, STEPS + 1)]
    factors = [(1 + discount) ** (-(end - ahead / STEPS / 2) / step.a_year) for end in edges]
    known: dict[tuple[int, float], list[float]] = {}
    alive, purchases, present = [], [], []
    for row, who in enumerate(histories):
        if row % 100 == 99:
            report(row, len(histories), COUNTING)
        key = who.repeats, who.watched
        if key not in known:
            there = found.model.after(*key)
            known[key] = [there.mean(end) for end in edges]
        alive.append(found.model.alive(who.repeats, who.last, who.watched))
        bought = [alive[-1] * (later - sooner) for sooner, later in pairwise([0.0, *known[key]])]
        purchases.append(sum(bought))
        present.append(sum(factor * part for factor, part in zip(factors, bought, strict=True)))
    return PurchaseForecast(step, ahead, histories, found, margin, discount, tuple(alive), tuple(purchases),
                            tuple(present))
