"""A notebook file as Markdown whose line numbers are those of the file.

Checks that know Markdown (headings, citations, code in two languages) then work on notebooks, and
what they find has the line at which an editor opens the file.
"""

from __future__ import annotations

import json
import re
from typing import Any

CELL_TYPE = re.compile(r'\s*"cell_type": "(\w+)"')
SOURCE = re.compile(r'\s*"source": \[')
LINE = re.compile(r'\s*("(?:[^"\\]|\\.)*"),?')


def metadata(text: str) -> dict[str, Any]:
    """Return what takes the place of front matter: `metadata.knowledge_base` of the notebook.

    Raises:
        ValueError: The text is no notebook.
    """
    notebook = json.loads(text)
    if not isinstance(notebook, dict) or "cells" not in notebook:
        raise ValueError("this is no notebook: it has no cells")
    own = notebook.get("metadata", {})
    meta = own.get("knowledge_base", {}) if isinstance(own, dict) else None
    if not isinstance(meta, dict):
        raise ValueError("metadata.knowledge_base is not a mapping")  # noqa: TRY004 (of the file)
    return meta


def as_markdown(text: str) -> str:
    """Return the cells as Markdown, code in fences, every source line at its line of the file.

    Args:
        text: The file as Jupyter writes it: keys sorted, one line of source a line.

    Raises:
        ValueError: The file is laid out in another way.
    """
    lines = text.split("\n")
    markdown = [""] * len(lines)
    kind, inside, cells = "", False, 0
    for number, line in enumerate(lines):
        if found := CELL_TYPE.match(line):
            kind = found[1]
        elif not inside and SOURCE.match(line):
            inside, cells = not line.rstrip(",").endswith("]"), cells + 1
            markdown[number] = "```python" if kind == "code" and inside else ""
        elif inside and (found := LINE.fullmatch(line)):
            markdown[number] = json.loads(found[1]).rstrip("\n")
        elif inside:
            inside = False
            markdown[number] = "```" if kind == "code" else ""
    if cells != len(json.loads(text)["cells"]):
        raise ValueError(
            "the notebook is not laid out as Jupyter writes it: open and save it there"
        )
    return "\n".join(markdown)
