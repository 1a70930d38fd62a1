"""Scales on which risks are ranked in words."""

from enum import IntEnum


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
    return Level(sum(value >= lowest for lowest in _TABLE_I_3))
