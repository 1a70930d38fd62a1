"""Every page stands once in docs/contents.toml, under the title that it has itself; the home page need not."""

from collections.abc import Iterator

from scripts import contents
from scripts.pages import Book, Finding

HOME = "index"


def contents_listed(book: Book) -> Iterator[Finding]:
    listed: dict[str, contents.Entry] = {}
    for group in contents.entries():
        for entry in (group, *group.children):
            if entry.path in listed:
                yield Finding("docs/contents.toml", last_line(book, entry.path),
                              f"{entry.path} stands here a second time; a page has one place in the navigation.")
            listed[entry.path] = entry
    for page in book.pages:
        path = page.name
        if path not in listed and path != HOME:
            yield page.finding(1, f"{path} is not in docs/contents.toml, so no reader finds it; list it there.")
        elif path != HOME and page.front.get("title") != (title := listed[path].title[page.lang]):
            yield page.finding(page.front_line("title"),
                               f"docs/contents.toml calls this page “{title}”; give both the same title.")


def last_line(book: Book, path: str) -> int:
    """The last line of the table of contents that gives this path."""
    name = path.removesuffix("/index").rpartition("/")[2]
    lines = (book.docs / "contents.toml").read_text(encoding="utf-8").split("\n")
    return max((n for n, line in enumerate(lines, 1) if f'path = "{name}"' in line), default=1)
