"""What is done at each MkDocs event, in two or three lines each."""

from scripts import (
    cards,
    changes,
    checklists,
    facts_here,
    facts_links,
    fences,
    flow_layout,
    foreign,
    headers,
    headings,
    languages,
    linked,
    marks,
    moved,
    notebook_files,
    notebooks,
    offline,
    policy,
    prose,
    readiness,
    runtime,
    search,
    styles,
    terms,
    webapp,
)


def on_config(config):
    fences.register(config)
    return styles.configure(languages.configure(config))


def on_env(env, config, files):
    return readiness.furnish(languages.furnish(env, config, files), config)


def on_page_markdown(markdown, page, config, files):
    text, page.notebook = notebooks.unwrap(markdown)
    return text


def on_page_content(html, page, config, files):
    lang = languages.of(config).code
    html = facts_links.unbroken(facts_links.mentions_linked(page, html))
    html = prose.slides(prose.formulas(prose.tables(prose.closed_up(html))), lang)
    html = checklists.transform(html, page, lang)
    html = terms.preview(facts_links.reached(page, marks.replace(html, page, config)), lang)
    html = moved.anchored(headings.parted(html), page)
    html += facts_here.below(page, lang) + linked.below(page, lang) + changes.below(page, lang) + moved.below(page, lang)
    return search.quiet(notebook_files.offer(foreign.marked(html, lang), page, config), page)


def on_post_build(config):
    flow_layout.close()
    if config.extra.get("quick"):  # one page, while somebody writes it
        return
    for write in (styles.write, search.write, cards.write, webapp.write, runtime.copy, languages.build_others):
        write(config)
    said = policy.write(config)
    if languages.of(config) is languages.LANGUAGES[0]:
        moved.write(config, said)
    offline.write(config)  # when every page is as it stays: it lists their hashes
    headers.write(config, said)
