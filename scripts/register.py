"""The mark `rules`: every rule of docs/rules.toml by year, newest first, with a picture of the years and a filter."""

import json
from collections import Counter
from html import escape
from itertools import groupby

from mkdocs.structure.toc import AnchorLink

from calculators._charts import COLOURS, series
from calculators._text import Text
from scripts import anchors, attributes, charts, facts, facts_notes, record_links, uses
from scripts.factwords import JURISDICTIONS, STATUSES, WORDS

UNDATED = "undated"
SAY = {
    "undated": Text("Long in force, no date recorded here", "施行已久，此处未记日期"),
    "filter": Text("Narrow the list", "筛选"),
    "place": Text("Jurisdiction", "法域"),
    "status": Text("Status", "状态"),
    "from": Text("From year", "起始年份"),
    "to": Text("To year", "截止年份"),
    "text": Text("Words", "关键词"),
    "any": Text("All", "全部"),
    "clear": Text("Clear", "清除"),
    "shown": Text("{shown} of {all} entries shown.", "显示 {shown} 条，共 {all} 条。"),
    "none": Text("No entry fits. Clear a field.", "没有符合条件的条目，请清除某项条件。"),
    "used": Text("Used in {pages}", "引用于：{pages}"),
    "unused": Text("no page yet", "暂无页面"),
    "axis": Text("Entries", "条目数"),
    "others": Text("Singapore, Hong Kong", "新加坡、中国香港"),
    "picture": Text("Dated entries by year. Of {all}, {recent} fall into the four years from {first} to {last}; "
                    "{china} of all are mainland China’s.",
                    "有日期的条目按年份分布：共 {all} 条，其中 {recent} 条落在 {first} 至 {last} 这四年；{china} 条属于中国内地。"),
}


def rules(page, lang, config, argument):
    """The years and their entries become places of the page: readers link them, and the table of contents lists the years."""
    known = sorted(facts.records("rules").items(), key=lambda item: (_date(item[1]), item[0]), reverse=True)
    years = [(year, list(entries)) for year, entries in groupby(known, key=lambda item: _year(item[1]))]
    places = {year: f"y-{year}" for year, _ in years}
    anchors.add(page, (*places.values(), *(ident for ident, _ in known)))
    heads = {year: year if year != UNDATED else SAY["undated"][lang] for year, _ in years}
    page.toc.items[0].children += [AnchorLink(heads[year], places[year], 2) for year, _ in years]
    timeline = "".join(
        f'<section class="register__year"><h2 id="{places[year]}" data-search-exclude>{heads[year]}</h2>'
        f'{"".join(_entry(page, lang, *item) for item in entries)}</section>' for year, entries in years)
    words = attributes.data({key: SAY[key][lang] for key in ("shown", "none")})
    return (f'{_picture(known, lang)}<rule-register class="register" data-words="{words}">'
            f'{_filter([year for year, _ in years if year != UNDATED], lang)}{timeline}</rule-register>')


def used_in(page, lang: str, mark: str, ident: str) -> str:
    """Links to the pages that show a rule or a case, each to the place where it does, then to those that only name it."""
    shown = uses.marks(lang).get((mark, ident), ())
    places = [(place, f"{mark}-{ident}") for place in shown]
    places += [(place, "") for place in uses.mentions(lang).get(ident, ()) if place not in shown]
    links = " · ".join(f'<a href="{place.seen_from(page, anchor)}">{escape(place.label)}</a>' for place, anchor in places)
    said = SAY["used"][lang].format(pages=links or SAY["unused"][lang])
    return (f'<p class="used">{said}{record_links.permalink(ident, lang)}</p>'
            f'{record_links.correct(page, lang, f"{mark}s", ident)}')


def _date(record: dict) -> str:
    day = facts.first_date(record)
    return day[1] if day else ""


def _year(record: dict) -> str:
    return _date(record)[:4] or UNDATED


