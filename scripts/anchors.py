"""Ids that a mark brings into a page. MkDocs has looked for anchors by then: untold, it would call a link to one broken."""

from collections.abc import Iterable


def add(page, ids: Iterable[str]) -> None:
    page.present_anchor_ids = (page.present_anchor_ids or set()) | set(ids)
