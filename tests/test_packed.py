"""The packed twins of the runtime's files: what a server may send instead is the file itself."""

import gzip
from zipfile import ZipFile

import brotli
import pytest

PACKABLE = {".wasm", ".mjs", ".js", ".json"}


@pytest.mark.parametrize(("end", "unpack"), [(".gz", gzip.decompress), (".br", brotli.decompress)])
def test_each_file_of_the_runtime_has_a_smaller_twin_that_unpacks_to_it(built, end, unpack):
    files = [file for folder in ("calculators", "pyodide", "charts") for file in (built / "assets").glob(f"{folder}-*/*")
             if file.suffix in PACKABLE]
    assert {"worker.js", "pyodide.asm.wasm", "pyodide.asm.mjs", "vega.min.js"} <= {file.name for file in files}
    twins = {file: file.with_name(file.name + end).read_bytes() for file in files}
    for file, twin in twins.items():
        assert unpack(twin) == file.read_bytes() and len(twin) < file.stat().st_size, file.name
    assert sum(map(len, twins.values())) < 0.5 * sum(file.stat().st_size for file in files)


def test_compiled_files_tell_no_time_so_that_the_same_sources_give_the_same_bytes(built):
    archives = [*built.glob("assets/calculators-*/*.whl"), *built.glob("assets/library-*/*.zip")]
    assert len(archives) > 20
    for file in archives:
        with ZipFile(file) as archive:
            for entry in archive.infolist():
                assert entry.date_time == (1980, 1, 1, 0, 0, 0), (file.name, entry)
                if entry.filename.endswith(".pyc"):
                    assert archive.read(entry)[4] & 1, entry.filename   # by the hash of its source, not by the time of its file
