"""One build per language. The only list of languages."""

import posixpath
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.utils import get_relative_url

from scripts import cards, contents, furniture, notebooks


@dataclass(frozen=True)
class Language:
    code: str        # folder under docs/, and the key of every text
    html: str        # <html lang> and hreflang
    locale: str      # the same for Open Graph, which wants a territory
    theme: str       # the theme's own translation
    name: str        # as its readers write it
    prefix: str      # where its site stands under the root
    site_name: str
    site_description: str
    copyright: str
    schemes: tuple[str, str, str]  # what the button does: from automatic, from light, from dark
    permalink: str   # what the sign beside a heading does

    def config(self, whole, **options):
        """MkDocs' configuration of this language's build, from that of the whole site."""
        return load_config(whole.config_file_path, docs_dir=str(contents.DOCS / self.code),
                           site_dir=str(Path(whole.site_dir) / self.prefix), site_url=whole.site_url + self.prefix, **options)


LANGUAGES = (
    Language("en", "en", "en_US", "en", "English", "", "Internet Finance Handbook",
             "How to design, price and run internet-finance products, with calculators that show their sources.",
             "Text CC BY 4.0, code MIT. Education, not advice.", ("Switch to light", "Switch to dark", "Follow the system"), "Link to this section"),
    Language("zh", "zh-Hans", "zh_CN", "zh-Hans", "中文", "zh/", "互联网金融产品手册",
             "互联网金融产品怎样设计、定价与运营：规则有出处，数字可重算，计算器在浏览器里运行。",
             "文字采用 CC BY 4.0，代码采用 MIT。供学习参考，不构成建议。", ("切换为浅色", "切换为深色", "跟随系统"), "本节链接"),
)


def of(config) -> Language:
    """The language of a build, told by its docs folder."""
    return coded(Path(config.docs_dir).name)


def coded(code: str) -> Language:
    return next(language for language in LANGUAGES if language.code == code)


def configure(config):
    language = of(config)
    config.theme["language"] = language.theme
    for palette, name in zip(config.theme["palette"], language.schemes, strict=True):
        palette["toggle"]["name"] = name
    config.mdx_configs["toc"]["permalink_title"] = language.permalink
    config.site_name = language.site_name
    config.site_description = language.site_description
    config.copyright = language.copyright
    config.edit_uri = f"edit/main/docs/{language.code}/" if config.repo_url else ""
    config.nav = contents.nav(language.code)
    config.extra["alternate"] = True   # the theme's place for the switch; overrides/partials/alternate.html fills it
    notebooks.configure(config, language.code)
    return config


def root(config) -> str:
    """Where the whole site stands, whichever language is being built."""
    return config.site_url.removesuffix(of(config).prefix)


def furnish(env, config, files):
    """What the templates ask for: this language, the others, the same page there, and a page's picture."""
    language, base = of(config), root(config)
    env.globals.update(
        language=language, languages=LANGUAGES, others=[other for other in LANGUAGES if other is not language],
        site_root=base, root_path=urlsplit(base).path, entries=contents.entries(),
        apart=lambda page: contents.apart(page.file.src_uri.rpartition(".")[0]),
        card=lambda page: cards.ask(page, config, language),
    )
    env.filters |= {"operable_header": furniture.header, "operable_navigation": furniture.navigation,
                    "head_without_next": furniture.head}
    env.filters["in_language"] = lambda url, other: posixpath.join(
        get_relative_url(".", url), *([".."] * language.prefix.count("/")), other.prefix, url.removeprefix("./"))
    env.filters["address_in"] = lambda url, other: base + other.prefix + url.removeprefix("./")
    return env


def build_others(config):
    """After the first language's build, the same build for each other one, into its folder of the same site."""
    if of(config) is not LANGUAGES[0]:
        return
    for language in LANGUAGES[1:]:
        build(language.config(config, strict=config.strict))
    write_robots(config)


def write_robots(config):
    """Name the list of pages of every language: each build writes its own."""
    maps = "".join(f"Sitemap: {config.site_url}{language.prefix}sitemap.xml\n" for language in LANGUAGES)
    (Path(config.site_dir) / "robots.txt").write_text(f"User-agent: *\nAllow: /\n\n{maps}", encoding="utf-8")
