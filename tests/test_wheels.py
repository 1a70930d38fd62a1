"""Comparing two wheels: sources and their bytecode are the same, anything else is named."""

import importlib.util
import marshal
from zipfile import ZipFile

import pytest

from scripts import wheels

SOURCE = '"""Doc."""\nRATES = {0.1, 0.2}\n\n\ndef twice(x):\n    return 2 * x\n'


def wheel(path, files):
    with ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def bytecode(source, magic=importlib.util.MAGIC_NUMBER):
    return magic + bytes(12) + marshal.dumps(compile(source, "/another/place.py", "exec"))


@pytest.fixture
def plain(tmp_path):
    return wheel(tmp_path / "plain.whl", {
        "a/__init__.py": SOURCE, "a-1.dist-info/METADATA": "Name: a\n", "a-1.dist-info/RECORD": "one", "a-1.dist-info/WHEEL": "py3"})


def test_bytecode_equals_its_source_and_what_describes_the_wheel_does_not_count(plain, tmp_path):
    compiled = wheel(tmp_path / "compiled.whl", {"a/__init__.pyc": bytecode(SOURCE), "a_b-1.dist-info/METADATA": "Name: a_b\n"})
    assert wheels.differences(plain, [compiled]) == []


def test_other_code_a_missing_file_and_an_added_one_are_named(plain, tmp_path):
    other = wheel(tmp_path / "other.whl", {"a/__init__.pyc": bytecode(SOURCE.replace("2 *", "3 *"))})
    more = wheel(tmp_path / "more.whl", {"a/more.py": ""})
    assert wheels.differences(plain, [other, more]) == ["a/__init__.py: differs", "a/more.py: only in the parts"]
    assert wheels.differences(more, [plain]) == ["a/__init__.py: only in the parts", "a/more.py: only in the whole"]


def test_bytecode_of_another_python_is_refused(tmp_path):
    foreign = wheel(tmp_path / "foreign.whl", {"a/__init__.pyc": bytecode(SOURCE, magic=b"\0\0\r\n")})
    with pytest.raises(ValueError, match="another Python"):
        wheels.contents(foreign)


def test_the_command_says_what_is_the_same_and_fails_with_what_is_not(plain, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["wheels", str(plain), str(plain)])
    wheels.main()
    assert capsys.readouterr().out == "plain.whl and its 1 parts: the same 1 files\n"
    monkeypatch.setattr("sys.argv", ["wheels", str(plain), str(wheel(tmp_path / "other.whl", {"a/more.py": ""}))])
    with pytest.raises(SystemExit) as left:
        wheels.main()
    assert left.value.code == "a/__init__.py: only in the whole\na/more.py: only in the parts"
