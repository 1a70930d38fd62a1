"""What notebooks show: tables and figures."""

from collections.abc import Sequence

from IPython.display import HTML, Markdown, display

from scripts.charts import svg


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Show rows of text as a table, numbers to the right."""
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    display(Markdown("\n".join("| " + " | ".join(line) + " |" for line in lines)))


def figure(caption: str, **spec) -> None:
    """Draw a Vega-Lite specification; its caption is also its text alternative."""
    drawn = svg({"description": caption, **spec})
    display(HTML(f'<figure class="chart"><div class="chart__picture">{drawn}</div><figcaption>{caption}</figcaption></figure>'))
