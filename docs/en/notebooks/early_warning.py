# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# ---
# title: Why a slow drift hides from a control chart
# description: Derive EWMA limits step by step, count false alarms three ways, set thresholds from a false-alarm budget.
# minutes: 25
# level: optional
# updated: 2026-11-22
# ---
#
# # Why a slow drift hides from a control chart { #early_warning }
#
# !!! abstract "In 30 seconds"
#     A chart with three-sigma limits looks at each day alone. A rate that creeps up a little every day can run for
#     weeks inside such limits. A chart of the exponentially weighted moving average (EWMA) adds the days up with fading
#     weights: in the example below it alarms on day 7, when no single day has come near the limit. Both charts raise
#     about one false alarm a year, so the speed costs nothing. Decide first how many false alarms your team can
#     work off; the width of the limits follows from that number.
#
# After this page you can derive both limits on paper, say how often each cries wolf and how soon it sees a shift,
# choose a threshold from a budget of false alarms, and read a population stability index against its own noise. The
# text around it, on who is told and what is then done, is in [Early warning and emergency](../risk/respond.md).
#
# Every number below is computed when this page is built, and every claim is followed by a line that begins with
# `assert`: if it were false, the page could not be published. The code needs Python's standard library and the
# handbook's own `calculators` package.

# %% fold="Show the imports"
import math
import random
from statistics import NormalDist, fmean, stdev

from calculators import _charts as look
from calculators._control import (
    average_chart,
    moving_average,
    population_stability,
    rate_error,
    rate_limits,
    stability_noise,
)
from calculators._run_length import (
    average_run_length,
    average_width,
    shewhart_run_length,
)
from scripts.shown import figure, table

# %% [markdown]
# ## Seven days { #seven-days }
#
# A lender takes about 5,000 applications a day. Over the last quiet quarter 2.00% of them were fraud. This week the
# daily report said 2.05, 2.12, 2.18, 2.24, 2.29, 2.33 and 2.36%. Is something wrong, and on which day should somebody
# have been told?
#
# The classical answer is Shewhart's. If nothing has changed, the number of frauds among `#!math n` applications is
# binomial with the old rate `#!math p_0`, so the daily rate scatters around it with the standard error
#
# ```math
# \sigma = \sqrt{p_0 (1 - p_0) / n}
# ```
#
# and an alarm is raised when a day is more than three of these away.

# %%
P0, N = 0.02, 5000
DAYS = [0.0205, 0.0212, 0.0218, 0.0224, 0.0229, 0.0233, 0.0236]

sigma = math.sqrt(P0 * (1 - P0) / N)
upper = P0 + 3 * sigma
print(f"sigma       = {sigma:.4%}")
print(f"upper limit = {upper:.3%}")
print(f"highest day = {max(DAYS):.2%}")

assert f"{upper:.3%}" == "2.594%"
assert max(DAYS) < upper
assert rate_error(P0, N) == sigma and rate_limits(P0, N).upper == upper

# %% [markdown]
# No day comes near 2.594%. The last one, after a week of rising, is less than two standard errors away, and a day as
# high turns up about once a month with nothing wrong at all.

# %%
as_high = 1 - NormalDist(P0, sigma).cdf(DAYS[-1])
print(f"a day of {DAYS[-1]:.2%} or more by chance: one in {1 / as_high:.0f}")

assert 28 < 1 / as_high < 31

# %% fold_code="Show the code of the figure"
DAY = {"field": "day", "type": "ordinal", "title": "day", "axis": {"labelAngle": 0}}


def rates(low, high):
    """An axis for rates in per cent."""
    scale = {"domain": [low, high], "zero": False}
    return {"type": "quantitative", "title": "fraud rate, %", "scale": scale}


def level(value, words, colour):
    """A dashed horizontal line with its name above its right end."""
    where = {
        "data": {"values": [{"y": value}]},
        "encoding": {"y": {"field": "y", "type": "quantitative"}},
    }
    rule = {"type": "rule", "color": colour, "strokeDash": [6, 4], "strokeWidth": 1.5}
    name = {"type": "text", "text": words, "align": "right", "dy": -8, "x": "width"}
    return [{**where, "mark": rule}, {**where, "mark": name}]


