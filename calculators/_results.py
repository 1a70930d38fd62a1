"""Kinds of result: the blocks that a calculator's `Result.view()` yields, in the order in which a reader meets them.

What comes up to the first Figures is on the screen while the rest is made. So a view makes each block when it is asked for,
and raises nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from calculators._text import Text

Cell = str | Text


class Tone(Enum):
    """How a verdict is meant; shown by a sign and a word, never by colour alone."""

    GOOD = Text("Fine", "正常")
    CAUTION = Text("Caution", "注意")
    BAD = Text("Problem", "问题")
    PLAIN = Text("Result", "结果")


@dataclass(frozen=True)
class Verdict:
    """A sentence that somebody can act on. The first of a view is the largest text of the answer."""

    tone: Tone
    sentence: Text


@dataclass(frozen=True)
class Figure:
    """One named number, already formatted, with a line of explanation."""

    label: Text
    value: Cell
    note: Text | None = None


@dataclass(frozen=True)
class Figures:
    """A few numbers side by side."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Chart:
    """A Vega-Lite specification (with Texts for words) and the sentence that says what it shows."""

    title: Text
    spec: dict[str, Any] = field(repr=False)
    summary: Text


@dataclass(frozen=True)
class Column:
    """The heading of a table's column; numbers stand to the right."""

    head: Text
    number: bool = True


@dataclass(frozen=True)
class Rows:
    """A table. `folded` shows its title and opens on request. `file` offers it as a CSV file of that name."""

    title: Text
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    folded: bool = False
    file: str = ""


@dataclass(frozen=True)
class Shade:
    """A cell of a heat table: what it says, and how strong it is, 0 to 9."""

    words: Cell
    level: int | None


@dataclass(frozen=True)
class Heat:
    """A table whose cells are shaded by value; the value always stands in the cell. `scale` is how it looks: "amount", "risk"
    for a grid of risks, "words" where the cells hold words."""

    title: Text
    corner: Text
    columns: tuple[Cell, ...]
    rows: tuple[tuple[Cell, tuple[Shade, ...]], ...]
    scale: str = "amount"
    note: Text | None = None
    file: str = ""


@dataclass(frozen=True)
class Note:
    """A plain sentence between the others."""

    sentence: Text


Block = Verdict | Figures | Chart | Rows | Heat | Note


@dataclass(frozen=True)
class Preset:
    """A named set of inputs, for a worked example or a lesson."""

    name: Text
    inputs: Any
