"""Every phrase about saved editions and about a machine's readiness. `{name}` is filled in by the reader's browser."""

from calculators._text import Text
from scripts.languages import LANGUAGES

# What can go wrong while an edition is being fetched, wherever that was asked for.
TROUBLE = {
    "cut": Text("The connection broke off. Nothing has changed.", "网络中断，没有作任何更改。"),
    "refused": Text("The server does not give {file} (status {status}). Nothing has changed; try again later.",
                    "服务器没有提供 {file}（状态码 {status}）。没有作任何更改，请稍后再试。"),
    "changed": Text("{file} on the server is not of the edition that its list names. Nothing has changed; an upload may be "
                    "under way, so try again in some minutes.",
                    "服务器上的 {file} 与清单中的版本不符，可能正在更新。没有作任何更改，请过几分钟再试。"),
    "full": Text("There is not enough room on this device: {needed} MB are needed, {free} MB are free for this site. "
                 "Nothing has changed.", "设备空间不足：需要 {needed} MB，可供本站使用的只有 {free} MB。没有作任何更改。"),
    "no_room": Text("This device has no more room for this site. Nothing has changed.", "设备空间不足，浏览器无法继续保存。没有作任何更改。"),
    "busy": Text("Another tab is saving at this moment. Wait until it has finished.", "另一个标签页正在保存，请等它完成。"),
    "unregistered": Text("This browser refused to keep the handbook. A private window or a setting may forbid it.",
                         "浏览器拒绝保存，可能是无痕窗口或设置不允许。"),
    "blocked": Text("This browser lets the page store nothing. A private window or a setting may forbid it.",
                    "浏览器不允许本页保存数据，可能是无痕窗口或设置不允许。"),
}

LINE = {
    "newer": Text("You are reading a saved edition. A newer one is here.", "你正在阅读保存下来的版本，现在有更新的版本。"),
    "load": Text("Load it", "下载新版本"),
    "loading": Text("The newer edition is being fetched. You can read on.", "正在下载新版本，可以继续阅读。"),
    "progress": Text("{done} of {bytes} MB", "{done} / {bytes} MB"),
    "cancel": Text("Cancel", "取消"),
    "complete": Text("The newer edition is complete. The page is loaded again when you change to it; inputs in the address and "
                     "ticks stay.", "新版本已下载完整。切换时会重新载入本页，地址中的输入和勾选都会保留。"),
    "change": Text("Change to it", "切换到新版本"),
    "kept": Text("What has arrived is kept for the next try.", "已下载的部分会保留，可以接着下载。"),
    "replaced": Text("Another tab has changed to another edition. This page is still whole; load it again to go on with the new "
                     "one.", "另一个标签页已切换版本。本页内容仍完整，重新载入后使用新版本。"),
    "ended": Text("This site has ended offline use, and the saved edition is gone. Load the page again to read the current one.",
                  "本站已停用离线功能，保存的版本已删除。请重新载入，阅读当前版本。"),
    "reload": Text("Load again", "重新载入"),
    "lost": Text("This browser has thrown away the saved edition or part of it, as it may where room is short. Save it again before "
                 "you need it without a network.", "设备空间不足时，浏览器可能删除数据：保存的版本已丢失或残缺。请在断网之前重新保存。"),
    "save_again": Text("Save it again", "重新保存"),
}

# A page of the service worker's own, where neither the saved edition nor the server has what was asked for.
SORRY = {
    "title": Text("This page is not on this device any more", "本设备上已没有这一页"),
    "lost": Text("This browser has thrown away the saved edition or part of it, as it may where room is short, and the server cannot "
                 "be reached. Try again when there is a network, and save the edition again.",
                 "设备空间不足时，浏览器可能删除数据：保存的版本已丢失或残缺，现在又连不上服务器。请连上网络后重试，并重新保存。"),
    "again": Text("Try again", "重试"),
    "save": Text("Offline and readiness", "离线使用与课前检查"),
}

