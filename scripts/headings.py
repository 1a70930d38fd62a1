"""Chinese headings part between clauses, not within a word, where the line is too short for the whole."""

import re

HEADING = re.compile(r"(?<=>)(?P<words>[^<>]+)(?=(?:<a class=\"headerlink\"[^>]*>[^<]*</a>)?</h[1-3]>)")
CLAUSE_ENDS = re.compile(r"(?<=[，：；])(?=.)")


def parted(html: str) -> str:
    """Each clause of a heading in a span of its own; English ends its clauses with other marks and is left alone."""
    def spans(heading: re.Match[str]) -> str:
        clauses = CLAUSE_ENDS.split(heading["words"])
        return "".join(f'<span class="clause">{clause}</span>' for clause in clauses) if len(clauses) > 1 else heading["words"]

    return HEADING.sub(spans, html)
