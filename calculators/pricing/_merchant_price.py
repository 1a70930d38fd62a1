"""What the acquiring calculator shows of its result: verdicts, figures, a waterfall, a curve by ticket and three tables."""

from collections.abc import Iterator
from operator import itemgetter
from typing import TYPE_CHECKING

from calculators import _waterfall
from calculators._acquiring import Tariff
from calculators._charts import INK, drawn, labels, layer, number, threshold
from calculators._numbers import percent, show
from calculators._results import Block, Chart, Column, Figure, Figures, Rows, Tone, Verdict
from calculators._text import Text, same

if TYPE_CHECKING:
    from calculators.pricing.merchant_price import Result

MOVED = 0.10   # of all payments, from the largest to the smallest
SIZES = (0.05, 0.1, 0.25, 0.5, 1, 2, 4)   # of the average ticket
POINTS = 40


def blocks(result: "Result") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (*_verdicts(result), _figures(result))
    yield from (_from_fee_to_margin(result), _curve(result), _parts(result), _bands(result), _sizes(result))


def _verdicts(result: "Result") -> list[Verdict]:
    return [_margin(result), *_turning(result), *_break_even(result), *_moved(result)]


def _margin(result: "Result") -> Verdict:
    share = result.margin / result.volume
    words = {"margin": show(abs(result.margin)), "share": percent(abs(share), 4), "revenue": show(result.revenue),
             "target": percent(result.inputs.target / 100)}
    if result.margin < 0:
        return Verdict(Tone.BAD, Text("You lose {margin} a month, {share} of volume, on {revenue} of fees.",
                                      "每月收手续费 {revenue}，倒亏 {margin}，占交易额 {share}。").format(**words))
    if share < result.inputs.target / 100 - 1e-12:
        return Verdict(Tone.CAUTION,
                       Text("You keep {margin} a month of {revenue} in fees: {share} of volume, under the {target} you want.",
                                          "每月收手续费 {revenue}，留下 {margin}，占交易额 {share}，不到目标 {target}。").format(**words))
    return Verdict(Tone.GOOD, Text("You keep {margin} a month of {revenue} in fees: {share} of volume.",
                                   "每月收手续费 {revenue}，留下 {margin}，占交易额 {share}。").format(**words))


def _turning(result: "Result") -> tuple[Verdict, ...]:
    a, b, turn = result.tariff.rate, result.tariff.item, result.turning
    if a <= 0 and b <= 0:
        if a == b == 0:
            return (Verdict(Tone.CAUTION, Text("No payment leaves anything, whatever its size.", "金额不论大小，每一笔都分文不剩。")),)
        return (Verdict(Tone.BAD, Text("Every payment loses money, whatever its size: more volume loses more.",
                                       "金额不论大小，每一笔都亏，量越大亏得越多。")),)
    if turn is None:
        return ()
    losers = [(title, band) for title, band in zip(result.names, result.inputs.bands, strict=True)
              if band.payments and result.tariff.on(band.ticket) < 0]
    words = {"turn": show(turn), "names": _listed([title for title, _ in losers]),
             "cost": "costs" if len(losers) == 1 else "cost",
             "lost": show(-sum(result.tariff.on(band.ticket * band.payments, band.payments) for _, band in losers))}
    small = a > 0
    if not losers:
        return (Verdict(Tone.PLAIN, Text("Payments under {turn} would lose money; yours are larger.", "单笔低于 {turn} 就亏，你的交易都高于它。")
                        .format(**words) if small else
                        Text("Payments over {turn} would lose money; yours are smaller.",
                             "单笔高于 {turn} 就亏，你的交易都低于它。").format(**words)),)
    return (Verdict(Tone.CAUTION, (Text("Payments under {turn} lose money: {names} {cost} you {lost} a month before fixed cost.",
                                        "单笔低于 {turn} 就亏：{names}每月亏 {lost}（未计固定成本）。") if small else
                                   Text("Payments over {turn} lose money: {names} {cost} you {lost} a month before fixed cost.",
                                        "单笔高于 {turn} 就亏：{names}每月亏 {lost}（未计固定成本）。")).format(**words)),)