COPY = {
    "choose": Text("Languages to make available", "选择要保存的语言"),
    "size": Text("{bytes} MB in {files} files; {missing} MB of them still to fetch.", "共 {bytes} MB、{files} 个文件，其中 {missing} MB 待下载。"),
    "save": Text("Make available offline", "保存供离线使用"),
    "saving": Text("Being saved. Keep this tab open; you can read on.", "正在保存。请不要关闭本标签页，可以继续阅读。"),
    "progress": Text("{done} of {bytes} MB", "{done} / {bytes} MB"),
    "cancel": Text("Cancel", "取消"),
    "cancelled": Text("Cancelled. What had arrived was deleted.", "已取消，已下载的部分已删除。"),
    "done": Text("Saved. From the next page you open on, the handbook comes from this device.", "已保存。从下一次打开页面起，内容直接来自本设备。"),
    "saved": Text("Saved: edition {build}, {day}.", "已保存：版本 {build}，{day}。"),
    "lost": Text("Not whole any more: files lost or damaged: {lost}. Save it again.", "已不完整：丢失或损坏的文件共 {lost} 个。请重新保存。"),
    "remove": Text("Remove", "删除"),
    "removed": Text("Removed.", "已删除。"),
    "impossible": Text("This browser cannot keep the handbook here: that needs an address that begins with https, or this very "
                       "machine as the server. The calculators run all the same.",
                       "浏览器在这里无法离线保存：网址须以 https 开头，或由本机提供服务。计算器照常可用。"),
    "off": Text("The host of this site has switched offline use off.", "本站已停用离线功能。"),
    "unreachable": Text("The server cannot be reached, so nothing new can be saved now. What is saved works.",
                        "连不上服务器，暂时无法保存新内容；已保存的可以照常使用。"),
    "no_script": Text("Without JavaScript nothing can be saved here. A browser can still save single pages.",
                      "未启用 JavaScript，这里无法离线保存；浏览器仍可逐页保存。"),
}

# A line of the readiness list: what is asked, and how to find out by hand.
ASKED = {
    "calculators": (Text("Calculators run", "计算器能运行"),
                    Text("By hand: open a calculator, change a figure, and see whether the answer changes.",
                         "手工检查：打开任意一个计算器，改一个数，看结果变不变。")),
    "start": (Text("Python starts quickly", "Python 启动够快"),
              Text("By hand: count the seconds from the first change to the first new answer; ten are too many.",
                   "手工检查：从第一次改数到第一次出新结果，数一数秒数，超过 10 秒就太慢。")),
    "memory": (Text("Enough memory", "内存够用"),
               Text("By hand: the system’s settings name the memory; 4 GB are enough.", "手工检查：在系统设置里查看内存，4 GB 就够。")),
    "storage": (Text("Room to save", "有空间保存"),
                Text("By hand: 120 MB free, and no private window.", "手工检查：留出 120 MB 空间，不用无痕窗口。")),
    "secure": (Text("Saving is possible here", "这里可以离线保存"),
               Text("By hand: the address begins with https, or with http://localhost on the machine that serves it.",
                    "手工检查：网址以 https 开头；本机提供服务时，以 http://localhost 开头。")),
    "saved": (Text("Saved for use without a network", "已保存供离线使用"),
              Text("By hand: without JavaScript nothing is saved.", "手工检查：未启用 JavaScript 时不会保存。")),
}