def _entry(page, lang: str, ident: str, record: dict) -> str:
    """One line that opens: name, day, jurisdiction, status; and in it what a card shows, and who uses it."""
    kind, day = facts.first_date(record) or ("", "")
    state, place = record["status"], record["jurisdiction"]
    said = f'{WORDS[kind][lang]} ' if kind in {"issued", "published"} and state != "event" else ""
    when = f'<span class="entry__when">{said}{facts.date(day)}</span>' if day else '<span class="entry__when"></span>'
    tags = (when, facts.tag("id", ident), facts.tag("place", JURISDICTIONS[place][lang]), facts.tag("state", STATUSES[state][lang]))
    return (f'<details class="entry" data-place="{place}" data-status="{_name(state)}" data-year="{_date(record)[:4]}">'
            f'<summary><h3 id="{ident}" data-search-exclude>{facts.prose(record["title"][lang])}</h3>'
            f'<span data-search-exclude class="entry__tags">{" ".join(tags)}</span></summary>'
            f'<div data-search-exclude class="fact entry__facts">{used_in(page, lang, "rule", ident)}{facts_notes.rule_entry(page, record, lang)}</div></details>')


def _name(status: str) -> str:
    return status.replace(" ", "-")


def _filter(years: list[str], lang: str) -> str:
    """Hidden until the script is there; the names of the fields are those of the address."""
    records = facts.records("rules").values()
    places = {key: name[lang] for key, name in JURISDICTIONS.items() if any(r["jurisdiction"] == key for r in records)}
    statuses = {_name(key): name[lang] for key, name in STATUSES.items() if any(r["status"] == key for r in records)}
    ages = {year: year for year in years}
    chosen = "".join(_choice(name, options, lang)
                     for name, options in (("place", places), ("status", statuses), ("from", ages), ("to", ages)))
    return (f'<form data-search-exclude class="register__filter" aria-label="{SAY["filter"][lang]}" hidden>{chosen}'
            f'<label>{SAY["text"][lang]}<input type="search" name="words" maxlength="200" autocomplete="off"></label>'
            f'<button type="button">{SAY["clear"][lang]}</button><p role="status"></p></form>')


def _choice(name: str, options: dict[str, str], lang: str) -> str:
    listed = "".join(f'<option value="{value}">{escape(text)}</option>' for value, text in options.items())
    return (f'<label>{SAY[name][lang]}<select name="{name}" autocomplete="off"><option value="">{SAY["any"][lang]}</option>'
            f'{listed}</select></label>')


def _picture(known: list[tuple[str, dict]], lang: str) -> str:
    """How many entries each year has, by jurisdiction; those without a date are left out."""
    names = {key: JURISDICTIONS[key][lang] for key in ("CN", "EU", "UK", "US")}
    dated = [record for _, record in known if _date(record)]
    counts = Counter((_year(r), names.get(r["jurisdiction"], SAY["others"][lang])) for r in dated)
    last = max(r["as_of"][:4] for r in dated)
    first = str(int(last) - 3)
    words = SAY["picture"][lang].format(
        all=len(dated), recent=sum(first <= _year(r) <= last for r in dated), first=first, last=last,
        china=sum(r["jurisdiction"] == "CN" for r in dated))
    span = [str(year) for year in range(int(min(map(_year, dated))), int(max(map(_year, dated))) + 1)]
    order = [*names.values(), SAY["others"][lang]]
    rows = [{"year": year, "name": name, "n": n, "order": order.index(name)} for (year, name), n in sorted(counts.items())]
    return charts.fence(json.dumps({
        "description": words, "data": {"values": rows}, "mark": "bar", "height": 150, "width": 420,
        "encoding": {
            "x": {"field": "year", "type": "ordinal", "title": None, "scale": {"domain": span},
                  "axis": {"labelAngle": 0, "values": span[::3]}},
            "y": {"field": "n", "type": "quantitative", "aggregate": "sum", "title": SAY["axis"][lang]},
            "color": series("name", order, COLOURS, symbolType="square", symbolStrokeWidth=0, columnPadding=16), "order": {"field": "order"},
        }}), "vega-lite", "chart", {}, None)
