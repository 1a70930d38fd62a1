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
# title: Why retention rises though nobody becomes loyal
# description: Derive rising retention from fixed differences between people, fit it to counts, hold years back, and see what it is worth.
# minutes: 20
# level: optional
# updated: 2026-11-25
# ---
#
# # Why retention rises though nobody becomes loyal { #retention_rises }
#
# !!! abstract "In 30 seconds"
#     Of 1,000 subscribers 631 renewed in the first year: 63.1%. Of those still there eleven years later, 94.5% renewed.
#     Nobody need have changed for that. People differ in how likely they are to leave, and those likely to leave
#     leave first. A model of two numbers that says only this, fitted to four years, forecasts the next eight; one churn
#     rate kept for ever says that 4 of 1,000 are left after twelve years, and 173 were. The same error puts a customer at
#     281.45 who is worth 443.39.
#
# After this page you can show on paper why retention rises in any mixed group, derive the model and its likelihood, check
# it on years it has not seen, and say what the rise does not prove. For your own counts, open the
# [forecast of retention and value](../calculators/retention_forecast.md#retention_forecast:v1:preset=S-13a); how
# to count them is on the page on [cohort retention](../calculators/cohort_retention.md#cohort_retention:v1:preset=S-12a).
#
# Every number below is computed when this page is built, and every claim is followed by a line that begins with
# `assert`: if it were false, the page could not be published. The code needs Python's standard library and the
# handbook's own `calculators` package.

# %% fold="Show the set-up: imports"
import math
from itertools import pairwise
from statistics import fmean

from calculators import _charts as look
from calculators._sbg import Sbg, constant
from calculators._sbg_fit import DROP, fit
from calculators._special import beta_cdf
from scripts.shown import figure, table

# %% [markdown]
# ## Twelve renewals { #cohort }
#
# Fader and Hardie (2007) follow a cohort of subscribers who decide once a year. Scaled to 1,000 at the start, these were
# still there after each year. Retention is the share of those there at the start of a year who stay for it.

# %%
COUNTS = [1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173]

kept = [after / before for before, after in pairwise(COUNTS)]
rows = [
    [str(year), str(count), f"{rate:.1%}"]
    for year, (count, rate) in enumerate(zip(COUNTS[1:], kept, strict=True), 1)
]
table(["year", "there at its end", "retention"], rows)

assert all(earlier < later for earlier, later in pairwise(kept))
assert (rows[0][2], rows[3][2], rows[11][2]) == ("63.1%", "85.3%", "94.5%")

# %% fold_code="Show the code of the figure"
YEAR = {"field": "year", "type": "ordinal", "title": "year", "axis": {"labelAngle": 0}}


def share(low, high, title="retention, %"):
    """An axis for shares in per cent."""
    return look.number("share", title, domain=(low, high))


points = [{"year": year, "share": 100 * rate} for year, rate in enumerate(kept, 1)]
figure(
    "Retention by year: it rises from 63.1% to 94.5% without a single step back; the "
    "dashed line keeps the first year’s rate.",
    layer=[
        look.layer("line", points, {"x": YEAR, "y": share(50, 100)}, point=True),
        look.threshold(100 * kept[0], "y"),
    ],
)

# %% [markdown]
# A slide would say: our customers grow more loyal every year. Keep that thought; the page comes back to it.
#
# ## One churn for ever { #constant-churn }
#
# The usual spreadsheet takes the churn of the first year, 36.9%, and keeps it. Then `#!math 0.631^t` of the cohort is
# left after `#!math t` years. After four years that is less than half of what was counted; after twelve it is 4 where
# 173 were.

# %%
first = kept[0]
for year in (4, 7, 12):
    print(f"year {year}: {1000 * first**year:.0f} expected, {COUNTS[year]} counted")

assert f"{1000 * first**4:.0f}" == "159" and 2 < COUNTS[4] / (1000 * first**4) < 2.1
assert f"{1000 * first**12:.0f}" == "4" and COUNTS[12] == 173

