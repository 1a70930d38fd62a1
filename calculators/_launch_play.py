"""The months of a launch, played one after the other in the world of calculators._launch.

    applicants = market · (1 − e^(−marketing ÷ (market · CAC))) · (usual price ÷ price)^sensitivity
    loss rate of those accepted = riskiest · accepted share^steepness, and the book's is the mean over its customers
    controls leave e^(−spending ÷ scale) of what can be prevented
    profit = income − money − losses − shocks − refunds and fines − marketing − controls − servicing − fixed cost
    worth = money left + what the customers bring in the next twelve months, before marketing, controls and fixed cost
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from calculators._launch import MONTHS, Closed, Decision, Month, Product, Shock, cap_of, shocks

RIVAL_MONTHS, RIVAL_COST = 3, 1.3
DOWNTURN = 1.6       # losses from that month on
OUTAGE_LEAVES, OUTAGE_COMPLAINTS = 0.01, 4.0
LEAK_EACH, LEAK_COMPLAINTS = 30.0, 3.0
PRICE_LEAVES, PRICE_COMPLAINTS = 0.02, 2.0   # for each time the usual price that is asked on top of it
RISE_LEAVES = 1.0    # raise the price by a tenth and a tenth of the customers leave at once
COMPLAINT_LEAVES = 0.004                     # for each complaint per 1,000 customers of the month before
SHORT_COMPLAINTS, SHORT_COST = 5.0, 0.10
UNPAID = 0.25        # a run that leaves more of its need unpaid closes the product
GATE_FINE = 1_500_000.0
KEPT = 0.3           # of complaints, which no spending on controls prevents


class _Planned(NamedTuple):
    """What a month's decision comes to, whatever the month and those before it bring; money is for one customer."""

    number: int
    decision: Decision
    left: float          # of what controls can prevent
    applicants: float
    rivalled: float      # applicants while a rival campaigns
    leaving: float       # share, before outages, complaints and a risen price
    loss_rate: float     # of those accepted
    losses: float        # at a loss rate of one
    income: float
    served: float
    spent: float         # whatever the number of customers
    over: float          # of the income, what is over the cap
    cap: float | None
    open_gate: bool
    complaints: float


def play(product: Product, decisions: tuple[Decision, ...], drawn: Mapping[int, Shock]) -> tuple[Month, ...]:
    """The months until the last decision, or until the product closes."""
    return _play(product, _plan(product, decisions), drawn, {})


@lru_cache(8)   # whoever plays a month more, or another seed, asks again
def ends(product: Product, decisions: tuple[Decision, ...], seeds: range) -> tuple[Month, ...]:
    """The last month of each of many years that meet the same decisions."""
    planned, known = _plan(product, decisions), {}
    return tuple(_play(product, planned, shocks(seed), known)[-1] for seed in seeds)


@lru_cache(32)
def _plan(product: Product, decisions: tuple[Decision, ...]) -> tuple[_Planned, ...]:
    return tuple(_planned(product, number, decision) for number, decision in enumerate(decisions, 1))


def _planned(product: Product, number: int, decision: Decision) -> _Planned:
    left = math.exp(-decision.controls / product.controls)
    dear = max(0.0, decision.price / product.usual - 1)
    cap = cap_of(product, number)
    unit = product.balance / product.period
    return _Planned(
        number, decision, left, _applicants(product, decision, 1.0), _applicants(product, decision, RIVAL_COST),
        leaving=product.churn + PRICE_LEAVES * dear,
        loss_rate=product.riskiest * decision.accept ** product.steepness,
        losses=unit * (1 - product.preventable * (1 - left)),
        income=unit * decision.price,
        served=unit * product.funding + product.balance * decision.liquid * product.idle / 12 + product.servicing,
        spent=decision.marketing + decision.controls + product.fixed,
        over=0.0 if cap is None else unit * max(0.0, decision.price - cap),
        cap=cap, open_gate=decision.accept > product.gate,
        complaints=product.complaints * (KEPT + (1 - KEPT) * left) + PRICE_COMPLAINTS * dear)


