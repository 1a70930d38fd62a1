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
# title: 缓慢漂移为何躲过控制图
# description: 一步步推出 EWMA 的界限，用三种办法数清误报，再由误报预算定阈值，并看清 PSI 里有多少只是噪声。
# minutes: 25
# level: optional
# updated: 2026-11-22
# ---
#
# # 缓慢漂移为何躲过控制图 { #early_warning }
#
# !!! abstract "30 秒读懂"
#     休哈特控制图每天只看当天：欺诈率每天涨一点，涨上几个星期也可能碰不到 3 倍标准差的线。EWMA（指数加权移动平均）把前些天也算进来，越早的权重越小。下面这个例子里，没有哪一天接近上限，EWMA 却在第 7 天报了警。两张图都是大约一年误报一次，快出来的这一截没有多付代价。所以先定团队处理得了多少误报，界限的宽度由它算出来。
#
# 读完本页，你能自己推出两张图的界限，说清各自多久误报一次、多快发现异常，会用误报预算定阈值，也会拿 PSI 跟它自身的噪声比。报警之后告诉谁、怎么办，见[风险预警与应急处理](../risk/respond.md)。
#
# 本页的数字都在建站时现算；每个论断后面都跟着一行 `assert`，论断若不成立，这一页根本发布不出来。代码只用 Python 标准库和本手册的 `calculators` 包。

# %% fold="展开导入"
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
# ## 七天 { #seven-days }
#
# 某业务每天约 5,000 笔，上个季度风平浪静，欺诈率 2.00%。这一周的日报依次是 2.05、2.12、2.18、2.24、2.29、2.33、2.36%。有没有出事？最晚哪一天该有人收到报警？
#
# 先用休哈特的老办法。如果一切照旧，`#!math n` 笔里的欺诈笔数服从二项分布，概率还是原来的 `#!math p_0`，于是每天的欺诈率围着它上下波动，标准误（通常说“3 倍标准差”，指的就是它）是
#
# ```math
# \sigma = \sqrt{p_0 (1 - p_0) / n}
# ```
#
# 哪一天偏离超过 3 个标准误，就报警。

# %%
P0, N = 0.02, 5000
DAYS = [0.0205, 0.0212, 0.0218, 0.0224, 0.0229, 0.0233, 0.0236]

sigma = math.sqrt(P0 * (1 - P0) / N)
upper = P0 + 3 * sigma
print(f"标准误：{sigma:.4%}")
print(f"上　限：{upper:.3%}")
print(f"最高日：{max(DAYS):.2%}")

assert f"{upper:.3%}" == "2.594%"
assert max(DAYS) < upper
assert rate_error(P0, N) == sigma and rate_limits(P0, N).upper == upper

# %% [markdown]
# 没有一天接近 2.594%。连涨一周之后的最后一天，也不到 2 个标准误；就算什么事都没有，这么高的日子平均每个月也会碰上一次。

# %%
as_high = 1 - NormalDist(P0, sigma).cdf(DAYS[-1])
print(f"偶然达到 {DAYS[-1]:.2%} 或更高：每 {1 / as_high:.0f} 天一次")

assert 28 < 1 / as_high < 31

# %% fold_code="展开作图代码"
DAY = {"field": "day", "type": "ordinal", "title": "天", "axis": {"labelAngle": 0}}


def rates(low, high):
    """以百分数表示欺诈率的坐标轴。"""
    scale = {"domain": [low, high], "zero": False}
    return {"type": "quantitative", "title": "欺诈率（%）", "scale": scale}


def level(value, words, colour):
    """一条水平虚线，名称写在右端上方。"""
    where = {
        "data": {"values": [{"y": value}]},
        "encoding": {"y": {"field": "y", "type": "quantitative"}},
    }
    rule = {"type": "rule", "color": colour, "strokeDash": [6, 4], "strokeWidth": 1.5}
    name = {"type": "text", "text": words, "align": "right", "dy": -8, "x": "width"}
    return [{**where, "mark": rule}, {**where, "mark": name}]


