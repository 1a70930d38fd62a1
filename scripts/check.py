"""The content rules over docs/: a line for each finding, `file:line: rule: sentence`; without any, what was checked."""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from scripts import addresses, contents, pages, rules


def names() -> tuple[str, ...]:
    """The rules: the files of scripts/rules/."""
    return tuple(sorted(module.name for module in iter_modules(rules.__path__) if not module.name.startswith("_")))


def load(name: str) -> Callable[[pages.Book], Iterator[pages.Finding]]:
    return getattr(import_module(f"{rules.__name__}.{name}"), name)


def lines(book: pages.Book, *chosen: str) -> list[str]:
    """What the chosen rules find in a book, in the order of files and lines."""
    found = sorted({(file, line, name, sentence) for name in chosen for file, line, sentence in load(name)(book)})
    return [f"{file}:{line}: {name}: {sentence}" for file, line, name, sentence in found]


def main() -> None:
    sys.stdout.reconfigure(encoding="utf-8")   # Windows would not print Chinese otherwise
    book = pages.book(contents.DOCS)
    if found := lines(book, *names()):
        print(*found, sep="\n")
        sys.exit(f"Findings: {len(found)}. CONTRIBUTING.md says more about each rule.")
    print(f"{len(book.pages)} pages, {len(names())} rules: nothing found.")
    if new := addresses.new(book):
        print(f"New addresses: {len(new)}. They may change until `make addresses` puts them in docs/{addresses.FILE}.")


if __name__ == "__main__":
    main()
