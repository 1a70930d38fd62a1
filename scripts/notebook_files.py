"""What a reader downloads from a notebook's page: the notebook as it was run at build, for Jupyter, and its source.

The site's Markdown knows more than Jupyter's, and its pictures take their colours from the page; here they become plain.
"""

import base64
import posixpath
import re
from functools import cache
from html import escape, unescape
from pathlib import Path
from urllib.parse import urljoin

import nbformat

from calculators._text import Text
from scripts import contents, languages, lettering, raster, uses

FRONT = re.compile(r"\A---\n.*?\n---\n+", re.DOTALL)
HEADING_ID = re.compile(r"^(#+ .*?)\s*\{ #[\w-]+ \}$", re.MULTILINE)
BOX = re.compile(r'^!!! \w+ "(?P<title>[^"]*)"\n(?P<body>(?:(?: {4}.*)?\n?)*)', re.MULTILINE)
LINK = re.compile(r"\]\((?P<file>[\w./-]+)\.(?:md|py)(?P<anchor>#[^)]*)?\)")
FIGURE = re.compile(r"<figure.*?(?P<picture><svg.*?</svg>).*?<figcaption>(?P<caption>.*?)</figcaption>", re.DOTALL)
COLOUR = re.compile(r"var\((--[\w-]+)\)")
SIZE = re.compile(r'(?<=<svg )(?P<rest>[^>]*?)width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"([^>]*>)')
SAY = {
    "take": Text("Download: ", "下载："),
    "ipynb": Text("notebook with its results (.ipynb, {} kB)", "带运行结果的笔记（.ipynb，{} kB）"),
    "py": Text("source (.py, {} kB)", "源文件（.py，{} kB）"),
    "note": Text(
        "From the [Internet Finance Handbook]({}), text CC BY 4.0, code MIT. The results are those of that page. To compute them "
        "anew, open this file in the folder of the handbook's source, from which it imports `calculators` and `scripts`.",
        "出自[互联网金融产品手册]({})，文字采用 CC BY 4.0，代码采用 MIT。运行结果与该页一致。要重新运行，请在手册源码的文件夹里打开：代码要从那里导入 "
        "`calculators` 和 `scripts`。"),
}


def offer(html: str, page, config) -> str:
    """Write both files of a notebook beside its page, and link them under its title; other pages stay as they are."""
    if not (run := getattr(page, "notebook", None)):
        return html
    lang = languages.of(config).code
    source, folder = Path(page.file.abs_src_path), Path(page.file.abs_dest_path).parent
    files = {"ipynb": nbformat.writes(plain(run, page, config)), "py": source.read_text(encoding="utf-8")}
    links = []
    folder.mkdir(parents=True, exist_ok=True)
    for ending, text in files.items():
        data = text.encode()
        name = f"{source.stem}-{lang}.{ending}"
        (folder / name).write_bytes(data)
        links.append(f'<a href="{name}" download>{SAY[ending][lang].format(max(1, round(len(data) / 1000)))}</a>')
    between = "、" if lang == "zh" else " · "
    return html.replace("</h1>", f'</h1><p data-search-exclude class="download">{SAY["take"][lang]}{between.join(links)}</p>', 1)


def plain(run: dict, page, config) -> nbformat.NotebookNode:
    """A notebook that Jupyter shows as the page does. What is folded there is folded; cells are numbered, so that the same
    notebook is the same file."""
    address = config.site_url + page.url

    def words(text: str) -> str:
        return _markdown(text, page, config.site_url)

    cells = [nbformat.v4.new_markdown_cell(SAY["note"][languages.of(config).code].format(address))]
    for cell in run["cells"]:
        metadata = _folded(cell["metadata"])
        if cell["cell_type"] == "markdown":
            cells.append(nbformat.v4.new_markdown_cell(words(cell["source"]), metadata=metadata))
        else:
            outputs = [each for output in cell["outputs"] for each in _output(output, words)]
            cells.append(nbformat.v4.new_code_cell(cell["source"], metadata=metadata, outputs=outputs,
                                                   execution_count=cell["execution_count"]))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})
    nbformat.validate(notebook)
    return notebook


def _folded(metadata: dict) -> dict:
    hidden = {"source_hidden": True} if {"fold", "fold_code"} & set(metadata) else {}
    hidden |= {"outputs_hidden": True} if "fold" in metadata else {}
    return {"jupyter": hidden} if hidden else {}


def _markdown(text: str, page, root: str) -> str:
    """Formulas between dollar signs, boxes as quotations, links to the site, no ids and no front matter."""
    def link(match: re.Match) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.file.src_uri), match["file"]))
        return f"]({urljoin(root, uses.address(path))}{match['anchor'] or ''})"

    def box(match: re.Match) -> str:
        lines = [f"**{match['title']}**", "", *(line[4:] for line in match["body"].strip("\n").split("\n"))]
        return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"

    text = HEADING_ID.sub(r"\1", BOX.sub(box, FRONT.sub("", text)))
    text = re.sub(r"^```math\n(.*?)\n```$", r"$$\n\1\n$$", text, flags=re.DOTALL | re.MULTILINE)
    return LINK.sub(link, re.sub(r"`#!math (.*?)`", r"$\1$", text)).strip()


def _output(output: dict, words) -> list[nbformat.NotebookNode]:
    """A figure becomes a picture, which Jupyter also shows to who has not run the notebook, and its caption."""
    if output["output_type"] == "stream":
        return [nbformat.v4.new_output("stream", name=output["name"], text=output["text"])]
    data = dict(output["data"])
    if figure := FIGURE.search(data.get("text/html", "")):
        caption = unescape(figure["caption"])
        picture = base64.b64encode(raster.png(_picture(figure["picture"]))).decode()
        return [nbformat.v4.new_output("display_data", data={"image/png": picture, "text/plain": caption}),
                nbformat.v4.new_output("display_data", data={"text/markdown": escape(caption, quote=False), "text/plain": caption})]
    if "text/markdown" in data:
        data["text/markdown"] = words(data["text/markdown"])
    return [nbformat.v4.new_output("display_data", data=data)]


def _picture(svg: str) -> str:
    """A drawing on paper, in the light scheme's colours and our own font, at twice its size."""
    def larger(match: re.Match) -> str:
        return f'{match["rest"]}width="{2 * float(match["width"]):g}" height="{2 * float(match["height"]):g}"{match[4]}{ground}'

    ground = '<rect width="100%" height="100%" fill="var(--paper)"/>'
    svg = re.sub(r'font-family="[^"]*"', f'font-family="{lettering.FAMILY}"', SIZE.sub(larger, svg, count=1))
    return COLOUR.sub(lambda match: _colours()[match[1]], svg)


@cache
def _colours() -> dict[str, str]:
    """The colours of the light scheme by their names."""
    sheet = (contents.DOCS.parent / "overrides/assets/stylesheets/handbook.css").read_text(encoding="utf-8")
    light = sheet.partition('[data-md-color-scheme="default"] {')[2].partition("}")[0]
    return dict(re.findall(r"(--[\w-]+): (#\w+);", light))
