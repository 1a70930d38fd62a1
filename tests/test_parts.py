"""The wheel in parts: each calculator works with the core and its own part alone, and together they are the whole."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from calculators import names
from scripts import parts, runtime, wheels

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def cut(tmp_path_factory):
    """The parts, as sources."""
    folder = tmp_path_factory.mktemp("parts")
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT], check=True,
                   capture_output=True)
    whole = next(folder.glob("*.whl"))
    kept = folder / "whole.zip"
    kept.write_bytes(whole.read_bytes())
    return kept, {made.name.split("-")[0]: made for made in parts.split(whole)}


def test_together_they_are_the_whole(cut):
    whole, made = cut
    assert wheels.differences(whole, list(made.values())) == []
    assert set(made) == {"calculators", *map(parts.part, names())}


@pytest.mark.parametrize("name", names())
def test_a_calculator_answers_from_the_core_and_its_own_part_alone(cut, tmp_path, name):
    _, made = cut
    for part in ("calculators", parts.part(name)):
        ZipFile(made[part]).extractall(tmp_path)
    done = subprocess.run([sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
                           f"from calculators import _run, names; print(names(), 'html' in _run.answer({name!r}, {{}}, 'en'))"],
                          capture_output=True, text=True)
    assert done.stdout == f"{(name,)} True\n", done.stderr[-500:]


def test_the_lock_file_says_that_a_part_needs_the_core_and_what_each_hashes_to():
    lock = runtime.locked()
    assert set(lock) == {"calculators", *(parts.part(name).replace("_", "-") for name in names())}
    for name, package in lock.items():
        assert package["depends"] == ([] if name == "calculators" else ["calculators"])
        assert len(package["sha256"]) == 64