week = [{"day": day, "rate": 100 * rate} for day, rate in enumerate(DAYS, 1)]
figure(
    "The daily rate against Shewhart’s limit: it climbs for seven days "
    "and no day crosses the line at 2.594%.",
    layer=[
        {
            "data": {"values": week},
            "mark": {"type": "line", "point": True},
            "encoding": {"x": DAY, "y": {"field": "rate", **rates(1.9, 2.7)}},
        },
        *level(100 * upper, "three-sigma limit 2.594%", look.CAUTION),
        *level(100 * P0, "centre 2.00%", look.MUTED),
    ],
)

# %% [markdown]
# ## What the chart forgets { #what-the-chart-forgets }
#
# Look at the week as a whole instead. All seven days lie above the centre: by chance alone, once in
# `#!math 2^7 = 128` weeks. Better, take the mean of the seven days. Its standard error is
# `#!math \sigma / \sqrt{7}`, and measured with that it is as far out as a single day on the three-sigma line.

# %%
whole_week = (fmean(DAYS) - P0) / (sigma / math.sqrt(7))
last_day = (DAYS[-1] - P0) / sigma
print(f"the last day alone:  {last_day:.2f} sigma")
print(f"the week as a whole: {whole_week:.2f} sigma")

assert f"{last_day:.2f}" == "1.82" and f"{whole_week:.2f}" == "3.00"

# %% [markdown]
# So the evidence was there; the chart threw six sevenths of it away. But a mean over “the last seven days” brings
# trouble of its own: why seven, and why should the eighth day drop out at a stroke? What is wanted is a memory that
# fades.
#
# ## A memory that fades { #ewma }
#
# Roberts proposed one in 1959. Start at the centre, and move every day a fixed share `#!math \lambda` of the way
# towards what you have just seen:
#
# ```math
# z_0 = p_0, \qquad z_t = \lambda x_t + (1 - \lambda) z_{t-1}
# ```
#
# With `#!math \lambda = 0.2`, day 1 gives 0.2 × 2.05 + 0.8 × 2.00 = 2.010%, and day 2 gives
# 0.2 × 2.12 + 0.8 × 2.010 = 2.032%. Putting one line into the next shows what is being averaged: the newest day
# weighs 20%, the day before 16%, then 12.8%, and so on; the weight halves every three days.
#
# ```math
# z_t = \lambda \sum_{k=0}^{t-1} (1 - \lambda)^k x_{t-k} + (1 - \lambda)^t p_0
# ```

# %%
LAM = 0.2
z = moving_average(DAYS, P0, LAM)

weights = [LAM * (1 - LAM) ** k for k in range(7)]
by_weights = math.sumprod(weights, reversed(DAYS)) + (1 - LAM) ** 7 * P0
half_life = math.log(0.5) / math.log(1 - LAM)
print("weights, newest first:", " ".join(f"{w:.1%}" for w in weights))
print(f"a weight halves every {half_life:.1f} days")

assert f"{z[0]:.3%}" == "2.010%" and f"{z[1]:.3%}" == "2.032%"
assert math.isclose(z[6], by_weights) and 3 < half_life < 3.2

# %% [markdown]
# ## Its limits, step by step { #ewma-limits }
#
# How far does `#!math z_t` stray when nothing has changed? The days are independent, so their variances add, each
# with its weight squared:
#
# ```math
# \mathrm{Var}(z_t) = \sigma^2 \lambda^2 \sum_{k=0}^{t-1} (1 - \lambda)^{2k}
# ```
#
# That is a geometric series with the ratio `#!math q = (1-\lambda)^2`, so its sum is `#!math (1 - q^t) / (1 - q)`. As
# `#!math 1 - q = \lambda (2 - \lambda)`,
#
# ```math
# \sum_{k=0}^{t-1} (1 - \lambda)^{2k} = \frac{1 - (1 - \lambda)^{2t}}{\lambda (2 - \lambda)}
# ```
#
# and one `#!math \lambda` cancels. With `#!math L` standard errors on each side the limits are
#
# ```math
# p_0 \pm L \sigma \sqrt{\frac{\lambda}{2 - \lambda} \left( 1 - (1 - \lambda)^{2t} \right)}
# ```
#
# They start narrow, because after one day there is only a fifth of a day's scatter in the average, and settle at
# `#!math L \sigma \sqrt{\lambda / (2 - \lambda)}`, a third of `#!math L \sigma` for `#!math \lambda = 0.2`. That is
# the whole gain: the average smooths the scatter to a third, while a drift that lasts passes through undiminished.
# Where `#!math L = 2.86` comes from is the subject of the section after next.

