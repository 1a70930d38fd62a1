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
BLOCK = 5000  # lines between two reports of progress


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
        rows, errors = [], []
        for start in range(first, len(lines), BLOCK):
            if start > first:
                report(start, len(lines), READING)
            block = lines[start:start + BLOCK]
            try:
                rows += map(self.row, *reader.columns([cells for _, cells in block]))
            except ValueError:
                errors += reader.errors(block)
            if len(errors) >= SHOWN_ERRORS:
                break
        if errors:
            raise InputErrors(errors[:SHOWN_ERRORS])
        table = Lines(rows)
        table.places = tuple(number for number, _ in lines[first:])
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
    """Reads lines by column, wherever it stands, and each distinct cell once, because long tables repeat themselves."""

    def __init__(self, columns, names):
        places = {name: place for place, name in enumerate(names)}
        self.known = [(column, places.get(column.name), {}) for column in columns]

    def columns(self, lines: list[list[str]]) -> list[list[Any]]:
        """The values of each column, in the order of the row's fields. Raises ValueError for a cell that cannot be read."""
        found = []
        for column, place, seen in self.known:
            cells = [self._cell(line, place) for line in lines]
            for cell in set(cells).difference(seen):
                seen[cell] = self._read(column, place, cell)
            found.append([seen[cell] for cell in cells])
        return found

    def errors(self, lines: list[tuple[int, list[str]]]) -> list[InputError]:
        """What is wrong with lines, each given with its place in the text, cell by cell."""
        found = []
        for number, line in lines:
            for column, place, _ in self.known:
                try:
                    self._read(column, place, self._cell(line, place))
                except ValueError as problem:
                    found.append(InputError(f"{number}.{column.name}", Text("Row {n}, {e}", "第 {n} 行，{e}").format(
                        n=number + 1, e=_named(column, problem.args[0]))))
        return found

    @staticmethod
    def _cell(line: list[str], place: int | None) -> str:
        return line[place] if place is not None and place < len(line) else ""

    @staticmethod
    def _read(column, place: int | None, cell: str) -> Any:
        if cell.strip():
            return column.kind.read(cell)
        if column.default is not MISSING:
            return column.default
        if place is None:
            raise ValueError(REQUIRED)
        return column.kind.empty()


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
