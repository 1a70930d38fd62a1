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
# title: 留存率一路上升，却没有人变忠诚
# description: 人人不变、只是彼此不同，留存率也会上升：一步步推出公式，用人数拟合，留出几年检验，再算算值多少钱。
# minutes: 20
# level: optional
# updated: 2026-11-25
# ---
#
# # 留存率一路上升，却没有人变忠诚 { #retention_rises }
#
# !!! abstract "30 秒读懂"
#     1,000 名订阅用户，第一年有 631 人续费，留存率 63.1%；十一年后，还在的人里有 94.5% 续费。这不需要任何人改变。各人离开的可能本来就不同，容易走的先走了，剩下的自然越来越稳。只说这一件事的模型有两个参数，用前四年拟合，就推得出后面八年；而把首年流失率一直用下去，十二年后 1,000 人只剩 4 人，实际还有 173 人。同一个错误，会把值 443.39 的用户估成 281.45。
#
# 读完本页，你能在纸上证明为什么只要人群有差异，留存率就会上升，能推出模型和它的似然，会用没见过的年份检验，也说得清这种上升不能证明什么。要用自己的人数来算，打开[留存外推与用户价值](../calculators/retention_forecast.md#retention_forecast:v1:preset=S-13a)；人数该怎么数，见[同期群留存](../calculators/cohort_retention.md#cohort_retention:v1:preset=S-12a)。
#
# 本页的数字都在建站时现算；每个论断后面都跟着一行 `assert`，论断若不成立，这一页根本发布不出来。代码只用 Python 标准库和本手册的 `calculators` 包。

# %% fold="展开导入"
import math
from itertools import pairwise
from statistics import fmean

from calculators import _charts as look
from calculators._sbg import Sbg, constant
from calculators._sbg_fit import DROP, fit
from calculators._special import beta_cdf
from scripts.shown import figure, table

# %% [markdown]
# ## 十二次续费 { #cohort }
#
# Fader 与 Hardie（2007）跟踪了一批每年决定一次去留的订阅用户。按起始 1,000 人折算，各年末还在的人数如下。留存率是年初还在的人里，这一年留下的比例。

# %%
COUNTS = [1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173]

kept = [after / before for before, after in pairwise(COUNTS)]
rows = [
    [str(year), str(count), f"{rate:.1%}"]
    for year, (count, rate) in enumerate(zip(COUNTS[1:], kept, strict=True), 1)
]
table(["年", "年末还在", "留存率"], rows)

assert all(earlier < later for earlier, later in pairwise(kept))
assert (rows[0][2], rows[3][2], rows[11][2]) == ("63.1%", "85.3%", "94.5%")

# %% fold_code="展开作图代码"
YEAR = {"field": "year", "type": "ordinal", "title": "年", "axis": {"labelAngle": 0}}


def share(low, high, title="留存率（%）"):
    """以百分数表示比例的坐标轴。"""
    return look.number("share", title, domain=(low, high))


points = [{"year": year, "share": 100 * rate} for year, rate in enumerate(kept, 1)]
figure(
    "逐年留存率：从 63.1% 升到 94.5%，一次也没有回头；"
    "虚线是一直沿用首年的留存率。",
    layer=[
        look.layer("line", points, {"x": YEAR, "y": share(50, 100)}, point=True),
        look.threshold(100 * kept[0], "y"),
    ],
)

# %% [markdown]
# 写进汇报材料，这张图的标题多半是“用户忠诚度逐年提升”。先记住这句话，后面还要回来。
#
# ## 一个流失率用到底 { #constant-churn }
#
# 表格里最常见的做法，是取首年流失率 36.9%，以后年年照用。`#!math t` 年后剩下的比例就是 `#!math 0.631^t`。四年后不到实际人数的一半；十二年后只剩 4 人，而实际有 173 人。

