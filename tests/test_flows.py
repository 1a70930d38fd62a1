"""Flows: what their language says and refuses, and what is drawn from it."""

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from scripts import flow_grammar, flow_layout, flows, reader
from scripts.fence_error import FenceError
from scripts.flow_grammar import KINDS, Arrow, Box, parse
from scripts.flow_places import CUT, ROUND, Drawing, Line, Place, straighten, touch
from scripts.pages import Page

ROOT = Path(__file__).parents[1]
RENT = """description: Rent paid by a loan.
direction: right
account: Operator | holds 27,000
person: Tenant
Bank => Operator: 36,000 on day one
Tenant -> Bank -> File & <archive>
"""
SHAPES = "description: Every kind.\n" + "".join(f"{kind}: A {kind}\nA {kind} => End\nStart -> A {kind}: {i} a day\n"
                                                for i, kind in enumerate(KINDS[:3], 1))
SHAPES += "".join(f"{kind}: A {kind}\nEnd -> A {kind}\n" for kind in KINDS[3:])


def made(source: str, lang: str = "en") -> str:
    return flows.fence(source, "flow", "flow", {}, None, lang=lang)


def pictures(html: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(svg) for svg in re.findall(r"<svg .*?</svg>", html, re.DOTALL)]


def words(picture: ElementTree.Element) -> list[str]:
    return [" ".join(span.text for span in text) for text in picture.iter("text")]


# The language

def test_a_flow_is_read_as_it_is_written():
    flow = parse(RENT)
    assert (flow.description, flow.direction) == ("Rent paid by a loan.", "right")
    assert list(flow.boxes.values()) == [
        Box(5, "Bank"), Box(5, "Operator", "account", "holds 27,000", 3), Box(6, "Tenant", "person"), Box(6, "File & <archive>")]
    assert flow.arrows == [Arrow(5, "Bank", "Operator", True, "36,000 on day one"), Arrow(6, "Tenant", "Bank", False),
                           Arrow(6, "Bank", "File & <archive>", False)]


def test_chinese_colons_and_times_of_day_are_read():
    flow = parse("description：付款。\n租客 => 银行：18:00 前付 3,000 元\n")
    assert flow.description == "付款。" and flow.arrows[0].words == "18:00 前付 3,000 元"


@pytest.mark.parametrize(("source", "line", "sentence"), [
    ("A -> B\n", 1, "say in a line `description: …` what the drawing shows."),
    ("description: Nothing.\n", 1, "there is no arrow; write a line such as `Tenant -> Platform: signs`."),
    ("description: X.\nA -> B\n\ncolour: red\n", 4, "“colour: red” is no arrow (`A -> B`, `A => B`) and no line `key: text`; "
     "the keys are description, direction, box, person, account, control, question, event."),
    ("description: X.\nA --> B\n", 2, "“A --> B” is no arrow (`A -> B`, `A => B`) and no line `key: text`; "
     "the keys are description, direction, box, person, account, control, question, event."),
    ("description:\nA -> B\n", 1, "“description:” is no arrow (`A -> B`, `A => B`) and no line `key: text`; "
     "the keys are description, direction, box, person, account, control, question, event."),
    ("description: X.\ndescription: Y.\nA -> B\n", 2, "there is a description already; leave one."),
    ("description: X.\ndirection: up\nA -> B\n", 2, "a flow goes down or right, not “up”."),
    ("description: X.\nA -> B\nperson: a\n", 3, "no arrow begins or ends at “a”; write the name as the arrows have it."),
    ("description: X.\nA -> B\nperson: A\naccount: A\n", 4, "“A” has a kind already; leave one."),
    ("description: X.\nA -> B -> C: pays\n", 2, "words belong to one arrow; give each arrow a line of its own."),
    ("description: X.\nA -> \n", 2, "an arrow needs a name on both sides."),
    ("description: X.\n=> B\n", 2, "an arrow needs a name on both sides."),
    ("description: X.\nA -> A\n", 2, "an arrow leads from “A” to itself."),
])
def test_what_cannot_be_drawn_is_a_sentence_with_its_line(source, line, sentence):
    with pytest.raises(FenceError) as found:
        parse(source)
    assert (found.value.line, found.value.sentence) == (line, sentence)
    assert str(found.value) == f"line {line} of the fence: {sentence}"


