"""Repeat purchases without a contract: the BG/NBD model. Standard library only.

A customer buys at a rate λ until, after any purchase with chance p, the customer silently leaves; over customers λ is
gamma (r, α) and p beta (a, b). Fader, Hardie and Lee (2005), “Counting Your Customers” the Easy Way: An Alternative to the
Pareto/NBD Model, Marketing Science 24(2), 275–284: likelihood, equation (6); chance of a count, (8); mean, (9); conditional
mean, (10). Times and α share one unit, which is the reader's.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from calculators._optimise import maximise

LOW, HIGH = 1e-3, 1e3  # of every parameter, α in units of the mean time watched
TAIL = 36.0            # e⁻³⁶ of its peak is where a tail of the quadrature ends


@dataclass(frozen=True)
class History:
    """So many customers (`count`) with `repeats` purchases after the first, the last of them at `last`, watched for `watched`."""

    repeats: int
    last: float
    watched: float
    count: int = 1


@dataclass(frozen=True)
class Bgnbd:
    """The four parameters: purchases are gamma with shape `r` and scale `alpha`, leaving is beta with `a` and `b`."""

    r: float
    alpha: float
    a: float
    b: float

    def alive(self, repeats: int, last: float, watched: float) -> float:
        """The chance that a customer has not left who bought again so often, last at that time; 1 for no repeat at all."""
        if not repeats:
            return 1.0
        odds = (math.log(self.a / (self.b + repeats - 1))
                + (self.r + repeats) * math.log((self.alpha + watched) / (self.alpha + last)))
        return 1 / (1 + math.exp(odds)) if odds < 700 else 0.0

    def after(self, repeats: int, watched: float) -> "Bgnbd":
        """The model of a customer with so many repeats in so much time who is known to be there still."""
        return Bgnbd(self.r + repeats, self.alpha + watched, self.a, self.b + repeats)

    def mean(self, time: float) -> float:
        """Equation (9): repeat purchases expected in so much time of a customer who is there at its start.

        Given λ and p it is (1 − e^(−λpt))/p; the gamma is integrated by hand and leaves g(p) = (1 − (1 + pt/α)^(−r))/p. Its
        mean over the beta is that of a line that meets g where the beta may be singular, and of what is left over, by the
        trapezoidal rule in logit(p) (Trefethen and Weideman, SIAM Review 56, 2014). Holds at a = 1, where (9) is 0/0.
        """
        if not time:
            return 0.0
        pace, r = time / self.alpha, self.r
        end = -math.expm1(-r * math.log1p(pace))
        start = r * pace if self.a < 1 else end
        line = start + (end - start) * self.a / (self.a + self.b)
        return line - sum(weight * (start + (end - start) * p + math.expm1(-r * math.log1p(p * pace)) / p)
                          for p, weight in _nodes(self.a, self.b))

    def expected(self, time: float, repeats: int, last: float, watched: float) -> float:
        """Equation (10): repeat purchases expected of a customer with this history in so much time from now."""
        return self.alive(repeats, last, watched) * self.after(repeats, watched).mean(time)

    def chances(self, time: float, most: int) -> list[float]:
        """Equation (8): the chances of 0, 1 … `most` repeat purchases in so much time."""
        bought = time / (self.alpha + time)
        counts = [math.exp(self.r * math.log1p(-bought))]
        for x in range(most):
            counts.append(counts[-1] * (self.r + x) / (x + 1) * bought)
        found, stayed = [counts[0]], 1.0
        for x, (count, fewer) in enumerate(zip(counts[1:], accumulate(counts), strict=False), 1):
            left = stayed * self.a / (self.a + self.b + x - 1)
            stayed *= (self.b + x - 1) / (self.a + self.b + x - 1)
            found.append(stayed * count + left * max(0.0, 1 - fewer))
        return found


@dataclass(frozen=True)
class Fit:
    """The most likely parameters, the log-likelihood there, and the names of parameters that lie on their bounds."""

    model: Bgnbd
    loglik: float
    edge: tuple[str, ...]


def fit(histories: Iterable[History]) -> Fit:
    """Maximum likelihood over the logarithms of the parameters, each between 1e-3 and 1e3 (α times the mean time watched).

    Raises ValueError where nobody bought again, which no parameters explain better than all others.
    """
    rows = Counter()
    for who in histories:
        rows[who.repeats, who.last if who.repeats else 0.0, who.watched] += who.count
    if not any(repeats for repeats, *_ in rows):
        raise ValueError("nobody bought again")
    time = sum(watched * count for (*_, watched), count in rows.items()) / rows.total()
    low, high = ([math.log(bound * scale) for scale in (1, time, 1, 1)] for bound in (LOW, HIGH))
    found = maximise(lambda logs: _likelihood(rows, logs), [0.0, math.log(time), 0.0, 0.0], low, high)
    names = ("r", "alpha", "a", "b")
    return Fit(Bgnbd(*map(math.exp, found.point)), found.value, tuple(names[i] for i in found.edge))


def _likelihood(rows: Counter, logs: Sequence[float]) -> tuple[float, list[float]]:
    """Equation (6), its logarithm summed over customers, and the slopes by the logarithms of the parameters.

    Counts are whole, so quotients of gamma functions are products: Γ(r + x)/Γ(r) = r (r + 1) … (r + x − 1).
    """
    r, alpha, a, b = map(math.exp, logs)
    log, most = math.log, max(repeats for repeats, *_ in rows)
    steps = range(most)
    rise = list(accumulate((log(r + j) + log(b + j) - log(a + b + j) for j in steps), initial=0.0))
    by_r, by_b, by_ab = (list(accumulate((1 / (base + j) for j in steps), initial=0.0)) for base in (r, b, a + b))
    value = on_r = on_alpha = on_a = on_b = 0.0
    for (x, last, watched), count in rows.items():
        power, ended = r + x, log(alpha + watched)
        there, stays = -power * ended, 1.0
        if x:
            bought = log(alpha + last)
            gone = log(a / (b + x - 1)) - power * bought
            high = max(there, gone)
            both = high + log(math.exp(there - high) + math.exp(gone - high))
            stays = math.exp(there - both)
            leaves = 1 - stays
            value += count * (rise[x] + both)
            on_r += count * (by_r[x] - stays * ended - leaves * bought)
            on_alpha -= count * power * (stays / (alpha + watched) + leaves / (alpha + last))
            on_a += count * (leaves / a - by_ab[x])
            on_b += count * (by_b[x] - by_ab[x] - leaves / (b + x - 1))
        else:
            value += count * there
            on_r -= count * ended
            on_alpha -= count * power / (alpha + watched)
    number = rows.total()
    value += number * r * logs[1]
    return value, [(on_r + number * logs[1]) * r, on_alpha * alpha + number * r, on_a * a, on_b * b]


@cache
def _nodes(a: float, b: float) -> tuple[tuple[float, float], ...]:
    """Points and weights for the mean, over a beta (a, b), of a function that is 0 at p = 1 and, where a < 1, at 0."""
    left, right = a + 1 if a < 1 else a, b + 1
    centre = math.log(left / right)
    step = min(0.4, 0.7 * math.sqrt(1 / left + 1 / right))
    scale = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)

    def logs(u: float) -> tuple[float, float]:
        return (-math.log1p(math.exp(-u)), -u - math.log1p(math.exp(-u))) if u > 0 else (
            u - math.log1p(math.exp(u)), -math.log1p(math.exp(u)))

    peak = left * logs(centre)[0] + right * logs(centre)[1]
    nodes = []
    for way in (step, -step):
        u = centre if way > 0 else centre - step
        while left * (log_p := logs(u)[0]) + right * (log_q := logs(u)[1]) > peak - TAIL:
            nodes.append((math.exp(log_p), step * math.exp(a * log_p + b * log_q + scale)))
            u += way
    return tuple(nodes)
