"""What lets a device install the handbook as an app: a manifest for each language, and icons drawn from the site's mark."""

import json
from pathlib import Path

from calculators._text import Text
from scripts import cards, languages, raster

SHORT = Text("Handbook", "产品手册")   # under an icon there is room for a dozen letters
IMAGES = "assets/images"
# A device cuts a maskable icon to its own shape: what must be seen stands within 80% of it.
ICONS = {"icon-192.png": (192, 1, "any"), "icon-512.png": (512, 1, "any"), "icon-maskable.png": (512, 0.75, "maskable")}


def write(config) -> None:
    """Put the manifest and the icons of one language's build into its site."""
    site, language = Path(config.site_dir), languages.of(config)
    for name, (size, part, _) in ICONS.items():
        (site / IMAGES).mkdir(parents=True, exist_ok=True)
        (site / IMAGES / name).write_bytes(raster.png(cards.home_icon(size, part)))
    (site / "manifest.json").write_text(json.dumps(manifest(language), ensure_ascii=False, indent=1), encoding="utf-8")


def manifest(language) -> dict:
    """All addresses are relative to the manifest, so that the site may stand anywhere."""
    root = "../" * language.prefix.count("/") or "./"
    return {
        "name": language.site_name, "short_name": SHORT[language.code], "description": language.site_description,
        "lang": language.html, "dir": "ltr", "start_url": "./", "scope": root, "display": "minimal-ui",
        "background_color": cards.PAPER, "theme_color": cards.PAPER,
        "icons": [{"src": f"{IMAGES}/{name}", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
                  for name, (size, _, purpose) in ICONS.items()],
    }
