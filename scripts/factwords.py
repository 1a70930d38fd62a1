"""What pages say of rules and cases: labels, jurisdictions, statuses, marks of confidence and kinds, by language."""

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
    "rule-more": {"en": "Number, dates, confidence and source", "zh": "文号、日期、核实程度与出处"},
    "advice": {"en": "Education, not advice.", "zh": "供学习参考，不构成建议。"},
    "uses": {"en": "All uses", "zh": "全部引用"},
    "uses-of": {"en": "All uses of {id}", "zh": "{id} 的全部引用"},
    "here": {"en": "Rules and cases on this page", "zh": "本页规则与案例"},
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