# %% [markdown]
# Perhaps one year is too little to fit. Take more. If everybody leaves each year with the same chance `#!math \theta`,
# and `#!math D` departures were seen in `#!math E` customer-years, the log-likelihood is
#
# ```math
# \ell(\theta) = D \ln \theta + (E - D) \ln(1 - \theta)
# ```
#
# Its slope `#!math D/\theta - (E-D)/(1-\theta)` is zero at `#!math \theta = D/E`: departures over decisions.

# %%
def cohort_fit(counts, years):
    """The model fitted to the first years of a cohort."""
    gone = [before - after for before, after in pairwise(counts[: years + 1])]
    return fit(counts[:years], gone)


rows = []
for years in (1, 2, 3, 4, 7, 12):
    theta = (COUNTS[0] - COUNTS[years]) / sum(COUNTS[:years])
    rows.append([str(years), f"{theta:.1%}", f"{1000 * (1 - theta) ** 12:.0f}"])
    if years > 1:
        assert math.isclose(cohort_fit(COUNTS, years).alike.churn, theta)
table(["years fitted", "best constant churn", "left after 12 years"], rows)

assert [row[1] for row in rows] == ["36.9%", "32.6%", "29.4%", "27.2%", "22.6%", "18.8%"]
assert [row[2] for row in rows] == ["4", "9", "15", "22", "46", "83"]

# %% [markdown]
# The “constant” halves as you watch. Even fitted to all twelve years it ends at 83, not 173. A constant that takes a
# new value at every look is not one; something is missing from the story.
#
# ## Two groups { #two-groups }
#
# Let the 1,000 be two groups of 500. The settled renew with 90%, the others with 36%, every year, for ever. Nobody
# learns, nobody warms to the product.

# %%
SETTLED, OTHERS = 0.90, 0.36

rows, mixed = [], []
for year in range(13):
    a, b = 500 * SETTLED**year, 500 * OTHERS**year
    mixed.append(a + b)
    rate = f"{mixed[-1] / mixed[-2]:.1%}" if year else ""
    if year <= 5 or year == 12:
        rows.append([str(year), rate, f"{a:.0f}", f"{b:.0f}"])
table(["year", "retention", "settled", "others"], rows)

assert [row[1] for row in rows[1:5]] == ["63.0%", "74.6%", "82.6%", "86.8%"]
assert rows[4][2:] == ["328", "8"] and rows[6][1] == "90.0%"

# %% [markdown]
# Retention of the whole climbs from 63.0% to 86.8% in four years, close to the 85.3% that were counted. Each year the
# others lose nearly two thirds and the settled a tenth, so the mean is taken over a better and better mix: after four years 328
# settled and 8 others.
#
# This is no accident of two groups. Write `#!math q = 1 - \theta` for a person's own chance to stay. The share still
# there after `#!math t` years is the mean of `#!math q^t` over all who started. Among those there at the start of
# year `#!math t`, a person counts with the weight `#!math q^{t-1}`, so their mean `#!math q` is the retention
# `#!math r_t`, and their mean `#!math q^2` is `#!math r_t r_{t+1}`. A variance is the mean square less the squared
# mean:
#
# ```math
# \mathrm{Var}_t(q) = r_t r_{t+1} - r_t^2
# ```
#
# Divide by `#!math r_t`:
#
# ```math
# r_{t+1} - r_t = \frac{\mathrm{Var}_t(q)}{r_t} \ge 0
# ```
#
# **Whatever the mix, as long as nobody changes, retention can only rise, and the size of the rise measures how
# different people still are.** Chance aside, retention that stays level would need people who are all alike; retention that
# falls needs people who do change.

# %%
retained = [after / before for before, after in pairwise(mixed)]
for t in range(1, 12):
    stay = SETTLED ** (t - 1) / (SETTLED ** (t - 1) + OTHERS ** (t - 1))
    variance = stay * (1 - stay) * (SETTLED - OTHERS) ** 2
    rise = retained[t] - retained[t - 1]
    assert math.isclose(rise, variance / retained[t - 1], abs_tol=1e-12)

spread = math.sqrt(kept[0] * (kept[1] - kept[0]))
between = (SETTLED - OTHERS) / 2
print(f"spread of q read off the counts: {spread:.3f}")
print(f"in the two groups: {between:.3f}")

