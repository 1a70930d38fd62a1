"""Lines that the price of credit is held against, by jurisdiction: one wording for every calculator that compares.

China, private lending: Supreme People's Court, four times the one-year LPR of the contract's month. China, facilitated
loans: how lawyers read Jingui [2025] No. 9, which prints no number. United States: 32 CFR 232.4(b), the military rate.
"""

from enum import Enum

from calculators._kinds import Choice, Percent
from calculators._text import Text


class Cap(Enum):
    """A line to compare with, by jurisdiction."""

    CN_24 = Text("China: 24%, facilitated loans", "中国：24%，银行助贷")
    CN_LPR = Text("China: 4 × LPR, private lending", "中国：4 倍 LPR，民间借贷")
    US_MLA = Text("US: 36% MAPR, military borrowers", "美国：36% MAPR，军人借款人")
    OWN = Text("A line of your own", "自定上限")


GROUP = Text("Line to compare with", "对照线")
CAP = Choice(Text("Compare with", "对照上限"), options=Cap)
LPR = Percent(Text("One-year LPR at signing", "签约时一年期 LPR"), high=20, help=Text(
    "3.0% in October 2025; look up the month of your contract.", "2025 年 10 月为 3.0%，请查合同签订当月的数值。"))
OWN_CAP = Percent(Text("Your line, a year", "自定年化上限"), low=0.01, high=1000)


def line(cap: Cap, lpr: float, own_cap: float) -> float:
    """The line as a fraction a year; `lpr` and `own_cap` are per cent and matter for their own choice only."""
    return {Cap.CN_24: 0.24, Cap.CN_LPR: 4 * lpr / 100, Cap.US_MLA: 0.36, Cap.OWN: own_cap / 100}[cap]
