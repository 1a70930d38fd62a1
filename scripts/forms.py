"""The mark `calculator`: a form made from a calculator's Inputs, with the answer for its values already in the page."""

import json
from pathlib import Path
from types import ModuleType

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from mkdocs.exceptions import PluginError
from mkdocs.utils import get_relative_url

from calculators import _run, load, names
from calculators._inputs import Kind, asked, matters, typed
from calculators._kinds import Choice, Day, Integer, Number, Words, YesNo
from calculators._tables import MANY_LINES, Table
from calculators._text import Text
from scripts import anchors, charts, languages, runtime
from scripts.phrases import said

VERSION = "v1"
GRID = 200  # a table that may grow longer than this is typed as text, not as a grid of fields
WIDE = 5    # a grid of more columns than this takes the whole width, and the answer stands below
WIDGETS = {Table: "table", YesNo: "yesno", Choice: "choice", Day: "day", Integer: "integer", Number: "number", Words: "words"}

WORDS = {
    "presets": Text("Examples", "示例"),
    "inputs": Text("Your figures", "输入"),
    "answer": Text("Answer", "结果"),
    "reset": Text("Reset", "恢复默认"),
    "copy_link": Text("Copy link", "复制链接"),
    "copy_result": Text("Copy result", "复制结果"),
    "print": Text("Print", "打印"),
    "stop": Text("Stop", "停止"),
    "retry": Text("Try again", "重试"),
    "row": Text("Row", "行"),
    "tools": Text("Move or remove", "移动或删除"),
    "add": Text("Add a row", "添加一行"),
    "remove": Text("Remove row", "删除该行"),
    "up": Text("Move row up", "上移该行"),
    "down": Text("Move row down", "下移该行"),
    "upload": Text("Load a CSV file", "载入 CSV 文件"),
    "paste": Text("Paste rows copied from a spreadsheet into any cell, or load a CSV file.",
                  "可将从电子表格复制的行粘贴到任一单元格，也可载入 CSV 文件。"),
    "rows_as_text": Text("One row per line: {columns}. Paste from a spreadsheet or load a CSV file; at most {most} rows.",
                         "每行一条，依次为：{columns}。可从电子表格粘贴或载入 CSV 文件，最多 {most} 行。"),
    "loaded": Text("{rows} rows from {file}.", "已从 {file} 载入 {rows} 行。"),
    "kept": Text("Too long to edit here, so only its beginning is shown. Reset brings an editable list back.",
                 "内容过长，无法在此编辑，只显示开头。点“恢复默认”可重新编辑。"),
    "too_big": Text("{file} is larger than {limit} MB, the limit here.", "{file} 超过 {limit} MB 的上限。"),
    "too_long": Text("What was pasted is larger than {limit} MB, the limit here, so nothing was changed.",
                     "粘贴的内容超过 {limit} MB 的上限，因此未作更改。"),
    "not_text": Text("{file} is not a text file in UTF-8 or GB18030.", "{file} 不是 UTF-8 或 GB18030 编码的文本文件。"),
    "too_many": Text("These are {rows} rows; at most {most} fit here, so nothing was changed.",
                     "共 {rows} 行，此处最多 {most} 行，因此未作更改。"),
    "too_many_lines": MANY_LINES,
    "empty": Text("{file} is empty.", "{file} 是空文件。"),
    "yes": Text("Yes", "是"),
    "no": Text("No", "否"),
    "no_script": Text("With JavaScript you can change the figures, open the examples and watch the answer follow. Without it "
                      "the answer below stands for the figures shown, and links to examples do not change them.",
                      "启用 JavaScript 后，可以改数值、打开示例，结果随之更新。未启用时，下面的结果对应当前显示的数值，示例链接不会改变它们。"),
    "built": Text("Computed when this page was made.", "本页生成时已算出。"),
    "starting": Text("Starting Python: {done} of {total} MB.", "正在启动 Python：{done} / {total} MB。"),
    "preparing": Text("Python has loaded and is getting ready.", "Python 已载入，正在准备。"),
    "ready": Text("Python is ready in your browser.", "Python 已在浏览器中就绪。"),
    "running": Text("Computing.", "正在计算。"),
    "progress": Text("Computing: {words}, {percent}%.", "正在计算：{words}，{percent}%。"),
    "done": Text("Computed in your browser in {ms} ms.", "已在浏览器中算出，用时 {ms} 毫秒。"),
    "mend": Text("Correct the marked fields; the answer shown is for the previous figures.", "请修改标出的输入项；显示的仍是修改前的结果。"),
    "broken": Text("Python could not start here ({why}). The last answer stays; check the connection and try again, or load "
                   "the page again.", "Python 未能启动（{why}）。已保留上次的结果，请检查网络后重试，或重新载入本页。"),
    "stale": Text("This chart could not be drawn: what it shows, if anything, are earlier figures. Check the connection and change a figure, "
                  "or load the page again.", "图表未能重画：图上若有内容，仍是之前的数值。请检查网络后再改一次输入，或重新载入本页。"),
    "fault": Text("This is our mistake: the calculation failed ({why}). The last answer stays.",
                  "这是我们的问题：计算失败（{why}）。已保留上次的结果。"),
    "stopped": Text("Stopped. The answer is for the previous figures.", "已停止。显示的仍是之前的结果。"),
    "timeout": Text("no answer in time", "超时未响应"),
    "bad_link": Text("The link to this page carries inputs that do not belong here, so the defaults are shown.",
                     "链接中的输入不适用于此计算器，已显示默认值。"),
    "long_link": Text("The link to this page is longer than {most} characters, so the defaults are shown.",
                      "链接超过 {most} 个字符的上限，已显示默认值。"),
    "old_link": Text("The link was made for another version of this calculator, so the defaults are shown.",
                     "链接来自此计算器的其他版本，已显示默认值。"),
    "copied": Text("Copied.", "已复制。"),
    "copied_short": Text("Copied. The table is too long for a link and is not in it.", "已复制。表格过长，未包含在链接中。"),
    "not_copied": Text("Copying was refused; select and copy this:", "浏览器不允许复制，请手动选择并复制："),
}