def _applicants(product: Product, decision: Decision, dearer: float) -> float:
    reach = product.market * product.cac * dearer
    return product.market * -math.expm1(-decision.marketing / reach) * (product.usual / decision.price) ** product.sensitivity


def _play(product: Product, planned: Sequence[_Planned], drawn: Mapping[int, Shock], known: dict) -> tuple[Month, ...]:
    """`known` has the months of years before this one, by the shock of each month within those of the month before: years
    are alike until their shocks part them."""
    played: list[Month] = []
    earlier = last = _before(product)
    for plan in planned:
        shock = drawn.get(plan.number)
        if shock not in known:
            known[shock] = _month(product, plan, shock, _struck(drawn, plan.number), earlier, last), {}
        earlier, (last, known) = last, known[shock]
        played.append(last)
        if last.closed:
            break
    return tuple(played)


def _struck(drawn: Mapping[int, Shock], number: int) -> tuple[bool, bool]:
    """Whether a rival campaigns in a month, and whether times are bad."""
    rival = downturn = False
    for month, kind in drawn.items():
        if kind is Shock.RIVAL and month <= number < month + RIVAL_MONTHS:
            rival = True
        elif kind is Shock.DOWNTURN and month <= number:
            downturn = True
    return rival, downturn


def _before(product: Product) -> Month:
    """What the first month follows: capital, and nobody who could leave, complain or find the price risen."""
    return Month(0, None, math.inf, False, *[0.0] * 11, None, False, False, 0.0, product.capital, 0.0, None)


def _month(product: Product, plan: _Planned, shock: Shock | None, struck: tuple[bool, bool], earlier: Month, last: Month) -> Month:
    decision, (rival, downturn) = plan.decision, struck
    stopped = earlier.complaints > product.tolerated and last.complaints > product.tolerated
    accepted = 0.0 if stopped else (plan.rivalled if rival else plan.applicants) * decision.accept
    leaving = plan.leaving + RISE_LEAVES * max(0.0, decision.price / last.price - 1) + COMPLAINT_LEAVES * last.complaints
    if shock is Shock.OUTAGE:
        leaving += OUTAGE_LEAVES
    stay = last.customers * (1 - min(1.0, leaving))
    customers = stay + accepted
    rate = (stay * last.loss_rate + accepted * plan.loss_rate) / customers if customers else 0.0
    book = customers * product.balance
    income, served, over = customers * plan.income, customers * plan.served, customers * plan.over
    penalties = 2 * over + (GATE_FINE if plan.open_gate else 0.0)   # paid back, and as much again as a fine
    losses = usual_losses = customers * rate * plan.losses * (DOWNTURN if downturn else 1.0)
    costs, complaints = served + plan.spent, plan.complaints
    need, available = 0.0, book * decision.liquid + max(0.0, last.cash)
    short = False
    if shock is Shock.OUTAGE:
        complaints += OUTAGE_COMPLAINTS
    elif shock is Shock.LEAK:
        costs += LEAK_EACH * customers * plan.left
        complaints += LEAK_COMPLAINTS * plan.left
    elif shock is Shock.FRAUD:
        losses += book * product.fraud * plan.left
    elif shock is Shock.RUN and (need := book * product.run) > available:
        costs += SHORT_COST * (need - available)
        complaints += SHORT_COMPLAINTS
        short = need - available > UNPAID * need
    profit = income - losses - costs - penalties
    ahead = max(0.0, income - over - usual_losses - served) * _months_stayed(product.churn)
    closed = Closed.RUN if short else Closed.MONEY if last.cash + profit < 0 else None
    return Month(plan.number, shock, decision.price, stopped, accepted, customers, book, rate, income, losses, costs, penalties, need,
                 available, complaints, plan.cap, plan.over > 0, plan.open_gate, profit, last.cash + profit, ahead, closed)


@cache
def _months_stayed(churn: float) -> float:
    """Of the next twelve months, how many a customer of today stays."""
    return sum((1 - churn) ** month for month in range(1, MONTHS + 1))
