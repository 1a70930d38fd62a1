"""A flow as SVG. Kinds of box differ in shape, money has a double line; colours are the page's, by class (flow.css)."""

from html import escape
from math import dist

from scripts.flow_layout import LEADING, SIZE, weight
from scripts.flow_places import CUT, Drawing, Line, Place, Point

BEND, HEAD = 8, 8     # radius of a bend, length of an arrowhead
HALF = {True: 5.5, False: 4}   # of an arrowhead's width: of money or not
INNER = 3             # between the two borders of an account


def svg(drawing: Drawing, css_class: str) -> str:
    """The picture, as large as makes its words as large as the page's. For the eye only: the page says the same in words."""
    parts = (*map(arrow, drawing.lines), *map(box, drawing.boxes.values()))
    return (f'<svg class="{css_class}" aria-hidden="true" width="{drawing.width / SIZE:.2f}em" font-size="{SIZE}" '
            f'viewBox="0 0 {drawing.width:g} {drawing.height:g}" text-anchor="middle">{"".join(parts)}</svg>')


def box(place: Place) -> str:
    inner = outline(place, INNER) if place.kind == "account" else ""
    return (f'<g class="flow__box flow__box--{place.kind}">{outline(place)}{inner}'
            f'{text(place, weight(place.kind))}</g>')


def outline(place: Place, by: float = 0) -> str:
    """The shape of a box, or one within it."""
    x, y, width, height = place.x + by, place.y + by, place.width - 2 * by, place.height - 2 * by
    across, down = place.corner()
    if place.kind in CUT:
        return (f'<path d="M{x + across:g} {y:g}h{width - 2 * across:g}l{across:g} {down:g}v{height - 2 * down:g}'
                f'l{-across:g} {down:g}h{2 * across - width:g}l{-across:g} {-down:g}v{2 * down - height:g}z"/>')
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{max(across - by, 2):g}"/>'


def arrow(line: Line) -> str:
    """A line that ends in its head; the one of money is drawn twice, the second time thinner and in the page's colour."""
    tip, before, money = line.points[-1], line.points[-2], line.arrow.money
    back = towards(tip, before, HEAD)
    drawn = rounded([*line.points[:-1], back])
    gap = f'<path class="flow__gap" d="{drawn}"/>' if money else ""
    across = ((tip[1] - back[1]) / HEAD * HALF[money], (back[0] - tip[0]) / HEAD * HALF[money])
    head = (f'<path class="flow__head" d="M{point(tip)}L{point((back[0] + across[0], back[1] + across[1]))}'
            f'L{point((back[0] - across[0], back[1] - across[1]))}z"/>')
    return (f'<g class="flow__arrow flow__arrow--{"money" if money else "plain"}"><path d="{drawn}"/>{gap}{head}'
            f'{label(line.label) if line.label else ""}</g>')


def label(place: Place) -> str:
    """Words on an arrow, and the ground that interrupts it."""
    ground = (f'<rect class="flow__ground" x="{place.x:g}" y="{place.y:g}" width="{place.width:g}" '
              f'height="{place.height:g}"/>')
    return ground + text(place, 400)


def rounded(points: list[Point]) -> str:
    """A line through points, with round bends."""
    out = [f"M{point(points[0])}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(BEND, dist(before, here) / 2, dist(here, after) / 2)
        out.append(f"L{point(towards(here, before, radius))}Q{point(here)} {point(towards(here, after, radius))}")
    return "".join((*out, f"L{point(points[-1])}"))


def towards(here: Point, there: Point, far: float) -> Point:
    part = far / (dist(here, there) or 1)
    return here[0] + (there[0] - here[0]) * part, here[1] + (there[1] - here[1]) * part


def point(of: Point) -> str:
    return f"{round(of[0], 1):g} {round(of[1], 1):g}"


def text(place: Place, weight: int) -> str:
    x, y = place.middle
    name = len(place.lines)
    first = y - (name + len(place.words) - 1) * LEADING / 2 + SIZE * .36   # from the middle of a letter to its foot
    spans = [f'<tspan x="{x:g}" y="{round(first + i * LEADING, 1):g}">{escape(line)}</tspan>'
             for i, line in enumerate((*place.lines, *place.words))]
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    under = f'<text class="flow__words">{"".join(spans[name:])}</text>' if place.words else ""
    return f"<text{bold}>{''.join(spans[:name])}</text>{under}"
