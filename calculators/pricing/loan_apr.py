"""True cost of a loan: every charge of every payee, as one annual rate, against a cap.

The monthly rate of return of the borrower's cash flows, shown nominal (× 12) and effective (compounded). China asks for
all costs over the principal actually used, by the compound method or, if it says so, the simple one (PBOC Announcement
[2021] No. 3); the United States for the nominal one (12 CFR 1026, Appendix J); the European Union for the effective one
(Directive 2008/48/EC, Annex I).
"""

from dataclasses import dataclass
from enum import Enum

from calculators import _rates
from calculators._amortisation import Instalment, Method, Rounding, schedule
from calculators._inputs import InputError, ask
from calculators._kinds import Amount, Choice, Integer, Percent, Words
from calculators._results import Block, Preset
from calculators._roots import NoRoot
from calculators._tables import Table
from calculators._text import Text, as_text
from calculators.pricing import _loan_apr

TITLE = Text("True cost of a loan", "贷款真实成本")


class Measure(Enum):
    """Which annual rate is held against the cap."""

    NOMINAL = Text("Nominal: monthly rate × 12", "名义年化：月利率 × 12")
    EFFECTIVE = Text("Effective: compounded over 12 months", "有效年化：按 12 个月复利")


class Cap(Enum):
    """A line to compare with, by jurisdiction."""

    CN_24 = Text("China: 24%, facilitated loans", "中国：24%，银行助贷")
    CN_LPR = Text("China: 4 × LPR, private lending", "中国：4 倍 LPR，民间借贷")
    US_MLA = Text("US: 36% MAPR, military borrowers", "美国：36% MAPR，军人借款人")
    OWN = Text("A line of your own", "自定上限")


@dataclass(frozen=True)
class Fee:
    """A charge besides interest, to one payee, in every month from `first` to `last`; month 0 is the payout day."""

    payee: str | Text = ask(Words(Text("Payee and purpose", "收款方与名目")))
    amount: float = ask(Amount(Text("Amount each time", "每次金额")))
    first: int = ask(Integer(Text("From month", "起始月"), low=0, high=360), 0)
    last: int = ask(Integer(Text("To month", "截止月"), low=0, high=360), 0)


_RATED = (Method.EQUAL_INSTALMENT, Method.EQUAL_PRINCIPAL, Method.INTEREST_ONLY)


@dataclass(frozen=True)
class Inputs:
    principal: float = ask(Amount(Text("Amount lent", "贷款本金"), low=1, high=1e9), 12_000.0, group=Text("Loan", "贷款"))
    periods: int = ask(Integer(Text("Monthly instalments", "月供期数"), low=1, high=360, unit=Text("months", "个月")), 12)
    method: Method = ask(Choice(Text("Repayment", "还款方式"), options=Method), Method.FLAT_FEE)
    annual_rate: float = ask(Percent(Text("Interest a year", "年利率"), high=200, help=Text(
        "Nominal; a twelfth is charged each month on what is still owed.", "名义年利率，按月计息：剩余本金乘以年利率的十二分之一。")),
        12.0, only=("method", _RATED))
    monthly_fee: float = ask(Percent(Text("Fee a month", "月费率"), high=20, help=Text(
        "Charged on the original amount every month, however much is repaid.", "每月按原始本金计收，与已还多少无关。")),
        0.75, only=("method", (Method.FLAT_FEE,)))
    rounding: Rounding = ask(Choice(Text("Rounding", "取整"), options=Rounding), Rounding.CENT)
    fees: tuple[Fee, ...] = ask(Table(Text("Other charges", "其他收费"), row=Fee, most=30, help=Text(
        "Month 0 is the payout day: a charge there reduces what the borrower receives.",
        "第 0 月为放款日：当日收费会减少借款人实际到手的金额。")), (), group=Text("Charges besides interest", "利息以外的收费"))
    cap: Cap = ask(Choice(Text("Compare with", "对照上限"), options=Cap), Cap.CN_24, group=Text("Line to compare with", "对照线"))
    measure: Measure = ask(Choice(Text("Annual rate compared", "用于对照的年化口径"), options=Measure), Measure.NOMINAL)
    lpr: float = ask(Percent(Text("One-year LPR at signing", "签约时一年期 LPR"), high=20, help=Text(
        "3.0% in October 2025; look up the month of your contract.", "2025 年 10 月为 3.0%，请查合同签订当月的数值。")),
        3.0, only=("cap", (Cap.CN_LPR,)))
    own_cap: float = ask(Percent(Text("Your line, a year", "自定年化上限"), low=0.01, high=1000), 20.0, only=("cap", (Cap.OWN,)))