def _listed(names: list[Text]) -> Text:
    return Text(", ".join(f"“{n.en}”" for n in names), "".join(f"“{n.zh}”" for n in names))


def _break_even(result: "Result") -> tuple[Verdict, ...]:
    volume = result.break_even_volume
    if not result.inputs.fixed or volume is None:
        return ()
    return (Verdict(Tone.PLAIN, Text("At this mix you break even at a volume of {volume} a month; yours is {now}.",
                                     "按现在的结构，每月交易额做到 {volume} 保本，现在是 {now}。").format(
                                         volume=show(volume, 0), now=show(result.volume, 0))),)


def _moved(result: "Result") -> tuple[Verdict, ...]:
    held = [(band.ticket, title, band.payments) for title, band in zip(result.names, result.inputs.bands, strict=True)
            if band.payments]
    (low, small, _), (high, large, count) = min(held, key=itemgetter(0)), max(held, key=itemgetter(0))
    moved = min(MOVED * result.payments, count)
    if low == high:
        return ()
    after = result.margin - result.tariff.rate * moved * (high - low)
    return (Verdict(Tone.CAUTION if after < 0 <= result.margin else Tone.PLAIN, Text(
        "If {share} of payments were “{small}” instead of “{large}”, the margin would go from {margin} to {after}.",
        "如果有 {share} 的笔数从“{large}”变成“{small}”，毛利从 {margin} 变为 {after}。").format(
            share=percent(moved / result.payments, 0 if moved == MOVED * result.payments else 1), small=small, large=large,
            margin=show(result.margin), after=show(after))),)


def _figures(result: "Result") -> Figures:
    ticket = result.break_even_ticket
    return Figures((
        Figure(Text("Margin per payment", "每笔毛利"), show(result.margin / result.payments, 4), Text(
            "average ticket {ticket}", "笔均 {ticket}").format(ticket=show(result.ticket))),
        Figure(Text("Break-even average ticket", "保本笔均"), Text("no ticket", "无") if ticket is None else show(ticket), Text(
            "{payments} payments, fixed cost in", "{payments} 笔，含固定成本").format(payments=f"{result.payments:,}")),
        Figure(Text("Rate for your target", "达到目标所需费率"), percent(result.needed, 4), Text(
            "{target} of volume left", "留下交易额的 {target}").format(target=percent(result.inputs.target / 100))),
        Figure(Text("To net {net}, charge", "净得 {net}，应收").format(net=show(result.inputs.net)), show(result.charge), Text(
            "the fee on it is {fee}", "其中手续费 {fee}").format(fee=show(result.charge - result.inputs.net))),
    ))


def _from_fee_to_margin(result: "Result") -> Chart:
    parts = [(Text("Fees", "手续费收入"), result.revenue), *((title, -amount) for title, amount in result.parts if amount)]
    return Chart(
        Text("From the fee to the margin", "从手续费到毛利"),
        _waterfall.spec(parts, [(Text("Margin", "毛利"), result.margin)], Text("Money a month", "每月金额"),
                        lambda amount: show(amount, 0), ticks=4, width=230),
        Text("Of {revenue} in fees, {cost} goes to cost, most of it to “{most}” ({largest}); {margin} is left.",
             "手续费 {revenue}，成本 {cost}，其中最大的一项是“{most}”（{largest}）；剩 {margin}。").format(
                 revenue=show(result.revenue), cost=show(result.cost), margin=show(result.margin),
                 most=max(result.parts, key=lambda part: part[1])[0], largest=show(max(amount for _, amount in result.parts))))


