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
# title: Whom a price cap shuts out
# description: Build a loan’s price from below, find the riskiest borrower inside a cap of 24, 20 or 12%, and count who is left outside.
# minutes: 20
# level: optional
# updated: 2026-11-25
# ---
#
# # Whom a price cap shuts out { #price_cap }
#
# !!! abstract "In 30 seconds"
#     A cap on the price of credit is a cap on risk. Half the price does not admit half the risk: with the costs below, a
#     cap of 24% admits a probability of default (PD) of up to 23.7%, a cap of 12% only 5.9%, because the first 7.5
#     points are spent before any risk is carried. Dear acquisition has exactly the effect of a lower cap. Among an
#     invented crowd of applicants 24% turns away 4 in 100 and 12% turns away 51, and eight of nine of those in between
#     would have paid.
#
# After this page you can turn a price into the highest PD that it carries, say why the answer bends, put a number on
# what a channel costs in customers, and estimate how many of your own applicants a lower cap would shut out. The same
# build-up stands behind the calculator [Risk-based pricing of credit](../calculators/risk_based_price.md).
#
# Every number below is computed when this page is built, and every claim is followed by a line that begins with
# `assert`: if it were false, the page could not be published.

# %% fold="Show the imports"
import math
import random
from dataclasses import replace
from statistics import NormalDist, fmean

from calculators import _charts as look
from calculators._build_up import HIGHEST, LOWEST, Capital, Terms
from scripts.shown import figure, table

# %% [markdown]
# ## Three caps { #three-caps }
#
# A lender of small loans borrows at 3.2%, spends 2.5% of the balance a year on running the loans and 1.8% on winning
# them. A borrower who defaults costs 65% of what is owed (LGD). The owners want 12% on the capital that stands behind
# a loan. All of it is invented, at common sizes.
#
# Three lines circulate. 24% a year is how lawyers read China's notice of 2025 on bank loans through platforms; the
# notice itself prints no number. 20% for new loans of consumer-finance companies is in press reports only. 12% is
# four times a one-year LPR of 3.0%, which courts protect in private lending; it is not a cap on licensed lenders.
# [True cost of a loan](../calculators/loan_apr.md#lines) has each with its source. Take them here as three numbers.
#
# If a borrower with a PD of 24% can just be served at a cap of 24%, how risky may one be at 12%? The tempting answer is
# 12%.

# %%
FUNDING, OPEX, ACQUISITION, HURDLE, LGD = 0.032, 0.025, 0.018, 0.12, 0.65
CAPS = (0.24, 0.20, 0.12)

# %% [markdown]
# ## The price, from below { #build-up }
#
# What must a loan bring? Funding, running cost and acquisition, whoever the borrower is. Then the expected loss,
# PD × LGD. Then the capital for a bad year: that part of the balance is owners' money, which asks for the hurdle instead
# of the funding rate.
#
# ```math
# \mathrm{price} = f + o + a + \mathrm{PD} \times \mathrm{LGD} + K \times (h - f)
# ```
#
# How much capital is `#!math K`? Basel's formula for retail loans imagines a year worse than 999 out of 1,000 and takes
# that year's loss less the expected one. N is the normal distribution, G its inverse.
#
# ```math
# K = \mathrm{LGD} \times \left( N\left( \frac{G(\mathrm{PD}) + \sqrt{R} \times G(0.999)}{\sqrt{1 - R}} \right) - \mathrm{PD} \right)
# ```
#
# The correlation `#!math R` falls from 0.16 for the safest to 0.03 for the riskiest.

# %%
normal = NormalDist()


def capital(pd):
    """Basel's K for other retail, written out from the text above."""
    weight = (1 - math.exp(-35 * pd)) / (1 - math.exp(-35))
    r = 0.03 * weight + 0.16 * (1 - weight)
    bad = normal.inv_cdf(pd) + math.sqrt(r) * normal.inv_cdf(0.999)
    return LGD * (normal.cdf(bad / math.sqrt(1 - r)) - pd)


def price(pd, acquisition=ACQUISITION):
    """What the loan must bring a year, a share of the balance."""
    charge = capital(pd) * (HURDLE - FUNDING)
    return FUNDING + OPEX + acquisition + pd * LGD + charge


