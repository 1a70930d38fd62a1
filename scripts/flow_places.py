"""The places of a flow's boxes and arrows, and what makes them look drawn by hand: even rows, no small kinks, ends that touch."""

from dataclasses import dataclass
from math import sqrt

from scripts.flow_grammar import Arrow

Point = tuple[float, float]
APART = 10   # between two arrows at one side of a box: half of either head, and a little
KINK = 30    # what is more than this is a turn
CUT = {"control": (8, 8), "question": (16, None)}   # how far a corner is cut off, across and down; None: to the middle
ROUND = {"box": 8, "event": 8, "account": 5, "person": 20}   # how round a corner is, at most


@dataclass
class Place:
    """A box; or the words of an arrow, which have no kind."""

    x: float
    y: float
    width: float
    height: float
    lines: list[str]
    words: list[str]   # under the lines, quieter
    kind: str

    @property
    def middle(self) -> Point:
        return self.x + self.width / 2, self.y + self.height / 2

    def corner(self) -> Point:
        """How much of a corner is missing, across and down."""
        if self.kind in CUT:
            across, down = CUT[self.kind]
            return across, self.height / 2 if down is None else down
        radius = min(self.width / 2, self.height / 2, ROUND[self.kind])
        return radius, radius

    def inset(self, axis: int, off: float) -> float:
        """How far behind its rectangle the outline stands, along an axis, `off` from the middle of the other."""
        corner, size = self.corner(), (self.width, self.height)
        beyond = abs(off) - (size[1 - axis] / 2 - corner[1 - axis])
        if beyond <= 0:
            return 0
        part = beyond / corner[1 - axis]
        return corner[axis] * (part if self.kind in CUT else 1 - sqrt(max(0, 1 - part * part)))


@dataclass
class Line:
    """An arrow, from its first to its last point."""

    arrow: Arrow
    points: list[Point]
    label: Place | None


@dataclass
class Drawing:
    width: float
    height: float
    boxes: dict[str, Place]
    lines: list[Line]


def tidy(drawing: Drawing, direction: str) -> Drawing:
    axis = 0 if direction == "right" else 1
    even(drawing, axis)
    straighten(drawing, axis)
    touch(drawing, axis)
    return drawing


def even(drawing: Drawing, axis: int) -> None:
    """Boxes of one step, which are those that overlap along the flow, begin and end together."""
    spans = {name: (box.x, box.x + box.width) if axis == 0 else (box.y, box.y + box.height)
             for name, box in drawing.boxes.items()}
    for name, box in drawing.boxes.items():
        peers = [span for span in spans.values() if span[0] < spans[name][1] and spans[name][0] < span[1]]
        first, last = min(span[0] for span in peers), max(span[1] for span in peers)
        if axis == 0:
            box.x, box.width = first, last - first
        else:
            box.y, box.height = first, last - first


def straighten(drawing: Drawing, axis: int) -> None:
    """Take the kink out of an arrow where its end can move along the side of its box instead."""
    for line in drawing.lines:
        for name in (line.arrow.start, line.arrow.end):
            if len(line.points) > 3 and (line.label is None or abs(line.label.middle[1 - axis] - line.points[2][1 - axis]) < 1):
                old, new = line.points[0], line.points[2][1 - axis]
                box, span = drawing.boxes[name], sorted((old[1 - axis], new))
                room = (box.width, box.height)[1 - axis] / 2 - box.corner()[1 - axis]
                others = [end for other in drawing.lines for end in (other.points[0], other.points[-1])
                          if end != old and abs(end[axis] - old[axis]) < 1]
                if (span[1] - span[0] <= KINK and abs(new - box.middle[1 - axis]) <= room
                        and not any(span[0] - APART < end[1 - axis] < span[1] + APART for end in others)):
                    line.points[:3] = [(old[0], new) if axis == 0 else (new, old[1])]
            line.points.reverse()   # the other end; twice is as before


def touch(drawing: Drawing, axis: int) -> None:
    """Let arrows begin and end at the outlines of their boxes."""
    for line in drawing.lines:
        for name in (line.arrow.start, line.arrow.end):
            box, end = drawing.boxes[name], list(line.points[0])
            first, size = ((box.x, box.width), (box.y, box.height))[axis]
            inset = box.inset(axis, end[1 - axis] - box.middle[1 - axis])
            end[axis] = first + inset if end[axis] < box.middle[axis] else first + size - inset
            line.points[0] = tuple(end)
            line.points.reverse()
