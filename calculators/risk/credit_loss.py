"""Credit loss and capital: what a loan book loses on average and in a bad year, and the capital that stands behind it.

Expected loss is PD · LGD · EAD by line. The loss of a bad year is Vasicek's: one common factor moves all lines, each of
many small loans, so the book's quantile is the sum of its lines' (Gordy, “A risk-factor model foundation for
ratings-based bank capital rules”, Journal of Financial Intermediation 12(3), 2003). Capital and risk-weighted assets are
Basel's internal-ratings functions, always at 99.9 % and without the factor 1.06 (Basel Framework, CRE31).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from calculators import _credit
from calculators._credit import Exposure
from calculators._inputs import ask
from calculators._kinds import Choice, Percent
from calculators._results import Block, Preset
from calculators._tables import Table
from calculators._text import Text
from calculators.risk import _credit_loss
from calculators.risk._credit_loss_book import Assessed, Change, Floors, Segment, assess, changes

TITLE = Text("Credit loss and capital", "信用损失与资本")


def _line(en: str, zh: str, *numbers: float, exposure: Exposure = Exposure.OTHER_RETAIL) -> Segment:
    return Segment(Text(en, zh), exposure, *numbers)


_LOAN = _line("Consumer loan", "消费贷款", 10_000.0, 3.0, 60.0)


@dataclass(frozen=True)
class Inputs:
    segments: tuple[Segment, ...] = ask(Table(Text("Loan book", "贷款组合"), row=Segment, fewest=1, most=30, help=Text(
        "PD: share that defaults within a year. LGD: share of the exposure lost after recoveries and collection costs. The "
        "last two columns matter for firms only; empty means 5 and 2.5.",
        "违约概率按一年计；违约损失率为扣除回收、计入催收成本之后损失的比例。最后两列只对公司类有用，留空按 5 和 2.5。")),
        (_LOAN,), group=Text("Book", "组合"))
    confidence: float = ask(Percent(Text("Bad year: no worse in", "坏年份：不超过该损失的年份占"), low=50, high=99.99, help=Text(
        "99.9% means worse in one year of 1,000. Basel’s capital is always at 99.9%.",
        "99.9% 即一千年里只有一年更糟。巴塞尔资本固定取 99.9%。")), 99.9, group=Text("Choices", "口径"))
    floors: Floors = ask(Choice(Text("PD and LGD", "违约概率与违约损失率"), options=Floors), Floors.NONE)


@dataclass(frozen=True)
class Result:
    """The book line by line, in the order given, and what single changes do to it."""

    inputs: Inputs
    rows: tuple[Assessed, ...]
    changes: tuple[Change, ...]

    @property
    def ead(self) -> float:
        return sum(row.segment.ead for row in self.rows)

    @property
    def expected(self) -> float:
        return sum(row.expected for row in self.rows)

    @property
    def capital(self) -> float:
        return sum(row.capital for row in self.rows)

    @property
    def k(self) -> float:
        return self.capital / self.ead

    @property
    def rwa(self) -> float:
        return sum(row.rwa for row in self.rows)

    @property
    def bad_year(self) -> float:
        return sum(row.bad_year for row in self.rows)

    @property
    def unexpected(self) -> float:
        """The bad year's loss beyond the expected; below 0 where even that year is milder than the average."""
        return self.bad_year - self.expected

    def loss(self, confidence: float) -> float:
        """The book's loss that is not exceeded with this probability."""
        return sum(row.lgd * _credit.conditional_pd(row.pd, row.correlation, confidence) * row.segment.ead for row in self.rows)

    def view(self) -> Iterator[Block]:
        """The answer as a reader meets it."""
        return _credit_loss.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """Expected loss, loss of a bad year, capital and risk-weighted assets of every line."""
    terms = inputs.confidence / 100, inputs.floors
    rows = tuple(assess(number, segment, *terms) for number, segment in enumerate(inputs.segments, 1))
    return Result(inputs, rows, changes(rows, *terms))


_GRADES = (_line("Grade A", "A 级", 10_000.0, 1.0, 45.0), _line("Grade B", "B 级", 10_000.0, 3.0, 60.0),
           _line("Grade C", "C 级", 10_000.0, 5.0, 75.0))
_EQUAL = (_line("Few default, all is lost", "违约少，全损", 10_000.0, 1.8, 100.0), _line("In between", "居中", 10_000.0, 3.0, 60.0),
          _line("Many default, little is lost", "违约多，损失少", 10_000.0, 6.0, 30.0))
_BOOK = (_line("Home loans", "住房按揭", 500e6, 0.6, 20.0, exposure=Exposure.MORTGAGE),
         _line("Credit cards", "信用卡", 150e6, 2.5, 75.0, exposure=Exposure.QRRE),
         _line("Cash loans", "现金分期", 200e6, 4.0, 65.0),
         _line("Small firms", "小企业贷款", 100e6, 2.0, 45.0, 5.0, 1.0, exposure=Exposure.SME),
         _line("Larger firms", "大中型企业贷款", 50e6, 0.8, 40.0, exposure=Exposure.CORPORATE))
PRESETS = {
    "S-02a": Preset(Text("One consumer loan of 10,000", "一笔 10,000 的消费贷款"), Inputs()),
    "S-02a-revolving": Preset(Text("The same loan as a revolving line", "同一笔贷款，改为循环额度"), Inputs(
        (replace(_LOAN, exposure=Exposure.QRRE),))),
    "grades": Preset(Text("Three grades of consumer loans", "三个等级的消费贷款"), Inputs(_GRADES)),
    "equal": Preset(Text("Counter-example: one expected loss, three capitals", "反例：预期损失相同，资本不同"), Inputs(_EQUAL)),
    "bank": Preset(Text("A bank’s book in five classes", "一家银行的五类资产"), Inputs(_BOOK)),
}