rows = []
for pd in (0.01, 0.03, 0.05, 0.08, 0.12, 0.16, 0.20):
    charge = capital(pd) * (HURDLE - FUNDING)
    parts = (0.075, pd * LGD, charge, price(pd))
    rows.append([f"{pd:.0%}", *(f"{part:.2%}" for part in parts)])
table(["PD", "before any risk", "expected loss", "capital", "price"], rows)

terms = Terms(FUNDING, OPEX, ACQUISITION, HURDLE, Capital.OTHER_RETAIL, 0)
assert math.isclose(terms.fixed, 0.075)
assert [row[4] for row in rows][:4] == ["8.62%", "10.09%", "11.43%", "13.42%"]
assert [row[4] for row in rows][4:] == ["16.12%", "18.83%", "21.52%"]
assert all(math.isclose(price(x), terms.price(x, LGD)) for x in (0.001, 0.08, 0.4))

# %% [markdown]
# Compare the first line with the last. Twenty times the risk costs two and a half times the price. And the bad year,
# which decides whether the lender survives, is a small part of the price: at a PD of 8% capital takes 0.72 points and
# the average year 5.2.

# %%
dearer = price(0.20) / price(0.01)
print(f"20 times the risk, {dearer:.2f} times the price")

assert 2.4 < dearer < 2.6
assert rows[3][2:4] == ["5.20%", "0.72%"]

# %% [markdown]
# ## The question turned round { #turned-round }
#
# The price rises with PD all the way, so every cap has one PD that just fits. There is no formula for it, as PD stands
# inside N and G, but halving a bracket finds it: if the price in the middle is over the cap, go left, else go right.
# Fifty halvings leave less than a millionth of a millionth.

# %%
def highest_pd(cap, acquisition=ACQUISITION):
    """The PD whose price is the cap; None where even the safest is too dear."""
    low, high = LOWEST, HIGHEST
    if price(low, acquisition) > cap:
        return None
    for _ in range(50):
        middle = (low + high) / 2
        if price(middle, acquisition) > cap:
            high = middle
        else:
            low = middle
    return low


edge = {cap: highest_pd(cap) for cap in CAPS}
for cap, pd in edge.items():
    print(f"a cap of {cap:.0%} admits a PD of up to {pd:.2%}")

assert [f"{pd:.2%}" for pd in edge.values()] == ["23.71%", "17.74%", "5.87%"]
assert all(abs(terms.highest_pd(cap, LGD) - pd) < 1e-12 for cap, pd in edge.items())
steps = [price(i / 1000) for i in range(1, 600)]
assert steps == sorted(steps)

# %% fold_code="Show the code of the figure"
def axis(title, top, name):
    """An axis from zero, in per cent."""
    scale = {"domain": [0, top]}
    return {"field": name, "type": "quantitative", "title": title, "scale": scale}


grid = [LOWEST, *(i / 200 for i in range(1, 61))]
curve = [{"pd": 100 * pd, "price": 100 * price(pd)} for pd in grid]
at = {"x": axis("PD, %", 34, "pd"), "y": axis("price, % a year", 30, "price")}
meets = [
    {"pd": 100 * pd, "price": 100 * cap, "end": 0, "name": f"{pd:.1%}"}
    for cap, pd in edge.items()
]
figure(
    "The price rises with PD almost in a straight line that starts at 7.5%. It meets "
    "a cap of 24% at a PD of 23.7%, 20% at 17.7% and 12% at 5.9% (dashed lines).",
    layer=[
        {"data": {"values": curve}, "mark": {"type": "line"}, "encoding": at},
        {
            "data": {"values": meets},
            "mark": {"type": "rule", "strokeDash": [6, 4], "color": look.CAUTION},
            "encoding": {**at, "y2": {"field": "end"}},
        },
        {
            "data": {"values": meets},
            "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
            "encoding": at,
        },
        {
            "data": {"values": meets},
            "mark": {"type": "text", "align": "left", "dx": 7, "dy": 12},
            "encoding": {**at, "text": {"field": "name"}},
        },
    ],
)

