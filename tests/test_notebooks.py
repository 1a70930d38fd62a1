"""Notebooks as pages: nothing is lost on the way, a failing one stops the build, both languages compute the same."""

import ast
import re
from pathlib import Path

import jupytext
import pytest
from mkdocs_jupyter.config import settings
from mkdocs_jupyter.convert import nb2html

from scripts import notebooks

DOCS = Path(__file__).parents[1] / "docs"
NAMES = sorted(path.name for path in (DOCS / "en" / "notebooks").glob("*.py"))
TRIAL = '''# %% [markdown]
# # A title { #title }
#
# Text with `a < b` and a formula:
#
# ```math
# x < y & z
# ```

# %%
print("<b> & </b>" if 1 < 2 else "no")

# %% fold="Show a & b"
from IPython.display import HTML, Markdown, display
display(Markdown("| x |\\n| --- |\\n| 1 |"))

# %% [markdown] fold="Show a & b"
# still folded

# %% fold_code="Show the drawing"
HTML('<svg viewBox="0 0 1 1"><linearGradient/></svg>')
'''


def convert(folder, source, monkeypatch):
    monkeypatch.setattr(settings, "templates_dir", str(notebooks.TEMPLATES))
    path = folder / "trial.py"
    path.write_text(source, encoding="utf-8")
    return nb2html(str(path), execute=True, allow_errors=False, markdown_cell_processor="mkdocs", mathjax_version=2)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        return notebooks.unwrap(convert(tmp_path_factory.mktemp("notebook"), TRIAL, patch))


@pytest.mark.parametrize("kept", [
    "# A title { #title }",
    "Text with `a < b` and a formula:\n\n```math\nx < y & z\n```",
    '~~~~~~~~ { .python }\nprint("<b> & </b>" if 1 < 2 else "no")\n~~~~~~~~',
    "~~~~~~~~ { .text .no-copy .output }\n<b> & </b>\n~~~~~~~~",
    "\n| x |\n| --- |\n| 1 |\n",
    '\n<svg viewBox="0 0 1 1"><linearGradient/></svg>\n',
])
def test_text_code_and_output_arrive_as_written(page, kept):
    assert kept in page


def test_a_run_of_cells_with_the_same_words_is_one_fold(page):
    assert page.count("<summary>Show a &amp; b</summary>") == 1
    fold = page.split("<summary>Show a &amp; b</summary>")[1].split("</details>")[0]
    assert "IPython" in fold and "| 1 |" in fold and "still folded" in fold


def test_a_fold_of_code_leaves_the_output_outside(page):
    fold, rest = page.split("<summary>Show the drawing</summary>")[1].split("</details>")
    assert "HTML(" in fold and "~~~" not in rest and "<svg" in rest


def test_a_page_brings_no_style_and_no_script(page):
    assert not re.search(r"<(script|style|link)\b|https?://", page)


def test_a_failing_notebook_stops_the_build(tmp_path, monkeypatch):
    with pytest.raises(Exception, match="AssertionError"):
        convert(tmp_path, "# %%\nassert 1 > 2\n", monkeypatch)


def test_other_pages_are_left_alone():
    assert notebooks.unwrap("# A page\n\n</script>") == "# A page\n\n</script>"


def cells(lang, name, kind):
    return [cell for cell in jupytext.read(DOCS / lang / "notebooks" / name).cells if cell.cell_type == kind]


def without_words(source):
    """The code with its texts taken out: what is left computes."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not re.fullmatch(r"[\d.]+%?", node.value):
            node.value = ""
        if isinstance(node, ast.JoinedStr):
            node.values = [part for part in node.values if isinstance(part, ast.FormattedValue)]
    return ast.dump(tree)


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_run_the_same_code(name):
    english, chinese = (cells(lang, name, "code") for lang in ("en", "zh"))
    assert [without_words(cell.source) for cell in english] == [without_words(cell.source) for cell in chinese]


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_headings_and_formulas(name):
    def marks(lang):
        text = "\n".join(cell.source for cell in cells(lang, name, "markdown"))
        headings = re.findall(r"^#+ .*\{ (#[\w-]+) \}$", text, re.M)
        return headings, re.findall(r"^```math\n(.*?)\n```", text, re.M | re.S)

    assert marks("en") == marks("zh")
    assert all(marks("en"))
