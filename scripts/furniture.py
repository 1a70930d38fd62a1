"""The theme's header and navigation for those who use keys or a screen reader. The theme works them with labels of check
boxes that are not shown: most cannot be reached by keys, and those that hold nothing but an arrow have no name."""

import re
from html import escape

from calculators._text import Text

MENU = Text("Navigation", "导航栏")
OPENER = re.compile(r'(<label class="md-header__button md-icon" for="__drawer">)(.*?)(</label>)', re.DOTALL)
OPEN = re.compile(r'<input [^>]*type="checkbox" id="([^"]+)" checked>')
# A chapter is a link to its page, and beside it the arrow that unfolds its sections: the name is in the link.
FOLD = re.compile(r'(?P<link><span class="md-ellipsis">\s*(?P<name>[^<]*?)\s*</span>\s*</a>\s*)?'
                  r'(?P<label><label class="md-nav__(?:link|title)[^>]* for="(?P<box>__nav[^"]*|__toc)"[^>]*>)(?P<words>.*?)</label>', re.DOTALL)
NEXT = re.compile(r'<link rel="next"[^>]*>')
RESULTS = ' tabindex="0" data-md-scrollfix'


def head(html: str) -> str:
    """Without the link to the next page, which Firefox would fetch at once; next-page.js has the keys that follow it."""
    return NEXT.sub("", html)


def header(html: str, lang: str) -> str:
    """The sign that opens the drawer is a button; the list of results, whose links get the focus, is no stop of its own."""
    html = OPENER.sub(rf'\1<span class="fold" role="button" tabindex="0" aria-label="{MENU[lang]}" aria-expanded="false">\2</span>\3', html)
    return html.replace(RESULTS, RESULTS.replace(' tabindex="0"', ""))


def navigation(html: str) -> str:
    """What unfolds is a button with a name. What unfolds in the drawer only becomes one there, in drawer.js."""
    opened = set(OPEN.findall(html))

    def fold(found: re.Match[str]) -> str:
        label, works = found["label"], ' tabindex="0"' in found["label"]
        button = f' role="button" tabindex="0" aria-expanded="{str(found["box"] in opened).lower()}"' if works else ""
        name = f' aria-label="{escape(found["name"])}"' if works and found["link"] else ""
        return (f'{found["link"] or ""}{label.replace(" tabindex=\"0\"", " tabindex=\"-1\"")}'
                f'<span class="fold"{button}{name}>{found["words"]}</span></label>')

    drawer, side, contents = html.partition("md-sidebar--secondary")
    return FOLD.sub(fold, drawer) + side + contents
