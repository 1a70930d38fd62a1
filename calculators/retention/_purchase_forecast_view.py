"""What is shown of a forecast from purchases: sentences, figures, the fit as a picture, and who is worth a call."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from calculators import _charts
from calculators._bgnbd import LOW
from calculators._numbers import percent, show
from calculators._results import Block, Cell, Chart, Column, Figure, Figures, Rows, Tone, Verdict
from calculators._text import Text, same

if TYPE_CHECKING:
    from calculators.retention._purchase_forecast import PurchaseForecast

BEST = 0.2     # of the customers are the most promising ones
CHANCE = {1: 3.841, 2: 5.991, 3: 7.815}  # 95th percentiles of chi-square by degrees of freedom
COUNTED, MODELLED = Text("Counted", "实际"), Text("Model", "模型")


def blocks(result: "PurchaseForecast") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (_expected(result), _best(result), _fits(result))
    if result.fit.edge:
        yield _edge(result)
    yield _figures(result)
    yield from (_chart(result), _groups(result), _parameters(result), _everybody(result))


def _expected(result: "PurchaseForecast") -> Verdict:
    return Verdict(Tone.PLAIN, Text(
        "Expect {purchases} repeat purchases from these {count} customers in the next {span}.",
        "未来 {span}，这 {count} 名客户预计再购买 {purchases} 次。").format(
            purchases=_whole(result.expected), count=_whole(result.count), span=result.step.span(result.ahead)))


def _best(result: "PurchaseForecast") -> Verdict:
    again = [group for group in result.groups if group.repeats]
    return Verdict(Tone.PLAIN, Text(
        "Of the {again} who had bought again, about {alive} are still there. The most promising {best} of all customers make "
        "{share} of the purchases: the last table names them.",
        "曾复购的 {again} 人中，约有 {alive} 人仍在。最有希望的 {best} 客户贡献 {share} 的购买，末表列出了是哪些。").format(
            again=_whole(sum(group.count for group in again)), alive=_whole(sum(group.alive for group in again)),
            best=percent(BEST, 0), share=percent(round(result.top(BEST), 10), 0)))


def _fits(result: "PurchaseForecast") -> Verdict:
    chi2, freedom = result.misfit
    words = {"astray": percent(round(result.astray, 10), 1), "chi2": show(round(chi2, 8), 2), "freedom": freedom}
    sentence = Text("it misplaces {astray} of customers by their number of repeats",
                    "按复购次数分档，有 {astray} 的客户与模型对不上")
    if freedom < 1:
        return Verdict(Tone.CAUTION, (Text("The model may fit: ", "") + sentence + Text(
            "; there are too few customers to tell whether that is chance.", "；客户太少，说不清是否出于偶然。")).format(**words))
    if chi2 < CHANCE[freedom]:
        return Verdict(Tone.GOOD, (Text("The model fits: ", "模型拟合良好：") + sentence + Text(
            ", no more than chance may do (chi-square {chi2} with {freedom} degrees of freedom).",
            "，未超出偶然波动（卡方 {chi2}，自由度 {freedom}）。")).format(**words))
    return Verdict(Tone.CAUTION, (Text("The model does not fit: ", "模型拟合不好：") + sentence + Text(
        ", more than chance would do (chi-square {chi2} with {freedom} degrees of freedom). Split the customers, or distrust the "
        "forecast.", "，超出了偶然波动（卡方 {chi2}，自由度 {freedom}）。请拆分客群，或不要采信预测。")).format(**words))


def _edge(result: "PurchaseForecast") -> Verdict:
    missing = []
    if {"r", "alpha"} & set(result.fit.edge):
        missing.append(Text("that some buy more often than others", "有人买得比别人勤"))
    if {"a", "b"} & set(result.fit.edge):
        missing.append(Text("that anybody leaves", "有人流失") if result.model.a < 1.01 * LOW else
                       Text("that anybody stays after a repeat", "有人在复购后还会留下") if result.model.b < 1.01 * LOW else
                       Text("that some leave more readily than others", "有人比别人更容易流失"))
    return Verdict(Tone.CAUTION, Text(
        "These rows do not show {what}: {names} lies on the bound of the search and says nothing by itself.",
        "这些数据看不出{what}：{names} 落在搜索范围的边界上，单看没有意义。").format(
            what=Text(" nor ".join(m.en for m in missing), "，也看不出".join(m.zh for m in missing)),
            names=", ".join(result.fit.edge)))


def _figures(result: "PurchaseForecast") -> Figures:
    span = result.step.span(result.ahead)
    return Figures((
        Figure(Text("Worth of these customers", "这些客户的价值"), show(result.value, 0), Text(
            "next {span}, discounted", "未来 {span}，已折现").format(span=span)),
        Figure(Text("Of one, on average", "人均"), show(result.value / result.count), Text(
            "{n} purchases", "{n} 次购买").format(n=show(result.expected / result.count, 3))),
        Figure(Text("A new customer buys again", "一名新客户将复购"), show(result.fresh, 4), Text(
            "times in {span}", "次，{span}内").format(span=span)),
        Figure(Text("Log-likelihood", "对数似然"), show(result.fit.loglik, 1), Text("of the best fit", "最优拟合")),
    ))


def _chart(result: "PurchaseForecast") -> Chart:
    last = len(result.fitting) - 1
    names = [f"{n}+" if n == last else str(n) for n in range(last + 1)]
    x = _charts.name("repeats", Text("Repeat purchases", "复购次数"))
    x["axis"]["labelAngle"] = 0
    y = _charts.number("customers", Text("Customers", "客户数"), format=",.0f")
    colours = _charts.series("kind", (COUNTED, MODELLED), (_charts.ACCENT, _charts.INK), symbolType="square")
    counted = [{"repeats": name, "customers": pair[0], "kind": COUNTED} for name, pair in zip(names, result.fitting, strict=True)]
    modelled = [{"repeats": name, "customers": _charts.drawn(pair[1]), "kind": MODELLED}
                for name, pair in zip(names, result.fitting, strict=True)]
    return Chart(
        Text("Customers by repeat purchases: counted and modelled", "按复购次数的客户数：实际与模型"),
        {"layer": [
            _charts.layer("bar", counted, {"x": x, "y": y, "color": colours}),
            _charts.layer("point", modelled, {"x": x, "y": y, "color": colours}, shape="diamond", size=90),
        ]},
        Text("Bars are counted, diamonds are what the model would have had. Without any repeat: {counted} counted, {modelled} "
             "modelled.", "柱为实际人数，菱形为模型给出的人数。一次也没有复购的：实际 {counted} 人，模型 {modelled} 人。").format(
                 counted=_whole(result.fitting[0][0]), modelled=_whole(result.fitting[0][1])))


def _groups(result: "PurchaseForecast") -> Rows:
    heads = (Text("Repeats so far", "已复购次数"), Text("Customers", "客户数"), Text("Likely still there", "仍在的可能"),
             Text("Purchases each", "人均预计购买"), Text("Purchases", "预计购买"))
    rows = [(str(g.repeats), _whole(g.count), percent(round(g.alive / g.count, 10), 1), show(g.purchases / g.count, 2),
             show(g.purchases, 1)) for g in result.groups]
    return Rows(Text("By number of repeats", "按复购次数"), tuple(map(Column, heads)), rows, folded=len(rows) > 16,
                file="by_repeats.csv")


def _parameters(result: "PurchaseForecast") -> Rows:
    model = result.model
    lines = (("r", model.r, Text("shape of the buying rates", "购买频率分布的形状")),
             ("alpha", model.alpha, Text("their scale, in periods", "购买频率分布的尺度（期）")),
             ("a", model.a, Text("leaving after a purchase: with b, the beta", "购后流失概率的贝塔参数")),
             ("b", model.b, Text("leaving after a purchase: with a, the beta", "购后流失概率的贝塔参数")))
    return Rows(Text("Parameters", "参数"),
                (Column(Text("Name", "名称"), False), Column(Text("Value", "数值")), Column(Text("What it says", "含义"), False)),
                [(same(name), show(value, 4), words) for name, value, words in lines], file="parameters.csv")


def _everybody(result: "PurchaseForecast") -> Rows:
    heads = (Text("Row", "行"), Text("Repeats", "复购次数"), Text("Last repeat at", "末次复购时间"), Text("Watched for", "观察时长"),
             Text("Customers", "客户数"), Text("Likely still there", "仍在的可能"), Text("Purchases each", "人均预计购买"),
             Text("Worth each", "人均价值"))
    rows: list[tuple[Cell, ...]] = []
    columns = zip(result.histories, result.alive, result.purchases, result.present, strict=True)
    for row, (who, alive, purchases, present) in enumerate(columns, 1):
        rows.append((str(row), str(who.repeats), show(who.last), show(who.watched), _whole(who.count),
                     percent(round(alive, 10), 1), show(purchases, 3), show(result.margin * present)))
    return Rows(Text("Row by row", "逐行明细"), tuple(map(Column, heads)), rows, folded=True, file="customers.csv")


def _whole(number: float) -> str:
    return show(round(number, 8), 0)