assert f"{spread:.3f}" == "0.264" and f"{between:.3f}" == "0.270"

# %% [markdown]
# Two yearly rates are thus enough to say how far apart the customers are: a standard deviation of 0.264 around 0.631.
#
# But two groups cannot be the whole story. Their retention never passes the 90% of the better one, and the counts pass
# it in year 6. One could add a third group with 95%, then a fourth. There is a neater way.

# %%
over = next(year for year, rate in enumerate(kept, 1) if rate > SETTLED)
print(f"counted retention passes {SETTLED:.0%} in year {over}")

assert over == 6 and max(retained) < SETTLED and kept[11] > 0.94

# %% [markdown]
# ## A group for every chance { #beta }
#
# Let there be a group for every `#!math \theta` from 0 to 1, and describe their sizes by a curve that two numbers can
# bend into most shapes, the beta density:
#
# ```math
# f(\theta) = \frac{\theta^{\alpha - 1} (1 - \theta)^{\beta - 1}}{B(\alpha, \beta)}
# ```
#
# `#!math B(\alpha, \beta)` is what makes the sizes add up to 1: the integral of the numerator. **Step 1.** Of the
# group with `#!math \theta` a share of `#!math (1 - \theta)^t` is left after `#!math t` years. Add up the groups:
#
# ```math
# S_t = \int_0^1 (1 - \theta)^t f(\theta) \, d\theta
# ```
#
# **Step 2.** The power only raises the exponent of `#!math 1 - \theta` by `#!math t`. The integral is a beta function
# again:
#
# ```math
# S_t = \frac{B(\alpha, \beta + t)}{B(\alpha, \beta)}
# ```
#
# **Step 3.** Retention is one survival over the one before. The common denominator cancels:
#
# ```math
# r_t = \frac{S_t}{S_{t-1}} = \frac{B(\alpha, \beta + t)}{B(\alpha, \beta + t - 1)}
# ```
#
# **Step 4.** Write each with gamma functions, `#!math B(x, y) = \Gamma(x) \Gamma(y) / \Gamma(x + y)`. The
# `#!math \Gamma(\alpha)` cancels too, and what is left is a product of two fractions:
#
# ```math
# r_t = \frac{\Gamma(\beta + t)}{\Gamma(\beta + t - 1)} \cdot \frac{\Gamma(\alpha + \beta + t - 1)}{\Gamma(\alpha + \beta + t)}
# ```
#
# **Step 5.** As `#!math \Gamma(x + 1) = x \Gamma(x)`, the first fraction is `#!math \beta + t - 1`, and the second is one
# over `#!math \alpha + \beta + t - 1`:
#
# ```math
# r_t = \frac{\beta + t - 1}{\alpha + \beta + t - 1}
# ```
#
# This is the shifted beta-geometric model, sBG. It starts at `#!math \beta / (\alpha + \beta)` and climbs towards 1,
# ever more slowly. Step 2 says one thing more: those who have stayed `#!math t` years are again a beta mix, with
# `#!math \beta + t` in the place of `#!math \beta`. The person is the same; the curve has moved.

# %%
ALPHA, BETA = 0.7637, 1.2958  # where they come from is the next section


def log_beta(a, b):
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


product = 1.0
for t in range(1, 13):
    product *= (BETA + t - 1) / (ALPHA + BETA + t - 1)
    quotient = math.exp(log_beta(ALPHA, BETA + t) - log_beta(ALPHA, BETA))
    assert math.isclose(product, quotient)
    assert math.isclose(product, Sbg.of(ALPHA, BETA).survival(t)[t])

# Step 1 by adding up 20,000 groups, placed so that each has the same weight
steps = 20_000
middles = [((i + 0.5) / steps) ** (1 / ALPHA) for i in range(steps)]
size = fmean((1 - theta) ** (BETA - 1) for theta in middles)
left = fmean((1 - theta) ** (BETA + 3) for theta in middles)
print(f"S_4 by adding up groups: {left / size:.4f}")
print(f"by the formula: {Sbg.of(ALPHA, BETA).survival(4)[4]:.4f}")
print(f"counted: {COUNTS[4] / 1000:.4f}")