# %%
first = kept[0]
for year in (4, 7, 12):
    print(f"第 {year} 年：推算 {1000 * first**year:.0f} 人，实际 {COUNTS[year]} 人")

assert f"{1000 * first**4:.0f}" == "159" and 2 < COUNTS[4] / (1000 * first**4) < 2.1
assert f"{1000 * first**12:.0f}" == "4" and COUNTS[12] == 173

# %% [markdown]
# 也许是一年的数据太少，那就多取几年。假设每个人每年流失的概率都是 `#!math \theta`，在 `#!math E` 人年里有 `#!math D` 人离开，对数似然为
#
# ```math
# \ell(\theta) = D \ln \theta + (E - D) \ln(1 - \theta)
# ```
#
# 斜率 `#!math D/\theta - (E-D)/(1-\theta)` 在 `#!math \theta = D/E` 处为零：离开的人数除以做过决定的人次。

# %%
def cohort_fit(counts, years):
    """用一个同期群的前几年拟合模型。"""
    gone = [before - after for before, after in pairwise(counts[: years + 1])]
    return fit(counts[:years], gone)


rows = []
for years in (1, 2, 3, 4, 7, 12):
    theta = (COUNTS[0] - COUNTS[years]) / sum(COUNTS[:years])
    rows.append([str(years), f"{theta:.1%}", f"{1000 * (1 - theta) ** 12:.0f}"])
    if years > 1:
        assert math.isclose(cohort_fit(COUNTS, years).alike.churn, theta)
table(["拟合用几年", "最优的不变流失率", "12 年后剩几人"], rows)

assert [row[1] for row in rows] == ["36.9%", "32.6%", "29.4%", "27.2%", "22.6%", "18.8%"]
assert [row[2] for row in rows] == ["4", "9", "15", "22", "46", "83"]

# %% [markdown]
# 这个“不变的流失率”，越看越小，看到最后只有一半。就算把十二年全用上，算出来的也是 83 人，不是 173 人。每看一次就换一个值，那就不是参数：模型里一定漏了什么。
#
# ## 两种人 { #two-groups }
#
# 设想这 1,000 人是两群，各 500 人。稳定的每年有 90% 续费，其余的只有 36%，年年如此，永远不变。没有人被教育，也没有人越用越喜欢。

# %%
SETTLED, OTHERS = 0.90, 0.36

rows, mixed = [], []
for year in range(13):
    a, b = 500 * SETTLED**year, 500 * OTHERS**year
    mixed.append(a + b)
    rate = f"{mixed[-1] / mixed[-2]:.1%}" if year else ""
    if year <= 5 or year == 12:
        rows.append([str(year), rate, f"{a:.0f}", f"{b:.0f}"])
table(["年", "留存率", "稳定的", "其余"], rows)

assert [row[1] for row in rows[1:5]] == ["63.0%", "74.6%", "82.6%", "86.8%"]
assert rows[4][2:] == ["328", "8"] and rows[6][1] == "90.0%"

# %% [markdown]
# 合起来的留存率，四年里从 63.0% 升到 86.8%，跟实际的 85.3% 相差不远。每过一年，其余的走掉近三分之二，稳定的只走十分之一，平均数算的是一群越来越稳的人：四年后是 328 名稳定的，加上其余 8 名。
#
# 这不是两群人凑巧。记 `#!math q = 1 - \theta` 为一个人自己的留存概率。`#!math t` 年后还在的比例，是 `#!math q^t` 对起始全体取的平均。到第 `#!math t` 年年初，一个人仍在其中的权重是 `#!math q^{t-1}`，所以这时在场者 `#!math q` 的均值就是留存率 `#!math r_t`，`#!math q^2` 的均值则是 `#!math r_t r_{t+1}`。方差等于平方的均值减去均值的平方：
#
# ```math
# \mathrm{Var}_t(q) = r_t r_{t+1} - r_t^2
# ```
#
# 两边除以 `#!math r_t`：
#
# ```math
# r_{t+1} - r_t = \frac{\mathrm{Var}_t(q)}{r_t} \ge 0
# ```
#
# **只要没有人改变，无论人群怎么构成，留存率都只升不降；升多少，量的是在场的人彼此还有多大差别。**撇开偶然波动，留存率要走平，得人人一样；要下降，得有人真的变了。