# %%
L = 2.86


def ewma_upper(t):
    grown = 1 - (1 - LAM) ** (2 * t)
    return P0 + L * sigma * math.sqrt(LAM / (2 - LAM) * grown)


rows = []
for t, (rate, average) in enumerate(zip(DAYS, z, strict=True), 1):
    limit = ewma_upper(t)
    alarm = "yes" if average > limit else "no"
    rows.append([str(t), f"{rate:.2%}", f"{average:.4%}", f"{limit:.4%}", alarm])
table(["day", "rate", "EWMA", "limit", "alarm"], rows)

steady = L * sigma * math.sqrt(LAM / (2 - LAM))
print(f"steady limits: {P0 - steady:.3%} to {P0 + steady:.3%}")

direct = sigma**2 * math.sumprod(weights, weights)
assert math.isclose(ewma_upper(7), P0 + L * math.sqrt(direct))
assert math.isclose(math.sqrt(LAM / (2 - LAM)), 1 / 3)
assert rows[6] == ["7", "2.36%", "2.2117%", "2.1846%", "yes"]
assert [row[4] for row in rows] == ["no"] * 6 + ["yes"]
assert (f"{P0 - steady:.3%}", f"{P0 + steady:.3%}") == ("1.811%", "2.189%")
assert average_chart(DAYS, P0, sigma, LAM, L).first_alarm == 7

# %% [markdown]
# The average crosses on day 7, at a rate of 2.36% that Shewhart's chart lets pass.

# %% fold_code="Show the code of the figure"
points = average_chart(DAYS, P0, sigma, LAM, L).points
band = [
    {
        "day": p.step,
        "rate": 100 * p.value,
        "average": 100 * p.average,
        "limit": 100 * p.limits.upper,
    }
    for p in points
]
names = [
    {"day": 1, "y": 2.14, "name": "limit"},
    {"day": 5, "y": 2.10, "name": "EWMA"},
    {"day": 4, "y": 2.275, "name": "daily rate"},
]


def series(field, **mark):
    axes = {"x": DAY, "y": {"field": field, **rates(1.95, 2.45)}}
    return {"data": {"values": band}, "mark": mark, "encoding": axes}


figure(
    "The same week as an EWMA chart: the average (solid) crosses its limit (dashed) "
    "on day 7; the dots are the days.",
    layer=[
        series("rate", type="point", color=look.MUTED),
        series("limit", type="line", color=look.CAUTION, strokeDash=[6, 4]),
        series("average", type="line", point=True),
        {
            "data": {"values": names},
            "mark": "text",
            "encoding": {
                "x": DAY,
                "y": {"field": "y", "type": "quantitative"},
                "text": {"field": "name"},
            },
        },
    ],
)

# %% [markdown]
# ## How often each cries wolf { #false-alarms }
#
# A chart that alarms soon is no use if it alarms always. The measure is the **average run length**: how many
# days pass, on average, before the first alarm. While nothing is wrong it should be long; after a shift, short.
#
# For Shewhart's chart it is one line. Each day is a fresh draw, a value outside three sigma has the chance
# `#!math p = 2\Phi(-3) = 0.27\%`, and the mean waiting time is `#!math 1/p = 370.4` days: about one false alarm a
# year.

# %%
chance = 2 * NormalDist().cdf(-3)
print(f"chance a day {chance:.3%}, one false alarm in {1 / chance:.1f} days")

assert f"{1 / chance:.1f}" == "370.4"
assert math.isclose(shewhart_run_length(3).average, 1 / chance)

