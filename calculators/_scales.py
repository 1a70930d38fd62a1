"""Scales on which risks are ranked in words."""

from bisect import bisect_right
from collections.abc import Sequence
from enum import IntEnum

from calculators._text import Text


class Level(IntEnum):
    """The five qualitative values of NIST SP 800-30 Rev. 1 (2012), Appendix I."""

    VERY_LOW = 1
    LOW = 2
    MODERATE = 3
    HIGH = 4
    VERY_HIGH = 5


# NIST SP 800-30 Rev. 1, Table I-2: rows are likelihood from very low to very high, columns are impact.
_TABLE_I_2 = ("11122", "12223", "12334", "12345", "12345")
# NIST SP 800-30 Rev. 1, Table I-3: the lowest semi-quantitative value of each level.
_TABLE_I_3 = (0, 5, 21, 80, 96)


def nist_level(likelihood: int, impact: int) -> Level:
    """The level of risk for a likelihood and an impact of 1 to 5. NIST SP 800-30 Rev. 1, Table I-2.

    Not a product: an impact of very low is never more than very low, however likely.
    """
    return Level(int(_TABLE_I_2[likelihood - 1][impact - 1]))


def nist_value(value: float) -> Level:
    """The level of a semi-quantitative value of 0 to 100. NIST SP 800-30 Rev. 1, Table I-3."""
    return Level(band(value, _TABLE_I_3))


def band(value: float, lowest: Sequence[float]) -> int:
    """The band of a value on a scale whose bands begin at `lowest`, from small to large: 1 is the first, 0 below all.

    IEC 31010:2019, B.10.3, leaves the bands of a consequence/likelihood matrix to whoever uses it.
    """
    return bisect_right(lowest, value)


NAMES = {level: Text(en, zh) for level, en, zh in zip(
    Level, ("Very low", "Low", "Moderate", "High", "Very high"), ("很低", "低", "中", "高", "很高"), strict=True)}
