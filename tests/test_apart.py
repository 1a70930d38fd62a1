"""The key to an exercise: a trainer has it by a link, a student who does the exercise meets it nowhere."""

import re
from urllib.parse import urljoin, urlsplit

import pytest

from scripts import contents, moved, offline
from scripts.languages import LANGUAGES

APART = [page.path for entry in contents.entries() for page in entry.children if page.apart]
EXERCISE, KEY = "cases/success/", "teaching/seven-breaches/"


def test_there_is_one():
    assert f"{APART[0]}/" == KEY


@pytest.mark.parametrize("path", APART)
def test_only_the_page_for_trainers_leads_there(built, site, path):
    own = {language.prefix + f"{path}/" for language in LANGUAGES}
    leading = set()
    for file in moved.others(built):
        address = file.relative_to(built).as_posix().removesuffix("index.html")
        links = re.findall(r'<a\b[^>]*\bhref="([^"]*)"', file.read_text(encoding="utf-8"))
        if own & {urlsplit(urljoin(site + address, link)).path.removeprefix(urlsplit(site).path) for link in links}:
            leading.add(address)
    assert leading - own == {language.prefix + "teaching/" for language in LANGUAGES}


@pytest.mark.parametrize("path", APART)
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_no_search_and_no_list_for_machines_knows_it(built, language, path):
    root = built / language.prefix
    for file in ("search/docs.json", "search/search_index.json", "sitemap.xml"):
        assert path not in (root / file).read_text(encoding="utf-8")
    title = next(page.title[language.code] for entry in contents.entries() for page in entry.children if page.path == path)
    assert title not in (root / "search/docs.json").read_text(encoding="utf-8")
    for address, there in ((f"{path}/", True), (EXERCISE, False), ("teaching/", False)):
        html = (root / address / "index.html").read_text(encoding="utf-8")
        assert ('<meta name="robots" content="noindex">' in html) is there, address
    assert f"{language.prefix}{path}/index.html" in offline.files(built, language)   # a trainer without a network has it too


@pytest.mark.parametrize(("language", "answers", "kept"), [
    (LANGUAGES[0], ("Take the shelf down", "Passkey or password", "Marketing by the unlicensed ("), ("20 minutes", "out of 21")),
    (LANGUAGES[1], ("下架", "拦下，并留痕", "无牌营销（"), ("20 分钟", "满分 21 分"))], ids=("en", "zh"))
def test_the_exercise_says_time_and_marking_and_the_answers_stand_on_the_key(built, language, answers, kept):
    exercise, key = ((built / language.prefix / address / "index.html").read_text(encoding="utf-8") for address in (EXERCISE, KEY))
    part = exercise.partition('id="exercise"')[2].partition("<h2")[0]
    assert all(words in part for words in kept)
    assert [words for words in answers if words not in key or words in exercise] == []
    assert key.count("<tr>") == 1 + 7