week = [{"day": day, "rate": 100 * rate} for day, rate in enumerate(DAYS, 1)]
figure(
    "每日欺诈率与休哈特上限：连涨七天，"
    "没有一天越过 2.594%。",
    layer=[
        {
            "data": {"values": week},
            "mark": {"type": "line", "point": True},
            "encoding": {"x": DAY, "y": {"field": "rate", **rates(1.9, 2.7)}},
        },
        *level(100 * upper, "休哈特上限 2.594%", look.CAUTION),
        *level(100 * P0, "中心线 2.00%", look.MUTED),
    ],
)

# %% [markdown]
# ## 控制图忘掉了什么 { #what-the-chart-forgets }
#
# 换个看法，把一周放在一起看。七天全在中心线上方，单凭运气，`#!math 2^7 = 128` 周才有一次。再看七天的均值，它的标准误 `#!math \sigma / \sqrt{7}` 比单日的小得多；用这把尺子量，这一周已经偏到了 3 倍标准误的线上，和某一天单独触线一样少见。

# %%
whole_week = (fmean(DAYS) - P0) / (sigma / math.sqrt(7))
last_day = (DAYS[-1] - P0) / sigma
print(f"单看最后一天：{last_day:.2f} 个标准误")
print(f"一周合起来看：{whole_week:.2f} 个标准误")

assert f"{last_day:.2f}" == "1.82" and f"{whole_week:.2f}" == "3.00"

# %% [markdown]
# 可见证据早就有了，只是控制图每天都把前面的扔掉。那就改看“最近七天均值”？麻烦跟着来：凭什么是七天，第八天的数据又凭什么一下子归零？需要的是一种慢慢淡下去的记忆。
#
# ## 慢慢淡去的记忆 { #ewma }
#
# Roberts 在 1959 年给出了一个办法：从中心线出发，每天朝当天的观测值挪一步，步长是距离的固定比例 `#!math \lambda`：
#
# ```math
# z_0 = p_0, \qquad z_t = \lambda x_t + (1 - \lambda) z_{t-1}
# ```
#
# 取 `#!math \lambda = 0.2`，第 1 天是 0.2 × 2.05 + 0.8 × 2.00 = 2.010%，第 2 天是 0.2 × 2.12 + 0.8 × 2.010 = 2.032%。把式子逐层代回去，就看出它在平均什么：当天占 20%，前一天 16%，再前一天 12.8%，依次递减，每过三天权重减半。
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
print("权重，由近及远：", " ".join(f"{w:.1%}" for w in weights))
print(f"权重每 {half_life:.1f} 天减半")

assert f"{z[0]:.3%}" == "2.010%" and f"{z[1]:.3%}" == "2.032%"
assert math.isclose(z[6], by_weights) and 3 < half_life < 3.2

# %% [markdown]
# ## 界限怎么来，一步一步 { #ewma-limits }
#
# 一切照旧时，`#!math z_t` 会晃多远？各天相互独立，方差可以相加，每天乘上自己权重的平方：
#
# ```math
# \mathrm{Var}(z_t) = \sigma^2 \lambda^2 \sum_{k=0}^{t-1} (1 - \lambda)^{2k}
# ```
#
# 这是公比 `#!math q = (1-\lambda)^2` 的等比数列，和为 `#!math (1 - q^t) / (1 - q)`，而 `#!math 1 - q = \lambda (2 - \lambda)`，所以
#
# ```math
# \sum_{k=0}^{t-1} (1 - \lambda)^{2k} = \frac{1 - (1 - \lambda)^{2t}}{\lambda (2 - \lambda)}
# ```
#
# 代回去约掉一个 `#!math \lambda`。两边各留 `#!math L` 个标准误，界限就是
#
# ```math
# p_0 \pm L \sigma \sqrt{\frac{\lambda}{2 - \lambda} \left( 1 - (1 - \lambda)^{2t} \right)}
# ```
#
# 界限起初很窄，因为第一天过后，均值里只装着五分之一天的波动；之后逐日放宽，稳定在 `#!math L \sigma \sqrt{\lambda / (2 - \lambda)}`。`#!math \lambda = 0.2` 时，这正好是 `#!math L \sigma` 的三分之一。好处全在这里：随机波动被压到三分之一，持续的漂移却分毫不减。`#!math L = 2.86` 从哪里来，下一节再讲。

