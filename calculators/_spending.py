"""What more spending buys: channels whose cost of a customer rises with what is spent on them. Standard library only.

An assumption, not a law: near today's spend the cost of acquiring a customer (CAC) has one elasticity e, so CAC(s) =
CAC(today) · (s / today)^e and the next customer costs CAC(s)/(1 − e). A budget is spread best where the last unit of every
channel returns the same (the equimarginal rule; Dorfman and Steiner, American Economic Review 44, 1954).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from calculators._roots import bracketed

ROUNDING = 1e-12  # of a budget, which may have been added up in another order


@dataclass(frozen=True)
class Response:
    """A channel as it is today: spend, cost of a customer, elasticity of that cost (0 < e < 1), worth of a customer."""

    spend: float
    cost: float
    elasticity: float
    worth: float

    def cost_at(self, spend: float) -> float:
        """What a customer costs on average at that spend."""
        return self.cost * (spend / self.spend) ** self.elasticity

    def next_at(self, spend: float) -> float:
        """What one more customer costs at that spend."""
        return self.cost_at(spend) / (1 - self.elasticity)

    def best(self, returned: float, step: float) -> float:
        """The spend at which the last unit returns so many times itself; today's times or divided by `step` at most."""
        reach = math.log(step)
        wanted = (math.log(self.worth) - math.log(returned) - math.log(self.next_at(self.spend))) / self.elasticity
        return self.spend * math.exp(min(max(wanted, -reach), reach))


@dataclass(frozen=True)
class Allocation:
    """Spend by channel, and what the last unit of budget returns; 1 where more budget would not be spent."""

    spends: tuple[float, ...]
    returned: float


class TooLittle(ValueError):
    """A budget below what the channels take at least; its argument is that."""


def allocate(channels: Sequence[Response], step: float, budget: float | None = None) -> Allocation:
    """Every channel's spend up to where its last unit just returns itself, or more if the budget is shorter than that.

    Raises TooLittle for a budget that dividing every spend by `step` does not reach.
    """
    def spends(returned: float) -> tuple[float, ...]:
        return tuple(channel.best(returned, step) for channel in channels)

    free = spends(1.0)
    if budget is None or sum(free) <= budget:
        return Allocation(free, 1.0)
    highest = max(channel.worth / channel.next_at(channel.spend / step) for channel in channels)
    least = spends(highest)
    if sum(least) >= budget * (1 - ROUNDING):
        if sum(least) > budget * (1 + ROUNDING):
            raise TooLittle(sum(least))
        return Allocation(least, highest)
    log_returned = bracketed(lambda logged: sum(spends(math.exp(logged))) - budget, 0.0, math.log(highest))
    return Allocation(spends(math.exp(log_returned)), math.exp(log_returned))
