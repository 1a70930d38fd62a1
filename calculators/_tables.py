"""The kind of input that is a table: typed in a grid, pasted from a spreadsheet, or read from a CSV file."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, field
from itertools import islice
from typing import Any

from calculators._inputs import REQUIRED, InputError, InputErrors, Kind, asked, check_length
from calculators._progress import report
from calculators._text import Text

READING = Text("reading rows", "正在读取数据行")
SHOWN_ERRORS = 20
BLOCK = 5000  # lines between two reports of progress

# What fits into a browser's memory next to Python itself; the form refuses a larger file before it reads it.
LONGEST_TABLE = 20 * 2**20  # characters
LONGEST_LINE = 100_000      # characters
MOST_LINES = 1_000_000      # the blank ones too, which take as long to read
MANY_LINES = Text("These are {n} lines, blank ones included; the limit is {most}.", "共 {n} 行（含空行），超出上限 {most} 行。")
MOST_COLUMNS = 100
LONG_LINE = Text("Row {n} is longer than {most} characters. Is a quotation mark missing there?",
                 "第 {n} 行超过 {most} 个字符，是否缺了一个引号？")
WIDE_LINE = Text("Row {n} has {columns} columns; the limit is {most}.", "第 {n} 行有 {columns} 列，超出上限 {most} 列。")


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

    def take(self, typed: str) -> tuple[Any, ...]:
        check_length(typed, LONGEST_TABLE)
        lines = typed.count("\n") + typed.count("\r") - typed.count("\r\n") + 1
        if lines > MOST_LINES:
            raise ValueError(MANY_LINES.format(n=f"{lines:,}", most=f"{MOST_LINES:,}"))
        return self.read(typed)

    def read(self, typed: str) -> tuple[Any, ...]:
        lines, named = self._lines(typed)
        if len(lines) < self.fewest:
            raise ValueError(Text("Fill in {n} or more rows.", "至少填写 {n} 行。").format(n=self.fewest))
        reader = _Reader(asked(self.row), named)
        rows, errors = [], []
        for start in range(0, len(lines), BLOCK):
            if start:
                report(start, len(lines), READING)
            block = lines[start:start + BLOCK]
            try:
                rows += map(self.row, *reader.columns([cells for _, cells in block]))
            except ValueError:
                errors += islice(reader.errors(block), SHOWN_ERRORS)
            if len(errors) >= SHOWN_ERRORS:
                break
        if errors:
            raise InputErrors(errors[:SHOWN_ERRORS])
        table = Lines(rows)
        table.places = tuple(number for number, _ in lines)
        return table

    def write(self, value: tuple[Any, ...], lang: str) -> str:
        out = io.StringIO()
        writer = csv.writer(out, delimiter="\t", lineterminator="\n")
        for row in value:
            writer.writerow([c.kind.write(getattr(row, c.name), lang) for c in asked(self.row)])
        return out.getvalue().removesuffix("\n")

    def _lines(self, typed: str) -> tuple[list[tuple[int, list[str]]], set[str]]:
        """The lines that hold something, their cells in the order of the row's fields, and the names of the fields given.

        Each line comes with its place among all lines, so that an error points at the right row. Only as many are kept as
        there may be, and of their cells those that are asked for.
        """
        names = [column.name for column in asked(self.row)]
        where, kept, count = None, [], 0
        for place, cells in enumerate(_parted(typed.removeprefix("\ufeff").rstrip("\r\n"), one=len(names) == 1)):
            if not any(map(str.strip, cells)):
                continue
            if where is None:
                order = self._heading(cells)
                places = {name: at for at, name in enumerate(order or names)}
                where = [places.get(name, MOST_COLUMNS) for name in names]
                if order:
                    continue
            count += 1
            if count <= self.most:
                kept.append((place, [cells[at] if at < len(cells) else "" for at in where]))
        if count > self.most:
            raise ValueError(Text("These are {n} rows; the limit is {most}.", "共 {n} 行，超出上限 {most} 行。").format(
                n=f"{count:,}", most=f"{self.most:,}"))
        return kept, {name for name, at in zip(names, where or (), strict=False) if at < MOST_COLUMNS}

    def _heading(self, cells: list[str]) -> list[str] | None:
        names = {}
        for column in asked(self.row):
            for word in (column.name, column.kind.label.en, column.kind.label.zh):
                names[word.casefold()] = column.name
        found = [names.get(cell.strip().casefold(), "") for cell in cells]
        filled = sum(1 for cell in cells if cell.strip())
        # Most cells, not any: a payee may be called "last".
        return found if sum(map(bool, found)) * 2 > filled else None


def _parted(text: str, one: bool) -> Iterator[list[str]]:
    """The cells of each line of a CSV text; `one` where there is a single column, whose commas belong to the words."""
    head = re.match(r"[^\r\n]*", text)[0]
    delimiter = "\t" if one else next((sign for sign in "\t;," if sign in head), "\t")
    held = place = 0

    def lines() -> Iterator[str]:
        nonlocal held
        for line in io.StringIO(text, newline=""):
            held += len(line)  # a quotation mark that is not closed would take in all that follows
            if held > LONGEST_LINE:
                raise ValueError(LONG_LINE.format(n=f"{place + 1:,}", most=f"{LONGEST_LINE:,}"))
            yield line

    try:
        for place, cells in enumerate(csv.reader(lines(), delimiter=delimiter), 1):
            held = 0
            if len(cells) > MOST_COLUMNS:
                if any(map(str.strip, cells[MOST_COLUMNS:])):
                    raise ValueError(WIDE_LINE.format(n=f"{place:,}", columns=f"{len(cells):,}", most=MOST_COLUMNS))
                del cells[MOST_COLUMNS:]
            yield cells
    except csv.Error:
        raise ValueError(Text("This is not a table of rows and columns.", "这不是由行和列组成的表格。")) from None


class _Reader:
    """Reads lines by column, and each distinct cell once, because long tables repeat themselves."""

    def __init__(self, columns, named: set[str]):
        self.known = [(column, column.name in named, {}) for column in columns]

    def columns(self, lines: list[list[str]]) -> list[list[Any]]:
        """The values of each column, in the order of the row's fields. Raises ValueError for a cell that cannot be read."""
        found = []
        for (column, named, seen), cells in zip(self.known, zip(*lines, strict=True), strict=True):
            for cell in set(cells).difference(seen):
                seen[cell] = self._read(column, named, cell)
            found.append([seen[cell] for cell in cells])
        return found

    def errors(self, lines: list[tuple[int, list[str]]]) -> Iterator[InputError]:
        """What is wrong with lines, each given with its place in the text, cell by cell."""
        for number, line in lines:
            for (column, named, _), cell in zip(self.known, line, strict=True):
                try:
                    self._read(column, named, cell)
                except ValueError as problem:
                    yield InputError(f"{number}.{column.name}", Text("Row {n}, {e}", "第 {n} 行，{e}").format(
                        n=number + 1, e=_named(column, problem.args[0])))

    @staticmethod
    def _read(column, named: bool, cell: str) -> Any:
        if cell.strip():
            return column.kind.take(cell)
        if column.default is not MISSING:
            return column.default
        if not named:
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
