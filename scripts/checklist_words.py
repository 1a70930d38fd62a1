"""Every phrase of the checklists, in each language. `{name}` is filled in by the build or, in SAID, by the reader's browser."""

from calculators._text import Text

# Stands in the page from the start.
SHOWN = {
    "progress": Text("{done} of {all} done", "已完成 {done} / {all} 项"),
    "tools": Text("Export, restore or clear the ticks", "导出、恢复或清除勾选"),
    "markdown": Text("Export Markdown", "导出 Markdown"),
    "csv": Text("Export CSV", "导出 CSV"),
    "json": Text("Export JSON (backup)", "导出 JSON（备份）"),
    "import": Text("Import a backup", "导入备份"),
    "file": Text("Backup file to import (JSON)", "要导入的备份文件（JSON）"),
    "clear": Text("Clear ticks", "清除勾选"),
    "confirm": Text("Yes, clear", "确认清除"),
    "keep": Text("Keep them", "保留"),
    "undo": Text("Undo", "撤销"),
    "private": Text(
        "Ticks stay in this browser on this device; nothing is sent anywhere.",
        "勾选只保存在本设备的这个浏览器里，不会发送到任何地方。",
    ),
    "no_script": Text(
        "Without JavaScript no tick is kept: print the page, or tick it in one go.",
        "未启用 JavaScript，勾选不会保存：请打印本页，或一次勾完。",
    ),
    "forgotten": Text(
        "This browser does not let the page store anything, so these ticks will not be remembered. "
        "Export them before you leave.",
        "浏览器不允许本页保存数据，勾选不会被记住。离开前请先导出。",
    ),
}

# Said by the browser when something has happened.
SAID = {
    "exported": Text("Saved as {file}.", "已保存为 {file}。"),
    "tooLarge": Text(
        "This file is larger than 1 MB, so it is not a backup of these checklists. Nothing was changed.",
        "文件超过 1 MB，不是这里导出的备份。未作任何更改。",
    ),
    "unreadable": Text(
        "This file cannot be read as JSON. Choose a file made with “Export JSON (backup)”. Nothing was changed.",
        "无法按 JSON 读取这个文件。请选择用“导出 JSON（备份）”生成的文件。未作任何更改。",
    ),
    "foreign": Text(
        "This file is JSON, but not a backup of these checklists. "
        "Choose a file made with “Export JSON (backup)”. Nothing was changed.",
        "这个文件是 JSON，但不是这里的检查清单备份。请选择用“导出 JSON（备份）”生成的文件。未作任何更改。",
    ),
    "damaged": Text(
        "This backup is damaged: the entry “{entry}” is not an item with the date it was ticked. Nothing was changed.",
        "备份文件已损坏：“{entry}” 不是“事项加勾选日期”的格式。未作任何更改。",
    ),
    "imported": Text(
        "Backup read. Ticks in the file: {all}; new in this browser: {new}.",
        "备份已读取：文件中有 {all} 个勾选，其中 {new} 个是新增的。",
    ),
    "ask": Text("Clear the ticks shown here? Ticks: {n}.", "清除这里的勾选？共 {n} 个。"),
    "cleared": Text("Cleared. Ticks: {n}.", "已清除 {n} 个勾选。"),
    "restored": Text("Restored. Ticks: {n}.", "已恢复 {n} 个勾选。"),
    "nothing": Text("Nothing is ticked here.", "这里还没有勾选。"),
    # In the exported files.
    "heading": Text("Checklist", "检查清单"),
    "date": Text("Exported on {date}", "导出日期：{date}"),
    "ticked": Text(" (ticked {date})", "（勾选于 {date}）"),
    "columns": Text("Section|Item|Done|Ticked on|Id|Address", "章节|事项|完成|勾选日期|编号|网址"),
    "yes": Text("yes", "是"),
    "no": Text("no", "否"),
}