assert abs(left / size - Sbg.of(ALPHA, BETA).survival(4)[4]) < 5e-5

# %% fold_code="Show the code of the figure"
WHO = ["new customers", "after four renewals"]


def tenths(a, b):
    """The share of people in each tenth of churn, in per cent."""
    reached = [beta_cdf(i / 10, a, b) for i in range(11)]
    return [100 * (above - below) for below, above in pairwise(reached)]


bars = [
    {"churn": f"{10 * i}–{10 * i + 10}", "share": size, "who": who}
    for who, b in zip(WHO, (BETA, BETA + 4), strict=True)
    for i, size in enumerate(tenths(ALPHA, b))
]
figure(
    "How likely people are to leave in a year. Of new customers 21% have less than 10%; of "
    "those who renewed four times, 55%. Nobody has moved from one bar to another.",
    data={"values": bars},
    mark="bar",
    encoding={
        "x": {
            **look.name("churn", "own chance to leave, %"), "axis": {"labelAngle": -45},
        },
        "y": share(0, 60, "share of people, %"),
        "xOffset": {"field": "who", "sort": None},
        "color": {**look.series("who", WHO), "legend": {"title": None}},
    },
)
low = [round(tenths(ALPHA, b)[0]) for b in (BETA, BETA + 4)]
assert low == [21, 55]

# %% [markdown]
# ## The likelihood, and where it is highest { #likelihood }
#
# Which `#!math \alpha` and `#!math \beta`? Those under which the counts are least surprising. In year `#!math t`
# there were `#!math m_t` people, of whom `#!math d_t` left. Each leaves with the chance `#!math 1 - r_t` that the
# model gives to a person picked from those present, so the log-likelihood is a sum over years:
#
# ```math
# \ell = \sum_t \left( d_t \ln(1 - r_t) + (m_t - d_t) \ln r_t \right)
# ```
#
# Use four years and hide the rest. There is no formula for the maximum, but climbing a hill with two coordinates is
# easy: try a step each way, take it if it leads up, halve it if none does.

# %%
def loglik(a, b, counts):
    total = 0.0
    for t, (before, after) in enumerate(pairwise(counts), 1):
        stay = (b + t - 1) / (a + b + t - 1)
        total += (before - after) * math.log(1 - stay) + after * math.log(stay)
    return total


def climb(counts):
    a, b, step = 1.0, 1.0, 0.5
    here = loglik(a, b, counts)
    while step > 1e-6:
        for da, db in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1)):
            there = (a + step * da, b + step * db)
            if min(there) > 0 and loglik(*there, counts) > here:
                (a, b), here = there, loglik(*there, counts)
                break
        else:
            step /= 2
    return a, b, here


four, seven, twelve = (cohort_fit(COUNTS, years) for years in (4, 7, 12))
a, b, top = climb(COUNTS[:5])
print(f"alpha {a:.4f}, beta {b:.4f}")
print(f"log-likelihood {top:.2f}")
print(f"one churn for all: {four.loglik_alike:.2f}")

assert (f"{a:.4f}", f"{b:.4f}") == (f"{ALPHA:.4f}", f"{BETA:.4f}")
assert math.isclose(top, four.loglik)
assert (f"{top:.2f}", f"{four.loglik_alike:.2f}") == ("-1401.56", "-1451.16")
assert f"{top - four.loglik_alike:.1f}" == "49.6" and f"{DROP:.2f}" == "1.92"

# %% [markdown]
# The climber, which knows nothing of the handbook's code, ends at the same place. One churn for all lies 49.6 below. In
# log-likelihood 1.92 is the usual line: half the 95% point of chi-square. Everything within 1.92 of the top fits
# nearly as well; the figure draws the edge of that region.

# %% fold_code="Show the code of the figure"
SPANS = {"four years": four, "seven years": seven, "twelve years": twelve}


def edge(found):
    """The rim once around: up with less churn, back with more."""
    models = [*found.rim[0::2], *reversed(found.rim[1::2])]
    return [model.parameters for model in [*models, models[0]]]