# %%
retained = [after / before for before, after in pairwise(mixed)]
for t in range(1, 12):
    stay = SETTLED ** (t - 1) / (SETTLED ** (t - 1) + OTHERS ** (t - 1))
    variance = stay * (1 - stay) * (SETTLED - OTHERS) ** 2
    rise = retained[t] - retained[t - 1]
    assert math.isclose(rise, variance / retained[t - 1], abs_tol=1e-12)

spread = math.sqrt(kept[0] * (kept[1] - kept[0]))
between = (SETTLED - OTHERS) / 2
print(f"由实际人数读出的 q 的标准差：{spread:.3f}")
print(f"两群人的标准差：{between:.3f}")

assert f"{spread:.3f}" == "0.264" and f"{between:.3f}" == "0.270"

# %% [markdown]
# 可见只凭前两年的留存率，就量得出用户之间差多远：均值 0.631，标准差 0.264。
#
# 但两群人还不够。他们合起来的留存率，永远超不过较好那群的 90%，而实际在第 6 年就超过了。当然可以再加一群 95% 的，再加第四群。不过有更利落的办法。

# %%
over = next(year for year, rate in enumerate(kept, 1) if rate > SETTLED)
print(f"实际留存率超过 {SETTLED:.0%}：第 {over} 年")

assert over == 6 and max(retained) < SETTLED and kept[11] > 0.94

# %% [markdown]
# ## 每种概率都有一群人 { #beta }
#
# 干脆让 0 到 1 之间每个 `#!math \theta` 都有一群人，各群多大，用一条只靠两个数就能弯出大多数形状的曲线来描述，也就是贝塔分布的密度：
#
# ```math
# f(\theta) = \frac{\theta^{\alpha - 1} (1 - \theta)^{\beta - 1}}{B(\alpha, \beta)}
# ```
#
# 分母 `#!math B(\alpha, \beta)` 是分子的积分，好让各群加起来等于 1。**第一步**，流失概率为 `#!math \theta` 的那群人，`#!math t` 年后剩下 `#!math (1 - \theta)^t`。各群相加：
#
# ```math
# S_t = \int_0^1 (1 - \theta)^t f(\theta) \, d\theta
# ```
#
# **第二步**，多出来的幂，只是让 `#!math 1 - \theta` 的指数增加 `#!math t`，积出来仍是贝塔函数：
#
# ```math
# S_t = \frac{B(\alpha, \beta + t)}{B(\alpha, \beta)}
# ```
#
# **第三步**，留存率是相邻两年生存率之比，公共的分母约掉：
#
# ```math
# r_t = \frac{S_t}{S_{t-1}} = \frac{B(\alpha, \beta + t)}{B(\alpha, \beta + t - 1)}
# ```
#
# **第四步**，把贝塔函数写成伽马函数：`#!math B(x, y) = \Gamma(x) \Gamma(y) / \Gamma(x + y)`。`#!math \Gamma(\alpha)` 也约掉，剩下两个分式相乘：
#
# ```math
# r_t = \frac{\Gamma(\beta + t)}{\Gamma(\beta + t - 1)} \cdot \frac{\Gamma(\alpha + \beta + t - 1)}{\Gamma(\alpha + \beta + t)}
# ```
#
# **第五步**，由 `#!math \Gamma(x + 1) = x \Gamma(x)`，前一个分式等于 `#!math \beta + t - 1`，后一个等于 `#!math \alpha + \beta + t - 1` 的倒数：
#
# ```math
# r_t = \frac{\beta + t - 1}{\alpha + \beta + t - 1}
# ```
#
# 这就是移位贝塔-几何模型（sBG）。它从 `#!math \beta / (\alpha + \beta)` 起步，越走越慢地趋近 1。第二步还顺带说明：留满 `#!math t` 年的人，仍服从贝塔分布，只是 `#!math \beta` 换成 `#!math \beta + t`。人没变，变的是曲线的位置。

