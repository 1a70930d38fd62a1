"""What the yield calculator shows of incomes per 10,000 units and of two net values."""

from collections.abc import Iterator

from calculators._charts import ACCENT, CAUTION, INK, dashes, drawn, layer, number, series
from calculators._numbers import percent, points, show
from calculators._results import Block, Chart, Column, Figure, Figures, Rows, Tone, Verdict
from calculators._text import Text
from calculators._yields import UNITS, WINDOW, YEAR, Growth, Income, income_compounded, income_simple

DRAWN, FOLDED = 60, 14
LIFTED, FALLEN = 0.001, 0.9   # a tenth of a point by one day; today's income a tenth under the week's
MONTH = 30


def income(found: Income, held: float) -> Iterator[Block]:
    """The answer to incomes per 10,000 units by day."""
    yield from (*_income_verdicts(found), _income_figures(found, held))
    yield from (_income_chart(found), _income_table(found))


def _income_verdicts(found: Income) -> tuple[Verdict, ...]:
    words = {"compounded": percent(found.compounded, 4), "simple": percent(found.simple, 4)}
    if len(found.last) < WINDOW:
        return (Verdict(Tone.CAUTION, Text(
            "The income of {count} comes to {simple} a year, simple; a 7-day yield needs seven days.",
            "{count}的收益折成单利年化 {simple}；要算七日年化，须有七天。").format(count=_count(found), **words)),)
    first = Verdict(Tone.PLAIN, Text(
        "The 7-day annualised yield is {compounded}: the past week, repeated for a year.",
        "七日年化收益率 {compounded}：把过去一周照样重复一年。").format(**words))
    return (first, *_income_warnings(found), Verdict(Tone.PLAIN, Text(
        "A fund that credits income once a month publishes {simple} for the same week: no interest on interest.",
        "按月结转份额的基金，同样一周公布的是 {simple}：不计复利。").format(**words)))


def _count(found: Income) -> Text:
    days = len(found.last)
    return Text("1 day" if days == 1 else f"{days} days", f"{days} 天")


def _income_warnings(found: Income) -> tuple[Verdict, ...]:
    out = []
    if found.compounded - found.ordinary > LIFTED:
        out.append(Verdict(Tone.CAUTION, Text(
            "One day, at {top}, makes the week: with an ordinary day in its place the yield is {ordinary}. It falls back when "
            "that day is seven days old.",
            "这一周靠的是一天（{top}）：换成平常的一天，年化只有 {ordinary}。那一天过去七天之后，数字就会掉回来。").format(
                top=show(max(found.last), 4), ordinary=percent(found.ordinary, 4))))
    if found.alone < found.simple * FALLEN:
        out.append(Verdict(Tone.CAUTION, Text(
            "The last day alone comes to {alone} a year: the 7-day figure still looks back at better days.",
            "最近一天单独折算只有 {alone}：七日年化看的还是前几天的好日子。").format(alone=percent(found.alone, 4))))
    return tuple(out)


def _income_figures(found: Income, held: float) -> Figures:
    paid = sum(found.last) * held / UNITS
    return Figures((
        Figure(Text("Compounded", "复利年化"), percent(found.compounded, 4), Text("income becomes units daily", "按日结转份额")),
        Figure(Text("Simple", "单利年化"), percent(found.simple, 4), Text("income becomes units monthly", "按月结转份额")),
        Figure(Text("Last day alone", "最近一天单独折算"), percent(found.alone, 4), Text("× 365, simple", "× 365，单利")),
        Figure(Text("Earned in money", "实得"), show(paid), Text("on {held} in {days}", "持有 {held}，{days}").format(
            held=show(held, 0), days=_count(found))),
    ))


def _income_chart(found: Income) -> Chart:
    first = max(1, len(found.incomes) - DRAWN + 1)
    days = range(first, len(found.incomes) + 1)
    alone = [{"day": day, "rate": drawn(100 * income_simple(found.incomes[day - 1:day]))} for day in days]
    week = [{"day": day, "rate": drawn(100 * income_compounded(found.window(day)))} for day in days if day >= WINDOW]
    x = {"field": "day", "type": "ordinal", "title": Text("Day", "天"), "axis": {"labelAngle": 0, "labelOverlap": True}}
    y = number("rate", Text("A year, %", "年化，%"), tickCount=5)
    return Chart(
        Text("Each day alone (bars) and the 7-day yield (line)", "单日折算（柱）与七日年化（线）"),
        {"layer": [layer("bar", alone, {"x": x, "y": y}, opacity=0.55),
                   layer("line", week, {"x": x, "y": y}, color=INK, point={"color": INK, "size": 55})]},
        Text("Days alone run from {low} to {high} a year; the 7-day line ends at {end}.",
             "单日折算在 {low} 到 {high} 之间；七日年化最后为 {end}。").format(
                 low=percent(min(d["rate"] for d in alone) / 100), high=percent(max(d["rate"] for d in alone) / 100),
                 end=percent(found.compounded)) if week else
        Text("Days alone run from {low} to {high} a year; there are too few for a 7-day line.",
             "单日折算最低 {low}，最高 {high}；天数不够，画不出七日年化。").format(
                 low=percent(min(d["rate"] for d in alone) / 100), high=percent(max(d["rate"] for d in alone) / 100)))