def _curve(result: "Result") -> Chart:
    tickets = [band.ticket for band in result.inputs.bands if band.payments]
    turn = result.turning
    low, high = min(tickets) / 2, max(tickets) * 2
    if turn is not None and turn < 1e3 * high and turn > 1e-3 * low:
        low, high = min(low, turn / 1.5), max(high, turn * 1.5)
    steps = [low * (high / low) ** (n / POINTS) for n in range(POINTS + 1)]
    x = {"field": "ticket", "type": "quantitative", "title": Text("Ticket (logarithmic)", "单笔金额（对数）"),
         "scale": {"type": "log", "domain": [drawn(low), drawn(high)], "nice": False},
         "axis": {"tickCount": 5, "format": "~s", "grid": False}}
    y = number("left", Text("Left before fixed cost, % of the payment", "未计固定成本，占单笔 %"), tickCount=5)
    line = [{"ticket": drawn(t), "left": drawn(100 * _left(result.tariff, t))} for t in steps]
    dots = [{"ticket": drawn(b.ticket), "left": drawn(100 * _left(result.tariff, b.ticket)), "label": title}
            for title, b in zip(result.names, result.inputs.bands, strict=True) if b.payments]
    turned = Text("It crosses zero at {turn}.", "在 {turn} 处过零。").format(turn=show(turn)) if turn is not None else Text(
        "It never crosses zero.", "不过零。")
    return Chart(
        Text("What a payment leaves, by its size", "一笔交易留下多少，看金额"),
        {"layer": [threshold(0, "y"), layer("line", line, {"x": x, "y": y}),
                   layer("point", dots, {"x": x, "y": y}, color=INK, size=70), labels(dots, {"x": x, "y": y}, dy=12, dx=3)]},
        _ends(result, min(tickets), max(tickets)) + turned)


def _ends(result: "Result", low: float, high: float) -> Text:
    words = {"low": show(low), "high": show(high), "at_low": percent(_left(result.tariff, low), 3),
             "at_high": percent(_left(result.tariff, high), 3)}
    if low == high:
        return Text("A payment of {low} leaves {at_low} of itself. ", "一笔 {low} 留下 {at_low}。").format(**words)
    return Text("A payment of {low} leaves {at_low} of itself, one of {high} leaves {at_high}. ",
                "一笔 {low} 留下 {at_low}，一笔 {high} 留下 {at_high}。").format(**words)


def _left(tariff: Tariff, ticket: float) -> float:
    return tariff.on(ticket) / ticket


def _parts(result: "Result") -> Rows:
    lines = [(Text("Fees from merchants", "手续费收入"), result.revenue), *((title, -amount) for title, amount in result.parts),
             (Text("Margin", "毛利"), result.margin)]
    rows = [(title, show(amount), show(amount / result.payments, 4), percent(amount / result.volume, 4))
            for title, amount in lines]
    return _table(Text("Who is paid", "钱分给了谁"), rows, "waterfall.csv", False, Text("Part", "项目"), Text("A month", "每月"),
                  Text("Per payment", "每笔"), Text("Of volume", "占交易额"))


def _bands(result: "Result") -> Rows:
    rows = [(title, f"{band.payments:,}", show(band.ticket), show(band.ticket * band.payments, 0),
             show(result.tariff.on(band.ticket), 4),
             show(result.tariff.on(band.ticket * band.payments, band.payments)))
            for title, band in zip(result.names, result.inputs.bands, strict=True)]
    return _table(Text("By size of payment, before fixed cost", "按金额分档，未计固定成本"), rows, "bands.csv", False,
                  Text("Payments", "交易类型"),
                  Text("Number", "笔数"), Text("Ticket", "笔均"), Text("Volume", "交易额"), Text("Left per payment", "每笔留下"),
                  Text("Left a month", "每月留下"))


def _sizes(result: "Result") -> Rows:
    rows = [(same(show(size * result.ticket)), show(result.payments / size, 0), show(result.at(size * result.ticket)),
             percent(result.at(size * result.ticket) / result.volume, 4)) for size in SIZES]
    return _table(Text("The same volume in smaller or larger payments", "同样的交易额，拆成更小或更大的交易"), rows, "sizes.csv", True,
                  Text("Average ticket", "笔均"), Text("Payments", "笔数"), Text("Margin a month", "每月毛利"), Text("Of volume", "占交易额"))


def _table(title: Text, rows: list, file: str, folded: bool, *heads: Text) -> Rows:
    return Rows(title, tuple(Column(head, number=place > 0) for place, head in enumerate(heads)), rows, folded=folded, file=file)