rims = [
    {"a": x, "b": y, "span": span, "step": step}
    for span, found in SPANS.items() for step, (x, y) in enumerate(edge(found))
]
tops = [
    {"a": found.model.parameters[0], "b": found.model.parameters[1], "span": span}
    for span, found in SPANS.items()
]
plane = {
    "x": look.number("a", "alpha", domain=(0.5, 1.1)),
    "y": look.number("b", "beta", domain=(0.8, 2.0)),
    "color": look.series("span", list(SPANS)),
}
figure(
    "Pairs of alpha and beta that fit nearly as well as the best (dots), by years fitted. "
    "The region is a narrow ridge: the two rise together, and more years shorten it.",
    layer=[
        look.layer("line", rims, {
            **plane, "order": {"field": "step"}, "strokeDash": look.dashes("span", list(SPANS)),
        }),
        look.layer("point", tops, plane, opacity=1),
    ],
)
for found in SPANS.values():
    for model in found.rim:
        assert abs(found.loglik - DROP - found.likelihood.at(model)) < 1e-3
alphas = [found.interval(lambda model: model.parameters[0]) for found in SPANS.values()]
assert [f"{low:.2f}–{high:.2f}" for low, high in alphas] == ["0.60–1.00", "0.59–0.85", "0.60–0.82"]

# %% [markdown]
# So do not read meaning into `#!math \alpha` alone: after four years anything from 0.60 to 1.00 will do, if
# `#!math \beta` goes with it. What the pair says together is firm. That is why the handbook gives intervals for the
# forecast and not for the parameters: walk along the edge, note what each point forecasts, keep the lowest and highest.
#
# ## Hold years back { #hold-back }
#
# Fitting is no proof; a curve with enough knobs fits anything. The test is the years that were hidden.

# %%
curve = [1000 * left for left in four.model.survival(12)]
single = [1000 * left for left in four.alike.survival(12)]
limits = {}
for year in range(5, 13):
    ends = four.interval(lambda model, t=year: model.survival(t)[t])
    limits[year] = [1000 * end for end in ends]
rows = [
    [str(year), str(COUNTS[year]), f"{low:.0f}–{high:.0f}", f"{curve[year]:.0f}"]
    for year, (low, high) in limits.items()
]
table(["year", "counted", "95% interval", "forecast"], rows)

assert [row[2:] for row in rows[::7]] == [["255–315", "284"], ["128–193", "160"]]
assert all(low < COUNTS[year] < high for year, (low, high) in limits.items())
assert single[3] > COUNTS[3] and single[4] < COUNTS[4] and 1000 * first**2 < COUNTS[2]

# %% fold_code="Show the code of the figure"
LEFT = look.number("share", "still there of 1,000", domain=(0, 1000))
KINDS = ["sBG, four years", "constant 27.2%", "constant 36.9%"]
paths = [
    {"year": year, "share": value, "kind": kind}
    for kind, values in zip(
        KINDS, (curve, single, [1000 * first**t for t in range(13)]), strict=True
    )
    for year, value in enumerate(values)
]
band = [{"year": year, "low": low, "high": high} for year, (low, high) in limits.items()]
dots = [{"year": year, "share": count} for year, count in enumerate(COUNTS)]
colours = (look.ACCENT, look.SECOND, look.THIRD)
figure(
    "Fitted to four years, forecast for eight: the dots are the counts, the band is the 95% "
    "interval. One constant churn is too low from year 2 on, the other from year 4.",
    layer=[
        look.layer("area", band, {
            "x": YEAR, "y": look.number("low", "still there of 1,000"), "y2": {"field": "high"},
        }, opacity=0.25),
        look.layer("line", paths, {
            "x": YEAR, "y": LEFT, "color": look.series("kind", KINDS, colours, columns=2),
            "strokeDash": look.dashes("kind", KINDS, columns=2),
        }),
        look.layer("point", dots, {"x": YEAR, "y": LEFT}, color=look.INK, opacity=1),
    ],
)

# %% [markdown]
# All eight counts lie inside. Two cautions. The forecasts are all too low, by 8% at the end: these are not eight
# independent successes, because whoever is there in year 12 was there in year 11. And the interval covers what the
# counts leave open about the curve, not a new price or a new rival.

