"""The table of contents: where calculators stand in it, and what its lists and the navigation make of groups."""

import calculators
from scripts import contents

CALCULATORS = next(entry for entry in contents.entries() if entry.path == "calculators/index")


def test_every_calculator_stands_under_the_group_of_its_package():
    listed = {child.path.removeprefix("calculators/"): child.group["en"].lower() for child in CALCULATORS.children}
    for name in calculators.names():
        assert listed[name] == calculators.group(name)


def test_groups_head_the_navigation_and_empty_ones_do_not_stand_there():
    index, *groups = next(pages for item in contents.nav("zh") for pages in item.values() if "calculators/index.md" in pages)
    assert index == "calculators/index.md"
    written = [child for child in CALCULATORS.children if child.written("zh")]
    assert [heading for item in groups for heading in item] == list(dict.fromkeys(child.group["zh"] for child in written))
    assert [path for item in groups for pages in item.values() for page in pages for path in page.values()] == [
        child.file("zh") for child in written]


def test_chapters_stand_together_under_one_tab_and_calculators_have_their_own():
    home, *rest = contents.nav("en")
    tabs = {title: pages for tab in rest for title, pages in tab.items()}
    assert home == {"Home": "index.md"}   # a page, and not a part with one: MkDocs knows the home page by that
    chapters = [entry for entry in contents.entries() if entry.tab == contents.CHAPTERS and entry.written("en")]
    assert [title for item in tabs["Handbook"] for title in item] == [contents.label(entry, "en") for entry in chapters]
    assert tabs["Calculators"][0] == "calculators/index.md"