# %%
L = 2.86


def ewma_upper(t):
    grown = 1 - (1 - LAM) ** (2 * t)
    return P0 + L * sigma * math.sqrt(LAM / (2 - LAM) * grown)


rows = []
for t, (rate, average) in enumerate(zip(DAYS, z, strict=True), 1):
    limit = ewma_upper(t)
    alarm = "是" if average > limit else "否"
    rows.append([str(t), f"{rate:.2%}", f"{average:.4%}", f"{limit:.4%}", alarm])
table(["天", "欺诈率", "EWMA", "界限", "报警"], rows)

steady = L * sigma * math.sqrt(LAM / (2 - LAM))
print(f"稳态界限：{P0 - steady:.3%} 至 {P0 + steady:.3%}")

direct = sigma**2 * math.sumprod(weights, weights)
assert math.isclose(ewma_upper(7), P0 + L * math.sqrt(direct))
assert math.isclose(math.sqrt(LAM / (2 - LAM)), 1 / 3)
assert rows[6] == ["7", "2.36%", "2.2117%", "2.1846%", "是"]
assert [row[4] for row in rows] == ["否"] * 6 + ["是"]
assert (f"{P0 - steady:.3%}", f"{P0 + steady:.3%}") == ("1.811%", "2.189%")
assert average_chart(DAYS, P0, sigma, LAM, L).first_alarm == 7

# %% [markdown]
# 第 7 天越线，当天的欺诈率是 2.36%，在休哈特图上还算正常的一天。

# %% fold_code="展开作图代码"
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
    {"day": 1, "y": 2.14, "name": "界限"},
    {"day": 5, "y": 2.10, "name": "EWMA"},
    {"day": 4, "y": 2.275, "name": "每日欺诈率"},
]


def series(field, **mark):
    axes = {"x": DAY, "y": {"field": field, **rates(1.95, 2.45)}}
    return {"data": {"values": band}, "mark": mark, "encoding": axes}


