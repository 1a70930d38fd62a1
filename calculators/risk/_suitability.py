"""What the suitability calculator shows: the verdict with its rule, the matrix, what made the grades, what to record."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from calculators._charts import drawn, labels, layer, name, number
from calculators._numbers import show
from calculators._results import Block, Cell, Chart, Column, Figure, Figures, Heat, Note, Rows, Shade, Tone, Verdict
from calculators._suitability import Client, Outcome, Product, highest, outcome
from calculators._text import Text, as_text, same
from calculators.risk._suitability_questions import MOST, QUESTIONS, TRAITS, points

if TYPE_CHECKING:
    from calculators.risk.suitability import Result

LOWEST = Text("C1, lowest category", "C1 最低类别")
SIGNS = {Outcome.MATCH: "✓", Outcome.MISMATCH: "!", Outcome.PROHIBITED: "✕"}
STRENGTH = {Outcome.MATCH: 0, Outcome.MISMATCH: 4, Outcome.PROHIBITED: 9}
HERE = "▶ "


def blocks(result: "Result") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (*_contradictions(result), _verdict(result), _rule(result), _figures(result))
    yield from (_matrix(result), _chart(result), _record(result), _answers(result), *_traits(result))
    yield Note(Text("Questions, points and bands are illustrative. Education, not advice, and no tool for compliance.",
                    "问卷、分值和分档仅作示意。供学习参考，不构成建议，也不是合规工具。"))


def _named(client: Client) -> Text:
    return LOWEST if client is Client.LOWEST else same(client.name)


def _fund(result: "Result") -> bool:
    return result.inputs.regime.name == "FUND"


def _insists(result: "Result") -> bool:
    return result.inputs.began.name == "CLIENT"


def _verdict(result: "Result") -> Verdict:
    words = {"client": _spaced(result.client), "product": result.product.name}
    match result.outcome:
        case Outcome.MATCH if result.odd:
            return Verdict(Tone.PLAIN, Text("Once that is cleared up, {product} would match a client of grade {client}.",
                                            "矛盾澄清之后，{product} 与{client}客户匹配。").format(**words))
        case Outcome.MATCH:
            return Verdict(Tone.GOOD, Text("May be sold: {product} is within what a client of grade {client} may buy.",
                                           "可以销售：{product} 在{client}客户可以购买的范围内。").format(**words))
        case Outcome.PROHIBITED:
            return Verdict(Tone.BAD, Text("Prohibited: {product} may not be sold to a client of {client}, even at the client’s own wish.",
                                          "禁止销售：不得向{client}客户销售 {product} 产品，客户主动要求也不行。").format(**words))
    if _insists(result) and _fund(result):
        return Verdict(Tone.CAUTION, Text(
            "Mismatch, {client} and {product}: blocked by default. The fund rules leave a narrow path for the client’s own request.",
            "不匹配：{product} 产品高于{client}客户的等级，默认拦截。客户主动要求的，基金规则留了一条窄路。").format(**words))
    return Verdict(Tone.BAD, Text("Mismatch: do not recommend {product} to a client of grade {client}. The sale is blocked.",
                                  "不匹配：不得向{client}客户推荐 {product} 产品，销售拦截。").format(**words))


def _spaced(client: Client) -> Text:
    """The grade, in Chinese with the spaces that it needs between Han characters."""
    words = _named(client)
    return Text(words.en, f" {words.zh}" if client is Client.LOWEST else f" {words.zh} ")


def _rule(result: "Result") -> Verdict:
    if result.outcome is Outcome.MATCH:
        return Verdict(Tone.PLAIN, Text(
            "The rule: {rule}. A match is no advice to buy; amount and concentration are still to be judged.",
            "依据：{rule}。匹配不等于建议购买，金额和集中度仍须另行判断。").format(rule=_matching(result)))
    if not _fund(result):
        return Verdict(Tone.PLAIN, Text(
            "The rule: NFRA Order 2025 No. 7, the right product for the right client. Whether it leaves a path for a client’s own "
            "request was not seen in its text, so it is closed here.",
            "依据：金融监管总局令2025年第7号，将合适的产品提供给合适的客户。客户主动要求时能否例外，没有查到条文，这里按不能处理。"))
    if result.outcome is Outcome.PROHIBITED:
        return Verdict(Tone.PLAIN, Text(
            "The rule: CSRC Order No. 130, Article 22 (5), no product above the capacity of the lowest category.",
            "依据：证监会令第130号第二十二条第（五）项，不得向最低类别投资者销售高于其承受能力的产品。"))
    if _insists(result):
        return Verdict(Tone.PLAIN, Text(
            "The rule: CSRC Order No. 130, Article 19. Tell the client that it does not suit, confirm that this is not the lowest category, "
            "give a special written warning; if the client still insists, it may be sold. Log all four.",
            "依据：证监会令第130号第十九条。告知不适合，确认不属于最低类别，作特别书面风险警示，客户仍坚持的可以销售。四步都要留痕。"))
    return Verdict(Tone.PLAIN, Text(
        "The rule: CSRC Order No. 130, Article 22 (3), nobody recommends a product above an ordinary client’s capacity.",
        "依据：证监会令第130号第二十二条第（三）项，不得向普通投资者主动推介高于其承受能力的产品。"))


def _matching(result: "Result") -> Text:
    if not _fund(result):
        return Text("the same five grades, as banks use them under NFRA Order 2025 No. 7", "银行同样分五级，适用金融监管总局令2025年第7号")
    top = highest(result.client)
    return Text("the fund association’s guideline, {client} up to {top}", "基金业协会指引，{client} 可购买 {top} 及以下").format(
        client=_named(result.client), top=top.name)


def _contradictions(result: "Result") -> tuple[Verdict, ...]:
    if not result.odd:
        return ()
    return (Verdict(Tone.CAUTION, Text(
        "Hold the sale, the answers contradict each other: the client {odd}. Ask for an explanation and keep it; suggest no answer.",
        "先不销售，回答自相矛盾：{odd}。请客户说明并留存，不得提示该怎么答。").format(
            odd=Text("; ".join(o.en for o in result.odd), "；".join(o.zh for o in result.odd)))),)


def _figures(result: "Result") -> Figures:
    gate = result.client is Client.LOWEST
    return Figures((
        Figure(Text("Client", "客户"), _named(result.client),
               Text("decided by one answer, not by the score", "由一项回答直接决定，与分数无关") if gate else
               Text("score {s} of 100", "得分 {s}，满分 100").format(s=show(float(result.score), 1))),
        Figure(Text("Product", "产品"), result.product.name, result.inputs.rated.value),
        Figure(Text("May buy up to", "最高可购买"), highest(result.client).name, Text("by the matching", "按匹配原则")),
    ))


def _matrix(result: "Result") -> Heat:
    def cell(client: Client, product: Product) -> Shade:
        found = outcome(client, product)
        if found is Outcome.PROHIBITED and not _fund(result):
            found = Outcome.MISMATCH
        mark = HERE if (client, product) == (result.client, result.product) else ""
        return Shade(Text(*(f"{mark}{SIGNS[found]} {words}" for words in (found.value.en, found.value.zh))), STRENGTH[found])

    return Heat(Text("Who may buy what", "谁可以买什么"), Text("Client ↓ product →", "客户 ↓ 产品 →"), tuple(p.name for p in Product), tuple(
        (_named(client), tuple(cell(client, product) for product in Product)) for client in Client), scale="words",
        note=Text("▶ marks this client and this product.", "▶ 为当前客户与产品。"), file="matrix.csv")


def _chart(result: "Result") -> Chart:
    rows = [{"question": q.words, "points": drawn(float(result.parts[q.name])), "label": show(float(result.parts[q.name]), 1)}
            for q in QUESTIONS]
    x = number("points", Text("Points of 100", "分（满分 100）"), tickCount=5)
    most = max(QUESTIONS, key=lambda q: result.parts[q.name])
    return Chart(Text("What made the score", "得分从哪里来"), {"height": {"step": 24}, "width": 160, "layer": [
        layer("bar", rows, {"x": x, "y": name("question", wide=190)}, size=14),
        labels(rows, {"x": x, "y": name("question", wide=190)})]},
        Text("Together {score}; most comes from “{name}”, {points}.", "合计 {score} 分；“{name}”最多，{points} 分。").format(
            score=show(float(result.score), 1), name=most.words, points=show(float(result.parts[most.name]), 1)))


def _record(result: "Result") -> Rows:
    warned = result.outcome is Outcome.MISMATCH and _insists(result) and _fund(result)
    rows: list[tuple[Cell, Cell]] = [
        (Text("Version of the questionnaire and of its scoring", "问卷及评分版本"), as_text(result.inputs.version)),
        (Text("Every answer, as the client gave it", "客户的每一项回答原文"), Text("10 answers", "10 项回答")),
        (Text("Start and end of the test, device and channel", "测评起止时间、设备与渠道"), Text("to be filled in", "待填")),
        (Text("Grade of the client, and what decided it", "客户等级及判定依据"), _named(result.client)),
        (Text("Grade of the product, by whom and when", "产品等级、评定人与日期"), same(result.product.name)),
        (Text("Outcome and rule", "匹配结论与依据"), result.outcome.value),
        (Text("Contradictions, and the client’s explanation", "矛盾回答及客户说明"), str(len(result.odd))),
        (Text("Warning: text shown, time, confirmation", "警示：文本、时间、确认"),
         Text("special written warning", "特别书面风险警示") if warned else Text("the outcome was told to the client", "已向客户告知结论")),
        (Text("Who began it", "由谁发起"), result.inputs.began.value),
    ]
    return Rows(Text("What to record", "要留存什么"), (Column(Text("Record", "事项"), number=False), Column(Text("Here", "本例"), number=False)),
                rows, file="record.csv")


def _answers(result: "Result") -> Rows:
    rows = [(q.words, getattr(result.inputs, q.name).value, q.area.value, f"{points(getattr(result.inputs, q.name))}/{MOST}",
             show(float(result.parts[q.name]), 2)) for q in QUESTIONS]
    return Rows(Text("Answers and points", "回答与得分"), (
        Column(Text("Question", "问题"), number=False), Column(Text("Answer", "回答"), number=False), Column(Text("Area", "方面"), number=False),
        Column(Text("Points", "得分")), Column(Text("Of 100", "折合百分制"))), rows, folded=True, file="answers.csv")


def _traits(result: "Result") -> tuple[Rows, ...]:
    if result.inputs.rated.name == "GIVEN":
        return ()
    rows = [(words, getattr(result.inputs, name).value, f"R{result.grades[name]}") for name, (words, _) in TRAITS.items()]
    return (Rows(Text("What made the product’s grade: the highest decides", "产品等级从哪里来：就高不就低"), (
        Column(Text("Trait", "特征"), number=False), Column(Text("Here", "本产品"), number=False), Column(Text("At least", "至少"))), rows),)