# %%
ALPHA, BETA = 0.7637, 1.2958  # 出处见下一节


def log_beta(a, b):
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


product = 1.0
for t in range(1, 13):
    product *= (BETA + t - 1) / (ALPHA + BETA + t - 1)
    quotient = math.exp(log_beta(ALPHA, BETA + t) - log_beta(ALPHA, BETA))
    assert math.isclose(product, quotient)
    assert math.isclose(product, Sbg.of(ALPHA, BETA).survival(t)[t])

# 第一步直接相加：取 20,000 群，间距排得让各群权重相等
steps = 20_000
middles = [((i + 0.5) / steps) ** (1 / ALPHA) for i in range(steps)]
size = fmean((1 - theta) ** (BETA - 1) for theta in middles)
left = fmean((1 - theta) ** (BETA + 3) for theta in middles)
print(f"S_4，各群相加：{left / size:.4f}")
print(f"按公式：{Sbg.of(ALPHA, BETA).survival(4)[4]:.4f}")
print(f"实际：{COUNTS[4] / 1000:.4f}")

assert abs(left / size - Sbg.of(ALPHA, BETA).survival(4)[4]) < 5e-5

# %% fold_code="展开作图代码"
WHO = ["新用户", "续费四次之后"]


def tenths(a, b):
    """流失概率每隔一成，落在其中的人占百分之几。"""
    reached = [beta_cdf(i / 10, a, b) for i in range(11)]
    return [100 * (above - below) for below, above in pairwise(reached)]


bars = [
    {"churn": f"{10 * i}–{10 * i + 10}", "share": size, "who": who}
    for who, b in zip(WHO, (BETA, BETA + 4), strict=True)
    for i, size in enumerate(tenths(ALPHA, b))
]
figure(
    "各人一年内流失的概率。低于 10% 的，在新用户里占 21%，"
    "在续费四次的人里占 55%。没有谁从一根柱子挪到另一根。",
    data={"values": bars},
    mark="bar",
    encoding={
        "x": {
            **look.name("churn", "自己的流失概率（%）"), "axis": {"labelAngle": -45},
        },
        "y": share(0, 60, "人数占比（%）"),
        "xOffset": {"field": "who", "sort": None},
        "color": {**look.series("who", WHO), "legend": {"title": None}},
    },
)
low = [round(tenths(ALPHA, b)[0]) for b in (BETA, BETA + 4)]
assert low == [21, 55]

# %% [markdown]
# ## 似然，以及它的最高处 { #likelihood }
#
# `#!math \alpha` 和 `#!math \beta` 取多少？取让实际人数最不意外的那一对。第 `#!math t` 年年初有 `#!math m_t` 人，其中 `#!math d_t` 人离开；从在场者里随便挑一人，模型说他离开的概率是 `#!math 1 - r_t`。于是对数似然逐年相加：
#
# ```math
# \ell = \sum_t \left( d_t \ln(1 - r_t) + (m_t - d_t) \ln r_t \right)
# ```
#
# 只用前四年，后面的藏起来。最大值没有现成公式，但只有两个坐标的山不难爬：各个方向试一步，更高就走过去，都不更高就把步子减半。

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
print(f"alpha {a:.4f}，beta {b:.4f}")
print(f"对数似然 {top:.2f}")
print(f"人人相同的流失率：{four.loglik_alike:.2f}")

assert (f"{a:.4f}", f"{b:.4f}") == (f"{ALPHA:.4f}", f"{BETA:.4f}")
assert math.isclose(top, four.loglik)
assert (f"{top:.2f}", f"{four.loglik_alike:.2f}") == ("-1401.56", "-1451.16")
assert f"{top - four.loglik_alike:.1f}" == "49.6" and f"{DROP:.2f}" == "1.92"

