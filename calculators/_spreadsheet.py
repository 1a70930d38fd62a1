"""Tables as CSV files that a spreadsheet opens without running anything in them."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?%?", re.ASCII)
_FORMULA = re.compile(r"""((?:^|[,;|\t\r\n])[\s"]*)(?=[=+\-@＝＋－＠])""")
_QUOTED = re.compile(r"[,;|\t\r\n\"]")


def lines(table: Iterable[Sequence[str]]) -> str:
    """A table as the text of a CSV file, line ends as in RFC 4180."""
    return "".join(",".join(map(_field, row)) + "\r\n" for row in table)


def safe(cell: str) -> str:
    """A cell that a spreadsheet takes for a number or for words, never for a formula.

    Excel, LibreOffice and Google Sheets run a cell that begins with `=`, `+`, `-` or `@`, after a tab or a line end as well,
    and such a formula may start programs or send the sheet to another host. The reader's own names come back in our files,
    and a link may bring names that somebody else chose. So the rule of OWASP ("CSV Injection"): an apostrophe in front, which
    makes it words. Also after a mark that may part cells where the reader lives. A number stays one, a negative number too;
    our minus sign is written as plain ASCII.
    """
    number = cell.replace("−", "-")
    return number.replace(",", "") if _NUMBER.fullmatch(number) else _FORMULA.sub(r"\1'", cell)


@lru_cache(4096)  # one answer has most of its cells from the last
def _field(cell: str) -> str:
    cell = safe(cell)
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell
