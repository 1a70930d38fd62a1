"""Every calculator, preset and table of published numbers that a page asks for exists."""

from collections.abc import Iterator

from calculators import load, names
from scripts import published
from scripts.pages import Book, Finding


def calculators_known(book: Book) -> Iterator[Finding]:
    tables = sorted(file.stem for file in published.FOLDER.glob("*.toml"))
    for page in book.pages:
        for line, mark, words in page.marks:
            name = words[0] if words else ""
            if mark == "calculator" and name not in names():
                yield page.finding(line, f"there is no calculator “{name}”; these exist: {', '.join(names())}.")
            elif mark == "calculator":
                presets = load(name).PRESETS
                for word in words[1:]:
                    if word.removeprefix("preset=") not in presets:
                        known = ", ".join(presets)
                        yield page.finding(line, f"{name} has no “{word}”; write preset= and one of these: {known}.")
            elif mark == "published" and name not in tables:
                yield page.finding(line, f"there are no published numbers “{name}”; there are: {', '.join(tables)}.")
