"""Which product may be sold to which client: five grades of clients, five of products, and China's matching of the two.

The grades and their matching are those of the Asset Management Association of China's guideline for fund raisers of 2017
(基金募集机构投资者适当性管理实施指引（试行）); what follows from a mismatch is CSRC Order No. 130, Articles 19 and 22.
"""

from enum import Enum, IntEnum

from calculators._text import Text


class Client(IntEnum):
    """Capacity to bear risk of a client who is not professional. LOWEST is the part of C1 without full legal capacity or
    unwilling to bear any loss (guideline, Article 29)."""

    LOWEST = 0
    C1 = 1
    C2 = 2
    C3 = 3
    C4 = 4
    C5 = 5


class Product(IntEnum):
    """Risk of a product, from low to high."""

    R1 = 1
    R2 = 2
    R3 = 3
    R4 = 4
    R5 = 5


class Outcome(Enum):
    """What the matching says."""

    MATCH = Text("match", "匹配")
    MISMATCH = Text("mismatch", "不匹配")
    PROHIBITED = Text("prohibited", "禁止")


def highest(client: int) -> Product:
    """The highest grade of product that matches a client: R1 for C1 and its lowest part, else the client's own number."""
    return Product(max(1, Client(client)))


def outcome(client: int, product: int) -> Outcome:
    """Match up to the highest grade; above it prohibited for the lowest category (Order No. 130, Article 22 (5)), for all
    others a mismatch, which may not be recommended (Article 22 (3))."""
    if product <= highest(client):
        return Outcome.MATCH
    return Outcome.PROHIBITED if client == Client.LOWEST else Outcome.MISMATCH