figure(
    "同一周的 EWMA 图：均值（实线）在第 7 天越过界限（虚线）；"
    "圆点是每日欺诈率。",
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
# ## 各自多久误报一次 { #false-alarms }
#
# 报得快的图，如果天天报，也没有用。衡量的尺子叫**平均运行长度**：从开始监测到第一次报警，平均要过多少天。没事的时候越长越好，出事之后越短越好。
#
# 休哈特图一行就能算完：每天都是一次全新的抽样，落在 3 倍标准误之外的概率是 `#!math p = 2\Phi(-3) = 0.27\%`，平均等待 `#!math 1/p = 370.4` 天，大约一年误报一次。

# %%
chance = 2 * NormalDist().cdf(-3)
print(f"每天 {chance:.3%}，平均 {1 / chance:.1f} 天误报一次")

assert f"{1 / chance:.1f}" == "370.4"
assert math.isclose(shewhart_run_length(3).average, 1 / chance)

# %% [markdown]
# EWMA 有记忆，各天的值不再是全新的抽样，不能这么算。下面用三种互不相干的办法求同一个数。
#
# **其一，马尔可夫链**（Lucas 与 Saccucci，1990）。把两条稳态界限之间的区间切成 101 等份。从某一份的中点出发，明天的值等于今天的值乘 `#!math 1-\lambda`，再加上 `#!math \lambda` 倍的正态值，所以落进任何一份的概率都是两个正态概率之差。让概率从正中间出发逐日流动，流出区间的，就是已经报警的。把每天还留在区间内的概率加起来，就是平均运行长度。

# %%
def still_inside(lam, width, shift=0.0, slices=101, days=400):
    """过了 0、1、2……天仍未报警的概率；偏移以标准误计。"""
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
    """求和；尾部每天按同一比例缩小，是等比数列。"""
    factor = inside[-1] / inside[-2]
    return sum(inside) + inside[-1] * factor / (1 - factor)


quiet = still_inside(LAM, L)
by_chain = run_length(quiet)
print(f"马尔可夫链：平均 {by_chain:.1f} 天误报一次")

# %% [markdown]
# **其二，积分方程**（Crowder，1987），本手册的计算器用的就是它。意思很直白：从这里出发还能走多久，等于一天，加上明天落在区间内某处之后还能走多久。取 40 个节点求解，精确到很多位。2.86 的来历也在这里：让 EWMA 的误报和 3 倍标准误的线一样少，算出来的宽度保留两位小数就是它。

# %%
by_equation = average_run_length(LAM, L).average
same_width = average_width(shewhart_run_length(3).average, LAM)
print(f"积分方程：平均 {by_equation:.1f} 天误报一次")
print(f"与 3 倍标准误同样少：L = {same_width:.3f}")

assert abs(by_chain / by_equation - 1) < 0.005
assert f"{same_width:.2f}" == "2.86"

# %% [markdown]
# **其三，直接试。**抽正态随机数，抽到报警为止，记下是第几天；每张图重复 1,500 次。1,500 次的均值自己也有约 2.6% 的误差，所以只要求理论值落在 3 个标准误以内。随机种子是固定的，你重跑会得到同样的数。

# %%
draw = random.Random(20261122)


def simulate(lam, width, shift=0.0, runs=1500):
    """以稳态界限模拟的平均运行长度，及其标准误。"""
    edge = width * math.sqrt(lam / (2 - lam))
    lengths = []
    for _ in range(runs):
        average, day = 0.0, 0
        while -edge <= average <= edge:
            average += lam * (draw.gauss(shift, 1.0) - average)
            day += 1
        lengths.append(day)
    return fmean(lengths), stdev(lengths) / math.sqrt(runs)


charts = {"休哈特图，3 倍标准误": (1.0, 3.0), "EWMA，λ = 0.2，L = 2.86": (LAM, L)}
rows = []
for name, (lam, width) in charts.items():
    theory = average_run_length(lam, width).average
    seen, error = simulate(lam, width)
    rows.append([name, f"{theory:.1f}", f"{seen:.1f}", f"± {error:.1f}"])
    assert abs(seen - theory) < 3 * error
table(["控制图", "理论（天）", "模拟（天）", "标准误"], rows)

# %% [markdown]
# 平均 370 天，不等于一年太平。运行长度的离散程度跟掷骰子等六点差不多：一个月内就误报的概率约十三分之一，一个季度内约五分之一，一年内 63%。

# %%
rows = []
for days in (30, 90, 365):
    single = 1 - (1 - chance) ** days
    rows.append([f"{days} 天", f"{single:.0%}", f"{1 - quiet[days]:.0%}"])
table(["多少天内误报", "休哈特图", "EWMA"], rows)

assert [row[1] for row in rows] == ["8%", "22%", "63%"]
assert [row[2] for row in rows] == ["7%", "21%", "63%"]

# %% [markdown]
# 还要做一处修正：欺诈是按笔数的，计数的分布略微偏向一边。每天 5,000 笔、概率 2% 时，按二项分布精确计算，向上越过 3 倍标准误的概率比正态近似大出一半，所以真实的控制图误报比 370 天一次更勤。每天的欺诈笔数越少，偏得越厉害；如果一天只有几笔，界限应当直接用二项分布来算。

# %%
def binomial(k):
    """一天恰有 k 笔欺诈的概率：组合数乘 p^k (1 - p)^(n - k)。"""
    ways = math.lgamma(N + 1) - math.lgamma(k + 1) - math.lgamma(N - k + 1)
    return math.exp(ways + k * math.log(P0) + (N - k) * math.log1p(-P0))


lower = P0 - 3 * sigma
above = math.fsum(binomial(k) for k in range(math.floor(N * upper) + 1, N + 1))
below = math.fsum(binomial(k) for k in range(math.ceil(N * lower)))
print(f"向上 {above:.3%}，向下 {below:.3%}；正态近似各 {chance / 2:.3%}")
print(f"平均 {1 / (above + below):.0f} 天误报一次")

assert above > 1.4 * chance / 2 > below
assert 300 < 1 / (above + below) < 370

# %% [markdown]
# ## 各自多快发现异常 { #detection-delay }
#
# 现在让欺诈率跳升半个标准误，从 2.00% 到 2.10%，然后停在那里。休哈特图平均要 155 天，EWMA 只要 36 天。跳升一个标准误到 2.20%，是 44 天对 10 天。只有跳得很大时，休哈特图才占先，而且只快零点几天。

# %%
rows = []
for shift in (0.5, 1.0, 2.0, 3.0):
    single = shewhart_run_length(3, shift).average
    ewma = average_run_length(LAM, L, shift).average
    new_rate = f"{P0 + shift * sigma:.2%}"
    rows.append([f"{shift:g} 个标准误", new_rate, f"{single:.1f}", f"{ewma:.1f}"])
    if shift <= 1:
        for (lam, width), theory in zip(charts.values(), (single, ewma), strict=True):
            seen, error = simulate(lam, width, shift)
            assert abs(seen - theory) < 3 * error
        by_chain = run_length(still_inside(LAM, L, shift))
        assert abs(by_chain / ewma - 1) < 0.005
table(["偏移", "新的欺诈率", "休哈特图（天）", "EWMA（天）"], rows)

assert [row[2] for row in rows] == ["155.2", "43.9", "6.3", "2.0"]
assert [row[3] for row in rows] == ["36.2", "9.8", "3.6", "2.3"]

# %% fold_code="展开作图代码"
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
    "偏移多大、几天报警（对数刻度）：没有偏移时两图相同；偏移小，"
    "EWMA 快到四倍；约 2.7 个标准误起，"
    "休哈特图略快。",
    data={"values": curve},
    mark={"type": "line"},
    encoding={
        "x": {"field": "shift", "type": "quantitative", "title": "偏移（标准误）"},
        "y": {
            "field": "days",
            "type": "quantitative",
            "title": "到报警的天数",
            "scale": {"type": "log", "domain": [1, 500]},
            "axis": {"values": [1, 3, 10, 30, 100, 370]},
        },
        "color": {"field": "chart", "type": "nominal", "title": None},
        "strokeDash": {"field": "chart", "type": "nominal", "title": None},
    },
)
for shift, sooner in ((2.6, "EWMA"), (2.8, "休哈特图")):
    single = shewhart_run_length(3, shift).average
    ewma = average_run_length(LAM, L, shift).average
    assert sooner == ("EWMA" if ewma < single else "休哈特图")

