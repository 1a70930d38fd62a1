"""What the retention calculator shows of revenue: a sentence, the curves of users and money, the triangle, a table."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from calculators import _charts
from calculators._numbers import show
from calculators._results import Block, Chart, Column, Heat, Rows, Shade, Tone, Verdict
from calculators._revenue import Kept, Paid, kept
from calculators._text import Text
from calculators._triangle import typical_age
from calculators.retention._cohort_retention_words import NONE, hundred, share

if TYPE_CHECKING:
    from calculators.retention.cohort_retention import Result

NET, GROSS, USERS = Text("Net revenue", "净收入"), Text("Gross revenue", "毛收入"), Text("Users", "人数")


def verdict(result: "Result") -> Verdict:
    """What is left of the first period's revenue at the age that most cohorts have reached."""
    ages = [paid for paid in result.paid if paid.age]
    age = typical_age(ages) if ages else 0
    found = kept(result.paid, age) if age else None
    if not found:
        return Verdict(Tone.CAUTION, Text("No cohort that paid in its first period has been watched for another.",
                                          "没有首期付过款且观察满一期的同期群，看不出收入留存。"))
    sentence = Text("Of every 100 in revenue of the first period, {net} come {span} later (net)",
                    "首期每 100 元收入，{span}后还有 {net} 元（净收入留存）")
    if found.gross is None:
        sentence += Text("; gross revenue retention needs amounts by user.", "；毛收入留存要有逐个用户的金额才能算。")
    else:
        sentence += Text(", {gross} without what some users pay more than at first (gross).",
                         "；不计部分用户比首期多付的，为 {gross} 元（毛收入留存）。")
    grows = found.net >= 1
    return Verdict(Tone.GOOD if grows else Tone.PLAIN, sentence.format(
        net=hundred(found.net), gross=NONE if found.gross is None else hundred(found.gross), span=result.period.span(age)))


def blocks(result: "Result") -> Iterator[Block]:
    """The picture and the tables of revenue, after those of users."""
    last = max(paid.age for paid in result.paid)
    ages = [(age, found) for age in range(last + 1) if (found := kept(result.paid, age))]
    if len(ages) > 1:
        yield from (_chart(result, ages), _heat(result.paid, last), _table(ages))


def _chart(result: "Result", ages: list[tuple[int, Kept]]) -> Chart:
    lines = [(NET, [(age, found.net) for age, found in ages])]
    if ages[-1][1].gross is not None:
        lines.append((GROSS, [(age, found.gross) for age, found in ages]))
    lines.append((USERS, [(age, result.share(age)) for age in range(result.last + 1)]))
    names = [name for name, _ in lines]
    colour = _charts.series("line", names)
    dash = {"field": "line", "type": "nominal", "legend": colour["legend"],
            "scale": {"domain": names, "range": [[1, 0], [7, 3], [2, 3]][:len(names)]}}
    unit = result.period.value
    encoding = {"x": _charts.number("age", Text(f"Age in {unit.en.lower()}s", f"期龄（{unit.zh}）"), tickMinStep=1, format="d",
                                    grid=False),
                "y": _charts.number("share", Text("Of the first period, %", "占首期，%")), "color": colour, "strokeDash": dash}
    rows = [{"line": name, "age": age, "share": _charts.drawn(part * 100)} for name, line in lines for age, part in line]
    age, found = ages[-1]
    users = result.share(min(age, result.last))
    return Chart(Text("Money and users still there", "收入与人数的留存"), {"layer": [_charts.layer("line", rows, encoding)]},
                 Text("At the last age, {span}: net revenue {net}, users {users}. Where the lines part, those who stay pay more "
                      "or less than those who left.",
                      "到最后一期（{span}）：净收入 {net}，人数 {users}。两线分开，说明留下的人付得比离开的人多或少。").format(
                          span=result.period.span(age), net=share(found.net), users=share(users)))


def _heat(paid: tuple[Paid, ...], last: int) -> Heat:
    def cell(cohort: Paid, age: int) -> Shade:
        if age > cohort.age or cohort.net[0] <= 0:
            return Shade("", None)
        part = cohort.net[age] / cohort.net[0]
        return Shade(f"{share(part)} · {show(cohort.net[age], 0)}", int(9 * min(max(part, 0), 1) + 0.5))

    return Heat(Text("Net revenue of each cohort against its first period", "各同期群净收入相对首期"),
                Text("Cohort ↓ age →", "同期群 ↓ 期龄 →"), tuple(map(str, range(last + 1))),
                tuple((c.name, tuple(cell(c, age) for age in range(last + 1))) for c in paid), file="revenue_triangle.csv",
                note=Text("Empty: not observed yet, or nothing was paid in the first period.", "空格表示尚未观察到，或首期没有付款。"))


def _table(ages: list[tuple[int, Kept]]) -> Rows:
    heads = (Text("Age", "期龄"), Text("Cohorts", "同期群数"), Text("Revenue at first", "首期收入"), Text("Net", "净收入留存"),
             Text("Gross", "毛收入留存"))
    rows = [(str(age), str(found.cohorts), show(found.first, 2), share(found.net),
             NONE if found.gross is None else share(found.gross)) for age, found in ages]
    return Rows(Text("Revenue age by age", "收入逐期明细"), tuple(map(Column, heads)), rows, file="revenue.csv")
