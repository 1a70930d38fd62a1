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
# title: 价格上限把谁挡在门外
# description: 从成本把贷款价格一层层垒起来，求出 24%、20%、12% 三条上限各容得下多高的违约概率，再数一数被挡在门外的人。
# minutes: 20
# level: optional
# updated: 2026-11-25
# ---
#
# # 价格上限把谁挡在门外 { #price_cap }
#
# !!! abstract "30 秒读懂"
#     管住价格，就是管住风险。但价格砍一半，容得下的风险不是只砍一半：按下面的成本，24% 的上限容得下违约概率（PD）23.7%，12% 只容得下 5.9%，因为还没承担任何风险，7.5 个百分点已经花掉了。流量贵一截，效果和上限低一截一模一样。假设的一群申请人里，24% 挡掉 100 人中的 4 个，12% 挡掉 51 个；夹在中间的这些人，九个里有八个本来会还。
#
# 读完本页，你能由价格反推它承担得起的最高 PD，说清为什么不成比例，算出一个渠道贵多少、少做多少客户，再估一估自己的申请人会有多少被更低的上限挡住。同一套算法也在计算器[信贷风险定价](../calculators/risk_based_price.md)里。
#
# 本页的数字都在建站时现算；每个论断后面都跟着一行 `assert`，论断若不成立，这一页根本发布不出来。

# %% fold="展开导入"
import math
import random
from dataclasses import replace
from statistics import NormalDist, fmean

from calculators import _charts as look
from calculators._build_up import HIGHEST, LOWEST, Capital, Terms
from scripts.shown import figure, table

# %% [markdown]
# ## 三条上限 { #three-caps }
#
# 一家放小额贷款的机构：资金成本 3.2%，运营每年花掉余额的 2.5%，获客花掉 1.8%。借款人违约，欠款亏掉 65%（LGD）。贷款背后的资本，股东要 12% 的回报。这些数都是假设的，量级常见。
#
# 常被提到的线有三条。24% 是律师对 2025 年助贷通知的通行理解，通知本身没有写数字；消费金融公司新发放贷款 20%，只见于媒体报道；12% 是 3.0% 的一年期 LPR 的四倍，是民间借贷利率的司法保护上限，不是持牌机构的上限。各条的出处见[贷款真实成本](../calculators/loan_apr.md#lines)，这里只当三个数来用。
#
# 假如 24% 的上限刚好做得了 PD 为 24% 的客户，那么 12% 的上限做得了多高的？脱口而出的答案是 12%。

# %%
FUNDING, OPEX, ACQUISITION, HURDLE, LGD = 0.032, 0.025, 0.018, 0.12, 0.65
CAPS = (0.24, 0.20, 0.12)

# %% [markdown]
# ## 价格从底下垒起来 { #build-up }
#
# 一笔贷款要收多少？资金、运营、获客，换谁来借都一样。再加预期损失，就是 PD × LGD。最后是为坏年份准备的资本：这部分余额用的是股东的钱，按门槛回报计价，不按资金成本。
#
# ```math
# \mathrm{price} = f + o + a + \mathrm{PD} \times \mathrm{LGD} + K \times (h - f)
# ```
#
# 资本 `#!math K` 要多少？巴塞尔的零售公式设想一个比 1,000 年里的 999 年都糟的年份，拿那一年的损失减去预期损失。N 是正态分布函数，G 是它的反函数。
#
# ```math
# K = \mathrm{LGD} \times \left( N\left( \frac{G(\mathrm{PD}) + \sqrt{R} \times G(0.999)}{\sqrt{1 - R}} \right) - \mathrm{PD} \right)
# ```
#
# 相关系数 `#!math R` 从风险最低的 0.16 降到风险最高的 0.03。

# %%
normal = NormalDist()