# %% [markdown]
# ## Why half the cap is a quarter of the risk { #not-proportional }
#
# Solve the price for PD, as if capital were known, with `#!math c` the cap:
#
# ```math
# \mathrm{PD} = \frac{c - (f + o + a) - K \times (h - f)}{\mathrm{LGD}}
# ```
#
# The numerator is what is left of the cap for losses. From 24% it is 15.4 points, from 12% it is 3.8: everything that
# comes off the cap comes off the part that pays for risk.

# %%
rows = []
for cap, pd in edge.items():
    charge = capital(pd) * (HURDLE - FUNDING)
    left = cap - terms.fixed - charge
    parts = (terms.fixed, charge, left, pd)
    rows.append([f"{cap:.0%}", *(f"{part:.2%}" for part in parts), f"{left / cap:.0%}"])
    assert math.isclose(pd, left / LGD)
head = ["cap", "before any risk", "capital", "left for loss", "highest PD", "share for loss"]
table(head, rows)

assert [row[3] for row in rows] == ["15.41%", "11.53%", "3.81%"]
assert [row[5] for row in rows] == ["64%", "58%", "32%"]

# %% [markdown]
# So the highest PD is not a share of the cap. It is close to a straight line that starts at 7.5%, and climbs one and a
# half points of PD for each point of cap, roughly 1 ÷ LGD. The slope hardly changes. What changes is what it means: a
# point less is a sixteenth of the PD at 24%, and a quarter of it at 12%.

# %%
slopes = [(edge[a] - edge[b]) / (a - b) for a, b in ((0.24, 0.20), (0.20, 0.12))]
lost = {cap: 1 - highest_pd(cap - 0.01) / pd for cap, pd in edge.items()}
print(f"points of PD for a point of cap: {slopes[0]:.2f} and {slopes[1]:.2f}")
for cap, share in lost.items():
    print(f"one point less than {cap:.0%} takes {share:.1%} of the highest PD")

assert [f"{slope:.2f}" for slope in slopes] == ["1.49", "1.48"]
assert f"{1 / LGD:.2f}" == "1.54"
assert f"{lost[0.24]:.1%}" == "6.3%" and f"{lost[0.12]:.1%}" == "25.7%"
assert f"{edge[0.24] / edge[0.12]:.1f}" == "4.0"

# %% fold_code="Show the code of the figure"
caps = [0.08 + i / 200 for i in range(41)]
line = [{"cap": 100 * cap, "pd": 100 * highest_pd(cap)} for cap in caps]
naive = [{"cap": 100 * cap, "pd": 100 * cap / 0.24 * edge[0.24]} for cap in (0, 0.28)]
words = [
    {"cap": 3, "pd": 13, "name": "in proportion"},
    {"cap": 18, "pd": 9, "name": "what costs allow"},
]
at = {"x": axis("cap, % a year", 30, "cap"), "y": axis("highest PD, %", 30, "pd")}
figure(
    "The highest PD by cap. In proportion (dashed) a cap of 12% would admit 11.9%; "
    "after costs (solid) it admits 5.9%, and below about 8% nobody.",
    layer=[
        {"data": {"values": line}, "mark": {"type": "line"}, "encoding": at},
        {
            "data": {"values": naive},
            "mark": {"type": "line", "strokeDash": [6, 4], "color": look.SECOND},
            "encoding": at,
        },
        {
            "data": {"values": words},
            "mark": {"type": "text", "align": "left"},
            "encoding": {**at, "text": {"field": "name"}},
        },
    ],
)
assert f"{edge[0.24] / 2:.1%}" == "11.9%" and highest_pd(0.075) is None

# %% [markdown]
# ## What a channel costs { #channel }
#
# Let acquisition cost 6% instead of 1.8%, because the traffic comes from a platform that knows its price. The extra
# 4.2 points go into the price like any other cost, so the borrower who just fits is the one who just fitted a cap
# 4.2 points lower. This is an identity, not an estimate: **to pay one point more for a channel is to live under a cap
# one point lower.**

