"""Price of merchant acquiring: who is paid from the merchant's fee, what is left, and which payments lose money.

Every part of the chain is a rate on the amount plus an amount per payment, so the margin of a payment of T is
a · T + b: the sign of a and b decides whether small or large payments lose money.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from calculators._acquiring import Tariff, gross_up
from calculators._inputs import InputError, ask
from calculators._kinds import Amount, Integer, Number, Percent, Words
from calculators._results import Block, Preset
from calculators._tables import Table
from calculators._text import Text, as_text
from calculators.pricing import _merchant_price

TITLE = Text("Price of merchant acquiring", "收单定价")


@dataclass(frozen=True)
class Band:
    """Payments of about one size."""

    name: str | Text = ask(Words(Text("Payments", "交易类型")))
    payments: int = ask(Integer(Text("Number a month", "每月笔数"), low=0, high=1_000_000_000))
    ticket: float = ask(Amount(Text("Average ticket", "笔均金额"), low=0.01, high=10_000_000))


_MIX = (Band(Text("Small", "小额"), 5_000, 12.0), Band(Text("Medium", "中额"), 5_000, 60.0), Band(Text("Large", "大额"), 2_000, 300.0))
_EACH = Text("each", "每笔")


def _rate(label: Text, **more) -> Percent:
    return Percent(label, high=20, **more)


def _item(label: Text, **more) -> Amount:
    return Amount(label, high=1_000, unit=_EACH, **more)


@dataclass(frozen=True)
class Inputs:
    bands: tuple[Band, ...] = ask(Table(Text("Payments of a month", "一个月的交易"), row=Band, fewest=1, most=12, help=Text(
        "One row for payments of about one size. The sizes decide who loses money.",
        "金额相近的交易填一行。亏不亏，看金额大小。")), _MIX, group=Text("Payments", "交易"))
    price_rate: float = ask(_rate(Text("Merchant discount rate", "商户手续费率")), 0.60, group=Text("Price", "价格"))
    price_item: float = ask(_item(Text("Price per payment", "每笔手续费")), 0.0)
    interchange_rate: float = ask(_rate(Text("Interchange", "发卡行服务费")), 0.35, group=Text("Paid on", "分给各方"))
    interchange_item: float = ask(_item(Text("Interchange per payment", "每笔发卡行服务费")), 0.0)
    scheme_rate: float = ask(_rate(Text("Scheme and network", "清算机构网络服务费")), 0.07)
    scheme_item: float = ask(_item(Text("Scheme per payment", "每笔网络服务费")), 0.0)
    own_rate: float = ask(_rate(Text("Acquirer’s own, partners", "收单自身与渠道分成")), 0.0, group=Text("Own cost", "自身成本"))
    own_item: float = ask(_item(Text("Own cost per payment", "每笔自身成本"), help=Text(
        "Processing, messages, settlement.", "系统处理、短信、清算。")), 0.02)
    fraud_rate: float = ask(_rate(Text("Fraud and merchant default", "欺诈与商户违约损失"), help=Text(
        "What you bear, of volume.", "由你承担的部分，占交易额。")), 0.03)
    disputed: float = ask(Percent(Text("Chargebacks, of payments", "拒付率（占笔数）"), high=10), 0.0)
    dispute_cost: float = ask(_item(Text("Cost of a chargeback", "每笔拒付的处理成本")), 0.0)
    dispute_lost: float = ask(Percent(Text("Amount lost on a chargeback", "拒付金额中由你承担"), help=Text(
        "The rest is recovered from the merchant.", "其余向商户追回。")), 0.0)
    fixed: float = ask(Amount(Text("Fixed cost a month", "每月固定成本"), high=1e10), 60.0)
    target: float = ask(Number(Text("Margin you want, of volume", "目标毛利率（占交易额）"), low=-5, high=10, unit=Text("%", "%")), 0.10,
                        group=Text("Questions", "想知道"))
    net: float = ask(Amount(Text("A merchant wants to net", "商户想净得"), low=0.01, high=1e9), 100.0)


@dataclass(frozen=True)
class Result:
    """Money a month. `tariff` is price less everything that varies; `parts` are the costs in the order of the chain."""

    inputs: Inputs
    names: tuple[Text, ...]
    price: Tariff
    tariff: Tariff
    payments: int
    volume: float
    revenue: float
    parts: tuple[tuple[Text, float], ...]

    @property
    def contribution(self) -> float:
        """Revenue less everything that varies."""
        return self.tariff.on(self.volume, self.payments)

    @property
    def cost(self) -> float:
        return sum(amount for _, amount in self.parts)

    @property
    def margin(self) -> float:
        return self.revenue - self.cost

    @property
    def ticket(self) -> float:
        return self.volume / self.payments

    @property
    def turning(self) -> float | None:
        """The ticket at which a payment just covers what varies; None where all payments have one sign."""
        a, b = self.tariff.rate, self.tariff.item
        return -b / a if a * b < 0 else None

    @property
    def break_even_volume(self) -> float | None:
        """The volume that covers the fixed cost at this mix; None where the mix itself loses money."""
        return self.inputs.fixed * self.volume / self.contribution if self.contribution > 1e-12 * self.volume else None

    @property
    def break_even_ticket(self) -> float | None:
        """The average ticket that covers the fixed cost at this number of payments; None where none above 0 does."""
        if self.tariff.rate <= 1e-12:
            return None
        return max(0.0, (self.inputs.fixed / self.payments - self.tariff.item) / self.tariff.rate)

    @property
    def needed(self) -> float:
        """The merchant discount rate at which the target margin is left, all else as it is."""
        return self.price.rate + self.inputs.target / 100 - self.margin / self.volume

    @property
    def charge(self) -> float:
        """What the merchant has to charge to net the amount wished."""
        return gross_up(self.inputs.net, self.price.rate, self.price.item)

    def at(self, ticket: float) -> float:
        """The month's margin if the same volume came in payments of this size."""
        return self.tariff.on(self.volume, self.volume / ticket) - self.inputs.fixed

    def view(self) -> Iterator[Block]:
        """The answer as a reader meets it."""
        return _merchant_price.blocks(self)