def capital(pd):
    """巴塞尔其他零售的 K，照上面的文字写出来。"""
    weight = (1 - math.exp(-35 * pd)) / (1 - math.exp(-35))
    r = 0.03 * weight + 0.16 * (1 - weight)
    bad = normal.inv_cdf(pd) + math.sqrt(r) * normal.inv_cdf(0.999)
    return LGD * (normal.cdf(bad / math.sqrt(1 - r)) - pd)


def price(pd, acquisition=ACQUISITION):
    """贷款一年要收多少，占余额的比例。"""
    charge = capital(pd) * (HURDLE - FUNDING)
    return FUNDING + OPEX + acquisition + pd * LGD + charge


rows = []
for pd in (0.01, 0.03, 0.05, 0.08, 0.12, 0.16, 0.20):
    charge = capital(pd) * (HURDLE - FUNDING)
    parts = (0.075, pd * LGD, charge, price(pd))
    rows.append([f"{pd:.0%}", *(f"{part:.2%}" for part in parts)])
table(["PD", "还没算风险", "预期损失", "资本", "价格"], rows)

terms = Terms(FUNDING, OPEX, ACQUISITION, HURDLE, Capital.OTHER_RETAIL, 0)
assert math.isclose(terms.fixed, 0.075)
assert [row[4] for row in rows][:4] == ["8.62%", "10.09%", "11.43%", "13.42%"]
assert [row[4] for row in rows][4:] == ["16.12%", "18.83%", "21.52%"]
assert all(math.isclose(price(x), terms.price(x, LGD)) for x in (0.001, 0.08, 0.4))

# %% [markdown]
# 比一比首尾两行：风险是 20 倍，价格只是两倍半。决定撑不撑得下去的坏年份，在价格里反而是小头：PD 8% 时，资本占 0.72 个百分点，平常年份的损失占 5.2 个。

# %%
dearer = price(0.20) / price(0.01)
print(f"风险是 20 倍，价格是 {dearer:.2f} 倍")

assert 2.4 < dearer < 2.6
assert rows[3][2:4] == ["5.20%", "0.72%"]

# %% [markdown]
# ## 把问题倒过来 { #turned-round }
#
# PD 越高，价格一路越高，所以每条上限恰好容得下一个最高的 PD。它没有公式，因为 PD 藏在 N 和 G 里；但把区间一次次对半分就能找到：中点的价格超了上限就往左，没超就往右。对分五十次，误差不到一万亿分之一。

# %%
def highest_pd(cap, acquisition=ACQUISITION):
    """价格恰为上限的 PD；最安全的人也嫌贵时为 None。"""
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
    print(f"上限 {cap:.0%}，最高 PD 为 {pd:.2%}")

assert [f"{pd:.2%}" for pd in edge.values()] == ["23.71%", "17.74%", "5.87%"]
assert all(abs(terms.highest_pd(cap, LGD) - pd) < 1e-12 for cap, pd in edge.items())
steps = [price(i / 1000) for i in range(1, 600)]
assert steps == sorted(steps)

# %% fold_code="展开作图代码"
def axis(title, top, name):
    """从零起的百分数轴。"""
    scale = {"domain": [0, top]}
    return {"field": name, "type": "quantitative", "title": title, "scale": scale}