# %%
DEAR = 0.06
rows = []
for cap in (0.24, 0.20, 0.16, 0.12):
    cheap, dear = highest_pd(cap), highest_pd(cap, DEAR)
    lost = 1 - dear / cheap
    rows.append([f"{cap:.0%}", f"{cheap:.2%}", f"{dear:.2%}", f"{lost:.0%}"])
    assert abs(dear - highest_pd(cap - (DEAR - ACQUISITION))) < 1e-12
table(["cap", "highest PD at 1.8%", "at 6%", "lost"], rows)

assert [row[2] for row in rows] == ["17.44%", "11.53%", "5.56%", "0.19%"]
assert [row[3] for row in rows] == ["26%", "35%", "53%", "97%"]

# %% [markdown]
# Under 24% the dear channel takes a quarter of the room for risk. Under 12% it takes practically all of it: there is
# nobody left to lend to. To prepare for a lower cap by mending the scorecard is to start at the wrong end.

# %% [markdown]
# ## Who stands outside { #applicants }
#
# A highest PD says nothing yet about people. For that you need to know who applies. The crowd here is made up: the
# log-odds of default are normal, the middle applicant has a PD of 6%, and the spread is 0.9. One in six then has a PD
# under 2.5% and one in six above 13.6%, and the average is 8.1%.
#
# ```math
# \ln \frac{\mathrm{PD}}{1 - \mathrm{PD}} = \ln \frac{0.06}{0.94} + 0.9 \, Z
# ```
#
# The share above any PD is one value of the normal distribution. A draw of 20,000 applicants checks it.

# %%
MIDDLE, SPREAD = 0.06, 0.9


def log_odds(pd):
    return math.log(pd / (1 - pd))


crowd = NormalDist(log_odds(MIDDLE), SPREAD)


def outside(cap, acquisition=ACQUISITION):
    """The share of applicants whose price is over the cap."""
    pd = highest_pd(cap, acquisition)
    return 1.0 if pd is None else 1 - crowd.cdf(log_odds(pd))


draw = random.Random(20261125)
odds = [draw.gauss(crowd.mean, SPREAD) for _ in range(20_000)]
applicants = [1 / (1 + math.exp(-x)) for x in odds]

rows = []
for cap in (0.24, 0.20, 0.16, 0.12):
    pd, share = highest_pd(cap), outside(cap)
    drawn = fmean(applicant > pd for applicant in applicants)
    shares = (share, drawn, outside(cap, DEAR))
    rows.append([f"{cap:.0%}", *(f"{part:.1%}" for part in shares)])
    assert abs(drawn - share) < 3 * math.sqrt(share * (1 - share) / 20_000)
table(["cap", "shut out", "drawn", "with a channel at 6%"], rows)

assert [row[1] for row in rows] == ["3.9%", "8.8%", "20.5%", "51.1%"]
assert [row[3] for row in rows] == ["9.2%", "21.4%", "53.5%", "100.0%"]
assert f"{100 * (outside(0.20) - outside(0.24)):.0f}" == "5"
assert f"{100 * (outside(0.12) - outside(0.16)):.0f}" == "31"
assert f"{fmean(applicants):.1%}" == "8.1%"
sixth = [1 / (1 + math.exp(-crowd.mean - z * SPREAD)) for z in (-1, 1)]
assert [f"{pd:.1%}" for pd in sixth] == ["2.5%", "13.6%"]

# %% [markdown]
# The second column bends even more than the PD did. The first four points off the cap, from 24 to 20%, cost 5 applicants
# in 100; the last four, from 16 to 12%, cost 31, because there the edge moves through the thick of the crowd. Where your
# own crowd stands decides the answer. Do this with your own scores before anything else on this page.

# %% fold_code="Show the code of the figure"
def density(pd):
    """Applicants per point of PD, in per cent."""
    return crowd.pdf(log_odds(pd)) / (pd * (1 - pd))


