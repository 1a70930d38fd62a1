"""Marks `rule` and `case`: a rule of law, or a case with figures, from docs/rules.toml and docs/cases.toml as a note."""

import re
import tomllib
from difflib import get_close_matches
from functools import cache
from html import escape

from mkdocs.exceptions import PluginError

from scripts import factschema
from scripts.contents import DOCS

DAY = re.compile(r"(?<![\d-])\d{4}-\d\d-\d\d(?!\d)")
CURRENCY = re.compile(r"(?<=CNY|USD|EUR|GBP|HKD|KES) (?=\d)")
WORDS = {
    "bound": {"en": "Binds", "zh": "约束谁"},
    "rule": {"en": "Rule", "zh": "要求"},
    "issuer": {"en": "Issued by", "zh": "发布机构"},
    "number": {"en": "Number", "zh": "文号"},
    "issued": {"en": "Issued", "zh": "发文日期"},
    "published": {"en": "Published", "zh": "公布日期"},
    "effective": {"en": "Effective", "zh": "施行日期"},
    "as_of": {"en": "As of", "zh": "核对截至"},
    "note": {"en": "More dates", "zh": "日期补充"},
    "promise": {"en": "Promised", "zh": "当初的承诺"},
    "design": {"en": "What the design did", "zh": "设计实际做了什么"},
    "figures": {"en": "Figures", "zh": "数字"},
    "confidence": {"en": "Confidence", "zh": "核实程度"},
    "source": {"en": "Source", "zh": "出处"},
    "seen": {"en": "Read in", "zh": "查阅于"},
    "more": {"en": "Figures, confidence and source", "zh": "数字、核实程度与出处"},
    "advice": {"en": "Education, not advice.", "zh": "供学习参考，不构成建议。"},
    "named-rule": {"en": "Rule", "zh": "规则"},
    "named-case": {"en": "Case", "zh": "案例"},
}
JURISDICTIONS = {
    "CN": {"en": "Mainland China", "zh": "中国内地"}, "EU": {"en": "European Union", "zh": "欧盟"},
    "UK": {"en": "United Kingdom", "zh": "英国"}, "US": {"en": "United States", "zh": "美国"},
    "SG": {"en": "Singapore", "zh": "新加坡"}, "HK": {"en": "Hong Kong", "zh": "中国香港"},
    "GL": {"en": "International", "zh": "国际"},
}
STATUSES = {
    "in force": {"en": "In force", "zh": "现行有效"},
    "superseded": {"en": "Superseded", "zh": "已被取代"},
    "historical": {"en": "Historical", "zh": "历史文件"},
    "draft": {"en": "Draft", "zh": "草案或征求意见稿"},
    "event": {"en": "Event", "zh": "事件"},
    "standard": {"en": "Standard, not law", "zh": "标准，非法律"},
    "reported": {"en": "Reported, no public text", "zh": "媒体报道，无公开文本"},
    "adopted": {"en": "Adopted, not yet in force", "zh": "已通过，尚未施行"},
    "enjoined": {"en": "Stopped by a court", "zh": "被法院禁止执行"},
}
CONFIDENCE = {
    "verified": {"en": ("Verified", "The document, its dates and the content stated here were seen in stored copies of public pages."),
                 "zh": ("已核实", "文件、日期和此处所述内容，均在已存档的公开页面中查到。")},
    "partly": {"en": ("Partly verified", "The core was seen in stored copies of public pages; what was not seen is left out, or named here."),
               "zh": ("部分核实", "主要内容在已存档的公开页面中查到；没有查到的部分不写，或在此说明。")},
    "reported": {"en": ("Reported", "Press or practitioners only: no official text is known to be public. Do not quote it as law."),
                 "zh": ("据报道", "仅见于媒体或业内人士，未见官方公开文本，不要当作法规引用。")},
}
# The last two words: what the outcome is called, and what the check is called.
KINDS = {
    "success": {"en": ("Success", "What worked", "The check to copy"),
                "zh": ("成功", "做对了什么", "值得照做的检查")},
    "success with limits": {"en": ("Success with limits", "What worked, and its limit", "The check that shows the limit"),
                            "zh": ("成功但有边界", "做对了什么，边界在哪", "能看出边界的检查")},
    "success and fine": {"en": ("Success, and a fine", "What worked, what broke", "The check that would have caught it"),
                         "zh": ("成功，但被罚款", "做对了什么，哪里出了问题", "本可发现问题的检查")},
    "failure": {"en": ("Failure", "What broke", "The check that would have caught it"),
                "zh": ("失败", "哪里出了问题", "本可发现问题的检查")},
    "fraud": {"en": ("Fraud", "What broke", "The check that would have caught it"),
              "zh": ("欺诈", "哪里出了问题", "本可发现问题的检查")},
    "closure": {"en": ("Closure", "What broke", "The check that would have caught it"),
                "zh": ("关停", "哪里出了问题", "本可发现问题的检查")},
    "orderly exit": {"en": ("Orderly exit", "What worked", "The check to copy"),
                     "zh": ("有序退出", "做对了什么", "值得照做的检查")},
    "change of model": {"en": ("Change of model", "What broke, what followed", "The check that would have caught it"),
                        "zh": ("模式转型", "哪里出了问题，后来怎样", "本可发现问题的检查")},
    "valuation cycle": {"en": ("Valuation cycle", "What happened", "The check that shows it early"),
                        "zh": ("估值起落", "后来怎样", "能早看出来的检查")},
    "regulatory reset": {"en": ("Regulatory reset", "What followed", "The check that shows it early"),
                         "zh": ("监管整改", "后来怎样", "能早看出来的检查")},
    "public rail": {"en": ("Public rail", "What worked, and what stays open", "The check to copy"),
                    "zh": ("公共支付通道", "做对了什么，还有什么没解决", "值得照做的检查")},
}
# What the fields of an event are called; it is not a rule, but rules answer to it.
EVENT = {
    "bound": {"en": "Concerns", "zh": "涉及谁"},
    "rule": {"en": "What happened", "zh": "事件经过"},
    "issuer": {"en": "By", "zh": "主体"},
    "published": {"en": "Date", "zh": "日期"},
}


