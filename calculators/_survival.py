"""How long something lasts when some of it is still lasting: the product-limit estimate and the log-rank test.

A time with event 1 is an end that was seen; with event 0 the watching stopped there (censoring). Ends at a time come
before censorings at the same time. Standard library only.

Sources: Kaplan and Meier (1958), Nonparametric estimation from incomplete observations, Journal of the American
Statistical Association 53, 457–481, section 2 (the estimate); Greenwood (1926), The natural duration of cancer, Reports
on Public Health and Medical Subjects 33, appendix 1 (its variance); Kalbfleisch and Prentice (2002), The Statistical
Analysis of Failure Time Data, 2nd edition, sections 1.4 (estimate and limits) and 1.5 (log-rank test).
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import erfc, exp, log, sqrt
from statistics import NormalDist


@dataclass(frozen=True)
class Survival:
    """A product-limit curve: one entry for each distinct time at which an end was seen, in order.

    Survival is a share of 1; `error` is Greenwood's standard error of it. Where nobody is left, the error and the band
    are undefined and stand as None.
    """

    times: tuple[float, ...]
    at_risk: tuple[int, ...]
    deaths: tuple[int, ...]
    survival: tuple[float, ...]
    error: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]

    @property
    def median(self) -> float | None:
        """The first time at which no more than half are left; None while more than half are."""
        return self._first_half(self.survival)

    @property
    def median_lower(self) -> float | None:
        """Where the lower limit of the band reaches one half (Brookmeyer and Crowley, 1982)."""
        return self._first_half(self.lower)

    @property
    def median_upper(self) -> float | None:
        """Where the upper limit of the band reaches one half; None while it stays above."""
        return self._first_half(self.upper)

    def at(self, time: float) -> tuple[float, float | None, float | None]:
        """Survival with the lower and upper limit at any time: the last entry not after it, 1 before the first."""
        place = sum(t <= time for t in self.times) - 1
        return (1.0, 1.0, 1.0) if place < 0 else (self.survival[place], self.lower[place], self.upper[place])

    def mean(self, to: float) -> tuple[float, float]:
        """The time spent before `to` on average, and its standard error: the area under the curve up to there.

        The variance sums, over ends, the square of the area beyond times Greenwood's term (Klein and Moeschberger, Survival
        Analysis, 2nd edition, 2003, section 4.5).
        """
        steps = [0.0, *(t for t in self.times if t < to), to]
        heights = [1.0, *(share for t, share in zip(self.times, self.survival, strict=True) if t < to)]
        areas = [(end - start) * share for (start, end), share in zip(pairwise(steps), heights, strict=True)]
        variance, beyond = 0.0, sum(areas)
        for area, risk, dead in zip(areas, self.at_risk, self.deaths, strict=False):
            beyond -= area
            if beyond > 1e-12:
                variance += beyond ** 2 * dead / (risk * (risk - dead))
        return sum(areas), sqrt(variance)

    def _first_half(self, shares: Sequence[float | None]) -> float | None:
        # Rounded, because a product of fractions that is one half may miss it by the last bit.
        return next((t for t, share in zip(self.times, shares, strict=True)
                     if share is not None and round(share, 12) <= 0.5), None)


@dataclass(frozen=True)
class LogRank:
    """Two groups compared: ends seen and expected in each, in the order in which the groups first occur."""

    observed: tuple[int, int]
    expected: tuple[float, float]
    chi2: float
    p: float


def kaplan_meier(times: Sequence[float], events: Sequence[int], counts: Sequence[int] | None = None, *,
                 confidence: float = 0.95) -> Survival:
    """The product-limit curve of durations; `counts` says how many share a time and event, one each if absent.

    The band is exp(log S ± z · error / S), cut at 1: the default of R's survfit. Raises ValueError for lists of
    different lengths, a negative time or count, an event other than 0 and 1, or no duration at all.
    """
    ends, exits = _tally(times, events, counts)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    at_risk, share, greenwood, rows = sum(exits.values()), 1.0, 0.0, []
    for time in sorted(exits):
        gone = ends.get(time, 0)
        if gone:
            left = at_risk - gone
            share *= left / at_risk
            if left:
                greenwood += gone / (at_risk * left)
                width = sqrt(greenwood)
                band = (share * width, exp(log(share) - z * width), min(1.0, exp(log(share) + z * width)))
            else:
                band = (None, None, None)
            rows.append((time, at_risk, gone, share, *band))
        at_risk -= exits[time]
    return Survival(*(tuple(column) for column in zip(*rows, strict=True))) if rows else Survival(*[()] * 7)


def log_rank(times: Sequence[float], events: Sequence[int], groups: Sequence[Hashable],
             counts: Sequence[int] | None = None, *, early: bool = False) -> LogRank:
    """Whether two groups end at the same pace: Mantel's log-rank test with the hypergeometric variance.

    chi2 has one degree of freedom; it is 0 where nothing could tell the groups apart. `early` puts stress on early times by
    weighing each with the square root of the number at risk (Tarone and Ware, Biometrika 64, 1977); ends observed and
    expected stay as they are. Raises ValueError as kaplan_meier does, and unless there are exactly two groups.
    """
    names = tuple(dict.fromkeys(groups))
    if len(names) != 2:
        raise ValueError(f"two groups are needed, not {len(names)}")
    counts = [1] * len(times) if counts is None else counts
    tallies = []
    for name in names:
        rows = [row for *row, group in zip(times, events, counts, groups, strict=True) if group == name]
        tallies.append(_tally(*zip(*rows, strict=True)))
    at_risk = [sum(exits.values()) for _, exits in tallies]
    observed, expected, apart, variance = 0, 0.0, 0.0, 0.0
    for time in sorted({time for _, exits in tallies for time in exits}):
        gone = [ends.get(time, 0) for ends, _ in tallies]
        dead, whole = sum(gone), sum(at_risk)
        if dead:
            part, stress = at_risk[0] / whole, sqrt(whole) if early else 1.0
            observed += gone[0]
            expected += dead * part
            apart += stress * (gone[0] - dead * part)
            if whole > 1:
                variance += stress ** 2 * dead * part * (1 - part) * (whole - dead) / (whole - 1)
        at_risk = [n - exits.get(time, 0) for n, (_, exits) in zip(at_risk, tallies, strict=True)]
    ends_seen = sum(sum(ends.values()) for ends, _ in tallies)
    chi2 = apart ** 2 / variance if variance > 1e-12 else 0.0
    return LogRank((observed, ends_seen - observed), (expected, ends_seen - expected), chi2, erfc(sqrt(chi2 / 2)))


def _tally(times, events, counts):
    """How many end, and how many end or are lost from sight, by time."""
    counts = [1] * len(times) if counts is None else counts
    ends, exits = defaultdict(int), defaultdict(int)
    for time, event, count in zip(times, events, counts, strict=True):
        if not time >= 0 or count < 0 or event not in (0, 1):
            raise ValueError(f"not a duration: time {time}, event {event}, count {count}")
        exits[time] += count
        ends[time] += count * event
    if not sum(exits.values()):
        raise ValueError("there is no duration")
    return ends, exits
