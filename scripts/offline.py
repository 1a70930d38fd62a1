"""What a browser may save: for each language a list of files with their sizes and hashes, and build.json, which names the
edition. A saved edition is what these lists hold, whole and of one build; overrides/service-worker.js answers from it.

The whole standard library (4.3 of 27 MB) is in the lists, although the calculators have never been seen to need it: it is the
way out when one of them imports a module that the trimmed library lacks, and a classroom without a network has no other.
"""

import hashlib
import json
from functools import cache
from pathlib import Path, PurePosixPath

from scripts import languages, runtime, styles
from scripts.offline_words import SORRY
from scripts.phrases import said

WORKER = "service-worker.js"
GAP = "const SORRY = {};"   # in it: what it says by itself, where it has no page to show
BUILD = "build.json"
# For machines, for servers, for pictures of shared links, and this file's own: no page asks for them.
LEFT_OUT = (".map", ".gz", ".br", ".txt", ".conf")
CARDS = "assets/cards/"


def write(config) -> None:
    """Write the lists and build.json into the root of the site, once all languages stand there. Nothing may change a file
    that a page asks for after this."""
    if languages.of(config) is not languages.LANGUAGES[0]:
        (Path(config.site_dir) / WORKER).unlink(missing_ok=True)   # there is one for all
        return
    speak(Path(config.site_dir) / WORKER)
    publish(Path(config.site_dir), bool(config.extra.get("offline", True)))


def speak(worker: Path) -> None:
    """Give the service worker its words by the prefix of each language, the longest first."""
    words = {language.prefix: {**said(language.code, SORRY), "html": language.html} for language in languages.LANGUAGES}
    ordered = json.dumps(dict(sorted(words.items(), key=lambda item: -len(item[0]))), ensure_ascii=False)
    worker.write_text(worker.read_text(encoding="utf-8").replace(GAP, GAP.replace("{}", ordered)), encoding="utf-8")


def publish(site: Path, allowed: bool = True) -> str:
    """The lists and build.json for the files of a site, and the edition's name."""
    found = {language.code: files(site, language) for language in languages.LANGUAGES}
    build = hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:12]
    for code, listed in found.items():
        put(site / listing(code), {"build": build, "prefixes": prefixes(), "files": listed})
    put(site / BUILD, {"offline": allowed, "build": build})
    return build


def listing(code: str) -> str:
    return f"offline-{code}.json"


def files(site: Path, language) -> dict[str, tuple[int, str]]:
    """What one language needs, by path below the root of the site: its own files, and the runtime that all share."""
    own = [prefix for prefix in prefixes().values() if prefix and prefix != language.prefix]
    found = {}
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        mine = path.startswith(language.prefix) and not path.startswith(tuple(own))
        if file.is_file() and kept(path) and (mine or path.startswith(shared())):
            data = file.read_bytes()
            found[path] = (len(data), hashlib.sha256(data).hexdigest())
    return found


def kept(path: str) -> bool:
    name = PurePosixPath(path).name
    control = {WORKER, BUILD, *(listing(language.code) for language in languages.LANGUAGES)}
    return not (name.startswith((".", "_")) or name in control or path.endswith(LEFT_OUT) or path.startswith(CARDS))


def prefixes() -> dict[str, str]:
    return {language.code: language.prefix for language in languages.LANGUAGES}


@cache
def shared() -> tuple[str, ...]:
    """The folders that pages of every language load from."""
    return (styles.FOLDER + "/", *{f"{PurePosixPath(place).parent if place[-1] != '/' else place.rstrip('/')}/"
                                   for place in runtime.addresses().values()})


def put(file: Path, data) -> None:
    """At one stroke: a reader may be asking for it."""
    new = file.with_name(f".{file.name}")
    new.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    new.replace(file)