# %%
short = [curve[year] / COUNTS[year] - 1 for year in range(5, 13)]
print("forecast against count:", " ".join(f"{gap:+.1%}" for gap in short))

assert max(short) < 0 and f"{short[-1]:.0%}" == "-8%"

# %% [markdown]
# ## What it is worth { #value }
#
# A subscriber pays 120 now and at each renewal; money is discounted at `#!math d = 10\%` a year. The payments
# expected of a new customer, discounted and without end, are
#
# ```math
# \mathrm{DEL} = \sum_{t=0}^{\infty} \frac{S_t}{(1 + d)^t}
# ```
#
# With one retention rate `#!math r` it is a geometric series with the ratio `#!math r/(1+d)`:
#
# ```math
# \mathrm{DEL} = \frac{1 + d}{1 + d - r}
# ```
#
# With sBG the sum converges too, only more slowly: the ratio climbs towards `#!math 1/(1+d)`. For the value take
# seven renewals, as the calculator does when it opens.

# %%
PAID, D = 120, 0.10

new = PAID * seven.model.lifetime(D)
flat = PAID * constant(1 - first).lifetime(D)
years = enumerate(seven.model.survival(400))
added = PAID * math.fsum(left / (1 + D) ** t for t, left in years)
low, high = (PAID * end for end in seven.interval(lambda model: model.lifetime(D)))
print(f"sBG {new:.2f} (95% interval {low:.2f} to {high:.2f})")
print(f"constant churn {flat:.2f}")

assert [f"{p:.4f}" for p in seven.model.parameters] == ["0.7041", "1.1820"]
assert (f"{new:.2f}", f"{flat:.2f}") == ("443.39", "281.45")
assert math.isclose(flat, PAID * 1.1 / (1.1 - 0.631))
assert math.isclose(new, added, rel_tol=1e-9)
assert (f"{low:.2f}", f"{high:.2f}") == ("416.74", "471.74")

# %% [markdown]
# The gap is 161.94 a customer, 58% of the lower figure. Only a fifth of it comes from the first four renewals; the rest
# are payments of the few who stay long, which a constant churn has written off. And what is a customer worth who has renewed
# `#!math n` times and is about to decide again?

# %%
rows = []
for n in (0, 1, 2, 4, 7):
    worth = PAID * seven.model.residual(D, n)
    rows.append([str(n), f"{seven.model.retention(n + 1):.1%}", f"{worth:.2f}"])
table(["renewed so far", "renews next", "worth just before"], rows)

gaps = [left - first**t for t, left in enumerate(seven.model.survival(4))]
sooner = PAID * sum(gap / (1 + D) ** t for t, gap in enumerate(gaps))
assert 0.20 < sooner / (new - flat) < 0.22
assert f"{new - flat:.2f}" == "161.94" and f"{new / flat - 1:.0%}" == "58%"
assert rows[0][1:] == ["62.7%", "355.73"] and rows[4][1:] == ["92.1%", "821.08"]
assert math.isclose(new, PAID + PAID * seven.model.residual(D, 0) / (1 + D))

# %% [markdown]
# ## What it must not be used for { #misuse }
#
# - **A bonus for loyalty.** From 63.1% to 85.3% in four years is what happens when nobody does anything. It is the
#   zero from which to measure an effort. Compare cohorts at the same age, or better, a group with the measure
#   against a group without it. Nor should a discount go to old customers: 92.1% of those who renewed seven times
#   would have paid the full price next time.
# - **Borrowers who roll over.** Someone who renews a short loan month after month has perfect retention and, by the
#   formula, a splendid value. It may be a person who cannot repay. Take such customers out, and set no target on them.
# - **Prices for those who stay.** The model finds people who do not leave; charging them more because of that is to
#   price their inertia. Chinese law forbids unreasonable differences in price by automated decisions (Personal
#   Information Protection Law of 2021, Art. 24).
# - **A score for a person.** `#!math \theta` is never seen. The model knows the mix of a group, and of one member only
#   how long they have been there.
# - **Churn that rises with age.** Loans end, introductory prices end. Retention that falls is outside the model, as the
#   variance above shows; exercise 2 shows what even a small fall does to a forecast.
#
# ## Exercises { #exercises }
#
# **1.** You have a tenth of the customers: 100, 63, 47, 38, 33. How wide is the interval after twelve years, and can you
# still tell the groups from one churn for all?