grid = [LOWEST, *(i / 200 for i in range(1, 61))]
curve = [{"pd": 100 * pd, "price": 100 * price(pd)} for pd in grid]
at = {"x": axis("PD，%", 34, "pd"), "y": axis("价格，年化 %", 30, "price")}
meets = [
    {"pd": 100 * pd, "price": 100 * cap, "end": 0, "name": f"{pd:.1%}"}
    for cap, pd in edge.items()
]
figure(
    "价格从 7.5% 起，随 PD 几乎笔直上升：PD 到 23.7% 碰上 24% 的上限，"
    "到 17.7% 碰上 20%，到 5.9% 就碰上 12%（虚线）。",
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
# ## 上限砍一半，风险为何只剩四分之一 { #not-proportional }
#
# 先当资本已知，从价格解出 PD，`#!math c` 是上限：
#
# ```math
# \mathrm{PD} = \frac{c - (f + o + a) - K \times (h - f)}{\mathrm{LGD}}
# ```
#
# 分子就是上限里留给损失的那部分。24% 里有 15.4 个百分点，12% 里只有 3.8 个：上限每降一点，全都从承担风险的那部分里扣。

# %%
rows = []
for cap, pd in edge.items():
    charge = capital(pd) * (HURDLE - FUNDING)
    left = cap - terms.fixed - charge
    parts = (terms.fixed, charge, left, pd)
    rows.append([f"{cap:.0%}", *(f"{part:.2%}" for part in parts), f"{left / cap:.0%}"])
    assert math.isclose(pd, left / LGD)
head = ["上限", "还没算风险", "资本", "留给损失", "最高 PD", "损失所占比例"]
table(head, rows)

assert [row[3] for row in rows] == ["15.41%", "11.53%", "3.81%"]
assert [row[5] for row in rows] == ["64%", "58%", "32%"]

# %% [markdown]
# 所以最高 PD 不是上限的一个固定比例，而是一条差不多笔直的线：从 7.5% 起步，上限每高一个百分点，PD 高一点五个百分点，约等于 1 ÷ LGD。斜率几乎不变，变的是分量：同样少一个点，在 24% 那里是 PD 的十六分之一，在 12% 那里就是四分之一。

# %%
slopes = [(edge[a] - edge[b]) / (a - b) for a, b in ((0.24, 0.20), (0.20, 0.12))]
lost = {cap: 1 - highest_pd(cap - 0.01) / pd for cap, pd in edge.items()}
print(f"上限一个百分点，对应 PD {slopes[0]:.2f} 和 {slopes[1]:.2f} 个百分点")
for cap, share in lost.items():
    print(f"比 {cap:.0%} 低一个点，最高 PD 少掉 {share:.1%}")

assert [f"{slope:.2f}" for slope in slopes] == ["1.49", "1.48"]
assert f"{1 / LGD:.2f}" == "1.54"
assert f"{lost[0.24]:.1%}" == "6.3%" and f"{lost[0.12]:.1%}" == "25.7%"
assert f"{edge[0.24] / edge[0.12]:.1f}" == "4.0"

# %% fold_code="展开作图代码"
caps = [0.08 + i / 200 for i in range(41)]
line = [{"cap": 100 * cap, "pd": 100 * highest_pd(cap)} for cap in caps]
naive = [{"cap": 100 * cap, "pd": 100 * cap / 0.24 * edge[0.24]} for cap in (0, 0.28)]
words = [
    {"cap": 3, "pd": 13, "name": "按比例"},
    {"cap": 18, "pd": 9, "name": "扣掉成本"},
]
at = {"x": axis("上限，年化 %", 30, "cap"), "y": axis("最高 PD，%", 30, "pd")}
figure(
    "上限与最高 PD：按比例（虚线），12% 容得下 11.9%；扣掉成本（实线），"
    "只容得下 5.9%，低于约 8% 就一个人也做不了。",
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
# ## 一个渠道有多贵 { #channel }
#
# 获客从 1.8% 涨到 6%，因为卖流量的平台知道自己值多少钱。多出来的 4.2 个百分点，和别的成本一样进了价格，于是现在刚好做得下来的客户，就是上限低 4.2 个百分点时刚好做得下来的那个。这是恒等式，不是估算：**渠道每贵一个点，就等于上限低一个点。**

# %%
DEAR = 0.06
rows = []
for cap in (0.24, 0.20, 0.16, 0.12):
    cheap, dear = highest_pd(cap), highest_pd(cap, DEAR)
    lost = 1 - dear / cheap
    rows.append([f"{cap:.0%}", f"{cheap:.2%}", f"{dear:.2%}", f"{lost:.0%}"])
    assert abs(dear - highest_pd(cap - (DEAR - ACQUISITION))) < 1e-12
table(["上限", "获客 1.8% 时的最高 PD", "6% 时", "少掉"], rows)

assert [row[2] for row in rows] == ["17.44%", "11.53%", "5.56%", "0.19%"]
assert [row[3] for row in rows] == ["26%", "35%", "53%", "97%"]

# %% [markdown]
# 上限 24%，贵渠道吃掉承担风险余地的四分之一；上限 12%，差不多吃光，没有人可做了。为了迎接更低的上限，先去改评分卡的机构，是从错的那一头开始的。

# %% [markdown]
# ## 谁站在门外 { #applicants }
#
# 最高 PD 还不是人数。要知道人数，得知道谁来申请。这里的人群是编的：违约的对数几率服从正态分布，居中的那个人 PD 6%，离散程度 0.9。这样，六个人里有一个 PD 低于 2.5%，有一个高于 13.6%，平均 8.1%。
#
# ```math
# \ln \frac{\mathrm{PD}}{1 - \mathrm{PD}} = \ln \frac{0.06}{0.94} + 0.9 \, Z
# ```
#
# 高于任何一个 PD 的比例，都是正态分布的一个值。另外随机抽 20,000 名申请人来核对。

# %%
MIDDLE, SPREAD = 0.06, 0.9


def log_odds(pd):
    return math.log(pd / (1 - pd))


crowd = NormalDist(log_odds(MIDDLE), SPREAD)


def outside(cap, acquisition=ACQUISITION):
    """价格超过上限的申请人占多少。"""
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
table(["上限", "挡在门外", "抽样", "获客 6% 时"], rows)

assert [row[1] for row in rows] == ["3.9%", "8.8%", "20.5%", "51.1%"]
assert [row[3] for row in rows] == ["9.2%", "21.4%", "53.5%", "100.0%"]
assert f"{100 * (outside(0.20) - outside(0.24)):.0f}" == "5"
assert f"{100 * (outside(0.12) - outside(0.16)):.0f}" == "31"
assert f"{fmean(applicants):.1%}" == "8.1%"
sixth = [1 / (1 + math.exp(-crowd.mean - z * SPREAD)) for z in (-1, 1)]
assert [f"{pd:.1%}" for pd in sixth] == ["2.5%", "13.6%"]

# %% [markdown]
# “挡在门外”这一列，不像最高 PD 那样近乎直线。上限从 24% 降到 20%，头四个点挡住 100 人中的 5 个；从 16% 降到 12%，最后四个点挡住 31 个，因为这时门槛正穿过人群最密的地方。答案取决于你自己的人群站在哪里。看完这页，第一件事就是拿自己的评分分布算一遍。

# %% fold_code="展开作图代码"
def density(pd):
    """PD 每个百分点上有百分之几的申请人。"""
    return crowd.pdf(log_odds(pd)) / (pd * (1 - pd))


shape = [{"pd": i / 4, "share": density(i / 400)} for i in range(1, 145)]
places = [{"pd": 100 * edge[cap], "name": f"{cap:.0%}：挡住 {outside(cap):.0%}"} for cap in CAPS]
heights = [{**place, "share": height} for place, height in zip(places, (7, 8.5, 10), strict=True)]
at = {"x": axis("申请人的 PD，%", 36, "pd"), "y": axis("每个百分点上的申请人，%", 13, "share")}
figure(
    "假设的申请人按 PD 分布，虚线是各条上限的门槛：24% 的右边有 4% 的人，"
    "20% 的右边有 9%，12% 的右边有 51%。",
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
# 24% 收得进、12% 收不进的，100 人里有 47 个，是谁？他们的平均 PD 是 11%，也就是说**九个人里有八个本来会还**。与此同时，机构的账面比什么时候都好看：门里的人平均 PD 从 7.1% 降到 3.3%。没有谁变得更安全。监管把违约率下降看成治理有效，机构把它看成自己本事大，看到的其实是同一次筛选。

# %%
def average(low, high):
    """两个 PD 之间的申请人的平均 PD：等分成 20,000 份来算。"""
    start, end = (crowd.cdf(log_odds(pd)) for pd in (low, high))
    places = (start + (end - start) * (i + 0.5) / 20_000 for i in range(20_000))
    return fmean(1 / (1 + math.exp(-crowd.inv_cdf(p))) for p in places)


more = outside(0.12) - outside(0.24)
between = average(edge[0.12], edge[0.24])
inside = [average(1e-6, edge[cap]) for cap in (0.24, 0.12)]
print(f"24% 收得进、12% 收不进：{more:.0%}，平均 PD {between:.1%}")
print(f"门里的平均 PD：24% 时 {inside[0]:.1%}，12% 时 {inside[1]:.1%}")

assert (f"{more:.0%}", f"{between:.1%}") == ("47%", "11.1%")
assert abs((1 - between) - 8 / 9) < 0.001
assert [f"{pd:.1%}" for pd in inside] == ["7.1%", "3.3%"]
drawn = fmean(pd for pd in applicants if edge[0.12] < pd < edge[0.24])
assert abs(drawn - between) < 0.002

# %% [markdown]
# ## 什么能把门重新打开 { #levers }
#
# 在 12% 的上限下，每一项改进值多少？运营或获客便宜一个点，门槛的 PD 高出 1.5 个百分点，100 人里放回 11 个。资金便宜一个点略逊，因为资本那部分本来就不用借。LGD 降十个点，要在催收上下很大功夫，效果也不过如此；股东的门槛降两个点，几乎没有用。

# %%
changes = {
    "现状": (terms, LGD),
    "获客便宜一个点": (replace(terms, acquisition=0.008), LGD),
    "运营便宜一个点": (replace(terms, opex=0.015), LGD),
    "资金便宜一个点": (replace(terms, funding=0.022), LGD),
    "LGD 55%": (terms, 0.55),
    "门槛回报 10%": (replace(terms, hurdle=0.10), LGD),
}
rows, back = [], []
for name, (changed, lgd) in changes.items():
    pd = changed.highest_pd(0.12, lgd)
    share = 1 - crowd.cdf(log_odds(pd))
    back.append(outside(0.12) - share)
    rows.append([name, f"{pd:.2%}", f"{share:.1%}", f"{100 * back[-1]:.1f}"])
table(["上限 12% 时", "最高 PD", "挡在门外", "每 100 人放回"], rows)

assert [row[1] for row in rows] == ["5.87%", "7.37%", "7.37%", "7.25%", "7.10%", "6.10%"]
assert f"{100 * back[1]:.0f}" == "11" and back[1] > back[3] > back[4] > back[5] > 0

# %% [markdown]
# 运营成本里还藏着一群人。它多半按笔花，不按金额花：比如每笔一年 150，余额 6,000 时就是上面的 2.5%。贷款越小，它越重。**上限挡住的，除了风险高的，还有金额小的**：余额 3,000，12% 的上限只容得下 PD 2.2%；余额 2,000，一个人也做不了。

# %%
rows = []
for loan in (2_000, 3_000, 6_000, 12_000):
    small = replace(terms, opex=150 / loan)
    found = [small.highest_pd(cap, LGD) for cap in CAPS]
    words = ["–" if pd is None else f"{pd:.1%}" for pd in found]
    rows.append([f"{loan:,}", f"{small.opex:.2%}", *words])
table(["余额", "运营成本", "24% 时的最高 PD", "20% 时", "12% 时"], rows)

assert rows[0][4] == "–" and rows[1][4] == "2.2%" and rows[2][4] == "5.9%"

# %% [markdown]
# ## 用之前先补好这些漏洞 { #before-you-trust-it }
#
# - **人群是编的。**能带走的只有方法；51% 是这群假设的申请人的性质。
# - **这里的机构看得准每个人的 PD。**真实的评分会看走眼：有些安全的人在门外，有些危险的在门里。
# - **价格会改变风险。**月供轻了好还，上限低了 PD 也会低一点，实际的门槛比这里靠外。
# - **违约的人不付利息。**上面假定全部余额都在付息。要是违约的人从第一天起一分不付，价格要除以 1 − PD，24% 只容得下 17.4%，不是 23.7%。
# - **名义还是有效。**按复利算的上限，比看上去更低：24% 折成名义是 21.71%，容得下 20.3%。
# - **单笔还是平均。**如果限的是整个组合的平均值，安全的人可以按高于自己成本的价格，替危险的人付钱。收得进的人更多，只是账由别人付。

# %%
nominal = 12 * (1.24 ** (1 / 12) - 1)
tries = (i / 10_000 for i in range(3, 6_000))
unpaid = max(pd for pd in tries if price(pd) / (1 - pd) <= 0.24)
print(f"有效 24% 折成名义 {nominal:.2%}，容得下 {highest_pd(nominal):.1%}")
print(f"违约的人不付利息时，24% 容得下 {unpaid:.1%}")

assert (f"{nominal:.2%}", f"{highest_pd(nominal):.1%}") == ("21.71%", "20.3%")
assert f"{unpaid:.1%}" == "17.4%"

# %% [markdown]
# ## 练习 { #exercises }
#
# **1.** 从 12% 的门槛和斜率出发，猜一猜上限 16% 时的最高 PD。差多少？

# %% fold="展开练习 1 的答案"
guess = edge[0.12] + 4 * 0.0148
print(f"猜 {guess:.2%}，实为 {highest_pd(0.16):.2%}")

assert abs(guess - highest_pd(0.16)) < 0.001

# %% [markdown]
# **2.** 获客成本到多少，12% 的上限就把所有人挡在门外，连 PD 只有 0.03% 的也不例外？

# %% fold="展开练习 2 的答案"
most = 0.12 - price(LOWEST, 0)
print(f"每年占余额 {most:.2%} 起")

assert f"{most:.2%}" == "6.24%"
assert highest_pd(0.12, most + 1e-9) is None
assert highest_pd(0.12, most - 1e-9) is not None

# %% [markdown]
# **3.** 这里 20% 的上限收得进 100 人里的 91 个。成本要降多少，12% 的上限才收得进一样多的人？做得到吗？

# %% fold="展开练习 3 的答案"
needed = price(edge[0.20]) - 0.12
print(f"成本要降 {needed:.1%}；还没算风险时总共只有 {terms.fixed:.1%}")

assert f"{1 - outside(0.20):.0%}" == "91%"
assert f"{needed:.1%}" == "8.0%" and needed > terms.fixed

# %% [markdown] fold="展开练习 3 的答案"
# 要降 8 个百分点，比总共的 7.5 个还多。哪怕资金不要钱、人工不要钱、客户自己上门，只要 LGD 还是 65%，也没法按 12% 做这些人：单是预期损失就有 17.74% × 65% = 11.53%，资本还要再加一点。

# %% [markdown]
# ## 资料来源 { #sources }
#
# - 巴塞尔银行监管委员会：《统一资本计量和资本标准的国际协议》（BCBS 128），2006 年 6 月：第 328 至 330 段，零售敞口；第 331 段，PD 最低 0.03%。
# - 巴塞尔框架 CRE31：同样的函数，自 2023 年 1 月 1 日起施行。
# - 24%、20% 和 12% 三条线，以及各自查到了什么：[贷款真实成本](../calculators/loan_apr.md#lines)。
# - 申请人和机构都是为本页假设的。
#
# 这样一条线在市场里还剩下多少人，见 [2.3 市场研究与竞争分析](../foundations/market.md#cap)。
