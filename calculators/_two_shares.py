"""The retention curve through the shares left after 1 and 12 months, and what is said where none goes."""

from calculators._inputs import InputError
from calculators._numbers import percent
from calculators._roots import NoRoot
from calculators._sbg import Sbg, constant, through
from calculators._text import Text

YEAR = 12


def curve(first: float, year: float) -> Sbg:
    """The curve through both shares, fractions. Raises NoRoot where none goes."""
    return constant(1 - first) if abs(year - first ** YEAR) <= 1e-12 * year else through(first, year, YEAR)


def asked(first: float, year: float, field: str) -> Sbg:
    """The same for shares that somebody typed. Raises InputError about the field of the later one."""
    try:
        return curve(first, year)
    except NoRoot:
        pass
    if year > first ** YEAR:
        raise InputError(field, Text("12 months leave fewer than 1 does; give a smaller share.", "12 个月后仍在的应少于 1 个月后。"))
    raise InputError(field, Text(
        "{first} after 1 month and one churn for ever would leave {least} after 12; less means that churn rises with age, which "
        "this model does not know.",
        "1 个月后 {first}，即使流失率一直不变，12 个月后也有 {least}；更低意味着流失率随期龄上升，本模型无法表示。").format(
            first=percent(first, 1), least=percent(first ** YEAR, 3)))
