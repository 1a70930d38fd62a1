"""Lines of a loan book: what is asked of each, what follows from it, and what a change to all of them would do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from calculators import _credit
from calculators._credit import Exposure
from calculators._inputs import ask
from calculators._kinds import Amount, Choice, Number, Percent, Words
from calculators._text import Text, as_text


class Floors(Enum):
    """Whether a PD or LGD may be as low as typed."""

    NONE = Text("As typed", "按填写值")
    BASEL = Text("Not below Basel’s floors, unsecured", "不低于巴塞尔下限（无抵押）")


@dataclass(frozen=True)
class Segment:
    """A line of the book: many small loans of one kind. PD and LGD in per cent, turnover in EUR m, maturity in years."""

    name: str | Text = ask(Words(Text("Segment", "分组")))
    exposure: Exposure = ask(Choice(Text("Asset class", "资产类别"), options=Exposure))
    ead: float = ask(Amount(Text("Exposure", "风险暴露"), low=1))
    pd: float = ask(Percent(Text("PD", "违约概率"), low=0.01, high=99))
    lgd: float = ask(Percent(Text("LGD", "违约损失率"), low=1))
    turnover: float = ask(Number(Text("SME turnover", "中小企业年销售额"), low=0, high=50, unit=Text("EUR m", "百万欧元")), 5.0)
    maturity: float = ask(Number(Text("Corporate maturity", "公司类期限"), low=1, high=5, unit=Text("years", "年")), 2.5)


@dataclass(frozen=True)
class Assessed:
    """A line with what follows. Rates are fractions; `expected`, `bad_year`, `capital` and `rwa` in the book's currency."""

    number: int
    segment: Segment
    pd: float
    lgd: float
    correlation: float
    k: float
    bad_year: float

    @property
    def name(self) -> Text:
        return as_text(self.segment.name) if self.segment.name else Text(f"Line {self.number}", f"第 {self.number} 行")

    @property
    def expected(self) -> float:
        return _credit.expected_loss(self.pd, self.lgd, self.segment.ead)

    @property
    def capital(self) -> float:
        return self.k * self.segment.ead

    @property
    def risk_weight(self) -> float:
        return _credit.risk_weight(self.k)

    @property
    def rwa(self) -> float:
        return self.risk_weight * self.segment.ead

    @property
    def raised(self) -> bool:
        """Whether a floor applied to this line."""
        return (self.pd, self.lgd) != (self.segment.pd / 100, self.segment.lgd / 100)


@dataclass(frozen=True)
class Change:
    """What one change to every line adds to expected loss and to capital; `exposure` is the class, if that changes."""

    exposure: Exposure | None
    what: Text
    expected: float
    capital: float


def assess(number: int, segment: Segment, confidence: float, floors: Floors) -> Assessed:
    """One line of the book; `confidence` is a fraction."""
    pd, lgd = segment.pd / 100, segment.lgd / 100
    if floors is Floors.BASEL:
        pd, lgd = _credit.floored(segment.exposure, pd, lgd)
    correlation = _credit.correlation(segment.exposure, pd, segment.turnover)
    bad_year = lgd * _credit.conditional_pd(pd, correlation, confidence) * segment.ead
    k = _credit.capital(segment.exposure, pd, lgd, turnover=segment.turnover, maturity=segment.maturity)
    return Assessed(number, segment, pd, lgd, correlation, k, bad_year)


def changes(rows: Sequence[Assessed], confidence: float, floors: Floors) -> tuple[Change, ...]:
    """PD one point higher, LGD five points higher, and every class that is not already the class of the whole book."""
    def change(what: Text, altered: Callable[[Segment], Segment], exposure: Exposure | None = None) -> Change:
        after = [assess(row.number, altered(row.segment), confidence, floors) for row in rows]
        return Change(exposure, what, sum(a.expected - b.expected for a, b in zip(after, rows, strict=True)),
                      sum(a.capital - b.capital for a, b in zip(after, rows, strict=True)))

    def classed(exposure: Exposure) -> Change:
        words = exposure.value
        return change(Text(f"as {words.en if words.en.startswith('SME') else words.en.lower()}", f"按“{words.zh}”"),
                      lambda segment: replace(segment, exposure=exposure), exposure)

    return (change(Text("PD 1 point higher", "违约概率高 1 个百分点"), lambda line: replace(line, pd=min(line.pd + 1, 99))),
            change(Text("LGD 5 points higher", "违约损失率高 5 个百分点"), lambda line: replace(line, lgd=min(line.lgd + 5, 100))),
            *(classed(exposure) for exposure in Exposure if any(row.segment.exposure is not exposure for row in rows)))