def test_the_rules_read_every_text_of_a_flow_on_its_line():
    page = Page("en", "x.md", f"# F {{ #f }}\n\n```flow\n{RENT}```\n")
    assert [(section, *text[:2]) for section, text in page.sections[1:]] == [
        ("f", 4, "Rent paid by a loan."), ("f", 6, "holds 27,000"), ("f", 8, "Bank"), ("f", 8, "Operator"),
        ("f", 8, "36,000 on day one"), ("f", 9, "Tenant"), ("f", 9, "File & <archive>")]


def test_a_flow_that_cannot_be_read_has_no_text_for_the_rules():
    assert list(Page("en", "x.md", "```flow\nA\n```\n").prose()) == []
    assert set(reader.DRAWN) < set(reader.PICTURES)


@pytest.mark.parametrize("source", re.findall(r"^```flow\n(.*?)^```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.M | re.S)
                         + [re.sub(r" {5,}.*|^    ", "", flow_grammar.__doc__.split("\n\n")[1], flags=re.M)])
def test_examples_for_writers_are_drawn(source):
    assert len(pictures(made(source))) == 2


# The drawing

@pytest.mark.parametrize("source", [RENT, SHAPES], ids=["rent", "shapes"])
def test_a_picture_is_shapes_and_words_without_ids_styles_scripts_or_addresses(source):
    for picture in pictures(made(source)):
        assert {element.tag for element in picture.iter()} <= {"svg", "g", "rect", "path", "text", "tspan"}
        names = {name for element in picture.iter() for name in element.keys()}
        assert names <= {"class", "aria-hidden", "width", "height", "viewBox", "font-size", "font-weight", "text-anchor", "d",
                         "x", "y", "rx"}


@pytest.mark.parametrize("source", [RENT, SHAPES], ids=["rent", "shapes"])
def test_every_word_is_in_every_picture_and_once_in_the_list(source):
    html, flow = made(source), parse(source)
    texts = sorted(text for _, text in flow.texts()[1:])
    said = unescape(re.search(r'<ol class="hide">(.*?)</ol>', html)[1])
    assert len(pictures(html)) == (2 if flow.direction == "right" else 1)
    for picture in pictures(html):
        assert sorted(words(picture)) == texts
    for arrow in flow.arrows:
        money, more = " (money)" if arrow.money else "", f": {arrow.words}" if arrow.words else ""
        assert said.count(f"<li>{arrow.start} → {arrow.end}{money}{more}</li>") == 1
    assert f"<figcaption>{flow.description}</figcaption>" in html


def test_what_stands_under_a_name_is_said_too():
    assert "<li>Operator: holds 27,000</li>" in made(RENT)


def test_chinese_is_said_in_chinese():
    html = made("description: 付款。\n租客 => 银行：每月 3,000 元\n", "zh")
    assert "<li>租客 → 银行（资金）：每月 3,000 元</li>" in html and "资金</span>" in html and "信息" not in html


def test_kinds_of_line_are_explained_where_there_is_money():
    assert re.findall(r"flow__key--(\w+)", made(RENT)) == ["money", "plain"]
    assert re.findall(r"flow__key--(\w+)", made("description: X.\nA -> B\n")) == []


def test_the_same_source_gives_the_same_picture_from_the_cache_and_anew(monkeypatch, tmp_path):
    kept = made(SHAPES)
    monkeypatch.setattr(flow_layout, "CACHE", tmp_path)
    assert made(SHAPES) == kept and list(tmp_path.iterdir())
    kernel = flow_layout._kernel()
    flow_layout.close()
    assert kernel.returncode == 0
    flow_layout.close()   # nothing runs


def test_what_is_too_wide_says_so_and_what_to_do():
    with pytest.raises(FenceError, match=r"% too wide for a phone; put fewer boxes side by side"):
        flow_layout.draw(parse("description: X.\n" + "".join(f"A -> Incomprehensible {i}\n" for i in range(5))), "down")
    long = " -> ".join(f"A step of the way {i}" for i in range(12))
    with pytest.raises(FenceError, match="too wide for a page; leave out `direction: right`"):
        flow_layout.draw(parse(f"description: X.\n{long}\n"), "right")


def test_no_drawing_is_wider_than_its_place_and_its_boxes_are_apart():
    for direction, widest in flow_layout.WIDEST.items():
        drawing = flow_layout.draw(parse(SHAPES if direction == "down" else RENT), direction)
        assert drawing.width <= widest
        boxes = list(drawing.boxes.values())
        for i, one in enumerate(boxes):
            assert 0 <= one.x and one.x + one.width <= drawing.width and one.y + one.height <= drawing.height
            for other in boxes[:i]:
                assert (one.x + one.width < other.x or other.x + other.width < one.x
                        or one.y + one.height < other.y or other.y + other.height < one.y)


def test_boxes_keep_the_order_in_which_they_are_written():
    drawing = flow_layout.draw(parse("description: X.\nA -> Third\nA -> First\nA -> Second\n"), "down")
    assert sorted(drawing.boxes, key=lambda name: (drawing.boxes[name].y, drawing.boxes[name].x)) == ["A", "Third", "First", "Second"]


def test_the_first_box_stands_first_in_a_circle():
    drawing = flow_layout.draw(parse("description: X.\nBank -> Shop\nShop -> Tenant\nTenant -> Bank\n"), "down")
    assert [name for name, box in sorted(drawing.boxes.items(), key=lambda item: item[1].y)] == ["Bank", "Shop", "Tenant"]


DECISION = """description: What to do in the first hour.
question: Is money leaving?
An alarm -> Is money leaving?
Is money leaving? -> Switch the product off: yes
Is money leaving? -> Does it stop by itself, and can you prove it?: no
Does it stop by itself, and can you prove it? -> Switch the product off: no
Does it stop by itself, and can you prove it? -> Write it down: yes
"""


def test_a_drawing_has_straight_arrows_and_even_rows():
    drawing = flow_layout.draw(parse(DECISION), "down")
    assert [len(line.points) for line in drawing.lines][:2] == [2, 2]
    last = [box for name, box in drawing.boxes.items() if name in {"Switch the product off", "Write it down"}]
    assert last[0].lines != last[1].lines and len({(box.y, box.height) for box in last}) == 1


def test_arrows_begin_and_end_at_the_outlines_of_boxes():
    source = "description: X.\nquestion: Leaving?\nperson: Payer\nPayer -> Leaving?\nLeaving? -> Stop: yes\nLeaving? -> Payer: no\n"
    drawing, insets = flow_layout.draw(parse(source), "right"), []
    for line in drawing.lines:
        for name, (x, y) in ((line.arrow.start, line.points[0]), (line.arrow.end, line.points[-1])):
            box = drawing.boxes[name]
            insets.append(min(x - box.x, box.x + box.width - x))
            assert insets[-1] == pytest.approx(box.inset(0, y - box.middle[1]))
    assert max(insets) > 5


# What is mended in a layout

def place(kind: str = "box", x: float = 0, y: float = 0) -> Place:
    return Place(x, y, 100, 40, ["A"], [], kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_side_is_where_the_rectangle_is_and_a_corner_behind_it(kind):
    box = place(kind)
    assert box.inset(0, 0) == 0 and box.inset(0, 19) == box.inset(0, -19) > 0
    assert box.inset(0, 20) == pytest.approx(CUT[kind][0] if kind in CUT else min(20, ROUND[kind]))


def line(*points: tuple[float, float], label: Place | None = None) -> Line:
    return Line(Arrow(1, "A", "B", False), list(points), label)


def test_a_small_kink_is_taken_out_and_a_turn_is_not():
    boxes = {"A": place(), "B": place(y=200)}
    kinked, turned = line((50, 40), (50, 60), (60, 60), (60, 200)), line((20, 40), (20, 60), (80, 60), (80, 200))
    straighten(Drawing(100, 240, boxes, [kinked]), 1)
    straighten(Drawing(100, 240, boxes, [turned]), 1)
    assert kinked.points == [(60, 40), (60, 200)] and len(turned.points) == 4


def test_a_kink_stays_where_another_arrow_or_words_are_in_the_way():
    boxes = {"A": place(), "B": place(y=200)}
    for other in (44, 66):
        kinked, beside = line((50, 40), (50, 60), (60, 60), (60, 200)), line((other, 40), (other, 200))
        straighten(Drawing(100, 240, boxes, [kinked, beside]), 1)
        assert len(kinked.points) == 4
    beside_a_corner = line((90, 40), (90, 60), (96, 60), (96, 200))
    straighten(Drawing(100, 240, boxes, [beside_a_corner]), 1)
    assert beside_a_corner.points == [(90, 40), (90, 200)]
    worded = line((50, 40), (50, 60), (60, 60), (60, 200), label=Place(10, 45, 80, 10, ["x"], [], ""))
    straighten(Drawing(100, 240, boxes, [worded]), 1)
    assert worded.points == [(50, 40), (50, 200)]   # at the other end, so that the words stay on it


def test_arrows_touch_the_outline_that_is_behind_the_rectangle():
    boxes = {"A": place("question"), "B": place("question", x=200)}
    arrow = line((100, 30), (200, 20))
    touch(Drawing(300, 40, boxes, [arrow]), 0)
    assert arrow.points == [(92, 30), (200, 20)]
