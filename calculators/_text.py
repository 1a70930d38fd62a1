"""Words in every language a reader may choose."""

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


def resolve(value: Any, lang: str) -> Any:
    """A nested structure of dicts and lists with every Text in it replaced by its words in one language."""
    if isinstance(value, Text):
        return value[lang]
    if isinstance(value, dict):
        return {key: resolve(item, lang) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [resolve(item, lang) for item in value]
    return value
