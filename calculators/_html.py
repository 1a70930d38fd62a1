"""A result as HTML. The only place that escapes; used by the build and by the reader's browser alike."""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import quote

from calculators import _charts, _spreadsheet
from calculators._results import Block, Cell, Chart, Figures, Heat, Note, Rows, Tone, Verdict
from calculators._text import Text, resolve

SIGNS = {Tone.GOOD: "✓", Tone.CAUTION: "!", Tone.BAD: "✕", Tone.PLAIN: "="}
DOWNLOAD = Text("Download as CSV", "下载 CSV")
SHORT = 6  # characters of a cell that stays on one line: a mark and its word, or four Chinese characters

_QUOTED = {octet: quote(bytes([octet])) for octet in range(256)}  # a table is long, and a call for each octet slow

_escaped = lru_cache(4096)(escape)  # one answer has most of its words from the last

Picture = Callable[[dict[str, Any]], str]


def answer(blocks: Iterable[Block], lang: str, picture: Picture = lambda spec: "",
           opening: Callable[[str], None] = lambda html: None) -> str:
    """The whole answer in one language. `picture` draws a chart's specification; the browser draws it itself. `opening` hears
    of the answer up to its first figures as soon as they are there."""
    parts, opened = [], False
    for block in blocks:
        parts.append(_block(block, lang, picture))
        if isinstance(block, Figures) and not opened:
            opened = True
            opening("".join(parts))
    return "".join(parts)


def _block(block: Block, lang: str, picture: Picture) -> str:
    match block:
        case Verdict(tone, sentence):
            return (f'<p class="verdict verdict--{tone.name.lower()}"><span class="verdict__sign" aria-hidden="true">'
                    f'{SIGNS[tone]}</span><span class="verdict__tone">{_words(tone.value, lang)}</span> '
                    f'<span class="verdict__words">{_words(sentence, lang)}</span></p>')
        case Figures(figures):
            items = "".join(
                f"<div><dt>{_words(f.label, lang)}</dt><dd>{_words(f.value, lang)}</dd>"
                + (f'<dd class="figures__note">{_words(f.note, lang)}</dd>' if f.note else "") + "</div>" for f in figures)
            return f'<dl class="figures">{items}</dl>'
        case Note(sentence):
            return f'<p class="note">{_words(sentence, lang)}</p>'
        case Chart():
            return _chart(block, lang, picture)
        case Rows():
            return _rows(block, lang)
        case Heat():
            return _heat(block, lang)
    raise TypeError(f"no such kind of result: {block!r}")


def _words(value: Cell, lang: str) -> str:
    return _escaped(resolve(value, lang))


def _cell(words: str, cls: str) -> str:
    if not cls and len(words) <= SHORT:
        cls = 'class="short"'
    return f"<td {cls}>{_escaped(words)}</td>"


def _chart(chart: Chart, lang: str, picture: Picture) -> str:
    spec = _charts.themed(resolve(chart.spec, lang))
    data = escape(json.dumps(spec, ensure_ascii=False), quote=False)
    return (f'<figure class="chart"><figcaption>{_words(chart.title, lang)}</figcaption>'
            f'<div class="chart__picture" role="img" aria-label="{_words(chart.summary, lang)}">{picture(spec)}</div>'
            f'<template>{data}</template>'
            f'<p class="chart__summary">{_words(chart.summary, lang)}</p></figure>')


def _rows(table: Rows, lang: str) -> str:
    classes = ['class="number"' if c.number else "" for c in table.columns]
    head = "".join(f'<th scope="col" {cls}>{_words(c.head, lang)}</th>' for c, cls in zip(table.columns, classes, strict=True))
    body = "".join(
        "<tr>" + "".join(_cell(resolve(cell, lang), cls) for cell, cls in zip(row, classes, strict=True)) + "</tr>"
        for row in table.rows)
    title = _words(table.title, lang)
    inner = _scroll(title, f'<table class="data"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')
    inner += _download(table.file, [[c.head for c in table.columns], *table.rows], lang)
    if table.folded:
        return f'<details class="table"><summary>{title}</summary>{inner}</details>'
    return f'<div class="table"><p class="table__title">{title}</p>{inner}</div>'


def _heat(heat: Heat, lang: str) -> str:
    head = f'<th scope="col">{_words(heat.corner, lang)}</th>' + "".join(
        f'<th scope="col">{_words(c, lang)}</th>' for c in heat.columns)
    body = "".join(
        f'<tr><th scope="row">{_words(name, lang)}</th>' + "".join(
            f'<td class="shade shade--{"none" if c.level is None else c.level}">{_words(c.words, lang)}</td>' for c in cells)
        + "</tr>" for name, cells in heat.rows)
    title = _words(heat.title, lang)
    table = _scroll(title, f'<table class="heat heat--{heat.scale}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')
    note = f'<p class="note">{_words(heat.note, lang)}</p>' if heat.note else ""
    lines = [[heat.corner, *heat.columns], *([name, *(c.words for c in cells)] for name, cells in heat.rows)]
    return f'<div class="table"><p class="table__title">{title}</p>{table}{note}{_download(heat.file, lines, lang)}</div>'


def _scroll(title: str, table: str) -> str:
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{title}">{table}</div>'


def _download(file: str, lines: Sequence[Sequence[Cell]], lang: str) -> str:
    if not file:
        return ""
    octets = ("\ufeff" + _spreadsheet.lines(resolve(lines, lang))).encode()
    href = "data:text/csv;charset=utf-8," + octets.decode("latin-1").translate(_QUOTED)
    return f'<p class="download"><a href="{href}" download="{escape(file)}">{_words(DOWNLOAD, lang)}</a></p>'