@dataclass(frozen=True)
class Result:
    """Rates are fractions a year; amounts in the loan's currency. `charges` are those besides interest by
    month from 0; `steps` is each payee with its total and the rate after adding it to those before."""

    inputs: Inputs
    monthly: float
    received: float
    paid: float
    interest: float
    fees: float
    cap: float
    instalments: tuple[Instalment, ...]
    charges: tuple[float, ...]
    steps: tuple[tuple[Text, float, float], ...]

    @property
    def nominal(self) -> float:
        return self.monthly * 12

    @property
    def effective(self) -> float:
        return (1 + self.monthly) ** 12 - 1

    @property
    def compared(self) -> float:
        return _annual(self.monthly, self.inputs.measure)

    @property
    def over(self) -> float:
        """How far the compared rate lies above the cap; negative below it."""
        return self.compared - self.cap

    def view(self) -> tuple[Block, ...]:
        """The answer as a reader meets it."""
        return _loan_apr.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """The annual rates at which what is received equals what is paid. Raises InputError when no such rate exists."""
    for row, fee in enumerate(inputs.fees):
        if not fee.first <= fee.last <= inputs.periods:
            raise InputError(f"fees.{row}.last", Text(
                "Row {n}: the charge must end between its first month and month {periods}.",
                "第 {n} 行：截止月须不早于起始月，且不晚于第 {periods} 月。").format(n=row + 1, periods=inputs.periods))
    flat = inputs.method is Method.FLAT_FEE
    rate = inputs.monthly_fee / 100 if flat else inputs.annual_rate / 1200
    rows = schedule(inputs.principal, rate, inputs.periods, inputs.method, inputs.rounding)
    name = Text("Fee on the amount", "按本金计收的费用") if flat else Text("Interest", "利息")
    interest = sum(row.interest for row in rows)
    steps = [(name, interest, _annual(_monthly(inputs, rows, ()), inputs.measure))]
    for count, fee in enumerate(inputs.fees, 1):
        total = fee.amount * (fee.last - fee.first + 1)
        label = as_text(fee.payee) if fee.payee else Text(f"Charge {count}", f"收费 {count}")
        steps.append((label, total, _annual(_monthly(inputs, rows, inputs.fees[:count]), inputs.measure)))
    charges = _charges(inputs)
    return Result(inputs, _monthly(inputs, rows, inputs.fees), inputs.principal - charges[0],
                  sum(row.payment for row in rows) + sum(charges[1:]), interest, sum(charges), _cap(inputs), rows, tuple(charges), tuple(steps))


def _charges(inputs: Inputs, fees: tuple[Fee, ...] | None = None) -> list[float]:
    """Other charges by month, 0 … periods."""
    months = [0.0] * (inputs.periods + 1)
    for fee in inputs.fees if fees is None else fees:
        for month in range(fee.first, fee.last + 1):
            months[month] += fee.amount
    return months


def _monthly(inputs: Inputs, rows: tuple[Instalment, ...], fees: tuple[Fee, ...]) -> float:
    charges = _charges(inputs, fees)
    flows = [inputs.principal - charges[0], *(-row.payment - charges[row.period] for row in rows)]
    try:
        if flows[0] <= 0:
            raise NoRoot
        return _rates.per_period(flows)
    except NoRoot:
        raise InputError("fees", Text("The charges on day 0 leave nothing of the loan, so it has no rate.",
                                      "放款日收费已超过或接近本金，算不出利率。")) from None


def _annual(monthly: float, measure: Measure) -> float:
    return monthly * 12 if measure is Measure.NOMINAL else (1 + monthly) ** 12 - 1


def _cap(inputs: Inputs) -> float:
    return {Cap.CN_24: 0.24, Cap.CN_LPR: 4 * inputs.lpr / 100, Cap.US_MLA: 0.36, Cap.OWN: inputs.own_cap / 100}[inputs.cap]


_GUARANTEE = Fee(Text("Guarantor: guarantee fee", "担保公司：担保费"), 60.0, 1, 12)
_MEMBERSHIP = Fee(Text("Platform: membership", "平台：会员费"), 299.0, 0, 0)
PRESETS = {
    "S-08a": Preset(Text("“0.75% a month” on the original amount", "“月费率 0.75%”，按原始本金计"), Inputs()),
    "S-08b": Preset(Text("12% with 500 deducted on day 0", "年利率 12%，放款日扣砍头息 500"), Inputs(
        10_000.0, 12, Method.EQUAL_INSTALMENT, 12.0, fees=(Fee(Text("Lender: deducted on day 0", "放款方：砍头息"), 500.0, 0, 0),))),
    "S-08c": Preset(Text("7.2% loan with guarantee fee and membership", "年利率 7.2%，另收担保费与会员费"), Inputs(
        10_000.0, 12, Method.EQUAL_INSTALMENT, 7.2, fees=(_GUARANTEE, _MEMBERSHIP))),
}
