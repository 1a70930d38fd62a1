"""No claim without a source, no promise of text to come, no exclamation mark."""

import re
from collections.abc import Iterator

from scripts.pages import Book, Finding

SOURCE = "name the study and its figure, or leave the claim out"
LATER = "write what is there now; what is not written is not announced"
CALM = "end the sentence with a full stop"
VAGUE = {
    "en": (
        (re.compile(r"\b(?:studies|research|surveys?|evidence|experience) (?:has |have )?(?:shows?|shown|proves?|suggests?)\b"
                    r"|\b(?:it|as) is (?:well|widely|generally) known\b|\bas everyone knows\b"
                    r"|\bexperts (?:agree|say)\b", re.IGNORECASE), SOURCE),
        (re.compile(r"\bcoming soon\b|\bto be (?:added|written|continued)\b|\bunder construction\b"
                    r"|\b(?:TODO|TBD|FIXME)\b"), LATER),
        (re.compile(r"(?<=[\w”\"’')])!(?=[\s”\"’')]|$)"), CALM),
    ),
    "zh": (
        (re.compile(r"众所周知|(?:研究|调查|数据|经验|实践)(?:结果)?(?:表明|显示|证明)|有研究|业内(?:普遍)?认为"
                    r"|专家(?:普遍)?(?:认为|指出)"), SOURCE),
        (re.compile(r"即将(?:推出|上线)|敬请期待|待补充|未完待续|建设中|\b(?:TODO|TBD|FIXME)\b"), LATER),
        (re.compile(r"！"), CALM),
    ),
}
NOTE = re.compile(r"\b(?:TODO|TBD|FIXME)\b")   # in a comment, where a reader does not see it but a promise stands


def no_vague_claims(book: Book) -> Iterator[Finding]:
    for lang, faults in VAGUE.items():
        for file, text in book.texts(lang):
            for pattern, advice in faults:
                for match in pattern.finditer(text.text.replace("\n", " ")):
                    yield Finding(file, text.line_at(match.start()), f"“{match[0]}”: {advice}.")
    for page in book.pages:
        for line, html in page.html():
            for match in NOTE.finditer(html):
                yield page.finding(line + html.count("\n", 0, match.start()), f"“{match[0]}”: {LATER}.")