# %% [markdown]
# 天数就是钱。跳升一个标准误，每天多出 9.9 笔欺诈；到报警为止，一张图多放进 435 笔，另一张 97 笔。

# %%
extra = sigma * N
single = extra * shewhart_run_length(3, 1).average
ewma = extra * average_run_length(LAM, L, 1).average
print(f"每天多 {extra:.1f} 笔欺诈")
print(f"到报警为止：休哈特图 {single:.0f} 笔，EWMA {ewma:.0f} 笔")

assert (f"{extra:.1f}", f"{single:.0f}", f"{ewma:.0f}") == ("9.9", "435", "97")

# %% [markdown]
# 没有一张图样样看得见。某一天突然跳高 4 个标准误、第二天又恢复，例如一份错误的清算文件，EWMA 只动 0.8，到不了 0.95 的界限；休哈特图却一定看得见。所以两张都要挂，只是别忘了它们共用一份预算：合在一起，大约每 200 天误报一次，而不是 370 天。

# %%
def both(runs=1500):
    """一切正常时，任意一张图报警之前的天数。"""
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
print(f"两张图合计：平均 {together:.0f} 天误报一次，± {error:.0f}")

assert f"{LAM * 4:.1f}" == "0.8" and f"{L / 3:.2f}" == "0.95"
assert abs(together - 200) < 3 * error < 20

