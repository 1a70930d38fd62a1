"""Fences with the language `flow`: what goes from whom to whom, drawn at build and said in words; scripts/flow_grammar.py
has their language. Each is drawn down for a phone and, where it says so, across for a wide page; CSS shows the one that fits.
"""

from html import escape

from calculators._text import Text
from scripts.flow_grammar import Flow, parse
from scripts.flow_layout import draw
from scripts.flow_picture import svg
from scripts.prose import curly

MONEY = Text("money", "资金")
OTHER = Text("service, contract, information", "服务、合同、信息")
COLON, BRACKETS = Text(": ", "："), Text(" ({})", "（{}）")


def fence(source, language, css_class, options, md, *, lang, **kwargs):
    """A figure: pictures for the eye, the arrows as a list for the ear, the description as a caption for both."""
    flow = parse(curly(source))
    return (f'<figure class="{css_class}"><div class="flow__picture">{pictures(flow)}{legend(flow, lang)}</div>'
            f'<ol class="hide">{"".join(f"<li>{words}</li>" for words in said(flow, lang))}</ol>'
            f'<figcaption>{escape(flow.description)}</figcaption></figure>')


def pictures(flow: Flow) -> str:
    if flow.direction != "right":
        return svg(draw(flow, "down"), "flow__only")
    return svg(draw(flow, "right"), "flow__wide") + svg(draw(flow, "down"), "flow__narrow")


def said(flow: Flow, lang: str) -> list[str]:
    """Each arrow in words, then what stands under a name."""
    colon, money = COLON[lang], BRACKETS[lang].format(MONEY[lang])
    arrows = [f"{arrow.start} → {arrow.end}{money if arrow.money else ''}{colon + arrow.words if arrow.words else ''}"
              for arrow in flow.arrows]
    return [escape(words) for words in (*arrows, *(f"{box.name}{colon}{box.words}" for box in flow.boxes.values() if box.words))]


def legend(flow: Flow, lang: str) -> str:
    """What a double line is and what a single one, where there is money."""
    kinds = {arrow.money for arrow in flow.arrows}
    keys = [f'<span class="flow__key flow__key--{css}">{words[lang]}</span>'
            for money, css, words in ((True, "money", MONEY), (False, "plain", OTHER)) if money in kinds]
    return f'<div class="flow__keys" aria-hidden="true" data-search-exclude="1">{"".join(keys)}</div>' if True in kinds else ""
