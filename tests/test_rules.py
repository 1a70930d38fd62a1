"""The content rules: each finds the faults of its bad page and nothing beside them; the handbook itself has none."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from calculators import load, names
from scripts import addresses, check, contents, pages, published, reader
from scripts.reader import Prose
from scripts.rules import _numbers, numbers_match

ROOT = Path(__file__).parents[1]
BAD = Path(__file__).parent / "pages"
PLACES = {   # where the bad page stands; the others are the page of section 5.1
    "contents_listed": "stray.md", "calculator_parts": "calculators/loan_apr.md", "chapter_parts": "risk/index.md"}
CHINESE = {"chinese_typography"}           # these have a Chinese page without an English one

EXPECTED = {
    "addresses_kept": """
addresses:5: risk/before#opening has not come along to risk/identify; write where it leads now: `opening -> page#id`.
addresses:6: risk/before#green leads to risk/before#limits, which is not there; write where it leads now.
addresses:8: the page risk/gone is gone, and links of readers end there; bring it back, or write here where it leads now: `risk/gone -> page`.
addresses:11: risk/identify#limits is gone, and links of readers end there; bring the id back, or write here where it leads now: `limits -> #id`, or `limits -> page#id`.
addresses:13: risk/identify#green leads to risk/identify#limits, which is not there; write where it leads now.
addresses:14: risk/identify#sentence is there again; take its arrow away.
""",
    "calculator_parts": """
en:1: the calculator itself is missing; write <!-- calculator: loan_apr --> under the question.
en:7: the headings of the second level must have these ids in this order: read, formula, example, presets, limits, sources, published, used.
""",
    "calculators_known": f"""
en:3: there is no calculator “loan_arp”; these exist: {", ".join(names())}.
en:5: loan_apr has no “preset=S-99”; write preset= and one of these: {", ".join(load("loan_apr").PRESETS)}.
en:9: there are no published numbers “loans”; there are: {", ".join(sorted(file.stem for file in published.FOLDER.glob("*.toml")))}.
""",
    "chapter_parts": """
en:1: the checklists of the chapter are missing; end with <!-- checklists: folder -->.
en:1: the headings of the second level must have these ids in this order: sections, goals, paths, checklists.
en:1: the slide is missing; put five lines into a box !!! slide "On one slide".
""",
    "checklist_ids_match": """
