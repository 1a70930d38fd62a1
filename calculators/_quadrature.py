"""Integrals as weighted sums: nodes and weights that several calculators share."""

from functools import cache
from math import cos, pi


@cache
def legendre(count: int) -> tuple[tuple[float, float], ...]:
    """Nodes and weights of Gauss–Legendre quadrature on [−1, 1]: Newton's method from Tricomi's starting points."""
    pairs = []
    for k in range(1, count + 1):
        x = cos(pi * (k - 0.25) / (count + 0.5))
        for _ in range(8):
            before, now = 1.0, x
            for n in range(2, count + 1):
                before, now = now, ((2 * n - 1) * x * now - (n - 1) * before) / n
            slope = count * (before - x * now) / (1 - x * x)
            x -= now / slope
        pairs.append((x, 2 / ((1 - x * x) * slope * slope)))
    return tuple(pairs)
