"""Rows that the payback calculator reads: channels, with their retention as parameters or as two shares."""

import math
from dataclasses import dataclass

from calculators import _two_shares
from calculators._inputs import ask
from calculators._kinds import Amount, Number, Percent, Words
from calculators._sbg import Sbg
from calculators._text import Text, as_text

MORE = 1.1  # the rise of spend for which a row says how the cost of a customer rises


def _name():
    return ask(Words(Text("Channel", "渠道")))


def _margin():
    return ask(Amount(Text("Margin a month", "月毛利"), low=0.01, high=1e6))


def _cost():
    return ask(Amount(Text("CAC", "获客成本"), low=0.01, high=1e6))


def _spend():
    return ask(Amount(Text("Spend a month", "月投放"), low=1, high=1e9))


def _rise():
    return ask(Percent(Text("CAC rise per +10% spend", "投放 +10% 时成本上升"), low=0.1, high=9.5), 3.0)


@dataclass(frozen=True)
class Channel:
    """A channel whose retention is known by two shares."""

    name: str | Text = _name()
    margin: float = _margin()
    first: float = ask(Percent(Text("Left after 1 month", "1 个月后仍在"), low=1, high=99.9))
    year: float = ask(Percent(Text("Left after 12 months", "12 个月后仍在"), low=0, high=99.9))
    cost: float = _cost()
    spend: float = _spend()
    rise: float = _rise()

    def model(self, place: int) -> Sbg:
        """The curve through both shares. Raises InputError about a column where none goes."""
        return _two_shares.asked(self.first / 100, self.year / 100, "year")


@dataclass(frozen=True)
class Fitted:
    """A channel whose retention is known by the parameters of a fitted curve."""

    name: str | Text = _name()
    margin: float = _margin()
    alpha: float = ask(Number(Text("alpha", "alpha"), low=0.001, high=10_000))
    beta: float = ask(Number(Text("beta", "beta"), low=0.001, high=10_000))
    cost: float = _cost()
    spend: float = _spend()
    rise: float = _rise()

    def model(self, place: int) -> Sbg:
        """The curve with these parameters."""
        return Sbg.of(self.alpha, self.beta)


def elasticity(row: Channel | Fitted) -> float:
    """By how many per cent the cost of a customer rises when spend rises by one."""
    return math.log1p(row.rise / 100) / math.log(MORE)


def named(row: Channel | Fitted, place: int) -> Text:
    """The channel's name; one without gets its number, counted from 0 here and from 1 there."""
    return as_text(row.name) if row.name else Text(f"Channel {place + 1}", f"渠道 {place + 1}")