# %% [markdown]
# 这段爬山代码对手册的程序一无所知，到达的却是同一个地方。人人相同的流失率低了 49.6。对数似然里通常以 1.92 为界，它是卡方分布 95% 分位数的一半；离最高点不超过 1.92 的，拟合得都差不多好。下图画的就是这块区域的边界。

# %% fold_code="展开作图代码"
SPANS = {"四年": four, "七年": seven, "十二年": twelve}


def edge(found):
    """沿边界走一圈：去时流失率较低，回时较高。"""
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
    "与最优值（圆点）拟合得差不多好的 alpha 和 beta，按拟合用几年分。"
    "区域像一道窄窄的山脊：两个数同升同降，年数越多，山脊越短。",
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
# 所以不要单独解读 `#!math \alpha`：只看四年，从 0.60 到 1.00 都说得过去，只要 `#!math \beta` 跟着变。两个数合起来说的话才靠得住。正因如此，本手册给的是外推值的区间，而不是参数的区间：沿着边界走一圈，记下每一点推出多少，取最低和最高。
#
# ## 留出几年来检验 { #hold-back }
#
# 拟合得好不算证明，参数够多的曲线什么都拟合得上。要看的是藏起来的那几年。

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
table(["年", "实际", "95% 区间", "外推"], rows)

assert [row[2:] for row in rows[::7]] == [["255–315", "284"], ["128–193", "160"]]
assert all(low < COUNTS[year] < high for year, (low, high) in limits.items())
assert single[3] > COUNTS[3] and single[4] < COUNTS[4] and 1000 * first**2 < COUNTS[2]

# %% fold_code="展开作图代码"
LEFT = look.number("share", "1,000 人里还在的", domain=(0, 1000))
KINDS = ["sBG，四年", "恒为 27.2%", "恒为 36.9%"]
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
    "用四年拟合，外推八年：圆点是实际人数，色带是 95% 区间。"
    "不变的流失率，一个从第 2 年起偏低，另一个从第 4 年起偏低。",
    layer=[
        look.layer("area", band, {
            "x": YEAR, "y": look.number("low", "1,000 人里还在的"), "y2": {"field": "high"},
        }, opacity=0.25),
        look.layer("line", paths, {
            "x": YEAR, "y": LEFT, "color": look.series("kind", KINDS, colours, columns=2),
            "strokeDash": look.dashes("kind", KINDS, columns=2),
        }),
        look.layer("point", dots, {"x": YEAR, "y": LEFT}, color=look.INK, opacity=1),
    ],
)

# %% [markdown]
# 八个实际人数全在区间里。但有两点要一起说。其一，推出来的全都偏低，最后一年低 8%：这八年不是八次独立的成功，因为第 12 年还在的人，第 11 年也在。其二，区间管的是数据没能确定曲线的那部分，管不了涨价，也管不了新的对手。

# %%
short = [curve[year] / COUNTS[year] - 1 for year in range(5, 13)]
print("外推与实际之差：", " ".join(f"{gap:+.1%}" for gap in short))

assert max(short) < 0 and f"{short[-1]:.0%}" == "-8%"

# %% [markdown]
# ## 值多少钱 { #value }
#
# 用户现在付 120，以后每次续费再付一次，折现率 `#!math d = 10\%`。一名新用户预计的付款次数，折现后不设终点地加起来，是
#
# ```math
# \mathrm{DEL} = \sum_{t=0}^{\infty} \frac{S_t}{(1 + d)^t}
# ```
#
# 如果留存率恒为 `#!math r`，这就是公比 `#!math r/(1+d)` 的等比级数：
#
# ```math
# \mathrm{DEL} = \frac{1 + d}{1 + d - r}
# ```
#
# 换成 sBG，级数照样收敛，只是慢一些，相邻两项之比逐渐升向 `#!math 1/(1+d)`。算价值用七次续费的拟合，与计算器打开时一致。