@cache
def records(name: str) -> dict[str, dict]:
    """All records of docs/<name>.toml ("rules" or "cases") by id; a record that breaks the schema stops the build."""
    path = DOCS / f"{name}.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    if wrong := check(name, data):
        raise PluginError("\n".join(wrong))
    return data


def check(name: str, data: dict) -> list[str]:
    """What is wrong with the records of docs/<name>.toml, one sentence each, with the place."""
    allowed = {"jurisdiction": JURISDICTIONS, "status": STATUSES, "confidence": CONFIDENCE, "kind": KINDS}
    return [f"docs/{name}.toml: {fault}" for fault in factschema.faults(name, data, allowed)]


def find(name: str, page, ident: str) -> dict:
    known = records(name)
    if ident not in known:
        near = get_close_matches(ident.upper(), known, n=3, cutoff=0.3) or sorted(known)
        raise PluginError(f"{page.file.src_uri}: no {name[:-1]} '{ident}' in docs/{name}.toml. Nearest: {', '.join(near)}.")
    return known[ident]


def rule(page, lang, config, argument):
    record = find("rules", page, argument)
    say = {key: prose(value[lang]) for key, value in record.items() if isinstance(value, dict)}
    dates = {key: date(record[key]) for key in ("issued", "published", "effective", "as_of") if key in record}
    facts = {key: say[key] for key in ("bound", "rule", "issuer", "number") if key in say} | dates
    facts |= {key: say[key] for key in ("note",) if key in say} | trust(record, lang)
    words = WORDS | EVENT if record["status"] == "event" else WORDS
    rows = "".join(row(words[key][lang], text, key) for key, text in facts.items())
    tags = (tag("place", JURISDICTIONS[record["jurisdiction"]][lang]), tag("id", argument),
            tag("state", STATUSES[record["status"]][lang]))
    return note(page, lang, "rule", argument, record["status"], tags, say["title"],
                f'<dl class="fact__list">{rows}</dl><p class="fact__advice">{WORDS["advice"][lang]}</p>')


