"""The records of docs/rules.toml, cases.toml and terms.toml as they are written, each with its lines, for the content rules."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from scripts.reader import Prose


@dataclass(frozen=True)
class Records:
    """One file of records. What is not TOML has no data but a `fault`."""

    file: str
    source: str = field(repr=False)

    @cached_property
    def fault(self) -> str:
        try:
            return "" if tomllib.loads(self.source) else "it is empty"
        except tomllib.TOMLDecodeError as error:
            return str(error)

    @cached_property
    def fault_line(self) -> int:
        """Where reading stopped, as the fault's own words say it; the first line if they do not."""
        place = re.search(r"at line (\d+)", self.fault)
        return int(place[1]) if place else 1

    @cached_property
    def data(self) -> dict:
        """The records by id. They may break the schema: that is facts_valid's to say."""
        return {} if self.fault else tomllib.loads(self.source)

    @cached_property
    def _lines(self) -> dict[tuple[str, str], int]:
        found, ident = {}, ""
        for number, line in enumerate(self.source.split("\n"), 1):
            if line.startswith("["):
                ident = line.strip().strip("[]")
                found[ident, ""] = number
            else:
                found.setdefault((ident, line.partition("=")[0].strip()), number)
        return found

    def line(self, ident: str, key: str) -> int:
        """The line of a record's key, or that of its head when it has no such key."""
        return self._lines.get((ident, key)) or self._lines.get((ident, ""), 1)

    def texts(self, lang: str) -> Iterator[Prose]:
        """Every text of the records in one language; a list of names is one text."""
        for ident, record in self.data.items():
            for key, value in record.items() if isinstance(record, dict) else ():
                for text in value if isinstance(value, list) else [value]:
                    if isinstance(text, dict):
                        said = text.get(lang, "")
                        yield Prose(self.line(ident, key), "；".join(map(str, said)) if isinstance(said, list) else str(said))