# %%
PAID, D = 120, 0.10

new = PAID * seven.model.lifetime(D)
flat = PAID * constant(1 - first).lifetime(D)
years = enumerate(seven.model.survival(400))
added = PAID * math.fsum(left / (1 + D) ** t for t, left in years)
low, high = (PAID * end for end in seven.interval(lambda model: model.lifetime(D)))
print(f"sBG {new:.2f}（95% 区间 {low:.2f} 至 {high:.2f}）")
print(f"流失率不变 {flat:.2f}")

assert [f"{p:.4f}" for p in seven.model.parameters] == ["0.7041", "1.1820"]
assert (f"{new:.2f}", f"{flat:.2f}") == ("443.39", "281.45")
assert math.isclose(flat, PAID * 1.1 / (1.1 - 0.631))
assert math.isclose(new, added, rel_tol=1e-9)
assert (f"{low:.2f}", f"{high:.2f}") == ("416.74", "471.74")

# %% [markdown]
# 每名用户差 161.94，是较低那个数的 58%。其中只有五分之一来自前四次续费，其余都是少数老用户后来付的钱，被不变的流失率一笔勾销了。那么，已经续费 `#!math n` 次、正要再次决定的用户，值多少？

# %%
rows = []
for n in (0, 1, 2, 4, 7):
    worth = PAID * seven.model.residual(D, n)
    rows.append([str(n), f"{seven.model.retention(n + 1):.1%}", f"{worth:.2f}"])
table(["已续费几次", "下次续费的概率", "决定之前的价值"], rows)

gaps = [left - first**t for t, left in enumerate(seven.model.survival(4))]
sooner = PAID * sum(gap / (1 + D) ** t for t, gap in enumerate(gaps))
assert 0.20 < sooner / (new - flat) < 0.22
assert f"{new - flat:.2f}" == "161.94" and f"{new / flat - 1:.0%}" == "58%"
assert rows[0][1:] == ["62.7%", "355.73"] and rows[4][1:] == ["92.1%", "821.08"]
assert math.isclose(new, PAID + PAID * seven.model.residual(D, 0) / (1 + D))

# %% [markdown]
# ## 不能拿它做什么 { #misuse }
#
# - **给“忠诚度提升”发奖金。**四年里从 63.1% 到 85.3%，是什么都不做也会有的。它是零点，成绩要从这里往上量。应当拿不同同期群在同一期龄上比，更好的是设一组不做措施的对照。打折留老用户也不划算：续费满七次的人，下一次有 92.1% 本来就会付全价。
# - **反复续借的借款人。**月月借新还旧，留存率满分，套进公式价值惊人；其实可能是还不起了。先把这些人剔除，更不能拿他们定目标。
# - **对不走的人涨价。**模型找得出谁不会走，因此就多收他们的钱，等于对懒得比价的人加价。《个人信息保护法》（2021 年）第 24 条禁止自动化决策在价格上实行不合理的差别待遇。
# - **给个人打分。**`#!math \theta` 谁也没见过。模型知道的是一群人怎么构成；对其中某一个人，只知道他来了多久。
# - **流失率随期龄上升。**贷款会到期，首年优惠会结束。上面的方差公式说明，下降的留存率在模型之外；练习 2 会看到，哪怕只降一点，外推会怎么样。
#
# ## 练习 { #exercises }
#
# **1.** 人数只有十分之一：100、63、47、38、33。十二年后的区间有多宽？还分得出用户有差异，还是人人相同也说得通？

# %% fold="展开练习 1 的答案"
tenth = cohort_fit([100, 63, 47, 38, 33], 4)
low, high = (end * 100 for end in tenth.interval(lambda model: model.survival(12)[12]))
print(f"十二年后 100 人里还有 {low:.1f} 至 {high:.1f} 人")
print(f"人人相同却偶然显得这样不同，概率为 {tenth.p_alike:.2%}")

