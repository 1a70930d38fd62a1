"""What a page may hold besides prose: formulas and charts, as fences with their own language."""

from scripts import charts, formulas


def register(config) -> None:
    """Tell Python-Markdown. Not in mkdocs.yml, which is read before this package can be imported."""
    config.mdx_configs["pymdownx.inlinehilite"] = {
        "custom_inline": [{"name": "math", "class": "math", "format": formulas.inline}]}
    config.mdx_configs["pymdownx.superfences"] = {"custom_fences": [
        {"name": "math", "class": "math", "format": formulas.block},
        {"name": "vega-lite", "class": "chart", "format": charts.fence}]}