# %% [markdown]
# ## 由误报预算定阈值 { #false-alarm-budget }
#
# “3 倍标准差”是习惯，不是决定。按下面的次序来定：
#
# 1. **值班的人处理得了多少误报？**比如全部加起来每月一次。没人有空查的报警，只会教大家忽略下一次。
# 2. **几张图分这份预算？**20 个指标、每天看一次，那么每张图只能 20 × 30 = 600 天误报一次。
# 3. **多大的变化绝不能漏？**就是损失超过排查成本的那种变化。`#!math \lambda` 由它定：半个标准误用 0.05 左右，一个用 0.1 到 0.2，两个以上用 0.4。
# 4. **查出宽度**，同时看清换来的是多长的发现时间。如果嫌太慢，调宽度是没有用的，只能增加每天的数据量、换更灵敏的指标，或者加预算。

# %%
budgets = (30, 100, 200, 370.4, 600, 1000)
rows = []
for days in budgets:
    width = average_width(days, LAM)
    delays = [average_run_length(LAM, width, s).average for s in (0.5, 1, 2)]
    rows.append([f"{days:,g} 天", f"{width:.2f}", *(f"{d:.1f}" for d in delays)])
table(["多少天误报一次", "L", "偏移 0.5：几天发现", "偏移 1", "偏移 2"], rows)

assert rows[3][1:4] == ["2.86", "36.2", "9.8"]
assert rows[4][1:4] == ["3.02", "45.6", "11.0"]
there_and_back = average_run_length(LAM, average_width(600, LAM)).average
assert math.isclose(there_and_back, 600, rel_tol=1e-6)

# %% [markdown]
# 误报从 370 天一次压到 600 天一次，一个标准误的变化晚发现 1.2 天，半个标准误的晚 9 天。要抓的变化大，少误报几乎不费代价；要抓的变化小，代价就高了，所以第 3 步要放在第 4 步前面。下表固定误报次数、只换 `#!math \lambda`，看到的是另一面：没有哪个权重处处最好。

# %%
rows = []
for lam in (0.05, 0.1, 0.2, 0.4, 1.0):
    width = average_width(600, lam)
    delays = [average_run_length(lam, width, s).average for s in (0.5, 1, 2, 3)]
    rows.append([f"{lam:g}", f"{width:.2f}", *(f"{d:.1f}" for d in delays)])
head = ["λ", "600 天对应的 L", "偏移 0.5：几天发现", "偏移 1", "偏移 2", "偏移 3"]
table(head, rows)

delays = [[float(row[column]) for row in rows] for column in (2, 3, 4, 5)]
best = [rows[column.index(min(column))][0] for column in delays]
assert best == ["0.05", "0.1", "0.4", "0.4"]

# %% [markdown]
# ## 变的是客群，不是比率：PSI { #psi }
#
# 比率纹丝不动，后面的人也可能已经换了一批。群体稳定性指数（PSI）比较评分各段的占比，建模时对现在。每一段贡献
#
# ```math
# (a - e) \ln \frac{a}{e}
# ```
#
# `#!math e` 是建模时的占比，`#!math a` 是现在的占比。两个因子同正同负，所以每一段的贡献都不会是负数。客群 A 的第一段，建模时 10%，现在 7%：(0.07 − 0.10) × ln(0.07 / 0.10) = (−0.03) × (−0.3567) = 0.0107。

# %%
EXPECTED = [10, 15, 20, 25, 20, 10]
NOW = {"A": [7, 11, 17, 25, 25, 15], "B": [5, 8, 14, 24, 28, 21]}

