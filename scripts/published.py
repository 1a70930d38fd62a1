"""Numbers printed by others (tests/published/<name>.toml) against ours: run once here, shown on pages, asserted in tests.

A file names the module whose functions it calls. A case has an id, a source, what it is, the function, its inputs, and the
results as printed, as strings: the tolerance is half of the last printed digit, and a word is the same or not; `of` adds
words for one of several, `times` multiplies ours (100 where the source prints per cent). A key of `expected` is a path into
the result: attributes, keys and indexes joined by dots, or "" for the result itself. `calculate` may begin with a `preset`;
`then` names a method of what was called, and `with` its arguments, when that is the result.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from html import escape
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

from calculators._inputs import parse, typed
from calculators._numbers import show
from calculators._text import Text

FOLDER = Path(__file__).parents[1] / "tests" / "published"
HEADS = (Text("Source", "出处"), Text("What is computed", "计算内容"), Text("Published", "公布值"), Text("Ours", "本站结果"),
         Text("Agrees", "是否一致"))
MINUS = re.compile(r"^-(?=[\d.])")
KINDS = ("", "", ' class="number"', ' class="number"', "")
AGREES, DIFFERS = Text("✓ to the last printed digit", "✓ 至末位一致"), Text("✕ differs", "✕ 不一致")
SAME = Text("✓ the same word", "✓ 一致")
CAPTION = Text("Published numbers against ours", "公布值与本站结果对照")


@dataclass(frozen=True)
class Check:
    """One printed number: whose, what, as printed, and what our code gives."""

    case: str
    path: str
    source: Text
    what: Text
    printed: str
    ours: Any

    @property
    def agrees(self) -> bool:
        if not _is_number(self.printed):
            return str(self.ours) == self.printed
        return abs(float(self.ours) - float(self.printed)) <= half_last_digit(self.printed) * (1 + 1e-9)

    @property
    def verdict(self) -> Text:
        """What the table says of it."""
        if not self.agrees:
            return DIFFERS
        return AGREES if _is_number(self.printed) else SAME

    @property
    def shown(self) -> str:
        """Our number with two digits more than the source printed."""
        if not _is_number(self.printed):
            return str(self.ours)
        return show(float(self.ours), max(0, -Decimal(self.printed).as_tuple().exponent) + 2)


def half_last_digit(printed: str) -> float:
    """Half of the unit of the last digit of a printed number: "9.69" -> 0.005."""
    return float(Decimal((0, (5,), Decimal(printed).as_tuple().exponent - 1)))


def _is_number(printed: str) -> bool:
    return printed.replace(".", "").replace("-", "").replace("e", "").isdigit()


@cache
def checks(name: str) -> tuple[Check, ...]:
    """Every printed number of tests/published/<name>.toml with our result."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    out = []
    for case in data["case"]:
        module = import_module(case.get("module", data["module"]))
        result = _call(module, case["call"], case["inputs"])
        if "then" in case:
            result = getattr(result, case["then"])(**case["with"])
        for path, printed in case["expected"].items():
            what = Text(**case["what"]) + Text(**case.get("of", {}).get(path, {"en": "", "zh": ""}))
            ours = _walk(result, path)
            ours = ours * case["times"] if "times" in case else ours
            out.append(Check(case["id"], path, Text(**case["source"]), what, printed, ours))
    return tuple(out)


def _call(module, function: str, inputs: dict[str, Any]):
    if function == "calculate":
        values = {key: str(value) for key, value in inputs.items()}
        preset = values.pop("preset", None)
        example = typed(module.PRESETS[preset].inputs) if preset else {}
        return module.calculate(parse(module.Inputs, {**example, **values}))
    return attrgetter(function)(module)(**inputs)


def _walk(value: Any, path: str) -> Any:
    for step in path.split(".") if path else ():
        if isinstance(value, dict):
            value = value[step]
        elif step.lstrip("-").isdigit():
            value = value[int(step)]
        else:
            value = getattr(value, step)
    return value.name.replace("_", " ").title() if isinstance(value, Enum) else value.isoformat() if isinstance(value, date) else value


def published(page, lang, config, argument):
    """A table of every printed number of a topic, its source and our result."""
    if not (FOLDER / f"{argument}.toml").exists():
        known = ", ".join(sorted(f.stem for f in FOLDER.glob("*.toml")))
        raise PluginError(f"{page.file.src_uri}: no published numbers '{argument}'. There are: {known}.")
    head = "".join(f'<th scope="col"{kind}>{escape(h[lang])}</th>' for h, kind in zip(HEADS, KINDS, strict=True))
    rows = "".join(
        f'<tr id="published-{escape(c.case)}-{n}"><td>{escape(c.source[lang])}</td><td>{escape(c.what[lang])}</td>'
        f'<td class="number">{escape(MINUS.sub("−", c.printed))}</td><td class="number">{escape(c.shown)}</td>'
        f'<td>{escape(c.verdict[lang])}</td></tr>'
        for n, c in enumerate(checks(argument)))
    return (f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(CAPTION[lang])}"><table class="published">'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>")
