"""Words of the other language on a page, marked as such: a screen reader speaks them with its other voice, and Chinese on an
English page is set in the glyphs of mainland China."""

import re

from scripts import prose

# Also left alone: the glossary's names, which say their language, and calculators, whose HTML the browser must get to the letter.
APART = re.compile(r"<(?P<end>/)?(?:pre|code|math|svg|template|script|style|dt|calculator-form)(?=[\s>])")
WORDS = {
    "en": ("zh-Hans", re.compile(r"[《“]?[\u4e00-\u9fff](?:[\u4e00-\u9fff\d《》“”（）〔〕，、：·]*[\u4e00-\u9fff》”）])?")),
    # Four words and more: a title or a sentence. Shorter ones are names and terms, which Chinese reads as they stand.
    "zh": ("en", re.compile(r"[A-Z][A-Za-z’-]*\.?(?:[,;:]? (?:\(\d{4}\)[.,]? )?(?:[A-Za-z][A-Za-z’-]*\.?|&amp;)){3,}")),
}


def marked(html: str, lang: str) -> str:
    other, words = WORDS[lang]
    return prose.outside(APART, html, lambda text: words.sub(rf'<span lang="{other}">\g<0></span>', text))