rows = []
for i, (e, a, b) in enumerate(zip(EXPECTED, *NOW.values(), strict=True), 1):
    parts = [(x - e) / 100 * math.log(x / e) for x in (a, b)]
    rows.append([str(i), f"{e}%", f"{a}%", f"{parts[0]:.4f}", f"{b}%", f"{parts[1]:.4f}"])
psi = {name: population_stability(EXPECTED, now).total for name, now in NOW.items()}
rows.append(["合计", "", "", f"{psi['A']:.4f}", "", f"{psi['B']:.4f}"])
table(["段", "建模时", "A", "A 的贡献", "B", "B 的贡献"], rows)

assert rows[0][3] == "0.0107"
assert rows[6] == ["合计", "", "", "0.0594", "", "0.2090"]

# %% [markdown]
# 业内惯例分三档：低于 0.10 视为稳定，0.10 到 0.25 查原因，高于 0.25 停用复核。照此，A 稳定，B 要查。可是惯例不看样本有多少人。从**同一个**总体抽两份样本，也会因为偶然而不同；`#!math k` 段的 PSI 平均就有
#
# ```math
# (k - 1) \left( \frac{1}{n} + \frac{1}{m} \right)
# ```
#
# `#!math n` 和 `#!math m` 是两份样本的人数；PSI 近似服从括号里的数乘以自由度 `#!math k-1` 的卡方分布（建模样本有几万人时，只剩 `#!math 1/n`）。六段、两边各 200 人，单是噪声就有 0.05，平均十三个太平的月份里有一个超过 0.10。两边各 5,000 人，噪声只有 0.002，这时号称“稳定”的 A 其实真的变了。

# %%
def noise_above(index, n, m):
    """毫无变化时 PSI 更大的概率：自由度为 5 的卡方分布。"""
    x = index / (1 / n + 1 / m)
    tail = math.sqrt(2 * x / math.pi) * math.exp(-x / 2) * (1 + x / 3)
    return math.erfc(math.sqrt(x / 2)) + tail


def rare(p):
    return f"{p:.2%}" if p >= 0.0001 else "不到 0.01%"


def sample(size):
    """六段的人数；每段加半个人，免得有空段。"""
    counts = [0.5] * 6
    for i in draw.choices(range(6), EXPECTED, k=size):
        counts[i] += 1
    return counts


rows = []
for n in (100, 200, 500, 1000, 5000):
    chances = (noise_above(0.10, n, n), noise_above(psi["A"], n, n))
    rows.append([f"{n:,}", f"{stability_noise(6, n, n):.4f}", *map(rare, chances)])
table(["两边各多少人", "偶然造成的平均 PSI", "高于 0.10", "高于 0.0594"], rows)

seen = [population_stability(sample(200), sample(200)).total for _ in range(1500)]
alarms = fmean(index > 0.10 for index in seen)
print(f"模拟，两边各 200 人：平均 {fmean(seen):.4f}，高于 0.10 的占 {alarms:.1%}")

assert abs(fmean(seen) - stability_noise(6, 200, 200)) < 0.003
assert abs(alarms - noise_above(0.10, 200, 200)) < 0.02
assert 12.5 < 1 / noise_above(0.10, 200, 200) < 13.5
assert rows[4][1] == "0.0020" and noise_above(psi["A"], 5000, 5000) < 1e-6

