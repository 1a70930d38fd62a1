"""The packed twins of the runtime's files: what a server may send instead is the file itself."""

import gzip

import brotli
import pytest

PACKABLE = {".wasm", ".mjs", ".js", ".json"}


@pytest.mark.parametrize(("end", "unpack"), [(".gz", gzip.decompress), (".br", brotli.decompress)])
def test_each_file_of_the_runtime_has_a_smaller_twin_that_unpacks_to_it(built, end, unpack):
    files = [file for folder in ("calculators", "pyodide", "charts") for file in (built / "assets").glob(f"{folder}-*/*")
             if file.suffix in PACKABLE]
    assert {"worker.js", "pyodide.asm.wasm", "pyodide.asm.mjs", "vega.min.js"} <= {file.name for file in files}
    for file in files:
        twin = file.with_name(file.name + end).read_bytes()
        assert unpack(twin) == file.read_bytes() and len(twin) < 0.6 * file.stat().st_size, file.name
