"""Inputs: a calculator's `Inputs` is a frozen dataclass whose fields are made by `ask(kind, default)`.

The build makes the form from it; `parse` makes an instance from what a reader typed, here and in the browser.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from enum import Enum
from functools import cache
from typing import Any

from calculators._text import Text, readable, same

NONE = same("")
REQUIRED = Text("Fill this in.", "请填写此项。")
LONGEST = 1_000  # characters of a field, or of a cell of a table
TOO_LONG = Text("These are {n} characters; the limit is {most}.", "共 {n} 个字符，超出上限 {most} 个。")


@dataclass(eq=False)  # not frozen: whoever handles an exception may set its traceback
class InputError(Exception):
    """Something the reader can mend: the field's name (`fees.2.amount` is the third row's amount) and a sentence."""

    field: str
    sentence: Text


class InputErrors(Exception):
    """Every InputError of one attempt, so that a form shows them all at once."""

    def __init__(self, errors: list[InputError]):
        super().__init__("; ".join(f"{e.field}: {e.sentence.en}" for e in errors))
        self.errors = tuple(errors)


@dataclass(frozen=True)
class Kind:
    """What every kind has: its label, a line of help, its unit, and whether it may stay empty (then None)."""

    label: Text
    help: Text = field(default=NONE, kw_only=True)
    unit: Text = field(default=NONE, kw_only=True)
    optional: bool = field(default=False, kw_only=True)

    def take(self, typed: str) -> Any:
        """The value of a field or cell, whatever was typed and however much of it. Raises ValueError(Text)."""
        check_length(typed, LONGEST)
        words = readable(typed)
        return self.read(words) if words.strip() else self.empty()

    def read(self, typed: str) -> Any:
        """The value of what was typed and is not empty. Raises ValueError(Text)."""
        raise NotImplementedError

    def empty(self) -> Any:
        """The value of an empty field. Raises ValueError(Text) where something must stand."""
        if not self.optional:
            raise ValueError(REQUIRED)

    def write(self, value: Any, lang: str) -> str:
        """The text that reads back as the value; `lang` matters for words of an example only."""
        return "" if value is None else str(value)


def check_length(typed: str, most: int) -> None:
    """Raises ValueError(Text) for a text of more characters than `most`."""
    if len(typed) > most:
        raise ValueError(TOO_LONG.format(n=f"{len(typed):,}", most=f"{most:,}"))


@dataclass(frozen=True)
class Asked:
    """One field of an Inputs class as the form sees it."""

    name: str
    kind: Kind
    default: Any
    group: Text | None
    only: tuple[str, tuple[str, ...]] | None


def ask(kind: Kind, default: Any = MISSING, *, group: Text | None = None,
        only: tuple[str, tuple[Enum, ...]] | None = None) -> Any:
    """A dataclass field for a form. `group` begins a group of fields; `only=("method", (Method.FLAT,))` says for which
    choices the field matters: the form shows it only then, and only while the choice itself is shown."""
    shown = only and (only[0], tuple(option.name.lower() for option in only[1]))
    return field(default=default, metadata={"kind": kind, "group": group, "only": shown})


@cache
def asked(inputs: type) -> tuple[Asked, ...]:
    """The form of an Inputs class (or the columns of a row class), in order."""
    return tuple(Asked(f.name, f.metadata["kind"], f.default, f.metadata["group"], f.metadata["only"])
                 for f in fields(inputs))


UNKNOWN = Text("There is no input of this name.", "没有这个名称的输入项。")


def parse[T](inputs: type[T], typed: Mapping[str, str]) -> T:
    """An instance of an Inputs class from typed texts; what is absent keeps its default. Raises InputErrors.

    What a field holds that does not matter for the choices made is not read: the form does not show it either.
    """
    known = {a.name: a for a in asked(inputs)}
    errors = [InputError(name, UNKNOWN) for name in typed if name not in known]
    values = {a.name: a.default for a in known.values()}
    for field_ in sorted(known.values(), key=lambda a: _depth(a, known)):
        if field_.name not in typed or not matters(field_, known, lambda name: values[name].name.lower()):
            continue
        try:
            values[field_.name] = field_.kind.take(typed[field_.name])
        except InputErrors as inside:
            errors += [InputError(f"{field_.name}.{e.field}", e.sentence) for e in inside.errors]
        except ValueError as problem:
            errors.append(InputError(field_.name, problem.args[0]))
    if errors:
        raise InputErrors(errors)
    return inputs(**values)


def matters(field_: Asked, known: Mapping[str, Asked], chosen: Callable[[str], str]) -> bool:
    """Whether a field counts for the choices made: its own condition holds, and the field that this one is about counts too.

    `known` has every field by name; `chosen` gives the choice of a field, as its option's name in small letters.
    """
    if not field_.only:
        return True
    about, options = field_.only
    return chosen(about) in options and matters(known[about], known, chosen)


def _depth(field_: Asked, known: Mapping[str, Asked]) -> int:
    """How many choices decide on a field: those are read before it."""
    return 1 + _depth(known[field_.only[0]], known) if field_.only else 0


def typed(inputs: Any, lang: str = "en") -> dict[str, str]:
    """What a reader of that language would have typed for this instance: the inverse of `parse`."""
    return {a.name: a.kind.write(getattr(inputs, a.name), lang) for a in asked(type(inputs))}
