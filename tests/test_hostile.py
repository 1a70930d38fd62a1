"""Whatever is typed, pasted or loaded: an answer or a sentence, and nothing of it runs, bends the page or fills the memory.

The cases are drawn by chance from a seed, so they are the same each time. HOSTILE_CASES says how many for each calculator;
`make fuzz` takes the ten thousand of the hosted workflow.
"""

import json
import os
import re
import signal
import unicodedata
from contextlib import contextmanager
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from calculators import _run, load, names
from calculators._inputs import asked, typed
from calculators._kinds import Choice, Day, Number, Words, YesNo
from calculators._tables import Table
from calculators._text import LANGUAGES
from scripts import charts

CASES = int(os.environ.get("HOSTILE_CASES", "300"))
SECONDS = 20  # of processor time for one answer: a guard against hanging, not a measure of speed
HOSTILE = json.loads((Path(__file__).parent / "hostile.json").read_text(encoding="utf-8"))
WORDS, NUMBERS = list(HOSTILE["words"].values()), list(HOSTILE["numbers"].values())
CANARY = "Qzx"  # stands in every hostile word, so that it is found again wherever it comes out

TAG = re.compile(r"<[^<>]*>")
HAN = re.compile(r"[\u3400-\u9fff]")
NOT_FINITE = re.compile(r"(?<![\w$])((?i:nan|inf|infinity)|None)(?![\w$])")
FORMULA = re.compile(r"[\s\"]*[=+@＝＋－＠-]")
BROKEN = re.compile(r"[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
NUMERAL = re.compile(r"-?\d+(\.\d+)?%?")
CLASS = re.compile(r"[a-z0-9_-]*")


class Case:
    """What is typed into one calculator: an example, with something done to it."""

    def __init__(self, random: Random, name: str, lang: str):
        self.random, self.module = random, load(name)
        self.fields = asked(self.module.Inputs)
        self.values = dict(random.choice(examples(name, lang)))
        if random.random() < 0.4:
            self._names()
        else:
            for _ in range(random.choice((1, 1, 2, 3, 6))):
                self._change()

    def _names(self):
        """Hostile words wherever words are asked, and nothing else, so that most of these are answered."""
        for field in self.fields:
            if isinstance(field.kind, Words) and self.random.random() < 0.5:
                self.values[field.name] = self._word()
            if isinstance(field.kind, Table):
                rows = self._rows(field)
                for place, column in enumerate(asked(field.kind.row)):
                    for row in rows if isinstance(column.kind, Words) else ():
                        if place < len(row) and self.random.random() < 0.5:
                            row[place] = self._word()
                self.values[field.name] = self._write(rows, "\t")
        if not any(self.values.values()) or self.random.random() < 0.3:
            self._change()

    def _change(self):
        if self.random.random() < 0.04:
            odd = ("__proto__", "constructor", "", "class", "self", "a.b", "0", "<b>", "principal\0", "名称", "x" * 5000)
            self.values[self.random.choice(odd)] = self._any()
            return
        field = self.random.choice(self.fields)
        if self.random.random() < 0.05:
            self.values.pop(field.name, None)
        elif isinstance(field.kind, Table):
            self.values[field.name] = self._table(field)
        else:
            self.values[field.name] = self._line(field.kind, self.values.get(field.name, ""))

    def _line(self, kind, was: str) -> str:
        way = self.random.random()
        if isinstance(kind, Words) and way < 0.7:
            return self._word()
        if isinstance(kind, Number) and way < 0.4:
            low, high = kind.low, kind.high
            return repr(self.random.choice((low, high, low - 1, high + 1, self.random.uniform(low, high), low + 1e-9, high * 2,
                                            round(self.random.uniform(low, high)), min(high, low + self.random.random()))))
        if isinstance(kind, Choice) and way < 0.4:
            return self.random.choice([word for o in kind.options for word in (o.name, o.name.lower(), o.value.en, o.value.zh)])
        if isinstance(kind, YesNo) and way < 0.4:
            return self.random.choice(("yes", "NO", "是", "否", "On", "0"))
        if isinstance(kind, Day) and way < 0.4:
            return f"{self.random.choice((1, 1999, 2024, 2026, 2100, 9999)):04}-{self.random.randint(1, 12)}-{self.random.randint(1, 28)}"
        return self._any() if way < 0.8 else self._mutated(was)

    def _any(self) -> str:
        way = self.random.random()
        if way < 0.002:
            return self.random.choice(("9", "a", "<", " ", "１", "2026-01-01 ", "1,", "\n", "=")) * 1_000_000
        if way < 0.03:
            return self.random.choice(("9", "a", "<", " ", "１", ",", "\n", "=")) * self.random.choice((100, 5_000))
        if way < 0.15:
            return "".join(chr(self.random.choice((self.random.randrange(0x20), self.random.randrange(0x3000),
                                                   self.random.randrange(0x110000)))) for _ in range(self.random.randrange(1, 12)))
        return self.random.choice(NUMBERS) if way < 0.6 else self._word()

    def _word(self) -> str:
        word = self.random.choice(WORDS)
        return word if self.random.random() < 0.3 else self.random.choice((word + CANARY, CANARY + word))

    def _mutated(self, text: str) -> str:
        at = self.random.randrange(len(text) + 1)
        sign = self.random.choice("0123456789.,-+eE%万亿 \t\n\"';<>=\0\u202e１．，−")
        return self.random.choice((text[:at] + sign + text[at:], text[:at] + text[at + 1:], text[:at] + sign + text[at + 1:],
                                   text + text, text[::-1], text.upper(), text.translate(WIDE), text[:at]))

    def _rows(self, field) -> list[list[str]]:
        return [line.split("\t") for line in self.values.get(field.name, "").split("\n")]

    @staticmethod
    def _write(rows: list[list[str]], delimiter: str) -> str:
        def cell(text):
            return '"' + text.replace('"', '""') + '"' if re.search(f'["\n\r{re.escape(delimiter)}]', text) else text
        return "\n".join(delimiter.join(map(cell, row)) for row in rows)

    def _table(self, field) -> str:
        columns = asked(field.kind.row)
        rows, delimiter, random = self._rows(field), self.random.choice("\t\t\t;,|"), self.random
        for _ in range(random.choice((1, 1, 2, 4))):
            row = random.choice(rows)
            place = random.randrange(len(columns))
            match random.randrange(14):
                case 0 | 1 | 2 | 3 if place < len(row):
                    row[place] = self._line(columns[place].kind, row[place])
                case 4:
                    heads = [random.choice((c.name, c.kind.label.en, c.kind.label.zh)) for c in columns]
                    rows.insert(0, random.choice((heads, heads[::-1], heads[:1] * len(heads), heads[1:], [*heads, "x"])))
                case 5:
                    row[:] = random.choice((row[::-1], row[:place], row + row, [], [self._any()], ["x"] * 12))
                case 6:
                    rows.insert(random.randrange(len(rows) + 1), [self._any() for _ in columns])
                case 7:
                    random.shuffle(rows)
                case 8:
                    rows = (rows * 400)[:random.choice((0, 1, field.kind.most, field.kind.most + 1, 300))] or [[]]
                case 9 if random.random() < 0.2:
                    row += ["1"] * random.choice((101, 10_000))
                case 10 if random.random() < 0.05:
                    row[:] = [random.choice(("x", "1", '"', "\t")) * 1_000_000]
                case 11:
                    return random.choice(("\ufeff", '"', "\r\n\r\n", "\0", "sep=;\n", "")) + self._write(rows, delimiter)
                case 12:
                    return self._mutated(self._write(rows, delimiter))
                case 13:
                    return self._write(rows, delimiter).replace("\n", random.choice(("\r\n", "\r", "\n\n", "\u2028", "\n\r")))
        return self._write(rows, delimiter)


WIDE = {code: code + 0xfee0 for code in range(0x21, 0x7f)}


@cache
def examples(name: str, lang: str) -> list[dict[str, str]]:
    module = load(name)
    return [typed(inputs, lang) for inputs in (module.Inputs(), *(preset.inputs for preset in module.PRESETS.values()))]


class Strict(HTMLParser):
    """The tags of an answer with their attributes. Refuses what the page cannot have made: `<`, tags that do not nest."""

    def __init__(self, html: str):
        super().__init__()
        self.found, self.open = set(), []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.open.append(tag)
        self.found |= {(tag, attribute) for attribute, _ in attributes} | {(tag, "")}
        for attribute, value in attributes:
            assert attribute != "href" or value.startswith("data:text/csv;charset=utf-8,")
            assert attribute != "class" or all(CLASS.fullmatch(word) for word in value.split())

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


@cache
def own_tags() -> set[tuple[str, str]]:
    """What the examples' own answers are made of."""
    return set().union(*(Strict(_run.answer(name, values, "en")["html"]).found for name in names() for values in examples(name, "en")))


@cache
def tag(text: str) -> bool:
    """Whether one tag, written so, could stand in an answer to an example."""
    if text.startswith("</"):
        return text[2:-1] in {name for name, _ in own_tags()}
    parser = HTMLParser()
    found = []
    parser.handle_starttag = lambda name, attributes: found.extend([(name, ""), *((name, a) for a, _ in attributes)])
    parser.feed(text)
    return bool(found) and set(found) <= own_tags()


def specifications(html: str):
    for text in re.findall(r"<template>(.*?)</template>", html):
        yield json.loads(unescape(text), parse_constant=lambda word: pytest.fail(f"{word} in a chart"))


# Where a chart may hold what was typed: as a value that is drawn, as the name of a series, or as a title.
SHOWN = re.compile(r"(\.(layer|hconcat|vconcat|concat|spec)(\.\d+)?)*(\.data\.values\.\d+\.\w+|\.encoding\.\w+\.(scale\.(domain|range)|sort)\.\d+"
                   r"|\.encoding\.\w+\.title|\.title|\.title\.text)")


# What no chart of ours has, so that nothing in it is computed from words, loaded, or followed.
ACTING = {"href", "url", "image", "signal", "expr", "params", "transform", "test", "filter", "calculate"}


def told(value, path=""):
    """Every text of a specification with the path to it, keys included."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield f"{path} as a key", key
            yield from told(item, f"{path}.{key}")
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from told(item, f"{path}.{place}")
    elif isinstance(value, str):
        yield path, value


@contextmanager
def limited(seconds: int):
    def stop(*_):
        raise TimeoutError(f"no answer within {seconds} s of processor time")
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def chinese(values: dict[str, str]) -> bool:
    return any(HAN.search(unicodedata.normalize("NFKC", text)) for text in values.values())


def check_picture(spec: dict):
    """What is drawn from a specification: words and shapes, and nothing that acts or points anywhere."""
    for element in ElementTree.fromstring(charts.svg(spec)).iter():
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in {"svg", "g", "path", "text", "tspan", "rect", "line",
                                                                            "defs", "clipPath", "linearGradient", "stop"}
        assert not any(name.startswith("on") or name.endswith("href") for name in element.attrib)


def check_errors(errors: dict[str, str], values: dict[str, str], lang: str, fields: set[str]):
    assert errors
    for path, sentence in errors.items():
        assert path in values or path.split(".")[0] in fields
        assert 4 < len(sentence) < 700, sentence
        assert not NOT_FINITE.search(re.sub("“[^”]*”", "", sentence)), sentence
        assert not BROKEN.search(sentence), sentence
        if lang == "zh":
            assert HAN.search(sentence)
        elif not chinese(values):
            assert not HAN.search(sentence)


def check_html(html: str, values: dict[str, str], lang: str):
    texts = TAG.sub("", html)
    assert "<" not in texts and ">" not in texts
    assert all(map(tag, set(TAG.findall(html))))
    assert not (found := NOT_FINITE.search(texts)), texts[max(0, found.start() - 200):found.end() + 50]
    assert not BROKEN.search(html), BROKEN.search(html)
    if lang == "en" and not chinese(values):
        assert not HAN.search(texts)
    for spec in specifications(html):
        for path, text in told(spec):
            assert CANARY not in text or SHOWN.fullmatch(path), (path, text)
            assert not (path.endswith(" as a key") and text in ACTING), (path, text)
    for link in re.findall(r'href="([^"]*)"', html):
        for line in re.split(r"[\r\n]+", unquote(link.partition(",")[2]).lstrip("\ufeff")):
            for cell in re.split('[,;\t]', line):
                assert NUMERAL.fullmatch(cell.strip('"')) or not FORMULA.match(cell.replace('"', "")), line


@pytest.mark.parametrize("name", names())
def test_anything_typed_gives_an_answer_or_a_sentence(name):
    random = Random(f"hostile {name}")
    fields = {field.name for field in asked(load(name).Inputs)}
    answered = 0
    for number in range(CASES):
        lang = LANGUAGES[number % len(LANGUAGES)]
        values = Case(random, name, lang).values
        try:
            with limited(SECONDS):
                outcome = _run.answer(name, values, lang, opening=(opened := []).append)
            assert outcome.get("html", "").startswith("".join(opened))   # nothing is shown of what is refused
            match outcome:
                case {"html": html}:
                    answered += 1
                    check_html(html, values, lang)
                    if number % 20 == 0:
                        assert Strict(html).found <= own_tags()
                    if number % 100 == 0:
                        for spec in specifications(html):
                            check_picture(spec)
                case {"errors": errors}:
                    check_errors(errors, values, lang, fields)
        except BaseException as wrong:
            shown = {key: text if len(text) < 2000 else f"{text[:200]}… ({len(text)})" for key, text in values.items()}
            wrong.add_note(f"case {number} of {name}, {lang}: {json.dumps(shown)}")
            raise
    assert CASES < 100 or answered > CASES / 10
