"""True cost of a loan: every charge of every payee, as one annual rate, against a cap.

The rate of return of the borrower's cash flows, by the convention of the law that asks for it. China takes all costs over
the principal actually used, by the compound method or, if it says so, the simple one (PBOC Announcement [2021] No. 3);
the United States a nominal rate by unit-periods (12 CFR 1026, Appendix J); the European Union an effective one
(Directive 2008/48/EC, Annex I), and the United Kingdom the same to one decimal (FCA, CONC App 1.2).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from calculators import _rates
from calculators._amortisation import Instalment, Method, Rounding
from calculators._caps import CAP, GROUP, LPR, OWN_CAP, Cap, line
from calculators._conventions import Measure
from calculators._days import DayCount
from calculators._inputs import ask
from calculators._kinds import Amount, Choice, Day, Integer, Percent, YesNo
from calculators._results import Block, Preset
from calculators._roots import NoRoot
from calculators._tables import Table
from calculators._text import Text
from calculators.pricing import _loan_apr, _loan_costs, _loan_terms
from calculators.pricing._loan_costs import Compared, Costed, End
from calculators.pricing._loan_offer import Early, Fee, Year, by_year, priced
from calculators.pricing._loan_terms import Flow, Quoted, Timing

TITLE = Text("True cost of a loan", "贷款真实成本")


_RATED = (Method.EQUAL_INSTALMENT, Method.EQUAL_PRINCIPAL, Method.INTEREST_ONLY)
_SCHEDULED = ("timing", (Timing.MONTHS, Timing.DATES))
_EARLY, _OTHER = ("end", (End.EARLY,)), ("compare", (Compared.OTHER,))


@dataclass(frozen=True)
class Inputs:
    principal: float = ask(Amount(Text("Amount lent", "贷款本金"), low=1, high=1e9), 12_000.0, group=Text("Loan", "贷款"),
                           only=_SCHEDULED)
    periods: int = ask(Integer(Text("Monthly instalments", "月供期数"), low=1, high=360, unit=Text("months", "期")), 12,
                       only=_SCHEDULED)
    method: Method = ask(Choice(Text("Repayment", "还款方式"), options=Method), Method.FLAT_FEE, only=_SCHEDULED)
    quoted: Quoted = ask(Choice(Text("Interest is quoted", "利率报价"), options=Quoted), Quoted.YEAR, only=("method", _RATED))
    annual_rate: float = ask(Percent(Text("Interest a year", "年利率"), high=200, help=Text(
        "Nominal, on what is still owed: a twelfth each month, unless the day count below says otherwise.",
        "名义年利率，按剩余本金计息：每月十二分之一；计息基准另有约定的从其约定。")), 12.0, only=("quoted", (Quoted.YEAR,)))
    daily_rate: float = ask(Percent(Text("Interest a day", "日利率"), high=1, help=Text(
        "0.05 is five parts in ten thousand a day.", "0.05 即日息万分之五。")), 0.05, only=("quoted", (Quoted.DAY,)))
    monthly_fee: float = ask(Percent(Text("Fee a month", "月费率"), high=20, help=Text(
        "Charged on the original amount every month, however much is repaid.", "每月按原始本金计收，与已还多少无关。")),
        0.75, only=("method", (Method.FLAT_FEE,)))
    day_count: DayCount = ask(Choice(Text("Day count of the interest", "计息基准"), options=DayCount), DayCount.THIRTY_360,
                              only=("method", _RATED))
    rounding: Rounding = ask(Choice(Text("Rounding", "取整"), options=Rounding, help=Text(
        "Of interest and instalment each month; the last instalment balances.", "每期利息和还款额按此取整，末期轧平。")),
        Rounding.CENT, only=_SCHEDULED)
    fees: tuple[Fee, ...] = ask(Table(Text("Other charges", "其他收费"), row=Fee, most=30, help=Text(
        "Month 0 is the payout day: a charge there reduces what the borrower receives.",
        "第 0 月为放款日：当日收费会减少借款人实际到手的金额。")), (), group=Text("Charges besides interest", "利息以外的收费"),
        only=_SCHEDULED)
    cap: Cap = ask(CAP, Cap.CN_24, group=GROUP)
    measure: Measure = ask(Choice(Text("Annual rate compared", "用于对照的年化口径"), options=Measure), Measure.NOMINAL)
    lpr: float = ask(LPR, 3.0, only=("cap", (Cap.CN_LPR,)))
    own_cap: float = ask(OWN_CAP, 20.0, only=("cap", (Cap.OWN,)))
    timing: Timing = ask(Choice(Text("Payments fall", "收付款时间"), options=Timing), Timing.MONTHS,
                         group=Text("Dates, early end, second offer", "日期、提前结清、两笔对比"))
    payout: date = ask(Day(Text("Payout day", "放款日")), date(2026, 1, 15), only=("timing", (Timing.DATES,)))
    first_due: date = ask(Day(Text("First instalment due", "首期还款日"), help=Text(
        "The others follow on the same day of each month.", "其后每月同日还款。")), date(2026, 3, 1), only=("timing", (Timing.DATES,)))
    flows: tuple[Flow, ...] = ask(Table(Text("Payouts and payments", "放款与还款"), row=Flow, most=120, help=Text(
        "Everything that changes hands with the borrower, charges included.", "与借款人之间的每一笔收付，费用也算在内。")),
        _loan_terms.EXAMPLE, only=("timing", (Timing.LIST,)))
    end: End = ask(Choice(Text("The loan is repaid", "还清方式"), options=End), End.AGREED, only=_SCHEDULED)
    settled: int = ask(Integer(Text("With instalment", "在第几期"), low=1, high=359, help=Text(
        "On that day the rest is paid as well.", "当期还款日一并付清余额。")), 3, only=_EARLY)
    prepayment_charge: float = ask(Percent(Text("Charge for it", "提前还款违约金"), high=20, unit=Text("% of the rest", "% × 余额")),
                                   0.0, only=_EARLY)
    refund: bool = ask(YesNo(Text("Charges of day 0 come back for the months not used", "放款日收费按未用月数退还")), False,
                       only=_EARLY)
    compare: Compared = ask(Choice(Text("Look at", "比较"), options=Compared), Compared.ALONE)
    b_principal: float = ask(Amount(Text("B: amount lent", "B：贷款本金"), low=1, high=1e9), 10_000.0, only=_OTHER)
    b_periods: int = ask(Integer(Text("B: monthly instalments", "B：月供期数"), low=1, high=360, unit=Text("months", "期")), 24,
                         only=_OTHER)
    b_method: Method = ask(Choice(Text("B: repayment", "B：还款方式"), options=Method), Method.EQUAL_INSTALMENT, only=_OTHER)
    b_annual_rate: float = ask(Percent(Text("B: interest a year", "B：年利率"), high=200), 18.0, only=("b_method", _RATED))
    b_monthly_fee: float = ask(Percent(Text("B: fee a month", "B：月费率"), high=20), 0.75, only=("b_method", (Method.FLAT_FEE,)))
    b_fees: tuple[Fee, ...] = ask(Table(Text("B: other charges", "B：其他收费"), row=Fee, most=30), (), only=_OTHER)


@dataclass(frozen=True)
class Result:
    """Rates are fractions a year; amounts in the loan's currency. `charges` are those besides interest by
    month from 0; `steps` is each payee with its total and the rate after adding it to those before. A list of payments has
    no instalments, charges and steps. `agreed` is the contract, `real` what becomes of it when it ends early; `by_end` is
    the rate by the instalment with which it ends."""

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
    rates: tuple[tuple[Measure, float], ...]
    agreed: Costed
    real: Costed
    early: Early | None
    by_end: tuple[tuple[int, float], ...]
    other: Costed | None

    @property
    def nominal(self) -> float:
        return self.monthly * 12

    @property
    def effective(self) -> float:
        return _rates.compounded(self.nominal, 12)

    @property
    def daily(self) -> bool:
        """Whether the interest is quoted by the day."""
        return bool(self.instalments) and self.inputs.method in _RATED and self.inputs.quoted is Quoted.DAY

    @property
    def years(self) -> tuple[Year, ...]:
        """The schedule summed up by years of twelve instalments."""
        return by_year(self.instalments, self.charges)

    @property
    def compared(self) -> float:
        return self.agreed.rate

    @property
    def over(self) -> float:
        """How far the compared rate lies above the cap; negative below it."""
        return self.compared - self.cap

    def view(self) -> Iterator[Block]:
        """The answer as a reader meets it."""
        return _loan_apr.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """The annual rates at which what is received equals what is paid. Raises InputError when no such rate exists."""
    offer = None if inputs.timing is Timing.LIST else priced(_loan_terms.offer(inputs))
    flows = offer.flows if offer else _loan_terms.listed(inputs.flows)
    try:
        agreed = Costed(flows, flows.rate(inputs.measure))
        rates = tuple((measure, flows.rate(measure)) for measure in Measure)
        steps = offer.steps(inputs.measure) if offer else ()
    except NoRoot:
        raise _loan_costs.no_rate("fees" if offer else "flows") from None
    early = _loan_costs.early(inputs, offer) if offer and inputs.end is End.EARLY else None
    real = _loan_costs.costed(early.flows, inputs.measure, "settled") if early else agreed
    by_end = _loan_costs.by_end(inputs, offer, agreed.rate) if early else ()
    return Result(
        inputs, flows.monthly, flows.received, flows.paid, offer.interest if offer else flows.cost,
        sum(offer.charges) if offer else 0.0, line(inputs.cap, inputs.lpr, inputs.own_cap), offer.instalments if offer else (),
        offer.charges if offer else (), steps, rates, agreed, real, early, by_end, _loan_costs.other(inputs))


_GUARANTEE = Fee(Text("Guarantor: guarantee fee", "担保公司：担保费"), 60.0, 1, 12)
_MEMBERSHIP = Fee(Text("Platform: membership", "平台：会员费"), 299.0, 0, 0)
_DEDUCTED = Fee(Text("Lender: deducted on day 0", "放款方：砍头息"), 500.0, 0, 0)
_FACILITATED = Inputs(10_000.0, 12, Method.EQUAL_INSTALMENT, annual_rate=7.2, fees=(_GUARANTEE, _MEMBERSHIP))
_TWELVE = Inputs(10_000.0, 12, Method.EQUAL_INSTALMENT, annual_rate=12.0)
PRESETS = {
    "S-08a": Preset(Text("“0.75% a month” on the original amount", "“月费率 0.75%”，按原始本金计"), Inputs()),
    "S-08b": Preset(Text("12% with 500 deducted on day 0", "年利率 12%，放款日扣砍头息 500"), replace(_TWELVE, fees=(_DEDUCTED,))),
    "S-08c": Preset(Text("7.2% loan with guarantee fee and membership", "年利率 7.2%，另收担保费与会员费"), _FACILITATED),
    "daily": Preset(Text("“0.05% a day”", "“日利率 0.05%”"), replace(
        _TWELVE, quoted=Quoted.DAY, daily_rate=0.05, day_count=DayCount.ACT_365)),
    "early": Preset(Text("Repaid with the third instalment", "第 3 期提前结清"), replace(
        _FACILITATED, end=End.EARLY, settled=3)),
    "odd-days": Preset(Text("First instalment after 45 days", "首期 45 天"), replace(
        _TWELVE, timing=Timing.DATES, day_count=DayCount.ACT_365, measure=Measure.REG_Z, cap=Cap.US_MLA)),
    "list": Preset(Text("Two payouts, uneven payments", "两次放款，不规则还款"), Inputs(
        timing=Timing.LIST, measure=Measure.EFFECTIVE)),
    "two-offers": Preset(Text("Lower rate or smaller bill?", "利率低，还是花得少？"), replace(
        _TWELVE, fees=(_DEDUCTED,), compare=Compared.OTHER)),
}
