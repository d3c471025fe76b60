"""A notebook as Markdown, which MkDocs then renders like any page.

mkdocs-jupyter by itself inlines 575 KB of style sheets a page, gives Korean headings empty ids and
leaves links unchecked. The exporter that it builds on, with a template of our own, does not.
"""

from __future__ import annotations

from functools import cache
from itertools import count
from pathlib import Path

import nbformat
import yaml
from nbconvert import MarkdownExporter
from traitlets.config import Config

from knowledge_base.notebook_file import metadata
from knowledge_base.notebooks.figure import themed

TEMPLATE = Path(__file__).with_name("template")


def to_markdown(text: str) -> str:
    """Return the Markdown of a notebook file, its metadata as front matter.

    Args:
        text: The file.

    Raises:
        nbformat.ValidationError, ValueError: The text is no notebook.
    """
    exporter = _exporter()
    figures = count(1)
    exporter.environment.filters["figure"] = lambda svg, cell: themed(
        svg, cell.metadata.get("alt", ""), f"figure-{next(figures)}"
    )
    body, _ = exporter.from_notebook_node(nbformat.reads(text, as_version=4))
    front_matter = yaml.safe_dump(metadata(text), allow_unicode=True, sort_keys=False)
    return f"---\n{front_matter}---\n\n{body}"


@cache
def _exporter() -> MarkdownExporter:
    return MarkdownExporter(
        template_name=TEMPLATE.name,
        extra_template_basedirs=[str(TEMPLATE.parent)],
        # Figures stay in the page: there is no folder of images to write to.
        config=Config({"ExtractOutputPreprocessor": {"enabled": False}}),
    )