# %% [markdown]
# An average has a memory, so its days are not fresh draws. Here are three ways to the same number that share no step.
#
# **First, a Markov chain** (Lucas and Saccucci, 1990). Cut the band between the steady limits into 101 equal slices.
# From the middle of one slice, tomorrow's average is today's times `#!math 1-\lambda` plus `#!math \lambda` times a
# normal value, so the chance of landing in any other slice is a difference of two normal probabilities. Start in the
# middle and let the probability flow; what has left the band has alarmed. The sum of what is still inside, day by day,
# is the average run length.

# %%
def still_inside(lam, width, shift=0.0, slices=101, days=400):
    """The chance of no alarm yet after 0, 1, 2, … days; the shift is in sigma."""
    edge = width * math.sqrt(lam / (2 - lam))
    half = edge / slices
    middles = [-edge + half * (2 * i + 1) for i in range(slices)]
    cdf = NormalDist(shift).cdf

    def move(a, b):
        gap = b - (1 - lam) * a
        return cdf((gap + half) / lam) - cdf((gap - half) / lam)

    into = [[move(a, b) for a in middles] for b in middles]
    mass = [0.0] * slices
    mass[slices // 2] = 1.0
    inside = [1.0]
    while len(inside) <= days:
        mass = [math.sumprod(row, mass) for row in into]
        inside.append(sum(mass))
    return inside


def run_length(inside):
    """The sum of all; the tail shrinks by one factor a day: a geometric series."""
    factor = inside[-1] / inside[-2]
    return sum(inside) + inside[-1] * factor / (1 - factor)


quiet = still_inside(LAM, L)
by_chain = run_length(quiet)
print(f"Markov chain: one false alarm in {by_chain:.1f} days")

# %% [markdown]
# **Second, an integral equation** (Crowder, 1987), which the handbook's calculators use. It says: the run from here is
# one day, plus the run from wherever tomorrow lands inside the band. Solved at 40 points it is exact to many digits.
# It also answers the question where 2.86 comes from: it is the width, to two decimals, at which the EWMA chart cries
# wolf as seldom as three-sigma limits do.

# %%
by_equation = average_run_length(LAM, L).average
same_width = average_width(shewhart_run_length(3).average, LAM)
print(f"integral equation: one false alarm in {by_equation:.1f} days")
print(f"as seldom as three sigma: L = {same_width:.3f}")

assert abs(by_chain / by_equation - 1) < 0.005
assert f"{same_width:.2f}" == "2.86"

# %% [markdown]
# **Third, just try it.** Draw normal days until the chart alarms, note the day, and do that 1,500 times for each
# chart. The mean of 1,500 runs is itself uncertain by about 2.6%, so we ask only that theory lies within three of its
# standard errors. The seed is fixed: you will get the same numbers.

# %%
draw = random.Random(20261122)


def simulate(lam, width, shift=0.0, runs=1500):
    """Mean run length against steady limits, and the standard error of it."""
    edge = width * math.sqrt(lam / (2 - lam))
    lengths = []
    for _ in range(runs):
        average, day = 0.0, 0
        while -edge <= average <= edge:
            average += lam * (draw.gauss(shift, 1.0) - average)
            day += 1
        lengths.append(day)
    return fmean(lengths), stdev(lengths) / math.sqrt(runs)


charts = {"Shewhart, 3 sigma": (1.0, 3.0), "EWMA, λ = 0.2, L = 2.86": (LAM, L)}
rows = []
for name, (lam, width) in charts.items():
    theory = average_run_length(lam, width).average
    seen, error = simulate(lam, width)
    rows.append([name, f"{theory:.1f}", f"{seen:.1f}", f"± {error:.1f}"])
    assert abs(seen - theory) < 3 * error
table(["chart", "theory, days", "simulated, days", "standard error"], rows)

# %% [markdown]
# An average of 370 days does not mean a quiet year. Run lengths scatter like the waiting time for a six: the first
# false alarm comes within a month with a chance of about one in thirteen, within a quarter with one in five, and within
# a year with 63%.

# %%
rows = []
for days in (30, 90, 365):
    single = 1 - (1 - chance) ** days
    rows.append([f"{days} days", f"{single:.0%}", f"{1 - quiet[days]:.0%}"])
table(["false alarm within", "Shewhart", "EWMA"], rows)

assert [row[1] for row in rows] == ["8%", "22%", "63%"]
assert [row[2] for row in rows] == ["7%", "21%", "63%"]

# %% [markdown]
# One correction: frauds are counted, and counts are a little lopsided. With 5,000 applications and a rate of 2% the
# exact binomial chance of crossing three sigma upwards is half as large again as the normal curve says, so the real
# chart alarms somewhat more often than once in 370 days. The fewer frauds a day, the worse it gets; where they are a
# handful, take the limits from the binomial itself.

# %%
def binomial(k):
    """The chance of exactly k frauds a day: n over k, times p^k (1 - p)^(n - k)."""
    ways = math.lgamma(N + 1) - math.lgamma(k + 1) - math.lgamma(N - k + 1)
    return math.exp(ways + k * math.log(P0) + (N - k) * math.log1p(-P0))


lower = P0 - 3 * sigma
above = math.fsum(binomial(k) for k in range(math.floor(N * upper) + 1, N + 1))
below = math.fsum(binomial(k) for k in range(math.ceil(N * lower)))
print(f"above {above:.3%}, below {below:.3%}; normal: {chance / 2:.3%} each")
print(f"one false alarm in {1 / (above + below):.0f} days")

assert above > 1.4 * chance / 2 > below
assert 300 < 1 / (above + below) < 370

# %% [markdown]
# ## How soon each sees a shift { #detection-delay }
#
# Now let the rate jump by half a standard error, from 2.00% to 2.10%, and stay there. Shewhart's chart needs 155 days
# on average; the EWMA chart 36. For a shift of one standard error, to 2.20%, it is 44 days against 10. Only when the
# shift is large does the simple chart win, and then by a fraction of a day.

# %%
rows = []
for shift in (0.5, 1.0, 2.0, 3.0):
    single = shewhart_run_length(3, shift).average
    ewma = average_run_length(LAM, L, shift).average
    new_rate = f"{P0 + shift * sigma:.2%}"
    rows.append([f"{shift:g} sigma", new_rate, f"{single:.1f}", f"{ewma:.1f}"])
    if shift <= 1:
        for (lam, width), theory in zip(charts.values(), (single, ewma), strict=True):
            seen, error = simulate(lam, width, shift)
            assert abs(seen - theory) < 3 * error
        by_chain = run_length(still_inside(LAM, L, shift))
        assert abs(by_chain / ewma - 1) < 0.005
table(["shift", "new rate", "Shewhart, days", "EWMA, days"], rows)

assert [row[2] for row in rows] == ["155.2", "43.9", "6.3", "2.0"]
assert [row[3] for row in rows] == ["36.2", "9.8", "3.6", "2.3"]

# %% fold_code="Show the code of the figure"
curve = []
for tenth in range(0, 41, 2):
    shift = tenth / 10
    for name, days in zip(
        charts,
        (shewhart_run_length(3, shift), average_run_length(LAM, L, shift)),
        strict=True,
    ):
        curve.append({"shift": shift, "days": days.average, "chart": name})
figure(
    "Days to the alarm by size of the shift, on a logarithmic scale: equal when nothing "
    "is wrong, EWMA four times faster for small shifts, Shewhart slightly faster from "
    "about 2.7 sigma.",
    data={"values": curve},
    mark={"type": "line"},
    encoding={
        "x": {"field": "shift", "type": "quantitative", "title": "shift, sigma"},
        "y": {
            "field": "days",
            "type": "quantitative",
            "title": "days to the alarm",
            "scale": {"type": "log", "domain": [1, 500]},
            "axis": {"values": [1, 3, 10, 30, 100, 370]},
        },
        "color": {"field": "chart", "type": "nominal", "title": None},
        "strokeDash": {"field": "chart", "type": "nominal", "title": None},
    },
)
for shift, sooner in ((2.6, "EWMA"), (2.8, "Shewhart")):
    single = shewhart_run_length(3, shift).average
    ewma = average_run_length(LAM, L, shift).average
    assert sooner == ("EWMA" if ewma < single else "Shewhart")

# %% [markdown]
# Days are money. At a shift of one standard error 9.9 extra frauds pass a day; until the alarm that makes 435 with
# one chart and 97 with the other.

# %%
extra = sigma * N
single = extra * shewhart_run_length(3, 1).average
ewma = extra * average_run_length(LAM, L, 1).average
print(f"{extra:.1f} frauds a day more")
print(f"until the alarm {single:.0f} (Shewhart) or {ewma:.0f} (EWMA)")

assert (f"{extra:.1f}", f"{single:.0f}", f"{ewma:.0f}") == ("9.9", "435", "97")

# %% [markdown]
# Neither sees everything. One day that jumps by four standard errors and is gone again, from a wrong settlement file
# for example, moves the average by 0.8, less than its limit of 0.95; Shewhart's chart cannot miss it. So run both, and
# remember that they then share a budget: together they raise a false alarm every 200 days or so, not every 370.

# %%
def both(runs=1500):
    """Days until either chart alarms while nothing is wrong."""
    edge = L * math.sqrt(LAM / (2 - LAM))
    lengths = []
    for _ in range(runs):
        average, value, day = 0.0, 0.0, 0
        while abs(average) <= edge and abs(value) <= 3:
            value = draw.gauss(0.0, 1.0)
            average += LAM * (value - average)
            day += 1
        lengths.append(day)
    return fmean(lengths), stdev(lengths) / math.sqrt(runs)


together, error = both()
print(f"both charts: one false alarm in {together:.0f} days, ± {error:.0f}")

assert f"{LAM * 4:.1f}" == "0.8" and f"{L / 3:.2f}" == "0.95"
assert abs(together - 200) < 3 * error < 20

# %% [markdown]
# ## Thresholds from a false-alarm budget { #false-alarm-budget }
#
# “Three sigma” is a habit, not a decision. Decide in this order:
#
# 1. **How many false alarms can the desk work off?** Say one a month in all. An alarm that nobody has time to
#    examine teaches everybody to ignore the next.
# 2. **How many charts share that budget?** Twenty indicators read daily: each may cry wolf once in
#    20 × 30 = 600 days.
# 3. **Which shift must not be missed?** The one that would cost more than the examination. It sets `#!math \lambda`:
#    about 0.05 for half a sigma, 0.1 to 0.2 for one, 0.4 for two and more.
# 4. **Read off the width**, and the delay you have bought. If the delay is too long, no width will mend it: you need
#    more data a day, a sharper indicator, or a larger budget.

# %%
budgets = (30, 100, 200, 370.4, 600, 1000)
rows = []
for days in budgets:
    width = average_width(days, LAM)
    delays = [average_run_length(LAM, width, s).average for s in (0.5, 1, 2)]
    rows.append([f"{days:,g} days", f"{width:.2f}", *(f"{d:.1f}" for d in delays)])
table(["one false alarm in", "L", "delay at 0.5 sigma", "at 1 sigma", "at 2 sigma"], rows)

assert rows[3][1:4] == ["2.86", "36.2", "9.8"]
assert rows[4][1:4] == ["3.02", "45.6", "11.0"]
there_and_back = average_run_length(LAM, average_width(600, LAM)).average
assert math.isclose(there_and_back, 600, rel_tol=1e-6)

# %% [markdown]
# Going from 370 to 600 days costs 1.2 days of delay at one sigma and nine at half a sigma. Quiet is cheap where shifts
# are of a size that matters, and dear where they are small: that is why step 3 comes before step 4. The choice of
# `#!math \lambda` at equal false alarms, below, shows the other half: no weight is best everywhere.

# %%
rows = []
for lam in (0.05, 0.1, 0.2, 0.4, 1.0):
    width = average_width(600, lam)
    delays = [average_run_length(lam, width, s).average for s in (0.5, 1, 2, 3)]
    rows.append([f"{lam:g}", f"{width:.2f}", *(f"{d:.1f}" for d in delays)])
head = ["λ", "L for 600 days", "delay at 0.5 sigma", "at 1 sigma", "at 2 sigma", "at 3 sigma"]
table(head, rows)

delays = [[float(row[column]) for row in rows] for column in (2, 3, 4, 5)]
best = [rows[column.index(min(column))][0] for column in delays]
assert best == ["0.05", "0.1", "0.4", "0.4"]

# %% [markdown]
# ## When the mix moves and not the rate: PSI { #psi }
#
# A rate can stand still while the people behind it change. The population stability index compares the shares of a
# score's bins, at development and now. A bin adds
#
# ```math
# (a - e) \ln \frac{a}{e}
# ```
#
# with `#!math e` its expected and `#!math a` its actual share. Both factors change sign together, so no bin ever
# subtracts. The first bin of population A, expected 10% and now 7%: (0.07 − 0.10) × ln(0.07 / 0.10)
# = (−0.03) × (−0.3567) = 0.0107.

# %%
EXPECTED = [10, 15, 20, 25, 20, 10]
NOW = {"A": [7, 11, 17, 25, 25, 15], "B": [5, 8, 14, 24, 28, 21]}

rows = []
for i, (e, a, b) in enumerate(zip(EXPECTED, *NOW.values(), strict=True), 1):
    parts = [(x - e) / 100 * math.log(x / e) for x in (a, b)]
    rows.append([str(i), f"{e}%", f"{a}%", f"{parts[0]:.4f}", f"{b}%", f"{parts[1]:.4f}"])
psi = {name: population_stability(EXPECTED, now).total for name, now in NOW.items()}
rows.append(["sum", "", "", f"{psi['A']:.4f}", "", f"{psi['B']:.4f}"])
table(["bin", "expected", "A", "A adds", "B", "B adds"], rows)

assert rows[0][3] == "0.0107"
assert rows[6] == ["sum", "", "", "0.0594", "", "0.2090"]

# %% [markdown]
# Custom reads such numbers in bands: under 0.10 stable, 0.10 to 0.25 look into it, above 0.25 stop and review. By
# that custom A is stable and B is not. But the bands do not know how many people were counted. Two samples of the
# **same** population differ by chance, and the index of `#!math k` bins is then on average
#
# ```math
# (k - 1) \left( \frac{1}{n} + \frac{1}{m} \right)
# ```
#
# for samples of `#!math n` and `#!math m`, and it is distributed as that bracket times chi-square with
# `#!math k-1` degrees of freedom (a development sample of tens of thousands leaves only `#!math 1/n`). With six bins
# and 200 people on each side noise alone makes 0.05, and one quiet month in thirteen is above 0.10. With 5,000 on each
# side it makes 0.002, and A, “stable”, is a real change.

# %%
def noise_above(index, n, m):
    """The chance of a larger index without any change: chi-square, five degrees."""
    x = index / (1 / n + 1 / m)
    tail = math.sqrt(2 * x / math.pi) * math.exp(-x / 2) * (1 + x / 3)
    return math.erfc(math.sqrt(x / 2)) + tail


def rare(p):
    return f"{p:.2%}" if p >= 0.0001 else "under 0.01%"


def sample(size):
    """Counts in six bins; half a person is added to each, so that no bin is empty."""
    counts = [0.5] * 6
    for i in draw.choices(range(6), EXPECTED, k=size):
        counts[i] += 1
    return counts


rows = []
for n in (100, 200, 500, 1000, 5000):
    chances = (noise_above(0.10, n, n), noise_above(psi["A"], n, n))
    rows.append([f"{n:,}", f"{stability_noise(6, n, n):.4f}", *map(rare, chances)])
table(["people on each side", "mean index by chance", "above 0.10", "above 0.0594"], rows)

seen = [population_stability(sample(200), sample(200)).total for _ in range(1500)]
alarms = fmean(index > 0.10 for index in seen)
print(f"simulated, 200 on each side: mean {fmean(seen):.4f}, above 0.10: {alarms:.1%}")

assert abs(fmean(seen) - stability_noise(6, 200, 200)) < 0.003
assert abs(alarms - noise_above(0.10, 200, 200)) < 0.02
assert 12.5 < 1 / noise_above(0.10, 200, 200) < 13.5
assert rows[4][1] == "0.0020" and noise_above(psi["A"], 5000, 5000) < 1e-6

# %% [markdown]
# So print the sample sizes beside every index, and set its threshold as you set the others: from the false alarms you
# can afford. Keep both instruments. The index does not see a rate that rises in all bins alike, and a rate chart
# does not see a mix that moves while the total stands still.
#
# ## What to mend before you trust it { #before-you-trust-it }
#
# Real data break these assumptions, in the order in which it usually hurts:
#
# - **Days are independent.** Mondays differ from Sundays, and campaigns bring waves. Chart the difference from the same
#   weekday, or weekly sums.
# - **Scatter is binomial.** Frauds come in gangs, so days scatter more. Measure sigma on quiet days; where it is above
#   the formula, use the measured one.
# - **The centre is known.** Estimated from `#!math m` quiet days it has an error of its own,
#   `#!math \sigma / \sqrt{m}`. From a hundred days that is 0.1 sigma, small against the 0.33 of the average. Check
#   that they were quiet.
# - **Every day has the same number of cases.** Compute the limits anew with each day's own `#!math n`.
# - **The truth is known on the day.** Fraud is confirmed weeks later. Chart something known at once, for example the
#   share that the rules refused.
# - **An alarm ends the run.** Somebody has to decide that. Restart at the centre once the cause is found, not before.
#
# ## Exercises { #exercises }
#
# **1.** The lender grows to 20,000 applications a day, and the same seven rates are reported. On which day does each
# chart alarm?

# %% fold="Show the answer to exercise 1"
fine = rate_error(P0, 20_000)
ewma_day = average_chart(DAYS, P0, fine, LAM, L).first_alarm
single_day = next(day for day, rate in enumerate(DAYS, 1) if rate > P0 + 3 * fine)
print(f"sigma {fine:.4%}")
print(f"EWMA alarms on day {ewma_day}, Shewhart on day {single_day}")

assert math.isclose(fine, sigma / 2)  # four times the data, half the scatter
assert (ewma_day, single_day) == (4, 6)

# %% [markdown]
# **2.** This indicator matters so much that the desk accepts one false alarm a quarter (90 days) from it alone. How
# wide are the EWMA limits then, and on which day does the week's drift come to light?

# %% fold="Show the answer to exercise 2"
wide = average_width(90, LAM)
day = average_chart(DAYS, P0, sigma, LAM, wide).first_alarm
print(f"L = {wide:.2f}, alarm on day {day}")

assert f"{wide:.2f}" == "2.32" and day == 6

# %% [markdown]
# **3.** From how many people on each side on is population A's index of 0.0594 more than noise, if one false alarm in
# a hundred months is acceptable? And what would you write into the monitoring rule in place of “0.10”?

# %% fold="Show the answer to exercise 3"
size = next(n for n in range(50, 5000) if noise_above(psi["A"], n, n) < 0.01)
steps = (i / 10_000 for i in range(1, 5000))
critical = next(index for index in steps if noise_above(index, 1000, 1000) < 0.01)
print(f"from {size} people on each side")
print(f"with 1,000 on each side alarm above {critical:.4f}")

assert size == 508 and f"{critical:.4f}" == "0.0302"
assert abs(noise_above(15.09, 1, 1e12) - 0.01) < 1e-4

# %% [markdown] fold="Show the answer to exercise 3"
# The rule: “PSI over six bins, printed with both sample sizes; alarm above 15.09 × (1/n + 1/m), which is one false
# alarm in a hundred months.” With 1,000 people on each side that is 0.0302, well under the customary 0.10.

# %% [markdown]
# ## Sources { #sources }
#
# - Roberts, S. W. (1959). Control chart tests based on geometric moving averages. *Technometrics* 1(3), 239–250.
# - Crowder, S. V. (1987). A simple method for studying run-length distributions of exponentially weighted moving
#   average charts. *Technometrics* 29(4), 401–407.
# - Lucas, J. M. and Saccucci, M. S. (1990). Exponentially weighted moving average control schemes: properties and
#   enhancements. *Technometrics* 32(1), 1–12.
# - Montgomery, D. C. *Introduction to Statistical Quality Control*: the p chart and the EWMA.
# - NIST/SEMATECH *e-Handbook of Statistical Methods*, 6.3.2.4 and 6.3.3.2.
# - Yurdakul, B. and Naranjo, J. (2020). Statistical properties of the population stability index. *Journal of Risk
#   Model Validation* 14(4).
#
# What to decide before the chart is drawn, and what to do after it alarms, is told with the same seven days in
# [5.3 Early warning and emergency](../risk/respond.md#ewma).