_environment = Environment(loader=FileSystemLoader(Path(__file__).parents[1] / "overrides/partials"), autoescape=True,
                           undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def widget(kind: Kind) -> str:
    name = next(name for cls, name in WIDGETS.items() if isinstance(kind, cls))
    return "records" if name == "table" and kind.most > GRID else name


def form(module: ModuleType, lang: str, base: str, preset: str = "") -> str:
    """The whole `<calculator-form>`; `base` leads from the page to the root of all languages."""
    name = module.__name__.rsplit(".", 1)[1]
    inputs = module.PRESETS[preset].inputs if preset else module.Inputs()
    values = typed(inputs, lang)
    fields = asked(module.Inputs)
    known = {f.name: f for f in fields}
    answer = _run.answer(name, values, lang, charts.svg)
    if "errors" in answer:
        raise PluginError(f"{name}: its own values are refused: {answer['errors']}")
    pressed = preset or next((key for key, item in module.PRESETS.items() if item.inputs == inputs), "")
    words = said(lang, WORDS)
    return _environment.get_template("calculator.html").render(
        name=name, lang=lang, module=module, pressed=pressed, values=values, words=words, fields=fields,
        shown=lambda f: matters(f, known, values.__getitem__), asked=asked, widget=widget, answer=answer["html"], version=VERSION,
        wide=any(widget(f.kind) == "table" and len(asked(f.kind.row)) > WIDE for f in fields),
        rows={f.name: getattr(inputs, f.name) for f in fields if isinstance(f.kind, Table)},
        data=json.dumps({
            "version": VERSION, "words": words, "preset": preset, "defaults": typed(module.Inputs(), lang), "shown": values,
            "presets": {key: typed(p.inputs, lang) for key, p in module.PRESETS.items()},
            "runtime": {key: base + url for key, url in runtime.addresses().items()}, "bytes": runtime.weight(name),
        }, ensure_ascii=False))


def fragments(name: str) -> set[str]:
    """The fragments that open a preset of this calculator: real addresses, so links to them are checked."""
    return {f"{name}:{VERSION}:preset={preset}" for preset in load(name).PRESETS}


def calculator(page, lang, config, argument, preset=""):
    if argument not in names():
        raise PluginError(f"{page.file.src_uri}: no calculator '{argument}'. There are: {', '.join(names())}.")
    if preset and preset not in load(argument).PRESETS:
        raise PluginError(f"{page.file.src_uri}: {argument} has no preset '{preset}'. "
                          f"It has: {', '.join(load(argument).PRESETS)}.")
    anchors.add(page, fragments(argument))
    base = get_relative_url(".", page.url) + "/" + "../" * languages.of(config).prefix.count("/")
    return form(load(argument), lang, base, preset)
