"""`python -m calculators` lists the calculators; `python -m calculators loan_apr principal=20000` answers.

Inputs are written as on the page (name=value, from the example preset=ID if one is given); `--lang zh` answers in
Chinese, `--json` prints the result's fields for a program.
"""

import argparse
import json
import sys
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from calculators import _plain, load, names
from calculators._inputs import InputError, InputErrors, asked, parse, typed
from calculators._text import LANGUAGES, Text


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit status: 2 when an input has to be mended."""
    parser = argparse.ArgumentParser(prog="python -m calculators", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", nargs="?", choices=names(), help="which calculator")
    parser.add_argument("inputs", nargs="*", metavar="name=value", help="inputs that differ from the example")
    parser.add_argument("--lang", choices=LANGUAGES, default="en")
    parser.add_argument("--json", action="store_true", help="fields instead of sentences")
    options = parser.parse_args(arguments)
    if not options.name:
        for name in names():
            print(f"{name:24}{load(name).TITLE[options.lang]}")
        return 0
    module = load(options.name)
    values = dict(item.partition("=")[::2] for item in options.inputs)
    preset = values.pop("preset", None)
    if preset and preset not in module.PRESETS:
        parser.error(f"{options.name} has no preset {preset}; it has {', '.join(module.PRESETS)}")
    example = typed(module.PRESETS[preset].inputs if preset else module.Inputs(), options.lang)
    try:
        result = module.calculate(parse(module.Inputs, {**example, **values}))
    except (InputError, InputErrors) as problem:
        for error in getattr(problem, "errors", (problem,)):
            print(f"{error.field}: {error.sentence[options.lang]}", file=sys.stderr)
        known = ", ".join(a.name for a in asked(module.Inputs))
        print({"en": f"Inputs: {known}", "zh": f"输入项：{known}"}[options.lang], file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(_plainly(result, options.lang), ensure_ascii=False, indent=2))
    else:
        print(_plain.answer(result.view(), options.lang))
    return 0


def _plainly(value, lang: str):
    """Fields and computed properties as numbers, texts and lists."""
    if isinstance(value, Text):
        return value[lang]
    if isinstance(value, Enum):
        return value.name.lower()
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        computed = [name for name, item in vars(type(value)).items() if isinstance(item, property)]
        return {name: _plainly(getattr(value, name), lang) for name in [*(f.name for f in fields(value)), *computed]}
    if isinstance(value, (list, tuple)):
        return [_plainly(item, lang) for item in value]
    return value


if __name__ == "__main__":
    sys.exit(main())
