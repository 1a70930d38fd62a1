"""The rows of the liquidity calculator's tables, and the ladder and the bank that it comes with. Their numbers are made up."""

from dataclasses import dataclass

from calculators._inputs import ask
from calculators._kinds import Amount, Percent, Words
from calculators._text import Text


@dataclass(frozen=True)
class Bucket:
    """A bucket of the ladder, with what falls due in it."""

    name: str | Text = ask(Words(Text("Bucket", "期限档"), longest=24))
    inflow: float = ask(Amount(Text("Inflow", "流入")), 0.0)
    outflow: float = ask(Amount(Text("Outflow", "流出")), 0.0)


@dataclass(frozen=True)
class Flow:
    """A balance and the share of it that flows within thirty stressed days."""

    name: str | Text = ask(Words(Text("Balance", "项目"), longest=60))
    amount: float = ask(Amount(Text("Amount", "金额")))
    rate: float = ask(Percent(Text("Rate", "比率")))


def _month(number: int, inflow: float, outflow: float) -> Bucket:
    return Bucket(Text(f"Month {number}", f"第 {number} 个月"), inflow * 1e6, outflow * 1e6)


# A lender of small loans: repayments come in evenly, its own borrowings fall due in months 5, 8 and 12.
LENDER = tuple(_month(n, *flows) for n, flows in enumerate((
    (52, 45), (52, 47), (53, 50), (54, 48), (55, 95), (55, 52), (56, 50), (56, 108), (57, 50), (58, 52), (58, 50), (59, 96)), 1))

OUTFLOWS = (
    Flow(Text("Retail deposits, stable", "零售存款，稳定"), 300e6, 5.0),
    Flow(Text("Retail deposits, less stable", "零售存款，欠稳定"), 200e6, 10.0),
    Flow(Text("Companies, not operational", "公司存款，非业务关系"), 60e6, 40.0),
    Flow(Text("Banks and funds", "同业及基金"), 15e6, 100.0),
    Flow(Text("Undrawn retail credit lines", "零售未提授信"), 40e6, 5.0),
)
INFLOWS = (
    Flow(Text("Retail loans falling due", "到期零售贷款"), 20e6, 50.0),
    Flow(Text("Due from banks", "到期存放同业"), 8e6, 100.0),
)
