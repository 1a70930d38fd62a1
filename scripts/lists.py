"""The mark `contents`: a list of pages, from the table of contents. What is not written is named, not linked."""

from html import escape

from mkdocs.exceptions import PluginError
from mkdocs.utils import get_relative_url

from scripts import contents


def contents_list(page, lang, config, argument):
    """`chapters` lists the seven chapters with their sections; the folder of a chapter or part lists its pages."""
    if argument == "chapters":
        items = [entry for entry in contents.entries() if entry.number]
    else:
        folders = {entry.path.removesuffix("/index"): entry for entry in contents.entries()}
        if argument not in folders:
            raise PluginError(f"{page.file.src_uri}: no such list '{argument}'. There are: chapters, {', '.join(folders)}.")
        items = [child for child in folders[argument].children if child.listed(lang)]
    return "".join(
        (f'<p class="contents__group">{escape(heading[lang])}</p>' if heading else "")
        + f'<ol class="contents contents--{escape(argument)}">{"".join(_item(e, lang, page) for e in under)}</ol>'
        for heading, under in contents.grouped(items))


def _item(entry, lang, page) -> str:
    number = f'<span class="contents__number">{escape(entry.number)}</span>' if entry.number else ""
    question = f'<span class="contents__question">{escape(entry.question[lang])}</span>' if entry.question else ""
    sections = [child for child in entry.children if child.listed(lang)]
    inner = f'<ul class="contents__sections">{"".join(f"<li>{_link(s, lang, page)}</li>" for s in sections)}</ul>' if sections else ""
    return f"<li>{number}<div>{_link(entry, lang, page)}{question}{inner}</div></li>"


def _link(entry, lang, page) -> str:
    title = escape(contents.label(entry, lang) if entry.path.rsplit("/", 1)[-1] != "index" else entry.title[lang])
    if not entry.written(lang):
        return f'<span class="contents__title">{title}</span>'
    return f'<a class="contents__title" href="{get_relative_url(entry.url, page.url)}">{title}</a>'
