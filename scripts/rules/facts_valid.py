"""Every record of docs/rules.toml, cases.toml and terms.toml is whole; every rule and case that a page shows is there."""

from collections.abc import Iterator
from pathlib import PurePath

from scripts import facts
from scripts.pages import Book, Finding


def facts_valid(book: Book) -> Iterator[Finding]:
    for mark, of in book.records.items():
        if of.fault:
            yield Finding(of.file, of.fault_line, f"this file cannot be read: {of.fault}. Is a quote, comma or bracket missing there?")
            continue
        for fault in facts.check(PurePath(of.file).stem, of.data):
            ident, sentence = fault.removeprefix(f"{of.file}: ").split(": ", 1)
            yield Finding(of.file, of.line(ident, sentence.split(":")[0]), f"{ident}: {sentence}.")
        for page in book.pages:
            for line, name, words in page.marks:
                if name == mark and (not words or words[0] not in of.data):
                    yield page.finding(
                        line, f"{of.file} has no {mark} “{' '.join(words)}”; correct the id, or add the record.")