en:7: this checklist item has no id of the right form; end it with { #c-5-1-name }, in small letters.
en:8: this checklist item has no id of the right form; end it with { #c-5-1-name }, in small letters.
en:11: the item id c-5-1-owner stands at docs/en/risk/identify.md:6 already; give this item its own.
zh:6: the checklist item c-5-1-signed stands where docs/en/risk/identify.md:6 has c-5-1-owner; put both in one order.
""",
    "chinese_typography": """
zh:3: “,” is half-width beside Chinese; write ，.
zh:7: “(” is half-width beside Chinese; write （.
zh:7: “)” is half-width beside Chinese; write ）.
zh:7: “,” is half-width beside Chinese; write ，.
zh:11: a straight quotation mark beside Chinese; write “ or ”.
zh:11: 「 is not used here; write “ or ”.
zh:11: 」 is not used here; write “ or ”.
zh:13: no space in “%置”; put one between Chinese and Latin, digits or code.
zh:13: no space in “A图”; put one between Chinese and Latin, digits or code.
zh:13: no space in “…变”; put one between Chinese and Latin, digits or code.
zh:13: no space in “第5”; put one between Chinese and Latin, digits or code.
zh:15: a new line between two characters is shown as a space; join the lines.
zh:15: two spaces; leave one.
zh:19: 這 is a traditional character; write 这.
zh:19: 體 is a traditional character; write 体.
zh:21: “,” is half-width beside Chinese; write ，.
zh:23: “:” is half-width beside Chinese; write ：.
""",
    "contents_listed": """
en:1: stray is not in docs/contents.toml, so no reader finds it; list it there.
""",
    "facts_valid": """
en:5: docs/rules.toml has no rule “CN-99”; correct the id, or add the record.
en:6: docs/cases.toml has no case “CN-19”; correct the id, or add the record.
en:8: docs/rules.toml has no rule “”; correct the id, or add the record.
""",
    "fences_match": """
en:12: “Tenant” is no arrow (`A -> B`, `A => B`) and no line `key: text`; the keys are description, direction, box, person, account, control, question, event.
en:17: 2015 stands after 2016-09-08; put the earlier first.
en:21: there is no case “C-98”; correct the id or leave it out.
zh:3: this flow differs from docs/en/risk/identify.md:3 in its arrows: from where, to where, of money, or with words; make them equal.
zh:19: this timeline differs from docs/en/risk/identify.md:20 in its dates; make them equal.
zh:19: this timeline differs from docs/en/risk/identify.md:20 in its ids of rules and cases; make them equal.
zh:26: say in a line `description: …` what the drawing shows.
""",
    "front_matter": """
en:1: a section page needs the key updated in its front matter; add it.
en:2: title: give the plain title, without a number.
en:3: section: write "5.1" with quotes, as in docs/contents.toml.
en:4: description: write a sentence of 60 to 160 characters, not 26.
en:5: minutes: write whole minutes from 1 to 60.
en:6: level: say one of: core, optional.
en:7: covers: list the points of the outline that the page treats, such as [5.1-id-base].
en:8: a section page has no key author; these are known: changes, covers, description, level, minutes, section, title, updated.
en:9: changes: put the newest first.
zh:3: section differs from docs/en/risk/identify.md:3; make them equal.
zh:5: minutes differs from docs/en/risk/identify.md:5; make them equal.
zh:6: level differs from docs/en/risk/identify.md:6; make them equal.
zh:7: updated: a change is told of 2026-11-23; write that day or a later one.
zh:8: covers differs from docs/en/risk/identify.md:7; make them equal.
zh:8: covers: docs/contents.toml wants these treated too: 5.1-risk-credit, 5.1-risk-market, 5.1-risk-liquidity, 5.1-risk-legal, 5.1-risk-tech, 5.1-risk-operational, 5.1-assess-define, 5.1-assess-analysis, 5.1-assess-likelihood, 5.1-assess-impact, 5.1-assess-rank, 5.1-assess-strategy, 5.1-tools, 5.1-sum.
zh:9: changes differs from docs/en/risk/identify.md:9; make them equal.
""",
    "heading_ids_match": """
en:3: the heading ## { #what-a-risk-is } is not in docs/zh/risk/identify.md; add it there or remove it here.
en:5: the heading “A heading without an id” has no id; end it with one such as { #what-a-risk-is }, the same in both languages.
en:11: the id limits stands on line 9 already; give this heading its own.
zh:3: the heading ## { #what-risk-is } is not in docs/en/risk/identify.md; add it there or remove it here.
""",
    "laws_dated": """
en:3: “Personal Information Protection Law” has no year; give it, or show its record with <!-- rule: … --> in this section.
zh:3: “《个人信息保护法》” has no year; give it, or show its record with <!-- rule: … --> in this section.
""",
    "links_match": """
en:1: docs/zh/risk/identify.md has no link to manage.md#limits; link it there, or correct the link here.
en:2: docs/zh/risk/identify.md has no link to respond.md#run; link it there, or correct the link here.
zh:1: docs/en/risk/identify.md has no link to manage.md#limit; link it there, or correct the link here.
""",
    "marks_match": """
en:6: there is no mark “rul”; write one of these: calculator, case, cases, changes, checklists, contents-list, glossary, offline, published, readiness, rule, rules.
en:12: the mark <!-- calculator: loan_apr preset=S-08a --> is not in docs/zh/risk/identify.md; add it there or remove it here.
zh:3: the mark <!-- case: C-06 --> stands where docs/en/risk/identify.md:3 has <!-- rule: CN-19 -->; put both in one order.
zh:6: the mark <!-- calculator: loan_apr preset=S-08c --> is not in docs/en/risk/identify.md; add it there or remove it here.
""",
    "minutes_true": """
en:3: the page has 7 words: write minutes: 0 in both languages, and in the table of its chapter.
""",
    "mirror_trees": """
en:1: there is no docs/zh/risk/identify.md; write it, or take this page out until both are ready.
""",
    "next_links": """
en:5: there are 3 links under #next; a section has 4 to 7.
en:8: “Read: [5.3 Early war” does not begin with its kind; begin with one of: Comes before, Comes next, In depth, Contrast, Case, Practice, Calculator, Notebook.
en:9: say after the link why a reader would follow it.
zh:3: docs/en/risk/identify.md:5 has other kinds of links, or another order; make both agree.
""",
    "no_stale_terms": """
en:1: “CBIRC”: its work passed to the NFRA (金融监管总局) on 2023-05-18; name the issuer of that day, or say “former” (原).
en:4: “36 % line”: the 36% line of the courts ended in 2020; say so, or name the line that applies now.
en:6: “SR 11-7”: it was rescinded in 2026; say so, or cite its successor (rule US-05).
zh:1: “银保监会”: its work passed to the NFRA (金融监管总局) on 2023-05-18; name the issuer of that day, or say “former” (原).
zh:3: “上限是 36%”: the 36% line of the courts ended in 2020; say so, or name the line that applies now.
""",
    "no_vague_claims": """
en:1: “Studies show”: name the study and its figure, or leave the claim out.
en:1: “it is well known”: name the study and its figure, or leave the claim out.
en:4: “!”: end the sentence with a full stop.
en:4: “coming soon”: write what is there now; what is not written is not announced.
en:6: “TODO”: write what is there now; what is not written is not announced.
zh:1: “众所周知”: name the study and its figure, or leave the claim out.
zh:1: “研究表明”: name the study and its figure, or leave the claim out.
zh:1: “！”: end the sentence with a full stop.
zh:3: “即将推出”: write what is there now; what is not written is not announced.
""",
    "section_parts": """
en:1: no calculator with an example is shown or linked; a reader must be able to compute what is said.
en:1: the checklist has 1 items; a section has 8 to 12.
en:1: under the title the page opens with the box !!! abstract "In 30 seconds"; begin with it.
en:1: “Counter-example” stands nowhere; give the page one and call it so.
en:1: “Worked example” stands nowhere; give the page one and call it so.
en:8: the last headings of the second level must have these ids in this order: mistakes, checklist, reading, next.
""",
    "terms_known": """
en:3: the glossary has no term “aprs”; nearest: apr, psr, psi. Or add it to docs/terms.toml.
en:3: the glossary has no term “xyzzy”; nearest: none. Or add it to docs/terms.toml.
""",
    "terms_linked_once": """
en:3: “annual percentage rate” is linked to the glossary on line 1 already; leave this one plain.
""",
    "terms_used": """
terms:7: irr: no page of docs/zh links this term; link it where a reader first needs it.
terms:12: lpr: no page of docs/en links this term; link it where a reader first needs it.
terms:12: lpr: no page of docs/zh links this term; link it where a reader first needs it.
""",
    "terms_worded": """
en:3: “yearly price” is no name of the term apr; write one of these: Annual percentage rate, APR.
en:4: “LPRS cap” is no name of the term lpr; write one of these: Loan prime rate, LPR.
en:6: “DCEP” is not used here; write “Digital renminbi”.
zh:1: “年利” is no name of the term apr; write one of these: 年化利率, APR, 贷款年化利率.
zh:3: “保本理财” is not used here; write “净值型产品”.
""",
    "numbers_match": """
en:2: the number 35 is not in docs/zh/risk/identify.md:2; write the same number in both languages.
en:6: the number 8,000 is not in docs/zh/risk/identify.md:6; write the same number in both languages.
en:19: the number 25 is not in docs/zh/risk/identify.md:19; write the same number in both languages.
en:24: the number 13.0, which is 13,000,000, is not in docs/zh/risk/identify.md:24; write the same number in both languages.
zh:2: the number 36 is not in docs/en/risk/identify.md:2; write the same number in both languages.
zh:6: the number 8,500 is not in docs/en/risk/identify.md:6; write the same number in both languages.
zh:19: the number 52 is not in docs/en/risk/identify.md:19; write the same number in both languages.
zh:24: the number 1,030, which is 10,300,000, is not in docs/en/risk/identify.md:24; write the same number in both languages.
""",
}


@pytest.fixture
def docs(tmp_path) -> Path:
    """A docs folder without pages."""
    folder = tmp_path / "docs"
    folder.mkdir()
    for name in ("rules.toml", "cases.toml", "terms.toml", "contents.toml"):
        shutil.copy(contents.DOCS / name, folder)
    return folder


@pytest.fixture(scope="module")
def handbook() -> pages.Book:
    return pages.book(contents.DOCS)


def put(docs: Path, path: str, text: str) -> pages.Book:
    (docs / path).parent.mkdir(parents=True, exist_ok=True)
    (docs / path).write_text(text, encoding="utf-8")
    return pages.book(docs)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_rule_has_a_bad_page_and_the_other_way_round():
    assert {file.name.partition(".")[0] for file in BAD.iterdir()} == set(check.names()) == set(EXPECTED)


@pytest.mark.parametrize("rule", check.names())
def test_a_rule_is_one_sentence_and_says_how_to_mend(rule):
    said = sys.modules[check.load(rule).__module__].__doc__
    assert said.count("\n") == 0 and said.endswith(".")


@pytest.mark.parametrize("rule", EXPECTED)
def test_a_bad_page_has_these_findings_and_no_others(rule, docs):
    path = PLACES.get(rule, "risk/identify.md")
    # A bad page of the last two kinds is a file of terms, or the list of addresses.
    places = {"en": f"en/{path}", "zh": f"zh/{path}", "terms": "terms.toml", "addresses": "addresses.txt"}
    for file in BAD.glob(f"{rule}.*"):
        where = "terms" if file.suffix == ".toml" else "addresses" if file.suffix == ".txt" else "zh" if file.name.endswith(".zh.md") or rule in CHINESE else "en"
        put(docs, places[where], file.read_text(encoding="utf-8"))
    expected = []
    for line in EXPECTED[rule].strip().split("\n"):
        where, number, sentence = line.split(":", 2)
        expected.append(f"docs/{places[where]}:{number}: {rule}:{sentence}")
    assert check.lines(pages.book(docs), rule) == expected


@pytest.mark.parametrize("rule", check.names())
def test_the_handbook_has_no_finding(rule, handbook):
    assert "\n".join(check.lines(handbook, rule)) == ""


def test_make_check_says_what_it_checked():
    done = subprocess.run([sys.executable, "-m", "scripts.check"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split("\n")[0] == f"{len(pages.book(contents.DOCS).pages)} pages, {len(EXPECTED)} rules: nothing found."


def test_make_check_counts_what_is_not_in_the_list_of_addresses_yet_and_finds_no_fault_in_it(docs, monkeypatch, capsys):
    put(docs, "addresses.txt", "index\n  home\n")
    for lang in ("en", "zh"):
        put(docs, f"{lang}/index.md", "# Home { #home }\n\n## New { #new }\n")
    monkeypatch.setattr(contents, "DOCS", docs)
    monkeypatch.setattr(check, "names", lambda: ("addresses_kept",))
    check.main()
    assert "New addresses: 1." in capsys.readouterr().out
    addresses.write(pages.book(docs))
    check.main()
    assert "New addresses" not in capsys.readouterr().out


def test_the_list_of_addresses_takes_what_is_new_and_keeps_what_is_gone_with_its_arrows(docs):
    old = "casebook/index\n  C-99\nindex\n  start -> #home\nrisk/before -> index\n  end -> index#home\n"
    put(docs, "addresses.txt", old)
    book = put(docs, "en/index.md", "# Home { #home }\n\n- [ ] Done. { #c-done }\n")
    addresses.write(book)
    head, _, rows = (docs / "addresses.txt").read_text(encoding="utf-8").partition("\n\n")
    assert rows == old.replace("index\n  start", "index\n  c-done\n  home\n  start")
    assert all(line.startswith("#") for line in head.split("\n"))


@pytest.mark.parametrize("name", [
    "risk/identify", "risk/identify#sentence", "risk/identify#c-5-1-lines", "rules/index#CN-46", "casebook/index#C-06",
    "glossary/index#apr", "calculators/loan_apr#loan_apr:v1:preset=S-08c", "notebooks/price_cap#three-caps", "index"])
def test_whatever_others_link_is_an_address(name, handbook):
    assert name in addresses.standing(handbook)

def test_make_check_fails_with_a_line_for_each_finding(docs, monkeypatch, capsys):
    put(docs, "en/index.md", "---\ntitle: Home\n---\n# Home\n\nBuy now!\n")
    monkeypatch.setattr(contents, "DOCS", docs)
    with pytest.raises(SystemExit) as left:
        check.main()
    assert "docs/en/index.md:6: no_vague_claims: “!”: end the sentence with a full stop." in capsys.readouterr().out
    assert left.value.code.startswith("Findings: 5.")


# Rules whose fault is not in a page

def test_a_book_without_sections_need_not_use_the_terms(docs):
    assert check.lines(put(docs, "en/index.md", "# Home { #home }\n\nWelcome.\n"), "terms_used") == []


FORM = "write a list of lines such as “- 2026-11-26: A sentence.”, in quotes from the sentence on where it holds a colon"


@pytest.mark.parametrize(("lines", "said"), [
    ("  - 2026-11-26: The line is 20%.\n  - 2026-11-26: A part is new.\n  - 2026-11-25: The page is new.\n", None),
    ("  - 2026-11-26: The line: 20%.\n", None),   # no YAML, so no front matter: another finding
    ("  - soon: The line is 20%.\n", FORM), ("  2026-11-26: The line is 20%.\n", FORM), ("", FORM),
    ("  - 2026-11-26: The line is 20%\n", "tell each change in a sentence"),
    ("  - 2026-11-25: One.\n  - 2026-11-26: Two.\n", "put the newest first")])
def test_changes_are_days_and_sentences_the_newest_first(lines, said, docs):
    front = f"---\ntitle: Home\ndescription: {'Words ' * 12}\nupdated: 2026-11-26\nchanges:\n{lines}---\n# Home {{ #home }}\n"
    found = [line for line in check.lines(put(docs, "en/index.md", front), "front_matter") if "changes:" in line]
    assert found == ([] if said is None else [f"docs/en/index.md:5: front_matter: changes: {said}."])


def test_changes_are_read_as_text_is(docs):
    for lang, told in (("en", "The line is 20%."), ("zh", "利率线是24%。")):
        book = put(docs, f"{lang}/index.md", f"---\nupdated: 2026-11-26\nchanges:\n  - 2026-11-26: {told}\n---\n# Home {{ #home }}\n")
    assert [line.split(": ")[0] for line in check.lines(book, "numbers_match")] == ["docs/en/index.md:4", "docs/zh/index.md:4"]
    assert [line.split(": ")[0] for line in check.lines(book, "chinese_typography")] == ["docs/zh/index.md:4"]


@pytest.mark.parametrize(("words", "minutes", "said"), [(299, 2, None), (449, 2, None), (450, 2, 3), (300, 3, 2), (301, 3, None)])
def test_minutes_are_wrong_when_they_are_off_by_a_whole_one(docs, words, minutes, said):
    book = put(docs, "en/risk/identify.md", f"---\nminutes: {minutes}\n---\n# Identify {{ #identify }}\n\n{'word ' * (words - 1)}\n")
    assert check.lines(book, "minutes_true") == ([] if said is None else [
        f"docs/en/risk/identify.md:2: minutes_true: the page has {words} words: write minutes: {said} in both languages, and in the table "
        "of its chapter."])


def test_the_table_of_a_chapter_says_the_minutes_of_its_sections_and_their_sum(docs):
    put(docs, "en/risk/identify.md", f"---\nminutes: 2\n---\n# Identify {{ #identify }}\n\n{'word ' * 300}\n")
    book = put(docs, "en/risk/index.md", "# Risk { #risk }\n\n| Section | Minutes |\n| --- | ---: |\n| 5.1 | 2 |\n| **All** | **3** |\n")
    assert check.lines(book, "minutes_true") == [
        "docs/en/risk/index.md:5: minutes_true: the column “Minutes” must say 2, 2: the minutes of each section, then their sum."]



def test_a_record_that_breaks_the_schema_is_found_on_its_line(docs):
    change(docs / "rules.toml", 'issued = "2017-12-08"', 'issued = "8 December 2017"')
    line = (docs / "rules.toml").read_text(encoding="utf-8").split("\n").index('issued = "8 December 2017"') + 1
    assert check.lines(pages.book(docs), "facts_valid") == [
        f"docs/rules.toml:{line}: facts_valid: CN-08: issued: say the date as YYYY-MM-DD; "
        "as YYYY-MM or YYYY where the day was not seen."]


def test_a_missing_field_is_found_at_the_head_of_its_record(docs):
    change(docs / "cases.toml", "[C-06]\n", "[C-06]\nmoral = 1\n")
    text = (docs / "cases.toml").read_text(encoding="utf-8").split("\n")
    found = check.lines(pages.book(docs), "facts_valid")
    assert len(found) == 1
    assert found[0].startswith(f"docs/cases.toml:{text.index('[C-06]') + 2}: facts_valid: C-06: moral: unknown key")


@pytest.mark.parametrize("old, new", [
    ('issued = "2017-12-08"', "issued = 2017-12-08"),
    ('issuer = {en = "CSRC and PBOC", zh = "中国证监会、中国人民银行"}', 'issuer = "CSRC and PBOC"'),
    ('[CN-08]\njurisdiction = "CN"', "CN-08"),
    ('zh = "P2P 网贷专项整治的整改验收"', "zh = 7"),
    ('seen = ["ecns.cn/business/2017-12-14", "handmsg.com/2020/1228/8240971"]', "seen = 1"),
])
def test_a_slip_in_a_record_is_a_finding_and_no_crash(docs, old, new):
    change(docs / "rules.toml", old, new)
    found = check.lines(pages.book(docs), *check.names())
    assert any(line.startswith("docs/rules.toml:") and ": facts_valid: " in line for line in found)


@pytest.mark.parametrize("old, new", [
    ('name = {en = "Annual percentage rate", zh = "年化利率"}', 'name = {en = 7, zh = "年化利率"}'),
    ('also = {en = ["APR"], zh = ["APR", "贷款年化利率"]}', 'also = "APR"'),
    ('related = ["irr", "all-in-cost", "effective-rate", "flat-rate"]', 'related = ["irr", "all-in"]'),
])
def test_a_slip_in_a_term_is_a_finding_and_no_crash(docs, old, new):
    change(docs / "terms.toml", old, new)
    put(docs, "en/risk/manage.md", "An [APR](../glossary/index.md#apr) of [DCEP](../glossary/index.md#ecny)\n")
    found = [line for line in check.lines(pages.book(docs), *check.names()) if ": terms_" in line or ": facts_valid: " in line]
    assert len(found) == 1 and found[0].startswith("docs/terms.toml:") and ": facts_valid: apr: " in found[0]


def test_a_file_of_records_that_is_not_toml_is_one_sentence_and_stops_no_other_rule(docs):
    change(docs / "rules.toml", "[CN-08]", "[CN-08")
    found = check.lines(pages.book(docs), *check.names())
    line = 1 + (docs / "rules.toml").read_text(encoding="utf-8").split("\n").index("[CN-08")
    assert len(found) == 1 and found[0].startswith(f"docs/rules.toml:{line}: facts_valid: this file cannot be read:")


def test_a_figure_changed_in_one_language_of_a_record_is_found(docs):
    change(docs / "cases.toml", "13 个城市、41.5 万间房", "13 个城市、45.1 万间房")
    found = check.lines(pages.book(docs), "numbers_match")
    assert [line.split("numbers_match: ")[1].split(" is not")[0] for line in found] == [
        "the number 415,000", "the number 45.1 万, which is 451,000,"]


def test_a_rule_of_the_old_authority_with_a_new_date_is_found(docs):
    change(docs / "rules.toml", '{en = "CSRC and PBOC"', '{en = "CBIRC"')
    change(docs / "rules.toml", 'published = "2018-06-01"', 'issued = "2024-06-01"')
    found = check.lines(pages.book(docs), "no_stale_terms")
    assert len(found) == 1 and "CN-11: “CBIRC”: its work passed to the NFRA" in found[0]


def test_a_page_listed_twice_is_found_on_the_second_line(docs, monkeypatch):
    change(docs / "contents.toml", '{ path = "respond", number = "5.3"', '{ path = "manage", number = "5.3"')
    monkeypatch.setattr(contents, "DOCS", docs)
    contents.entries.cache_clear()
    try:
        found = check.lines(pages.book(docs), "contents_listed")
    finally:
        contents.entries.cache_clear()
    lines = (docs / "contents.toml").read_text(encoding="utf-8").split("\n")
    assert 'path = "manage", number = "5.3"' in lines[int(found[0].split(":")[1]) - 1]
    assert found[0].endswith("risk/manage stands here a second time; a page has one place in the navigation.")


def test_a_title_that_is_not_that_of_the_table_of_contents_is_found(docs):
    book = put(docs, "zh/risk/manage.md", "---\ntitle: 风险管理\n---\n")
    assert check.lines(book, "contents_listed") == [
        "docs/zh/risk/manage.md:2: contents_listed: docs/contents.toml calls this page “风险管理制度与措施”; "
        "give both the same title."]


def test_a_mark_is_found_on_its_own_line(docs):
    book = put(docs, "en/risk/manage.md", "<!-- rule: CN-19 -->\n\n<div>\n<!-- rule: CN-98 -->\n</div>\n\nA word\nand <!-- case: C-98 -->\n")
    assert [line.split(": docs")[0] for line in check.lines(book, "facts_valid")] == [
        "docs/en/risk/manage.md:4: facts_valid", "docs/en/risk/manage.md:8: facts_valid"]


def test_a_mark_with_half_a_quotation_is_a_finding_and_no_crash(docs):
    book = put(docs, "en/risk/manage.md", '<!-- rule: "CN-19 -->\n')
    assert check.lines(book, "facts_valid") == [
        'docs/en/risk/manage.md:1: facts_valid: docs/rules.toml has no rule “"CN-19”; correct the id, or add the record.']


@pytest.mark.parametrize("line, sentence", [
    ("updated: 22 November 2026", "updated: write the date as YYYY-MM-DD, without quotes."),
    ("covers: []", "covers: list the points of the outline that the page treats, such as [5.1-id-base]."),
    ("covers: [5.2-id-base]", "covers: list the points of the outline that the page treats, such as [5.1-id-base]."),
    ("covers: [5.1-id-base, 5.1-id-base]", "covers: name each point once."),
    ("minutes: 0", "minutes: write whole minutes from 1 to 60."),
    ("minutes: 61", "minutes: write whole minutes from 1 to 60."),
    ("minutes: 1", ""),
    ("minutes: 60", ""),
    (f"description: {'x' * 59}", "description: write a sentence of 60 to 160 characters, not 59."),
    (f"description: {'x' * 60}", ""),
    (f"description: {'x' * 160}", ""),
    (f"description: {'x' * 161}", "description: write a sentence of 60 to 160 characters, not 161."),
    ("description: 7", "description: write a sentence of 60 to 160 characters."),
])
def test_a_value_of_the_front_matter_is_found_where_it_is_wrong(docs, line, sentence):
    book = put(docs, "en/risk/identify.md", f"---\n{line}\n---\n")
    found = [f for f in check.lines(book, "front_matter") if " needs the key " not in f]
    assert found == ([f"docs/en/risk/identify.md:2: front_matter: {sentence}"] if sentence else [])


def test_front_matter_that_is_not_yaml_is_one_sentence(docs):
    book = put(docs, "en/risk/manage.md", "---\ntitle: Limits: which\n---\n")
    found = check.lines(book, "front_matter")
    assert len(found) == 1 and found[0].startswith("docs/en/risk/manage.md:1: front_matter: there is no front matter")


def test_a_flow_that_stands_in_one_language_only_is_found(docs):
    put(docs, "en/risk/manage.md", "```flow\ndescription: X.\nA -> B\n```\n")
    assert check.lines(put(docs, "zh/risk/manage.md", "正文。\n"), "fences_match") == [
        "docs/zh/risk/manage.md:1: fences_match: this page has 0 flows and timelines, docs/en/risk/manage.md has 1, or in another "
        "order; give both the same."]


def test_a_number_changed_in_one_language_of_a_flow_or_timeline_is_found(docs):
    put(docs, "en/risk/manage.md", "```flow\ndescription: After 3 days.\nA => B: 3,000\nbox: A | holds 27,000\n```\n\n```timeline\n2017 | 12 banks.\n```\n")
    book = put(docs, "zh/risk/manage.md", "```flow\ndescription: 3 天以后。\n甲 => 乙：3,100\nbox: 甲 | 有 27,500\n```\n\n```timeline\n2017 | 13 家银行。\n```\n")
    found = [line.split("numbers_match: the number ")[0] + line.split("the number ")[1].split(" ")[0] for line in check.lines(book, "numbers_match")]
    assert found == [f"docs/{lang}/risk/manage.md:{line}: {number}" for lang, values in
                     (("en", ("3,000", "27,000", "12")), ("zh", ("3,100", "27,500", "13")))
                     for line, number in zip((3, 4, 8), values, strict=True)]


# Numbers

@pytest.mark.parametrize("english, chinese", [
    ("CNY 0.30bn", "3.0 亿元"),
    ("1,000 users", "１，０００ 名用户"),
    ("CNY 1.69tn", "1.69 万亿元"),
    ("JASA 53, 1958; volume 33, 192 pages", "JASA 53，1958；第 33 卷，192 页"),
    ("5 million people, 40k of them", "500 万人，其中 4 万"),
    ("CNY 0.1–1m", "10 万–100 万元"),
    ("2 to 20 %", "2% 到 20%"),
    ("3.5 + 1.3 = 4.8bn", "35 + 13 = 48 亿元"),
    ("0.6m × 7,500 = 4.5bn", "60 万 × 7,500 = 45 亿元"),
    ("8 September 2016", "2016 年 9 月 8 日"),
    ("in force 2025-08-01", "2025-08-01 起施行"),
    ("at 14:20", "14:20"),
    ("12 months, 21 days", "十二个月，二十一天"),
    ("nine in ten", "九成"),
    ("twenty-one days", "21 天"),
    ("a hundred users", "100 名用户"),
    ("up 1.8 percentage points", "上升 1.8 个百分点"),
    ("IFRS 9, PS21/3, CN-19", "IFRS 9、PS21/3、CN-19"),
    ("on day 0", "放款日"),
])
def test_the_same_number_in_two_languages(english, chinese):
    sides = [numbers_match.Side("en", "en", [Prose(1, english)]), numbers_match.Side("zh", "zh", [Prose(1, chinese)])]
    assert [*numbers_match.unanswered(*sides), *numbers_match.unanswered(*sides[::-1])] == []


@pytest.mark.parametrize("english, chinese, alone", [
    ("CNY 0.30bn", "3.0 万元", ["0.30bn", "3.0 万"]),
    ("CNY 4.80bn", "4.80 亿元", ["4.80bn", "4.80 亿"]),
    ("12 %", "12.5%", ["12", "12.5"]),
    ("12 of 12", "13", ["12", "13"]),   # once is enough
    ("8 September 2016", "2016 年 8 月 9 日", []),   # the same three numbers: an order of words is not compared
    ("5m people for 3 days", "5 人 3 天", ["5m", "5"]),
    ("5m people for 5 days", "50 亿人 5 天", ["5m", "50 亿"]),
    ("twenty days", "21 天", ["21"]),
])
def test_other_numbers_in_two_languages(english, chinese, alone):
    sides = [numbers_match.Side("en", "en", [Prose(1, english)]), numbers_match.Side("zh", "zh", [Prose(1, chinese)])]
    found = [*numbers_match.unanswered(*sides), *numbers_match.unanswered(*sides[::-1])]
    assert [f.sentence.removeprefix("the number ").split(", which")[0].split(" is not")[0] for f in found] == alone


@pytest.mark.parametrize("chinese, found", [("共 3 项与 5 项。", []), ("共 3 项与 6 项。", ["5", "6"])])
def test_a_section_of_unlike_build_is_compared_as_a_whole(docs, chinese, found):
    put(docs, "en/risk/identify.md", "# One { #one }\n\nThese are 3.\n\nThose are 5.\n")
    book = put(docs, "zh/risk/identify.md", f"# 一 {{ #one }}\n\n{chinese}\n")
    lines = check.lines(book, "numbers_match")
    assert [line.split("the number ")[1].split(" is not")[0] for line in lines] == found


@pytest.mark.parametrize("signs, value", [("一百零五", 105), ("三万五千", 35_000), ("十", 10), ("二十一", 21), ("两", 2)])
def test_chinese_numerals(signs, value):
    assert _numbers.chinese(signs) == value and _numbers.spelled("zh", f"约{signs}。") >= {Decimal(value)}


def changed(book: pages.Book) -> Iterator[bool]:
    """Whether a number of the pages is missed when its first digit becomes another one, for each number."""
    for en, zh in numbers_match.pages(book):
        for here, there in ((en, zh), (zh, en)):
            for i, text in enumerate(here.texts):
                for number in _numbers.numbers(here.lang, text):
                    digit = str(int(number.text[0]) % 9 + 1)
                    other = text._replace(text=text.text[:number.start] + digit + text.text[number.start + 1:])
                    side = here._replace(texts=[*here.texts[:i], other, *here.texts[i + 1:]])
                    yield next(numbers_match.unanswered(side, there), None) or next(numbers_match.unanswered(there, side), None)


def test_hardly_a_changed_figure_escapes(handbook):
    book = pages.Book(handbook.docs, tuple(page for page in handbook.pages if page.path == "risk/respond.md"))
    found = [bool(finding) for finding in changed(book)]
    assert len(found) > 500 and sum(found) / len(found) > 0.97


# How a page is read

def test_boxes_tabs_tables_and_formulas_are_read_as_text_with_their_lines():
    page = pages.Page("en", "x.md", """---
title: T
---
!!! note "A box"
    Its text

    - [ ] an item { #c-1-1-a }

=== "A tab"

    ??? info "A box in it"
        | Head |
        | --- |
        | Cell **bold** |

Before `code`

```math
x
```

after.
""")
    assert [(line, text, column) for line, text, column in page.prose()] == [
        (2, "T", ""), (4, "A box", ""), (5, "Its text", ""), (7, "[ ] an item", ""), (9, "A tab", ""), (11, "A box in it", ""),
        (12, "Head", ""), (14, "Cell bold", "Head"), (16, f"Before {reader.CODE}\n{reader.CODE}\n\n\n\n\nafter.", "")]
    assert page.sections[-1][1].line_at(page.sections[-1][1].text.index("after")) == 22


@pytest.mark.parametrize("source, texts", [
    ('!!! note "A box"\n    Its text\n    ```math\n    1 + 1\n    ```\n', ["A box", "Its text"]),
    ('!!! note "A box"\n    Its text\nText after it\n', ["A box", "Its text", "Text after it"]),
    ("See <https://example.org/1> and 5 more.\n", ["See  and 5 more."]),
    ("See [page 2](https://example.org/1) and 5 more.\n", ["See page 2 and 5 more."]),
    ("A <b>bold</b> word<!-- 7 -->.\n", ["A bold word."]),
    ('```vega-lite\n{"width": 4}\n```\n', []),
    ('```vega-lite\n{"width": 4\n```\n', []),   # the build says what is wrong with it
])
def test_text_is_what_a_reader_reads(source, texts):
    assert [text for _, text, _ in pages.Page("en", "x.md", source).prose()] == texts


def test_the_markdown_cells_of_a_notebook_keep_their_lines():
    page = pages.Page("en", "n.py", '# %% [markdown]\n# ---\n# title: N\n# ---\n# # One { #one }\n#\n# Text.\n\n'
                                    '# %%\n# a comment\nx = "no text"\n\n# %% [markdown]\n# <!-- rule: CN-19 -->\n')
    assert (page.front, page.front_line("title")) == ({"title": "N"}, 3)
    assert [(h.line, h.id) for h in page.headings] == [(5, "one")]
    assert [text for text in page.prose()] == [Prose(3, "N"), Prose(5, "One"), Prose(7, "Text.")]
    assert page.marks == ((14, "rule", ["CN-19"]),)


def test_the_text_of_a_chart_is_its_description():
    page = pages.Page("en", "x.md", '# C { #c }\n\n```vega-lite\n{\n  "width": 4,\n  "description": "From 2 to 5."\n}\n```\n')
    assert page.sections[-1] == ("c", Prose(6, "From 2 to 5."))
