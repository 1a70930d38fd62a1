"""What pages say of rules and cases: labels, jurisdictions, statuses, marks of confidence and kinds, by language."""

from calculators._text import Text

WORDS = {
    "bound": Text("Binds", "约束谁"),
    "rule": Text("Rule", "要求"),
    "issuer": Text("Issued by", "发布机构"),
    "number": Text("Number", "文号"),
    "issued": Text("Issued", "发文日期"),
    "published": Text("Published", "公布日期"),
    "effective": Text("Effective", "施行日期"),
    "as_of": Text("As of", "核对截至"),
    "note": Text("More dates", "日期补充"),
    "promise": Text("Promised", "当初的承诺"),
    "design": Text("What the design did", "设计实际做了什么"),
    "figures": Text("Figures", "数字"),
    "confidence": Text("Confidence", "核实程度"),
    "source": Text("Source", "出处"),
    "seen": Text("Read in", "查阅于"),
    "more": Text("Figures, confidence and source", "数字、核实程度与出处"),
    "rule-more": Text("Number, dates, confidence and source", "文号、日期、核实程度与出处"),
    "advice": Text("Education, not advice.", "供学习参考，不构成建议。"),
    "uses": Text("All uses", "全部引用"),
    "uses-of": Text("All uses of {id}", "{id} 的全部引用"),
    "here": Text("Rules and cases on this page", "本页规则与案例"),
    "named-rule": Text("Rule", "规则"),
    "named-case": Text("Case", "案例"),
}
JURISDICTIONS = {
    "CN": Text("Mainland China", "中国内地"), "EU": Text("European Union", "欧盟"),
    "UK": Text("United Kingdom", "英国"), "US": Text("United States", "美国"),
    "SG": Text("Singapore", "新加坡"), "HK": Text("Hong Kong", "中国香港"),
    "GL": Text("International", "国际"),
}
STATUSES = {
    "in force": Text("In force", "现行有效"),
    "superseded": Text("Superseded", "已被取代"),
    "historical": Text("Historical", "历史文件"),
    "draft": Text("Draft", "草案或征求意见稿"),
    "event": Text("Event", "事件"),
    "standard": Text("Standard, not law", "标准，非法律"),
    "reported": Text("Reported, no public text", "媒体报道，无公开文本"),
    "adopted": Text("Adopted, not yet in force", "已通过，尚未施行"),
    "enjoined": Text("Stopped by a court", "被法院禁止执行"),
}
CONFIDENCE = {   # the word, and what it means
    "verified": (
        Text("Verified", "已核实"),
        Text("The document, its dates and the content stated here were seen in stored copies of public pages.",
             "文件、日期和此处所述内容，均在已存档的公开页面中查到。")),
    "partly": (
        Text("Partly verified", "部分核实"),
        Text("The core was seen in stored copies of public pages; what was not seen is left out, or named here.",
             "主要内容在已存档的公开页面中查到；没有查到的部分不写，或在此说明。")),
    "reported": (
        Text("Reported", "据报道"),
        Text("Press or practitioners only: no official text is known to be public. Do not quote it as law.",
             "仅见于媒体或业内人士，未见官方公开文本，不要当作法规引用。")),
}
WORKED, BROKE = Text("What worked", "做对了什么"), Text("What broke", "哪里出了问题")
CAUGHT = Text("The check that would have caught it", "本可发现问题的检查")
COPIED = Text("The check to copy", "值得照做的检查")
EARLY = Text("The check that shows it early", "能早看出来的检查")
KINDS = {   # the word, what the outcome is called, and what the check is called
    "success": (Text("Success", "成功"), WORKED, COPIED),
    "success with limits": (Text("Success with limits", "成功但有边界"), Text("What worked, and its limit", "做对了什么，边界在哪"),
                            Text("The check that shows the limit", "能看出边界的检查")),
    "success and fine": (Text("Success, and a fine", "成功，但被罚款"), Text("What worked, what broke", "做对了什么，哪里出了问题"), CAUGHT),
    "failure": (Text("Failure", "失败"), BROKE, CAUGHT),
    "fraud": (Text("Fraud", "欺诈"), BROKE, CAUGHT),
    "closure": (Text("Closure", "关停"), BROKE, CAUGHT),
    "orderly exit": (Text("Orderly exit", "有序退出"), WORKED, COPIED),
    "change of model": (Text("Change of model", "模式转型"), Text("What broke, what followed", "哪里出了问题，后来怎样"), CAUGHT),
    "valuation cycle": (Text("Valuation cycle", "估值起落"), Text("What happened", "后来怎样"), EARLY),
    "regulatory reset": (Text("Regulatory reset", "监管整改"), Text("What followed", "后来怎样"), EARLY),
    "public rail": (Text("Public rail", "公共支付通道"), Text("What worked, and what stays open", "做对了什么，还有什么没解决"), COPIED),
}
# What the fields of an event are called; it is not a rule, but rules answer to it.
EVENT = {
    "bound": Text("Concerns", "涉及谁"),
    "rule": Text("What happened", "事件经过"),
    "issuer": Text("By", "主体"),
    "published": Text("Date", "日期"),
}
