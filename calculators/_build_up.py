"""The price of credit, built up from what it has to pay for; every rate a fraction a year of the balance.

price = funding + operating + acquisition + PD · LGD + K · (hurdle − funding). Capital K takes the place of that much
funding, so it is charged only for what its owners ask beyond the funding rate. K is Basel's for unexpected loss (BCBS 128,
June 2006, paragraphs 272 and 328 to 330) or one ratio for every borrower. RAROC is the same equation solved for the
return, with the price given: it equals the hurdle at the break-even price.
"""

from dataclasses import dataclass
from enum import Enum

from calculators import _credit
from calculators._roots import bracketed
from calculators._text import Text

LOWEST = 0.0003  # BCBS 128, paragraph 331: no retail PD counts as less than 0.03 %
HIGHEST = 0.6    # beyond it most of the balance defaults within the year and a price on all of it means little


class Capital(Enum):
    """How much capital stands behind the loan; a Basel rule has the name of its Exposure."""

    OTHER_RETAIL = Text("Basel, other retail", "巴塞尔：其他零售")
    QRRE = Text("Basel, qualifying revolving", "巴塞尔：合格循环零售")
    MORTGAGE = Text("Basel, residential mortgage", "巴塞尔：个人住房抵押")
    CORPORATE = Text("Basel, corporate, 2.5 years", "巴塞尔：一般公司，2.5 年")
    FLAT = Text("One ratio for everyone", "统一比例")


@dataclass(frozen=True)
class Parts:
    """What a price pays for; `capital` is what capital costs beyond the funding that it replaces."""

    funding: float
    opex: float
    acquisition: float
    loss: float
    capital: float

    @property
    def price(self) -> float:
        """The break-even price: all parts together."""
        return self.cost + self.capital

    @property
    def cost(self) -> float:
        """All but the charge for capital: at this price capital earns the funding rate and no more."""
        return self.funding + self.opex + self.acquisition + self.loss


@dataclass(frozen=True)
class Terms:
    """What a loan costs whoever the borrower is, the return that capital asks for, and how capital is found."""

    funding: float
    opex: float
    acquisition: float
    hurdle: float
    rule: Capital
    ratio: float

    @property
    def fixed(self) -> float:
        """The part of every price that does not depend on the borrower's risk."""
        return self.funding + self.opex + self.acquisition

    def k(self, pd: float, lgd: float) -> float:
        """Capital per unit of balance, above 0."""
        return self.ratio if self.rule is Capital.FLAT else _credit.capital(_credit.Exposure[self.rule.name], pd, lgd)

    def parts(self, pd: float, lgd: float) -> Parts:
        """The build-up for a borrower: LOWEST ≤ PD ≤ HIGHEST, 0 < LGD ≤ 1."""
        return Parts(self.funding, self.opex, self.acquisition, _credit.expected_loss(pd, lgd, 1),
                     self.k(pd, lgd) * (self.hurdle - self.funding))

    def price(self, pd: float, lgd: float) -> float:
        """The break-even price; it rises with PD and with LGD while the hurdle is not below the funding rate."""
        return self.parts(pd, lgd).price

    def raroc(self, charged: float, pd: float, lgd: float) -> float:
        """What capital earns before tax at the price `charged`: (price − costs − EL − (1 − K) · funding) / K."""
        return (charged - self.parts(pd, lgd).cost) / self.k(pd, lgd) + self.funding

    def highest_pd(self, line: float, lgd: float) -> float | None:
        """The PD whose price equals `line`, by bracketed root; None where even LOWEST is dearer, HIGHEST where nothing is."""
        if self.price(LOWEST, lgd) > line:
            return None
        if self.price(HIGHEST, lgd) <= line:
            return HIGHEST
        return bracketed(lambda pd: self.price(pd, lgd) - line, LOWEST, HIGHEST)
