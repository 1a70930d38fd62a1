"""What a server says beside each file, in the words of three kinds of host: `_headers` for Netlify and Cloudflare Pages,
`_headers.nginx`, `_headers.caddy`. All lie in the root of the site and name its files as they are in this build.

Pages, pictures and all else that keeps its name from build to build: the policy, and a question to the server before a
copy is used. Folders and files named by their version or content: kept for ever. Everywhere: the types that browsers insist
on. Pages may be shown inside other sites, as trainers do.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from scripts import languages, policy, runtime

FOLDER = re.compile(r"assets/[\w-]+-([0-9a-f]{12}|\d+(\.\d+)+(-\d+(\.\d+)+)*)")  # scripts/runtime_build.py names them
# The theme's, but for the search, which scripts/search.py has put in the place of theirs; and ours.
FILE = re.compile(r".*\bassets/.+/(?!search\.)\w+(\.[0-9a-f]{8}\.min|-[0-9a-f]{12})\.\w+(\.\w+)*")
POLICY, CACHE = "Content-Security-Policy", "Cache-Control"
FOR_EVER, ASK = "public, max-age=31536000, immutable", "no-cache"
EVERYWHERE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
TYPES = {"mjs": "text/javascript", "wasm": "application/wasm", "whl": "application/zip"}
EMBEDDING = "; frame-ancestors *"  # a meta tag cannot say it


@dataclass(frozen=True)
class Site:
    """Paths as a browser asks for them; one that ends in `/*` means all below."""

    base: str            # where the site stands on its host; begins and ends with a slash
    kept: list[str]      # for ever
    asked: list[str]     # all the rest, but for loose files in folders that also hold kept ones
    worker: str
    policy: str


def write(config, page_policy: str | None) -> None:
    """The three files, once the pages have their policy."""
    if page_policy is None:
        return
    root, base = Path(config.site_dir), urlsplit(languages.root(config)).path or "/"
    site = Site(base, [base + path for path in kept(root)], [base + path for path in asked(root)],
                base + runtime.addresses()["worker"], page_policy + EMBEDDING)
    for name, words in {"_headers": netlify(site), "_headers.nginx": nginx(site), "_headers.caddy": caddy(site)}.items():
        (root / name).write_text(words, encoding="utf-8")


def kept(root: Path, folder: str = "") -> Iterator[str]:
    """Folders and files that never change under their names."""
    for entry in sorted((root / folder).iterdir()):
        path = folder + entry.name
        if entry.is_dir():
            yield from [f"{path}/*"] if FOLDER.fullmatch(path) else kept(root, f"{path}/")
        elif FILE.fullmatch(path):
            yield path


def asked(root: Path, folder: str = "") -> Iterator[str]:
    """Folders without anything kept, and the files beside a home page. What is left out is a list too long for some hosts,
    which ask before they use a copy of it anyway."""
    for entry in sorted((root / folder).iterdir()):
        path = folder + entry.name
        if entry.is_dir():
            if not FOLDER.fullmatch(path):
                yield from asked(root, f"{path}/") if any(kept(root, f"{path}/")) else [f"{path}/*"]
        elif (root / folder / "index.html").exists() and not entry.name.startswith("_headers"):
            yield path.removesuffix("index.html")


def netlify(site: Site) -> str:
    """Rules that match the same file are added up, and two policies or two ages would both hold: no two of these overlap
    in what they say."""
    page = {POLICY: site.policy, CACHE: ASK}
    rules = [(f"{site.base}*", EVERYWHERE),
             *((f"{site.base}*.{ending}", {"Content-Type": kind}) for ending, kind in TYPES.items()),
             *((path, {CACHE: FOR_EVER}) for path in site.kept), (site.worker, {POLICY: policy.worker()}),
             *((path, page) for path in site.asked)]
    lines = ["# For Netlify and Cloudflare Pages: belongs in the root of what is published."]
    for path, headers in rules:
        lines += [path, *(f"  {name}: {value}" for name, value in headers.items())]
    return "\n".join(lines) + "\n"


def nginx(site: Site) -> str:
    """For a `server` block. A header without a value is not sent."""
    pattern = "|".join(re.escape(path).removesuffix(r"\*") + ("" if path.endswith("/*") else "$") for path in site.kept)
    at = {name: f"$handbook_{name.lower().replace('-', '_')}" for name in (POLICY, CACHE, *EVERYWHERE)}
    lines = ["# For nginx: `include` this in the server block that serves the site."]
    lines += [f'set {variable} "";' for variable in at.values()]

    def when(condition: str, headers: dict[str, str]) -> None:
        lines.extend([f"if ($uri {condition}) {{", *(f'    set {at[name]} "{said}";' for name, said in headers.items()), "}"])

    when(f'~ "^{re.escape(site.base)}"', {POLICY: site.policy, CACHE: ASK, **EVERYWHERE})
    when(f'~ "^(?:{pattern})"', {POLICY: "", CACHE: FOR_EVER})
    when(f'= "{site.worker}"', {POLICY: policy.worker()})
    for name, variable in at.items():
        lines.append(f"add_header {name} {variable}{'' if name == CACHE else ' always'};")  # no age for what is missing
    for ending, kind in TYPES.items():
        lines += [f'location ~ "^{re.escape(site.base)}.*\\.{ending}$" {{', "    types { }", f"    default_type {kind};", "}"]
    return "\n".join(lines) + "\n"


def caddy(site: Site) -> str:
    """For a site block. No two matchers match the same file, as Caddy has an order of its own; `file` leaves out what is
    missing, whose answer must not be kept."""
    kept_ = f"\tpath {' '.join(site.kept)}"
    rest = [f"\tpath {site.base}*", "\tnot {", f"\t{kept_}", "\t\tfile", "\t}"]
    matched = {
        "everywhere": ([f"\tpath {site.base}*"], EVERYWHERE),
        "kept": ([kept_, "\tfile"], {CACHE: FOR_EVER}),
        "rest": (rest, {CACHE: ASK, POLICY: site.policy}),
        "worker": ([f"\tpath {site.worker}", "\tfile"], {POLICY: policy.worker()}),
        **{ending: ([f"\tpath_regexp ^{re.escape(site.base)}.*\\.{ending}$"], {"Content-Type": kind})
           for ending, kind in TYPES.items()},
    }
    lines = ["# For Caddy: `import` this in the site block that serves the site, whose `root` it needs."]
    for name, (matcher, headers) in matched.items():
        lines += [f"@handbook_{name} {{", *matcher, "}", f"header @handbook_{name} {{",
                  *(f'\t{field} "{value}"' for field, value in headers.items()), "}"]
    return "\n".join(lines) + "\n"
