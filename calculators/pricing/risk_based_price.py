"""Risk-based pricing of credit: what a borrower must pay a year for the loan to earn its capital, and whom a line shuts out.

The build-up and RAROC are those of calculators._build_up, with Basel's capital for unexpected loss (BCBS 128, June 2006,
paragraphs 272 and 328 to 330) or one ratio for every borrower.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from calculators import _caps
from calculators._build_up import Capital, Parts, Terms
from calculators._inputs import InputError, ask
from calculators._kinds import Choice, Percent
from calculators._results import Block, Preset
from calculators._text import Text
from calculators.pricing import _risk_based_price

TITLE = Text("Risk-based pricing of credit", "信贷风险定价")


@dataclass(frozen=True)
class Inputs:
    pd: float = ask(Percent(Text("Probability of default (PD)", "违约概率（PD）"), low=0.03, high=60, help=Text(
        "Within a year, for this class of borrowers.", "这一类借款人一年之内的违约概率。")), 8.0, group=Text("Borrower", "借款人"))
    lgd: float = ask(Percent(Text("Loss given default (LGD)", "违约损失率（LGD）"), low=1), 65.0)
    charged: float = ask(Percent(Text("Price charged", "实际定价"), high=300, help=Text(
        "Nominal, a year, on the balance; all that the borrower pays to anybody.", "占余额的名义年化，借款人付给各方的息费都算。")), 14.0)
    funding: float = ask(Percent(Text("Funding", "资金成本"), high=30), 3.2, group=Text(
        "Costs, a year on the balance", "成本（占余额，年化）"))
    opex: float = ask(Percent(Text("Operating cost", "运营成本")), 2.5)
    acquisition: float = ask(Percent(Text("Acquisition cost", "获客成本"), help=Text(
        "Spread it over the loan’s life: 2.7% once, for 18 months, is 1.8% a year.",
        "按存续期摊开：一次性 2.7%，存续 18 个月，折合每年 1.8%。")), 1.8)
    capital: Capital = ask(Choice(Text("Capital for bad years", "为坏年份准备的资本"), options=Capital), Capital.OTHER_RETAIL,
                           group=Text("Capital", "资本"))
    ratio: float = ask(Percent(Text("Capital, of the balance", "资本占余额"), low=0.1), 10.0, only=("capital", (Capital.FLAT,)))
    hurdle: float = ask(Percent(Text("Hurdle return on capital", "资本回报门槛"), help=Text("Before tax.", "税前。")), 12.0)
    cap: _caps.Cap = ask(_caps.CAP, _caps.Cap.CN_24, group=_caps.GROUP)
    lpr: float = ask(_caps.LPR, 3.0, only=("cap", (_caps.Cap.CN_LPR,)))
    own_cap: float = ask(_caps.OWN_CAP, 20.0, only=("cap", (_caps.Cap.OWN,)))


@dataclass(frozen=True)
class Result:
    """Fractions a year of the balance. `highest_pd` is None when the line shuts out everybody."""

    inputs: Inputs
    terms: Terms
    pd: float
    lgd: float
    charged: float
    cap: float

    @property
    def parts(self) -> Parts:
        return self.terms.parts(self.pd, self.lgd)

    @property
    def price(self) -> float:
        """The price at which capital earns its hurdle."""
        return self.parts.price

    @property
    def k(self) -> float:
        return self.terms.k(self.pd, self.lgd)

    @property
    def raroc(self) -> float:
        return self.terms.raroc(self.charged, self.pd, self.lgd)

    @property
    def highest_pd(self) -> float | None:
        return self.terms.highest_pd(self.cap, self.lgd)

    def view(self) -> Iterator[Block]:
        """The answer as a reader meets it."""
        return _risk_based_price.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """The price of this borrower and the PD that a line shuts out. Raises InputError for a hurdle below funding."""
    terms = Terms(inputs.funding / 100, inputs.opex / 100, inputs.acquisition / 100, inputs.hurdle / 100,
                  inputs.capital, inputs.ratio / 100)
    if terms.hurdle < terms.funding:
        raise InputError("hurdle", Text("Capital carries the risk, so it asks for no less than funding costs. Raise the hurdle.",
                                        "资本承担风险，要求的回报不会低于资金成本，请提高这一项。"))
    return Result(inputs, terms, inputs.pd / 100, inputs.lgd / 100, inputs.charged / 100,
                  _caps.line(inputs.cap, inputs.lpr, inputs.own_cap))


PRESETS = {
    "S-09a": Preset(Text("PD of 8% under a line of 24%", "PD 8%，上限 24%"), Inputs()),
    "S-09a-20": Preset(Text("The same under 20%", "同一客户，上限 20%"), Inputs(cap=_caps.Cap.OWN, own_cap=20.0)),
    "S-09a-12": Preset(Text("The same under 12%", "同一客户，上限 12%"), Inputs(cap=_caps.Cap.OWN, own_cap=12.0)),
    "S-09b": Preset(Text("Acquisition at 6% instead of 1.8%", "获客成本由 1.8% 涨到 6%"), Inputs(acquisition=6.0)),
    "profit": Preset(Text("A profit below the hurdle", "有利润，却够不到门槛"), Inputs(pd=3.0, charged=9.8)),
    "flat": Preset(Text("A PD of 1% with one ratio for everyone", "PD 1%，资本一刀切"), Inputs(
        pd=1.0, charged=8.8, capital=Capital.FLAT)),
}