# %% fold="Show the answer to exercise 1"
tenth = cohort_fit([100, 63, 47, 38, 33], 4)
low, high = (end * 100 for end in tenth.interval(lambda model: model.survival(12)[12]))
print(f"{low:.1f} to {high:.1f} of 100 after twelve years")
print(f"as unequal by chance, were all alike: {tenth.p_alike:.2%}")

assert (f"{low:.1f}", f"{high:.1f}", f"{tenth.p_alike:.2%}") == ("7.1", "27.7", "0.06%")
wider = (high - low) / (limits[12][1] - limits[12][0]) * 10
assert abs(wider - math.sqrt(10)) < 0.1  # a tenth of the people

# %% [markdown]
# **2.** The same source has a second cohort, “High End”. Fit its first four years. Does the forecast for year 12 hold?
# Look at the first two retention rates before you answer why.

# %% fold="Show the answer to exercise 2"
HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394]

early = cohort_fit(HIGH_END, 4)
ends = [1000 * end for end in early.interval(lambda model: model.survival(12)[12])]
rates = [after / before for before, after in pairwise(HIGH_END)]
late = 1000 * early.model.survival(12)[12]
print(f"forecast {late:.0f}, interval {ends[0]:.0f} to {ends[1]:.0f}")
print(f"counted {HIGH_END[12]}; retention {rates[0]:.1%}, then {rates[1]:.1%}")

assert f"{ends[0]:.0f} to {ends[1]:.0f}" == "220 to 375"
assert HIGH_END[12] > ends[1]
assert (f"{rates[0]:.1%}", f"{rates[1]:.1%}") == ("86.9%", "85.5%")

# %% [markdown] fold="Show the answer to exercise 2"
# It does not: 394 were there, above the whole interval. Retention fell a little from the first year to the second. A
# mix of people who do not change does that only by chance; the fit took it for a sign that they differ little, and
# expected little of the later rise. An interval is right only if the model is. That is what holding years back is
# for. Fader, Hardie and others came back to such cohorts in 2018 and let a person's chance change with age.

# %% [markdown]
# **3.** The next cohort also shows 63.1% and then 74.2%, and a manager asks for the credit for the rise. Going by the
# first cohort, which rate in year 2 would have deserved attention?

# %% fold="Show the answer to exercise 3"
usual = four.model.retention(2)
noise = math.sqrt(usual * (1 - usual) / COUNTS[1])
print(f"with nobody changing {usual:.1%}, ± {1.96 * noise:.1%} for 631 people")

assert (f"{usual:.1%}", f"{1.96 * noise:.1%}") == ("75.0%", "3.4%")
ends = [f"{usual + side * 1.96 * noise:.1%}" for side in (-1, 1)]
assert ends == ["71.7%", "78.4%"] and abs(kept[1] - usual) < 1.96 * noise

# %% [markdown] fold="Show the answer to exercise 3"
# Above 78.4%, or below 71.7%. The 74.2% is what the mix alone brings.

# %% [markdown]
# ## Sources { #sources }
#
# - Fader, P. S. and Hardie, B. G. S. (2007). How to project customer retention. *Journal of Interactive Marketing*
#   21(1), 76–90: the model and both cohorts, which go back to Berry and Linoff, *Data Mining Techniques* (2004).
# - Fader, P. S. and Hardie, B. G. S. (2010). Customer-base valuation in a contractual setting: the perils of ignoring
#   heterogeneity. *Marketing Science* 29(1), 85–93.
# - Fader, P. S., Hardie, B. G. S., Liu, Y., Davin, J. and Steenburgh, T. (2018). “How to project customer retention”
#   revisited: the role of duration dependence. *Journal of Interactive Marketing* 43, 1–16.
# - Venzon, D. J. and Moolgavkar, S. H. (1988). A method for computing profile-likelihood-based confidence intervals.
#   *Applied Statistics* 37(1), 87–94.
#
# What a team may and may not claim from such a rise is in [4.2 Users and community](../operations/users.md#cohorts).
