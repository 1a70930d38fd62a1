"""Cash of a merchant whose customers are financed for months in advance, while it pays its suppliers month by month."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Merchant:
    """Flats, say: `units` of them, each costing `cost` a month let or not, and bringing `price` a month when let.

    A share `financed` of customers is paid for `term` months ahead by a lender; the others pay monthly. `start` and `end`
    are occupancies (fractions), from the first to the second in equal steps over `fall` months.
    """

    units: float
    price: float
    cost: float
    financed: float
    term: int
    start: float
    end: float
    fall: int
    cash: float


@dataclass(frozen=True)
class Month:
    """Occupancy, what came in and went out, cash at the end, and what has been paid ahead for months not yet delivered."""

    number: int
    occupancy: float
    received: float
    spent: float
    cash: float
    undelivered: float


def months(merchant: Merchant, count: int, ahead: bool) -> tuple[Month, ...]:
    """Month by month; `ahead` releases the loan on day one, else as the service is delivered.

    Before month 1 contracts began evenly over the term. Nobody leaves a contract early, so occupancy cannot fall faster than
    contracts end; each month's new contracts fill up what has ended, as far as the occupancy of the month asks.
    """
    m, cash, out = merchant, merchant.cash, []
    running = [m.start / m.term] * m.term  # by months still to run, from 0: what ends now
    for number in range(1, count + 1):
        target = m.start + (m.end - m.start) * min(1.0, number / m.fall)
        stay = sum(running[1:])
        new = max(0.0, target - stay)
        running = [*running[1:], new]
        monthly = m.units * m.price
        occupancy = stay + new
        loans = new * m.term if ahead else occupancy
        received = monthly * (m.financed * loans + (1 - m.financed) * occupancy)
        cash += received - m.units * m.cost
        left = sum(share * still for still, share in enumerate(running)) if ahead else 0.0
        out.append(Month(number, occupancy, received, m.units * m.cost, cash, monthly * m.financed * left))
    return tuple(out)


def runs_out(path: tuple[Month, ...]) -> Month | None:
    """The first month that ends without cash."""
    return next((month for month in path if month.cash < -0.005), None)