shape = [{"pd": i / 4, "share": density(i / 400)} for i in range(1, 145)]
places = [{"pd": 100 * edge[cap], "name": f"{cap:.0%}: {outside(cap):.0%} outside"} for cap in CAPS]
heights = [{**place, "share": height} for place, height in zip(places, (7, 8.5, 10), strict=True)]
at = {"x": axis("PD of the applicant, %", 36, "pd"), "y": axis("% of applicants per point", 13, "share")}
figure(
    "The invented applicants by PD, and the edge of each cap. To the right of the edge "
    "stand 4% of them at a cap of 24%, 9% at 20% and 51% at 12%.",
    layer=[
        {"data": {"values": shape}, "mark": {"type": "area", "opacity": 0.35}, "encoding": at},
        {
            "data": {"values": places},
            "mark": {"type": "rule", "strokeDash": [6, 4], "color": look.CAUTION, "strokeWidth": 2},
            "encoding": {"x": at["x"]},
        },
        {
            "data": {"values": heights},
            "mark": {"type": "text", "align": "left", "dx": 5},
            "encoding": {**at, "text": {"field": "name"}},
        },
    ],
)

# %% [markdown]
# And who are the 47 in 100 that a cap of 24% admits and one of 12% does not? Their average PD is 11%, so **eight of nine
# would have paid**. Meanwhile the lender's book looks better than ever: the average PD of those inside falls from 7.1 to
# 3.3%. Nobody became safer. A regulator who reads falling default rates as success, and a lender who reads them as skill,
# are reading the same selection.

# %%
def average(low, high):
    """The average PD between two PDs, by 20,000 equal slices of applicants."""
    start, end = (crowd.cdf(log_odds(pd)) for pd in (low, high))
    places = (start + (end - start) * (i + 0.5) / 20_000 for i in range(20_000))
    return fmean(1 / (1 + math.exp(-crowd.inv_cdf(p))) for p in places)


more = outside(0.12) - outside(0.24)
between = average(edge[0.12], edge[0.24])
inside = [average(1e-6, edge[cap]) for cap in (0.24, 0.12)]
print(f"inside 24% and outside 12%: {more:.0%}, average PD {between:.1%}")
print(f"average PD inside: {inside[0]:.1%} at 24%, {inside[1]:.1%} at 12%")

assert (f"{more:.0%}", f"{between:.1%}") == ("47%", "11.1%")
assert abs((1 - between) - 8 / 9) < 0.001
assert [f"{pd:.1%}" for pd in inside] == ["7.1%", "3.3%"]
drawn = fmean(pd for pd in applicants if edge[0.12] < pd < edge[0.24])
assert abs(drawn - between) < 0.002

# %% [markdown]
# ## What opens the door again { #levers }
#
# Under a cap of 12%, what is each improvement worth? One point off running cost or acquisition moves the edge by 1.5
# points of PD and lets 11 in 100 back in. One point off funding does a little less, since capital is not funded. Ten
# points off LGD, which is a great deal of collection work, does about as much; two points off the owners' hurdle
# hardly anything.

# %%
changes = {
    "as it is": (terms, LGD),
    "acquisition one point cheaper": (replace(terms, acquisition=0.008), LGD),
    "running one point cheaper": (replace(terms, opex=0.015), LGD),
    "funding one point cheaper": (replace(terms, funding=0.022), LGD),
    "LGD 55%": (terms, 0.55),
    "hurdle 10%": (replace(terms, hurdle=0.10), LGD),
}
rows, back = [], []
for name, (changed, lgd) in changes.items():
    pd = changed.highest_pd(0.12, lgd)
    share = 1 - crowd.cdf(log_odds(pd))
    back.append(outside(0.12) - share)
    rows.append([name, f"{pd:.2%}", f"{share:.1%}", f"{100 * back[-1]:.1f}"])
table(["under a cap of 12%", "highest PD", "shut out", "let back in, of 100"], rows)

assert [row[1] for row in rows] == ["5.87%", "7.37%", "7.37%", "7.25%", "7.10%", "6.10%"]
assert f"{100 * back[1]:.0f}" == "11" and back[1] > back[3] > back[4] > back[5] > 0

# %% [markdown]
# Running cost hides one more group. Much of it is per loan, whatever the size: say 150 a year, which is the 2.5%
# above on a balance of 6,000. On a smaller loan it weighs more. **A cap shuts out small loans as well as risky ones**:
# at 3,000 a cap of 12% admits a PD of 2.2%, at 2,000 nobody.

