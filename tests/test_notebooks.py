"""Notebooks as pages: nothing is lost on the way, a failing one stops the build, both languages compute the same."""

import ast
import base64
import re
import struct
from pathlib import Path
from types import SimpleNamespace

import jupytext
import nbformat
import pytest
from mkdocs_jupyter.config import settings
from mkdocs_jupyter.convert import nb2html

from scripts import notebook_files, notebooks, offline
from scripts.languages import LANGUAGES

DOCS = Path(__file__).parents[1] / "docs"
NAMES = sorted(path.name for path in (DOCS / "en" / "notebooks").glob("*.py"))
TRIAL = '''# %% [markdown]
# # A title { #title }
#
# Text with `a < b`, `#!math c` and a formula:
#
# ```math
# x < y & z
# ```
#
# !!! abstract "In 30 seconds"
#     One [page](../risk/manage.md#limits).
#
#     Two.
#
# After.

# %%
print("<b> & </b>" if 1 < 2 else "no")

# %% fold="Show a & b"
from IPython.display import HTML, Markdown, display
display(Markdown("| x |\\n| --- |\\n| 1 |"))

# %% [markdown] fold="Show a & b"
# still folded

# %% fold_code="Show the drawing"
HTML('<figure><svg width="10" height="5" xmlns="http://www.w3.org/2000/svg"><linearGradient/></svg>'
     '<figcaption>A &lt; B &amp; C</figcaption></figure>')
'''
TAKEN = """\
# A title

Text with `a < b`, $c$ and a formula:

$$
x < y & z
$$

> **In 30 seconds**
>
> One [page](https://example.org/book/risk/manage/#limits).
>
> Two.

After."""


def convert(folder, source, monkeypatch):
    monkeypatch.setattr(settings, "templates_dir", str(notebooks.TEMPLATES))
    path = folder / "trial.py"
    path.write_text(source, encoding="utf-8")
    return nb2html(str(path), execute=True, allow_errors=False, markdown_cell_processor="mkdocs", mathjax_version=2)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The trial's Markdown, and the trial as it was run."""
    with pytest.MonkeyPatch.context() as patch:
        return notebooks.unwrap(convert(tmp_path_factory.mktemp("notebook"), TRIAL, patch))


@pytest.fixture(scope="module")
def page(both):
    return both[0]


@pytest.mark.parametrize("kept", [
    "# A title { #title }",
    "Text with `a < b`, `#!math c` and a formula:\n\n```math\nx < y & z\n```",
    '~~~~~~~~ { .python }\nprint("<b> & </b>" if 1 < 2 else "no")\n~~~~~~~~',
    "~~~~~~~~ { .text .no-copy .output }\n<b> & </b>\n~~~~~~~~",
    "\n| x |\n| --- |\n| 1 |\n",
    '\n<figure><svg width="10" height="5" xmlns="http://www.w3.org/2000/svg"><linearGradient/></svg><figcaption>',
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
    assert not re.search(r"<(script|style|link)\b|https?://(?!www\.w3\.org/2000/svg)", page)


def test_what_a_reader_takes_along_has_results_and_is_plain_for_jupyter(both):
    place = SimpleNamespace(url="notebooks/trial/", file=SimpleNamespace(src_uri="notebooks/trial.py"))
    config = SimpleNamespace(docs_dir="docs/en", site_url="https://example.org/book/")
    taken = notebook_files.plain(both[1], place, config)
    note, title, printed, shown, folded, drawn = taken.cells
    assert "https://example.org/book/notebooks/trial/" in note.source
    assert title.source == TAKEN
    assert printed.outputs[0].text == "<b> & </b>\n"
    assert shown.outputs[0].data["text/markdown"] == "| x |\n| --- |\n| 1 |" and shown.metadata.jupyter.outputs_hidden
    assert folded.source == "still folded"
    assert drawn.metadata.jupyter == {"source_hidden": True}
    picture, caption = drawn.outputs
    assert base64.b64decode(picture.data["image/png"])[16:24] == struct.pack(">II", 20, 10)   # width and height, doubled
    assert caption.data["text/markdown"] == "A &lt; B &amp; C"
    assert nbformat.writes(taken) == nbformat.writes(notebook_files.plain(both[1], place, config))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_offers_the_notebook_and_its_source_with_or_without_a_network(built, language, name):
    stem = name.removesuffix(".py")
    folder = f"{language.prefix}notebooks/{stem}/"
    html = (built / folder / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'<a href="([^"]+)" download>', html.partition('class="download"')[2].partition("</p>")[0])
    assert links == [f"{stem}-{language.code}.ipynb", f"{stem}-{language.code}.py"]
    assert (built / folder / links[1]).read_bytes() == (DOCS / language.code / "notebooks" / name).read_bytes()
    taken = nbformat.read(built / folder / links[0], as_version=4)
    nbformat.validate(taken)
    assert [cell.source for cell in taken.cells if cell.cell_type == "code"] == [
        cell.source for cell in cells(language.code, name, "code")]
    outputs = [output for cell in taken.cells for output in cell.get("outputs", ())]
    assert {"stream", "display_data"} == {output.output_type for output in outputs}
    assert sum("image/png" in output.get("data", {}) for output in outputs) == html.count('<figure class="chart">') > 0
    text = "\n".join(cell.source for cell in taken.cells if cell.cell_type == "markdown")
    assert not re.search(r"#!math|```math|\{ #|^!!!|^---$|\]\((?!https?://|#)", text, re.MULTILINE)
    assert text.count("$$") == 2 * len(re.findall(r"^# ```math$", (built / folder / links[1]).read_text(encoding="utf-8"), re.MULTILINE))
    saved = offline.files(built, language)
    assert all(folder + link in saved and saved[folder + link][0] < 500_000 for link in links)


def test_a_failing_notebook_stops_the_build(tmp_path, monkeypatch):
    with pytest.raises(Exception, match="AssertionError"):
        convert(tmp_path, "# %%\nassert 1 > 2\n", monkeypatch)


def test_other_pages_are_left_alone():
    assert notebooks.unwrap("# A page\n\n</script>") == ("# A page\n\n</script>", None)


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
