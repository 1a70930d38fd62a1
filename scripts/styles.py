"""One stylesheet for the whole site: the theme's two and those of `extra_css`, in this order. A page waits for each stylesheet
before it shows, so it waits once; the name tells the content, so that a browser may keep it for ever."""

import hashlib
import re
import shutil
from pathlib import Path

from scripts import languages

THEME = ("main.*.min.css", "palette.*.min.css")
FOLDER = "assets/stylesheets"
MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")


def joined(config) -> str:
    """All styles as one text."""
    theme = [sorted(Path(folder, FOLDER).glob(name)) for name in THEME for folder in config.theme.dirs]
    ours = [Path(config.theme.custom_dir, name) for name in config.extra["styles"]]
    files = [*(file for found in theme for file in found), *ours]
    return MAP.sub("", "\n".join(file.read_text(encoding="utf-8") for file in files))


def configure(config):
    """Take the place of the links that the theme would write."""
    config.extra["styles"] = [str(name) for name in config.extra_css]
    config.extra_css = []
    digest = hashlib.sha256(joined(config).encode()).hexdigest()[:12]
    up = "../" * languages.of(config).prefix.count("/")
    config.extra["stylesheet"] = f"{up}{FOLDER}/site-{digest}.css"
    return config


def write(config) -> None:
    """Put it at the root of all languages; the parts, which no page links, go."""
    shutil.rmtree(Path(config.site_dir, FOLDER))
    place = Path(config.site_dir, config.extra["stylesheet"]).resolve()
    place.parent.mkdir(exist_ok=True)
    place.write_text(joined(config), encoding="utf-8")
