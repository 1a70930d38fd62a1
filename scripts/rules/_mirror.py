"""What two languages must have in the same order, and the places where they differ."""

from collections import Counter
from collections.abc import Iterator

from scripts.pages import Finding, Page

Items = list[tuple[int, str]]   # (line, name)


def unlike(pages: tuple[Page, Page], items: tuple[Items, Items], kind: str) -> Iterator[Finding]:
    """What stands on one page alone; and of what stands on both, the first that stands in another place."""
    common = Counter(name for _, name in items[0]) & Counter(name for _, name in items[1])
    both: list[Items] = []
    for here, there in ((0, 1), (1, 0)):
        left = common.copy()
        both.append([])
        for line, name in items[here]:
            if left[name]:
                left[name] -= 1
                both[here].append((line, name))
            else:
                yield pages[here].finding(
                    line, f"{kind} {name} is not in {pages[there].file}; add it there or remove it here.")
    for (first, name), (line, other) in zip(*both, strict=True):
        if name != other:
            yield pages[1].finding(
                line, f"{kind} {other} stands where {pages[0].file}:{first} has {name}; put both in one order.")
            return