# %%
rows = []
for loan in (2_000, 3_000, 6_000, 12_000):
    small = replace(terms, opex=150 / loan)
    found = [small.highest_pd(cap, LGD) for cap in CAPS]
    words = ["–" if pd is None else f"{pd:.1%}" for pd in found]
    rows.append([f"{loan:,}", f"{small.opex:.2%}", *words])
table(["loan", "running cost", "highest PD at 24%", "at 20%", "at 12%"], rows)

assert rows[0][4] == "–" and rows[1][4] == "2.2%" and rows[2][4] == "5.9%"

# %% [markdown]
# ## What to mend before you trust it { #before-you-trust-it }
#
# - **The crowd is made up.** Only the method carries over; the 51% is a property of the invented applicants.
# - **The lender knows every PD.** A real score errs, so some safe people stand outside and some risky ones inside.
# - **Price moves risk.** A lower instalment is easier to pay, so PD falls a little as the cap does, and the edge lies
#   further out than here.
# - **Defaulters pay no interest.** Above, everybody pays on the whole balance. If defaulters pay nothing from the
#   first day, divide the price by 1 − PD: 24% then admits 17.4% instead of 23.7%.
# - **Nominal or effective.** A cap that counts compounding is lower than it looks: 24% is 21.71% nominal and admits 20.3%.
# - **Each loan or the average.** A cap on the average of a book lets the safe pay for the risky, at a price above their
#   own. That admits more people, and somebody else pays.

# %%
nominal = 12 * (1.24 ** (1 / 12) - 1)
tries = (i / 10_000 for i in range(3, 6_000))
unpaid = max(pd for pd in tries if price(pd) / (1 - pd) <= 0.24)
print(f"24% effective is {nominal:.2%} nominal and admits {highest_pd(nominal):.1%}")
print(f"if defaulters pay no interest, 24% admits {unpaid:.1%}")

assert (f"{nominal:.2%}", f"{highest_pd(nominal):.1%}") == ("21.71%", "20.3%")
assert f"{unpaid:.1%}" == "17.4%"

# %% [markdown]
# ## Exercises { #exercises }
#
# **1.** From the edge at 12% and the slope, guess the highest PD at a cap of 16%. How far off are you?

# %% fold="Show the answer to exercise 1"
guess = edge[0.12] + 4 * 0.0148
print(f"guess {guess:.2%}, exact {highest_pd(0.16):.2%}")

assert abs(guess - highest_pd(0.16)) < 0.001

# %% [markdown]
# **2.** At which acquisition cost does a cap of 12% shut out everybody, even a PD of 0.03%?

# %% fold="Show the answer to exercise 2"
most = 0.12 - price(LOWEST, 0)
print(f"from {most:.2%} of the balance a year")

assert f"{most:.2%}" == "6.24%"
assert highest_pd(0.12, most + 1e-9) is None
assert highest_pd(0.12, most - 1e-9) is not None

# %% [markdown]
# **3.** A cap of 20% admits 91 in 100 here. By how much must costs fall so that one of 12% admits as many? Is that
# possible?

# %% fold="Show the answer to exercise 3"
needed = price(edge[0.20]) - 0.12
print(f"costs must fall by {needed:.1%}; before any risk they are {terms.fixed:.1%}")

assert f"{1 - outside(0.20):.0%}" == "91%"
assert f"{needed:.1%}" == "8.0%" and needed > terms.fixed

# %% [markdown] fold="Show the answer to exercise 3"
# By 8 points, more than the 7.5 there are. Even a lender with free money, free staff and free customers could not
# serve them at 12% while LGD is 65%: the expected loss alone is 17.74% × 65% = 11.53%, and capital asks for more.

# %% [markdown]
# ## Sources { #sources }
#
# - Basel Committee on Banking Supervision. International Convergence of Capital Measurement and Capital Standards (BCBS
#   128), June 2006: paragraphs 328 to 330, retail exposures; 331, the lowest PD of 0.03%.
# - Basel Framework, CRE31: the same functions, in force since 1 January 2023.
# - The lines of 24, 20 and 12%, with what is known of each: [True cost of a loan](../calculators/loan_apr.md#lines).
# - The applicants and the lender are invented for this page.
#
# What such a limit leaves of a market is in [2.3 Market and competition](../foundations/market.md#cap).
