"""A waterfall: parts that each begin where the one before ended, then totals from zero."""

from collections.abc import Callable, Sequence
from typing import Any

from calculators._charts import ACCENT, HALO, SECOND, THIRD, drawn, labels, layer, name, number
from calculators._text import Text

Part = tuple[Text, float]


def spec(parts: Sequence[Part], totals: Sequence[Part], title: Text, written: Callable[[float], str], *,
         holds: float = 0.0, above: Sequence[dict[str, Any]] = (), ticks: int = 6, **size: Any) -> dict[str, Any]:
    """The picture, one bar a line; what is taken off has a colour of its own and a minus before its number.

    `written` writes a number without its sign, `holds` is a value that the axis reaches at least, and layers `above` lie
    over the bars and under the words.
    """
    rows, end = [], 0.0
    for part, value in parts:
        rows.append(_bar(part, end, end + value, ("+" if value >= 0 else "−") + written(abs(value))))
        end += value
    ends = [_bar(part, 0.0, value, ("−" if value < 0 else "") + written(abs(value))) for part, value in totals]
    places = [0.0, holds, *(row[edge] for row in rows + ends for edge in ("from", "to"))]
    low, high = min(places), max(places)
    room = 0.3 * ((high - low) or 1)
    x = number("to", title, domain=(drawn(low - room if low < 0 else 0), drawn(high + room)), tickCount=ticks)
    y = name("part")
    y["axis"] |= {"minExtent": 100}  # fonts differ in how wide they are
    at, word = {"x": x, "x2": {"field": "from"}, "y": y}, {"x": {**x, "field": "right"}, "y": y}
    groups = (([row for row in rows if row["label"][0] == "+"], ACCENT), ([row for row in rows if row["label"][0] != "+"], THIRD),
              (ends, SECOND))
    return {"height": {"step": 30}, **size, "layer": [
        *(layer("bar", group, at, size=18, color=colour) for group, colour in groups if group), *above,
        labels(rows + ends, word, **HALO), labels(rows + ends, word)]}


def _bar(part: Text, start: float, end: float, label: str) -> dict[str, Any]:
    return {"part": part, "from": drawn(start), "to": drawn(end), "right": drawn(max(start, end)), "label": label}
