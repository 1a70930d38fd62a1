"""The language of a `flow` fence: who hands what to whom, one line a fact.

    description: After three months the debt is left.      what to see in the drawing; required
    direction: right                                       across where the page is wide; without it, down
    person: Tenant                                         a box that is a person, account, control, question or event
    account: Operator | holds 27,000                       words that stand under the name; a plain one is called box
    Tenant -> Bank: signs for a year                       information, a contract, a step; words are optional
    Bank => Operator: 36,000 on day one                    money
    Operator -> Landlord -> Tenant                         several arrows without words

A name is a box, drawn once however often it stands here; boxes side by side keep the order of these lines. A plain box
without words needs no line of its own.
"""

import re
from dataclasses import dataclass, field, replace

from scripts.fence_error import FenceError

KINDS = ("box", "person", "account", "control", "question", "event")
DIRECTIONS = ("down", "right")
KEYS = ("description", "direction", *KINDS)
ARROW = re.compile(r"\s+([-=]>)\s+")
COLON = re.compile(r":\s+|：\s*")


@dataclass(frozen=True)
class Box:
    """A name, of a kind in KINDS; the words under it, which may be empty, stand on a line of their own in the source."""

    line: int
    name: str
    kind: str = "box"
    words: str = ""
    words_line: int = 0


@dataclass(frozen=True)
class Arrow:
    """From box to box, by name; `words` may be empty."""

    line: int
    start: str
    end: str
    money: bool
    words: str = ""


@dataclass
class Flow:
    description: str = ""
    direction: str = ""
    boxes: dict[str, Box] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)   # of the description and the direction

    def texts(self) -> list[tuple[int, str]]:
        """Every text with its line: the description, then names where they first stand and words, as they are written."""
        texts = [*((box.line, box.name) for box in self.boxes.values()),
                 *((box.words_line, box.words) for box in self.boxes.values()),
                 *((arrow.line, arrow.words) for arrow in self.arrows)]
        return [(self.lines["description"], self.description), *sorted((t for t in texts if t[1]), key=lambda text: text[0])]

    def shape(self) -> dict[str, object]:
        """What both languages have in common."""
        number = {name: number for number, name in enumerate(self.boxes)}
        return {"its direction": self.direction,
                "its boxes: their number, order, kinds, or words under the name":
                    [(box.kind, bool(box.words)) for box in self.boxes.values()],
                "its arrows: from where, to where, of money, or with words":
                    [(number[arrow.start], number[arrow.end], arrow.money, bool(arrow.words)) for arrow in self.arrows]}


def parse(source: str) -> Flow:
    """Read a fence. Raises FenceError for what cannot be drawn."""
    flow, kinds = Flow(), {}
    for number, line in enumerate(source.split("\n"), 1):
        if ARROW.search(f" {line} "):
            _arrows(flow, number, line)
        elif line.strip():
            _key(flow, kinds, number, line)
    if not flow.description:
        raise FenceError(1, "say in a line `description: …` what the drawing shows.")
    if not flow.arrows:
        raise FenceError(1, "there is no arrow; write a line such as `Tenant -> Platform: signs`.")
    for name, box in kinds.items():
        if name not in flow.boxes:
            raise FenceError(box.line, f"no arrow begins or ends at “{name}”; write the name as the arrows have it.")
        flow.boxes[name] = replace(box, line=flow.boxes[name].line)
    return flow


def _key(flow: Flow, kinds: dict[str, Box], number: int, line: str) -> None:
    key, *rest = COLON.split(line.strip(), maxsplit=1)
    value = "".join(rest).strip()
    if key not in KEYS or not value:
        raise FenceError(number, f"“{line.strip()}” is no arrow (`A -> B`, `A => B`) and no line `key: text`; "
                                f"the keys are {', '.join(KEYS)}.")
    if key in flow.lines:
        raise FenceError(number, f"there is a {key} already; leave one.")
    if key in KINDS:
        name, _, words = (part.strip() for part in value.partition(" | "))
        if name in kinds:
            raise FenceError(number, f"“{name}” has a kind already; leave one.")
        kinds[name] = Box(number, name, key, words, number if words else 0)
        return
    if key == "direction" and value not in DIRECTIONS:
        raise FenceError(number, f"a flow goes {' or '.join(DIRECTIONS)}, not “{value}”.")
    setattr(flow, key, value)
    flow.lines[key] = number


def _arrows(flow: Flow, number: int, line: str) -> None:
    parts = ARROW.split(f" {line} ")
    last, *words = COLON.split(parts[-1].strip(), maxsplit=1)
    names = [*(part.strip() for part in parts[:-1:2]), last.strip()]
    if not all(names):
        raise FenceError(number, "an arrow needs a name on both sides.")
    if words and len(names) > 2:
        raise FenceError(number, "words belong to one arrow; give each arrow a line of its own.")
    for start, mark, end in zip(names, parts[1::2], names[1:], strict=False):
        if start == end:
            raise FenceError(number, f"an arrow leads from “{start}” to itself.")
        for name in (start, end):
            flow.boxes.setdefault(name, Box(number, name))
        flow.arrows.append(Arrow(number, start, end, mark == "=>", "".join(words).strip()))
