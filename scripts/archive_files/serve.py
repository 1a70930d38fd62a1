"""Serves the folder that it stands in, to this machine alone; with `all` to every machine in the room."""

import functools
import http.server
import pathlib
import sys

PORT = 8000


class Handler(http.server.SimpleHTTPRequestHandler):
    # Python asks Windows for the types of files, and on some machines Windows says that a script is plain text.
    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript", ".mjs": "text/javascript",
        ".wasm": "application/wasm", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml",
    }


here = str(pathlib.Path(__file__).resolve().parent)
address = "0.0.0.0" if sys.argv[1:] == ["all"] else "127.0.0.1"
print(f"http://localhost:{PORT}/  -  http://localhost:{PORT}/zh/")
http.server.ThreadingHTTPServer((address, PORT), functools.partial(Handler, directory=here)).serve_forever()
