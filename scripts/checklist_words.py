"""Every phrase of the checklists, in each language. `{name}` is filled in by the build or, in SAID, by the reader's browser."""

# Stands in the page from the start.
SHOWN = {
    "progress": {"en": "{done} of {all} done", "zh": "已完成 {done} / {all} 项"},
    "tools": {"en": "Export, restore or clear the ticks", "zh": "导出、恢复或清除勾选"},
    "markdown": {"en": "Export Markdown", "zh": "导出 Markdown"},
    "csv": {"en": "Export CSV", "zh": "导出 CSV"},
    "json": {"en": "Export JSON (backup)", "zh": "导出 JSON（备份）"},
    "import": {"en": "Import a backup", "zh": "导入备份"},
    "file": {"en": "Backup file to import (JSON)", "zh": "要导入的备份文件（JSON）"},
    "clear": {"en": "Clear ticks", "zh": "清除勾选"},
    "confirm": {"en": "Yes, clear", "zh": "确认清除"},
    "keep": {"en": "Keep them", "zh": "保留"},
    "undo": {"en": "Undo", "zh": "撤销"},
    "private": {
        "en": "Ticks stay in this browser on this device; nothing is sent anywhere.",
        "zh": "勾选只保存在本设备的这个浏览器里，不会发送到任何地方。",
    },
    "no_script": {
        "en": "Without JavaScript no tick is kept: print the page, or tick it in one go.",
        "zh": "未启用 JavaScript，勾选不会保存：请打印本页，或一次勾完。",
    },
    "forgotten": {
        "en": "This browser does not let the page store anything, so these ticks will not be remembered. "
              "Export them before you leave.",
        "zh": "浏览器不允许本页保存数据，勾选不会被记住。离开前请先导出。",
    },
}

# Said by the browser when something has happened.
SAID = {
    "exported": {"en": "Saved as {file}.", "zh": "已保存为 {file}。"},
    "tooLarge": {
        "en": "This file is larger than 1 MB, so it is not a backup of these checklists. Nothing was changed.",
        "zh": "文件超过 1 MB，不是这里导出的备份。未作任何更改。",
    },
    "unreadable": {
        "en": "This file cannot be read as JSON. Choose a file made with “Export JSON (backup)”. Nothing was changed.",
        "zh": "无法按 JSON 读取这个文件。请选择用“导出 JSON（备份）”生成的文件。未作任何更改。",
    },
    "foreign": {
        "en": "This file is JSON, but not a backup of these checklists. "
              "Choose a file made with “Export JSON (backup)”. Nothing was changed.",
        "zh": "这个文件是 JSON，但不是这里的检查清单备份。请选择用“导出 JSON（备份）”生成的文件。未作任何更改。",
    },
    "damaged": {
        "en": "This backup is damaged: the entry “{entry}” is not an item with the date it was ticked. Nothing was changed.",
        "zh": "备份文件已损坏：“{entry}” 不是“事项加勾选日期”的格式。未作任何更改。",
    },
    "imported": {
        "en": "Backup read. Ticks in the file: {all}; new in this browser: {new}.",
        "zh": "备份已读取：文件中有 {all} 个勾选，其中 {new} 个是新增的。",
    },
    "ask": {"en": "Clear the ticks shown here? Ticks: {n}.", "zh": "清除这里的勾选？共 {n} 个。"},
    "cleared": {"en": "Cleared. Ticks: {n}.", "zh": "已清除 {n} 个勾选。"},
    "restored": {"en": "Restored. Ticks: {n}.", "zh": "已恢复 {n} 个勾选。"},
    "nothing": {"en": "Nothing is ticked here.", "zh": "这里还没有勾选。"},
    # In the exported files.
    "heading": {"en": "Checklist", "zh": "检查清单"},
    "date": {"en": "Exported on {date}", "zh": "导出日期：{date}"},
    "ticked": {"en": " (ticked {date})", "zh": "（勾选于 {date}）"},
    "columns": {"en": "Section|Item|Done|Ticked on|Id|Address", "zh": "章节|事项|完成|勾选日期|编号|网址"},
    "yes": {"en": "yes", "zh": "是"},
    "no": {"en": "no", "zh": "否"},
}


def shown(name: str, lang: str, **values) -> str:
    return SHOWN[name][lang].format(**values)


def said(lang: str) -> dict[str, str]:
    return {name: text[lang] for name, text in SAID.items()}
