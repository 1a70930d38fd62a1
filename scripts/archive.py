"""The built site as a ZIP file that any web server on a laptop can serve: what a reader can save, and how to serve it.

The same site gives the same file: names in order, all dates alike.
"""

import json
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from scripts import languages, offline

ROOT = Path(__file__).parents[1]
NAME = "internet-finance-handbook"
DAY = (1980, 1, 1, 0, 0, 0)   # the first that the format knows
HOW = Path(__file__).parent / "archive_files"   # the texts for whoever unpacks it


def write(site: Path, target: Path) -> list[str]:
    """Pack a built site; the paths in the archive."""
    lists = [offline.listing(language.code) for language in languages.LANGUAGES]
    paths = {path for name in lists for path in json.loads((site / name).read_text(encoding="utf-8"))["files"]}
    members = {path: site / path for path in (*paths, *lists, offline.BUILD, offline.WORKER)}
    members |= {file.name: file for file in HOW.iterdir()}
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(members):
            info = ZipInfo(f"{NAME}/{path}", DAY)
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, members[path].read_bytes())
    return sorted(members)


def main() -> None:
    target = ROOT / f"{NAME}.zip"
    count = len(write(Path(sys.argv[1]), target))
    print(f"{target.name}: {count} files, {target.stat().st_size / 2**20:.1f} MB")


if __name__ == "__main__":
    main()
