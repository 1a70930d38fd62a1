"""What a page may hold besides prose: formulas, charts, flows and timelines, as fences with their own language."""

from functools import partial, wraps

from pymdownx.inlinehilite import InlineHiliteException
from pymdownx.superfences import SuperFencesException

from scripts import charts, flows, formulas, languages, timelines


def register(config) -> None:
    """Tell Python-Markdown. Not in mkdocs.yml, which is read before this package can be imported."""
    lang = languages.of(config).code
    drawn = {"math": ("math", formulas.block), "vega-lite": ("chart", charts.fence),
             "flow": ("flow", partial(flows.fence, lang=lang)), "timeline": ("timeline", partial(timelines.fence, lang=lang))}
    config.mdx_configs["pymdownx.inlinehilite"] = {
        "custom_inline": [{"name": "math", "class": "math", "format": loud(formulas.inline, InlineHiliteException)}]}
    config.mdx_configs["pymdownx.superfences"] = {"custom_fences": [
        {"name": name, "class": css_class, "format": loud(draw, SuperFencesException)} for name, (css_class, draw) in drawn.items()]}


def loud(draw, kind):
    """`draw`, which stops the build with what is wrong: of any other kind of error, the page would show the source as code."""
    @wraps(draw)
    def fence(*args, **kwargs):
        try:
            return draw(*args, **kwargs)
        except Exception as error:
            raise kind(f"{type(error).__name__}: {error}") from error

    return fence
