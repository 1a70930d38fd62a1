"""The three products of the launch simulation: invented, in round numbers, the same as in the table on the page."""

from enum import Enum

from calculators._launch import Product
from calculators._text import Text


class Kind(Enum):
    """What is launched."""

    ASSISTANT = Text("Wealth assistant: a fee on assets a year", "智能理财助手：按资产收年费")
    CREDIT = Text("Instalment credit: an annual price under a falling cap", "分期信贷：年化价格，上限逐步下调")
    WALLET = Text("Merchant wallet: a share of each payment", "商户钱包：按交易额收费")


PRODUCTS = {
    Kind.ASSISTANT: Product(
        market=40_000, cac=50, usual=0.008, sensitivity=1.5, balance=40_000, period=12, riskiest=0.0025, steepness=3,
        preventable=0.5, fraud=0.001, funding=0.0, idle=0.004, run=0.10, servicing=2, fixed=0.8e6, controls=0.15e6,
        churn=0.012, complaints=3, tolerated=2.5, gate=0.85, caps=(), capital=15e6),
    Kind.CREDIT: Product(
        market=60_000, cac=90, usual=0.20, sensitivity=1, balance=8_000, period=12, riskiest=0.30, steepness=1.5,
        preventable=0.5, fraud=0.02, funding=0.032, idle=0.02, run=0.10, servicing=5, fixed=1e6, controls=0.2e6,
        churn=0.02, complaints=4, tolerated=3, gate=1, caps=((1, 0.24), (5, 0.20), (9, 0.12)), capital=35e6),
    Kind.WALLET: Product(
        market=20_000, cac=46, usual=0.006, sensitivity=4, balance=9_600, period=1, riskiest=0.0015, steepness=2,
        preventable=0.6, fraud=0.003, funding=0.0038, idle=0.02, run=0.06, servicing=2.5, fixed=0.15e6, controls=0.05e6,
        churn=0.015, complaints=5, tolerated=4, gate=1, caps=(), capital=4e6),
}
