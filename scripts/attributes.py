"""Data for a script, in an attribute of the element that it works on."""

import json
from html import escape


def data(value) -> str:
    """The text of the attribute, in double quotation marks."""
    return escape(json.dumps(value, ensure_ascii=False))
