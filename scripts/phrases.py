"""Phrases as a page or its scripts get them."""

from calculators._text import Text


def said(lang: str, *parts: dict[str, Text]) -> dict[str, str]:
    """The phrases of these parts in one language."""
    return {name: text[lang] for part in parts for name, text in part.items()}