# %% [markdown]
# 所以每个 PSI 旁边都要印上两份样本的人数，阈值也跟别的阈值一样定：看误报承受得起几次。两样工具都要留着：各段的欺诈率一起上升，PSI 看不见；占比此消彼长而总欺诈率不动，控制图看不见。
#
# ## 用之前先补好这些漏洞 { #before-you-trust-it }
#
# 推导用到的假设，真实数据未必满足。按通常先出问题的排：
#
# - **各天独立。**周一和周日不一样，营销活动会带来一波一波的量。改看与上周同日之差，或者按周汇总。
# - **波动服从二项分布。**欺诈常常是团伙作案，逐日波动更大。用太平日子实测标准误；实测大于公式，就用实测的。
# - **中心线已知。**用 `#!math m` 个太平日估出来的中心线，自己也有误差 `#!math \sigma / \sqrt{m}`。满一百天，它是 0.1 个标准误，比均值的 0.33 小得多。还要回头看那段日子是不是真的太平。
# - **每天笔数相同。**笔数有变化，就用当天的 `#!math n` 重算当天的界限。
# - **当天就知道真相。**欺诈往往几周后才确认。挑一个当天就有的数来画，例如被规则拒绝的占比。
# - **报警之后重新开始。**这要有人拍板：查明原因之后再从中心线重启，不要提前。
#
# ## 练习 { #exercises }
#
# **1.** 业务量涨到每天 20,000 笔，日报还是那七个数。两张图各在第几天报警？

# %% fold="展开练习 1 的答案"
fine = rate_error(P0, 20_000)
ewma_day = average_chart(DAYS, P0, fine, LAM, L).first_alarm
single_day = next(day for day, rate in enumerate(DAYS, 1) if rate > P0 + 3 * fine)
print(f"标准误 {fine:.4%}")
print(f"EWMA 第 {ewma_day} 天报警，休哈特图第 {single_day} 天")

assert math.isclose(fine, sigma / 2)  # 数据四倍，波动减半
assert (ewma_day, single_day) == (4, 6)

# %% [markdown]
# **2.** 这个指标格外要紧，单为它一个，值班的人愿意每季度（90 天）接受一次误报。EWMA 的界限该多宽？这一周的漂移第几天暴露？

# %% fold="展开练习 2 的答案"
wide = average_width(90, LAM)
day = average_chart(DAYS, P0, sigma, LAM, wide).first_alarm
print(f"L = {wide:.2f}，第 {day} 天报警")

assert f"{wide:.2f}" == "2.32" and day == 6

# %% [markdown]
# **3.** 如果一百个月误报一次可以接受，两边各要多少人，客群 A 的 0.0594 才算超出噪声？监测规则里的“0.10”该改成什么？

# %% fold="展开练习 3 的答案"
size = next(n for n in range(50, 5000) if noise_above(psi["A"], n, n) < 0.01)
steps = (i / 10_000 for i in range(1, 5000))
critical = next(index for index in steps if noise_above(index, 1000, 1000) < 0.01)
print(f"两边各 {size} 人起")
print(f"两边各 1,000 人时，高于 {critical:.4f} 报警")

assert size == 508 and f"{critical:.4f}" == "0.0302"
assert abs(noise_above(15.09, 1, 1e12) - 0.01) < 1e-4

# %% [markdown] fold="展开练习 3 的答案"
# 规则可以写成：“PSI 按六段计算，与两份样本的人数一并列出；高于 15.09 × (1/n + 1/m) 即报警，一百个月误报一次。”两边各 1,000 人时是 0.0302，远低于惯例的 0.10。

# %% [markdown]
# ## 资料来源 { #sources }
#
# - Roberts, S. W. (1959). Control chart tests based on geometric moving averages. Technometrics 1(3), 239–250.
# - Crowder, S. V. (1987). A simple method for studying run-length distributions of exponentially weighted moving average charts. Technometrics 29(4), 401–407.
# - Lucas, J. M. and Saccucci, M. S. (1990). Exponentially weighted moving average control schemes: properties and enhancements. Technometrics 32(1), 1–12.
# - Montgomery, D. C. Introduction to Statistical Quality Control，p 图与 EWMA 各节。
# - NIST/SEMATECH《统计方法电子手册》，6.3.2.4 与 6.3.3.2 节。
# - Yurdakul, B. and Naranjo, J. (2020). Statistical properties of the population stability index. Journal of Risk Model Validation 14(4).
#
# 还是这七天，画图之前要定什么，报警之后要做什么，见 [5.3 风险预警与应急处理](../risk/respond.md#ewma)。
