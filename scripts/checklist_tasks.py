"""Where the task items of a page stand in its HTML. Only places are reported, so the rest of the page stays as it is."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

LISTS = {"ul", "ol"}
BLOCKS = LISTS | {"p", "li", "div", "table", "blockquote", "pre", "details", "dl"}


@dataclass
class Task:
    """A task item: the places of its tag, its box and the end of its sentence; and its id, if the tag has one."""

    tag: tuple[int, int]
    id: str | None
    box: tuple[int, int] | None = None
    end: int | None = None

    def sentence(self, html: str) -> str:
        return html[self.box[1]:self.end] if self.box else ""


class Tasks(HTMLParser):
    """`tasks` and outermost `lists` under `<h2 id="checklist">`, and `strays`: task items anywhere else."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=False)
        self.lines = [0, *(m.end() for m in re.finditer("\n", html))]
        self.tasks: list[Task] = []
        self.strays: list[Task] = []
        self.lists: list[tuple[int, int]] = []
        self.inside = False
        self.item: Task | None = None   # the last item that began: a list inside an item ends the item's sentence
        self.open_lists: list[int | None] = []
        self.feed(html)

    def here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag, attrs):
        place = (self.here(), self.here() + len(self.get_starttag_text()))
        attrs = dict(attrs)
        classes = (attrs.get("class") or "").split()
        if tag in BLOCKS:
            self.end_sentence()
        if tag in {"h1", "h2"}:
            self.inside = attrs.get("id") == "checklist"
        elif tag in LISTS:
            self.open_lists.append(place[0] if "task-list" in classes else None)
        elif tag == "li":
            self.item = self.task(place, attrs.get("id")) if "task-list-item" in classes else None
        elif tag == "input" and self.item and not self.item.box:
            self.item.box = place

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if tag in BLOCKS:
            self.end_sentence()
        if tag in LISTS and self.open_lists:
            start = self.open_lists.pop()
            outermost = all(other is None for other in self.open_lists)
            if start is not None and outermost and self.inside:
                self.lists.append((start, self.here() + len(f"</{tag}>")))

    def task(self, place, id):
        task = Task(place, id)
        (self.tasks if self.inside else self.strays).append(task)
        return task

    def end_sentence(self):
        """A sentence ends where its paragraph or item does, or where a list inside the item begins."""
        if self.item and self.item.box and self.item.end is None:
            self.item.end = self.here()