FOUND = {
    "yes": Text("Yes", "是"),
    "no": Text("No", "否"),
    "unknown": Text("Unknown", "未知"),
    "calculators_yes": Text("This browser runs module workers and WebAssembly.", "浏览器支持模块 Worker 和 WebAssembly。"),
    "calculators_no": Text("This browser starts no module worker, or lacks WebAssembly with exceptions. Use a current Chrome, Edge, "
                           "Firefox or Safari, and allow scripts for this address. Pages show their worked example without it.",
                           "浏览器不支持模块 Worker 或带异常处理的 WebAssembly。请换用新版 Chrome、Edge、Firefox 或 Safari，并允许本站运行脚本。不换也能看到各页的算例。"),
    "start_open": Text("Not measured yet. It fetches up to 13 MB the first time.", "还没有测。第一次最多下载 13 MB。"),
    "starting": Text("Starting Python; this takes some seconds.", "正在启动 Python，需要几秒钟。"),
    "start_first": Text("First start: {first} ms. A start from a snapshot could not be measured here.",
                        "首次启动：{first} 毫秒。这里没能测到从快照启动的时间。"),
    "start_yes": Text("First start: {first} ms. From the snapshot that this browser keeps: {again} ms.",
                      "首次启动：{first} 毫秒。从浏览器保存的快照启动：{again} 毫秒。"),
    "start_no": Text("First start: {first} ms; from the snapshot that this browser keeps: {again} ms. Open one calculator and change a "
                     "figure before the class, and close other programs.",
                     "首次启动：{first} 毫秒；从浏览器保存的快照启动：{again} 毫秒。课前先打开一个计算器改一个数，并关掉其他程序。"),
    "start_broken": Text("Python did not start here ({why}). Check the connection and the line above, then measure again.",
                         "Python 没有启动（{why}）。请检查网络和上一行，再测一次。"),
    "timeout": Text("no answer in time", "超时未响应"),
    "memory_yes": Text("At least {gb} GB.", "至少 {gb} GB。"),
    "memory_no": Text("About {gb} GB. Keep one calculator open at a time and close other programs.", "约 {gb} GB。一次只开一个计算器，并关掉其他程序。"),
    "memory_unknown": Text("This browser does not say. 4 GB are enough; the system’s settings name them.",
                           "浏览器不提供这个数。4 GB 就够，可在系统设置里查看。"),
    "storage_yes": Text("{free} GB are free for this site.", "可供本站使用 {free} GB。"),
    "storage_no": Text("{free} MB are free for this site; both languages with a change of edition take {needed} MB. Delete what the "
                       "device can spare.", "可供本站使用 {free} MB；两种语言加上版本更新需要 {needed} MB。请清理设备空间。"),
    "storage_blocked": Text("This browser lets the page store nothing. Leave the private window, or allow this address to store data.",
                            "浏览器不允许本页保存数据。请退出无痕窗口，或允许本站保存数据。"),
    "secure_yes": Text("The address is a secure one, and the browser has service workers.", "网址安全，浏览器支持 Service Worker。"),
    "secure_no": Text("Saving needs an address that begins with https, or http://localhost on this machine. Without it you need the "
                      "network in class, or a server in the room.",
                      "离线保存要求网址以 https 开头，或在本机用 http://localhost。否则上课时要有网络，或在教室里架一台服务器。"),
    "saved_yes": Text("{names}: edition {build}, saved on {day}, {bytes} MB. Try it: cut the network and open a calculator.",
                      "{names}：版本 {build}，{day} 保存，{bytes} MB。试一试：断开网络，打开一个计算器。"),
    "saved_lost": Text("Edition {build} is not whole any more: files lost or damaged on this device: {lost}. Save it again below.",
                       "版本 {build} 已不完整：本设备上丢失或损坏的文件共 {lost} 个。请在下面重新保存。"),
    "saved_no": Text("Nothing is saved on this device. Choose a language below if the room’s network may fail.",
                     "本设备还没有保存。教室网络不可靠的话，在下面选一种语言保存。"),
    "and": Text(" and ", "和"),
    "when": Text("Measured on {date} at {time} in: {browser}", "检查时间：{date} {time}；浏览器：{browser}"),
    "measure": Text("Start Python and measure", "启动 Python 并计时"),
    "open": Text("Not yet", "未测"),
    "no_script": Text("JavaScript is off or not allowed for this address: no calculator runs here, and nothing can be measured. What to "
                      "check by hand stands under each line.",
                      "未启用 JavaScript，或不允许本站运行脚本：计算器无法运行，也无法测量。每一行下面写明怎样手工检查。"),
    **{f"language_{language.code}": Text(language.name, language.name) for language in LANGUAGES},
}
