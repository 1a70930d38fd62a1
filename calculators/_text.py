"""Words in every language a reader may choose."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Text:
    """The same words in English and in Chinese. `text["zh"]` is the Chinese; a missing translation is a TypeError."""

    en: str
    zh: str

    def __getitem__(self, lang: str) -> str:
        return getattr(self, lang)

    def format(self, **values: Any) -> "Text":
        """Both languages with `{name}` filled in; a value that is itself a Text is filled in its own language."""
        return Text(*(
            self[lang].format(**{k: v[lang] if isinstance(v, Text) else v for k, v in values.items()})
            for lang in LANGUAGES
        ))

    def __add__(self, other: "Text") -> "Text":
        return Text(self.en + other.en, self.zh + other.zh)


LANGUAGES = tuple(f.name for f in fields(Text))


def same(words: str) -> Text:
    """A text that is alike in every language: a number, a code, a name."""
    return Text(words, words)


def quoted(names: Sequence[Text]) -> Text:
    """Names in quotation marks, one after the other, as each language lists them."""
    return Text(", ".join(f"“{name.en}”" for name in names), "".join(f"“{name.zh}”" for name in names))


def as_text(words: "str | Text") -> Text:
    """What a reader typed, or the words of an example, as a Text."""
    return words if isinstance(words, Text) else same(words)


# Marks of direction would turn the words and figures after them around; zero-width spaces come with numbers that are pasted.
_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# Control characters but for tab and line ends, halves of characters, and what is no character: SVG and JSON break on them.
_BROKEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
                     + "".join(f"{chr(plane + 0xfffe)}{chr(plane + 0xffff)}" for plane in range(0, 0x110000, 0x10000)) + "]")


def readable(typed: str) -> str:
    """What was typed without the signs that no page, picture or file can show: unseen ones go, broken ones become “�”."""
    return typed if typed.isascii() and typed.isprintable() else _BROKEN.sub("\ufffd", _UNSEEN.sub("", typed))


def excerpt(typed: str) -> str:
    """The beginning of what was typed, in one line, to be said back in a sentence."""
    return " ".join(typed.split())[:40]


_PLAIN = frozenset({str, int, float, bool, type(None)})


def resolve(value: Any, lang: str) -> Any:
    """A nested structure of dicts and lists with every Text in it replaced by its words in one language."""
    if type(value) in _PLAIN:  # first, because most of it is
        return value
    if isinstance(value, Text):
        return getattr(value, lang)
    if isinstance(value, dict):
        return {key: item if type(item) in _PLAIN else resolve(item, lang) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [item if type(item) in _PLAIN else resolve(item, lang) for item in value]
    return value