def case(page, lang, config, argument):
    record = find("cases", page, argument)
    kind, outcome, lesson = KINDS[record["kind"]][lang]
    labels = {"promise": WORDS["promise"][lang], "design": WORDS["design"][lang], "outcome": outcome, "check": lesson}
    story = "".join(row(label, prose(record[key][lang]), key) for key, label in labels.items())
    figures = "".join(f'<li><span class="fact__when">{when(figure["when"])}</span> {prose(figure[lang])}</li>'
                      for figure in record["figures"])
    facts = {"figures": f'<ul class="fact__figures">{figures}</ul>', "as_of": date(record["as_of"])} | trust(record, lang)
    rest = "".join(row(WORDS[key][lang], text, key) for key, text in facts.items())
    tags = (tag("state", kind), tag("id", argument), tag("years", years(record["years"], lang)))
    return note(page, lang, "case", argument, record["kind"], tags, prose(record["title"][lang]),
                f'<dl class="fact__list">{story}</dl><details class="fact__more"><summary>{WORDS["more"][lang]}</summary>'
                f'<dl class="fact__list">{rest}</dl></details>')


def note(page, lang: str, kind: str, ident: str, state: str, tags, title: str, body: str) -> str:
    """The frame of both notes. Only the first of an id on a page gets an id of its own: ids are unique."""
    shown = vars(page).setdefault("facts_shown", set())
    own = "" if (kind, ident) in shown else f' id="{kind}-{ident}"'
    shown.add((kind, ident))
    label = f"{WORDS[f'named-{kind}'][lang]} {ident}"
    return (f'<aside class="fact fact--{kind}"{own} role="note" aria-label="{label}" data-status="{state.replace(" ", "-")}">'
            f'<p class="fact__head">{" ".join(tags)}</p><p class="fact__title">{title}</p>{body}</aside>')


def trust(record: dict, lang: str) -> dict[str, str]:
    """How far it was checked, in words with what the words mean, and where it stands."""
    word, meaning = CONFIDENCE[record["confidence"]][lang]
    caveat = f"<p>{prose(record['caveat'][lang])}</p>" if "caveat" in record else ""
    source = prose(record["source"][lang])
    told = {
        "confidence": f'<details class="fact__mark"><summary>{word}</summary><p>{meaning}</p>{caveat}</details>',
        "source": f'<a href="{escape(record["link"])}">{source}</a>' if "link" in record else source,
    }
    return told | ({"seen": " · ".join(map(prose, record["seen"]))} if "seen" in record else {})


def tag(kind: str, text: str) -> str:
    return f'<span class="fact__{kind}">{escape(text)}</span>'


def row(label: str, text: str, kind: str) -> str:
    return f'<div class="fact__row fact__row--{kind.replace("_", "-")}"><dt>{label}</dt><dd>{text}</dd></div>'


def prose(text: str) -> str:
    """A text as HTML; a date does not break at its hyphens, nor a number from its percent sign or currency."""
    text = CURRENCY.sub("\u00a0", escape(text, quote=False)).replace(" %", "\u00a0%")
    return DAY.sub(lambda day: date(day[0]), text)


def years(text: str, lang: str) -> str:
    """Years of a case; "2013–" goes on to this day."""
    first = text.removesuffix("–")
    return text if first == text else {"en": f"since {first}", "zh": f"{first} 年起"}[lang]


def date(text: str) -> str:
    return f'<time datetime="{text}">{text}</time>'


def when(text: str) -> str:
    """A date, or two with a slash between them: from one to the other."""
    return " – ".join(date(part) for part in text.split("/"))