assert (f"{low:.1f}", f"{high:.1f}", f"{tenth.p_alike:.2%}") == ("7.1", "27.7", "0.06%")
wider = (high - low) / (limits[12][1] - limits[12][0]) * 10
assert abs(wider - math.sqrt(10)) < 0.1  # 人数是十分之一

# %% [markdown]
# **2.** 同一来源还有一个同期群，叫“高端客户”。用它的前四年拟合，第 12 年推得准吗？先看头两个留存率，再说原因。

# %% fold="展开练习 2 的答案"
HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394]

early = cohort_fit(HIGH_END, 4)
ends = [1000 * end for end in early.interval(lambda model: model.survival(12)[12])]
rates = [after / before for before, after in pairwise(HIGH_END)]
late = 1000 * early.model.survival(12)[12]
print(f"外推 {late:.0f} 人，区间 {ends[0]:.0f} 至 {ends[1]:.0f}")
print(f"实际 {HIGH_END[12]} 人；留存率先是 {rates[0]:.1%}，后是 {rates[1]:.1%}")

assert f"{ends[0]:.0f} 至 {ends[1]:.0f}" == "220 至 375"
assert HIGH_END[12] > ends[1]
assert (f"{rates[0]:.1%}", f"{rates[1]:.1%}") == ("86.9%", "85.5%")

# %% [markdown] fold="展开练习 2 的答案"
# 不准：实际还有 394 人，比整个区间都高。它的留存率第二年略有下降。人人不变的话，这只会出于偶然；拟合却把它当成“用户差别不大”，于是低估了后来的上升。模型对，区间才对，留出几年检验为的就是这个。2018 年，Fader、Hardie 等人回头处理了这类同期群，让个人的流失概率随期龄变化。

# %% [markdown]
# **3.** 下一个同期群也是先 63.1%、后 74.2%，负责人说这段上升是自己的功劳。以第一个同期群为准，第 2 年的留存率要到多少才值得追问？

# %% fold="展开练习 3 的答案"
usual = four.model.retention(2)
noise = math.sqrt(usual * (1 - usual) / COUNTS[1])
print(f"没有人改变时是 {usual:.1%}，631 人的波动为 ± {1.96 * noise:.1%}")

assert (f"{usual:.1%}", f"{1.96 * noise:.1%}") == ("75.0%", "3.4%")
ends = [f"{usual + side * 1.96 * noise:.1%}" for side in (-1, 1)]
assert ends == ["71.7%", "78.4%"] and abs(kept[1] - usual) < 1.96 * noise

# %% [markdown] fold="展开练习 3 的答案"
# 高于 78.4%，或者低于 71.7%。74.2% 只是人群构成变化就能带来的。

# %% [markdown]
# ## 资料来源 { #sources }
#
# - Fader, P. S. and Hardie, B. G. S. (2007). How to project customer retention. Journal of Interactive Marketing 21(1), 76–90：模型与两个同期群的数据；数据原出 Berry 与 Linoff 的 Data Mining Techniques（2004）。
# - Fader, P. S. and Hardie, B. G. S. (2010). Customer-base valuation in a contractual setting: the perils of ignoring heterogeneity. Marketing Science 29(1), 85–93.
# - Fader, P. S., Hardie, B. G. S., Liu, Y., Davin, J. and Steenburgh, T. (2018). ‘How to project customer retention’ revisited: the role of duration dependence. Journal of Interactive Marketing 43, 1–16.
# - Venzon, D. J. and Moolgavkar, S. H. (1988). A method for computing profile-likelihood-based confidence intervals. Applied Statistics 37(1), 87–94.
#
# 看到这样的上升，什么话能说，什么话不能说，见 [4.2 用户运营与社区建设](../operations/users.md#cohorts)。
