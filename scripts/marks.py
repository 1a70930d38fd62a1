"""Marks: `<!-- name: argument key=value … -->` in a page, replaced in its HTML by what the name stands for."""

import shlex

from mkdocs.exceptions import PluginError

from scripts import casebook, changes, checklists, facts_notes, forms, languages, lists, published, readiness, register, terms
from scripts.reader import MARK

# A handler gets (page, lang, config, argument, **options) and returns HTML.
HANDLERS = {
    "calculator": forms.calculator,
    "case": facts_notes.case,
    "cases": casebook.cases,
    "changes": changes.changes,
    "checklists": checklists.checklists,
    "contents-list": lists.contents_list,
    "glossary": terms.glossary,
    "offline": readiness.offline,
    "published": published.published,
    "readiness": readiness.readiness,
    "rule": facts_notes.rule,
    "rules": register.rules,
}


def replace(html: str, page, config) -> str:
    lang = languages.of(config).code

    def put(match):
        name, words = match[1], shlex.split(match[2])
        if name not in HANDLERS:
            raise PluginError(f"{page.file.src_uri}: unknown mark '{name}'. Known marks: {', '.join(sorted(HANDLERS))}.")
        argument, options = words[0] if words else "", dict(word.split("=", 1) for word in words[1:])
        return HANDLERS[name](page, lang, config, argument, **options)

    return MARK.sub(put, html)
