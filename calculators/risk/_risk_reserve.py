"""What the calculator of a reserve shows: verdicts, figures, two pictures, sizes of reserve, and pools of few loans."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from calculators._numbers import percent, show, write
from calculators._results import Block, Cell, Column, Figure, Figures, Rows, Tone, Verdict
from calculators._text import Text, same
from calculators.risk import _risk_reserve_charts as charts
from calculators.risk._risk_reserve_charts import chance, loans, of_loans

if TYPE_CHECKING:
    from calculators.risk.risk_reserve import Result

LEVELS = (0.5, 0.75, 0.9, 0.95, 0.99, 0.999)
SEEN = 0.02  # a difference between few loans and many that is worth a warning


def blocks(result: "Result") -> Iterator[Block]:
    """The answer, in the order in which a reader meets it."""
    yield from (*_verdicts(result), _figures(result))
    yield from (charts.losses(result), charts.sizes(result), _levels(result), _pools(result))


def _verdicts(result: "Result") -> list[Verdict]:
    if result.bearable >= 1:
        return [Verdict(Tone.GOOD, Text("A reserve of {reserve} pays even if every borrower defaults.",
                                        "准备金 {reserve}，借款人全部违约也赔得起。").format(reserve=percent(result.reserve)))]
    out = [_headline(result), _level(result)]
    if result.missing > 0:
        out.append(_missing(result))
    return out + _fees(result) + _few(result)


def _headline(result: "Result") -> Verdict:
    lasts, wanted = result.pool.lasts, result.inputs.confidence / 100
    tone = Tone.GOOD if lasts >= wanted else Tone.BAD if result.bearable < result.inputs.pd / 100 else Tone.CAUTION
    sentence = (Text("A reserve of {reserve} with the fees of the year lasts in {lasts} of years", "准备金 {reserve}，加上全年注入的费用，"
                     "{lasts} 的年份够用") if result.inputs.fee else
                Text("A reserve of {reserve} lasts in {lasts} of years", "准备金 {reserve}，{lasts} 的年份够用"))
    sentence += Text(" and runs out in {out}.", "，{out} 的年份不够。")
    if tone is Tone.BAD:
        sentence += Text(" It does not even carry the average year.", "连平均年份都兜不住。")
    return Verdict(tone, sentence.format(reserve=percent(result.reserve), lasts=chance(lasts), out=chance(1 - lasts)))


def _level(result: "Result") -> Verdict:
    need, more = result.pool.level, result.pool.level - result.reserve
    words = {"share": f"{write(result.inputs.confidence)}%", "need": percent(need), "amount": _amount(result, need),
             "more": _amount(result, abs(more))}
    if not need:
        return Verdict(Tone.PLAIN, Text("In {share} of years the fees alone are enough.", "{share} 的年份，光靠费用就够了。").format(**words))
    if more > 0:
        return Verdict(Tone.PLAIN, Text("To last in {share} of years it must be {need}, that is {amount}: {more} more.",
                                        "要在 {share} 的年份够用，须有 {need}，即 {amount}，还要补 {more}。").format(**words))
    return Verdict(Tone.PLAIN, Text("To last in {share} of years {need} would do, that is {amount}: {more} less.",
                                    "要在 {share} 的年份够用，有 {need} 即可，即 {amount}，富余 {more}。").format(**words))


def _missing(result: "Result") -> Verdict:
    large = Text(" (in a large pool)", "（按笔数极多计）") if result.inputs.loans else Text("", "")
    return Verdict(Tone.PLAIN, Text("When it runs out, {rate} of outstanding is missing on average{large}: {amount}.",
                                    "不够用的年份，平均还差余额的 {rate}{large}，即 {amount}。").format(
        rate=percent(result.missing), large=large, amount=_amount(result, result.missing)))


def _fees(result: "Result") -> list[Verdict]:
    if not result.inputs.fee:
        return []
    return [Verdict(Tone.CAUTION, Text(
        "Without the fees it lasts in {alone} of years: fees end on the day lending ends, and borrowers who default pay no more of them.",
        "没有这笔费用，{alone} 的年份够用：放贷一停，进项就没了，违约的借款人也不会再缴费。").format(
            alone=chance(result.alone)))]


def _few(result: "Result") -> list[Verdict]:
    if not result.inputs.loans:
        return []
    apart = abs(result.pool.lasts - result.large.lasts)
    return [Verdict(Tone.CAUTION if apart >= SEEN else Tone.PLAIN, Text(
        "That is for {loans} equal loans. With very many of the same kind it would last in {large} of years and need {need}.",
        "这是 {loans} 笔等额贷款的结果。同样的贷款若笔数极多，{large} 的年份够用，须备 {need}。").format(
            loans=show(result.inputs.loans, 0), large=chance(result.large.lasts), need=percent(result.large.level)))]


def _figures(result: "Result") -> Figures:
    wanted = f"{write(result.inputs.confidence)}%"
    return Figures((
        Figure(Text("Lasts the year", "够用一年的概率"), chance(result.pool.lasts), of_loans(result.inputs.loans)),
        Figure(Text("Expected loss", "预期损失"), percent(result.expected), same(_amount(result, result.expected))),
        Figure(Text("Reserve for {share} of years", "{share} 的年份够用须备").format(share=wanted), percent(result.pool.level),
               same(_amount(result, result.pool.level))),
        Figure(Text("Defaults it bears", "经得起的违约率"), percent(result.bearable), Text(
            "expected {pd}", "预期 {pd}").format(pd=percent(result.inputs.pd / 100))),
    ))


def _levels(result: "Result") -> Rows:
    heads = (Text("To last in … of years", "够用的年份"), Text("Reserve", "须备准备金"), Text("Amount", "金额"),
             Text("Against yours", "与现有相比"))
    levels = sorted({*LEVELS, result.inputs.confidence / 100})
    rows = [(f"{write(round(100 * level, 6))}%", percent(result.level(level)), _amount(result, result.level(level)),
             _against(result, result.level(level) - result.reserve)) for level in levels]
    return Rows(Text("The reserve that a large pool needs", "大样本池须备多少"),
                tuple(Column(head) for head in heads), rows, file="reserve_levels.csv")


def _against(result: "Result", more: float) -> Cell:
    if not more:
        return "0"
    return (Text("{amount} more", "还差 {amount}") if more > 0 else Text("{amount} over", "富余 {amount}")).format(
        amount=_amount(result, abs(more)))


def _pools(result: "Result") -> Rows:
    heads = (Text("Loans", "贷款笔数"), Text("Defaults it pays", "赔得起的违约笔数"), Text("Lasts in", "够用的年份"),
             Text("For {share} of years it needs", "{share} 的年份够用须备").format(
                 share=f"{write(result.inputs.confidence)}%"), Text("Amount", "金额"))
    rows = [(loans(pool.loans), show(pool.bears, 0) if pool.loans else percent(result.bearable), chance(pool.lasts),
             percent(pool.level), _amount(result, pool.level)) for pool in result.sizes]
    return Rows(Text("The same loans in pools of other sizes", "同样的贷款，笔数不同"), tuple(Column(head) for head in heads),
                rows, file="reserve_pools.csv")


def _amount(result: "Result", rate: float) -> str:
    """An amount of the reserve's currency; cents only where the pool is small."""
    return show(rate * result.inputs.outstanding, 2 if result.inputs.outstanding < 1_000_000 else 0)
