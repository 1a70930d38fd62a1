"""Where the boxes and arrows of a flow stand: words are wrapped and measured here, the rest is the Eclipse Layout Kernel's.

Lengths are in pixels at the size of the words, SIZE. Answers of the kernel are kept in .cache/flows.
"""

import atexit
import hashlib
import json
import subprocess
from functools import cache
from pathlib import Path

from scripts import lettering, node
from scripts.fence_error import FenceError
from scripts.flow_grammar import Arrow, Flow
from scripts.flow_places import Drawing, Line, Place, tidy

CACHE = Path(__file__).parents[1] / ".cache" / "flows"
SIZE, LEADING = 13, 17
ROOM = 1.12   # readers' fonts are wider than the one that measures
WIDEST = {"right": 720, "down": 360}   # a column of text, a phone
WRAPS = range(150, 79, -10)            # how wide a line of words may be; the first that fits is taken
PADDING = {"box": (10, 8), "event": (12, 10), "person": (14, 8), "account": (14, 12), "control": (14, 8), "question": (20, 9)}
OPTIONS = {   # https://eclipse.dev/elk/reference/options.html
    "algorithm": "layered",
    "edgeRouting": "ORTHOGONAL",
    "padding": "[top=3,left=3,bottom=3,right=3]",   # for strokes at the rim
    "spacing.nodeNode": 14,
    "spacing.edgeNode": 12,
    "spacing.edgeEdge": 14,
    "spacing.portPort": 13,
    "layered.spacing.nodeNodeBetweenLayers": 26,
    "layered.spacing.edgeNodeBetweenLayers": 16,
    "layered.spacing.edgeEdgeBetweenLayers": 12,
    "layered.layering.strategy": "LONGEST_PATH_SOURCE",         # every box as early as it can stand
    "layered.considerModelOrder.strategy": "NODES_AND_EDGES",   # the order of the source is the writer's way to arrange
    "layered.cycleBreaking.strategy": "DFS_NODE_ORDER",
    "layered.nodePlacement.bk.fixedAlignment": "BALANCED",      # what branches, branches evenly
}


def draw(flow: Flow, direction: str) -> Drawing:
    """The flow in one direction, with lines of words as long as its space allows. Raises FenceError if it is too wide."""
    for wrap in WRAPS:
        placed = _place(json.dumps(_graph(flow, direction, wrap), ensure_ascii=False, sort_keys=True))
        if placed["width"] <= WIDEST[direction]:
            return tidy(_drawing(flow, placed), direction)
    excess = round(100 * (placed["width"] / WIDEST[direction] - 1) + 0.5)
    where, how = {"right": ("a page", "leave out `direction: right`"), "down": ("a phone", "put fewer boxes side by side")}[direction]
    raise FenceError(1, f"this flow is {excess}% too wide for {where}; {how}, use shorter words, or draw two.")


def weight(kind: str) -> int:
    """Of the font, for the name in a box."""
    return 700 if kind == "event" else 400


def _graph(flow: Flow, direction: str, wrap: float) -> dict:
    """What the kernel is asked. It hands back what it does not know, such as the lines of words."""
    boxes, arrows = [], []
    for box in flow.boxes.values():
        across, up = PADDING[box.kind]
        name, words = _words(box.name, weight(box.kind), wrap), _words(box.words, 400, wrap)
        width = max(name["width"], words["width"]) + 2 * across
        height = name["height"] + words["height"] + 2 * up
        boxes.append({"id": box.name, "lines": name["lines"], "words": words["lines"], "width": width, "height": height,
                      "layoutOptions": {"elk.nodeSize.constraints": "[MINIMUM_SIZE, PORTS]",   # room for many arrows
                                        "elk.nodeSize.minimum": f"({width}, {height})"}})
    for number, arrow in enumerate(flow.arrows):
        words = _words(arrow.words, 400, wrap)
        label = {**words, "text": arrow.words, "width": words["width"] + 8, "height": words["height"] + 4,
                 "layoutOptions": {"elk.edgeLabels.inline": "true"}}
        arrows.append({"id": f"arrow {number}", "sources": [arrow.start], "targets": [arrow.end],
                       "labels": [label] if arrow.words else []})
    options = {f"elk.{key}": str(value) for key, value in {**OPTIONS, "direction": direction.upper()}.items()}
    return {"id": "flow", "layoutOptions": options, "children": boxes, "edges": arrows}


def _words(text: str, weight: int, wrap: float) -> dict:
    """A text in lines with the space that it takes."""
    lines = lettering.wrap(text, SIZE, weight, wrap / ROOM) if text else []
    width = max((lettering.width(line, SIZE, weight) for line in lines), default=0) * ROOM
    return {"lines": lines, "width": round(width), "height": len(lines) * LEADING}


def _drawing(flow: Flow, placed: dict) -> Drawing:
    boxes = {name: _rectangle(child, flow.boxes[name].kind) for name, child in zip(flow.boxes, placed["children"], strict=True)}
    arrows = [_line(arrow, edge) for arrow, edge in zip(flow.arrows, placed["edges"], strict=True)]
    return Drawing(placed["width"], placed["height"], boxes, arrows)


def _rectangle(part: dict, kind: str = "") -> Place:
    return Place(part["x"], part["y"], part["width"], part["height"], part["lines"], part.get("words", []), kind)


def _line(arrow: Arrow, edge: dict) -> Line:
    section = edge["sections"][0]
    points = (section["startPoint"], *section.get("bendPoints", ()), section["endPoint"])
    label = [_rectangle(label) for label in edge["labels"]]
    return Line(arrow, [(point["x"], point["y"]) for point in points], label[0] if label else None)


def _place(graph: str) -> dict:
    """The graph with coordinates."""
    kept = CACHE / f"{hashlib.sha256((node.version('elkjs') + graph).encode()).hexdigest()[:16]}.json"
    if not kept.exists():
        kernel = _kernel()
        kernel.stdin.write(graph + "\n")
        kernel.stdin.flush()
        answer = kernel.stdout.readline()
        if not answer.startswith("{") or "error" in json.loads(answer):
            raise RuntimeError(f"flow_layout.mjs could not place a flow: {answer or 'it has ended'}")
        CACHE.mkdir(parents=True, exist_ok=True)
        kept.write_text(answer, encoding="utf-8")
    return json.loads(kept.read_text(encoding="utf-8"))


@cache
def _kernel() -> subprocess.Popen:
    """Node with the layout kernel, from the first flow until `close`."""
    atexit.register(close)
    return node.start("scripts/flow_layout.mjs")


def close() -> None:
    """End the layout kernel, if it runs; the next flow starts it again."""
    if _kernel.cache_info().currsize:
        _kernel().communicate()   # closes its input, upon which it ends
        _kernel.cache_clear()