def _income_table(found: Income) -> Rows:
    def week(day: int, rate) -> str:
        return percent(rate(found.window(day)), 4) if day >= WINDOW else "–"

    rows = [(str(day), show(value, 4), percent(income_simple([value]), 4), week(day, income_compounded), week(day, income_simple))
            for day, value in enumerate(found.incomes, 1)]
    return Rows(Text("Day by day, with the seven days up to it", "逐日，以及截至当日的七天"), tuple(map(Column, (
        Text("Day", "天"), Text("Income", "万份收益"), Text("Alone", "单日年化"), Text("Compounded", "七日复利"), Text("Simple", "七日单利")))),
                rows, folded=len(rows) > FOLDED, file="income.csv")


def net_value(found: Growth) -> Iterator[Block]:
    """The answer to two net values."""
    yield from _value_verdicts(found)
    yield Figures((
        Figure(Text("Earned in the period", "期间收益"), percent(found.growth, 4),
               Text("{days} days", "{days} 天").format(days=found.days)),
        Figure(Text("Compound a year", "复利年化"), percent(found.compounded, 4)),
        Figure(Text("Simple a year", "单利年化"), percent(found.simple, 4), Text("× 365 ÷ days", "× 365 ÷ 天数")),
        Figure(Text("If the last value is 0.1% lower", "期末净值低 0.1%"), percent(found.compounded - found.swing), Text(
            "compound, {swing} lower", "复利年化，低 {swing}").format(swing=points(found.swing)))))
    yield _value_chart(found)


def _value_verdicts(found: Growth) -> tuple[Verdict, ...]:
    words = {"growth": percent(found.growth), "days": found.days, "simple": percent(found.simple, 4),
             "compound": percent(found.compounded, 4), "rest": YEAR - found.days, "swing": points(found.swing)}
    lost = found.growth < 0
    if found.days >= YEAR:
        return (Verdict(Tone.BAD if lost else Tone.PLAIN, Text(
            "{growth} in {days} days is {compound} a year, compounded.", "{days} 天收益 {growth}，复利年化 {compound}。").format(**words)),
            Verdict(Tone.PLAIN, Text("Simple annualising gives {simple}; over more than a year compare the compound rate.",
                                     "单利年化 {simple}；超过一年，比较时用复利年化。").format(**words)))
    warned = Text("Annualising promises {rest} days that have not happened: a last net value 0.1% lower takes {swing} off the "
                  "yearly figure.",
                  "折成年化，等于替还没发生的 {rest} 天许诺：期末净值只要低 0.1%，年化就少 {swing}。").format(**words)
    if found.days < MONTH:
        return (Verdict(Tone.BAD, Text(
            "Show {growth} in {days} days and no yearly rate: {compound} compounded is {days} days multiplied up to a year.",
            "只说 {days} 天收益 {growth}，不要年化：复利年化 {compound}，不过是把 {days} 天放大成一年。").format(**words)), Verdict(Tone.CAUTION, warned))
    return (Verdict(Tone.BAD if lost else Tone.CAUTION, Text(
        "What happened is {growth} in {days} days; a year at that pace would be {compound} compounded, {simple} simple.",
        "实际发生的是 {days} 天收益 {growth}；照此速度满一年，复利年化 {compound}，单利年化 {simple}。").format(**words)), Verdict(Tone.CAUTION, warned))


def _value_chart(found: Growth) -> Chart:
    happened, pace, rest = Text("Happened", "已发生"), Text("Same pace for a year", "照此速度满一年"), Text("Nothing more earned", "此后不赚不亏")
    now = 100 * (1 + found.growth)
    rows = [{"who": happened, "day": 0, "value": 100}, {"who": happened, "day": found.days, "value": drawn(now)}]
    names, colours = [happened], [INK]
    if found.days < YEAR:
        steps = range(found.days, YEAR + 1, max(1, (YEAR - found.days) // 24))
        rows += [{"who": pace, "day": day, "value": drawn(100 * (1 + found.growth) ** (day / found.days))}
                 for day in {*steps, YEAR}]
        rows += [{"who": rest, "day": day, "value": drawn(now)} for day in (found.days, YEAR)]
        names, colours = [*names, pace, rest], [INK, CAUTION, ACCENT]
    values = [row["value"] for row in rows]
    room = max(0.2, (max(values) - min(values)) * 0.1)
    return Chart(
        Text("100 invested: what happened, and what the yearly figure adds", "投入 100：已发生的，和年化数字替你续上的"),
        {"layer": [layer("line", sorted(rows, key=lambda row: (names.index(row["who"]), row["day"])), {
            "x": number("day", Text("Days", "天数"), domain=[0, max(YEAR, found.days)], tickCount=6),
            "color": series("who", names, colours, columns=2),
            "y": number("value", Text("Value of 100", "100 元的价值"), domain=[drawn(min(values) - room), drawn(max(values) + room)],
                        tickCount=5),
            "strokeDash": dashes("who", names, columns=2)})]},
        Text("After {days} days 100 had become {now}. The same pace would make {year} of it in a year; if nothing more is earned "
             "it stays at {now}.",
             "{days} 天后，100 变成 {now}。照此速度，满一年是 {year}；此后不赚不亏，就停在 {now}。").format(
                 days=found.days, now=show(now), year=show(100 * (1 + found.compounded))) if found.days < YEAR else
        Text("Over {days} days 100 became {now}.", "{days} 天里，100 变成 {now}。").format(days=found.days, now=show(now)))
