"""The kind of input that is a table: typed in a grid, pasted from a spreadsheet, or read from a CSV file."""

import csv
import io
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field
from typing import Any

from calculators._inputs import REQUIRED, InputError, InputErrors, Kind, asked
from calculators._progress import report
from calculators._text import Text

READING = Text("reading rows", "正在读取数据行")
SHOWN_ERRORS = 20


class Lines(tuple):
    """Rows as somebody typed them: a tuple that knows each row's place among all lines, blank ones included."""

    places: tuple[int, ...] = ()


def row_error(field: str, rows: tuple[Any, ...], row: int, column: str, sentence: Text) -> InputError:
    """What is wrong with a row of a table, beside the cell and with the number that the reader sees at that row.

    `row` is its place in `rows`; `sentence` says what to mend.
    """
    place = rows.places[row] if isinstance(rows, Lines) else row
    return InputError(f"{field}.{place}.{column}", Text("Row {n}: {what}", "第 {n} 行：{what}").format(n=place + 1, what=sentence))


@dataclass(frozen=True)
class Table(Kind):
    """Rows of one dataclass, whose fields are made by `ask` like those of Inputs. The value is a tuple of rows.

    As text a table is CSV: the delimiter is a tab, a semicolon or a comma, whichever the first line holds in that
    order of preference; a first line most of whose cells name columns, in any language and order, is the heading.
    """

    row: type = field(kw_only=True)
    fewest: int = field(default=0, kw_only=True)
    most: int = field(default=50, kw_only=True)

    def read(self, typed: str) -> tuple[Any, ...]:
        columns = asked(self.row)
        lines = self._lines(typed)
        order = self._heading(lines[0][1]) if lines else None
        first = 1 if order else 0
        names = order or [c.name for c in columns]
        if len(lines) - first > self.most:
            raise ValueError(Text("These are {n} rows; the limit is {most}.", "共 {n} 行，超出上限 {most} 行。").format(
                n=f"{len(lines) - first:,}", most=f"{self.most:,}"))
        if len(lines) - first < self.fewest:
            raise ValueError(Text("Fill in {n} or more rows.", "至少填写 {n} 行。").format(n=self.fewest))
        reader = _Reader(columns, names)
        rows, places, errors = [], [], []
        for count, (number, cells) in enumerate(lines[first:]):
            if count % 5000 == 4999:
                report(count, len(lines), READING)
            try:
                rows.append(self.row(*reader.values(cells)))
                places.append(number)
            except InputErrors as problems:
                errors += [InputError(f"{number}.{e.field}", Text("Row {n}, {e}", "第 {n} 行，{e}").format(
                    n=number + 1, e=e.sentence)) for e in problems.errors]
                if len(errors) >= SHOWN_ERRORS:
                    break
        if errors:
            raise InputErrors(errors)
        table = Lines(rows)
        table.places = tuple(places)
        return table

    def empty(self) -> tuple[Any, ...]:
        return self.read("")

    def write(self, value: tuple[Any, ...], lang: str) -> str:
        out = io.StringIO()
        writer = csv.writer(out, delimiter="\t", lineterminator="\n")
        for row in value:
            writer.writerow([c.kind.write(getattr(row, c.name), lang) for c in asked(self.row)])
        return out.getvalue().removesuffix("\n")

    def _lines(self, typed: str) -> list[tuple[int, list[str]]]:
        """Lines that hold something, each with its place among all lines, so that an error points at the right row."""
        text = typed.removeprefix("\ufeff").rstrip("\r\n")
        head = text.split("\n", 1)[0]
        delimiter = next((d for d in "\t;," if d in head), "\t")
        if len(asked(self.row)) == 1:
            delimiter = "\t"
        try:
            lines = list(csv.reader(io.StringIO(text), delimiter=delimiter))
        except csv.Error:
            raise ValueError(Text("This is not a table of rows and columns.", "这不是由行和列组成的表格。")) from None
        return [(place, cells) for place, cells in enumerate(lines) if any(map(str.strip, cells))]

    def _heading(self, cells: list[str]) -> list[str] | None:
        names = {}
        for column in asked(self.row):
            for word in (column.name, column.kind.label.en, column.kind.label.zh):
                names[word.casefold()] = column.name
        found = [names.get(cell.strip().casefold(), "") for cell in cells]
        filled = sum(1 for cell in cells if cell.strip())
        # Most cells, not any: a payee may be called "last".
        return found if sum(map(bool, found)) * 2 > filled else None


class _Reader:
    """Reads cells by column, wherever it stands; remembers what it has read, because long tables repeat themselves."""

    def __init__(self, columns, names):
        places = {name: place for place, name in enumerate(names)}
        self.columns = [(column, places.get(column.name), {}) for column in columns]

    def values(self, cells: list[str]) -> list[Any]:
        """One value a column, in the order of the row's fields. Raises InputErrors."""
        values, errors = [], []
        for column, place, seen in self.columns:
            cell = cells[place] if place is not None and place < len(cells) else ""
            if cell not in seen:
                try:
                    if place is None and column.default is MISSING:
                        raise ValueError(REQUIRED)
                    seen[cell] = self._read(column, cell)
                except ValueError as problem:
                    errors.append(InputError(column.name, _named(column, problem.args[0])))
                    continue
            values.append(seen[cell])
        if errors:
            raise InputErrors(errors)
        return values

    @staticmethod
    def _read(column, cell: str) -> Any:
        if cell.strip():
            return column.kind.read(cell)
        return column.kind.empty() if column.default is MISSING else column.default


def _named(column, sentence: Text) -> Text:
    return Text(f"{column.kind.label.en}: {sentence.en}", f"{column.kind.label.zh}：{sentence.zh}")


def each[R](field: str, rows: tuple[Any, ...], make: Callable[[Any, int], R]) -> tuple[R, ...]:
    """What `make` makes of every row and its place; an InputError that it raises about a column is one about the row's cell."""
    made = []
    for place, row in enumerate(rows):
        try:
            made.append(make(row, place))
        except InputError as wrong:
            raise row_error(field, rows, place, wrong.field, wrong.sentence) from None
    return tuple(made)