def calculate(inputs: Inputs) -> Result:
    """The month's waterfall. Raises InputError for a month without payments."""
    payments = sum(band.payments for band in inputs.bands)
    if not payments:
        raise InputError("bands", Text("Enter at least one payment a month.", "每月至少填一笔交易。"))
    volume = sum(band.payments * band.ticket for band in inputs.bands)
    lost = inputs.disputed / 100
    price = Tariff(inputs.price_rate / 100, inputs.price_item)
    chain = (
        (Text("Interchange", "发卡行服务费"), Tariff(inputs.interchange_rate / 100, inputs.interchange_item)),
        (Text("Scheme", "网络服务费"), Tariff(inputs.scheme_rate / 100, inputs.scheme_item)),
        (Text("Own cost", "自身成本"), Tariff(inputs.own_rate / 100, inputs.own_item)),
        (Text("Fraud", "欺诈损失"), Tariff(inputs.fraud_rate / 100, 0.0)),
        (Text("Chargebacks", "拒付"), Tariff(lost * inputs.dispute_lost / 100, lost * inputs.dispute_cost)),
    )
    tariff = price
    for _, each in chain:
        tariff = tariff - each
    names = tuple(as_text(band.name) if band.name else Text(f"Row {n}", f"第 {n} 行") for n, band in enumerate(inputs.bands, 1))
    parts = (*((name, each.on(volume, payments)) for name, each in chain), (Text("Fixed", "固定成本"), inputs.fixed))
    return Result(inputs, names, price, _clean(tariff), payments, volume, price.on(volume, payments), parts)


def _clean(tariff: Tariff) -> Tariff:
    # 0.60 − 0.35 − 0.25 per cent is nothing, not 1e-19: a sign decides what is said.
    return Tariff(round(tariff.rate, 15), round(tariff.item, 12))


_ONLINE = (Band(Text("Micro", "微额"), 6_000, 3.0), Band(Text("Coffee", "咖啡"), 9_000, 6.5), Band(Text("Shop", "购物"), 5_000, 45.0))
PRESETS = {
    "S-11a": Preset(Text("A wallet at 0.60%", "费率 0.60% 的钱包收单"), Inputs()),
    "small-tickets": Preset(Text("Same volume, payments of 12", "同样的交易额，笔均 12"), Inputs(
        bands=(Band(Text("Small", "小额"), 80_000, 12.0),))),
    "regulated-debit": Preset(Text("US regulated debit: 0.22 on each", "美国受监管借记卡：每笔 0.22"), Inputs(
        bands=_ONLINE, price_rate=1.9, price_item=0.10, interchange_rate=0.05, interchange_item=0.22, scheme_rate=0.13,
        scheme_item=0.02,
        fixed=500.0, target=0.5)),
    "chargebacks": Preset(Text("Online shop with chargebacks", "有拒付的网店"), Inputs(
        bands=(Band(Text("Digital goods", "虚拟商品"), 8_000, 40.0),), price_rate=2.9, price_item=0.30, interchange_rate=1.8,
        interchange_item=0.10, scheme_rate=0.13, scheme_item=0.02, own_item=0.05, fraud_rate=0.10, disputed=0.9,
        dispute_cost=15.0,
        dispute_lost=40.0, fixed=400.0, target=0.3)),
}
