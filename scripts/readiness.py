"""The marks `offline` and `readiness`: saving an edition, and what a classroom's machine can do; and the line on every page
that offers a newer edition. overrides/assets/javascripts/offline.js, readiness.js and edition.js do what is to be done."""

from html import escape

from scripts import attributes, languages, runtime
from scripts import offline as editions
from scripts.offline_words import ASKED, COPY, FOUND, LINE, TROUBLE
from scripts.phrases import said

CALCULATOR = "loan_apr"   # the one whose start is measured


def furnish(env, config):
    """What the templates ask for: the line, for a page from which `root` leads to the root of all languages."""
    env.globals["newer_edition"] = lambda root: newer_edition(languages.of(config).code, root)
    return env


def newer_edition(lang: str, root: str) -> str:
    """Hidden until there is something to say."""
    words, root = said(lang, TROUBLE, LINE), root.replace("//", "/")   # a page for missing addresses has an absolute one
    buttons = "".join(_button(name, words[name]) for name in ("load", "cancel", "change", "reload"))
    save = f'<a data-do="save" href="{escape(root + editions.prefixes()[lang])}readiness/" hidden>{words["save_again"]}</a>'
    return (f'<newer-edition class="edition-line" data-root="{escape(root)}" data-words="{attributes.data(words)}" hidden><p class="md-grid">'
            f'<span data-part="said" role="status"></span> <span data-part="counted"></span> {buttons}{save}</p></newer-edition>')


def offline(page, lang, config, argument):
    words = said(lang, TROUBLE, COPY)
    rows = "".join(
        f'<li data-language="{language.code}"><label><input type="checkbox" value="{language.code}" autocomplete="off"'
        f'{" checked" if language.code == lang else ""}> <span lang="{language.html}">{language.name}</span></label> '
        f'<span data-part="state"></span> {_button("remove", words["remove"], language.code)}</li>'
        for language in languages.LANGUAGES)
    return f"""<offline-copy class="offline" data-words="{attributes.data(words)}">
<noscript><p>{words["no_script"]}</p></noscript>
<fieldset data-part="languages" class="needs-script"><legend>{words["choose"]}</legend><ul>{rows}</ul></fieldset>
<div data-part="choice" class="needs-script" hidden>
<p data-part="size" class="number"></p>
<p data-part="progress" hidden><progress value="0" max="1" aria-label="{words["saving"]}"></progress></p>
<p>{_button("save", words["save"])}{_button("cancel", words["cancel"])}</p>
</div>
<p data-part="said" role="status"></p>
</offline-copy>"""


def readiness(page, lang, config, argument):
    words = said(lang, FOUND)
    lines = "".join(
        f'<li data-line="{name}" data-state="open"><span data-part="state">{words["open"]}</span><div>'
        f'<p class="ready__title">{title[lang]}</p><p data-part="found">{by_hand[lang]}</p>'
        f'{f"<p>{_button('start', words['measure'])}</p>" if name == "start" else ""}</div></li>'
        for name, (title, by_hand) in ASKED.items())
    return f"""<readiness-check class="ready" data-words="{attributes.data(words)}" data-runtime="{attributes.data(runtime.addresses())}"
 data-calculator="{CALCULATOR}">
<noscript><p>{words["no_script"]}</p></noscript>
<ul>{lines}</ul>
<p data-part="when"></p>
</readiness-check>"""


def _button(name: str, label: str, value: str = "") -> str:
    return f'<button type="button" data-do="{name}"{f' value="{value}"' if value else ""} hidden>{label}</button>'
